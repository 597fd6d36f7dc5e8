//! What each kind of record is called in a sentence.

/// The kinds of record by name.
pub struct Kinds {
    /// A unit.
    pub unit: &'static str,
    /// A member of staff.
    pub person: &'static str,
    /// An enrolled machine.
    pub terminal: &'static str,
    /// What a terminal has lost.
    pub gap: &'static str,
    /// Whom the server let in nowhere.
    pub turned_away: &'static str,
    /// A visit.
    pub visit: &'static str,
    /// A key of the cabinet.
    pub key: &'static str,
    /// An entry with which a key left.
    pub key_issue: &'static str,
    /// A report of a lost key or card.
    pub loss: &'static str,
    /// A goods release.
    pub release: &'static str,
    /// A version of the survey.
    pub survey_form: &'static str,
    /// An answer to the survey.
    pub survey_answer: &'static str,
    /// A complaint, repair or request.
    pub matter: &'static str,
    /// A note to a matter.
    pub note: &'static str,
    /// A call from the kiosk.
    pub call: &'static str,
    /// What is wrong with a device of a kiosk.
    pub device_trouble: &'static str,
    /// A notice for everybody.
    pub notice: &'static str,
    /// An item that is counted at a handover.
    pub post_item: &'static str,
    /// Who is on duty.
    pub duty: &'static str,
    /// A handover sheet.
    pub sheet: &'static str,
    /// A later word to a sheet.
    pub addendum: &'static str,
    /// The plan of an emergency.
    pub procedure: &'static str,
    /// A running or ended emergency.
    pub run: &'static str,
    /// Anything else.
    pub record: &'static str,
    /// An appointment.
    pub appointment: &'static str,
    /// A found key.
    pub found_key: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Kinds = Kinds {
    unit: "单元",
    person: "员工",
    terminal: "终端",
    gap: "终端缺口",
    turned_away: "拒绝接入",
    visit: "来访",
    key: "钥匙",
    key_issue: "钥匙领用记录",
    loss: "挂失报告",
    release: "放行条",
    survey_form: "调查表",
    survey_answer: "评价",
    matter: "事项",
    note: "补充记录",
    call: "呼叫",
    device_trouble: "设备故障",
    notice: "通知",
    post_item: "清点物品",
    duty: "值班",
    sheet: "交接表",
    addendum: "补记",
    procedure: "应急预案",
    run: "应急记录",
    record: "记录",
    appointment: "预约",
    found_key: "拾获的钥匙",
};

/// Traditional Chinese.
pub const ZH_HANT: Kinds = Kinds {
    unit: "單元",
    person: "員工",
    terminal: "終端",
    gap: "終端缺口",
    turned_away: "拒絕接入",
    visit: "來訪",
    key: "鑰匙",
    key_issue: "鑰匙領用記錄",
    loss: "掛失報告",
    release: "放行條",
    survey_form: "調查表",
    survey_answer: "評價",
    matter: "事項",
    note: "補充記錄",
    call: "呼叫",
    device_trouble: "設備故障",
    notice: "通知",
    post_item: "清點物品",
    duty: "值班",
    sheet: "交接表",
    addendum: "補記",
    procedure: "應急預案",
    run: "應急記錄",
    record: "記錄",
    appointment: "預約",
    found_key: "拾獲的鑰匙",
};

/// English.
pub const EN: Kinds = Kinds {
    unit: "unit",
    person: "colleague",
    terminal: "terminal",
    gap: "gap of a terminal",
    turned_away: "turned away",
    visit: "visit",
    key: "key",
    key_issue: "key entry",
    loss: "loss report",
    release: "goods release",
    survey_form: "survey form",
    survey_answer: "survey answer",
    matter: "matter",
    note: "note",
    call: "call",
    device_trouble: "device trouble",
    notice: "notice",
    post_item: "item of the post",
    duty: "duty",
    sheet: "handover sheet",
    addendum: "addendum",
    procedure: "procedure",
    run: "emergency",
    record: "record",
    appointment: "appointment",
    found_key: "found key",
};
