//! Questions to the archive: in memory only, each asked at most once, each answered once.
//!
//! What is asked on one connection never waits for the next: a reading is recorded with the
//! name of whoever is signed in, and a later moment may be somebody else's.

use super::{Event, HistoryAnswer, HistoryQuestion};
use crate::inbox::Inbox;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

#[derive(Default)]
pub(super) struct Questions {
    queue: Mutex<Queue>,
    asked: Notify,
}

#[derive(Default)]
struct Queue {
    /// Whether there is a greeted connection.
    open: bool,
    last_id: u64,
    waiting: VecDeque<(u64, HistoryQuestion)>,
    /// The one that was sent and has no answer yet.
    sent: Option<u64>,
}

impl Questions {
    /// Takes a question for the connection of this moment; where there is none it is answered.
    pub(super) fn ask(&self, question: HistoryQuestion, inbox: &Inbox<Event>) -> u64 {
        let mut queue = self.queue();
        queue.last_id += 1;
        let id = queue.last_id;
        if queue.open {
            queue.waiting.push_back((id, question));
            self.asked.notify_one();
        } else {
            inbox.push(Event::History { id, answer: HistoryAnswer::Offline });
        }
        id
    }

    /// There is a connection.
    pub(super) fn open(&self) {
        self.queue().open = true;
    }

    /// The next question, which counts as sent from here on.
    pub(super) async fn next(&self) -> (u64, HistoryQuestion) {
        loop {
            let next = {
                let mut queue = self.queue();
                let next = queue.waiting.pop_front();
                queue.sent = next.as_ref().map(|(id, _)| *id);
                next
            };
            if let Some(next) = next {
                return next;
            }
            self.asked.notified().await;
        }
    }

    /// The question that was sent has its answer.
    pub(super) fn answered(&self, id: u64, answer: HistoryAnswer, inbox: &Inbox<Event>) {
        let mut queue = self.queue();
        if queue.sent.take_if(|sent| *sent == id).is_some() {
            inbox.push(Event::History { id, answer });
        }
    }

    /// The connection is gone, and with it everything that was asked on it.
    pub(super) fn close(&self, why: &str, inbox: &Inbox<Event>) {
        let mut queue = self.queue();
        queue.open = false;
        if let Some(id) = queue.sent.take() {
            inbox.push(Event::History { id, answer: HistoryAnswer::Failed(why.to_owned()) });
        }
        for (id, _) in queue.waiting.drain(..) {
            inbox.push(Event::History { id, answer: HistoryAnswer::Offline });
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
