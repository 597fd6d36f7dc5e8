//! Words of the emergencies screen 应急.

/// Words of the emergencies screen.
pub struct Emergencies {
    /// Name of the screen.
    pub tab: &'static str,
    /// The posts that are rung: control room, counter, engineering, security, lead.
    pub rings: [&'static str; 5],
    /// Heading of the page that starts a procedure.
    pub start_title: &'static str,
    /// Below it: one press, no sign-in.
    pub start_line: &'static str,
    /// Before the operator's import there is nothing to start.
    pub no_procedures: &'static str,
    /// Where it happens.
    pub place: &'static str,
    /// An example of a place.
    pub place_hint: &'static str,
    /// Who acts, where nobody is signed in.
    pub your_name: &'static str,
    /// As it, inside the field.
    pub your_name_hint: &'static str,
    /// What was typed is no name.
    pub name_advice: &'static str,
    /// What was typed is no place.
    pub line_advice: &'static str,
    /// A real emergency.
    pub real: &'static str,
    /// A drill.
    pub drill: &'static str,
    /// What drill mode means, and that it ends by itself.
    pub drill_line: &'static str,
    /// On a start card: who is rung first.
    pub rings_first: fn(&str) -> String,
    /// On a start card: the building is emptied.
    pub evacuates: &'static str,
    /// Accessible name of a start card.
    pub start: fn(&str) -> String,
    /// As it, for a drill.
    pub start_drill: fn(&str) -> String,
    /// Heading of the list of runs.
    pub records: &'static str,
    /// The list is empty.
    pub no_records: &'static str,
    /// Filter of the list: real ones.
    pub real_ones: &'static str,
    /// Filter of the list: drills.
    pub drills: &'static str,
    /// State: nobody has heard it.
    pub ringing: &'static str,
    /// State: heard, not ended.
    pub running: &'static str,
    /// State: ended.
    pub ended: &'static str,
    /// A button: starts another procedure beside this one.
    pub start_another: &'static str,
    /// A button: back from the page of a run to the start page and the list.
    pub back: &'static str,
    /// For how long it has been running.
    pub elapsed: &'static str,
    /// Started when, by whom and where.
    pub started: fn(&str, &str) -> String,
    /// The place is not known.
    pub no_place: &'static str,
    /// The same emergency was started twice: the other one's number.
    pub linked: fn(&str) -> String,
    /// What somebody claims to be, not signed in.
    pub claimed: fn(&str) -> String,
    /// Heading of the posts rung.
    pub rung: &'static str,
    /// Rung at this time.
    pub rung_at: fn(&str) -> String,
    /// Not rung yet.
    pub not_rung: &'static str,
    /// Will be rung in so many seconds.
    pub rings_in: fn(i64) -> String,
    /// A button: I have heard it.
    pub acknowledge: &'static str,
    /// Accessible name of that button: for which post.
    pub acknowledge_for: fn(&str) -> String,
    /// Heard at this time by this person.
    pub heard: fn(&str, &str) -> String,
    /// Heading of the steps.
    pub steps: &'static str,
    /// So many of so many are done.
    pub steps_done: fn(usize, usize) -> String,
    /// Other steps come first, by their numbers.
    pub first: fn(&str) -> String,
    /// The procedure asks for no steps.
    pub no_steps: &'static str,
    /// Heading of the sentences for visitors.
    pub sayings: &'static str,
    /// Heading of the telephone numbers.
    pub telephones: &'static str,
    /// Heading of the card for the call to the fire brigade.
    pub card_119: &'static str,
    /// Below it.
    pub card_119_line: &'static str,
    /// On that card in a drill.
    pub card_119_drill: &'static str,
    /// On that card: who we are.
    pub property: &'static str,
    /// On that card: our address.
    pub address: &'static str,
    /// On that card: the part on fire.
    pub part: &'static str,
    /// On that card: what burns.
    pub burning: &'static str,
    /// An example of what burns.
    pub burning_hint: &'static str,
    /// On that card: how large the fire is.
    pub how_much: &'static str,
    /// An example of that.
    pub how_much_hint: &'static str,
    /// On that card: the caller.
    pub caller: &'static str,
    /// On that card: the telephone to call back.
    pub telephone: &'static str,
    /// To be said by the person who calls.
    pub say_yourself: &'static str,
    /// Heading of the roll-call.
    pub roll_call: &'static str,
    /// So many visits with so many people; of these safe, missing, not yet looked for.
    pub roll_sum: fn(usize, usize, usize, usize, usize) -> String,
    /// Nobody was inside.
    pub roll_empty: &'static str,
    /// Nobody fits the search or the filter.
    pub roll_no_match: &'static str,
    /// Finds a name, unit or code.
    pub roll_search: &'static str,
    /// Not yet looked for.
    pub roll_open: &'static str,
    /// Found.
    pub safe: &'static str,
    /// Not found.
    pub missing: &'static str,
    /// So many people, of them so many children.
    pub party: fn(u32, u32) -> String,
    /// The person has left the building.
    pub has_left: &'static str,
    /// Only a signed-in person says that somebody missing is safe.
    pub safe_needs_sign_in: &'static str,
    /// Ends the run.
    pub stand_down: &'static str,
    /// Heading of its dialog.
    pub stand_down_title: fn(&str) -> String,
    /// Steps still open.
    pub steps_left: fn(usize) -> String,
    /// People missing, people not looked for.
    pub people_left: fn(usize, usize) -> String,
    /// Why it ends.
    pub reason: &'static str,
    /// Frequent reasons of a real one.
    pub reasons: [&'static str; 2],
    /// Frequent reasons of a drill.
    pub drill_reasons: [&'static str; 2],
    /// The reason is missing.
    pub reason_advice: &'static str,
    /// Heading of a record's facts.
    pub facts: &'static str,
    /// Fact: its number.
    pub number: &'static str,
    /// Fact: when it was started.
    pub started_at: &'static str,
    /// Fact: by whom.
    pub started_by: &'static str,
    /// Fact: when it ended.
    pub ended_at: &'static str,
    /// Fact: who ended it.
    pub ended_by: &'static str,
    /// Fact: how long it ran.
    pub lasted: &'static str,
    /// Heading of what happened.
    pub course: &'static str,
    /// In the course: started.
    pub was_started: &'static str,
    /// In the course: a post was rung.
    pub was_rung: fn(&str) -> String,
    /// In the course: rang again, since no step was taken.
    pub rang_again: &'static str,
    /// In the course: heard for a post.
    pub was_heard: fn(&str) -> String,
    /// In the course: a step.
    pub was_done: fn(usize, &str) -> String,
    /// In the course: somebody was looked for.
    pub was_found: fn(&str, &str) -> String,
    /// In the course: ended.
    pub was_ended: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Emergencies = Emergencies {
    tab: "应急",
    rings: ["监控室", "客服前台", "工程值班", "安保主管", "客服领班"],
    start_title: "启动应急预案",
    start_line: "点一下立即启动并向各岗位响铃，无需登录；地点和姓名可以不填。",
    no_procedures: "尚未导入应急预案，请联系管理员；紧急情况请直接拨打 119、110、120。",
    place: "地点",
    place_hint: "如：B2 停车场 3 号柱",
    your_name: "您的姓名",
    your_name_hint: "您的姓名（选填）",
    name_advice: "请填写姓名；看不清时不记录姓名，启动不受影响",
    line_advice: "请写在 200 字以内，不要含特殊字符",
    real: "真实情况",
    drill: "演练",
    drill_line: "现在是演练：每一页都会标明“演练”，不计入统计。两分钟内没有启动，会自动恢复为真实情况。",
    rings_first: |post| format!("先呼叫{post}"),
    evacuates: "全楼疏散",
    start: |title| format!("启动 {title}"),
    start_drill: |title| format!("启动演练 {title}"),
    records: "应急记录",
    no_records: "还没有应急记录",
    real_ones: "真实",
    drills: "演练",
    ringing: "响铃中",
    running: "进行中",
    ended: "已解除",
    start_another: "启动另一项",
    back: "应急记录",
    elapsed: "已进行",
    started: |time, who| format!("{time} 启动 · {who}"),
    no_place: "地点未填写，请当面或用对讲机说明",
    linked: |number| format!("与 {number} 为同一预案的重复启动，请一并处置"),
    claimed: |name| format!("{name}（未登录）"),
    rung: "响铃与确认",
    rung_at: |time| format!("{time} 已呼叫"),
    not_rung: "尚未呼叫",
    rings_in: |seconds| format!("无人确认，{seconds} 秒后呼叫"),
    acknowledge: "确认收到",
    acknowledge_for: |post| format!("{post} 确认收到"),
    heard: |time, who| format!("{time} {who}"),
    steps: "处置步骤",
    steps_done: |done, all| format!("已完成 {done} / {all}"),
    first: |numbers| format!("请先完成第 {numbers} 步"),
    no_steps: "本预案没有列出步骤，请听从现场负责人指挥。",
    sayings: "对访客这样说",
    telephones: "联系电话",
    card_119: "119 报警卡",
    card_119_line: "您好，我要报火警。（按下列顺序说清楚，等对方挂断后再挂机）",
    card_119_drill: "这是演练，请勿真正拨打 119！",
    property: "单位",
    address: "地址",
    part: "着火部位",
    burning: "燃烧物质",
    burning_hint: "如：电线、纸箱",
    how_much: "火势大小",
    how_much_hint: "如：有明火，面积约 2 平方米",
    caller: "报警人",
    telephone: "回拨电话",
    say_yourself: "请报本人姓名",
    roll_call: "访客清点",
    roll_sum: |visits, people, safe, missing, open| {
        format!("在内 {visits} 批 {people} 人 · 安全 {safe} · 未找到 {missing} · 未清点 {open}")
    },
    roll_empty: "启动时没有访客在内。",
    roll_no_match: "没有符合条件的访客",
    roll_search: "搜索姓名、单位、通行码",
    roll_open: "未清点",
    safe: "安全",
    missing: "未找到",
    party: |people, children| {
        if children == 0 { format!("{people} 人") } else { format!("{people} 人（儿童 {children}）") }
    },
    has_left: "已离开",
    safe_needs_sign_in: "已有人报“未找到”，请登录后再改为“安全”",
    stand_down: "解除应急",
    stand_down_title: |title| format!("解除：{title}"),
    steps_left: |left| format!("还有 {left} 个步骤没有完成"),
    people_left: |missing, open| format!("访客中 {missing} 人未找到，{open} 人未清点"),
    reason: "解除原因",
    reasons: ["已处置完毕", "误报"],
    drill_reasons: ["演练结束", "演练中止"],
    reason_advice: "请填写解除原因，200 字以内",
    facts: "基本情况",
    number: "编号",
    started_at: "启动时间",
    started_by: "启动人",
    ended_at: "解除时间",
    ended_by: "解除人",
    lasted: "历时",
    course: "处置经过",
    was_started: "启动预案",
    was_rung: |post| format!("呼叫{post}"),
    rang_again: "无人处置，再次响铃",
    was_heard: |post| format!("{post}确认收到"),
    was_done: |number, step| format!("完成第 {number} 步：{step}"),
    was_found: |name, found| format!("访客 {name}：{found}"),
    was_ended: |reason| format!("解除应急：{reason}"),
};

/// Traditional Chinese.
pub const ZH_HANT: Emergencies = Emergencies {
    tab: "應急",
    rings: ["監控室", "客服前台", "工程值班", "安保主管", "客服領班"],
    start_title: "啟動應急預案",
    start_line: "點一下立即啟動並向各崗位響鈴，無需登錄；地點和姓名可以不填。",
    no_procedures: "尚未導入應急預案，請聯繫管理員；緊急情況請直接撥打 119、110、120。",
    place: "地點",
    place_hint: "如：B2 停車場 3 號柱",
    your_name: "您的姓名",
    your_name_hint: "您的姓名（選填）",
    name_advice: "請填寫姓名；看不清時不記錄姓名，啟動不受影響",
    line_advice: "請寫在 200 字以內，不要含特殊字符",
    real: "真實情況",
    drill: "演練",
    drill_line: "現在是演練：每一頁都會標明「演練」，不計入統計。兩分鐘內沒有啟動，會自動恢復為真實情況。",
    rings_first: |post| format!("先呼叫{post}"),
    evacuates: "全樓疏散",
    start: |title| format!("啟動 {title}"),
    start_drill: |title| format!("啟動演練 {title}"),
    records: "應急記錄",
    no_records: "還沒有應急記錄",
    real_ones: "真實",
    drills: "演練",
    ringing: "響鈴中",
    running: "進行中",
    ended: "已解除",
    start_another: "啟動另一項",
    back: "應急記錄",
    elapsed: "已進行",
    started: |time, who| format!("{time} 啟動 · {who}"),
    no_place: "地點未填寫，請當面或用對講機說明",
    linked: |number| format!("與 {number} 為同一預案的重複啟動，請一併處置"),
    claimed: |name| format!("{name}（未登錄）"),
    rung: "響鈴與確認",
    rung_at: |time| format!("{time} 已呼叫"),
    not_rung: "尚未呼叫",
    rings_in: |seconds| format!("無人確認，{seconds} 秒後呼叫"),
    acknowledge: "確認收到",
    acknowledge_for: |post| format!("{post} 確認收到"),
    heard: |time, who| format!("{time} {who}"),
    steps: "處置步驟",
    steps_done: |done, all| format!("已完成 {done} / {all}"),
    first: |numbers| format!("請先完成第 {numbers} 步"),
    no_steps: "本預案沒有列出步驟，請聽從現場負責人指揮。",
    sayings: "對訪客這樣說",
    telephones: "聯繫電話",
    card_119: "119 報警卡",
    card_119_line: "您好，我要報火警。（按下列順序說清楚，等對方掛斷後再掛機）",
    card_119_drill: "這是演練，請勿真正撥打 119！",
    property: "單位",
    address: "地址",
    part: "著火部位",
    burning: "燃燒物質",
    burning_hint: "如：電線、紙箱",
    how_much: "火勢大小",
    how_much_hint: "如：有明火，面積約 2 平方米",
    caller: "報警人",
    telephone: "回撥電話",
    say_yourself: "請報本人姓名",
    roll_call: "訪客清點",
    roll_sum: |visits, people, safe, missing, open| {
        format!("在內 {visits} 批 {people} 人 · 安全 {safe} · 未找到 {missing} · 未清點 {open}")
    },
    roll_empty: "啟動時沒有訪客在內。",
    roll_no_match: "沒有符合條件的訪客",
    roll_search: "搜索姓名、單位、通行碼",
    roll_open: "未清點",
    safe: "安全",
    missing: "未找到",
    party: |people, children| {
        if children == 0 { format!("{people} 人") } else { format!("{people} 人（兒童 {children}）") }
    },
    has_left: "已離開",
    safe_needs_sign_in: "已有人報「未找到」，請登錄後再改為「安全」",
    stand_down: "解除應急",
    stand_down_title: |title| format!("解除：{title}"),
    steps_left: |left| format!("還有 {left} 個步驟沒有完成"),
    people_left: |missing, open| format!("訪客中 {missing} 人未找到，{open} 人未清點"),
    reason: "解除原因",
    reasons: ["已處置完畢", "誤報"],
    drill_reasons: ["演練結束", "演練中止"],
    reason_advice: "請填寫解除原因，200 字以內",
    facts: "基本情況",
    number: "編號",
    started_at: "啟動時間",
    started_by: "啟動人",
    ended_at: "解除時間",
    ended_by: "解除人",
    lasted: "歷時",
    course: "處置經過",
    was_started: "啟動預案",
    was_rung: |post| format!("呼叫{post}"),
    rang_again: "無人處置，再次響鈴",
    was_heard: |post| format!("{post}確認收到"),
    was_done: |number, step| format!("完成第 {number} 步：{step}"),
    was_found: |name, found| format!("訪客 {name}：{found}"),
    was_ended: |reason| format!("解除應急：{reason}"),
};

/// English.
pub const EN: Emergencies = Emergencies {
    tab: "Emergency",
    rings: ["Control room", "Counter", "Engineering", "Security", "Lead"],
    start_title: "Start an emergency procedure",
    start_line: "One press starts it and rings the posts; nobody need sign in. Place and name may be left empty.",
    no_procedures: "No procedures are imported yet: please ask the operator. In an emergency call 119, 110 or 120.",
    place: "Place",
    place_hint: "e.g. car park B2, column 3",
    your_name: "Your name",
    your_name_hint: "Your name (optional)",
    name_advice: "Please enter a name; otherwise none is recorded, and nothing is held up",
    line_advice: "Please write at most 200 characters, without special ones",
    real: "Real",
    drill: "Drill",
    drill_line: "This is a drill: every page is marked, and it stays out of the statistics. Unless started within two minutes, it switches back to real.",
    rings_first: |post| format!("Rings {post} first"),
    evacuates: "everybody leaves",
    start: |title| format!("Start {title}"),
    start_drill: |title| format!("Start drill {title}"),
    records: "Records",
    no_records: "No emergency yet",
    real_ones: "Real",
    drills: "Drills",
    ringing: "Ringing",
    running: "Running",
    ended: "Ended",
    start_another: "Start another",
    back: "Records",
    elapsed: "running for",
    started: |time, who| format!("Started {time} · {who}"),
    no_place: "Place not given: please say it in person or by radio",
    linked: |number| format!("Started a second time: belongs to {number}, please see to both"),
    claimed: |name| format!("{name} (not signed in)"),
    rung: "Posts rung",
    rung_at: |time| format!("Rung at {time}"),
    not_rung: "Not rung yet",
    rings_in: |seconds| format!("Rung in {seconds} s unless heard"),
    acknowledge: "I have heard it",
    acknowledge_for: |post| format!("I have heard it: {post}"),
    heard: |time, who| format!("{time} {who}"),
    steps: "Steps",
    steps_done: |done, all| format!("{done} of {all} done"),
    first: |numbers| format!("First: step {numbers}"),
    no_steps: "This procedure lists no steps: please follow whoever is in command.",
    sayings: "Say to visitors",
    telephones: "Telephones",
    card_119: "Call to 119",
    card_119_line: "Say: I report a fire. Then in this order; the other side hangs up first.",
    card_119_drill: "This is a drill: do not really call 119!",
    property: "Who",
    address: "Address",
    part: "Part on fire",
    burning: "What burns",
    burning_hint: "e.g. cables, paper boxes",
    how_much: "How large",
    how_much_hint: "e.g. open flames, about 2 m²",
    caller: "Caller",
    telephone: "Call back",
    say_yourself: "say your own name",
    roll_call: "Visitors' roll-call",
    roll_sum: |visits, people, safe, missing, open| {
        format!("{visits} visits, {people} people · {safe} safe · {missing} missing · {open} to look for")
    },
    roll_empty: "No visitor was inside when it started.",
    roll_no_match: "No visitor fits",
    roll_search: "Search name, unit or code",
    roll_open: "To look for",
    safe: "Safe",
    missing: "Missing",
    party: |people, children| {
        if children == 0 { format!("{people} people") } else { format!("{people} people ({children} children)") }
    },
    has_left: "left",
    safe_needs_sign_in: "Somebody said “missing”: please sign in to change it to “safe”",
    stand_down: "End it",
    stand_down_title: |title| format!("End: {title}"),
    steps_left: |left| format!("{left} steps are not done"),
    people_left: |missing, open| format!("{missing} visitors are missing, {open} not yet looked for"),
    reason: "Why it ends",
    reasons: ["All seen to", "False alarm"],
    drill_reasons: ["End of the drill", "Drill broken off"],
    reason_advice: "Please write why it ends, at most 200 characters",
    facts: "Facts",
    number: "Number",
    started_at: "Started",
    started_by: "Started by",
    ended_at: "Ended",
    ended_by: "Ended by",
    lasted: "Lasted",
    course: "What happened",
    was_started: "Started",
    was_rung: |post| format!("Rang {post}"),
    rang_again: "No step taken: rang again",
    was_heard: |post| format!("Heard: {post}"),
    was_done: |number, step| format!("Step {number}: {step}"),
    was_found: |name, found| format!("Visitor {name}: {found}"),
    was_ended: |reason| format!("Ended: {reason}"),
};
