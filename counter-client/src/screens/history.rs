//! The archive 档案: records that have left the working set, asked for by kind and
//! with a reason, read, and forgotten when the reader leaves. What is read comes from the
//! server alone, lies in this program's memory alone, and is never changed here.

mod form;
mod list;
mod reading;
mod record;
mod rows;

use super::left_list::left_list;
use crate::desk::Desk;
use domain::Kind;
use domain::registers::staff::Person;
use egui::{CentralPanel, Frame, Ui};
use look::theme::BG;
use reading::{Reading, Trouble};
pub(super) use record::fields;
pub(super) use rows::row;
use terminal::{HistoryAnswer, HistoryQuestion};
use values::Id;

/// The kinds that the screen offers: every kind that leaves the working set.
pub const OFFERED: [Kind; 23] = [
    Kind::Visit,
    Kind::Appointment,
    Kind::KeyIssue,
    Kind::Loss,
    Kind::FoundKey,
    Kind::Release,
    Kind::Matter,
    Kind::MatterNote,
    Kind::Call,
    Kind::Notice,
    Kind::Sheet,
    Kind::Addendum,
    Kind::Signature,
    Kind::Run,
    Kind::Acknowledgement,
    Kind::Tick,
    Kind::RollCall,
    Kind::SurveyAnswer,
    Kind::Gap,
    Kind::TurnedAway,
    Kind::Erasure,
    Kind::Correction,
    Kind::LogLine,
];

/// What is typed and what is read.
#[derive(Default)]
pub struct Draft {
    form: form::Form,
    /// What was found, once there was a page.
    reading: Option<Reading>,
    /// The question that was put together and has no answer yet.
    asking: Option<Asking>,
    /// Why the last question got no page.
    trouble: Option<Trouble>,
    /// Whose all this is.
    reader: Option<Id<Person>>,
}

/// One question on its way.
struct Asking {
    question: HistoryQuestion,
    /// The replica's revision at that time: an archive that covers less is being rebuilt.
    expected: u64,
    /// The link's number for it; `None`: the link does not have it yet.
    id: Option<u64>,
}

impl Draft {
    /// The question that the link is to ask; the program asks it and calls [`Draft::sent`].
    #[must_use]
    pub fn question_to_send(&self) -> Option<HistoryQuestion> {
        self.asking.as_ref().filter(|a| a.id.is_none()).map(|a| a.question.clone())
    }

    /// The link has the question, under this number.
    pub fn sent(&mut self, id: u64) {
        if let Some(asking) = &mut self.asking {
            asking.id = Some(id);
        }
    }

    /// What came of a question. One that was forgotten meanwhile is not shown to anybody.
    pub fn told(&mut self, id: u64, answer: HistoryAnswer) {
        let Some(asking) = self.asking.take_if(|a| a.id == Some(id)) else { return };
        match answer {
            HistoryAnswer::Page { versions, next_before, covered } => {
                let reading = self.reading.get_or_insert_with(|| Reading::of(&asking.question));
                reading.add(versions, next_before, covered < asking.expected);
            }
            HistoryAnswer::Refused(refusal) => {
                let refusal = serde_json::from_slice(&refusal);
                self.trouble = Some(refusal.map_or(Trouble::Failed, |r| Trouble::Refused(Box::new(r))));
            }
            HistoryAnswer::Offline => self.trouble = Some(Trouble::Offline),
            HistoryAnswer::Failed(_) => self.trouble = Some(Trouble::Failed),
        }
    }

    /// How many records are held in memory for the reader.
    #[must_use]
    pub fn held(&self) -> usize {
        self.reading.as_ref().map_or(0, |r| r.found.len())
    }

    fn ask(&mut self, desk: &Desk, question: HistoryQuestion) {
        self.trouble = None;
        self.asking = Some(Asking { question, expected: desk.replica.revision(), id: None });
    }
}

/// Whoever leaves the screen takes nothing along but what they typed; whoever comes next, or
/// comes back, finds nothing at all.
pub fn forget(desk: &mut Desk) {
    let reader = desk.person().map(|p| p.id);
    let here = super::SCREENS
        .get(desk.screen)
        .is_some_and(|s| std::ptr::fn_addr_eq(s.ui, history_ui as fn(&mut Ui, &mut Desk)));
    let draft = &mut desk.drafts.history;
    if draft.reader != reader {
        *draft = Draft { reader, ..Draft::default() };
    }
    if !here {
        (draft.reading, draft.asking, draft.trouble) = (None, None, None);
    }
}

/// What a kind that is offered is called.
fn kind_name(desk: &Desk, kind: Kind) -> &'static str {
    let place = OFFERED.iter().position(|k| *k == kind);
    place.map_or(desk.words.refusals.kinds.record, |place| desk.words.history.kinds[place])
}

/// Draws the screen.
pub fn history_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.history);
    left_list(ui, "history.list", |ui| {
        if draft.reading.is_some() {
            list::list(ui, desk, &mut draft);
        } else {
            form::form(ui, desk, &mut draft);
        }
    });
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| match &mut draft.reading {
        Some(reading) => record::page(ui, desk, reading),
        None => form::beside(ui, desk, &draft),
    });
    desk.drafts.history = draft;
}
