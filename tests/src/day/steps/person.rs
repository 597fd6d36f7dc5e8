//! Somebody asks at the counter what there is about them: shown, put right, erased; the
//! server dies in the middle of it.

use super::frame::{self, zh};
use crate::day::report::at;
use crate::day::{Day, Fault};
use look::words::{Language, words};
use std::time::Instant;

/// The visitor of the pictures, who came after the drill: nobody alters whom an alarm looked for.
const TELEPHONE: &str = "13900000003";
const NAME: &str = "陈静";
const RIGHT: &str = "陈静怡";

/// All of it, with pictures in both languages.
pub fn asks(day: &mut Day) -> Result<(), Fault> {
    looked_up(day, true)?;
    corrected(day)?;
    looked_up(day, false)?;
    server_dies(day)?;
    erased(day)?;
    found_again(day)
}

fn looked_up(day: &Day, types: bool) -> Result<(), Fault> {
    let w = &zh().person;
    frame::show(&day.counter, w.tab)?;
    if types {
        portrait(day, "asked")?;
        day.counter.fill(w.telephone, TELEPHONE)?;
        day.counter.press(w.reasons[0])?;
    } else {
        day.counter.press(w.again)?;
    }
    day.counter.press(w.look)?;
    let since = frame::sign(&day.counter, &day.cast.lead)?;
    let shown = at(&day.counter, w.keeps_until);
    day.report
        .step("counter", "what there is about a visitor who asks is shown, signed by the lead", since, &[shown])?;
    let name = if types { NAME } else { RIGHT };
    day.counter.press_with(name)?;
    day.counter.expect(w.places[0])?;
    portrait(day, if types { "found" } else { "found-corrected" })
}

fn corrected(day: &Day) -> Result<(), Fault> {
    let w = &zh().person;
    day.counter.press(w.correct)?;
    day.counter.fill(w.new_name, RIGHT)?;
    portrait(day, "correct")?;
    day.counter.press(w.correct)?;
    let since = frame::sign(&day.counter, &day.cast.lead)?;
    day.report
        .step("counter", "the name is put right, signed by the lead", since, &[at(&day.counter, w.receipt)])?;
    portrait(day, "receipt-corrected")
}

/// What is shown stays; nothing can be signed until the server is back.
fn server_dies(day: &mut Day) -> Result<(), Fault> {
    day.property.kill()?;
    day.counter.expect(zh().common.offline)?;
    day.counter.expect(RIGHT)?;
    day.report.portrait("person-server-away", &day.counter)?;
    let since = Instant::now();
    day.property.serve()?;
    day.report
        .step("server", "killed while it is shown, and started again", since, &[at(&day.counter, zh().common.online)])
}

fn erased(day: &Day) -> Result<(), Fault> {
    let w = &zh().person;
    day.counter.press(w.erase)?;
    let since = frame::sign(&day.counter, &day.cast.lead)?;
    day.report.step("counter", "and erased, with a receipt", since, &[at(&day.counter, w.receipt)])?;
    day.counter.expect_gone(RIGHT)?;
    portrait(day, "receipt-erased")
}

/// The receipt is in the archive, where leads read it.
fn found_again(day: &Day) -> Result<(), Fault> {
    let h = &zh().history;
    day.counter.settle();
    frame::sign_in(&day.counter, &day.cast.lead)?;
    frame::show(&day.counter, h.tab)?;
    day.counter.fill(h.reason, h.reason_hint)?;
    let erasures = h.kinds[h.kinds.len() - 3];
    day.counter.press(erasures)?;
    day.counter.press(h.read)?;
    let since = Instant::now();
    day.counter.press_with(&(h.erased_files)(1))?;
    day.report
        .step("counter", "the receipt is found again in the archive", since, &[at(&day.counter, zh().person.waits)])?;
    day.report.portrait("person-archive", &day.counter)
}

/// Of the counter, in each language; it ends in the first.
fn portrait(day: &Day, name: &str) -> Result<(), Fault> {
    for language in Language::ALL {
        day.counter.expect(words(language).person.tab)?;
        day.report.portrait(&format!("person-{name}-{language:?}"), &day.counter)?;
        day.counter.press(language.next().name())?;
    }
    day.counter.expect(zh().person.tab)
}
