//! What a kiosk remembers, so that it works after a restart without the server. Nothing of it is
//! about a person.

use crate::private_file;
use journal::disk::Disk;
use prost::Message;
use prost::bytes::Bytes;
use proto::v1::{GreetResponse, Lobby};
use std::io;
use std::sync::Arc;

const FILE: &str = "lobby.bin";

pub(super) struct Memory {
    disk: Arc<dyn Disk>,
    remembered: Remembered,
}

#[derive(Clone, PartialEq, Message)]
struct Remembered {
    /// The first two digits of the visit codes.
    #[prost(uint32, tag = "1")]
    number: u32,
    /// The key to which submissions are sealed; empty before the first greeting.
    #[prost(bytes = "bytes", tag = "2")]
    seal_to: Bytes,
    /// What the lobby shows.
    #[prost(message, optional, tag = "3")]
    lobby: Option<Lobby>,
    /// Since when something waits for the server, by this kiosk's clock; 0: nothing does.
    #[prost(int64, tag = "6")]
    waiting_since_ms: i64,
    /// The count from which the next visit code is made; unset before the server has said where
    /// codes are free.
    #[prost(uint32, optional, tag = "4")]
    code_next: Option<u32>,
    /// How many codes are free from there on.
    #[prost(uint32, tag = "5")]
    code_left: u32,
}

/// Counts come again after so many.
const COUNTS: u64 = 10_000;

impl Memory {
    /// What was remembered on the terminal's disk. A damaged memory is as good as none: the server tells all of
    /// it again.
    pub(super) fn load(disk: Arc<dyn Disk>) -> io::Result<Memory> {
        let bytes = private_file::read(&*disk, FILE)?.unwrap_or_default();
        let remembered = Remembered::decode(bytes.as_slice()).unwrap_or_default();
        Ok(Memory { disk, remembered })
    }

    pub(super) fn lobby(&self) -> Option<Lobby> {
        self.remembered.lobby.clone()
    }

    pub(super) fn seal_to(&self) -> Option<Bytes> {
        Some(self.remembered.seal_to.clone()).filter(|key| !key.is_empty())
    }

    pub(super) fn number(&self) -> Option<u32> {
        self.seal_to().map(|_| self.remembered.number)
    }

    /// Takes over what the greeting of a disk says whose next number is `next_seq`.
    pub(super) fn greeted(&mut self, greeting: &GreetResponse, next_seq: u64) {
        let (number, seal_to) = (greeting.number, greeting.seal_to.clone());
        let (code_next, code_left) = self.codes(greeting, next_seq);
        self.replace(Remembered { number, seal_to, code_next, code_left, ..self.remembered.clone() });
    }

    /// Goes on with its own count where that lies in the stretch that is free: what is still
    /// undelivered here is not known to the server. Otherwise its memory or its disk is another
    /// one, or the stretch is used up.
    fn codes(&self, greeting: &GreetResponse, next_seq: u64) -> (Option<u32>, u32) {
        let GreetResponse { code_from, code_room, .. } = *greeting;
        if code_room == 0 {
            return (self.remembered.code_next, self.remembered.code_left);
        }
        let own = if next_seq > 1 { Some(self.code_count(next_seq)) } else { self.remembered.code_next.map(u64::from) };
        let ahead = own.map(|own| (own % COUNTS + COUNTS - u64::from(code_from) % COUNTS) % COUNTS);
        let ahead = ahead.and_then(|ahead| u32::try_from(ahead).ok()).filter(|ahead| *ahead < code_room);
        let next = ahead.and(own).and_then(|own| u32::try_from(own % COUNTS).ok());
        (next.or(Some(code_from)), code_room - ahead.unwrap_or_default())
    }

    /// The count from which the next visit code is made. Before the server has said where codes are
    /// free it is the number of the next submission, as in earlier versions.
    pub(super) fn code_count(&self, next_seq: u64) -> u64 {
        self.remembered.code_next.map_or(next_seq % COUNTS, u64::from)
    }

    /// A visitor is given the next code.
    ///
    /// # Errors
    /// The disk did not note it: the code might be given again after a restart.
    pub(super) fn code_is_given(&mut self, next_seq: u64) -> io::Result<()> {
        if self.remembered.code_next.is_none() {
            return Ok(());
        }
        let next = (self.code_count(next_seq) + 1) % COUNTS;
        let (code_next, code_left) = (u32::try_from(next).ok(), self.remembered.code_left.saturating_sub(1));
        self.remembered = Remembered { code_next, code_left, ..self.remembered.clone() };
        private_file::write(&*self.disk, FILE, &self.remembered.encode_to_vec())
    }

    /// Whether the server should be asked where more codes are free.
    pub(super) fn codes_are_used_up(&self) -> bool {
        self.remembered.code_next.is_some() && self.remembered.code_left == 0
    }

    pub(super) fn shows(&mut self, lobby: &Lobby) {
        self.replace(Remembered { lobby: Some(lobby.clone()), ..self.remembered.clone() });
    }

    pub(super) fn waiting_since(&self) -> Option<i64> {
        Some(self.remembered.waiting_since_ms).filter(|since| *since != 0)
    }

    /// Something waits since then, unless something has waited for longer; none: nothing waits.
    pub(super) fn waits(&mut self, since: Option<i64>) {
        let waiting_since_ms = since.map_or(0, |since| self.waiting_since().unwrap_or(since));
        self.replace(Remembered { waiting_since_ms, ..self.remembered.clone() });
    }

    /// In force at once; a disk that fails costs it only at the next start.
    fn replace(&mut self, remembered: Remembered) {
        if remembered == self.remembered {
            return;
        }
        self.remembered = remembered;
        let bytes = self.remembered.encode_to_vec();
        if let Err(error) = private_file::write(&*self.disk, FILE, &bytes) {
            tracing::warn!(%error, "what the lobby shows could not be remembered");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::simulated::SimulatedDisk;

    fn greeting(code_from: u32, code_room: u32) -> GreetResponse {
        let seal_to = Bytes::from_static(&[1; 32]);
        GreetResponse { number: 7, seal_to, code_from, code_room, ..GreetResponse::default() }
    }

    /// What is remembered of codes, what the greeting says, the disk's next number; what is next and left.
    type Row = (Option<u32>, (u32, u32), u64, (u64, u32));

    #[test]
    fn b07_codes_go_on_behind_what_was_given_on_this_disk_or_on_the_one_before() {
        let table: [Row; 9] = [
            // A new disk, and one of an earlier version whose numbers were its counts.
            (None, (301, 5_000), 1, (301, 5_000)),
            (None, (40, 5_000), 43, (43, 4_997)),
            (None, (40, 5_000), 20_043, (43, 4_997)),
            // What it gave and has not delivered is not known to the server.
            (Some(50), (40, 5_000), 9, (50, 4_990)),
            (Some(3), (9_998, 5_000), 9, (3, 4_995)),
            // Its disk went back in time, or somebody holds what would come next.
            (Some(30), (40, 5_000), 9, (40, 5_000)),
            (Some(50), (40, 10), 9, (40, 10)),
            // The outbox alone is new.
            (Some(50), (40, 5_000), 1, (50, 4_990)),
            // A server of an earlier version says nothing.
            (Some(50), (0, 0), 9, (50, 0)),
        ];
        for (code_next, (from, room), next_seq, expected) in table {
            let disk = SimulatedDisk::new();
            let load = || Memory::load(Arc::new(disk.clone())).unwrap();
            let mut memory = load();
            memory.remembered.code_next = code_next;
            memory.greeted(&greeting(from, room), next_seq);
            for memory in [memory, load()] {
                let said = (memory.code_count(next_seq), memory.remembered.code_left);
                assert_eq!(said, expected, "{code_next:?} {from} {room} {next_seq}");
            }
        }
    }

    #[test]
    fn b07_each_code_is_given_once_also_across_restarts_until_more_are_asked_for() {
        let disk = SimulatedDisk::new();
        let load = || Memory::load(Arc::new(disk.clone())).unwrap();
        let mut memory = load();
        assert_eq!((memory.code_count(9), memory.codes_are_used_up()), (9, false), "nothing is known yet");
        memory.greeted(&greeting(9_998, 4), 1);
        let mut given = Vec::new();
        while !memory.codes_are_used_up() {
            given.push(memory.code_count(1));
            memory.code_is_given(1).unwrap();
            memory = load();
        }
        assert_eq!(given, [9_998, 9_999, 0, 1]);
        memory.greeted(&greeting(700, 50), 5);
        assert_eq!((memory.code_count(5), memory.codes_are_used_up()), (700, false));
    }
}
