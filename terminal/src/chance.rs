//! Random bytes from the operating system.

use std::io;

/// Fills `bytes`, or says that the system has no random numbers to give.
pub(crate) fn fill(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(|error| io::Error::other(error.to_string()))
}
