//! Words of what stands around every staff screen.

/// Words of what stands around every staff screen.
pub struct DeskWords {
    /// The counter.
    pub counter: &'static str,
    /// The control room.
    pub control_room: &'static str,
    /// The kiosk.
    pub kiosk: &'static str,
    /// The server itself.
    pub server: &'static str,
    /// Before the first answer.
    pub connecting: &'static str,
    /// The server has never been reached since the start.
    pub server_away: &'static str,
    /// The server does not know this terminal.
    pub not_admitted: &'static str,
    /// So many commands wait for the server, the oldest since this time.
    pub waiting: fn(usize, &str) -> String,
    /// So many commands came back.
    pub returned: fn(usize) -> String,
    /// Opens the list of both.
    pub outbox_show: &'static str,
    /// Its heading.
    pub outbox_title: &'static str,
    /// Heading of what waits.
    pub waiting_title: &'static str,
    /// Below it.
    pub waiting_line: &'static str,
    /// Heading of what came back.
    pub returned_title: &'static str,
    /// Below it.
    pub returned_line: &'static str,
    /// One of them, by what was asked.
    pub not_done: fn(&str) -> String,
    /// Takes one off the list.
    pub noted: &'static str,
    /// The same button by the name of what it takes off.
    pub noted_named: fn(&str) -> String,
    /// A command that this build cannot read.
    pub not_readable: &'static str,
    /// So many records of a newer server that this program cannot read.
    pub unreadable: fn(usize) -> String,
    /// The server's disk is nearly full.
    pub emergencies_only: &'static str,
    /// No loudspeaker.
    pub no_sound: &'static str,
    /// Who holds the book: its name, who, at which station, since when.
    pub book_held: fn(&str, &str, &str, &str) -> String,
    /// Who leads this station's crew: its name, who, since when.
    pub crew_held: fn(&str, &str, &str) -> String,
    /// A post that nobody holds.
    pub nobody_on_duty: fn(&str) -> String,
    /// Nobody is signed in here.
    pub nobody_signed_in: &'static str,
    /// Leave this terminal.
    pub sign_out: &'static str,
    /// Heading of the sign-in card.
    pub sign_in_title: &'static str,
    /// Below it.
    pub sign_in_line: &'static str,
    /// The staff number.
    pub number: &'static str,
    /// What a staff number is.
    pub number_advice: &'static str,
    /// The PIN.
    pub pin: &'static str,
    /// Signs in.
    pub sign_in: &'static str,
    /// The server checks PINs.
    pub pin_needs_server: &'static str,
    /// Both are missing.
    pub number_and_pin_needed: &'static str,
    /// Alarms need no sign-in.
    pub alarm_without_sign_in: &'static str,
    /// Below a signature's heading.
    pub sign_line: &'static str,
    /// The same where two sign (K-7).
    pub sign_two_line: &'static str,
    /// Heading of the first of two.
    pub signs_first: &'static str,
    /// Heading of the second of two.
    pub signs_second: &'static str,
    /// The second is the first again.
    pub two_different_people: &'static str,
    /// Signs.
    pub sign: &'static str,
    /// Number and PIN do not belong together.
    pub not_recognised: &'static str,
    /// An older server could not read a command.
    pub not_understood: &'static str,
    /// The number of a command was used before this machine's disk went back in time.
    pub not_taken: &'static str,
    /// This machine's disk failed.
    pub not_saved: &'static str,
    /// The contents are not for this station.
    pub hidden: &'static str,
    /// The contents were erased.
    pub erased: &'static str,
    /// A visitor acted.
    pub visitor: &'static str,
    /// The server's clock acted.
    pub by_itself: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: DeskWords = DeskWords {
    counter: "客服前台",
    control_room: "监控室",
    kiosk: "自助机",
    server: "服务器",
    connecting: "正在连接服务器，请稍候…",
    server_away: "暂时连接不上服务器，正在自动重试。请检查网线，或联系管理员。",
    not_admitted: "本机尚未获准接入，请联系管理员重新登记",
    waiting: |n, since| format!("{n} 项待送达 · 自 {since}"),
    returned: |n| format!("{n} 项退回"),
    outbox_show: "查看清单",
    outbox_title: "待送达与退回",
    waiting_title: "待送达",
    waiting_line: "已保存在本机，恢复连接后按此顺序自动送达，请勿重复登记。",
    returned_title: "退回",
    returned_line: "以下各项未被受理。请核对，仍需办理的请重新登记，然后点“知道了”。",
    not_done: |what| format!("未办理：{what}"),
    noted: "知道了",
    noted_named: |what| format!("知道了：{what}"),
    not_readable: "（本机程序无法读取此项）",
    unreadable: |n| format!("有 {n} 条记录由较新的版本写入，本机暂不能显示，已原样保留。请联系管理员更新本机程序。"),
    emergencies_only: "服务器磁盘空间不足：目前仅受理应急。其他操作已保存在本机，空间恢复后自动发送。请尽快联系管理员。",
    no_sound: "本机无声音",
    book_held: |post, who, station, since| format!("{post}：{who}（{station}） {since} 起"),
    crew_held: |post, who, since| format!("{post}：{who} {since} 起"),
    nobody_on_duty: |post| format!("{post}：无人值班"),
    nobody_signed_in: "未登录",
    sign_out: "退出",
    sign_in_title: "您好，请登录",
    sign_in_line: "请输入工号和密码",
    number: "工号",
    number_advice: "工号是 3 至 8 位数字",
    pin: "密码",
    sign_in: "登录",
    pin_needs_server: "连接上服务器后才能核对密码",
    number_and_pin_needed: "请先填写工号和密码",
    alarm_without_sign_in: "遇紧急情况无需登录，请直接点左侧“应急”。",
    sign_two_line: "客户房间须两人同行：请两位各自输入自己的工号和密码",
    signs_first: "发放人",
    signs_second: "同行人",
    two_different_people: "请由两位不同的同事签字",
    sign_line: "请签字人本人输入自己的工号和密码",
    sign: "签字",
    not_recognised: "工号或密码不正确，请重新输入；连续输错五次需等待五分钟。",
    not_understood: "服务器版本较旧，无法处理此操作，请联系管理员更新。",
    not_taken: "本机保存的一项操作未被受理（本机磁盘曾被还原到较早状态），请核对后重新登记。",
    not_saved: "本机磁盘写入失败，此操作没有保存，请联系管理员。",
    hidden: "（本岗位不显示）",
    erased: "（已删除）",
    visitor: "访客",
    by_itself: "系统",
};

/// Traditional Chinese.
pub const ZH_HANT: DeskWords = DeskWords {
    counter: "客服前台",
    control_room: "監控室",
    kiosk: "自助機",
    server: "伺服器",
    connecting: "正在連接伺服器，請稍候…",
    server_away: "暫時連接不上伺服器，正在自動重試。請檢查網線，或聯繫管理員。",
    not_admitted: "本機尚未獲准接入，請聯繫管理員重新登記",
    waiting: |n, since| format!("{n} 項待送達 · 自 {since}"),
    returned: |n| format!("{n} 項退回"),
    outbox_show: "查看清單",
    outbox_title: "待送達與退回",
    waiting_title: "待送達",
    waiting_line: "已保存在本機，恢復連接後按此順序自動送達，請勿重複登記。",
    returned_title: "退回",
    returned_line: "以下各項未被受理。請核對，仍需辦理的請重新登記，然後點「知道了」。",
    not_done: |what| format!("未辦理：{what}"),
    noted: "知道了",
    noted_named: |what| format!("知道了：{what}"),
    not_readable: "（本機程序無法讀取此項）",
    unreadable: |n| format!("有 {n} 條記錄由較新的版本寫入，本機暫不能顯示，已原樣保留。請聯繫管理員更新本機程序。"),
    emergencies_only: "伺服器磁盤空間不足：目前僅受理應急。其他操作已保存在本機，空間恢復後自動發送。請儘快聯繫管理員。",
    no_sound: "本機無聲音",
    book_held: |post, who, station, since| format!("{post}：{who}（{station}） {since} 起"),
    crew_held: |post, who, since| format!("{post}：{who} {since} 起"),
    nobody_on_duty: |post| format!("{post}：無人值班"),
    nobody_signed_in: "未登錄",
    sign_out: "退出",
    sign_in_title: "您好，請登錄",
    sign_in_line: "請輸入工號和密碼",
    number: "工號",
    number_advice: "工號是 3 至 8 位數字",
    pin: "密碼",
    sign_in: "登錄",
    pin_needs_server: "連接上伺服器後才能核對密碼",
    number_and_pin_needed: "請先填寫工號和密碼",
    alarm_without_sign_in: "遇緊急情況無需登錄，請直接點左側「應急」。",
    sign_two_line: "客戶房間須兩人同行：請兩位各自輸入自己的工號和密碼",
    signs_first: "發放人",
    signs_second: "同行人",
    two_different_people: "請由兩位不同的同事簽字",
    sign_line: "請簽字人本人輸入自己的工號和密碼",
    sign: "簽字",
    not_recognised: "工號或密碼不正確，請重新輸入；連續輸錯五次需等待五分鐘。",
    not_understood: "伺服器版本較舊，無法處理此操作，請聯繫管理員更新。",
    not_taken: "本機保存的一項操作未被受理（本機磁盤曾被還原到較早狀態），請核對後重新登記。",
    not_saved: "本機磁盤寫入失敗，此操作沒有保存，請聯繫管理員。",
    hidden: "（本崗位不顯示）",
    erased: "（已刪除）",
    visitor: "訪客",
    by_itself: "系統",
};

/// English.
pub const EN: DeskWords = DeskWords {
    counter: "Counter",
    control_room: "Control room",
    kiosk: "Kiosk",
    server: "Server",
    connecting: "Connecting to the server, one moment please…",
    server_away: "The server cannot be reached; trying again by itself. Please check the network cable or call the operator.",
    not_admitted: "This terminal is not admitted: please ask the operator to enrol it again",
    waiting: |n, since| format!("{n} waiting since {since}"),
    returned: |n| format!("{n} returned"),
    outbox_show: "Show list",
    outbox_title: "Waiting and returned",
    waiting_title: "Waiting for the server",
    waiting_line: "Saved on this machine, and sent by itself in this order once the server is back. Please do not enter it again.",
    returned_title: "Returned",
    returned_line: "These were not accepted. Please check each, enter it again if it is still needed, and then press Noted.",
    not_done: |what| format!("Not done: {what}"),
    noted: "Noted",
    noted_named: |what| format!("Noted: {what}"),
    not_readable: "(this program cannot read it)",
    unreadable: |n| {
        format!(
            "{n} records were written by a newer version: they are kept, and cannot be shown here. Please ask the operator to update this program."
        )
    },
    emergencies_only: "The server's disk is nearly full: only emergencies are taken now. Everything else is saved here and sent by itself when there is room. Please call the operator.",
    no_sound: "No sound here",
    book_held: |post, who, station, since| format!("{post}: {who} ({station}) since {since}"),
    crew_held: |post, who, since| format!("{post}: {who} since {since}"),
    nobody_on_duty: |post| format!("{post}: nobody on duty"),
    nobody_signed_in: "Nobody signed in",
    sign_out: "Sign out",
    sign_in_title: "Please sign in",
    sign_in_line: "With your staff number and PIN",
    number: "Staff number",
    number_advice: "A staff number is 3 to 8 digits",
    pin: "PIN",
    sign_in: "Sign in",
    pin_needs_server: "PINs can be checked only while the server is connected",
    number_and_pin_needed: "Please enter number and PIN first",
    alarm_without_sign_in: "In an emergency nobody need sign in: open “Emergency” at the left.",
    sign_two_line: "Two go to a tenant's room: each enters their own number and PIN",
    signs_first: "Hands it out",
    signs_second: "Goes along",
    two_different_people: "Please have two different colleagues sign",
    sign_line: "Whoever signs enters their own number and PIN",
    sign: "Sign",
    not_recognised: "Number and PIN do not match. Please try again; after five wrong tries you must wait five minutes.",
    not_understood: "The server is older and cannot do this: please ask the operator to update it.",
    not_taken: "Something saved on this terminal was not taken, because its disk went back in time: please check, and enter it again.",
    not_saved: "This terminal's disk cannot be written and nothing was saved: please call the operator.",
    hidden: "(not shown at this station)",
    erased: "(erased)",
    visitor: "Visitor",
    by_itself: "System",
};
