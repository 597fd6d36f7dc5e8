//! The server's side of the network: TLS, admission, presence.

pub mod claims;
pub mod gate;
pub mod listener;
pub mod presence;
