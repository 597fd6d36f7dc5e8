//! Number plates of vehicles.

use crate::{Invalid, checked::half_width};
use serde::{Deserialize, Serialize};

/// The signs with which a mainland plate begins: provinces, and the embassies' and the weapons' 使 and 领.
const FIRST: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";
/// The signs other than letters and digits with which one may end.
const LAST: &str = "挂学警港澳使领";

/// A number plate as it is read aloud: 4 to 10 letters, digits and Chinese signs, upper case, without
/// blanks or dots. A plate that is none of the mainland's usual ones is kept too (foreign, temporary,
/// of other offices); [`PlateNumber::is_usual`] tells them apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlateNumber(String);
checked_text!(PlateNumber, legible: "number plate");

impl PlateNumber {
    /// The signs of the provinces, in the order in which they are offered.
    pub const PROVINCES: &'static str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

    fn check(typed: &str) -> Result<String, Invalid> {
        let plain = |c: &char| !matches!(c, ' ' | '-' | '.' | '·' | '•' | '・');
        let plate: String = half_width(typed).chars().filter(plain).flat_map(char::to_uppercase).collect();
        let sign = |c: char| c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c);
        if (4..=10).contains(&plate.chars().count()) && plate.chars().all(sign) {
            Ok(plate)
        } else {
            Err(Invalid::new("number plate", "write 4 to 10 letters, digits and signs, as on the vehicle"))
        }
    }

    /// Whether it is a mainland plate of the usual form: a province, a letter, five or six more (six: 新能源).
    #[must_use]
    pub fn is_usual(&self) -> bool {
        let signs: Vec<char> = self.0.chars().collect();
        let [first, letter, rest @ ..] = signs.as_slice() else { return false };
        let Some((last, middle)) = rest.split_last() else { return false };
        FIRST.contains(*first)
            && letter.is_ascii_uppercase()
            && (5..=6).contains(&rest.len())
            && middle.iter().all(char::is_ascii_alphanumeric)
            && (last.is_ascii_alphanumeric() || LAST.contains(*last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_is_kept_in_one_spelling_and_an_unusual_one_is_told_apart() {
        for (typed, kept, usual) in [
            ("粤B·12345", Some("粤B12345"), true),
            ("粤b 1234 5", Some("粤B12345"), true),
            ("沪ＡＤ１２３４５", Some("沪AD12345"), true),
            ("粤Z1234港", Some("粤Z1234港"), true),
            ("京A123456", Some("京A123456"), true),
            ("AB 1234", Some("AB1234"), false),
            ("使014578", Some("使014578"), false),
            ("粤B123", Some("粤B123"), false),
            ("粤", None, false),
            ("", None, false),
            ("12345678901", None, false),
            ("粤B12345!", None, false),
        ] {
            let plate = PlateNumber::parse(typed).ok();
            assert_eq!(plate.as_ref().map(PlateNumber::as_str), kept, "{typed}");
            assert_eq!(plate.is_some_and(|p| p.is_usual()), usual, "{typed}");
        }
    }

    #[test]
    fn every_province_begins_a_usual_plate() {
        for province in PlateNumber::PROVINCES.chars() {
            assert!(PlateNumber::parse(&format!("{province}A12345")).unwrap().is_usual());
        }
    }
}
