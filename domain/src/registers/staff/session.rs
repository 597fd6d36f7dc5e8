//! Sessions: who is signed in at which terminal, for twelve hours at most.

use super::{Person, Refusal};
use crate::registers::terminals::Terminal;
use crate::{Change, RecordRef, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Id, MINUTE_MS};

/// Nobody is signed in for longer, in milliseconds: longer than any shift, shorter than a day.
pub const LONGEST_MS: i64 = 12 * 60 * MINUTE_MS;

/// A person signed in at a terminal: one at most for each terminal, whose id it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The terminal's id.
    pub id: Id<Session>,
    /// Who.
    pub person: Id<Person>,
    /// At which station.
    pub station: Station,
    /// Since when; unlocking does not begin it anew.
    pub since: At,
    /// Locked since then: nothing is done there in the person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_at: Option<At>,
    /// The clock has ended it. It stays until the next person signs in, because what was made
    /// there before, while the server was away, comes later and is theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<At>,
}

recorded!(Session);

impl Session {
    /// Whether it counts for what was made at that time.
    fn counts_at(&self, at: At) -> bool {
        self.ended_at.is_none_or(|ended| at < ended)
    }

    /// Whether the clock has to end it: twelve hours have passed, or the person has left.
    pub(super) fn must_end(&self, state: &State, now: At) -> bool {
        now.since(self.since) >= LONGEST_MS || state.person.get(&self.person).is_none_or(|p| p.left)
    }
}

pub(super) fn sign_in(state: &State, person: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let known = state.person.get(person).filter(|p| !p.left && stamp.proof.as_ref() == Some(&p.id));
    let person = known.ok_or(Refusal::NotRecognised)?;
    if state.credential.get(&person.id.beside()).is_some_and(|c| c.to_be_changed) {
        return Err(Refusal::ChangePinFirst.into());
    }
    let session = Session {
        id: stamp.terminal.beside(),
        person: person.id.clone(),
        station: stamp.station,
        since: stamp.at,
        locked_at: None,
        ended_at: None,
    };
    Ok(vec![Change::Put(session.into())])
}

pub(super) fn sign_out(state: &State, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let session = here(state, stamp)?;
    Ok(vec![Change::Remove(RecordRef::to(&session.id))])
}

/// Locking twice is locking once: the first time stays.
pub(super) fn lock(state: &State, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut session = here(state, stamp)?.clone();
    if session.locked_at.is_some() {
        return Ok(vec![]);
    }
    session.locked_at = Some(stamp.at);
    Ok(vec![Change::Put(session.into())])
}

pub(super) fn unlock(state: &State, person: &Id<Person>, remembered: bool, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut session = here(state, stamp)?.clone();
    // Only while the server was away: with it there, it looks at the PIN itself.
    let proven = remembered && stamp.offline.is_some() || stamp.proof.as_ref() == Some(person);
    if !proven || session.person != *person || session.must_end(state, stamp.made_at()) {
        return Err(Refusal::NotRecognised.into());
    }
    Ok(session.locked_at.take().map(|_| Change::Put(session.into())).into_iter().collect())
}

pub(super) fn end(state: &State, session: &Id<Session>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut session = state.session.find(session)?.clone();
    if session.ended_at.is_some() || !session.must_end(state, stamp.at) {
        return Ok(vec![]);
    }
    session.ended_at = Some(stamp.at);
    Ok(vec![Change::Put(session.into())])
}

/// The session at the terminal of a command, as it was when the command was made.
fn here<'s>(state: &'s State, stamp: &Stamp) -> Result<&'s Session, Refusal> {
    let session = state.session.get(&stamp.terminal.beside());
    session.filter(|s| s.counts_at(stamp.made_at())).ok_or(Refusal::NobodySignedIn)
}

impl State {
    /// Every session that has not ended, the locked ones too.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.session.iter().filter(|s| s.ended_at.is_none())
    }

    /// Who is signed in at a terminal that is not locked.
    #[must_use]
    pub fn signed_in(&self, terminal: &Id<Terminal>) -> Option<&Person> {
        self.signed_in_at(terminal, At(i64::MAX))
    }

    /// In whose name something counts that was made at a terminal at that time.
    #[must_use]
    pub fn signed_in_at(&self, terminal: &Id<Terminal>, made_at: At) -> Option<&Person> {
        let session = self.session.get(&terminal.beside())?;
        let person = self.person.get(&session.person).filter(|p| !p.left)?;
        (session.locked_at.is_none() && session.counts_at(made_at)).then_some(person)
    }

    /// Whose PIN goes on at a terminal that is locked.
    #[must_use]
    pub fn locked_for(&self, terminal: &Id<Terminal>) -> Option<&Person> {
        let session = self.session.get(&terminal.beside())?;
        let is_locked = session.locked_at.is_some() && session.ended_at.is_none();
        self.person.get(&session.person).filter(|p| is_locked && !p.left)
    }
}
