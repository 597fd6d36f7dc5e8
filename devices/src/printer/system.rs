//! A printer that the system knows (CUPS): the slip goes to it as a PDF, through `lp`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{SlipPrinter, pdf};
use crate::device::Trouble;
use crate::slip::{Faces, Slip};

/// So long a program of the system may take.
const TAKES: Duration = Duration::from_secs(10);
/// Between two looks whether it has ended.
const LOOKS: Duration = Duration::from_millis(20);

/// A printer by its name there.
pub struct SystemPrinter {
    name: String,
    faces: Faces,
    lp: PathBuf,
    lpstat: PathBuf,
}

impl SystemPrinter {
    /// The printer that `lpstat -p` calls so.
    #[must_use]
    pub fn new(name: String, faces: Faces) -> Self {
        Self { name, faces, lp: "lp".into(), lpstat: "lpstat".into() }
    }

    /// With other programs in the place of `lp` and `lpstat`.
    #[must_use]
    pub fn through(self, lp: PathBuf, lpstat: PathBuf) -> Self {
        Self { lp, lpstat, ..self }
    }
}

impl SlipPrinter for SystemPrinter {
    fn print(&mut self, slip: &Slip) -> Result<(), Trouble> {
        if let Some(trouble) = self.state().filter(|trouble| !trouble.is_only_a_warning()) {
            return Err(trouble);
        }
        let page = pdf::page(&slip.picture(&self.faces, 576));
        let mut lp = Command::new(&self.lp);
        lp.args(["-s", "-d", &self.name, "-"]);
        match run(lp, page) {
            Ok(Ended { well: true, .. }) => Ok(()),
            Ok(Ended { said, .. }) => {
                tracing::warn!(%said, "lp did not take a slip");
                Err(Trouble::NotReady)
            }
            Err(error) => {
                tracing::warn!(%error, "lp did not run");
                Err(Trouble::Unplugged)
            }
        }
    }

    fn state(&mut self) -> Option<Trouble> {
        let mut lpstat = Command::new(&self.lpstat);
        lpstat.args(["-l", "-p", &self.name]).env("LC_ALL", "C");
        match run(lpstat, Vec::new()) {
            Ok(Ended { well: false, .. }) => Some(Trouble::WrongDevice),
            Ok(Ended { said, .. }) => trouble_in(&said),
            Err(error) => {
                tracing::debug!(%error, "lpstat did not run");
                Some(Trouble::Unplugged)
            }
        }
    }
}

/// What `lpstat -l -p` says, by the names that IPP gives to a printer's reasons.
fn trouble_in(said: &str) -> Option<Trouble> {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["media-empty", "media-needed"]) {
        Some(Trouble::OutOfPaper)
    } else if has(&["cover-open", "door-open"]) {
        Some(Trouble::CoverOpen)
    } else if has(&["offline", "connecting-to-device", "timed-out"]) {
        Some(Trouble::Unplugged)
    } else if has(&["disabled since", "paused", "media-jam"]) {
        Some(Trouble::NotReady)
    } else {
        has(&["media-low"]).then_some(Trouble::PaperLow)
    }
}

/// What became of a program.
struct Ended {
    well: bool,
    said: String,
}

/// Runs a program with this input, ends it where it takes too long.
fn run(mut command: Command, input: Vec<u8>) -> io::Result<Ended> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let stdin = child.stdin.take();
    // On a thread of its own, so that a program that reads nothing is ended all the same.
    let writes = thread::spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(&input)));
    let well = ended(&mut child)?;
    let said = child.stdout.take().map_or_else(|| Ok(String::new()), io::read_to_string)?;
    match writes.join() {
        Ok(Ok(())) => {}
        Ok(Err(error)) if !well => tracing::debug!(%error, "it did not read its input"),
        Ok(Err(error)) => return Err(error),
        Err(_) => return Err(io::ErrorKind::Other.into()),
    }
    Ok(Ended { well, said })
}

fn ended(child: &mut Child) -> io::Result<bool> {
    let until = Instant::now() + TAKES;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if Instant::now() >= until {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(LOOKS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slip::tests::{faces, slip};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn program(folder: &Path, name: &str, script: &str) -> PathBuf {
        let file = folder.join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o755)).unwrap();
        file
    }

    #[test]
    fn a_slip_goes_to_the_named_printer_as_a_pdf() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let lpstat = program(at, "lpstat", "echo printer lobby is idle.");
        let lp = program(at, "lp", &format!("echo \"$@\" > {0}/asked; cat > {0}/page.pdf", at.display()));
        let mut printer = SystemPrinter::new("lobby".into(), faces()).through(lp, lpstat);
        assert_eq!((printer.state(), printer.print(&slip())), (None, Ok(())));
        assert_eq!(fs::read_to_string(at.join("asked")).unwrap(), "-s -d lobby -\n");
        assert!(fs::read(at.join("page.pdf")).unwrap().starts_with(b"%PDF-"));
    }

    #[test]
    fn a_printer_that_the_system_does_not_know_or_a_system_without_printing_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let unknown = program(folder.path(), "lpstat", "exit 1");
        let lp = program(folder.path(), "lp", "exit 1");
        let mut printer = SystemPrinter::new("lobby".into(), faces()).through(lp.clone(), unknown);
        assert_eq!(printer.print(&slip()), Err(Trouble::WrongDevice));
        let mut printer = SystemPrinter::new("lobby".into(), faces()).through(lp.clone(), folder.path().join("none"));
        assert_eq!(printer.print(&slip()), Err(Trouble::Unplugged));
        let idle = program(folder.path(), "lpstat-idle", "echo printer lobby is idle.");
        let mut printer = SystemPrinter::new("lobby".into(), faces()).through(lp, idle);
        assert_eq!(printer.print(&slip()), Err(Trouble::NotReady));
    }

    #[test]
    fn what_the_system_says_of_a_printer_is_one_of_our_troubles() {
        for (said, trouble) in [
            ("printer lobby is idle.  enabled since", None),
            ("Alerts: media-low-warning", Some(Trouble::PaperLow)),
            ("Alerts: media-empty-error", Some(Trouble::OutOfPaper)),
            ("Alerts: cover-open-report media-low", Some(Trouble::CoverOpen)),
            ("printer lobby disabled since Mon", Some(Trouble::NotReady)),
            ("Alerts: offline-report", Some(Trouble::Unplugged)),
        ] {
            assert_eq!(trouble_in(said), trouble, "{said}");
        }
    }
}
