//! The keys' screen (K-1 to K-4, B-16).

/// What the keys' screen says.
pub struct Keys {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// The view of the reports of losses.
    pub losses: &'static str,
    /// The view of the register of all keys.
    pub register: &'static str,
    /// What the search field of the reports looks through.
    pub search_losses: &'static str,
    /// What the search field of the register looks through.
    pub search_keys: &'static str,
    /// No report at all.
    pub no_losses: &'static str,
    /// What to do when a loss is reported at the desk.
    pub no_losses_line: &'static str,
    /// Nothing answers to the search or the filter.
    pub nothing_found: &'static str,
    /// The register is empty, and who fills it.
    pub no_keys_line: &'static str,
    /// Opens the form for a loss reported at the desk.
    pub report_loss: &'static str,
    /// The key is in the cabinet.
    pub in_cabinet: &'static str,
    /// The key is out with somebody.
    pub out: &'static str,
    /// The key is not handed out while a loss is open.
    pub suspended: &'static str,
    /// The key is out of use (K-3).
    pub damaged: &'static str,
    /// The key is lost.
    pub lost: &'static str,
    /// The key should be back by now.
    pub overdue: &'static str,
    /// The kinds of keys, in the rules' order: door, card, mailbox, parking, public, plant room.
    pub kinds: [&'static str; 6],
    /// Heading of a report: this kind of key is lost.
    pub loss_of: fn(&str) -> String,
    /// Not everybody who must know knows (K-4).
    pub awaiting_acknowledgement: &'static str,
    /// The lock is not changed yet.
    pub awaiting_lock: &'static str,
    /// Only closing is left.
    pub awaiting_close: &'static str,
    /// The report is settled.
    pub closed: &'static str,
    /// Card: what was reported.
    pub loss_facts: &'static str,
    /// The number of a report.
    pub number: &'static str,
    /// A unit of the property.
    pub unit: &'static str,
    /// The company or who lives there.
    pub occupant: &'static str,
    /// What was typed where the directory has no such unit.
    pub unit_not_known: fn(&str) -> String,
    /// It belongs to no unit.
    pub no_unit: &'static str,
    /// Who reported it.
    pub reporter: &'static str,
    /// How to reach somebody.
    pub telephone: &'static str,
    /// When it was lost, in the reporter's words.
    pub lost_when: &'static str,
    /// Where it was lost, in the reporter's words.
    pub lost_where: &'static str,
    /// When and where it was reported.
    pub reported_at: &'static str,
    /// Card: the keys that the report stops.
    pub affected: &'static str,
    /// No key is named yet, and what to do.
    pub none_affected: &'static str,
    /// Card: who must know of a loss (K-4).
    pub who_knows: &'static str,
    /// Has not acknowledged.
    pub not_yet: &'static str,
    /// Who acknowledged, and when.
    pub known: fn(&str, &str) -> String,
    /// Button: I know of it.
    pub acknowledge: &'static str,
    /// Full name of that button, with the role.
    pub acknowledge_as: fn(&str) -> String,
    /// Heading of the dialog in which that side signs, with the report's number.
    pub sign_known: fn(&str, &str) -> String,
    /// Button: say which keys exactly are lost.
    pub name_keys: &'static str,
    /// What naming does.
    pub name_keys_line: &'static str,
    /// The button that confirms the picked keys.
    pub name_keys_count: fn(&str) -> String,
    /// Button and dialog: the lock is changed.
    pub change_lock: &'static str,
    /// What the change of a lock says.
    pub change_lock_line: &'static str,
    /// Field: what was done to the lock.
    pub lock_note: &'static str,
    /// Button and dialog: settle the report.
    pub close_loss: &'static str,
    /// What closing does.
    pub close_line: &'static str,
    /// How it ended.
    pub result: &'static str,
    /// Card: what happened, in order.
    pub history: &'static str,
    /// Awaited: these sides' acknowledgement.
    pub awaiting_roles: fn(&str) -> String,
    /// Awaited: the change of the lock.
    pub awaiting_the_lock: &'static str,
    /// Awaited: the lead closes it.
    pub awaiting_the_close: &'static str,
    /// Card: what the register says of a key.
    pub key_facts: &'static str,
    /// The number on the tag.
    pub key_number: &'static str,
    /// The kind of a key.
    pub kind: &'static str,
    /// What it opens, in words.
    pub opens: &'static str,
    /// How many pieces hang on the tag.
    pub copies: &'static str,
    /// Where the key is.
    pub place: &'static str,
    /// It is in the cabinet.
    pub place_cabinet: &'static str,
    /// It is out with this person.
    pub place_out: fn(&str) -> String,
    /// It is lost according to this report.
    pub place_lost: fn(&str) -> String,
    /// Card: with whom the key is.
    pub out_to: fn(&str) -> String,
    /// When it left.
    pub out_since: &'static str,
    /// When it must be back.
    pub due_back: &'static str,
    /// What it is needed for.
    pub why: &'static str,
    /// Why it is not handed out: this report is open.
    pub suspended_by: fn(&str) -> String,
    /// Button: go to that report.
    pub show_loss: &'static str,
    /// Title of the form with which a key leaves (K-2).
    pub issue_form: &'static str,
    /// Button: hand the key out.
    pub issue: &'static str,
    /// To whom.
    pub issue_to: &'static str,
    /// An example of a purpose.
    pub why_hint: &'static str,
    /// Button: the entry is complete.
    pub confirm_issue: &'static str,
    /// Button: the key came back.
    pub return_key: &'static str,
    /// Full name of that button where several entries are open: from whom.
    pub return_from: fn(&str) -> String,
    /// Button: out of use at once (K-3).
    pub mark_damaged: &'static str,
    /// Button: in use again.
    pub repaired: &'static str,
    /// Card: to whom the key went.
    pub issues: &'static str,
    /// The key never left.
    pub no_issues: &'static str,
    /// One entry: to whom, what for.
    pub issue_line: fn(&str, &str) -> String,
    /// Who handed it out.
    pub handed_out_by: fn(&str) -> String,
    /// And who goes along (K-7).
    pub goes_along: fn(&str) -> String,
    /// Label: who goes along.
    pub second: &'static str,
    /// Heading of the dialog in which a key is signed for.
    pub sign_issue: fn(&str) -> String,
    /// It came back: when, to whom.
    pub returned_to: fn(&str, &str) -> String,
    /// Ended with the loss of the key: when, with which report.
    pub written_off: fn(&str, &str) -> String,
    /// Not back yet: when it is due.
    pub due_at: fn(&str) -> String,
    /// A choice of time: today at this hour.
    pub today_at: fn(&str) -> String,
    /// A choice of time: in two hours.
    pub in_2_hours: &'static str,
    /// A choice of time: in four hours.
    pub in_4_hours: &'static str,
    /// A choice of time: tomorrow at this hour.
    pub tomorrow_at: fn(&str) -> String,
    /// Button: the report is complete.
    pub confirm_report: &'static str,
    /// What reporting a loss does.
    pub report_line: &'static str,
    /// Asks for the kind that is lost.
    pub kind_asked: &'static str,
    /// What is typed is in no unit.
    pub unit_none: &'static str,
    /// An example of when.
    pub when_hint: &'static str,
    /// An example of where.
    pub where_hint: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Keys = Keys {
    tab: "钥匙",
    losses: "挂失报告",
    register: "钥匙登记",
    search_losses: "搜索单号、单元、报失人",
    search_keys: "搜索钥匙号、单元、名称",
    no_losses: "没有挂失报告",
    no_losses_line: "客户当面或来电挂失时，请点下方“登记挂失”。",
    nothing_found: "没有符合条件的记录",
    no_keys_line: "钥匙柜台账尚未导入，请联系系统管理员。",
    report_loss: "登记挂失",
    in_cabinet: "在柜",
    out: "借出",
    suspended: "停发",
    damaged: "损坏",
    lost: "遗失",
    overdue: "逾期未还",
    kinds: ["房门钥匙", "门禁卡", "信箱钥匙", "车位遥控", "公共区域钥匙", "设备房钥匙"],
    loss_of: |kind| format!("{kind}遗失"),
    awaiting_acknowledgement: "待知悉",
    awaiting_lock: "待换锁",
    awaiting_close: "待结案",
    closed: "已结案",
    loss_facts: "报失信息",
    number: "单号",
    unit: "单元",
    occupant: "单位或住户",
    unit_not_known: |said| format!("{said}（目录中没有此单元）"),
    no_unit: "公共",
    reporter: "报失人",
    telephone: "联系电话",
    lost_when: "遗失时间",
    lost_where: "遗失地点",
    reported_at: "报失时间",
    affected: "涉及的钥匙",
    none_affected: "尚未确定是哪把钥匙。请核对后点“确定钥匙”，钥匙才会停发。",
    who_knows: "知悉确认",
    not_yet: "尚未知悉",
    known: |name, time| format!("{name} {time} 已知悉"),
    acknowledge: "确认知悉",
    acknowledge_as: |role| format!("确认知悉（{role}）"),
    sign_known: |role, number| format!("{role}已知悉 {number}"),
    name_keys: "确定钥匙",
    name_keys_line: "选中的钥匙记为遗失并停发，其余的恢复发放。",
    name_keys_count: |count| format!("确定（{count} 把）"),
    change_lock: "已换锁",
    change_lock_line: "请写明更换了哪把锁、注销了哪张卡。",
    lock_note: "处理情况",
    close_loss: "结案",
    close_line: "结案后，涉及的钥匙恢复发放；遗失钥匙的领用记录随之核销。",
    result: "处理结果",
    history: "处理记录",
    awaiting_roles: |roles| format!("等待{roles}知悉"),
    awaiting_the_lock: "等待换锁",
    awaiting_the_close: "等待领班结案",
    key_facts: "钥匙信息",
    key_number: "钥匙号",
    kind: "类别",
    opens: "名称",
    copies: "数量",
    place: "现在何处",
    place_cabinet: "钥匙柜",
    place_out: |name| format!("由 {name} 领用"),
    place_lost: |number| format!("已遗失（{number}）"),
    out_to: |name| format!("{name} 领用中"),
    out_since: "领出时间",
    due_back: "应还时间",
    why: "领用事由",
    suspended_by: |number| format!("挂失 {number} 未结案，暂停发放"),
    show_loss: "查看挂失报告",
    issue_form: "《钥匙领用登记表》",
    issue: "领用登记",
    issue_to: "领用人",
    why_hint: "如：入户维修、看房",
    confirm_issue: "登记并发放",
    return_key: "收回钥匙",
    return_from: |name| format!("收回钥匙（{name}）"),
    mark_damaged: "损坏停用",
    repaired: "已修复，恢复使用",
    issues: "领用记录",
    no_issues: "还没有领用记录",
    issue_line: |to, why| format!("{to}：{why}"),
    handed_out_by: |name| format!("{name} 发放"),
    goes_along: |name| format!("{name} 同行"),
    second: "同行人",
    sign_issue: |number| format!("发放钥匙 {number}"),
    returned_to: |time, name| format!("{time} 归还，{name} 收回"),
    written_off: |time, number| format!("{time} 随挂失 {number} 结案核销"),
    due_at: |time| format!("应于 {time} 归还"),
    today_at: |hour| format!("今天 {hour}"),
    in_2_hours: "2 小时后",
    in_4_hours: "4 小时后",
    tomorrow_at: |hour| format!("明天 {hour}"),
    confirm_report: "确认挂失",
    report_line: "登记后，该单元的同类钥匙立即停发，并请领班、工程、安保知悉。",
    kind_asked: "遗失的是",
    unit_none: "目录中没有找到，将按所填内容记录，钥匙不会自动停发。",
    when_hint: "如：今天上午 9 点左右",
    where_hint: "如：地下二层停车场",
};

/// Traditional Chinese.
pub const ZH_HANT: Keys = Keys {
    tab: "鑰匙",
    losses: "掛失報告",
    register: "鑰匙登記",
    search_losses: "搜索單號、單元、報失人",
    search_keys: "搜索鑰匙號、單元、名稱",
    no_losses: "沒有掛失報告",
    no_losses_line: "客戶當面或來電掛失時，請點下方「登記掛失」。",
    nothing_found: "沒有符合條件的記錄",
    no_keys_line: "鑰匙櫃檯賬尚未導入，請聯繫系統管理員。",
    report_loss: "登記掛失",
    in_cabinet: "在櫃",
    out: "借出",
    suspended: "停發",
    damaged: "損壞",
    lost: "遺失",
    overdue: "逾期未還",
    kinds: ["房門鑰匙", "門禁卡", "信箱鑰匙", "車位遙控", "公共區域鑰匙", "設備房鑰匙"],
    loss_of: |kind| format!("{kind}遺失"),
    awaiting_acknowledgement: "待知悉",
    awaiting_lock: "待換鎖",
    awaiting_close: "待結案",
    closed: "已結案",
    loss_facts: "報失資料",
    number: "單號",
    unit: "單元",
    occupant: "單位或住戶",
    unit_not_known: |said| format!("{said}（目錄中沒有此單元）"),
    no_unit: "公共",
    reporter: "報失人",
    telephone: "聯繫電話",
    lost_when: "遺失時間",
    lost_where: "遺失地點",
    reported_at: "報失時間",
    affected: "涉及的鑰匙",
    none_affected: "尚未確定是哪把鑰匙。請核對後點「確定鑰匙」，鑰匙才會停發。",
    who_knows: "知悉確認",
    not_yet: "尚未知悉",
    known: |name, time| format!("{name} {time} 已知悉"),
    acknowledge: "確認知悉",
    acknowledge_as: |role| format!("確認知悉（{role}）"),
    sign_known: |role, number| format!("{role}已知悉 {number}"),
    name_keys: "確定鑰匙",
    name_keys_line: "選中的鑰匙記為遺失並停發，其餘的恢復發放。",
    name_keys_count: |count| format!("確定（{count} 把）"),
    change_lock: "已換鎖",
    change_lock_line: "請寫明更換了哪把鎖、註銷了哪張卡。",
    lock_note: "處理情況",
    close_loss: "結案",
    close_line: "結案後，涉及的鑰匙恢復發放；遺失鑰匙的領用記錄隨之核銷。",
    result: "處理結果",
    history: "處理記錄",
    awaiting_roles: |roles| format!("等待{roles}知悉"),
    awaiting_the_lock: "等待換鎖",
    awaiting_the_close: "等待領班結案",
    key_facts: "鑰匙資料",
    key_number: "鑰匙號",
    kind: "類別",
    opens: "名稱",
    copies: "數量",
    place: "現在何處",
    place_cabinet: "鑰匙櫃",
    place_out: |name| format!("由 {name} 領用"),
    place_lost: |number| format!("已遺失（{number}）"),
    out_to: |name| format!("{name} 領用中"),
    out_since: "領出時間",
    due_back: "應還時間",
    why: "領用事由",
    suspended_by: |number| format!("掛失 {number} 未結案，暫停發放"),
    show_loss: "查看掛失報告",
    issue_form: "《鑰匙領用登記表》",
    issue: "領用登記",
    issue_to: "領用人",
    why_hint: "如：入戶維修、看房",
    confirm_issue: "登記併發放",
    return_key: "收回鑰匙",
    return_from: |name| format!("收回鑰匙（{name}）"),
    mark_damaged: "損壞停用",
    repaired: "已修復，恢復使用",
    issues: "領用記錄",
    no_issues: "還沒有領用記錄",
    issue_line: |to, why| format!("{to}：{why}"),
    handed_out_by: |name| format!("{name} 發放"),
    goes_along: |name| format!("{name} 同行"),
    second: "同行人",
    sign_issue: |number| format!("發放鑰匙 {number}"),
    returned_to: |time, name| format!("{time} 歸還，{name} 收回"),
    written_off: |time, number| format!("{time} 隨掛失 {number} 結案核銷"),
    due_at: |time| format!("應於 {time} 歸還"),
    today_at: |hour| format!("今天 {hour}"),
    in_2_hours: "2 小時後",
    in_4_hours: "4 小時後",
    tomorrow_at: |hour| format!("明天 {hour}"),
    confirm_report: "確認掛失",
    report_line: "登記後，該單元的同類鑰匙立即停發，並請領班、工程、安保知悉。",
    kind_asked: "遺失的是",
    unit_none: "目錄中沒有找到，將按所填內容記錄，鑰匙不會自動停發。",
    when_hint: "如：今天上午 9 點左右",
    where_hint: "如：地下二層停車場",
};

/// English.
pub const EN: Keys = Keys {
    tab: "Keys",
    losses: "Loss reports",
    register: "Key register",
    search_losses: "Number, unit or reporter",
    search_keys: "Key number, unit or name",
    no_losses: "No loss reports",
    no_losses_line: "When a client reports a loss at the desk or by telephone, press Report a loss below.",
    nothing_found: "Nothing matches",
    no_keys_line: "The key register has not been imported yet. Please ask the operator.",
    report_loss: "Report a loss",
    in_cabinet: "In cabinet",
    out: "Out",
    suspended: "Suspended",
    damaged: "Damaged",
    lost: "Lost",
    overdue: "Overdue",
    kinds: ["Door key", "Access card", "Mailbox key", "Parking remote", "Public area key", "Plant room key"],
    loss_of: |kind| format!("{kind} lost"),
    awaiting_acknowledgement: "To be acknowledged",
    awaiting_lock: "Lock to be changed",
    awaiting_close: "To be closed",
    closed: "Closed",
    loss_facts: "Report",
    number: "Number",
    unit: "Unit",
    occupant: "Occupant",
    unit_not_known: |said| format!("{said} (not in the directory)"),
    no_unit: "Common",
    reporter: "Reported by",
    telephone: "Telephone",
    lost_when: "When lost",
    lost_where: "Where lost",
    reported_at: "Reported at",
    affected: "Keys concerned",
    none_affected: "No key is named yet. Please check and press Name the keys: only then are they suspended.",
    who_knows: "Acknowledgements",
    not_yet: "Not yet acknowledged",
    known: |name, time| format!("{name} acknowledged at {time}"),
    acknowledge: "Acknowledge",
    acknowledge_as: |role| format!("Acknowledge as {role}"),
    sign_known: |role, number| format!("Acknowledge {number} as {role}"),
    name_keys: "Name the keys",
    name_keys_line: "The keys you pick are recorded as lost and suspended; the others are released.",
    name_keys_count: |count| format!("Confirm ({count})"),
    change_lock: "Lock changed",
    change_lock_line: "Please say which lock was changed or which card was disabled.",
    lock_note: "What was done",
    close_loss: "Close the report",
    close_line: "Once it is closed, the keys concerned may be handed out again; the entries of the lost ones are written off.",
    result: "Result",
    history: "History",
    awaiting_roles: |roles| format!("Waiting for {roles} to acknowledge"),
    awaiting_the_lock: "Waiting for the lock to be changed",
    awaiting_the_close: "Waiting for the lead to close it",
    key_facts: "Key",
    key_number: "Key number",
    kind: "Kind",
    opens: "Opens",
    copies: "Pieces",
    place: "Where it is",
    place_cabinet: "In the cabinet",
    place_out: |name| format!("With {name}"),
    place_lost: |number| format!("Lost ({number})"),
    out_to: |name| format!("Out with {name}"),
    out_since: "Left at",
    due_back: "Due back",
    why: "Purpose",
    suspended_by: |number| format!("Not handed out: loss report {number} is open"),
    show_loss: "Show the report",
    issue_form: "Key issue form",
    issue: "Hand out",
    issue_to: "Name",
    why_hint: "e.g. repair in the unit, viewing",
    confirm_issue: "Record and hand out",
    return_key: "Take back",
    return_from: |name| format!("Take back from {name}"),
    mark_damaged: "Damaged: out of use",
    repaired: "Repaired: back in use",
    issues: "Issue history",
    no_issues: "It has not been handed out yet",
    issue_line: |to, why| format!("{to}: {why}"),
    handed_out_by: |name| format!("handed out by {name}"),
    goes_along: |name| format!("with {name}"),
    second: "Goes along",
    sign_issue: |number| format!("Hand out key {number}"),
    returned_to: |time, name| format!("back {time}, taken by {name}"),
    written_off: |time, number| format!("written off {time} with loss {number}"),
    due_at: |time| format!("due {time}"),
    today_at: |hour| format!("Today {hour}"),
    in_2_hours: "In 2 hours",
    in_4_hours: "In 4 hours",
    tomorrow_at: |hour| format!("Tomorrow {hour}"),
    confirm_report: "Report it",
    report_line: "Once recorded, all keys of this kind of that unit are suspended at once, and lead, engineering and security are told.",
    kind_asked: "What is lost",
    unit_none: "Not found in the directory. It is recorded as typed; no key is suspended by itself.",
    when_hint: "e.g. today, about 9 in the morning",
    where_hint: "e.g. car park, basement 2",
};
