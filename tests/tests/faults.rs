//! The short form of every fault, against the built program.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use tests::fault::FAULTS;
use tests::trial::short_form;

fn drive(name: &str) {
    let tally = short_form(FAULTS, name);
    assert!(tally.rounds > 0 || !tally.notes.is_empty(), "{name} did nothing");
}

#[test]
fn b12_nothing_acknowledged_is_lost_or_doubled_by_kills() {
    drive("kill-9");
}

#[test]
fn nothing_acknowledged_is_lost_by_a_power_cut() {
    drive("power-cut");
}

#[test]
fn no_failing_operation_makes_a_false_answer() {
    drive("io");
}

#[test]
fn on_a_full_disk_emergencies_go_on_and_everything_resumes_by_itself() {
    drive("disk-full");
}

#[test]
fn damage_is_named_and_the_backup_is_back() {
    drive("corrupt");
}

#[test]
fn a_restored_property_has_everything_that_was_acknowledged() {
    drive("restore");
}

#[test]
fn b27_whom_the_property_forgot_is_on_no_disk_of_it() {
    drive("erase");
}

#[test]
fn a_property_of_many_days_answers_as_it_did_and_fills_its_store() {
    drive("restart");
}

#[test]
fn b10_over_a_bad_network_everything_is_told_once_and_in_order() {
    drive("network");
}

#[test]
fn b12_lost_replies_and_doubled_requests_take_effect_once() {
    drive("once");
}

#[test]
fn b07_a_kiosk_killed_without_its_server_delivers_each_item_once() {
    drive("offline");
}

#[test]
fn b11_of_two_claims_at_once_one_wins_and_the_other_is_told_who() {
    drive("claims");
}

#[cfg(not(feature = "plant"))]
#[test]
fn a_build_without_planted_bugs_does_not_say_that_they_were_found() {
    let plants = FAULTS.iter().find(|fault| fault.name == "plants").unwrap();
    let reach = tests::trial::Reach { programs: "none".into(), short: true, seed: 1, plant: None };
    let refused = (plants.run)(&reach).unwrap_err();
    assert!(refused.contains("./dev fault plants"), "{refused}");
}
