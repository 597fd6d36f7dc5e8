use super::*;
use crate::fixture::*;
use crate::{Kind, rights};

fn ring(call: &str) -> Command {
    Command::Ring { call: id(call) }
}
fn answer(call: &str) -> Command {
    Command::Answer { call: id(call) }
}

#[test]
fn b05_a_call_rings_until_somebody_answers_and_pressing_again_is_the_same_call() {
    let mut state = state();
    done(&mut state, ring("c1"), &kiosk());
    for again in ["c1", "c2"] {
        check(&state, ring(again), &kiosk().second(3), Expect::Already);
    }
    done(&mut state, ring("c3"), &kiosk().terminal("kiosk-2"));
    assert_eq!(state.ringing().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["c1", "c3"]);

    done(&mut state, answer("c1"), &control_room("").second(9));
    assert_eq!(state.ringing().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["c3"]);
    done(&mut state, ring("c2"), &kiosk().minute(1));
}

#[test]
fn s4_either_station_answers_without_sign_in_and_the_first_one_stays_named() {
    for (stamp, by) in [(counter(""), None), (counter(CLERK), Some(id(CLERK))), (control_room(OPERATOR), Some(id(OPERATOR)))] {
        let mut state = check(&state(), ring("c1"), &kiosk(), Expect::Done);
        done(&mut state, answer("c1"), &stamp);
        let answered = Answered { by, station: stamp.station, at: NOW };
        assert_eq!(state.call.get(&id("c1")).unwrap().answered, Some(answered.clone()));
        let after = check(&state, answer("c1"), &counter(LEAD).minute(1), Expect::Already);
        assert_eq!(after.call.get(&id("c1")).unwrap().answered, Some(answered));
    }
}

#[test]
fn only_a_kiosk_rings_and_only_a_desk_answers() {
    let given = check(&state(), ring("c1"), &kiosk().offline(), Expect::Done);
    let elsewhere = || Expect::No(Any::Right(rights::Refusal::NotAtThisStation));
    check(&given, ring("c2"), &counter(CLERK), elsewhere());
    check(&given, answer("c1"), &kiosk(), elsewhere());
    check(&given, answer("c9"), &counter(CLERK), no_such(Kind::Call));
}
