//! 个人信息: what there is about somebody who asks at the counter is shown, put right, or
//! erased, each time signed by a lead, with a receipt. What is shown lies in this program's memory
//! alone, and goes when the screen is left or locked, or after ten minutes.

mod correct;
mod form;
mod found;
mod receipt;

use super::left_list::left_list;
use crate::desk::Desk;
use domain::RecordRef;
use domain::registers::corrections::{self, Correction};
use domain::registers::erasures::{self, Erasure};
use domain::registers::staff::Person;
use domain::{Command, Kind};
use egui::{CentralPanel, Frame, Ui};
use found::Found;
use look::theme::{BG, Tone};
use terminal::{AboutPerson, ConsoleQuestion, Zeroizing};
use values::{At, Id, MINUTE_MS};

pub(crate) use receipt::part_of;
pub(super) use receipt::{correction_facts, erasure_facts};

/// So long what was found stays on the screen.
const STAYS_MS: i64 = 10 * MINUTE_MS;

/// What is typed, what was found, and what was signed for it.
#[derive(Default)]
pub struct Draft {
    form: form::Form,
    /// What was put together last; its answer is waited for, or shown.
    question: Option<Question>,
    /// What was found.
    found: Option<Found>,
    /// What was asked for last, while it is on its way and as its receipt afterwards.
    signed: Option<Signed>,
    /// Whose all this is.
    reader: Option<Id<Person>>,
}

/// One question, without who asks it.
#[derive(Clone)]
struct Question {
    telephone: Zeroizing<String>,
    reason: String,
    /// Behind which family it goes on.
    after: String,
}

/// What a signature was asked for.
#[derive(Clone)]
enum Signed {
    Erasure(Id<Erasure>),
    Correction(Id<Correction>),
}

/// How it is with what was signed.
enum Stands {
    /// Not asked for yet, or refused.
    Nowhere,
    /// On its way to the server.
    Waits,
    /// The server has done it.
    Done,
}

impl Draft {
    /// What came of the question; one that was forgotten meanwhile is shown to nobody.
    pub fn told(&mut self, part: AboutPerson, now: At) {
        let Some(question) = &self.question else { return };
        match &mut self.found {
            Some(found) if !question.after.is_empty() => found.add(part),
            Some(_) | None => self.found = Some(Found::of(part, question.reason.clone(), now.plus(STAYS_MS))),
        }
    }

    /// How many families are held in memory for the reader.
    #[must_use]
    pub fn held(&self) -> usize {
        self.found.as_ref().map_or(0, Found::count)
    }

    /// Lets a lead sign the question.
    fn ask(&mut self, desk: &mut Desk, question: Question) {
        let words = &desk.words.person;
        let title = if question.after.is_empty() { words.sign_look } else { words.sign_more };
        self.question = Some(question.clone());
        desk.ask_to_sign_question(title.to_owned(), String::new(), move |number, pin| ConsoleQuestion::AboutPerson {
            number,
            pin,
            telephone: question.telephone.clone(),
            reason: question.reason.clone(),
            after: question.after.clone(),
        });
    }

    /// Lets a lead sign that these families are erased.
    fn erase(&mut self, desk: &mut Desk, families: Vec<RecordRef>) {
        let erasure: Id<Erasure> = desk.new_id();
        self.signed = Some(Signed::Erasure(erasure.clone()));
        let title = (desk.words.person.sign_erase)(families.len());
        desk.ask_to_sign(title, move |person| {
            erasures::Command::Erase { erasure: erasure.clone(), families: families.clone(), person }.into()
        });
    }

    /// Lets a lead sign what is right in these records.
    fn correct(&mut self, desk: &mut Desk, of: Vec<RecordRef>, right: correct::Right) {
        let correction: Id<Correction> = desk.new_id();
        self.signed = Some(Signed::Correction(correction.clone()));
        let title = (desk.words.person.sign_correct)(of.len());
        desk.ask_to_sign(title, move |person| {
            let (correction, of, right) = (correction.clone(), of.clone(), right.clone());
            let (name, telephone) = (right.name.map(Into::into), right.telephone.map(Into::into));
            corrections::Command::Correct { correction, of, name, telephone, person }.into()
        });
    }
}

impl Signed {
    fn stands(&self, desk: &Desk) -> Stands {
        let is_this = |command: &Command| match (self, command) {
            (Signed::Erasure(id), Command::Erasures(erasures::Command::Erase { erasure, .. })) => erasure == id,
            (Signed::Correction(id), Command::Corrections(corrections::Command::Correct { correction, .. })) => correction == id,
            (Signed::Erasure(_) | Signed::Correction(_), _) => false,
        };
        let state = desk.state();
        let is_there = match self {
            Signed::Erasure(id) => state.erasure.get(id).is_some(),
            Signed::Correction(id) => state.correction.get(id).is_some(),
        };
        if desk.replica.waits().any(|(command, _)| is_this(command)) {
            Stands::Waits
        } else if is_there {
            Stands::Done
        } else {
            Stands::Nowhere
        }
    }
}

/// Whoever leaves the screen leaves nothing there, and nobody finds anything after ten minutes.
pub fn forget(desk: &mut Desk) {
    let reader = desk.person().map(|p| p.id);
    let here = super::SCREENS
        .get(desk.screen)
        .is_some_and(|s| std::ptr::fn_addr_eq(s.ui, person_ui as fn(&mut Ui, &mut Desk)));
    let is_over = desk.drafts.person.found.as_ref().is_some_and(|found| found.until <= desk.now);
    if !here || is_over || desk.drafts.person.reader != reader {
        desk.drafts.person = Draft { reader, ..Draft::default() };
    }
    if here && is_over {
        desk.tell(Tone::Amber, desk.words.person.wiped);
    }
}

/// What a kind of record is called in a count.
fn kind_name(desk: &Desk, kind: Kind) -> &'static str {
    crate::phrases::kind(desk.words, kind)
}

/// Draws the screen.
pub fn person_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.person);
    let stands = draft.signed.as_ref().map_or(Stands::Nowhere, |signed| signed.stands(desk));
    if matches!(stands, Stands::Done) {
        // What is shown is no longer so.
        (draft.found, draft.question) = (None, None);
    }
    left_list(ui, "person.list", |ui| {
        if draft.found.is_some() { found::list(ui, desk, &mut draft) } else { form::form(ui, desk, &mut draft) }
    });
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| match (&stands, draft.found.is_some()) {
        (Stands::Done, _) => receipt::receipt(ui, desk, &mut draft),
        (Stands::Nowhere | Stands::Waits, true) => found::page(ui, desk, &mut draft, matches!(stands, Stands::Waits)),
        (Stands::Nowhere | Stands::Waits, false) => form::beside(ui, desk),
    });
    desk.drafts.person = draft;
}
