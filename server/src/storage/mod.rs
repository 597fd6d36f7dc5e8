//! What is kept: entries in the journal, personal data under its keys, the store on sled.

pub mod body;
pub mod checkpoint;
pub mod entry;
pub mod families;
pub mod lost;
mod slots;
pub mod space;
pub mod store;
pub mod vault;
pub mod working_set;
