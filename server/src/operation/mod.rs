//! The operator's commands, apart from serving.

pub mod accept;
pub mod ask;
pub mod call;
pub mod cli;
pub mod export;
pub mod import_files;
pub mod load;
pub(crate) mod stopped;
pub mod verify;
