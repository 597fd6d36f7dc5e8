//! 拾获登记 (K-4): what was found, where, what stands on it, where it is now; a name only if they like.

use egui::Ui;
use look::icons;
use look::theme::Tone;
use proto::v1::submission::What;
use proto::v1::{FoundPlace, KeyKind, ReportFound};

use super::finale::{Finale, Standing, next_steps};
use super::lost_key::kinds::{kinds, pictured};
use crate::check::{self, Verdict};
use crate::form::{self, Heading};
use crate::here::Here;
use crate::tray::{Progress, Ticket};
use crate::typing::{Look, Slot, Typing};

const STEPS: usize = 4;

/// One report. Nothing in it is lost by going back or by changing the language.
#[derive(Debug, Default)]
pub struct FoundKey {
    step: Step,
    typing: Typing,
    kind: Option<KeyKind>,
    place: Option<FoundPlace>,
    ticket: Option<Ticket>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Kind,
    Where,
    Place,
    Who,
    Done,
}

impl Step {
    /// Its number on the screen, from 1.
    fn number(self) -> usize {
        match self {
            Self::Kind => 1,
            Self::Where => 2,
            Self::Place => 3,
            Self::Who | Self::Done => STEPS,
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Kind => None,
            Self::Where => Some(Self::Kind),
            Self::Place => Some(Self::Where),
            Self::Who => Some(Self::Place),
            Self::Done => Some(Self::Who),
        }
    }
}

impl FoundKey {
    /// Draws the step that is due.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        match self.step {
            Step::Kind => self.kind(ui, here),
            Step::Where => self.whereabouts(ui, here),
            Step::Place => self.place(ui, here),
            Step::Who => self.who(ui, here),
            Step::Done => self.done(ui, here),
        }
    }

    fn heading(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let title = here.words.kiosk.lost_key.found_title;
        if form::heading(ui, here, Heading { title, step: Some((self.step.number(), STEPS)) }) {
            match self.step.before() {
                Some(before) => self.step = before,
                None => here.go_home(),
            }
        }
    }

    fn kind(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, false);
        if let Some(kind) = kinds(ui, here, places.content, here.words.kiosk.lost_key.found_kind, self.kind) {
            (self.kind, self.step) = (Some(kind), Step::Where);
        }
        let reason = self.kind.is_none().then_some(here.words.kiosk.typing.choice_missing);
        if form::foot(ui, places.foot, here.words.common.next, reason) {
            self.step = Step::Where;
        }
    }

    fn whereabouts(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let (words, typing) = (&here.words.kiosk.lost_key, &here.words.kiosk.typing);
        let (found, says) = (self.typing.text(Slot::Place), self.typing.text(Slot::Says));
        let verdicts =
            [check::line(found, typing.text_missing, typing), check::optional(says, check::line(says, typing.text_missing, typing))];
        let place = Look { label: words.found_where, hint: words.place_hint, ..Look::default() };
        let says = Look { label: words.found_says, hint: words.found_says_hint, ..Look::default() };
        let fields = [(Slot::Place, place), (Slot::Says, says)];
        self.two(ui, here, (fields, verdicts, ""), here.words.common.next, Step::Place);
    }

    fn place(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let words = &here.words.kiosk.lost_key;
        let places = form::places(ui, false);
        let at = self.place.map(|place| usize::from(place == FoundPlace::Left));
        let said = |index: usize| (words.found_places[index % 2], words.found_place_lines[index % 2]);
        let touched = form::inside(ui, places.content, "place", |ui| {
            look::text::strong(ui, words.found_place);
            pictured(ui, &[icons::ICON_BACK_HAND, icons::ICON_LOCATION_ON], said, at)
        });
        if let Some(index) = touched {
            self.place = Some(if index == 0 { FoundPlace::Brought } else { FoundPlace::Left });
            self.step = Step::Who;
        }
        let reason = self.place.is_none().then_some(here.words.kiosk.typing.choice_missing);
        if form::foot(ui, places.foot, here.words.common.next, reason) {
            self.step = Step::Who;
        }
    }

    fn who(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let (words, typing) = (&here.words.kiosk.lost_key, &here.words.kiosk.typing);
        let (name, telephone) = (self.typing.text(Slot::Name), self.typing.text(Slot::Telephone));
        let verdicts = [check::optional(name, check::name(name, typing)), check::optional(telephone, check::telephone(telephone, typing))];
        let name = Look { label: words.found_who_name, ..Look::default() };
        let telephone = Look { label: words.telephone, ..Look::default() };
        let fields = [(Slot::Name, name), (Slot::Telephone, telephone)];
        if self.two(ui, here, (fields, verdicts, words.found_purpose), words.found_submit, Step::Done) {
            self.submit(here);
        }
    }

    /// Two fields with a note below them, and the button to the step after them. True when it goes on.
    fn two(
        &mut self,
        ui: &mut Ui,
        here: &Here<'_>,
        (fields, verdicts, note): ([(Slot, Look<'_>); 2], [Verdict; 2], &str),
        go_on: &str,
        next: Step,
    ) -> bool {
        let places = form::places(ui, true);
        let typing = &here.words.kiosk.typing;
        self.typing.offer(&[fields[0].0, fields[1].0], here.language);
        form::inside(ui, places.content, "fields", |ui| {
            ui.spacing_mut().item_spacing.y = form::between_fields(ui, places.content);
            for ((slot, look), verdict) in fields.into_iter().zip(&verdicts) {
                self.typing.field(ui, here.language, slot, Look { error: verdict.error(), ..look });
            }
            if !note.is_empty() {
                form::note(ui, note);
            }
        });
        let composing = self.typing.is_composing().then_some(typing.composing);
        let reason = composing.or_else(|| verdicts.iter().find_map(|verdict| verdict.reason(typing)));
        if self.ticket.is_some_and(|ticket| here.progress(ticket) == Progress::NotSaved) {
            form::trouble(ui, places.foot, here.words.kiosk.shell.not_saved);
        }
        let mut go = form::foot(ui, places.foot, go_on, reason);
        go |= form::keys(ui, places.keys, here, &mut self.typing);
        let goes = go && reason.is_none();
        if goes {
            self.step = next;
        }
        goes
    }

    fn submit(&mut self, here: &mut Here<'_>) {
        let report = ReportFound {
            kind: self.kind.unwrap_or_default().into(),
            found_where: self.typing.sent(Slot::Place),
            says: self.typing.sent(Slot::Says),
            place: self.place.unwrap_or(FoundPlace::Brought).into(),
            name: self.typing.sent(Slot::Name),
            telephone: self.typing.sent(Slot::Telephone),
            // The tray fills it in when the seq is known.
            reference: String::new(),
        };
        self.ticket = Some(here.send(What::ReportFound(report)));
    }

    fn done(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.lost_key;
        let standing = self.ticket.map_or(Standing::NotSaved, |ticket| Standing::of(here.progress(ticket)));
        let number = self.ticket.and_then(|ticket| here.tray.reference(ticket)).map_or("", |number| number.as_str());
        let ask = if number.is_empty() { String::new() } else { (words.reference)(number) };
        let finale = match standing {
            Standing::Waiting => Finale::good(words.found_done, &ask).state(words.waiting, Tone::Amber),
            Standing::Confirmed => Finale::good(words.found_done, &ask).state(words.confirmed, Tone::Green),
            Standing::Refused => Finale::refused(words.refused, words.refused_line),
            Standing::NotSaved => {
                self.step = Step::Who;
                return;
            }
        };
        let steps = if self.place == Some(FoundPlace::Left) { words.found_steps_left } else { words.found_steps_brought };
        if finale.page_with(ui, here, |ui| next_steps(ui, here.words, &steps)) {
            here.go_home();
        }
    }
}
