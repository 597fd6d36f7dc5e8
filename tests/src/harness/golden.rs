//! The golden journal: entries in clear, written once and kept for ever, which every later
//! version must read without losing anything.
//!
//! Written from [`script::day`](super::script::day) with fixed ids, clock and signing keys.
//! Everybody in it is made up, and its personal values are in clear on purpose: it is test
//! data. What the server adds to a decided command (signatures) is added here in the same way.

use super::id;
use super::script::{BEGIN, Step, day, later};
use data_encoding::BASE64;
use domain::registers::appointments::Appointment;
use domain::registers::staff::{Hand, Person, Signature};
use domain::registers::visits::{self, Visit};
use domain::{Actor, Change, Command, Offline, Stamp, State, Station, signing};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::Value;
use server::desk::shelf::{Cause, Shelf, view_of};
use server::storage::entry::{Entry, Verdict};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use values::{Digest, Id};

/// The entries of the scripted day, each as one line of JSON.
#[must_use]
pub fn write() -> Vec<String> {
    let (mut state, mut at) = (State::default(), BEGIN);
    let (mut seqs, mut lines) = (BTreeMap::new(), Vec::new());
    for step in day() {
        at = later(at, step.after_s);
        let seq = seqs.entry(step.station).or_insert(0);
        *seq += 1;
        let mut stamp = stamp(&step, lines.len() as u64 + 1, at, *seq);
        stamp.holder = holder(&step, &state);
        stamp.expected = expected(&step, &state);
        let decided = domain::decide(&state, &step.command, &stamp);
        assert_eq!(decided.is_err(), step.refused, "{}: {:?}", step.command.name(), decided.err());
        let (verdict, mut changes) = match decided {
            Ok(changes) => (Verdict::Committed, changes),
            Err(refusal) => (Verdict::Refused(refusal), Vec::new()),
        };
        let signatures: Vec<Change> = signatures(&step, &stamp, &changes, &state);
        changes.extend(signatures);
        state.apply(&changes);
        let changes = changes.iter().map(|c| serde_json::to_value(c).unwrap()).collect();
        let command = serde_json::to_value(&step.command).unwrap();
        let entry = Entry { stamp, name: step.command.name(), command, verdict, body: None, changes };
        lines.push(serde_json::to_string(&entry).unwrap());
    }
    lines
}

fn stamp(step: &Step, revision: u64, at: values::At, seq: u64) -> Stamp {
    let (actor, terminal) = match step.station {
        Station::Operator => (Actor::Operator, "server"),
        Station::Clock => (Actor::Clock, "server"),
        Station::Kiosk => (Actor::Station, "kiosk-1"),
        Station::Counter => (person(step), "counter-1"),
        Station::ControlRoom => (person(step), "control-room-1"),
    };
    let offline = step.offline.then(|| Offline { made_at: later(at, -600) });
    let proof = (!step.signs.is_empty()).then(|| id(step.signs));
    Stamp {
        revision,
        at,
        actor,
        station: step.station,
        terminal: id(terminal),
        seq,
        incarnation: "0a0b0c0d".repeat(4),
        offline,
        proof,
        holder: None,
        expected: None,
        second: domain::rights::second(&step.command).cloned(),
        clock_shows: None,
    }
}

/// Whom the server recognises who leaves: whoever holds the code.
fn holder(step: &Step, state: &State) -> Option<Id<Visit>> {
    let Command::Visits(visits::Command::SignOutByCode { code }) = &step.command else { return None };
    state.inside().find(|v| &v.code == code).map(|v| v.id.clone())
}

/// Whom the server recognises who comes: whoever is expected by the code.
fn expected(step: &Step, state: &State) -> Option<Id<Appointment>> {
    let Command::Visits(visits::Command::ComeByCode { known, .. }) = &step.command else { return None };
    state.appointment.iter().find(|a| &a.code == known).map(|a| a.id.clone())
}

/// As the server does: the PIN says who acted, and without one the session.
fn person(step: &Step) -> Actor {
    let proven_or_signed_in = [step.signs, step.person].into_iter().find(|p| !p.is_empty());
    proven_or_signed_in.map_or(Actor::Station, |p| Actor::Person(id(p)))
}

/// What the server adds beside what is signed.
fn signatures(step: &Step, stamp: &Stamp, changes: &[Change], state: &State) -> Vec<Change> {
    let signed_by = |(hand, person): (Hand, &Id<Person>)| {
        let change = changes.iter().find(|change| signing::carries(change, hand))?;
        Some(Change::Put(signature(change, hand, person, stamp, state).into()))
    };
    signing::hands(&step.command).into_iter().filter_map(signed_by).collect()
}

fn signature(change: &Change, hand: Hand, person: &Id<Person>, stamp: &Stamp, state: &State) -> Signature {
    let form = serde_json::to_value(change).unwrap();
    // A key for each person that everybody can compute: worth nothing, and always the same.
    let key = SigningKey::from_bytes(&Sha256::digest(format!("made-up key of {person}")).into());
    let mut signature = Signature {
        id: id(&format!("{:012}-{person}", stamp.revision)),
        of: change.about(),
        hand,
        person: person.clone(),
        at: stamp.at,
        digest: Digest::of(&Sha256::digest(form["put"].to_string()).into()),
        previous: signing::previous_digest(state, &change.about()),
        public_key: BASE64.encode(key.verifying_key().as_bytes()),
        signature: String::new(),
    };
    signature.signature = BASE64.encode(&key.sign(signature.statement().as_bytes()).to_bytes());
    signature
}

/// What a journal in clear comes to.
pub struct Replayed {
    /// The state at its end.
    pub state: State,
    /// The counter's view, in hexadecimal.
    pub counter: String,
    /// The control room's view.
    pub control_room: String,
    /// The names of the commands in it.
    pub commands: BTreeMap<String, usize>,
    /// The kinds of record in it.
    pub kinds: BTreeMap<&'static str, usize>,
}

/// Replays lines as [`write`] makes them. Fails where today's types cannot read something,
/// or would write it otherwise than it was written.
#[must_use]
pub fn replay(lines: &[&str]) -> Replayed {
    let (mut state, mut shelf) = (State::default(), Shelf::default());
    let (mut commands, mut kinds) = (BTreeMap::new(), BTreeMap::new());
    for (line, revision) in lines.iter().zip(1..) {
        let entry = Entry::read(line.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&entry).unwrap(), *line, "revision {revision} is written otherwise today");
        assert_eq!(entry.stamp.revision, revision);
        let command: Command = read_whole(&entry.command, revision);
        assert_eq!(command.name(), entry.name, "revision {revision}");
        *commands.entry(entry.name.clone()).or_insert(0) += 1;
        let changes: Vec<Change> = entry.changes.iter().map(|c| read_whole(c, revision)).collect();
        for change in &changes {
            *kinds.entry(change.about().kind.name()).or_insert(0) += 1;
        }
        state.apply(&changes);
        let (terminal, seq, at_ms) = (entry.stamp.terminal.to_string(), entry.stamp.seq, entry.stamp.at.0);
        let cause = Cause { command: entry.name, terminal, incarnation: Vec::new(), seq, at_ms };
        shelf.take(revision, &changes, cause).unwrap();
    }
    let view = |station| data_encoding::HEXLOWER.encode(&shelf.digest(view_of(station).unwrap()));
    Replayed {
        counter: view(Station::Counter),
        control_room: view(Station::ControlRoom),
        state,
        commands,
        kinds,
    }
}

fn read_whole<T: serde::Serialize + serde::de::DeserializeOwned>(form: &Value, revision: u64) -> T {
    let read: T = serde_json::from_value(form.clone()).unwrap_or_else(|e| panic!("revision {revision}: {e}"));
    assert_eq!(&serde_json::to_value(&read).unwrap(), form, "revision {revision}: something is lost in reading");
    read
}
