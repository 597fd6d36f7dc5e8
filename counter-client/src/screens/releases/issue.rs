//! 《物品放行条》: the form of a new slip. What was checked and how the fees stand is said by the
//! lead before it is signed (G-1); one that comes in place of another begins with what stood there.

use super::goods::{self, Typed};
use super::{Draft, phrasing};
use crate::desk::Desk;
use crate::screens::keys::phrasing::{typed, unit_number};
use crate::screens::keys::{scrolled, unit_picker};
use crate::signers;
use domain::registers::releases::{Check, Command, Fees, Release, Standing};
use domain::registers::staff::Person;
use domain::rights::LEADS;
use egui::{Frame, Margin, Panel, Ui};
use look::theme::{BG, DESK, INK, bold};
use look::widgets::{Button, Card, Field, segmented};
use look::{icons, text};
use std::collections::BTreeSet;
use values::{Id, Line, PersonName, Personal, Telephone};

/// What is typed on the form. Nothing is chosen beforehand that somebody has to vouch for.
pub(super) struct Form {
    unit: unit_picker::Choice,
    carrier: String,
    telephone: String,
    standing: Option<Standing>,
    checks: BTreeSet<Check>,
    lines: Vec<Typed>,
    plate: String,
    exit: String,
    /// Whether fees are owed, once that was said.
    owed: Option<bool>,
    why_released: String,
    replaces: Option<Id<Release>>,
    /// The slip that was given to be signed last.
    given: Option<Id<Release>>,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            unit: unit_picker::Choice::default(),
            carrier: String::new(),
            telephone: String::new(),
            standing: None,
            checks: BTreeSet::new(),
            lines: vec![Typed::one()],
            plate: String::new(),
            exit: String::new(),
            owed: None,
            why_released: String::new(),
            replaces: None,
            given: None,
        }
    }
}

impl Form {
    /// For a slip in the place of another: who and what stand there as on that one; what was
    /// checked and the fees are asked for anew.
    pub(super) fn instead_of(old: &Release) -> Self {
        let said = |value: &Personal<Line>| value.clear().map(|line| line.as_str().to_owned()).unwrap_or_default();
        Self {
            unit: unit_picker::Choice { typed: String::new(), chosen: Some(old.unit.clone()) },
            carrier: old.carrier.clear().map(|name| name.as_str().to_owned()).unwrap_or_default(),
            telephone: old.telephone.as_ref().and_then(Personal::clear).map(ToString::to_string).unwrap_or_default(),
            standing: Some(old.standing),
            lines: old.goods.iter().map(Typed::of).collect(),
            plate: old.plate.as_ref().map(said).unwrap_or_default(),
            exit: said(&old.exit),
            replaces: Some(old.id.clone()),
            ..Self::default()
        }
    }

    /// Whether what was signed still waits for the server's answer.
    fn waits(&self, desk: &Desk) -> bool {
        let mine = |command: &domain::Command| matches!(command, domain::Command::Releases(Command::Issue { release, .. }) if Some(release) == self.given.as_ref());
        desk.replica.waits().any(|(command, _)| mine(command))
    }

    /// The slip that was issued from this form; the form stays while a wrong PIN may still come back.
    pub(super) fn issued(&self, desk: &Desk) -> Option<Id<Release>> {
        let given = self.given.as_ref()?;
        (desk.state().release.get(given).is_some() && !self.waits(desk)).then(|| given.clone())
    }

    /// The slip, not yet signed, or the name of the first field that is missing or wrong.
    fn slip(&self, desk: &Desk) -> Result<impl Fn(Id<Person>) -> Command + Clone + Send + use<>, String> {
        let (words, shared) = (&desk.words.releases, &desk.words.forms);
        let unit = self.unit.chosen.clone().ok_or(words.unit)?;
        let carrier = PersonName::parse(&self.carrier).map_err(|_| words.carrier)?;
        let telephone = optional(words.telephone, typed(&self.telephone, Telephone::parse, shared.telephone_wrong))?;
        let standing = self.standing.ok_or(words.standing)?;
        let goods = goods::parsed(desk, &self.lines)?;
        let plate = optional(words.plate, typed(&self.plate, Line::parse, shared.line_wrong))?;
        let exit = Line::parse(&self.exit).map_err(|_| words.exit)?;
        let fees = match self.owed.ok_or(words.fees)? {
            false => Fees::Settled,
            true => Fees::Owed { reason: Line::parse(&self.why_released).map_err(|_| words.fees_reason)?.into() },
        };
        let wanted = self.checks.iter().filter(|check| standing.wants().contains(check)).copied();
        let (release, checks, replaces) = (desk.new_id(), wanted.collect::<BTreeSet<Check>>(), self.replaces.clone());
        Ok(move |person| Command::Issue {
            release: release.clone(),
            unit: unit.clone(),
            carrier: carrier.clone().into(),
            telephone: telephone.clone().map(Into::into),
            standing,
            checks: checks.clone(),
            goods: goods.clone(),
            plate: plate.clone().map(Into::into),
            exit: exit.clone().into(),
            fees: fees.clone(),
            replaces: replaces.clone(),
            person,
        })
    }
}

/// A field that may be empty but not wrong.
fn optional<T>(name: &str, (value, wrong): (Option<T>, Option<&str>)) -> Result<Option<T>, String> {
    if wrong.is_some() { Err(name.to_owned()) } else { Ok(value) }
}

/// Draws the form in the place of a slip; once it is issued, the slip is shown.
pub(super) fn issue(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let Some(form) = &mut draft.issue else { return };
    let words = &desk.words.releases;
    let slip = form.slip(desk);
    let reason = match &slip {
        _ if form.waits(desk) => Some(words.being_issued.to_owned()),
        Ok(slip) => signers::why_not_signed(desk, None, LEADS, slip),
        Err(field) => Some((desk.words.forms.please_fill)(field)),
    };
    let mut cancelled = false;
    let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
    Panel::bottom("releases.issue.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        ui.horizontal(|ui| {
            let pressed = ui.add(Button::primary(words.confirm_issue).main().width(140.0).disabled(reason.as_deref())).clicked();
            if let (true, Ok(slip)) = (pressed, slip) {
                sign(desk, form, slip);
            }
            cancelled = ui.add(Button::outlined(desk.words.common.cancel).main()).clicked();
        });
    });
    scrolled(ui, ("releases.issue", ""), |ui| {
        let instead = form.replaces.as_ref().map(|old| (words.issue_instead)(&phrasing::number(desk, old)));
        text::title(ui, instead.as_deref().unwrap_or(words.issue));
        text::second(ui, words.issue_line);
        ui.add_space(DESK.gap);
        Card::titled(words.form).show(ui, |ui| {
            who(ui, desk, form);
            goods::fields(ui, desk, &mut form.lines);
            way(ui, desk, form);
            fees(ui, desk, form);
        });
    });
    if cancelled {
        draft.issue = None;
    }
}

/// Opens the dialog in which the lead signs.
fn sign(desk: &mut Desk, form: &mut Form, slip: impl Fn(Id<Person>) -> Command + Send + 'static) {
    form.given = Some(desk.new_id());
    let unit = form.unit.chosen.as_ref().map(|unit| unit_number(&desk.state(), unit)).unwrap_or_default();
    let title = (desk.words.releases.sign_issue)(&unit);
    desk.ask_to_sign(title, move |person| slip(person).into());
}

fn who(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let (words, shared) = (&desk.words.releases, &desk.words.forms);
    unit_picker::unit_picker(ui, desk, words.unit, &mut form.unit, words.unit_none);
    let name = typed(&form.carrier, PersonName::parse, shared.name_wrong).1;
    let telephone = typed(&form.telephone, Telephone::parse, shared.telephone_wrong).1;
    ui.columns(2, |columns| {
        Field::new(words.carrier, &mut form.carrier).error(name).limit(60).show(&mut columns[0]);
        Field::new(words.telephone, &mut form.telephone)
            .error(telephone)
            .hint(desk.words.common.optional)
            .limit(30)
            .show(&mut columns[1]);
    });
    text::label(ui, words.standing, bold(DESK.small), INK);
    let names = Standing::ALL.map(|standing| phrasing::standing(words, standing));
    let chosen = Standing::ALL.iter().position(|standing| Some(*standing) == form.standing).unwrap_or(usize::MAX);
    if let Some(standing) = segmented(ui, &names, chosen).and_then(|index| Standing::ALL.get(index)) {
        form.standing = Some(*standing);
    }
    let Some(standing) = form.standing else { return };
    text::label(ui, words.checks, bold(DESK.small), INK);
    ui.horizontal_wrapped(|ui| {
        for check in standing.wants() {
            let is_checked = form.checks.contains(check);
            let sign = if is_checked { icons::ICON_CHECK_BOX } else { icons::ICON_CHECK_BOX_OUTLINE_BLANK };
            let button = Button::outlined(phrasing::check(words, *check)).icon(sign);
            let button = if is_checked { button.tone(look::theme::Tone::Green) } else { button };
            if ui.add(button).clicked() && !form.checks.remove(check) {
                form.checks.insert(*check);
            }
        }
    });
}

fn way(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.releases;
    let exit = typed(&form.exit, Line::parse, desk.words.forms.line_wrong).1;
    let plate = typed(&form.plate, Line::parse, desk.words.forms.line_wrong).1;
    ui.columns(2, |columns| {
        Field::new(words.exit, &mut form.exit).error(exit).hint(words.exit_hint).limit(200).show(&mut columns[0]);
        Field::new(words.plate, &mut form.plate)
            .error(plate)
            .hint(desk.words.common.optional)
            .limit(20)
            .show(&mut columns[1]);
    });
}

/// The lead sees to the fees before the slip is issued, and says how they stand (B-15).
fn fees(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.releases;
    text::label(ui, words.fees, bold(DESK.small), INK);
    let chosen = form.owed.map_or(usize::MAX, usize::from);
    if let Some(index) = segmented(ui, &[words.fees_settled, words.fees_owed], chosen) {
        form.owed = Some(index == 1);
    }
    if form.owed == Some(true) {
        let wrong = typed(&form.why_released, Line::parse, desk.words.forms.line_wrong).1;
        Field::new(words.fees_reason, &mut form.why_released).error(wrong).limit(200).show(ui);
    }
    text::small(ui, words.fees_line);
}
