//! Sheets and key hand-outs altered, swapped, signed by oneself or taken from yesterday (B-22, K-7):
//! the offline verifier accepts none of them, and neither does the server.
//!
//! Whoever forges has the disk: each forged journal is written anew, every hash of its chain right.

use super::{Reach, Tally};
use crate::harness::forge::{forms_of, identity_of, own_key, put, rewrite, sign_again, two_handovers, write_on};
use crate::harness::{Answer, CLERK, LEAD, OPERATOR, Property, copy_dir, pin, verified};
use domain::Station;
use domain::registers::handover::Command;
use domain::registers::staff::{Hand, Signature};
use ed25519_dalek::SigningKey;
use journal::Identity;
use journal::simulated::{Random, SimulatedDisk};
use serde_json::{Value, json};
use std::sync::Arc;
use values::Digest;
use verifier::copy;

/// One forgery in so many is shown to the server's own `verify` too, which reads a directory.
const BY_THE_SERVER: u64 = 200;
/// How many are signed over the wire.
const OVER_THE_WIRE: u64 = 60;

/// Forges.
///
/// # Errors
/// The journal as it was written is not accepted: then a refusal means nothing.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let property = two_handovers();
    let (entries, identity) = (forms_of(&property.data()), identity_of(&property.data()));
    let whole = accepted(&entries, identity).map_err(|why| format!("the journal as it was written: {why:?}"))?;
    tally.notes.push(format!("{whole} signatures in {} entries", entries.len()));
    let forger = Forger {
        signed: (0..entries.len()).filter(|n| is_signed(&entries[*n])).collect(),
        own: own_key(&property, CLERK),
        thief: SigningKey::from_bytes(&[7; 32]),
        entries,
    };
    let mut random = Random::new(reach.seed);
    let mut round = 0;
    while round < reach.rounds(10_000, 300) {
        let (what, forged) = forger.forge(&mut random);
        if forged == forger.entries {
            continue;
        }
        round += 1;
        tally.must_refuse(accepted(&forged, identity).is_err(), || format!("round {round}: {what}: accepted by the offline verifier"));
        if round.is_multiple_of(BY_THE_SERVER) {
            let sound = by_the_server(&property, round, &forged);
            tally.must_refuse(!sound, || format!("round {round}: {what}: accepted by the server"));
        }
    }
    over_the_wire(&mut random, &mut tally);
    Ok(tally)
}

/// How many signatures hold in a journal of these entries, or what is wrong with it.
fn accepted(entries: &[Value], identity: Identity) -> Result<u64, Vec<String>> {
    let disk = SimulatedDisk::new();
    write_on(Arc::new(disk.clone()), identity, entries);
    let report = copy::check_on(&disk).map_err(|why| vec![why.to_string()])?;
    if report.sound { Ok(report.signatures) } else { Err(report.damage) }
}

fn by_the_server(property: &Property, round: u64, forged: &[Value]) -> bool {
    let copy = property.beside(&format!("forged {round}"));
    copy_dir(&property.data(), &copy);
    let mut forged = forged.iter();
    rewrite(&copy, |entry| *entry = forged.next().cloned().unwrap_or_default());
    verified(&copy).is_ok_and(|report| report.sound)
}

fn is_signed(entry: &Value) -> bool {
    entry["changes"]
        .as_array()
        .is_some_and(|changes| changes.iter().any(|change| change["put"].get("signature").is_some()))
}

/// Somebody who has the disk, one PIN of their own, and no other key.
struct Forger {
    entries: Vec<Value>,
    /// Which of them are signed.
    signed: Vec<usize>,
    own: SigningKey,
    thief: SigningKey,
}

impl Forger {
    /// What was forged, and the entries then.
    fn forge(&self, random: &mut Random) -> (&'static str, Vec<Value>) {
        let mut forged = self.entries.clone();
        let at = self.signed[random.below(self.signed.len() as u64) as usize];
        let other = &self.entries[self.signed[random.below(self.signed.len() as u64) as usize]];
        let entry = &mut forged[at];
        let kind = ["sheet", "release", "key_issue"].into_iter().find(|kind| put(entry, kind).is_some()).expect("it is signed");
        let what = match random.below(9) {
            0..=2 => {
                alter(put(entry, kind).expect("it is signed"), random);
                "a signed record was altered"
            }
            3 | 4 => {
                alter(put(entry, "signature").expect("it is signed"), random);
                "a signature was altered"
            }
            5 => {
                let theirs = other.clone();
                let theirs = put(&mut theirs.clone(), "signature").cloned();
                *put(entry, "signature").expect("it is signed") = theirs.unwrap_or_default();
                "another entry's signature was put there"
            }
            6 => {
                entry["changes"] = other["changes"].clone();
                "an earlier signed record was put there again"
            }
            7 => {
                self.sign_by_oneself(entry, kind, random);
                "the record was altered and signed by oneself"
            }
            _ => {
                if let Some(changes) = entry["changes"].as_array_mut() {
                    let first = changes.iter().position(|change| change["put"].get("signature").is_some());
                    first.map(|first| changes.remove(first));
                }
                "a signature was taken away"
            }
        };
        (what, forged)
    }

    /// With a key of one's own making, or one's own key in another's name.
    fn sign_by_oneself(&self, entry: &mut Value, kind: &str, random: &mut Random) {
        alter(put(entry, kind).expect("it is signed"), random);
        let bytes = json!({ kind: put(entry, kind).expect("it is signed") }).to_string();
        let digest = Digest::of(&<sha2::Sha256 as sha2::Digest>::digest(&bytes).into());
        let (key, names_it) = (if random.chance(1, 2) { &self.thief } else { &self.own }, random.chance(1, 2));
        let public = data_encoding::BASE64.encode(key.verifying_key().as_bytes());
        sign_again(entry, key, |signature: &mut Signature| {
            signature.digest = digest.clone();
            if names_it {
                signature.public_key.clone_from(&public);
            }
            // The clerk's own sheets may be signed by the clerk: then as another hand.
            if signature.person.as_str() == CLERK {
                signature.hand = if signature.hand == Hand::Incoming { Hand::Outgoing } else { Hand::Incoming };
            }
        });
    }
}

/// Changes one value somewhere in a record.
fn alter(record: &mut Value, random: &mut Random) {
    match record {
        Value::Object(fields) if !fields.is_empty() => {
            let at = random.below(fields.len() as u64) as usize;
            fields.values_mut().nth(at).into_iter().for_each(|field| alter(field, random));
        }
        Value::Array(items) if !items.is_empty() => {
            let at = random.below(items.len() as u64) as usize;
            alter(&mut items[at], random);
        }
        Value::Object(fields) => _ = fields.insert("more".to_owned(), json!(1)),
        Value::Array(items) => items.push(json!(1)),
        Value::String(text) => text.push(if text.ends_with('1') { '2' } else { '1' }),
        Value::Number(number) => *record = json!(number.as_i64().unwrap_or_default() + 1),
        Value::Bool(is) => *is = !*is,
        Value::Null => *record = json!("1"),
    }
}

/// Sheets that were signed already, by the wrong hand, with another's PIN or none.
fn over_the_wire(random: &mut Random, tally: &mut Tally) {
    let mut property = two_handovers();
    property.start();
    let mut counter = property.staff(Station::Counter, "counter 2");
    let mut control = property.staff(Station::ControlRoom, "control room 2");
    counter.sign_in(CLERK);
    control.sign_in(OPERATOR);
    let sheets: Vec<_> = counter.state().sheet.iter().map(|sheet| sheet.id.clone()).collect();
    let people = [CLERK, OPERATOR, LEAD];
    for _ in 0..OVER_THE_WIRE {
        let sheet = sheets[random.below(sheets.len() as u64) as usize].clone();
        let [who, whose] = [(); 2].map(|()| people[random.below(3) as usize]);
        let person = crate::harness::person(who);
        let command = match random.below(3) {
            0 => Command::SignOutgoing { sheet, person },
            1 => Command::SignIncoming { sheet, person },
            _ => Command::SignOutgoing { sheet: crate::harness::id("no-such-sheet"), person },
        };
        let desk = if random.chance(1, 2) { &mut counter } else { &mut control };
        let with = if random.chance(1, 4) { String::new() } else { pin(whose) };
        let signatures = || property.desk().state().signature.len();
        let before = signatures();
        let answer = desk.ask_with_pin(command.clone(), &with);
        // Whoever signed it and does so again, with their PIN, is told that it is done; nothing is signed.
        let harmless = matches!(answer, Answer::Refused(..)) || signatures() == before;
        tally.must_refuse(harmless, || format!("{command:?} was signed again"));
    }
}
