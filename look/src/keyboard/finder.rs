//! Looking for a character by its strokes (笔画) or its radical (部首): the way to one that has no
//! reading, or whose reading nobody knows (B-04).
//!
//! What was touched so far is on its way to a person's name: it is dropped with the page.

use std::collections::BTreeSet;

use pinyin::radicals::{self, Form};
use pinyin::strokes::{self, Stroke};

/// More characters than this are not offered for a few strokes: one more stroke is quicker.
const MOST: usize = 200;
/// No character has more strokes than this.
const LONGEST: usize = 40;

/// Something to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A radical, as it is written in characters.
    Form(Form),
    /// A character for the field.
    Character(char),
}

/// What is known of the character so far.
#[derive(Default)]
pub struct Finder {
    strokes: Vec<Stroke>,
    radical: Option<Form>,
    count: Option<u8>,
    counts_from: usize,
}

/// Says how much, never what.
impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Finder of {} strokes, radical: {}", self.strokes.len(), self.radical.is_some())
    }
}

impl Finder {
    /// The strokes so far.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// The radical, once it is chosen.
    pub fn radical(&self) -> Option<Form> {
        self.radical
    }

    /// The count that is chosen: strokes of the radical, or beside it once there is one.
    pub fn count(&self) -> Option<u8> {
        self.count
    }

    /// Everything that can be counted now, the fewest first.
    pub fn counts(&self) -> Vec<u8> {
        match self.radical {
            Some(form) => radicals::rests(form.radical).collect(),
            None => {
                let counts: BTreeSet<u8> = radicals::forms().iter().map(|form| form.strokes).collect();
                counts.into_iter().collect()
            }
        }
    }

    /// Of the counts those that stand in a row of `room`, and whether there are others: then one
    /// place of the row is the key to them.
    pub fn counts_shown(&self, room: usize) -> (Vec<u8>, bool) {
        let all = self.counts();
        if all.len() <= room {
            return (all, false);
        }
        (all.into_iter().skip(self.counts_from).take(room.saturating_sub(1)).collect(), true)
    }

    /// The next counts, in a row of `room`; after the last the first again.
    pub fn turn_counts(&mut self, room: usize) {
        self.counts_from += room.saturating_sub(1).max(1);
        if self.counts_from >= self.counts().len() {
            self.counts_from = 0;
        }
    }

    /// One more stroke.
    pub fn stroke(&mut self, stroke: Stroke) {
        if self.strokes.len() < LONGEST {
            self.strokes.push(stroke);
        }
    }

    /// A count; touched again it no longer counts.
    pub fn choose_count(&mut self, count: u8) {
        self.count = (self.count != Some(count)).then_some(count);
    }

    /// A radical: from now on what stands beside it is counted.
    pub fn choose_radical(&mut self, form: Form) {
        *self = Self { radical: Some(form), ..Self::default() };
    }

    /// Takes back what was said last; false if nothing was.
    pub fn pop(&mut self) -> bool {
        if self.strokes.pop().is_some() || self.count.take().is_some() {
            return true;
        }
        self.counts_from = 0;
        self.radical.take().is_some()
    }

    /// What fits the strokes, each once; nothing without any.
    pub fn by_strokes(&self) -> Vec<Cell> {
        strokes::characters(&self.strokes, MOST).into_iter().map(Cell::Character).collect()
    }

    /// The radicals of so many strokes, all without a count; once there is one its characters.
    pub fn by_radical(&self) -> Vec<Cell> {
        let Some(form) = self.radical else {
            let fits = |form: &Form| self.count.is_none_or(|count| form.strokes == count);
            return radicals::forms().into_iter().filter(fits).map(Cell::Form).collect();
        };
        let mut seen = BTreeSet::new();
        let once = |character: &char| seen.insert(*character);
        match self.count {
            Some(rest) => radicals::characters(form.radical, rest).filter(once).map(Cell::Character).collect(),
            None => radicals::all_characters(form.radical).filter(once).map(Cell::Character).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(written: char) -> Form {
        radicals::forms().into_iter().find(|form| form.written == written).unwrap()
    }

    #[test]
    fn what_was_said_is_taken_back_step_by_step() {
        let mut finder = Finder::default();
        finder.choose_count(3);
        finder.choose_radical(form('氵'));
        finder.choose_count(3);
        assert!(finder.by_radical().contains(&Cell::Character('江')));
        assert!(finder.pop() && finder.count().is_none() && finder.radical().is_some());
        assert!(finder.pop() && finder.radical().is_none());
        assert!(!finder.pop());
        finder.stroke(Stroke::Heng);
        assert!(finder.pop() && !finder.pop() && finder.by_strokes().is_empty());
    }

    #[test]
    fn every_count_can_be_reached_in_a_row_of_any_room() {
        for room in [7, 10] {
            for mut finder in [Finder::default(), Finder { radical: Some(form('氵')), ..Finder::default() }] {
                let (all, mut reached) = (finder.counts(), BTreeSet::new());
                for _ in 0..all.len() {
                    let (shown, more) = finder.counts_shown(room);
                    assert!(shown.len() + usize::from(more) <= room);
                    reached.extend(shown);
                    finder.turn_counts(room);
                }
                assert!(reached.into_iter().eq(all), "{room}");
            }
        }
    }

    #[test]
    fn nothing_is_offered_twice() {
        for radical in radicals::forms() {
            let mut finder = Finder::default();
            finder.choose_radical(radical);
            for count in std::iter::once(None).chain(finder.counts().into_iter().map(Some)) {
                finder.count = count;
                let cells = finder.by_radical();
                let once: BTreeSet<String> = cells.iter().map(|cell| format!("{cell:?}")).collect();
                assert_eq!(once.len(), cells.len(), "{radical:?} {count:?}");
            }
        }
    }

    #[test]
    fn b01_what_it_says_of_itself_names_no_character() {
        let mut finder = Finder::default();
        finder.choose_radical(form('氵'));
        finder.stroke(Stroke::Heng);
        let said = format!("{finder:?}");
        assert!(!said.contains('氵') && !said.contains("Heng"), "{said}");
    }
}
