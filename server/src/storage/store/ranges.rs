//! Which revisions are covered: a set of whole numbers kept as ranges.

use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Disjoint, ascending ranges, none touching the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    /// Adds every number from `first` to `last`.
    pub fn insert(&mut self, first: u64, last: u64) {
        let (mut first, mut last) = (first, last);
        self.0.retain(|&(from, to)| {
            let apart = to.saturating_add(1) < first || from > last.saturating_add(1);
            if !apart {
                (first, last) = (first.min(from), last.max(to));
            }
            apart
        });
        let at = self.0.partition_point(|&(from, _)| from < first);
        self.0.insert(at, (first, last));
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: &Ranges) {
        other.0.iter().for_each(|&(first, last)| self.insert(first, last));
    }

    /// The first run of numbers within `of` that is not covered.
    #[must_use]
    pub fn first_gap(&self, of: RangeInclusive<u64>) -> Option<RangeInclusive<u64>> {
        let mut from = *of.start();
        for &(first, last) in &self.0 {
            if first > from {
                return (from <= *of.end()).then(|| from..=(first - 1).min(*of.end()));
            }
            from = from.max(last.saturating_add(1));
        }
        (from <= *of.end()).then_some(from..=*of.end())
    }

    /// How many numbers within `of` are not covered.
    #[must_use]
    pub fn missing(&self, of: RangeInclusive<u64>) -> u64 {
        let mut missing = 0;
        let mut from = *of.start();
        while let Some(gap) = self.first_gap(from..=*of.end()) {
            missing += gap.end() - gap.start() + 1;
            from = gap.end() + 1;
        }
        missing
    }

    /// The highest covered number; 0 if there is none.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.0.last().map_or(0, |&(_, last)| last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ranges: &[(u64, u64)]) -> Ranges {
        let mut set = Ranges::default();
        ranges.iter().for_each(|&(first, last)| set.insert(first, last));
        set
    }

    #[test]
    fn what_touches_becomes_one_range_in_whatever_order_it_comes() {
        assert_eq!(of(&[(1, 3), (4, 6)]), of(&[(1, 6)]));
        assert_eq!(of(&[(8, 9), (1, 3), (4, 7)]), of(&[(1, 9)]));
        assert_eq!(of(&[(2, 5), (3, 4)]), of(&[(2, 5)]));
        assert_eq!(of(&[(1, 2), (5, 6)]).0, [(1, 2), (5, 6)]);
    }

    #[test]
    fn every_gap_is_found_and_counted() {
        let set = of(&[(3, 4), (7, 9)]);
        let rows =
            [(1..=10, Some(1..=2), 5), (3..=9, Some(5..=6), 2), (7..=9, None, 0), (8..=12, Some(10..=12), 3), (5..=5, Some(5..=5), 1)];
        for (of, gap, missing) in rows {
            assert_eq!(set.first_gap(of.clone()), gap, "{of:?}");
            assert_eq!(set.missing(of.clone()), missing, "{of:?}");
        }
        assert_eq!(Ranges::default().first_gap(1..=3), Some(1..=3));
        let nothing = RangeInclusive::new(1, 0);
        assert_eq!(Ranges::default().first_gap(nothing), None);
    }
}
