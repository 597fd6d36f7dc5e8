//! Found keys 拾获钥匙 (K-4): a key or card that somebody found and told of, at the kiosk or at a desk.
//!
//! It stays open until a colleague has it in hand and says what became of it, and stands in every
//! handover of the desk until then. What was told at the kiosk has happened: it is never refused.

use super::keys::KeyKind;
use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, PersonName, Personal, ReportNumber, Telephone};

/// Where a found key is, as far as the finder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundPlace {
    /// 交到前台: on its way to the counter.
    Brought,
    /// 仍在原处: where it was found.
    Left,
}

impl FoundPlace {
    /// Both, in the order in which they are offered.
    pub const ALL: [FoundPlace; 2] = [FoundPlace::Brought, FoundPlace::Left];
}

/// A found key or card 《拾获钥匙登记》.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundKey {
    /// Made by the terminal.
    pub id: Id<FoundKey>,
    /// To name it aloud: `F-20261123-001`.
    pub number: String,
    /// By which the finder asks after it, where a kiosk has shown one.
    pub reference: Option<ReportNumber>,
    /// What it is.
    pub kind: KeyKind,
    /// Where it was found, in the finder's words.
    pub found_where: Personal<Line>,
    /// What stands on it, or whose it may be.
    pub says: Option<Personal<Line>>,
    /// Where it is now, as far as the finder says.
    pub place: FoundPlace,
    /// Who found it, if they say.
    pub finder: Option<Personal<PersonName>>,
    /// How to reach them, if they say.
    pub telephone: Option<Personal<Telephone>>,
    /// When it was told.
    pub reported_at: At,
    /// At which station.
    pub station: Station,
    /// Who has it in hand since when; `None`: nobody yet.
    pub received: Option<Received>,
    /// What became of it; `None`: it is open.
    pub settled: Option<Settled>,
}

/// A colleague has it in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Who.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Who says so.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// What, in words: given back to whom, hung in the cabinet, not found.
    pub result: Personal<Line>,
}

impl Recorded for FoundKey {
    const KIND: Kind = Kind::FoundKey;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        self.settled.as_ref().map(|settled| settled.at)
    }
    fn found_by(&self) -> Vec<String> {
        let people = [self.received.as_ref().map(|r| r.by.as_str()), self.settled.as_ref().map(|s| s.by.as_str())];
        let reference = self.reference.as_ref().map(ReportNumber::as_str);
        crate::record::words([Some(self.number.as_str()), reference].into_iter().chain(people))
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Tells of a found key.
    Report {
        /// The new record's id.
        found: Id<FoundKey>,
        /// By which the finder asks after it, where a kiosk has shown one.
        reference: Option<ReportNumber>,
        /// What it is.
        kind: KeyKind,
        /// Where it was found.
        found_where: Personal<Line>,
        /// What stands on it, or whose it may be.
        says: Option<Personal<Line>>,
        /// Where it is now.
        place: FoundPlace,
        /// Who found it, if they say.
        finder: Option<Personal<PersonName>>,
        /// How to reach them, if they say.
        telephone: Option<Personal<Telephone>>,
    },
    /// A colleague has it in hand.
    Receive {
        /// Which.
        found: Id<FoundKey>,
    },
    /// Says what became of it.
    Settle {
        /// Which.
        found: Id<FoundKey>,
        /// What.
        result: Personal<Line>,
    },
}

named!(Command { Report => "report", Receive => "receive", Settle => "settle" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Somebody has it in hand already.
    ReceivedAlready {
        /// Who.
        by: Id<Person>,
        /// When.
        at: At,
    },
    /// It is settled already.
    SettledAlready {
        /// When.
        at: At,
    },
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let found = match command {
        Command::Report { found, reference, kind, found_where, says, place, finder, telephone } => {
            state.found_key.vacant(found)?;
            FoundKey {
                id: found.clone(),
                number: super::matters::next_number("F", state, stamp, state.found_key.iter().map(|f| f.number.as_str())),
                reference: reference.clone(),
                kind: *kind,
                found_where: found_where.clone(),
                says: says.clone(),
                place: *place,
                finder: finder.clone(),
                telephone: telephone.clone(),
                reported_at: stamp.made_at(),
                station: stamp.station,
                received: None,
                settled: None,
            }
        }
        Command::Receive { found } => {
            let found = open(state, found)?;
            if let Some(Received { by, at }) = &found.received {
                return Err(Refusal::ReceivedAlready { by: by.clone(), at: *at }.into());
            }
            FoundKey {
                received: Some(Received { by: colleague(stamp)?, at: stamp.at }),
                ..found.clone()
            }
        }
        Command::Settle { found, result } => {
            let settled = Settled { by: colleague(stamp)?, at: stamp.at, result: result.clone() };
            FoundKey { settled: Some(settled), ..open(state, found)?.clone() }
        }
    };
    Ok(vec![Change::Put(found.into())])
}

fn open<'s>(state: &'s State, found: &Id<FoundKey>) -> Result<&'s FoundKey, Any> {
    let found = state.found_key.find(found)?;
    match &found.settled {
        Some(settled) => Err(Refusal::SettledAlready { at: settled.at }.into()),
        None => Ok(found),
    }
}

fn colleague(stamp: &Stamp) -> Result<Id<Person>, Any> {
    stamp.actor.person().cloned().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))
}

impl State {
    /// The found keys that are not settled, in the order of their ids.
    pub fn open_found_keys(&self) -> impl Iterator<Item = &FoundKey> {
        self.found_key.iter().filter(|found| found.settled.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::*;

    fn report(found: &str) -> Command {
        Command::Report {
            found: id(found),
            reference: Some(ReportNumber::made_by(3, 7)),
            kind: KeyKind::AccessCard,
            found_where: told("电梯里"),
            says: None,
            place: FoundPlace::Brought,
            finder: None,
            telephone: None,
        }
    }
    fn receive(found: &str) -> Command {
        Command::Receive { found: id(found) }
    }
    fn settle(found: &str) -> Command {
        Command::Settle { found: id(found), result: told("已还给失主") }
    }
    fn no(refusal: Refusal) -> Expect {
        Expect::No(refusal.into())
    }

    #[test]
    fn k4_a_found_key_is_told_of_at_the_kiosk_without_a_name_and_stays_open_until_somebody_settles_it() {
        let mut state = check(&state(), report("f1"), &kiosk(), Expect::Done);
        let f1 = |state: &State| state.found_key.get(&id("f1")).unwrap().clone();
        assert_eq!((f1(&state).number.as_str(), f1(&state).reference), ("F-20261123-001", Some(ReportNumber::made_by(3, 7))));
        done(&mut state, receive("f1"), &counter(CLERK).minute(5));
        let already = Refusal::ReceivedAlready { by: id(CLERK), at: at(5) };
        check(&state, receive("f1"), &control_room(OPERATOR).minute(6), no(already));
        assert_eq!(state.open_found_keys().count(), 1);
        done(&mut state, settle("f1"), &control_room(OPERATOR).minute(9));
        assert_eq!(state.open_found_keys().count(), 0);
        for command in [receive("f1"), settle("f1")] {
            check(&state, command, &counter(CLERK).minute(10), no(Refusal::SettledAlready { at: at(9) }));
        }
    }

    #[test]
    fn k4_a_key_that_was_never_brought_can_be_settled_too() {
        let state = check(&state(), report("f1"), &kiosk().offline(), Expect::Done);
        check(&state, settle("f1"), &counter(CLERK).minute(60), Expect::Done);
    }

    #[test]
    fn q1_a_colleague_who_takes_or_settles_it_is_named() {
        use crate::rights::Refusal as Right;
        let given = check(&state(), report("f1"), &kiosk(), Expect::Done);
        for (command, stamp, refused) in [
            (report("f2"), counter(""), Right::SignInFirst),
            (receive("f1"), counter(""), Right::SignInFirst),
            (settle("f1"), kiosk(), Right::NotAtThisStation),
        ] {
            check(&given, command, &stamp, Expect::No(refused.into()));
        }
    }
}
