//! What is wrong with what was typed, in the reader's words. What passes here parses at the
//! server: it is never refused later for its form.

use std::borrow::Cow;

use look::words::kiosk::TypingWords;
use values::{IdentityNumber, Line, PersonName, PlateNumber, Telephone, Text};

/// How a typed text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be sent.
    Fine,
    /// Not yet: why the page cannot go on. Nothing is wrong so far.
    Unfinished(Cow<'static, str>),
    /// Something is wrong: said under the field at once.
    Wrong(&'static str),
}

impl Verdict {
    /// What stands under the field in red.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        match self {
            Self::Wrong(sentence) => Some(sentence),
            Self::Fine | Self::Unfinished(_) => None,
        }
    }

    /// Why the page cannot go on; what is wrong is said under its field, and not twice.
    #[must_use]
    pub fn reason(&self, words: &TypingWords) -> Option<&str> {
        match self {
            Self::Fine => None,
            Self::Unfinished(sentence) => Some(sentence),
            Self::Wrong(_) => Some(words.fix_above),
        }
    }
}

/// A person's name (B-04).
#[must_use]
pub fn name(typed: &str, words: &TypingWords) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::Unfinished(words.name_missing.into());
    }
    match PersonName::parse(typed) {
        Ok(_) => Verdict::Fine,
        Err(_) if !typed.chars().any(char::is_alphabetic) => Verdict::Wrong(words.name_wrong),
        Err(_) => Verdict::Wrong(words.text_wrong),
    }
}

/// A telephone number. One that can still become right is unfinished, not wrong.
#[must_use]
pub fn telephone(typed: &str, words: &TypingWords) -> Verdict {
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if digits.is_empty() {
        return Verdict::Unfinished(words.telephone_missing.into());
    }
    if Telephone::parse(typed).is_ok() {
        return Verdict::Fine;
    }
    let (abroad, plain) = digits.strip_prefix('+').map_or((false, digits.as_str()), |rest| (true, rest));
    if !plain.chars().all(|c| c.is_ascii_digit()) {
        return Verdict::Wrong(words.telephone_wrong);
    }
    let mobile = !abroad && plain.starts_with('1') && !matches!(plain.as_bytes().get(1), Some(b'0'..=b'2'));
    let least = match plain.as_bytes().first() {
        Some(b'0') if !abroad => 10,
        Some(_) if plain.starts_with("400") || plain.starts_with("800") => 10,
        Some(_) | None => 7,
    };
    if mobile && plain.len() < 11 {
        Verdict::Unfinished((words.telephone_short)(11 - plain.len()).into())
    } else if !plain.starts_with('1') && plain.len() < least || abroad && plain.len() < 7 {
        Verdict::Unfinished(words.telephone_unfinished.into())
    } else {
        Verdict::Wrong(words.telephone_wrong)
    }
}

/// A number plate, of whichever office.
#[must_use]
pub fn plate(typed: &str, words: &TypingWords) -> Verdict {
    match PlateNumber::parse(typed) {
        Ok(_) => Verdict::Fine,
        Err(_) if typed.trim().chars().count() < 4 => Verdict::Unfinished(words.plate_unfinished.into()),
        Err(_) => Verdict::Wrong(words.plate_wrong),
    }
}

/// The number of an identity document: a resident's has its check digit (GB 11643).
#[must_use]
pub fn identity(typed: &str, words: &TypingWords) -> Verdict {
    match IdentityNumber::parse(typed) {
        Ok(_) => Verdict::Fine,
        Err(_) if typed.trim().chars().count() < 18 => Verdict::Unfinished(words.identity_unfinished.into()),
        Err(_) => Verdict::Wrong(words.identity_wrong),
    }
}

/// One line that has to be there.
#[must_use]
pub fn line(typed: &str, missing: &'static str, words: &TypingWords) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::Unfinished(missing.into());
    }
    if Line::parse(typed).is_ok() { Verdict::Fine } else { Verdict::Wrong(words.text_wrong) }
}

/// A text of any length that may be left out.
#[must_use]
pub fn word(typed: &str, words: &TypingWords) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::Unfinished(words.text_missing.into());
    }
    if Text::parse(typed).is_ok() { Verdict::Fine } else { Verdict::Wrong(words.text_wrong) }
}

/// `verdict`, where nothing at all is fine too.
#[must_use]
pub fn optional(typed: &str, verdict: Verdict) -> Verdict {
    if typed.trim().is_empty() { Verdict::Fine } else { verdict }
}

#[cfg(test)]
mod tests {
    use super::*;
    use look::words::{Language, words};

    fn typing() -> &'static TypingWords {
        &words(Language::En).kiosk.typing
    }

    #[test]
    fn a_telephone_is_called_wrong_only_when_it_cannot_become_right() {
        let words = typing();
        for (typed, verdict) in [
            ("", Verdict::Unfinished(words.telephone_missing.into())),
            ("1", Verdict::Unfinished((words.telephone_short)(10).into())),
            ("1380013800", Verdict::Unfinished((words.telephone_short)(1).into())),
            ("13800138000", Verdict::Fine),
            ("138-0013-8000", Verdict::Fine),
            ("138001380001", Verdict::Wrong(words.telephone_wrong)),
            ("12", Verdict::Wrong(words.telephone_wrong)),
            ("021", Verdict::Unfinished(words.telephone_unfinished.into())),
            ("02162888888", Verdict::Fine),
            ("6288", Verdict::Unfinished(words.telephone_unfinished.into())),
            ("62888888", Verdict::Fine),
            ("+49", Verdict::Unfinished(words.telephone_unfinished.into())),
            ("+4930901820", Verdict::Fine),
            ("abc", Verdict::Wrong(words.telephone_wrong)),
        ] {
            assert_eq!(telephone(typed, words), verdict, "{typed}");
        }
    }

    #[test]
    fn every_beginning_of_a_right_number_is_not_wrong() {
        for number in ["13800138000", "02162888888", "62888888", "4008123123", "+4930901820", "+12025550123"] {
            for end in 1..=number.len() {
                let beginning = &number[..end];
                assert_eq!(telephone(beginning, typing()).error(), None, "{beginning}");
            }
        }
    }

    #[test]
    fn names_and_lines_say_what_is_missing() {
        let words = typing();
        for (typed, verdict) in [
            ("  ", Verdict::Unfinished(words.name_missing.into())),
            ("张伟", Verdict::Fine),
            ("12", Verdict::Wrong(words.name_wrong)),
            ("张\u{202E}伟", Verdict::Wrong(words.text_wrong)),
        ] {
            assert_eq!(name(typed, words), verdict, "{typed}");
        }
        assert_eq!(line("", words.text_missing, words), Verdict::Unfinished(words.text_missing.into()));
        assert_eq!(line(&"字".repeat(201), words.text_missing, words), Verdict::Wrong(words.text_wrong));
        assert_eq!(optional(" ", line(" ", words.text_missing, words)), Verdict::Fine);
        assert_eq!(word("谢谢", words), Verdict::Fine);
    }
}
