//! Registering at the counter whoever cannot or will not at the kiosk (V-2, B-03): the same
//! four things; nobody is refused.

use crate::desk::Desk;
use domain::Command as Any;
use domain::registers::appointments;
use domain::registers::visits::{Command, Host, Particulars, Purpose};
use egui::{ScrollArea, Ui};
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Card, Field, segmented};
use values::{Id, Line, LocalDay, PersonName, Personal, PlateNumber, Telephone, UnitNumber};

/// What is typed.
pub(super) struct Form {
    name: String,
    telephone: String,
    unit: String,
    whom: String,
    purpose: usize,
    people: String,
    children: String,
    plate: String,
    company: String,
    /// The days of an appointment; none: the visitor stands here.
    days: Option<[String; 2]>,
}

impl Form {
    /// Of somebody who is expected on that day.
    pub fn expecting(day: LocalDay) -> Self {
        Self { days: Some([day.0.to_string(), day.0.to_string()]), ..Self::default() }
    }
}

impl Default for Form {
    fn default() -> Self {
        let (name, telephone, unit, whom) = Default::default();
        Self {
            name,
            telephone,
            unit,
            whom,
            purpose: 0,
            people: "1".into(),
            children: "0".into(),
            plate: String::new(),
            company: String::new(),
            days: None,
        }
    }
}

/// Draws the form; registers, or notes who is expected, when it is complete.
pub(super) fn form(ui: &mut Ui, desk: &mut Desk) {
    let Some(mut form) = desk.drafts.visits.form.take() else { return };
    let (words, expected) = (&desk.words.visits, &desk.words.appointments);
    let title = if form.days.is_some() { expected.make } else { words.register };
    let done = ScrollArea::vertical().id_salt("visit-form").auto_shrink(false).show(ui, |ui| {
        text::title(ui, title);
        if form.days.is_some() {
            text::second(ui, expected.line);
        }
        Card::new().show(ui, |ui| fields(ui, desk, &mut form));
        ui.add_space(DESK.gap);
        let command = command(desk, &form);
        let reason = command.as_ref().map_or_else(|why| Some((*why).to_owned()), |c| desk.why_not(c));
        ui.horizontal(|ui| {
            let save = ui.add(Button::primary(title).main().disabled(reason.as_deref())).clicked();
            let cancel = ui.add(Button::outlined(desk.words.common.cancel).main()).clicked();
            if let (true, Ok(command)) = (save, command) {
                if let Any::Visits(Command::Register { visit, .. }) = &command {
                    desk.drafts.visits.chosen = Some(visit.clone());
                } else if let Any::Appointments(appointments::Command::Make { appointment, .. }) = &command {
                    desk.drafts.visits.appointment = Some(appointment.clone());
                }
                desk.ask(command);
                return true;
            }
            cancel
        })
        .inner
    });
    if !done.inner {
        desk.drafts.visits.form = Some(form);
    }
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.visits;
    let wrong = |bad: bool, advice: &'static str| bad.then_some(advice);
    let bad_name = !form.name.is_empty() && PersonName::parse(&form.name).is_err();
    Field::new(words.name, &mut form.name).error(wrong(bad_name, words.name_advice)).show(ui);
    let bad_telephone = !form.telephone.is_empty() && Telephone::parse(&form.telephone).is_err();
    let hint = desk.words.common.optional;
    Field::new(words.telephone, &mut form.telephone)
        .hint(hint)
        .error(wrong(bad_telephone, words.telephone_advice))
        .show(ui);
    let bad_unit =
        !form.unit.is_empty() && UnitNumber::parse(&form.unit).ok().and_then(|n| desk.state().unit_numbered(&n).map(|_| ())).is_none();
    Field::new(words.unit, &mut form.unit).hint(hint).error(wrong(bad_unit, words.unit_advice)).show(ui);
    Field::new(words.whom, &mut form.whom).hint(hint).show(ui);
    Field::new(words.company, &mut form.company).hint(hint).show(ui);
    let bad_plate = !form.plate.is_empty() && PlateNumber::parse(&form.plate).is_err();
    Field::new(words.plate, &mut form.plate)
        .hint(hint)
        .error(wrong(bad_plate, desk.words.kiosk.typing.plate_wrong))
        .show(ui);
    if let Some([from, until]) = &mut form.days {
        let expected = &desk.words.appointments;
        for (label, typed) in [(expected.from, from), (expected.until, until)] {
            let bad = day(typed).is_none();
            Field::new(label, typed).limit(10).width(220.0).error(wrong(bad, expected.day_advice)).show(ui);
        }
    }
    text::second(ui, words.purpose);
    if let Some(purpose) = segmented(ui, &words.purposes, form.purpose) {
        form.purpose = purpose;
    }
    let bad = |text: &str, least: u8| text.parse::<u8>().ok().is_none_or(|n| n < least || n > 99);
    let (bad_people, bad_children) = (bad(&form.people, 1), bad(&form.children, 0));
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            Field::new(words.people, &mut form.people)
                .limit(2)
                .width(160.0)
                .error(wrong(bad_people, words.number_advice))
                .show(ui)
        });
        ui.vertical(|ui| {
            Field::new(words.children, &mut form.children)
                .limit(2)
                .width(160.0)
                .error(wrong(bad_children, words.number_advice))
                .show(ui)
        });
    });
}

/// The command, or the sentence that says what is still to be filled in.
fn command(desk: &Desk, form: &Form) -> Result<Any, &'static str> {
    let words = &desk.words.visits;
    let state = desk.state();
    let name = PersonName::parse(&form.name).map_err(|_| words.name_advice)?;
    let telephone = match form.telephone.trim() {
        "" => None,
        typed => Some(Personal::Clear(Telephone::parse(typed).map_err(|_| words.telephone_advice)?)),
    };
    let unit = match form.unit.trim() {
        "" => None,
        typed => {
            let number = UnitNumber::parse(typed).map_err(|_| words.unit_advice)?;
            Some(state.unit_numbered(&number).ok_or(words.unit_advice)?.id.clone())
        }
    };
    let whom = Line::parse(&form.whom).ok().map(Personal::Clear);
    if unit.is_none() && whom.is_none() {
        return Err(words.host_needed);
    }
    let optional = |typed: &str| if typed.trim().is_empty() { None } else { Some(typed.trim().to_owned()) };
    let plate = optional(&form.plate)
        .map(|p| PlateNumber::parse(&p).map_err(|_| desk.words.kiosk.typing.plate_wrong))
        .transpose()?;
    let company = optional(&form.company).map(|c| Line::parse(&c).map_err(|_| desk.words.kiosk.typing.text_wrong)).transpose()?;
    let particulars = Particulars {
        plate: plate.map(Into::into),
        company: company.map(Into::into),
        ..Particulars::default()
    };
    let number = state.terminal.get(&desk.terminal).map_or(99, |t| t.number);
    let code = state.next_code(number, desk.next_seq(), desk.now);
    let (name, host) = (Personal::Clear(name), Host { unit, whom });
    let purpose = Purpose::ALL[form.purpose.min(Purpose::ALL.len() - 1)];
    let people = form.people.parse().map_err(|_| words.number_advice)?;
    let children = form.children.parse().map_err(|_| words.number_advice)?;
    if let Some([from, until]) = &form.days {
        let advice = desk.words.appointments.day_advice;
        let (from, until) = (day(from).ok_or(advice)?, day(until).ok_or(advice)?);
        let appointment = desk.new_id();
        let make = appointments::Command::Make {
            appointment,
            code,
            name,
            telephone,
            host,
            purpose,
            people,
            children,
            particulars,
            from,
            until,
        };
        return Ok(make.into());
    }
    let visit: Id<_> = desk.new_id();
    let register = Command::Register {
        visit,
        code,
        name,
        telephone,
        host,
        purpose,
        people,
        children,
        notice: None,
        mark: None,
        particulars,
    };
    Ok(register.into())
}

fn day(typed: &str) -> Option<LocalDay> {
    typed.trim().parse().ok().map(LocalDay)
}
