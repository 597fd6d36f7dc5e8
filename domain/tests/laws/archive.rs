//! What the sweep may and may not change: each world is lived beside one from which nothing
//! ever leaves. What a command names and the working set has no more is laid beside it for
//! that decision, as the server does; then both worlds answer every command alike.

use crate::World;
use crate::{moves, promises};
use domain::registers::archive;
use domain::registers::duty_log::LogLine;
use domain::registers::handover::Post;
use domain::registers::releases::Ending;
use domain::{Change, Command, Kind, Record, RecordRef, Refusal, State, decide, due};
use std::collections::{BTreeMap, BTreeSet};
use values::MINUTE_MS;

const WORLDS: u64 = 22;
const COMMANDS: u64 = 450;
const DAY: i64 = 24 * 60 * MINUTE_MS;

/// Commands that the worlds must have given about something that had left.
const NAME_THE_GONE: [&str; 14] = [
    "visits.sign_out",
    "keys.return",
    "keys.acknowledge_loss",
    "releases.confirm",
    "releases.withdraw",
    "matters.claim",
    "matters.add_note",
    "matters.hand_to",
    "matters.transfer",
    "matters.release",
    "matters.finish",
    "handover.review",
    "handover.add_addendum",
    "corrections.correct",
];

/// A world in which nights pass, and what has left it.
struct Swept {
    world: World,
    /// The same, without any sweep.
    whole: State,
    /// The newest version of every record that was ever put: what a command names and the
    /// working set has no more is fetched from here.
    store: BTreeMap<RecordRef, Record>,
    gone: BTreeSet<RecordRef>,
    /// Which commands named something that had left, and how often that was an entry of a key
    /// that was written off.
    about_the_gone: BTreeSet<String>,
    written_off: u32,
    /// What was asked for, what was fetched for it, and what came of it.
    journal: Vec<(Command, domain::Stamp, Vec<Record>, Vec<Change>)>,
}

impl Swept {
    fn new(seed: u64) -> Self {
        let world = World::new(seed);
        Self {
            whole: world.state.clone(),
            world,
            store: BTreeMap::new(),
            gone: BTreeSet::new(),
            about_the_gone: BTreeSet::new(),
            written_off: 0,
            journal: Vec::new(),
        }
    }

    /// Gives a command to both worlds. Their answers are the same: where the swept one lacks
    /// what is named, that is fetched first (design §3).
    fn submit(&mut self, command: &Command, stamp: &domain::Stamp) {
        let fetched = self.fetched(command, stamp);
        let looked_at: Vec<RecordRef> = fetched.iter().map(Record::reference).collect();
        self.world.fetch(&fetched);
        let answer = self.world.submit(command, stamp);
        assert_eq!(answer, decide(&self.whole, command, stamp), "{}: the sweep took its answer", command.name());
        if !fetched.is_empty() {
            self.about_the_gone.insert(command.name());
        }
        if let Ok(changes) = answer {
            self.keep(command, stamp, fetched, changes);
        }
        let still_gone: Vec<RecordRef> = looked_at.into_iter().filter(|r| self.gone.contains(r)).collect();
        self.world.put_back(&still_gone);
    }

    /// An accepted command in the world without sweeps, in the store and in the journal.
    fn keep(&mut self, command: &Command, stamp: &domain::Stamp, fetched: Vec<Record>, changes: Vec<Change>) {
        let before = self.whole.clone();
        self.whole.apply(&changes);
        promises::kept(&before, &self.whole, command);
        for record in changes.iter().filter_map(put) {
            self.store.insert(record.reference(), record.clone());
            self.gone.remove(&record.reference());
        }
        self.journal.push((command.clone(), stamp.clone(), fetched, changes));
    }

    /// What has left of the kind that the rules miss, if the command names it; in full, of any kind.
    fn fetched(&self, command: &Command, stamp: &domain::Stamp) -> Vec<Record> {
        let Err(Refusal::NotFound { kind }) = decide(&self.world.state, command, stamp) else { return Vec::new() };
        // Whom the server has recognised stands in the stamp.
        let spelled = serde_json::to_string(&(command, stamp)).unwrap();
        let says = |name: &str| spelled.contains(&format!("\"{name}\""));
        let named = self.gone.iter().filter(|r| (r.kind == kind && says(&r.id)) || says(&r.to_string()));
        named.map(|r| self.store[r].clone()).collect()
    }

    /// The clock asks for what is due: the sweep in the swept world alone.
    fn tick_the_clock(&mut self) {
        for wanted in due(&self.world.state, self.world.now) {
            let stamp = self.world.stamp(domain::Station::Clock, domain::Actor::Clock);
            if !matches!(wanted.command, Command::Archive(archive::Command::Sweep {})) {
                self.submit(&wanted.command, &stamp);
                continue;
            }
            let before = self.world.state.clone();
            let changes = self.world.submit(&wanted.command, &stamp).unwrap();
            for left in changes.iter().filter(|c| matches!(c, Change::Remove(_))).map(Change::about) {
                stays_while_open(&before, &left);
                waits_for_its_handover(&self.whole, &left);
                self.written_off += u32::from(left.kind == Kind::KeyIssue && ended_with(&self.whole, &left).is_some());
                self.gone.insert(left);
            }
            self.journal.push((wanted.command, stamp, Vec::new(), changes));
        }
        assert_eq!(due(&self.world.state, self.world.now), [], "due is empty after its own commands");
        self.lines_of_an_uncut_range_stay();
        promises::each_line_is_in_exactly_one_sheet(&self.whole);
    }

    fn lines_of_an_uncut_range_stay(&self) {
        for line in self.whole.log_line.iter() {
            let uncut = line.posts.iter().filter_map(|p| self.whole.duty_of(*p)).any(|d| d.cut < line.revision);
            assert!(!uncut || self.world.state.log_line.get(&line.id).is_some(), "line {} is in no sheet", line.revision);
        }
    }

    /// Brings the handover of every post to its end.
    fn hand_over_everything(&mut self, step: u64) {
        for post in Post::ALL {
            let sheets = |state: &State| state.duty_of(post).map_or(0, |d| d.sheets);
            let before = sheets(&self.world.state);
            for n in 0..400 {
                if sheets(&self.world.state) > before {
                    break;
                }
                let Some((command, stamp)) = moves::towards_a_handover(&mut self.world, post, &format!("h{step}-{}-{n}", post.name()))
                else {
                    break;
                };
                self.submit(&command, &stamp);
            }
        }
    }
}

/// The record that a change puts.
fn put(change: &Change) -> Option<&Record> {
    if let Change::Put(record) = change { Some(record) } else { None }
}

/// The loss with which an entry of a key was written off, or the slip that came in a slip's place.
fn ended_with(state: &State, left: &RecordRef) -> Option<RecordRef> {
    if let Some(slip) = left.id_of().and_then(|id| state.release.get(&id)) {
        let ended = slip.ended.as_ref().filter(|_| !slip.is_used())?;
        return if let Ending::Replaced { by_release } = &ended.how { Some(RecordRef::to(by_release)) } else { None };
    }
    let entry = state.key_issue.get(&left.id_of()?)?;
    entry.written_off.as_ref().map(|off| RecordRef::to(&off.loss))
}

/// Design §3: nothing that is open leaves the working set.
fn stays_while_open(before: &State, left: &RecordRef) {
    let closed = match left.kind {
        Kind::Visit => before
            .visit
            .get(&left.id_of().unwrap())
            .is_some_and(|v| v.left.is_some() && v.pass.as_ref().is_none_or(|p| p.returned)),
        Kind::FoundKey => before.found_key.get(&left.id_of().unwrap()).is_some_and(|f| f.settled.is_some()),
        Kind::Appointment => before.appointment.get(&left.id_of().unwrap()).is_some_and(|a| a.over.is_some()),
        Kind::KeyIssue => before.key_issue.get(&left.id_of().unwrap()).is_some_and(|i| !i.is_open()),
        Kind::Loss => before.loss.get(&left.id_of().unwrap()).is_some_and(|l| l.closed.is_some()),
        Kind::Release => before.release.get(&left.id_of().unwrap()).is_some_and(|r| !r.is_open()),
        Kind::Matter => before.matter.get(&left.id_of().unwrap()).is_some_and(|m| m.finished.is_some()),
        Kind::MatterNote => {
            let note = before.matter_note.get(&left.id_of().unwrap()).unwrap();
            before.matter.get(&note.matter).is_none_or(|m| m.finished.is_some())
        }
        Kind::Call => before.call.get(&left.id_of().unwrap()).is_some_and(|c| c.answered.is_some()),
        Kind::TurnedAway => true,
        Kind::Erasure => before.erasure.get(&left.id_of().unwrap()).is_some_and(|e| e.waiting.is_empty()),
        Kind::Correction => {
            let correction = before.correction.get(&left.id_of().unwrap()).unwrap();
            correction
                .of
                .iter()
                .filter(|of| before.has(of))
                .all(|of| Record::closed_at(&record_of(before, of), before).is_some())
        }
        Kind::Gap => before.gap.get(&left.id_of().unwrap()).is_some_and(|g| g.noted.is_some()),
        Kind::Run => before.run.get(&left.id_of().unwrap()).is_some_and(|r| r.stood_down.is_some()),
        Kind::Sheet => {
            let sheet = before.sheet.get(&left.id_of().unwrap()).unwrap();
            let last = before.duty_of(sheet.post).and_then(|d| d.last_sheet.as_ref()) == Some(&sheet.id);
            !last && (sheet.withdrawn.is_some() || sheet.reviewed.is_some())
        }
        Kind::Acknowledgement | Kind::Tick | Kind::RollCall | Kind::Addendum | Kind::Signature | Kind::LogLine | Kind::SurveyAnswer => true,
        Kind::Settings | Kind::Unit | Kind::PriceList | Kind::PrivacyNotice | Kind::PostItem | Kind::Person | Kind::Credential => false,
        Kind::Session | Kind::Terminal | Kind::Key | Kind::SurveyForm | Kind::Duty | Kind::Procedure | Kind::Sweep | Kind::ClockDoubt => {
            false
        }
        Kind::ReleaseBook | Kind::DeviceTrouble => false,
        Kind::PropertyMap => false,
        // It closes by time.
        Kind::Notice => true,
    };
    assert!(closed, "{left} is open");
}

/// The record of that name.
fn record_of(state: &State, name: &RecordRef) -> Record {
    let family = BTreeSet::from([name.clone()]);
    state.of_families(&family).into_iter().find(|record| &record.reference() == name).unwrap()
}

/// Design §3: closed records leave never before their post's next handover, nor before that
/// of what ended them.
fn waits_for_its_handover(whole: &State, left: &RecordRef) {
    let end = ended_with(whole, left);
    let concerned = |about: &RecordRef| about == left || Some(about) == end.as_ref();
    for line in whole.log_line.iter().filter(|l| l.about.as_ref().is_some_and(concerned) || &RecordRef::to(&l.id) == left) {
        for duty in line.posts.iter().filter_map(|p| whole.duty_of(*p)) {
            assert!(line.revision <= duty.cut, "{left} left before {:?} was handed over", duty.post);
        }
    }
}

/// Lives through one world in which nights pass.
fn live(seed: u64) -> Swept {
    let mut swept = Swept::new(seed);
    for post in Post::ALL {
        let taken = moves::takes_up(&mut swept.world, post);
        swept.submit(&taken.0, &taken.1);
    }
    for step in 0..COMMANDS {
        let wait = if swept.world.random.once_in(12) { 40 * 60 } else { 2 };
        let minutes = i64::try_from(swept.world.random.below(wait)).unwrap();
        swept.world.now = swept.world.now.plus(minutes * MINUTE_MS);
        // Sometimes somebody still has on the screen what has left meanwhile.
        let stale = swept.world.random.once_in(4);
        if stale {
            std::mem::swap(&mut swept.world.state, &mut swept.whole);
        }
        let (command, stamp) = moves::next(&mut swept.world, step);
        if stale {
            std::mem::swap(&mut swept.world.state, &mut swept.whole);
        }
        swept.submit(&command, &stamp);
        if swept.world.random.once_in(15) {
            swept.hand_over_everything(step);
        }
        if swept.world.random.once_in(3) {
            swept.tick_the_clock();
        }
    }
    swept
}

/// Handovers with days between them, and the hour of the sweep in each, until runs may leave too.
fn month_passes(swept: &mut Swept) {
    for step in 0..8 {
        swept.hand_over_everything(COMMANDS + step);
        swept.world.now = swept.world.now.plus(if step == 4 { 31 * DAY } else { DAY / 2 });
        swept.tick_the_clock();
    }
}

#[test]
fn a_sweep_changes_no_answer() {
    let (mut gone, mut accepted, mut about_the_gone) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut written_off = 0;
    for seed in 1..=WORLDS {
        eprintln!("seed {seed}");
        let mut swept = live(seed);
        month_passes(&mut swept);
        gone.extend(swept.gone.iter().map(|r| r.kind));
        accepted.extend(swept.world.accepted.into_keys());
        about_the_gone.extend(swept.about_the_gone);
        written_off += swept.written_off;
    }
    let expected = [
        Kind::Visit,
        Kind::Appointment,
        Kind::KeyIssue,
        Kind::Loss,
        Kind::Release,
        Kind::Matter,
        Kind::MatterNote,
        Kind::Call,
        Kind::Sheet,
        Kind::Addendum,
        Kind::Run,
        Kind::Tick,
        Kind::LogLine,
        Kind::Correction,
    ];
    let tame: Vec<_> = expected.into_iter().filter(|k| !gone.contains(k)).collect();
    assert!(tame.is_empty() && written_off > 2, "{tame:?} never left, {written_off} were written off");
    let never: Vec<_> = moves::NAMES.iter().filter(|name| !accepted.contains(**name)).collect();
    assert!(never.is_empty(), "the worlds never came to {never:?}");
    let never: Vec<_> = NAME_THE_GONE.iter().filter(|name| !about_the_gone.contains(**name)).collect();
    assert!(never.is_empty(), "nobody named what has left in {never:?}");
}

#[test]
fn equal_journals_give_equal_states_with_sweeps_in_them() {
    let swept = live(5);
    assert!(swept.gone.len() > 100, "{}", swept.gone.len());
    let mut replayed = crate::property::imported().0;
    for (command, stamp, fetched, changes) in &swept.journal {
        let mut beside = replayed.clone();
        fetched.iter().for_each(|record| beside.put(record.clone()));
        assert_eq!(decide(&beside, command, stamp).as_ref(), Ok(changes), "{}", command.name());
        replayed.apply(changes);
    }
    assert_eq!(format!("{replayed:?}"), format!("{:?}", swept.world.state));
    assert_eq!(due(&replayed, swept.world.now.plus(DAY)), due(&swept.world.state, swept.world.now.plus(DAY)));
}

#[test]
fn every_closed_record_eventually_leaves() {
    let mut swept = live(3);
    month_passes(&mut swept);
    let state = &swept.world.state;
    let stays: Vec<RecordRef> = records(state).into_iter().filter(|r| r.closed_at(state).is_some()).map(|r| r.reference()).collect();
    assert_eq!(stays, [], "closed, old enough, and handed over");
    assert!(state.matter.iter().all(|m| m.is_open()) && state.call.iter().all(|c| c.answered.is_none()));
    let cut = Post::ALL.iter().map(|p| state.duty_of(*p).unwrap().cut).min().unwrap();
    let young = swept.world.now.plus(-2 * DAY);
    let shown: BTreeSet<RecordRef> = records(state).iter().map(Record::reference).collect();
    let waits = |l: &LogLine| l.revision > cut || l.at > young || l.about.as_ref().is_some_and(|r| shown.contains(r));
    assert!(state.log_line.iter().all(waits), "lines stay");
}

fn records(state: &State) -> Vec<Record> {
    let mut records: Vec<Record> = state.visit.iter().map(|r| r.clone().into()).collect();
    records.extend(state.matter.iter().map(|r| Record::from(r.clone())));
    records.extend(state.matter_note.iter().map(|r| Record::from(r.clone())));
    records.extend(state.key_issue.iter().map(|r| Record::from(r.clone())));
    records.extend(state.release.iter().map(|r| Record::from(r.clone())));
    records.extend(state.call.iter().map(|r| Record::from(r.clone())));
    records.extend(state.run.iter().map(|r| Record::from(r.clone())));
    records.extend(state.tick.iter().map(|r| Record::from(r.clone())));
    records.extend(state.loss.iter().map(|r| Record::from(r.clone())));
    records.extend(state.roll_call.iter().map(|r| Record::from(r.clone())));
    records.extend(state.acknowledgement.iter().map(|r| Record::from(r.clone())));
    records.extend(state.sheet.iter().map(|r| Record::from(r.clone())));
    records.extend(state.addendum.iter().map(|r| Record::from(r.clone())));
    records.extend(state.correction.iter().map(|r| Record::from(r.clone())));
    records
}
