//! What the clock must ask for now.

use crate::registers::{Command, State, appointments, archive, emergencies, erasures, staff};
use values::At;

/// A command that time itself asks for, with a key that is the same on every replay.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The command for the actor `Clock`.
    pub command: Command,
}

impl Due {
    /// Whether it goes on while the server's clock is in doubt. What must be heard, and who is
    /// signed in for how long, is judged by spans of minutes and hours, which the server then
    /// counts by the time that passes: no wrong clock silences it. Whatever moves records away,
    /// or ends them, waits.
    #[must_use]
    pub fn goes_on_in_doubt(&self) -> bool {
        matches!(self.command, Command::Emergencies(_) | Command::Staff(_))
    }
}

/// Everything that is due at `now` and not yet done; empty once its own commands are
/// applied, so asking twice does nothing twice.
#[must_use]
pub fn due(state: &State, now: At) -> Vec<Due> {
    let rings = emergencies::due(state, now).into_iter().map(Command::Emergencies);
    let sweep = archive::due(state, now).into_iter().map(Command::Archive);
    let sessions = staff::due(state, now).map(Command::Staff);
    let erasing = erasures::due(state, now).into_iter().map(Command::Erasures);
    let appointments = appointments::due(state, now).map(Command::Appointments);
    rings.chain(sessions).chain(sweep).chain(erasing).chain(appointments).map(|command| Due { command }).collect()
}
