//! The questions about a lost key.

use egui::Ui;
use look::widgets::segmented;

use super::LostKey;
use super::kinds::kinds;
use crate::check;
use crate::form::{self, Places};
use crate::here::Here;
use crate::typing::{Look, Slot};
use crate::unit_picker;

impl LostKey {
    pub(super) fn unit(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let words = here.words;
        let lost = &words.kiosk.lost_key;
        if let Some(number) = self.unit.clone() {
            let places = form::places(ui, false);
            form::inside(ui, places.content, "chosen", |ui| {
                if unit_picker::chosen(ui, here, lost.unit, &number) {
                    self.unit = None;
                }
            });
            if form::foot(ui, places.foot, words.common.next, None) {
                self.go_on();
            }
            return;
        }
        let places = form::places(ui, true);
        self.typing.offer(&[Slot::Unit], here.language);
        let verdict = check::line(self.typing.text(Slot::Unit), words.kiosk.typing.unit_missing, &words.kiosk.typing);
        let look = Look {
            label: lost.unit,
            hint: lost.unit_hint,
            error: verdict.error(),
            ..Look::default()
        };
        form::inside(ui, places.content, "unit", |ui| {
            unit_picker::pick(ui, here, &mut self.typing, Slot::Unit, look, &mut self.unit);
        });
        if self.unit.is_some() {
            // A touch on a unit is the answer: there is nothing else to say on this page.
            return self.go_on();
        }
        self.next(ui, here, places, verdict.reason(&words.kiosk.typing));
    }

    pub(super) fn kind(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, false);
        let touched = kinds(ui, here, places.content, here.words.kiosk.lost_key.kind, self.kind);
        let reason = self.kind.is_none().then_some(here.words.kiosk.typing.choice_missing);
        let go = form::foot(ui, places.foot, here.words.common.next, reason);
        if touched.is_some() {
            self.kind = touched;
        }
        if go || touched.is_some() {
            self.go_on();
        }
    }

    pub(super) fn whereabouts(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, true);
        let words = here.words;
        let lost = &words.kiosk.lost_key;
        self.typing.offer(&[Slot::When, Slot::Place], here.language);
        let fields = [(Slot::When, lost.when, lost.when_hint, lost.whens), (Slot::Place, lost.place, lost.place_hint, lost.places)];
        let verdicts = fields.map(|(slot, ..)| check::line(self.typing.text(slot), words.kiosk.typing.text_missing, &words.kiosk.typing));
        form::inside(ui, places.content, "where", |ui| {
            // Where height is short, only the field that is typed into shows what to touch.
            let tight = form::is_tight(places.content);
            ui.spacing_mut().item_spacing.y = form::between_fields(ui, places.content);
            let active = self.typing.active();
            for ((slot, label, hint, offers), verdict) in fields.into_iter().zip(&verdicts) {
                let look = Look { label, hint, error: verdict.error(), ..Look::default() };
                self.typing.field(ui, here.language, slot, look);
                if tight && active != Some(slot) {
                    continue;
                }
                let chosen = offers.iter().position(|offer| *offer == self.typing.text(slot)).unwrap_or(usize::MAX);
                let touched = ui.push_id(("offers", slot), |ui| segmented(ui, &offers, chosen)).inner;
                if let Some(offer) = touched.and_then(|index| offers.get(index)) {
                    self.typing.set(slot, offer);
                    if let Some((other, ..)) = fields.iter().find(|(other, ..)| self.typing.text(*other).is_empty()) {
                        self.typing.turn_to(*other, here.language);
                    }
                }
            }
        });
        let reason = verdicts.iter().find_map(|verdict| verdict.reason(&words.kiosk.typing)).map(str::to_owned);
        self.next(ui, here, places, reason.as_deref());
    }

    pub(super) fn who(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, true);
        let words = here.words;
        let lost = &words.kiosk.lost_key;
        self.typing.offer(&[Slot::Name, Slot::Telephone], here.language);
        let name = check::name(self.typing.text(Slot::Name), &words.kiosk.typing);
        let typed = self.typing.text(Slot::Telephone);
        let telephone = check::optional(typed, check::telephone(typed, &words.kiosk.typing));
        form::inside(ui, places.content, "who", |ui| {
            ui.spacing_mut().item_spacing.y = form::between_fields(ui, places.content);
            let look = Look { label: lost.name, error: name.error(), ..Look::default() };
            self.typing.field(ui, here.language, Slot::Name, look);
            let look = Look { label: lost.telephone, error: telephone.error(), ..Look::default() };
            self.typing.field(ui, here.language, Slot::Telephone, look);
            form::note(ui, lost.purpose);
        });
        let reason = name.reason(&words.kiosk.typing).or(telephone.reason(&words.kiosk.typing)).map(str::to_owned);
        self.next(ui, here, places, reason.as_deref());
    }

    /// The button to go on, and the keyboard, whose 完成 does the same.
    fn next(&mut self, ui: &mut Ui, here: &Here<'_>, places: Places, reason: Option<&str>) {
        let words = here.words;
        let composing = self.typing.is_composing().then_some(words.kiosk.typing.composing);
        let reason = composing.or(reason);
        let mut go = form::foot(ui, places.foot, words.common.next, reason);
        go |= form::keys(ui, places.keys, here, &mut self.typing);
        if go && reason.is_none() {
            self.go_on();
        }
    }
}
