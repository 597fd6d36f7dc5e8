//! B-11: the first claim wins.

use super::gaps::take;
use domain::registers::matters::{Command, Matter, Refusal};
use domain::{Refusal as Any, Station};
use std::sync::Barrier;
use tests::harness::{Answer, CLERK, OPERATOR, Property, Staff, id, words};
use values::Id;

const ROUNDS: usize = 100;

#[test]
fn b11_the_first_claim_wins_and_the_other_is_told() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    control.sign_in(OPERATOR);
    let mut won = [0, 0];
    for round in 0..ROUNDS {
        let matter: Id<Matter> = counter.new_id();
        let seq = take(&mut counter);
        counter.answer(seq).done();
        control.until("the matter", |s| s.state().matter.get(&matter).is_some());

        let answers = claim_at_once([&mut counter, &mut control], &matter);
        let winner = answers.iter().position(|a| matches!(a, Answer::Committed(_))).expect("nobody got it");
        let (winner_id, winner_at) = [(CLERK, Station::Counter), (OPERATOR, Station::ControlRoom)][winner];
        let told = answers[1 - winner].clone().refusal();
        let Any::Matters(Refusal::AlreadyClaimed { by, station, .. }) = &told else { panic!("round {round}: {told:?}") };
        assert_eq!((by, *station), (&id(winner_id), winner_at), "round {round}");
        won[winner] += 1;

        // No lock: who came second adds a note all the same.
        let second = if winner == 0 { &mut control } else { &mut counter };
        let note = Command::AddNote { note: second.new_id(), matter: matter.clone(), text: words("样本备注") };
        second.ask(note).done();
        for staff in [&mut counter, &mut control] {
            staff.until("who has it", |s| claimed_by(s, &matter).is_some());
            assert_eq!(claimed_by(staff, &matter), Some(id(winner_id)), "round {round} at {}", staff.id);
        }
    }
    println!("the counter was first {} times, the control room {}", won[0], won[1]);
    for staff in [&mut counter, &mut control] {
        staff.until_level(&property);
        assert_eq!(staff.state().matter_note.len(), ROUNDS);
    }
}

/// Both submit in the same moment, each from its own thread; the answers in the same order.
fn claim_at_once(staff: [&mut Staff; 2], matter: &Id<Matter>) -> [Answer; 2] {
    let start = Barrier::new(2);
    std::thread::scope(|scope| {
        let claims = staff.map(|s| {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                s.ask(Command::Claim { matter: matter.clone() })
            })
        });
        claims.map(|c| c.join().unwrap())
    })
}

fn claimed_by(staff: &Staff, matter: &Id<Matter>) -> Option<Id<domain::registers::staff::Person>> {
    staff.state().matter.get(matter)?.claimed.as_ref().map(|c| c.by.clone())
}
