//! What was found: a row for each family, one of them whole, and what can be done about it.

use super::{Draft, Question, correct, kind_name};
use crate::desk::{Connection, Desk};
use crate::screens::history::{self, row};
use crate::screens::keys::phrasing::told_or_dash;
use crate::screens::keys::scrolled;
use domain::registers::corrections::{MOST, Place, may_not_be_altered, place};
use domain::registers::erasures::{Keeps, kept_until};
use domain::registers::property::Unit;
use domain::{Record, RecordRef};
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, ListRow, chip, key_values, segmented};
use look::{icons, text};
use terminal::{AboutPerson, FoundFamily};
use values::At;

/// Everything found for one question and its further parts.
pub(super) struct Found {
    families: Vec<Family>,
    /// For which reason.
    reason: String,
    /// Behind which family the next part begins; empty: that is all.
    next_after: String,
    in_all: usize,
    /// When it goes from the screen.
    pub until: At,
    /// The family that is open.
    chosen: usize,
    /// Whether all that are listed are acted on, or that one.
    all: bool,
    /// The form in which something is put right, while it is open.
    correcting: Option<correct::Form>,
}

/// Records that are kept and erased together.
pub(super) struct Family {
    name: RecordRef,
    /// Those that this program can read.
    records: Vec<Record>,
    left_out: usize,
    lapses: Option<At>,
    kept: Option<Keeps>,
    /// Whether it names this very person, in a place of its own.
    names: bool,
}

impl Family {
    fn read(found: &FoundFamily) -> Option<Self> {
        let name = RecordRef::try_from(found.family.clone()).ok()?;
        let records: Vec<Record> = found.records.iter().filter_map(|record| serde_json::from_slice(record).ok()).collect();
        Some(Self {
            left_out: usize::try_from(found.in_all).unwrap_or_default().saturating_sub(records.len()),
            records,
            lapses: (found.lapses_ms != 0).then_some(At(found.lapses_ms)),
            kept: match found.kept.as_str() {
                "open" => Some(Keeps::Open),
                "alarm" => Some(Keeps::Alarm),
                "register" => Some(Keeps::Register),
                _ => None,
            },
            names: place(name.kind).is_some() && found.named_in.contains(&found.family),
            name,
        })
    }

    fn can_be_corrected(&self, desk: &Desk) -> bool {
        self.names && self.kept != Some(Keeps::Alarm) && !may_not_be_altered(&desk.state(), &self.name, desk.now)
    }
}

impl Found {
    /// What was found, to be shown until then.
    pub(super) fn of(part: AboutPerson, reason: String, until: At) -> Self {
        let mut found = Self {
            families: Vec::new(),
            reason,
            next_after: String::new(),
            in_all: 0,
            until,
            chosen: 0,
            all: false,
            correcting: None,
        };
        found.add(part);
        found
    }

    /// Takes a further part over.
    pub(super) fn add(&mut self, part: AboutPerson) {
        self.families.extend(part.families.iter().filter_map(Family::read));
        self.next_after = part.next_after;
        self.in_all = usize::try_from(part.in_all).unwrap_or_default().max(self.families.len());
    }

    pub(super) fn count(&self) -> usize {
        self.families.len()
    }

    /// What is acted on.
    fn meant(&self) -> Vec<&Family> {
        if self.all { self.families.iter().collect() } else { self.families.get(self.chosen).into_iter().collect() }
    }

    /// Of that, what can be put right.
    pub(super) fn correctable(&self, desk: &Desk) -> Vec<RecordRef> {
        self.meant().into_iter().filter(|f| f.can_be_corrected(desk)).map(|f| f.name.clone()).collect()
    }
}

/// Draws the list, and the way to the rest of it.
pub(super) fn list(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let Some(found) = &mut draft.found else { return };
    let words = &desk.words.person;
    let head = Frame::new().inner_margin(Margin { left: 20, right: 20, top: 18, bottom: 8 });
    let again = head.show(ui, |ui| {
        text::strong(ui, &(words.found)(found.in_all, found.families.len()));
        text::small(ui, &(desk.words.history.because)(&found.reason));
        text::small(ui, &(words.wiped_at)(&desk.time(found.until)));
        ui.add_space(DESK.gap * 0.4);
        ui.add(Button::outlined(words.again).icon(icons::ICON_SEARCH).fill_width()).clicked()
    });
    if again.inner {
        (draft.found, draft.question, draft.signed) = (None, None, None);
        return;
    }
    let mut more = false;
    ScrollArea::vertical().id_salt("person.rows").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut chosen = found.chosen;
        for (index, family) in found.families.iter().enumerate() {
            if family_row(ui, desk, family, index == found.chosen) {
                chosen = index;
            }
        }
        if chosen != found.chosen {
            (found.chosen, found.correcting) = (chosen, None);
        }
        Frame::new().inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| more = rest(ui, desk, found));
    });
    let question = draft.question.clone().filter(|_| more);
    let after = draft.found.as_ref().map(|found| found.next_after.clone()).unwrap_or_default();
    if let Some(question) = question {
        draft.ask(desk, Question { after, ..question });
    }
}

/// Below the rows: the rest, or that there is nothing; whether it was pressed.
fn rest(ui: &mut Ui, desk: &Desk, found: &Found) -> bool {
    let words = &desk.words.person;
    if found.families.is_empty() {
        text::strong(ui, words.nothing);
        text::small(ui, words.nothing_line);
    }
    let not_now = (desk.connection != Connection::Online).then_some(desk.words.desk.pin_needs_server);
    let not_now = not_now.or(desk.console.is_waiting().then_some(words.asking));
    !found.next_after.is_empty() && ui.add(Button::outlined(words.more).fill_width().disabled(not_now)).clicked()
}

fn family_row(ui: &mut Ui, desk: &Desk, family: &Family, selected: bool) -> bool {
    let kind = kind_name(desk, family.name.kind);
    let (state, tone) = kept(desk, family);
    let row = family.records.first().and_then(|record| row(desk, record));
    let (title, line, time, icon) = match (row, family.records.first()) {
        (Some(row), _) => (row.title, row.line, row.time, row.icon),
        (None, Some(Record::Unit(unit))) => (unit.number.to_string(), kind.to_owned(), String::new(), icons::ICON_APARTMENT),
        (None, _) => (kind.to_owned(), family.name.to_string(), String::new(), icons::ICON_ARCHIVE),
    };
    let shown = ListRow::new(&title, &line).icon(icon, Tone::Neutral).time(&time).state(state, tone);
    ui.add(shown.selected(selected)).clicked()
}

/// Why it is kept, in a word.
fn kept(desk: &Desk, family: &Family) -> (&'static str, Tone) {
    let words = &desk.words.person;
    match family.kept {
        None => (words.may_go, Tone::Neutral),
        Some(why) => (words.kept[word_of(why)], Tone::Amber),
    }
}

/// Its place among the words.
pub(super) const fn word_of(why: Keeps) -> usize {
    match why {
        Keeps::Open => 0,
        Keeps::Alarm => 1,
        Keeps::Register => 2,
    }
}

/// Why a family is kept, and until when, as a sentence.
pub(super) fn why_kept(desk: &Desk, name: &RecordRef, why: Keeps) -> String {
    let words = &desk.words.person;
    let until = if why == Keeps::Alarm { kept_until(&desk.state(), name) } else { None };
    until.map_or_else(|| words.kept_line[word_of(why)].to_owned(), |at| (words.kept_until)(&desk.time(at)))
}

/// Draws the family that is open, and at the foot what can be done.
pub(super) fn page(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft, waits: bool) {
    let Some(mut found) = draft.found.take() else { return };
    if found.families.is_empty() {
        scrolled(ui, ("person.page", ""), |ui| text::second(ui, desk.words.person.nothing_line));
    } else if let Some(mut form) = found.correcting.take() {
        let of = found.correctable(desk);
        match correct::page(ui, desk, &mut form, &of, waits) {
            correct::Pressed::Nothing => found.correcting = Some(form),
            correct::Pressed::Back => {}
            correct::Pressed::Sign(right) => {
                draft.correct(desk, of, right);
                found.correcting = Some(form);
            }
        }
    } else {
        foot(ui, desk, draft, &mut found, waits);
        if let Some(family) = found.families.get(found.chosen) {
            let name = family.name.to_string();
            scrolled(ui, ("person.page", &name), |ui| whole(ui, desk, family));
        }
    }
    draft.found = Some(found);
}

/// What is acted on, and how.
fn foot(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft, found: &mut Found, waits: bool) {
    let words = &desk.words.person;
    let frame = Frame::new().inner_margin(Margin::symmetric(DESK.margin as i8, 14));
    Panel::bottom("person.actions").show_separator_line(false).frame(frame).show(ui, |ui| {
        let [one, all] = (words.scope)(found.families.len());
        if let Some(scope) = segmented(ui, &[&one, &all], usize::from(found.all)) {
            found.all = scope == 1;
        }
        ui.add_space(DESK.gap * 0.5);
        let (of, meant) = (found.correctable(desk), found.meant().len());
        text::small(ui, &(words.correctable)(of.len(), meant));
        let away = (desk.connection != Connection::Online).then_some(desk.words.desk.pin_needs_server);
        let not_now = away.or(waits.then_some(words.waiting));
        let too_many = (words.too_many)(MOST);
        let cannot = if of.is_empty() { Some(words.cannot_correct) } else { (of.len() > MOST).then_some(too_many.as_str()) };
        ui.horizontal(|ui| {
            if ui.add(Button::outlined(words.correct).main().disabled(not_now.or(cannot))).clicked() {
                found.correcting = Some(correct::Form::default());
            }
            if ui.add(Button::destructive(words.erase).main().disabled(not_now)).clicked() {
                draft.erase(desk, found.meant().into_iter().map(|family| family.name.clone()).collect());
            }
        });
        if waits {
            text::strong(ui, words.waiting);
        }
    });
}

/// How a family is kept, and its records.
fn whole(ui: &mut Ui, desk: &mut Desk, family: &Family) {
    let words = &desk.words.person;
    let lapses = family.lapses.map_or_else(|| words.no_end.to_owned(), |at| desk.time(at));
    let why = family.kept.map_or_else(|| words.none.to_owned(), |why| why_kept(desk, &family.name, why));
    let named = if family.names { place(family.name.kind).map(|place| words.places[place_of(place)]) } else { None };
    let (state, tone) = kept(desk, family);
    if let Some(row) = family.records.first().and_then(|record| row(desk, record)) {
        text::title(ui, &row.title);
    }
    ui.horizontal_wrapped(|ui| {
        chip(ui, kind_name(desk, family.name.kind), Tone::Blue);
        chip(ui, state, tone);
    });
    ui.add_space(DESK.gap * 0.6);
    Card::titled(words.family).show(ui, |ui| {
        let facts = [(words.named_as, named.unwrap_or(words.mentioned)), (words.keeps_until, &lapses), (words.waits, &why)];
        key_values(ui, 1, &facts);
    });
    for record in &family.records {
        if let Record::Unit(unit) = record {
            unit_facts(ui, desk, unit);
        } else {
            history::fields(ui, desk, record);
        }
    }
    if family.left_out > 0 {
        text::small(ui, &(words.left_out)(family.left_out));
    }
}

const fn place_of(place: Place) -> usize {
    match place {
        Place::Visitor => 0,
        Place::Holder => 1,
        Place::Reporter => 2,
        Place::Caller => 3,
        Place::Carrier => 4,
        Place::Expected => 5,
    }
}

fn unit_facts(ui: &mut Ui, desk: &Desk, unit: &Unit) {
    let words = &desk.words.person;
    let number = unit.number.to_string();
    let occupant = told_or_dash(desk.words, unit.occupant.as_ref());
    let telephone = told_or_dash(desk.words, unit.telephone.as_ref());
    let contact = told_or_dash(desk.words, unit.emergency_contact.as_ref());
    let [number_of, occupant_of, telephone_of, contact_of] = words.unit;
    let facts = [(number_of, number.as_str()), (occupant_of, &occupant), (telephone_of, &telephone), (contact_of, &contact)];
    Card::titled(desk.words.history.facts).show(ui, |ui| key_values(ui, 1, &facts));
}
