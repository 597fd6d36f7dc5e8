//! What a field says when something is missing or wrong.

/// Fields and what is wrong with them.
pub struct TypingWords {
    /// Something above is wrong, and says so.
    pub fix_above: &'static str,
    /// Nothing was chosen where a choice is needed.
    pub choice_missing: &'static str,
    /// Letters stand there that are not yet characters.
    pub composing: &'static str,
    /// Nothing in a name field.
    pub name_missing: &'static str,
    /// A name without any letter or character.
    pub name_wrong: &'static str,
    /// Nothing in a telephone field.
    pub telephone_missing: &'static str,
    /// So many digits are still to come.
    pub telephone_short: fn(usize) -> String,
    /// Digits are still to come, how many is not known.
    pub telephone_unfinished: &'static str,
    /// No telephone number looks like this.
    pub telephone_wrong: &'static str,
    /// Neither chosen nor typed.
    pub unit_missing: &'static str,
    /// Nothing typed where something is needed.
    pub text_missing: &'static str,
    /// What is there cannot be kept: too long, or invisible characters.
    pub text_wrong: &'static str,
    /// So many digits of a visit code are still to come.
    pub code_short: fn(usize) -> String,
    /// So many of the four digits beside it.
    pub four_short: fn(usize) -> String,
    /// More digits than that, and not what a QR code has.
    pub code_long: &'static str,
    /// Takes the choice back.
    pub choose_another: &'static str,
    /// Label of a unit in the directory: floor and number.
    pub unit: fn(&str, &str) -> String,
    /// Nothing in the directory fits; what was typed can be used.
    pub not_in_directory: &'static str,
    /// A unit without a company's name.
    pub private_unit: &'static str,
    /// A plate that is too short yet.
    pub plate_unfinished: &'static str,
    /// A plate that cannot be one.
    pub plate_wrong: &'static str,
    /// An identity number that is too short yet.
    pub identity_unfinished: &'static str,
    /// An identity number that is wrong.
    pub identity_wrong: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: TypingWords = TypingWords {
    fix_above: "请先修改上面标红的内容",
    choice_missing: "请先选择一项",
    composing: "请先在候选字中选字，或按“完成”保留字母",
    name_missing: "请先填写姓名",
    name_wrong: "姓名中至少要有一个文字或字母，请您检查一下",
    telephone_missing: "请填写电话，或选择“没有电话”",
    telephone_short: |left| format!("手机号码共 11 位，还差 {left} 位"),
    telephone_unfinished: "号码还不完整，请继续输入",
    telephone_wrong: "这个号码好像不对：请输入 11 位手机号码、带区号的座机，或 + 国家代码",
    unit_missing: "请从列表中选择，或填写名称",
    text_missing: "请先填写",
    text_wrong: "内容过长或含有看不见的字符，请您修改一下",
    code_short: |left| format!("请输入 6 位通行码，还差 {left} 位"),
    four_short: |left| format!("请输入后四位，还差 {left} 位"),
    code_long: "数字多了，请删去几位，或重新扫码",
    choose_another: "重新选择",
    unit: |floor, number| format!("{floor}　{number} 室"),
    not_in_directory: "名录中没有找到，没关系，可以按您填写的内容继续",
    private_unit: "住户或未列名单位",
    plate_unfinished: "车牌还不完整，请继续输入",
    plate_wrong: "车牌只能有文字、字母和数字，最多 10 位",
    identity_unfinished: "证件号码还不完整，请继续输入",
    identity_wrong: "证件号码好像不对，请您对照证件检查一下",
};

/// Traditional Chinese.
pub const ZH_HANT: TypingWords = TypingWords {
    fix_above: "請先修改上面標紅的內容",
    choice_missing: "請先選擇一項",
    composing: "請先在候選字中選字，或按「完成」保留字母",
    name_missing: "請先填寫姓名",
    name_wrong: "姓名中至少要有一個文字或字母，請您檢查一下",
    telephone_missing: "請填寫電話，或選擇「沒有電話」",
    telephone_short: |left| format!("手機號碼共 11 位，還差 {left} 位"),
    telephone_unfinished: "號碼還不完整，請繼續輸入",
    telephone_wrong: "這個號碼好像不對：請輸入 11 位手機號碼、帶區號的座機，或 + 國家代碼",
    unit_missing: "請從列表中選擇，或填寫名稱",
    text_missing: "請先填寫",
    text_wrong: "內容過長或含有看不見的字符，請您修改一下",
    code_short: |left| format!("請輸入 6 位通行碼，還差 {left} 位"),
    four_short: |left| format!("請輸入後四位，還差 {left} 位"),
    code_long: "數字多了，請刪去幾位，或重新掃碼",
    choose_another: "重新選擇",
    unit: |floor, number| format!("{floor}　{number} 室"),
    not_in_directory: "名錄中沒有找到，沒關係，可以按您填寫的內容繼續",
    private_unit: "住戶或未列名單位",
    plate_unfinished: "車牌還不完整，請繼續輸入",
    plate_wrong: "車牌只能有文字、字母和數字，最多 10 位",
    identity_unfinished: "證件號碼還不完整，請繼續輸入",
    identity_wrong: "證件號碼好像不對，請您對照證件檢查一下",
};

/// English.
pub const EN: TypingWords = TypingWords {
    fix_above: "Please correct what is marked above",
    choice_missing: "Please choose one first",
    composing: "Please pick a candidate first, or touch Done to keep the letters",
    name_missing: "Please enter your name first",
    name_wrong: "A name has at least one letter or character. Please check",
    telephone_missing: "Please enter a number, or touch \"No telephone\"",
    telephone_short: |left| format!("A mobile number has 11 digits: {left} to go"),
    telephone_unfinished: "The number is not complete, please go on",
    telephone_wrong: "Please check: 11 digits of a mobile, a land line with area code, or + and country code",
    unit_missing: "Please choose from the list, or enter a name",
    text_missing: "Please fill this in first",
    text_wrong: "Too long, or with invisible characters. Please change it",
    code_short: |left| format!("The code has 6 digits: {left} to go"),
    four_short: |left| format!("Then the last 4 digits: {left} to go"),
    code_long: "Too many digits: please delete some, or scan again",
    choose_another: "Choose again",
    unit: |floor, number| format!("{floor}   Unit {number}"),
    not_in_directory: "Not in the directory. That is fine, go on with what you typed",
    private_unit: "Resident or unlisted",
    plate_unfinished: "The plate is not complete yet",
    plate_wrong: "A plate has letters, digits and signs, at most 10",
    identity_unfinished: "The number is not complete yet",
    identity_wrong: "This does not look right: please compare it with the document",
};
