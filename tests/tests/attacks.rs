//! The short form of every attack.

use tests::attack::ATTACKS;
use tests::trial::short_form;

fn drive(name: &str) {
    // That something was tried is part of being sound.
    drop(short_form(ATTACKS, name));
}

#[test]
fn s1_nobody_does_what_the_table_does_not_name() {
    drive("rights");
}

#[test]
fn b22_no_forged_signature_is_accepted() {
    drive("sign");
}

#[test]
fn s1_no_machine_becomes_a_terminal_without_a_fresh_code_of_its_own() {
    drive("enrol");
}

#[test]
fn s2_five_guesses_of_a_pin_are_evaluated_however_many_come_at_once_and_a_restart_gives_no_more() {
    drive("pin");
}

#[test]
fn what_comes_malformed_over_the_wire_hurts_nobody() {
    drive("wire");
}

#[test]
fn b04_text_that_hides_something_gets_in_nowhere_and_rare_hanzi_do() {
    drive("text");
}

#[test]
fn b02_a_kiosk_cannot_tell_two_histories_of_other_people_apart() {
    drive("kiosk");
}
