//! Every phrase that a Chinese user reads stands among the words, in every language; nowhere
//! else in the programs is there Chinese between quotation marks.

use tests::harness::source;

/// Whole places where Chinese belongs.
const PLACES: [&str; 5] = ["look/src/words/", "property/", "tests/", "server/src/import/", "tools/"];

/// Single characters that are no phrase: where, which, and what they are.
const CHARACTERS: [(&str, &str, &str); 8] = [
    (
        "values/src/plate.rs",
        "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领挂学警港澳",
        "the signs of number plates",
    ),
    ("values/src/telephone.rs", "转", "how an extension is written and kept"),
    ("values/src/name.rs", "．･", "look-alikes of the separator in names (B-04)"),
    ("look/src/text.rs", "〚〛", "around the code point of a character that no font has (B-04)"),
    ("terminal/src/pairing.rs", "－", "a dash as people type it"),
    ("kiosk/src/screens/evacuation.rs", "　，", "between the two languages, which stand side by side"),
    ("counter-client/src/screens/handover/paper.rs", "《》", "around the form's Chinese name"),
    ("kiosk/src/directory.rs", "室号楼层", "how people say a unit or a floor when they look for it"),
];

/// Ideographs, and the marks that stand between them: a Chinese comma in a format would show
/// in English too.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[test]
fn no_chinese_phrase_stands_outside_the_words() {
    let mut wrong = Vec::new();
    for source in source::all() {
        let is_test = source.path.contains("/tests/")
            || source.path.ends_with("tests.rs")
            || source.path.ends_with("_test.rs")
            || source.path.contains("/fixture");
        if is_test || PLACES.iter().any(|p| source.path.starts_with(p)) {
            continue;
        }
        let tests_from = source.tests_from();
        for (line, literal) in source.literals.iter().filter(|(line, _)| *line < tests_from) {
            let allowed = |c: char| CHARACTERS.iter().any(|(path, marks, _)| source.path.starts_with(path) && marks.contains(c));
            if literal.chars().any(|c| is_chinese(c) && !allowed(c)) {
                wrong.push(format!("{}:{line}: {literal}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{} phrases\n{}", wrong.len(), wrong.join("\n"));
}

/// The scanner itself: what it takes for code, comment and literal.
#[test]
fn the_scanner_tells_code_from_comments_and_literals() {
    let (here, this) = ("'a' \"b\" r#\"c\"# b'd' '\\'' // e \"f\"", source::all());
    let this = this.iter().find(|s| s.path.ends_with("tidy/spelling.rs")).unwrap();
    assert!(this.literals.iter().any(|(_, l)| l.contains("r#") && l.contains("// e")), "{here}");
    assert!(this.code.contains("fn the_scanner_tells_code_from_comments_and_literals"));
    assert!(!this.code.contains("The scanner itself"), "comments are no code");
    let functions = this.functions();
    assert!(functions.iter().any(|(name, _, lines)| name == "is_chinese" && *lines == 3), "{functions:?}");
    assert_eq!(this.tests().len(), 2);
}
