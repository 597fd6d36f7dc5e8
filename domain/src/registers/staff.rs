//! Staff: who they are, what proves them, where they are signed in (S-1 to S-3).
//!
//! A person signs in at a terminal with number and PIN; the session is a record, so every
//! station sees who is at which desk, and a restarted server has forgotten nobody. A new
//! person at a terminal takes the place of the one before. Signatures are records of
//! their own: the server adds them to the entry that they sign.

use crate::registers::handover::Sheet;
use crate::registers::keys::KeyIssue;
use crate::registers::property::ArchiveFigures;
use crate::registers::terminals::Terminal;
use crate::rights::Role;
use crate::{Change, Kind, RecordRef, Recorded, Refusal as Any, Stamp, State, Station};
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
}

/// A person signed in at a terminal: one at most for each terminal, whose id it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The terminal's id.
    pub id: Id<Session>,
    /// Who.
    pub person: Id<Person>,
    /// At which station.
    pub station: Station,
    /// Since when.
    pub since: At,
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

recorded!(Person, Credential, Session);

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
    /// With what it signs: a sheet, to which the next signature is chained (B-22), or a key's entry.
    fn closed_at(&self, state: &State) -> Option<At> {
        let sheet = self.of.id_of::<Sheet>().and_then(|id| state.sheet.get(&id)).map(|s| s.closed_at(state));
        let issue = self.of.id_of::<KeyIssue>().and_then(|id| state.key_issue.get(&id)).map(|i| i.closed_at(state));
        sheet.or(issue).unwrap_or(Some(self.at)).map(|at| at.max(self.at))
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
    /// Replaces what proves a person: made by the server when a PIN is set.
    SetCredential {
        /// The new credential.
        credential: Box<Credential>,
    },
}

named!(Command { SignIn => "sign_in", SignOut => "sign_out", SetCredential => "set_credential" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Number and PIN do not belong together; which of the two is wrong is not said.
    NotRecognised,
    /// Nobody is signed in at this terminal.
    NobodySignedIn,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let here = stamp.terminal.beside::<Session>();
    match command {
        Command::SignIn { person } => {
            let known = state.person.get(person).filter(|p| !p.left && stamp.proof.as_ref() == Some(&p.id));
            let person = known.ok_or(Refusal::NotRecognised)?;
            let session = Session { id: here, person: person.id.clone(), station: stamp.station, since: stamp.at };
            Ok(vec![Change::Put(session.into())])
        }
        Command::SignOut {} => {
            let session = state.session.get(&here).ok_or(Refusal::NobodySignedIn)?;
            Ok(vec![Change::Remove(RecordRef::to(&session.id))])
        }
        Command::SetCredential { credential } => {
            state.person.find(&credential.id.beside())?;
            Ok(vec![Change::Put((**credential).clone().into())])
        }
    }
}

impl State {
    /// Who is signed in at a terminal.
    #[must_use]
    pub fn signed_in(&self, terminal: &Id<Terminal>) -> Option<&Person> {
        self.session.get(&terminal.beside()).and_then(|s| self.person.get(&s.person))
    }
    /// A person's name for reading; their number where the record is gone.
    #[must_use]
    pub fn name_of(&self, person: &Id<Person>) -> String {
        self.person.get(person).map_or_else(|| person.as_str().to_owned(), |p| p.name.as_str().to_owned())
    }
}
