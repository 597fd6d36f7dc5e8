//! Personal data under keys that can be destroyed.
//!
//! Each family of records (a visit, a matter with its notes) has a key of its own, wrapped
//! by a key derived from the master key, in a fixed slot of one file. A slot is written
//! and synced before the first answer that uses it; erasing overwrites it in place, so
//! that nothing of it stays on the disk. Which values are personal is said by the types:
//! in the one JSON form they stand as `{"personal": …}`, and here they become
//! `{"sealed": …}` and back. A sealed value opens only in its own place.

use super::slots::{self, FamilyHash, Key, SLOT, Slots};
use crate::fault::Fault;
use crate::identity::secrets::{Master, drawn};
use crate::plant::{self, Bug};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use domain::RecordRef;
use journal::chance::{Chance, SystemChance};
use journal::disk::{Disk, Medium, RealDisk};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// The key file's name in a data directory.
pub const FILE: &str = "keys.slots";
/// Its name until it has its first bytes.
const UNBORN: &str = "keys.new";
/// So many slots at most are written and not yet synced: a start writes so many again.
const UNSYNCED_AT_MOST: u64 = slots::STEP;

/// The keys of all families, in memory and in their file.
pub struct Vault {
    path: PathBuf,
    file: Box<dyn Medium>,
    wrapper: XChaCha20Poly1305,
    chance: Arc<dyn Chance>,
    inner: Mutex<Keys>,
}

struct Keys {
    slots: Slots,
    /// How many of the last slots a power cut could take away.
    unsynced: u64,
}

impl Vault {
    /// Opens the key file of a data directory, making it the first time.
    pub fn open(dir: &Path, master: &Master) -> Result<Self, Fault> {
        let disk = RealDisk::new(dir).map_err(Fault::file(dir))?;
        Self::on(&disk, master, Arc::new(SystemChance))
    }

    /// Opens the key file on a disk, making it the first time. Every key that it holds then is
    /// durable.
    pub fn on(disk: &dyn Disk, master: &Master, chance: Arc<dyn Chance>) -> Result<Self, Fault> {
        let path = Path::new(&disk.path()).join(FILE);
        let file = match disk.open(FILE).map_err(Fault::file(&path))? {
            Some(file) => file,
            None => born(disk).map_err(Fault::file(&path))?,
        };
        // An earlier opener may have died between the name and its sync.
        disk.sync().map_err(Fault::file(&path))?;
        let vault = Self::of(path, file, master, chance)?;
        // One is enough to tell the master key; the others are opened when they are asked for.
        if vault.newest_is_foreign() {
            return Err(Fault::damaged(&vault.path, "a key does not unwrap with this master.key"));
        }
        vault.settle()?;
        vault.destroy_leftovers()?;
        Ok(vault)
    }

    /// Opens a key file to look at: it is never written, and sealing with a new key fails.
    /// Keys that do not unwrap are left out, and counted.
    pub fn read_only(dir: &Path, master: &Master) -> Result<Self, Fault> {
        let path = dir.join(FILE);
        let file = RealDisk::read_only(dir).open(FILE).and_then(|file| file.ok_or(ErrorKind::NotFound.into()));
        Self::of(path.clone(), file.map_err(Fault::file(&path))?, master, Arc::new(SystemChance))
    }

    fn of(path: PathBuf, file: Box<dyn Medium>, master: &Master, chance: Arc<dyn Chance>) -> Result<Self, Fault> {
        let wrapper =
            XChaCha20Poly1305::new(master.derived("family keys").as_slice().try_into().map_err(|_| Fault::Machine("key length".into()))?);
        let slots = slots::read(file.as_ref(), &path)?;
        Ok(Self { path, file, wrapper, chance, inner: Mutex::new(Keys { slots, unsynced: 0 }) })
    }

    /// Writes again what the server before this one may have written and never synced: the
    /// system shows it, and says after a failed sync that there is nothing to be done, but a power
    /// cut would take it away under the entries that are sealed with it from now on.
    fn settle(&self) -> Result<(), Fault> {
        if plant::is(Bug::KeySlotsNotSettled) {
            return Ok(());
        }
        let keys = self.keys();
        let from = SLOT * (1 + keys.slots.count.saturating_sub(UNSYNCED_AT_MOST));
        let upto = SLOT * (1 + keys.slots.count);
        let mut doubtful = vec![0; usize::try_from(upto - from).unwrap_or_default()];
        let settled = self.file.read_at(&mut doubtful, from).and_then(|_| self.file.write_at(&doubtful, from));
        settled.and_then(|()| self.file.sync_all()).map_err(Fault::file(&self.path))
    }

    fn newest_is_foreign(&self) -> bool {
        let mut keys = self.keys();
        let newest = keys.slots.newest;
        newest.is_some_and(|family| self.unwrapped(&mut keys, &family).is_err())
    }

    /// A file of an earlier version is of this one from now on; what a crash left of keys that
    /// were being destroyed is destroyed.
    fn destroy_leftovers(&self) -> Result<(), Fault> {
        let mut keys = self.keys();
        if keys.slots.earlier {
            self.file.write_at(&slots::header(), 0).and_then(|()| self.file.sync_all()).map_err(Fault::file(&self.path))?;
            keys.slots.earlier = false;
        }
        let left: Vec<FamilyHash> = keys.slots.erased().iter().filter(|f| !keys.slots.places(f).is_empty()).copied().collect();
        self.destroy(&mut keys, &left).map(drop)
    }

    /// Destroys the keys of these families, for good and durably: their slots are overwritten in
    /// place. How many had one; asking again is safe.
    pub fn erase(&self, families: &[RecordRef]) -> Result<usize, Fault> {
        let families: Vec<FamilyHash> = families.iter().map(hash_of).collect();
        self.destroy(&mut self.keys(), &families)
    }

    /// The same by hash, as another key file names erased families. Those of which nothing is
    /// here are remembered too: what comes back of them later is not sealed again.
    pub fn erase_hashed(&self, families: &[FamilyHash]) -> Result<usize, Fault> {
        let mut keys = self.keys();
        let destroyed = self.destroy(&mut keys, families)?;
        let unknown: Vec<_> = families.iter().filter(|family| !keys.slots.is_erased(family)).collect();
        for family in unknown {
            if !self.make_room_in(&mut keys, 1)? {
                return Err(Fault::NoRoom(self.path.clone()));
            }
            self.file.write_at(&slots::emptied(family), SLOT * (keys.slots.count + 1)).map_err(Fault::file(&self.path))?;
            keys.slots.count += 1;
            keys.slots.forget(*family);
        }
        self.file.sync_data().map_err(Fault::file(&self.path))?;
        Ok(destroyed)
    }

    fn destroy(&self, keys: &mut Keys, families: &[FamilyHash]) -> Result<usize, Fault> {
        let mut destroyed = Vec::new();
        for family in families {
            let places = keys.slots.places(family);
            for place in &places {
                if !plant::is(Bug::KeySlotKept) {
                    self.file.write_at(&slots::emptied(family), SLOT * (place + 1)).map_err(Fault::file(&self.path))?;
                }
            }
            destroyed.extend((!places.is_empty()).then_some(*family));
        }
        if !destroyed.is_empty() {
            self.file.sync_data().map_err(Fault::file(&self.path))?;
        }
        destroyed.iter().for_each(|family| keys.slots.forget(*family));
        Ok(destroyed.len())
    }

    /// Whether a family was erased: what it held is gone for good, and nothing is sealed for it.
    #[must_use]
    pub fn is_erased(&self, family: &RecordRef) -> bool {
        self.keys().slots.is_erased(&hash_of(family))
    }

    /// The families that were erased.
    #[must_use]
    pub fn erased(&self) -> Vec<FamilyHash> {
        self.keys().slots.erased().iter().copied().collect()
    }

    /// Whether a family's key is there.
    #[must_use]
    pub fn has_key(&self, family: &RecordRef) -> bool {
        self.keys().slots.has(&hash_of(family))
    }

    /// How many whole slots hold a key that was wrapped under another master key.
    #[must_use]
    pub fn foreign_keys(&self) -> usize {
        self.keys().slots.foreign(&self.wrapper)
    }

    fn random<const N: usize>(&self) -> Result<[u8; N], Fault> {
        drawn(&*self.chance)
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes every key handed out so far durable. The writer calls it before the journal's
    /// own sync, so no acknowledged entry is sealed under a key that a crash could lose.
    pub fn sync(&self) -> Result<(), Fault> {
        let mut keys = self.keys();
        self.sync_those(&mut keys)
    }

    fn sync_those(&self, keys: &mut Keys) -> Result<(), Fault> {
        if keys.unsynced > 0 && !plant::is(Bug::KeySlotNotSynced) {
            self.file.sync_data().map_err(Fault::file(&self.path))?;
            keys.unsynced = 0;
        }
        Ok(())
    }

    /// Makes room for so many more keys, so that handing one out later cannot fail for want of
    /// it. `false`: the disk has none.
    pub fn make_room(&self, keys: usize) -> Result<bool, Fault> {
        self.make_room_in(&mut self.keys(), keys)
    }

    fn make_room_in(&self, inner: &mut Keys, keys: usize) -> Result<bool, Fault> {
        let needed = inner.slots.count + keys as u64;
        if needed <= inner.slots.room {
            return Ok(true);
        }
        let room = needed + slots::STEP;
        let zeros = vec![0; usize::try_from(SLOT * (room - inner.slots.room)).unwrap_or_default()];
        match self.file.write_at(&zeros, SLOT * (inner.slots.room + 1)).and_then(|()| self.file.sync_all()) {
            Ok(()) => inner.slots.room = room,
            Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(false),
            Err(error) => return Err(Fault::file(&self.path)(error)),
        }
        Ok(true)
    }

    /// Every family's key, by the hash of its name, in a fixed order.
    pub fn all_keys(&self) -> Result<Vec<(FamilyHash, Key)>, Fault> {
        let mut keys = self.keys();
        let families = keys.slots.families();
        let of = |family: FamilyHash| Ok(self.unwrapped(&mut keys, &family)?.map(|key| (family, key)));
        families.into_iter().map(of).filter_map(Result::transpose).collect()
    }

    fn unwrapped(&self, keys: &mut Keys, family: &FamilyHash) -> Result<Option<Key>, Fault> {
        let foreign = |_: slots::Foreign| Fault::damaged(&self.path, "a key does not unwrap with this master.key");
        keys.slots.key(&self.wrapper, family).map_err(foreign)
    }

    /// Keeps a family's key that comes from elsewhere; durable after [`Vault::sync`].
    pub fn adopt(&self, family: FamilyHash, key: [u8; 32]) -> Result<(), Fault> {
        self.keep(&mut self.keys(), family, Zeroizing::new(key)).map(drop)
    }

    fn keep(&self, keys: &mut Keys, family: FamilyHash, key: Key) -> Result<Key, Fault> {
        if keys.unsynced == UNSYNCED_AT_MOST {
            self.sync_those(keys)?;
        }
        let slot = slots::slot(&self.wrapper, &family, &key, self.random()?)?;
        if !plant::is(Bug::KeySlotNotWritten) {
            self.file.write_at(&slot, SLOT * (keys.slots.count + 1)).map_err(Fault::file(&self.path))?;
        }
        let place = keys.slots.count;
        keys.slots.count += 1;
        keys.slots.room = keys.slots.room.max(keys.slots.count);
        keys.unsynced += 1;
        keys.slots.hold(family, key.clone(), place);
        Ok(key)
    }

    fn key(&self, family: &RecordRef, make: bool) -> Result<Option<Key>, Fault> {
        let hash = hash_of(family);
        let mut keys = self.keys();
        let known = self.unwrapped(&mut keys, &hash)?;
        if known.is_some() || !make {
            return Ok(known);
        }
        // Behind the room that is there, a slot might be taken and then not become durable.
        if !self.make_room_in(&mut keys, 1)? {
            return Err(Fault::NoRoom(self.path.clone()));
        }
        let key = Zeroizing::new(self.random::<32>()?);
        self.keep(&mut keys, hash, key).map(Some)
    }

    /// Seals every personal value in a JSON form under the family's key. `place` names
    /// where the form stands ("visit/k1-7"); a value opens nowhere else. [`Fault::NoRoom`]: the
    /// family has no key yet, and there is no room for one. Of a family that was erased nothing is
    /// kept again.
    pub fn seal(&self, form: &mut Value, family: &RecordRef, place: &str) -> Result<(), Fault> {
        let mut key = None;
        let is_erased = self.is_erased(family);
        walk(form, place, &mut |value, place| {
            if is_erased {
                *value = serde_json::json!({ "erased": true });
                return Ok(());
            }
            let Some(clear) = value.get("personal") else { return Ok(()) };
            if key.is_none() {
                key = self.key(family, true)?;
            }
            let key = key.as_ref().ok_or_else(|| Fault::Machine("no family key".into()))?;
            let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| Fault::Machine("key length".into()))?);
            let nonce = self.random::<24>()?;
            let message = Zeroizing::new(clear.to_string());
            let payload = Payload { msg: message.as_bytes(), aad: place.as_bytes() };
            let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Fault::Machine("sealing failed".into()))?;
            *value = serde_json::json!({ "sealed": BASE64.encode(&[&nonce[..], &sealed].concat()) });
            Ok(())
        })
    }

    /// Opens every sealed value again. A value whose key was erased becomes `erased`; one
    /// that does not open under its key in its place is damage.
    pub fn open_form(&self, form: &mut Value, family: &RecordRef, place: &str) -> Result<(), Fault> {
        walk(form, place, &mut |value, place| {
            let Some(Value::String(sealed)) = value.get("sealed") else { return Ok(()) };
            let Some(key) = self.key(family, false)? else {
                *value = serde_json::json!({ "erased": true });
                return Ok(());
            };
            let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| Fault::Machine("key length".into()))?);
            let damaged = || Fault::Damaged {
                path: self.path.clone(),
                what: format!("a sealed value of {place} does not open"),
            };
            let bytes = BASE64.decode(sealed.as_bytes()).map_err(|_| damaged())?;
            let (nonce, ciphertext) = bytes.split_at_checked(24).ok_or_else(damaged)?;
            let nonce: [u8; 24] = nonce.try_into().map_err(|_| damaged())?;
            let clear = cipher
                .decrypt(&XNonce::from(nonce), Payload { msg: ciphertext, aad: place.as_bytes() })
                .map_err(|_| damaged())?;
            let clear: Value = serde_json::from_slice(&clear).map_err(|_| damaged())?;
            *value = serde_json::json!({ "personal": clear });
            Ok(())
        })
    }
}

/// The families that a key file says were erased. No master key is needed.
pub fn erased_in(dir: &Path) -> Result<Vec<FamilyHash>, Fault> {
    let path = dir.join(FILE);
    let file = RealDisk::read_only(dir).open(FILE).and_then(|file| file.ok_or(ErrorKind::NotFound.into()));
    let slots = slots::read(file.map_err(Fault::file(&path))?.as_ref(), &path)?;
    Ok(slots.erased().iter().copied().collect())
}

/// Destroys the keys of these families in a key file that nobody serves from, in place and
/// durably. How many it had; those that it never had are not noted there.
pub fn destroy_in(dir: &Path, families: &[FamilyHash]) -> Result<usize, Fault> {
    let path = dir.join(FILE);
    let file = RealDisk::new(dir).and_then(|disk| disk.open(FILE)).and_then(|file| file.ok_or(ErrorKind::NotFound.into()));
    let file = file.map_err(Fault::file(&path))?;
    let slots = slots::read(file.as_ref(), &path)?;
    let mut destroyed = 0;
    for family in families {
        for place in slots.places(family) {
            file.write_at(&slots::emptied(family), SLOT * (place + 1)).map_err(Fault::file(&path))?;
            destroyed += 1;
        }
    }
    if destroyed > 0 {
        let newer = if slots.earlier { file.write_at(&slots::header(), 0) } else { Ok(()) };
        newer.and_then(|()| file.sync_all()).map_err(Fault::file(&path))?;
    }
    Ok(destroyed)
}

/// A new key file, which gets its name when it is whole: half of one could never be opened.
fn born(disk: &dyn Disk) -> io::Result<Box<dyn Medium>> {
    let file = disk.create(UNBORN)?;
    file.write_at(&slots::header(), 0)?;
    file.sync_all()?;
    disk.rename(UNBORN, FILE)?;
    Ok(file)
}

/// Removes the contents of every personal value, for those who may not read them.
pub fn veil(form: &mut Value) {
    let veiled: Result<(), Fault> = walk(form, "", &mut |value, _| {
        *value = serde_json::json!({ "hidden": true });
        Ok(())
    });
    debug_assert!(veiled.is_ok());
}

/// Whether a form holds a personal value that is spelt like this ("sealed", "erased").
#[must_use]
pub fn holds(spelt: &str, form: &Value) -> bool {
    match form {
        Value::Object(fields) => fields.len() == 1 && fields.contains_key(spelt) || fields.values().any(|v| holds(spelt, v)),
        Value::Array(items) => items.iter().any(|v| holds(spelt, v)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn hash_of(family: &RecordRef) -> FamilyHash {
    Sha256::digest(family.to_string()).into()
}

/// Visits every personal value (`{"personal"|"sealed": …}`) with the path to it.
fn walk(form: &mut Value, place: &str, visit: &mut impl FnMut(&mut Value, &str) -> Result<(), Fault>) -> Result<(), Fault> {
    match form {
        Value::Object(fields) if fields.len() == 1 && (fields.contains_key("personal") || fields.contains_key("sealed")) => {
            visit(form, place)
        }
        Value::Object(fields) => fields.iter_mut().try_for_each(|(name, value)| walk(value, &format!("{place}.{name}"), visit)),
        Value::Array(items) => items.iter_mut().enumerate().try_for_each(|(n, value)| walk(value, &format!("{place}.{n}"), visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::secrets::Secrets;
    use serde_json::json;
    use std::fs;

    fn open(dir: &Path) -> Result<Vault, Fault> {
        Vault::open(dir, Secrets::open(dir).unwrap().master())
    }

    fn vault() -> (tempfile::TempDir, Vault) {
        let dir = tempfile::tempdir().unwrap();
        let vault = open(dir.path()).unwrap();
        (dir, vault)
    }

    fn family(id: &str) -> RecordRef {
        RecordRef::try_from(format!("visit/{id}")).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_again_after_a_restart_and_only_in_its_place() {
        let (dir, vault) = vault();
        let clear = json!({ "visit": { "name": { "personal": "marker" }, "list": [{ "telephone": { "personal": 7 } }] } });
        let mut form = clear.clone();
        vault.seal(&mut form, &family("a"), "visit/a").unwrap();
        assert!(!form.to_string().contains("marker"));
        drop(vault);
        let vault = open(dir.path()).unwrap();
        let mut elsewhere = form.clone();
        assert!(vault.open_form(&mut elsewhere, &family("a"), "visit/b").is_err());
        vault.open_form(&mut form, &family("a"), "visit/a").unwrap();
        assert_eq!(form, clear);
    }

    #[test]
    fn without_its_key_a_value_is_erased_and_the_rest_stays() {
        let (_dir, vault) = vault();
        let mut form = json!({ "visit": { "name": { "personal": "marker" }, "people": 2 } });
        vault.seal(&mut form, &family("a"), "visit/a").unwrap();
        vault.open_form(&mut form, &family("b"), "visit/a").unwrap();
        assert_eq!(form, json!({ "visit": { "name": { "erased": true }, "people": 2 } }));
    }

    #[test]
    fn a_vault_that_is_only_looked_at_opens_what_is_sealed_and_makes_nothing() {
        let (dir, vault) = vault();
        let clear = json!({ "visit": { "name": { "personal": "marker" } } });
        let mut form = clear.clone();
        vault.seal(&mut form, &family("a"), "visit/a").unwrap();
        let before = fs::read(dir.path().join(FILE)).unwrap();
        let master = Master::read(dir.path()).unwrap().unwrap();
        let looked_at = Vault::read_only(dir.path(), &master).unwrap();
        assert!(looked_at.has_key(&family("a")) && !looked_at.has_key(&family("b")));
        assert!(looked_at.seal(&mut clear.clone(), &family("b"), "visit/b").is_err(), "a new key cannot be kept");
        looked_at.open_form(&mut form, &family("a"), "visit/a").unwrap();
        assert_eq!((form, fs::read(dir.path().join(FILE)).unwrap()), (clear, before));
        let nowhere = tempfile::tempdir().unwrap();
        assert!(Master::read(nowhere.path()).unwrap().is_none());
        assert!(Vault::read_only(nowhere.path(), &master).is_err());
        assert_eq!(fs::read_dir(nowhere.path()).unwrap().count(), 0);
    }

    #[test]
    fn keys_of_another_master_key_are_refused_for_serving_and_counted_for_looking() {
        let (dir, vault) = vault();
        vault.seal(&mut json!({ "personal": 1 }), &family("a"), "visit/a").unwrap();
        fs::write(dir.path().join("master.key"), [7; 32]).unwrap();
        assert!(open(dir.path()).err().unwrap().to_string().contains("does not unwrap"));
        let master = Master::read(dir.path()).unwrap().unwrap();
        assert_eq!(Vault::read_only(dir.path(), &master).unwrap().foreign_keys(), 1);
    }

    #[test]
    fn b27_an_erased_key_is_in_no_byte_of_its_file_and_nothing_is_sealed_for_its_family_again() {
        let (dir, vault) = vault();
        let seal = |vault: &Vault, id: &str| {
            let mut form = json!({ "name": { "personal": "marker" } });
            vault.seal(&mut form, &family(id), "place").unwrap();
            form
        };
        let (gone, stays) = (seal(&vault, "gone"), seal(&vault, "stays"));
        let before = fs::read(dir.path().join(FILE)).unwrap();
        assert_eq!((vault.erase(&[family("gone"), family("never")]).unwrap(), vault.erase(&[family("gone")]).unwrap()), (1, 0));
        let after = fs::read(dir.path().join(FILE)).unwrap();
        let wrapped = &before[128 + 32..128 + 104];
        assert!(before.windows(72).any(|w| w == wrapped) && !after.windows(72).any(|w| w == wrapped));
        for vault in [vault, open(dir.path()).unwrap()] {
            let opened = |mut form: Value, id| vault.open_form(&mut form, &family(id), "place").map(|()| form).unwrap();
            assert_eq!(opened(gone.clone(), "gone"), json!({ "name": { "erased": true } }));
            assert_eq!(opened(stays.clone(), "stays"), json!({ "name": { "personal": "marker" } }));
            assert_eq!(seal(&vault, "gone"), json!({ "name": { "erased": true } }));
            assert!(vault.is_erased(&family("gone")) && !vault.is_erased(&family("stays")) && !vault.is_erased(&family("never")));
        }
    }

    #[test]
    fn b27_a_crash_in_the_middle_of_destroying_a_key_leaves_nothing_of_it_after_the_next_start() {
        let (dir, vault) = vault();
        vault.seal(&mut json!({ "personal": 1 }), &family("gone"), "place").unwrap();
        drop(vault);
        let path = dir.path().join(FILE);
        let whole = fs::read(&path).unwrap();
        // The slot is written in order and the power fails behind so many bytes.
        for cut in [1, 32, 40, 80, 103, 104, 107, 128] {
            let mut torn = whole.clone();
            torn[128..128 + cut].copy_from_slice(&slots::emptied(&hash_of(&family("gone")))[..cut]);
            fs::write(&path, &torn).unwrap();
            let vault = open(dir.path()).unwrap();
            vault.erase(&[family("gone")]).unwrap();
            assert_eq!(fs::read(&path).unwrap()[128..256], slots::emptied(&hash_of(&family("gone"))), "after {cut} bytes");
        }
    }

    #[test]
    fn erasures_of_another_key_file_are_applied_whether_or_not_their_keys_are_here() {
        let (dir, vault) = vault();
        vault.seal(&mut json!({ "personal": 1 }), &family("here"), "place").unwrap();
        let both = [hash_of(&family("here")), hash_of(&family("not-here"))];
        assert_eq!((vault.erase_hashed(&both).unwrap(), vault.erase_hashed(&both).unwrap()), (1, 0));
        drop(vault);
        let vault = open(dir.path()).unwrap();
        assert!(!vault.has_key(&family("here")) && vault.is_erased(&family("here")) && vault.is_erased(&family("not-here")));
    }

    #[test]
    fn the_veil_hides_contents_and_nothing_else() {
        let mut form = json!({ "a": { "personal": "marker" }, "b": 1 });
        veil(&mut form);
        assert_eq!(form, json!({ "a": { "hidden": true }, "b": 1 }));
    }
}
