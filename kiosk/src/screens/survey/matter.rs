//! Which matter is rated, where there is one (B-19): its number, typed or scanned. Nothing is looked up: a
//! stranger learns of no matter by trying.

use egui::Ui;

use super::{Step, Survey};
use crate::check;
use crate::form::{self, Heading, inside};
use crate::here::Here;
use crate::typing::{Look, Slot};

impl Survey {
    pub(super) fn matter(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.survey;
        if form::heading(ui, here, Heading { title: here.words.kiosk.shell.survey, step: None }) {
            self.step = Step::Faces;
        }
        let places = form::places(ui, true);
        self.typing.offer(&[Slot::Matter], here.language);
        let typed = self.typing.text(Slot::Matter);
        let verdict = check::optional(typed, check::line(typed, here.words.kiosk.typing.text_missing, &here.words.kiosk.typing));
        let look = Look {
            label: words.matter,
            note: Some(words.matter_note),
            error: verdict.error(),
            ..Look::default()
        };
        inside(ui, places.content, "matter", |ui| self.typing.field(ui, here.language, Slot::Matter, look));
        let reason = verdict.reason(&here.words.kiosk.typing).map(str::to_owned);
        let mut go = form::foot(ui, places.foot, here.words.common.next, reason.as_deref());
        go |= form::keys(ui, places.keys, here, &mut self.typing);
        if go && reason.is_none() {
            self.matter = self.typing.sent(Slot::Matter).to_uppercase();
            self.step = Step::Faces;
        }
    }
}
