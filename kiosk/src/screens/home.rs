//! The home page: three tiles, and signing out below.

use egui::{Rect, Ui, pos2, vec2};
use look::theme::{Tone, scale};
use look::widgets::{Tile, tiles};
use look::{icons, text};

use super::Page;
use super::leave::Leave;
use super::lost_key::LostKey;
use super::survey::Survey;
use super::visitor::Visitor;
use crate::form::is_upright;
use crate::here::Here;

/// Draws the page.
pub fn show(ui: &mut Ui, here: &mut Here<'_>) {
    let scale = scale(ui);
    let body = ui.max_rect();
    let upright = is_upright(body);
    let shell = &here.words.kiosk.shell;
    ui.add_space(if upright { 64.0 } else { 18.0 });
    ui.spacing_mut().item_spacing.y = scale.gap * 0.6;
    text::title(ui, shell.greeting);
    text::second(ui, shell.greeting_line);
    ui.add_space(if upright { 28.0 } else { 10.0 });

    let left = ui.available_rect_before_wrap();
    let low = if upright { 168.0 } else { 140.0 };
    let gap = if upright { 36.0 } else { 26.0 };
    let bottom = body.bottom() - if upright { 48.0 } else { 24.0 };
    let leave = Rect::from_min_max(pos2(left.left(), bottom - low), pos2(left.right(), bottom));
    let size = vec2(left.width(), leave.top() - gap - left.top());
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
    match tiles(ui, size, &shown) {
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
}
