//! What is kept: entries in the journal, personal data under its keys, the store on sled.

pub mod entry;
pub mod lost;
mod slots;
pub mod store;
pub mod vault;
