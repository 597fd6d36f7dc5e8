//! Every decoder is given what it was never meant to read: honest bytes, changed by chance. It may
//! refuse and it may accept; it may not panic. No coverage guides it: the honest bytes are many, and
//! the same seed makes the same inputs on every machine.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a program that tests, and prints what it found")]

mod targets;

pub use targets::TARGETS;

use crate::harness::Random;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// An input is at most this long.
const LONGEST: usize = 256 * 1024;
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

/// Reads an input, whatever comes of it.
type Read = Box<dyn FnMut(&[u8])>;

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
    /// The longest that one took.
    pub slowest: Duration,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "runs {}  crashes {}  slowest {} ms", self.runs, self.crashes, self.slowest.as_millis())
    }
}

/// Drives one decoder. An input that makes it panic is printed as it is.
#[must_use]
pub fn drive(target: &Target, seed: u64, until: Until) -> Found {
    let (mut decoder, mut random) = ((target.prepare)(), Random::new(seed));
    let (begun, mut found) = (Instant::now(), Found::default());
    // First as they are: a decoder that does not read its own is not tried at all.
    let mut inputs = decoder.honest.clone().into_iter();
    while match until {
        Until::Runs(runs) => found.runs < runs,
        Until::Time(time) => begun.elapsed() < time,
    } {
        let input = inputs.next().unwrap_or_else(|| changed(&mut random, &decoder.honest));
        let asked = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| (decoder.read)(&input)));
        found.slowest = found.slowest.max(asked.elapsed());
        found.runs += 1;
        if read.is_err() {
            found.crashes += 1;
            if found.crashes <= PRINTED as u64 {
                eprintln!("{}: panicked on {}", target.name, input.escape_ascii());
            }
        }
    }
    found
}

/// One of the honest inputs, changed; at times two spliced, or noise.
fn changed(random: &mut Random, honest: &[Vec<u8>]) -> Vec<u8> {
    let one = random.one_of(honest).clone();
    let mut input = match random.below(12) {
        0 => random.noise(4_096),
        1 => {
            let other = random.one_of(honest);
            let (head, tail) = (random.place(one.len()), random.place(other.len()));
            [&one[..head], &other[tail..]].concat()
        }
        _ => random.mutated(&one),
    };
    input.truncate(LONGEST);
    input
}
