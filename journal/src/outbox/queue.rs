//! What an outbox's entries amount to: the items that are still there, and how they stand.
//!
//! An entry is `kind u8 | number u64 | bytes`. A checkpoint, with which a log starts over, is
//! `settled u64 | gone u64 | reached u64`, then each item as `length u32 | bytes`; that of an
//! earlier version is `settled u64` alone. Where numbers were skipped, `SKIP u32 | number u64`
//! stands before the next item, or at the end.

use super::{KEPT_BYTES, MARK};
use crate::record::array;
use crate::{Head, Replay, Revision, Stored};
use std::collections::VecDeque;

pub(super) const PUSHED: u8 = 1;
pub(super) const SETTLED: u8 = 2;
/// The number is the first that is pending again.
pub(super) const REOPENED: u8 = 3;

/// The number is the next that will be given.
pub(super) const SKIPPED: u8 = 4;

const OLD_CHECKPOINT: usize = 8;
const ITEMS_FROM: usize = 24;
/// No item is so long.
const SKIP: u32 = u32::MAX;
const SKIP_BYTES: usize = 12;

/// Every item that is there has a number of its own, in order; none is beyond `last`.
#[derive(Default)]
pub(super) struct Queue {
    /// Kept ones up to `settled`, then pending ones.
    items: VecDeque<(u64, Vec<u8>)>,
    /// The highest number that was given or skipped.
    last: u64,
    pub(super) settled: u64,
    /// The highest number that was ever settled: it does not go back when items are reopened.
    pub(super) reached: u64,
    kept_bytes: usize,
    /// The first entry or checkpoint that this program does not know.
    pub(super) unknown: Option<Revision>,
}

impl Replay for Queue {
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        if self.begin(bytes).is_none() {
            self.unknown = Some(at.revision);
        }
    }

    fn entry(&mut self, stored: &Stored) {
        if self.unknown.is_none() && !self.take(&stored.payload) {
            self.unknown = Some(stored.revision);
        }
    }
}

impl Queue {
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// The oldest item that is still there, or the number that the next one will get.
    pub(super) fn oldest(&self) -> u64 {
        self.first_from(0)
    }

    /// The first item with this number or a later one, or the number that the next one will get.
    pub(super) fn first_from(&self, seq: u64) -> u64 {
        self.items.get(self.place_of(seq)).map_or(self.last.saturating_add(1), |(seq, _)| *seq)
    }

    pub(super) fn oldest_pending(&self) -> Option<u64> {
        self.items.get(self.place_of(self.settled.saturating_add(1))).map(|(seq, _)| *seq)
    }

    /// The items after `seq`, oldest first.
    pub(super) fn after(&self, seq: u64) -> impl ExactSizeIterator<Item = (u64, &[u8])> + DoubleEndedIterator {
        self.items.range(self.place_of(seq.saturating_add(1))..).map(|(seq, item)| (*seq, item.as_slice()))
    }

    /// Where the first item from this number on stands.
    fn place_of(&self, seq: u64) -> usize {
        self.items.partition_point(|(of_item, _)| *of_item < seq)
    }

    pub(super) fn push(&mut self, item: Vec<u8>) {
        self.last += 1;
        self.items.push_back((self.last, item));
    }

    /// The next item will get the number `next`.
    pub(super) fn skip_to(&mut self, next: u64) {
        self.last = next - 1;
    }

    /// The oldest pending item is settled. Of those that are kept then, the oldest are given up
    /// where they are too many.
    pub(super) fn settle(&mut self) {
        let Some((seq, bytes)) = self.after(self.settled).next().map(|(seq, item)| (seq, item.len())) else { return };
        self.settled = seq;
        self.reached = self.reached.max(seq);
        self.kept_bytes += bytes;
        while self.kept_bytes > KEPT_BYTES && self.oldest() <= self.settled {
            self.give_up_to(self.oldest());
        }
    }

    /// The items from `first` on are pending again.
    pub(super) fn reopen(&mut self, first: u64) {
        self.settled = first - 1;
        self.count_kept();
    }

    /// Kept items up to `seq` are there no more; pending ones stay.
    pub(super) fn give_up_to(&mut self, seq: u64) {
        while self.oldest() <= seq.min(self.settled)
            && let Some((_, item)) = self.items.pop_front()
        {
            self.kept_bytes -= item.len();
        }
    }

    /// What a log begins with that goes on without the items up to `seq`.
    pub(super) fn checkpoint_without(&self, seq: u64) -> Vec<u8> {
        let gone = self.gone_without(seq);
        let mut bytes = Vec::with_capacity(self.bytes_without(seq));
        for number in [self.settled, gone, self.reached] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        let skip_to = |bytes: &mut Vec<u8>, number: u64| {
            bytes.extend_from_slice(&SKIP.to_be_bytes());
            bytes.extend_from_slice(&number.to_be_bytes());
        };
        let mut last = gone;
        for (seq, item) in self.after(gone) {
            if seq > last + 1 {
                skip_to(&mut bytes, seq);
            }
            bytes.extend_from_slice(&(item.len() as u32).to_be_bytes());
            bytes.extend_from_slice(item);
            last = seq;
        }
        if self.last > last {
            skip_to(&mut bytes, self.last + 1);
        }
        bytes
    }

    /// How long that is at most.
    pub(super) fn bytes_without(&self, seq: u64) -> usize {
        let items = self.after(self.gone_without(seq));
        ITEMS_FROM + SKIP_BYTES + items.map(|(_, item)| 4 + SKIP_BYTES + item.len()).sum::<usize>()
    }

    /// Up to here nothing would be there without the items up to `seq`, of which pending ones stay.
    fn gone_without(&self, seq: u64) -> u64 {
        let oldest = self.first_from(seq.min(self.settled).saturating_add(1));
        (oldest - 1).min(self.settled)
    }

    fn begin(&mut self, bytes: &[u8]) -> Option<()> {
        let number = |at| array(bytes, at).map(u64::from_be_bytes);
        self.settled = number(0)?;
        (self.last, self.reached) = (self.settled, self.settled);
        if bytes.len() == OLD_CHECKPOINT {
            return Some(());
        }
        (self.last, self.reached) = (number(8)?, number(16)?);
        let mut at = ITEMS_FROM;
        while at < bytes.len() {
            let length = u32::from_be_bytes(array(bytes, at)?);
            if length == SKIP {
                let next = number(at + 4).filter(|next| *next > self.last.saturating_add(1))?;
                self.skip_to(next);
                at += SKIP_BYTES;
                continue;
            }
            let from = at + 4;
            at = from + length as usize;
            self.push(bytes.get(from..at)?.to_vec());
        }
        self.count_kept();
        let gone = number(8)?;
        (gone <= self.settled && self.settled <= self.last && self.settled <= self.reached).then_some(())
    }

    /// Whether `entry` is one that can follow.
    fn take(&mut self, entry: &[u8]) -> bool {
        let (Some(kind), Some(seq)) = (entry.first(), array(entry, 1).map(u64::from_be_bytes)) else {
            return false;
        };
        match *kind {
            PUSHED if seq == self.last + 1 => self.push(entry[MARK..].to_vec()),
            SETTLED if Some(seq) == self.oldest_pending() => self.settle(),
            REOPENED if (self.oldest()..=self.settled).contains(&seq) => self.reopen(seq),
            SKIPPED if seq > self.last + 1 => self.skip_to(seq),
            _ => return false,
        }
        true
    }

    fn count_kept(&mut self) {
        self.kept_bytes = self.items.iter().take_while(|(seq, _)| *seq <= self.settled).map(|(_, item)| item.len()).sum();
    }
}
