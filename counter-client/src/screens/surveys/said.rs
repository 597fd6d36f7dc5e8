//! What people wrote: only where the station may see it, only in groups that are large
//! enough, and in an order that tells nothing of who wrote when (B-19).

use super::Measure;
use crate::desk::Desk;
use domain::registers::surveys::SurveyForm;
use domain::view::{Sight, sight};
use domain::{Kind, State};
use egui::Ui;
use look::text;
use look::theme::{DESK, INK, regular};
use look::widgets::Card;

/// One group of words that may be shown.
struct Group<'s> {
    /// Of which service; `None`: of several, each with too few of its own.
    area: Option<&'s str>,
    words: Vec<&'s str>,
}

/// The groups that are large enough, and how many words are held back.
fn groups<'s>(desk: &'s Desk, state: &'s State, form: &'s SurveyForm) -> (Vec<Group<'s>>, usize) {
    let mut shown = Vec::new();
    let mut rest = Vec::new();
    let least = usize::try_from(Measure::of(state).least).unwrap_or(usize::MAX);
    let enough = |words: &[&str]| words.len() >= least;
    for area in &form.areas {
        let answers = state.survey_answer.iter().filter(|a| a.form == form.id && a.area == area.code);
        let mut words: Vec<&str> = answers.filter_map(|a| a.word.as_ref()?.clear()).map(|w| w.as_str()).collect();
        // Sorted by the words themselves: the order of the answers would tell the hour.
        words.sort_unstable();
        if enough(&words) {
            shown.push(Group { area: Some(desk.phrase(&area.name)), words });
        } else {
            rest.extend(words);
        }
    }
    rest.sort_unstable();
    if enough(&rest) {
        shown.push(Group { area: None, words: rest });
        return (shown, 0);
    }
    (shown, rest.len())
}

/// Draws the words of a form.
pub(super) fn said(ui: &mut Ui, desk: &Desk, state: &State, form: &SurveyForm) {
    let words = &desk.words.surveys;
    Card::titled(words.words).show(ui, |ui| {
        match sight(desk.station, Kind::SurveyAnswer) {
            Sight::Whole => {}
            Sight::Veiled | Sight::Nothing => {
                text::second(ui, words.words_hidden);
                return;
            }
        }
        let (shown, held_back) = groups(desk, state, form);
        if shown.is_empty() && held_back == 0 {
            text::second(ui, words.words_none);
            return;
        }
        if !shown.is_empty() {
            text::small(ui, words.words_anonymous);
        }
        for group in &shown {
            ui.add_space(DESK.gap * 0.6);
            text::strong(ui, group.area.unwrap_or(words.words_mixed));
            for word in &group.words {
                text::label(ui, &format!("· {word}"), regular(DESK.body), INK);
            }
        }
        if held_back > 0 {
            ui.add_space(DESK.gap * 0.6);
            text::small(ui, &(words.words_few)(&held_back.to_string(), &Measure::of(state).least.to_string()));
        }
    });
}
