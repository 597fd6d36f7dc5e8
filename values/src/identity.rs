//! Resident identity numbers (GB 11643-1999).

use crate::{Invalid, checked::half_width};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An 18-character number of a resident identity card, a residence permit or a foreign
/// permanent-resident card. Area codes are not checked (codes of abolished counties stay
/// valid). A 15-digit number of an obsolete card is rewritten to 18.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityNumber(String);
checked_text!(IdentityNumber);

/// What staff should know about an accepted number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The check character is right.
    Sound,
    /// A number that begins with 9 (foreign permanent resident) whose check character
    /// does not follow the algorithm: look at the card.
    LookAtTheCard,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

impl IdentityNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        const ADVICE: Invalid = Invalid::new("identity number", "copy all 18 characters from the card");
        let mut number = half_width(typed).replace([' ', '-'], "").to_ascii_uppercase();
        if number.len() == 15 && number.bytes().all(|b| b.is_ascii_digit()) {
            number.insert_str(6, "19");
            number.push(check_character(&number).ok_or(ADVICE)?);
        }
        let bytes = number.as_bytes();
        let shaped = bytes.len() == 18 && bytes[..17].iter().all(u8::is_ascii_digit) && (bytes[17].is_ascii_digit() || bytes[17] == b'X');
        if !shaped {
            return Err(ADVICE);
        }
        let born = NaiveDate::parse_from_str(&number[6..14], "%Y%m%d").map_err(|_| ADVICE)?;
        if born.format("%Y").to_string().as_str() < "1900" {
            return Err(ADVICE);
        }
        let sound = check_character(&number).is_some_and(|c| number.ends_with(c));
        if sound || number.starts_with('9') { Ok(number) } else { Err(ADVICE) }
    }

    /// Whether staff should look at the card itself.
    #[must_use]
    pub fn remark(&self) -> Remark {
        if check_character(&self.0).is_some_and(|c| self.0.ends_with(c)) { Remark::Sound } else { Remark::LookAtTheCard }
    }
}

fn check_character(number: &str) -> Option<char> {
    let sum: u32 = number.bytes().take(17).zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    CHECKS.get((sum % 11) as usize).map(|b| char::from(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors_pass_and_single_errors_fail() {
        for good in ["34052419800101001X", "11010519491231002X", "440524188001010014", "810000199001010019", "820000199001010010", "830000199001010012", "34052419800101001x"] {
            let ok = IdentityNumber::parse(good).is_ok();
            assert_eq!(ok, !good.starts_with("4405241880"), "{good}");
        }
        assert_eq!(IdentityNumber::parse("110105491231002").unwrap().as_str(), "11010519491231002X");
        for (at, _) in "34052419800101001X".char_indices() {
            for digit in b'0'..=b'9' {
                let mut broken = b"34052419800101001X".to_vec();
                if broken[at] == digit || at == 0 && digit == b'9' {
                    continue;
                }
                broken[at] = digit;
                assert!(IdentityNumber::parse(&String::from_utf8(broken).unwrap()).is_err());
            }
        }
        assert_eq!(IdentityNumber::parse("911010199001010019").map(|n| n.remark()).ok(), Some(Remark::LookAtTheCard));
    }
}
