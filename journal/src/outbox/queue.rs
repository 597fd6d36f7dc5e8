//! What an outbox's entries amount to: the items that are still there, and how they stand.
//!
//! An entry is `kind u8 | number u64 | bytes`. A checkpoint, with which a log starts over, is
//! `settled u64 | gone u64 | reached u64`, then each item as `length u32 | bytes`; that of an
//! earlier version is `settled u64` alone.

use super::{KEPT_BYTES, MARK};
use crate::record::array;
use crate::{Head, Replay, Revision, Stored};
use std::collections::VecDeque;

pub(super) const PUSHED: u8 = 1;
pub(super) const SETTLED: u8 = 2;
/// The number is the first that is pending again.
pub(super) const REOPENED: u8 = 3;

const OLD_CHECKPOINT: usize = 8;
const ITEMS_FROM: usize = 24;

/// The numbers are always `gone <= settled <= last`.
#[derive(Default)]
pub(super) struct Queue {
    /// Items after `gone`, in order: kept ones up to `settled`, then pending ones.
    items: VecDeque<Vec<u8>>,
    /// Nothing up to this number is there any more.
    gone: u64,
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
        self.gone + self.items.len() as u64
    }

    /// The oldest item that is still there, or the number that the next one will get.
    pub(super) fn oldest(&self) -> u64 {
        self.gone + 1
    }

    pub(super) fn oldest_pending(&self) -> Option<u64> {
        (self.settled < self.last()).then_some(self.settled + 1)
    }

    /// The items after `seq`, oldest first.
    pub(super) fn after(&self, seq: u64) -> impl ExactSizeIterator<Item = (u64, &[u8])> + DoubleEndedIterator {
        let from = (seq.clamp(self.gone, self.last()) - self.gone) as usize;
        let first = self.gone + from as u64 + 1;
        self.items.range(from..).enumerate().map(move |(at, item)| (first + at as u64, item.as_slice()))
    }

    pub(super) fn push(&mut self, item: Vec<u8>) {
        self.items.push_back(item);
    }

    /// The oldest pending item is settled. Of those that are kept then, the oldest are given up
    /// where they are too many.
    pub(super) fn settle(&mut self) {
        self.settled += 1;
        self.reached = self.reached.max(self.settled);
        self.kept_bytes += self.items.get((self.settled - self.gone - 1) as usize).map_or(0, Vec::len);
        while self.kept_bytes > KEPT_BYTES && self.gone < self.settled {
            self.give_up_to(self.gone + 1);
        }
    }

    /// The items from `first` on are pending again.
    pub(super) fn reopen(&mut self, first: u64) {
        self.settled = first - 1;
        self.count_kept();
    }

    /// Kept items up to `seq` are there no more; pending ones stay.
    pub(super) fn give_up_to(&mut self, seq: u64) {
        while self.gone < seq.min(self.settled) {
            self.kept_bytes -= self.items.pop_front().map_or(0, |item| item.len());
            self.gone += 1;
        }
    }

    /// What a log begins with that goes on without the items up to `seq`.
    pub(super) fn checkpoint_without(&self, seq: u64) -> Vec<u8> {
        let gone = seq.clamp(self.gone, self.settled);
        let mut bytes = Vec::with_capacity(self.bytes_without(seq));
        for number in [self.settled, gone, self.reached] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        for (_, item) in self.after(gone) {
            bytes.extend_from_slice(&(item.len() as u32).to_be_bytes());
            bytes.extend_from_slice(item);
        }
        bytes
    }

    /// How long that is.
    pub(super) fn bytes_without(&self, seq: u64) -> usize {
        let items = self.after(seq.clamp(self.gone, self.settled));
        ITEMS_FROM + items.map(|(_, item)| 4 + item.len()).sum::<usize>()
    }

    fn begin(&mut self, bytes: &[u8]) -> Option<()> {
        let number = |at| array(bytes, at).map(u64::from_be_bytes);
        self.settled = number(0)?;
        (self.gone, self.reached) = (self.settled, self.settled);
        if bytes.len() == OLD_CHECKPOINT {
            return Some(());
        }
        (self.gone, self.reached) = (number(8)?, number(16)?);
        let mut at = ITEMS_FROM;
        while at < bytes.len() {
            let length = u32::from_be_bytes(array(bytes, at)?) as usize;
            self.items.push_back(bytes.get(at + 4..at + 4 + length)?.to_vec());
            at += 4 + length;
        }
        self.count_kept();
        (self.gone <= self.settled && self.settled <= self.last() && self.settled <= self.reached).then_some(())
    }

    /// Whether `entry` is one that can follow.
    fn take(&mut self, entry: &[u8]) -> bool {
        let (Some(kind), Some(seq)) = (entry.first(), array(entry, 1).map(u64::from_be_bytes)) else {
            return false;
        };
        match *kind {
            PUSHED if seq == self.last() + 1 => self.push(entry[MARK..].to_vec()),
            SETTLED if Some(seq) == self.oldest_pending() => self.settle(),
            REOPENED if (self.oldest()..=self.settled).contains(&seq) => self.reopen(seq),
            _ => return false,
        }
        true
    }

    fn count_kept(&mut self) {
        let kept = self.settled.saturating_sub(self.gone) as usize;
        self.kept_bytes = self.items.iter().take(kept).map(Vec::len).sum();
    }
}
