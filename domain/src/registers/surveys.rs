//! The survey 《业主满意率调查表》 (U-2, B-18): one touch on a face is an answer.
//!
//! An answer belongs to the version of the form that was shown. Every touch is stored, but
//! a repeat within seconds counts once, and a later touch of the same sitting is a change
//! of mind. What is not counted is told beside what is: both totals are shown.

use crate::registers::matters::Matter;
use crate::registers::property::{ArchiveFigures, Phrase};
use crate::registers::terminals::Terminal;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, MINUTE_MS, Personal, SECOND_MS, Text};

/// A version of the form; never changed once it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyForm {
    /// Its version.
    pub id: Id<SurveyForm>,
    /// Its heading.
    pub title: Phrase,
    /// What is asked about, in order.
    pub areas: Vec<Area>,
    /// From when it is shown.
    pub from: At,
}

/// A service that is rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its code in the form.
    pub code: String,
    /// What people read.
    pub name: Phrase,
    /// What it may have been that somebody liked or did not, offered after a face.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// What it may have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Its code, unique in its area.
    pub code: String,
    /// What people read.
    pub name: Phrase,
}

/// So many reasons an area offers at most.
pub const MOST_REASONS: usize = 12;

/// The four faces; there is no neutral one (B-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// 非常满意
    VeryHappy,
    /// 满意
    Happy,
    /// 不满意
    Unhappy,
    /// 非常不满意
    VeryUnhappy,
}

impl Face {
    /// Every face, the happiest first.
    pub const ALL: [Face; 4] = [Face::VeryHappy, Face::Happy, Face::Unhappy, Face::VeryUnhappy];
    /// Whether it counts as satisfied.
    #[must_use]
    pub const fn is_happy(self) -> bool {
        match self {
            Face::VeryHappy | Face::Happy => true,
            Face::Unhappy | Face::VeryUnhappy => false,
        }
    }
}

/// One visitor's time with the form, as the kiosk counts it. It names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting;

/// One touch on a face.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyAnswer {
    /// Made by the kiosk.
    pub id: Id<SurveyAnswer>,
    /// The version of the form that was shown.
    pub form: Id<SurveyForm>,
    /// The code of the area.
    pub area: String,
    /// Which face.
    pub face: Face,
    /// When it was touched: without the server, by the kiosk's clock.
    pub at: At,
    /// On which kiosk.
    pub terminal: Id<Terminal>,
    /// In whose sitting.
    pub sitting: Id<Sitting>,
    /// Stored but not counted.
    pub suppressed: bool,
    /// The codes of the reasons that were touched, in the form's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The matter that is rated, where the visitor named one that is known (B-19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Id<Matter>>,
    /// What the visitor wrote.
    pub word: Option<Personal<Text>>,
}

recorded!(SurveyForm);

impl Recorded for SurveyAnswer {
    const KIND: Kind = Kind::SurveyAnswer;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    /// Longer than the rest: what the alert and the rates count is what is here (U-3).
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_survey_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        Some(self.at)
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Touches a face: that alone is a valid answer.
    Answer {
        /// The new answer's id.
        answer: Id<SurveyAnswer>,
        /// The version of the form on the screen.
        form: Id<SurveyForm>,
        /// The code of the area.
        area: String,
        /// Which face.
        face: Face,
        /// In whose sitting.
        sitting: Id<Sitting>,
        /// The number of the matter that is rated, as typed; one that is not known is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        matter: Option<Line>,
    },
    /// Says what it was, by touching; of a later touch only the last counts. What the form does not
    /// offer for the area is left out.
    AddReasons {
        /// About which answer.
        answer: Id<SurveyAnswer>,
        /// The codes.
        reasons: Vec<String>,
    },
    /// Says why, in words, about the face touched last; a later word replaces it.
    AddWord {
        /// About which answer.
        answer: Id<SurveyAnswer>,
        /// What.
        word: Personal<Text>,
    },
}

named!(Command { Answer => "answer", AddReasons => "add_reasons", AddWord => "add_word" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The form has no such area.
    UnknownArea,
    /// There is no such version of the form.
    UnknownForm,
    /// Only the kiosk of the sitting may add a word.
    NotThisTerminal,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Answer { answer, form, area, face, sitting, matter } => {
            let named = |m: &&Matter| matter.as_ref().is_some_and(|typed| typed.as_str().eq_ignore_ascii_case(&m.number));
            let answer = SurveyAnswer {
                id: answer.clone(),
                form: form.clone(),
                area: area.clone(),
                face: *face,
                // Answers that waited on the kiosk's disk all arrive in one moment; taken for touches
                // of that moment they would suppress each other and raise a false alert.
                at: stamp.made_at(),
                terminal: stamp.terminal.clone(),
                sitting: sitting.clone(),
                suppressed: false,
                reasons: Vec::new(),
                matter: state.matter.iter().find(named).map(|m| m.id.clone()),
                word: None,
            };
            take(state, answer)
        }
        Command::AddReasons { answer, reasons } => {
            let answer = own(state, answer, stamp)?;
            let area = state.survey_form.get(&answer.form).and_then(|f| f.areas.iter().find(|a| a.code == answer.area));
            let offered = area.map_or(&[][..], |area| &area.reasons);
            let reasons = offered.iter().map(|r| &r.code).filter(|code| reasons.contains(code)).cloned().collect();
            Ok(vec![Change::Put(SurveyAnswer { reasons, ..answer.clone() }.into())])
        }
        Command::AddWord { answer, word } => {
            let answer = own(state, answer, stamp)?;
            Ok(vec![Change::Put(SurveyAnswer { word: Some(word.clone()), ..answer.clone() }.into())])
        }
    }
}

/// The answer, which must have been given at this terminal.
fn own<'s>(state: &'s State, answer: &Id<SurveyAnswer>, stamp: &Stamp) -> Result<&'s SurveyAnswer, Any> {
    let answer = state.survey_answer.find(answer)?;
    if answer.terminal == stamp.terminal { Ok(answer) } else { Err(Refusal::NotThisTerminal.into()) }
}

fn take(state: &State, mut answer: SurveyAnswer) -> Result<Vec<Change>, Any> {
    state.survey_answer.vacant(&answer.id)?;
    let form = state.survey_form.get(&answer.form).ok_or(Refusal::UnknownForm)?;
    if !form.areas.iter().any(|a| a.code == answer.area) {
        return Err(Refusal::UnknownArea.into());
    }
    let within_ms = state.property().map_or(0, |s| i64::from(s.survey.repeat_s) * SECOND_MS);
    let alike = |a: &&SurveyAnswer| !a.suppressed && a.form == answer.form && a.area == answer.area && a.terminal == answer.terminal;
    let counted: Vec<&SurveyAnswer> = state.survey_answer.iter().filter(alike).collect();
    if counted.iter().any(|a| answer.at.since(a.at).abs() <= within_ms) {
        answer.suppressed = true;
        return Ok(vec![Change::Put(answer.into())]);
    }
    let given_up = counted
        .into_iter()
        .filter(|a| a.sitting == answer.sitting)
        .map(|a| SurveyAnswer { suppressed: true, ..a.clone() });
    let mut changes: Vec<Change> = given_up.map(|a| Change::Put(a.into())).collect();
    changes.insert(0, Change::Put(answer.into()));
    Ok(changes)
}

/// How one area of a form was rated (U-3). Whole numbers only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaRate {
    /// The code of the area; empty for all areas together.
    pub area: String,
    /// Answers that count.
    pub counted: u32,
    /// Answers stored but not counted.
    pub suppressed: u32,
    /// Of those that count, how many are happy.
    pub happy: u32,
    /// Of those that count, how many of each face, in the order of [`Face::ALL`].
    pub by_face: [u32; 4],
}

impl AreaRate {
    /// Happy ones among a thousand, rounded down; `None` where nothing counts.
    #[must_use]
    pub fn per_mille_happy(&self) -> Option<u32> {
        let rate = (u64::from(self.happy) * 1_000).checked_div(u64::from(self.counted))?;
        u32::try_from(rate).ok()
    }

    fn of<'a>(area: &str, answers: impl Iterator<Item = &'a SurveyAnswer>) -> Self {
        let mut rate = AreaRate { area: area.to_owned(), ..AreaRate::default() };
        for answer in answers {
            if answer.suppressed {
                rate.suppressed += 1;
                continue;
            }
            rate.counted += 1;
            rate.happy += u32::from(answer.face.is_happy());
            for (face, count) in Face::ALL.iter().zip(&mut rate.by_face) {
                *count += u32::from(*face == answer.face);
            }
        }
        rate
    }
}

/// The rate of each area of a form, in the form's order; empty for an unknown form. Over
/// the answers in the working set: those of the last `keep_survey_days`.
#[must_use]
pub fn rates(state: &State, form: &Id<SurveyForm>) -> Vec<AreaRate> {
    let areas = state.survey_form.get(form).into_iter().flat_map(|f| &f.areas);
    let answers = |area: &str| state.survey_answer.iter().filter(move |a| &a.form == form && a.area == area).collect::<Vec<_>>();
    areas.map(|area| AreaRate::of(&area.code, answers(&area.code).into_iter())).collect()
}

/// The rate of a form over all its areas, and over the same answers.
#[must_use]
pub fn overall(state: &State, form: &Id<SurveyForm>) -> AreaRate {
    AreaRate::of("", state.survey_answer.iter().filter(|a| &a.form == form))
}

/// Many unhappy people in a short time (B-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// How many unhappy answers.
    pub unhappy: u32,
    /// Among how many that count.
    pub answers: u32,
    /// When the first of them was given.
    pub since: At,
}

/// Whether half or more of the answers of the last minutes are unhappy, and there are
/// enough of them to say so; the figures are the property's.
#[must_use]
pub fn alert(state: &State, now: At) -> Option<Alert> {
    let figures = &state.property()?.survey;
    let from = now.plus(-i64::from(figures.alert_minutes) * MINUTE_MS);
    let recent = || state.survey_answer.iter().filter(|a| !a.suppressed && a.at >= from && a.at <= now);
    let rate = AreaRate::of("", recent());
    let unhappy = rate.counted - rate.happy;
    let since = recent().map(|a| a.at).min()?;
    let enough = rate.counted >= figures.alert_at_least && unhappy.saturating_mul(2) >= rate.counted;
    enough.then_some(Alert { unhappy, answers: rate.counted, since })
}

impl State {
    /// The form to show: of those that have begun, the one with the latest beginning.
    #[must_use]
    pub fn current_survey_form(&self, now: At) -> Option<&SurveyForm> {
        self.survey_form.iter().filter(|f| f.from <= now).max_by_key(|f| f.from)
    }
    /// The next form, and when it begins: imported, not shown to visitors yet.
    #[must_use]
    pub fn coming_survey_form(&self, now: At) -> Option<&SurveyForm> {
        self.survey_form.iter().filter(|f| f.from > now).min_by_key(|f| f.from)
    }
}

#[cfg(test)]
mod tests;
