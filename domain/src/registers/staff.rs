//! Staff: who they are, what proves them, where they are signed in (S-1 to S-3).
//!
//! A person signs in at a terminal with number and PIN; the session is a record, so every
//! station sees who is at which desk, and a restarted server has forgotten nobody. A new
//! person at a terminal takes the place of the one before. Signatures are records of
//! their own: the server adds them to the entry that they sign. Managers keep the list of
//! people, each change with their own PIN.

mod people;
mod pin;
mod session;

pub use pin::{LONGEST, check_pin, is_plain, least};
pub use session::{LONGEST_MS, Session};

use crate::registers::handover::Sheet;
use crate::registers::keys::KeyIssue;
use crate::registers::property::ArchiveFigures;
use crate::registers::releases::Release;
use crate::rights::Role;
use crate::{Change, Kind, RecordRef, Recorded, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Digest, Id, PersonName, Personal, StaffNumber};

/// A staff member. Their name is not personal data towards colleagues: it stands in
/// every record they sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The staff number.
    pub id: Id<Person>,
    /// With which they sign in.
    pub number: StaffNumber,
    /// As colleagues know them.
    pub name: PersonName,
    /// What they are (S-2); one or more.
    pub roles: BTreeSet<Role>,
    /// Left the house: cannot sign in, stays in old records.
    #[serde(default)]
    pub left: bool,
}

/// What proves a person. Never leaves the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// The person's id.
    pub id: Id<Credential>,
    /// argon2id of the PIN with the server's pepper, in PHC form.
    pub pin: Personal<String>,
    /// The public half of the person's signing key (Ed25519, base64).
    pub public_key: String,
    /// The secret half, wrapped under a key derived from the PIN.
    pub wrapped_key: Personal<String>,
    /// Somebody else has seen this PIN: it signs nobody in before its owner has changed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_be_changed: bool,
}

/// What a signature attests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    /// Handed over (交班人).
    Outgoing,
    /// Taken over (接班人).
    Incoming,
    /// Read by the lead (H-6).
    Review,
    /// Accepted in spite of a ground, in writing (H-9).
    Override,
    /// Handed a key out (K-2).
    HandOut,
    /// Goes along with the key of a tenant's room (K-7).
    Second,
    /// Issued a goods release (G-1).
    Release,
}

/// A signature over a record's stored bytes; made by the server with the key that the
/// person's PIN unwraps (B-22). Anyone with a copy can verify it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Made from the signed record and the revision.
    pub id: Id<Signature>,
    /// What is signed.
    pub of: RecordRef,
    /// As what.
    pub hand: Hand,
    /// By whom.
    pub person: Id<Person>,
    /// When.
    pub at: At,
    /// SHA-256 of the record's bytes as stored by this entry.
    pub digest: Digest,
    /// Digest in the signature of the sheet before, so that sheets form a chain.
    pub previous: Option<Digest>,
    /// The person's public key at that time (base64).
    pub public_key: String,
    /// Ed25519 over the statement (base64).
    pub signature: String,
}

impl Signature {
    /// The exact text that is signed: one line each for what, as what, by whom, when,
    /// its digest, and the digest before.
    #[must_use]
    pub fn statement(&self) -> String {
        let previous = self.previous.as_ref().map_or("-", Digest::as_str);
        format!(
            "dutydesk signature 0\n{}\n{:?}\n{}\n{}\n{}\n{previous}\n",
            self.of, self.hand, self.person, self.at.0, self.digest
        )
    }
}

recorded!(Person, Credential);

impl Recorded for Signature {
    const KIND: Kind = Kind::Signature;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn head(&self) -> RecordRef {
        self.of.clone()
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_sheet_days)
    }
    /// With what it signs: a sheet, to which the next signature is chained (B-22), a key's entry, or a
    /// goods release.
    fn closed_at(&self, state: &State) -> Option<At> {
        let sheet = self.of.id_of::<Sheet>().and_then(|id| state.sheet.get(&id)).map(|s| s.closed_at(state));
        let issue = self.of.id_of::<KeyIssue>().and_then(|id| state.key_issue.get(&id)).map(|i| i.closed_at(state));
        let release = self.of.id_of::<Release>().and_then(|id| state.release.get(&id)).map(|r| r.closed_at(state));
        sheet.or(issue).or(release).unwrap_or(Some(self.at)).map(|at| at.max(self.at))
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words([Some(self.person.as_str())])
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Signs in at this terminal. The PIN travels beside the command and is kept nowhere.
    SignIn {
        /// Who.
        person: Id<Person>,
    },
    /// Leaves this terminal.
    SignOut {},
    /// Nobody has touched this terminal for a while: nothing is done there in the name of whoever
    /// is signed in, until they have shown their PIN.
    Lock {},
    /// Goes on where the terminal was locked.
    Unlock {
        /// Who was signed in there.
        person: Id<Person>,
        /// The terminal has checked the PIN itself, because the server was away: believed of what
        /// was made then only. A terminal that lies about it could as well never have locked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        remembered: bool,
    },
    /// The clock: whoever is signed in there for so long, or has left, is so no more.
    EndSession {
        /// Which.
        session: Id<Session>,
    },
    /// Replaces what proves a person: made by the server when a PIN is set.
    SetCredential {
        /// The new credential.
        credential: Box<Credential>,
        /// Whose PIN came with it: the person's own, or a manager's. Nobody: the operator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Id<Person>>,
    },
    /// A new colleague. They sign in once a manager has given them a first PIN.
    Add {
        /// The manager.
        by: Id<Person>,
        /// With which they sign in.
        number: StaffNumber,
        /// As colleagues know them.
        name: PersonName,
        /// What they are.
        roles: BTreeSet<Role>,
    },
    /// Corrects what is known of a colleague. Who has left is signed in nowhere from then on, and
    /// their PIN is worth nothing, also if they come back.
    Edit {
        /// The manager.
        by: Id<Person>,
        /// Of whom.
        person: Id<Person>,
        /// As colleagues know them.
        name: PersonName,
        /// What they are.
        roles: BTreeSet<Role>,
        /// Whether they have left the house.
        left: bool,
    },
}

named!(Command {
    SignIn => "sign_in",
    SignOut => "sign_out",
    Lock => "lock",
    Unlock => "unlock",
    EndSession => "end_session",
    SetCredential => "set_credential",
    Add => "add",
    Edit => "edit",
});

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Number and PIN do not belong together; which of the two is wrong is not said.
    NotRecognised,
    /// Nobody is signed in at this terminal.
    NobodySignedIn,
    /// The PIN is right, and somebody else has seen it: its owner changes it first.
    ChangePinFirst,
    /// A new PIN has fewer characters than this.
    PinTooShort {
        /// At least so many.
        least: u8,
    },
    /// A new PIN is guessed at once: a run, a repetition, a date, the staff number.
    PinTooPlain,
    /// A PIN is made of letters and digits, at most 32.
    PinNotPlainText,
    /// The new PIN is the old one.
    SamePin,
    /// Somebody has that staff number.
    NumberTaken,
    /// Nobody works without a role.
    NoRole,
    /// Without them nobody could look after the people and machines here.
    LastManager,
    /// They have left: take that back first.
    HasLeft,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::SignIn { person } => session::sign_in(state, person, stamp),
        Command::SignOut {} => session::sign_out(state, stamp),
        Command::Lock {} => session::lock(state, stamp),
        Command::Unlock { person, remembered } => session::unlock(state, person, *remembered, stamp),
        Command::EndSession { session } => session::end(state, session, stamp),
        Command::SetCredential { credential, .. } => {
            if state.person.find(&credential.id.beside())?.left {
                return Err(Refusal::HasLeft.into());
            }
            Ok(vec![Change::Put((**credential).clone().into())])
        }
        Command::Add { number, name, roles, .. } => people::add(state, number, name, roles),
        Command::Edit { person, name, roles, left, .. } => people::edit(state, person, name, roles, *left),
    }
}

/// What is due by the time alone.
pub(crate) fn due(state: &State, now: At) -> impl Iterator<Item = Command> {
    let over = state.session.iter().filter(move |s| s.ended_at.is_none() && s.must_end(state, now));
    over.map(|s| Command::EndSession { session: s.id.clone() })
}

impl State {
    /// A person's name for reading; their number where the record is gone.
    #[must_use]
    pub fn name_of(&self, person: &Id<Person>) -> String {
        self.person.get(person).map_or_else(|| person.as_str().to_owned(), |p| p.name.as_str().to_owned())
    }
}

#[cfg(test)]
mod tests;
