//! 满意度评价 (U-2, B-18): one area after the other; a touch on a face alone is an answer.

mod matter;
mod reasons;

use std::collections::{BTreeMap, BTreeSet};

use egui::{Rect, Sense, Ui, vec2};
use look::icons;
use look::theme::{INK, Tone, bold, fit_rows, regular, rows_within, scale, wrapped};
use look::widgets::{Button, Face, faces};
use proto::v1::submission::What;
use proto::v1::{AddSurveyWord, AnswerSurvey, Face as Answer, SurveyArea, SurveyForm};

use super::finale::Finale;
use crate::check;
use crate::form::{self, Heading, inside};
use crate::here::Here;
use crate::paint;
use crate::tray::{Progress, Ticket};
use crate::typing::{Look, Slot, Typing};

/// One person's sitting.
#[derive(Debug)]
pub struct Survey {
    sitting: String,
    area: usize,
    step: Step,
    answers: BTreeMap<String, (Face, Ticket)>,
    about: Option<String>,
    /// The codes of the reasons that are chosen, of the area that the word is about.
    reasons: BTreeSet<String>,
    /// The number of the matter that is rated; empty: none.
    matter: String,
    typing: Typing,
}

/// What was touched below the faces.
#[derive(Clone, Copy, Debug, Default)]
struct Below {
    skip: bool,
    enough: bool,
    matter: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Faces,
    Matter,
    Reasons,
    Word,
    Thanks,
}

impl Survey {
    /// Whether the number of a matter can be scanned (B-19).
    #[must_use]
    pub fn takes_a_number(&self) -> bool {
        self.step == Step::Matter
    }

    /// A new person; `sitting` groups their touches and is forgotten with the page.
    #[must_use]
    pub fn new(sitting: String) -> Self {
        Self {
            sitting,
            area: 0,
            step: Step::Faces,
            answers: BTreeMap::new(),
            about: None,
            reasons: BTreeSet::new(),
            matter: String::new(),
            typing: Typing::default(),
        }
    }

    /// Draws the step that is due.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let form = here.lobby.survey.as_ref().filter(|form| !form.areas.is_empty());
        let Some(form) = form else { return self.none(ui, here) };
        match self.step {
            Step::Faces => self.faces(ui, here, form),
            Step::Matter => self.matter(ui, here),
            Step::Reasons => self.reasons(ui, here, form),
            Step::Word => self.word(ui, here, form),
            Step::Thanks => self.thanks(ui, here),
        }
    }

    fn none(&self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.survey;
        let finale = Finale {
            sign: icons::ICON_SENTIMENT_SATISFIED,
            tone: Tone::Green,
            title: words.none,
            state: None,
            line: words.none_line,
            caution: None,
        };
        if finale.page(ui, here) {
            here.go_home();
        }
    }

    fn faces(&mut self, ui: &mut Ui, here: &mut Here<'_>, form: &SurveyForm) {
        let scale = scale(ui);
        let words = &here.words.kiosk.survey;
        let Some(area) = form.areas.get(self.area) else {
            self.step = if self.answers.is_empty() { Step::Thanks } else { Step::Reasons };
            return ui.ctx().request_repaint();
        };
        let heading = Heading {
            title: here.words.kiosk.shell.survey,
            step: Some((self.area + 1, form.areas.len())),
        };
        if form::heading(ui, here, heading) {
            match self.area.checked_sub(1) {
                Some(before) => self.area = before,
                None => here.go_home(),
            }
        }
        let all = ui.available_rect_before_wrap();
        let first = self.area == 0 && self.answers.is_empty();
        let upright = form::is_upright(all);
        // Before the first answer somebody may say which matter it is about.
        let rows = if first && upright { scale.control * 2.0 + scale.gap } else { scale.control };
        let foot = all.with_min_y(all.bottom() - rows);
        let content = all.with_max_y(foot.top() - scale.gap);
        let before = self.answers.get(&area.code).map(|(face, _)| *face);
        let touched = inside(ui, content, "faces", |ui| {
            let size = if upright { scale.title } else { scale.heading };
            ui.spacing_mut().item_spacing.y = scale.gap * if upright { 1.0 } else { 0.4 };
            ui.add_space(if upright { content.height() * 0.12 } else { 0.0 });
            line(ui, here.said(area.name.as_ref()), &[size, size * 0.8, scale.body], bold, INK);
            line(ui, words.question, &[scale.body], regular, scale.ink_2());
            ui.add_space(scale.gap * if upright { 1.6 } else { 0.0 });
            let all = ui.available_rect_before_wrap();
            let below = wrapped(ui.painter(), words.one_touch, all.width(), regular(scale.small), scale.ink_2()).size().y;
            let place = all.with_max_y(all.bottom() - below - scale.gap);
            let (touched, end) = inside(ui, place, "four", |ui| (faces(ui, words.faces, before), ui.min_rect().bottom()));
            ui.add_space(end - all.top() + scale.gap * 0.6);
            line(ui, words.one_touch, &[scale.small], regular, scale.ink_2());
            touched
        });
        let Below { skip, enough, matter } = self.below(ui, here, foot, first);
        if matter {
            self.step = Step::Matter;
            return ui.ctx().request_repaint();
        }
        if let Some(face) = touched {
            self.answer(here, form, area, face);
            self.area += 1;
        } else if skip {
            self.area += 1;
        } else if enough {
            self.area = form.areas.len();
        }
    }

    /// What stands below the faces; before the first answer also that it is about a matter.
    fn below(&self, ui: &mut Ui, here: &Here<'_>, foot: Rect, first: bool) -> Below {
        let scale = scale(ui);
        let words = &here.words.kiosk.survey;
        let chosen = (words.matter_chosen)(&self.matter);
        let label = if self.matter.is_empty() { words.matter_way } else { &chosen };
        let button = || Button::outlined(label).icon(icons::ICON_CONFIRMATION_NUMBER);
        let mut below = Below::default();
        let row = foot.with_min_y(foot.bottom() - scale.control);
        let above = foot.with_max_y(row.top() - scale.gap);
        let stacked = above.height() > 1.0;
        if first && stacked {
            below.matter = inside(ui, above, "matter", |ui| ui.add(button().fill_width()).clicked());
        }
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        inside(ui, row, "skip", |ui| {
            ui.allocate_ui_with_layout(row.size(), layout, |ui| {
                let beside = first && !stacked;
                below.skip = ui.add(Button::outlined(words.skip).width(row.width() * if beside { 0.26 } else { 0.48 })).clicked();
                if beside {
                    below.matter = ui.add(button().width(row.width() * 0.42)).clicked();
                }
                below.enough = ui.add(Button::outlined(words.enough).fill_width()).clicked();
            });
        });
        below
    }

    /// Each touch is sent at once.
    fn answer(&mut self, here: &mut Here<'_>, form: &SurveyForm, area: &SurveyArea, face: Face) {
        let answer = match face {
            Face::VeryHappy => Answer::VeryHappy,
            Face::Happy => Answer::Happy,
            Face::Unhappy => Answer::Unhappy,
            Face::VeryUnhappy => Answer::VeryUnhappy,
        };
        let ticket = here.send(What::AnswerSurvey(AnswerSurvey {
            form: form.version.clone(),
            area: area.code.clone(),
            face: answer.into(),
            sitting: self.sitting.clone(),
            matter: self.matter.clone(),
        }));
        self.answers.insert(area.code.clone(), (face, ticket));
    }

    fn word(&mut self, ui: &mut Ui, here: &mut Here<'_>, form: &SurveyForm) {
        let words = &here.words.kiosk.survey;
        let heading = Heading { title: here.words.kiosk.shell.survey, step: None };
        if form::heading(ui, here, heading) {
            self.step = Step::Reasons;
        }
        let answered = self.answered(form);
        let about = self.about(&answered);
        let places = form::places(ui, true);
        self.typing.offer(&[Slot::Word], here.language);
        let verdict = check::word(self.typing.text(Slot::Word), &here.words.kiosk.typing);
        let look = Look {
            label: words.word,
            hint: words.word_hint,
            error: verdict.error(),
            rows: if scale(ui).high_contrast { 1 } else { 2 },
            ..Look::default()
        };
        inside(ui, places.content, "word", |ui| {
            self.typing.field(ui, here.language, Slot::Word, look);
            let at = answered.iter().position(|area| Some(&area.code) == about.as_ref()).unwrap_or_default();
            if let (Some(area), Some(next)) = (answered.get(at), answered.get((at + 1) % answered.len().max(1))) {
                let label = (words.word_about)(here.said(area.name.as_ref()));
                if answered.len() > 1 && ui.add(Button::outlined(&label).icon(icons::ICON_SYNC).small().pill()).clicked() {
                    self.about = Some(next.code.clone());
                }
            }
        });
        let composing = self.typing.is_composing().then_some(here.words.kiosk.typing.composing);
        let reason = composing.or(verdict.reason(&here.words.kiosk.typing));
        let half = (places.foot.width() - scale(ui).gap) / 2.0;
        let left = places.foot.with_max_x(places.foot.left() + half).with_min_y(places.foot.bottom() - scale(ui).primary);
        let without = inside(ui, left, "without", |ui| ui.add(Button::outlined(words.without_word).main().fill_width()).clicked());
        let right = places.foot.with_min_x(places.foot.right() - half);
        let mut go = form::foot(ui, right, words.submit, reason);
        go |= form::keys(ui, places.keys, here, &mut self.typing);
        if without {
            self.step = Step::Thanks;
        } else if go && reason.is_none() {
            self.send_word(here, about);
            self.step = Step::Thanks;
        }
    }

    /// The areas that were answered, in the form's order.
    fn answered<'f>(&self, form: &'f SurveyForm) -> Vec<&'f SurveyArea> {
        form.areas.iter().filter(|area| self.answers.contains_key(&area.code)).collect()
    }

    /// Which answer a word belongs to: the one that was chosen, else the least happy.
    fn about(&self, answered: &[&SurveyArea]) -> Option<String> {
        let chosen = self.about.clone().filter(|code| self.answers.contains_key(code));
        let worst = |area: &&&SurveyArea| self.answers.get(&area.code).map(|(face, _)| Face::ALL.iter().position(|known| known == face));
        chosen.or_else(|| answered.iter().rev().max_by_key(worst).map(|area| area.code.clone()))
    }

    fn send_word(&mut self, here: &mut Here<'_>, about: Option<String>) {
        let answer = about.and_then(|code| self.answers.get(&code)).map(|(_, ticket)| *ticket);
        if let Some(answer_seq) = answer.and_then(|ticket| here.tray.seq(ticket)) {
            here.send(What::AddSurveyWord(AddSurveyWord { answer_seq, word: self.typing.sent(Slot::Word) }));
        }
        self.typing = Typing::default();
    }

    fn thanks(&self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.survey;
        let stands: Vec<Progress> = self.answers.values().map(|(_, ticket)| here.progress(*ticket)).collect();
        let waits = stands.iter().any(|progress| matches!(progress, Progress::Asked | Progress::Saved));
        let finale = match (stands.is_empty(), waits) {
            (true, _) => Finale::good(words.thanks, words.nothing_line),
            (false, true) => Finale::good(words.thanks, words.thanks_line).state(words.waiting, Tone::Amber),
            (false, false) => Finale::good(words.thanks, words.thanks_line).state(words.taken, Tone::Green),
        };
        if finale.page(ui, here) {
            here.go_home();
        }
    }
}

/// In the middle of the width, in two rows at most.
fn line(ui: &mut Ui, words: &str, sizes: &[f32], face: fn(f32) -> egui::FontId, colour: egui::Color32) {
    let most = sizes.first().copied().unwrap_or_default() * 3.0;
    let height = fit_rows(ui.painter(), words, vec2(ui.available_width(), most), sizes, face, colour).size().y;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rows_within(ui.painter(), words, rect, sizes, face, colour);
    paint::label(ui, rect, words, words);
}
