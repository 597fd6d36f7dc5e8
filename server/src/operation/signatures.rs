//! Whether the signatures of an entry hold (B-22): over the stored bytes, by the person's own
//! key, with their PIN, and chained to the post's sheet before.

use crate::desk::signing::{hand_of, previous_digest};
use crate::storage::entry::{Entry, Verdict};
use data_encoding::BASE64;
use domain::registers::handover::Sheet;
use domain::registers::staff::Signature;
use domain::{Change, Command, Kind, Record, RecordRef, State};
use ed25519_dalek::{Verifier, VerifyingKey};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use values::Id;

type Bytes = BTreeMap<RecordRef, Vec<u8>>;

/// Checks an entry on the state before it. Answers how many signatures hold; what is wrong
/// is added to `damage`.
pub(super) fn check(entry: &Entry, changes: &[Change], stored: &Bytes, state: &State, damage: &mut Vec<String>) -> u64 {
    let (mut holding, mut signed) = (0, Vec::new());
    let revision = entry.stamp.revision;
    for change in changes {
        let Change::Put(Record::Signature(signature)) = change else { continue };
        match holds(signature, stored).and_then(|()| belongs(signature, entry, state)) {
            Ok(()) => holding += 1,
            Err(why) => damage.push(format!("revision {revision}: the signature of {} over {} {why}", signature.person, signature.of)),
        }
        signed.push(&signature.of);
    }
    if must_sign(entry) {
        let unsigned = stored.keys().filter(|of| of.kind == Kind::Sheet && !signed.contains(of));
        damage.extend(unsigned.map(|of| format!("revision {revision}: {of} stands there without the signature of this entry")));
    }
    holding
}

fn must_sign(entry: &Entry) -> bool {
    let command: Option<Command> = serde_json::from_value(entry.command.clone()).ok();
    entry.verdict == Verdict::Committed && command.is_some_and(|c| hand_of(&c).is_some())
}

/// Over these bytes, with that key.
fn holds(signature: &Signature, stored: &Bytes) -> Result<(), &'static str> {
    let bytes = stored.get(&signature.of).ok_or("does not stand beside what it signs")?;
    if values::Digest::of(&Sha256::digest(bytes).into()) != signature.digest {
        return Err("is over other bytes");
    }
    let decode = |text: &str| BASE64.decode(text.as_bytes()).ok();
    let key = decode(&signature.public_key)
        .and_then(|b| <[u8; 32]>::try_from(b).ok())
        .and_then(|b| VerifyingKey::from_bytes(&b).ok());
    let made = decode(&signature.signature).and_then(|b| ed25519_dalek::Signature::from_slice(&b).ok());
    match (key, made) {
        (Some(key), Some(made)) if key.verify(signature.statement().as_bytes(), &made).is_ok() => Ok(()),
        _ => Err("does not verify"),
    }
}

/// By that person at that time, and in its place in the chain.
fn belongs(signature: &Signature, entry: &Entry, state: &State) -> Result<(), &'static str> {
    if entry.stamp.proof.as_ref() != Some(&signature.person) || entry.stamp.at != signature.at {
        return Err("was made by another person or at another time than its entry");
    }
    let credential = state.credential.get(&signature.person.beside());
    if credential.is_none_or(|c| c.public_key != signature.public_key) {
        return Err("was made with a key that was not theirs at that time");
    }
    let sheet: Id<Sheet> = signature
        .of
        .id_of()
        .filter(|_| signature.of.kind == Kind::Sheet)
        .ok_or("is over something that nobody signs")?;
    if previous_digest(state, &sheet) != signature.previous {
        return Err("does not name the sheet before, as it was signed");
    }
    Ok(())
}
