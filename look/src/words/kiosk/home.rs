//! The home page and what stands in its place: the notices when nobody is there, maintenance, and the
//! drawing for when people have to leave.

/// Words of the home page and of the pages in its place.
pub struct HomeWords {
    /// The counter is closed: when it opens, and the control room's telephone.
    pub closed: fn(&str, &str) -> String,
    /// The same where it is not known when it opens.
    pub closed_for_now: fn(&str) -> String,
    /// It opens today, at this time.
    pub opens_today: fn(&str) -> String,
    /// It opens tomorrow, at this time; before noon or not.
    pub opens_tomorrow: fn(&str, bool) -> String,
    /// It opens on this day, at this time.
    pub opens_on: fn(&str, &str) -> String,
    /// In the footer while the bell rings and the counter is closed.
    pub called_control_room: &'static str,
    /// In the footer: the call waits for a connection, and the counter is closed; the control
    /// room's telephone.
    pub call_control_room: fn(&str) -> String,
    /// No connection: what can be done all the same (B-07).
    pub still_works: &'static str,
    /// No connection: what cannot, and the telephone to ring instead.
    pub not_now: fn(&str) -> String,
    /// The same without a telephone.
    pub not_now_without: &'static str,
    /// The question of the quick rating, about this area.
    pub quick_question: fn(&str) -> String,
    /// After a touch on a face.
    pub quick_thanks: &'static str,
    /// This kiosk is looked after: title.
    pub maintenance: &'static str,
    /// Where to go instead.
    pub maintenance_line: &'static str,
    /// The telephone of whom to ring, below it.
    pub maintenance_telephone: fn(&str) -> String,
    /// The same where the counter is closed: the control room's.
    pub maintenance_closed: fn(&str) -> String,
    /// Below the notices: what to do.
    pub touch: &'static str,
    /// Above the notices.
    pub notices: &'static str,
    /// What a notice is about: stoppage, weather, event, other.
    pub notice_kinds: [&'static str; 4],
    /// Which of how many is shown.
    pub notice_of: fn(usize, usize) -> String,
    /// Where there are no notices: a greeting.
    pub welcome: &'static str,
    /// On the evacuation page, in every language.
    pub stairs_not_lifts: &'static str,
    /// On the drawing: where this kiosk stands.
    pub you_are_here: &'static str,
    /// In the legend: the way out.
    pub way: &'static str,
    /// In the legend: an exit.
    pub exit: &'static str,
    /// In the legend: fire stairs.
    pub stairs: &'static str,
    /// In the legend: a lift, crossed out.
    pub lift: &'static str,
    /// The drawing as a whole, for who hears it.
    pub map: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: HomeWords = HomeWords {
    closed: |when, telephone| format!("前台已下班，{when}开始服务；如需帮助，请拨打监控室 {telephone}"),
    closed_for_now: |telephone| format!("前台已下班；如需帮助，请拨打监控室 {telephone}"),
    opens_today: |time| format!("今天 {time} "),
    opens_tomorrow: |time, morning| format!("{} {time} ", if morning { "明早" } else { "明天" }),
    opens_on: |day, time| format!("{day} {time} "),
    called_control_room: "已为您呼叫监控室，值班人员马上就来，请稍候",
    call_control_room: |telephone| format!("暂未连上监控室，请拨打 {telephone}"),
    still_works: "仍可办理：访客登记、钥匙挂失、离开签出、满意度评价。信息先安全存在本机，联网后自动送达",
    not_now: |telephone| format!("暂时不能呼叫工作人员：请直接到前台，或拨打 {telephone}"),
    not_now_without: "暂时不能呼叫工作人员：请您直接到前台",
    quick_question: |area| format!("您对{area}满意吗？"),
    quick_thanks: "谢谢您的评价！",
    maintenance: "您好，本机正在维护",
    maintenance_line: "请您到前台办理，给您带来不便，非常抱歉",
    maintenance_telephone: |telephone| format!("前台电话 {telephone}"),
    maintenance_closed: |telephone| format!("前台已下班，请拨打监控室 {telephone}"),
    touch: "轻触屏幕开始",
    notices: "通知公告",
    notice_kinds: ["停水停电", "天气", "活动", "通知"],
    notice_of: |place, of| format!("{place} / {of}"),
    welcome: "您好，欢迎光临",
    stairs_not_lifts: "请走疏散楼梯，不要乘坐电梯",
    you_are_here: "您在此处",
    way: "撤离路线",
    exit: "出口",
    stairs: "疏散楼梯",
    lift: "电梯（勿乘）",
    map: "撤离示意图",
};

/// Traditional Chinese.
pub const ZH_HANT: HomeWords = HomeWords {
    closed: |when, telephone| format!("前台已下班，{when}開始服務；如需幫助，請撥打監控室 {telephone}"),
    closed_for_now: |telephone| format!("前台已下班；如需幫助，請撥打監控室 {telephone}"),
    opens_today: |time| format!("今天 {time} "),
    opens_tomorrow: |time, morning| format!("{} {time} ", if morning { "明早" } else { "明天" }),
    opens_on: |day, time| format!("{day} {time} "),
    called_control_room: "已為您呼叫監控室，值班人員馬上就來，請稍候",
    call_control_room: |telephone| format!("暫未連上監控室，請撥打 {telephone}"),
    still_works: "仍可辦理：訪客登記、鑰匙掛失、離開簽出、滿意度評價。資料先安全存在本機，聯網後自動送達",
    not_now: |telephone| format!("暫時不能呼叫工作人員：請直接到前台，或撥打 {telephone}"),
    not_now_without: "暫時不能呼叫工作人員：請您直接到前台",
    quick_question: |area| format!("您對{area}滿意嗎？"),
    quick_thanks: "謝謝您的評價！",
    maintenance: "您好，本機正在維護",
    maintenance_line: "請您到前台辦理，給您帶來不便，非常抱歉",
    maintenance_telephone: |telephone| format!("前台電話 {telephone}"),
    maintenance_closed: |telephone| format!("前台已下班，請撥打監控室 {telephone}"),
    touch: "輕觸螢幕開始",
    notices: "通知公告",
    notice_kinds: ["停水停電", "天氣", "活動", "通知"],
    notice_of: |place, of| format!("{place} / {of}"),
    welcome: "您好，歡迎光臨",
    stairs_not_lifts: "請走疏散樓梯，不要乘坐電梯",
    you_are_here: "您在此處",
    way: "撤離路線",
    exit: "出口",
    stairs: "疏散樓梯",
    lift: "電梯（勿乘）",
    map: "撤離示意圖",
};

/// English.
pub const EN: HomeWords = HomeWords {
    closed: |when, telephone| format!("The counter is closed and opens {when}. For help, please call the control room: {telephone}"),
    closed_for_now: |telephone| format!("The counter is closed. For help, please call the control room: {telephone}"),
    opens_today: |time| format!("at {time} today"),
    opens_tomorrow: |time, _| format!("at {time} tomorrow"),
    opens_on: |day, time| format!("on {day} at {time}"),
    called_control_room: "The control room has been called. Somebody is on the way, please wait",
    call_control_room: |telephone| format!("No connection to the control room: please call {telephone}"),
    still_works: "You can still sign in, report a lost key, sign out and rate us: it is kept safely here and sent when connected",
    not_now: |telephone| format!("Staff cannot be called from here now: please go to the counter or call {telephone}"),
    not_now_without: "Staff cannot be called from here now: please go to the counter",
    quick_question: |area| format!("{area}: are you happy with us?"),
    quick_thanks: "Thank you for your answer!",
    maintenance: "This kiosk is being maintained",
    maintenance_line: "Please ask at the counter. We are sorry for the trouble",
    maintenance_telephone: |telephone| format!("The counter's telephone: {telephone}"),
    maintenance_closed: |telephone| format!("The counter is closed, please call the control room: {telephone}"),
    touch: "Touch to start",
    notices: "Notices",
    notice_kinds: ["Stoppage", "Weather", "Event", "Notice"],
    notice_of: |place, of| format!("{place} / {of}"),
    welcome: "Welcome",
    stairs_not_lifts: "Use the fire stairs, not the lifts",
    you_are_here: "You are here",
    way: "Way out",
    exit: "Exit",
    stairs: "Fire stairs",
    lift: "Lift (do not use)",
    map: "Drawing of the way out",
};
