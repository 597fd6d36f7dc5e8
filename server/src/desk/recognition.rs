//! Who stands at a kiosk and has a code: recognised by it together with the last four digits of the
//! telephone, or with the mark in their QR code, whole or, where no telephone was given, its last four
//! (B-02, B-09). So leave those who are inside, and come those who are expected or were here before.
//!
//! What is shown beside the code is compared here, by the writer, and kept nowhere; the rules learn
//! only whom the server recognised. Five wrong tries close a code for ten minutes, whether anybody
//! has it or not: a stranger learns nothing by trying.

use crate::identity::tries::Tries;
use domain::registers::appointments::Appointment;
use domain::registers::erasures::is_blocked;
use domain::registers::visits::{self, Visit};
use domain::{RecordRef, State};
use values::{At, Id, LocalDay, Personal, Telephone, VisitCode, VisitMark};

/// Every kiosk of the property: a code is closed at all of them.
const EVERY_KIOSK: &str = "kiosk";

/// Recognises people by their codes.
pub struct Recognition {
    tries: Tries,
}

/// Whom a code and what is shown beside it belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recognised {
    /// Whose visit it is, or was.
    pub holder: Option<Id<Visit>>,
    /// Who is expected by it.
    pub expected: Option<Id<Appointment>>,
}

impl Recognition {
    /// With the tries that were made before.
    #[must_use]
    pub fn new(tries: Tries) -> Self {
        Self { tries }
    }

    /// Whom a command is about that names a code.
    pub(super) fn of(&self, state: &State, command: &domain::Command, shown: Option<&str>, now: At) -> Recognised {
        let (code, leaves) = if let domain::Command::Visits(visits::Command::SignOutByCode { code }) = command {
            (code, true)
        } else if let domain::Command::Visits(visits::Command::ComeByCode { known, .. }) = command {
            (known, false)
        } else {
            return Recognised::default();
        };
        if !self.tries.is_open(code.as_str(), EVERY_KIOSK) {
            return Recognised::default();
        }
        let recognised = |shown| if leaves { who_leaves(state, code, shown) } else { who_comes(state, code, shown, now) };
        let found = shown.map(recognised).unwrap_or_default();
        if found == Recognised::default() {
            self.tries.take(code.as_str(), EVERY_KIOSK);
        } else {
            self.tries.right(code.as_str(), EVERY_KIOSK);
        }
        found
    }
}

fn who_leaves(state: &State, code: &VisitCode, shown: &str) -> Recognised {
    let holders = state.inside().filter(|v| &v.code == code && belongs(v.telephone.as_ref(), v.mark.as_ref(), shown));
    Recognised { holder: only(holders).map(|v| v.id.clone()), expected: None }
}

/// Who is expected today before who was here earlier; of several visits with one code the last. Whose
/// visit is blocked from use until it may be erased is nobody to a kiosk, as if it were gone.
fn who_comes(state: &State, code: &VisitCode, shown: &str, now: At) -> Recognised {
    let today = LocalDay::of(now, state.utc_offset());
    let expected = state
        .expected(today)
        .filter(|a| a.holds_on(today) && &a.code == code && belongs(a.telephone.as_ref(), None, shown));
    if let Some(expected) = only(expected) {
        return Recognised { holder: None, expected: Some(expected.id.clone()) };
    }
    let earlier = state
        .visit
        .iter()
        .filter(|v| &v.code == code && !v.is_inside() && belongs(v.telephone.as_ref(), v.mark.as_ref(), shown))
        .filter(|v| !is_blocked(state, &RecordRef::to(&v.id)));
    Recognised {
        holder: earlier.max_by_key(|v| v.arrived_at).map(|v| v.id.clone()),
        expected: None,
    }
}

/// One only: two that cannot be told apart are asked for at the counter.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

fn belongs(telephone: Option<&Personal<Telephone>>, mark: Option<&Personal<VisitMark>>, shown: &str) -> bool {
    let mark = mark.and_then(|m| m.clear());
    let telephone = telephone.and_then(|t| t.clear());
    let typed = telephone.map(Telephone::last_four).or(mark.map(VisitMark::last_four));
    mark.is_some_and(|m| m.as_str() == shown) || typed.is_some_and(|four| four.len() == 4 && four == shown)
}
