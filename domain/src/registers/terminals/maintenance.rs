//! A kiosk that is looked after: it takes nothing from visitors and says where to go instead.
//! An evacuation it shows all the same (B-24).

use super::{Refusal, Terminal};
use crate::registers::staff::Person;
use crate::{Change, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Id};

/// Since when a kiosk is looked after, and by whose word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// Who put it there.
    pub by: Id<Person>,
    /// Since when.
    pub since: At,
}

/// Puts a kiosk into maintenance; who did it first stays named.
pub(super) fn begin(state: &State, terminal: &Id<Terminal>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let kiosk = kiosk(state, terminal)?;
    if kiosk.maintenance.is_some() {
        return Ok(vec![]);
    }
    let by = stamp.actor.person().cloned().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?;
    let maintenance = Some(Maintenance { by, since: stamp.at });
    Ok(vec![Change::Put(Terminal { maintenance, ..kiosk }.into())])
}

/// Ends it.
pub(super) fn end(state: &State, terminal: &Id<Terminal>) -> Result<Vec<Change>, Any> {
    let kiosk = kiosk(state, terminal)?;
    let is_over = kiosk.maintenance.is_none();
    Ok(if is_over { vec![] } else { vec![Change::Put(Terminal { maintenance: None, ..kiosk }.into())] })
}

fn kiosk(state: &State, terminal: &Id<Terminal>) -> Result<Terminal, Any> {
    let known = super::admitted(state, terminal)?;
    match known.station {
        Station::Kiosk => Ok(known),
        Station::Counter | Station::ControlRoom | Station::Operator | Station::Clock => Err(Refusal::NotAKiosk.into()),
    }
}
