//! The form of a notice: in Chinese and in English, with the time for which it holds.

use super::{Draft, phrasing};
use crate::desk::Desk;
use crate::screens::keys::scrolled;
use chrono::NaiveDateTime;
use domain::registers::notices::{Command, MOST_OF_TEXT, MOST_OF_TITLE, Notice, NoticeKind, Wording};
use egui::{Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, INK, bold};
use look::widgets::{Button, Card, Field, segmented};
use values::{At, Id, Line, MINUTE_MS, Text};

/// How a time is written.
const TIME: &str = "%Y-%m-%d %H:%M";
/// Where nothing else is said, a notice holds for so long: three days.
const USUAL_MS: i64 = 3 * 24 * 60 * MINUTE_MS;

/// What is typed.
pub(super) struct Form {
    /// The notice that is corrected; `None`: a new one.
    of: Option<Id<Notice>>,
    kind: usize,
    zh: Typed,
    en: Typed,
    from: String,
    until: String,
}

/// A title and a text as they are typed.
#[derive(Default)]
struct Typed {
    title: String,
    text: String,
}

impl Typed {
    fn of(wording: &Wording) -> Self {
        Self { title: wording.title.as_str().to_owned(), text: wording.text.as_str().to_owned() }
    }

    /// What is typed, or the name of the field that is missing or wrong.
    fn parsed(&self, names: [&'static str; 2]) -> Result<Wording, &'static str> {
        let [title, text] = names;
        Ok(Wording { title: self.title().ok_or(title)?, text: self.text().ok_or(text)? })
    }

    fn title(&self) -> Option<Line> {
        Line::parse(&self.title).ok().filter(|title| title.as_str().chars().count() <= MOST_OF_TITLE)
    }

    fn text(&self) -> Option<Text> {
        Text::parse(&self.text).ok().filter(|text| text.as_str().chars().count() <= MOST_OF_TEXT)
    }
}

impl Form {
    /// For a new notice: from now, for three days.
    pub(super) fn new(desk: &Desk) -> Self {
        let time = |at| written(desk, at);
        let (from, until) = (time(desk.now), time(desk.now.plus(USUAL_MS)));
        Self { of: None, kind: 0, zh: Typed::default(), en: Typed::default(), from, until }
    }

    /// For a correction: as it stands.
    pub(super) fn of(desk: &Desk, notice: &Notice) -> Self {
        Self {
            of: Some(notice.id.clone()),
            kind: NoticeKind::ALL.iter().position(|kind| *kind == notice.kind).unwrap_or(0),
            zh: Typed::of(&notice.zh),
            en: Typed::of(&notice.en),
            from: written(desk, notice.from),
            until: written(desk, notice.until),
        }
    }

    /// What is asked for, or the name of the first field that is missing or wrong.
    fn command(&self, desk: &Desk) -> Result<Command, &'static str> {
        let words = &desk.words.notices;
        let (zh, en) = (self.zh.parsed([words.title_zh, words.text_zh])?, self.en.parsed([words.title_en, words.text_en])?);
        let from = instant(desk, &self.from).ok_or(words.from)?;
        let until = instant(desk, &self.until).ok_or(words.until)?;
        let kind = NoticeKind::ALL.get(self.kind).copied().unwrap_or(NoticeKind::Other);
        Ok(match &self.of {
            None => Command::Write { notice: desk.new_id(), kind, zh, en, from, until },
            Some(notice) => Command::Correct { notice: notice.clone(), kind, zh, en, from, until },
        })
    }
}

fn written(desk: &Desk, at: At) -> String {
    at.local(desk.state().utc_offset()).format(TIME).to_string()
}

fn instant(desk: &Desk, typed: &str) -> Option<At> {
    let local = NaiveDateTime::parse_from_str(typed.trim(), TIME).ok()?;
    Some(At::of_local(local, desk.state().utc_offset()))
}

/// Draws the form in the place of a notice; once it is saved, the notice is shown.
pub(super) fn form(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let Some(form) = &mut draft.form else { return };
    let words = &desk.words.notices;
    let command = form.command(desk);
    let reason = match &command {
        Ok(command) => desk.why_not(&command.clone().into()),
        Err(field) => Some((desk.words.forms.please_fill)(field)),
    };
    let mut is_over = false;
    let mut saved = None;
    let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
    Panel::bottom("notices.form.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        ui.horizontal(|ui| {
            let save = Button::primary(words.save).main().width(140.0).disabled(reason.as_deref());
            if let (true, Ok(command)) = (ui.add(save).clicked(), command) {
                saved = Some(command);
            }
            is_over = ui.add(Button::outlined(desk.words.common.cancel).main()).clicked();
        });
    });
    scrolled(ui, ("notices.form", ""), |ui| {
        text::title(ui, if form.of.is_some() { words.correct } else { words.write });
        text::second(ui, words.write_line);
        ui.add_space(DESK.gap);
        Card::new().show(ui, |ui| fields(ui, desk, form));
    });
    if let Some(command) = saved {
        if let Command::Write { notice, .. } | Command::Correct { notice, .. } = &command {
            draft.chosen = Some(notice.clone());
        }
        desk.ask(command);
        is_over = true;
    }
    if is_over {
        draft.form = None;
    }
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.notices;
    text::label(ui, words.kind, bold(DESK.small), INK);
    let names = NoticeKind::ALL.map(|kind| phrasing::kind(words, kind));
    if let Some(kind) = segmented(ui, &names, form.kind) {
        form.kind = kind;
    }
    for (typed, [title, text]) in [(&mut form.zh, [words.title_zh, words.text_zh]), (&mut form.en, [words.title_en, words.text_en])] {
        let wrong = (!typed.title.trim().is_empty() && typed.title().is_none()).then_some(words.title_wrong);
        Field::new(title, &mut typed.title).error(wrong).limit(MOST_OF_TITLE).show(ui);
        let wrong = (!typed.text.trim().is_empty() && typed.text().is_none()).then_some(words.text_wrong);
        Field::new(text, &mut typed.text).error(wrong).rows(4).limit(MOST_OF_TEXT).show(ui);
    }
    let wrong = |typed: &str| instant(desk, typed).is_none().then_some(words.time_wrong);
    let (from, until) = (wrong(&form.from), wrong(&form.until));
    ui.columns(2, |columns| {
        Field::new(words.from, &mut form.from).error(from).limit(16).show(&mut columns[0]);
        Field::new(words.until, &mut form.until).error(until).limit(16).show(&mut columns[1]);
    });
}
