//! What a screen can reach: the state to draw, the words, the time; and commands to ask
//! for, which run after the drawing. Nothing else.

use crate::phrases;
use crate::replica::{Replica, stamp};
use crate::screens::Drafts;
use domain::registers::staff::Person;
use domain::registers::terminals::Terminal;
use domain::rights::{Who, right};
use domain::{Command, State, Station};
use look::theme::Tone;
use look::words::{Language, Words, words};
use std::sync::Arc;
use values::{At, Id};

/// A command that a screen has asked for in this pass.
pub struct Asked {
    /// What.
    pub command: Command,
    /// The PIN, where it is signed or signs in; kept until it is sent, nowhere else.
    pub pin: Option<String>,
}

/// A signature that a screen has asked for; the dialog turns it into a command.
pub struct ToSign {
    /// What is signed, in words.
    pub title: String,
    /// Makes the command once the person is known.
    pub command: Box<dyn Fn(Id<Person>) -> Command + Send>,
    /// The number typed.
    pub number: String,
    /// The PIN typed.
    pub pin: String,
}

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
        /// Since when what is shown may be old.
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
    /// A signature being given.
    pub to_sign: Option<ToSign>,
    id_prefix: String,
    next_seq: u64,
    asked: Vec<Asked>,
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
            to_sign: None,
            id_prefix,
            next_seq: 1,
            asked: Vec::new(),
        }
    }

    /// The state to draw. Cheap: shared until something changes.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        self.replica.state()
    }
    /// Who is signed in here.
    #[must_use]
    pub fn person(&self) -> Option<Person> {
        self.state().signed_in(&self.terminal).cloned()
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
        self.asked.push(Asked { command: command.into(), pin: None });
    }
    /// Asks for a command that carries a PIN.
    pub fn ask_with_pin(&mut self, command: impl Into<Command>, pin: String) {
        self.asked.push(Asked { command: command.into(), pin: Some(pin) });
    }
    /// Opens the dialog in which somebody signs with their own number and PIN (B-22).
    pub fn ask_to_sign(&mut self, title: String, command: impl Fn(Id<Person>) -> Command + Send + 'static) {
        self.to_sign = Some(ToSign { title, command: Box::new(command), number: String::new(), pin: String::new() });
    }
    /// What was asked for in this pass; the program sends it.
    pub fn take_asked(&mut self) -> Vec<Asked> {
        std::mem::take(&mut self.asked)
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
        }
        domain::decide(&state, command, &stamp)
            .err()
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
        self.words.language == Language::ZhHans
    }
    /// A phrase of the property in the language in use.
    #[must_use]
    pub fn phrase<'p>(&self, phrase: &'p domain::registers::property::Phrase) -> &'p str {
        if self.is_chinese() { &phrase.zh } else { &phrase.en }
    }
}
