//! When nobody is there (G-12): the property's name, the clock, and its notices one after the other.
//! Nothing moves in between, so an idle kiosk costs no CPU. Any touch gives the home page.

use std::sync::Arc;
use std::time::Duration;

use chrono::{Datelike, NaiveDateTime, Timelike};
use egui::{Align2, Color32, CornerRadius, Galley, Painter, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use look::theme::colour::MARK;
use look::theme::{CARD, INK, NAVY, NAVY_TEXT, Tone, WHITE, bold, icon, regular, scale, wrapped};
use look::words::{Language, words};
use look::{Icon, icons};
use proto::v1::{Lobby, Notice, NoticeKind, Phrase};

use crate::directory::said;
use crate::form::is_upright;
use crate::paint;

/// So long a notice is shown before the next.
const TURN: Duration = Duration::from_secs(12);
/// A notice whose text or title has more characters, in Chinese or in English, is shown in one language
/// after the other: large type needs the room.
const BOTH_TEXTS: (usize, usize) = (60, 110);
const BOTH_TITLES: (usize, usize) = (20, 40);

/// What is shown.
pub struct Attract<'a> {
    /// The lobby, for its name and notices.
    pub lobby: &'a Lobby,
    /// The language of the next visitor.
    pub language: Language,
    /// The property's wall clock.
    pub time: Option<NaiveDateTime>,
    /// For how long nobody has come.
    pub shown_for: Duration,
}

/// What is shown at a time: a notice, in these languages.
#[derive(Clone, Debug, PartialEq)]
struct Slide<'a> {
    notice: &'a Notice,
    /// Which notice it is, from 1.
    number: usize,
    languages: Vec<Language>,
}

/// Every slide, in turn. A long notice has one for each language.
fn slides(lobby: &Lobby, language: Language) -> Vec<Slide<'_>> {
    let other = if language.is_chinese() { Language::En } else { Language::ZhHans };
    let long = |notice: &Notice| {
        let exceeds = |phrase: Option<&Phrase>, (zh, en): (usize, usize)| {
            let count = |language| said(phrase, language).chars().count();
            count(Language::ZhHans) > zh || count(Language::En) > en
        };
        exceeds(notice.text.as_ref(), BOTH_TEXTS) || exceeds(notice.title.as_ref(), BOTH_TITLES)
    };
    let turns = |(index, notice)| {
        let turns = if long(notice) { vec![vec![language], vec![other]] } else { vec![vec![language, other]] };
        turns.into_iter().map(move |languages| Slide { notice, number: index + 1, languages })
    };
    lobby.notices.iter().enumerate().flat_map(turns).collect()
}

/// The slide that is due after `shown_for`, of so many, and when the next one is.
fn turn(shown_for: Duration, count: usize) -> (usize, Option<Duration>) {
    let turn = usize::try_from(shown_for.as_secs() / TURN.as_secs()).unwrap_or_default();
    let gone = Duration::from_millis(u64::try_from(shown_for.as_millis() % TURN.as_millis()).unwrap_or_default());
    (turn % count.max(1), (count > 1).then(|| TURN - gone))
}

impl Attract<'_> {
    /// Draws it over the whole screen.
    pub fn show(&self, ui: &Ui) {
        let full = ui.max_rect();
        let scale = scale(ui);
        ui.painter().rect_filled(full, CornerRadius::ZERO, NAVY);
        let inner = full.shrink2(vec2(scale.margin * 1.3, scale.margin * 1.2));
        let slides = slides(self.lobby, self.language);
        let (index, next) = turn(self.shown_for, slides.len());
        let card = if is_upright(full) {
            let head = self.head(ui, inner, 190.0);
            let foot = self.foot(ui, inner, true);
            Rect::from_min_max(pos2(inner.left() - 12.0, head.bottom() + 48.0), pos2(inner.right() + 12.0, foot.top() - 48.0))
        } else {
            let column = inner.with_max_x(inner.left() + inner.width() * 0.36);
            self.head(ui, column, 200.0);
            self.foot(ui, column, false);
            inner.with_min_x(column.right() + 72.0)
        };
        ui.painter().rect_filled(card, CornerRadius::same(40), CARD);
        match slides.get(index) {
            Some(slide) => self.notice(ui, card, slide),
            None => self.welcome(ui, card),
        }
        if let Some(next) = next {
            ui.ctx().request_repaint_after(next);
        }
    }

    /// Mark and name, and below them the clock. Returns their place.
    fn head(&self, ui: &Ui, place: Rect, clock_size: f32) -> Rect {
        let mark = Rect::from_min_size(place.min, vec2(104.0, 104.0));
        ui.painter().rect_filled(mark, CornerRadius::same(26), MARK);
        icon(ui.painter(), mark.center(), icons::ICON_APARTMENT, 68.0, WHITE);
        let left = mark.right() + 28.0;
        let name = said(self.lobby.property.as_ref(), self.language);
        let galley = wrapped(ui.painter(), name, place.right() - left, bold(if name.chars().count() > 12 { 42.0 } else { 58.0 }), WHITE);
        let at = pos2(left, mark.center().y - galley.size().y / 2.0);
        paint::label(ui, Rect::from_min_size(at, galley.size()), "attract name", name);
        ui.painter().galley(at, galley, WHITE);
        let Some(time) = self.time else { return mark };
        let clock = format!("{:02}:{:02}", time.hour(), time.minute());
        let day = (words(self.language).common.full_day)(time.year(), time.month(), time.day());
        let top = mark.bottom() + 52.0;
        let shown = paint::row(ui, pos2(place.left() - 8.0, top), Align2::LEFT_TOP, &clock, place.width(), bold(clock_size), WHITE);
        let at = pos2(place.left(), shown.bottom() + 2.0);
        let below = paint::row(ui, at, Align2::LEFT_TOP, &day, place.width(), regular(48.0), NAVY_TEXT);
        paint::label(ui, shown.union(below), "attract clock", &format!("{clock} {day}"));
        mark.union(below)
    }

    /// What to do, in every language. Returns its place.
    fn foot(&self, ui: &Ui, place: Rect, centred: bool) -> Rect {
        let all = Language::ALL.map(|language| words(language).kiosk.home.touch);
        let [first, second, third] = all;
        let rect = place.with_min_y(place.bottom() - if centred { 150.0 } else { 200.0 });
        let (radius, x) = (62.0, if centred { rect.center().x - 190.0 } else { rect.left() + 62.0 });
        let centre = pos2(x, rect.center().y);
        ui.painter().circle_filled(centre, radius, MARK);
        icon(ui.painter(), centre, icons::ICON_TOUCH_APP, 78.0, WHITE);
        let left = centre.x + radius + 32.0;
        let rows: Vec<(String, f32, Color32)> = if centred {
            vec![(first.to_owned(), 56.0, WHITE), (format!("{second} · {third}"), 34.0, NAVY_TEXT)]
        } else {
            vec![(first.to_owned(), 54.0, WHITE), (second.to_owned(), 34.0, NAVY_TEXT), (third.to_owned(), 34.0, NAVY_TEXT)]
        };
        let height: f32 = rows.iter().map(|(_, size, _)| size * 1.35).sum();
        let mut top = rect.center().y - height / 2.0;
        for (words, size, colour) in rows {
            let font = if colour == WHITE { bold(size) } else { regular(size) };
            paint::row(ui, pos2(left, top + size * 0.675), Align2::LEFT_CENTER, &words, place.right() + 12.0 - left, font, colour);
            top += size * 1.35;
        }
        // Any touch starts; whoever hears the page has a button for it.
        let touch = words(self.language).kiosk.home.touch;
        let id = ui.unique_id().with("attract");
        ui.interact(rect, id, Sense::click()).widget_info(|| WidgetInfo::labeled(Role::Button, true, touch));
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(all.join(" · ")));
        rect
    }

    fn notice(&self, ui: &Ui, card: Rect, slide: &Slide<'_>) {
        let words = &words(self.language).kiosk.home;
        let (sign, tone, kind) = about(slide.notice.kind());
        let inner = card.shrink2(vec2(64.0, 56.0));
        let soft = pos2(inner.left() + 52.0, inner.top() + 52.0);
        ui.painter().circle_filled(soft, 52.0, tone.soft());
        let strong = tone.strong(scale(ui));
        icon(ui.painter(), soft, sign, 62.0, strong);
        let label = words.notice_kinds[kind];
        let at = pos2(soft.x + 76.0, soft.y);
        let shown = paint::row(ui, at, Align2::LEFT_CENTER, label, inner.width() * 0.6, bold(42.0), strong);
        paint::label(ui, shown, "attract kind", label);
        let count = self.lobby.notices.len();
        if count > 1 {
            let of = (words.notice_of)(slide.number, count);
            let place = paint::row(ui, pos2(inner.right(), soft.y), Align2::RIGHT_CENTER, &of, 160.0, regular(34.0), scale(ui).ink_2());
            paint::label(ui, place, "attract place", &of);
        }
        let room = inner.with_min_y(soft.y + 52.0 + 44.0);
        let mut factor = 1.0;
        let mut laid = lay(ui.painter(), slide, room.width(), factor);
        while laid.iter().map(|block| block.0.size().y + block.1).sum::<f32>() > room.height() && factor > 0.5 {
            factor -= 0.04;
            laid = lay(ui.painter(), slide, room.width(), factor);
        }
        let spare = room.height() - laid.iter().map(|block| block.0.size().y + block.1).sum::<f32>();
        let mut top = room.top() + (spare * 0.22).clamp(0.0, 160.0);
        for (index, (galley, after, colour, words)) in laid.into_iter().enumerate() {
            let rect = Rect::from_min_size(pos2(room.left(), top), galley.size());
            paint::label(ui, rect, &format!("attract notice {index}"), &words);
            top += galley.size().y + after;
            ui.painter().galley(rect.min, galley, colour);
        }
    }

    /// Where there is nothing to tell: a greeting, and what can be done here.
    fn welcome(&self, ui: &Ui, card: Rect) {
        let scale = scale(ui);
        let (here, other) = (words(self.language), words(if self.language.is_chinese() { Language::En } else { Language::ZhHans }));
        let inner = card.shrink2(vec2(72.0, 64.0));
        let title = here.kiosk.home.welcome;
        let shown = paint::row(ui, inner.min, Align2::LEFT_TOP, title, inner.width(), bold(76.0), INK);
        paint::label(ui, shown, "attract welcome", title);
        let (shell, below) = (&here.kiosk.shell, &other.kiosk.shell);
        let rows: [(Icon, Tone, &str, &str); 4] = [
            (icons::ICON_BADGE, Tone::Blue, shell.visitor, below.visitor),
            (icons::ICON_KEY, Tone::Amber, shell.lost_key, below.lost_key),
            (icons::ICON_SENTIMENT_SATISFIED, Tone::Green, shell.survey, below.survey),
            (icons::ICON_LOGOUT, Tone::Neutral, shell.leave, below.leave),
        ];
        let top = shown.bottom() + 36.0;
        let pitch = ((inner.bottom() - top) / rows.len() as f32).min(250.0);
        let radius = (pitch * 0.34).min(72.0);
        for (index, (sign, tone, title, line)) in rows.into_iter().enumerate() {
            let centre = pos2(inner.left() + radius, top + pitch * (index as f32 + 0.5));
            ui.painter().circle_filled(centre, radius, tone.soft());
            icon(ui.painter(), centre, sign, radius * 1.15, tone.strong(scale));
            let left = centre.x + radius + 40.0;
            let room = inner.right() - left;
            let shown = paint::row(ui, pos2(left, centre.y - 26.0), Align2::LEFT_CENTER, title, room, bold(52.0), INK);
            let below = paint::row(ui, pos2(left, centre.y + 34.0), Align2::LEFT_CENTER, line, room, regular(34.0), scale.ink_2());
            paint::label(ui, shown.union(below), &format!("attract row {index}"), &format!("{title} {line}"));
        }
    }
}

/// A text with the space below it, its colour, and its words.
type Block = (Arc<Galley>, f32, Color32, String);

/// Title and text in each language, the first one larger.
fn lay(painter: &Painter, slide: &Slide<'_>, width: f32, factor: f32) -> Vec<Block> {
    let mut blocks = vec![];
    for (index, language) in slide.languages.iter().enumerate() {
        let first = index == 0;
        let (title, text) = (said(slide.notice.title.as_ref(), *language), said(slide.notice.text.as_ref(), *language));
        let sizes = if first { [74.0, 46.0] } else { [46.0, 37.0] };
        let ink = if first { INK } else { Tone::Neutral.strong(look::theme::KIOSK) };
        let [large, small] = sizes.map(|size: f32| (size * factor).round());
        blocks.push((wrapped(painter, title, width, bold(large), ink), 24.0 * factor, ink, title.to_owned()));
        let after = if first { 64.0 * factor } else { 0.0 };
        blocks.push((wrapped(painter, text, width, regular(small), ink), after, ink, text.to_owned()));
    }
    blocks
}

/// Picture, colour and place of the word of what a notice is about.
fn about(kind: NoticeKind) -> (Icon, Tone, usize) {
    match kind {
        NoticeKind::Stoppage => (icons::ICON_WATER_DROP, Tone::Amber, 0),
        NoticeKind::Weather => (icons::ICON_PARTLY_CLOUDY_DAY, Tone::Blue, 1),
        NoticeKind::Event => (icons::ICON_EVENT, Tone::Green, 2),
        NoticeKind::Other | NoticeKind::Unspecified => (icons::ICON_CAMPAIGN, Tone::Blue, 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(characters: usize) -> Notice {
        let text = Phrase { zh: "字".repeat(characters), en: "w".repeat(characters), hant: String::new() };
        Notice { kind: NoticeKind::Event.into(), title: Some(text.clone()), text: Some(text) }
    }

    #[test]
    fn g12_a_new_notice_comes_each_twelve_seconds_and_a_single_one_stays() {
        let seconds = Duration::from_secs;
        for (shown_for, count, place, next) in [
            (seconds(0), 3, 0, Some(seconds(12))),
            (seconds(11), 3, 0, Some(seconds(1))),
            (seconds(12), 3, 1, Some(seconds(12))),
            (seconds(36), 3, 0, Some(seconds(12))),
            (Duration::from_millis(23_500), 2, 1, Some(Duration::from_millis(500))),
            (seconds(500), 1, 0, None),
            (seconds(500), 0, 0, None),
        ] {
            assert_eq!(turn(shown_for, count), (place, next), "{shown_for:?} of {count}");
        }
    }

    #[test]
    fn a_long_notice_is_shown_in_one_language_after_the_other() {
        let lobby = Lobby { notices: vec![notice(20), notice(300)], ..Lobby::default() };
        let shown: Vec<_> = slides(&lobby, Language::ZhHans).into_iter().map(|slide| (slide.number, slide.languages)).collect();
        use Language::{En, ZhHans};
        assert_eq!(shown, [(1, vec![ZhHans, En]), (2, vec![ZhHans]), (2, vec![En])]);
    }
}
