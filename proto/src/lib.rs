//! What travels: the messages and services of `dutydesk/v1/*.proto`, generated without
//! protoc. Every call and field is documented there with what it guarantees.
//!
//! This crate must not know: rules, records, storage, screens.

/// The messages and services of the wire; they are only ever added to.
pub mod v1 {
    #![allow(missing_docs, clippy::all, reason = "generated; documented in the .proto files")]
    tonic::include_proto!("dutydesk.v1");
}

/// The file descriptors, for gRPC reflection and for tests that walk every call.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

/// The highest protocol version that this build speaks. Version 2 knows the answer
/// [`v1::Outcome::KeyTaken`].
pub const PROTOCOL: u32 = 2;

/// The lowest: terminals and servers of the version before still work with this one.
pub const OLDEST_PROTOCOL: u32 = 1;

/// The name in the server's certificate: it names the service, not an address, because
/// addresses change.
pub const SERVER_NAME: &str = "server.dutydesk.internal";

/// The HPKE application label under which submissions are sealed.
pub const SEAL_INFO: &[u8] = b"dutydesk kiosk submission 0";

/// The associated data of a sealed submission: it opens only as this incarnation and seq.
#[must_use]
pub fn seal_place(incarnation: &[u8], seq: u64) -> Vec<u8> {
    [incarnation, &seq.to_be_bytes()].concat()
}
