//! The archive's screen: what has left the working set, asked for with a reason.

/// What the archive's screen says.
pub struct History {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// Heading of the form.
    pub title: &'static str,
    /// What is found here.
    pub line: &'static str,
    /// Which kind of record.
    pub kind: &'static str,
    /// The kinds, in the order in which the screen offers them.
    pub kinds: [&'static str; 23],
    /// Why some kinds cannot be chosen.
    pub greyed: fn(&str) -> String,
    /// What to look for.
    pub term: &'static str,
    /// What can be looked for.
    pub term_hint: &'static str,
    /// What cannot.
    pub term_note: &'static str,
    /// No line of text.
    pub term_wrong: &'static str,
    /// Why the reader needs it.
    pub reason: &'static str,
    /// An example.
    pub reason_hint: &'static str,
    /// What a reason is.
    pub reason_advice: &'static str,
    /// That a reading leaves its line.
    pub recorded: &'static str,
    /// Asks for the records.
    pub read: &'static str,
    /// Asked, not yet answered.
    pub asking: &'static str,
    /// No connection.
    pub offline: &'static str,
    /// The server gave no page.
    pub failed: &'static str,
    /// What was asked for: kind and word.
    pub about: fn(&str, &str) -> String,
    /// For which reason.
    pub because: fn(&str) -> String,
    /// How many are shown so far.
    pub found: fn(usize) -> String,
    /// Back to the form.
    pub again: &'static str,
    /// The next page.
    pub older: &'static str,
    /// There is no next page.
    pub no_older: &'static str,
    /// Nothing was found.
    pub nothing: &'static str,
    /// What to do then.
    pub nothing_line: &'static str,
    /// The archive is being rebuilt.
    pub incomplete: &'static str,
    /// Nothing chosen.
    pub choose: &'static str,
    /// Nothing asked yet.
    pub ask_first: &'static str,
    /// A record of the archive is never changed.
    pub read_only: &'static str,
    /// A newer version's record.
    pub unreadable: &'static str,
    /// What to do then.
    pub unreadable_line: &'static str,
    /// Which entry of the journal put it.
    pub version: fn(u64) -> String,
    /// Which of the versions that were found.
    pub version_of: fn(usize, usize) -> String,
    /// To the version before.
    pub earlier: &'static str,
    /// To the version after.
    pub later: &'static str,
    /// Card of what stands in the record.
    pub facts: &'static str,
    /// When.
    pub time: &'static str,
    /// On which day.
    pub day: &'static str,
    /// Who did it.
    pub by: &'static str,
    /// Where.
    pub station: &'static str,
    /// On which terminal.
    pub terminal: &'static str,
    /// What it belongs to.
    pub of: &'static str,
    /// What was written.
    pub text: &'static str,
    /// Who took a call up.
    pub answered: &'static str,
    /// Nobody did.
    pub not_answered: &'static str,
    /// The personal data of so many files is erased.
    pub erased_files: fn(usize) -> String,
    /// Nobody asked: their time was over.
    pub term_over: &'static str,
    /// When the last command before a gap arrived.
    pub gap_last: &'static str,
    /// How many commands a gap has.
    pub gap_missing: &'static str,
    /// Who has seen to a gap.
    pub gap_noted: &'static str,
    /// Nobody has.
    pub gap_open: &'static str,
    /// So often somebody was let in nowhere.
    pub turned_away: fn(u32) -> String,
    /// What was tried from no known terminal.
    pub no_terminal: &'static str,
    /// So often.
    pub times: fn(u32) -> String,
    /// No handshake came about.
    pub barrier_handshake: &'static str,
    /// No certificate, or one that is not in the registry.
    pub barrier_no_terminal: &'static str,
    /// The terminal's admission has ended.
    pub barrier_revoked: &'static str,
    /// A call that is not for its station.
    pub barrier_station: &'static str,
    /// A wrong one-time code.
    pub barrier_code: &'static str,
    /// A wrong PIN with a question.
    pub barrier_pin: &'static str,
    /// That a key came back.
    pub returned: &'static str,
    /// That nobody waits for it any more.
    pub written_off: &'static str,
    /// Keys of a loss that turned up.
    pub found_keys: &'static str,
    /// The run that was running already.
    pub linked: &'static str,
    /// For which post.
    pub post: &'static str,
    /// Signed as what.
    pub hand: &'static str,
    /// Of what was signed.
    pub digest: &'static str,
    /// Of the signature before.
    pub previous: &'static str,
    /// The person's key.
    pub public_key: &'static str,
    /// The signature.
    pub signature: &'static str,
    /// Which service was rated.
    pub service: &'static str,
    /// How.
    pub face: &'static str,
    /// Which version of the form.
    pub form: &'static str,
    /// Whether it counts.
    pub counted: &'static str,
    /// Why neither words nor hour are shown (B-19).
    pub anonymous: &'static str,
    /// What a line of the log says.
    pub what: &'static str,
    /// Which entry of the journal.
    pub entry: &'static str,
    /// In whose sheets it is counted.
    pub posts: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: History = History {
    tab: "档案",
    title: "查阅档案",
    line: "办结的记录会在夜间归档，归档后请在这里查阅。",
    kind: "种类",
    kinds: [
        "来访",
        "预约",
        "钥匙领用",
        "挂失",
        "拾获钥匙",
        "放行条",
        "事项",
        "事项补充",
        "呼叫",
        "通知公告",
        "交接班",
        "交接补记",
        "签字",
        "应急",
        "应急确认",
        "应急步骤",
        "人员清点",
        "满意度",
        "终端缺口",
        "拒绝接入",
        "个人信息删除",
        "个人信息更正",
        "处理记录",
    ],
    greyed: |why| format!("灰色的种类暂不能查阅：{why}"),
    term: "查找",
    term_hint: "房号、单号、通行码或工号（选填）",
    term_note: "请填写完整；姓名和电话不能用来查找。",
    term_wrong: "请填写 200 字以内，不含特殊字符",
    reason: "查阅原因",
    reason_hint: "如：客户来电核对上月的来访",
    reason_advice: "请填写 4 至 200 个字的原因",
    recorded: "查阅将记录您的姓名和原因。",
    read: "查阅",
    asking: "正在查阅，请稍候…",
    offline: "离线，暂时不能查阅。您填写的内容会保留，恢复连接后请再点一次。",
    failed: "服务器没有给出结果，请稍候再试。",
    about: |kind, term| if term.is_empty() { kind.to_owned() } else { format!("{kind} · {term}") },
    because: |reason| format!("原因：{reason}"),
    found: |count| format!("已列出 {count} 条，从新到旧"),
    again: "重新查阅",
    older: "更早",
    no_older: "没有更早的记录了",
    nothing: "没有找到记录",
    nothing_line: "请核对种类和查找的内容；近期的记录请在相应页面查看。",
    incomplete: "档案正在重建，结果可能不完整，请稍后再查一次。",
    choose: "请在左侧选择一条记录",
    ask_first: "请在左侧选择种类、填写原因，再点“查阅”。",
    read_only: "档案只供查阅",
    unreadable: "由较新版本写入的记录",
    unreadable_line: "本机无法显示，请联系管理员更新程序。",
    version: |revision| format!("流水序号 {revision}"),
    version_of: |place, all| format!("第 {place} 版，共 {all} 版"),
    earlier: "较早的版本",
    later: "较新的版本",
    facts: "记录内容",
    time: "时间",
    day: "日期",
    by: "经办人",
    station: "岗位",
    terminal: "终端",
    of: "所属记录",
    text: "内容",
    answered: "接听",
    not_answered: "无人接听",
    erased_files: |count| format!("已删除 {count} 份档案中的个人信息"),
    term_over: "保存期满",
    gap_last: "最后送达",
    gap_missing: "缺少项数",
    gap_noted: "补登确认",
    gap_open: "尚未确认",
    turned_away: |times| format!("拒绝接入 {times} 次"),
    no_terminal: "未登记的设备",
    times: |times| format!("{times} 次"),
    barrier_handshake: "握手失败或证书不属于本系统",
    barrier_no_terminal: "没有登记的证书",
    barrier_revoked: "终端已停用",
    barrier_station: "不属于该岗位的请求",
    barrier_code: "配对码无效",
    barrier_pin: "密码不正确",
    returned: "归还",
    written_off: "核销",
    found_keys: "已找回",
    linked: "关联的应急",
    post: "岗位",
    hand: "签字身份",
    digest: "所签内容摘要",
    previous: "前一签名摘要",
    public_key: "公钥",
    signature: "签名",
    service: "服务项目",
    face: "评价",
    form: "调查表版本",
    counted: "是否计入",
    anonymous: "评价是匿名的：这里不显示留言和时刻，留言请在“满意率”页按组查看。",
    what: "事项",
    entry: "流水序号",
    posts: "计入交接",
};

/// Traditional Chinese.
pub const ZH_HANT: History = History {
    tab: "檔案",
    title: "查閱檔案",
    line: "辦結的記錄會在夜間歸檔，歸檔後請在這裡查閱。",
    kind: "種類",
    kinds: [
        "來訪",
        "預約",
        "鑰匙領用",
        "掛失",
        "拾獲鑰匙",
        "放行條",
        "事項",
        "事項補充",
        "呼叫",
        "通知公告",
        "交接班",
        "交接補記",
        "簽字",
        "應急",
        "應急確認",
        "應急步驟",
        "人員清點",
        "滿意度",
        "終端缺口",
        "拒絕接入",
        "個人資料刪除",
        "個人資料更正",
        "處理記錄",
    ],
    greyed: |why| format!("灰色的種類暫不能查閱：{why}"),
    term: "查找",
    term_hint: "房號、單號、通行碼或工號（選填）",
    term_note: "請填寫完整；姓名和電話不能用來查找。",
    term_wrong: "請填寫 200 字以內，不含特殊字符",
    reason: "查閱原因",
    reason_hint: "如：客戶來電核對上月的來訪",
    reason_advice: "請填寫 4 至 200 個字的原因",
    recorded: "查閱將記錄您的姓名和原因。",
    read: "查閱",
    asking: "正在查閱，請稍候…",
    offline: "離線，暫時不能查閱。您填寫的內容會保留，恢復連接後請再點一次。",
    failed: "伺服器沒有給出結果，請稍候再試。",
    about: |kind, term| if term.is_empty() { kind.to_owned() } else { format!("{kind} · {term}") },
    because: |reason| format!("原因：{reason}"),
    found: |count| format!("已列出 {count} 條，從新到舊"),
    again: "重新查閱",
    older: "更早",
    no_older: "沒有更早的記錄了",
    nothing: "沒有找到記錄",
    nothing_line: "請核對種類和查找的內容；近期的記錄請在相應頁面查看。",
    incomplete: "檔案正在重建，結果可能不完整，請稍後再查一次。",
    choose: "請在左側選擇一條記錄",
    ask_first: "請在左側選擇種類、填寫原因，再點「查閱」。",
    read_only: "檔案只供查閱",
    unreadable: "由較新版本寫入的記錄",
    unreadable_line: "本機無法顯示，請聯繫管理員更新程序。",
    version: |revision| format!("流水序號 {revision}"),
    version_of: |place, all| format!("第 {place} 版，共 {all} 版"),
    earlier: "較早的版本",
    later: "較新的版本",
    facts: "記錄內容",
    time: "時間",
    day: "日期",
    by: "經辦人",
    station: "崗位",
    terminal: "終端",
    of: "所屬記錄",
    text: "內容",
    answered: "接聽",
    not_answered: "無人接聽",
    erased_files: |count| format!("已刪除 {count} 份檔案中的個人資料"),
    term_over: "保存期滿",
    gap_last: "最後送達",
    gap_missing: "缺少項數",
    gap_noted: "補登確認",
    gap_open: "尚未確認",
    turned_away: |times| format!("拒絕接入 {times} 次"),
    no_terminal: "未登記的設備",
    times: |times| format!("{times} 次"),
    barrier_handshake: "握手失敗或證書不屬於本系統",
    barrier_no_terminal: "沒有登記的證書",
    barrier_revoked: "終端已停用",
    barrier_station: "不屬於該崗位的請求",
    barrier_code: "配對碼無效",
    barrier_pin: "密碼不正確",
    returned: "歸還",
    written_off: "核銷",
    found_keys: "已找回",
    linked: "關聯的應急",
    post: "崗位",
    hand: "簽字身份",
    digest: "所籤內容摘要",
    previous: "前一簽名摘要",
    public_key: "公鑰",
    signature: "簽名",
    service: "服務項目",
    face: "評價",
    form: "調查表版本",
    counted: "是否計入",
    anonymous: "評價是匿名的：這裡不顯示留言和時刻，留言請在「滿意率」頁按組查看。",
    what: "事項",
    entry: "流水序號",
    posts: "計入交接",
};

/// English.
pub const EN: History = History {
    tab: "Archive",
    title: "Look up the archive",
    line: "Closed records are archived at night and then found here.",
    kind: "Kind",
    kinds: [
        "Visits",
        "Appointments",
        "Key entries",
        "Losses",
        "Found keys",
        "Goods releases",
        "Matters",
        "Notes",
        "Calls",
        "Notices",
        "Handovers",
        "Addenda",
        "Signatures",
        "Emergencies",
        "Heard",
        "Steps done",
        "Roll-calls",
        "Survey",
        "Gaps of terminals",
        "Turned away",
        "Erasures",
        "Corrections",
        "Duty log",
    ],
    greyed: |why| format!("Kinds in grey cannot be read: {why}"),
    term: "Look for",
    term_hint: "Unit, number, code or staff number (optional)",
    term_note: "In full, please. Names and telephones cannot be looked for.",
    term_wrong: "At most 200 characters, without special ones",
    reason: "Reason",
    reason_hint: "Such as: a client asks about a visit last month",
    reason_advice: "Please give a reason of 4 to 200 characters",
    recorded: "Recorded with your name and this reason.",
    read: "Look up",
    asking: "Looking it up, one moment please…",
    offline: "Offline: the archive cannot be read now. What you typed is kept; please try again once connected.",
    failed: "The server gave no result. Please try again in a moment.",
    about: |kind, term| if term.is_empty() { kind.to_owned() } else { format!("{kind} · {term}") },
    because: |reason| format!("Reason: {reason}"),
    found: |count| format!("{count} listed, newest first"),
    again: "New search",
    older: "Older",
    no_older: "Nothing older",
    nothing: "Nothing found",
    nothing_line: "Please check the kind and the word; recent records are on their own pages.",
    incomplete: "The archive is being rebuilt: results may be incomplete. Please look again later.",
    choose: "Choose a record at the left",
    ask_first: "Choose a kind and give a reason at the left, then look up.",
    read_only: "Read only",
    unreadable: "Written by a newer version",
    unreadable_line: "It cannot be shown here: please ask the operator to update this program.",
    version: |revision| format!("Entry {revision}"),
    version_of: |place, all| format!("Version {place} of {all}"),
    earlier: "Earlier version",
    later: "Later version",
    facts: "Record",
    time: "Time",
    day: "Day",
    by: "By",
    station: "Station",
    terminal: "Terminal",
    of: "Belongs to",
    text: "Text",
    answered: "Answered",
    not_answered: "Not answered",
    erased_files: |count| format!("Personal data of {count} files erased"),
    term_over: "Its time was over",
    gap_last: "Last to arrive",
    gap_missing: "Missing",
    gap_noted: "Entered again, says",
    gap_open: "Not yet seen to",
    turned_away: |times| format!("Turned away: {times}"),
    no_terminal: "An unknown machine",
    times: |times| if times == 1 { "once".to_owned() } else { format!("{times} times") },
    barrier_handshake: "No handshake, or a foreign certificate",
    barrier_no_terminal: "No registered certificate",
    barrier_revoked: "Admission has ended",
    barrier_station: "Not a call for its station",
    barrier_code: "One-time code not valid",
    barrier_pin: "Wrong PIN",
    returned: "Returned",
    written_off: "Written off",
    found_keys: "Turned up",
    linked: "Linked to",
    post: "Post",
    hand: "Signed as",
    digest: "Digest of the sheet",
    previous: "Digest before it",
    public_key: "Public key",
    signature: "Signature",
    service: "Service",
    face: "Rating",
    form: "Version of the form",
    counted: "Counted",
    anonymous: "Answers are anonymous: neither words nor the hour are shown here. Words are on the survey's page, in groups.",
    what: "What",
    entry: "Entry",
    posts: "Counted for",
};
