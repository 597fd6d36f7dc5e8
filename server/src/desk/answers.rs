//! The answers that were given: a repetition gets the same one, for ever (B-12).

use crate::storage::body::Body;
use crate::storage::entry::Given;
use domain::registers::terminals::Terminal;
use std::collections::{HashMap, VecDeque};
use values::Id;

/// The identity of a command: which terminal, which of its disks, which number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// From the terminal's certificate.
    pub terminal: Id<Terminal>,
    /// 16 bytes in hexadecimal: new when the terminal's disk is new.
    pub incarnation: String,
    /// Dense, from 1.
    pub seq: u64,
}

impl Key {
    /// As it stands in the store.
    #[must_use]
    pub fn stored(&self) -> String {
        format!("{}/{}/{:020}", self.terminal, self.incarnation, self.seq)
    }
}

/// Where a command stands among those of its terminal.
#[derive(Debug, PartialEq)]
pub enum Place {
    /// The next one: decide it.
    Next,
    /// Answered before, with this.
    Answered(Given),
    /// Another command has this number, and had its answer.
    Taken,
    /// Answered so long ago that only the store knows how.
    AskTheStore,
    /// An earlier one is missing: this one would be the next.
    Gap {
        /// The seq that is expected.
        expected: u64,
    },
}

/// How many answers of each incarnation are kept in memory.
const RECENT: usize = 256;

/// The last answers of every terminal.
#[derive(Clone, Default)]
pub struct Answers(HashMap<(Id<Terminal>, String), Track>);

#[derive(Clone, Default)]
struct Track {
    last: u64,
    recent: VecDeque<(u64, Given)>,
}

impl Answers {
    /// Where the command with this key and these bytes stands.
    #[must_use]
    pub fn place(&self, key: &Key, body: Option<Body>) -> Place {
        let track = self.0.get(&(key.terminal.clone(), key.incarnation.clone()));
        let last = track.map_or(0, |t| t.last);
        match key.seq.checked_sub(last) {
            Some(1) => return Place::Next,
            Some(2..) => return Place::Gap { expected: last + 1 },
            None | Some(0) if key.seq == 0 => return Place::Gap { expected: last.saturating_add(1) },
            None | Some(0) => {}
        }
        let known = track.and_then(|t| t.recent.iter().find(|(seq, ..)| *seq == key.seq));
        match known {
            Some((_, given)) if given.is_of(body) => Place::Answered(given.clone()),
            Some(_) => Place::Taken,
            None => Place::AskTheStore,
        }
    }

    /// The last answered seq of an incarnation; 0: none.
    #[must_use]
    pub fn last(&self, terminal: &Id<Terminal>, incarnation: &str) -> u64 {
        self.0.get(&(terminal.clone(), incarnation.to_owned())).map_or(0, |t| t.last)
    }

    /// The last answer of an incarnation, with its seq.
    #[must_use]
    pub fn newest(&self, terminal: &Id<Terminal>, incarnation: &str) -> Option<(u64, &Given)> {
        self.0.get(&(terminal.clone(), incarnation.to_owned()))?.recent.back().map(|(seq, given)| (*seq, given))
    }

    /// The last answer to a command from any other disk of this terminal. What the server numbers
    /// itself came from none: it has no digest.
    #[must_use]
    pub fn newest_of_another_disk(&self, key: &Key) -> Option<(u64, &Given)> {
        let others = self.0.iter().filter(|((terminal, disk), _)| *terminal == key.terminal && *disk != key.incarnation);
        let last = others.filter_map(|(_, track)| track.recent.back()).filter(|(_, given)| given.body.is_some());
        last.max_by_key(|(_, given)| given.revision).map(|(seq, given)| (*seq, given))
    }

    /// The highest seq of an incarnation whose answer is no later than `revision`, as far as
    /// memory reaches; 0: unknown.
    #[must_use]
    pub fn upto(&self, terminal: &Id<Terminal>, incarnation: &str, revision: u64) -> u64 {
        let track = self.0.get(&(terminal.clone(), incarnation.to_owned()));
        let found = track.and_then(|t| t.recent.iter().rev().find(|(_, given)| given.revision <= revision));
        found.map_or(0, |(seq, ..)| *seq)
    }

    /// The last answer of each incarnation, in a fixed order.
    #[must_use]
    pub fn last_answers(&self) -> impl ExactSizeIterator<Item = (Key, &Given)> {
        let mut last: Vec<(Key, &Given)> = Vec::with_capacity(self.0.len());
        for ((terminal, incarnation), track) in &self.0 {
            let key = |seq| Key { terminal: terminal.clone(), incarnation: incarnation.clone(), seq };
            last.extend(track.recent.back().map(|(seq, given)| (key(*seq), given)));
        }
        last.sort_by_key(|(key, ..)| key.stored());
        last.into_iter()
    }

    /// Keeps an answer.
    pub fn keep(&mut self, key: &Key, given: Given) {
        let track = self.0.entry((key.terminal.clone(), key.incarnation.clone())).or_default();
        track.last = key.seq;
        track.recent.push_back((key.seq, given));
        if track.recent.len() > RECENT {
            track.recent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::entry::Verdict;
    use values::At;

    fn given(revision: u64, verdict: Verdict) -> Given {
        Given { revision, verdict, at: Some(At(0)), body: None }
    }

    #[test]
    fn b12_a_repetition_gets_the_first_answer_and_a_gap_is_not_accepted() {
        let key = |seq| Key { terminal: Id::parse("k1").unwrap(), incarnation: "00".into(), seq };
        let mut answers = Answers::default();
        assert_eq!(answers.place(&key(1), None), Place::Next);
        assert_eq!(answers.place(&key(2), None), Place::Gap { expected: 1 });
        answers.keep(&key(1), given(7, Verdict::Committed));
        assert_eq!(answers.place(&key(1), None), Place::Answered(given(7, Verdict::Committed)));
        assert_eq!(answers.place(&key(2), None), Place::Next);
        (2..1_000).for_each(|seq| answers.keep(&key(seq), given(seq, Verdict::Unreadable)));
        assert_eq!(answers.place(&key(1), None), Place::AskTheStore);
        assert_eq!(answers.place(&key(999), None), Place::Answered(given(999, Verdict::Unreadable)));
        assert_eq!(answers.place(&key(0), None), Place::Gap { expected: 1_000 });
        // A terminal may pass over what it has lost, up to the end of all numbers.
        answers.keep(&key(u64::MAX), given(1_000, Verdict::Committed));
        assert_eq!(answers.place(&key(u64::MAX), None), Place::Answered(given(1_000, Verdict::Committed)));
        assert_eq!(answers.place(&key(0), None), Place::Gap { expected: u64::MAX });
    }

    #[test]
    fn b12_another_command_under_an_answered_number_is_not_answered_with_the_first() {
        let key = Key { terminal: Id::parse("k1").unwrap(), incarnation: "00".into(), seq: 1 };
        let body = |digit: &str| Some(Body::try_from(digit.repeat(32)).unwrap());
        for (first, again, same) in [
            (body("a"), body("a"), true),
            (body("a"), body("b"), false),
            (body("a"), None, true),
            (None, body("b"), true),
            (None, None, true),
        ] {
            let mut answers = Answers::default();
            let given = Given { body: first, ..given(7, Verdict::Committed) };
            answers.keep(&key, given.clone());
            let expected = if same { Place::Answered(given) } else { Place::Taken };
            assert_eq!(answers.place(&key, again), expected, "{first:?} {again:?}");
        }
    }

    #[test]
    fn b12_what_lies_elsewhere_is_told_as_the_terminal_counts_and_only_of_itself() {
        let key = |terminal, seq| Key { terminal: Id::parse(terminal).unwrap(), incarnation: "00".into(), seq };
        let mut answers = Answers::default();
        for (terminal, seq, revision) in [("k1", 1, 10), ("k2", 1, 11), ("k2", 2, 12), ("k1", 2, 13), ("k1", 3, 20)] {
            answers.keep(&key(terminal, seq), given(revision, Verdict::Committed));
        }
        let upto = |terminal, revision| answers.upto(&Id::parse(terminal).unwrap(), "00", revision);
        let of_k1: Vec<u64> = [0, 9, 10, 12, 13, 19, 20, 99].map(|revision| upto("k1", revision)).into();
        assert_eq!(of_k1, [0, 0, 1, 1, 2, 2, 3, 3]);
        assert_eq!((upto("k2", 99), upto("k3", 99)), (2, 0));
    }
}
