//! A disk whose n-th operation fails, over any other.
//!
//! Counted is what changes or syncs: creating, renaming, removing, cutting, writing, syncing. So a
//! test counts once how many there are and then lets each of them fail in turn.

use super::{Disk, Guard, Medium};
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, PoisonError};

/// How an operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The disk is broken there: nothing is done, and the system says so.
    Eio,
    /// The disk is full: nothing is done, and the system says so.
    NoSpace,
    /// A write does half of what was asked and says so; nothing else is affected.
    ShortWrite,
    /// A write keeps one wrong bit and says nothing; nothing else is affected.
    FlippedBit,
}

impl Failure {
    /// All of them.
    pub const ALL: [Failure; 4] = [Failure::Eio, Failure::NoSpace, Failure::ShortWrite, Failure::FlippedBit];
}

/// For how long a failure stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// One operation.
    Once,
    /// That operation and every later one.
    FromThenOn,
}

/// What happens to one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Done,
    Fails(ErrorKind),
    Halved,
    Flipped,
    /// The power goes while it is being done.
    PowerCut,
}

/// Counts operations and says which of them fail.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    state: Mutex<Planned>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Planned {
    done: u64,
    failing: Option<(u64, Failure, Lasting)>,
    power_cut: Option<u64>,
}

impl Schedule {
    fn with<T>(&self, act: impl FnOnce(&mut Planned) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn fail_at(&self, n: u64, failure: Failure, lasting: Lasting) {
        self.with(|planned| planned.failing = Some((planned.done + n, failure, lasting)));
    }

    pub(crate) fn cut_power_at(&self, n: u64) {
        self.with(|planned| planned.power_cut = Some(planned.done + n));
    }

    pub(crate) fn heal(&self) {
        self.with(|planned| planned.failing = None);
    }

    pub(crate) fn operations(&self) -> u64 {
        self.with(|planned| planned.done)
    }

    pub(crate) fn has_power(&self) -> bool {
        self.with(|planned| planned.power_cut.is_none_or(|at| planned.done < at))
    }

    /// Whether any operation failed since there had been `before` of them.
    pub(crate) fn failed_since(&self, before: u64) -> bool {
        self.with(|planned| {
            let failing = planned
                .failing
                .is_some_and(|(at, _, lasting)| at <= planned.done && (at > before || lasting == Lasting::FromThenOn));
            failing || planned.power_cut.is_some_and(|at| at <= planned.done)
        })
    }

    /// Counts one operation and says what becomes of it.
    pub(crate) fn next(&self, writes: bool) -> Verdict {
        self.with(|planned| {
            let before = planned.done;
            planned.done += 1;
            match planned.power_cut {
                Some(at) if before >= at => return Verdict::Fails(ErrorKind::Other),
                Some(at) if planned.done == at => return Verdict::PowerCut,
                Some(_) | None => {}
            }
            match planned.failing {
                Some((at, failure, lasting)) if planned.done == at || (planned.done > at && lasting == Lasting::FromThenOn) => {
                    failure.verdict(writes)
                }
                Some(_) | None => Verdict::Done,
            }
        })
    }
}

impl Failure {
    fn verdict(self, writes: bool) -> Verdict {
        match self {
            Failure::Eio => Verdict::Fails(ErrorKind::Other),
            Failure::NoSpace => Verdict::Fails(ErrorKind::StorageFull),
            Failure::ShortWrite if writes => Verdict::Halved,
            Failure::FlippedBit if writes => Verdict::Flipped,
            Failure::ShortWrite | Failure::FlippedBit => Verdict::Done,
        }
    }
}

/// Any disk, with a failure planned.
pub struct FaultyDisk {
    inner: Arc<dyn Disk>,
    schedule: Arc<Schedule>,
}

impl FaultyDisk {
    /// Without any failure yet.
    #[must_use]
    pub fn new(inner: Arc<dyn Disk>) -> FaultyDisk {
        FaultyDisk { inner, schedule: Arc::default() }
    }

    /// Another directory of the same machine: making it is an operation, and its own operations
    /// are counted with this one's.
    ///
    /// # Errors
    /// Making it was the operation that had to fail, or it cannot be made.
    pub fn beside(&self, make: impl FnOnce() -> io::Result<Arc<dyn Disk>>) -> io::Result<FaultyDisk> {
        self.ask()?;
        Ok(FaultyDisk { inner: make()?, schedule: self.schedule.clone() })
    }

    /// Lets the `n`-th operation from now on fail, counted from 1; replaces what was planned.
    pub fn fail_at(&self, n: u64, failure: Failure, lasting: Lasting) {
        self.schedule.fail_at(n, failure, lasting);
    }

    /// Nothing fails any more.
    pub fn heal(&self) {
        self.schedule.heal();
    }

    /// How many operations there were.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.schedule.operations()
    }

    fn ask(&self) -> io::Result<()> {
        ask(&self.schedule)
    }

    fn wrap(&self, inner: Box<dyn Medium>) -> Box<dyn Medium> {
        Box::new(FaultyMedium { inner, schedule: self.schedule.clone() })
    }
}

fn ask(schedule: &Schedule) -> io::Result<()> {
    match schedule.next(false) {
        Verdict::Fails(kind) => Err(kind.into()),
        Verdict::Done | Verdict::Halved | Verdict::Flipped | Verdict::PowerCut => Ok(()),
    }
}

impl Disk for FaultyDisk {
    fn open(&self, name: &str) -> io::Result<Option<Box<dyn Medium>>> {
        Ok(self.inner.open(name)?.map(|medium| self.wrap(medium)))
    }
    fn create(&self, name: &str) -> io::Result<Box<dyn Medium>> {
        self.ask()?;
        Ok(self.wrap(self.inner.create(name)?))
    }
    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.ask()?;
        self.inner.rename(from, to)
    }
    fn remove(&self, name: &str) -> io::Result<()> {
        self.ask()?;
        self.inner.remove(name)
    }
    fn list(&self) -> io::Result<Vec<String>> {
        self.inner.list()
    }
    fn sync(&self) -> io::Result<()> {
        self.ask()?;
        self.inner.sync()
    }
    fn lock(&self) -> io::Result<Guard> {
        self.inner.lock()
    }
    fn path(&self) -> String {
        self.inner.path()
    }
}

struct FaultyMedium {
    inner: Box<dyn Medium>,
    schedule: Arc<Schedule>,
}

impl Medium for FaultyMedium {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        self.inner.read_at(into, offset)
    }
    fn write_some(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        match self.schedule.next(true) {
            Verdict::Fails(kind) => Err(kind.into()),
            Verdict::Halved => self.inner.write_some(&bytes[..bytes.len().div_ceil(2)], offset),
            Verdict::Flipped => self.inner.write_some(&flipped(bytes), offset),
            Verdict::Done | Verdict::PowerCut => self.inner.write_some(bytes, offset),
        }
    }
    fn sync_data(&self) -> io::Result<()> {
        ask(&self.schedule)?;
        self.inner.sync_data()
    }
    fn sync_all(&self) -> io::Result<()> {
        ask(&self.schedule)?;
        self.inner.sync_all()
    }
    fn length(&self) -> io::Result<u64> {
        self.inner.length()
    }
    fn set_length(&self, length: u64) -> io::Result<()> {
        ask(&self.schedule)?;
        self.inner.set_length(length)
    }
}

/// The bytes with one bit wrong, in their middle.
pub(crate) fn flipped(bytes: &[u8]) -> Vec<u8> {
    let mut wrong = bytes.to_vec();
    if let Some(byte) = wrong.get_mut(bytes.len() / 2) {
        *byte ^= 0x10;
    }
    wrong
}
