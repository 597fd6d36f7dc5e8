//! What a text may be made of, so that everybody who reads it reads the same.

use unicode_general_category::{GeneralCategory as Category, get_general_category as category};

/// So many marks stand on one character at most. Tibetan and Vietnamese need up to five; a
/// flood of them covers the lines above and below.
const MARKS: usize = 6;

/// Whether a text shows all that is in it. It does not where it holds controls (but line breaks and
/// tabs), characters that turn the direction or take no room, tags, characters that no version of
/// Unicode has assigned, letters that are blank, a mark or variation selector on nothing, or a flood
/// of marks. Rare hanzi, assigned or about to be, stay.
#[must_use]
pub fn is_legible(text: &str) -> bool {
    // What a mark could stand on, and how many stand there.
    let mut base: Option<usize> = None;
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t') {
            base = None;
            continue;
        }
        if is_unseen(c) {
            return false;
        }
        let kind = category(c);
        base = if kind == Category::NonspacingMark || kind == Category::EnclosingMark {
            let Some(marks) = base.filter(|marks| *marks < MARKS) else { return false };
            Some(marks + 1)
        } else {
            (kind != Category::SpaceSeparator).then_some(0)
        };
    }
    true
}

/// What takes no room, or is none.
const UNSEEN: [Category; 5] =
    [Category::Control, Category::Format, Category::LineSeparator, Category::ParagraphSeparator, Category::Surrogate];

/// Characters that may never stand in a text.
fn is_unseen(c: char) -> bool {
    // Blank letters and joiners that count as something else.
    if matches!(c, '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}') {
        return true;
    }
    let kind = category(c);
    UNSEEN.contains(&kind) || (kind == Category::Unassigned && !is_hanzi_to_be(c))
}

/// The planes in which each year's rare hanzi are assigned; the last two of each are no characters.
fn is_hanzi_to_be(c: char) -> bool {
    matches!(c, '\u{20000}'..='\u{3FFFF}') && (c as u32 & 0xFFFF) < 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b04_rare_hanzi_separators_and_other_scripts_are_legible() {
        for text in ["𠮷", "㐀䶵", "𬱖𡚸", "\u{2EBF0}\u{30000}\u{323B0}\u{33479}", "阿卜杜拉·买买提", "﨑", "葛\u{E0100}", "☎\u{FE0F}"]
        {
            assert!(is_legible(text), "{text:?}");
        }
        for text in ["Nguyễn Thị", "e\u{0301}", "བསྒྲུབས", "ئۇيغۇر", "ไทย", "한국", "a\tb\r\nc", "", "　", "€ 5"]
        {
            assert!(is_legible(text), "{text:?}");
        }
    }

    #[test]
    fn what_reads_as_another_text_is_not_legible() {
        for hostile in
            ["a\u{202E}b", "a\u{2066}b", "a\u{200B}b", "a\u{200D}b", "a\u{FEFF}b", "a\u{00AD}b", "a\u{061C}b", "a\u{0}b", "a\u{85}b"]
        {
            assert!(!is_legible(hostile), "{hostile:?}");
        }
        for hostile in [
            "a\u{E0041}",
            "\u{E0100}a",
            " \u{FE0F}",
            "\u{0301}a",
            "a\n\u{0301}",
            "\u{0378}",
            "\u{3FFFE}",
            "\u{FFFF}",
            "\u{50000}",
            "\u{2028}",
        ] {
            assert!(!is_legible(hostile), "{hostile:?}");
        }
        assert!(!is_legible(&format!("a{}", "\u{0336}".repeat(7))));
        assert!(!is_legible("\u{3164}"));
    }
}
