//! What it was: the reasons that the form offers for an area, to be touched (U-2).

use std::collections::BTreeSet;

use egui::{Rect, Sense, Ui, vec2};
use look::icons;
use look::theme::scale;
use look::widgets::Face;
use proto::v1::submission::What;
use proto::v1::{AddSurveyReasons, SurveyForm};

use super::{Step, Survey};
use crate::choice::choice;
use crate::form::{self, Heading, inside};
use crate::here::Here;

impl Survey {
    pub(super) fn reasons(&mut self, ui: &mut Ui, here: &mut Here<'_>, form: &SurveyForm) {
        let words = &here.words.kiosk.survey;
        let about = self.about(&self.answered(form));
        let area = form.areas.iter().find(|area| Some(&area.code) == about.as_ref());
        let Some(area) = area.filter(|area| !area.reasons.is_empty()) else {
            self.step = Step::Word;
            return ui.ctx().request_repaint();
        };
        if form::heading(ui, here, Heading { title: here.said(area.name.as_ref()), step: None }) {
            (self.area, self.step) = (form.areas.len() - 1, Step::Faces);
        }
        let unhappy = self.answers.get(&area.code).is_some_and(|(face, _)| matches!(face, Face::Unhappy | Face::VeryUnhappy));
        let places = form::places(ui, false);
        let touched = inside(ui, places.content, "reasons", |ui| {
            look::text::strong(ui, if unhappy { words.reasons_unhappy } else { words.reasons });
            let names: Vec<&str> = area.reasons.iter().map(|reason| here.said(reason.name.as_ref())).collect();
            let chosen: Vec<bool> = area.reasons.iter().map(|reason| self.reasons.contains(&reason.code)).collect();
            chips(ui, &names, &chosen)
        });
        if let Some(reason) = touched.and_then(|index| area.reasons.get(index))
            && !self.reasons.remove(&reason.code)
        {
            self.reasons.insert(reason.code.clone());
        }
        let label = if self.reasons.is_empty() { words.no_reason } else { here.words.common.next };
        if form::foot(ui, places.foot, label, None) {
            self.send_reasons(here, about);
            self.step = Step::Word;
        }
    }

    fn send_reasons(&mut self, here: &mut Here<'_>, about: Option<String>) {
        let reasons = std::mem::take(&mut self.reasons);
        let answer = about.and_then(|code| self.answers.get(&code)).map(|(_, ticket)| *ticket);
        if let Some(answer_seq) = answer.and_then(|ticket| here.tray.seq(ticket)).filter(|_| !reasons.is_empty()) {
            let reasons: Vec<String> = BTreeSet::into_iter(reasons).collect();
            here.send(What::AddSurveyReasons(AddSurveyReasons { answer_seq, reasons }));
        }
    }
}

/// Chips in two columns, three or four where the place is wide. Which was touched.
fn chips(ui: &mut Ui, names: &[&str], chosen: &[bool]) -> Option<usize> {
    let scale = scale(ui);
    let columns = match (form::is_upright(ui.max_rect()), names.len()) {
        (true, _) => 2,
        (false, ..=9) => 3,
        (false, _) => 4,
    };
    let rows = names.len().div_ceil(columns);
    #[expect(clippy::cast_precision_loss, reason = "a handful of chips")]
    let (across, down) = (columns as f32, rows as f32);
    let width = (ui.available_width() - scale.gap * (across - 1.0)) / across;
    let height = ((ui.available_height() - scale.gap * (down - 1.0)) / down).min(scale.px(140.0));
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), (height + scale.gap) * down), Sense::hover());
    let mut touched = None;
    for (index, (name, chosen)) in names.iter().zip(chosen).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of chips")]
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let at = area.min + vec2(column * (width + scale.gap), row * (height + scale.gap));
        let rect = Rect::from_min_size(at, vec2(width, height));
        if choice(ui, rect, icons::ICON_LABEL, name, "", *chosen).clicked() {
            touched = Some(index);
        }
    }
    touched
}
