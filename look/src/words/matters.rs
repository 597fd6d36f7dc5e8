//! The matters' screen (C-1, C-2, R-1, S-5, B-11).

/// What the matters' screen says.
pub struct Matters {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// What the search field looks through.
    pub search: &'static str,
    /// Nobody has taken it up.
    pub to_claim: &'static str,
    /// Somebody has taken it up.
    pub in_work: &'static str,
    /// It has ended.
    pub finished: &'static str,
    /// No matter at all.
    pub none: &'static str,
    /// What to do when a client asks for something.
    pub none_line: &'static str,
    /// Nothing answers to the search or the filter.
    pub nothing_found: &'static str,
    /// Button and title: write a matter in the book.
    pub take: &'static str,
    /// Who takes it owns it (S-5).
    pub take_line: &'static str,
    /// The paper forms, by kind: complaint, repair, request (C-1, R-1).
    pub forms: [&'static str; 3],
    /// What kind of matter.
    pub kind: &'static str,
    /// The kinds, in the rules' order: complaint, repair, request.
    pub kinds: [&'static str; 3],
    /// How grave it is (C-2, R-3).
    pub class: &'static str,
    /// The classes, in the rules' order: minor, important, major, urgent.
    pub classes: [&'static str; 4],
    /// What each class means and asks for.
    pub class_lines: [&'static str; 4],
    /// Of which unit.
    pub unit: &'static str,
    /// No unit answers to what is typed, and what to do.
    pub unit_none: &'static str,
    /// Who asks.
    pub contact: &'static str,
    /// How to reach them.
    pub telephone: &'static str,
    /// What happened.
    pub what: &'static str,
    /// An example of what happened.
    pub what_hint: &'static str,
    /// About what or whom (C-1).
    pub about: &'static str,
    /// The deadline that the client is told (C-1).
    pub due: &'static str,
    /// A choice of deadline: what the class gives.
    pub due_by_class: fn(&str) -> String,
    /// A choice of deadline: today at 18:00.
    pub due_today_18: &'static str,
    /// A choice of deadline: tomorrow at 12:00.
    pub due_tomorrow_12: &'static str,
    /// A choice of deadline: 18:00 in three days.
    pub due_in_3_days: &'static str,
    /// A choice of deadline: 18:00 in seven days.
    pub due_in_7_days: &'static str,
    /// Button: the matter is written in the book.
    pub confirm_take: &'static str,
    /// Card: what the book says.
    pub facts: &'static str,
    /// Its number.
    pub number: &'static str,
    /// Who was asked first and owns it (S-5).
    pub owner: &'static str,
    /// When and where it came in.
    pub received: &'static str,
    /// Who does the work.
    pub department: &'static str,
    /// The departments, in the rules' order.
    pub departments: [&'static str; 6],
    /// Who has taken it up.
    pub claimed: &'static str,
    /// Notice: it is late, by so much.
    pub overdue: fn(&str) -> String,
    /// Notice: so much time is left.
    pub soon: fn(&str) -> String,
    /// Notice: somebody was first (B-11).
    pub claimed_by: fn(&str) -> String,
    /// When and where, and that notes are still welcome.
    pub claimed_line: fn(&str, &str) -> String,
    /// Button: take it up.
    pub claim: &'static str,
    /// Field: a note.
    pub note: &'static str,
    /// Who reads notes.
    pub note_hint: &'static str,
    /// Button: add the note.
    pub add_note: &'static str,
    /// Button and dialog: give the work to a department.
    pub hand_to: &'static str,
    /// What handing over does, and what it does not.
    pub hand_line: &'static str,
    /// Button and dialog: pass it on to a colleague (S-5).
    pub pass_on: &'static str,
    /// What passing on records.
    pub pass_line: &'static str,
    /// What passes, in the rules' order: ownership, the claim.
    pub parts: [&'static str; 2],
    /// Field: to whom.
    pub pass_to: &'static str,
    /// How a colleague is found.
    pub pass_hint: &'static str,
    /// Field: why.
    pub reason: &'static str,
    /// Button and dialog: give the claim back.
    pub release: &'static str,
    /// What giving back does.
    pub release_line: &'static str,
    /// In the history: what passed, from whom, to whom, why.
    pub passed: fn(&str, &str, &str, &str) -> String,
    /// In the history: given back by whom, why.
    pub released: fn(&str, &str) -> String,
    /// Button and dialog: bring it to its end.
    pub finish: &'static str,
    /// What finishing asks for.
    pub finish_line: &'static str,
    /// Above the code by which the client rates a matter that has ended (B-19).
    pub rate: &'static str,
    /// What the client does with it at the kiosk.
    pub rate_line: &'static str,
    /// What came of it.
    pub result: &'static str,
    /// Card: what happened, in order.
    pub history: &'static str,
    /// A note in that card.
    pub noted: fn(&str) -> String,
    /// Awaited: somebody takes it up.
    pub awaiting_claim: &'static str,
    /// Awaited: this person finishes it.
    pub awaiting_finish: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Matters = Matters {
    tab: "事项",
    search: "搜索单号、单元、姓名、内容",
    to_claim: "待接手",
    in_work: "处理中",
    finished: "已办结",
    none: "没有事项",
    none_line: "客户投诉、报修或求助时，请点下方“受理事项”。",
    nothing_found: "没有符合条件的事项",
    take: "受理事项",
    take_line: "首问责任制：谁受理，谁负责到底。",
    forms: ["《客户问询/投诉/意见统计表》", "《客户报修记录表》", "《客户问询/投诉/意见统计表》"],
    kind: "类型",
    kinds: ["投诉", "报修", "需求"],
    class: "级别",
    classes: ["一般", "重要", "重大", "紧急"],
    class_lines: [
        "可以当场解决，或很快能办好。",
        "需要其他部门配合，请报主管。",
        "损失严重、有人受伤或多次未解决，请立即报告经理。",
        "跑水、跳闸、停梯等，请立即电话通知工程和安保。",
    ],
    unit: "单元",
    unit_none: "目录中没有找到此单元，请核对，或留空并写在内容里。",
    contact: "联系人",
    telephone: "联系电话",
    what: "事项内容",
    what_hint: "如：厨房水龙头漏水，水已流到走廊",
    about: "涉及的人或事",
    due: "答复时限",
    due_by_class: |time| format!("按级别 {time}"),
    due_today_18: "今天 18:00",
    due_tomorrow_12: "明天 12:00",
    due_in_3_days: "3 天内",
    due_in_7_days: "7 天内",
    confirm_take: "受理",
    facts: "事项信息",
    number: "单号",
    owner: "首问责任人",
    received: "受理时间",
    department: "承办部门",
    departments: ["工程", "安保", "保洁", "绿化", "财务", "客服"],
    claimed: "接手人",
    overdue: |late| format!("{late}，请尽快处理并回复客户"),
    soon: |left| format!("{left}到期"),
    claimed_by: |name| format!("{name} 已接手"),
    claimed_line: |time, place| format!("{time} · {place}。您仍可补充记录。"),
    claim: "接手",
    note: "补充记录",
    note_hint: "各岗位都能看到，如：已联系客户，约 15:00 上门",
    add_note: "添加记录",
    hand_to: "转交部门",
    hand_line: "请选择承办部门。首问责任人不变，仍负责跟进和回访。",
    pass_on: "移交他人",
    pass_line: "请选择接手的同事，并写明原因。移交的人、时间和原因都会记录。",
    parts: ["首问责任", "处理"],
    pass_to: "移交给",
    pass_hint: "输入姓名或工号",
    reason: "原因",
    release: "退回待接手",
    release_line: "退回后，其他同事可以接手。请写明原因。",
    passed: |part, from, to, why| format!("{part}由 {from} 移交给 {to}：{why}"),
    released: |from, why| format!("{from} 不再处理，退回待接手：{why}"),
    finish: "办结",
    finish_line: "请写明处理结果。",
    rate: "请客户评价",
    rate_line: "请客户在大堂自助机打开“满意度评价”，按“为某件事评价？”，再扫这个码，或输入编号。",
    result: "处理结果",
    history: "处理记录",
    noted: |text| format!("记录：{text}"),
    awaiting_claim: "等待接手",
    awaiting_finish: |name| format!("等待 {name} 办结"),
};

/// Traditional Chinese.
pub const ZH_HANT: Matters = Matters {
    tab: "事項",
    search: "搜索單號、單元、姓名、內容",
    to_claim: "待接手",
    in_work: "處理中",
    finished: "已辦結",
    none: "沒有事項",
    none_line: "客戶投訴、報修或求助時，請點下方「受理事項」。",
    nothing_found: "沒有符合條件的事項",
    take: "受理事項",
    take_line: "首問責任制：誰受理，誰負責到底。",
    forms: ["《客戶問詢/投訴/意見統計表》", "《客戶報修記錄表》", "《客戶問詢/投訴/意見統計表》"],
    kind: "類型",
    kinds: ["投訴", "報修", "需求"],
    class: "級別",
    classes: ["一般", "重要", "重大", "緊急"],
    class_lines: [
        "可以當場解決，或很快能辦好。",
        "需要其他部門配合，請報主管。",
        "損失嚴重、有人受傷或多次未解決，請立即報告經理。",
        "跑水、跳閘、停梯等，請立即電話通知工程和安保。",
    ],
    unit: "單元",
    unit_none: "目錄中沒有找到此單元，請核對，或留空並寫在內容裡。",
    contact: "聯繫人",
    telephone: "聯繫電話",
    what: "事項內容",
    what_hint: "如：廚房水龍頭漏水，水已流到走廊",
    about: "涉及的人或事",
    due: "答覆時限",
    due_by_class: |time| format!("按級別 {time}"),
    due_today_18: "今天 18:00",
    due_tomorrow_12: "明天 12:00",
    due_in_3_days: "3 天內",
    due_in_7_days: "7 天內",
    confirm_take: "受理",
    facts: "事項資料",
    number: "單號",
    owner: "首問責任人",
    received: "受理時間",
    department: "承辦部門",
    departments: ["工程", "安保", "保潔", "綠化", "財務", "客服"],
    claimed: "接手人",
    overdue: |late| format!("{late}，請儘快處理並回復客戶"),
    soon: |left| format!("{left}到期"),
    claimed_by: |name| format!("{name} 已接手"),
    claimed_line: |time, place| format!("{time} · {place}。您仍可補充記錄。"),
    claim: "接手",
    note: "補充記錄",
    note_hint: "各崗位都能看到，如：已聯繫客戶，約 15:00 上門",
    add_note: "添加記錄",
    hand_to: "轉交部門",
    hand_line: "請選擇承辦部門。首問責任人不變，仍負責跟進和回訪。",
    pass_on: "移交他人",
    pass_line: "請選擇接手的同事，並寫明原因。移交的人、時間和原因都會記錄。",
    parts: ["首問責任", "處理"],
    pass_to: "移交給",
    pass_hint: "輸入姓名或工號",
    reason: "原因",
    release: "退回待接手",
    release_line: "退回後，其他同事可以接手。請寫明原因。",
    passed: |part, from, to, why| format!("{part}由 {from} 移交給 {to}：{why}"),
    released: |from, why| format!("{from} 不再處理，退回待接手：{why}"),
    finish: "辦結",
    finish_line: "請寫明處理結果。",
    rate: "請客戶評價",
    rate_line: "請客戶在大堂自助機打開「滿意度評價」，按「為某件事評價？」，再掃這個碼，或輸入編號。",
    result: "處理結果",
    history: "處理記錄",
    noted: |text| format!("記錄：{text}"),
    awaiting_claim: "等待接手",
    awaiting_finish: |name| format!("等待 {name} 辦結"),
};

/// English.
pub const EN: Matters = Matters {
    tab: "Matters",
    search: "Number, unit, name or words",
    to_claim: "Unclaimed",
    in_work: "In work",
    finished: "Finished",
    none: "No matters",
    none_line: "When a client complains, reports a fault or asks for help, press Take a matter below.",
    nothing_found: "Nothing matches",
    take: "Take a matter",
    take_line: "First-asked responsibility: whoever takes a matter owns it to its end.",
    forms: ["Enquiries, complaints and opinions", "Repair requests", "Enquiries, complaints and opinions"],
    kind: "Kind",
    kinds: ["Complaint", "Repair", "Request"],
    class: "Class",
    classes: ["Minor", "Important", "Major", "Urgent"],
    class_lines: [
        "Can be solved on the spot or soon.",
        "Needs others: please report to the supervisor.",
        "Serious loss, injury, or repeatedly unsolved: please report to the manager at once.",
        "Running water, power trip, stopped lift: please telephone engineering and security at once.",
    ],
    unit: "Unit",
    unit_none: "No such unit. Please check, or leave it empty and write it in the text.",
    contact: "Contact",
    telephone: "Telephone",
    what: "What happened",
    what_hint: "e.g. the kitchen tap leaks, water has reached the corridor",
    about: "About",
    due: "Deadline told",
    due_by_class: |time| format!("By class: {time}"),
    due_today_18: "Today 18:00",
    due_tomorrow_12: "Tomorrow 12:00",
    due_in_3_days: "In 3 days",
    due_in_7_days: "In 7 days",
    confirm_take: "Take it",
    facts: "Matter",
    number: "Number",
    owner: "Owner",
    received: "Taken at",
    department: "Department",
    departments: ["Engineering", "Security", "Cleaning", "Greening", "Finance", "Customer service"],
    claimed: "Taken up by",
    overdue: |late| format!("{late}: please see to it and answer the client"),
    soon: |left| format!("Due: {left}"),
    claimed_by: |name| format!("{name} has taken it up"),
    claimed_line: |time, place| format!("{time} · {place}. You can still add notes."),
    claim: "Take it up",
    note: "Note",
    note_hint: "Every post can read it, e.g. client called, visit agreed for 15:00",
    add_note: "Add the note",
    hand_to: "Hand to a department",
    hand_line: "Please choose who does the work. The owner stays and follows it up with the client.",
    pass_on: "Pass on",
    pass_line: "Please choose a colleague and say why. Who passed it on, when and why is recorded.",
    parts: ["Ownership", "The work"],
    pass_to: "To",
    pass_hint: "Name or staff number",
    reason: "Why",
    release: "Give back",
    release_line: "Colleagues can then take it up. Please say why.",
    passed: |part, from, to, why| format!("{part} passed from {from} to {to}: {why}"),
    released: |from, why| format!("{from} gave it back: {why}"),
    finish: "Finish",
    finish_line: "Please write what came of it.",
    rate: "Ask the client to rate it",
    rate_line: "At the kiosk in the lobby, please open “Rate our service”, touch “About a certain matter?”, and scan this code or type the number.",
    result: "Result",
    history: "History",
    noted: |text| format!("Note: {text}"),
    awaiting_claim: "Waiting to be taken up",
    awaiting_finish: |name| format!("Waiting for {name} to finish it"),
};
