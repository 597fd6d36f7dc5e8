//! The home page: three tiles, signing out below, and one question. What is not as usual (the
//! counter is closed, the server is away) is said above the tiles.

use egui::{CornerRadius, Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use look::theme::{CARD, INK, LINE, Tone, icon, regular, scale, shadow, wrapped};
use look::widgets::{Tile, stacked, tiles};
use look::{Icon, icons, text};

use super::leave::Leave;
use super::lost_key::LostKey;
use super::survey::Survey;
use super::visitor::Visitor;
use super::{Page, quick_rating};
use crate::form::is_upright;
use crate::here::Here;
use crate::paint;

/// Draws the page.
pub fn show(ui: &mut Ui, here: &mut Here<'_>) {
    let scale = scale(ui);
    let body = ui.max_rect();
    let upright = is_upright(body);
    let shell = &here.words.kiosk.shell;
    let mut states = states(here);
    let asked = quick_rating::area(here.lobby);
    let room = Room::left(ui, &mut states, asked.is_some());
    ui.add_space(if upright && states.is_empty() { 56.0 } else { 18.0 });
    ui.spacing_mut().item_spacing.y = scale.gap * 0.6;
    text::title(ui, shell.greeting);
    if room.line {
        text::second(ui, shell.greeting_line);
    }
    if !states.is_empty() {
        state_card(ui, &states, upright);
    }
    ui.add_space(if upright { 20.0 } else { 8.0 });

    let left = ui.available_rect_before_wrap();
    let gap = if upright { 32.0 } else { 26.0 };
    let bottom = body.bottom() - if upright { 40.0 } else { 20.0 };
    let asked = asked.filter(|_| room.question);
    let (leave, quick, top) = lower(left.with_max_y(bottom), gap, scale.factor, upright, asked.is_some());
    let size = vec2(left.width(), top - gap - left.top());
    let shown = [
        Tile {
            icon: icons::ICON_BADGE,
            title: shell.visitor,
            line: shell.visitor_line,
            tone: Tone::Blue,
        },
        Tile {
            icon: icons::ICON_KEY,
            title: shell.lost_key,
            line: shell.lost_key_line,
            tone: Tone::Amber,
        },
        Tile {
            icon: icons::ICON_SENTIMENT_SATISFIED,
            title: shell.survey,
            line: shell.survey_line,
            tone: Tone::Green,
        },
    ];
    match if upright { stacked(ui, size, &shown) } else { tiles(ui, size, &shown) } {
        Some(0) => here.open(Page::Visitor(Visitor::new(here))),
        Some(1) => here.open(Page::LostKey(LostKey::default())),
        Some(2) => here.open(Page::Survey(Survey::new(format!("{:016x}", (here.chance)())))),
        Some(_) | None => {}
    }
    let tile = Tile {
        icon: icons::ICON_LOGOUT,
        title: shell.leave,
        line: shell.leave_line,
        tone: Tone::Neutral,
    };
    let id = ui.unique_id().with("leave");
    if tile.show_in(ui, leave, id).clicked() {
        here.open(Page::Leave(Leave::default()));
    }
    if let Some(area) = asked {
        quick_rating::show(ui, quick, here, area);
    }
}

/// What there is room for beside the tiles.
struct Room {
    /// The line below the greeting.
    line: bool,
    /// The question that one touch answers.
    question: bool,
}

impl Room {
    /// The tiles come first: as long as they are too low to be touched, first the question gives way, then the
    /// greeting's line, then all but the first of what is not as usual.
    fn left(ui: &Ui, states: &mut Vec<(Icon, Tone, String)>, asks: bool) -> Self {
        let scale = scale(ui);
        let body = ui.max_rect();
        let upright = is_upright(body);
        let tiles = if upright { scale.target * 3.9 } else { scale.target * 1.4 };
        let low = scale.factor * if upright { 150.0 } else { 168.0 };
        let rest = |line: bool, question: bool, states: &[(Icon, Tone, String)]| {
            let card = if states.is_empty() { 0.0 } else { card_height(ui, states, upright) + scale.gap * 0.6 };
            let above = 18.0 + scale.title * 1.45 + if line { scale.body * 1.45 + scale.gap * 0.6 } else { 0.0 } + card + 40.0;
            let below = low + 72.0 + if question && upright { scale.factor * 222.0 + 32.0 } else { 0.0 };
            body.height() - above - below >= tiles
        };
        // Large type has no room for the question beside signing out.
        let question = asks && (upright || !scale.high_contrast) && rest(true, true, states);
        let line = question || rest(true, false, states);
        if !line && !rest(false, false, states) {
            states.truncate(1);
        }
        Self { line, question }
    }
}

/// The places below the tiles, and where those end: signing out, and the question above it or, where
/// it is wide, beside it.
fn lower(left: Rect, gap: f32, factor: f32, upright: bool, asks: bool) -> (Rect, Rect, f32) {
    let low = factor * if upright { 150.0 } else { 168.0 };
    let row = left.with_min_y(left.bottom() - low);
    match (asks, upright) {
        (false, _) => (row, Rect::NOTHING, row.top()),
        (true, true) => {
            let quick = Rect::from_min_max(pos2(row.left(), row.top() - gap - factor * 222.0), pos2(row.right(), row.top() - gap));
            (row, quick, quick.top())
        }
        (true, false) => {
            let middle = row.left() + (row.width() - gap) * 0.42;
            (row.with_max_x(middle), row.with_min_x(middle + gap), row.top())
        }
    }
}

/// What is not as usual, and what to do.
fn states(here: &Here<'_>) -> Vec<(Icon, Tone, String)> {
    let home = &here.words.kiosk.home;
    let mut states = vec![];
    if let Some(closed) = here.closed {
        states.push((icons::ICON_SCHEDULE, Tone::Amber, closed.to_owned()));
    }
    if !here.online {
        states.push((icons::ICON_CLOUD_DONE, Tone::Blue, home.still_works.to_owned()));
        let telephone = &here.lobby.counter_telephone;
        // Where the counter is closed, whom to ring is said already.
        if here.closed.is_none() {
            let not_now = if telephone.is_empty() { home.not_now_without.to_owned() } else { (home.not_now)(telephone) };
            states.push((icons::ICON_CALL, Tone::Amber, not_now));
        }
    }
    states
}

/// How high the card is in which they are said.
fn card_height(ui: &Ui, states: &[(Icon, Tone, String)], upright: bool) -> f32 {
    let scale = scale(ui);
    let (pad, size) = (scale.gap * 0.9, if upright { scale.body } else { scale.small });
    let room = ui.max_rect().width() - pad * 2.0 - size * 1.3 - scale.gap * 0.8;
    let tall = |words: &str| wrapped(ui.painter(), words, room, regular(size), INK).size().y + scale.gap * 0.5;
    states.iter().map(|(.., words)| tall(words)).sum::<f32>() + pad * 1.6
}

fn state_card(ui: &mut Ui, states: &[(Icon, Tone, String)], upright: bool) {
    let scale = scale(ui);
    let (pad, size) = (scale.gap * 0.9, if upright { scale.body } else { scale.small });
    let sign = size * 1.3;
    let room = ui.available_width() - pad * 2.0 - sign - scale.gap * 0.8;
    let laid: Vec<_> = states
        .iter()
        .map(|(icon, tone, words)| {
            (*icon, tone.strong(scale), wrapped(ui.painter(), words, room, regular(size), tone.strong(scale)), words)
        })
        .collect();
    let between = scale.gap * 0.5;
    let height = laid.iter().map(|(.., galley, _)| galley.size().y + between).sum::<f32>() - between + pad * 1.6;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    shadow(ui.painter(), rect, scale.radius, false);
    ui.painter()
        .rect(rect, CornerRadius::same(scale.radius), CARD, Stroke::new(scale.line, LINE), StrokeKind::Inside);
    let mut top = rect.top() + pad * 0.8;
    for (index, (sign_of, colour, galley, words)) in laid.into_iter().enumerate() {
        let tall = galley.size().y;
        icon(ui.painter(), pos2(rect.left() + pad + sign / 2.0, top + size * 0.72), sign_of, sign, colour);
        let at = pos2(rect.left() + pad + sign + scale.gap * 0.8, top);
        paint::label(ui, Rect::from_min_size(at, galley.size()), &format!("state {index}"), words);
        ui.painter().galley(at, galley, colour);
        top += tall + between;
    }
}
