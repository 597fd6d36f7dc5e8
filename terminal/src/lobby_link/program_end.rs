//! A colleague wants to end the kiosk's program: asked once, on the connection of that moment, and kept
//! on no disk.

use proto::v1::EndProgramRequest;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use zeroize::Zeroizing;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramEnd {
    /// The server has their name; the program may end.
    Admitted,
    /// The server did not recognise them, or this is not for them.
    Refused,
    /// There was no connection, or no answer came. Nothing is asked again by itself.
    Offline,
}

/// The question, if there is one.
#[derive(Default)]
pub(super) struct Question {
    place: Mutex<Place>,
    asked: Notify,
}

#[derive(Default)]
enum Place {
    #[default]
    Empty,
    Waiting {
        number: String,
        pin: Zeroizing<String>,
    },
    Sent,
}

impl Question {
    /// A later one takes the place of an earlier.
    pub(super) fn ask(&self, number: String, pin: Zeroizing<String>) {
        *self.place() = Place::Waiting { number, pin };
        self.asked.notify_one();
    }

    /// The next question, which counts as sent from here on.
    pub(super) async fn next(&self) -> EndProgramRequest {
        loop {
            let waiting = {
                let mut place = self.place();
                match std::mem::take(&mut *place) {
                    Place::Waiting { number, pin } => {
                        *place = Place::Sent;
                        Some(EndProgramRequest { number, pin: pin.to_string() })
                    }
                    other @ (Place::Empty | Place::Sent) => {
                        *place = other;
                        None
                    }
                }
            };
            if let Some(request) = waiting {
                return request;
            }
            self.asked.notified().await;
        }
    }

    /// It has its answer, or gets none any more. `false`: there was none.
    pub(super) fn is_over(&self) -> bool {
        !matches!(std::mem::take(&mut *self.place()), Place::Empty)
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
