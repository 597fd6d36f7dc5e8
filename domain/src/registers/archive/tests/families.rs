//! What is open stays; what is closed leaves, with all that belongs to it.

use super::*;
use crate::registers::staff::{Hand, Signature};
use crate::{RecordRef, Recorded, Table};
use values::Digest;

/// A time by which everything that may leave has left.
const LATE: i64 = NIGHT + 60 * DAY;

/// The kinds there are, of those that may leave; the log apart.
fn kinds(state: &State) -> Vec<Kind> {
    let figures = &state.property().unwrap().archive;
    let moving = |k: &Kind| k.kept_days(figures).is_some() && *k != Kind::LogLine && state.count(*k) > 0;
    Kind::ALL.iter().copied().filter(moving).collect()
}
fn pass(visit: &str) -> visits::Command {
    visits::Command::IssuePass { visit: id(visit), pass: PassNumber::parse("A01").unwrap() }
}
fn issue() -> keys::Command {
    let (issue, key) = (id("i1"), id("K-1201-A"));
    keys::Command::Issue {
        issue,
        key,
        to: name("样本丙"),
        telephone: None,
        why: told("样本用途"),
        due_at: at(60),
        person: Some(id(LEAD)),
        second: Some(id(CLERK_TWO)),
    }
}
fn brought_back() -> keys::Command {
    keys::Command::Return { issue: id("i1") }
}
fn report() -> keys::Command {
    keys::Command::ReportLoss {
        loss: id("l1"),
        unit: Some(id("1201")),
        unit_said: None,
        kind: keys::KeyKind::Door,
        reporter: name("样本丁"),
        telephone: None,
        lost_when: told("今天"),
        lost_where: told("样本处"),
        reference: None,
    }
}
fn slip(release: &str, replaces: Option<&str>) -> Any {
    use releases::{Check, Fees, Goods, Standing};
    releases::Command::Issue {
        release: id(release),
        unit: id("1202"),
        carrier: name("样本戊"),
        telephone: None,
        standing: Standing::Tenant,
        checks: [Check::OwnerConfirmed].into(),
        goods: vec![Goods { name: told("样本柜"), count: 2 }],
        plate: None,
        exit: told("样本出口"),
        fees: Fees::Settled,
        replaces: replaces.map(id),
        person: id(LEAD),
    }
    .into()
}
fn counted(release: &str, found: u32) -> Any {
    releases::Command::Confirm { release: id(release), counted: vec![found] }.into()
}
fn withdrawn(release: &str) -> Any {
    releases::Command::Withdraw { release: id(release), reason: told("改日") }.into()
}
fn settle() -> Vec<Step> {
    let acknowledge = |role, person| keys::Command::AcknowledgeLoss { loss: id("l1"), role, person: id(person) };
    vec![
        (LEAD, acknowledge(keys::LossRole::Lead, LEAD).into()),
        (TECHNICIAN, acknowledge(keys::LossRole::Engineering, TECHNICIAN).into()),
        (SECURITY, acknowledge(keys::LossRole::Security, SECURITY).into()),
        (LEAD, keys::Command::ChangeLock { loss: id("l1"), note: told("已换锁芯") }.into()),
        (LEAD, keys::Command::CloseLoss { loss: id("l1"), result: told("已结") }.into()),
    ]
}
/// A key that somebody has is lost.
fn lost_while_out() -> Vec<Step> {
    let named = keys::Command::NameKeys { loss: id("l1"), keys: [id("K-1201-A")].into() };
    vec![(LEAD, issue().into()), (CLERK, report().into()), (CLERK, named.into())]
}
fn matter() -> Vec<Step> {
    vec![(CLERK, take("m1").into()), (CLERK, matters::Command::Claim { matter: id("m1") }.into()), (CLERK, note("n1").into())]
}
/// The matter passes on: to another owner, from its claimer to anybody, to a third.
fn passed() -> Vec<Step> {
    use matters::Command as C;
    let (matter, reason) = (|| id("m1"), || text("样本理由"));
    let owner = C::Transfer {
        note: id("n3"),
        matter: matter(),
        part: matters::Part::Owner,
        to: id(CLERK_TWO),
        reason: reason(),
    };
    let claim = C::Transfer {
        note: id("n5"),
        matter: matter(),
        part: matters::Part::Claim,
        to: id(CLERK),
        reason: reason(),
    };
    let given_back = C::Release { note: id("n4"), matter: matter(), reason: reason() };
    vec![(CLERK, owner.into()), (CLERK, given_back.into()), (STEWARD, C::Claim { matter: matter() }.into()), (LEAD, claim.into())]
}
fn finish() -> matters::Command {
    matters::Command::Finish { matter: id("m1"), result: told("已处理") }
}
fn note(note: &str) -> matters::Command {
    matters::Command::AddNote { note: id(note), matter: id("m1"), text: text("样本补充") }
}
fn start(run: &str) -> emergencies::Command {
    emergencies::Command::Start { run: id(run), procedure: id("fire"), place: None, drill: false, name: None }
}
fn stand_down(run: &str) -> emergencies::Command {
    emergencies::Command::StandDown { run: id(run), reason: told("已处置") }
}
/// A run in which somebody is looked for who then leaves.
fn run() -> Vec<Step> {
    use emergencies::Command as C;
    let heard = C::Acknowledge {
        acknowledgement: id("h1"),
        run: id("r1"),
        ring: emergencies::Ring::Counter,
        name: None,
    };
    let tick = C::TickStep { tick: id("t1"), run: id("r1"), step: "confirm".into(), name: None };
    let roll = C::TickRoll {
        roll_call: id("o1"),
        run: id("r1"),
        visit: id("v1"),
        found: emergencies::Found::Safe,
        name: None,
    };
    let steps = [visit("v1", "010001").into(), start("r1").into(), heard.into(), tick.into(), roll.into(), signed_out("v1", false).into()];
    steps.map(|s: Any| (CLERK, s)).into()
}

/// A person and a command; `""`: at the kiosk.
type Step = (&'static str, Any);

/// What begins, what ends it, and which kinds of record there are meanwhile.
fn stories() -> Vec<(Vec<Step>, Vec<Step>, Vec<Kind>)> {
    let c = CLERK;
    let run_kinds = vec![Kind::Visit, Kind::Run, Kind::Acknowledgement, Kind::Tick, Kind::RollCall];
    let ring = calls::Command::Ring { call: id("c1") };
    let answer = calls::Command::Answer { call: id("c1") };
    vec![
        (vec![(c, visit("v1", "010001").into())], vec![(c, signed_out("v1", false).into())], vec![Kind::Visit]),
        (vec![(LEAD, issue().into())], vec![(c, brought_back().into())], vec![Kind::KeyIssue]),
        (vec![(c, report().into())], settle(), vec![Kind::Loss]),
        (vec![(LEAD, slip("s1", None))], vec![(LEAD, withdrawn("s1"))], vec![Kind::Release]),
        // Flagged at the gate, and then replaced twice.
        (
            vec![(LEAD, slip("s1", None)), (c, counted("s1", 1))],
            vec![(LEAD, slip("s2", Some("s1"))), (LEAD, slip("s3", Some("s2"))), (c, counted("s3", 2))],
            vec![Kind::Release],
        ),
        (lost_while_out(), settle(), vec![Kind::KeyIssue, Kind::Loss]),
        (matter(), vec![(c, finish().into()), (c, note("n2").into())], vec![Kind::Matter, Kind::MatterNote]),
        ([matter(), passed()].concat(), vec![(c, finish().into())], vec![Kind::Matter, Kind::MatterNote]),
        (vec![("", ring.into())], vec![(c, answer.into())], vec![Kind::Call]),
        // The list of a run keeps the name of somebody who has left.
        (run(), vec![(c, stand_down("r1").into())], run_kinds),
        // The first of two linked runs stays with the second.
        (
            vec![(c, start("r1").into()), (c, start("r2").into()), (c, stand_down("r1").into())],
            vec![(c, stand_down("r2").into())],
            vec![Kind::Run],
        ),
    ]
}

fn act(state: &mut State, (person, command): Step, minute: i64) {
    let stamp = by(person, &command);
    done(state, command, &stamp.minute(minute));
}
/// Who knows of a loss, or hands a key out, says so with their own PIN.
fn by(person: &str, command: &Any) -> Stamp {
    match command {
        _ if person.is_empty() => kiosk(),
        Any::Keys(keys::Command::AcknowledgeLoss { .. }) => counter(person).signed(person),
        Any::Releases(releases::Command::Issue { .. }) => counter(person).signed(person),
        Any::Keys(keys::Command::Issue { .. }) => counter(person).signed(person).with_second(CLERK_TWO),
        _ => counter(person),
    }
}

#[test]
fn what_is_open_stays_and_every_closed_record_eventually_leaves() {
    for (begins, ends, there) in stories() {
        let mut state = state();
        for (n, step) in (0..).zip(begins) {
            act(&mut state, step, n);
        }
        let count = |state: &State| there.iter().map(|k| state.count(*k)).collect::<Vec<_>>();
        let before = count(&state);
        sweep(&mut state, LATE);
        assert_eq!((kinds(&state), count(&state)), (there.clone(), before), "open, or needed by what is open");
        for (n, step) in (1..).zip(ends) {
            act(&mut state, step, LATE + n);
        }
        sweep(&mut state, LATE + 3 * DAY);
        assert_eq!(kinds(&state), there, "closed, but recent");
        // A run stays for thirty days; the names on its list leave the night after it.
        sweep(&mut state, LATE + 8 * DAY);
        assert_eq!(kinds(&state).contains(&Kind::Run), there.contains(&Kind::Run));
        sweep(&mut state, LATE + 31 * DAY);
        sweep(&mut state, LATE + 32 * DAY);
        assert_eq!(kinds(&state), [], "{there:?}");
    }
}

#[test]
fn v1_a_visit_stays_until_its_pass_is_back() {
    let mut state = state();
    act(&mut state, (CLERK, visit("v1", "010001").into()), 0);
    act(&mut state, (CLERK, pass("v1").into()), 1);
    act(&mut state, (CLERK, signed_out("v1", false).into()), 2);
    sweep(&mut state, LATE);
    assert_eq!(state.visit.len(), 1);
    act(&mut state, (CLERK, signed_out("v1", true).into()), LATE + 1);
    sweep(&mut state, LATE + DAY);
    assert_eq!(state.visit.len(), 0);
}

#[test]
fn k4_who_had_a_key_is_known_until_its_loss_is_closed() {
    let mut state = state();
    for (n, step) in (0..).zip([(LEAD, issue().into()), (CLERK, brought_back().into()), (CLERK, report().into())]) {
        act(&mut state, step, n);
    }
    sweep(&mut state, LATE);
    assert_eq!(kinds(&state), [Kind::KeyIssue, Kind::Loss]);
    for (n, step) in (1..).zip(settle()) {
        act(&mut state, step, LATE + n);
    }
    sweep(&mut state, LATE + DAY);
    assert_eq!(kinds(&state), [Kind::Loss]);
}

#[test]
fn b15_a_slip_leaves_once_the_line_of_what_replaced_it_is_handed_over() {
    let mut state = state();
    for post in [Post::Desk, Post::Counter] {
        done(&mut state, handover::Command::TakeUp { post }, &counter(CLERK));
    }
    act(&mut state, (LEAD, slip("s1", None)), 1);
    hand_over(&mut state, Post::Desk, "h1", 10);
    hand_over(&mut state, Post::Counter, "c1", 11);
    act(&mut state, (LEAD, slip("s2", Some("s1"))), 20);
    act(&mut state, (CLERK, counted("s2", 2)), 21);
    sweep(&mut state, LATE);
    assert_eq!(state.release.len(), 2, "nobody has handed over that it was replaced");
    hand_over(&mut state, Post::Desk, "h2", LATE + 1);
    sweep(&mut state, LATE + DAY);
    assert_eq!(state.release.len(), 2, "nor has the other of its posts");
    hand_over(&mut state, Post::Counter, "c2", LATE + DAY + 1);
    sweep(&mut state, LATE + 2 * DAY);
    assert_eq!((state.release.len(), state.release_book.len()), (0, 1), "the numbers go on");
}

#[test]
fn k4_an_entry_that_was_written_off_leaves_with_its_loss_once_that_is_handed_over() {
    let mut state = state();
    for post in [Post::Desk, Post::Counter] {
        done(&mut state, handover::Command::TakeUp { post }, &counter(CLERK));
    }
    for (n, step) in (0..).zip(lost_while_out()) {
        act(&mut state, step, n);
    }
    hand_over(&mut state, Post::Desk, "s1", 10);
    hand_over(&mut state, Post::Counter, "c1", 11);
    for (n, step) in (20..).zip(settle()) {
        act(&mut state, step, n);
    }
    assert!(state.key_issue.get(&id("i1")).is_some_and(|i| i.written_off.is_some()));
    // The entry itself is handed over, the closing that ended it is not.
    sweep(&mut state, NIGHT + 20 * DAY);
    assert_eq!((state.key_issue.len(), state.loss.len()), (1, 1));
    hand_over(&mut state, Post::Desk, "s2", 21 * DAY);
    hand_over(&mut state, Post::Counter, "c2", 21 * DAY + 1);
    sweep(&mut state, NIGHT + 21 * DAY);
    assert_eq!((state.key_issue.len(), state.loss.len()), (0, 0), "in one night");
}

#[test]
fn k4_an_entry_that_turns_up_after_it_was_written_off_is_closed_by_its_return() {
    let mut state = state();
    for (n, step) in (0..).zip(lost_while_out().into_iter().chain(settle())) {
        act(&mut state, step, n);
    }
    act(&mut state, (CLERK, brought_back().into()), 6 * DAY);
    sweep(&mut state, NIGHT + 8 * DAY);
    assert_eq!(kinds(&state), [Kind::KeyIssue, Kind::Loss], "brought back lately");
    sweep(&mut state, NIGHT + 13 * DAY);
    assert_eq!(kinds(&state), []);
}

#[test]
fn what_stands_under_one_head_leaves_together() {
    let mut state = state();
    for (n, step) in (0..).zip(matter().into_iter().chain([(CLERK, finish().into())])) {
        act(&mut state, step, n);
    }
    // A note that is written days afterwards keeps the whole.
    act(&mut state, (CLERK, note("n2").into()), 5 * DAY);
    sweep(&mut state, NIGHT + 8 * DAY);
    assert_eq!((state.matter.len(), state.matter_note.len()), (1, 2));
    sweep(&mut state, NIGHT + 12 * DAY);
    assert_eq!((state.matter.len(), state.matter_note.len()), (0, 0));
}

#[test]
fn a_family_larger_than_a_sweep_leaves_over_several_its_head_last() {
    let mut state = state();
    act(&mut state, (CLERK, start("r1").into()), 0);
    act(&mut state, (CLERK, stand_down("r1").into()), 1);
    state.log_line = Table::default();
    for n in 0..MOST {
        let (run, step, station) = (id("r1"), "confirm".to_owned(), Station::Counter);
        state.put(emergencies::Tick { id: id(&format!("t{n:05}")), run, step, at: at(0), station, by: None, name: None }.into());
    }
    let first = sweep(&mut state, NIGHT + 30 * DAY).unwrap();
    assert_eq!((first.more, state.tick.len(), state.run.len()), (true, 0, 1));
    sweep(&mut state, NIGHT + 30 * DAY + 1);
    assert_eq!(state.run.len(), 0);
}

/// A complete sheet of the counter's crew with the seal of the incoming signature.
fn sealed(state: &mut State, sheet: &str, minute: i64) {
    hand_over(state, Post::Counter, sheet, minute);
    let signature = Signature {
        id: id(&format!("{sheet}-signature")),
        of: RecordRef::to(&id::<handover::Sheet>(sheet)),
        hand: Hand::Incoming,
        person: id(CLERK),
        at: at(minute),
        digest: Digest::of(&[1; 32]),
        previous: None,
        public_key: String::new(),
        signature: String::new(),
    };
    state.put(signature.into());
}

#[test]
fn b22_the_end_of_a_chain_and_what_the_next_signature_is_chained_to_stay() {
    let mut state = state();
    // On which day which sheet is signed, and which the lead reads; what is there at night.
    for (day, sheet, read, there) in [
        (0, "s1", "", "s1"),
        (1, "s2", "", "s1 s2"),
        (40, "s3", "s1", "s1 s2 s3"),
        // The lead's hand under s2 is to be chained to s1.
        (80, "s4", "", "s1 s2 s3 s4"),
        (81, "s5", "s2", "s2 s3 s4 s5"),
        (119, "s6", "", "s2 s3 s4 s5 s6"),
        (120, "s7", "s3", "s3 s4 s5 s6 s7"),
    ] {
        sealed(&mut state, sheet, day * DAY);
        if !read.is_empty() {
            review(&mut state, read, day * DAY + 1);
        }
        sweep(&mut state, NIGHT + day * DAY);
        let sheets: Vec<_> = state.sheet.iter().map(|s| s.id.as_str()).collect();
        let signed: Vec<_> = state.signature.iter().map(|s| s.of.id.as_ref()).collect();
        assert_eq!(sheets.join(" "), there, "day {day}");
        assert_eq!(signed, sheets, "a signature stays and leaves with its sheet");
    }
    for sheet in ["s5", "s6", "s7"] {
        review(&mut state, sheet, 121 * DAY);
    }
    state.put(handover::Duty { cut: u64::MAX, ..state.duty_of(Post::Counter).unwrap().clone() }.into());
    sweep(&mut state, NIGHT + 200 * DAY);
    assert!(
        state.sheet.get(&id("s6")).is_none() && state.sheet.get(&id("s7")).is_some(),
        "the next sheet is chained to s7"
    );
}

#[test]
fn h6_what_the_lead_has_not_read_stays_on_the_list_and_its_addenda_with_it() {
    let mut state = state();
    for (sheet, minute) in [("s1", 0), ("s2", 1), ("s3", 2)] {
        hand_over(&mut state, Post::Counter, sheet, minute);
        let addendum = handover::Command::AddAddendum { addendum: id(&format!("{sheet}-a")), sheet: id(sheet), text: text("补记") };
        done(&mut state, addendum, &counter(CLERK).minute(minute));
    }
    review(&mut state, "s2", 3);
    let late = NIGHT + 200 * DAY;
    let unread = |state: &State| handover::unread(state, at(late)).iter().map(|u| (u.sheet.id.clone(), u.missing)).collect::<Vec<_>>();
    let before = unread(&state);
    assert_eq!(before, [(id("s1"), true), (id("s3"), true)]);
    // The crew's next handover: what was written about these sheets is in a sheet.
    hand_over(&mut state, Post::Counter, "s4", 100 * DAY);
    review(&mut state, "s4", 100 * DAY);
    sweep(&mut state, late);
    assert_eq!(
        (unread(&state), state.addendum.len()),
        (before, 3),
        "s2 stays too: the lead's hand under s3 is to be chained to it"
    );
    for sheet in ["s1", "s3"] {
        review(&mut state, sheet, late + 1);
    }
    hand_over(&mut state, Post::Counter, "s5", late + 2);
    sweep(&mut state, late + 40 * DAY);
    assert_eq!((unread(&state), state.addendum.len()), (vec![(id("s5"), false)], 0));
}

#[test]
fn q3_what_is_in_the_archive_is_found_by_words_that_are_not_personal() {
    let mut state = state();
    for step in stories().into_iter().flat_map(|(begins, ends, _)| [begins, ends]).flatten() {
        if let Ok(changes) = decide(&state, &step.1, &by(step.0, &step.1).revision(1)) {
            state.apply(&changes);
        }
    }
    hand_over(&mut state, Post::Counter, "s1", 60);
    let mut words: Vec<String> = state.visit.iter().flat_map(Recorded::found_by).collect();
    words.extend(state.key_issue.iter().flat_map(Recorded::found_by));
    words.extend(state.release.iter().flat_map(Recorded::found_by));
    words.extend(state.loss.iter().flat_map(Recorded::found_by));
    words.extend(state.matter.iter().flat_map(Recorded::found_by));
    words.extend(state.run.iter().flat_map(Recorded::found_by));
    words.extend(state.sheet.iter().flat_map(Recorded::found_by));
    let numbers =
        ["010001", "1201", "2026-0001", "K-1201-A", "L-20261123-001", "M-20261123-001", "E-20261123-001", "counter-1", CLERK, LEAD];
    for known in numbers {
        assert!(words.iter().any(|w| w == known), "{known} is not among {words:?}");
    }
    assert!(words.iter().all(|w| w.is_ascii()), "{words:?}");
}
