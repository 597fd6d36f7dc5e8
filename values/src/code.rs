//! The visit code.

use crate::{Invalid, checked::half_width};
use serde::{Deserialize, Serialize};

/// The six digits that a visitor carries (B-09): two of the terminal that made it, four
/// of its own count, so that two terminals never make the same code, also offline, and
/// one terminal repeats only after 10,000 visits. It says nothing about the visitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VisitCode(String);
checked_text!(VisitCode);

impl VisitCode {
    fn check(typed: &str) -> Result<String, Invalid> {
        let code: String = half_width(typed).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(code)
        } else {
            Err(Invalid::new("visit code", "enter the six digits"))
        }
    }

    /// The code of a terminal's `count`-th visit. The count is stirred (a bijection of
    /// 0..10,000), so that neighbouring visitors do not hold neighbouring codes.
    #[must_use]
    pub fn made_by(terminal: u8, count: u64) -> Self {
        let stirred = (count % 10_000 * 7_919 + 4_111) % 10_000;
        Self(format!("{:02}{stirred:04}", terminal % 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ten_thousand_visits_of_a_terminal_have_ten_thousand_codes() {
        let all: BTreeSet<_> = (0..10_000).map(|n| VisitCode::made_by(7, n)).collect();
        assert_eq!(all.len(), 10_000);
        assert!(all.iter().all(|c| VisitCode::parse(c.as_str()).is_ok() && c.as_str().starts_with("07")));
    }
}
