//! What the sweep may and may not change: each world is lived beside one from which nothing
//! ever leaves.

use crate::World;
use crate::moves;
use domain::registers::archive;
use domain::registers::duty_log::LogLine;
use domain::registers::handover::Post;
use domain::{Change, Command, Kind, Record, RecordRef, Refusal, State, decide, due};
use std::collections::BTreeSet;
use values::MINUTE_MS;

const WORLDS: u64 = 8;
const COMMANDS: u64 = 240;
const DAY: i64 = 24 * 60 * MINUTE_MS;

/// A world in which nights pass, and what has left it.
struct Swept {
    world: World,
    /// The same, without any sweep.
    whole: State,
    gone: BTreeSet<RecordRef>,
    /// What was asked for, and what came of it.
    journal: Vec<(Command, domain::Stamp, Vec<Change>)>,
}

impl Swept {
    fn new(seed: u64) -> Self {
        let world = World::new(seed);
        Self { whole: world.state.clone(), world, gone: BTreeSet::new(), journal: Vec::new() }
    }

    /// Gives a command to both worlds. Their answers are the same, unless it names
    /// something that has left: then the swept one says so, and nothing happens.
    fn submit(&mut self, command: &Command, stamp: &domain::Stamp) {
        let swept = decide(&self.world.state, command, stamp);
        let whole = decide(&self.whole, command, stamp);
        if swept != whole {
            let Err(Refusal::NotFound { kind }) = swept else { panic!("{}: {swept:?} instead of {whole:?}", command.name()) };
            let spelled = serde_json::to_string(command).unwrap();
            let named = |r: &&RecordRef| r.kind == kind && spelled.contains(&format!("\"{}\"", r.id));
            assert!(self.gone.iter().any(|r| named(&r)), "{}: {kind:?} is missing", command.name());
            return;
        }
        let answer = self.world.submit(command, stamp);
        if let Ok(changes) = answer {
            self.whole.apply(&changes);
            self.journal.push((command.clone(), stamp.clone(), changes));
        }
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
                self.gone.insert(left);
            }
            self.journal.push((wanted.command, stamp, changes));
        }
        assert_eq!(due(&self.world.state, self.world.now), [], "due is empty after its own commands");
        self.lines_of_an_uncut_range_stay();
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

/// Design §3: nothing that is open leaves the working set.
fn stays_while_open(before: &State, left: &RecordRef) {
    let closed = match left.kind {
        Kind::Visit => before
            .visit
            .get(&left.id_of().unwrap())
            .is_some_and(|v| v.left.is_some() && v.pass.as_ref().is_none_or(|p| p.returned)),
        Kind::KeyIssue => before.key_issue.get(&left.id_of().unwrap()).is_some_and(|i| i.returned.is_some()),
        Kind::Loss => before.loss.get(&left.id_of().unwrap()).is_some_and(|l| l.closed.is_some()),
        Kind::Matter => before.matter.get(&left.id_of().unwrap()).is_some_and(|m| m.finished.is_some()),
        Kind::MatterNote => {
            let note = before.matter_note.get(&left.id_of().unwrap()).unwrap();
            before.matter.get(&note.matter).is_none_or(|m| m.finished.is_some())
        }
        Kind::Call => before.call.get(&left.id_of().unwrap()).is_some_and(|c| c.answered.is_some()),
        Kind::Run => before.run.get(&left.id_of().unwrap()).is_some_and(|r| r.stood_down.is_some()),
        Kind::Sheet => {
            let sheet = before.sheet.get(&left.id_of().unwrap()).unwrap();
            let last = before.duty_of(sheet.post).and_then(|d| d.last_sheet.as_ref()) == Some(&sheet.id);
            !last && (sheet.withdrawn.is_some() || sheet.reviewed.is_some())
        }
        Kind::Acknowledgement | Kind::Tick | Kind::RollCall | Kind::Addendum | Kind::Signature | Kind::LogLine | Kind::SurveyAnswer => true,
        Kind::Settings | Kind::Unit | Kind::PriceList | Kind::PrivacyNotice | Kind::PostItem | Kind::Person | Kind::Credential => false,
        Kind::Session | Kind::Terminal | Kind::Key | Kind::SurveyForm | Kind::Duty | Kind::Procedure | Kind::Sweep => false,
    };
    assert!(closed, "{left} is open");
}

/// Design §3: closed records leave never before their post's next handover.
fn waits_for_its_handover(whole: &State, left: &RecordRef) {
    for line in whole.log_line.iter().filter(|l| l.about.as_ref() == Some(left) || &RecordRef::to(&l.id) == left) {
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
        let stale = swept.world.random.once_in(6);
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

#[test]
fn a_sweep_changes_no_answer_about_what_is_still_there() {
    let mut gone: BTreeSet<Kind> = BTreeSet::new();
    for seed in 1..=WORLDS {
        eprintln!("seed {seed}");
        let swept = live(seed);
        gone.extend(swept.gone.iter().map(|r| r.kind));
    }
    let expected =
        [Kind::Visit, Kind::KeyIssue, Kind::Matter, Kind::MatterNote, Kind::Call, Kind::Sheet, Kind::Run, Kind::Tick, Kind::LogLine];
    let never: Vec<_> = expected.into_iter().filter(|k| !gone.contains(k)).collect();
    assert!(never.is_empty(), "the worlds are too tame: {never:?} never left");
}

#[test]
fn equal_journals_give_equal_states_with_sweeps_in_them() {
    let swept = live(5);
    assert!(swept.gone.len() > 100, "{}", swept.gone.len());
    let mut replayed = crate::property::imported().0;
    for (command, stamp, changes) in &swept.journal {
        assert_eq!(decide(&replayed, command, stamp).as_ref(), Ok(changes), "{}", command.name());
        replayed.apply(changes);
    }
    assert_eq!(format!("{replayed:?}"), format!("{:?}", swept.world.state));
    assert_eq!(due(&replayed, swept.world.now.plus(DAY)), due(&swept.world.state, swept.world.now.plus(DAY)));
}

#[test]
fn every_closed_record_eventually_leaves() {
    let mut swept = live(3);
    // Handovers with days between them, and the hour of the sweep in each.
    for half_day in 0..8 {
        swept.hand_over_everything(COMMANDS + half_day);
        swept.world.now = swept.world.now.plus(DAY / 2);
        swept.tick_the_clock();
    }
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
    records.extend(state.call.iter().map(|r| Record::from(r.clone())));
    records.extend(state.run.iter().map(|r| Record::from(r.clone())));
    records.extend(state.tick.iter().map(|r| Record::from(r.clone())));
    records.extend(state.loss.iter().map(|r| Record::from(r.clone())));
    records.extend(state.roll_call.iter().map(|r| Record::from(r.clone())));
    records.extend(state.acknowledgement.iter().map(|r| Record::from(r.clone())));
    records
}
