//! What tells two commands apart that came under one number: a short digest of their bytes.

use crate::identity::secrets::Master;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

/// 16 bytes of HMAC-SHA256 over a command as it came, written as 32 hexadecimal digits. Without the
/// master key nobody can guess from it what an erased command said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Body([u8; 16]);

impl Body {
    /// Whether the command that comes again may be the first one. An entry of before there were
    /// digests says nothing, and neither does what the server numbers itself: they match anything.
    #[must_use]
    pub fn may_be(again: Option<Self>, first: Option<Self>) -> bool {
        again.is_none() || first.is_none() || again == first
    }
}

impl TryFrom<String> for Body {
    type Error = &'static str;
    fn try_from(digits: String) -> Result<Self, Self::Error> {
        let bytes = HEXLOWER.decode(digits.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or("a digest of a command has 32 hexadecimal digits")
    }
}

impl From<Body> for String {
    fn from(body: Body) -> Self {
        HEXLOWER.encode(&body.0)
    }
}

/// Makes the digests of one property.
pub struct BodyKey(Zeroizing<[u8; 32]>);

impl BodyKey {
    /// Derived from the master key, so that it is the same after a restore.
    #[must_use]
    pub fn of(master: &Master) -> Self {
        Self(master.derived("command bodies"))
    }

    /// The digest of a command as it came.
    #[must_use]
    pub fn digest(&self, command: &[u8]) -> Body {
        // Extracting is HMAC-SHA256(key, command).
        let (mac, _) = hkdf::Hkdf::<Sha256>::extract(Some(self.0.as_slice()), command);
        let mut short = [0; 16];
        short.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
        Body(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_command_or_another_property_has_another_digest() {
        let key = |fill| BodyKey(Zeroizing::new([fill; 32]));
        let first = key(1).digest(b"{}");
        assert_eq!(first, key(1).digest(b"{}"));
        for other in [key(1).digest(b"{ }"), key(1).digest(b""), key(2).digest(b"{}")] {
            assert!(other != first && !Body::may_be(Some(other), Some(first)));
        }
        for (again, of_first) in [(Some(first), Some(first)), (Some(first), None), (None, Some(first)), (None, None)] {
            assert!(Body::may_be(again, of_first));
        }
        let written = serde_json::to_string(&first).unwrap();
        assert_eq!(serde_json::from_str::<Body>(&written).unwrap(), first);
        assert!(serde_json::from_str::<Body>("\"12\"").is_err());
    }
}
