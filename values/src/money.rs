//! Money.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in fen (1/100 yuan). Whole numbers only: no rounding, no floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Reads yuan as typed in a price list: "35", "35.5", "35.50".
    #[must_use]
    pub fn from_yuan(typed: &str) -> Option<Self> {
        let (yuan, rest) = typed.trim().split_once('.').unwrap_or((typed.trim(), ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if yuan.is_empty() || !digits(yuan) || !digits(rest) || rest.len() > 2 || yuan.len() > 12 {
            return None;
        }
        let fen = format!("{rest:0<2}").parse::<i64>().ok()?;
        Some(Self(yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)?))
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}¥{}.{:02}", (self.0 / 100).abs(), (self.0 % 100).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_exactly() {
        for (typed, fen) in
            [("35", Some(3_500)), ("35.5", Some(3_550)), ("0.05", Some(5)), ("35.555", None), ("", None), ("-3", None), ("3,5", None)]
        {
            assert_eq!(Fen::from_yuan(typed).map(|f| f.0), fen, "{typed}");
        }
        assert_eq!(Fen(3_505).to_string(), "¥35.05");
    }
}
