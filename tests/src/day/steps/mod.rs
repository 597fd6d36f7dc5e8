//! The steps of the day, in the order of the clock.

mod arrivals;
mod frame;

use super::{Day, Fault};

/// Every step.
///
/// # Errors
/// The first that fails.
pub fn all(day: &mut Day) -> Result<(), Fault> {
    arrivals::sign_in(day)?;
    Ok(())
}
