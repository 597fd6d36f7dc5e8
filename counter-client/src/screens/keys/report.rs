//! The form with which the desk reports a loss (K-4): a client who calls or stands there.

use super::{Draft, View, phrasing, scrolled, unit_picker};
use crate::desk::Desk;
use domain::Command;
use domain::registers::keys::{self, KeyKind, Loss};
use egui::{Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, INK, bold};
use look::widgets::{Button, Card, Field, segmented};
use values::{Id, Line, PersonName, Telephone};

/// What is typed about a loss.
#[derive(Default)]
pub(super) struct Form {
    kind: usize,
    unit: unit_picker::Choice,
    reporter: String,
    telephone: String,
    lost_when: String,
    lost_where: String,
}

/// Draws the form in the place of a detail; saving shows the new report.
pub(super) fn report(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let Some(form) = &mut draft.report else { return };
    let words = &desk.words.keys;
    let mut done = false;
    let mut saved = None;
    let command = form.command(desk);
    let reason = match &command {
        Ok((_, command)) => desk.why_not(command),
        Err(field) => Some((desk.words.forms.please_fill)(field)),
    };
    let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
    Panel::bottom("keys.report.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        ui.horizontal(|ui| {
            let pressed = ui.add(Button::primary(words.confirm_report).main().width(140.0).disabled(reason.as_deref())).clicked();
            if let (true, Ok((loss, command))) = (pressed, command) {
                desk.ask(command);
                saved = Some(loss);
            }
            done = ui.add(Button::outlined(desk.words.common.cancel).main()).clicked();
        });
    });
    scrolled(ui, ("keys.report", ""), |ui| {
        text::title(ui, words.report_loss);
        text::second(ui, words.report_line);
        ui.add_space(DESK.gap);
        Card::new().show(ui, |ui| fields(ui, desk, form));
    });
    if let Some(loss) = saved {
        draft.loss = Some(loss);
        draft.view = View::Losses;
        draft.search.clear();
        done = true;
    }
    if done {
        draft.report = None;
    }
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.keys;
    text::label(ui, words.kind_asked, bold(DESK.small), INK);
    if let Some(kind) = segmented(ui, &words.kinds, form.kind) {
        form.kind = kind;
    }
    unit_picker::unit_picker(ui, desk, words.unit, &mut form.unit, words.unit_none);
    let name = phrasing::typed(&form.reporter, PersonName::parse, desk.words.forms.name_wrong).1;
    let telephone = phrasing::typed(&form.telephone, Telephone::parse, desk.words.forms.telephone_wrong).1;
    ui.columns(2, |columns| {
        Field::new(words.reporter, &mut form.reporter).error(name).limit(60).show(&mut columns[0]);
        Field::new(words.telephone, &mut form.telephone)
            .error(telephone)
            .hint(desk.words.common.optional)
            .limit(30)
            .show(&mut columns[1]);
    });
    let when = phrasing::typed(&form.lost_when, Line::parse, desk.words.forms.line_wrong).1;
    let place = phrasing::typed(&form.lost_where, Line::parse, desk.words.forms.line_wrong).1;
    ui.columns(2, |columns| {
        Field::new(words.lost_when, &mut form.lost_when)
            .error(when)
            .hint(words.when_hint)
            .limit(200)
            .show(&mut columns[0]);
        Field::new(words.lost_where, &mut form.lost_where)
            .error(place)
            .hint(words.where_hint)
            .limit(200)
            .show(&mut columns[1]);
    });
}

impl Form {
    /// The command, or the name of the first field that is missing or wrong.
    fn command(&self, desk: &Desk) -> Result<(Id<Loss>, Command), &'static str> {
        let words = &desk.words.keys;
        let unit_said = self.unit.chosen.is_none().then(|| Line::parse(&self.unit.typed).ok()).flatten();
        if self.unit.chosen.is_none() && unit_said.is_none() {
            return Err(words.unit);
        }
        let telephone = match phrasing::typed(&self.telephone, Telephone::parse, desk.words.forms.telephone_wrong) {
            (_, Some(_)) => return Err(words.telephone),
            (telephone, None) => telephone,
        };
        let loss = desk.new_id();
        let command = keys::Command::ReportLoss {
            loss: loss.clone(),
            unit: self.unit.chosen.clone(),
            unit_said: unit_said.map(Into::into),
            kind: KeyKind::ALL.get(self.kind).copied().unwrap_or(KeyKind::Door),
            reporter: PersonName::parse(&self.reporter).map_err(|_| words.reporter)?.into(),
            telephone: telephone.map(Into::into),
            lost_when: Line::parse(&self.lost_when).map_err(|_| words.lost_when)?.into(),
            lost_where: Line::parse(&self.lost_where).map_err(|_| words.lost_where)?.into(),
            reference: None,
        };
        Ok((loss, command.into()))
    }
}
