//! What came back: commands that were not done, after whoever made them had gone on to other things.
//! Each lies encrypted on the terminal's disk until somebody has noted it.
//!
//! Whoever is refused at the first try still stands at the screen and is told there. What was made
//! without the server, or before a restart, comes back to an empty chair: a sentence for some
//! seconds would be a visit or a repair that nobody knows of any more.

use super::Outcome;
use crate::disk_key::DiskKey;
use crate::kept::Kept;
use crate::private_file;
use journal::disk::Disk;
use prost::Message;
use prost::bytes::Bytes;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const FILE: &str = "returned.bin";
const PLACE: &[u8] = b"dutydesk returned 1";

/// A command that was not done, until somebody has noted it.
#[derive(Clone, PartialEq, Eq)]
pub struct Returned {
    /// Names it for as long as it is here.
    pub number: u64,
    /// When it was made, by this terminal's clock, in milliseconds since 1970 UTC.
    pub made_at_ms: i64,
    /// Its JSON.
    pub command: Vec<u8>,
    /// Why it was not done; never [`Outcome::Committed`].
    pub outcome: Outcome,
    /// Who made it, as the program told; empty where it did not know.
    pub by: String,
}

/// A command of this outbox: whose number, the number, and the oldest that the outbox still has.
pub(super) type Place = ([u8; 16], u64, u64);

/// All of them, in memory and on the disk.
pub(super) struct ReturnedItems {
    disk: Arc<dyn Disk>,
    key: Arc<DiskKey>,
    items: Mutex<Items>,
}

#[derive(Clone, PartialEq, Message)]
struct Items {
    #[prost(message, repeated, tag = "1")]
    items: Vec<Item>,
    /// The number that the last one got.
    #[prost(uint64, tag = "2")]
    last: u64,
    /// People have been told that these were not done: a server that was restored says so again.
    #[prost(uint64, repeated, tag = "3")]
    told: Vec<u64>,
    /// Whose numbers those are.
    #[prost(bytes = "bytes", tag = "4")]
    told_of: Bytes,
}

impl Items {
    /// Notes that people know of this one; `false`: they knew before.
    fn tell(&mut self, incarnation: [u8; 16], seq: u64, oldest: u64) -> bool {
        if self.told_of != incarnation.as_slice() {
            (self.told, self.told_of) = (Vec::new(), Bytes::copy_from_slice(&incarnation));
        }
        if self.told.contains(&seq) {
            return false;
        }
        // What the outbox has no longer is never asked for again.
        self.told.retain(|told| *told >= oldest);
        self.told.push(seq);
        true
    }
}

#[derive(Clone, PartialEq, Message)]
struct Item {
    #[prost(uint64, tag = "1")]
    number: u64,
    /// With the seq: which command it was.
    #[prost(bytes = "bytes", tag = "2")]
    incarnation: Bytes,
    #[prost(uint64, tag = "3")]
    seq: u64,
    #[prost(int64, tag = "4")]
    made_at_ms: i64,
    #[prost(bytes = "bytes", tag = "5")]
    command: Bytes,
    /// The refusal in its one JSON form; empty where there is none.
    #[prost(bytes = "bytes", tag = "6")]
    refusal: Bytes,
    /// Its number had been used: not refused, and not unreadable either.
    #[prost(bool, tag = "7")]
    key_taken: bool,
    #[prost(string, tag = "8")]
    by: String,
}

impl ReturnedItems {
    /// What the terminal's disk has. A file that cannot be opened stops nothing, and is named.
    pub(super) fn load(disk: Arc<dyn Disk>, key: Arc<DiskKey>) -> io::Result<ReturnedItems> {
        let items = match private_file::read(&*disk, FILE)? {
            None => Items::default(),
            Some(sealed) => key.unseal(PLACE, &sealed).and_then(|plain| Items::decode(plain.as_slice()).ok()).unwrap_or_else(|| {
                tracing::error!(
                    file = FILE,
                    "the list of what came back cannot be read: what was on it is known from the server's journal alone"
                );
                Items::default()
            }),
        };
        Ok(ReturnedItems { disk, key, items: Mutex::new(items) })
    }

    /// Puts a command on the list, durably, before its answer is noted: a kill between the two
    /// brings the same answer again, and the command is on the list once; noted, never again. `false`: the disk did not
    /// take it, and the answer must not be noted.
    #[must_use]
    pub(super) fn park(&self, (incarnation, seq, oldest): Place, kept: &Kept, outcome: &Outcome) -> bool {
        let refusal = match outcome {
            Outcome::Committed => return true,
            Outcome::Refused(refusal) => Bytes::copy_from_slice(refusal),
            Outcome::Unreadable | Outcome::KeyTaken => Bytes::new(),
        };
        self.change(|items| {
            if !items.tell(incarnation, seq, oldest) {
                return;
            }
            items.last += 1;
            items.items.push(Item {
                number: items.last,
                incarnation: Bytes::copy_from_slice(&incarnation),
                seq,
                made_at_ms: kept.made_at_ms,
                command: Bytes::copy_from_slice(&kept.command),
                refusal,
                key_taken: matches!(outcome, Outcome::KeyTaken),
                by: String::new(),
            });
        })
    }

    /// Whoever stands at the screen is told that this was not done: nothing to put on the list, also
    /// when a server that was restored says it again.
    pub(super) fn told_at_the_screen(&self, (incarnation, seq, oldest): Place) {
        let _logged = self.change(|items| _ = items.tell(incarnation, seq, oldest));
    }

    /// The command with this seq was made by this person.
    pub(super) fn made_by(&self, incarnation: [u8; 16], seq: u64, by: &str) {
        let _logged = self.change(|items| {
            let of = |item: &&mut Item| item.seq == seq && item.incarnation == incarnation.as_slice();
            if let Some(item) = items.items.iter_mut().find(of) {
                by.clone_into(&mut item.by);
            }
        });
    }

    /// Somebody has dealt with it.
    pub(super) fn note(&self, number: u64) {
        let _logged = self.change(|items| items.items.retain(|item| item.number != number));
    }

    /// Oldest first.
    pub(super) fn all(&self) -> Vec<Returned> {
        let returned = |item: &Item| Returned {
            number: item.number,
            made_at_ms: item.made_at_ms,
            command: item.command.to_vec(),
            outcome: match (item.key_taken, item.refusal.is_empty()) {
                (true, _) => Outcome::KeyTaken,
                (false, true) => Outcome::Unreadable,
                (false, false) => Outcome::Refused(item.refusal.to_vec()),
            },
            by: item.by.clone(),
        };
        self.items().items.iter().map(returned).collect()
    }

    /// In force at once; `false`: a disk that fails costs it at the next start.
    fn change(&self, change: impl FnOnce(&mut Items)) -> bool {
        let mut items = self.items();
        let before = items.clone();
        change(&mut items);
        if *items == before {
            return true;
        }
        let sealed = self.key.seal(PLACE, &items.encode_to_vec()).ok_or_else(|| io::Error::other("there are no random numbers"));
        let written = sealed.and_then(|sealed| private_file::write(&*self.disk, FILE, &sealed));
        if let Err(error) = &written {
            tracing::error!(%error, "the list of what came back could not be kept: it is lost when this program ends");
        }
        written.is_ok()
    }

    fn items(&self) -> MutexGuard<'_, Items> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::chance::SystemChance;
    use journal::simulated::SimulatedDisk;

    fn load(disk: &SimulatedDisk) -> ReturnedItems {
        let disk: Arc<dyn Disk> = Arc::new(disk.clone());
        let key = DiskKey::open(&*disk, "outbox.key", Arc::new(SystemChance)).unwrap();
        ReturnedItems::load(disk, Arc::new(key)).unwrap()
    }

    fn kept(n: i64) -> Kept {
        Kept { made_at_ms: n, command: format!("{{\"to\":\"nobody {n}\"}}").into_bytes() }
    }

    #[test]
    fn what_came_back_stays_across_restarts_until_it_is_noted_and_is_there_once() {
        let disk = SimulatedDisk::new();
        let items = load(&disk);
        let outcomes = [Outcome::Refused(b"\"no\"".to_vec()), Outcome::Unreadable, Outcome::KeyTaken, Outcome::Committed];
        for (seq, outcome) in (1..).zip(&outcomes) {
            assert!(items.park(([7; 16], seq, 1), &kept(seq as i64), outcome));
            assert!(items.park(([7; 16], seq, 1), &kept(seq as i64), outcome));
        }
        items.made_by([7; 16], 2, "1001");
        items.made_by([8; 16], 1, "1002");
        let disk = disk.crash(1);
        let again = load(&disk);
        let found: Vec<_> = again.all().into_iter().map(|r| (r.number, r.made_at_ms, r.outcome, r.by)).collect();
        let [refused, unreadable, taken, _] = outcomes;
        assert!(found == [(1, 1, refused, String::new()), (2, 2, unreadable, "1001".to_owned()), (3, 3, taken.clone(), String::new())]);
        again.note(1);
        again.note(2);
        // A number is never given to another one.
        assert!(again.park(([7; 16], 9, 1), &kept(9), &taken));
        let numbers: Vec<_> = load(&disk.crash(2)).all().into_iter().map(|r| r.number).collect();
        assert_eq!(numbers, [3, 4]);
        let bytes = private_file::read(&disk, FILE).unwrap().unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"nobody"));
    }

    #[test]
    fn what_people_know_of_does_not_come_back_a_second_time() {
        let disk = SimulatedDisk::new();
        let items = load(&disk);
        let refused = Outcome::Refused(b"\"no\"".to_vec());
        items.told_at_the_screen(([7; 16], 1, 1));
        assert!(items.park(([7; 16], 2, 1), &kept(2), &refused));
        items.note(1);
        let disk = disk.crash(1);
        let again = load(&disk);
        for seq in 1..=2 {
            assert!(again.park(([7; 16], seq, 1), &kept(2), &refused));
        }
        assert!(again.all().is_empty(), "a restored server said it again");
        // One that the outbox has no longer is forgotten; another disk counts for itself.
        again.told_at_the_screen(([7; 16], 5, 3));
        assert_eq!(again.items().told, [5]);
        assert!(again.park(([8; 16], 5, 1), &kept(5), &refused));
        assert_eq!(again.all().len(), 1);
    }

    #[test]
    fn a_list_that_cannot_be_read_stops_no_start() {
        let disk = SimulatedDisk::new();
        assert!(load(&disk).park(([7; 16], 1, 1), &kept(1), &Outcome::KeyTaken));
        disk.open(FILE).unwrap().unwrap().write_at(b"damaged", 30).unwrap();
        assert!(load(&disk).all().is_empty());
    }
}
