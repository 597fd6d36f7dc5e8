//! What is asked only where it applies, or where the property wants it; nobody has to answer (B-03, V-3).

use egui::Ui;
use look::theme::scale;
use look::widgets::Button;
use proto::v1::Purpose;

use super::{Step, Visitor};
use crate::check::{self, Verdict};
use crate::form;
use crate::here::Here;
use crate::provinces;
use crate::typing::{Look, Slot};

impl Visitor {
    /// Whether a step is shown to this visitor.
    pub(super) fn applies(&self, step: Step, here: &Here<'_>) -> bool {
        let questions = here.lobby.questions.unwrap_or_default();
        match step {
            Step::Identity => questions.identity,
            // One that was agreed to stays, whatever becomes of the camera.
            Step::Photo => questions.photo && (here.has_camera() || self.portrait.is_agreed()),
            Step::Company => questions.company && matches!(self.purpose, Some(Purpose::Delivery | Purpose::Work)),
            Step::Plate => questions.plate && self.by_car,
            Step::Notice | Step::Declined | Step::Known | Step::Name | Step::Telephone => true,
            Step::Whom | Step::Purpose | Step::Summary | Step::Done => true,
        }
    }

    pub(super) fn identity(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.visitor;
        let typed = self.typing.text(Slot::Identity);
        let verdict = check::optional(typed, check::identity(typed, &here.words.kiosk.typing));
        let asked = Asked { slot: Slot::Identity, label: words.identity, note: words.identity_note, verdict };
        self.optional(ui, here, asked);
    }

    pub(super) fn company(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.visitor;
        let typed = self.typing.text(Slot::Company);
        let verdict = check::optional(typed, check::line(typed, here.words.kiosk.typing.text_missing, &here.words.kiosk.typing));
        let asked = Asked { slot: Slot::Company, label: words.company, note: words.company_note, verdict };
        self.optional(ui, here, asked);
    }

    pub(super) fn plate(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.visitor;
        let typed = self.typing.text(Slot::Plate);
        let verdict = check::optional(typed, check::plate(typed, &here.words.kiosk.typing));
        let asked = Asked { slot: Slot::Plate, label: words.plate, note: words.plate_note, verdict };
        self.optional(ui, here, asked);
    }

    /// One field that may stay empty, with a button to leave it so.
    fn optional(&mut self, ui: &mut Ui, here: &mut Here<'_>, asked: Asked<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, true);
        let words = here.words;
        self.typing.offer(&[asked.slot], here.language);
        let look = Look {
            label: asked.label,
            note: Some(asked.note),
            error: asked.verdict.error(),
            ..Look::default()
        };
        let mut skip = false;
        form::inside(ui, places.content, "optional", |ui| {
            self.typing.field(ui, here.language, asked.slot, look);
            ui.add_space(scale(ui).gap * 0.4);
            skip = ui.add(Button::outlined(words.kiosk.visitor.skip)).clicked();
        });
        if skip {
            self.typing.set(asked.slot, "");
            return self.go_on(here);
        }
        // A mainland plate begins with its province: the signs stand where the keys come next.
        if asked.slot == Slot::Plate && self.typing.text(Slot::Plate).is_empty() && !self.other_plate {
            form::foot(ui, places.foot, words.common.next, Some(words.kiosk.visitor.plate_province));
            match form::inside(ui, places.keys, "provinces", |ui| provinces::provinces(ui, words)) {
                Some(provinces::Picked::Province(sign)) => self.typing.set(Slot::Plate, &sign.to_string()),
                Some(provinces::Picked::Other) => self.other_plate = true,
                None => {}
            }
            return;
        }
        self.next(ui, here, places, asked.verdict);
    }
}

/// One of these questions.
struct Asked<'a> {
    slot: Slot,
    label: &'a str,
    note: &'a str,
    verdict: Verdict,
}
