//! The questions that are answered by typing: name, telephone, whom or which unit.

use egui::Ui;
use look::icons;
use look::theme::scale;
use look::widgets::Button;

use super::{Step, Visitor};
use crate::check::{self, Verdict};
use crate::form;
use crate::here::Here;
use crate::typing::{Look, Slot};
use crate::unit_picker;

impl Visitor {
    pub(super) fn name(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, true);
        let words = here.words;
        self.typing.offer(&[Slot::Name], here.language);
        let verdict = check::name(self.typing.text(Slot::Name), &words.kiosk.typing);
        let look = Look {
            label: words.kiosk.visitor.name,
            note: Some(words.kiosk.visitor.name_note),
            error: verdict.error(),
            ..Look::default()
        };
        let mut known = false;
        form::inside(ui, places.content, "name", |ui| {
            self.typing.field(ui, here.language, Slot::Name, look);
            ui.add_space(scale(ui).gap * 0.4);
            if self.ticket.is_none() && !self.correcting {
                known = ui.add(Button::outlined(words.kiosk.visitor.known_way).icon(icons::ICON_CONFIRMATION_NUMBER)).clicked();
            }
        });
        if known {
            self.step = Step::Known;
            return ui.ctx().request_repaint();
        }
        self.next(ui, here, places, verdict);
    }

    pub(super) fn telephone(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, true);
        let words = here.words;
        let visitor = &words.kiosk.visitor;
        self.typing.offer(&[Slot::Telephone], here.language);
        if !self.typing.text(Slot::Telephone).is_empty() {
            self.no_telephone = false;
        }
        let typed = check::telephone(self.typing.text(Slot::Telephone), &words.kiosk.typing);
        let verdict = if self.no_telephone { Verdict::Fine } else { typed };
        let note = if self.no_telephone { visitor.no_telephone_chosen } else { visitor.telephone_note };
        let look = Look {
            label: visitor.telephone,
            note: Some(note),
            error: verdict.error(),
            ..Look::default()
        };
        let mut none = false;
        form::inside(ui, places.content, "telephone", |ui| {
            self.typing.field(ui, here.language, Slot::Telephone, look);
            if scale(ui).high_contrast && !self.typing.text(Slot::Telephone).is_empty() {
                // Large type has no room for what nobody who types needs.
                return;
            }
            ui.add_space(scale(ui).gap * 0.4);
            let sign = if self.no_telephone { icons::ICON_CHECK } else { icons::ICON_PHONE_DISABLED };
            none = ui.add(Button::outlined(visitor.no_telephone).icon(sign)).clicked();
        });
        if none {
            self.typing.set(Slot::Telephone, "");
            self.no_telephone = true;
            return self.go_on(here);
        }
        self.next(ui, here, places, verdict);
    }

    pub(super) fn whom(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, true);
        let words = here.words;
        let visitor = &words.kiosk.visitor;
        let verdict = if let Some(number) = self.unit.clone() {
            self.typing.offer(&[Slot::Person], here.language);
            let person = self.typing.text(Slot::Person);
            let verdict = check::optional(person, check::line(person, words.kiosk.typing.text_missing, &words.kiosk.typing));
            let look = Look {
                label: visitor.person,
                hint: visitor.person_hint,
                error: verdict.error(),
                ..Look::default()
            };
            form::inside(ui, places.content, "chosen", |ui| {
                if unit_picker::chosen(ui, here, visitor.whom, &number) {
                    self.unit = None;
                }
                self.typing.field(ui, here.language, Slot::Person, look);
            });
            verdict
        } else {
            self.typing.offer(&[Slot::Whom], here.language);
            let verdict = check::line(self.typing.text(Slot::Whom), words.kiosk.typing.unit_missing, &words.kiosk.typing);
            let look = Look {
                label: visitor.whom,
                hint: visitor.whom_hint,
                error: verdict.error(),
                ..Look::default()
            };
            form::inside(ui, places.content, "whom", |ui| {
                unit_picker::pick(ui, here, &mut self.typing, Slot::Whom, look, &mut self.unit);
            });
            verdict
        };
        self.next(ui, here, places, verdict);
    }

    /// The button to go on, and the keyboard, whose 完成 does the same.
    pub(super) fn next(&mut self, ui: &mut Ui, here: &Here<'_>, places: form::Places, verdict: Verdict) {
        let words = here.words;
        let composing = self.typing.is_composing().then_some(words.kiosk.typing.composing);
        let reason = composing.or(verdict.reason(&words.kiosk.typing));
        let mut go = form::foot(ui, places.foot, words.common.next, reason);
        go |= form::keys(ui, places.keys, here, &mut self.typing);
        if go && reason.is_none() {
            self.go_on(here);
        }
    }
}
