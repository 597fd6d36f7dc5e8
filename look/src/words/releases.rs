//! The screen of goods releases (G-1, B-15).

/// What the screen of goods releases says.
pub struct Releases {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// The paper form.
    pub form: &'static str,
    /// What the search field looks through.
    pub search: &'static str,
    /// Only those that are good today.
    pub good_only: &'static str,
    /// Only those that wait for a lead.
    pub waiting_only: &'static str,
    /// No slip at all.
    pub no_releases: &'static str,
    /// What to do when somebody wants to take goods out.
    pub no_releases_line: &'static str,
    /// Nothing answers to the search or the filter.
    pub nothing_found: &'static str,
    /// Nothing chosen, and what to do.
    pub choose: &'static str,
    /// Where a slip stands, in the rules' order: mismatched, unreconciled, good, used, replaced,
    /// withdrawn.
    pub states: [&'static str; 6],
    /// One line of goods with its count, in a list.
    pub goods_of: fn(&str, u32) -> String,
    /// Button and heading: issue a slip.
    pub issue: &'static str,
    /// What the form says above its fields.
    pub issue_line: &'static str,
    /// Heading where the slip comes in place of another.
    pub issue_instead: fn(&str) -> String,
    /// Field: from which unit.
    pub unit: &'static str,
    /// The directory has no such unit.
    pub unit_none: &'static str,
    /// Field: who carries the goods.
    pub carrier: &'static str,
    /// Field: how to reach them.
    pub telephone: &'static str,
    /// Field: by what right.
    pub standing: &'static str,
    /// The standings, in the rules' order: owner, for the owner, tenant.
    pub standings: [&'static str; 3],
    /// Field: what must be checked.
    pub checks: &'static str,
    /// What is to be checked, in the rules' order: papers, declaration, owner telephoned, owner
    /// confirmed.
    pub check_names: [&'static str; 4],
    /// Heading: what leaves.
    pub goods: &'static str,
    /// The name of a line's goods; for that line's field.
    pub goods_name: fn(usize) -> String,
    /// How many; for that line's field.
    pub goods_count: fn(usize) -> String,
    /// An example of goods.
    pub goods_hint: &'static str,
    /// A count out of range.
    pub count_wrong: &'static str,
    /// Button: one line more.
    pub add_line: &'static str,
    /// Button: takes that line away.
    pub remove_line: fn(usize) -> String,
    /// Field: number plate.
    pub plate: &'static str,
    /// Field: by which exit.
    pub exit: &'static str,
    /// An example of an exit.
    pub exit_hint: &'static str,
    /// Field: whether the fees are paid.
    pub fees: &'static str,
    /// They are.
    pub fees_settled: &'static str,
    /// They are not, and the goods leave all the same.
    pub fees_owed: &'static str,
    /// Field: why they leave all the same.
    pub fees_reason: &'static str,
    /// That the gate does not see this.
    pub fees_line: &'static str,
    /// Button: to the signature.
    pub confirm_issue: &'static str,
    /// Heading of the dialog in which the lead signs.
    pub sign_issue: fn(&str) -> String,
    /// The slip waits for the server's answer.
    pub being_issued: &'static str,
    /// On which day it is good.
    pub day: &'static str,
    /// Who issued it.
    pub issued: &'static str,
    /// By whom and when.
    pub by_at: fn(&str, &str) -> String,
    /// Card: what stands on the slip.
    pub facts: &'static str,
    /// Card at the gate: count what is carried.
    pub gate: &'static str,
    /// What to do there.
    pub gate_line: &'static str,
    /// Button: everything is as on the slip.
    pub all_alike: &'static str,
    /// Button: something differs.
    pub differs: &'static str,
    /// Button at the counter: count in place of the gate.
    pub count_here: &'static str,
    /// What counting a difference means.
    pub differs_line: &'static str,
    /// How many stand on the slip.
    pub on_slip: fn(u32) -> String,
    /// How many were found; for that line's field.
    pub found_of: fn(&str) -> String,
    /// Button: one more of it.
    pub more_of: fn(&str) -> String,
    /// Button: one less of it.
    pub fewer_of: fn(&str) -> String,
    /// Not a number.
    pub found_wrong: &'static str,
    /// Button: keep what was counted.
    pub keep_count: &'static str,
    /// Card: what the gate counted.
    pub counted: &'static str,
    /// A line that is as on the slip.
    pub alike: fn(u32) -> String,
    /// A line that is not: on the slip, found.
    pub unlike: fn(u32, u32) -> String,
    /// The gate found something else, and what to do.
    pub mismatched_line: &'static str,
    /// Its day is over, and what to do.
    pub unreconciled_line: &'static str,
    /// Button: a new slip in its place.
    pub replace: &'static str,
    /// Fact: in whose place it came.
    pub replaces: &'static str,
    /// Fact: which came in its place.
    pub replaced_by: &'static str,
    /// Button and dialog: withdraw.
    pub withdraw: &'static str,
    /// What withdrawing does.
    pub withdraw_line: &'static str,
    /// Field: why it is withdrawn.
    pub reason: &'static str,
    /// Card: what happened, in order.
    pub history: &'static str,
    /// An open one in a handover sheet: mismatched, else left over.
    pub in_sheet: [&'static str; 2],
    /// As what the lead signed.
    pub hand: &'static str,
    /// Refused: number of lines.
    pub lines_out_of_bounds: &'static str,
    /// Refused: count of a line.
    pub count_out_of_bounds: &'static str,
    /// Refused: these are not checked.
    pub not_checked: fn(&str) -> String,
    /// Refused: used at this time.
    pub already_used: fn(&str) -> String,
    /// Refused: mismatched at this time.
    pub mismatched: fn(&str) -> String,
    /// Refused: closed.
    pub closed_already: &'static str,
    /// Refused: good on another day.
    pub not_today: fn(&str) -> String,
    /// Refused: lines not counted.
    pub count_every_line: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Releases = Releases {
    tab: "放行",
    form: "《物品放行条》",
    search: "搜索单号、单元、携带人、物品",
    good_only: "今日可放行",
    waiting_only: "待处理",
    no_releases: "没有放行条",
    no_releases_line: "客户要搬出大件物品时，请由领班在前台点“开放行条”。",
    nothing_found: "没有符合条件的放行条",
    choose: "请在左侧选择一张放行条",
    states: ["清点不符", "逾期未核销", "今日可放行", "已放行", "已换新条", "已撤回"],
    goods_of: |name, count| format!("{name} × {count}"),
    issue: "开放行条",
    issue_line: "当日有效，一单一号，只能出门一次。请先核对证件和费用，再由领班签字。",
    issue_instead: |number| format!("另开新条，代替 {number}"),
    unit: "单元",
    unit_none: "没有找到此单元，请核对单元号",
    carrier: "携带人姓名",
    telephone: "联系电话",
    standing: "携带人身份",
    standings: ["业主本人", "受业主委托", "租户"],
    checks: "已核对",
    check_names: ["身份证或住户证", "《声明书》已签字", "已致电业主核实", "业主已确认"],
    goods: "物品",
    goods_name: |line| format!("第 {line} 项物品"),
    goods_count: |line| format!("第 {line} 项数量"),
    goods_hint: "如：三人沙发",
    count_wrong: "请填 1 至 999",
    add_line: "添加一项",
    remove_line: |line| format!("删除第 {line} 项"),
    plate: "车牌号",
    exit: "出口",
    exit_hint: "如：地库货运出口",
    fees: "费用情况",
    fees_settled: "已结清",
    fees_owed: "有欠费，仍予放行",
    fees_reason: "放行理由",
    fees_line: "费用由领班在开条前核对；门岗只清点物品，不显示也不过问费用。",
    confirm_issue: "领班签字开条",
    sign_issue: |unit| format!("签发 {unit} 的放行条"),
    being_issued: "正在等待服务器确认，请稍候",
    day: "有效日期",
    issued: "签发",
    by_at: |name, time| format!("{name} · {time}"),
    facts: "放行条内容",
    gate: "门岗清点",
    gate_line: "请逐项清点实际搬出的物品。",
    all_alike: "全部相符，放行",
    differs: "数量不符",
    count_here: "在前台清点",
    differs_line: "请填写实际数量。登记不符后此条不能再用，请携带人到前台另开新条。",
    on_slip: |count| format!("条上 {count}"),
    found_of: |name| format!("{name} 实际数量"),
    more_of: |name| format!("{name} 加一"),
    fewer_of: |name| format!("{name} 减一"),
    found_wrong: "请填写数字",
    keep_count: "登记不符，不放行",
    counted: "门岗清点结果",
    alike: |count| format!("{count}（相符）"),
    unlike: |stands, found| format!("条上 {stands}，实际 {found}"),
    mismatched_line: "实际物品与条上不符，此条不能再用。请领班核实后另开新条，或写明原因撤回。",
    unreconciled_line: "有效日期已过，门岗没有放行记录。请领班查明后写明原因撤回；此前每次交接都会列出。",
    replace: "另开新条",
    replaces: "代替",
    replaced_by: "已由新条代替",
    withdraw: "撤回",
    withdraw_line: "撤回后此条不能再用，请写明原因。",
    reason: "原因",
    history: "处理记录",
    in_sheet: ["放行条清点不符", "放行条逾期未核销"],
    hand: "放行条签发人",
    lines_out_of_bounds: "物品须为 1 至 20 项，更多请分开几张",
    count_out_of_bounds: "每项数量须为 1 至 999",
    not_checked: |checks| format!("请先核对：{checks}"),
    already_used: |time| format!("此条已于 {time} 放行，只能用一次；还有物品请另开新条"),
    mismatched: |time| format!("此条 {time} 清点不符，不能再用，请到前台另开新条"),
    closed_already: "此条已撤回或已换新条，请使用新条",
    not_today: |day| format!("此条只在 {day} 当日有效，请到前台另开新条"),
    count_every_line: "请逐项清点，每项都要填写数量",
};

/// Traditional Chinese.
pub const ZH_HANT: Releases = Releases {
    tab: "放行",
    form: "《物品放行條》",
    search: "搜索單號、單元、攜帶人、物品",
    good_only: "今日可放行",
    waiting_only: "待處理",
    no_releases: "沒有放行條",
    no_releases_line: "客戶要搬出大件物品時，請由領班在前台點「開放行條」。",
    nothing_found: "沒有符合條件的放行條",
    choose: "請在左側選擇一張放行條",
    states: ["清點不符", "逾期未核銷", "今日可放行", "已放行", "已換新條", "已撤回"],
    goods_of: |name, count| format!("{name} × {count}"),
    issue: "開放行條",
    issue_line: "當日有效，一單一號，只能出門一次。請先核對證件和費用，再由領班簽字。",
    issue_instead: |number| format!("另開新條，代替 {number}"),
    unit: "單元",
    unit_none: "沒有找到此單元，請核對單元號",
    carrier: "攜帶人姓名",
    telephone: "聯繫電話",
    standing: "攜帶人身份",
    standings: ["業主本人", "受業主委託", "租戶"],
    checks: "已核對",
    check_names: ["身份證或住戶證", "《聲明書》已簽字", "已致電業主核實", "業主已確認"],
    goods: "物品",
    goods_name: |line| format!("第 {line} 項物品"),
    goods_count: |line| format!("第 {line} 項數量"),
    goods_hint: "如：三人沙發",
    count_wrong: "請填 1 至 999",
    add_line: "添加一項",
    remove_line: |line| format!("刪除第 {line} 項"),
    plate: "車牌號",
    exit: "出口",
    exit_hint: "如：地庫貨運出口",
    fees: "費用情況",
    fees_settled: "已結清",
    fees_owed: "有欠費，仍予放行",
    fees_reason: "放行理由",
    fees_line: "費用由領班在開條前核對；門崗只清點物品，不顯示也不過問費用。",
    confirm_issue: "領班簽字開條",
    sign_issue: |unit| format!("簽發 {unit} 的放行條"),
    being_issued: "正在等待伺服器確認，請稍候",
    day: "有效日期",
    issued: "簽發",
    by_at: |name, time| format!("{name} · {time}"),
    facts: "放行條內容",
    gate: "門崗清點",
    gate_line: "請逐項清點實際搬出的物品。",
    all_alike: "全部相符，放行",
    differs: "數量不符",
    count_here: "在前台清點",
    differs_line: "請填寫實際數量。登記不符後此條不能再用，請攜帶人到前台另開新條。",
    on_slip: |count| format!("條上 {count}"),
    found_of: |name| format!("{name} 實際數量"),
    more_of: |name| format!("{name} 加一"),
    fewer_of: |name| format!("{name} 減一"),
    found_wrong: "請填寫數字",
    keep_count: "登記不符，不放行",
    counted: "門崗清點結果",
    alike: |count| format!("{count}（相符）"),
    unlike: |stands, found| format!("條上 {stands}，實際 {found}"),
    mismatched_line: "實際物品與條上不符，此條不能再用。請領班核實後另開新條，或寫明原因撤回。",
    unreconciled_line: "有效日期已過，門崗沒有放行記錄。請領班查明後寫明原因撤回；此前每次交接都會列出。",
    replace: "另開新條",
    replaces: "代替",
    replaced_by: "已由新條代替",
    withdraw: "撤回",
    withdraw_line: "撤回後此條不能再用，請寫明原因。",
    reason: "原因",
    history: "處理記錄",
    in_sheet: ["放行條清點不符", "放行條逾期未核銷"],
    hand: "放行條簽發人",
    lines_out_of_bounds: "物品須為 1 至 20 項，更多請分開幾張",
    count_out_of_bounds: "每項數量須為 1 至 999",
    not_checked: |checks| format!("請先核對：{checks}"),
    already_used: |time| format!("此條已於 {time} 放行，只能用一次；還有物品請另開新條"),
    mismatched: |time| format!("此條 {time} 清點不符，不能再用，請到前台另開新條"),
    closed_already: "此條已撤回或已換新條，請使用新條",
    not_today: |day| format!("此條只在 {day} 當日有效，請到前台另開新條"),
    count_every_line: "請逐項清點，每項都要填寫數量",
};

/// English.
pub const EN: Releases = Releases {
    tab: "Releases",
    form: "Goods release",
    search: "Search number, unit, carrier, goods",
    good_only: "Good today",
    waiting_only: "To settle",
    no_releases: "No goods release",
    no_releases_line: "When somebody wants to take large goods out, the lead issues a slip at the counter.",
    nothing_found: "No slip answers to this",
    choose: "Please choose a slip at the left",
    states: ["Mismatch", "Not reconciled", "Good today", "Used", "Replaced", "Withdrawn"],
    goods_of: |name, count| format!("{name} × {count}"),
    issue: "Issue a slip",
    issue_line: "Good today, for one exit; one slip, one number. Please check papers and fees first; then the lead signs.",
    issue_instead: |number| format!("New slip in place of {number}"),
    unit: "Unit",
    unit_none: "No such unit: please check the number",
    carrier: "Carrier's name",
    telephone: "Telephone",
    standing: "Carrier is",
    standings: ["The owner", "Sent by the owner", "A tenant"],
    checks: "Checked",
    check_names: ["Identity or household card", "Declaration signed", "Owner telephoned", "Owner confirmed"],
    goods: "Goods",
    goods_name: |line| format!("Goods, line {line}"),
    goods_count: |line| format!("Count, line {line}"),
    goods_hint: "Such as: sofa for three",
    count_wrong: "Please write 1 to 999",
    add_line: "Add a line",
    remove_line: |line| format!("Remove line {line}"),
    plate: "Number plate",
    exit: "Exit",
    exit_hint: "Such as: loading bay in the basement",
    fees: "Fees",
    fees_settled: "Settled",
    fees_owed: "Owed, released all the same",
    fees_reason: "Why released",
    fees_line: "The lead checks the fees before issuing; the gate counts goods only, and neither sees nor asks about money.",
    confirm_issue: "Lead signs",
    sign_issue: |unit| format!("Issue the goods release of {unit}"),
    being_issued: "Waiting for the server, one moment please",
    day: "Good on",
    issued: "Issued",
    by_at: |name, time| format!("{name} · {time}"),
    facts: "On the slip",
    gate: "Count at the gate",
    gate_line: "Please count what is carried out, line by line.",
    all_alike: "All as on the slip: let out",
    differs: "Something differs",
    count_here: "Count at the counter",
    differs_line: "Please write what there is. The slip is then of no more use: please send the carrier to the counter for a new one.",
    on_slip: |count| format!("{count} on the slip"),
    found_of: |name| format!("{name}: counted"),
    more_of: |name| format!("{name}: one more"),
    fewer_of: |name| format!("{name}: one less"),
    found_wrong: "Please write a number",
    keep_count: "Keep the mismatch, not let out",
    counted: "Counted at the gate",
    alike: |count| format!("{count}, as on the slip"),
    unlike: |stands, found| format!("{stands} on the slip, {found} counted"),
    mismatched_line: "What was carried is not what stands on the slip; it is of no more use. Please let the lead look into it and issue a new one, or withdraw it with a reason.",
    unreconciled_line: "Its day is over and the gate knows of no exit. Please let the lead look into it and withdraw it with a reason; until then it stands in every handover.",
    replace: "New slip in its place",
    replaces: "In place of",
    replaced_by: "Replaced by",
    withdraw: "Withdraw",
    withdraw_line: "A withdrawn slip is of no more use; please write why.",
    reason: "Reason",
    history: "History",
    in_sheet: ["Goods release: mismatch", "Goods release not reconciled"],
    hand: "Issued the goods release",
    lines_out_of_bounds: "A slip has 1 to 20 lines: please issue several for more",
    count_out_of_bounds: "Of each thing there may be 1 to 999",
    not_checked: |checks| format!("Please check first: {checks}"),
    already_used: |time| format!("This slip was used at {time} and is good for one exit: please issue a new one for more goods"),
    mismatched: |time| format!("What was counted at {time} is not what stands on this slip: please have a new one issued at the counter"),
    closed_already: "This slip is withdrawn or replaced: please use the new one",
    not_today: |day| format!("This slip is good on {day} alone: please have a new one issued at the counter"),
    count_every_line: "Please count line by line: each wants a figure",
};
