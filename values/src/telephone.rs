//! Telephone numbers.

use crate::{Invalid, checked::half_width};
use serde::{Deserialize, Serialize};

/// A telephone number that can be called back: a mainland mobile (`1[3-9]` and nine
/// digits, without +86), a land line (area code and 7 or 8 digits, optional extension)
/// or an international number with `+`. Operator prefixes are not checked: lists age.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Telephone(String);
checked_text!(Telephone);

impl Telephone {
    fn check(typed: &str) -> Result<String, Invalid> {
        const ADVICE: Invalid =
            Invalid::new("telephone", "write 11 digits of a mobile, a land line with its area code, or + and the country code");
        let plain: String = half_width(typed).chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
        let national = plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086")).unwrap_or(&plain);
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if let Some(abroad) = national.strip_prefix('+') {
            return if digits(abroad) && (7..=15).contains(&abroad.len()) { Ok(national.to_owned()) } else { Err(ADVICE) };
        }
        let (number, extension) = national.split_once(['x', 'X', '转']).map_or((national, None), |(n, e)| (n, Some(e)));
        if !digits(number) || extension.is_some_and(|e| !digits(e) || e.len() > 6) {
            return Err(ADVICE);
        }
        let mobile = number.len() == 11 && number.starts_with('1') && (b'3'..=b'9').contains(&number.as_bytes()[1]);
        let land = if number.starts_with('0') {
            (10..=12).contains(&number.len())
        } else {
            (7..=8).contains(&number.len()) && !number.starts_with('1')
        };
        let service = number.len() == 10 && (number.starts_with("400") || number.starts_with("800"));
        if !(mobile && extension.is_none() || land || service) {
            return Err(ADVICE);
        }
        Ok(extension.map_or_else(|| number.to_owned(), |e| format!("{number}转{e}")))
    }
}

impl Telephone {
    /// The last four digits, by which somebody is recognised beside their code (B-02); of a number
    /// with an extension, those of the number.
    #[must_use]
    pub fn last_four(&self) -> &str {
        let number = self.0.split_once('转').map_or(self.0.as_str(), |(number, _)| number);
        number.get(number.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// As it is printed for people who dial it: the area code apart (three digits of 010 and 02x, four of
    /// all others), a mobile in 3, 4 and 4.
    #[must_use]
    pub fn printed(&self) -> String {
        let parts: &[usize] = match self.0.as_bytes() {
            [b'0', b'1' | b'2', ..] => &[3],
            [b'0', ..] => &[4],
            [b'4' | b'8', b'0', b'0', ..] if self.0.len() == 10 => &[3, 3],
            [b'1', ..] if self.0.len() == 11 => &[3, 4],
            _ => &[],
        };
        let (mut printed, mut rest) = (String::new(), self.0.as_str());
        for part in parts {
            let Some((of, others)) = rest.split_at_checked(*part) else { break };
            printed.push_str(of);
            printed.push('-');
            rest = others;
        }
        printed + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_four_digits_are_those_of_the_number_itself() {
        for (number, four) in [("13800138001", "8001"), ("0755-12345678转801", "5678"), ("+49 30 901820", "1820")] {
            assert_eq!(Telephone::parse(number).unwrap().last_four(), four);
        }
    }

    #[test]
    fn a_number_is_printed_in_parts_and_reads_as_the_same_number() {
        for (kept, printed) in [
            ("02162888888", "021-62888888"),
            ("01062888888转801", "010-62888888转801"),
            ("075512345678", "0755-12345678"),
            ("00005550002", "0000-5550002"),
            ("13800138000", "138-0013-8000"),
            ("4008123123", "400-812-3123"),
            ("62888888", "62888888"),
            ("+4930901820", "+4930901820"),
        ] {
            let number = Telephone::parse(kept).unwrap();
            assert_eq!(number.printed(), printed);
            assert_eq!(Telephone::parse(printed), Ok(number));
        }
    }

    #[test]
    fn a_number_is_kept_in_one_spelling_or_refused() {
        for (typed, kept) in [
            ("13800138000", Some("13800138000")),
            ("+86 138-0013-8000", Some("13800138000")),
            ("0086 13800138000", Some("13800138000")),
            ("１３８００１３８０００", Some("13800138000")),
            ("021-6288 8888", Some("02162888888")),
            ("62888888", Some("62888888")),
            ("0755-12345678转801", Some("075512345678转801")),
            ("4008123123", Some("4008123123")),
            ("+49 30 901820", Some("+4930901820")),
            ("12800138000", None),
            ("1440013800012", None),
            ("1380013800", None),
            ("110", None),
            ("hello", None),
            ("", None),
        ] {
            assert_eq!(Telephone::parse(typed).ok().as_ref().map(Telephone::as_str), kept, "{typed}");
        }
    }
}
