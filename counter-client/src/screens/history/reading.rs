//! What was found: the records of the pages read so far, each with those of its versions that
//! came, in memory only.

use crate::desk::Desk;
use crate::phrases;
use domain::{Kind, Record, Refusal};
use terminal::{HistoryQuestion, HistoryVersion};

/// Why there is no page.
pub(super) enum Trouble {
    /// A rule said no.
    Refused(Box<Refusal>),
    /// No connection.
    Offline,
    /// The server gave none.
    Failed,
}

impl Trouble {
    /// In a sentence.
    pub(super) fn told(&self, desk: &Desk) -> String {
        match self {
            Trouble::Refused(refusal) => phrases::refusal(desk.words, &desk.state(), refusal, desk.now),
            Trouble::Offline => desk.words.history.offline.to_owned(),
            Trouble::Failed => desk.words.history.failed.to_owned(),
        }
    }
}

/// Everything found for one question and its further pages.
pub(super) struct Reading {
    /// What was asked first.
    pub question: HistoryQuestion,
    /// The records, the newest first.
    pub found: Vec<Found>,
    /// Where the next page begins; 0: there is none.
    pub next_before: u64,
    /// A page came from an archive that is being rebuilt.
    pub incomplete: bool,
    /// The record that is open, and which of its versions.
    pub chosen: Option<(usize, usize)>,
}

/// One record.
pub(super) struct Found {
    reference: String,
    /// The newest first; never empty.
    pub versions: Vec<Version>,
}

/// One version of it.
pub(super) struct Version {
    /// The entry that put it.
    pub revision: u64,
    /// `None`: written by a newer program.
    pub record: Option<Record>,
}

impl Reading {
    /// Of a question whose first page has come.
    pub(super) fn of(question: &HistoryQuestion) -> Self {
        Self {
            question: question.clone(),
            found: Vec::new(),
            next_before: 0,
            incomplete: false,
            chosen: None,
        }
    }

    /// The kind that was asked for.
    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::named(&self.question.kind)
    }

    /// Takes a page over. Each record stands once, at its newest version.
    pub(super) fn add(&mut self, versions: Vec<HistoryVersion>, next_before: u64, incomplete: bool) {
        for HistoryVersion { revision, reference, record } in versions {
            let version = Version { revision, record: serde_json::from_slice(&record).ok() };
            match self.found.iter_mut().find(|f| f.reference == reference) {
                Some(found) => found.versions.push(version),
                None => self.found.push(Found { reference, versions: vec![version] }),
            }
        }
        self.next_before = next_before;
        self.incomplete |= incomplete;
    }
}
