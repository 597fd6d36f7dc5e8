//! An emergency over the wire (B-24, B-26, B-28): one press reaches every station and the
//! kiosk, time rings the next post, one acknowledgement silences all.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::registers::emergencies::{Acknowledgement, Command, Found, Ring, Run, Tick, roll};
use domain::registers::matters::{self, Class, MatterKind};
use domain::{Refusal, Station, due};
use tests::harness::{Answer, CLERK, Connection, Kiosk, OPERATOR, Property, Staff, id, name, request, told, words};
use values::Id;

struct House {
    property: Property,
    counter: Staff,
    control: Staff,
    kiosk: Kiosk,
}

impl House {
    fn new() -> Self {
        let property = Property::new();
        let (counter, control) = (property.staff(Station::Counter, "counter 1"), property.staff(Station::ControlRoom, "control room"));
        let kiosk = property.kiosk("kiosk 1");
        Self { property, counter, control, kiosk }
    }

    /// What the clock has to ask for now.
    fn is_due(&self) -> bool {
        let due = due(&self.property.desk().state(), self.property.clock().now());
        due.iter().any(|due| matches!(due.command, domain::Command::Emergencies(_)))
    }

    fn until_both(&mut self, what: &str, enough: impl Fn(&Staff) -> bool) {
        for staff in [&mut self.counter, &mut self.control] {
            staff.until(what, &enough);
        }
    }
}

fn start(staff: &Staff, procedure: &str, drill: bool) -> (Id<Run>, Command) {
    let run: Id<Run> = staff.new_id();
    (run.clone(), Command::Start { run, procedure: id(procedure), place: Some(told("12 层")), drill, name: None })
}

fn rings(staff: &Staff, run: &Id<Run>) -> Option<bool> {
    let state = staff.state();
    state.run.get(run).map(|r| state.is_ringing(r))
}

fn rung(staff: &Staff, run: &Id<Run>) -> Vec<Ring> {
    staff.state().run.get(run).map(|r| r.rung.iter().map(|r| r.ring).collect()).unwrap_or_default()
}

fn acknowledge(staff: &Staff, run: &Id<Run>, ring: Ring) -> Command {
    let acknowledgement: Id<Acknowledgement> = staff.new_id();
    Command::Acknowledge { acknowledgement, run: run.clone(), ring, name: None }
}

fn tick(staff: &Staff, run: &Id<Run>, step: &str) -> Command {
    let tick: Id<Tick> = staff.new_id();
    Command::TickStep { tick, run: run.clone(), step: step.into(), name: None }
}

#[test]
fn b24_one_press_starts_at_both_stations_and_turns_the_kiosk_into_the_evacuation_page() {
    let mut house = House::new();
    assert!(house.kiosk.lobby().is_some_and(|l| l.evacuation.is_none()));
    // Nobody is signed in: an alarm is never held up.
    let (run, press) = start(&house.control, "fire", false);
    house.control.ask(press).done();
    house.until_both("the alarm", |s| rings(s, &run) == Some(true));
    house.kiosk.until("the evacuation page", |k| k.lobby().is_some_and(|l| l.evacuation.is_some()));
    let page = house.kiosk.lobby().and_then(|l| l.evacuation.clone()).unwrap();
    assert_eq!((page.title.unwrap().en.as_str(), page.drill), ("Please leave now", false));
    assert_eq!(page.assembly_point.unwrap().en, "The north lawn");

    house.control.sign_in(OPERATOR);
    house.control.ask(Command::StandDown { run: run.clone(), reason: told("误报") }).done();
    house.until_both("the end", |s| rings(s, &run) == Some(false));
    house.kiosk.until("the end of the page", |k| k.lobby().is_some_and(|l| l.evacuation.is_none()));
}

#[test]
fn b24_a_procedure_that_empties_nothing_leaves_the_kiosk_as_it_is_and_a_drill_says_so() {
    let mut house = House::new();
    let (flood, press) = start(&house.counter, "flooding", false);
    house.counter.ask(press).done();
    house.control.until("the alarm", |s| rings(s, &flood) == Some(true));
    let (drill, press) = start(&house.counter, "fire", true);
    house.counter.ask(press).done();
    // The page that comes is the drill's: the flooding brought none.
    house.kiosk.until("a page", |k| k.lobby().is_some_and(|l| l.evacuation.is_some()));
    assert!(house.kiosk.lobby().and_then(|l| l.evacuation.as_ref()).is_some_and(|e| e.drill));
    house.control.until("the drill", |s| s.state().run.get(&drill).is_some_and(|r| r.drill));
}

#[test]
fn b24_unheard_for_a_minute_it_rings_the_next_post_and_one_acknowledgement_silences_all() {
    let mut house = House::new();
    let (run, press) = start(&house.control, "fire", false);
    house.control.ask(press).done();
    house.counter.until("the first ring", |s| rung(s, &run) == [Ring::ControlRoom]);
    house.property.clock().seconds_pass(59);
    assert!(!house.is_due(), "59 seconds are not a minute");
    house.property.clock().seconds_pass(1);
    house.until_both("the next post", |s| rung(s, &run) == [Ring::ControlRoom, Ring::Counter]);
    assert!(!house.is_due(), "asked for once");
    house.property.clock().seconds_pass(60);
    house.until_both("the third post", |s| rung(s, &run) == [Ring::ControlRoom, Ring::Counter, Ring::Lead]);

    let heard = acknowledge(&house.counter, &run, Ring::Counter);
    house.counter.ask(heard).done();
    house.until_both("silence", |s| rings(s, &run) == Some(false));
    house.property.clock().seconds_pass(179);
    assert!(!house.is_due(), "acknowledged: three minutes for a step");
    house.property.clock().seconds_pass(1);
    house.until_both("it rings again", |s| rings(s, &run) == Some(true));
    assert_eq!(rung(&house.control, &run).len(), 3, "again, not the next");

    let heard = acknowledge(&house.control, &run, Ring::ControlRoom);
    house.control.ask(heard).done();
    let step = tick(&house.control, &run, "confirm");
    house.control.ask(step).done();
    house.until_both("silence", |s| rings(s, &run) == Some(false) && s.state().tick.len() == 1);
    house.property.clock().seconds_pass(3_600);
    assert!(!house.is_due(), "acknowledged and acted on: nothing rings");
}

#[test]
fn b26_two_stations_call_the_roll_at_once_and_lose_no_tick() {
    let mut house = House::new();
    for n in 0..6 {
        let (seq, _) = house.kiosk.register(&format!("样本访客{n}"), "");
        house.kiosk.answer(seq);
    }
    let (run, press) = start(&house.control, "fire", true);
    house.control.ask(press).done();
    house.until_both("everybody inside", |s| s.state().inside().count() == 6 && rings(s, &run).is_some());
    let inside: Vec<_> = house.counter.state().inside().map(|v| v.id.clone()).collect();
    for (n, visit) in inside.iter().enumerate() {
        // Both look for everybody; one of them cannot find the last.
        for staff in [&mut house.counter, &mut house.control] {
            let found = if n == 5 && staff.station == Station::Counter { Found::Missing } else { Found::Safe };
            let command = Command::TickRoll {
                roll_call: staff.new_id(),
                run: run.clone(),
                visit: visit.clone(),
                found,
                name: None,
            };
            staff.submit(command);
        }
    }
    house.until_both("every tick", |s| s.state().roll_call.len() == 12 && s.replica.waiting() == 0);
    let state = house.control.state();
    let roll = roll(&state, state.run.get(&run).unwrap());
    let safe = roll.values().filter(|f| **f == Some(Found::Safe)).count();
    assert_eq!((roll.len(), safe), (6, 5), "disagreement counts the graver");
}

#[test]
fn b28_without_the_server_it_starts_from_the_own_copy_and_arrives_in_order_once() {
    let mut house = House::new();
    house.property.stop();
    house.control.until("its word that the server is away", |s| s.told.connection == Connection::Offline);
    let (run, press) = start(&house.control, "fire", false);
    house.control.submit(press);
    assert_eq!(rings(&house.control, &run), Some(true), "it starts at once, without the server");
    for step in ["confirm", "linkage", "call_119"] {
        let command = tick(&house.control, &run, step);
        house.control.submit(command);
    }
    assert_eq!((house.control.state().tick.len(), house.control.replica.waiting()), (3, 4));

    house.property.start();
    house.until_both("everything that was done", |s| s.state().tick.len() == 3 && s.replica.waiting() == 0);
    house.kiosk.until("the evacuation page", |k| k.lobby().is_some_and(|l| l.evacuation.is_some()));
    let names: Vec<_> = house.counter.told.commits.values().filter(|n| n.starts_with("emergencies.")).cloned().collect();
    assert_eq!(names, ["emergencies.start", "emergencies.tick_step", "emergencies.tick_step", "emergencies.tick_step"]);
    assert_eq!(house.control.told.answers.len(), 4);
    // The state has moved on meanwhile: what was done offline is still never refused.
    house.counter.sign_in(CLERK);
    house.control.cable.cut();
    house.control.until("its word that it is cut off", |s| s.told.connection == Connection::Offline);
    house.counter.ask(Command::StandDown { run: run.clone(), reason: told("已处置") }).done();
    let command = tick(&house.control, &run, "confirm");
    let late = house.control.submit(command);
    house.control.cable.heal();
    house.control.answer(late).done();
    house.until_both("the late tick", |s| s.state().tick.len() == 4);
}

/// The power is gone in the whole house: the server is dead, and the control room's PC starts anew.
#[test]
fn b28_a_control_room_that_starts_without_the_server_goes_on_from_its_own_disk_and_nothing_is_refused() {
    let House { mut property, mut counter, mut control, mut kiosk } = House::new();
    control.sign_in(OPERATOR);
    let (seq, _) = kiosk.register("样本访客", "");
    kiosk.answer(seq);
    let before: Id<matters::Matter> = control.new_id();
    control.ask(take(&before, "走廊灯不亮")).done();
    control.until_level(&property);
    // A later word of the server's, with which everything is kept.
    property.clock().seconds_pass(6);
    let later = property.clock().now();
    control.until("a later word", |s| s.told.clock >= later);
    let known = (control.replica.revision(), control.replica.digest(), control.told.clock);
    counter.until_level(&property);

    property.stop();
    let mut control = property.restart(control, "control room");
    control.until("what its disk remembers", |s| s.replica.is_loaded());
    assert_eq!((control.replica.revision(), control.replica.digest()), (known.0, known.1));
    assert_eq!((control.told.remembered, control.told.snapshots), (1, 0));
    let as_of = control.told.clock;
    assert!(as_of <= known.2 && as_of >= known.2.plus(-65_000), "as of {as_of:?}, and the last word was {:?}", known.2);

    let (run, press) = start(&control, "fire", false);
    control.submit(press);
    assert_eq!(rings(&control, &run), Some(true), "it starts at once, from the own copy");
    for step in ["confirm", "linkage", "call_119"] {
        let command = tick(&control, &run, step);
        control.submit(command);
    }
    let visit = control.state().inside().next().unwrap().id.clone();
    control.submit(Command::TickRoll {
        roll_call: control.new_id(),
        run: run.clone(),
        visit,
        found: Found::Safe,
        name: None,
    });
    let note = matters::Command::AddNote {
        note: control.new_id(), matter: before.clone(), text: words("断电，稍后再看")
    };
    control.submit(note);
    let during: Id<matters::Matter> = control.new_id();
    control.submit(take(&during, "电梯停在 5 层"));
    assert_eq!((control.replica.waiting(), control.state().open_matters().count()), (7, 2));
    // Once more in the middle of it: what was done is on the screen as before.
    let mut control = property.restart(control, "control room");
    control.until("what its disk remembers", |s| s.replica.is_loaded());
    assert_eq!((control.replica.waiting(), control.state().open_matters().count(), rings(&control, &run)), (7, 2, Some(true)));

    property.start();
    control.until("that everything has arrived", |s| s.replica.waiting() == 0 && s.told.answers.len() == 7);
    assert!(control.told.answers.values().all(|a| matches!(a, Answer::Committed(_))), "{:?}", control.told.answers);
    counter.until_level(&property);
    control.until_level(&property);
    assert_eq!((control.told.resumed, control.told.snapshots), (1, 0), "the server only adds what is new");
    let state = counter.state();
    assert_eq!((state.tick.len(), state.roll_call.len(), state.matter_note.len(), state.matter.len()), (3, 1, 1, 2));
    let last: Vec<_> = counter.told.commits.values().rev().take(7).rev().map(String::as_str).collect();
    let step = "emergencies.tick_step";
    let made = ["emergencies.start", step, step, step, "emergencies.tick_roll", "matters.add_note", "matters.take"];
    assert_eq!(last, made, "in order, once");
}

fn take(matter: &Id<matters::Matter>, what: &str) -> matters::Command {
    matters::Command::Take {
        matter: matter.clone(),
        kind: MatterKind::Repair,
        class: Class::Minor,
        unit: None,
        contact: name("样本访客"),
        telephone: None,
        what: words(what),
        about: None,
        due_at: None,
    }
}

#[test]
fn b28_where_the_server_has_no_room_nothing_ordinary_holds_an_emergency_up() {
    let mut house = House::new();
    house.control.sign_in(OPERATOR);
    house.property.stop();
    house.property.settings().disk_reserve_mib = u32::MAX;
    let ordinary = request(house.control.new_id());
    let ordinary = house.control.submit(ordinary);
    let (run, press) = start(&house.control, "fire", false);
    let press = house.control.submit(press);
    house.property.start();
    assert_eq!(house.control.answer(ordinary).refusal(), Refusal::GaveWay);
    house.control.answer(press).done();
    house.until_both("the alarm", |s| rings(s, &run) == Some(true));
    // Whoever made it has gone on to the emergency: it stays until somebody notes it.
    let returned = house.control.link.returned();
    assert_eq!(returned.len(), 1);
    assert_eq!(returned[0].outcome, terminal::Outcome::Refused(serde_json::to_vec(&Refusal::GaveWay).unwrap()));

    house.property.stop();
    house.property.settings().disk_reserve_mib = 0;
    house.property.start();
    let again = request(house.control.new_id());
    house.control.ask(again).done();
}
