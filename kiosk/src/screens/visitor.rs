//! 访客登记: notice, four things, a summary, and the code (V-1, V-2, B-03).

mod done;
mod known;
mod particulars;
mod portrait;
mod purpose;
mod questions;
mod slip;

use egui::Ui;
use look::text;
use portrait::Portrait;
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, Purpose, RegisterVisit};
use values::{VisitMark, masked};

use super::notice::{self, Answer};
use super::summary::{Said, summary};
use crate::directory;
use crate::form::{self, Heading};
use crate::here::Here;
use crate::tray::{Progress, Ticket};
use crate::typing::{Slot, Typing};

/// How many steps a visitor sees.
const STEPS: usize = 5;

/// One registration. Nothing in it is lost by going back or by changing the language.
#[derive(Debug)]
pub struct Visitor {
    step: Step,
    typing: Typing,
    portrait: Portrait,
    agreed: Option<Agreed>,
    no_telephone: bool,
    unit: Option<String>,
    purpose: Option<Purpose>,
    people: u32,
    children: u32,
    /// Came by car: the plate is asked for.
    by_car: bool,
    /// The plate begins with no province.
    other_plate: bool,
    correcting: bool,
    ticket: Option<Ticket>,
    /// Why a code was not recognised.
    refused: Option<KioskRefusal>,
    /// Came by a code: what the server knows of them, this kiosk does not.
    recognised: bool,
    mark: Option<VisitMark>,
    tried_again: bool,
    /// Whether the slip was asked for.
    slip: bool,
}

/// Which notice was agreed to, and when by this kiosk's clock (B-03).
#[derive(Clone, Debug)]
struct Agreed {
    version: String,
    at_ms: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Notice,
    Declined,
    Known,
    Name,
    Telephone,
    Identity,
    Photo,
    Whom,
    Purpose,
    Company,
    Plate,
    Summary,
    Done,
}

impl Step {
    /// Its number on the screen, from 1.
    fn number(self) -> usize {
        match self {
            Self::Notice | Self::Declined | Self::Known | Self::Name => 1,
            Self::Telephone | Self::Identity | Self::Photo => 2,
            Self::Whom => 3,
            Self::Purpose | Self::Company | Self::Plate => 4,
            Self::Summary | Self::Done => STEPS,
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Notice => None,
            Self::Declined | Self::Name => Some(Self::Notice),
            Self::Known | Self::Telephone => Some(Self::Name),
            Self::Identity => Some(Self::Telephone),
            Self::Photo => Some(Self::Identity),
            Self::Whom => Some(Self::Photo),
            Self::Purpose => Some(Self::Whom),
            Self::Company => Some(Self::Purpose),
            Self::Plate => Some(Self::Company),
            Self::Summary => Some(Self::Plate),
            Self::Done => Some(Self::Summary),
        }
    }

    /// Into which field its answer is typed.
    fn slot(self) -> Slot {
        match self {
            Self::Identity => Slot::Identity,
            Self::Company => Slot::Company,
            Self::Plate => Slot::Plate,
            Self::Telephone => Slot::Telephone,
            Self::Whom => Slot::Whom,
            Self::Known => Slot::Code,
            Self::Notice | Self::Declined | Self::Name | Self::Photo => Slot::Name,
            Self::Purpose | Self::Summary | Self::Done => Slot::Name,
        }
    }

    fn after(self) -> Self {
        match self {
            Self::Notice | Self::Declined => Self::Name,
            Self::Name => Self::Telephone,
            Self::Telephone => Self::Identity,
            Self::Identity => Self::Photo,
            Self::Photo => Self::Whom,
            Self::Whom => Self::Purpose,
            Self::Purpose => Self::Company,
            Self::Company => Self::Plate,
            Self::Plate => Self::Summary,
            Self::Known | Self::Summary | Self::Done => Self::Done,
        }
    }
}

impl Visitor {
    /// Begins with the notice; a property that has none begins with the first question.
    #[must_use]
    pub fn new(here: &Here<'_>) -> Self {
        Self {
            step: if here.lobby.notice.is_some() { Step::Notice } else { Step::Name },
            typing: Typing::default(),
            portrait: Portrait::default(),
            agreed: None,
            no_telephone: false,
            unit: None,
            purpose: None,
            people: 1,
            children: 0,
            by_car: false,
            other_plate: false,
            correcting: false,
            ticket: None,
            refused: None,
            recognised: false,
            mark: None,
            tried_again: false,
            slip: false,
        }
    }

    /// Draws the step that is due.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        match self.step {
            Step::Notice => match notice::show(ui, here) {
                Some(Answer::Agree) => {
                    self.agreed = Some(Agreed { version: here.lobby.notice_version.clone(), at_ms: here.wall.0 });
                    self.step = Step::Name;
                }
                Some(Answer::Disagree) => self.step = Step::Declined,
                Some(Answer::Back) => here.go_home(),
                None => {}
            },
            Step::Declined => {
                if notice::declined(ui, here) {
                    self.step = Step::Notice;
                }
            }
            Step::Known => self.known(ui, here),
            Step::Name => self.name(ui, here),
            Step::Telephone => self.telephone(ui, here),
            Step::Identity => self.identity(ui, here),
            Step::Photo => self.photo(ui, here),
            Step::Whom => self.whom(ui, here),
            Step::Purpose => self.purpose(ui, here),
            Step::Company => self.company(ui, here),
            Step::Plate => self.plate(ui, here),
            Step::Summary => self.summary(ui, here),
            Step::Done => self.done(ui, here),
        }
        if self.step != Step::Photo {
            self.portrait.put_away();
        }
    }

    fn heading(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let title = here.words.kiosk.shell.visitor;
        if !form::heading(ui, here, Heading { title, step: Some((self.step.number(), STEPS)) }) {
            return;
        }
        let first = self.step == Step::Name && here.lobby.notice.is_none();
        match self.beside(here, Step::before).filter(|_| !first) {
            Some(Step::Notice) if self.agreed.is_some() && here.lobby.notice.is_none() => here.go_home(),
            Some(before) => {
                self.correcting = false;
                self.step = before;
            }
            None => here.go_home(),
        }
    }

    /// The next step in one direction that applies to this visitor.
    fn beside(&self, here: &Here<'_>, beside: impl Fn(Step) -> Option<Step>) -> Option<Step> {
        let mut step = beside(self.step);
        while let Some(skipped) = step.filter(|step| !self.applies(*step, here)) {
            step = beside(skipped);
        }
        step
    }

    /// Goes on: to the next question, or back to the summary from which it was corrected, unless the
    /// correction has brought up another question.
    fn go_on(&mut self, here: &Here<'_>) {
        let next = self.beside(here, |step| Some(step.after())).unwrap_or(Step::Summary);
        let asks = matches!(next, Step::Company | Step::Plate) && self.typing.text(next.slot()).is_empty();
        if !self.correcting || asks {
            self.step = next;
        } else {
            self.step = Step::Summary;
        }
        self.correcting &= self.step != Step::Summary;
    }

    fn summary(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, false);
        let words = &here.words.kiosk.visitor;
        let telephone = if self.no_telephone { words.no_telephone_chosen.to_owned() } else { self.typing.sent(Slot::Telephone) };
        let purpose = self.purpose.map_or("", |purpose| words.purposes[purpose::place(purpose)]);
        let mut lines = vec![
            (words.name_label, self.typing.sent(Slot::Name), Step::Name),
            (words.telephone_label, telephone, Step::Telephone),
            (words.whom_label, self.host(here), Step::Whom),
            (words.purpose_label, purpose.to_owned(), Step::Purpose),
            (words.party_label, (words.party)(self.people, self.children), Step::Purpose),
        ];
        let photo = if self.portrait.is_agreed() { words.photo_is_taken } else { words.photo_not_taken };
        let more = [
            (words.photo_label, photo.to_owned(), Step::Photo),
            (words.identity_label, masked(&self.typing.sent(Slot::Identity)), Step::Identity),
            (words.company_label, self.typing.sent(Slot::Company), Step::Company),
            (words.plate_label, self.typing.sent(Slot::Plate).to_uppercase(), Step::Plate),
        ];
        lines.extend(more.into_iter().filter(|(_, said, step)| !said.is_empty() && self.applies(*step, here)));
        let touched = form::inside(ui, places.content, "summary", |ui| {
            text::heading(ui, words.summary);
            let said: Vec<_> = lines.iter().map(|(label, value, _)| Said { label, value, change: (words.change)(label) }).collect();
            summary(ui, here.words, &said)
        });
        if let Some((_, _, step)) = touched.and_then(|index| lines.get(index)) {
            self.correcting = true;
            self.step = *step;
        }
        if self.ticket.is_some_and(|ticket| here.progress(ticket) == Progress::NotSaved) {
            form::trouble(ui, places.foot, here.words.kiosk.shell.not_saved);
        }
        if form::foot(ui, places.foot, words.submit, None) {
            self.submit(here);
            self.step = Step::Done;
        }
    }

    /// Whom or which unit, in one line.
    fn host(&self, here: &Here<'_>) -> String {
        match &self.unit {
            None => self.typing.sent(Slot::Whom),
            Some(number) => {
                let unit = directory::line(&here.lobby.directory, number, here.language);
                let person = self.typing.sent(Slot::Person);
                if person.is_empty() { unit } else { format!("{unit} · {person}") }
            }
        }
    }

    fn submit(&mut self, here: &mut Here<'_>) {
        let whom = if self.unit.is_some() { self.typing.sent(Slot::Person) } else { self.typing.sent(Slot::Whom) };
        let agreed = self.agreed.clone();
        let mark = self.mark.get_or_insert_with(|| VisitMark::drawn((here.chance)())).as_str().to_owned();
        let visit = RegisterVisit {
            // The tray fills it in when the seq is known.
            code: String::new(),
            name: self.typing.sent(Slot::Name),
            telephone: if self.no_telephone { String::new() } else { self.typing.sent(Slot::Telephone) },
            unit: self.unit.clone().unwrap_or_default(),
            whom,
            purpose: self.purpose.unwrap_or(Purpose::Other).into(),
            people: self.people,
            children: self.children,
            notice_version: agreed.as_ref().map(|agreed| agreed.version.clone()).unwrap_or_default(),
            agreed_at_ms: agreed.map_or(0, |agreed| agreed.at_ms),
            mark,
            plate: self.said(here, Step::Plate),
            company: self.said(here, Step::Company),
            identity: self.said(here, Step::Identity),
            photo: if self.applies(Step::Photo, here) { self.portrait.sent().into() } else { Default::default() },
        };
        self.ticket = Some(here.send(What::RegisterVisit(visit)));
        self.slip = false;
    }

    /// What was said to a question, while it applies.
    fn said(&self, here: &Here<'_>, step: Step) -> String {
        if self.applies(step, here) { self.typing.sent(step.slot()) } else { String::new() }
    }
}
