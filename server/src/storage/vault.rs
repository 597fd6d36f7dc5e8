//! Personal data under keys that can be destroyed.
//!
//! Each family of records (a visit, a matter with its notes) has a key of its own, wrapped
//! by a key derived from the master key, in a fixed slot of one file. A slot is written
//! and synced before the first answer that uses it; erasing overwrites it in place, so
//! that nothing of it stays on the disk. Which values are personal is said by the types:
//! in the one JSON form they stand as `{"personal": …}`, and here they become
//! `{"sealed": …}` and back. A sealed value opens only in its own place.

use crate::fault::Fault;
use crate::identity::secrets::{Secrets, random};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use domain::RecordRef;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use zeroize::Zeroizing;

const MAGIC: &[u8; 16] = b"dutydesk-keys\0\0\0";
/// Family hash 32, nonce 24, wrapped key 48, CRC 4, padding to 128.
const SLOT: u64 = 128;
const USED: usize = 104;

type FamilyHash = [u8; 32];

/// The keys of all families, in memory and in their file.
pub struct Vault {
    path: PathBuf,
    file: File,
    wrapper: XChaCha20Poly1305,
    inner: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    of: HashMap<FamilyHash, Zeroizing<[u8; 32]>>,
    slots: u64,
    unsynced: bool,
}

impl Vault {
    /// Opens the key file of a data directory, making it the first time.
    pub fn open(dir: &Path, secrets: &Secrets) -> Result<Self, Fault> {
        let path = dir.join("keys.slots");
        let fresh = !path.exists();
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(Fault::file(&path))?;
        if fresh {
            let mut header = [0; SLOT as usize];
            header[..16].copy_from_slice(MAGIC);
            file.write_all_at(&header, 0).and_then(|()| file.sync_all()).map_err(Fault::file(&path))?;
            fs::File::open(dir).and_then(|d| d.sync_all()).map_err(Fault::file(dir))?;
        }
        let wrapper =
            XChaCha20Poly1305::new(secrets.derived("family keys").as_slice().try_into().map_err(|_| Fault::Machine("key length".into()))?);
        let mut vault = Self { path, file, wrapper, inner: Mutex::default() };
        let keys = vault.load()?;
        vault.inner = Mutex::new(keys);
        Ok(vault)
    }

    fn load(&self) -> Result<Keys, Fault> {
        let bytes = fs::read(&self.path).map_err(Fault::file(&self.path))?;
        if bytes.len() < SLOT as usize || &bytes[..14] != b"dutydesk-keys\0" {
            return Err(Fault::damaged(&self.path, "it does not begin as a key file"));
        }
        if bytes[14..16] != [0, 0] {
            return Err(Fault::Newer(self.path.display().to_string()));
        }
        let mut keys = Keys::default();
        for slot in bytes[SLOT as usize..].chunks(SLOT as usize) {
            keys.slots += 1;
            if slot.len() < SLOT as usize || slot.iter().all(|b| *b == 0) {
                continue;
            }
            // A slot that was torn belongs to an entry that was never acknowledged.
            if crc32fast::hash(&slot[..USED]).to_be_bytes() != slot[USED..USED + 4] {
                continue;
            }
            let family: FamilyHash = slot[..32].try_into().map_err(|_| Fault::damaged(&self.path, "a slot"))?;
            let nonce: [u8; 24] = slot[32..56].try_into().map_err(|_| Fault::damaged(&self.path, "a slot"))?;
            let opened = self.wrapper.decrypt(&XNonce::from(nonce), Payload { msg: &slot[56..USED], aad: &family });
            let key = opened.map_err(|_| Fault::damaged(&self.path, "a key does not unwrap with this master.key"))?;
            let key: [u8; 32] = key.as_slice().try_into().map_err(|_| Fault::damaged(&self.path, "a slot"))?;
            keys.of.insert(family, Zeroizing::new(key));
        }
        Ok(keys)
    }

    /// Makes every key handed out so far durable. The writer calls it before the journal's
    /// own sync, so no acknowledged entry is sealed under a key that a crash could lose.
    pub fn sync(&self) -> Result<(), Fault> {
        let mut keys = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if keys.unsynced {
            self.file.sync_data().map_err(Fault::file(&self.path))?;
            keys.unsynced = false;
        }
        Ok(())
    }

    fn key(&self, family: &RecordRef, make: bool) -> Result<Option<Zeroizing<[u8; 32]>>, Fault> {
        let hash: FamilyHash = Sha256::digest(family.to_string()).into();
        let mut keys = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = keys.of.get(&hash) {
            return Ok(Some(key.clone()));
        }
        if !make {
            return Ok(None);
        }
        let (key, nonce) = (Zeroizing::new(random::<32>()?), random::<24>()?);
        let wrapped = self.wrapper.encrypt(&XNonce::from(nonce), Payload { msg: key.as_slice(), aad: &hash });
        let wrapped = wrapped.map_err(|_| Fault::Machine("a family key could not be wrapped".into()))?;
        let mut slot = [0; SLOT as usize];
        slot[..32].copy_from_slice(&hash);
        slot[32..56].copy_from_slice(&nonce);
        slot[56..USED].copy_from_slice(&wrapped);
        let crc = crc32fast::hash(&slot[..USED]);
        slot[USED..USED + 4].copy_from_slice(&crc.to_be_bytes());
        self.file.write_all_at(&slot, SLOT * (keys.slots + 1)).map_err(Fault::file(&self.path))?;
        keys.slots += 1;
        keys.unsynced = true;
        keys.of.insert(hash, key.clone());
        Ok(Some(key))
    }

    /// Seals every personal value in a JSON form under the family's key. `place` names
    /// where the form stands ("visit/k1-7"); a value opens nowhere else.
    pub fn seal(&self, form: &mut Value, family: &RecordRef, place: &str) -> Result<(), Fault> {
        let mut key = None;
        walk(form, place, &mut |value, place| {
            let Some(clear) = value.get("personal") else { return Ok(()) };
            if key.is_none() {
                key = self.key(family, true)?;
            }
            let key = key.as_ref().ok_or_else(|| Fault::Machine("no family key".into()))?;
            let cipher = XChaCha20Poly1305::new(key.as_slice().try_into().map_err(|_| Fault::Machine("key length".into()))?);
            let nonce = random::<24>()?;
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

/// Removes the contents of every personal value, for those who may not read them.
pub fn veil(form: &mut Value) {
    let veiled: Result<(), Fault> = walk(form, "", &mut |value, _| {
        *value = serde_json::json!({ "hidden": true });
        Ok(())
    });
    debug_assert!(veiled.is_ok());
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
    use serde_json::json;

    fn vault() -> (tempfile::TempDir, Vault) {
        let dir = tempfile::tempdir().unwrap();
        let secrets = Secrets::open(dir.path()).unwrap();
        let vault = Vault::open(dir.path(), &secrets).unwrap();
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
        let vault = Vault::open(dir.path(), &Secrets::open(dir.path()).unwrap()).unwrap();
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
    fn the_veil_hides_contents_and_nothing_else() {
        let mut form = json!({ "a": { "personal": "marker" }, "b": 1 });
        veil(&mut form);
        assert_eq!(form, json!({ "a": { "hidden": true }, "b": 1 }));
    }
}
