//! The server's side of the network: TLS, admission, presence, limits.

pub mod claims;
pub mod deadline;
pub mod gate;
pub mod listener;
pub mod presence;
pub mod quota;
pub mod seats;
