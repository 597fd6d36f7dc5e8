//! A SHA-256 digest as it travels in records.

use serde::{Deserialize, Serialize};

/// 32 bytes written as 64 lower-case hexadecimal digits. Whoever computed it says over
/// which stored bytes; this crate only carries it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);
checked_text!(Digest);

impl Digest {
    fn check(typed: &str) -> Result<String, crate::Invalid> {
        let fine = typed.len() == 64 && typed.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fine.then(|| typed.to_owned()).ok_or(crate::Invalid::new("digest", "write 64 hexadecimal digits"))
    }
    /// From the raw bytes of a digest.
    #[must_use]
    pub fn of(bytes: &[u8; 32]) -> Self {
        Self(bytes.iter().map(|b| format!("{b:02x}")).collect())
    }
}
