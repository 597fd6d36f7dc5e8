//! Which closed records leave: old enough, in no line that waits for a handover, whole
//! families, the longest closed first.

use crate::registers::property::ArchiveFigures;
use crate::state::Tables;
use crate::{RecordRef, Recorded, State, Table};
use std::collections::{BTreeMap, BTreeSet};
use values::{At, LocalDay, MINUTE_MS};

/// How many records leave by one entry: their names fit in its 256 KiB.
pub(super) const MOST: usize = 2_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// What leaves.
pub(super) struct Leaving {
    /// The records, those under a head before it.
    pub records: Vec<RecordRef>,
    /// Whether more could leave.
    pub more: bool,
}

/// What can leave at `now`, at most [`MOST`] records.
pub(super) fn leaving(state: &State, figures: &ArchiveFigures, now: At) -> Leaving {
    let today = LocalDay::of(now, state.utc_offset());
    let mut closed = Closed { state, figures, now, today, families: BTreeMap::new(), staying: BTreeSet::new() };
    state.tables(&mut closed);
    let Closed { mut families, mut staying, .. } = closed;
    if !families.is_empty() {
        staying.extend(not_handed_over(state));
    }
    families.retain(|head, _| !staying.contains(head));
    batch(families)
}

/// The heads of what the log has a line about that some post has yet to hand over: nothing
/// leaves before its post's next handover (B-20).
fn not_handed_over(state: &State) -> impl Iterator<Item = RecordRef> {
    let lines = state.log_line.iter().filter(|l| !l.is_handed_over(state));
    lines.filter_map(|l| state.head_of(l.about.as_ref()?))
}

/// The closed records under one head.
#[derive(Default)]
struct Family {
    /// Since when the last of them is closed.
    closed_at: Option<At>,
    members: Vec<RecordRef>,
}

/// Looks at every table for what is closed and old enough.
struct Closed<'a> {
    state: &'a State,
    figures: &'a ArchiveFigures,
    now: At,
    today: LocalDay,
    /// What is, by its head.
    families: BTreeMap<RecordRef, Family>,
    /// The heads of members that are not.
    staying: BTreeSet<RecordRef>,
}

impl Closed<'_> {
    /// Since when a record is closed, if for long enough. At least until the next day, for
    /// numbers are drawn by counting those of the day.
    fn long_closed<T: Recorded>(&self, record: &T, days: u32) -> Option<At> {
        let at = record.closed_at(self.state)?;
        let old = self.now.since(at) >= i64::from(days).saturating_mul(DAY_MS);
        (old && LocalDay::of(at, self.state.utc_offset()) < self.today).then_some(at)
    }
}

impl Tables for Closed<'_> {
    fn table<T: Recorded>(&mut self, table: &Table<T>) {
        let Some(days) = T::kept_days(self.figures) else { return };
        for record in table.iter() {
            let at = self.long_closed(record, days);
            let head = record.head();
            if at.is_some() {
                let family = self.families.entry(head).or_default();
                family.closed_at = family.closed_at.max(at);
                family.members.push(RecordRef::to(record.id()));
            } else if head != RecordRef::to(record.id()) {
                self.staying.insert(head);
            }
        }
    }
}

/// The longest closed families that fit. One that is larger than a whole sweep leaves over
/// several, its head by the last.
fn batch(families: BTreeMap<RecordRef, Family>) -> Leaving {
    let mut families: Vec<(RecordRef, Family)> = families.into_iter().collect();
    families.sort_by(|(one, a), (other, b)| (a.closed_at, one).cmp(&(b.closed_at, other)));
    let mut leaving = Leaving { records: Vec::new(), more: false };
    for (head, mut family) in families {
        let room = MOST - leaving.records.len();
        leaving.more = family.members.len() > room;
        if leaving.more && !leaving.records.is_empty() {
            break;
        }
        family.members.sort_by(|a, b| (a == &head, a).cmp(&(b == &head, b)));
        leaving.records.extend(family.members.into_iter().take(room));
        if leaving.more {
            break;
        }
    }
    leaving
}
