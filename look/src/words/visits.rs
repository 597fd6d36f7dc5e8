//! Words of the visitors' screen.

/// Words of the visitors' screen.
pub struct Visits {
    /// The tab.
    pub tab: &'static str,
    /// Inside now.
    pub inside: &'static str,
    /// Without a pass yet.
    pub to_check: &'static str,
    /// Gone.
    pub left: &'static str,
    /// Hint of the search field.
    pub search: &'static str,
    /// No row.
    pub empty: &'static str,
    /// Nothing chosen.
    pub choose: &'static str,
    /// The card with the facts.
    pub facts: &'static str,
    /// The visit code.
    pub code: &'static str,
    /// The telephone.
    pub telephone: &'static str,
    /// None given.
    pub no_telephone: &'static str,
    /// Whom they visit.
    pub host: &'static str,
    /// Why.
    pub purpose: &'static str,
    /// The purposes, in the order of the rules.
    pub purposes: [&'static str; 6],
    /// How many.
    pub people: &'static str,
    /// So many adults and children.
    pub people_count: fn(u8, u8) -> String,
    /// When.
    pub arrived: &'static str,
    /// Where registered.
    pub registered_at: &'static str,
    /// The notice.
    pub notice: &'static str,
    /// The pass.
    pub pass: &'static str,
    /// With its number.
    pub pass_number: &'static str,
    /// Pass number's advice.
    pub pass_advice: &'static str,
    /// Checks the identity and issues the pass.
    pub issue_pass: &'static str,
    /// The pass card's line.
    pub issue_line: &'static str,
    /// Leaves, pass back.
    pub sign_out: &'static str,
    /// Leaves without the pass.
    pub sign_out_without_pass: &'static str,
    /// The pass came back later.
    pub pass_came_back: &'static str,
    /// Opens the form.
    pub register: &'static str,
    /// The visitor's name.
    pub name: &'static str,
    /// What a name is.
    pub name_advice: &'static str,
    /// What a telephone is.
    pub telephone_advice: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// No such unit.
    pub unit_advice: &'static str,
    /// Person visited.
    pub whom: &'static str,
    /// Unit or person is needed.
    pub host_needed: &'static str,
    /// Children.
    pub children: &'static str,
    /// A number.
    pub number_advice: &'static str,
    /// The log.
    pub log: &'static str,
    /// Awaited: the identity check.
    pub awaiting_check: &'static str,
    /// Awaited: leaving.
    pub awaiting_leave: &'static str,
    /// State of a pass that is still out.
    pub pass_out: &'static str,
    /// The number plate.
    pub plate: &'static str,
    /// Whom they work for.
    pub company: &'static str,
    /// The identity document.
    pub identity: &'static str,
    /// Button: the visitor's photo.
    pub photo: &'static str,
    /// Above the photo: whose.
    pub photo_of: fn(&str) -> String,
    /// Below it: that the look is recorded.
    pub photo_line: &'static str,
    /// There is none any more.
    pub photo_gone: &'static str,
    /// While another answer is waited for.
    pub photo_wait: &'static str,
    /// An identity number whose check digit differs.
    pub doubtful: &'static str,
    /// The card: what the host says.
    pub host_card: &'static str,
    /// In it, before anybody has asked.
    pub host_line: &'static str,
    /// The host does.
    pub receives: &'static str,
    /// The host does not.
    pub declines: &'static str,
    /// What they said, by whom asked and when.
    pub answered: fn(bool, &str, &str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Visits = Visits {
    tab: "来访",
    inside: "在访",
    to_check: "待核验",
    left: "已离开",
    search: "搜索姓名、通行码、房号、单位",
    empty: "暂无来访记录",
    choose: "请在左侧选择一位访客",
    facts: "来访登记",
    code: "通行码",
    telephone: "联系电话",
    no_telephone: "未留电话",
    host: "拜访",
    purpose: "事由",
    purposes: ["拜访洽谈", "面试", "探访亲友", "送货取件", "施工维修", "其他"],
    people: "人数",
    people_count: |adults, children| if children == 0 { format!("{adults} 人") } else { format!("{adults} 人，儿童 {children} 人") },
    arrived: "到访时间",
    registered_at: "登记处",
    notice: "告知书",
    pass: "《访客出入证》",
    pass_number: "出入证号",
    pass_advice: "请填写证上的号码（1 至 12 位字母或数字）",
    issue_pass: "身份已核验，发放出入证",
    issue_line: "请查看访客的有效证件，核对本人后发证。",
    sign_out: "签出（证已交回）",
    sign_out_without_pass: "签出（证未交回）",
    pass_came_back: "补收出入证",
    register: "登记访客",
    name: "姓名",
    name_advice: "请填写 1 至 50 个字的姓名",
    telephone_advice: "请填写 11 位手机号，或带区号的座机号；没有可留空",
    unit: "房号",
    unit_advice: "没有这个房号，请核对；也可只填拜访对象",
    whom: "拜访对象",
    host_needed: "请填写房号或拜访对象",
    children: "儿童人数",
    number_advice: "请填写 0 至 99",
    log: "处理记录",
    awaiting_check: "等待前台核验身份、发放出入证",
    awaiting_leave: "等待访客离开",
    pass_out: "证未还",
    plate: "车牌",
    company: "所属单位",
    identity: "证件号码",
    photo: "照片",
    photo_of: |name| format!("{name}的照片"),
    photo_line: "仅供核对本人；本次查看已记入日志，关闭后本机不保留",
    photo_gone: "这张照片已经没有了",
    photo_wait: "正在等待服务器答复",
    doubtful: "校验位不符，请核对证件",
    host_card: "被访人是否接待",
    host_line: "发证前请先联系被访人",
    receives: "同意接待",
    declines: "不接待",
    answered: |yes, who, at| format!("{} · {who} · {at}", if yes { "同意接待" } else { "不接待" }),
};

/// Traditional Chinese.
pub const ZH_HANT: Visits = Visits {
    tab: "來訪",
    inside: "在訪",
    to_check: "待核驗",
    left: "已離開",
    search: "搜索姓名、通行碼、房號、單位",
    empty: "暫無來訪記錄",
    choose: "請在左側選擇一位訪客",
    facts: "來訪登記",
    code: "通行碼",
    telephone: "聯繫電話",
    no_telephone: "未留電話",
    host: "拜訪",
    purpose: "事由",
    purposes: ["拜訪洽談", "面試", "探訪親友", "送貨取件", "施工維修", "其他"],
    people: "人數",
    people_count: |adults, children| if children == 0 { format!("{adults} 人") } else { format!("{adults} 人，兒童 {children} 人") },
    arrived: "到訪時間",
    registered_at: "登記處",
    notice: "告知書",
    pass: "《訪客出入證》",
    pass_number: "出入證號",
    pass_advice: "請填寫證上的號碼（1 至 12 位字母或數字）",
    issue_pass: "身份已核驗，發放出入證",
    issue_line: "請查看訪客的有效證件，核對本人後發證。",
    sign_out: "簽出（證已交回）",
    sign_out_without_pass: "簽出（證未交回）",
    pass_came_back: "補收出入證",
    register: "登記訪客",
    name: "姓名",
    name_advice: "請填寫 1 至 50 個字的姓名",
    telephone_advice: "請填寫 11 位手機號，或帶區號的座機號；沒有可留空",
    unit: "房號",
    unit_advice: "沒有這個房號，請核對；也可只填拜訪對象",
    whom: "拜訪對象",
    host_needed: "請填寫房號或拜訪對象",
    children: "兒童人數",
    number_advice: "請填寫 0 至 99",
    log: "處理記錄",
    awaiting_check: "等待前台核驗身份、發放出入證",
    awaiting_leave: "等待訪客離開",
    pass_out: "證未還",
    plate: "車牌",
    company: "所屬單位",
    identity: "證件號碼",
    photo: "照片",
    photo_of: |name| format!("{name}的照片"),
    photo_line: "僅供核對本人；本次查看已記入日誌，關閉後本機不保留",
    photo_gone: "這張照片已經沒有了",
    photo_wait: "正在等待伺服器答覆",
    doubtful: "校驗位不符，請核對證件",
    host_card: "被訪人是否接待",
    host_line: "發證前請先聯繫被訪人",
    receives: "同意接待",
    declines: "不接待",
    answered: |yes, who, at| format!("{} · {who} · {at}", if yes { "同意接待" } else { "不接待" }),
};

/// English.
pub const EN: Visits = Visits {
    tab: "Visitors",
    inside: "Inside",
    to_check: "To check",
    left: "Left",
    search: "Name, code, unit or company",
    empty: "No visitors yet",
    choose: "Choose a visitor at the left",
    facts: "Registration",
    code: "Visit code",
    telephone: "Telephone",
    no_telephone: "None given",
    host: "Visiting",
    purpose: "Purpose",
    purposes: ["Meeting", "Interview", "Private visit", "Delivery", "Work on site", "Other"],
    people: "People",
    people_count: |adults, children| if children == 0 { format!("{adults}") } else { format!("{adults}, and {children} children") },
    arrived: "Arrived",
    registered_at: "Registered at",
    notice: "Notice",
    pass: "Visitor pass",
    pass_number: "Pass number",
    pass_advice: "The number on the pass, 1 to 12 letters or digits",
    issue_pass: "Identity checked, issue pass",
    issue_line: "Please look at the visitor's document before you issue the pass.",
    sign_out: "Sign out, pass returned",
    sign_out_without_pass: "Sign out, pass missing",
    pass_came_back: "Pass came back",
    register: "Register visitor",
    name: "Name",
    name_advice: "A name has 1 to 50 characters",
    telephone_advice: "11 digits, or a land line with its area code; may be left empty",
    unit: "Unit",
    unit_advice: "There is no such unit: check it, or give the person only",
    whom: "Person visited",
    host_needed: "Give the unit or the person visited",
    children: "Children",
    number_advice: "Give a number from 0 to 99",
    log: "What happened",
    awaiting_check: "Waiting for the identity check and the pass",
    awaiting_leave: "Waiting for the visitor to leave",
    pass_out: "Pass out",
    plate: "Number plate",
    company: "Company",
    identity: "Document",
    photo: "Photo",
    photo_of: |name| format!("Photo of {name}"),
    photo_line: "Only to know the visitor by. That you looked is in the log; closed, nothing stays on this machine",
    photo_gone: "This photo is there no more",
    photo_wait: "Waiting for the server’s answer",
    doubtful: "check digit differs: please compare",
    host_card: "Does the host receive them?",
    host_line: "Please ask the host before a pass is issued",
    receives: "Yes",
    declines: "No",
    answered: |yes, who, at| format!("{} · asked by {who} · {at}", if yes { "Yes" } else { "No" }),
};
