//! 离开签出 (B-02, B-09): six digits, the four that go with them, and one touch; or the QR code, scanned.

use egui::Ui;
use look::theme::Tone;
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, LeaveVisit};

use super::finale::Finale;
use crate::code_entry::{Entered, code_entry, entered, is_whole};
use crate::form::{self, Heading, Places};
use crate::here::Here;
use crate::tray::{Progress, Ticket, Tray};
use crate::typing::{Slot, Typing};

/// Signing out.
#[derive(Debug, Default)]
pub struct Leave {
    typing: Typing,
    ticket: Option<Ticket>,
    refused: Option<KioskRefusal>,
    /// A whole QR code was scanned: it needs no touch any more.
    scanned: bool,
}

impl Leave {
    /// Puts in what was scanned, and signs out with it (B-09). Other digits than a QR code's of ours
    /// change nothing, and nor does another scan while the server looks: false.
    pub fn scan(&mut self, digits: &str) -> bool {
        let is_ours = is_whole(digits) && self.ticket.is_none();
        if is_ours {
            self.typing.set(Slot::Code, digits);
            self.scanned = true;
        }
        is_ours
    }

    /// Whether whoever signed out here is done, or has to begin anew.
    #[must_use]
    pub fn is_over(&self, tray: &Tray, online: bool) -> bool {
        self.ticket.is_some_and(|ticket| match tray.progress(ticket) {
            Progress::Done | Progress::NotSaved => true,
            Progress::Asked | Progress::Saved => !online,
            Progress::Refused(_) => false,
        })
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let Some(ticket) = self.ticket else { return self.ask(ui, here) };
        match here.progress(ticket) {
            // The server answers within a moment: nothing flashes up between.
            Progress::Asked | Progress::Saved if here.online => self.ask(ui, here),
            Progress::Asked | Progress::Saved => farewell(ui, here, true),
            Progress::Done => farewell(ui, here, false),
            Progress::Refused(refusal) => {
                self.refused = Some(refusal);
                self.ticket = None;
                self.ask(ui, here);
            }
            Progress::NotSaved => self.ask(ui, here),
        }
    }

    fn ask(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.leave;
        let waits = self.ticket.is_some_and(|ticket| matches!(here.progress(ticket), Progress::Asked | Progress::Saved));
        if form::heading(ui, here, Heading { title: here.words.kiosk.shell.leave, step: None }) {
            here.go_home();
        }
        let Places { content, foot, keys } = form::places(ui, true);
        self.typing.offer(&[Slot::Code], here.language);
        let before = self.typing.text(Slot::Code).to_owned();
        let not_saved = self.ticket.is_some_and(|ticket| here.progress(ticket) == Progress::NotSaved);
        let wrong = match self.refused {
            Some(KioskRefusal::UnknownCode) => Some(words.unknown),
            Some(KioskRefusal::AskTheCounter | KioskRefusal::Unspecified) => Some(here.words.kiosk.visitor.refused_line),
            None if not_saved => Some(here.words.kiosk.shell.not_saved),
            None => None,
        };
        form::inside(ui, content, "code", |ui| {
            code_entry(ui, here, &mut self.typing, [words.code, words.four], wrong, words.code_note);
        });
        let entered = entered(self.typing.text(Slot::Code));
        let missing = entered.as_ref().err().map(|missing| missing.reason(&here.words.kiosk.typing));
        let reason = if waits { Some(words.checking) } else { missing.as_deref() };
        let mut go = form::foot(ui, foot, words.submit, reason);
        go |= form::keys(ui, keys, here, &mut self.typing);
        go |= std::mem::take(&mut self.scanned);
        if self.typing.text(Slot::Code) != before {
            self.refused = None;
        }
        if let Some(Entered { code, shown }) = entered.ok().filter(|_| go && !waits) {
            self.refused = None;
            self.ticket = Some(here.send(What::LeaveVisit(LeaveVisit { code: code.to_string(), shown })));
        }
    }
}

fn farewell(ui: &mut Ui, here: &mut Here<'_>, waiting: bool) {
    let words = &here.words.kiosk.leave;
    let finale = if waiting {
        Finale::good(words.thanks, "").state(words.waiting, Tone::Amber).caution(Some(words.waiting_line))
    } else {
        Finale::good(words.thanks, words.thanks_line)
    };
    if finale.page(ui, here) {
        here.go_home();
    }
}
