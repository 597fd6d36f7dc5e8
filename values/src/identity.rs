//! Numbers of identity documents.

use crate::{Invalid, LocalDay, checked::half_width};
use serde::{Deserialize, Serialize};

/// The weights of GB 11643-1999, for all eighteen signs: the sum of a right number is 1 modulo 11.
const WEIGHTS: [u32; 18] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];

/// The number of an identity document, upper case, without blanks.
///
/// Eighteen signs are a resident's identity card or residence permit (GB 11643-1999): the day of birth
/// exists and the check digit is right, or it is refused; fifteen digits are an old card and are kept as
/// eighteen. A permanent resident's card of a foreigner (eighteen, the first a 9) is kept also where the
/// check digit differs ([`IdentityNumber::is_doubtful`]). Anything else is 5 to 20 letters and digits: a
/// passport, a home-return permit. Nothing is read out of it: neither age nor gender.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityNumber(String);
checked_text!(IdentityNumber);

impl IdentityNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        let number: String = half_width(typed).chars().filter(|c| !matches!(c, ' ' | '-')).flat_map(char::to_uppercase).collect();
        let invalid = Invalid::new("identity number", "compare it with the document, digit by digit");
        if !(5..=20).contains(&number.len()) || !number.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(invalid);
        }
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        match (number.len(), digits) {
            (15, 15) => Ok(of_fifteen(&number)).and_then(|long| if has_a_birthday(&long) { Ok(long) } else { Err(invalid) }),
            (18, 17 | 18) if number.starts_with('9') => Ok(number),
            (18, 17 | 18) if is_right(&number) && has_a_birthday(&number) => Ok(number),
            (16..=20, 15..) => Err(invalid),
            _ => Ok(number),
        }
    }

    /// A foreigner's card whose check digit is not that of a resident's card: to be compared at the counter.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.0.len() == 18 && self.0.starts_with('9') && !is_right(&self.0)
    }

    /// What a screen may show of it: the first and the last two signs, and how many stand between.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

/// The first and the last two signs of what was typed, dots for the rest; five signs or fewer are all dots.
#[must_use]
pub fn masked(typed: &str) -> String {
    let signs: Vec<char> = typed.chars().collect();
    let shown = |place: usize| signs.len() > 5 && (place == 0 || place + 2 >= signs.len());
    signs.iter().enumerate().map(|(place, sign)| if shown(place) { *sign } else { '•' }).collect()
}

fn is_right(number: &str) -> bool {
    let values = number.chars().map(|sign| if sign == 'X' { Some(10) } else { sign.to_digit(10) });
    let sum: Option<u32> = values.zip(WEIGHTS).map(|(value, weight)| Some(value? * weight)).sum();
    sum.is_some_and(|sum| sum % 11 == 1)
}

/// A card of fifteen digits as eighteen: the century, and the check digit.
fn of_fifteen(number: &str) -> String {
    let (area, rest) = number.split_at(6);
    let long = format!("{area}19{rest}");
    let right = "0123456789X".chars().find(|check| is_right(&format!("{long}{check}")));
    right.map_or(long.clone(), |check| format!("{long}{check}"))
}

fn has_a_birthday(number: &str) -> bool {
    let part = |from: usize, to: usize| number.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (part(6, 10), part(10, 12), part(12, 14)) else { return false };
    let born = i32::try_from(year).ok().and_then(|year| chrono::NaiveDate::from_ymd_opt(year, month, day)).map(LocalDay);
    year >= 1900 && born.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_in_one_spelling_or_refused() {
        // The standard's own examples, made-up ones of its form, and other documents.
        for (typed, kept) in [
            ("34052419800101001X", Some("34052419800101001X")),
            ("34052419800101001x", Some("34052419800101001X")),
            ("１１０１０５ １９４９１２３１ ００２Ｘ", Some("11010519491231002X")),
            ("440524188001010014", None),
            ("110105491231002", Some("11010519491231002X")),
            ("110105491331002", None),
            ("810000199001010019", Some("810000199001010019")),
            ("820000199001010010", Some("820000199001010010")),
            ("830000199001010012", Some("830000199001010012")),
            ("34052419800101002X", None),
            ("340524198013010019", None),
            ("900000199001010019", Some("900000199001010019")),
            ("E12345678", Some("E12345678")),
            ("H12345678", Some("H12345678")),
            ("1234", None),
            ("12345678901234567", None),
            ("号12345", None),
        ] {
            assert_eq!(IdentityNumber::parse(typed).ok().as_ref().map(IdentityNumber::as_str), kept, "{typed}");
        }
    }

    #[test]
    fn a_wrong_digit_and_two_neighbours_exchanged_are_always_found() {
        let right = "34052419800101001X";
        let digits = |place: usize| ('0'..='9').filter(move |digit| right.chars().nth(place) != Some(*digit));
        for place in 0..17 {
            for digit in digits(place).filter(|digit| place != 0 || *digit != '9') {
                let wrong: String = right.chars().enumerate().map(|(at, sign)| if at == place { digit } else { sign }).collect();
                assert!(IdentityNumber::parse(&wrong).is_err(), "{wrong}");
            }
            let mut signs: Vec<char> = right.chars().collect();
            signs.swap(place, place + 1);
            let swapped: String = signs.iter().collect();
            assert!(swapped == right || IdentityNumber::parse(&swapped).is_err(), "{swapped}");
        }
    }

    #[test]
    fn a_foreigners_card_is_kept_and_its_other_check_digit_told() {
        let card = IdentityNumber::parse("900000199001010019").unwrap();
        assert_eq!(card.is_doubtful(), !is_right("900000199001010019"));
        assert!(!IdentityNumber::parse("34052419800101001X").unwrap().is_doubtful());
    }

    #[test]
    fn a_screen_shows_three_signs_at_most() {
        for (typed, shown) in [("34052419800101001X", "3•••••••••••••••1X"), ("", ""), ("340", "•••"), ("E1234567", "E•••••67")]
        {
            assert_eq!(masked(typed), shown);
        }
    }
}
