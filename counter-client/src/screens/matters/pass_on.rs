//! Passing a matter on to a colleague, and giving a claim back (S-5): with a reason, which
//! is recorded with who did it and when.

use super::{Open, phrasing};
use crate::desk::Desk;
use crate::screens::keys::phrasing::typed;
use domain::Command as Any;
use domain::registers::matters::{Command, Matter, MatterNote, Part};
use domain::registers::staff::Person;
use egui::Ui;
use look::text;
use look::widgets::{Button, Dialog, Field, dialog, segmented};
use values::{Id, Text};

/// How many colleagues are offered at once.
const OFFERED: usize = 6;

/// What is typed and chosen for a colleague.
#[derive(Default)]
pub(super) struct Form {
    /// Index in the rules' list of parts.
    part: usize,
    typed: String,
    to: Option<Id<Person>>,
    reason: String,
}

impl Form {
    /// Of the part that can be passed on here: who holds the claim sees the claim first.
    pub(super) fn of(desk: &Desk, matter: &Matter) -> Self {
        let me = desk.person().map(|p| p.id);
        let mine = matter.claimed.as_ref().is_some_and(|c| Some(&c.by) == me.as_ref());
        Self { part: usize::from(mine), ..Self::default() }
    }
}

/// To whom a part of the matter passes; returns the dialog while it stays open.
pub(super) fn pass_dialog(ui: &mut Ui, desk: &mut Desk, matter: Id<Matter>, mut form: Form) -> Option<Open> {
    let words = &desk.words.matters;
    let mut stays = true;
    Dialog::new("matters.pass", words.pass_on).show(ui, |ui| {
        text::second(ui, words.pass_line);
        if let Some(part) = segmented(ui, &words.parts, form.part) {
            form.part = part;
        }
        colleague(ui, desk, &mut form);
        let reason = reason_field(ui, desk, &mut form.reason);
        let part = Part::ALL.get(form.part).copied().unwrap_or(Part::Owner);
        let command = form.to.clone().zip(reason).map(|(to, reason)| {
            let note: Id<MatterNote> = desk.new_id();
            Command::Transfer { note, matter: matter.clone(), part, to, reason: reason.into() }
        });
        let missing = if form.to.is_none() { words.pass_to } else { words.reason };
        stays = foot(ui, desk, command.map(Into::into), missing);
    });
    stays.then_some(Open::Pass(matter, form))
}

/// Why a claim is given back; returns the dialog while it stays open.
pub(super) fn release_dialog(ui: &mut Ui, desk: &mut Desk, matter: Id<Matter>, mut reason: String) -> Option<Open> {
    let words = &desk.words.matters;
    let mut stays = true;
    Dialog::new("matters.release", words.release).show(ui, |ui| {
        text::second(ui, words.release_line);
        let value = reason_field(ui, desk, &mut reason);
        let command = value.map(|reason| Command::Release { note: desk.new_id(), matter: matter.clone(), reason: reason.into() });
        stays = foot(ui, desk, command.map(Into::into), words.reason);
    });
    stays.then_some(Open::Release(matter, reason))
}

/// Why the claim could not be given back now, before anything is typed.
pub(super) fn release_refused(desk: &Desk, matter: &Matter) -> Option<String> {
    // Any reason will do: no rule looks at it.
    let reason = Text::parse("x").ok()?;
    desk.why_not(&Command::Release { note: desk.new_id(), matter: matter.id.clone(), reason: reason.into() }.into())
}

/// A field for a name or staff number, with the colleagues who fit below it.
fn colleague(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.matters;
    let state = desk.state();
    if Field::new(words.pass_to, &mut form.typed).hint(words.pass_hint).limit(60).show(ui).changed() {
        form.to = None;
    }
    if form.to.is_some() {
        return;
    }
    let typed = form.typed.trim().to_lowercase();
    let fits = |p: &&Person| !p.left && (p.name.as_str().to_lowercase().contains(&typed) || p.number.as_str().starts_with(&typed));
    let offered: Vec<&Person> = state.person.iter().filter(fits).take(OFFERED).collect();
    let names: Vec<&str> = offered.iter().map(|p| p.name.as_str()).collect();
    if let Some(person) = segmented(ui, &names, usize::MAX).and_then(|index| offered.get(index)) {
        form.typed = person.name.to_string();
        form.to = Some(person.id.clone());
    }
}

fn reason_field(ui: &mut Ui, desk: &Desk, reason: &mut String) -> Option<Text> {
    let (value, wrong) = typed(reason, Text::parse, desk.words.forms.text_wrong);
    Field::new(desk.words.matters.reason, reason).error(wrong).rows(2).limit(500).show(ui);
    value
}

/// Confirm and cancel; whether the dialog stays open.
fn foot(ui: &mut Ui, desk: &mut Desk, command: Option<Any>, missing: &str) -> bool {
    let reason = command.as_ref().map_or_else(|| Some((desk.words.forms.please_fill)(missing)), |c| desk.why_not(c));
    dialog::foot(ui, |ui| {
        let confirmed = ui.add(Button::primary(desk.words.common.confirm).disabled(reason.as_deref())).clicked();
        let cancelled = ui.add(Button::outlined(desk.words.common.cancel)).clicked();
        match command {
            Some(command) if confirmed => {
                desk.ask(command);
                false
            }
            Some(_) | None => !cancelled,
        }
    })
}

/// What a note that passed the matter on says in the history.
pub(crate) fn told(desk: &Desk, note: &MatterNote) -> Option<String> {
    let words = &desk.words.matters;
    let passed = note.passed.as_ref()?;
    let why = crate::screens::keys::phrasing::told(desk.words, &note.text);
    let from = desk.name_of(&passed.from);
    Some(match &passed.to {
        Some(to) => (words.passed)(phrasing::part(words, passed.part), &from, &desk.name_of(to), &why),
        None => (words.released)(&from, &why),
    })
}
