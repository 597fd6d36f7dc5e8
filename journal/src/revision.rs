//! A place in a journal: its number and the hash that chains it to everything before.

use std::fmt;

/// The number of an entry: dense, from 1. Zero means that there is no entry yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

impl Revision {
    /// Before the first entry.
    pub const EMPTY: Revision = Revision(0);

    /// The revision that the next entry gets.
    #[must_use]
    pub fn next(self) -> Revision {
        Revision(self.0 + 1)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// SHA-256 over one entry's record, which contains the hash of the record before: equal hashes at
/// equal revisions mean equal histories. It does not depend on the engine.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first entry of every journal.
    pub const EMPTY: Hash = Hash([0; 32]);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The newest durable entry of a journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// Its number; [`Revision::EMPTY`] if there is none.
    pub revision: Revision,
    /// The hash of its record; [`Hash::EMPTY`] if there is none.
    pub hash: Hash,
}

impl Head {
    /// The head of a journal without entries.
    pub const EMPTY: Head = Head { revision: Revision::EMPTY, hash: Hash::EMPTY };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_counted_from_one_and_hashes_are_shown_in_hex() {
        assert_eq!(Revision::EMPTY.next().to_string(), "1");
        assert!(Revision(2) > Revision(1));
        let mut hash = Hash::EMPTY;
        hash.0[0] = 0xa7;
        assert_eq!(hash.to_string(), format!("a7{}", "00".repeat(31)));
    }
}
