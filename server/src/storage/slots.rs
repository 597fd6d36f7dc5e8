//! The key file: a header, then one fixed slot for each family's wrapped key.
//!
//! A slot holds the family's hash 32, nonce 24, wrapped key 48, CRC 4, padding to 128.

use crate::fault::Fault;
use crate::identity::secrets::random;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// Bytes of a slot, and of the header before the first.
pub(super) const SLOT: u64 = 128;
const SIZE: usize = SLOT as usize;
const USED: usize = 104;
/// The file grows by so many slots at once, so that handing a key out is one write.
pub(super) const STEP: u64 = 2_048;
const MAGIC: &[u8; 16] = b"dutydesk-keys\0\0\0";

/// SHA-256 of a family's reference.
pub type FamilyHash = [u8; 32];
/// A family's key.
pub type Key = Zeroizing<[u8; 32]>;

/// What a key file holds.
#[derive(Default)]
pub(super) struct Slots {
    /// The keys that unwrap.
    pub of: HashMap<FamilyHash, Key>,
    /// Slots that are taken, from the first to the last that ever was.
    pub count: u64,
    /// Slots that the file has room for.
    pub room: u64,
    /// Whole slots whose key does not unwrap: made under another master key.
    pub foreign: u64,
}

/// The first bytes of a new key file.
pub(super) fn header() -> [u8; SIZE] {
    let mut header = [0; SIZE];
    header[..16].copy_from_slice(MAGIC);
    header
}

/// Reads a key file.
pub(super) fn read(path: &Path, wrapper: &XChaCha20Poly1305) -> Result<Slots, Fault> {
    let bytes = fs::read(path).map_err(Fault::file(path))?;
    if bytes.len() < SIZE || bytes[..14] != MAGIC[..14] {
        return Err(Fault::damaged(path, "it does not begin as a key file"));
    }
    if bytes[14..16] != MAGIC[14..] {
        return Err(Fault::Newer(path.display().to_string()));
    }
    let mut slots = Slots::default();
    for slot in bytes[SIZE..].chunks(SIZE) {
        slots.room += 1;
        if slot.iter().any(|byte| *byte != 0) {
            slots.count = slots.room;
        }
        // A torn slot belongs to an entry that was never acknowledged, or its family is
        // missed by whoever compares this file with the journal.
        if let Some((family, nonce, wrapped)) = whole(slot) {
            match unwrapped(wrapper, &family, nonce, wrapped) {
                Some(key) => drop(slots.of.insert(family, key)),
                None => slots.foreign += 1,
            }
        }
    }
    Ok(slots)
}

fn whole(slot: &[u8]) -> Option<(FamilyHash, [u8; 24], &[u8])> {
    let (used, rest) = slot.split_at_checked(USED)?;
    let unused = used.iter().all(|b| *b == 0);
    if unused || rest.get(..4)? != crc32fast::hash(used).to_be_bytes() {
        return None;
    }
    Some((used[..32].try_into().ok()?, used[32..56].try_into().ok()?, &used[56..]))
}

fn unwrapped(wrapper: &XChaCha20Poly1305, family: &FamilyHash, nonce: [u8; 24], wrapped: &[u8]) -> Option<Key> {
    let key = wrapper.decrypt(&XNonce::from(nonce), Payload { msg: wrapped, aad: family }).ok()?;
    Some(Zeroizing::new(key.as_slice().try_into().ok()?))
}

/// The slot in which a family's key is kept.
pub(super) fn slot(wrapper: &XChaCha20Poly1305, family: &FamilyHash, key: &Key) -> Result<[u8; SIZE], Fault> {
    let nonce = random::<24>()?;
    let wrapped = wrapper.encrypt(&XNonce::from(nonce), Payload { msg: key.as_slice(), aad: family });
    let wrapped = wrapped.map_err(|_| Fault::Machine("a family key could not be wrapped".into()))?;
    let mut slot = [0; SIZE];
    slot[..32].copy_from_slice(family);
    slot[32..56].copy_from_slice(&nonce);
    slot[56..USED].copy_from_slice(&wrapped);
    let crc = crc32fast::hash(&slot[..USED]);
    slot[USED..USED + 4].copy_from_slice(&crc.to_be_bytes());
    Ok(slot)
}
