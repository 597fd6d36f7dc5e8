//! What the day says while it runs, one line a step, and its pictures.

use super::fault::Fault;
use super::patience::{PATIENCE, Patience};
use super::window::Window;
use std::cell::Cell;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;
use std::{fs, thread};

/// What must be seen at a station after a step.
pub struct Expected<'a> {
    /// Where.
    pub at: &'a Window,
    /// Which text.
    pub text: String,
}

/// The text that must appear at a station.
pub fn at(at: &Window, text: impl Into<String>) -> Expected<'_> {
    Expected { at, text: text.into() }
}

/// The report of one day.
pub struct Report {
    pictures: PathBuf,
    steps: Cell<u32>,
    slowest: Cell<u128>,
}

impl Report {
    /// Begins one; pictures go into this directory, which is emptied of earlier ones.
    ///
    /// # Errors
    /// The directory cannot be made.
    pub fn begin(pictures: PathBuf) -> Result<Self, Fault> {
        fs::create_dir_all(&pictures).map_err(Fault::system(pictures.display()))?;
        for entry in fs::read_dir(&pictures).map_err(Fault::system(pictures.display()))? {
            let file = entry.map_err(Fault::system(pictures.display()))?.path();
            if file.extension().is_some_and(|e| e == "png") {
                fs::remove_file(&file).map_err(Fault::system(file.display()))?;
            }
        }
        Ok(Self { pictures, steps: Cell::new(0), slowest: Cell::new(0) })
    }

    /// One step is done: waits for what the others must see, and says after how long they did.
    ///
    /// # Errors
    /// Somebody does not see it.
    pub fn step(&self, place: &str, what: &str, since: Instant, expected: &[Expected<'_>]) -> Result<(), Fault> {
        let seen = sightings(since, expected)?;
        let slowest = seen.iter().map(|(_, ms)| *ms).max().unwrap_or(0);
        self.slowest.set(slowest.max(self.slowest.get()));
        let seen: Vec<String> = seen.iter().map(|(name, ms)| format!("{name} {ms} ms")).collect();
        let seen = if seen.is_empty() { String::new() } else { format!("  [seen: {}]", seen.join(", ")) };
        self.steps.set(self.steps.get() + 1);
        self.say(&format!("{:02} {place}: {what}{seen}", self.steps.get()))
    }

    /// A line with the time of day.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn say(&self, line: &str) -> Result<(), Fault> {
        let time = chrono::Local::now().format("%H:%M:%S%.3f");
        writeln!(io::stdout(), "{time}  {line}").map_err(Fault::system("standard output"))
    }

    /// Pictures of these windows, named after the last step.
    ///
    /// # Errors
    /// A picture cannot be taken.
    pub fn pictures(&self, name: &str, windows: &[&Window]) -> Result<(), Fault> {
        let file = |window: &Window| self.pictures.join(format!("{:02}-{name}-{}.png", self.steps.get(), window.name.replace(' ', "-")));
        let files: Vec<(&Window, PathBuf)> = windows.iter().map(|window| (*window, file(window))).collect();
        thread::scope(|scope| {
            let taken: Vec<_> = files.iter().map(|(window, file)| scope.spawn(move || window.picture(file))).collect();
            taken
                .into_iter()
                .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(Fault::new("taking a picture panicked"))))
        })
    }

    /// A picture of one screen as it is, named for a look at all of them.
    ///
    /// # Errors
    /// A picture cannot be taken.
    pub fn portrait(&self, name: &str, window: &Window) -> Result<(), Fault> {
        window.picture(&self.pictures.join(format!("screen-{}-{name}.png", window.name.replace(' ', "-"))))
    }

    /// The last lines.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn end(&self) -> Result<(), Fault> {
        self.say(&format!(
            "{} steps, none failed. Slowest to reach another station: {} ms.",
            self.steps.get(),
            self.slowest.get()
        ))?;
        self.say(&format!("Pictures: {}", self.pictures.display()))
    }
}

fn sightings(since: Instant, expected: &[Expected<'_>]) -> Result<Vec<(&'static str, u128)>, Fault> {
    let mut seen: Vec<Option<Instant>> = vec![None; expected.len()];
    let mut patience = Patience::of(PATIENCE);
    while seen.contains(&None) && patience.goes_on() {
        for (seen, expected) in seen.iter_mut().zip(expected).filter(|(seen, _)| seen.is_none()) {
            *seen = expected.at.first_shown(&expected.text, since);
        }
    }
    let times = seen.into_iter().zip(expected).map(|(seen, expected)| match seen {
        Some(seen) if seen > since => Ok((expected.at.name, seen.duration_since(since).as_millis())),
        Some(_) => Err(Fault::new(format!(
            "{} showed “{}” before the step: the day asks too little",
            expected.at.name, expected.text
        ))),
        None => Err(Fault::new(format!(
            "{} did not show “{}”. On the screen: {}",
            expected.at.name,
            expected.text,
            expected.at.summary()
        ))),
    });
    times.collect()
}
