//! The emergencies screen 应急 (E-1 to E-3, V-6; B-24 to B-28): start with one press, and
//! one page for a run that goes on: who has heard it, what to do, what to say, who is
//! inside. Everything but ending a run works without any sign-in.

mod list;
mod record;
mod roll_call;
mod running;
mod say;
mod stand_down;
mod start;
mod steps;

pub(crate) use list::state_of;
pub(crate) use record::facts;
pub(crate) use start::picture;

use super::left_list::LIST_WIDTH;
use crate::desk::Desk;
use crate::phrases;
use domain::registers::emergencies::{Ring, Run};
use domain::registers::staff::Person;
use domain::{State, Station};
use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};
use look::theme::{CARD, DESK};
use values::{At, Id, MINUTE_MS, PersonName, Personal};

/// How wide the list at the left is in a narrow window: the start cards need the place.
const NARROW_LIST_WIDTH: f32 = 350.0;
/// Below this width of the page the list is narrow.
const NARROW: f32 = 1_250.0;
/// For how long drill mode waits for a start: a real emergency must not begin as a drill
/// because somebody left the switch on.
const DRILL_MODE_MS: i64 = 2 * MINUTE_MS;

/// What is typed here and not yet sent.
#[derive(Default)]
pub struct Draft {
    page: Page,
    /// How many runs were going on in the last pass: another one brings its page up.
    running: usize,
    place: String,
    name: String,
    /// Since when the next start is a drill.
    drill_since: Option<At>,
    list_filter: usize,
    fire: say::FireCard,
    roll: roll_call::Draft,
    stand_down: Option<stand_down::Draft>,
}

/// Which page is shown.
#[derive(Clone, Default, PartialEq)]
enum Page {
    /// The run that goes on; without one, the start page.
    #[default]
    Now,
    /// The start page, also while something runs.
    Start,
    /// One run.
    Run(Id<Run>),
}

/// How many runs nobody has ended.
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    desk.state().running().count()
}

/// Draws the screen.
pub fn emergencies_ui(ui: &mut Ui, desk: &mut Desk) {
    let state = desk.state();
    let running = state.running().count();
    if running > desk.drafts.emergencies.running {
        desk.drafts.emergencies.page = Page::Now;
    }
    desk.drafts.emergencies.running = running;
    match shown(&state, &desk.drafts.emergencies.page).cloned() {
        Some(run) if run.is_running() => running::page(ui, desk, &run),
        other => {
            let place = ui.max_rect();
            let width = if place.width() < NARROW { NARROW_LIST_WIDTH } else { LIST_WIDTH };
            let left = Rect::from_min_size(place.min, vec2(width, place.height()));
            let right = Rect::from_min_max(left.right_top(), place.max);
            ui.painter().rect_filled(left, 0.0, CARD);
            within(ui, left, |ui| list::list(ui, desk, other.as_ref()));
            within(ui, right.shrink2(vec2(DESK.margin, 0.0)), |ui| {
                ScrollArea::vertical().id_salt("emergency-detail").auto_shrink(false).show(ui, |ui| {
                    ui.add_space(DESK.margin);
                    match &other {
                        Some(run) => record::record(ui, desk, run),
                        None => start::start(ui, desk),
                    }
                    ui.add_space(DESK.margin);
                });
            });
        }
    }
    stand_down::dialog(ui, desk);
}

/// The run that a page shows: of those that go on what rings comes first, then what is no
/// drill, then the newest.
fn shown<'s>(state: &'s State, page: &Page) -> Option<&'s Run> {
    match page {
        Page::Start => None,
        Page::Run(run) => state.run.get(run),
        Page::Now => state.running().max_by_key(|r| (!r.drill, state.is_ringing(r), r.started_at)),
    }
}

/// Draws inside a part of the place at hand.
fn within<R>(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(rect), content).inner
}

/// What a run is called: its procedure's title, or its code where that is gone (B-28).
#[must_use]
pub fn title_of(desk: &Desk, run: &Run) -> String {
    let state = desk.state();
    state
        .procedure
        .get(&run.procedure)
        .map_or_else(|| run.procedure.as_str().to_owned(), |p| desk.phrase(&p.title).to_owned())
}

/// A post's name.
#[must_use]
pub fn ring_name(desk: &Desk, ring: Ring) -> &'static str {
    let place = Ring::ALL.iter().position(|r| *r == ring).unwrap_or(0);
    desk.words.emergencies.rings[place]
}

/// Who did something: the person signed in, else the name they gave, else the station.
pub(crate) fn who(desk: &Desk, by: Option<&Id<Person>>, name: Option<&Personal<PersonName>>, station: Station) -> String {
    match (by, name) {
        (Some(person), _) => desk.name_of(person),
        (None, Some(name)) => {
            let name = phrases::personal(desk.words, name, |n| n.as_str().to_owned());
            (desk.words.emergencies.claimed)(&name)
        }
        (None, None) => phrases::station(desk.words, station).to_owned(),
    }
}

/// Who started a run, and where.
fn started_by(desk: &Desk, run: &Run) -> String {
    let station = phrases::station(desk.words, run.station);
    let starter = who(desk, run.started_by.as_ref(), run.claimed_name.as_ref(), run.station);
    if starter == station { starter } else { format!("{starter} · {station}") }
}

/// The name given by somebody who is not signed in. One that is no name is left out: it
/// never holds an alarm up.
fn claimed(desk: &Desk) -> Option<Personal<PersonName>> {
    let given = if desk.person().is_some() { None } else { PersonName::parse(&desk.drafts.emergencies.name).ok() };
    given.map(Personal::Clear)
}

/// The field for that name, with its label above or only inside; nothing where somebody is
/// signed in.
fn name_field(ui: &mut Ui, desk: &mut Desk, label_above: bool) {
    if desk.person().is_some() {
        return;
    }
    let words = &desk.words.emergencies;
    let name = &mut desk.drafts.emergencies.name;
    let wrong = (!name.trim().is_empty() && PersonName::parse(name).is_err()).then_some(words.name_advice);
    let field = look::widgets::Field::new(words.your_name, name).error(wrong).limit(60);
    if label_above {
        field.hint(desk.words.common.optional).show(ui)
    } else {
        field.unlabelled().hint(words.your_name_hint).show(ui)
    };
}
