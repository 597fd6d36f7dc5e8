//! 访客登记: the notice, the questions, the code.

/// Registration of a visitor (V-1, V-2).
pub struct VisitorWords {
    /// Heading of the notice on personal data (B-03).
    pub notice: &'static str,
    /// The text can be moved.
    pub notice_scroll: &'static str,
    /// Agrees to the notice and goes on.
    pub agree: &'static str,
    /// Does not agree.
    pub disagree: &'static str,
    /// After not agreeing: title.
    pub declined: &'static str,
    /// What happens then: the counter helps.
    pub declined_line: &'static str,
    /// Rings the counter, as the main button of that page.
    pub declined_call: &'static str,
    /// To the notice again.
    pub declined_back: &'static str,
    /// Question for the name, and label of the field.
    pub name: &'static str,
    /// Label of the name's line in the summary.
    pub name_label: &'static str,
    /// Label of the telephone's line.
    pub telephone_label: &'static str,
    /// Label of the host's line.
    pub whom_label: &'static str,
    /// Below the field.
    pub name_note: &'static str,
    /// Label of the telephone.
    pub telephone: &'static str,
    /// Below the field: what it is for.
    pub telephone_note: &'static str,
    /// Chosen instead of a number (B-03).
    pub no_telephone: &'static str,
    /// Shown once it is chosen.
    pub no_telephone_chosen: &'static str,
    /// Label of whom or which unit.
    pub whom: &'static str,
    /// Inside that field.
    pub whom_hint: &'static str,
    /// After a unit was chosen: which person or department.
    pub person: &'static str,
    /// Inside that field.
    pub person_hint: &'static str,
    /// Question for the purpose.
    pub purpose: &'static str,
    /// The six purposes, in the order of the form (V-2).
    pub purposes: [&'static str; 6],
    /// Adults.
    pub people: &'static str,
    /// Children.
    pub children: &'static str,
    /// That children stay without a name (B-03).
    pub children_note: &'static str,
    /// One fewer of these.
    pub fewer: fn(&str) -> String,
    /// One more of these.
    pub more: fn(&str) -> String,
    /// Title of the summary.
    pub summary: &'static str,
    /// Changes one line of it: what it is.
    pub change: fn(&str) -> String,
    /// People and children in one line.
    pub party: fn(u32, u32) -> String,
    /// Label of that line.
    pub party_label: &'static str,
    /// Label of the purpose's line.
    pub purpose_label: &'static str,
    /// Sends the registration.
    pub submit: &'static str,
    /// Title when it is done.
    pub done: &'static str,
    /// State: on this disk, not yet at the server (B-07).
    pub waiting: &'static str,
    /// State: the server has it.
    pub confirmed: &'static str,
    /// Above the digits.
    pub code: &'static str,
    /// Accessible name of the digits.
    pub code_is: fn(&str) -> String,
    /// Accessible name of the picture.
    pub qr: &'static str,
    /// What to do next, one line each.
    pub next_steps: [&'static str; 2],
    /// The last step: signing out, for whoever gave a telephone.
    pub leave_by_telephone: &'static str,
    /// The same for whoever gave none: these four digits of the mark.
    pub leave_by_mark: fn(&str) -> String,
    /// While it is not yet at the server, below.
    pub waiting_line: &'static str,
    /// The server said no: title.
    pub refused: &'static str,
    /// What to do then.
    pub refused_line: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: VisitorWords = VisitorWords {
    notice: "个人信息告知",
    notice_scroll: "上下滑动可阅读全文",
    agree: "同意并继续",
    disagree: "不同意",
    declined: "没关系，请到前台办理",
    declined_line: "不同意也不影响您来访。您可以直接到前台，或轻触下方按钮，请工作人员过来为您人工办理。您在本机上没有留下任何信息。",
    declined_call: "请前台协助",
    declined_back: "再看一遍告知",
    name: "请问您贵姓大名？",
    name_label: "姓名",
    telephone_label: "电话",
    whom_label: "到访",
    name_note: "请输入拼音选字；也可以切换到英文",
    telephone: "您的联系电话",
    telephone_note: "仅用于本次来访和紧急情况时联系您",
    no_telephone: "没有电话或不便提供",
    no_telephone_chosen: "不留电话",
    whom: "您要找哪家单位或哪一位？",
    whom_hint: "输入单位名称、房号、楼层或姓名",
    person: "您找哪一位？（选填）",
    person_hint: "部门或姓名",
    purpose: "您此次来访是为了",
    purposes: ["拜访洽谈", "面试", "探访亲友", "送货取件", "施工维修", "其他"],
    people: "同来人数（含您）",
    children: "其中儿童",
    children_note: "儿童只登记人数，不登记姓名",
    fewer: |what| format!("{what}：减少一人"),
    more: |what| format!("{what}：增加一人"),
    summary: "请您核对",
    change: |what| format!("修改：{what}"),
    party: |people, children| match children {
        0 => format!("{people} 人"),
        _ => format!("成人 {people} 人，儿童 {children} 人"),
    },
    party_label: "人数",
    purpose_label: "来访事由",
    submit: "确认登记",
    done: "登记好了，谢谢您",
    waiting: "已登记·待同步",
    confirmed: "已登记",
    code: "您的通行码",
    code_is: |code| format!("您的通行码是 {code}"),
    qr: "通行码二维码",
    next_steps: ["请到前台核验身份，领取访客证", "请记下或拍下这个通行码"],
    leave_by_telephone: "离开时，请在本机“离开签出”扫码，或输入通行码和您手机的后四位",
    leave_by_mark: |four| format!("离开时，请在本机“离开签出”扫码，或输入通行码和后四位 {four}"),
    waiting_line: "本机暂时离线，您的登记已安全保存，联网后自动送达。通行码现在就可以使用。",
    refused: "请您到前台办理",
    refused_line: "非常抱歉，这次登记没能完成。请您到前台，工作人员会马上为您办理。",
};

/// English.
pub const EN: VisitorWords = VisitorWords {
    notice: "Notice on personal data",
    notice_scroll: "Slide the text up to read all of it",
    agree: "I agree, continue",
    disagree: "I do not agree",
    declined: "No problem: please see the counter",
    declined_line: "You are still welcome. Please go to the counter, or touch the button below and somebody comes to register you in person. Nothing about you has been kept here.",
    declined_call: "Ask the counter",
    declined_back: "Read the notice again",
    name: "What is your name, please?",
    name_label: "Name",
    telephone_label: "Telephone",
    whom_label: "Visiting",
    name_note: "As people write it; 拼音 for Chinese characters",
    telephone: "Your telephone number",
    telephone_note: "Only to reach you about this visit or in an emergency",
    no_telephone: "No telephone, or rather not",
    no_telephone_chosen: "No telephone",
    whom: "Whom or which company are you visiting?",
    whom_hint: "Company, unit, floor or person",
    person: "Which person? (optional)",
    person_hint: "Department or name",
    purpose: "What brings you here?",
    purposes: ["Meeting", "Interview", "Family or friends", "Delivery or pick-up", "Works or repair", "Something else"],
    people: "Adults (with you)",
    children: "Children",
    children_note: "Children are a number only, never a name",
    fewer: |what| format!("{what}: one fewer"),
    more: |what| format!("{what}: one more"),
    summary: "Please check",
    change: |what| format!("Change: {what}"),
    party: |people, children| match (people, children) {
        (1, 0) => "1 person".to_owned(),
        (_, 0) => format!("{people} people"),
        (_, 1) => format!("{people} adults, 1 child"),
        _ => format!("{people} adults, {children} children"),
    },
    party_label: "People",
    purpose_label: "Purpose",
    submit: "Register",
    done: "You are registered. Thank you",
    waiting: "Registered · to be synchronised",
    confirmed: "Registered",
    code: "Your visit code",
    code_is: |code| format!("Your visit code is {code}"),
    qr: "Visit code as a QR code",
    next_steps: ["Please show your ID at the counter for your pass", "Please write down or photograph this code"],
    leave_by_telephone: "When you leave: under \"Sign out\" please scan it, or enter it with the last 4 digits of your phone",
    leave_by_mark: |four| format!("When you leave: under \"Sign out\" please scan it, or enter it with the last 4 digits, {four}"),
    waiting_line: "This kiosk is offline. Your registration is kept safely and sent once it is connected. The code is valid now.",
    refused: "Please see the counter",
    refused_line: "We are sorry, this registration could not be completed. Please go to the counter; our staff will help you at once.",
};
