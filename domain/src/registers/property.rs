//! The property itself: its figures, units, price list, notice and post items.
//!
//! Only the operator's import writes these. A figure that the handbook leaves to the
//! property is a field here with the stricter default; no rule holds a constant of its own.

mod counter_hours;
mod map;

pub use counter_hours::{CounterFigures, CounterHours, counter_hours};
pub use map::{MapKiosk, MapMark, MapShape, MarkKind, Point, PropertyMap, ShapeKind};

use crate::{Change, Record, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Fen, Id, Line, LocalDay, Personal, Telephone, Text, UnitNumber};

/// A phrase in the languages of the property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// Traditional Chinese; empty where the property has not written it: then the simplified one is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hant: String,
}

/// The property's figures. One record, id `property`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Always `property`.
    pub id: Id<Settings>,
    /// The property's name.
    pub name: Phrase,
    /// Minutes east of UTC (China: 480).
    pub utc_offset_minutes: i32,
    /// Minute of the day at which the control room hands to the counter (H-1; 08:30 = 510).
    pub morning_handover: u32,
    /// Minute of the day at which the counter hands to the control room (H-2; 17:30 = 1050).
    pub evening_handover: u32,
    /// When the counter serves people.
    #[serde(default, skip_serializing_if = "CounterFigures::are_usual")]
    pub counter: CounterFigures,
    /// Working days that fall on a weekend, and days off that do not (调休).
    pub calendar: Calendar,
    /// The counter's telephone, shown to visitors.
    pub counter_telephone: Telephone,
    /// The control room's telephone, shown to visitors when the counter is closed.
    pub control_room_telephone: Telephone,
    /// Where people gather after leaving the building.
    pub assembly_point: Phrase,
    /// The address told to the fire brigade.
    pub address: Phrase,
    /// Figures of a handover.
    #[serde(default, skip_serializing_if = "HandoverFigures::are_the_default")]
    pub handover: HandoverFigures,
    /// Figures of complaints and requests.
    pub deadlines: Deadlines,
    /// Figures of emergencies.
    pub alarm: Alarm,
    /// Figures of the survey.
    pub survey: SurveyFigures,
    /// How long closed records stay in the working set.
    #[serde(default, skip_serializing_if = "ArchiveFigures::are_usual")]
    pub archive: ArchiveFigures,
    /// Figures of the key cabinet.
    #[serde(default)]
    pub keys: KeyFigures,
    /// What is asked of visitors.
    #[serde(default, skip_serializing_if = "VisitFigures::are_usual")]
    pub visits: VisitFigures,
    /// How long what is about people is kept.
    #[serde(default, skip_serializing_if = "RetentionFigures::are_usual")]
    pub retention: RetentionFigures,
    /// Seconds without a touch before the kiosk asks (B-01).
    pub kiosk_idle_s: u32,
    /// Seconds of countdown after that (B-01; 20 or more).
    pub kiosk_countdown_s: u32,
    /// Seconds without a touch before the home page gives way to the property's notices (G-12; 60).
    #[serde(default = "Settings::usual_attract_s", skip_serializing_if = "Settings::is_usual_attract")]
    pub kiosk_attract_s: u32,
    /// Nobody in it exists: the PINs of `staff.csv` last, where those of a real property are
    /// changed by their owners at the first sign-in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made_up: bool,
}

/// Days on which the handovers differ from Monday to Friday (H-3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Days off from Monday to Friday.
    pub holidays: BTreeSet<LocalDay>,
    /// Working Saturdays and Sundays.
    pub working_weekends: BTreeSet<LocalDay>,
}

/// From when a handover is late (B-23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandoverFigures {
    /// Amber from so many minutes after the hour (15): both stations, and the lead is told.
    pub amber_minutes: u32,
    /// Red from so many (30).
    pub red_minutes: u32,
}

impl Default for HandoverFigures {
    fn default() -> Self {
        Self { amber_minutes: 15, red_minutes: 30 }
    }
}

impl HandoverFigures {
    fn are_the_default(&self) -> bool {
        self == &Self::default()
    }
}

/// How long each class of matter may take, in minutes (C-2, C-4, R-3, R-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Minor complaint or request: solved within (24 h).
    pub minor: u32,
    /// Important: a clear answer within (3 days).
    pub important: u32,
    /// Major: solved within (7 days here; a clear answer within 3).
    pub major: u32,
    /// Repair: somebody is with the client within (15 min).
    pub repair: u32,
    /// Running water, power trip, stopped lift: told within (1 min).
    pub urgent: u32,
}

/// How long an alarm waits (B-24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// Seconds without acknowledgement before the next post is rung (60).
    pub acknowledge_within_s: u32,
    /// Seconds without a step after acknowledgement before it rings again (180).
    pub step_within_s: u32,
}

/// What is asked of visitors beside their name, telephone, host and purpose (B-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitFigures {
    /// The kiosk offers to say the number plate (on).
    pub plate: bool,
    /// Couriers and contractors are asked for whom they work (off).
    pub company: bool,
    /// The kiosk offers to type the number of an identity document (off); nobody has to.
    pub identity: bool,
    /// The kiosk offers to take a photo (off); nobody has to, and the notice must say so.
    #[serde(skip_serializing_if = "is_off")]
    pub photo: bool,
    /// The desk asks the host before it issues a pass (off).
    pub host_answers: bool,
}

impl Default for VisitFigures {
    fn default() -> Self {
        Self { plate: true, company: false, identity: false, photo: false, host_answers: false }
    }
}

/// What came later stands in a record only where it is on, so that older records stay as they were.
fn is_off(flag: &bool) -> bool {
    !flag
}

impl VisitFigures {
    fn are_usual(&self) -> bool {
        self == &Self::default()
    }
}

/// Figures of the key cabinet (K-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFigures {
    /// Minute of the day at which a key borrowed for the day is due (18:00 = 1080).
    pub due_minute: u32,
}

impl Default for KeyFigures {
    fn default() -> Self {
        Self { due_minute: 18 * 60 }
    }
}

/// Figures of the survey (B-18, B-19, U-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyFigures {
    /// A repeat within this many seconds is stored as suppressed (5).
    pub repeat_s: u32,
    /// Answers looked at for the alert lie within this many minutes (15).
    pub alert_minutes: u32,
    /// The alert needs at least this many answers (4).
    pub alert_at_least: u32,
    /// The wished share of happy answers, in per cent (U-3; 95).
    #[serde(default = "SurveyFigures::target")]
    pub target_percent: u32,
    /// Rates and words are shown for groups of at least this many answers (B-19; 5).
    #[serde(default = "SurveyFigures::group")]
    pub group_at_least: u32,
    /// The code of the area that the kiosk's home page asks about with one touch; `None`: it does not ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quick_area: Option<String>,
}

impl SurveyFigures {
    const fn target() -> u32 {
        95
    }
    const fn group() -> u32 {
        5
    }
}

impl Default for SurveyFigures {
    fn default() -> Self {
        let (target_percent, group_at_least) = (Self::target(), Self::group());
        Self {
            repeat_s: 5,
            alert_minutes: 15,
            alert_at_least: 4,
            target_percent,
            group_at_least,
            quick_area: None,
        }
    }
}

/// When closed records leave the working set, and after how long (design §3, "Working set
/// and history").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArchiveFigures {
    /// Minute of the day of the nightly sweep (03:10 = 190).
    pub at_minute: u32,
    /// Days that closed visits, keys, matters, calls, runs and lines of the log stay (7).
    pub keep_days: u32,
    /// Days that survey answers stay: the rates on the screen are over these (90).
    pub keep_survey_days: u32,
    /// Days that sheets which are signed and read stay (35).
    pub keep_sheet_days: u32,
}

impl Default for ArchiveFigures {
    fn default() -> Self {
        Self { at_minute: 190, keep_days: 7, keep_survey_days: 90, keep_sheet_days: 35 }
    }
}

impl ArchiveFigures {
    /// Whether they are the ones that are not written, so that a record from before they
    /// existed keeps its bytes.
    fn are_usual(&self) -> bool {
        self == &Self::default()
    }
}

/// For how many days what is about people is kept, from the last thing that happened to it
/// (facts: law that touches the visitor book); then it is erased and the rest stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RetentionFigures {
    /// Visits that ended (30; 180 at most).
    pub visit_days: u32,
    /// Keys handed out, and losses (two years).
    pub key_days: u32,
    /// Goods releases (one year).
    pub release_days: u32,
    /// Complaints, repairs and requests that were finished (one year).
    pub matter_days: u32,
    /// What was written in handover sheets (three years); visitors' names in it are the visits'.
    pub sheet_days: u32,
    /// What was said and by whom in an emergency (one year; never less than 30 days).
    pub alarm_days: u32,
    /// What people wrote in the survey (90).
    pub word_days: u32,
}

impl Default for RetentionFigures {
    fn default() -> Self {
        Self {
            visit_days: 30,
            key_days: 730,
            release_days: 365,
            matter_days: 365,
            sheet_days: 1_095,
            alarm_days: 365,
            word_days: 90,
        }
    }
}

impl RetentionFigures {
    fn are_usual(&self) -> bool {
        self == &Self::default()
    }
}

/// A unit of the property (G-13, the part that reception needs).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The unit's number.
    pub id: Id<Unit>,
    /// As it stands on the door.
    pub number: UnitNumber,
    /// The floor, as said ("12F", "B1").
    pub floor: String,
    /// The company in it: public, in the directory. `None` for residents and vacant units.
    pub company: Option<Phrase>,
    /// Who lives or answers there: never at the kiosk.
    pub occupant: Option<Personal<Line>>,
    /// Their telephone: never at the kiosk.
    pub telephone: Option<Personal<Telephone>>,
    /// Whom to call in an emergency (E-9).
    pub emergency_contact: Option<Personal<Line>>,
}

/// The published prices of paid services (R-6, G-23); a version is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// Its version ("2026-01").
    pub id: Id<PriceList>,
    /// Its lines.
    pub lines: Vec<Price>,
}

/// One priced service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Its code in the list.
    pub code: String,
    /// What is done.
    pub service: Phrase,
    /// Per what ("次", "米").
    pub per: String,
    /// The price.
    pub price: Fen,
}

/// The notice on personal data that the kiosk shows (B-03); a version is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivacyNotice {
    /// Its version.
    pub id: Id<PrivacyNotice>,
    /// In words: who handles the data, why, which, how long, and how to exercise one's rights.
    pub text: Phrase,
    /// From when it is shown.
    pub from: At,
    /// What it says besides that is only asked where it does: an identity number, a photo.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub covers: BTreeSet<Covered>,
}

/// What a notice must say before it is asked of anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// The number of an identity document.
    Identity,
    /// A photo.
    Photo,
}

impl Covered {
    /// Everything that a notice may cover.
    pub const ALL: [Self; 2] = [Self::Identity, Self::Photo];

    /// As the property's files write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Photo => "photo",
        }
    }
}

/// An item of a post that is counted at handover (H-8): telephone, radio, key cabinet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostItem {
    /// Its code.
    pub id: Id<PostItem>,
    /// At which post it stands.
    pub post: super::handover::Post,
    /// What it is.
    pub name: Phrase,
    /// How many there must be.
    pub count: u32,
    /// Where it stands in the list.
    pub order: u32,
}

recorded!(Settings, Unit, PriceList, PrivacyNotice, PostItem, PropertyMap);

/// What the operator wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Puts a part of an import: whole records of the property, people, keys, forms and
    /// procedures, checked as a whole before the first part is sent.
    Import {
        /// What to put.
        records: Vec<Record>,
        /// A sentence for the log: which files.
        source: Text,
    },
}

named!(Command { Import => "import" });

/// Why an import is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Only a property's own data is imported; visits, matters and the like are not.
    NotImportable {
        /// The kind that is not.
        kind: crate::Kind,
    },
    /// A version that was once shown is never changed: answers and agreements point at it.
    VersionIsTaken {
        /// The record whose contents differ from what is known under this version.
        record: crate::RecordRef,
    },
}

pub(super) fn decide(state: &State, command: &Command, _stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let Command::Import { records, .. } = command;
    let mut changes = Vec::with_capacity(records.len());
    for record in records {
        let kept = match record {
            Record::Settings(_) | Record::Unit(_) | Record::PostItem(_) | Record::Person(_) | Record::Credential(_) => record.clone(),
            Record::PropertyMap(_) => record.clone(),
            Record::PriceList(new) => versioned(record, state.price_list.get(&new.id).is_some_and(|old| old != new.as_ref()))?,
            Record::PrivacyNotice(new) => versioned(record, state.privacy_notice.get(&new.id).is_some_and(|old| old != new.as_ref()))?,
            Record::SurveyForm(new) => versioned(record, state.survey_form.get(&new.id).is_some_and(|old| old != new.as_ref()))?,
            Record::Procedure(new) => {
                let known = state.procedure.get(&new.id);
                versioned(
                    record,
                    known.is_some_and(|old| new.version < old.version || (new.version == old.version && old != new.as_ref())),
                )?
            }
            Record::Key(key) => super::keys::imported(state, key).into(),
            Record::Session(_) | Record::Signature(_) | Record::Terminal(_) | Record::Gap(_) | Record::LogLine(_) | Record::Visit(_) => {
                return refuse(record);
            }
            Record::KeyIssue(_) | Record::Loss(_) | Record::SurveyAnswer(_) | Record::Matter(_) | Record::MatterNote(_) => {
                return refuse(record);
            }
            Record::Call(_) | Record::Duty(_) | Record::Sheet(_) | Record::Addendum(_) | Record::Run(_) => return refuse(record),
            Record::Acknowledgement(_) | Record::Tick(_) | Record::RollCall(_) => return refuse(record),
            Record::Release(_) | Record::ReleaseBook(_) | Record::Appointment(_) | Record::FoundKey(_) => return refuse(record),
            Record::DeviceTrouble(_) => return refuse(record),
            Record::Notice(_) => return refuse(record),
            Record::Sweep(_) | Record::ClockDoubt(_) | Record::Erasure(_) | Record::TurnedAway(_) | Record::Correction(_) => {
                return refuse(record);
            }
        };
        changes.push(Change::Put(kept));
    }
    Ok(changes)
}

/// The record, unless its version is taken by other contents.
fn versioned(record: &Record, taken: bool) -> Result<Record, Any> {
    if taken { Err(Refusal::VersionIsTaken { record: record.reference() }.into()) } else { Ok(record.clone()) }
}

fn refuse(record: &Record) -> Result<Vec<Change>, Any> {
    Err(Refusal::NotImportable { kind: record.reference().kind }.into())
}

impl State {
    /// The property's figures; `None` before the first import.
    #[must_use]
    pub fn property(&self) -> Option<&Settings> {
        self.settings.iter().next()
    }
    /// Minutes east of UTC; 0 before the first import.
    #[must_use]
    pub fn utc_offset(&self) -> i32 {
        self.property().map_or(0, |s| s.utc_offset_minutes)
    }
    /// The unit of that number.
    #[must_use]
    pub fn unit_numbered(&self, number: &UnitNumber) -> Option<&Unit> {
        Id::parse(number.as_str()).ok().and_then(|id| self.unit.get(&id))
    }
}

impl Settings {
    /// A minute, as long as somebody reads the home page.
    #[must_use]
    pub const fn usual_attract_s() -> u32 {
        60
    }
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    const fn is_usual_attract(seconds: &u32) -> bool {
        *seconds == Self::usual_attract_s()
    }
    /// Whether the desk passes between counter and control room on that day (H-1, H-2).
    #[must_use]
    pub fn is_working_day(&self, day: LocalDay) -> bool {
        if day.is_weekend() { self.calendar.working_weekends.contains(&day) } else { !self.calendar.holidays.contains(&day) }
    }
}

#[cfg(test)]
mod tests;
