//! Whether what was signed still holds (B-22), for anyone who has a copy: no key, no server and no
//! secret is needed. The server's own `verify` checks signatures with this, and much else besides.
//!
//! It must not know: how anything is sealed, served or kept.

pub mod copy;
mod entry;
pub mod signatures;

pub use entry::Entry;
