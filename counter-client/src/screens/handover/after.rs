//! After the signatures: words are only ever added (补记, B-22).

use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::handover::{Addendum, Command, Sheet};
use egui::Ui;
use look::text;
use look::widgets::{Button, Card, Field};
use values::Text;

/// Draws the addenda, and the field for another.
pub(super) fn addenda(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let state = desk.state();
    let mut addenda: Vec<&Addendum> = state.addendum.iter().filter(|a| a.sheet == sheet.id).collect();
    addenda.sort_by_key(|a| a.at);
    Card::titled(words.addenda).show(ui, |ui| {
        if addenda.is_empty() {
            text::second(ui, words.no_addenda);
        }
        for addendum in addenda {
            text::body(ui, &told(desk.words, &addendum.text));
            text::small(ui, &(words.by_at)(&desk.name_of(&addendum.by), &addendum.at.minute(state.utc_offset())));
        }
        let typed = &mut desk.drafts.handover.form.addendum;
        Field::new(words.addendum, typed).rows(2).limit(2_000).show(ui);
        if typed.trim().is_empty() {
            return;
        }
        let Ok(text) = Text::parse(typed) else {
            look::widgets::field::sentence(ui, words.text_advice);
            return;
        };
        let command = Command::AddAddendum { addendum: desk.new_id(), sheet: sheet.id.clone(), text: text.into() };
        let reason = desk.why_not(&command.clone().into());
        if ui.add(Button::outlined(words.add_addendum).small().disabled(reason.as_deref())).clicked() {
            desk.ask(command);
            desk.drafts.handover.form.addendum.clear();
        }
    });
}
