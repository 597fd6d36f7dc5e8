//! What came back to this terminal: it was asked for, and not done.
//!
//! Who looks at the list wants to know four things: what was asked, by whom and when, why it was
//! not done, and that it can be taken off once it is done otherwise or no longer needed. It stays
//! until a signed-in person says so, across restarts and shifts: the one who made it may have gone
//! home. What is refused while its maker still stands there is a sentence at the foot, and no more;
//! nor does anybody wait for a sign-in that failed.

use domain::registers::staff::{self, Person};
use domain::{Command, Refusal, State};
use look::words::Words;
use terminal::Outcome;
use values::{At, Id};

/// One of them.
pub struct Returned {
    /// Names it towards the link.
    pub number: u64,
    /// When it was made, by this machine's clock.
    pub made_at: At,
    /// Who made it, where that is known.
    pub by: Option<Id<Person>>,
    /// What was asked; nothing where an older program wrote it and this one cannot read it.
    pub command: Option<Command>,
    /// Why it was not done.
    pub why: Why,
}

/// Why something was not done.
pub enum Why {
    /// A rule said no.
    Refused(Box<Refusal>),
    /// An older server could not read it, or this program not what a newer one said.
    NotUnderstood,
    /// Its number had been used before this machine's disk went back in time.
    NotTaken,
}

impl Returned {
    /// As the link keeps it.
    #[must_use]
    pub fn read(kept: &terminal::Returned) -> Self {
        Self {
            number: kept.number,
            made_at: At(kept.made_at_ms),
            by: Id::parse(&kept.by).ok(),
            command: serde_json::from_slice(&kept.command).ok(),
            why: match &kept.outcome {
                Outcome::Refused(refusal) => serde_json::from_slice(refusal).map_or(Why::NotUnderstood, Why::Refused),
                Outcome::Committed | Outcome::Unreadable => Why::NotUnderstood,
                Outcome::KeyTaken => Why::NotTaken,
            },
        }
    }

    /// Whether somebody has to deal with it. Signing in and out is over when its moment is.
    #[must_use]
    pub fn matters(&self) -> bool {
        !matches!(
            &self.command,
            Some(Command::Staff(
                staff::Command::SignIn { .. } | staff::Command::SignOut {} | staff::Command::Lock {} | staff::Command::Unlock { .. }
            ))
        )
    }

    /// Why, in a sentence that says what to do next.
    #[must_use]
    pub fn reason(&self, words: &Words, state: &State, now: At) -> String {
        match &self.why {
            Why::Refused(refusal) => crate::phrases::refusal(words, state, refusal, now),
            Why::NotUnderstood => words.desk.not_understood.to_owned(),
            Why::NotTaken => words.desk.not_taken.to_owned(),
        }
    }
}
