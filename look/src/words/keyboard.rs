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
    /// The candidates before these.
    pub back: &'static str,
    /// Accessible name of [`Self::to_pinyin`].
    pub pinyin_name: &'static str,
    /// Changes to the strokes of a character.
    pub to_strokes: &'static str,
    /// Its accessible name.
    pub strokes_name: &'static str,
    /// Changes to the radicals of characters.
    pub to_radicals: &'static str,
    /// Its accessible name.
    pub radicals_name: &'static str,
    /// Changes to letters with accents.
    pub to_accents: &'static str,
    /// Its accessible name.
    pub accents_name: &'static str,
    /// From simplified to traditional characters and back.
    pub script: &'static str,
    /// Its accessible name while simplified characters are written.
    pub to_traditional: &'static str,
    /// Its accessible name while traditional characters are written.
    pub to_simplified: &'static str,
    /// Name of the key that ends a syllable of pinyin.
    pub syllable_break: &'static str,
    /// Name of the key that gives a hyphen.
    pub hyphen: &'static str,
    /// Name of the key that gives a plus sign.
    pub plus: &'static str,
    /// Name of the key that gives an apostrophe.
    pub apostrophe: &'static str,
    /// The five strokes in the order of their keys: what stands on the key, which begins with the
    /// stroke itself, and its name.
    pub strokes: [(&'static str, &'static str); 5],
    /// So many strokes, on a key.
    pub count: fn(u8) -> String,
    /// Name of that key while a radical is looked for.
    pub strokes_of_radical: fn(u8) -> String,
    /// Name of that key once the radical is chosen.
    pub rest: fn(u8) -> String,
    /// Higher counts.
    pub more_counts: &'static str,
    /// A radical.
    pub radical: fn(&str) -> String,
    /// What to do, with strokes.
    pub strokes_hint: &'static str,
    /// What to do, with radicals.
    pub radicals_hint: &'static str,
    /// What to do, once the radical is chosen.
    pub rest_hint: &'static str,
    /// What to do, with accents.
    pub accents_hint: &'static str,
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
    back: "上一页候选字",
    pinyin_name: "拼音",
    to_strokes: "笔画",
    strokes_name: "笔画",
    to_radicals: "部首",
    radicals_name: "部首",
    to_accents: "éü",
    accents_name: "带符号的字母",
    script: "简繁",
    to_traditional: "改写繁体字",
    to_simplified: "改写简体字",
    syllable_break: "隔音符号",
    hyphen: "连字符",
    plus: "加号",
    apostrophe: "撇号",
    strokes: [("一 横", "横"), ("丨 竖", "竖"), ("丿 撇", "撇"), ("丶 点", "点"), ("乛 折", "折")],
    count: |strokes| format!("{strokes}画"),
    strokes_of_radical: |strokes| format!("部首 {strokes} 画"),
    rest: |strokes| format!("余下 {strokes} 画"),
    more_counts: "其他画数",
    radical: |form| format!("部首 {form}"),
    strokes_hint: "请按笔顺点笔画，再选字",
    radicals_hint: "请选部首的画数，再选部首",
    rest_hint: "请选余下的画数，再选字",
    accents_hint: "请选带符号的字母",
};

/// Traditional Chinese.
pub const ZH_HANT: KeyboardWords = KeyboardWords {
    delete: "刪除",
    space: "空格",
    done: "完成",
    to_latin: "英文",
    to_pinyin: "拼音",
    to_digits: "123",
    shift: "大寫",
    separator: "間隔號",
    more: "更多候選字",
    pinyin_hint: "請輸入拼音，如 zhangwei",
    latin_hint: "請輸入字母",
    digits_hint: "請輸入數字",
    no_candidate: "沒有對應的字",
    candidate: |text| format!("候選 {text}"),
    back: "上一頁候選字",
    pinyin_name: "拼音",
    to_strokes: "筆畫",
    strokes_name: "筆畫",
    to_radicals: "部首",
    radicals_name: "部首",
    to_accents: "éü",
    accents_name: "帶符號的字母",
    script: "简繁",
    to_traditional: "改寫繁體字",
    to_simplified: "改寫簡體字",
    syllable_break: "隔音符號",
    hyphen: "連字號",
    plus: "加號",
    apostrophe: "撇號",
    strokes: [("一 橫", "橫"), ("丨 豎", "豎"), ("丿 撇", "撇"), ("丶 點", "點"), ("乛 折", "折")],
    count: |strokes| format!("{strokes}畫"),
    strokes_of_radical: |strokes| format!("部首 {strokes} 畫"),
    rest: |strokes| format!("餘下 {strokes} 畫"),
    more_counts: "其他畫數",
    radical: |form| format!("部首 {form}"),
    strokes_hint: "請按筆順點筆畫，再選字",
    radicals_hint: "請選部首的畫數，再選部首",
    rest_hint: "請選餘下的畫數，再選字",
    accents_hint: "請選帶符號的字母",
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
    back: "Candidates before",
    pinyin_name: "Pinyin",
    to_strokes: "笔画",
    strokes_name: "Chinese by strokes",
    to_radicals: "部首",
    radicals_name: "Chinese by radicals",
    to_accents: "éü",
    accents_name: "Letters with accents",
    script: "简繁",
    to_traditional: "Traditional characters",
    to_simplified: "Simplified characters",
    syllable_break: "End of a syllable",
    hyphen: "Hyphen",
    plus: "Plus",
    apostrophe: "Apostrophe",
    strokes: [
        ("一", "Horizontal stroke"),
        ("丨", "Vertical stroke"),
        ("丿", "Stroke to the left"),
        ("丶", "Dot"),
        ("乛", "Turning stroke"),
    ],
    count: |strokes| strokes.to_string(),
    strokes_of_radical: |strokes| format!("Radical of {strokes}"),
    rest: |strokes| format!("{strokes} more strokes"),
    more_counts: "Other counts",
    radical: |form| format!("Radical {form}"),
    strokes_hint: "Tap the strokes in order, then a character",
    radicals_hint: "How many strokes has the radical?",
    rest_hint: "Strokes beside it?",
    accents_hint: "Tap a letter with its accent",
};
