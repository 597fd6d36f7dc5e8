//! What the forms say that staff fill in, on every screen.

/// What the forms say that staff fill in, on every screen.
pub struct Forms {
    /// A name cannot be read.
    pub name_wrong: &'static str,
    /// A telephone number cannot be read.
    pub telephone_wrong: &'static str,
    /// A line is too long or has invisible characters.
    pub line_wrong: &'static str,
    /// A text is too long or has invisible characters.
    pub text_wrong: &'static str,
    /// A field is still empty.
    pub please_fill: fn(&str) -> String,
    /// How to find a unit.
    pub unit_hint: &'static str,
    /// Button: choose another unit.
    pub unit_change: &'static str,
    /// More units answer than are shown.
    pub unit_more: fn(&str) -> String,
    /// A time that lies ahead or is past, and how far.
    pub due_left: fn(&str, &str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Forms = Forms {
    name_wrong: "请填写姓名，1 至 50 个字",
    telephone_wrong: "请填写 11 位手机号、带区号的座机，或以 + 开头的国际号码",
    line_wrong: "请填写 1 至 200 个字",
    text_wrong: "请填写 1 至 2000 个字",
    please_fill: |field| format!("请填写“{field}”"),
    unit_hint: "输入单元号、单位或住户",
    unit_change: "更换",
    unit_more: |count| format!("还有 {count} 个，请再输入几个字"),
    due_left: |time, left| format!("{time}（{left}）"),
};

/// Traditional Chinese.
pub const ZH_HANT: Forms = Forms {
    name_wrong: "請填寫姓名，1 至 50 個字",
    telephone_wrong: "請填寫 11 位手機號、帶區號的座機，或以 + 開頭的國際號碼",
    line_wrong: "請填寫 1 至 200 個字",
    text_wrong: "請填寫 1 至 2000 個字",
    please_fill: |field| format!("請填寫「{field}」"),
    unit_hint: "輸入單元號、單位或住戶",
    unit_change: "更換",
    unit_more: |count| format!("還有 {count} 個，請再輸入幾個字"),
    due_left: |time, left| format!("{time}（{left}）"),
};

/// English.
pub const EN: Forms = Forms {
    name_wrong: "Please write a name of 1 to 50 characters",
    telephone_wrong: "Please write 11 digits of a mobile, a land line with its area code, or + and the country code",
    line_wrong: "Please write 1 to 200 characters",
    text_wrong: "Please write 1 to 2,000 characters",
    please_fill: |field| format!("Please fill in: {field}"),
    unit_hint: "Type a unit number, company or occupant",
    unit_change: "Change",
    unit_more: |count| format!("{count} more; please type on"),
    due_left: |time, left| format!("{time} ({left})"),
};
