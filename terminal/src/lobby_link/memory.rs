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
    #[prost(int64, tag = "4")]
    waiting_since_ms: i64,
}

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

    pub(super) fn greeted(&mut self, greeting: &GreetResponse) {
        let (number, seal_to) = (greeting.number, greeting.seal_to.clone());
        self.replace(Remembered { number, seal_to, ..self.remembered.clone() });
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
