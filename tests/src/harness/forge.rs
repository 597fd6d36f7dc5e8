//! A journal rewritten as a whole by somebody who has the disk: every length, checksum and hash is
//! right again. Only the signatures tell it (B-22).

use super::hand_over::{desks, hand_back, hand_over};
use super::{CLERK_TWO, LEAD, Property, Staff, entries_of, id, journal_of, line, name, person, pin, told};
use data_encoding::BASE64;
use domain::registers::keys;
use domain::registers::releases::{self, Check, Fees, Goods, Release, Standing};
use domain::registers::staff::{Credential, Signature};
use domain::{Change, Record};
use ed25519_dalek::{Signer, SigningKey};
use journal::disk::{Disk, RealDisk};
use journal::file::{FileJournal, Options, Reader};
use journal::{BatchId, Identity, Journal, append_settled};
use serde_json::Value;
use server::clock::{Clock, Source};
use server::identity::pin::{Cost, PinDesk};
use server::identity::secrets::Secrets;
use server::identity::tries::{Guessed, Tries};
use server::storage::entry::Entry;
use server::storage::vault::Vault;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use values::Id;

/// Two handovers, the second chained to the first, a key that left with two people, and a goods
/// release; stopped.
#[must_use]
pub fn two_handovers() -> Property {
    let mut property = Property::new();
    let (mut counter, mut control) = desks(&property);
    hand_over(&mut counter, &mut control);
    hand_back(&property, &mut counter, &mut control);
    hand_out(&mut counter);
    let release = counter.new_id();
    counter.sign(LEAD, release_of(release)).done();
    property.stop();
    property
}

/// A key of a tenant's room, handed out by the lead; a colleague goes along (K-7).
fn hand_out(counter: &mut Staff) {
    let issue = keys::Command::Issue {
        issue: counter.new_id(),
        key: id("S-003"),
        to: name("样本领用人"),
        telephone: None,
        why: line("样本用途").into(),
        due_at: counter.told.clock.plus(3_600_000),
        person: Some(person(LEAD)),
        second: Some(person(CLERK_TWO)),
    };
    counter.sign_by_two(LEAD, CLERK_TWO, issue).done();
}

/// A slip that the lead issues, for an owner who carries two things out (G-1).
#[must_use]
pub fn release_of(release: Id<Release>) -> releases::Command {
    releases::Command::Issue {
        release,
        unit: id("1202"),
        carrier: name("样本搬运人"),
        telephone: None,
        standing: Standing::Owner,
        checks: [Check::Papers].into(),
        goods: vec![Goods { name: told("样本柜"), count: 1 }, Goods { name: told("样本箱"), count: 12 }],
        plate: None,
        exit: told("样本出口"),
        fees: Fees::Settled,
        replaces: None,
        person: person(LEAD),
    }
}

/// The entries of a stopped server's journal.
#[must_use]
pub fn forms_of(data: &Path) -> Vec<Value> {
    entries_of(data).iter().map(|stored| serde_json::from_slice(&stored.payload).unwrap()).collect()
}

/// Which journal it is.
#[must_use]
pub fn identity_of(data: &Path) -> Identity {
    Reader::open(Arc::new(journal_of(data))).unwrap().identity()
}

/// A journal of these entries on an empty disk; everything but its signatures is right.
pub fn write_on(disk: Arc<dyn Disk>, identity: Identity, entries: &[Value]) {
    let mut fresh = FileJournal::open(disk, Options::new(identity), &mut ()).unwrap();
    for entry in entries {
        let expected = fresh.head().revision;
        let batch = BatchId(expected.next().0.into());
        append_settled(&mut fresh, expected, batch, &[serde_json::to_vec(entry).unwrap()]).unwrap();
    }
    fresh.close().unwrap();
}

/// Writes the journal anew with every entry as `change` leaves it.
pub fn rewrite(data: &Path, change: impl FnMut(&mut Value)) {
    let dir = data.join("journal");
    let (identity, mut entries) = (identity_of(data), forms_of(data));
    entries.iter_mut().for_each(change);
    fs::remove_dir_all(&dir).unwrap();
    write_on(Arc::new(RealDisk::new(&dir).unwrap()), identity, &entries);
}

/// The entry's changed record of that kind.
pub fn put<'v>(entry: &'v mut Value, kind: &str) -> Option<&'v mut Value> {
    entry["changes"].as_array_mut()?.iter_mut().find_map(|c| c.get_mut("put")?.get_mut(kind))
}

/// Signs a changed signature again, with this key.
pub fn sign_again(entry: &mut Value, key: &SigningKey, change: impl Fn(&mut Signature)) {
    let form = put(entry, "signature").unwrap();
    let mut signature: Signature = serde_json::from_value(form.clone()).unwrap();
    change(&mut signature);
    signature.signature = BASE64.encode(&key.sign(signature.statement().as_bytes()).to_bytes());
    *form = serde_json::to_value(&signature).unwrap();
}

/// A person's own key, as only their PIN gives it.
#[must_use]
pub fn own_key(property: &Property, who: &str) -> SigningKey {
    let secrets = Secrets::open(&property.data()).unwrap();
    let vault = Vault::read_only(&property.data(), secrets.master()).unwrap();
    let mut credential: Option<Credential> = None;
    for stored in entries_of(&property.data()) {
        for change in Entry::read(&stored.payload).unwrap().open_changes(&vault).unwrap() {
            if let Change::Put(Record::Credential(put)) = change {
                credential = (put.id.as_str() == who).then_some(*put).or(credential.take());
            }
        }
    }
    let desk = PinDesk::new(
        &secrets,
        Cost { memory_kib: 64, passes: 1 },
        Tries::in_memory(Guessed::Pin, Clock::start(Source::system(), None, None)),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(desk.check(&person(who), "here", credential, pin(who))).unwrap().key
}
