//! The answers that were given: a repetition gets the same one, for ever (B-12).

use crate::storage::entry::Verdict;
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
    Answered {
        /// The entry's revision.
        revision: u64,
        /// The answer.
        verdict: Verdict,
    },
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
    recent: VecDeque<(u64, u64, Verdict)>,
}

impl Answers {
    /// Where the command with this key stands.
    #[must_use]
    pub fn place(&self, key: &Key) -> Place {
        let track = self.0.get(&(key.terminal.clone(), key.incarnation.clone()));
        let last = track.map_or(0, |t| t.last);
        if key.seq > last + 1 || key.seq == 0 {
            return Place::Gap { expected: last + 1 };
        }
        if key.seq == last + 1 {
            return Place::Next;
        }
        let known = track.and_then(|t| t.recent.iter().find(|(seq, ..)| *seq == key.seq));
        known.map_or(Place::AskTheStore, |(_, revision, verdict)| Place::Answered { revision: *revision, verdict: verdict.clone() })
    }

    /// The last answered seq of an incarnation; 0: none.
    #[must_use]
    pub fn last(&self, terminal: &Id<Terminal>, incarnation: &str) -> u64 {
        self.0.get(&(terminal.clone(), incarnation.to_owned())).map_or(0, |t| t.last)
    }

    /// The last answer of each incarnation, in a fixed order.
    #[must_use]
    pub fn last_answers(&self) -> impl ExactSizeIterator<Item = (Key, u64, &Verdict)> {
        let mut last: Vec<(Key, u64, &Verdict)> = Vec::with_capacity(self.0.len());
        for ((terminal, incarnation), track) in &self.0 {
            let key = |seq| Key { terminal: terminal.clone(), incarnation: incarnation.clone(), seq };
            last.extend(track.recent.back().map(|(seq, revision, verdict)| (key(*seq), *revision, verdict)));
        }
        last.sort_by_key(|(key, ..)| key.stored());
        last.into_iter()
    }

    /// Keeps an answer.
    pub fn keep(&mut self, key: &Key, revision: u64, verdict: Verdict) {
        let track = self.0.entry((key.terminal.clone(), key.incarnation.clone())).or_default();
        track.last = key.seq;
        track.recent.push_back((key.seq, revision, verdict));
        if track.recent.len() > RECENT {
            track.recent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b12_a_repetition_gets_the_first_answer_and_a_gap_is_not_accepted() {
        let key = |seq| Key { terminal: Id::parse("k1").unwrap(), incarnation: "00".into(), seq };
        let mut answers = Answers::default();
        assert_eq!(answers.place(&key(1)), Place::Next);
        assert_eq!(answers.place(&key(2)), Place::Gap { expected: 1 });
        answers.keep(&key(1), 7, Verdict::Committed);
        assert_eq!(answers.place(&key(1)), Place::Answered { revision: 7, verdict: Verdict::Committed });
        assert_eq!(answers.place(&key(2)), Place::Next);
        (2..1_000).for_each(|seq| answers.keep(&key(seq), seq, Verdict::Unreadable));
        assert_eq!(answers.place(&key(1)), Place::AskTheStore);
        assert_eq!(answers.place(&key(999)), Place::Answered { revision: 999, verdict: Verdict::Unreadable });
    }
}
