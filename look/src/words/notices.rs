//! The screen of notices (G-12).

/// What the screen of notices says.
pub struct Notices {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// What it is for.
    pub line: &'static str,
    /// Button and heading: a new notice.
    pub write: &'static str,
    /// What becomes of it.
    pub write_line: &'static str,
    /// Button and heading: other words before it is confirmed.
    pub correct: &'static str,
    /// Button: confirm it.
    pub confirm: &'static str,
    /// Button: take it away.
    pub withdraw: &'static str,
    /// What withdrawing does.
    pub withdraw_line: &'static str,
    /// Button: save a new one, or the correction.
    pub save: &'static str,
    /// Field: what it is about.
    pub kind: &'static str,
    /// The kinds, in the rules' order: stoppage, weather, event, other.
    pub kinds: [&'static str; 4],
    /// Where one stands, in the rules' order: unconfirmed, shown, coming, expired, withdrawn.
    pub states: [&'static str; 5],
    /// Only those that are shown, coming, or wait; every one.
    pub filters: [&'static str; 2],
    /// Field: title in Chinese.
    pub title_zh: &'static str,
    /// Field: text in Chinese.
    pub text_zh: &'static str,
    /// Field: title in English.
    pub title_en: &'static str,
    /// Field: text in English.
    pub text_en: &'static str,
    /// Field: from when it is shown.
    pub from: &'static str,
    /// Field: until when.
    pub until: &'static str,
    /// How a time is written.
    pub time_wrong: &'static str,
    /// What a title holds at most.
    pub title_wrong: &'static str,
    /// What a text holds at most.
    pub text_wrong: &'static str,
    /// Fact: its time.
    pub time: &'static str,
    /// Fact: from and until.
    pub from_until: fn(&str, &str) -> String,
    /// Fact: who wrote it.
    pub written: &'static str,
    /// Fact: who confirmed it.
    pub confirmed: &'static str,
    /// Fact: who withdrew it.
    pub withdrawn: &'static str,
    /// By whom and when.
    pub by_at: fn(&str, &str) -> String,
    /// Card: how visitors read it.
    pub shown_as: &'static str,
    /// Card: what happened, in order.
    pub history: &'static str,
    /// It waits for a superior, and what to do.
    pub unconfirmed_line: &'static str,
    /// There is none.
    pub none: &'static str,
    /// What to do.
    pub none_line: &'static str,
    /// Nothing chosen, and what to do.
    pub choose: &'static str,
    /// In the control room: where notices are written.
    pub read_only: &'static str,
    /// Refused: too long.
    pub too_long: &'static str,
    /// Refused: the time.
    pub time_out_of_bounds: &'static str,
    /// Refused: one's own words.
    pub own_words: &'static str,
    /// Refused: confirmed, by whom.
    pub confirmed_already: fn(&str) -> String,
    /// Refused: withdrawn or expired.
    pub over: &'static str,
    /// Refused: corrected since it was read, by whom.
    pub corrected: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Notices = Notices {
    tab: "通知公告",
    line: "经上级确认后，在大堂自助机上展示；到期自动撤下。",
    write: "写通知",
    write_line: "请用中文和英文各写一份。保存后须由领班或以上的另一位同事确认，才会展示。",
    correct: "更正",
    confirm: "确认，予以展示",
    withdraw: "撤下",
    withdraw_line: "撤下后立即不再展示，记录仍保留。",
    save: "保存",
    kind: "类别",
    kinds: ["停水停电", "天气", "活动", "其他"],
    states: ["待确认", "展示中", "待展示", "已到期", "已撤下"],
    filters: ["进行中", "全部"],
    title_zh: "中文标题",
    text_zh: "中文内容",
    title_en: "英文标题",
    text_en: "英文内容",
    from: "开始展示",
    until: "结束展示",
    time_wrong: "请写成 2026-11-25 09:00 的样子",
    title_wrong: "请填写 1 至 60 个字",
    text_wrong: "请填写 1 至 300 个字",
    time: "展示时间",
    from_until: |from, until| format!("{from} 至 {until}"),
    written: "撰写",
    confirmed: "确认",
    withdrawn: "撤下",
    by_at: |name, time| format!("{name} · {time}"),
    shown_as: "访客看到的内容",
    history: "处理记录",
    unconfirmed_line: "尚未确认，访客还看不到。请由撰写人以外的领班或上级核对后确认。",
    none: "没有通知公告",
    none_line: "需要告知访客和业户时，请点下方“写通知”。",
    choose: "请在左侧选择一条通知",
    read_only: "通知公告由前台撰写和确认，监控室可查看。",
    too_long: "标题最多 60 个字，内容最多 300 个字，请缩短",
    time_out_of_bounds: "结束时间须晚于开始时间和现在，且不超过一年，请更正",
    own_words: "自己撰写的通知请由另一位领班或上级确认",
    confirmed_already: |name| format!("{name} 已确认此通知；要修改请先撤下，再写一条"),
    over: "此通知已撤下或已到期，请另写一条",
    corrected: |name| format!("{name} 刚刚更正了内容，请重新核对后再确认"),
};

/// Traditional Chinese.
pub const ZH_HANT: Notices = Notices {
    tab: "通知公告",
    line: "經上級確認後，在大堂自助機上展示；到期自動撤下。",
    write: "寫通知",
    write_line: "請用中文和英文各寫一份。儲存後須由領班或以上的另一位同事確認，才會展示。",
    correct: "更正",
    confirm: "確認，予以展示",
    withdraw: "撤下",
    withdraw_line: "撤下後立即不再展示，記錄仍保留。",
    save: "儲存",
    kind: "類別",
    kinds: ["停水停電", "天氣", "活動", "其他"],
    states: ["待確認", "展示中", "待展示", "已到期", "已撤下"],
    filters: ["進行中", "全部"],
    title_zh: "中文標題",
    text_zh: "中文內容",
    title_en: "英文標題",
    text_en: "英文內容",
    from: "開始展示",
    until: "結束展示",
    time_wrong: "請寫成 2026-11-25 09:00 的樣子",
    title_wrong: "請填寫 1 至 60 個字",
    text_wrong: "請填寫 1 至 300 個字",
    time: "展示時間",
    from_until: |from, until| format!("{from} 至 {until}"),
    written: "撰寫",
    confirmed: "確認",
    withdrawn: "撤下",
    by_at: |name, time| format!("{name} · {time}"),
    shown_as: "訪客看到的內容",
    history: "處理記錄",
    unconfirmed_line: "尚未確認，訪客還看不到。請由撰寫人以外的領班或上級核對後確認。",
    none: "沒有通知公告",
    none_line: "需要告知訪客和業戶時，請點下方「寫通知」。",
    choose: "請在左側選擇一條通知",
    read_only: "通知公告由前台撰寫和確認，監控室可查看。",
    too_long: "標題最多 60 個字，內容最多 300 個字，請縮短",
    time_out_of_bounds: "結束時間須晚於開始時間和現在，且不超過一年，請更正",
    own_words: "自己撰寫的通知請由另一位領班或上級確認",
    confirmed_already: |name| format!("{name} 已確認此通知；要修改請先撤下，再寫一條"),
    over: "此通知已撤下或已到期，請另寫一條",
    corrected: |name| format!("{name} 剛剛更正了內容，請重新核對後再確認"),
};

/// English.
pub const EN: Notices = Notices {
    tab: "Notices",
    line: "Shown at the kiosk in the lobby once a superior has confirmed them; they leave when their time is over.",
    write: "Write a notice",
    write_line: "Please write it in Chinese and in English. It is shown once another colleague, a lead or above, has confirmed it.",
    correct: "Correct",
    confirm: "Confirm and show",
    withdraw: "Withdraw",
    withdraw_line: "It is shown no longer, at once. The record stays.",
    save: "Save",
    kind: "About",
    kinds: ["Stoppage", "Weather", "Event", "Other"],
    states: ["To be confirmed", "Shown", "To come", "Expired", "Withdrawn"],
    filters: ["Current", "All"],
    title_zh: "Title in Chinese",
    text_zh: "Text in Chinese",
    title_en: "Title in English",
    text_en: "Text in English",
    from: "Shown from",
    until: "Shown until",
    time_wrong: "Please write it as 2026-11-25 09:00",
    title_wrong: "Please write 1 to 60 characters",
    text_wrong: "Please write 1 to 300 characters",
    time: "Shown",
    from_until: |from, until| format!("{from} to {until}"),
    written: "Written by",
    confirmed: "Confirmed by",
    withdrawn: "Withdrawn by",
    by_at: |name, time| format!("{name} · {time}"),
    shown_as: "What visitors read",
    history: "What was done",
    unconfirmed_line: "Not confirmed: visitors do not see it yet. A lead or superior who did not write it, please read and confirm it.",
    none: "No notices",
    none_line: "To tell visitors and clients something, please choose “Write a notice” below.",
    choose: "Please choose a notice at the left",
    read_only: "Notices are written and confirmed at the counter; the control room can read them.",
    too_long: "A title has at most 60 characters, a text 300: please shorten it",
    time_out_of_bounds: "It must end after it begins and after now, and within a year: please mend the time",
    own_words: "Another lead or superior, please, confirms what you wrote",
    confirmed_already: |name| format!("{name} has confirmed it: to change it, withdraw it and write another"),
    over: "It was withdrawn or its time is over: please write another",
    corrected: |name| format!("{name} has just corrected it: please read it again before you confirm"),
};
