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
    /// Button to the way for who has a code.
    pub known_way: &'static str,
    /// Heading of that page.
    pub known: &'static str,
    /// Label of the code there.
    pub known_code: &'static str,
    /// Label of the four digits there.
    pub known_four: &'static str,
    /// Below both.
    pub known_note: &'static str,
    /// Nobody was recognised.
    pub known_wrong: &'static str,
    /// Without the server nobody is recognised.
    pub known_offline: &'static str,
    /// Comes.
    pub known_submit: &'static str,
    /// Question for the identity number.
    pub identity: &'static str,
    /// Below it.
    pub identity_note: &'static str,
    /// Its line in the summary.
    pub identity_label: &'static str,
    /// Question for the photo.
    pub photo: &'static str,
    /// The same of one that is taken.
    pub photo_taken_question: &'static str,
    /// Below both: that it may be left out, and what it is for.
    pub photo_note: &'static str,
    /// Button: takes it.
    pub photo_take: &'static str,
    /// Button: takes another.
    pub photo_again: &'static str,
    /// Button: it goes with the registration.
    pub photo_use: &'static str,
    /// Button: goes on without one.
    pub photo_without: &'static str,
    /// While the camera opens.
    pub photo_opening: &'static str,
    /// What the camera sees, for screen readers.
    pub photo_mirror: &'static str,
    /// The photo, for screen readers.
    pub photo_yours: &'static str,
    /// Its line in the summary.
    pub photo_label: &'static str,
    /// There: there is one.
    pub photo_is_taken: &'static str,
    /// There: there is none.
    pub photo_not_taken: &'static str,
    /// Question for whom a courier or contractor works for.
    pub company: &'static str,
    /// Below it.
    pub company_note: &'static str,
    /// Its line in the summary.
    pub company_label: &'static str,
    /// Button: came by car.
    pub by_car: &'static str,
    /// Question for the number plate.
    pub plate: &'static str,
    /// Below it.
    pub plate_note: &'static str,
    /// While the province is chosen.
    pub plate_province: &'static str,
    /// The plate begins with none of these.
    pub plate_other: &'static str,
    /// Its line in the summary.
    pub plate_label: &'static str,
    /// Leaves a question unanswered.
    pub skip: &'static str,
    /// How to leave for who came by a code; the four digits of this visit.
    pub leave_by_either: fn(&str) -> String,
    /// One code for so many people.
    pub for_group: fn(u32) -> String,
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
    known_way: "有预约码，或以前来过？",
    known: "凭码登记",
    known_code: "请输入预约码，或上次来访的通行码",
    known_four: "再输入您手机的后四位（上次未留手机的，请输入通行码旁的四位数字）",
    known_note: "也可以扫上次的二维码",
    known_wrong: "没有认出来。请您核对后再试；连续五次不对，请十分钟后再试，或返回按步骤登记",
    known_offline: "暂时离线，无法核对，请返回按步骤登记",
    known_submit: "登记",
    identity: "您的证件号码（选填）",
    identity_note: "居民身份证、护照、通行证均可；输入时不显示，不愿提供可以跳过",
    identity_label: "证件号码",
    photo: "给您拍张照片，可以吗？",
    photo_taken_question: "您看这张可以吗？",
    photo_note: "照片仅供前台核对来访人，不做人脸识别；不愿拍可以跳过",
    photo_take: "拍照",
    photo_again: "重拍",
    photo_use: "用这张",
    photo_without: "不拍照，继续",
    photo_opening: "正在打开摄像头，请稍候",
    photo_mirror: "摄像头画面",
    photo_yours: "刚拍的照片",
    photo_label: "照片",
    photo_is_taken: "已拍",
    photo_not_taken: "未拍",
    company: "您的公司或单位（选填）",
    company_note: "送货、施工维修人员请填写所属单位，方便通行和联系",
    company_label: "所属单位",
    by_car: "我是开车来的",
    plate: "车牌号码（选填）",
    plate_note: "仅用于停车和紧急挪车时联系您",
    plate_province: "请先选车牌的第一个字",
    plate_other: "其他",
    plate_label: "车牌",
    skip: "跳过",
    leave_by_either: |four| format!("离开时，请在本机“离开签出”扫码，或输入通行码和您手机的后四位（未留手机的输入 {four}）"),
    for_group: |people| format!("此码供同行 {people} 人一起使用"),
};

/// Traditional Chinese.
pub const ZH_HANT: VisitorWords = VisitorWords {
    notice: "個人資料告知",
    notice_scroll: "上下滑動可閱讀全文",
    agree: "同意並繼續",
    disagree: "不同意",
    declined: "沒關係，請到前台辦理",
    declined_line: "不同意也不影響您來訪。您可以直接到前台，或輕觸下方按鈕，請工作人員過來為您人工辦理。您在本機上沒有留下任何資料。",
    declined_call: "請前台協助",
    declined_back: "再看一遍告知",
    name: "請問您貴姓大名？",
    name_label: "姓名",
    telephone_label: "電話",
    whom_label: "到訪",
    name_note: "請輸入拼音選字；也可以切換到英文",
    telephone: "您的聯繫電話",
    telephone_note: "僅用於本次來訪和緊急情況時聯繫您",
    no_telephone: "沒有電話或不便提供",
    no_telephone_chosen: "不留電話",
    whom: "您要找哪家單位或哪一位？",
    whom_hint: "輸入單位名稱、房號、樓層或姓名",
    person: "您找哪一位？（選填）",
    person_hint: "部門或姓名",
    purpose: "您此次來訪是為了",
    purposes: ["拜訪洽談", "面試", "探訪親友", "送貨取件", "施工維修", "其他"],
    people: "同來人數（含您）",
    children: "其中兒童",
    children_note: "兒童只登記人數，不登記姓名",
    fewer: |what| format!("{what}：減少一人"),
    more: |what| format!("{what}：增加一人"),
    summary: "請您核對",
    change: |what| format!("修改：{what}"),
    party: |people, children| match children {
        0 => format!("{people} 人"),
        _ => format!("成人 {people} 人，兒童 {children} 人"),
    },
    party_label: "人數",
    purpose_label: "來訪事由",
    submit: "確認登記",
    done: "登記好了，謝謝您",
    waiting: "已登記·待同步",
    confirmed: "已登記",
    code: "您的通行碼",
    code_is: |code| format!("您的通行碼是 {code}"),
    qr: "通行碼二維碼",
    next_steps: ["請到前台核驗身份，領取訪客證", "請記下或拍下這個通行碼"],
    leave_by_telephone: "離開時，請在本機「離開簽出」掃碼，或輸入通行碼和您手機的後四位",
    leave_by_mark: |four| format!("離開時，請在本機「離開簽出」掃碼，或輸入通行碼和後四位 {four}"),
    waiting_line: "本機暫時離線，您的登記已安全保存，聯網後自動送達。通行碼現在就可以使用。",
    refused: "請您到前台辦理",
    refused_line: "非常抱歉，這次登記沒能完成。請您到前台，工作人員會馬上為您辦理。",
    known_way: "有預約碼，或以前來過？",
    known: "憑碼登記",
    known_code: "請輸入預約碼，或上次來訪的通行碼",
    known_four: "再輸入您手機的後四位（上次未留手機的，請輸入通行碼旁的四位數字）",
    known_note: "也可以掃上次的二維碼",
    known_wrong: "沒有認出來。請您核對後再試；連續五次不對，請十分鐘後再試，或返回按步驟登記",
    known_offline: "暫時離線，無法核對，請返回按步驟登記",
    known_submit: "登記",
    identity: "您的證件號碼（選填）",
    identity_note: "居民身份證、護照、通行證均可；輸入時不顯示，不願提供可以跳過",
    identity_label: "證件號碼",
    photo: "給您拍張照片，可以嗎？",
    photo_taken_question: "您看這張可以嗎？",
    photo_note: "照片僅供前台核對來訪人，不做人臉識別；不願拍可以跳過",
    photo_take: "拍照",
    photo_again: "重拍",
    photo_use: "用這張",
    photo_without: "不拍照，繼續",
    photo_opening: "正在打開攝像頭，請稍候",
    photo_mirror: "攝像頭畫面",
    photo_yours: "剛拍的照片",
    photo_label: "照片",
    photo_is_taken: "已拍",
    photo_not_taken: "未拍",
    company: "您的公司或單位（選填）",
    company_note: "送貨、施工維修人員請填寫所屬單位，方便通行和聯繫",
    company_label: "所屬單位",
    by_car: "我是開車來的",
    plate: "車牌號碼（選填）",
    plate_note: "僅用於停車和緊急挪車時聯繫您",
    plate_province: "請先選車牌的第一個字",
    plate_other: "其他",
    plate_label: "車牌",
    skip: "跳過",
    leave_by_either: |four| format!("離開時，請在本機「離開簽出」掃碼，或輸入通行碼和您手機的後四位（未留手機的輸入 {four}）"),
    for_group: |people| format!("此碼供同行 {people} 人一起使用"),
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
    known_way: "Invited, or been here before?",
    known: "Sign in by code",
    known_code: "Your invitation code, or the code of your last visit",
    known_four: "Last four digits of your telephone, or the four beside that code",
    known_note: "Or scan last time’s QR code",
    known_wrong: "Not recognised. Please check and try again; after five wrong tries wait ten minutes, or go back and answer the questions",
    known_offline: "No connection: please go back",
    known_submit: "Sign in",
    identity: "Number of your identity document (optional)",
    identity_note: "Identity card, passport or permit; hidden while you type; you may skip it",
    identity_label: "Document",
    photo: "May we take your photo?",
    photo_taken_question: "Is this one all right?",
    photo_note: "Only for the counter to know you by; no face recognition. You may leave it out",
    photo_take: "Take photo",
    photo_again: "Take again",
    photo_use: "Use this one",
    photo_without: "Continue without a photo",
    photo_opening: "The camera is starting, one moment please",
    photo_mirror: "What the camera sees",
    photo_yours: "Your photo",
    photo_label: "Photo",
    photo_is_taken: "Taken",
    photo_not_taken: "Not taken",
    company: "Your company (optional)",
    company_note: "For deliveries and works: the company you come from",
    company_label: "Company",
    by_car: "I came by car",
    plate: "Number plate (optional)",
    plate_note: "Only for parking, and to reach you if the car has to be moved",
    plate_province: "Choose the first sign of the plate, or “other”",
    plate_other: "Other",
    plate_label: "Number plate",
    skip: "Skip",
    leave_by_either: |four| {
        format!("To leave, scan this at “Leaving”, or enter the code and the last four digits of your telephone ({four} if you gave none)")
    },
    for_group: |people| format!("One code for all {people} of you"),
};
