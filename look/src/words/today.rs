//! Words of the overview.

/// Words of the overview.
pub struct Today {
    /// The tab.
    pub tab: &'static str,
    /// Who answers for what.
    pub on_duty: &'static str,
    /// Nobody does.
    pub nobody: &'static str,
    /// Since a time.
    pub since: fn(&str) -> String,
    /// Who is signed in where.
    pub at_the_desks: &'static str,
    /// Terminals.
    pub terminals: &'static str,
    /// Visitors inside.
    pub inside: &'static str,
    /// Open matters.
    pub open_matters: &'static str,
    /// Open losses.
    pub open_losses: &'static str,
    /// Keys out.
    pub keys_out: &'static str,
    /// The log.
    pub log: &'static str,
    /// The log is empty.
    pub log_empty: &'static str,
    /// The three posts.
    pub posts: [&'static str; 3],
}

/// Simplified Chinese.
pub const ZH_HANS: Today = Today {
    tab: "总览",
    on_duty: "当值",
    nobody: "无人当值",
    since: |time| format!("自 {time}"),
    at_the_desks: "在岗登录",
    terminals: "终端",
    inside: "在访人数",
    open_matters: "未结事项",
    open_losses: "未结挂失",
    keys_out: "借出钥匙",
    log: "《值班记录表》",
    log_empty: "今日尚无记录",
    posts: ["客服值班", "前台岗", "监控岗"],
};

/// Traditional Chinese.
pub const ZH_HANT: Today = Today {
    tab: "總覽",
    on_duty: "當值",
    nobody: "無人當值",
    since: |time| format!("自 {time}"),
    at_the_desks: "在崗登錄",
    terminals: "終端",
    inside: "在訪人數",
    open_matters: "未結事項",
    open_losses: "未結掛失",
    keys_out: "借出鑰匙",
    log: "《值班記錄表》",
    log_empty: "今日尚無記錄",
    posts: ["客服值班", "前台崗", "監控崗"],
};

/// English.
pub const EN: Today = Today {
    tab: "Overview",
    on_duty: "On duty",
    nobody: "Nobody",
    since: |time| format!("since {time}"),
    at_the_desks: "Signed in",
    terminals: "Terminals",
    inside: "Visitors inside",
    open_matters: "Open matters",
    open_losses: "Open losses",
    keys_out: "Keys out",
    log: "Duty log",
    log_empty: "Nothing yet today",
    posts: ["Desk duty", "Counter crew", "Control-room crew"],
};
