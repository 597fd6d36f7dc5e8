//! What a screen can reach: the state to draw, the words, the time; and commands to ask
//! for, which run after the drawing. Nothing else.

use crate::console::Console;
use crate::frame::lock::Idle;
use crate::phrases;
use crate::replica::{Replica, stamp};
use crate::returned::Returned;
use crate::screens::Drafts;
use domain::registers::staff::{self, Person};
use domain::registers::terminals::Terminal;
use domain::rights::{Who, right, second};
use domain::{Command, Refusal, State, Station};
use look::theme::Tone;
use look::words::{Language, Words, words};
use std::sync::Arc;
use terminal::{ConsoleQuestion, Event, Pins, RememberedPin, Zeroizing};
use values::{At, Id};

/// An answer that takes no longer is not spoken of.
const MOMENT_MS: i64 = 3_000;

/// A command that a screen has asked for in this pass.
pub struct Asked {
    /// What.
    pub command: Command,
    /// The PINs, where it is signed or signs in; kept until it is sent, nowhere else.
    pub pins: Pins,
}

/// A signature that a screen has asked for; the dialog turns it into a command or a question.
pub struct ToSign {
    /// What is signed, in words.
    pub title: String,
    /// What comes of it.
    pub then: Signed,
    /// Who signs.
    pub first: Hand,
    /// The second one, where two sign (K-7).
    pub second: Option<Hand>,
}

/// What somebody who signs has typed.
#[derive(Default)]
pub struct Hand {
    /// Their number.
    pub number: String,
    /// Their PIN.
    pub pin: String,
}

/// What a signature makes, once the people are known.
pub enum Signed {
    /// A command, from who signs and who signs beside them.
    Command(MakeCommand),
    /// A question about PINs or machines, from number and PIN; what it is about, in words.
    Question(String, MakeQuestion),
}

/// Makes a command from who signs, and who signs beside them.
pub type MakeCommand = Box<dyn Fn(Id<Person>, Option<Id<Person>>) -> Command + Send>;

/// Makes a question from the staff number and the PIN of whoever asks it.
pub type MakeQuestion = Box<dyn Fn(String, Zeroizing<String>) -> ConsoleQuestion + Send>;

/// A sentence at the foot of the window, for a few seconds.
pub struct Notice {
    /// Green for done, red for refused.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
    /// Until when it stays.
    pub until: At,
}

/// How the connection is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Not yet answered.
    Connecting,
    /// Level with the server.
    Online,
    /// Away since.
    Offline {
        /// The time of the server's last word: since then what is shown may be old.
        since: At,
    },
    /// The server does not know this terminal (any more).
    NotAdmitted,
}

/// The desk of one terminal, as screens see it.
pub struct Desk {
    /// The replica.
    pub replica: Replica,
    /// The station for which this terminal is enrolled.
    pub station: Station,
    /// This terminal's id.
    pub terminal: Id<Terminal>,
    /// How the connection is.
    pub connection: Connection,
    /// The time: this machine's clock, corrected by the server's.
    pub now: At,
    /// The words of the language in use.
    pub words: &'static Words,
    /// What is typed and not yet sent, a field for each screen; wiped when the person leaves.
    pub drafts: Drafts,
    /// Which screen is shown: an index of `SCREENS`.
    pub screen: usize,
    /// Whether alarms can be heard here.
    pub can_sound: bool,
    /// The sentences at the foot.
    pub notices: Vec<Notice>,
    /// What came back and nobody has noted yet, oldest first.
    pub returned: Vec<Returned>,
    /// Whether the list of what waits and what came back is open.
    pub outbox_open: bool,
    /// A signature being given.
    pub to_sign: Option<ToSign>,
    /// Who touched this terminal last, and when.
    pub idle: Idle,
    /// The PIN of whoever signed in here last.
    pub remembered: Option<RememberedPin>,
    /// What the server is asked about PINs and machines, and what it told once.
    pub console: Console,
    /// The server's clock at its last word, also of an earlier run of this program.
    last_word: Option<At>,
    id_prefix: String,
    next_seq: u64,
    asked: Vec<Asked>,
    noted: Vec<u64>,
}

impl Desk {
    /// The desk of a terminal that has just started. `id_prefix` begins the ids of records
    /// made here ("counter-1a2b3c-00ff00ff").
    #[must_use]
    pub fn new(station: Station, terminal: Id<Terminal>, id_prefix: String, language: Language) -> Self {
        Self {
            replica: Replica::default(),
            station,
            terminal,
            connection: Connection::Connecting,
            now: At(0),
            words: words(language),
            drafts: Drafts::default(),
            screen: 0,
            can_sound: true,
            notices: Vec::new(),
            returned: Vec::new(),
            outbox_open: false,
            to_sign: None,
            idle: Idle::default(),
            remembered: None,
            console: Console::default(),
            last_word: None,
            id_prefix,
            next_seq: 1,
            asked: Vec::new(),
            noted: Vec::new(),
        }
    }

    /// The state to draw. Cheap: shared until something changes.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        self.replica.state()
    }
    /// Follows how the connection is. What is shown counts as level with the server only when the
    /// server says so on the stream, not at its greeting: until then the bar goes on telling as of
    /// when everything is (B-10).
    pub fn hear(&mut self, event: &Event) {
        let away = |since| Connection::Offline { since };
        match event {
            Event::Remembered { clock_ms, .. } => {
                self.last_word = Some(At(*clock_ms));
                self.connection = away(At(*clock_ms));
            }
            Event::Commit { at_ms, .. } => self.last_word = self.last_word.max(Some(At(*at_ms))),
            Event::Bookmark { clock_ms, .. } => (self.last_word, self.connection) = (Some(At(*clock_ms)), Connection::Online),
            Event::Offline { .. } => {
                if !matches!(self.connection, Connection::Offline { .. }) {
                    self.connection = away(self.last_word.unwrap_or(self.now));
                }
            }
            Event::NotAdmitted => self.connection = Connection::NotAdmitted,
            Event::Contradicted | Event::Online { .. } | Event::Opened { .. } | Event::Snapshot { .. } => {}
            Event::Saved { .. } | Event::Answered { .. } | Event::History { .. } | Event::Console { .. } => {}
        }
    }
    /// Who is signed in here, unless the terminal is locked.
    #[must_use]
    pub fn person(&self) -> Option<Person> {
        if self.idle.locks { None } else { self.state().signed_in(&self.terminal).cloned() }
    }
    /// Whose PIN unlocks this terminal.
    #[must_use]
    pub fn locked_for(&self) -> Option<Person> {
        let state = self.state();
        let until_it_is_known = || state.signed_in(&self.terminal).filter(|_| self.idle.locks);
        state.locked_for(&self.terminal).or_else(until_it_is_known).cloned()
    }
    /// Locks this terminal at once: before the command is on the disk, nothing is shown any more.
    pub fn lock(&mut self) {
        self.idle.locks = true;
        (self.to_sign, self.outbox_open, self.console) = (None, false, Console::default());
        self.ask(staff::Command::Lock {});
    }
    /// The seq that the next asked command will get.
    pub fn set_next_seq(&mut self, seq: u64) {
        self.next_seq = seq;
    }
    /// The id of the record that the next asked command creates.
    #[must_use]
    pub fn new_id<T>(&self) -> Id<T> {
        let text = format!("{}-{}", self.id_prefix, self.next_seq());
        // A prefix of a terminal's id and eight digits always makes an id.
        Id::parse(&text).unwrap_or_else(|_| self.terminal.beside())
    }
    /// The seq that the next asked command gets; with the terminal's number it makes visit codes.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.next_seq + self.asked.len() as u64
    }
    /// Asks for a command; it is saved and sent after this pass is drawn.
    pub fn ask(&mut self, command: impl Into<Command>) {
        self.asked.push(Asked { command: command.into(), pins: Pins::default() });
    }
    /// Asks for a command that carries a PIN.
    pub fn ask_with_pin(&mut self, command: impl Into<Command>, pin: String) {
        self.ask_with_pins(command, pin, None);
    }
    /// The same where two may sign.
    pub fn ask_with_pins(&mut self, command: impl Into<Command>, first: String, second: Option<String>) {
        let pins = Pins::of_two(first, second.unwrap_or_default());
        self.asked.push(Asked { command: command.into(), pins });
    }
    /// Opens the dialog in which somebody signs with their own number and PIN (B-22).
    pub fn ask_to_sign(&mut self, title: String, command: impl Fn(Id<Person>) -> Command + Send + 'static) {
        let then = Signed::Command(Box::new(move |person, _| command(person)));
        self.to_sign = Some(ToSign { title, then, first: Hand::default(), second: None });
    }
    /// Opens the same dialog for two, each with their own number and PIN (K-7).
    pub fn ask_two_to_sign(&mut self, title: String, command: impl Fn(Id<Person>, Option<Id<Person>>) -> Command + Send + 'static) {
        let then = Signed::Command(Box::new(command));
        self.to_sign = Some(ToSign { title, then, first: Hand::default(), second: Some(Hand::default()) });
    }
    /// Opens the dialog in which somebody signs a question about PINs or machines. `about` is the
    /// name of whoever or whatever it is about.
    pub fn ask_to_sign_question(
        &mut self,
        title: String,
        about: String,
        question: impl Fn(String, Zeroizing<String>) -> ConsoleQuestion + Send + 'static,
    ) {
        self.to_sign = Some(ToSign {
            title,
            then: Signed::Question(about, Box::new(question)),
            first: Hand::default(),
            second: None,
        });
    }
    /// What was asked for in this pass; the program sends it.
    pub fn take_asked(&mut self) -> Vec<Asked> {
        std::mem::take(&mut self.asked)
    }
    /// Somebody has dealt with what came back: it is taken off the list.
    pub fn note_returned(&mut self, number: u64) {
        self.returned.retain(|r| r.number != number);
        self.noted.push(number);
    }
    /// What was noted in this pass; the program tells the link.
    pub fn take_noted(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.noted)
    }
    /// How many commands wait for the server and since when; none while that is only a moment.
    #[must_use]
    pub fn waiting(&self) -> Option<(usize, At)> {
        let since = self.replica.waits().map(|(_, made_at)| made_at).min()?;
        let is_late = self.connection != Connection::Online || self.now.since(since) >= MOMENT_MS;
        is_late.then(|| (self.replica.waiting(), since))
    }
    /// Why the server would refuse a command now, phrased; `None`: it would not. A command
    /// that somebody else signs is judged apart from who signs.
    #[must_use]
    pub fn why_not(&self, command: &Command) -> Option<String> {
        let state = self.state();
        let mut stamp = stamp(&state, &self.terminal, self.station, 0, self.now, self.replica.revision());
        stamp.clock_shows = self.replica.doubted_clock();
        if let Who::Signs(person, _) = right(command).who {
            stamp.proof = Some(person.clone());
            stamp.second = second(command).cloned();
        }
        domain::decide(&state, command, &stamp)
            .err()
            // What has left for the archive the server alone can find.
            .filter(|refusal| !(command.reaches_the_archive() && matches!(refusal, Refusal::NotFound { .. })))
            .map(|refusal| phrases::refusal(self.words, &state, &refusal, self.now))
    }
    /// A sentence at the foot for six seconds.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.notices.push(Notice { tone, text: text.into(), until: self.now.plus(6_000) });
    }
    /// "08:30" today, "11-22 08:30" this year, "2025-11-22 08:30" before, in the property's time.
    #[must_use]
    pub fn time(&self, at: At) -> String {
        let offset = self.state().utc_offset();
        let (then, today) = (at.local(offset), self.now.local(offset));
        if then.date() == today.date() {
            at.clock(offset)
        } else if then.format("%Y").to_string() == today.format("%Y").to_string() {
            then.format("%m-%d %H:%M").to_string()
        } else {
            at.minute(offset)
        }
    }
    /// A person's name.
    #[must_use]
    pub fn name_of(&self, person: &Id<Person>) -> String {
        self.state().name_of(person)
    }
    /// Whether the reader reads Chinese.
    #[must_use]
    pub fn is_chinese(&self) -> bool {
        self.words.language.is_chinese()
    }
    /// A phrase of the property in the language in use.
    #[must_use]
    pub fn phrase<'p>(&self, phrase: &'p domain::registers::property::Phrase) -> &'p str {
        crate::phrases::said(phrase, self.words.language)
    }
}
