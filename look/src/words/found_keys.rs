//! Words of found keys.

/// Words of found keys.
pub struct FoundKeys {
    /// The book.
    pub tab: &'static str,
    /// Hint of the search field.
    pub search: &'static str,
    /// None.
    pub empty: &'static str,
    /// Title, with the kind.
    pub of: fn(&str) -> String,
    /// The card.
    pub facts: &'static str,
    /// Its number.
    pub number: &'static str,
    /// The number that the finder has.
    pub reference: &'static str,
    /// Where.
    pub found_where: &'static str,
    /// What stands on it.
    pub says: &'static str,
    /// Where it is now.
    pub place: &'static str,
    /// Brought, or left.
    pub places: [&'static str; 2],
    /// Who found it.
    pub finder: &'static str,
    /// How to reach them.
    pub telephone: &'static str,
    /// When.
    pub reported: &'static str,
    /// Who has it in hand.
    pub received: &'static str,
    /// A colleague has it in hand.
    pub receive: &'static str,
    /// Says what became of it.
    pub settle: &'static str,
    /// In the dialog.
    pub settle_line: &'static str,
    /// What became of it.
    pub result: &'static str,
    /// State: nobody has it.
    pub open: &'static str,
    /// State: in hand.
    pub held: &'static str,
    /// State: settled.
    pub settled: &'static str,
    /// Refusal: somebody has it.
    pub received_already: fn(&str, &str) -> String,
    /// Refusal: settled.
    pub settled_already: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: FoundKeys = FoundKeys {
    tab: "拾获",
    search: "编号、查询号、地点",
    empty: "目前没有拾获的钥匙",
    of: |kind| format!("拾获{kind}"),
    facts: "拾获登记",
    number: "编号",
    reference: "查询号",
    found_where: "拾获地点",
    says: "字样",
    place: "现在位置",
    places: ["拾获人交到前台", "仍在原处，请去取"],
    finder: "拾获人",
    telephone: "电话",
    reported: "登记时间",
    received: "已收到",
    receive: "已收到",
    settle: "办结",
    settle_line: "请写明去向，例如：核对后已还给失主、已挂回钥匙柜、现场未找到",
    result: "处理结果",
    open: "待接收",
    held: "已收到，待归还",
    settled: "已办结",
    received_already: |who, at| format!("{who} 已于 {at} 收到"),
    settled_already: |at| format!("已于 {at} 办结"),
};

/// Traditional Chinese.
pub const ZH_HANT: FoundKeys = FoundKeys {
    tab: "拾獲",
    search: "編號、查詢號、地點",
    empty: "目前沒有拾獲的鑰匙",
    of: |kind| format!("拾獲{kind}"),
    facts: "拾獲登記",
    number: "編號",
    reference: "查詢號",
    found_where: "拾獲地點",
    says: "字樣",
    place: "現在位置",
    places: ["拾獲人交到前台", "仍在原處，請去取"],
    finder: "拾獲人",
    telephone: "電話",
    reported: "登記時間",
    received: "已收到",
    receive: "已收到",
    settle: "辦結",
    settle_line: "請寫明去向，例如：核對後已還給失主、已掛回鑰匙櫃、現場未找到",
    result: "處理結果",
    open: "待接收",
    held: "已收到，待歸還",
    settled: "已辦結",
    received_already: |who, at| format!("{who} 已於 {at} 收到"),
    settled_already: |at| format!("已於 {at} 辦結"),
};

/// English.
pub const EN: FoundKeys = FoundKeys {
    tab: "Found",
    search: "Number or place",
    empty: "No found keys",
    of: |kind| format!("Found: {kind}"),
    facts: "What was reported",
    number: "Number",
    reference: "Finder’s number",
    found_where: "Found",
    says: "Says",
    place: "Now",
    places: ["The finder brings it", "Where it was found: please fetch it"],
    finder: "Finder",
    telephone: "Telephone",
    reported: "Reported",
    received: "In hand",
    receive: "I have it",
    settle: "Settle",
    settle_line: "What became of it: given back after a check, hung in the cabinet, not found there",
    result: "Result",
    open: "To be taken in",
    held: "In hand, to be returned",
    settled: "Settled",
    received_already: |who, at| format!("{who} has had it since {at}"),
    settled_already: |at| format!("It was settled at {at}"),
};
