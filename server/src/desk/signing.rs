//! Signatures over what a command has just put (B-22, H-6, K-2, K-7).

use crate::identity::pin::Proven;
use data_encoding::BASE64;
use domain::registers::staff::{Hand, Person, Signature};
use domain::signing::previous_digest;
use domain::{RecordRef, Stamp, State};
use ed25519_dalek::Signer;
use values::{Digest, Id};

/// Who has proven themself with a command, with their keys.
#[derive(Default)]
pub struct Proofs {
    /// The person that the command names.
    pub first: Option<Proven>,
    /// The second one, where there are two.
    pub second: Option<Proven>,
    /// What a visitor shows beside their code, on leaving (B-02).
    pub shown: Option<String>,
}

impl Proofs {
    /// What this person has proven; nothing where they have not.
    pub(super) fn of(&self, person: &Id<Person>) -> Option<&Proven> {
        [&self.first, &self.second].into_iter().flatten().find(|proven| proven.person == *person)
    }
}

/// Signs a record's stored bytes; a sheet is chained to the post's sheet before.
pub(super) fn sign(state: &State, of: &RecordRef, digest: [u8; 32], hand: Hand, stamp: &Stamp, proof: &Proven) -> Option<Signature> {
    let mut signature = Signature {
        id: Id::parse(&format!("{:012}-{}", stamp.revision, proof.person)).ok()?,
        of: of.clone(),
        hand,
        person: proof.person.clone(),
        at: stamp.at,
        digest: Digest::of(&digest),
        previous: previous_digest(state, of),
        public_key: proof.public_key(),
        signature: String::new(),
    };
    signature.signature = BASE64.encode(&proof.key.sign(signature.statement().as_bytes()).to_bytes());
    Some(signature)
}
