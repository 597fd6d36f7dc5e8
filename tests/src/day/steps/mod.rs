//! The steps of the day, in the order of the clock.

mod arrivals;
mod emergencies;
mod frame;
mod gallery;
mod keys;
mod kiosk;
mod opinions;
mod outage;
mod person;
mod posts;
mod visitors;

use super::{Day, Fault};

/// Every step.
///
/// # Errors
/// The first that fails.
pub fn all(day: &mut Day) -> Result<(), Fault> {
    arrivals::sign_in(day)?;
    posts::taken_up(day)?;
    let code = visitors::first_registers(day)?;
    visitors::pass_is_issued(day, &code)?;
    visitors::others_register(day)?;
    visitors::first_leaves(day, &code)?;
    visitors::call_is_answered(day)?;
    keys::loss_is_reported(day)?;
    keys::loss_is_acknowledged(day)?;
    opinions::faces_are_touched(day)?;
    opinions::complaint_is_taken(day)?;
    posts::evening(day)?;
    emergencies::flooding(day)?;
    opinions::repair_is_taken(day)?;
    posts::morning(day)?;
    posts::review(day)?;
    emergencies::fire_drill(day)?;
    gallery::taken(day)?;
    person::asks(day)?;
    outage::server_is_killed(day)?;
    outage::registered_meanwhile(day)?;
    outage::data_is_sound(day)
}
