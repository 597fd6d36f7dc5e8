//! A screen that nobody sees: Xvfb with a window manager that draws no frames, so that a
//! place in the window is the same place on the screen.

use super::fault::Fault;
use super::patience::{PATIENCE, Patience};
use super::running::{Running, run};
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, thread};

/// How long a screen may go on moving before its picture is taken anyway.
const CALM: Duration = Duration::from_secs(3);

/// Every window stands in the corner and has no frame.
const MANAGER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><keepBorder>no</keepBorder></theme>
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <applications><application class="*"><decor>no</decor><focus>yes</focus><position force="yes"><x>0</x><y>0</y></position></application></applications>
</openbox_config>
"#;

/// A running display.
pub struct Display {
    name: String,
    /// What is on its glass: a picture file that Xvfb itself writes into.
    glass: File,
    width: u32,
    // In the order in which they end.
    manager: Running,
    _server: Running,
}

impl Display {
    /// Starts one of this size, in pixels, on the first free number; files go into `dir`.
    ///
    /// # Errors
    /// Xvfb or openbox is missing or does not start.
    pub fn open(size: (u32, u32), dir: &Path) -> Result<Self, Fault> {
        let (width, height) = size;
        let log = dir.join("displays.log");
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]).arg(format!("{width}x{height}x24"));
        xvfb.arg("-fbdir").arg(dir);
        let (mut server, output) = Running::start_piped(&mut xvfb, &log)?;
        let output = output.ok_or_else(|| Fault::new("Xvfb has no output"))?;
        let number = first_line(output, &mut server)?;
        // openbox does not find a relative path, and then gives every window a frame.
        let config = std::path::absolute(dir.join("openbox.xml")).map_err(Fault::system(dir.display()))?;
        fs::write(&config, MANAGER).map_err(Fault::system(config.display()))?;
        let name = format!(":{number}");
        let glass = dir.join("Xvfb_screen0");
        let glass = File::open(&glass).map_err(Fault::system(glass.display()))?;
        let mut openbox = Command::new("openbox");
        openbox.arg("--config-file").arg(&config).env("DISPLAY", &name);
        let mut display = Self {
            name,
            glass,
            width,
            manager: Running::start(&mut openbox, &log)?,
            _server: server,
        };
        // A window that is there before the window manager keeps its frame, and every place is off.
        let mut patience = Patience::of(PATIENCE);
        while patience.goes_on() {
            if display.tool(&["get_desktop"]).is_ok() {
                return Ok(display);
            }
            // Xvfb names its number a moment before it lets anybody in.
            if display.manager.still_there().is_err() {
                display.manager = Running::start(&mut openbox, &log)?;
            }
        }
        Err(Fault::new("openbox does not start"))
    }

    /// A command whose window, keys or clicks go here.
    #[must_use]
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Moves the pointer there, presses and releases.
    ///
    /// # Errors
    /// xdotool fails.
    pub fn click(&self, x: f64, y: f64) -> Result<(), Fault> {
        self.tool(&["mousemove", &format!("{x:.0}"), &format!("{y:.0}"), "click", "1"])
    }

    /// Turns the wheel there: positive goes down.
    ///
    /// # Errors
    /// xdotool fails.
    pub fn wheel(&self, x: f64, y: f64, clicks: i32) -> Result<(), Fault> {
        let button = if clicks > 0 { "5" } else { "4" };
        let repeat = clicks.unsigned_abs().to_string();
        self.tool(&["mousemove", &format!("{x:.0}"), &format!("{y:.0}"), "click", "--repeat", &repeat, "--delay", "10", button])
    }

    /// Types letters, digits and signs of ASCII; others get lost on the way.
    ///
    /// # Errors
    /// xdotool fails.
    pub fn type_ascii(&self, text: &str) -> Result<(), Fault> {
        self.tool(&["type", "--delay", "8", "--", text])
    }

    /// Presses a key by its X name, as "ctrl+v".
    ///
    /// # Errors
    /// xdotool fails.
    pub fn key(&self, name: &str) -> Result<(), Fault> {
        self.tool(&["key", name])
    }

    /// Puts a text into the clipboard.
    ///
    /// # Errors
    /// xclip fails.
    pub fn clipboard(&self, text: &str, dir: &Path) -> Result<(), Fault> {
        let file = dir.join("clipboard.txt");
        fs::write(&file, text).map_err(Fault::system(file.display()))?;
        // Its background half must not hold our pipes open.
        let silent = std::process::Stdio::null;
        let status = self
            .command("xclip")
            .args(["-selection", "clipboard", "-in"])
            .arg(&file)
            .stdin(silent())
            .stdout(silent())
            .stderr(silent())
            .status();
        let status = status.map_err(Fault::system("xclip cannot be started"))?;
        if status.success() { Ok(()) } else { Err(Fault::new(format!("xclip ended with {status}"))) }
    }

    /// Takes a picture of the whole screen once it stands still: a window describes itself a
    /// moment before it is painted.
    ///
    /// # Errors
    /// ImageMagick fails.
    pub fn picture(&self, file: &Path) -> Result<(), Fault> {
        let (mut before, mut same) = (vec![], 0);
        let mut patience = Patience::of(CALM);
        while same < 2 && patience.goes_on() {
            let now = run(self.command("import").args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]))?;
            same = if now == before { same + 1 } else { 0 };
            before = now;
        }
        run(self.command("import").args(["-window", "root", "-define", "png:compression-level=3"]).arg(file)).map(drop)
    }

    /// The dots of these rows as they are on the glass now.
    ///
    /// # Errors
    /// Xvfb's file cannot be read, or is shorter.
    pub fn rows(&self, from: u32, to: u32) -> Result<Vec<u8>, Fault> {
        let read = |bytes: &mut [u8], at: u64| self.glass.read_exact_at(bytes, at).map_err(Fault::system("Xvfb's picture"));
        // The picture stands at the end of the file, four bytes a dot (XWDFile.h).
        let mut header = [0; 4];
        read(&mut header, 0)?;
        let row = u64::from(self.width) * 4;
        let mut colours = [0; 4];
        read(&mut colours, 76)?;
        let before = u64::from(u32::from_be_bytes(header)) + u64::from(u32::from_be_bytes(colours)) * 12;
        let mut dots = vec![0; usize::try_from(u64::from(to.saturating_sub(from)) * row).unwrap_or_default()];
        read(&mut dots, before + u64::from(from) * row)?;
        Ok(dots)
    }

    fn tool(&self, args: &[&str]) -> Result<(), Fault> {
        run(self.command("xdotool").args(args)).map(drop)
    }
}

/// The number that Xvfb chose, read beside so that a silent one does not hold the day up.
fn first_line(mut output: impl Read + Send + 'static, server: &mut Running) -> Result<u32, Fault> {
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut text = String::new();
        let mut byte = [0];
        while output.read_exact(&mut byte).is_ok() && byte[0] != b'\n' {
            text.push(char::from(byte[0]));
        }
        // Nobody listens any more: the day has ended.
        let _ = said.send(text);
    });
    let mut patience = Patience::of(PATIENCE);
    while patience.goes_on() {
        if let Ok(text) = heard.try_recv() {
            return text.trim().parse().map_err(|_| Fault::new(format!("Xvfb named no display but {text:?}")));
        }
        server.still_there()?;
    }
    Err(Fault::new("Xvfb did not start"))
}
