//! Ringing the counter (B-05): from the touch until somebody has answered.

use proto::v1::RingCounter;
use proto::v1::submission::What;
use values::At;

use crate::tray::{Progress, Ticket, Tray};

/// The bell of this kiosk. It outlives a visit: who rang may stand beside the screen.
#[derive(Debug, Default)]
pub struct Ring {
    ticket: Option<Ticket>,
}

/// What a visitor is told about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// Nobody has rung.
    Quiet,
    /// It rings at the counter until somebody answers.
    Ringing,
    /// It was touched, but the counter has not been reached.
    Unreached,
}

impl Ring {
    /// Somebody touches the button. While a call waits, another touch adds nothing.
    pub fn press(&mut self, tray: &mut Tray, call_waiting: bool, made_at: At) {
        let lost = |ticket| matches!(tray.progress(ticket), Progress::Refused(_) | Progress::NotSaved);
        if call_waiting || self.ticket.is_some_and(|ticket| !lost(ticket)) {
            return;
        }
        self.ticket = Some(tray.put(What::RingCounter(RingCounter {}), made_at));
    }

    /// The lobby has changed. Once the server has the call, the lobby says how it stands.
    pub fn lobby_changed(&mut self, tray: &Tray) {
        if self.ticket.is_some_and(|ticket| tray.progress(ticket) == Progress::Done) {
            self.ticket = None;
        }
    }

    /// How it sounds; `call_waiting` is the lobby's word.
    #[must_use]
    pub fn sound(&self, tray: &Tray, call_waiting: bool, online: bool) -> Sound {
        let Some(ticket) = self.ticket.filter(|_| !call_waiting) else {
            return if call_waiting { Sound::Ringing } else { Sound::Quiet };
        };
        match tray.progress(ticket) {
            Progress::Asked => Sound::Ringing,
            Progress::Saved if online => Sound::Ringing,
            Progress::Done => Sound::Ringing,
            Progress::Saved | Progress::Refused(_) | Progress::NotSaved => Sound::Unreached,
        }
    }

    /// The visit ends: a call that waits is kept, one that failed is not.
    pub fn visit_ended(&mut self, tray: &Tray) -> Option<Ticket> {
        let waits = |ticket: &Ticket| matches!(tray.progress(*ticket), Progress::Asked | Progress::Saved | Progress::Done);
        self.ticket = self.ticket.filter(waits);
        self.ticket
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tray::Numbers;
    use proto::v1::KioskRefusal;
    use terminal::LobbyOutcome;

    #[test]
    fn b05_it_rings_from_the_touch_until_the_lobby_says_that_somebody_answered() {
        let (mut ring, mut tray) = (Ring::default(), Tray::default());
        assert_eq!(ring.sound(&tray, false, true), Sound::Quiet);
        ring.press(&mut tray, false, At(0));
        ring.press(&mut tray, false, At(1));
        assert_eq!(ring.sound(&tray, false, true), Sound::Ringing);
        assert!(
            tray.next(Numbers { kiosk: Some(1), count: 9, seq: 9 }).is_some()
                && tray.next(Numbers { kiosk: Some(1), count: 10, seq: 10 }).is_none(),
            "one call"
        );
        tray.submitted(Some(9));
        assert_eq!(ring.sound(&tray, false, true), Sound::Ringing);
        assert_eq!(ring.sound(&tray, false, false), Sound::Unreached);
        tray.answered(9, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        assert_eq!(ring.sound(&tray, false, true), Sound::Ringing, "before the lobby says so");
        ring.lobby_changed(&tray);
        assert_eq!(ring.sound(&tray, true, true), Sound::Ringing);
        assert_eq!(ring.sound(&tray, false, true), Sound::Quiet);
    }

    #[test]
    fn a_call_that_failed_can_be_made_again() {
        let (mut ring, mut tray) = (Ring::default(), Tray::default());
        ring.press(&mut tray, false, At(0));
        assert!(tray.next(Numbers { kiosk: None, count: 1, seq: 1 }).is_some());
        tray.submitted(None);
        assert_eq!(ring.sound(&tray, false, false), Sound::Unreached);
        ring.press(&mut tray, false, At(0));
        assert!(tray.next(Numbers { kiosk: None, count: 1, seq: 1 }).is_some());
    }
}
