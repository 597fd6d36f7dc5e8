//! Words of who is expected.

/// Words of who is expected.
pub struct Appointments {
    /// The filter of the visitors' list.
    pub tab: &'static str,
    /// In the list while nobody is expected.
    pub empty: &'static str,
    /// Beside the list while none is chosen.
    pub choose: &'static str,
    /// Opens the form; confirms it.
    pub make: &'static str,
    /// Below the form's title.
    pub line: &'static str,
    /// The first day.
    pub from: &'static str,
    /// The last day.
    pub until: &'static str,
    /// What a day is.
    pub day_advice: &'static str,
    /// The days.
    pub days: &'static str,
    /// The code.
    pub code: &'static str,
    /// Who noted it.
    pub made_by: &'static str,
    /// The card with the facts.
    pub facts: &'static str,
    /// They stand at the desk.
    pub arrive: &'static str,
    /// They do not come.
    pub withdraw: &'static str,
    /// Shows the visit.
    pub to_visit: &'static str,
    /// State: to come.
    pub due: &'static str,
    /// State: on a later day.
    pub later: &'static str,
    /// State: has come.
    pub arrived: &'static str,
    /// State: over.
    pub over: &'static str,
    /// State: withdrawn.
    pub withdrawn: &'static str,
    /// Refusal: the days.
    pub impossible_days: &'static str,
    /// Refusal: over.
    pub over_already: fn(&str) -> String,
    /// Refusal: other days.
    pub not_today: fn(&str, &str) -> String,
    /// Refusal: inside.
    pub inside_already: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Appointments = Appointments {
    tab: "预约",
    empty: "暂无预约",
    choose: "请在左侧选择一份预约",
    make: "新建预约",
    line: "请把通行码告诉被访人：访客在自助机输入通行码和手机后四位即可登记，也可以直接到前台。",
    from: "开始日期",
    until: "结束日期",
    day_advice: "请按 2026-11-23 的格式填写日期",
    days: "有效日期",
    code: "预约码",
    made_by: "登记人",
    facts: "预约信息",
    arrive: "已到访，登记进入",
    withdraw: "取消预约",
    to_visit: "查看来访记录",
    due: "未到",
    later: "未到日期",
    arrived: "已到访",
    over: "已结束",
    withdrawn: "已取消",
    impossible_days: "日期不可行：请从今天起一个月内选择，最长 31 天",
    over_already: |at| format!("该预约已于 {at} 结束，请重新登记来访"),
    not_today: |from, until| format!("该预约的有效日期是 {from} 至 {until}，今天请按来访登记"),
    inside_already: |code| format!("已经在内，通行码 {code}：请先签出"),
};

/// Traditional Chinese.
pub const ZH_HANT: Appointments = Appointments {
    tab: "預約",
    empty: "暫無預約",
    choose: "請在左側選擇一份預約",
    make: "新建預約",
    line: "請把通行碼告訴被訪人：訪客在自助機輸入通行碼和手機後四位即可登記，也可以直接到前台。",
    from: "開始日期",
    until: "結束日期",
    day_advice: "請按 2026-11-23 的格式填寫日期",
    days: "有效日期",
    code: "預約碼",
    made_by: "登記人",
    facts: "預約資料",
    arrive: "已到訪，登記進入",
    withdraw: "取消預約",
    to_visit: "查看來訪記錄",
    due: "未到",
    later: "未到日期",
    arrived: "已到訪",
    over: "已結束",
    withdrawn: "已取消",
    impossible_days: "日期不可行：請從今天起一個月內選擇，最長 31 天",
    over_already: |at| format!("該預約已於 {at} 結束，請重新登記來訪"),
    not_today: |from, until| format!("該預約的有效日期是 {from} 至 {until}，今天請按來訪登記"),
    inside_already: |code| format!("已經在內，通行碼 {code}：請先簽出"),
};

/// English.
pub const EN: Appointments = Appointments {
    tab: "Expected",
    empty: "Nobody is expected yet",
    choose: "Choose somebody on the left",
    make: "Expect a visitor",
    line: "Pass the code on to the host: the visitor signs in at the kiosk with it and the last four digits of their telephone, or at the counter.",
    from: "From",
    until: "Until",
    day_advice: "Write a day as 2026-11-23",
    days: "Days",
    code: "Code",
    made_by: "Noted by",
    facts: "Who is expected",
    arrive: "They are here: sign in",
    withdraw: "They do not come",
    to_visit: "Show the visit",
    due: "To come",
    later: "Later",
    arrived: "Here",
    over: "Over",
    withdrawn: "Withdrawn",
    impossible_days: "These days are not possible: begin within a month, and at most 31 days",
    over_already: |at| format!("It was over at {at}: please register the visit"),
    not_today: |from, until| format!("It holds from {from} to {until}: today please register the visit"),
    inside_already: |code| format!("They are inside with the code {code}: sign them out first"),
};
