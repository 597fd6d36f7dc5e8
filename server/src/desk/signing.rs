//! Signatures over what a command has just put (B-22, H-6).

use crate::identity::pin::Proven;
use data_encoding::BASE64;
use domain::registers::handover::{self, Sheet};
use domain::registers::staff::{Hand, Signature};
use domain::{Change, Command, Kind, RecordRef, Stamp, State};
use ed25519_dalek::Signer;
use values::{Digest, Id};

/// As what a signed command signs; `None`: it signs nothing.
pub(crate) fn hand_of(command: &Command) -> Option<Hand> {
    use handover::Command as C;
    match command {
        Command::Handover(C::SignOutgoing { .. }) => Some(Hand::Outgoing),
        Command::Handover(C::SignIncoming { .. }) => Some(Hand::Incoming),
        Command::Handover(C::Review { .. }) => Some(Hand::Review),
        Command::Handover(C::Override { .. }) => Some(Hand::Override),
        Command::Handover(
            C::TakeUp { .. } | C::Open { .. } | C::Count { .. } | C::Special { .. } | C::Remark { .. } | C::Object { .. } | C::Clear { .. },
        ) => None,
        Command::Handover(C::ReadBack { .. } | C::Withdraw { .. } | C::AddAddendum { .. }) => None,
        Command::Property(_) | Command::Staff(_) | Command::Terminals(_) | Command::DutyLog(_) | Command::Visits(_) => None,
        Command::Keys(_)
        | Command::Surveys(_)
        | Command::Matters(_)
        | Command::Calls(_)
        | Command::Emergencies(_)
        | Command::Archive(_)
        | Command::Clock(_)
        | Command::Erasures(_) => None,
    }
}

/// Which of a signed command's changes carries the signature: the sheet.
pub(super) fn is_signed(change: &Change) -> bool {
    matches!(change, Change::Put(record) if record.reference().kind == Kind::Sheet)
}

/// Signs a record's stored bytes, chained to the post's sheet before.
pub(super) fn sign(state: &State, of: &RecordRef, digest: [u8; 32], hand: Hand, stamp: &Stamp, proof: &Proven) -> Option<Signature> {
    let sheet: Id<Sheet> = of.id_of()?;
    let mut signature = Signature {
        id: Id::parse(&format!("{:012}-{}", stamp.revision, proof.person)).ok()?,
        of: of.clone(),
        hand,
        person: proof.person.clone(),
        at: stamp.at,
        digest: Digest::of(&digest),
        previous: previous_digest(state, &sheet),
        public_key: proof.public_key(),
        signature: String::new(),
    };
    signature.signature = BASE64.encode(&proof.key.sign(signature.statement().as_bytes()).to_bytes());
    Some(signature)
}

/// The digest under which the incoming person signed the post's sheet before this one.
pub(crate) fn previous_digest(state: &State, sheet: &Id<Sheet>) -> Option<Digest> {
    let sheet = state.sheet.get(sheet)?;
    let before = state
        .sheet
        .iter()
        .filter(|s| s.post == sheet.post && s.number < sheet.number && s.is_complete())
        .max_by_key(|s| s.number)?;
    let before = RecordRef::to(&before.id);
    state.signature.iter().rev().find(|s| s.of == before && s.hand == Hand::Incoming).map(|s| s.digest.clone())
}
