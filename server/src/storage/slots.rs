//! The key file: a header, then one fixed slot for each family's wrapped key.
//!
//! A slot holds the family's hash 32, nonce 24, wrapped key 48, CRC 4, padding to 128. That of
//! an erased family holds its hash and nothing else: what is sealed for it once is gone for good.

use crate::fault::Fault;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use journal::disk::Medium;
use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::Path;
use zeroize::Zeroizing;

/// Bytes of a slot, and of the header before the first.
pub(super) const SLOT: u64 = 128;
const SIZE: usize = SLOT as usize;
const USED: usize = 104;
/// The file grows by so many slots at once, so that handing a key out is one write.
pub(super) const STEP: u64 = 2_048;
/// The last two bytes are the format: 0 had no slots of erased families.
const MAGIC: &[u8; 16] = b"dutydesk-keys\0\0\x01";

/// SHA-256 of a family's reference.
pub type FamilyHash = [u8; 32];
/// A family's key.
pub type Key = Zeroizing<[u8; 32]>;

/// A key as it lies in its slot, or opened. A property has a key for each visit of a month and
/// more; those that nobody asks for stay wrapped.
pub(super) enum Held {
    /// Nonce and wrapped key.
    Wrapped([u8; 24], [u8; 48]),
    /// Ready for use.
    Open(Key),
}

/// What a key file holds.
#[derive(Default)]
pub(super) struct Slots {
    /// The key of each family, with the slot that it lies in.
    of: HashMap<FamilyHash, (u64, Held)>,
    /// Slots besides that hold something of a family's key: torn, or of an earlier key.
    others: Vec<(FamilyHash, u64)>,
    /// The families whose key was destroyed.
    erased: BTreeSet<FamilyHash>,
    /// Whether the file says that an earlier version wrote it.
    pub earlier: bool,
    /// Slots that are taken, from the first to the last that ever was.
    pub count: u64,
    /// Slots that the file has room for.
    pub room: u64,
    /// The family whose slot is the last whole one.
    pub newest: Option<FamilyHash>,
}

impl Slots {
    /// Whether the family has a key.
    pub fn has(&self, family: &FamilyHash) -> bool {
        self.of.contains_key(family)
    }

    /// A family's key. `Err`: it was wrapped under another master key.
    pub fn key(&mut self, wrapper: &XChaCha20Poly1305, family: &FamilyHash) -> Result<Option<Key>, Foreign> {
        let Some((_, held)) = self.of.get_mut(family) else { return Ok(None) };
        if let Held::Wrapped(nonce, wrapped) = held {
            *held = Held::Open(unwrapped(wrapper, family, *nonce, wrapped).ok_or(Foreign)?);
        }
        match held {
            Held::Open(key) => Ok(Some(key.clone())),
            Held::Wrapped(..) => Err(Foreign),
        }
    }

    /// A new key, in this slot.
    pub fn hold(&mut self, family: FamilyHash, key: Key, place: u64) {
        let before = self.of.insert(family, (place, Held::Open(key)));
        self.others.extend(before.map(|(place, _)| (family, place)));
    }

    /// Whether the family's key was destroyed.
    pub fn is_erased(&self, family: &FamilyHash) -> bool {
        self.erased.contains(family)
    }

    /// The families whose key was destroyed.
    pub fn erased(&self) -> &BTreeSet<FamilyHash> {
        &self.erased
    }

    /// Every slot that holds something of a family's key.
    pub fn places(&self, family: &FamilyHash) -> Vec<u64> {
        let others = self.others.iter().filter(|(of, _)| of == family).map(|(_, place)| *place);
        self.of.get(family).map(|(place, _)| *place).into_iter().chain(others).collect()
    }

    /// Forgets a family's key: it has been destroyed.
    pub fn forget(&mut self, family: FamilyHash) {
        self.of.remove(&family);
        self.others.retain(|(of, _)| *of != family);
        self.erased.insert(family);
    }

    /// Every family, in a fixed order.
    pub fn families(&self) -> Vec<FamilyHash> {
        let mut families: Vec<_> = self.of.keys().copied().collect();
        families.sort_unstable();
        families
    }

    /// How many keys were wrapped under another master key. Opens each of them.
    pub fn foreign(&mut self, wrapper: &XChaCha20Poly1305) -> usize {
        let families = self.families();
        families.iter().filter(|family| self.key(wrapper, family).is_err()).count()
    }
}

/// A key was wrapped under another master key than the one that is here.
pub(super) struct Foreign;

/// The first bytes of a new key file.
pub(super) fn header() -> [u8; SIZE] {
    let mut header = [0; SIZE];
    header[..16].copy_from_slice(MAGIC);
    header
}

/// Reads a key file.
pub(super) fn read(file: &dyn Medium, path: &Path) -> Result<Slots, Fault> {
    let whole_file = || -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(file.length()?).unwrap_or_default()];
        let got = file.read_at(&mut bytes, 0)?;
        bytes.truncate(got);
        Ok(bytes)
    };
    let bytes = whole_file().map_err(Fault::file(path))?;
    if bytes.len() < SIZE || bytes[..14] != MAGIC[..14] {
        return Err(Fault::damaged(path, "it does not begin as a key file"));
    }
    if bytes[14..16] > MAGIC[14..] {
        return Err(Fault::Newer(path.display().to_string()));
    }
    let mut slots = Slots { earlier: bytes[14..16] < MAGIC[14..], ..Slots::default() };
    for slot in bytes[SIZE..].chunks(SIZE) {
        slots.room += 1;
        if slot.iter().any(|byte| *byte != 0) {
            slots.count = slots.room;
        }
        // A torn slot belongs to an entry that was never acknowledged, or its family is
        // missed by whoever compares this file with the journal.
        let place = slots.room - 1;
        match whole(slot) {
            // What else is left of its key, a start destroys.
            Some((family, _, wrapped)) if wrapped == [0; 48] => {
                let before = slots.of.remove(&family);
                slots.others.extend(before.map(|(place, _)| (family, place)));
                slots.erased.insert(family);
            }
            Some((family, ..)) if slots.is_erased(&family) => slots.others.push((family, place)),
            Some((family, nonce, wrapped)) => {
                let before = slots.of.insert(family, (place, Held::Wrapped(nonce, wrapped)));
                slots.others.extend(before.map(|(place, _)| (family, place)));
                slots.newest = Some(family);
            }
            None => slots.others.extend(torn(slot).map(|family| (family, place))),
        }
    }
    Ok(slots)
}

fn whole(slot: &[u8]) -> Option<(FamilyHash, [u8; 24], [u8; 48])> {
    let (used, rest) = slot.split_at_checked(USED)?;
    let unused = used.iter().all(|b| *b == 0);
    if unused || rest.get(..4)? != crc32fast::hash(used).to_be_bytes() {
        return None;
    }
    Some((used[..32].try_into().ok()?, used[32..56].try_into().ok()?, used[56..].try_into().ok()?))
}

/// Whose slot is half written, as far as that stands there.
fn torn(slot: &[u8]) -> Option<FamilyHash> {
    let family: FamilyHash = slot.get(..32)?.try_into().ok()?;
    slot.iter().any(|byte| *byte != 0).then_some(family)
}

/// The slot of a family whose key is destroyed.
pub(super) fn emptied(family: &FamilyHash) -> [u8; SIZE] {
    let mut slot = [0; SIZE];
    slot[..32].copy_from_slice(family);
    let crc = crc32fast::hash(&slot[..USED]);
    slot[USED..USED + 4].copy_from_slice(&crc.to_be_bytes());
    slot
}

fn unwrapped(wrapper: &XChaCha20Poly1305, family: &FamilyHash, nonce: [u8; 24], wrapped: &[u8]) -> Option<Key> {
    let key = wrapper.decrypt(&XNonce::from(nonce), Payload { msg: wrapped, aad: family }).ok()?;
    Some(Zeroizing::new(key.as_slice().try_into().ok()?))
}

/// The slot in which a family's key is kept; `nonce` is never used twice.
pub(super) fn slot(wrapper: &XChaCha20Poly1305, family: &FamilyHash, key: &Key, nonce: [u8; 24]) -> Result<[u8; SIZE], Fault> {
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
