//! What a station sees of the state.
//!
//! A view depends on the station, never on the person signed in; it hides only the
//! contents of personal fields, on which no rule branches, so a terminal can run the
//! rules on what it sees and get the server's answer.

use crate::{Kind, Record, Station};
use std::borrow::Cow;

/// How much of a kind of record a station sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Whole,
    /// The record, without the contents of its personal fields.
    Veiled,
    /// Nothing: the record stays on the server.
    Nothing,
}

/// What a station sees of a kind. The kiosk and the operator follow no view at all: the
/// kiosk's own narrow service has no message that could carry another person's data.
#[must_use]
pub const fn sight(station: Station, kind: Kind) -> Sight {
    match station {
        Station::Kiosk | Station::Operator | Station::Clock => Sight::Nothing,
        Station::Counter => desk(kind, Sight::Whole),
        // The control room needs visitors and callers by name, not what they wrote in a survey.
        Station::ControlRoom => desk(kind, Sight::Veiled),
    }
}

/// A record as every page of a station shows it: whole, but for what is asked for by itself, one at a
/// time and with a line in the log: a visitor's photo.
#[must_use]
pub fn followed(record: &Record) -> Cow<'_, Record> {
    if let Record::Visit(visit) = record
        && visit.particulars.photo.is_some()
    {
        return Cow::Owned(visit.as_followed().into());
    }
    Cow::Borrowed(record)
}

const fn desk(kind: Kind, survey: Sight) -> Sight {
    match kind {
        Kind::Credential => Sight::Nothing,
        Kind::SurveyAnswer => survey,
        Kind::Settings | Kind::Unit | Kind::PriceList | Kind::PrivacyNotice | Kind::PostItem => Sight::Whole,
        Kind::Person | Kind::Session | Kind::Signature | Kind::Terminal | Kind::Gap | Kind::LogLine => Sight::Whole,
        Kind::Visit | Kind::Appointment | Kind::FoundKey | Kind::Key | Kind::KeyIssue | Kind::Loss | Kind::SurveyForm => Sight::Whole,
        Kind::Matter | Kind::MatterNote | Kind::Call | Kind::Duty | Kind::Sheet | Kind::Addendum => Sight::Whole,
        Kind::Procedure | Kind::Run | Kind::Acknowledgement | Kind::Tick | Kind::RollCall => Sight::Whole,
        Kind::Release | Kind::ReleaseBook | Kind::DeviceTrouble => Sight::Whole,
        Kind::Notice | Kind::PropertyMap => Sight::Whole,
        Kind::Sweep | Kind::ClockDoubt | Kind::Erasure | Kind::TurnedAway | Kind::Correction => Sight::Whole,
    }
}
