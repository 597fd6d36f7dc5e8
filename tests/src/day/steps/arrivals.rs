//! The morning: people sign in and take up their posts.

use super::frame;
use crate::day::report::at;
use crate::day::{Day, Fault};

/// The clerk at the counter, the operator in the control room.
pub fn sign_in(day: &Day) -> Result<(), Fault> {
    let (clerk, operator) = (day.cast.clerk.clone(), day.cast.operator.clone());
    let since = frame::sign_in(&day.counter, &clerk)?;
    day.report.step("counter", "the clerk signs in", since, &[])?;
    let since = frame::sign_in(&day.control_room, &operator)?;
    day.report.step("control room", "the operator signs in", since, &[at(&day.counter, operator.name.as_str())])?;
    day.pictures("signed-in")
}
