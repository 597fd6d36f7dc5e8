//! One program in its own display, used as a person uses it: what is on the screen is read
//! from its description, what is pressed is pressed in the middle of what was read.

use super::display::Display;
use super::fault::Fault;
use super::patience::{PATIENCE, Patience};
use super::running::Running;
use super::witness::Witness;
use look::describe::Node;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

/// What a window is started with.
pub struct Opening<'a> {
    /// What the report calls it.
    pub name: &'static str,
    /// The program's file.
    pub program: PathBuf,
    /// Width and height of its display, in pixels.
    pub size: (u32, u32),
    /// The directory of the day; the terminal's own lies in it.
    pub dir: &'a Path,
    /// Where the server listens.
    pub server: &'a str,
    /// The one-time code; none where the directory holds an identity already.
    pub code: Option<&'a str>,
}

/// A window.
pub struct Window {
    /// What the report calls it.
    pub name: &'static str,
    pub(super) size: (f64, f64),
    pub(super) described: PathBuf,
    pub(super) dir: PathBuf,
    /// When the program was started.
    pub(super) opened: Instant,
    witness: Witness,
    program: Mutex<Running>,
    pub(super) display: Display,
}

impl Window {
    /// Opens it in a display of its own, enrolled with a one-time code where there is one.
    ///
    /// # Errors
    /// The display or the program does not start.
    pub fn open(opening: &Opening<'_>) -> Result<Self, Fault> {
        let dir = opening.dir.join(opening.name.replace(' ', "-"));
        fs::create_dir_all(&dir).map_err(Fault::system(dir.display()))?;
        let display = Display::open(opening.size, &dir)?;
        let described = dir.join("screen.json");
        let (width, height) = opening.size;
        let mut command = display.command(&opening.program);
        command.arg("--dir").arg(dir.join("terminal")).args(["--server", opening.server]);
        command.args(opening.code.into_iter().flat_map(|code| ["--enrol", code]));
        command.args(["--windowed", &format!("{width}x{height}")]).arg("--describe").arg(&described);
        // What an earlier one left there is not on this screen.
        let _ = fs::remove_file(&described);
        let opened = Instant::now();
        let program = Running::start(&mut command, &dir.join("program.log"))?;
        let size = (f64::from(width), f64::from(height));
        Ok(Self {
            name: opening.name,
            size,
            opened,
            witness: Witness::of(described.clone()),
            described,
            dir,
            program: Mutex::new(program),
            display,
        })
    }

    /// What is on the screen now; nothing before the first picture.
    #[must_use]
    pub fn nodes(&self) -> Vec<Node> {
        // Replaced as a whole by the program, so a reader sees all of it or the one before.
        fs::read(&self.described).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
    }

    /// Whether a text stands anywhere on the screen.
    #[must_use]
    pub fn shows(&self, text: &str) -> bool {
        self.nodes().iter().any(|node| says(node, text))
    }

    /// When, from this moment on, a text first stood on the screen; `None`: not yet.
    #[must_use]
    pub fn first_shown(&self, text: &str, since: Instant) -> Option<Instant> {
        self.witness.first(since, |nodes| nodes.iter().any(|n| says(n, text)))
    }

    /// Waits until a text stands on the screen.
    ///
    /// # Errors
    /// It does not come; with what is there instead.
    pub fn expect(&self, text: &str) -> Result<(), Fault> {
        self.wait(&format!("the text “{text}”"), |nodes| nodes.iter().any(|n| says(n, text)).then_some(()))
    }

    /// Waits until a text is gone.
    ///
    /// # Errors
    /// It stays.
    pub fn expect_gone(&self, text: &str) -> Result<(), Fault> {
        self.wait(&format!("“{text}” to go away"), |nodes| {
            (!nodes.is_empty() && !nodes.iter().any(|n| says(n, text))).then_some(())
        })
    }

    /// Waits until `look` finds something among the nodes.
    ///
    /// # Errors
    /// It does not come in time; with what is there instead.
    pub fn wait<T>(&self, what: &str, look: impl Fn(&[Node]) -> Option<T>) -> Result<T, Fault> {
        let mut patience = Patience::of(PATIENCE);
        while patience.goes_on() {
            if let Some(found) = look(&self.nodes()) {
                return Ok(found);
            }
        }
        Err(self.fault(&format!("waited for {what}")))
    }

    /// Takes a picture of the screen.
    ///
    /// # Errors
    /// ImageMagick fails.
    pub fn picture(&self, file: &Path) -> Result<(), Fault> {
        self.display.picture(file)
    }

    /// The number of its program in the system.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        self.program.lock().ok().map(|program| program.id())
    }

    /// What is wrong, with what is there instead.
    pub(super) fn fault(&self, what: &str) -> Fault {
        let ended = self.program.lock().ok().and_then(|mut program| program.still_there().err());
        let ended = ended.map(|ended| format!(" {ended}.")).unwrap_or_default();
        Fault::new(format!("{}: {what}.{ended} On the screen: {}", self.name, self.summary()))
    }

    /// The names on the screen, for an error's sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let named = |n: &Node| {
            let value = if n.value.is_empty() { String::new() } else { format!("={}", n.value) };
            let off = if n.enabled { "" } else { " (disabled)" };
            (!n.name.is_empty() || !n.value.is_empty()).then(|| format!("{}{value}{off}", n.name))
        };
        self.nodes().iter().filter_map(named).collect::<Vec<_>>().join(" | ")
    }
}

pub(super) fn says(node: &Node, text: &str) -> bool {
    node.name.contains(text) || node.value.contains(text) || node.description.contains(text)
}
