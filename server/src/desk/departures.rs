//! Who leaves at a kiosk: recognised by the visit code with the last four digits of the telephone,
//! or with the mark in their QR code, whole or, where no telephone was given, its last four (B-02, B-09).
//!
//! What is shown beside the code is compared here, by the writer, and kept nowhere; the rules learn
//! only whose holder was recognised. Five wrong tries close a code for ten minutes, whether anybody
//! holds it or not: a stranger learns nothing by trying.

use crate::identity::tries::Tries;
use domain::State;
use domain::registers::visits::{self, Visit};
use values::{Id, VisitCode};

/// Every kiosk of the property: a code is closed at all of them.
const EVERY_KIOSK: &str = "kiosk";

/// Recognises who leaves.
pub struct Departures {
    tries: Tries,
}

impl Departures {
    /// With the tries that were made before.
    #[must_use]
    pub fn new(tries: Tries) -> Self {
        Self { tries }
    }

    /// The visit whose holder shows this beside the code, where a command signs somebody out by it.
    pub(super) fn holder(&self, state: &State, command: &domain::Command, shown: Option<&str>) -> Option<Id<Visit>> {
        let domain::Command::Visits(visits::Command::SignOutByCode { code }) = command else { return None };
        if !self.tries.is_open(code.as_str(), EVERY_KIOSK) {
            return None;
        }
        let found = shown.and_then(|shown| recognised(state, code, shown));
        match found {
            Some(_) => self.tries.right(code.as_str(), EVERY_KIOSK),
            None => {
                self.tries.take(code.as_str(), EVERY_KIOSK);
            }
        }
        found
    }
}

/// One visit only: two that cannot be told apart are asked for at the counter.
fn recognised(state: &State, code: &VisitCode, shown: &str) -> Option<Id<Visit>> {
    let mut holders = state.inside().filter(|v| &v.code == code && is_shown(v, shown));
    let holder = holders.next()?;
    holders.next().is_none().then(|| holder.id.clone())
}

fn is_shown(visit: &Visit, shown: &str) -> bool {
    let mark = visit.mark.as_ref().and_then(|m| m.clear());
    let telephone = visit.telephone.as_ref().and_then(|t| t.clear());
    let typed = telephone.map(values::Telephone::last_four).or(mark.map(values::VisitMark::last_four));
    mark.is_some_and(|m| m.as_str() == shown) || typed.is_some_and(|four| four.len() == 4 && four == shown)
}
