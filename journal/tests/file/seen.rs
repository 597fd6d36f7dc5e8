//! What a journal replays, kept to be compared.

use journal::{Head, Replay, Stored};

/// Everything that was given, in order.
#[derive(Default)]
pub struct Seen {
    pub checkpoints: Vec<(Head, Vec<u8>)>,
    pub entries: Vec<Stored>,
}

impl Replay for Seen {
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        self.checkpoints.push((at, bytes.to_vec()));
    }
    fn entry(&mut self, stored: &Stored) {
        self.entries.push(stored.clone());
    }
}
