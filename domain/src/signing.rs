//! Who signs what (B-22): the server signs by this, and whoever holds a copy verifies by it.

use crate::registers::handover::{self, Sheet};
use crate::registers::keys;
use crate::registers::releases;
use crate::registers::staff::{Hand, Person};
use crate::{Change, Command, Kind, RecordRef, State, rights};
use values::{Digest, Id};

/// Whose signatures stand beside what a command has put, and as what each of them signs; none:
/// it is signed by nobody.
#[must_use]
pub fn hands(command: &Command) -> Vec<(Hand, &Id<Person>)> {
    use handover::Command as C;
    let first = match command {
        Command::Handover(C::SignOutgoing { person, .. }) => Some((Hand::Outgoing, person)),
        Command::Handover(C::SignIncoming { person, .. }) => Some((Hand::Incoming, person)),
        Command::Handover(C::Review { person, .. }) => Some((Hand::Review, person)),
        Command::Handover(C::Override { person, .. }) => Some((Hand::Override, person)),
        Command::Handover(C::TakeUp { .. } | C::Open { .. } | C::Count { .. } | C::Special { .. } | C::Remark { .. }) => None,
        Command::Handover(C::Object { .. } | C::Clear { .. } | C::ReadBack { .. } | C::Withdraw { .. } | C::AddAddendum { .. }) => None,
        Command::Keys(keys::Command::Issue { person, .. }) => person.as_ref().map(|person| (Hand::HandOut, person)),
        Command::Releases(releases::Command::Issue { person, .. }) => Some((Hand::Release, person)),
        Command::Releases(releases::Command::Confirm { .. } | releases::Command::Withdraw { .. }) => None,
        Command::Keys(_) | Command::Property(_) | Command::Staff(_) | Command::Terminals(_) | Command::DutyLog(_) => None,
        Command::Visits(_)
        | Command::Appointments(_)
        | Command::FoundKeys(_)
        | Command::Surveys(_)
        | Command::Matters(_)
        | Command::Devices(_)
        | Command::Calls(_) => None,
        Command::Notices(_) => None,
        Command::Emergencies(_) | Command::Archive(_) | Command::Clock(_) | Command::Erasures(_) | Command::Corrections(_) => None,
    };
    first.into_iter().chain(rights::second(command).map(|person| (Hand::Second, person))).collect()
}

/// Of what kind the record is that is signed so.
#[must_use]
pub const fn signed_as(hand: Hand) -> Kind {
    match hand {
        Hand::Outgoing | Hand::Incoming | Hand::Review | Hand::Override => Kind::Sheet,
        Hand::HandOut | Hand::Second => Kind::KeyIssue,
        Hand::Release => Kind::Release,
    }
}

/// Whether a change carries a signature that is given so; of several, the first does.
#[must_use]
pub fn carries(change: &Change, hand: Hand) -> bool {
    matches!(change, Change::Put(record) if record.reference().kind == signed_as(hand))
}

/// The digest under which the incoming person signed the post's sheet before this one: sheets are
/// a chain. `None`: there is none before, or it is no sheet.
#[must_use]
pub fn previous_digest(state: &State, of: &RecordRef) -> Option<Digest> {
    let sheet = state.sheet.get(&of.id_of::<Sheet>()?)?;
    let earlier = |s: &&Sheet| s.post == sheet.post && s.number < sheet.number && s.is_complete();
    let before = RecordRef::to(&state.sheet.iter().filter(earlier).max_by_key(|s| s.number)?.id);
    state.signature.iter().rev().find(|s| s.of == before && s.hand == Hand::Incoming).map(|s| s.digest.clone())
}
