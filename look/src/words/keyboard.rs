//! The on-screen keyboard's words.

/// The on-screen keyboard's labels and the names that screen readers say.
pub struct KeyboardWords {
    /// Takes back the last letter, or the last character.
    pub delete: &'static str,
    /// A space, or the first candidate while pinyin stands there.
    pub space: &'static str,
    /// Finished with this field.
    pub done: &'static str,
    /// Changes to Latin letters.
    pub to_latin: &'static str,
    /// Changes to pinyin.
    pub to_pinyin: &'static str,
    /// Changes to digits.
    pub to_digits: &'static str,
    /// Capital letters.
    pub shift: &'static str,
    /// Name of the key that gives the separator of names, U+00B7.
    pub separator: &'static str,
    /// More candidates.
    pub more: &'static str,
    /// What to do, while pinyin is empty.
    pub pinyin_hint: &'static str,
    /// What to do, with Latin letters.
    pub latin_hint: &'static str,
    /// What to do, with digits.
    pub digits_hint: &'static str,
    /// Nothing fits the letters: they can be taken as they are, or deleted.
    pub no_candidate: &'static str,
    /// Accessible name of a candidate.
    pub candidate: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: KeyboardWords = KeyboardWords {
    delete: "删除",
    space: "空格",
    done: "完成",
    to_latin: "英文",
    to_pinyin: "拼音",
    to_digits: "123",
    shift: "大写",
    separator: "间隔号",
    more: "更多候选字",
    pinyin_hint: "请输入拼音，如 zhangwei",
    latin_hint: "请输入字母",
    digits_hint: "请输入数字",
    no_candidate: "没有对应的字",
    candidate: |text| format!("候选 {text}"),
};

/// English.
pub const EN: KeyboardWords = KeyboardWords {
    delete: "Delete",
    space: "Space",
    done: "Done",
    to_latin: "ABC",
    to_pinyin: "拼音",
    to_digits: "123",
    shift: "Capitals",
    separator: "Middle dot",
    more: "More candidates",
    pinyin_hint: "Type pinyin, e.g. zhangwei",
    latin_hint: "Type letters",
    digits_hint: "Type digits",
    no_candidate: "No such character",
    candidate: |text| format!("Candidate {text}"),
};
