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
    /// What happens next, one line each (K-4).
    pub next_steps: [&'static str; 4],
    /// While it is not yet at the server.
    pub waiting_line: &'static str,
    /// The server said no: title.
    pub refused: &'static str,
    /// What to do then.
    pub refused_line: &'static str,
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
        "请不要自行配制钥匙；领取新的钥匙时，请带上证件",
        "如果找到了，也请告诉前台，谢谢您",
    ],
    waiting_line: "本机暂时离线，挂失已安全保存，联网后自动送达。事情紧急，请您同时告诉前台。",
    refused: "请您到前台办理",
    refused_line: "非常抱歉，这次挂失没能完成。请您到前台，工作人员会马上为您办理。",
};

/// English.
pub const EN: LostKeyWords = LostKeyWords {
    unit: "Which unit is the key or card for?",
    unit_hint: "Unit, floor or company",
    kind: "What is lost?",
    kinds: ["Door key", "Access card", "Mailbox key", "Parking card"],
    kind_lines: ["Office or home door", "Lobby, lifts, gates", "Mailboxes, ground floor", "Garage"],
    when: "When was it lost, roughly?",
    whens: ["Just now", "Today", "Yesterday", "Not sure"],
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
        "Please have no copy cut yourself; bring your papers when you collect the new one",
        "If it turns up, please tell the counter. Thank you",
    ],
    waiting_line: "This kiosk is offline. Your report is kept safely and sent as soon as it is connected. As it is urgent, please also tell the counter.",
    refused: "Please see the counter",
    refused_line: "We are sorry, this report could not be completed. Please go to the counter; our staff will help you at once.",
};
