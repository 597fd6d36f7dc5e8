//! Numbers by which staff name things aloud: units, keys, passes, people.

use crate::{Invalid, checked::half_width};
use serde::{Deserialize, Serialize};

/// A unit's number as it stands on the door ("12F-1206", "3-2-501"): 1 to 24 letters,
/// digits, hyphens; upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitNumber(String);
checked_text!(UnitNumber);

impl UnitNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        plain(typed, 24).ok_or(Invalid::new("unit number", "write 1 to 24 letters, digits or hyphens, as on the door"))
    }
}

/// A key's number in the key register 《钥匙领用登记表》 (K-2): 1 to 24 letters, digits, hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyNumber(String);
checked_text!(KeyNumber);

impl KeyNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        plain(typed, 24).ok_or(Invalid::new("key number", "write 1 to 24 letters, digits or hyphens, as on the tag"))
    }
}

/// The number on a visitor pass 《访客出入证》 (V-1): 1 to 12 letters, digits, hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PassNumber(String);
checked_text!(PassNumber);

impl PassNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        plain(typed, 12).ok_or(Invalid::new("pass number", "write 1 to 12 letters or digits, as on the pass"))
    }
}

/// A staff member's number, with which they sign in: 3 to 8 digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffNumber(String);
checked_text!(StaffNumber);

impl StaffNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        let number = half_width(typed.trim());
        if (3..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) {
            Ok(number)
        } else {
            Err(Invalid::new("staff number", "write 3 to 8 digits"))
        }
    }
}

fn plain(typed: &str, longest: usize) -> Option<String> {
    let number: String = half_width(typed.trim()).to_ascii_uppercase();
    let fine = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (!number.is_empty() && number.len() <= longest && number.bytes().all(fine)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_in_one_spelling_or_refused() {
        for (typed, kept) in [("12f-1206", Some("12F-1206")), (" １２０６ ", Some("1206")), ("", None), ("12/06", None), ("十二", None)]
        {
            assert_eq!(UnitNumber::parse(typed).ok().as_ref().map(UnitNumber::as_str), kept, "{typed}");
        }
        for (typed, fine) in [("1001", true), ("12", false), ("123456789", false), ("10a1", false)] {
            assert_eq!(StaffNumber::parse(typed).is_ok(), fine, "{typed}");
        }
    }
}
