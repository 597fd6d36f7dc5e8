//! 钥匙挂失 (K-4).

/// Reporting a lost key or card.
pub struct LostKeyWords {
    /// Label of the unit.
    pub unit: &'static str,
    /// Inside that field.
    pub unit_hint: &'static str,
    /// Question for the kind.
    pub kind: &'static str,
    /// The four kinds, in the order of the form.
    pub kinds: [&'static str; 4],
    /// What each opens.
    pub kind_lines: [&'static str; 4],
    /// Label of the time.
    pub when: &'static str,
    /// Times to touch instead of typing.
    pub whens: [&'static str; 4],
    /// Inside the field for the time.
    pub when_hint: &'static str,
    /// Label of the place.
    pub place: &'static str,
    /// Places to touch instead of typing.
    pub places: [&'static str; 4],
    /// Inside the field for the place.
    pub place_hint: &'static str,
    /// Label of the reporter's name.
    pub name: &'static str,
    /// Label of the telephone; may be left empty.
    pub telephone: &'static str,
    /// What name and telephone are for.
    pub purpose: &'static str,
    /// Title of the summary.
    pub summary: &'static str,
    /// Label of the unit in the summary.
    pub unit_label: &'static str,
    /// Label of the kind in the summary.
    pub kind_label: &'static str,
    /// Label of the time in the summary.
    pub when_label: &'static str,
    /// Label of the place in the summary.
    pub place_label: &'static str,
    /// Label of the name in the summary.
    pub name_label: &'static str,
    /// Label of the telephone in the summary.
    pub telephone_label: &'static str,
    /// No telephone was given.
    pub no_telephone: &'static str,
    /// Sends the report.
    pub submit: &'static str,
    /// Title when it is done.
    pub done: &'static str,
    /// State: on this disk, not yet at the server (B-07).
    pub waiting: &'static str,
    /// State: the server has it.
    pub confirmed: &'static str,
    /// What happens next, one line each (K-4, K-6).
    pub next_steps: [&'static str; 5],
    /// While it is not yet at the server.
    pub waiting_line: &'static str,
    /// The server said no: title.
    pub refused: &'static str,
    /// What to do then.
    pub refused_line: &'static str,
    /// Question at the beginning.
    pub which: &'static str,
    /// Tile: a key is lost.
    pub lost: &'static str,
    /// Below it.
    pub lost_line: &'static str,
    /// Tile: a key was found.
    pub found: &'static str,
    /// Below it.
    pub found_line: &'static str,
    /// Heading of the report of a found key.
    pub found_title: &'static str,
    /// Question for its kind.
    pub found_kind: &'static str,
    /// Question where it was found.
    pub found_where: &'static str,
    /// Question what stands on it.
    pub found_says: &'static str,
    /// Inside that field.
    pub found_says_hint: &'static str,
    /// Question where it is now.
    pub found_place: &'static str,
    /// The two answers, in the order of the form.
    pub found_places: [&'static str; 2],
    /// Below each.
    pub found_place_lines: [&'static str; 2],
    /// Label of the name.
    pub found_who_name: &'static str,
    /// Below the telephone.
    pub found_purpose: &'static str,
    /// Sends the report.
    pub found_submit: &'static str,
    /// It has arrived.
    pub found_done: &'static str,
    /// What happens next where it is brought.
    pub found_steps_brought: [&'static str; 2],
    /// What happens next where it was left.
    pub found_steps_left: [&'static str; 2],
    /// The number to ask by.
    pub reference: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: LostKeyWords = LostKeyWords {
    unit: "是哪个单元的钥匙或卡？",
    unit_hint: "输入房号、楼层或单位名称",
    kind: "遗失的是哪一种？",
    kinds: ["房门钥匙", "门禁卡", "信箱钥匙", "停车卡"],
    kind_lines: ["办公室或住户房门", "大堂、电梯、闸机", "一层信报箱", "地下车库出入"],
    when: "大约什么时候遗失的？",
    whens: ["刚刚", "今天", "昨天", "记不清了"],
    when_hint: "也可以自己填写，如 今天上午",
    place: "大约在哪里遗失的？",
    places: ["大楼内", "大楼外", "路上", "不清楚"],
    place_hint: "也可以自己填写，如 三楼餐厅",
    name: "您的姓名",
    telephone: "联系电话（选填）",
    purpose: "姓名和电话仅用于处理本次挂失；不留电话的话，请您到前台听取结果",
    summary: "请您核对",
    unit_label: "单元",
    kind_label: "种类",
    when_label: "遗失时间",
    place_label: "遗失地点",
    name_label: "姓名",
    telephone_label: "电话",
    no_telephone: "未留，请到前台联系",
    submit: "确认挂失",
    done: "已收到您的挂失",
    waiting: "已登记·待同步",
    confirmed: "已登记",
    next_steps: [
        "领班、工程部和保安会立即收到通知",
        "这把钥匙或卡马上停用，尽快为您更换锁芯或重新发卡",
        "现在要进门？请告诉前台，10 分钟内有人到门口，核对证件后为您开门",
        "请不要自行配制钥匙；领取新的钥匙时，请带上证件",
        "如果找到了，也请告诉前台，谢谢您",
    ],
    waiting_line: "本机暂时离线，挂失已安全保存，联网后自动送达。事情紧急，请您同时告诉前台。",
    refused: "请您到前台办理",
    refused_line: "非常抱歉，这次挂失没能完成。请您到前台，工作人员会马上为您办理。",
    which: "您好，请问是哪一种情况？",
    lost: "我丢了钥匙或卡",
    lost_line: "马上停用，尽快更换",
    found: "我捡到了钥匙或卡",
    found_line: "谢谢您，请告诉我们",
    found_title: "拾获登记",
    found_kind: "您捡到的是哪一种？",
    found_where: "在哪里捡到的？",
    found_says: "上面写着什么，或可能是谁的？（选填）",
    found_says_hint: "如 钥匙牌上的字、公司名",
    found_place: "钥匙现在在哪里？",
    found_places: ["在我手上，现在交到前台", "还在原处"],
    found_place_lines: ["前台就在旁边，谢谢您", "请工作人员去取"],
    found_who_name: "您的称呼（选填）",
    found_purpose: "仅用于失主道谢或核对时联系您",
    found_submit: "提交",
    found_done: "谢谢您，已登记",
    found_steps_brought: ["请把钥匙或卡交给前台的工作人员", "我们会尽快找到失主"],
    found_steps_left: ["工作人员会马上去取", "我们会尽快找到失主"],
    reference: |number| format!("您的查询号：{number}，询问进展时请告诉前台"),
};

/// Traditional Chinese.
pub const ZH_HANT: LostKeyWords = LostKeyWords {
    unit: "是哪個單元的鑰匙或卡？",
    unit_hint: "輸入房號、樓層或單位名稱",
    kind: "遺失的是哪一種？",
    kinds: ["房門鑰匙", "門禁卡", "信箱鑰匙", "停車卡"],
    kind_lines: ["辦公室或住戶房門", "大堂、電梯、閘機", "一層信報箱", "地下車庫出入"],
    when: "大約什麼時候遺失的？",
    whens: ["剛剛", "今天", "昨天", "記不清了"],
    when_hint: "也可以自己填寫，如 今天上午",
    place: "大約在哪裡遺失的？",
    places: ["大樓內", "大樓外", "路上", "不清楚"],
    place_hint: "也可以自己填寫，如 三樓餐廳",
    name: "您的姓名",
    telephone: "聯繫電話（選填）",
    purpose: "姓名和電話僅用於處理本次掛失；不留電話的話，請您到前台聽取結果",
    summary: "請您核對",
    unit_label: "單元",
    kind_label: "種類",
    when_label: "遺失時間",
    place_label: "遺失地點",
    name_label: "姓名",
    telephone_label: "電話",
    no_telephone: "未留，請到前台聯繫",
    submit: "確認掛失",
    done: "已收到您的掛失",
    waiting: "已登記·待同步",
    confirmed: "已登記",
    next_steps: [
        "領班、工程部和保安會立即收到通知",
        "這把鑰匙或卡馬上停用，儘快為您更換鎖芯或重新發卡",
        "現在要進門？請告訴前台，10 分鐘內有人到門口，核對證件後為您開門",
        "請不要自行配製鑰匙；領取新的鑰匙時，請帶上證件",
        "如果找到了，也請告訴前台，謝謝您",
    ],
    waiting_line: "本機暫時離線，掛失已安全保存，聯網後自動送達。事情緊急，請您同時告訴前台。",
    refused: "請您到前台辦理",
    refused_line: "非常抱歉，這次掛失沒能完成。請您到前台，工作人員會馬上為您辦理。",
    which: "您好，請問是哪一種情況？",
    lost: "我丟了鑰匙或卡",
    lost_line: "馬上停用，儘快更換",
    found: "我撿到了鑰匙或卡",
    found_line: "謝謝您，請告訴我們",
    found_title: "拾獲登記",
    found_kind: "您撿到的是哪一種？",
    found_where: "在哪裡撿到的？",
    found_says: "上面寫著什麼，或可能是誰的？（選填）",
    found_says_hint: "如 鑰匙牌上的字、公司名",
    found_place: "鑰匙現在在哪裡？",
    found_places: ["在我手上，現在交到前台", "還在原處"],
    found_place_lines: ["前台就在旁邊，謝謝您", "請工作人員去取"],
    found_who_name: "您的稱呼（選填）",
    found_purpose: "僅用於失主道謝或核對時聯繫您",
    found_submit: "提交",
    found_done: "謝謝您，已登記",
    found_steps_brought: ["請把鑰匙或卡交給前台的工作人員", "我們會盡快找到失主"],
    found_steps_left: ["工作人員會馬上去取", "我們會盡快找到失主"],
    reference: |number| format!("您的查詢號：{number}，詢問進展時請告訴前台"),
};

/// English.
pub const EN: LostKeyWords = LostKeyWords {
    unit: "Which unit is the key or card for?",
    unit_hint: "Unit, floor or company",
    kind: "What is lost?",
    kinds: ["Door key", "Access card", "Mailbox key", "Parking card"],
    kind_lines: ["Office or home door", "Lobby, lifts, gates", "Mailboxes, ground floor", "Garage"],
    when: "When was it lost, roughly?",
    whens: ["Just now", "Today", "Yesterday", "I forget"],
    when_hint: "Or in your own words",
    place: "Where was it lost, roughly?",
    places: ["In the building", "Outside", "On the way", "Not sure"],
    place_hint: "Or in your own words",
    name: "Your name",
    telephone: "Telephone (optional)",
    purpose: "Used only for this report. Without a telephone, please ask at the counter",
    summary: "Please check",
    unit_label: "Unit",
    kind_label: "Kind",
    when_label: "When",
    place_label: "Where",
    name_label: "Name",
    telephone_label: "Telephone",
    no_telephone: "None: at the counter",
    submit: "Report the loss",
    done: "Your report has been taken",
    waiting: "Registered · to be synchronised",
    confirmed: "Registered",
    next_steps: [
        "The lead, engineering and security are told at once",
        "The key or card is put out of use now; the lock is changed or a new card made as soon as possible",
        "Have to get in now? Tell the counter: within 10 minutes somebody is at the door, checks your papers and opens",
        "Please have no copy cut yourself; bring your papers when you collect the new one",
        "If it turns up, please tell the counter. Thank you",
    ],
    waiting_line: "Offline: your report is kept and sent later. Please tell the counter too, as it is urgent.",
    refused: "Please see the counter",
    refused_line: "We are sorry, this report could not be completed. Please go to the counter; our staff will help you at once.",
    which: "What happened?",
    lost: "I lost a key or card",
    lost_line: "Blocked at once, replaced soon",
    found: "I found a key or card",
    found_line: "Thank you, please tell us",
    found_title: "Found key",
    found_kind: "What did you find?",
    found_where: "Where did you find it?",
    found_says: "What does it say on it? (optional)",
    found_says_hint: "such as a tag or a company",
    found_place: "Where is it now?",
    found_places: ["With me: I bring it to the counter", "Where I found it"],
    found_place_lines: ["The counter is right here, thank you", "A colleague will fetch it"],
    found_who_name: "Your name (optional)",
    found_purpose: "Only to reach you about this key",
    found_submit: "Send",
    found_done: "Thank you, it is noted",
    found_steps_brought: ["Please hand it to the counter", "We will find its owner"],
    found_steps_left: ["A colleague fetches it now", "We will find its owner"],
    reference: |number| format!("Your number is {number}: tell it to the counter to ask how it stands"),
};
