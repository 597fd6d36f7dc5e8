//! The steps of the day, in the order of the clock.

mod arrivals;
mod emergencies;
mod frame;
mod kiosk;
mod outage;
mod visitors;

use super::{Day, Fault};

/// Every step.
///
/// # Errors
/// The first that fails.
pub fn all(day: &mut Day) -> Result<(), Fault> {
    arrivals::sign_in(day)?;
    let code = visitors::first_registers(day)?;
    visitors::pass_is_issued(day, &code)?;
    visitors::others_register(day)?;
    visitors::first_leaves(day, &code)?;
    visitors::call_is_answered(day)?;
    emergencies::flooding(day)?;
    emergencies::fire_drill(day)?;
    outage::server_is_killed(day)?;
    outage::data_is_sound(day)
}
