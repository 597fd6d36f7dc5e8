//! Words of the handover screen 交接班 and its sheet 《交接班记录》.

/// Words of the handover screen.
pub struct Handover {
    /// Name of the screen.
    pub tab: &'static str,
    /// The posts: the desk's book, the counter's crew, the control room's crew.
    pub posts: [&'static str; 3],
    /// Heading of the posts.
    pub on_duty: &'static str,
    /// Who answers for a post since when, where.
    pub duty_line: fn(&str, &str, &str) -> String,
    /// Nobody answers for a post.
    pub nobody: &'static str,
    /// State of a post: a sheet is open.
    pub under_way: &'static str,
    /// The next scheduled hour: when, to which station.
    pub next_hour: fn(&str, &str) -> String,
    /// A crew's post passes when the shift ends.
    pub by_shift: &'static str,
    /// Below the hour: when to begin (H-7, H-8).
    pub prepare: &'static str,
    /// The hour has come.
    pub due_now: &'static str,
    /// Below the hour, once it is late (B-23).
    pub late_line: fn(&str) -> String,
    /// Heading of the earlier sheets.
    pub earlier: &'static str,
    /// There are none.
    pub no_earlier: &'static str,
    /// A sheet's number: `sheet(12)`.
    pub sheet: fn(u32) -> String,
    /// From whom to whom.
    pub from_to: fn(&str, &str) -> String,
    /// State: read by the lead.
    pub reviewed: &'static str,
    /// State: not yet read by the lead.
    pub to_review: &'static str,
    /// Heading: sheets that wait for the lead's daily reading.
    pub unread: &'static str,
    /// State: not read for more than a working day.
    pub review_missing: &'static str,
    /// State: taken back.
    pub withdrawn: &'static str,
    /// State: both have signed.
    pub complete: &'static str,
    /// A button: from an earlier sheet to the present one.
    pub to_current: &'static str,
    /// Heading while nobody answers for the post.
    pub take_up_title: fn(&str) -> String,
    /// Below it.
    pub take_up_line: &'static str,
    /// A button: takes the post.
    pub take_up: &'static str,
    /// Heading of the preview: post and number of the sheet to come.
    pub preview_title: fn(&str, u32) -> String,
    /// Below it.
    pub preview_line: &'static str,
    /// A button: opens the sheet.
    pub open: &'static str,
    /// The form's name.
    pub form: &'static str,
    /// Fact: post.
    pub post: &'static str,
    /// Fact: stations.
    pub stations: &'static str,
    /// Fact: the scheduled hour.
    pub due: &'static str,
    /// Fact: when it was opened.
    pub opened: &'static str,
    /// Between fact and fact: none scheduled.
    pub no_due: &'static str,
    /// The person who hands over.
    pub outgoing: &'static str,
    /// The person who takes over.
    pub incoming: &'static str,
    /// The lead's daily reading.
    pub review: &'static str,
    /// Heading: what the log holds.
    pub contents: &'static str,
    /// Nothing happened.
    pub no_lines: &'static str,
    /// So many visitors are inside.
    pub inside: fn(u32) -> String,
    /// Heading: every matter that came in (H-1).
    pub came_in: &'static str,
    /// None did.
    pub none_came_in: &'static str,
    /// So many more than the sheet has room for.
    pub came_in_beyond: fn(u32) -> String,
    /// State of such a matter: it has not ended.
    pub unfinished: &'static str,
    /// Its full text is no longer on this terminal.
    pub gone: &'static str,
    /// Heading: what is open and passes on.
    pub open_items: &'static str,
    /// Nothing is open.
    pub no_open_items: &'static str,
    /// In how many sheets in a row: `shifts(4)`.
    pub shifts: fn(u32) -> String,
    /// Must be read back.
    pub red: &'static str,
    /// Up to when the signed contents reach.
    pub cut_at: fn(&str) -> String,
    /// It came after that.
    pub after_cut: &'static str,
    /// Heading 1: the counted items.
    pub counting: &'static str,
    /// So many of so many are counted.
    pub counted: fn(usize, usize) -> String,
    /// The post has no items.
    pub no_items: &'static str,
    /// How many there must be.
    pub expected: fn(u32) -> String,
    /// How many were found, in a sentence of the complete sheet.
    pub found: fn(u32) -> String,
    /// Accessible name of a field: how many were found of an item.
    pub found_of: fn(&str) -> String,
    /// Accessible name: one fewer.
    pub fewer: fn(&str) -> String,
    /// Accessible name: one more.
    pub more: fn(&str) -> String,
    /// What is no count.
    pub count_advice: &'static str,
    /// A button: the number found is right.
    pub count: &'static str,
    /// Accessible name of that button.
    pub count_of: fn(&str) -> String,
    /// Why the number differs.
    pub difference: fn(&str) -> String,
    /// The reason is missing.
    pub difference_advice: &'static str,
    /// As it must be.
    pub all_there: &'static str,
    /// So many too few or too many.
    pub differs: fn(i64) -> String,
    /// A button: count again.
    pub recount: fn(&str) -> String,
    /// Heading 2: what was special (H-4).
    pub specials: &'static str,
    /// What happened.
    pub special_what: &'static str,
    /// Who was told.
    pub special_told: &'static str,
    /// An example of who.
    pub special_told_hint: &'static str,
    /// A button: writes it down.
    pub add_special: &'static str,
    /// Who was told, after the fact.
    pub told: fn(&str) -> String,
    /// Nothing special.
    pub no_specials: &'static str,
    /// The outgoing side's own words.
    pub remark: &'static str,
    /// A button: keeps them.
    pub save_remark: &'static str,
    /// Heading 3: the four grounds (H-9).
    pub grounds: &'static str,
    /// What they are for.
    pub grounds_line: &'static str,
    /// None was named.
    pub no_grounds: &'static str,
    /// What exactly.
    pub ground_note: &'static str,
    /// A button: refuses to take over.
    pub object: &'static str,
    /// State: not cleared.
    pub ground_open: &'static str,
    /// State: cleared.
    pub ground_cleared: &'static str,
    /// State: accepted by a manager.
    pub ground_overridden: &'static str,
    /// What was done about it.
    pub clearing: &'static str,
    /// A button: the incoming side confirms that it is dealt with.
    pub clear: &'static str,
    /// A button: a manager accepts it in writing.
    pub override_: &'static str,
    /// A line of text is missing or too long.
    pub line_advice: &'static str,
    /// Heading 4: red items in own words (B-21).
    pub read_back: &'static str,
    /// So many of so many are said.
    pub read_back_done: fn(usize, usize) -> String,
    /// No red item.
    pub no_red: &'static str,
    /// Before the outgoing signature.
    pub read_back_later: &'static str,
    /// The outgoing person is signed in here.
    pub read_back_who: &'static str,
    /// Who will see to it.
    pub owner: &'static str,
    /// How to find a colleague.
    pub owner_hint: &'static str,
    /// Nobody is chosen.
    pub owner_advice: &'static str,
    /// What happens next.
    pub next_step: &'static str,
    /// An example.
    pub next_step_hint: &'static str,
    /// A button: keeps it; the number of the item.
    pub save_read_back: fn(&str) -> String,
    /// Who, and what next.
    pub said: fn(&str, &str) -> String,
    /// A button: say it again.
    pub say_again: fn(&str) -> String,
    /// Heading 5: signatures.
    pub signatures: &'static str,
    /// Not signed.
    pub unsigned: &'static str,
    /// A button in a signature's place.
    pub sign_here: &'static str,
    /// Short form of a signature's digest.
    pub digest: fn(&str) -> String,
    /// A button: the outgoing signature.
    pub sign_outgoing: &'static str,
    /// A button: the incoming signature.
    pub sign_incoming: &'static str,
    /// A button: the lead's signature.
    pub sign_review: &'static str,
    /// Title of the override's signature.
    pub sign_override: &'static str,
    /// Title of a signature: what is signed, of which sheet.
    pub sign_title: fn(&str, &str, u32) -> String,
    /// A button: takes back a sheet that was opened by mistake.
    pub withdraw: &'static str,
    /// Next: count.
    pub next_count: fn(usize) -> String,
    /// Next: write a reason.
    pub next_reason: &'static str,
    /// Next: deal with a ground.
    pub next_ground: &'static str,
    /// Next: read back.
    pub next_read_back: fn(usize) -> String,
    /// Beside the button: what to do now, in a sentence.
    pub hint_open: &'static str,
    /// As it, while counting.
    pub hint_count: &'static str,
    /// As it, while a reason is missing.
    pub hint_reason: &'static str,
    /// As it, while a ground stands.
    pub hint_ground: &'static str,
    /// As it, before the outgoing signature.
    pub hint_outgoing: &'static str,
    /// As it, while red items are not read back.
    pub hint_read_back: &'static str,
    /// As it, before the incoming signature.
    pub hint_incoming: &'static str,
    /// As it, on a complete sheet that the lead has not read.
    pub hint_review: &'static str,
    /// As it, where nothing is left to do.
    pub hint_done: &'static str,
    /// Heading: words added later (B-22).
    pub addenda: &'static str,
    /// None.
    pub no_addenda: &'static str,
    /// The words.
    pub addendum: &'static str,
    /// A button: adds them.
    pub add_addendum: &'static str,
    /// What was typed is no text.
    pub text_advice: &'static str,
    /// By whom, when.
    pub by_at: fn(&str, &str) -> String,
    /// An item whose record is gone from this terminal.
    pub a_record: &'static str,
    /// A reported loss.
    pub loss: &'static str,
    /// A key that is overdue.
    pub key_overdue: &'static str,
    /// A call that nobody has answered.
    pub call: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Handover = Handover {
    tab: "交接班",
    posts: ["客服值班", "前台岗", "监控岗"],
    on_duty: "当前值班",
    duty_line: |person, since, station| format!("{person} · {since} 起 · {station}"),
    nobody: "无人值班，请先上岗",
    under_way: "交接中",
    next_hour: |time, station| format!("{time} 交给{station}"),
    by_shift: "本岗按班次交接",
    prepare: "请交班人提前 15 分钟准备，接班人提前 5 分钟到岗",
    due_now: "到点，请交接",
    late_line: |person| format!("双方签字之前仍由{person}值班，请通知领班"),
    earlier: "历次《交接班记录》",
    no_earlier: "还没有交接班记录",
    sheet: |number| format!("第 {number} 号"),
    from_to: |from, to| format!("{from} → {to}"),
    reviewed: "领班已阅",
    to_review: "待日审",
    unread: "待领班日审",
    review_missing: "逾期未审",
    withdrawn: "已撤回",
    complete: "已完成",
    to_current: "回到本班",
    take_up_title: |post| format!("{post}：现在无人值班"),
    take_up_line: "请当班人员上岗。上岗之后，本岗只能通过《交接班记录》由双方签字交接。",
    take_up: "上岗",
    preview_title: |post, number| format!("{post} · 第 {number} 号交接班记录（预览）"),
    preview_line: "内容由值班记录自动汇总，交班人签字时截止。",
    open: "开始交班",
    form: "交接班记录",
    post: "岗位",
    stations: "交接岗位",
    due: "应交接时间",
    opened: "开始交班",
    no_due: "按班次",
    outgoing: "交班人",
    incoming: "接班人",
    review: "领班日审",
    contents: "本班记录",
    no_lines: "本班还没有记录",
    inside: |people| format!("在内访客 {people} 批"),
    came_in: "本班受理",
    none_came_in: "本班没有新受理的投诉、报修或需求",
    came_in_beyond: |more| format!("另有 {more} 项未能列出，请在“事项”中查看"),
    unfinished: "未办结",
    gone: "此事项已归档，全文请在“档案”中查看",
    open_items: "未结事项",
    no_open_items: "没有未结事项",
    shifts: |shifts| format!("第 {shifts} 班未结"),
    red: "红色",
    cut_at: |time| format!("内容截至 {time}。此后发生的归入下一份记录，其中的红色事项仍须在接班签字前复述。"),
    after_cut: "截止后新增",
    counting: "清点公物",
    counted: |done, all| format!("已清点 {done} / {all}"),
    no_items: "本岗没有需要清点的公物",
    expected: |count| format!("应有 {count}"),
    found: |count| format!("实有 {count}"),
    found_of: |item| format!("实有数量 {item}"),
    fewer: |item| format!("减少 {item}"),
    more: |item| format!("增加 {item}"),
    count_advice: "请填写数字",
    count: "确认数量",
    count_of: |item| format!("确认数量 {item}"),
    difference: |item| format!("差异原因（{item}）"),
    difference_advice: "数量不符，请由交班人写明原因",
    all_there: "如数",
    differs: |by| if by < 0 { format!("少 {}", -by) } else { format!("多 {by}") },
    recount: |item| format!("重新清点 {item}"),
    specials: "特别事项与备注",
    special_what: "特别事项",
    special_told: "已报告何人",
    special_told_hint: "如：领班、安保主管",
    add_special: "登记特别事项",
    told: |who| format!("已报告：{who}"),
    no_specials: "无特别事项",
    remark: "备注",
    save_remark: "保存备注",
    grounds: "四不接",
    grounds_line: "有下列情形之一，接班人不得接班；处理完毕并经接班方确认，或经理书面批准之后，方可签字。",
    no_grounds: "未提出不接",
    ground_note: "具体情况",
    object: "提出不接",
    ground_open: "待处理",
    ground_cleared: "已处理",
    ground_overridden: "经理批准",
    clearing: "处理结果",
    clear: "确认已处理",
    override_: "经理批准接班",
    line_advice: "请填写，200 字以内",
    read_back: "复述红色事项",
    read_back_done: |done, all| format!("已复述 {done} / {all}"),
    no_red: "没有红色事项",
    read_back_later: "交班人签字之后，请接班人逐项复述。",
    read_back_who: "请接班人先在本机登录，再逐项复述。",
    owner: "责任人",
    owner_hint: "姓名或工号",
    owner_advice: "请从同事中选择责任人",
    next_step: "下一步",
    next_step_hint: "用自己的话说：接下来怎么做",
    save_read_back: |number| format!("确认复述 {number}"),
    said: |owner, next| format!("{owner}：{next}"),
    say_again: |number| format!("重新复述 {number}"),
    signatures: "签字",
    unsigned: "待签字",
    sign_here: "在此签字",
    digest: |digest| format!("签名摘要 {digest}…"),
    sign_outgoing: "交班人签字",
    sign_incoming: "接班人签字",
    sign_review: "领班日审签字",
    sign_override: "经理批准接班",
    sign_title: |what, post, number| format!("{what} · {post} 第 {number} 号"),
    withdraw: "撤回本单",
    next_count: |left| format!("继续清点（还差 {left} 项）"),
    next_reason: "填写差异原因",
    next_ground: "处理不接理由",
    next_read_back: |left| format!("复述红色事项（还差 {left} 项）"),
    hint_open: "请核对以上内容，准备好后开始交班",
    hint_count: "请与接班人当面逐项清点",
    hint_reason: "数量不符的物品须写明原因",
    hint_ground: "接班人提出不接：请处理，并由接班方确认，或由经理批准",
    hint_outgoing: "请交班人核对后签字，签字即截止本班内容",
    hint_read_back: "请接班人用自己的话逐项复述红色事项",
    hint_incoming: "接班人签字后，值班责任即时转移",
    hint_review: "双方已签字，请领班日审",
    hint_done: "本单已完成；如需补充，请写补记",
    addenda: "补记",
    no_addenda: "没有补记",
    addendum: "补记内容",
    add_addendum: "添加补记",
    text_advice: "请填写补记内容，2000 字以内",
    by_at: |who, time| format!("{who} · {time}"),
    a_record: "记录",
    loss: "钥匙挂失",
    key_overdue: "钥匙逾期未还",
    call: "自助机呼叫未接听",
};

/// Traditional Chinese.
pub const ZH_HANT: Handover = Handover {
    tab: "交接班",
    posts: ["客服值班", "前台崗", "監控崗"],
    on_duty: "當前值班",
    duty_line: |person, since, station| format!("{person} · {since} 起 · {station}"),
    nobody: "無人值班，請先上崗",
    under_way: "交接中",
    next_hour: |time, station| format!("{time} 交給{station}"),
    by_shift: "本崗按班次交接",
    prepare: "請交班人提前 15 分鐘準備，接班人提前 5 分鐘到崗",
    due_now: "到點，請交接",
    late_line: |person| format!("雙方簽字之前仍由{person}值班，請通知領班"),
    earlier: "歷次《交接班記錄》",
    no_earlier: "還沒有交接班記錄",
    sheet: |number| format!("第 {number} 號"),
    from_to: |from, to| format!("{from} → {to}"),
    reviewed: "領班已閱",
    to_review: "待日審",
    unread: "待領班日審",
    review_missing: "逾期未審",
    withdrawn: "已撤回",
    complete: "已完成",
    to_current: "回到本班",
    take_up_title: |post| format!("{post}：現在無人值班"),
    take_up_line: "請當班人員上崗。上崗之後，本崗只能通過《交接班記錄》由雙方簽字交接。",
    take_up: "上崗",
    preview_title: |post, number| format!("{post} · 第 {number} 號交接班記錄（預覽）"),
    preview_line: "內容由值班記錄自動彙總，交班人簽字時截止。",
    open: "開始交班",
    form: "交接班記錄",
    post: "崗位",
    stations: "交接崗位",
    due: "應交接時間",
    opened: "開始交班",
    no_due: "按班次",
    outgoing: "交班人",
    incoming: "接班人",
    review: "領班日審",
    contents: "本班記錄",
    no_lines: "本班還沒有記錄",
    inside: |people| format!("在內訪客 {people} 批"),
    came_in: "本班受理",
    none_came_in: "本班沒有新受理的投訴、報修或需求",
    came_in_beyond: |more| format!("另有 {more} 項未能列出，請在「事項」中查看"),
    unfinished: "未辦結",
    gone: "此事項已歸檔，全文請在「檔案」中查看",
    open_items: "未結事項",
    no_open_items: "沒有未結事項",
    shifts: |shifts| format!("第 {shifts} 班未結"),
    red: "紅色",
    cut_at: |time| format!("內容截至 {time}。此後發生的歸入下一份記錄，其中的紅色事項仍須在接班簽字前複述。"),
    after_cut: "截止後新增",
    counting: "清點公物",
    counted: |done, all| format!("已清點 {done} / {all}"),
    no_items: "本崗沒有需要清點的公物",
    expected: |count| format!("應有 {count}"),
    found: |count| format!("實有 {count}"),
    found_of: |item| format!("實有數量 {item}"),
    fewer: |item| format!("減少 {item}"),
    more: |item| format!("增加 {item}"),
    count_advice: "請填寫數字",
    count: "確認數量",
    count_of: |item| format!("確認數量 {item}"),
    difference: |item| format!("差異原因（{item}）"),
    difference_advice: "數量不符，請由交班人寫明原因",
    all_there: "如數",
    differs: |by| if by < 0 { format!("少 {}", -by) } else { format!("多 {by}") },
    recount: |item| format!("重新清點 {item}"),
    specials: "特別事項與備註",
    special_what: "特別事項",
    special_told: "已報告何人",
    special_told_hint: "如：領班、安保主管",
    add_special: "登記特別事項",
    told: |who| format!("已報告：{who}"),
    no_specials: "無特別事項",
    remark: "備註",
    save_remark: "保存備註",
    grounds: "四不接",
    grounds_line: "有下列情形之一，接班人不得接班；處理完畢並經接班方確認，或經理書面批准之後，方可簽字。",
    no_grounds: "未提出不接",
    ground_note: "具體情況",
    object: "提出不接",
    ground_open: "待處理",
    ground_cleared: "已處理",
    ground_overridden: "經理批准",
    clearing: "處理結果",
    clear: "確認已處理",
    override_: "經理批准接班",
    line_advice: "請填寫，200 字以內",
    read_back: "複述紅色事項",
    read_back_done: |done, all| format!("已複述 {done} / {all}"),
    no_red: "沒有紅色事項",
    read_back_later: "交班人簽字之後，請接班人逐項複述。",
    read_back_who: "請接班人先在本機登錄，再逐項複述。",
    owner: "責任人",
    owner_hint: "姓名或工號",
    owner_advice: "請從同事中選擇責任人",
    next_step: "下一步",
    next_step_hint: "用自己的話說：接下來怎麼做",
    save_read_back: |number| format!("確認複述 {number}"),
    said: |owner, next| format!("{owner}：{next}"),
    say_again: |number| format!("重新複述 {number}"),
    signatures: "簽字",
    unsigned: "待簽字",
    sign_here: "在此簽字",
    digest: |digest| format!("簽名摘要 {digest}…"),
    sign_outgoing: "交班人簽字",
    sign_incoming: "接班人簽字",
    sign_review: "領班日審簽字",
    sign_override: "經理批准接班",
    sign_title: |what, post, number| format!("{what} · {post} 第 {number} 號"),
    withdraw: "撤回本單",
    next_count: |left| format!("繼續清點（還差 {left} 項）"),
    next_reason: "填寫差異原因",
    next_ground: "處理不接理由",
    next_read_back: |left| format!("複述紅色事項（還差 {left} 項）"),
    hint_open: "請核對以上內容，準備好後開始交班",
    hint_count: "請與接班人當面逐項清點",
    hint_reason: "數量不符的物品須寫明原因",
    hint_ground: "接班人提出不接：請處理，並由接班方確認，或由經理批准",
    hint_outgoing: "請交班人核對後簽字，簽字即截止本班內容",
    hint_read_back: "請接班人用自己的話逐項複述紅色事項",
    hint_incoming: "接班人簽字後，值班責任即時轉移",
    hint_review: "雙方已簽字，請領班日審",
    hint_done: "本單已完成；如需補充，請寫補記",
    addenda: "補記",
    no_addenda: "沒有補記",
    addendum: "補記內容",
    add_addendum: "添加補記",
    text_advice: "請填寫補記內容，2000 字以內",
    by_at: |who, time| format!("{who} · {time}"),
    a_record: "記錄",
    loss: "鑰匙掛失",
    key_overdue: "鑰匙逾期未還",
    call: "自助機呼叫未接聽",
};

/// English.
pub const EN: Handover = Handover {
    tab: "Handover",
    posts: ["Duty desk", "Counter crew", "Control room crew"],
    on_duty: "On duty now",
    duty_line: |person, since, station| format!("{person} · since {since} · {station}"),
    nobody: "Nobody: please take it up",
    under_way: "Under way",
    next_hour: |time, station| format!("{time} to {station}"),
    by_shift: "Passes when the shift ends",
    prepare: "Outgoing: begin 15 minutes before; incoming: be there 5 minutes before",
    due_now: "due now",
    late_line: |person| format!("{person} stays on duty until both have signed: please tell the lead"),
    earlier: "Earlier sheets",
    no_earlier: "No sheet yet",
    sheet: |number| format!("No. {number}"),
    from_to: |from, to| format!("{from} → {to}"),
    reviewed: "Read by lead",
    to_review: "To be read",
    unread: "To be read by the lead",
    review_missing: "Overdue",
    withdrawn: "Withdrawn",
    complete: "Complete",
    to_current: "Back to now",
    take_up_title: |post| format!("{post}: nobody is on duty"),
    take_up_line: "Please take up the post. From then on it passes only by a handover sheet that both sides sign.",
    take_up: "Take up duty",
    preview_title: |post, number| format!("{post} · sheet no. {number} (preview)"),
    preview_line: "The contents come from the duty log by themselves, up to the outgoing signature.",
    open: "Begin the handover",
    form: "Handover sheet",
    post: "Post",
    stations: "From and to",
    due: "Due at",
    opened: "Opened",
    no_due: "by shift",
    outgoing: "Outgoing",
    incoming: "Incoming",
    review: "Read by lead",
    contents: "What the log holds",
    no_lines: "Nothing yet in this shift",
    inside: |people| format!("{people} visits inside"),
    came_in: "Came in since the last sheet",
    none_came_in: "No complaint, repair or request came in",
    came_in_beyond: |more| format!("{more} more are not listed: please look under Matters"),
    unfinished: "open",
    gone: "This matter is archived: please look for its text in the archive",
    open_items: "Open, passes on",
    no_open_items: "Nothing is open",
    shifts: |shifts| if shifts == 1 { "new in this shift".to_owned() } else { format!("open for {shifts} shifts") },
    red: "red",
    cut_at: |time| {
        format!(
            "Contents up to {time}. What comes later belongs to the next sheet; its red items are read back before the incoming signature all the same."
        )
    },
    after_cut: "after the cut",
    counting: "Count the items",
    counted: |done, all| format!("{done} of {all} counted"),
    no_items: "This post has no items to count",
    expected: |count| format!("expected {count}"),
    found: |count| format!("found {count}"),
    found_of: |item| format!("Number found: {item}"),
    fewer: |item| format!("Fewer: {item}"),
    more: |item| format!("More: {item}"),
    count_advice: "Please enter a number",
    count: "Counted",
    count_of: |item| format!("Counted: {item}"),
    difference: |item| format!("Why it differs ({item})"),
    difference_advice: "The number differs: the outgoing side writes why",
    all_there: "all there",
    differs: |by| if by < 0 { format!("{} missing", -by) } else { format!("{by} too many") },
    recount: |item| format!("Count again: {item}"),
    specials: "Special matters, remarks",
    special_what: "What is special",
    special_told: "Who was told",
    special_told_hint: "e.g. lead, security supervisor",
    add_special: "Write it down",
    told: |who| format!("Told: {who}"),
    no_specials: "Nothing special",
    remark: "Remarks",
    save_remark: "Save remarks",
    grounds: "Grounds to refuse",
    grounds_line: "On any of these the incoming side must not accept, until it confirms that it is dealt with or a manager overrides it in writing.",
    no_grounds: "No refusal",
    ground_note: "What exactly",
    object: "Refuse to take over",
    ground_open: "Open",
    ground_cleared: "Dealt with",
    ground_overridden: "Overridden by manager",
    clearing: "What was done",
    clear: "Confirm: dealt with",
    override_: "Manager overrides",
    line_advice: "Please write 1 to 200 characters",
    read_back: "Read back red items",
    read_back_done: |done, all| format!("{done} of {all} read back"),
    no_red: "No red items",
    read_back_later: "After the outgoing signature the incoming person reads each one back.",
    read_back_who: "The incoming person signs in at this terminal first, then reads each one back.",
    owner: "Who sees to it",
    owner_hint: "name or staff number",
    owner_advice: "Please choose a colleague",
    next_step: "Next step",
    next_step_hint: "in your own words: what happens next",
    save_read_back: |number| format!("Read back {number}"),
    said: |owner, next| format!("{owner}: {next}"),
    say_again: |number| format!("Change {number}"),
    signatures: "Signatures",
    unsigned: "not signed",
    sign_here: "Sign here",
    digest: |digest| format!("digest {digest}…"),
    sign_outgoing: "Outgoing signs",
    sign_incoming: "Incoming signs",
    sign_review: "Lead signs as read",
    sign_override: "Manager overrides",
    sign_title: |what, post, number| format!("{what} · {post} no. {number}"),
    withdraw: "Withdraw this sheet",
    next_count: |left| format!("Go on counting ({left} left)"),
    next_reason: "Write why it differs",
    next_ground: "Deal with the refusal",
    next_read_back: |left| format!("Read back red items ({left} left)"),
    hint_open: "Please check the contents above, then begin",
    hint_count: "Please count each item together with the incoming person",
    hint_reason: "A number that differs needs its reason",
    hint_ground: "Deal with it until the incoming side confirms, or a manager overrides",
    hint_outgoing: "Please check and sign; your signature is the cut",
    hint_read_back: "The incoming person says each red item in own words",
    hint_incoming: "With the incoming signature duty passes at once",
    hint_review: "Both have signed; the lead reads it",
    hint_done: "Complete. Later words go into an addendum",
    addenda: "Addenda",
    no_addenda: "No addendum",
    addendum: "Words to add",
    add_addendum: "Add",
    text_advice: "Please write 1 to 2,000 characters",
    by_at: |who, time| format!("{who} · {time}"),
    a_record: "Record",
    loss: "Key reported lost",
    key_overdue: "Key overdue",
    call: "Unanswered call from a kiosk",
};
