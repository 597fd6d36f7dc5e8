//! So many at once and no more: who comes last is seated, and whoever sat longest goes. A terminal
//! whose line broke is back at once, while its dead connections still stand; an attacker who
//! opens thousands turns out nobody but those.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The seats of each holder.
pub struct Seats<K> {
    most: usize,
    taken: Arc<Mutex<Taken<K>>>,
}

struct Taken<K> {
    by: BTreeMap<K, VecDeque<(u64, Arc<Notify>)>>,
    next: u64,
}

impl<K> Clone for Seats<K> {
    fn clone(&self) -> Self {
        Self { most: self.most, taken: self.taken.clone() }
    }
}

impl<K: Ord + Clone> Seats<K> {
    /// So many for each holder.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, taken: Arc::new(Mutex::new(Taken { by: BTreeMap::new(), next: 0 })) }
    }

    /// A seat, whoever must go for it.
    #[must_use]
    pub fn take(&self, holder: &K) -> Seat<K> {
        let mut taken = self.taken();
        let number = taken.next;
        taken.next += 1;
        let told = Arc::new(Notify::new());
        let row = taken.by.entry(holder.clone()).or_default();
        row.push_back((number, told.clone()));
        while row.len() > self.most {
            // A permit: it is told even where it does not listen yet.
            row.pop_front().into_iter().for_each(|(_, oldest)| oldest.notify_one());
        }
        drop(taken);
        Seat { seats: self.clone(), holder: holder.clone(), number, told }
    }

    /// Who holds one.
    #[must_use]
    pub fn holders(&self) -> Vec<K> {
        self.taken().by.keys().cloned().collect()
    }

    fn taken(&self) -> MutexGuard<'_, Taken<K>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One seat. Dropping it makes room.
pub struct Seat<K: Ord + Clone> {
    seats: Seats<K>,
    holder: K,
    number: u64,
    told: Arc<Notify>,
}

impl<K: Ord + Clone> Seat<K> {
    /// Returns when another one sits here.
    pub async fn lost(&self) {
        self.told.notified().await;
    }
}

impl<K: Ord + Clone> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        if let Some(row) = taken.by.get_mut(&self.holder) {
            row.retain(|(number, _)| *number != self.number);
            if row.is_empty() {
                taken.by.remove(&self.holder);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_last_is_seated_and_whoever_sat_longest_goes() {
        let seats = Seats::new(2);
        let (first, second, other) = (seats.take(&1), seats.take(&1), seats.take(&2));
        let third = seats.take(&1);
        first.lost().await;
        for stays in [&second, &third, &other] {
            let lost = tokio::time::timeout(std::time::Duration::ZERO, stays.lost()).await;
            assert!(lost.is_err());
        }
        drop((first, second, third));
        assert_eq!(seats.holders(), [2], "a holder without a seat is forgotten");
    }
}
