//! 受理: writing a matter in the book (C-1, R-1), with the deadline that the client is told.

use super::{Draft, list};
use crate::desk::Desk;
use crate::replica::stamp;
use crate::screens::keys::{phrasing::typed, scrolled, unit_picker};
use domain::registers::matters::{self, Class, Matter, MatterKind};
use domain::{Change, Command, Record};
use egui::{Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, INK, bold};
use look::widgets::{Button, Card, Field, segmented};
use values::{At, Id, Line, LocalDay, PersonName, Telephone, Text};

/// Minutes of the day that stand for "by noon" and "by the evening".
const NOON: u32 = 12 * 60;
const EVENING: u32 = 18 * 60;
/// From this width on kind and class stand side by side, in points.
const SIDE_BY_SIDE: f32 = 700.0;
/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// What is typed about a matter.
#[derive(Default)]
pub(super) struct Form {
    kind: usize,
    class: usize,
    unit: unit_picker::Choice,
    contact: String,
    telephone: String,
    what: String,
    about: String,
    /// The deadline that was chosen; `None`: by class.
    due: Option<At>,
}

/// Draws the form in the place of a detail; saving shows the new matter.
pub(super) fn take(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let Some(form) = &mut draft.take else { return };
    let words = &desk.words.matters;
    let mut saved = None;
    let mut cancelled = false;
    let command = form.command(desk);
    let reason = match &command {
        Ok((_, command)) => desk.why_not(command),
        Err(field) => Some((desk.words.forms.please_fill)(field)),
    };
    let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
    Panel::bottom("matters.take.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        ui.horizontal(|ui| {
            let pressed = ui.add(Button::primary(words.confirm_take).main().width(140.0).disabled(reason.as_deref())).clicked();
            if let (true, Ok((matter, command))) = (pressed, command) {
                desk.ask(command);
                saved = Some(matter);
            }
            cancelled = ui.add(Button::outlined(desk.words.common.cancel).main()).clicked();
        });
    });
    scrolled(ui, ("matters.take", ""), |ui| {
        text::title(ui, words.take);
        text::second(ui, words.take_line);
        ui.add_space(DESK.gap);
        let title = words.forms.get(form.kind).copied().unwrap_or(words.take);
        Card::titled(title).show(ui, |ui| {
            what_kind(ui, desk, form);
            who_and_what(ui, desk, form);
            deadline(ui, desk, form);
        });
    });
    if let Some(matter) = saved {
        draft.filter = list::Filter::All;
        draft.search.clear();
        draft.choose(matter);
    } else if cancelled {
        draft.take = None;
    }
}

fn what_kind(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.matters;
    if ui.available_width() >= SIDE_BY_SIDE {
        ui.columns(2, |columns| {
            pills(&mut columns[0], words.kind, &words.kinds, &mut form.kind);
            pills(&mut columns[1], words.class, &words.classes, &mut form.class);
        });
    } else {
        pills(ui, words.kind, &words.kinds, &mut form.kind);
        pills(ui, words.class, &words.classes, &mut form.class);
    }
    if let Some(line) = words.class_lines.get(form.class) {
        text::small(ui, line);
    }
}

fn pills(ui: &mut Ui, label: &str, names: &[&str], chosen: &mut usize) {
    text::label(ui, label, bold(DESK.small), INK);
    if let Some(index) = segmented(ui, names, *chosen) {
        *chosen = index;
    }
}

fn who_and_what(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let (words, shared) = (&desk.words.matters, &desk.words.forms);
    unit_picker::unit_picker(ui, desk, words.unit, &mut form.unit, words.unit_none);
    let name = typed(&form.contact, PersonName::parse, shared.name_wrong).1;
    let telephone = typed(&form.telephone, Telephone::parse, shared.telephone_wrong).1;
    ui.columns(2, |columns| {
        Field::new(words.contact, &mut form.contact).error(name).limit(60).show(&mut columns[0]);
        Field::new(words.telephone, &mut form.telephone)
            .error(telephone)
            .hint(desk.words.common.optional)
            .limit(30)
            .show(&mut columns[1]);
    });
    let what = typed(&form.what, Text::parse, desk.words.forms.text_wrong).1;
    Field::new(words.what, &mut form.what).error(what).hint(words.what_hint).rows(3).limit(2_000).show(ui);
    let about = typed(&form.about, Line::parse, shared.line_wrong).1;
    Field::new(words.about, &mut form.about).error(about).hint(desk.words.common.optional).limit(200).show(ui);
}

/// What the class gives, or one of a few times that lie ahead.
fn deadline(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.matters;
    let by_class = form.due_by_class(desk).map_or_else(|| "—".to_owned(), |at| desk.time(at));
    let mut choices = vec![((words.due_by_class)(&by_class), None)];
    let offset = desk.state().utc_offset();
    let today = LocalDay::of(desk.now, offset);
    let later = [
        (words.due_today_18, EVENING),
        (words.due_tomorrow_12, DAY + NOON),
        (words.due_in_3_days, 3 * DAY + EVENING),
        (words.due_in_7_days, 7 * DAY + EVENING),
    ];
    let ahead = later.into_iter().map(|(label, minute)| (label.to_owned(), Some(today.at(minute, offset))));
    choices.extend(ahead.filter(|(_, at)| at.is_some_and(|at| at > desk.now)));
    text::label(ui, words.due, bold(DESK.small), INK);
    let labels: Vec<&str> = choices.iter().map(|(label, _)| label.as_str()).collect();
    let chosen = choices.iter().position(|(_, at)| *at == form.due).unwrap_or(0);
    if let Some((_, due)) = segmented(ui, &labels, chosen).and_then(|index| choices.get(index)) {
        form.due = *due;
    }
}

impl Form {
    fn kind(&self) -> MatterKind {
        MatterKind::ALL.get(self.kind).copied().unwrap_or(MatterKind::Complaint)
    }

    fn class(&self) -> Class {
        Class::ALL.get(self.class).copied().unwrap_or(Class::Minor)
    }

    /// The deadline that the rules would give, asked of the rules themselves.
    fn due_by_class(&self, desk: &Desk) -> Option<At> {
        let state = desk.state();
        // Any contact and text will do: no rule looks at them.
        let (contact, what) = (PersonName::parse("x").ok()?, Text::parse("x").ok()?);
        let command = matters::Command::Take {
            matter: desk.new_id(),
            kind: self.kind(),
            class: self.class(),
            unit: None,
            contact: contact.into(),
            telephone: None,
            what: what.into(),
            about: None,
            due_at: None,
        };
        let stamp = stamp(&state, &desk.terminal, desk.station, 0, desk.now, desk.replica.revision());
        let changes = domain::decide(&state, &command.into(), &stamp).ok()?;
        changes
            .into_iter()
            .find_map(|change| if let Change::Put(Record::Matter(matter)) = change { Some(matter.due_at) } else { None })
    }

    /// The command, or the name of the first field that is missing or wrong.
    fn command(&self, desk: &Desk) -> Result<(Id<Matter>, Command), &'static str> {
        let (words, shared) = (&desk.words.matters, &desk.words.forms);
        if self.unit.chosen.is_none() && !self.unit.typed.trim().is_empty() {
            return Err(words.unit);
        }
        let telephone = match typed(&self.telephone, Telephone::parse, shared.telephone_wrong) {
            (_, Some(_)) => return Err(words.telephone),
            (telephone, None) => telephone,
        };
        let about = match typed(&self.about, Line::parse, shared.line_wrong) {
            (_, Some(_)) => return Err(words.about),
            (about, None) => about,
        };
        let matter = desk.new_id();
        let command = matters::Command::Take {
            matter: matter.clone(),
            kind: self.kind(),
            class: self.class(),
            unit: self.unit.chosen.clone(),
            contact: PersonName::parse(&self.contact).map_err(|_| words.contact)?.into(),
            telephone: telephone.map(Into::into),
            what: Text::parse(&self.what).map_err(|_| words.what)?.into(),
            about: about.map(Into::into),
            due_at: self.due,
        };
        Ok((matter, command.into()))
    }
}
