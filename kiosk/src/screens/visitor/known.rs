//! Who is expected, or was here before: two numbers instead of five questions (B-02). The kiosk learns
//! only whether the server has recognised somebody.

use egui::Ui;
use proto::v1::submission::What;
use proto::v1::{ComeByCode, KioskRefusal};
use values::VisitMark;

use super::{Step, Visitor};
use crate::code_entry::{Entered, code_entry, entered};
use crate::form::{self, Heading};
use crate::here::Here;
use crate::tray::Progress;
use crate::typing::Slot;

impl Visitor {
    /// Whether a code is asked for, which may be scanned.
    pub fn takes_a_code(&self) -> bool {
        self.step == Step::Known
    }

    pub(super) fn known(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.visitor;
        let stands = self.ticket.map(|ticket| here.progress(ticket));
        if let Some(Progress::Done) = stands {
            self.step = Step::Done;
            return ui.ctx().request_repaint();
        }
        if let Some(Progress::Refused(refusal)) = stands {
            (self.refused, self.ticket) = (Some(refusal), None);
        }
        if form::heading(ui, here, Heading { title: words.known, step: None }) {
            (self.ticket, self.refused, self.step) = (None, None, Step::Name);
            self.typing.set(Slot::Code, "");
        }
        let places = form::places(ui, true);
        self.typing.offer(&[Slot::Code], here.language);
        let before = self.typing.text(Slot::Code).to_owned();
        let not_saved = stands == Some(Progress::NotSaved);
        let wrong = match self.refused {
            Some(KioskRefusal::UnknownCode) => Some(words.known_wrong),
            Some(KioskRefusal::AskTheCounter | KioskRefusal::Unspecified) => Some(words.refused_line),
            None if not_saved => Some(here.words.kiosk.shell.not_saved),
            None => None,
        };
        form::inside(ui, places.content, "code", |ui| {
            // While nobody can be recognised, the reason in the button says all.
            let note = if here.online { words.known_note } else { "" };
            code_entry(ui, here, &mut self.typing, [words.known_code, words.known_four], wrong, note);
        });
        let waits = matches!(stands, Some(Progress::Asked | Progress::Saved));
        let entered = entered(self.typing.text(Slot::Code));
        let missing = entered.as_ref().err().map(|missing| missing.reason(&here.words.kiosk.typing));
        // Only the server recognises anybody: without it the questions are the way.
        let reason = match (here.online, waits) {
            (false, _) => Some(words.known_offline),
            (true, true) => Some(here.words.kiosk.leave.checking),
            (true, false) => missing.as_deref(),
        };
        let mut go = form::foot(ui, places.foot, words.known_submit, reason);
        go |= form::keys(ui, places.keys, here, &mut self.typing);
        if self.typing.text(Slot::Code) != before {
            self.refused = None;
        }
        if let Some(entered) = entered.ok().filter(|_| go && reason.is_none()) {
            self.come(here, entered);
        }
    }

    fn come(&mut self, here: &mut Here<'_>, Entered { code, shown }: Entered) {
        let agreed = self.agreed.clone();
        let mark = self.mark.get_or_insert_with(|| VisitMark::drawn((here.chance)()));
        let come = ComeByCode {
            // The tray fills it in when the count is known.
            code: String::new(),
            known: code.to_string(),
            shown,
            notice_version: agreed.as_ref().map(|agreed| agreed.version.clone()).unwrap_or_default(),
            agreed_at_ms: agreed.map_or(0, |agreed| agreed.at_ms),
            mark: mark.as_str().to_owned(),
        };
        self.refused = None;
        self.recognised = true;
        self.ticket = Some(here.send(What::ComeByCode(come)));
    }
}
