//! One question on the home page: four small faces in a row, and one touch is an answer (B-18).
//! Thanks are said on the spot; what comes too fast the server does not count.

use std::time::Duration;

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use look::icons;
use look::theme::paint::{focus_ring, pressed};
use look::theme::{CARD, INK, LINE, Tone, bold, centred, icon, scale, shadow, wrapped};
use look::widgets::Face;
use proto::v1::submission::What;
use proto::v1::{AnswerSurvey, Face as Answer, Lobby, SurveyArea};

use crate::form::is_upright;
use crate::here::Here;
use crate::paint;
use crate::tray::{Progress, Ticket};

/// So long the thanks stand in the place of the faces.
const THANKS: Duration = Duration::from_secs(3);

/// The answer that was given last, while thanks are said for it.
#[derive(Debug, Default)]
pub struct QuickRating {
    thanked: Option<(Duration, Ticket)>,
}

impl QuickRating {
    /// How long thanks are still said at `up`; zero: the faces are there.
    #[must_use]
    pub fn thanks_for(&self, up: Duration) -> Duration {
        self.thanked.map_or(Duration::ZERO, |(since, _)| (since + THANKS).saturating_sub(up))
    }
}

/// The area that is asked about; none: the property asks about none.
#[must_use]
pub fn area(lobby: &Lobby) -> Option<&SurveyArea> {
    let form = lobby.survey.as_ref().filter(|_| !lobby.quick_area.is_empty())?;
    form.areas.iter().find(|area| area.code == lobby.quick_area)
}

/// Draws the question in its place: beside the faces where it is wide, else above them.
pub fn show(ui: &Ui, rect: Rect, here: &mut Here<'_>, area: &SurveyArea) {
    let scale = scale(ui);
    let words = &here.words.kiosk.home;
    let radius = CornerRadius::same(scale.card_radius);
    shadow(ui.painter(), rect, scale.card_radius, false);
    ui.painter().rect(rect, radius, CARD, Stroke::new(scale.line, LINE), StrokeKind::Inside);
    let left = here.quick.thanks_for(here.up);
    if left.is_zero() {
        if let Some((_, ticket)) = here.quick.thanked.take() {
            here.tray.let_go(ticket);
        }
    } else {
        ui.ctx().request_repaint_after(left);
        return thanks(ui, rect, here);
    }
    let question = (words.quick_question)(here.said(area.name.as_ref()));
    let faces = if is_upright(ui.max_rect()) { above(ui, rect, &question) } else { beside(ui, rect, &question) };
    let names = here.words.kiosk.survey.faces;
    let gap = scale.gap * 0.6;
    let width = (faces.width() - gap * 3.0) / 4.0;
    for (index, (face, name)) in Face::ALL.into_iter().zip(names).enumerate() {
        let at = pos2(faces.left() + index as f32 * (width + gap), faces.top());
        if small_face(ui, Rect::from_min_size(at, vec2(width, faces.height())), face, name) {
            answer(ui, here, area, face);
        }
    }
}

/// The question in a row of its own; returns the place of the faces.
fn above(ui: &Ui, rect: Rect, question: &str) -> Rect {
    let scale = scale(ui);
    let inner = rect.shrink2(vec2(scale.gap * 1.4, scale.gap));
    let row = scale.body * 1.35;
    let at = pos2(inner.left() + scale.gap * 0.4, inner.top() + row / 2.0);
    let shown = paint::row(ui, at, Align2::LEFT_CENTER, question, inner.width(), bold(scale.body), INK);
    paint::label(ui, shown, "quick question", question);
    inner.with_min_y(inner.top() + row + scale.gap * 0.5)
}

/// The question at the left; returns the place of the faces.
fn beside(ui: &Ui, rect: Rect, question: &str) -> Rect {
    let scale = scale(ui);
    let inner = rect.shrink2(vec2(scale.gap * 1.4, scale.gap * 0.8));
    let room = inner.width() * 0.3;
    let at = |size: f32| wrapped(ui.painter(), question, room, bold(size), INK);
    let galley = Some(at(scale.body)).filter(|galley| galley.size().y <= inner.height()).unwrap_or_else(|| at(scale.small));
    let shown = Rect::from_min_size(pos2(inner.left(), inner.center().y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(shown.min, galley, INK);
    paint::label(ui, shown, "quick question", question);
    inner.with_min_x(inner.left() + room + scale.gap)
}

fn small_face(ui: &Ui, rect: Rect, face: Face, name: &str) -> bool {
    let scale = scale(ui);
    let response = ui.interact(rect, ui.unique_id().with(("quick face", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let (picture, tone) = face.picture();
    let ground = pressed(tone.soft(), response.is_pointer_button_down_on(), false);
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(scale.radius), ground);
    if response.has_focus() {
        focus_ring(painter, rect, scale.radius, scale.line * 2.0);
    }
    let label = centred(painter, name, rect.width() - scale.gap * 0.4, bold(scale.small), INK);
    let size = (rect.height() - label.size().y - scale.gap * 0.6).min(rect.width() * 0.6).max(scale.body);
    let all = size + label.size().y;
    let top = rect.center().y - all / 2.0;
    icon(painter, pos2(rect.center().x, top + size / 2.0), picture, size * 0.94, tone.strong(scale));
    painter.galley(pos2(rect.center().x, top + size), label, INK);
    response.clicked()
}

fn answer(ui: &Ui, here: &mut Here<'_>, area: &SurveyArea, face: Face) {
    let Some(form) = &here.lobby.survey else { return };
    let face = match face {
        Face::VeryHappy => Answer::VeryHappy,
        Face::Happy => Answer::Happy,
        Face::Unhappy => Answer::Unhappy,
        Face::VeryUnhappy => Answer::VeryUnhappy,
    };
    // Each touch is a person of its own: nobody has sat down to a form.
    let sitting = format!("{:016x}", (here.chance)());
    let answer = AnswerSurvey {
        form: form.version.clone(),
        area: area.code.clone(),
        face: face.into(),
        sitting,
        matter: String::new(),
    };
    let ticket = here.send(What::AnswerSurvey(answer));
    here.quick.thanked = Some((here.up, ticket));
    ui.ctx().request_repaint();
}

fn thanks(ui: &Ui, rect: Rect, here: &Here<'_>) {
    let scale = scale(ui);
    let lost = here.quick.thanked.is_some_and(|(_, ticket)| here.progress(ticket) == Progress::NotSaved);
    let (words, tone, sign) = match lost {
        false => (here.words.kiosk.home.quick_thanks, Tone::Green, icons::ICON_CHECK_CIRCLE),
        true => (here.words.kiosk.shell.not_saved, Tone::Amber, icons::ICON_ERROR),
    };
    let size = scale.strong * 1.8;
    let colour = tone.strong(scale);
    let galley = wrapped(ui.painter(), words, rect.width() - size - scale.gap * 4.0, bold(scale.strong), colour);
    let all = size + scale.gap + galley.size().x;
    let left = rect.center().x - all / 2.0;
    icon(ui.painter(), pos2(left + size / 2.0, rect.center().y), sign, size, colour);
    ui.painter().galley(pos2(left + size + scale.gap, rect.center().y - galley.size().y / 2.0), galley, colour);
    paint::label(ui, rect, "quick thanks", words);
}
