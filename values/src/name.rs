//! Names of people.

use crate::{Invalid, checked::is_hidden};
use serde::{Deserialize, Serialize};

/// A person's name as they write it: 1 to 50 characters, stored as typed (no NFC, which
/// would turn compatibility ideographs into other characters); the look-alikes of the
/// separator (．・•·‧) become U+00B7. Source: 民委发〔2016〕33号; B-04.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);
checked_text!(PersonName, legible: "name");

/// The longest name, in characters.
const LONGEST: usize = 50;

impl PersonName {
    fn check(typed: &str) -> Result<String, Invalid> {
        let name: String = typed
            .trim()
            .chars()
            .map(|c| match c {
                '．' | '・' | '•' | '‧' | '･' | '∙' | '⋅' => '·',
                other => other,
            })
            .collect();
        let length = name.chars().count();
        if length == 0 || length > LONGEST {
            return Err(Invalid::new("name", "write 1 to 50 characters"));
        }
        if name.chars().any(is_hidden) {
            return Err(Invalid::new("name", "leave out invisible characters"));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(Invalid::new("name", "write at least one letter or character"));
        }
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b04_names_survive_as_written_and_separators_become_one() {
        let long = "阿卜杜拉·买买提·吐尔逊·艾合买提·玉素甫江·古丽";
        for (typed, kept) in [
            (long, Some(long)),
            ("𬱖𠮷", Some("𬱖𠮷")),
            ("買買提•玉素甫", Some("買買提·玉素甫")),
            ("买买提．玉素甫", Some("买买提·玉素甫")),
            ("买买提・玉素甫", Some("买买提·玉素甫")),
            ("  Anna Müller ", Some("Anna Müller")),
            ("﨑", Some("﨑")),
            ("", None),
            ("  ", None),
            ("12345", None),
            ("张\u{202E}三", None),
            ("张\n三", None),
        ] {
            assert_eq!(PersonName::parse(typed).ok().as_ref().map(PersonName::as_str), kept, "{typed:?}");
        }
        assert!(PersonName::parse(&"长".repeat(50)).is_ok());
        assert!(PersonName::parse(&"长".repeat(51)).is_err());
    }
}
