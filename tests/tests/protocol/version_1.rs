//! The answers as a terminal of version 1 reads them: its own messages, written down by hand, so
//! that no change of today's can change them too.

use prost::{Message, Oneof};

#[derive(Clone, PartialEq, Message)]
pub struct Identity {
    #[prost(bytes = "vec", tag = "1")]
    pub store: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    pub epoch: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct HelloResponse {
    #[prost(message, optional, tag = "1")]
    pub identity: Option<Identity>,
    #[prost(uint32, tag = "2")]
    pub protocol: u32,
    #[prost(uint64, tag = "3")]
    pub revision: u64,
    #[prost(string, tag = "6")]
    pub station: String,
    #[prost(string, tag = "7")]
    pub terminal: String,
    #[prost(string, tag = "8")]
    pub name: String,
    #[prost(uint64, tag = "9")]
    pub expected_seq: u64,
}

#[derive(Clone, PartialEq, Message)]
pub struct SubmitResponse {
    /// 1 committed, 2 refused, 3 unreadable, 4 retry later, 5 gap, 6 epoch changed.
    #[prost(int32, tag = "1")]
    pub outcome: i32,
    #[prost(uint64, tag = "2")]
    pub revision: u64,
    #[prost(bytes = "vec", tag = "3")]
    pub refusal: Vec<u8>,
    #[prost(bool, tag = "4")]
    pub replayed: bool,
    #[prost(uint64, tag = "5")]
    pub expected_seq: u64,
}

#[derive(Clone, PartialEq, Message)]
pub struct FollowResponse {
    #[prost(oneof = "Followed", tags = "1, 2, 3, 4, 5, 6")]
    pub message: Option<Followed>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Followed {
    #[prost(message, tag = "1")]
    Opened(Opened),
    #[prost(message, tag = "2")]
    Chunk(SnapshotChunk),
    #[prost(message, tag = "3")]
    End(SnapshotEnd),
    #[prost(message, tag = "4")]
    Commit(Commit),
    #[prost(message, tag = "5")]
    Bookmark(Bookmark),
    #[prost(message, tag = "6")]
    Reset(Reset),
}

#[derive(Clone, PartialEq, Message)]
pub struct Opened {
    #[prost(bool, tag = "1")]
    pub resumed: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct SnapshotChunk {
    #[prost(message, repeated, tag = "1")]
    pub changes: Vec<Change>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Change {
    #[prost(string, tag = "1")]
    pub reference: String,
    #[prost(bytes = "vec", tag = "2")]
    pub record: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct SnapshotEnd {
    #[prost(uint64, tag = "1")]
    pub revision: u64,
    #[prost(bytes = "vec", tag = "2")]
    pub digest: Vec<u8>,
    #[prost(uint64, tag = "3")]
    pub records: u64,
}

#[derive(Clone, PartialEq, Message)]
pub struct Commit {
    #[prost(uint64, tag = "1")]
    pub revision: u64,
    #[prost(message, repeated, tag = "3")]
    pub changes: Vec<Change>,
    #[prost(string, tag = "4")]
    pub command: String,
    #[prost(string, tag = "5")]
    pub terminal: String,
    #[prost(bytes = "vec", tag = "6")]
    pub incarnation: Vec<u8>,
    #[prost(uint64, tag = "7")]
    pub seq: u64,
}

#[derive(Clone, PartialEq, Message)]
pub struct Bookmark {
    #[prost(uint64, tag = "1")]
    pub revision: u64,
    #[prost(bytes = "vec", tag = "2")]
    pub digest: Vec<u8>,
    #[prost(int64, tag = "3")]
    pub clock_ms: i64,
    #[prost(string, repeated, tag = "4")]
    pub connected: Vec<String>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Reset {
    #[prost(string, tag = "1")]
    pub reason: String,
}

#[derive(Clone, PartialEq, Message)]
pub struct HistoryResponse {
    #[prost(uint64, tag = "2")]
    pub next_before: u64,
    #[prost(bytes = "vec", tag = "4")]
    pub refusal: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct GreetResponse {
    #[prost(uint32, tag = "2")]
    pub protocol: u32,
    #[prost(uint32, tag = "4")]
    pub number: u32,
    #[prost(string, tag = "5")]
    pub terminal: String,
    #[prost(bytes = "vec", tag = "6")]
    pub seal_to: Vec<u8>,
    #[prost(uint64, tag = "8")]
    pub expected_seq: u64,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeliverResponse {
    #[prost(int32, tag = "1")]
    pub outcome: i32,
    #[prost(bool, tag = "3")]
    pub replayed: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct WatchLobbyResponse {
    #[prost(message, optional, tag = "1")]
    pub lobby: Option<Lobby>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Lobby {
    #[prost(string, tag = "3")]
    pub counter_telephone: String,
    #[prost(bool, tag = "12")]
    pub call_waiting: bool,
}
