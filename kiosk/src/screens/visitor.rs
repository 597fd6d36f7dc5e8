//! 访客登记: notice, four things, a summary, and the code (V-1, V-2, B-03).

mod done;
mod purpose;
mod questions;

use egui::Ui;
use look::text;
use proto::v1::submission::What;
use proto::v1::{Purpose, RegisterVisit};
use values::VisitMark;

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
    agreed: Option<Agreed>,
    no_telephone: bool,
    unit: Option<String>,
    purpose: Option<Purpose>,
    people: u32,
    children: u32,
    correcting: bool,
    ticket: Option<Ticket>,
    mark: Option<VisitMark>,
    tried_again: bool,
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
    Name,
    Telephone,
    Whom,
    Purpose,
    Summary,
    Done,
}

impl Step {
    /// Its number on the screen, from 1.
    fn number(self) -> usize {
        match self {
            Self::Notice | Self::Declined | Self::Name => 1,
            Self::Telephone => 2,
            Self::Whom => 3,
            Self::Purpose => 4,
            Self::Summary | Self::Done => STEPS,
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Notice => None,
            Self::Declined | Self::Name => Some(Self::Notice),
            Self::Telephone => Some(Self::Name),
            Self::Whom => Some(Self::Telephone),
            Self::Purpose => Some(Self::Whom),
            Self::Summary => Some(Self::Purpose),
            Self::Done => Some(Self::Summary),
        }
    }

    fn after(self) -> Self {
        match self {
            Self::Notice | Self::Declined => Self::Name,
            Self::Name => Self::Telephone,
            Self::Telephone => Self::Whom,
            Self::Whom => Self::Purpose,
            Self::Purpose => Self::Summary,
            Self::Summary | Self::Done => Self::Done,
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
            agreed: None,
            no_telephone: false,
            unit: None,
            purpose: None,
            people: 1,
            children: 0,
            correcting: false,
            ticket: None,
            mark: None,
            tried_again: false,
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
            Step::Name => self.name(ui, here),
            Step::Telephone => self.telephone(ui, here),
            Step::Whom => self.whom(ui, here),
            Step::Purpose => self.purpose(ui, here),
            Step::Summary => self.summary(ui, here),
            Step::Done => self.done(ui, here),
        }
    }

    fn heading(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let title = here.words.kiosk.shell.visitor;
        if !form::heading(ui, here, Heading { title, step: Some((self.step.number(), STEPS)) }) {
            return;
        }
        let first = self.step == Step::Name && here.lobby.notice.is_none();
        match self.step.before().filter(|_| !first) {
            Some(Step::Notice) if self.agreed.is_some() && here.lobby.notice.is_none() => here.go_home(),
            Some(before) => {
                self.correcting = false;
                self.step = before;
            }
            None => here.go_home(),
        }
    }

    /// Goes on: to the next question, or back to the summary from which it was corrected.
    fn go_on(&mut self) {
        self.step = if std::mem::take(&mut self.correcting) { Step::Summary } else { self.step.after() };
    }

    fn summary(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, false);
        let words = &here.words.kiosk.visitor;
        let telephone = if self.no_telephone { words.no_telephone_chosen.to_owned() } else { self.typing.sent(Slot::Telephone) };
        let purpose = self.purpose.map_or("", |purpose| words.purposes[purpose::place(purpose)]);
        let lines = [
            (words.name_label, self.typing.sent(Slot::Name), Step::Name),
            (words.telephone_label, telephone, Step::Telephone),
            (words.whom_label, self.host(here), Step::Whom),
            (words.purpose_label, purpose.to_owned(), Step::Purpose),
            (words.party_label, (words.party)(self.people, self.children), Step::Purpose),
        ];
        let touched = form::inside(ui, places.content, "summary", |ui| {
            text::heading(ui, words.summary);
            let said = lines.each_ref().map(|(label, value, _)| Said { label, value, change: (words.change)(label) });
            summary(ui, &said)
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
        let mark = self.mark.get_or_insert_with(|| VisitMark::drawn((here.chance)()));
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
            mark: mark.as_str().to_owned(),
        };
        self.ticket = Some(here.send(What::RegisterVisit(visit)));
    }
}
