//! Every decoder is given what it was never meant to read: honest bytes, changed by chance. It may
//! refuse and it may accept; it may not panic. What guides it is the answer: an input that is answered
//! as none was before is changed further, and kept ([`Corpus`]). The same seed and the same corpus make
//! the same inputs on every machine.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a program that tests, and prints what it found")]

mod corpus;
mod targets;

pub use corpus::{Corpus, kept_here};
pub use targets::TARGETS;

use crate::harness::Random;
use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// An input is at most this long.
const LONGEST: usize = 256 * 1024;
/// Two answers that are alike in so many letters are one.
const SHAPE: usize = 60;
/// So many answers are told apart; beyond them the input is all that differs.
const ANSWERS: usize = 2_000;
/// So many inputs that made a decoder panic are printed.
const PRINTED: usize = 5;

/// One decoder.
pub struct Target {
    /// As on the command line.
    pub name: &'static str,
    /// What it reads, in a sentence.
    pub about: &'static str,
    /// Makes it ready.
    pub prepare: fn() -> Decoder,
}

/// A decoder with the honest bytes that its inputs are made of.
pub struct Decoder {
    honest: Vec<Vec<u8>>,
    read: Read,
}

/// Reads an input, and says what came of it: [`READ`], or the words of the error.
type Read = Box<dyn FnMut(&[u8]) -> String>;

/// What a decoder says of an input that it could read.
const READ: &str = "read";

/// What came of reading, as [`Read`] says it.
fn told<T, E: fmt::Debug>(result: Result<T, E>) -> String {
    result.map_or_else(|error| format!("{error:?}"), |_| READ.into())
}

/// The words of an answer without what they quote of the input: two with the same are the same answer.
fn shape(answer: &str) -> String {
    answer.chars().filter(|c| c.is_ascii_alphabetic() || *c == ' ').take(SHAPE).collect()
}

/// When to stop.
#[derive(Clone, Copy)]
pub enum Until {
    /// After so many inputs.
    Runs(u64),
    /// When this has passed.
    Time(Duration),
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// Inputs.
    pub runs: u64,
    /// Of these, the decoder panicked on.
    pub crashes: u64,
    /// Answers that were not alike.
    pub answers: usize,
    /// The longest that one took.
    pub slowest: Duration,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "runs {}  crashes {}  answers {}  slowest {} ms",
            self.runs,
            self.crashes,
            self.answers,
            self.slowest.as_millis()
        )
    }
}

/// Drives one decoder, beginning with its own honest bytes and with what the corpus keeps. An input that
/// makes it panic is printed as it is, and kept; one with a new answer is kept if there is room.
///
/// # Errors
/// An input cannot be kept.
pub fn drive(target: &Target, seed: u64, until: Until, corpus: &mut Corpus) -> io::Result<Found> {
    let (Decoder { honest, mut read }, mut random) = ((target.prepare)(), Random::new(seed));
    // First as they are: a decoder that does not read its own is not tried at all.
    let mut known = [honest, corpus.inputs().to_vec()].concat();
    let (begun, mut found, mut answers, mut first) = (Instant::now(), Found::default(), BTreeSet::new(), 0..known.len());
    while match until {
        Until::Runs(runs) => found.runs < runs,
        Until::Time(time) => begun.elapsed() < time,
    } {
        let (input, made) = match first.next() {
            Some(place) => (known[place].clone(), false),
            None => (changed(&mut random, &known), true),
        };
        let asked = Instant::now();
        let answer = catch_unwind(AssertUnwindSafe(|| read(&input)));
        found.slowest = found.slowest.max(asked.elapsed());
        found.runs += 1;
        let Ok(answer) = answer else {
            found.crashes += 1;
            if found.crashes <= PRINTED as u64 {
                eprintln!("{}: panicked on {}", target.name, input.escape_ascii());
                corpus.keep(&input)?;
            }
            continue;
        };
        if answers.len() < ANSWERS && answers.insert(shape(&answer)) && made {
            corpus.keep_answered(&input)?;
            known.push(input);
        }
    }
    found.answers = answers.len();
    Ok(found)
}

/// One of the known inputs, changed; at times two spliced, or noise.
fn changed(random: &mut Random, known: &[Vec<u8>]) -> Vec<u8> {
    let one = random.one_of(known).clone();
    let mut input = match random.below(12) {
        0 => random.noise(4_096),
        1 => {
            let other = random.one_of(known);
            let (head, tail) = (random.place(one.len()), random.place(other.len()));
            [&one[..head], &other[tail..]].concat()
        }
        _ => random.mutated(&one),
    };
    input.truncate(LONGEST);
    input
}
