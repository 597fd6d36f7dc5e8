//! The steps of the day, in the order of the clock.

use super::{Day, Fault};

/// Every step.
///
/// # Errors
/// The first that fails.
pub fn all(_day: &mut Day) -> Result<(), Fault> {
    Ok(())
}
