//! The server: the one writer, the store, the services, identity, timers, the operator's
//! commands.
//!
//! It decides with the rules of `domain`, keeps what was decided in `journal`, and speaks
//! `proto`. It must not know: screens, and how terminals keep what waits.

pub mod care;
pub mod clock;
pub mod copies;
pub mod data_dir;
pub mod desk;
pub mod fault;
pub mod identity;
pub mod import;
pub mod net;
pub mod operation;
pub mod plant;
pub mod serve;
pub mod services;
pub mod settings;
pub mod signal;
pub mod storage;
