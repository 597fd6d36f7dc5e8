//! Around every page of the kiosk: header, footer, home, waiting, idle, evacuation.

/// Around every page.
pub struct ShellWords {
    /// Below the property's name.
    pub subtitle: &'static str,
    /// The question of the home page.
    pub greeting: &'static str,
    /// Below it.
    pub greeting_line: &'static str,
    /// The tile for visitors: title.
    pub visitor: &'static str,
    /// Its line.
    pub visitor_line: &'static str,
    /// The tile for lost keys: title.
    pub lost_key: &'static str,
    /// Its line.
    pub lost_key_line: &'static str,
    /// The tile for the survey: title.
    pub survey: &'static str,
    /// Its line.
    pub survey_line: &'static str,
    /// The tile for those who go: title.
    pub leave: &'static str,
    /// Its line.
    pub leave_line: &'static str,
    /// In the footer: what becomes of what is typed.
    pub privacy: &'static str,
    /// Turns elder mode on: everything larger (B-06).
    pub elder: &'static str,
    /// Turns it off again.
    pub standard: &'static str,
    /// Rings the counter (B-05).
    pub call: &'static str,
    /// While it rings.
    pub calling: &'static str,
    /// In the footer while it rings.
    pub called: &'static str,
    /// In the footer: the call waits for a connection; the counter's telephone.
    pub call_offline: fn(&str) -> String,
    /// The same without a telephone.
    pub call_offline_without: &'static str,
    /// In the strip at the top while there is no connection (B-07).
    pub offline: &'static str,
    /// Meanwhile below the property's name: so much waits here, since this time of day.
    pub waiting: fn(usize, &str) -> String,
    /// So far in a form: step, of how many.
    pub step: fn(usize, usize) -> String,
    /// Beside a long text or list: what stands above.
    pub page_up: &'static str,
    /// What stands below.
    pub page_down: &'static str,
    /// To the home page.
    pub home: &'static str,
    /// Idle: the question.
    pub still_there: &'static str,
    /// Idle: what happens, in how many seconds.
    pub wiped_in: fn(u32) -> String,
    /// Idle: go on (B-01).
    pub go_on: &'static str,
    /// Idle: somebody else stands here, or all is done.
    pub finish: &'static str,
    /// Before the first lobby arrives: title.
    pub connecting: &'static str,
    /// What to do meanwhile.
    pub connecting_line: &'static str,
    /// The server does not admit this kiosk: title.
    pub not_admitted: &'static str,
    /// What to do.
    pub not_admitted_line: &'static str,
    /// On the evacuation page: it is a drill (B-26).
    pub drill: &'static str,
    /// Where to gather.
    pub assembly_point: &'static str,
    /// Where nothing else is said: leave the building.
    pub evacuate: &'static str,
    /// Nothing could be saved: what to do instead.
    pub not_saved: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: ShellWords = ShellWords {
    subtitle: "大堂自助服务",
    greeting: "您好，需要办理什么？",
    greeting_line: "请轻触下方任意一项",
    visitor: "访客登记",
    visitor_line: "登记到访，领取通行码",
    lost_key: "钥匙挂失",
    lost_key_line: "钥匙、门禁卡遗失报备",
    survey: "满意度评价",
    survey_line: "一分钟，帮我们做得更好",
    leave: "离开签出",
    leave_line: "访客离开时，请在此签出",
    privacy: "信息仅用于本次服务，离开后自动清除",
    elder: "大字",
    standard: "标准字",
    call: "呼叫工作人员",
    calling: "正在呼叫…",
    called: "已为您呼叫前台，工作人员马上就来，请稍候",
    call_offline: |telephone| format!("暂未连上前台，请直接到前台或拨打 {telephone}"),
    call_offline_without: "暂未连上前台，请您直接到前台",
    offline: "暂时离线：您仍可办理，信息会安全存在本机，联网后自动送达",
    waiting: |n, since| format!("{n} 项待同步 · 自 {since}"),
    step: |step, of| format!("第 {step} 步，共 {of} 步"),
    page_up: "上一页",
    page_down: "下一页",
    home: "返回首页",
    still_there: "您还在吗？",
    wiped_in: |seconds| format!("{seconds} 秒后将清除已填内容，返回首页"),
    go_on: "继续",
    finish: "结束，返回首页",
    connecting: "您好，正在准备，请稍候",
    connecting_line: "本机正在连接服务中心。如需帮助，请您到前台，谢谢。",
    not_admitted: "您好，本机暂停服务",
    not_admitted_line: "请您到前台办理，给您带来不便，非常抱歉。（工作人员请注意：服务器未接纳本机，请重新配对。）",
    drill: "演练",
    assembly_point: "集合地点",
    evacuate: "请立即撤离大楼",
    not_saved: "非常抱歉，没能保存。请再试一次，或请您到前台办理。",
};

/// Traditional Chinese.
pub const ZH_HANT: ShellWords = ShellWords {
    subtitle: "大堂自助服務",
    greeting: "您好，需要辦理什麼？",
    greeting_line: "請輕觸下方任意一項",
    visitor: "訪客登記",
    visitor_line: "登記到訪，領取通行碼",
    lost_key: "鑰匙掛失",
    lost_key_line: "鑰匙、門禁卡遺失報備",
    survey: "滿意度評價",
    survey_line: "一分鐘，幫我們做得更好",
    leave: "離開簽出",
    leave_line: "訪客離開時，請在此簽出",
    privacy: "資料僅用於本次服務，離開後自動清除",
    elder: "大字",
    standard: "標準字",
    call: "呼叫工作人員",
    calling: "正在呼叫…",
    called: "已為您呼叫前台，工作人員馬上就來，請稍候",
    call_offline: |telephone| format!("暫未連上前台，請直接到前台或撥打 {telephone}"),
    call_offline_without: "暫未連上前台，請您直接到前台",
    offline: "暫時離線：您仍可辦理，資料會安全存在本機，聯網後自動送達",
    waiting: |n, since| format!("{n} 項待同步 · 自 {since}"),
    step: |step, of| format!("第 {step} 步，共 {of} 步"),
    page_up: "上一頁",
    page_down: "下一頁",
    home: "返回首頁",
    still_there: "您還在嗎？",
    wiped_in: |seconds| format!("{seconds} 秒後將清除已填內容，返回首頁"),
    go_on: "繼續",
    finish: "結束，返回首頁",
    connecting: "您好，正在準備，請稍候",
    connecting_line: "本機正在連接服務中心。如需幫助，請您到前台，謝謝。",
    not_admitted: "您好，本機暫停服務",
    not_admitted_line: "請您到前台辦理，給您帶來不便，非常抱歉。（工作人員請注意：伺服器未接納本機，請重新配對。）",
    drill: "演練",
    assembly_point: "集合地點",
    evacuate: "請立即撤離大樓",
    not_saved: "非常抱歉，沒能保存。請再試一次，或請您到前台辦理。",
};

/// English.
pub const EN: ShellWords = ShellWords {
    subtitle: "Lobby self-service",
    greeting: "How can we help?",
    greeting_line: "Please touch one of the options below",
    visitor: "Visitor registration",
    visitor_line: "Sign in and get your visit code",
    lost_key: "Lost key or card",
    lost_key_line: "Report a lost key or access card",
    survey: "Rate our service",
    survey_line: "One minute to help us improve",
    leave: "Sign out",
    leave_line: "Visitors: please sign out when you leave",
    privacy: "Used for this visit only, then cleared",
    elder: "Large text",
    standard: "Standard text",
    call: "Call staff",
    calling: "Calling…",
    called: "We have called the counter. Please wait, somebody is coming",
    call_offline: |telephone| format!("Please go to the counter or call {telephone}"),
    call_offline_without: "No connection: please go to the counter",
    offline: "Offline: please go on, it is kept safely here and sent when connected",
    waiting: |n, since| format!("{n} to be sent since {since}"),
    step: |step, of| format!("Step {step} of {of}"),
    page_up: "Page up",
    page_down: "Page down",
    home: "Home page",
    still_there: "Are you still there?",
    wiped_in: |seconds| format!("In {seconds} s everything you typed is cleared"),
    go_on: "Continue",
    finish: "Finish and clear",
    connecting: "Welcome. One moment, please",
    connecting_line: "This kiosk is being connected. If you need help, please ask at the counter. Thank you.",
    not_admitted: "This kiosk is out of service",
    not_admitted_line: "Please ask at the counter; we are sorry for the trouble. (Staff: the server does not admit this kiosk. Please pair it again.)",
    drill: "DRILL",
    assembly_point: "Assembly point",
    evacuate: "Please leave the building now",
    not_saved: "Not saved, sorry. Please try again or ask the counter.",
};
