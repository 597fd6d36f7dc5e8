//! Whether the signatures of an entry hold (B-22, K-7): over the stored bytes, by the right people
//! with the keys that were theirs, and each sheet's chained to the post's sheet before.

use crate::entry::Stored;
use data_encoding::BASE64;
use domain::registers::staff::Signature;
use domain::signing::{hands, previous_digest, signed_as};
use domain::{Change, Command, Record, Stamp, State};
use ed25519_dalek::VerifyingKey;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What an entry's signatures are held against.
pub struct Signed<'a> {
    /// The entry's stamp.
    pub stamp: &'a Stamp,
    /// Its command as stored.
    pub command: &'a Value,
    /// Whether it was done.
    pub was_done: bool,
    /// What changed.
    pub changes: &'a [Change],
    /// What it put, as stored bytes.
    pub stored: &'a Stored,
}

/// Checks an entry on the state before it. Answers how many signatures hold; what is wrong
/// is added to `damage`, a sentence each.
pub fn check(entry: &Signed<'_>, state: &State, damage: &mut Vec<String>) -> u64 {
    let revision = entry.stamp.revision;
    // One of a newer program is known by its signatures alone.
    let command: Option<Command> = serde_json::from_value(entry.command.clone()).ok();
    let mut wanted = command.as_ref().filter(|_| entry.was_done).map(hands).unwrap_or_default();
    let mut holding = 0;
    for change in entry.changes {
        let Change::Put(Record::Signature(signature)) = change else { continue };
        let place = wanted.iter().position(|(hand, person)| *hand == signature.hand && **person == signature.person);
        let asked_for = match place {
            Some(place) => {
                wanted.remove(place);
                Ok(())
            }
            None if command.is_none() => Ok(()),
            None => Err("was asked for by nobody"),
        };
        match asked_for
            .and_then(|()| is_its_own(signature, revision))
            .and_then(|()| holds(signature, entry.stored))
            .and_then(|()| belongs(signature, entry.stamp, state))
        {
            Ok(()) => holding += 1,
            Err(why) => damage.push(format!("revision {revision}: the signature of {} over {} {why}", signature.person, signature.of)),
        }
    }
    damage.extend(wanted.into_iter().map(|(hand, person)| {
        format!("revision {revision}: {} stands there without the signature of {person} ({hand:?})", signed_as(hand).name())
    }));
    holding
}

/// Under the name that it has from its entry: what is signed does not say it.
fn is_its_own(signature: &Signature, revision: u64) -> Result<(), &'static str> {
    let name = format!("{revision:012}-{}", signature.person);
    if signature.id.as_str() == name { Ok(()) } else { Err("has another name than its entry gives it") }
}

/// Over these bytes, with that key.
fn holds(signature: &Signature, stored: &Stored) -> Result<(), &'static str> {
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
        (Some(key), Some(made)) if key.verify_strict(signature.statement().as_bytes(), &made).is_ok() => Ok(()),
        _ => Err("does not verify"),
    }
}

/// By that person at that time, and in its place in the chain.
fn belongs(signature: &Signature, stamp: &Stamp, state: &State) -> Result<(), &'static str> {
    let proven = [&stamp.proof, &stamp.second].into_iter().any(|person| person.as_ref() == Some(&signature.person));
    if !proven || stamp.at != signature.at {
        return Err("was made by another person or at another time than its entry");
    }
    let credential = state.credential.get(&signature.person.beside());
    if credential.is_none_or(|c| c.public_key != signature.public_key) {
        return Err("was made with a key that was not theirs at that time");
    }
    if signature.of.kind != signed_as(signature.hand) {
        return Err("is over something that nobody signs so");
    }
    if previous_digest(state, &signature.of) != signature.previous {
        return Err("does not name the sheet before, as it was signed");
    }
    Ok(())
}
