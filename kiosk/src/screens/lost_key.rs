//! 钥匙挂失 (K-4): which unit, what kind, when, where, who; then what happens next.

pub mod kinds;
mod questions;

use egui::Ui;
use look::theme::Tone;
use look::{icons, text};
use proto::v1::submission::What;
use proto::v1::{KeyKind, ReportLoss};

use super::Page;
use super::finale::{Finale, Standing, next_steps};
use super::found_key::FoundKey;
use super::summary::{Said, summary};
use crate::directory;
use crate::form::{self, Heading};
use crate::here::Here;
use crate::tray::{Progress, Ticket};
use crate::typing::{Slot, Typing};
use kinds::pictured;

const STEPS: usize = 5;

/// One report. Nothing in it is lost by going back or by changing the language.
#[derive(Debug, Default)]
pub struct LostKey {
    step: Step,
    typing: Typing,
    unit: Option<String>,
    kind: Option<KeyKind>,
    correcting: bool,
    ticket: Option<Ticket>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Which,
    Unit,
    Kind,
    Where,
    Who,
    Summary,
    Done,
}

impl Step {
    /// Its number on the screen, from 1.
    fn number(self) -> usize {
        match self {
            Self::Which | Self::Unit => 1,
            Self::Kind => 2,
            Self::Where => 3,
            Self::Who => 4,
            Self::Summary | Self::Done => STEPS,
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Which => None,
            Self::Unit => Some(Self::Which),
            Self::Kind => Some(Self::Unit),
            Self::Where => Some(Self::Kind),
            Self::Who => Some(Self::Where),
            Self::Summary => Some(Self::Who),
            Self::Done => Some(Self::Summary),
        }
    }

    fn after(self) -> Self {
        match self {
            Self::Which => Self::Unit,
            Self::Unit => Self::Kind,
            Self::Kind => Self::Where,
            Self::Where => Self::Who,
            Self::Who => Self::Summary,
            Self::Summary | Self::Done => Self::Done,
        }
    }
}

impl LostKey {
    /// Draws the step that is due.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        match self.step {
            Step::Which => self.which(ui, here),
            Step::Unit => self.unit(ui, here),
            Step::Kind => self.kind(ui, here),
            Step::Where => self.whereabouts(ui, here),
            Step::Who => self.who(ui, here),
            Step::Summary => self.summary(ui, here),
            Step::Done => self.done(ui, here),
        }
    }

    /// A key is lost, or was found.
    fn which(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.lost_key;
        if form::heading(ui, here, Heading { title: here.words.kiosk.shell.lost_key, step: None }) {
            here.go_home();
        }
        let places = form::places(ui, false);
        // The foot's place too, where it is below: this page goes on by its tiles.
        let all = if places.foot.top() >= places.content.bottom() { places.content.union(places.foot) } else { places.content };
        let said = [(words.lost, words.lost_line), (words.found, words.found_line)];
        let touched = form::inside(ui, all, "which", |ui| {
            text::strong(ui, words.which);
            pictured(ui, &[icons::ICON_KEY_OFF, icons::ICON_KEY], |index| said.get(index).copied().unwrap_or_default(), None)
        });
        match touched {
            Some(0) => self.step = Step::Unit,
            Some(_) => here.open(Page::FoundKey(FoundKey::default())),
            None => {}
        }
    }

    fn heading(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let title = here.words.kiosk.shell.lost_key;
        if form::heading(ui, here, Heading { title, step: Some((self.step.number(), STEPS)) }) {
            match self.step.before() {
                Some(before) => {
                    self.correcting = false;
                    self.step = before;
                }
                None => here.go_home(),
            }
        }
    }

    /// Goes on: to the next question, or back to the summary from which it was corrected.
    fn go_on(&mut self) {
        self.step = if std::mem::take(&mut self.correcting) { Step::Summary } else { self.step.after() };
    }

    fn summary(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, false);
        let words = &here.words.kiosk.lost_key;
        let unit = match &self.unit {
            Some(number) => directory::line(&here.lobby.directory, number, here.language),
            None => self.typing.sent(Slot::Unit),
        };
        let kind = self.kind.map_or("", |kind| words.kinds[kinds::place(kind)]);
        let telephone = self.typing.sent(Slot::Telephone);
        let telephone = if telephone.is_empty() { words.no_telephone.to_owned() } else { telephone };
        let lines = [
            (words.unit_label, unit, Step::Unit),
            (words.kind_label, kind.to_owned(), Step::Kind),
            (words.when_label, self.typing.sent(Slot::When), Step::Where),
            (words.place_label, self.typing.sent(Slot::Place), Step::Where),
            (words.name_label, self.typing.sent(Slot::Name), Step::Who),
            (words.telephone_label, telephone, Step::Who),
        ];
        let change = here.words.kiosk.visitor.change;
        let touched = form::inside(ui, places.content, "summary", |ui| {
            text::heading(ui, words.summary);
            let said = lines.each_ref().map(|(label, value, _)| Said { label, value, change: change(label) });
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

    fn submit(&mut self, here: &mut Here<'_>) {
        let unit = self.unit.clone().unwrap_or_default();
        let report = ReportLoss {
            unit_said: if unit.is_empty() { self.typing.sent(Slot::Unit) } else { String::new() },
            unit,
            kind: self.kind.unwrap_or_default().into(),
            name: self.typing.sent(Slot::Name),
            telephone: self.typing.sent(Slot::Telephone),
            lost_when: self.typing.sent(Slot::When),
            lost_where: self.typing.sent(Slot::Place),
            // The tray fills it in when the seq is known.
            reference: String::new(),
        };
        self.ticket = Some(here.send(What::ReportLoss(report)));
    }

    fn done(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.lost_key;
        let standing = self.ticket.map_or(Standing::NotSaved, |ticket| Standing::of(here.progress(ticket)));
        let number = self.ticket.and_then(|ticket| here.tray.reference(ticket)).map_or("", |number| number.as_str());
        let ask = if number.is_empty() { String::new() } else { (words.reference)(number) };
        let finale = match standing {
            Standing::Waiting => {
                let offline = (!here.online).then_some(words.waiting_line);
                Finale::good(words.done, &ask).state(words.waiting, Tone::Amber).caution(offline)
            }
            Standing::Confirmed => Finale::good(words.done, &ask).state(words.confirmed, Tone::Green),
            Standing::Refused => Finale::refused(words.refused, words.refused_line),
            Standing::NotSaved => {
                self.step = Step::Summary;
                return;
            }
        };
        let home = if standing == Standing::Refused {
            finale.page(ui, here)
        } else {
            finale.page_with(ui, here, |ui| next_steps(ui, here.words, &words.next_steps))
        };
        if home {
            here.go_home();
        }
    }
}
