//! The program: drains the link, sounds alarms (also while the window is hidden), draws,
//! and sends what was asked for.

use crate::alarms::{Signal, alarms};
use crate::desk::Desk;
use crate::frame::{frame_ui, lock};
use crate::phrases;
use crate::replica::News;
use crate::returned::Returned;
use crate::screens::{SCREENS, history, person};
use crate::sound::Sound;
use domain::registers::emergencies::Run;
use domain::registers::staff::{self, Person};
use domain::{Command, Refusal, Station};
use egui::{Context, Ui};
use look::theme::{DESK, Tone};
use look::words::Language;
use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use terminal::{DeskLink, Event, Identity, Outcome, Pins, RememberedPin, StartError};
use values::{At, Id};

/// The counter or control room program.
pub struct App {
    desk: Desk,
    link: DeskLink,
    sound: Sound,
    /// The server's clock minus this machine's, in milliseconds.
    clock_offset: i64,
    changed: bool,
    /// The runs that this window has turned to, each once (B-24).
    shown_runs: BTreeSet<Id<Run>>,
    /// A PIN that was shown for this terminal and has no answer yet.
    shown_pin: Option<Shown>,
}

/// A PIN on its way to the server.
struct Shown {
    seq: u64,
    person: Id<Person>,
    pins: Pins,
}

/// Whose PIN signs in or unlocks by a command.
fn whose_pin(command: &Command) -> Option<Id<Person>> {
    let Command::Staff(staff::Command::SignIn { person } | staff::Command::Unlock { person, .. }) = command else { return None };
    Some(person.clone())
}

/// What the outbox lets nothing hold up: an emergency.
#[must_use]
pub fn is_urgent(command: &[u8]) -> bool {
    serde_json::from_slice::<Command>(command).is_ok_and(|command| command.is_emergency())
}

impl App {
    /// Starts the link of a terminal that is enrolled for this station.
    pub fn start(identity: Identity, station: Station, language: Language, context: &Context) -> Result<Self, StartError> {
        let terminal = Id::parse(identity.terminal()).unwrap_or_else(|_| crate::unnamed());
        let wake = context.clone();
        let link = DeskLink::start(identity, is_urgent, Box::new(move || wake.request_repaint()))?;
        let next = link.next_seq();
        let prefix = link.new_id(next, 0);
        let prefix = prefix.strip_suffix(&format!("-{next}")).unwrap_or(&prefix).to_owned();
        let mut desk = Desk::new(station, terminal, prefix, language);
        desk.set_next_seq(next);
        for waiting in link.pending() {
            if let Ok(command) = serde_json::from_slice::<Command>(&waiting.command) {
                desk.replica.expect(waiting.seq, command, At(waiting.made_at_ms));
            }
        }
        let sound = Sound::open();
        desk.can_sound = sound.is_there();
        let mut app = Self {
            desk,
            link,
            sound,
            clock_offset: 0,
            changed: true,
            shown_runs: BTreeSet::new(),
            shown_pin: None,
        };
        app.look_at_returned();
        Ok(app)
    }

    fn drain(&mut self) {
        for event in self.link.drain() {
            self.desk.hear(&event);
            match &event {
                Event::Online { clock_ms, .. } | Event::Bookmark { clock_ms, .. } => self.clock_offset = clock_ms - now(0).0,
                Event::History { id, answer } => self.desk.drafts.history.told(*id, answer.clone()),
                Event::Console { id, answer } => self.desk.hear_console(*id, answer),
                Event::Contradicted | Event::Remembered { .. } | Event::Offline { .. } | Event::NotAdmitted | Event::Opened { .. } => {}
                Event::Answered { seq, outcome, .. } => self.remember_pin(*seq, outcome),
                Event::Snapshot { .. } | Event::Commit { .. } | Event::Saved { .. } => {}
            }
            self.changed = true;
            let by = if let Event::Answered { seq, .. } = &event { self.desk.replica.author(*seq).cloned() } else { None };
            match self.desk.replica.take(event) {
                Some(News::Refused { seq, refusal }) => self.refused(seq, by, &refusal),
                Some(News::KeyTaken { seq } | News::Unreadable { seq }) if self.came_back(seq, by.clone()) => {}
                Some(News::KeyTaken { .. } | News::Unreadable { .. }) => self.desk.tell(Tone::Red, self.desk.words.desk.not_understood),
                Some(News::Differs) => self.link.resync("the replica differs from the server"),
                None => {}
            }
        }
    }

    /// A PIN that the server found right unlocks this screen while the server is away.
    fn remember_pin(&mut self, seq: u64, outcome: &Outcome) {
        let Some(Shown { person, pins, .. }) = self.shown_pin.take_if(|shown| shown.seq == seq) else { return };
        if *outcome == Outcome::Committed {
            self.desk.remembered = RememberedPin::of(person.as_str(), pins.first());
        }
    }

    /// Shows what came back; whether the command with this seq did.
    fn came_back(&mut self, seq: u64, by: Option<Id<Person>>) -> bool {
        if let Some(by) = by {
            self.link.made_by(seq, by.as_str());
        }
        let before = self.desk.returned.len();
        self.look_at_returned();
        self.desk.returned.len() > before
    }

    fn look_at_returned(&mut self) {
        let (matters, over): (Vec<_>, Vec<_>) = self.link.returned().iter().map(Returned::read).partition(Returned::matters);
        over.iter().for_each(|returned| self.link.note_returned(returned.number));
        self.desk.returned = matters;
    }

    /// A sentence at the foot, unless it came back to stay.
    fn refused(&mut self, seq: u64, by: Option<Id<Person>>, refusal: &Refusal) {
        if self.came_back(seq, by) {
            return;
        }
        let pin = matches!(refusal, Refusal::Staff(staff::Refusal::NotRecognised) | Refusal::Right(domain::rights::Refusal::PinNeeded));
        if matches!(refusal, Refusal::Staff(staff::Refusal::ChangePinFirst)) {
            self.desk.change_own_pin();
        }
        let text = if pin {
            self.desk.words.desk.not_recognised.to_owned()
        } else {
            phrases::refusal(self.desk.words, &self.desk.state(), refusal, self.desk.now)
        };
        self.desk.tell(Tone::Red, text);
    }

    fn send(&mut self) {
        for asked in self.desk.take_asked() {
            let shows = whose_pin(&asked.command).zip(Some(asked.pins.clone()));
            let sent = serde_json::to_vec(&asked.command).map_err(|e| e.to_string());
            let sent = sent.and_then(|bytes| self.link.submit(bytes, asked.pins).map_err(|e| e.to_string()));
            match sent {
                Ok(seq) => {
                    if let Some((person, pins)) = shows {
                        self.shown_pin = Some(Shown { seq, person, pins });
                    }
                    self.desk.replica.expect(seq, asked.command, self.desk.now);
                }
                Err(why) => {
                    tracing::error!(%why, "a command could not be saved on this terminal's disk");
                    self.desk.tell(Tone::Red, self.desk.words.desk.not_saved);
                }
            }
            self.changed = true;
        }
        for number in self.desk.take_noted() {
            self.link.note_returned(number);
        }
        for (about, question) in self.desk.console.take_asked() {
            self.desk.console.sent(self.link.console(question), about);
        }
        self.desk.set_next_seq(self.link.next_seq());
        if let Some(question) = self.desk.drafts.history.question_to_send() {
            self.desk.drafts.history.sent(self.link.history(question));
        }
    }

    fn settle(&mut self) {
        if std::mem::take(&mut self.changed) {
            let (terminal, station) = (self.desk.terminal.clone(), self.desk.station);
            self.desk.replica.settle(&terminal, station);
            self.turn_to_new_runs();
            // Also while the window is hidden: what was read goes with its reader.
            history::forget(&mut self.desk);
        }
    }

    /// A run that starts anywhere is shown here at once; what is typed stays in its draft.
    fn turn_to_new_runs(&mut self) {
        for run in self.desk.state().running() {
            if self.shown_runs.insert(run.id.clone()) {
                self.desk.screen = SCREENS.iter().position(|s| s.without_sign_in).unwrap_or(self.desk.screen);
            }
        }
    }

    /// What the loudspeaker plays: the gravest of the alarms that sound.
    fn signal(&self) -> Option<Signal> {
        alarms(&self.desk).iter().filter_map(|a| a.signal).min()
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.desk.now = now(self.clock_offset);
        self.drain();
        self.settle();
        lock::watch(ctx, &mut self.desk);
        person::forget(&mut self.desk);
        let signal = self.signal();
        self.sound.play(signal, self.desk.now);
        // A second's beat while something rings, runs or fades; else the clock, once a minute.
        let busy = signal.is_some()
            || self.desk.replica.waiting() > 0
            || !self.desk.notices.is_empty()
            || self.desk.state().running().next().is_some();
        let next = if busy { 1_000 } else { 60_000 - self.desk.now.0.rem_euclid(60_000) };
        ctx.request_repaint_after(Duration::from_millis(u64::try_from(next).unwrap_or(1_000)));
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        frame_ui(ui, &mut self.desk);
        self.send();
        if self.changed {
            self.settle();
            ui.ctx().request_repaint();
        }
        if let Some(why) = look::describe::take_failure(ui.ctx()) {
            tracing::warn!(%why, "the description of the window could not be written");
        }
    }
}

/// Fonts, style and the common characters, once at the start.
pub fn dress(context: &Context) {
    look::theme::install(context, DESK);
}

/// This machine's clock plus an offset.
fn now(offset: i64) -> At {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    At(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)).plus(offset)
}
