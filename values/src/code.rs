//! What a visitor carries: the visit code, and the mark beside it.

use crate::{Invalid, checked::half_width};
use serde::{Deserialize, Serialize};

/// The six digits that a visitor carries (B-09): two of the terminal that made it, four
/// of its own count, so that two terminals never make the same code, also offline. A count
/// comes again after 10,000 visits; who counts passes over the codes that are still held. It says
/// nothing about the visitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VisitCode(String);
checked_text!(VisitCode);

/// Prime to 10,000, with its inverse.
const STIR: u64 = 7_919;
const UNSTIR: u64 = 7_679;
const SHIFT: u64 = 4_111;

impl VisitCode {
    fn check(typed: &str) -> Result<String, Invalid> {
        let code: String = half_width(typed).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(code)
        } else {
            Err(Invalid::new("visit code", "enter the six digits"))
        }
    }

    /// So many codes has each terminal.
    pub const OF_A_TERMINAL: u64 = 10_000;

    /// The code of a terminal's `count`-th visit. The count is stirred (a bijection of
    /// 0..10,000), so that neighbouring visitors do not hold neighbouring codes.
    #[must_use]
    pub fn made_by(terminal: u8, count: u64) -> Self {
        let stirred = (count % Self::OF_A_TERMINAL * STIR + SHIFT) % Self::OF_A_TERMINAL;
        Self(format!("{:02}{stirred:04}", terminal % 100))
    }

    /// The number of the terminal that made it, and the count that it was made from, below
    /// [`VisitCode::OF_A_TERMINAL`].
    #[must_use]
    pub fn made_from(&self) -> (u8, u64) {
        let digits = |from: usize, to: usize| self.0.get(from..to).and_then(|digits| digits.parse::<u64>().ok()).unwrap_or_default();
        let unshifted = digits(2, 6) + Self::OF_A_TERMINAL - SHIFT;
        (u8::try_from(digits(0, 2)).unwrap_or_default(), unshifted % Self::OF_A_TERMINAL * UNSTIR % Self::OF_A_TERMINAL)
    }
}

/// The eight digits of one visit, drawn by chance at the kiosk that registered it (B-02): they are in
/// the visitor's QR code, behind the visit code. They say nothing about the visitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VisitMark(String);
checked_text!(VisitMark);

impl VisitMark {
    /// So many digits has a mark.
    pub const DIGITS: usize = 8;

    fn check(typed: &str) -> Result<String, Invalid> {
        if typed.len() == Self::DIGITS && typed.bytes().all(|b| b.is_ascii_digit()) {
            Ok(typed.to_owned())
        } else {
            Err(Invalid::new("visit mark", "enter its eight digits"))
        }
    }

    /// Of random bits.
    #[must_use]
    pub fn drawn(bits: u64) -> Self {
        Self(format!("{:08}", bits % 100_000_000))
    }

    /// What is typed by hand where a visitor gave no telephone.
    #[must_use]
    pub fn last_four(&self) -> &str {
        self.0.get(Self::DIGITS - 4..).unwrap_or_default()
    }
}

/// The number by which a visitor asks after a report made at a kiosk (K-4): two digits of the kiosk, a
/// hyphen, and the count of what that kiosk has sent, so that it can be told without the server. It says
/// nothing about the visitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReportNumber(String);
checked_text!(ReportNumber);

impl ReportNumber {
    fn check(typed: &str) -> Result<String, Invalid> {
        let number: String = half_width(typed).chars().filter(|c| *c != ' ').collect();
        let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        match number.split_once('-') {
            Some((kiosk, count)) if kiosk.len() == 2 && digits(kiosk, 2) && digits(count, 12) => Ok(number),
            Some(_) | None => Err(Invalid::new("report number", "enter it as shown: two digits, a hyphen, digits")),
        }
    }

    /// Of a kiosk's number and the seq of its report.
    #[must_use]
    pub fn made_by(kiosk: u8, seq: u64) -> Self {
        Self(format!("{:02}-{seq:03}", kiosk % 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_mark_has_eight_digits_and_ends_in_its_last_four() {
        let mark = VisitMark::drawn(12_300_045_678);
        assert_eq!((mark.as_str(), mark.last_four()), ("00045678", "5678"));
        assert!(
            ["", "1234567", "123456789", "1234567x", "１２３４５６７８"]
                .iter()
                .all(|typed| VisitMark::parse(typed).is_err())
        );
    }

    #[test]
    fn a_report_number_is_two_digits_and_a_count() {
        for (typed, kept) in [("03-007", Some("03-007")), (" ０３-007", Some("03-007")), ("3-7", None), ("03-", None), ("03007", None)] {
            assert_eq!(ReportNumber::parse(typed).ok().as_ref().map(ReportNumber::as_str), kept, "{typed}");
        }
        assert_eq!(ReportNumber::made_by(3, 12_345).as_str(), "03-12345");
        assert_eq!(ReportNumber::parse(ReportNumber::made_by(103, 7).as_str()), Ok(ReportNumber::made_by(3, 7)));
    }

    #[test]
    fn ten_thousand_visits_of_a_terminal_have_ten_thousand_codes() {
        let all: BTreeSet<_> = (0..10_000).map(|n| VisitCode::made_by(7, n)).collect();
        assert_eq!(all.len(), 10_000);
        assert!(all.iter().all(|c| VisitCode::parse(c.as_str()).is_ok() && c.as_str().starts_with("07")));
        for count in 0..10_000 {
            assert_eq!(VisitCode::made_by(7, count + 20_000).made_from(), (7, count));
        }
    }
}
