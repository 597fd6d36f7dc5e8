//! What a screen knows and may ask for. It reaches nothing else.

use ::devices::camera::Frame;
use ::devices::slip::Slip;
use chrono::NaiveDateTime;
use look::words::{Language, Words};
use proto::v1::submission::What;
use proto::v1::{Lobby, Phrase};
use std::time::Duration;
use values::At;

use crate::devices::{Devices, Printing};
use crate::directory::said;
use crate::ring::{Ring, Sound};
use crate::screens::Page;
use crate::screens::quick_rating::QuickRating;
use crate::tray::{Progress, Ticket, Tray};
use zeroize::Zeroizing;

/// One frame of a screen.
pub struct Here<'a> {
    /// Every phrase, in the reader's language.
    pub words: &'static Words,
    /// That language.
    pub language: Language,
    /// What the lobby shows.
    pub lobby: &'a Lobby,
    /// This kiosk's clock.
    pub wall: At,
    /// The clock in the header.
    pub time: Option<NaiveDateTime>,
    /// Since the program started.
    pub up: Duration,
    /// That the counter is closed, in words; none while it serves people.
    pub closed: Option<&'a str>,
    /// Whether what is submitted reaches the server now.
    pub online: bool,
    /// Random bits.
    pub chance: fn() -> u64,
    pub(crate) quick: &'a mut QuickRating,
    pub(crate) tray: &'a mut Tray,
    pub(crate) ring: &'a mut Ring,
    pub(crate) devices: &'a mut Devices,
    pub(crate) to_end: &'a mut Option<(String, Zeroizing<String>)>,
    pub(crate) go: Option<Go>,
}

/// Where a visitor goes from here.
#[derive(Debug)]
pub enum Go {
    /// The visit ends: everything is dropped.
    Home,
    /// To another page.
    To(Box<Page>),
}

impl<'a> Here<'a> {
    /// A phrase of the property, in the reader's language.
    #[must_use]
    pub fn said(&self, phrase: Option<&'a Phrase>) -> &'a str {
        said(phrase, self.language)
    }

    /// Asks for a submission; it is given to the link when this frame is drawn.
    pub fn send(&mut self, what: What) -> Ticket {
        self.tray.put(what, self.wall)
    }

    /// How a submission stands.
    #[must_use]
    pub fn progress(&self, ticket: Ticket) -> Progress {
        self.tray.progress(ticket)
    }

    /// Whether slips are printed here.
    #[must_use]
    pub fn has_printer(&self) -> bool {
        self.devices.has_printer()
    }

    /// Asks for the slip of this visit.
    pub fn print(&mut self, slip: Slip) {
        self.devices.print(slip);
    }

    /// How it stands; `None`: none was asked for.
    #[must_use]
    pub fn printing(&self) -> Option<Printing> {
        self.devices.printing()
    }

    /// Whether a photo can be taken here now.
    #[must_use]
    pub fn has_camera(&self) -> bool {
        self.devices.has_camera()
    }

    /// What the camera sees, and the number of that picture; the camera is open while a page asks.
    pub fn look(&mut self) -> Option<(u64, &Frame)> {
        self.devices.viewing().look()
    }

    /// Rings the counter (B-05).
    pub fn call(&mut self) {
        self.ring.press(self.tray, self.lobby.call_waiting, self.wall);
    }

    /// How the bell sounds.
    #[must_use]
    pub fn sound(&self) -> Sound {
        self.ring.sound(self.tray, self.lobby.call_waiting, self.online)
    }

    /// Asks whether the colleague with this staff number and PIN may end the program.
    pub fn end_program(&mut self, number: String, pin: String) {
        *self.to_end = Some((number, Zeroizing::new(pin)));
    }

    /// Ends the visit.
    pub fn go_home(&mut self) {
        self.go = Some(Go::Home);
    }

    /// Opens a page.
    pub fn open(&mut self, page: Page) {
        self.go = Some(Go::To(Box::new(page)));
    }
}
