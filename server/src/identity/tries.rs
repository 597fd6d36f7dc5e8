//! Wrong tries, counted on the disk: of PINs for each person and terminal, before they are
//! evaluated; of visit codes for each code.
//!
//! Nothing that is counted here holds up an emergency: raising one asks for no PIN. A disk that
//! takes no more of them is told of, and they are counted in memory meanwhile.

use super::secrets::write_secret;
use crate::clock::Clock;
use crate::fault::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use values::{At, MINUTE_MS};

/// So many wrong tries close their place.
const TRIES: u32 = 5;
/// The format of the files.
const FORMAT: u32 = 1;

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guessed {
    /// The PIN of a person at a terminal: both are closed for five minutes.
    Pin,
    /// What is shown beside a visit code (B-02): the code is closed for ten minutes.
    VisitCode,
}

impl Guessed {
    const fn locked_ms(self) -> i64 {
        match self {
            Guessed::Pin => 5 * MINUTE_MS,
            Guessed::VisitCode => 10 * MINUTE_MS,
        }
    }

    const fn file(self) -> &'static str {
        match self {
            Guessed::Pin => "pin-tries.json",
            Guessed::VisitCode => "code-tries.json",
        }
    }
}

/// Whose secret is guessed, and where.
type Place = (String, String);

/// The tries of the last minutes.
pub struct Tries {
    guessed: Guessed,
    /// Where they are kept; nowhere in a simulation.
    file: Option<PathBuf>,
    clock: Clock,
    made: Mutex<BTreeMap<Place, Made>>,
}

/// How often a guess was wrong, and when last.
#[derive(Clone, Copy)]
struct Made {
    count: u32,
    last: At,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    format: u32,
    tries: Vec<(String, String, u32, At)>,
}

impl Tries {
    /// Those that a data directory keeps.
    ///
    /// # Errors
    /// The file is of a newer format, or cannot be read.
    pub fn open(dir: &Path, guessed: Guessed, clock: Clock) -> Result<Self, Fault> {
        let file = dir.join(guessed.file());
        let kept = if file.exists() { read(&file)? } else { Kept { format: FORMAT, tries: Vec::new() } };
        let made = kept.tries.into_iter().map(|(whose, place, count, last)| ((whose, place), Made { count, last }));
        Ok(Self { guessed, file: Some(file), clock, made: Mutex::new(made.collect()) })
    }

    /// Kept nowhere.
    #[must_use]
    pub fn in_memory(guessed: Guessed, clock: Clock) -> Self {
        Self { guessed, file: None, clock, made: Mutex::default() }
    }

    /// Counts a try, durably, before it is evaluated. `false`: there is none left for now.
    pub fn take(&self, whose: &str, place: &str) -> bool {
        let mut made = self.recent();
        let now = self.clock.now();
        let one = made.entry((whose.to_owned(), place.to_owned())).or_insert(Made { count: 0, last: now });
        if one.count >= TRIES {
            return false;
        }
        *one = Made { count: one.count + 1, last: now };
        self.keep(&made);
        true
    }

    /// Whether there is a try left, where none is counted that is right.
    pub fn is_open(&self, whose: &str, place: &str) -> bool {
        self.counted(whose, place) < TRIES
    }

    /// It was right.
    pub fn right(&self, whose: &str, place: &str) {
        let mut made = self.recent();
        if made.remove(&(whose.to_owned(), place.to_owned())).is_some() {
            self.keep(&made);
        }
    }

    /// Forgets those against one, everywhere.
    pub(super) fn forgive(&self, whose: &str) {
        let mut made = self.recent();
        made.retain(|(of, _), _| of != whose);
        self.keep(&made);
    }

    /// How many are counted.
    pub(super) fn counted(&self, whose: &str, place: &str) -> u32 {
        self.recent().get(&(whose.to_owned(), place.to_owned())).map_or(0, |one| one.count)
    }

    /// Without what is past. A clock that went back makes nobody wait longer than usual.
    fn recent(&self) -> MutexGuard<'_, BTreeMap<Place, Made>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        made.values_mut().for_each(|one| one.last = one.last.min(now));
        made.retain(|_, one| now.since(one.last) < self.guessed.locked_ms());
        made
    }

    fn keep(&self, made: &BTreeMap<Place, Made>) {
        let Some(file) = &self.file else { return };
        let tries = made.iter().map(|((whose, place), one)| (whose.clone(), place.clone(), one.count, one.last));
        let kept = Kept { format: FORMAT, tries: tries.collect() };
        let written = serde_json::to_vec(&kept).map_err(|e| Fault::Machine(e.to_string()));
        if let Err(fault) = written.and_then(|bytes| write_secret(file, &bytes)) {
            tracing::error!(%fault, "wrong tries are counted in memory only: a restart would forget them");
        }
    }
}

fn read(file: &Path) -> Result<Kept, Fault> {
    let bytes = fs::read(file).map_err(Fault::file(file))?;
    let kept = serde_json::from_slice::<serde_json::Value>(&bytes).ok();
    let format = kept.as_ref().and_then(|k| k["format"].as_u64());
    if format.is_some_and(|f| f > u64::from(FORMAT)) {
        return Err(Fault::damaged(file, "it is of a newer version: update this program"));
    }
    let kept = kept.and_then(|kept| serde_json::from_value(kept).ok());
    Ok(kept.unwrap_or_else(|| {
        tracing::error!(file = %file.display(), "the count of wrong tries is damaged and begins anew");
        Kept { format: FORMAT, tries: Vec::new() }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Source;
    use std::cell::Cell;
    use std::time::Duration;

    thread_local! {
        static NOW: Cell<i64> = const { Cell::new(0) };
    }

    fn opened(dir: &Path, guessed: Guessed) -> Tries {
        let read = || (At(1_795_399_200_000 + NOW.get()), Duration::from_millis(NOW.get().unsigned_abs()));
        Tries::open(dir, guessed, Clock::start(Source { read }, None, None)).unwrap()
    }

    fn taken(tries: &Tries, person: &str, terminal: &str) -> usize {
        (0..10).filter(|_| tries.take(person, terminal)).count()
    }

    #[test]
    fn five_tries_in_five_minutes_for_each_person_and_terminal_and_a_restart_forgets_none() {
        let dir = tempfile::tempdir().unwrap();
        let tries = opened(dir.path(), Guessed::Pin);
        assert_eq!((taken(&tries, "1001", "counter-1"), taken(&tries, "1001", "counter-1")), (5, 0));
        assert_eq!((taken(&tries, "1001", "counter-2"), taken(&tries, "1002", "counter-1")), (5, 5));
        let restarted = opened(dir.path(), Guessed::Pin);
        assert_eq!(taken(&restarted, "1001", "counter-1"), 0);
        restarted.forgive("1001");
        let again = opened(dir.path(), Guessed::Pin);
        assert_eq!((taken(&again, "1001", "counter-1"), taken(&again, "1002", "counter-1")), (5, 0));
        NOW.set(Guessed::Pin.locked_ms() - 1);
        assert_eq!(taken(&again, "1002", "counter-1"), 0);
        NOW.set(Guessed::Pin.locked_ms());
        assert_eq!(taken(&again, "1002", "counter-1"), 5);
    }

    #[test]
    fn a_file_of_a_newer_version_is_refused_and_a_damaged_one_begins_anew() {
        let dir = tempfile::tempdir().unwrap();
        let clock = || Clock::start(Source::system(), None, None);
        fs::write(dir.path().join(Guessed::Pin.file()), br#"{"format":2,"tries":[]}"#).unwrap();
        assert!(Tries::open(dir.path(), Guessed::Pin, clock()).is_err());
        fs::write(dir.path().join(Guessed::Pin.file()), b"{").unwrap();
        assert_eq!(taken(&Tries::open(dir.path(), Guessed::Pin, clock()).unwrap(), "1001", "counter-1"), 5);
    }
}
