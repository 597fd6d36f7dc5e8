//! Which visit codes a terminal may give out next: none that somebody holds (B-07, B-09).
//!
//! A code is held by a visit that is inside, by every visit of the day (its code may still be in
//! somebody's hand), and by who is expected. Only the terminals with one number make its codes, so a stretch that is free
//! now stays free until they use it, however long they are offline.

use crate::State;
use std::collections::BTreeSet;
use values::{At, LocalDay, VisitCode};

/// A stretch of counts whose codes nobody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeCodes {
    /// The first count, below [`VisitCode::OF_A_TERMINAL`].
    pub from: u64,
    /// How many there are from there on, over the end of all counts to the first again; 0: every
    /// code is held.
    pub room: u64,
}

/// So many at most are told at once. Half of all: so a terminal that goes on within the stretch is
/// told from one whose memory lies behind it.
const MOST: u64 = VisitCode::OF_A_TERMINAL / 2;

/// The stretch for a terminal with this number: behind the code that was made last, and so many
/// more that may have been given out and are not known; of what is free there, the first that is
/// long enough, else the longest.
#[must_use]
pub fn free_codes(state: &State, number: u8, unknown: u64, now: At) -> FreeCodes {
    let offset = state.utc_offset();
    let today = LocalDay::of(now, offset);
    let (mut held, mut last) = (BTreeSet::new(), None);
    for appointment in state.expected(today) {
        let (of, count) = appointment.code.made_from();
        if of == number % 100 {
            held.insert(count);
        }
    }
    for visit in state.visit.iter() {
        let (of, count) = visit.code.made_from();
        if of != number % 100 {
            continue;
        }
        if visit.is_inside() || LocalDay::of(visit.arrived_at, offset) == today {
            held.insert(count);
        }
        last = last.max(Some((visit.arrived_at, count)));
    }
    let first = last.map_or(1, |(_, count)| count + 1 + unknown) % VisitCode::OF_A_TERMINAL;
    longest_free(&held, first)
}

fn longest_free(held: &BTreeSet<u64>, first: u64) -> FreeCodes {
    let mut longest = FreeCodes { from: first, room: 0 };
    let mut run = longest;
    for step in 0..VisitCode::OF_A_TERMINAL {
        let count = (first + step) % VisitCode::OF_A_TERMINAL;
        if held.contains(&count) {
            run = FreeCodes { from: (count + 1) % VisitCode::OF_A_TERMINAL, room: 0 };
            continue;
        }
        run.room += 1;
        if run.room > longest.room {
            longest = run;
        }
        if run.room == MOST {
            break;
        }
    }
    longest
}

impl State {
    /// The code that a desk gives out next: the first from its own count on that nobody holds, by
    /// what it sees.
    #[must_use]
    pub fn next_code(&self, number: u8, count: u64, now: At) -> VisitCode {
        let offset = self.utc_offset();
        let today = LocalDay::of(now, offset);
        let holds = |v: &&super::Visit| v.is_inside() || LocalDay::of(v.arrived_at, offset) == today;
        let inside = self.visit.iter().filter(holds).map(|v| &v.code);
        let held: BTreeSet<&VisitCode> = inside.chain(self.expected(today).map(|a| &a.code)).collect();
        let mut codes = (0..VisitCode::OF_A_TERMINAL).map(|further| VisitCode::made_by(number, count.wrapping_add(further)));
        codes.find(|code| !held.contains(code)).unwrap_or_else(|| VisitCode::made_by(number, count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::*;
    use crate::registers::visits::{Left, Visit};
    use crate::{Change, Station};

    /// A visit by a count, so many days ago; still inside or not.
    fn came(state: &mut State, count: u64, days: i64, inside: bool) {
        came_by(state, 2, count, days, inside);
    }

    fn came_by(state: &mut State, number: u8, count: u64, days: i64, inside: bool) {
        let arrived_at = at(-days * 24 * 60);
        let visit = Visit {
            id: id(&format!("v{number}-{count}")),
            code: VisitCode::made_by(number, count),
            name: name("样本访客"),
            telephone: None,
            host: crate::registers::visits::Host { unit: None, whom: None },
            purpose: crate::registers::visits::Purpose::Other,
            people: 1,
            children: 0,
            arrived_at,
            registered_at: Station::Kiosk,
            notice: None,
            mark: None,
            particulars: crate::registers::visits::Particulars::default(),
            answer: None,
            pass: None,
            left: (!inside).then_some(Left { at: arrived_at, station: Station::Kiosk, by: None }),
        };
        state.apply(&[Change::Put(visit.into())]);
    }

    #[test]
    fn b07_the_free_stretch_lies_behind_what_was_made_last_and_holds_no_code_that_somebody_has() {
        let all = VisitCode::OF_A_TERMINAL;
        // What is held: (count, days ago, inside); then the unknown ones; the stretch.
        let table: [(&[(u64, i64, bool)], u64, FreeCodes); 9] = [
            (&[], 0, FreeCodes { from: 1, room: MOST }),
            (&[(5, 1, false)], 0, FreeCodes { from: 6, room: MOST }),
            (&[(5, 1, false)], 200, FreeCodes { from: 206, room: MOST }),
            (&[(5, 3, true), (9_999, 1, false)], 0, FreeCodes { from: 6, room: MOST }),
            (&[(5, 3, false), (9_999, 1, false)], 0, FreeCodes { from: 0, room: MOST }),
            (&[(7, 0, false), (6, 1, false)], 0, FreeCodes { from: 8, room: MOST }),
            (&[(7, 2, true), (6, 1, false)], 0, FreeCodes { from: 8, room: MOST }),
            (
                &[(3_000, 9, true), (6_000, 9, true), (9_000, 9, true), (10, 1, false)],
                0,
                FreeCodes { from: 3_001, room: 2_999 },
            ),
            (&[(4_000, 9, true), (8_000, 9, true), (10, 1, false)], 0, FreeCodes { from: 4_001, room: 3_999 }),
        ];
        for (held, unknown, expected) in table {
            let mut state = state();
            held.iter().for_each(|(count, days, inside)| came(&mut state, *count, *days, *inside));
            // What another terminal's visitors hold is none of this one's codes.
            came_by(&mut state, 3, 2, 0, true);
            let free = free_codes(&state, 2, unknown, NOW);
            let stretch = (0..free.room).map(|step| (free.from + step) % all);
            let codes: BTreeSet<_> = stretch.map(|count| VisitCode::made_by(2, count)).collect();
            assert!(state.inside().all(|v| !codes.contains(&v.code)), "{held:?}");
            assert_eq!(free, expected, "{held:?}");
        }
    }

    #[test]
    fn b07_where_every_code_is_held_there_is_no_stretch() {
        let held: BTreeSet<u64> = (0..VisitCode::OF_A_TERMINAL).collect();
        assert_eq!(longest_free(&held, 17).room, 0);
        let but_one: BTreeSet<u64> = held.into_iter().filter(|count| *count != 4).collect();
        assert_eq!(longest_free(&but_one, 17), FreeCodes { from: 4, room: 1 });
    }

    #[test]
    fn b09_a_desk_passes_over_the_codes_that_it_sees_held() {
        let mut state = state();
        came(&mut state, 10, 4, true);
        came(&mut state, 11, 0, false);
        came(&mut state, 12, 4, false);
        assert_eq!(state.next_code(2, 10, NOW), VisitCode::made_by(2, 12));
        assert_eq!(state.next_code(2, 10_010, NOW), VisitCode::made_by(2, 12), "also after all counts");
        assert_eq!(state.next_code(3, 10, NOW), VisitCode::made_by(3, 10));
    }
}
