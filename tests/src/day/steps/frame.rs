//! What every staff window has around its screens: the sign-in card, the tabs, the dialog in
//! which somebody signs.

use crate::day::fault::Fault;
use crate::day::staff::Person;
use crate::day::window::Window;
use look::words::{Language, Words, words};
use std::time::Instant;

/// The staff's language in this day.
pub fn zh() -> &'static Words {
    words(Language::ZhHans)
}

/// Shows a screen by its tab.
pub fn show(window: &Window, tab: &str) -> Result<(), Fault> {
    window.press_where(&format!("the tab “{tab}”"), |nodes| nodes.iter().find(|n| n.role == "Tab" && n.name == tab).cloned())?;
    window.wait(&format!("the screen “{tab}”"), |nodes| {
        nodes.iter().any(|n| n.role == "Tab" && n.name == tab && n.selected == Some(true)).then_some(())
    })
}

/// Signs a person in, after whoever is signed in there has gone.
pub fn sign_in(window: &Window, person: &Person) -> Result<Instant, Fault> {
    let desk = &zh().desk;
    window.wait("the tabs", |nodes| nodes.iter().any(|n| n.role == "Tab").then_some(()))?;
    if window.shows(desk.sign_out) {
        window.press(desk.sign_out)?;
    }
    show(window, zh().today.tab)?;
    window.expect(desk.sign_in_title)?;
    window.fill(desk.number, &person.number)?;
    window.fill(desk.pin, &person.pin)?;
    let since = window.press(desk.sign_in)?;
    window.expect(desk.sign_out)?;
    window.expect(&person.name)?;
    Ok(since)
}

/// Gives number and PIN in the signature dialog that is open.
pub fn sign(window: &Window, person: &Person) -> Result<Instant, Fault> {
    let desk = &zh().desk;
    window.expect(desk.sign_line)?;
    window.settle();
    window.fill(desk.number, &person.number)?;
    window.fill(desk.pin, &person.pin)?;
    let since = window.press(desk.sign)?;
    window.expect_gone(desk.sign_line)?;
    if window.shows(desk.not_recognised) {
        return Err(Fault::new(format!("{}: the signature was refused", window.name)));
    }
    Ok(since)
}
