//! The operator's commands, apart from serving.

pub mod call;
pub mod cli;
pub mod export;
pub mod load;
pub mod verify;
mod signatures;
