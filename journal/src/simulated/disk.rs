//! A directory in memory, with a cache that a power cut empties.

use super::Random;
use super::file::File;
use crate::disk::{Disk, Failure, Guard, Lasting, Medium, Schedule, Verdict, flipped};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, PoisonError};

type Names = BTreeMap<String, u64>;

/// What was done to names since the directory was synced.
#[derive(Clone, Debug)]
enum Change {
    Put { name: String, file: u64 },
    Rename { from: String, to: String, file: u64 },
    Remove { name: String },
}

#[derive(Clone, Debug, Default)]
struct State {
    files: BTreeMap<u64, File>,
    next_file: u64,
    names: Names,
    durable_names: Names,
    changes: Vec<Change>,
    /// The most bytes that all files may take.
    capacity: Option<u64>,
    locked: bool,
}

/// A disk in memory. What is written stays in a volatile cache until it is synced: bytes by the
/// sync of their file, names by the sync of the directory. Clones are the same disk.
#[derive(Clone, Default)]
pub struct SimulatedDisk {
    state: Arc<Mutex<State>>,
    schedule: Arc<Schedule>,
}

impl SimulatedDisk {
    /// Empty, and without accidents.
    #[must_use]
    pub fn new() -> SimulatedDisk {
        SimulatedDisk::default()
    }

    /// Another disk with the same content, cache and all, without the accidents planned for this one
    /// and without its lock.
    #[must_use]
    pub fn fork(&self) -> SimulatedDisk {
        let state = self.with(|state| State { locked: false, ..state.clone() });
        SimulatedDisk { state: Arc::new(Mutex::new(state)), schedule: Arc::default() }
    }

    /// The disk after power was lost now and came back. Of the sectors that were not synced, any
    /// are as they were before; of the names, any or all behind some moment.
    #[must_use]
    pub fn crash(&self, seed: u64) -> SimulatedDisk {
        let mut random = Random::new(seed);
        let state = self.with(|state| {
            let mut names = state.durable_names.clone();
            let in_order = random.chance(1, 2);
            let reached = random.below(state.changes.len() as u64 + 1) as usize;
            for (index, change) in state.changes.iter().enumerate() {
                if if in_order { index < reached } else { random.chance(1, 2) } {
                    change.apply(&mut names);
                }
            }
            let named: std::collections::BTreeSet<u64> = names.values().copied().collect();
            let files = state.files.iter().filter(|(file, _)| named.contains(file));
            let files = files.map(|(number, file)| (*number, file.crash(&mut random))).collect();
            let durable_names = names.clone();
            State { files, names, durable_names, changes: Vec::new(), locked: false, ..state.clone() }
        });
        SimulatedDisk { state: Arc::new(Mutex::new(state)), schedule: Arc::default() }
    }

    /// Lets the `n`-th operation from now on fail, counted from 1; replaces what was planned. A sync
    /// that fails forgets some of what it should have made durable, as Linux does.
    pub fn fail_at(&self, n: u64, failure: Failure, lasting: Lasting) {
        self.schedule.fail_at(n, failure, lasting);
    }

    /// Power is lost at the `n`-th operation from now on: it and all later ones answer with an
    /// error, and [`SimulatedDisk::crash`] shows what is left.
    pub fn cut_power_at(&self, n: u64) {
        self.schedule.cut_power_at(n);
    }

    /// Nothing fails any more.
    pub fn heal(&self) {
        self.schedule.heal();
    }

    /// Whether the power is still on.
    #[must_use]
    pub fn has_power(&self) -> bool {
        self.schedule.has_power()
    }

    /// Whether any operation failed since there had been `before` of them.
    #[must_use]
    pub fn failed_since(&self, before: u64) -> bool {
        self.schedule.failed_since(before)
    }

    /// How many operations there were that change or sync.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.schedule.operations()
    }

    /// From here on all files together take at most so many bytes.
    pub fn set_capacity(&self, bytes: Option<u64>) {
        self.with(|state| state.capacity = bytes);
    }

    /// Bytes that all files together take.
    #[must_use]
    pub fn used_bytes(&self) -> u64 {
        self.with(|state| state.used())
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Counts one operation that is no write; the effect of one during which power is lost is that
    /// of any that was not synced.
    fn change<T>(&self, act: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        match self.schedule.next(false) {
            Verdict::Fails(kind) => Err(kind.into()),
            Verdict::PowerCut => {
                self.with(act)?;
                Err(ErrorKind::Other.into())
            }
            Verdict::Done | Verdict::Halved | Verdict::Flipped => self.with(act),
        }
    }

    fn medium(&self, file: u64) -> Box<dyn Medium> {
        Box::new(SimulatedMedium { disk: self.clone(), file })
    }
}

impl Change {
    fn apply(&self, names: &mut Names) {
        match self {
            Change::Put { name, file } => {
                names.insert(name.clone(), *file);
            }
            Change::Rename { from, to, file } => {
                names.insert(to.clone(), *file);
                if names.get(from) == Some(file) {
                    names.remove(from);
                }
            }
            Change::Remove { name } => {
                names.remove(name);
            }
        }
    }
}

impl State {
    fn record(&mut self, change: Change) {
        change.apply(&mut self.names);
        self.changes.push(change);
    }

    fn used(&self) -> u64 {
        self.names.values().filter_map(|file| self.files.get(file)).map(File::allocated).sum()
    }
}

impl Disk for SimulatedDisk {
    fn open(&self, name: &str) -> io::Result<Option<Box<dyn Medium>>> {
        Ok(self.with(|state| state.names.get(name).copied()).map(|file| self.medium(file)))
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn Medium>> {
        let file = self.change(|state| {
            if let Some(there) = state.names.get(name).copied() {
                if let Some(file) = state.files.get_mut(&there) {
                    file.set_length(0);
                }
                return Ok(there);
            }
            let file = state.next_file;
            state.next_file += 1;
            state.files.insert(file, File::default());
            state.record(Change::Put { name: name.to_owned(), file });
            Ok(file)
        })?;
        Ok(self.medium(file))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.change(|state| {
            let file = state.names.get(from).copied().ok_or(ErrorKind::NotFound)?;
            state.record(Change::Rename { from: from.to_owned(), to: to.to_owned(), file });
            Ok(())
        })
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.change(|state| {
            if state.names.contains_key(name) {
                state.record(Change::Remove { name: name.to_owned() });
            }
            Ok(())
        })
    }

    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.with(|state| state.names.keys().cloned().collect()))
    }

    fn sync(&self) -> io::Result<()> {
        // Names are kept by a log of the file system's own: a failed sync leaves them in doubt, and
        // the next one has them again.
        match self.schedule.next(false) {
            Verdict::Fails(kind) => Err(kind.into()),
            Verdict::PowerCut => Err(ErrorKind::Other.into()),
            Verdict::Done | Verdict::Halved | Verdict::Flipped => {
                self.with(|state| {
                    state.changes.clear();
                    state.durable_names = state.names.clone();
                });
                Ok(())
            }
        }
    }

    fn lock(&self) -> io::Result<Guard> {
        let free = self.with(|state| !std::mem::replace(&mut state.locked, true));
        if free { Ok(Guard::new(Unlock(self.state.clone()))) } else { Err(ErrorKind::ResourceBusy.into()) }
    }

    fn path(&self) -> String {
        "a simulated disk".to_owned()
    }
}

struct Unlock(Arc<Mutex<State>>);

impl Drop for Unlock {
    fn drop(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).locked = false;
    }
}

struct SimulatedMedium {
    disk: SimulatedDisk,
    file: u64,
}

impl SimulatedMedium {
    fn with<T>(&self, act: impl FnOnce(&mut File) -> T) -> io::Result<T> {
        self.disk.with(|state| state.files.get_mut(&self.file).map(act)).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn sync(&self) -> io::Result<()> {
        match self.disk.schedule.next(false) {
            Verdict::Fails(kind) => {
                let mut random = Random::new(self.disk.operations());
                self.with(|file| file.fail_sync(&mut random))?;
                Err(kind.into())
            }
            Verdict::PowerCut => Err(ErrorKind::Other.into()),
            Verdict::Done | Verdict::Halved | Verdict::Flipped => self.with(File::sync),
        }
    }

    fn put(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        self.disk.with(|state| {
            let used = state.used();
            let Some(file) = state.files.get_mut(&self.file) else { return Err(ErrorKind::NotFound.into()) };
            if state.capacity.is_some_and(|capacity| used + file.more_for(bytes.len(), offset) > capacity) {
                return Err(ErrorKind::StorageFull.into());
            }
            file.write(bytes, offset);
            Ok(bytes.len())
        })
    }
}

impl Medium for SimulatedMedium {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        self.with(|file| file.read(into, offset))
    }

    fn write_some(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        match self.disk.schedule.next(true) {
            Verdict::Fails(kind) => Err(kind.into()),
            Verdict::Halved => self.put(&bytes[..bytes.len().div_ceil(2)], offset),
            Verdict::Flipped => self.put(&flipped(bytes), offset),
            Verdict::Done => self.put(bytes, offset),
            Verdict::PowerCut => {
                self.put(bytes, offset)?;
                Err(ErrorKind::Other.into())
            }
        }
    }

    fn sync_data(&self) -> io::Result<()> {
        self.sync()
    }

    fn sync_all(&self) -> io::Result<()> {
        self.sync()
    }

    fn length(&self) -> io::Result<u64> {
        self.with(|file| file.length())
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        match self.disk.schedule.next(false) {
            Verdict::Fails(kind) => Err(kind.into()),
            Verdict::PowerCut => {
                self.with(|file| file.set_length(length))?;
                Err(ErrorKind::Other.into())
            }
            Verdict::Done | Verdict::Halved | Verdict::Flipped => self.with(|file| file.set_length(length)),
        }
    }
}
