//! The digest of a view: equal digests mean equal sets of records.

use sha2::{Digest as _, Sha256};

/// An order-free sum over records: SHA-256 of each reference and its bytes, added modulo
/// 2^256. Putting and removing one record costs one hash each, however many there are. It
/// tells whether two honest sides differ; it is not proof against forgery (the chain is).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewDigest([u64; 4]);

impl ViewDigest {
    /// A record is there.
    pub fn add(&mut self, reference: &str, record: &[u8]) {
        let mut carry = false;
        for (limb, add) in self.0.iter_mut().zip(limbs(reference, record)) {
            let (sum, over) = limb.overflowing_add(add);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            (*limb, carry) = (sum, over || again);
        }
    }
    /// A record, exactly as it was added, is there no more.
    pub fn remove(&mut self, reference: &str, record: &[u8]) {
        let mut borrow = false;
        for (limb, less) in self.0.iter_mut().zip(limbs(reference, record)) {
            let (rest, under) = limb.overflowing_sub(less);
            let (rest, again) = rest.overflowing_sub(u64::from(borrow));
            (*limb, borrow) = (rest, under || again);
        }
    }
    /// As it travels: 32 bytes, least significant first.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (place, limb) in bytes.chunks_exact_mut(8).zip(self.0) {
            place.copy_from_slice(&limb.to_le_bytes());
        }
        bytes
    }
}

fn limbs(reference: &str, record: &[u8]) -> [u64; 4] {
    let hash = Sha256::new()
        .chain_update((reference.len() as u64).to_le_bytes())
        .chain_update(reference)
        .chain_update(record)
        .finalize();
    let mut limbs = [0; 4];
    for (limb, bytes) in limbs.iter_mut().zip(hash.chunks_exact(8)) {
        *limb = bytes.iter().rev().fold(0, |sum, b| sum << 8 | u64::from(*b));
    }
    limbs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_does_not_matter_and_what_is_removed_leaves_no_trace() {
        let (mut one, mut other) = (ViewDigest::default(), ViewDigest::default());
        for n in 0..100 {
            one.add(&format!("visit/{n}"), b"x");
            other.add(&format!("visit/{}", 99 - n), b"x");
        }
        assert_eq!(one, other);
        other.add("visit/7", b"y");
        assert_ne!(one, other);
        other.remove("visit/7", b"y");
        assert_eq!(one, other);
        (0..100).for_each(|n| one.remove(&format!("visit/{n}"), b"x"));
        assert_eq!(one.to_bytes(), [0; 32]);
    }

    #[test]
    fn a_reference_and_its_record_cannot_be_shifted_into_each_other() {
        let (mut one, mut other) = (ViewDigest::default(), ViewDigest::default());
        one.add("visit/1", b"23");
        other.add("visit/12", b"3");
        assert_ne!(one, other);
    }
}
