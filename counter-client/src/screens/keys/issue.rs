//! 《钥匙领用登记表》: a key leaves only against a complete entry (K-2).

use super::{Open, phrasing};
use crate::desk::Desk;
use crate::signers;
use domain::Command;
use domain::registers::keys::{self, Key, KeyIssue};
use domain::registers::staff::Person;
use domain::rights::KEY_HOLDERS;
use egui::Ui;
use look::text;
use look::theme::{DESK, INK, bold};
use look::widgets::{Button, Dialog, Field, dialog, segmented};
use values::{At, Id, Line, LocalDay, MINUTE_MS, PersonName, Telephone};

/// Today in the evening is offered by itself only while at least so many minutes are left.
const LEAST_MINUTES: i64 = 30;

/// What is typed in the entry.
pub(super) struct Form {
    to: String,
    telephone: String,
    why: String,
    /// Index in [`due_choices`].
    due: usize,
}

/// When a key can be due: today and tomorrow at the property's hour, in two and four hours.
fn due_choices(desk: &Desk) -> [At; 4] {
    let offset = desk.state().utc_offset();
    let today = LocalDay::of(desk.now, offset).at(due_minute(desk), offset);
    let hours = |hours: i64| desk.now.plus(hours * 60 * MINUTE_MS);
    [today, hours(2), hours(4), today.plus(24 * 60 * MINUTE_MS)]
}

/// Minute of the day at which a key borrowed for the day is due (K-2).
fn due_minute(desk: &Desk) -> u32 {
    desk.state().property().map(|s| s.keys.clone()).unwrap_or_default().due_minute
}

/// An empty entry: due today in the evening, or in four hours where that is past or near.
pub(super) fn form(desk: &Desk) -> Form {
    let [today, ..] = due_choices(desk);
    let due = if today.since(desk.now) >= LEAST_MINUTES * MINUTE_MS { 0 } else { 2 };
    Form { to: String::new(), telephone: String::new(), why: String::new(), due }
}

/// Draws the entry; returns it while it stays open.
pub(super) fn dialog(ui: &mut Ui, desk: &mut Desk, key: Id<Key>, mut form: Form) -> Option<Open> {
    let words = &desk.words.keys;
    let mut stays = true;
    Dialog::new("keys.issue", words.issue_form).width(600.0).show(ui, |ui| {
        if let Some(key) = desk.state().key.get(&key) {
            text::second(ui, &format!("{} · {}", key.number, key.name));
        }
        ui.add_space(DESK.gap * 0.5);
        fields(ui, desk, &mut form);
        let entry = form.entry(desk, &key);
        let reason = match &entry {
            Ok(entry) => why_not(desk, entry),
            Err(field) => Some((desk.words.forms.please_fill)(field)),
        };
        dialog::foot(ui, |ui| {
            if ui.add(Button::primary(words.confirm_issue).disabled(reason.as_deref())).clicked()
                && let Ok(entry) = entry
            {
                sign(desk, entry);
                stays = false;
            }
            stays &= !ui.add(Button::outlined(desk.words.common.cancel)).clicked();
        });
    });
    stays.then_some(Open::Issue(key, form))
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.keys;
    let name = phrasing::typed(&form.to, PersonName::parse, desk.words.forms.name_wrong).1;
    let telephone = phrasing::typed(&form.telephone, Telephone::parse, desk.words.forms.telephone_wrong).1;
    let why = phrasing::typed(&form.why, Line::parse, desk.words.forms.line_wrong).1;
    ui.columns(2, |columns| {
        Field::new(words.issue_to, &mut form.to).error(name).limit(60).show(&mut columns[0]);
        Field::new(words.telephone, &mut form.telephone)
            .error(telephone)
            .hint(desk.words.common.optional)
            .limit(30)
            .show(&mut columns[1]);
    });
    Field::new(words.why, &mut form.why).error(why).hint(words.why_hint).limit(200).show(ui);
    text::label(ui, words.due_back, bold(DESK.small), INK);
    let evening = format!("{:02}:{:02}", due_minute(desk) / 60, due_minute(desk) % 60);
    let (today, tomorrow) = ((words.today_at)(&evening), (words.tomorrow_at)(&evening));
    let names = [today.as_str(), words.in_2_hours, words.in_4_hours, tomorrow.as_str()];
    let ahead: Vec<usize> = (0..).zip(due_choices(desk)).filter(|(_, at)| *at > desk.now).map(|(index, _)| index).collect();
    let labels: Vec<&str> = ahead.iter().filter_map(|index| names.get(*index).copied()).collect();
    let chosen = ahead.iter().position(|index| *index == form.due).unwrap_or(usize::MAX);
    if let Some(due) = segmented(ui, &labels, chosen).and_then(|place| ahead.get(place)) {
        form.due = *due;
    }
}

impl Form {
    /// The entry, or the name of the first field that is missing or wrong.
    fn entry(&self, desk: &Desk, key: &Id<Key>) -> Result<Entry, &'static str> {
        let words = &desk.words.keys;
        let telephone = match phrasing::typed(&self.telephone, Telephone::parse, desk.words.forms.telephone_wrong) {
            (_, Some(_)) => return Err(words.telephone),
            (telephone, None) => telephone,
        };
        Ok(Entry {
            issue: desk.new_id(),
            key: key.clone(),
            to: PersonName::parse(&self.to).map_err(|_| words.issue_to)?,
            telephone,
            why: Line::parse(&self.why).map_err(|_| words.why)?,
            due_at: due_choices(desk).get(self.due).copied().unwrap_or(desk.now),
        })
    }
}

/// A complete entry that nobody has signed yet.
#[derive(Clone)]
struct Entry {
    issue: Id<KeyIssue>,
    key: Id<Key>,
    to: PersonName,
    telephone: Option<Telephone>,
    why: Line,
    due_at: At,
}

impl Entry {
    fn signed_by(self, person: Id<Person>, second: Option<Id<Person>>) -> Command {
        let Entry { issue, key, to, telephone, why, due_at } = self;
        keys::Command::Issue {
            issue,
            key,
            to: to.into(),
            telephone: telephone.map(Into::into),
            why: why.into(),
            due_at,
            person: Some(person),
            second,
        }
        .into()
    }
}

/// Whether two sign (K-7).
fn needs_two(desk: &Desk, key: &Id<Key>) -> bool {
    desk.state().key.get(key).is_some_and(Key::opens_a_tenants_room)
}

/// Opens the dialog in which it is signed.
fn sign(desk: &mut Desk, entry: Entry) {
    let number = desk.state().key.get(&entry.key).map(|key| key.number.to_string()).unwrap_or_default();
    let title = (desk.words.keys.sign_issue)(&number);
    if needs_two(desk, &entry.key) {
        desk.ask_two_to_sign(title, move |person, second| entry.clone().signed_by(person, second));
    } else {
        desk.ask_to_sign(title, move |person| entry.clone().signed_by(person, None));
    }
}

/// Why the key could not be handed out like this, whoever signs.
fn why_not(desk: &Desk, entry: &Entry) -> Option<String> {
    let signed = |person: Id<Person>| {
        let second = if needs_two(desk, &entry.key) { signers::another(desk, &person) } else { None };
        entry.clone().signed_by(person, second)
    };
    signers::why_not_signed(desk, None, KEY_HOLDERS, signed)
}

/// Why the key could not be handed out now to anybody at all, before anything is typed.
pub(super) fn refused(desk: &Desk, key: &Id<Key>) -> Option<String> {
    let [.., tomorrow] = due_choices(desk);
    // Any name will do: no rule looks at it.
    let entry = Entry {
        issue: desk.new_id(),
        key: key.clone(),
        to: PersonName::parse("x").ok()?,
        telephone: None,
        why: Line::parse("x").ok()?,
        due_at: tomorrow,
    };
    why_not(desk, &entry)
}
