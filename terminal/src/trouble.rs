//! What can go wrong between a program and its link.

use crate::identity::IdentityError;
use journal::outbox::OutboxError;
use std::io;

/// Why a link did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The identity's files.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The certificate or the key is not usable.
    #[error("this terminal's certificate or key cannot be used ({0}): enrol it again, in an empty directory")]
    Certificate(#[from] rustls::Error),
    /// The outbox does not open.
    #[error("the outbox of this terminal does not open: {0}")]
    Outbox(#[from] OutboxError),
    /// What waits in the outbox was encrypted with another key.
    #[error(
        "the outbox of this terminal holds commands that its key does not open: put the directory's outbox.key back from where it was, or enrol this terminal again, in an empty directory"
    )]
    OutboxKey,
    /// The system refused a file, a thread or random numbers.
    #[error("{doing} failed: {source}")]
    System {
        /// What was tried.
        doing: &'static str,
        /// What the system says.
        source: io::Error,
    },
}

impl StartError {
    pub(crate) fn system(doing: &'static str) -> impl FnOnce(io::Error) -> StartError {
        move |source| StartError::System { doing, source }
    }
}

/// Why something was not saved. It is not on this disk and will not be sent.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// More than the server takes.
    #[error("{bytes} bytes are too many for one submission, which may have {limit}: make it shorter")]
    TooLarge {
        /// What was offered.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
    /// The disk did not take it.
    #[error("this could not be saved on this terminal's disk: {0}")]
    Disk(#[from] OutboxError),
    /// The disk did not note that a visit code is used.
    #[error("this could not be saved on this terminal's disk: {0}")]
    Code(io::Error),
    /// The kiosk does not know yet to which key it has to seal.
    #[error("this kiosk has never been connected to its server: connect it once before it is used")]
    NeverConnected,
    /// It could not be encrypted.
    #[error("this could not be encrypted, and so it was not saved: start the program again")]
    NotEncrypted,
}
