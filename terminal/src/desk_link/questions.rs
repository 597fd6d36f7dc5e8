//! Questions to the server beside the commands: in memory only, each asked at most once, each
//! answered once.
//!
//! What is asked on one connection never waits for the next: a reading is recorded with the
//! name of whoever is signed in, a PIN is shown by somebody who is there, and a later moment may
//! be somebody else's.

use super::{ConsoleAnswer, ConsoleQuestion, Event, HistoryAnswer, HistoryQuestion};
use crate::inbox::Inbox;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

#[derive(Default)]
pub(super) struct Questions {
    queue: Mutex<Queue>,
    asked: Notify,
}

/// One of them.
pub(super) enum Question {
    History(HistoryQuestion),
    Console(ConsoleQuestion),
}

/// What came of one.
pub(super) enum Answer {
    History(HistoryAnswer),
    Console(ConsoleAnswer),
}

/// To what a question was asked.
#[derive(Clone, Copy)]
enum Of {
    History,
    Console,
}

#[derive(Default)]
struct Queue {
    /// Whether there is a greeted connection.
    open: bool,
    last_id: u64,
    waiting: VecDeque<(u64, Question)>,
    /// The one that was sent and has no answer yet.
    sent: Option<(u64, Of)>,
}

impl Questions {
    /// Takes a question for the connection of this moment; where there is none it is answered.
    pub(super) fn ask(&self, question: Question, inbox: &Inbox<Event>) -> u64 {
        let mut queue = self.queue();
        queue.last_id += 1;
        let id = queue.last_id;
        if queue.open {
            queue.waiting.push_back((id, question));
            self.asked.notify_one();
        } else {
            inbox.push(question.of().offline().told(id));
        }
        id
    }

    /// There is a connection.
    pub(super) fn open(&self) {
        self.queue().open = true;
    }

    /// The next question, which counts as sent from here on.
    pub(super) async fn next(&self) -> (u64, Question) {
        loop {
            let next = {
                let mut queue = self.queue();
                let next = queue.waiting.pop_front();
                queue.sent = next.as_ref().map(|(id, question)| (*id, question.of()));
                next
            };
            if let Some(next) = next {
                return next;
            }
            self.asked.notified().await;
        }
    }

    /// The question that was sent has its answer.
    pub(super) fn answered(&self, id: u64, answer: Answer, inbox: &Inbox<Event>) {
        let mut queue = self.queue();
        if queue.sent.take_if(|(sent, _)| *sent == id).is_some() {
            inbox.push(answer.told(id));
        }
    }

    /// The connection is gone, and with it everything that was asked on it.
    pub(super) fn close(&self, why: &str, inbox: &Inbox<Event>) {
        let mut queue = self.queue();
        queue.open = false;
        if let Some((id, of)) = queue.sent.take() {
            inbox.push(of.failed(why.to_owned()).told(id));
        }
        for (id, question) in queue.waiting.drain(..) {
            inbox.push(question.of().offline().told(id));
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Question {
    fn of(&self) -> Of {
        match self {
            Question::History(_) => Of::History,
            Question::Console(_) => Of::Console,
        }
    }

    /// The answer where none came.
    pub(super) fn fails(&self) -> impl Fn(String) -> Answer + use<> {
        let of = self.of();
        move |why| of.failed(why)
    }
}

impl Of {
    fn offline(self) -> Answer {
        match self {
            Of::History => Answer::History(HistoryAnswer::Offline),
            Of::Console => Answer::Console(ConsoleAnswer::Offline),
        }
    }

    fn failed(self, why: String) -> Answer {
        match self {
            Of::History => Answer::History(HistoryAnswer::Failed(why)),
            Of::Console => Answer::Console(ConsoleAnswer::Failed(why)),
        }
    }
}

impl Answer {
    fn told(self, id: u64) -> Event {
        match self {
            Answer::History(answer) => Event::History { id, answer },
            Answer::Console(answer) => Event::Console { id, answer },
        }
    }

    /// Why there is no answer from the server.
    pub(super) fn failure(&self) -> Option<&str> {
        match self {
            Answer::History(HistoryAnswer::Failed(why)) | Answer::Console(ConsoleAnswer::Failed(why)) => Some(why),
            Answer::History(_) | Answer::Console(_) => None,
        }
    }
}
