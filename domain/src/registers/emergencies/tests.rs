//! A fire that starts at `NOW` in the control room, and a flood beside it.

use super::*;
use crate::fixture::*;
use crate::registers::visits::{self, Host, Purpose};
use crate::{Kind, RecordRef, Recorded};
use values::VisitCode;

fn start(run: &str, procedure: &str) -> Command {
    Command::Start {
        run: id(run),
        procedure: id(procedure),
        place: Some(told("12 层茶水间")),
        drill: false,
        name: Some(name("样本甲")),
    }
}
fn drill(run: &str, procedure: &str) -> Command {
    Command::Start { run: id(run), procedure: id(procedure), place: None, drill: true, name: None }
}
fn acknowledge(acknowledgement: &str, run: &str) -> Command {
    Command::Acknowledge {
        acknowledgement: id(acknowledgement),
        run: id(run),
        ring: Ring::ControlRoom,
        name: None,
    }
}
/// Ticks a step; the tick has the step's name.
fn tick(run: &str, step: &str) -> Command {
    Command::TickStep { tick: id(&format!("{run}-{step}")), run: id(run), step: step.into(), name: None }
}
fn look_for(roll_call: &str, visit: &str, found: Found) -> Command {
    Command::TickRoll { roll_call: id(roll_call), run: id("r1"), visit: id(visit), found, name: None }
}
fn stand_down(run: &str) -> Command {
    Command::StandDown { run: id(run), reason: told("已处置完毕") }
}
fn ring_next() -> Command {
    Command::RingNext { run: id("r1") }
}
fn ring_again() -> Command {
    Command::RingAgain { run: id("r1") }
}
fn enter(state: &mut State, visit: &str, stamp: &Stamp) {
    let count = u64::try_from(state.visit.len()).unwrap();
    let register = visits::Command::Register {
        visit: id(visit),
        code: VisitCode::made_by(1, count),
        name: name("样本访客"),
        telephone: None,
        host: Host { unit: None, whom: None },
        purpose: Purpose::Meeting,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: crate::registers::visits::Particulars::default(),
    };
    done(state, register, stamp);
}
fn run(state: &State, run: &str) -> Run {
    state.run.get(&id(run)).unwrap().clone()
}
fn rung(state: &State) -> Vec<Ring> {
    run(state, "r1").rung.iter().map(|r| r.ring).collect()
}
/// The alarm room: nobody is signed in.
fn alarm_room() -> Stamp {
    control_room("")
}
/// A fire, started at `NOW`.
fn fire_started() -> State {
    check(&state(), start("r1", "fire"), &alarm_room(), Expect::Done)
}
/// That fire, acknowledged after ten seconds.
fn fire_heard() -> State {
    check(&fire_started(), acknowledge("a1", "r1"), &counter("").second(10), Expect::Done)
}
/// Lets the clock do what is due at this second, and again until nothing is.
fn tide(state: &mut State, second: i64) -> Vec<Command> {
    let stamp = clock().second(second);
    let asked = due(state, stamp.at);
    for command in &asked {
        done(state, command.clone(), &stamp);
    }
    assert_eq!(due(state, stamp.at), [], "due is empty after its own commands");
    asked
}

#[test]
fn b24_one_press_starts_and_rings_without_any_sign_in() {
    for stamp in [counter(""), alarm_room(), counter(CLERK)] {
        let state = check(&state(), start("r1", "fire"), &stamp, Expect::Done);
        let run = run(&state, "r1");
        assert_eq!((run.number.as_str(), run.station), ("E-20261123-001", stamp.station));
        assert_eq!(run.rung, [RungAt { ring: Ring::ControlRoom, at: at(0) }]);
        assert!(state.is_ringing(&run));
        assert_eq!(state.evacuation().map(|(r, p)| (&r.id, &p.id)), Some((&id("r1"), &id("fire"))));
    }
    check(&state(), start("r1", "no-such"), &alarm_room(), no_such(Kind::Procedure));
    check(&fire_started(), start("r1", "fire"), &alarm_room(), Expect::No(Any::IdTaken { kind: Kind::Run }));
}

#[test]
fn b24_not_acknowledged_it_goes_from_post_to_post() {
    let mut state = fire_started();
    for (second, asked, posts) in [(59, None, 1), (60, Some(ring_next()), 2), (119, None, 2), (120, Some(ring_next()), 3)] {
        assert_eq!(tide(&mut state, second), Vec::from_iter(asked), "after {second} s");
        assert_eq!(rung(&state), fire().rings[..posts], "after {second} s");
    }
}

#[test]
fn b24_when_every_post_is_rung_the_last_rings_until_somebody_hears() {
    let mut state = fire_started();
    for n in 1..=8 {
        assert_eq!(tide(&mut state, n * 60), [ring_next()]);
    }
    assert_eq!(rung(&state), fire().rings, "the record stays as long as the procedure's list");
    assert_eq!(run(&state, "r1").last_rung_at, at(8));
    done(&mut state, acknowledge("a1", "r1"), &counter("").second(481));
    assert_eq!(tide(&mut state, 540), []);
}

#[test]
fn b24_a_server_that_was_away_rings_once_not_for_every_minute() {
    let mut state = fire_started();
    assert_eq!(tide(&mut state, 3_600), [ring_next()]);
    assert_eq!(rung(&state), fire().rings[..2]);
}

#[test]
fn b24_an_acknowledgement_silences_everybodys_alarm() {
    let state = fire_heard();
    assert!(!state.is_ringing(&run(&state, "r1")));
    assert_eq!(due(&state, at(2)), []);
    check(&state, acknowledge("a2", "r1"), &counter("").second(11), Expect::Already);
    check(&state, acknowledge("a2", "r1"), &alarm_room().second(11), Expect::Done);
}

#[test]
fn b24_acknowledged_without_a_step_it_rings_again_and_then_goes_on() {
    let mut state = fire_heard();
    assert_eq!(tide(&mut state, 189), []);
    assert_eq!(tide(&mut state, 190), [ring_again()]);
    assert!(state.is_ringing(&run(&state, "r1")), "the old acknowledgement silences no new alarm");
    assert_eq!(rung(&state), fire().rings[..1]);
    assert_eq!(tide(&mut state, 250), [ring_next()]);
    assert_eq!(rung(&state), fire().rings[..2]);
    done(&mut state, acknowledge("a2", "r1"), &counter("").second(251));
    assert!(!state.is_ringing(&run(&state, "r1")));
    assert_eq!(tide(&mut state, 431), [ring_again()]);
}

#[test]
fn b24_a_step_or_a_name_of_the_roll_call_is_acting() {
    let mut inside = fire_heard();
    enter(&mut inside, "v1", &kiosk().second(11));
    for command in [tick("r1", "confirm"), look_for("c1", "v1", Found::Safe)] {
        let state = check(&inside, command, &alarm_room().second(60), Expect::Done);
        assert_eq!(due(&state, at(60)), []);
    }
}

#[test]
fn b24_with_every_step_done_nothing_rings_again() {
    let mut state = check(&state(), start("r1", "suspicious"), &alarm_room(), Expect::Done);
    for step in ["watch", "police"] {
        done(&mut state, tick("r1", step), &alarm_room().second(5));
    }
    done(&mut state, acknowledge("a1", "r1"), &alarm_room().second(10));
    assert_eq!(due(&state, at(60)), []);
}

#[test]
fn b24_the_clock_rings_nothing_that_was_heard_while_its_command_was_on_its_way() {
    let late = clock().second(61);
    check(&fire_heard(), ring_next(), &late, Expect::Already);
    check(&fire_heard(), ring_again(), &late, Expect::Already);
    let ended = check(&fire_started(), stand_down("r1"), &counter(CLERK), Expect::Done);
    check(&ended, ring_next(), &late, Expect::Already);
    let by_hand = Expect::No(Any::Right(crate::rights::Refusal::NotAtThisStation));
    check(&fire_started(), ring_next(), &counter(CLERK).second(61), by_hand);
}

#[test]
fn b24_a_run_that_is_stood_down_is_silent() {
    let state = check(&fire_started(), stand_down("r1"), &counter(CLERK).second(5), Expect::Done);
    assert!(!state.is_ringing(&run(&state, "r1")));
    assert_eq!(due(&state, at(60)), []);
    assert_eq!((state.running().count(), state.evacuation()), (0, None));
}

#[test]
fn a_run_is_ended_by_a_named_person_and_only_once() {
    let sign_in = Expect::No(Any::Right(crate::rights::Refusal::SignInFirst));
    check(&fire_started(), stand_down("r1"), &alarm_room(), sign_in);
    let state = check(&fire_started(), stand_down("r1"), &counter(CLERK), Expect::Done);
    check(&state, stand_down("r1"), &counter(CLERK), Expect::Already);
    check(&state, stand_down("r1"), &control_room(OPERATOR), no(Refusal::StoodDownAlready));
    check(&state, stand_down("r9"), &control_room(OPERATOR), no_such(Kind::Run));
    let ended = || no(Refusal::StoodDown { by: id(CLERK), at: at(0) });
    check(&state, tick("r1", "confirm"), &alarm_room(), ended());
    check(&state, acknowledge("a1", "r1"), &alarm_room(), ended());
}

#[test]
fn e2_b25_a_fire_offers_its_steps_in_the_lawful_order_only() {
    let order = ["confirm", "linkage", "call_119", "plan", "report", "cause", "panel_reset"];
    let first: [&[&str]; 7] = [&[], &["confirm"], &["confirm"], &["linkage", "call_119"], &["plan"], &["report"], &["cause"]];
    let mut state = fire_heard();
    for (n, step) in order.into_iter().enumerate() {
        for later in &order[n + 1..] {
            let place = order.iter().position(|s| s == later).unwrap();
            let missing: Vec<String> = first[place].iter().filter(|s| order[n..].contains(s)).map(|s| (*s).to_owned()).collect();
            if !missing.is_empty() {
                check(&state, tick("r1", later), &alarm_room(), no(Refusal::StepNotYet { missing }));
            }
        }
        done(&mut state, tick("r1", step), &alarm_room());
    }
    check(&state, tick("r1", "cause"), &counter(""), Expect::Already);
    check(&state, tick("r1", "open-lifts"), &alarm_room(), no(Refusal::UnknownStep));
}

#[test]
fn b25_linkage_and_119_follow_the_confirmation_in_either_order() {
    for (one, two) in [("linkage", "call_119"), ("call_119", "linkage")] {
        let mut state = fire_heard();
        for step in ["confirm", one, two, "plan"] {
            done(&mut state, tick("r1", step), &alarm_room());
        }
    }
}

#[test]
fn b28_a_second_start_of_the_same_procedure_is_kept_and_linked() {
    let mut state = fire_started();
    done(&mut state, start("r2", "fire"), &counter("").second(3).offline());
    done(&mut state, start("r3", "flooding"), &counter(""));
    done(&mut state, drill("r4", "fire"), &counter(""));
    let linked = |r| run(&state, r).linked_to;
    assert_eq!(
        [linked("r1"), linked("r2"), linked("r3"), linked("r4")],
        [None, Some(id("r1")), None, None],
        "never to a drill"
    );
    assert_eq!(
        ["r1", "r2", "r3", "r4"].map(|r| run(&state, r).number),
        ["E-20261123-001", "E-20261123-002", "E-20261123-003", "D-20261123-001"]
    );
    assert!(state.is_ringing(&run(&state, "r2")));
}

#[test]
fn b28_offline_steps_are_never_refused() {
    let offline = alarm_room().offline().minute(5);
    let ended = check(&fire_started(), stand_down("r1"), &counter(CLERK), Expect::Done);
    let ticked = check(&fire_started(), tick("r1", "confirm"), &alarm_room(), Expect::Done);
    let again = Command::TickStep {
        tick: id("again"),
        run: id("r1"),
        step: "confirm".into(),
        name: Some(name("样本乙")),
    };
    for (given, what, command) in [
        (state(), "a procedure that is gone", start("r9", "no-such")),
        (ended.clone(), "a start beside an ended run", start("r9", "fire")),
        (fire_started(), "a step before its turn", tick("r1", "panel_reset")),
        (fire_started(), "a step that no procedure has", tick("r1", "no-such")),
        (ended.clone(), "a step of an ended run", tick("r1", "confirm")),
        (ticked, "a step that another has ticked", again),
        (state(), "a step of a run that is gone", tick("r9", "confirm")),
        (ended.clone(), "an acknowledgement of an ended run", acknowledge("a9", "r1")),
        (state(), "an acknowledgement of a run that is gone", acknowledge("a9", "r9")),
        (ended.clone(), "a name in the roll-call of an ended run", look_for("c9", "v9", Found::Missing)),
    ] {
        let after = check(&given, command.clone(), &offline, Expect::Done);
        let records = |s: &State| s.run.len() + s.acknowledgement.len() + s.tick.len() + s.roll_call.len();
        assert_eq!(records(&after), records(&given) + 1, "{what} is a record of its own");
        check(&after, command, &offline, Expect::Already);
    }
    check(&ended, stand_down("r1"), &control_room(OPERATOR).offline(), Expect::Already);
    check(&state(), stand_down("r9"), &control_room(OPERATOR).offline(), Expect::Already);
}

#[test]
fn b28_what_was_done_offline_arrives_once() {
    let offline = alarm_room().offline();
    for command in [start("r1", "fire"), acknowledge("a1", "r1"), tick("r1", "confirm"), look_for("c1", "v1", Found::Safe)] {
        let state = check(&state(), command.clone(), &offline, Expect::Done);
        check(&state, command, &offline.clone().minute(1), Expect::Already);
    }
}

#[test]
fn v6_the_roll_holds_who_was_inside_at_the_start_or_is_inside_now() {
    let mut state = state();
    for visit in ["left-before", "left-during", "inside"] {
        enter(&mut state, visit, &kiosk());
    }
    let leave = |visit: &str| visits::Command::SignOut { visit: id(visit), pass_returned: false };
    done(&mut state, leave("left-before"), &counter(CLERK).minute(1));
    done(&mut state, start("r1", "fire"), &alarm_room().minute(2));
    enter(&mut state, "came-during", &kiosk().minute(3));
    enter(&mut state, "came-and-left", &kiosk().minute(3));
    for visit in ["left-during", "came-and-left"] {
        done(&mut state, leave(visit), &counter(CLERK).minute(4));
    }
    let roll = roll(&state, &run(&state, "r1"));
    let names: Vec<_> = roll.keys().map(Id::as_str).collect();
    assert_eq!(names, ["came-during", "inside", "left-during"]);
    assert!(roll.values().all(Option::is_none), "not looked for is neither safe nor missing");
}

#[test]
fn b26_two_stations_tick_at_once_and_lose_nothing() {
    let mut state = fire_started();
    enter(&mut state, "v1", &kiosk());
    enter(&mut state, "v2", &kiosk());
    done(&mut state, look_for("c1", "v1", Found::Safe), &counter(""));
    done(&mut state, look_for("c2", "v1", Found::Safe), &alarm_room());
    done(&mut state, look_for("c3", "v2", Found::Missing), &alarm_room());
    assert_eq!(state.roll_call.len(), 3);
    let expected = [(id("v1"), Some(Found::Safe)), (id("v2"), Some(Found::Missing))].into();
    assert_eq!(roll(&state, &run(&state, "r1")), expected);
    check(&state, look_for("c4", "v9", Found::Safe), &counter(""), no_such(Kind::Visit));
}

#[test]
fn b26_where_two_disagree_the_graver_counts() {
    use Found::{Missing, Safe};
    let rows: [(&[(Found, i64, &str)], Found); 7] = [
        (&[(Safe, 1, "")], Safe),
        (&[(Safe, 1, CLERK), (Missing, 2, "")], Missing),
        (&[(Missing, 1, ""), (Safe, 2, "")], Missing),
        (&[(Missing, 1, ""), (Safe, 2, CLERK)], Safe),
        (&[(Missing, 1, ""), (Safe, 1, CLERK)], Missing),
        (&[(Missing, 1, ""), (Safe, 2, CLERK), (Missing, 3, "")], Missing),
        (&[(Missing, 1, CLERK), (Missing, 2, ""), (Safe, 3, ""), (Safe, 4, CLERK)], Safe),
    ];
    for (said, counts) in rows {
        let mut state = fire_started();
        enter(&mut state, "v1", &kiosk());
        for (n, (found, second, by)) in said.iter().enumerate() {
            done(&mut state, look_for(&format!("c{n}"), "v1", *found), &counter(by).second(*second));
        }
        assert_eq!(roll(&state, &run(&state, "r1"))[&id("v1")], Some(counts), "{said:?}");
    }
}

#[test]
fn b26_a_drill_never_hides_a_real_evacuation() {
    let mut state = fire_started();
    done(&mut state, drill("r2", "fire"), &counter("").minute(1));
    done(&mut state, start("r3", "flooding"), &counter("").minute(2));
    assert_eq!(state.evacuation().map(|(r, _)| r.id.clone()), Some(id("r1")));
    done(&mut state, start("r4", "fire"), &counter("").minute(3));
    assert_eq!(state.evacuation().map(|(r, _)| r.id.clone()), Some(id("r4")), "the newest");
}

#[test]
fn what_was_done_in_a_run_is_sealed_with_the_run() {
    let mut state = fire_heard();
    enter(&mut state, "v1", &kiosk());
    done(&mut state, tick("r1", "confirm"), &alarm_room());
    done(&mut state, look_for("c1", "v1", Found::Safe), &alarm_room());
    let family = RecordRef::to(&id::<Run>("r1"));
    assert_eq!(state.acknowledgement.iter().next().unwrap().family(), family);
    assert_eq!(state.tick.iter().next().unwrap().family(), family);
    assert_eq!(state.roll_call.iter().next().unwrap().family(), family);
}
