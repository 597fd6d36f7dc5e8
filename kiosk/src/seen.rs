//! What the link has told: the lobby, the connection, the server's clock. Nothing about people.

use chrono::NaiveDateTime;
use proto::v1::{Evacuation, Lobby};
use values::At;

use crate::counter_hours::{self, Counter};

/// How the connection stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Not yet tried to the end.
    #[default]
    Connecting,
    /// The server has greeted this kiosk.
    Online,
    /// There is none; what is submitted waits on the disk (B-07).
    Offline,
    /// The server does not know this kiosk, or no longer: nothing may be taken.
    NotAdmitted,
}

/// What was seen last.
#[derive(Debug, Default)]
pub struct Seen {
    lobby: Option<Lobby>,
    /// How the connection stands.
    pub connection: Connection,
    /// How much waits on the disk, and since when by this kiosk's clock.
    pub waiting: Option<(usize, At)>,
    ahead_ms: i64,
}

impl Seen {
    /// What the lobby shows from now on.
    pub fn shows(&mut self, lobby: Lobby) {
        self.lobby = Some(lobby);
    }

    /// The server's clock said `server` when this kiosk's said `here`. What is shown follows the
    /// server; what is claimed stays the kiosk's own.
    pub fn clock(&mut self, server: At, here: At) {
        self.ahead_ms = server.since(here);
    }

    /// What the lobby shows; none before the first, or where this kiosk is not admitted.
    #[must_use]
    pub fn lobby(&self) -> Option<&Lobby> {
        self.lobby.as_ref().filter(|_| self.connection != Connection::NotAdmitted)
    }

    /// The name and clock of the header may be shown also where nothing is taken.
    #[must_use]
    pub fn last_lobby(&self) -> Option<&Lobby> {
        self.lobby.as_ref()
    }

    /// What makes people leave the building, while it does (B-24).
    #[must_use]
    pub fn evacuation(&self) -> Option<&Evacuation> {
        self.lobby.as_ref()?.evacuation.as_ref()
    }

    /// The property's wall clock; none before it is known where the property is.
    #[must_use]
    pub fn local(&self, here: At) -> Option<NaiveDateTime> {
        let lobby = self.lobby.as_ref()?;
        Some(here.plus(self.ahead_ms).local(lobby.utc_offset_minutes))
    }

    /// A moment of this kiosk's clock as the clock in the header would have shown it.
    #[must_use]
    pub fn clock_at(&self, here: At) -> String {
        self.local(here).map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    }

    /// How the counter's hours stand at the property's clock.
    #[must_use]
    pub fn counter(&self, here: At) -> Counter {
        self.lobby.as_ref().map_or(Counter::Open, |lobby| counter_hours::counter(lobby, self.server(here)))
    }

    /// A moment of this kiosk's clock by the server's.
    #[must_use]
    pub fn server(&self, here: At) -> At {
        here.plus(self.ahead_ms)
    }

    /// Milliseconds until the shown minute ends.
    #[must_use]
    pub fn until_next_minute(&self, here: At) -> u64 {
        let into = here.plus(self.ahead_ms).0.rem_euclid(values::MINUTE_MS);
        u64::try_from(values::MINUTE_MS - into).unwrap_or(1_000)
    }

    /// Whether what is submitted now reaches the server now.
    #[must_use]
    pub fn online(&self) -> bool {
        self.connection == Connection::Online
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_on_the_screen_is_the_servers_at_the_property() {
        let mut seen = Seen::default();
        assert_eq!(seen.local(At(0)), None);
        seen.shows(Lobby { utc_offset_minutes: 480, ..Lobby::default() });
        seen.clock(At(values::MINUTE_MS * 3), At(0));
        assert_eq!(seen.local(At(0)).map(|time| time.to_string()), Some("1970-01-01 08:03:00".to_owned()));
        assert_eq!(seen.until_next_minute(At(1_000)), 59_000);
    }

    #[test]
    fn a_kiosk_that_is_not_admitted_takes_nothing() {
        let mut seen = Seen::default();
        seen.shows(Lobby::default());
        seen.connection = Connection::NotAdmitted;
        assert!(seen.lobby().is_none() && seen.last_lobby().is_some());
    }
}
