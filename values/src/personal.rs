//! Personal data, said once, in the type.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A value about a person (Q-3). The type alone decides how it is kept: sealed in the
/// journal, the store and every export; clear only in memory and on the wire to a
/// station whose view includes it; emptied when the person's data is erased.
///
/// No rule may branch on the contents, because a view may hide them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal<T> {
    /// Readable here.
    #[serde(rename = "personal")]
    Clear(T),
    /// Encrypted under the key of the record's family: base64 of nonce and ciphertext.
    Sealed(String),
    /// This station's view does not include it.
    Hidden(Nothing),
    /// Erased: the key is overwritten, the contents are gone for good.
    Erased(Nothing),
}

/// The empty contents of a hidden or erased value; written as `true`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub struct Nothing;

impl From<bool> for Nothing {
    fn from(_: bool) -> Self {
        Nothing
    }
}
impl From<Nothing> for bool {
    fn from(_: Nothing) -> bool {
        true
    }
}

impl<T> Personal<T> {
    /// The contents, where this station may read them.
    pub fn clear(&self) -> Option<&T> {
        match self {
            Personal::Clear(value) => Some(value),
            Personal::Sealed(_) | Personal::Hidden(_) | Personal::Erased(_) => None,
        }
    }

    /// The value as a view shows that does not include it.
    #[must_use]
    pub fn hidden() -> Self {
        Personal::Hidden(Nothing)
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Personal::Clear(value)
    }
}

/// Never prints the contents, so that a log or a failed test cannot either.
impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Personal::Clear(_) => "Personal(clear)",
            Personal::Sealed(_) => "Personal(sealed)",
            Personal::Hidden(_) => "Personal(hidden)",
            Personal::Erased(_) => "Personal(erased)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contents_never_reach_debug_output() {
        let name = Personal::Clear("marker-name".to_owned());
        assert!(!format!("{name:?}").contains("marker"));
    }

    #[test]
    fn each_state_has_one_spelling_that_reads_back() {
        for (value, spelling) in [
            (Personal::Clear(7), r#"{"personal":7}"#),
            (Personal::Sealed("AAAA".into()), r#"{"sealed":"AAAA"}"#),
            (Personal::Hidden(Nothing), r#"{"hidden":true}"#),
            (Personal::Erased(Nothing), r#"{"erased":true}"#),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), spelling);
            assert_eq!(serde_json::from_str::<Personal<i32>>(spelling).unwrap(), value);
        }
    }
}
