//! The last page of each task: what came of it, what happens next, and the way home.

use egui::{Align, Align2, Rect, Sense, Ui, pos2, vec2};
use look::theme::{INK, Tone, bold, fit_rows, regular, rows_within, scale, wrapped};
use look::widgets::{Button, chip};
use look::words::Words;
use look::{Icon, icons, text};

use crate::form::{inside, is_upright};
use crate::here::Here;
use crate::tray::Progress;
use crate::{pager, paint};

/// What came of it.
pub struct Finale<'a> {
    /// Its picture.
    pub sign: Icon,
    /// Green where it went well.
    pub tone: Tone,
    /// The one big line.
    pub title: &'a str,
    /// The state, as a chip: waiting or confirmed.
    pub state: Option<(&'a str, Tone)>,
    /// Below, in words.
    pub line: &'a str,
    /// Below that, in a tinted card: what is not as usual.
    pub caution: Option<&'a str>,
}

impl<'a> Finale<'a> {
    /// It went well.
    pub fn good(title: &'a str, line: &'a str) -> Self {
        Self {
            sign: icons::ICON_CHECK,
            tone: Tone::Green,
            title,
            state: None,
            line,
            caution: None,
        }
    }

    /// It did not, and the counter helps.
    pub fn refused(title: &'a str, line: &'a str) -> Self {
        Self {
            sign: icons::ICON_SUPPORT_AGENT,
            tone: Tone::Amber,
            title,
            state: None,
            line,
            caution: None,
        }
    }

    /// With its state.
    pub fn state(self, words: &'a str, tone: Tone) -> Self {
        Self { state: Some((words, tone)), ..self }
    }

    /// With a caution, while there is one.
    pub fn caution(self, words: Option<&'a str>) -> Self {
        Self { caution: words, ..self }
    }

    /// Draws it in the middle of the page's width.
    pub fn head(&self, ui: &mut Ui) {
        let scale = scale(ui);
        ui.spacing_mut().item_spacing.y = scale.gap * 0.6;
        let tall = ui.max_rect().height() > 900.0;
        // Large type needs the room more than the picture does, where there is more to say.
        if !scale.high_contrast || tall && self.state.is_none() {
            paint::mark(ui, self.sign, self.tone, scale.px(if tall { 80.0 } else { 58.0 }));
        }
        let sizes = [scale.heading, scale.heading * 0.85, scale.heading * 0.7];
        let galley = fit_rows(ui.painter(), self.title, vec2(ui.available_width(), scale.heading * 3.0), &sizes, bold, INK);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
        rows_within(ui.painter(), self.title, rect, &sizes, bold, INK);
        paint::label(ui, rect, "finale", self.title);
        if let Some((words, tone)) = self.state {
            ui.vertical_centered(|ui| chip(ui, words, tone));
        }
    }

    /// The whole page, with the button home. True when that was touched.
    pub fn page(&self, ui: &mut Ui, here: &Here<'_>) -> bool {
        self.laid(ui, here, None::<fn(&mut Ui)>)
    }

    /// The same, with more below (beside, on a wide screen).
    pub fn page_with(&self, ui: &mut Ui, here: &Here<'_>, more: impl FnOnce(&mut Ui)) -> bool {
        self.laid(ui, here, Some(more))
    }

    fn laid(&self, ui: &mut Ui, here: &Here<'_>, more: Option<impl FnOnce(&mut Ui)>) -> bool {
        let scale = scale(ui);
        let all = ui.available_rect_before_wrap();
        let foot = all.with_min_y(all.bottom() - scale.primary);
        let content = all.with_max_y(foot.top() - scale.gap);
        let beside = more.is_some() && !is_upright(all);
        let half = (content.width() - scale.gap * 2.0) / 2.0;
        let first = if beside { content.with_max_x(content.left() + half) } else { content };
        let caution_beside = beside && scale.high_contrast;
        let end = inside(ui, first, "finale", |ui| {
            let above = if scale.high_contrast { 0.02 } else { 0.09 };
            ui.add_space((content.height() * above).min(150.0));
            self.head(ui);
            if !self.line.is_empty() {
                ui.add_space(scale.gap * 0.4);
                centred(ui, self.line);
            }
            if let Some(words) = self.caution.filter(|_| !caution_beside) {
                notice(ui, Tone::Amber, words);
            }
            ui.min_rect().bottom()
        });
        if let Some(more) = more {
            let rest = content.with_min_y(end + scale.gap * 1.4);
            let second = if beside { content.with_min_x(content.right() - half) } else { rest };
            inside(ui, second, "more", |ui| {
                if let Some(words) = self.caution.filter(|_| caution_beside) {
                    notice(ui, Tone::Amber, words);
                }
                more(ui);
            });
        }
        home_button(ui, foot, Button::primary(here.words.kiosk.shell.home))
    }
}

/// The button home, at the foot of a page.
pub fn home_button(ui: &mut Ui, foot: Rect, button: Button<'_>) -> bool {
    inside(ui, foot, "home", |ui| ui.add(button.main().fill_width()).clicked())
}

/// Running text in the middle, in lines that are not too long to read.
pub fn centred(ui: &mut Ui, words: &str) {
    let scale = scale(ui);
    let width = ui.available_width().min(scale.px(1_060.0));
    let shown = look::text::visible(ui.ctx(), words).into_owned();
    let mut job = egui::text::LayoutJob::simple(shown, regular(scale.body), scale.ink_2(), width);
    job.halign = Align::Center;
    let galley = ui.painter().layout_job(job);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    ui.painter().galley(pos2(rect.center().x, rect.top()), galley, scale.ink_2());
    paint::label(ui, rect, "centred", words);
}

/// Numbered lines of what happens next; where they have no room, page by page.
pub fn next_steps(ui: &mut Ui, words: &Words, lines: &[&str]) {
    let place = ui.available_rect_before_wrap();
    pager::scroll(ui, words, place, |ui| steps(ui, lines));
}

fn steps(ui: &mut Ui, lines: &[&str]) {
    let scale = scale(ui);
    ui.spacing_mut().item_spacing.y = scale.gap * 0.8;
    for (index, line) in lines.iter().enumerate() {
        let side = scale.px(54.0);
        let left = side + scale.gap;
        let galley = wrapped(ui.painter(), line, ui.available_width() - left, regular(scale.body), INK);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y.max(side)), Sense::hover());
        let row = galley.rows.first().map_or(side, |row| row.height());
        let top = rect.top() + if galley.rows.len() < 2 { (rect.height() - galley.size().y) / 2.0 } else { 0.0 };
        let centre = pos2(rect.left() + side / 2.0, top + row / 2.0);
        ui.painter().circle_filled(centre, side / 2.0, Tone::Blue.soft());
        let number = (index + 1).to_string();
        paint::row(ui, centre, Align2::CENTER_CENTER, &number, side, bold(scale.small), Tone::Blue.strong(scale));
        ui.painter().galley(pos2(rect.left() + left, top), galley, INK);
        paint::label(ui, rect, &number, &format!("{number}. {line}"));
    }
}

/// How a submission is shown: what it is called, and in which colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On this disk, not yet at the server (B-07).
    Waiting,
    /// The server has it.
    Confirmed,
    /// A rule said no.
    Refused,
    /// Nothing was saved.
    NotSaved,
}

impl Standing {
    /// As its progress says.
    #[must_use]
    pub fn of(progress: Progress) -> Self {
        match progress {
            Progress::Asked | Progress::Saved => Self::Waiting,
            Progress::Done => Self::Confirmed,
            Progress::Refused(_) => Self::Refused,
            Progress::NotSaved => Self::NotSaved,
        }
    }
}

/// A sentence in a tinted card: what is not as usual.
pub fn notice(ui: &mut Ui, tone: Tone, words: &str) {
    look::widgets::Card::new().tone(tone).show(ui, |ui| text::body(ui, words));
}
