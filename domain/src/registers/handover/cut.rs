//! The sheet writes itself: what lies between two cuts, and what is open and passes on.

use super::{Cut, Duty, MOST_MATTERS, OpenItem, Post, Sheet, TakenMatter};
use crate::registers::calls::Call;
use crate::registers::emergencies::Run;
use crate::registers::found_keys::FoundKey;
use crate::registers::keys::{KeyIssue, Loss};
use crate::registers::matters::Matter;
use crate::registers::property::Unit;
use crate::registers::releases::{Release, Status};
use crate::registers::staff::Person;
use crate::{RecordRef, Recorded, Stamp, State};
use std::collections::BTreeMap;
use values::{At, Id, LocalDay};

/// The log's name of the signature that makes the cut.
const SIGN_OUTGOING: &str = "handover.sign_outgoing";
/// The log's name of a matter's coming in.
const TAKE: &str = "matters.take";

/// What the next cut of a post would hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many log lines of the post came after the last cut, by command name.
    pub lines: BTreeMap<String, u32>,
    /// Every matter that came in since the last cut, finished or not (H-1); the book's.
    pub matters: Vec<TakenMatter>,
    /// How many more there are than the sheet has room for.
    pub matters_beyond: u32,
    /// What is open and would pass on, in a fixed order.
    pub open: Vec<OpenItem>,
    /// How many visits are inside.
    pub inside: u32,
}

/// What the post's next cut would hold at `now`; the outgoing signature takes exactly
/// this and adds its own line (B-20).
#[must_use]
pub fn preview(state: &State, post: Post, now: At) -> Preview {
    let duty = state.duty_of(post);
    let after = duty.map_or(0, |d| d.cut);
    let mut lines = BTreeMap::new();
    let mut came_in = Vec::new();
    // Ids are revisions in twelve digits, so the newest lines stand last.
    let newest = state.log_line.iter().rev().take_while(|l| l.revision > after);
    for line in newest.filter(|l| l.posts.contains(&post)) {
        *lines.entry(line.what.clone()).or_insert(0) += 1;
        came_in.extend(line.about.as_ref().filter(|_| post == Post::Desk && line.what == TAKE));
    }
    came_in.reverse();
    let (matters, matters_beyond) = taken(state, &came_in);
    let inside = u32::try_from(state.inside().count()).unwrap_or(u32::MAX);
    Preview { lines, matters, matters_beyond, open: open_items(state, post, now), inside }
}

/// The matters that came in, as many as the sheet has room for, and how many more.
fn taken(state: &State, came_in: &[&RecordRef]) -> (Vec<TakenMatter>, u32) {
    let known = came_in.iter().filter_map(|about| state.matter.get(&about.id_of()?));
    let matters: Vec<TakenMatter> = known.take(MOST_MATTERS).map(taken_matter).collect();
    let beyond = u32::try_from(came_in.len() - matters.len()).unwrap_or(u32::MAX);
    (matters, beyond)
}

fn taken_matter(matter: &Matter) -> TakenMatter {
    TakenMatter {
        matter: matter.id.clone(),
        number: matter.number.clone(),
        kind: matter.kind,
        class: matter.class,
        unit: matter.unit.clone(),
        finished: !matter.is_open(),
    }
}

/// The red items of a post at `now`: each is read back before the incoming signature,
/// also those that came after the cut (B-20, B-21).
#[must_use]
pub fn red_now(state: &State, post: Post, now: At) -> Vec<RecordRef> {
    open_items(state, post, now).into_iter().filter(|i| i.red).map(|i| i.about).collect()
}

/// The cut that an outgoing signature with this stamp makes.
pub(super) fn cut(state: &State, duty: &Duty, stamp: &Stamp) -> Cut {
    let Preview { mut lines, matters, matters_beyond, open, inside } = preview(state, duty.post, stamp.at);
    *lines.entry(SIGN_OUTGOING.to_owned()).or_insert(0) += 1;
    Cut {
        after: duty.cut,
        to: stamp.revision,
        at: stamp.at,
        lines,
        matters,
        matters_beyond,
        open,
        inside,
    }
}

fn open_items(state: &State, post: Post, now: At) -> Vec<OpenItem> {
    let duty = state.duty_of(post);
    let last = duty.and_then(|d| d.last_sheet.as_ref()).and_then(|s| state.sheet.get(s));
    let mut open: Vec<OpenItem> = state.running().map(run_item).collect();
    match post {
        Post::Desk => {
            open.extend(state.open_losses().map(loss_item));
            open.extend(state.open_matters().map(|m| matter_item(m, now)));
            open.extend(state.key_issue.iter().filter(|i| i.is_overdue(now)).map(issue_item));
            open.extend(state.open_found_keys().map(found_item));
            let today = LocalDay::of(now, state.utc_offset());
            open.extend(state.releases_waiting(today).map(|r| release_item(r, today)));
            open.extend(state.ringing().map(call_item));
        }
        Post::Counter | Post::ControlRoom => {
            let holder = duty.map(|d| &d.person);
            let theirs = |m: &&Matter| holder.is_some_and(|h| is_claimed_by(m, h));
            open.extend(state.open_matters().filter(theirs).map(|m| matter_item(m, now)));
        }
    }
    for item in &mut open {
        item.shifts = 1 + last.map_or(0, |sheet| shifts_before(sheet, &item.about));
    }
    open
}

fn is_claimed_by(matter: &Matter, person: &Id<Person>) -> bool {
    matter.claimed.as_ref().is_some_and(|c| &c.by == person)
}

/// In how many sheets in a row an item stood, `sheet` being the last of them.
fn shifts_before(sheet: &Sheet, about: &RecordRef) -> u32 {
    let items = sheet.cut.iter().flat_map(|c| &c.open);
    items.filter(|i| &i.about == about).map(|i| i.shifts).max().unwrap_or(0)
}

fn item<T: Recorded>(id: &Id<T>, number: &str, unit: Option<&Id<Unit>>, red: bool) -> OpenItem {
    OpenItem {
        about: RecordRef::to(id),
        number: number.to_owned(),
        unit: unit.cloned(),
        red,
        shifts: 1,
    }
}
fn run_item(run: &Run) -> OpenItem {
    item(&run.id, &run.number, None, true)
}
fn loss_item(loss: &Loss) -> OpenItem {
    item(&loss.id, &loss.number, loss.unit.as_ref(), true)
}
fn found_item(found: &FoundKey) -> OpenItem {
    item(&found.id, &found.number, None, false)
}
fn matter_item(matter: &Matter, now: At) -> OpenItem {
    item(&matter.id, &matter.number, matter.unit.as_ref(), matter.is_red(now))
}
/// Without the unit: nothing printed shows key number and room together (B-16).
fn issue_item(issue: &KeyIssue) -> OpenItem {
    item(&issue.id, issue.key.as_str(), None, false)
}
/// Red where what left was not what stands on the slip (B-15).
fn release_item(release: &Release, today: LocalDay) -> OpenItem {
    item(&release.id, &release.number, Some(&release.unit), release.status(today) == Status::Mismatched)
}
fn call_item(call: &Call) -> OpenItem {
    item(&call.id, call.terminal.as_str(), None, false)
}
