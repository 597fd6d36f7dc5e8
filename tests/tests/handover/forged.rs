//! A journal rewritten as a whole by somebody who has the disk: every length, checksum and hash
//! is right again. The signatures tell it all the same (B-22).

use data_encoding::BASE64;
use domain::registers::handover::{Command, Post, Sheet};
use domain::registers::staff::{Credential, Signature};
use domain::{Change, Record, RecordRef};
use ed25519_dalek::{Signer, SigningKey};
use journal::disk::RealDisk;
use journal::file::{FileJournal, Options, Reader};
use journal::{BatchId, Journal, append_settled};
use serde_json::{Value, json};
use server::clock::{Clock, Source};
use server::identity::pin::{Cost, PinDesk};
use server::identity::secrets::Secrets;
use server::identity::tries::Tries;
use server::storage::entry::Entry;
use server::storage::vault::Vault;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tests::harness::hand_over::{desks, hand_over, incoming, outgoing};
use tests::harness::{CLERK, MONDAY, OPERATOR, Property, Staff, copy_dir, entries_of, id, journal_of, line, person, pin, verified};
use values::{Digest, Id};

/// Two handovers, the second chained to the first.
fn two_handovers() -> Property {
    let mut property = Property::new();
    let (mut counter, mut control) = desks(&property);
    hand_over(&mut counter, &mut control);
    property.clock().minutes_pass(15 * 60);
    back_again(&mut counter, &mut control);
    property.stop();
    property
}

fn back_again(counter: &mut Staff, control: &mut Staff) {
    let red = RecordRef::to(&control.state().open_matters().next().unwrap().id);
    let sheet: Id<Sheet> = control.new_id();
    control.ask(Command::Open { sheet: sheet.clone(), post: Post::Desk }).done();
    for (item, found) in [("desk-telephone", 1), ("desk-keys", 2)] {
        control.ask(Command::Count { sheet: sheet.clone(), item: id(item), found, note: None }).done();
    }
    control.sign(OPERATOR, outgoing(&sheet, OPERATOR)).done();
    let read = Command::ReadBack {
        sheet: sheet.clone(),
        about: red,
        owner: person(CLERK),
        next_step: line("今天拜访").into(),
    };
    counter.ask(read).done();
    counter.sign(CLERK, incoming(&sheet, CLERK)).done();
}

/// Writes the journal anew with every entry as `change` leaves it.
fn rewrite(data: &Path, mut change: impl FnMut(&mut Value)) {
    let dir = data.join("journal");
    let identity = Reader::open(Arc::new(journal_of(data))).unwrap().identity();
    let old = entries_of(data);
    fs::remove_dir_all(&dir).unwrap();
    let mut fresh = FileJournal::open(Arc::new(RealDisk::new(&dir).unwrap()), Options::new(identity), &mut ()).unwrap();
    for stored in old {
        let mut entry: Value = serde_json::from_slice(&stored.payload).unwrap();
        change(&mut entry);
        let (expected, batch) = (fresh.head().revision, BatchId(stored.revision.0.into()));
        append_settled(&mut fresh, expected, batch, &[serde_json::to_vec(&entry).unwrap()]).unwrap();
    }
    fresh.close().unwrap();
}

/// The entry's changed record of that kind.
fn put<'v>(entry: &'v mut Value, kind: &str) -> Option<&'v mut Value> {
    entry["changes"].as_array_mut()?.iter_mut().find_map(|c| c.get_mut("put")?.get_mut(kind))
}

/// Signs a changed signature again, with this key.
fn sign_again(entry: &mut Value, key: &SigningKey, change: impl Fn(&mut Signature)) {
    let form = put(entry, "signature").unwrap();
    let mut signature: Signature = serde_json::from_value(form.clone()).unwrap();
    change(&mut signature);
    signature.signature = BASE64.encode(&key.sign(signature.statement().as_bytes()).to_bytes());
    *form = serde_json::to_value(&signature).unwrap();
}

/// A person's own key, as only their PIN gives it.
fn own_key(property: &Property, who: &str) -> SigningKey {
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
    let desk = PinDesk::new(&secrets, Cost { memory_kib: 64, passes: 1 }, Tries::in_memory(Clock::start(Source::system(), None, None)));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(desk.check(&person(who), "here", credential, pin(who))).unwrap().key
}

fn is_clerks_incoming(entry: &Value) -> bool {
    entry["name"] == "handover.sign_incoming" && entry["stamp"]["proof"] == CLERK
}

#[test]
fn b22_a_rewritten_journal_is_found_out_by_its_signatures() {
    let property = two_handovers();
    let own = own_key(&property, CLERK);
    let thief = SigningKey::from_bytes(&[7; 32]);
    let public = |key: &SigningKey| BASE64.encode(key.verifying_key().as_bytes());
    type Forgery<'f> = Box<dyn Fn(&mut Value) + 'f>;
    let forgeries: [(&str, Forgery<'_>); 9] = [
        ("", Box::new(|_| {})),
        ("is over other bytes", Box::new(|e| put(e, "sheet").unwrap()["number"] = json!(3))),
        ("does not verify", Box::new(|e| put(e, "signature").unwrap()["at"] = json!(1))),
        ("does not verify", Box::new(|e| sign_again(e, &thief, |_| {}))),
        ("a key that was not theirs", Box::new(|e| sign_again(e, &thief, |s| s.public_key = public(&thief)))),
        ("asked for by nobody", Box::new(|e| sign_again(e, &own, |s| s.person = person(OPERATOR)))),
        ("at another time", Box::new(|e| sign_again(e, &own, |s| s.at = MONDAY))),
        ("does not name the sheet before", Box::new(|e| sign_again(e, &own, |s| s.previous = None))),
        (
            "without the signature",
            Box::new(|e| e["changes"].as_array_mut().unwrap().retain(|c| c["put"].get("signature").is_none())),
        ),
    ];
    for (n, (named, forge)) in forgeries.iter().enumerate() {
        let copy = property.beside(&format!("forged {n}"));
        copy_dir(&property.data(), &copy);
        let mut forged = Vec::new();
        rewrite(&copy, |entry| {
            if is_clerks_incoming(entry) {
                forge(entry);
                forged.push(entry["stamp"]["revision"].clone());
            }
        });
        assert_eq!(forged.len(), 1);
        let report = verified(&copy).unwrap();
        let place = format!("revision {}: ", forged[0]);
        if named.is_empty() {
            assert!(report.sound, "rewritten as it was, it is whole: {:?}", report.damage);
        } else {
            assert!(report.damage.iter().any(|d| d.starts_with(&place) && d.contains(named)), "{named}: {:?}", report.damage);
        }
    }
}

#[test]
fn b22_a_sheet_signed_again_by_its_own_hand_breaks_the_chain_behind_it() {
    let property = two_handovers();
    let own = own_key(&property, OPERATOR);
    let copy = property.beside("signed again");
    copy_dir(&property.data(), &copy);
    let mut later = Vec::new();
    rewrite(&copy, |entry| {
        let by_operator = entry["stamp"]["proof"] == OPERATOR;
        if entry["name"] == "handover.sign_incoming" && by_operator {
            put(entry, "sheet").unwrap()["opened_at"] = json!(1);
            let bytes = json!({ "sheet": put(entry, "sheet").unwrap() }).to_string();
            sign_again(entry, &own, |s| s.digest = Digest::of(&Sha256::digest(&bytes).into()));
        } else if entry["name"] == "handover.sign_outgoing" && by_operator {
            later.push(entry["stamp"]["revision"].clone());
        }
    });
    let report = verified(&copy).unwrap();
    let place = format!("revision {}: ", later[0]);
    let named = |d: &String| d.starts_with(&place) && d.contains("does not name the sheet before");
    assert!(report.damage.iter().any(named), "{:?}", report.damage);
}
