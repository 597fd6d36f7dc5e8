//! The survey 《业主满意率调查表》 (U-2, U-3, B-18, B-19): rates per service against the
//! target, what people wrote, and the alert while many are unhappy.

mod said;

use crate::desk::Desk;
use crate::screens::keys::scrolled;
use domain::State;
use domain::registers::surveys::{AreaRate, SurveyForm, alert, overall, rates};
use egui::{CentralPanel, Frame, Ui};
use look::text;
use look::theme::{BG, DESK, Tone, bold};
use look::widgets::{Bar, Card, bars, chip, segmented};
use values::Id;

/// From this width on the page has two columns, in points.
const TWO_COLUMNS: f32 = 900.0;

/// The share of the page's width that the figures take.
const FIGURES: f32 = 0.58;

/// What is chosen on the survey's screen.
#[derive(Default)]
pub struct Draft {
    /// Which version of the form; `None`: the one that is shown to visitors.
    form: Option<Id<SurveyForm>>,
}

/// 1 while many people are unhappy (B-18).
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    usize::from(alert(&desk.state(), desk.now).is_some())
}

/// Draws the survey's screen.
pub fn surveys_ui(ui: &mut Ui, desk: &mut Desk) {
    let state = desk.state();
    let words = &desk.words.surveys;
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| {
        scrolled(ui, ("surveys", ""), |ui| {
            text::title(ui, words.title);
            let chosen = desk.drafts.surveys.form.as_ref().and_then(|f| state.survey_form.get(f));
            let Some(form) = chosen.or_else(|| state.current_survey_form(desk.now)) else {
                text::second(ui, words.none);
                text::second(ui, words.none_line);
                coming(ui, desk, &state);
                return;
            };
            if form.from <= desk.now {
                text::second(ui, &(words.version)(form.id.as_str(), &day(&state, form)));
            }
            coming(ui, desk, &state);
            versions(ui, desk, &state, form);
            ui.add_space(DESK.gap * 0.6);
            alert_card(ui, desk, &state);
            if ui.available_width() >= TWO_COLUMNS {
                let left = ((ui.available_width() - DESK.gap) * FIGURES).floor();
                ui.horizontal_top(|ui| {
                    column(ui, left, |ui| figures(ui, desk, &state, form));
                    column(ui, ui.available_width(), |ui| said::said(ui, desk, &state, form));
                });
            } else {
                figures(ui, desk, &state, form);
                said::said(ui, desk, &state, form);
            }
        });
    });
}

/// The day from which a form is shown.
fn day(state: &State, form: &SurveyForm) -> String {
    form.from.local(state.utc_offset()).format("%Y-%m-%d %H:%M").to_string()
}

/// Why a form that is imported is not shown to visitors: from when it will be.
fn coming(ui: &mut Ui, desk: &Desk, state: &State) {
    if let Some(form) = state.coming_survey_form(desk.now) {
        text::second(ui, &(desk.words.surveys.coming)(form.id.as_str(), &day(state, form)));
    }
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        content(ui);
    });
}

/// A choice of version, where there are several; the newest first.
fn versions(ui: &mut Ui, desk: &mut Desk, state: &State, shown: &SurveyForm) {
    if state.survey_form.len() < 2 {
        return;
    }
    let mut forms: Vec<&SurveyForm> = state.survey_form.iter().collect();
    forms.sort_by_key(|f| std::cmp::Reverse(f.from));
    let labels: Vec<String> = forms.iter().map(|f| (desk.words.surveys.version_pill)(f.id.as_str())).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let chosen = forms.iter().position(|f| f.id == shown.id).unwrap_or(0);
    if let Some(form) = segmented(ui, &labels, chosen).and_then(|index| forms.get(index)) {
        desk.drafts.surveys.form = Some(form.id.clone());
    }
}

fn alert_card(ui: &mut Ui, desk: &Desk, state: &State) {
    let words = &desk.words.surveys;
    if let Some(alert) = alert(state, desk.now) {
        Card::new().tone(Tone::Amber).show(ui, |ui| {
            text::strong(ui, &(words.alert)(&alert.answers.to_string(), &alert.unhappy.to_string()));
            text::body(ui, &(words.alert_line)(&desk.time(alert.since)));
        });
    }
}

/// The property's figures: the wished share of happy answers (U-3), and in groups of how
/// many or more anonymous answers are shown (B-19).
#[derive(Clone, Copy)]
struct Measure {
    target: u8,
    least: u32,
}

impl Measure {
    fn of(state: &State) -> Self {
        let figures = state.property().map(|s| s.survey.clone()).unwrap_or_default();
        Self {
            target: u8::try_from(figures.target_percent).unwrap_or(100),
            least: figures.group_at_least,
        }
    }
}

/// Happy ones in per cent, rounded down; nothing where the group is too small (B-19).
fn percent(measure: Measure, rate: &AreaRate) -> Option<u8> {
    let enough = rate.counted >= measure.least;
    rate.per_mille_happy().filter(|_| enough).and_then(|per_mille| u8::try_from(per_mille / 10).ok())
}

fn tone_of(measure: Measure, percent: Option<u8>) -> Tone {
    match percent {
        Some(percent) if percent >= measure.target => Tone::Green,
        Some(_) => Tone::Amber,
        None => Tone::Neutral,
    }
}

fn figures(ui: &mut Ui, desk: &Desk, state: &State, form: &SurveyForm) {
    let words = &desk.words.surveys;
    let (all, measure) = (overall(state, &form.id), Measure::of(state));
    Card::titled(words.overall).show(ui, |ui| overall_ui(ui, desk, measure, &all));
    Card::titled(words.rates).show(ui, |ui| {
        let rates = rates(state, &form.id);
        let counts: Vec<String> = rates.iter().map(|r| format!("n = {}", r.counted)).collect();
        let shown: Vec<Bar<'_>> = form
            .areas
            .iter()
            .zip(rates.iter().zip(&counts))
            .map(|(area, (rate, count))| Bar {
                label: desk.phrase(&area.name),
                percent: percent(measure, rate),
                count,
                tone: tone_of(measure, percent(measure, rate)),
            })
            .collect();
        bars(ui, &shown, Some(measure.target));
        ui.add_space(DESK.gap * 0.4);
        text::small(ui, &(words.target)(&measure.target.to_string()));
        if rates.iter().any(|r| r.counted < measure.least) {
            text::small(ui, &(words.few)(&measure.least.to_string()));
        }
    });
    if percent(measure, &all).is_some() {
        Card::titled(words.spread).show(ui, |ui| faces(ui, desk, &all));
    }
}

/// The rate of everything, and both totals (B-18).
fn overall_ui(ui: &mut Ui, desk: &Desk, measure: Measure, all: &AreaRate) {
    let words = &desk.words.surveys;
    if all.counted == 0 {
        text::second(ui, words.no_answers);
    } else {
        let percent = percent(measure, all);
        let (judged, tone) = match percent {
            Some(percent) if percent >= measure.target => (words.reached, Tone::Green),
            Some(_) => (words.missed, Tone::Amber),
            None => (words.too_few, Tone::Neutral),
        };
        ui.horizontal(|ui| {
            let figure = percent.map_or_else(|| "—".to_owned(), |p| format!("{p}%"));
            text::label(ui, &figure, bold(DESK.title * 1.4), tone.strong(DESK));
            chip(ui, judged, tone);
        });
        text::body(ui, &(words.counted)(&all.counted.to_string()));
    }
    if all.suppressed > 0 {
        text::small(ui, &(words.suppressed)(&all.suppressed.to_string()));
    }
}

fn faces(ui: &mut Ui, desk: &Desk, all: &AreaRate) {
    let share = |count: u32| u8::try_from(u64::from(count) * 100 / u64::from(all.counted.max(1))).ok();
    let counts = all.by_face.map(|count| format!("n = {count}"));
    let tones = [Tone::Green, Tone::Green, Tone::Amber, Tone::Red];
    let rows = desk.words.surveys.faces.iter().zip(all.by_face).zip(counts.iter().zip(tones));
    let shown: Vec<Bar<'_>> = rows.map(|((label, count), (said, tone))| Bar { label, percent: share(count), count: said, tone }).collect();
    bars(ui, &shown, None);
}
