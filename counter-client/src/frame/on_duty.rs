//! Who is on duty, on every screen and before anybody signs in (S-3, H-10): who holds the
//! book and since when, and below it the crew of this station.

use crate::desk::Desk;
use crate::phrases;
use domain::registers::handover::{Duty, Post};
use domain::{State, Station};
use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use look::theme::{AMBER_SOFT, DESK, NAVY_TEXT, WHITE, bold, fit_within, regular};

/// A line of the two, in points.
const LINE: f32 = 22.0;
/// Beside this width even elided words would say nothing.
const LEAST: f32 = 60.0;

/// Draws the two lines in the width that is left of the bar.
pub fn on_duty(ui: &mut Ui, desk: &Desk) {
    let width = ui.available_width() - DESK.gap;
    if !desk.replica.is_loaded() || width < LEAST {
        return;
    }
    let state = desk.state();
    let (place, _) = ui.allocate_exact_size(vec2(width, LINE * 2.0), Sense::hover());
    let own = if desk.station == Station::ControlRoom { Post::ControlRoom } else { Post::Counter };
    for (row, post) in (0_u8..).zip([Post::Desk, own]) {
        let (said, colour) = told(desk, &state, post);
        let line = Rect::from_min_size(pos2(place.left(), place.top() + f32::from(row) * LINE), vec2(width, LINE));
        let response = ui.interact(line, ui.scope_id().with(("on-duty", row)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let font = if post == Post::Desk { bold(DESK.small) } else { regular(DESK.small) };
        let galley = fit_within(ui.painter(), &said, width, font, colour);
        ui.painter().galley(pos2(line.left(), line.center().y - galley.size().y / 2.0), galley, colour);
        response.on_hover_text(said);
    }
}

/// Who holds a post, in a sentence; amber where nobody does (S-3: it is never unattended).
fn told(desk: &Desk, state: &State, post: Post) -> (String, Color32) {
    let words = &desk.words.desk;
    let place = Post::ALL.iter().position(|p| *p == post).unwrap_or(0);
    let name = desk.words.handover.posts[place];
    let held = state.duty_of(post).filter(|duty| is_in_the_house(state, duty));
    let Some(duty) = held else { return ((words.nobody_on_duty)(name), AMBER_SOFT) };
    let (person, since) = (desk.name_of(&duty.person), desk.time(duty.since));
    match post {
        Post::Desk => ((words.book_held)(name, &person, phrases::station(desk.words, duty.station), &since), WHITE),
        Post::Counter | Post::ControlRoom => ((words.crew_held)(name, &person, &since), NAVY_TEXT),
    }
}

fn is_in_the_house(state: &State, duty: &Duty) -> bool {
    state.person.get(&duty.person).is_some_and(|p| !p.left)
}
