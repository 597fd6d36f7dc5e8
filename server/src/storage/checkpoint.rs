//! A checkpoint: what a segment of the journal begins with, so that a start reads one
//! segment and not the property's whole life.
//!
//! Lines of JSON: a heading, then the last answer of each terminal's disk, then every
//! current record exactly as it is stored. Whoever replays the segments before comes to
//! the same records and the same digest; `verify` does.

use super::entry::{Given, read_record};
use super::working_set::WorkingSet;
use crate::desk::answers::{Answers, Key};
use crate::fault::Fault;
use crate::plant::{self, Bug};
use data_encoding::HEXLOWER;
use domain::registers::terminals::Terminal;
use serde::{Deserialize, Serialize};
use values::{At, Id};

/// The spelling of checkpoints; a higher one is of a newer program. From 1 on it is only added to.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Heading {
    format: u32,
    last_at: At,
    answers: usize,
    records: usize,
    digest: String,
}

#[derive(Serialize, Deserialize)]
struct LastAnswer {
    terminal: Id<Terminal>,
    incarnation: String,
    seq: u64,
    #[serde(flatten)]
    given: Given,
}

/// What a checkpoint holds.
#[derive(Clone, Default)]
pub struct Checkpoint {
    /// The stamp of the last entry before it.
    pub last_at: At,
    /// The last answer of each terminal's disk.
    pub answers: Answers,
    /// Every current record.
    pub records: WorkingSet,
}

impl Checkpoint {
    /// Its bytes.
    pub fn write(&self) -> Result<Vec<u8>, Fault> {
        let forgets = if plant::is(Bug::CheckpointForgetsAnswers) { Answers::default() } else { self.answers.clone() };
        let last = forgets.last_answers().map(|(Key { terminal, incarnation, seq }, given)| {
            let mut given = given.clone();
            given.body = given.body.filter(|_| !plant::is(Bug::BodiesForgotten));
            LastAnswer { terminal, incarnation, seq, given }
        });
        let mut records = self.records.clone();
        if plant::is(Bug::CheckpointForgetsARecord)
            && let Some(last) = self.records.iter().map(|(reference, _)| reference.clone()).last()
        {
            records.take(vec![(last, None)]);
        }
        let heading = Heading {
            format: FORMAT,
            last_at: self.last_at,
            answers: last.len(),
            records: records.iter().len(),
            digest: HEXLOWER.encode(&records.digest()),
        };
        let mut bytes = line(&heading)?;
        for answer in last {
            bytes.extend(line(&answer)?);
        }
        for (_, form) in records.iter() {
            bytes.extend_from_slice(form);
            bytes.push(b'\n');
        }
        Ok(bytes)
    }

    /// Reads it, and holds it against its own digest.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut lines = bytes.split(|b| *b == b'\n');
        let heading: Heading = parse(lines.next().unwrap_or_default())?;
        if heading.format > FORMAT {
            return Err(Fault::Newer("a checkpoint of the journal".into()));
        }
        let mut read = Self { last_at: heading.last_at, ..Self::default() };
        for text in lines.by_ref().take(heading.answers) {
            let LastAnswer { terminal, incarnation, seq, given } = parse(text)?;
            read.answers.keep(&Key { terminal, incarnation, seq }, given);
        }
        for form in lines.take(heading.records) {
            let record = read_record(&parse(form)?)?;
            read.records.take(vec![(record.reference(), Some(form.to_vec()))]);
        }
        let whole = read.records.iter().len() == heading.records && HEXLOWER.encode(&read.records.digest()) == heading.digest;
        if whole { Ok(read) } else { Err(Fault::Journal("a checkpoint of the journal does not have the records that it says".into())) }
    }
}

fn line<T: Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    let mut bytes = serde_json::to_vec(value).map_err(|e| Fault::Machine(format!("a checkpoint could not be written as JSON: {e}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Fault> {
    serde_json::from_slice(text).map_err(|e| Fault::Newer(format!("a checkpoint of the journal ({e})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::answers::Place;
    use crate::storage::body::Body;
    use crate::storage::entry::Verdict;
    use domain::RecordRef;

    fn checkpoint() -> Checkpoint {
        let mut checkpoint = Checkpoint { last_at: At(7), ..Checkpoint::default() };
        let notice = r#"{"privacy_notice":{"from":0,"id":"a","text":{"en":"a","zh":"a"}}}"#;
        let reference: RecordRef = "privacy_notice/a".to_owned().try_into().unwrap();
        checkpoint.records.take(vec![(reference, Some(notice.as_bytes().to_vec()))]);
        let key = |seq| Key { terminal: Id::parse("k1").unwrap(), incarnation: "00".into(), seq };
        let body = |digit: &str| Body::try_from(digit.repeat(32)).ok();
        checkpoint
            .answers
            .keep(&key(1), Given { revision: 3, verdict: Verdict::Committed, body: body("a"), at: Some(At(6)) });
        checkpoint
            .answers
            .keep(&key(2), Given { revision: 5, verdict: Verdict::Unreadable, body: body("b"), at: Some(At(7)) });
        checkpoint
    }

    #[test]
    fn a_checkpoint_reads_as_it_was_written_and_keeps_the_stored_bytes() {
        let written = checkpoint();
        let bytes = written.write().unwrap();
        let read = Checkpoint::read(&bytes).unwrap();
        assert!(read.records.iter().eq(written.records.iter()));
        assert_eq!(read.last_at, At(7));
        assert_eq!(read.answers.last(&Id::parse("k1").unwrap(), "00"), 2);
        assert_eq!(read.write().unwrap(), bytes);
    }

    #[test]
    fn b12_a_last_answer_of_before_there_were_digests_reads_and_answers_anything() {
        let text = String::from_utf8(checkpoint().write().unwrap()).unwrap();
        let older = text.replace(&format!(r#","body":"{}","at":7"#, "b".repeat(32)), "");
        assert_ne!(older, text);
        let key = Key { terminal: Id::parse("k1").unwrap(), incarnation: "00".into(), seq: 2 };
        for (text, taken) in [(&text, true), (&older, false)] {
            let read = Checkpoint::read(text.as_bytes()).unwrap();
            let another = Body::try_from("c".repeat(32)).ok();
            assert_eq!(read.answers.place(&key, another) == Place::Taken, taken);
        }
    }

    #[test]
    fn a_checkpoint_that_lost_or_changed_a_record_is_refused() {
        let text = String::from_utf8(checkpoint().write().unwrap()).unwrap();
        let shorter: String = text.lines().take(2).map(|l| format!("{l}\n")).collect();
        let changed = text.replace(r#""en":"a""#, r#""en":"b""#);
        let newer = text.replace(r#""format":1"#, r#""format":2"#);
        for harmed in [shorter, changed, newer, String::new()] {
            assert!(Checkpoint::read(harmed.as_bytes()).is_err(), "{harmed}");
        }
    }
}
