//! A program that the day has started: ended with it, whatever happens, and nothing else is.

use super::fault::Fault;
use super::patience::{Patience, stopped};
use std::fs::File;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

/// How long a program may take to end by itself before it is killed.
const FAREWELL: Duration = Duration::from_secs(5);

/// A started program.
pub struct Running {
    name: String,
    child: Child,
}

impl Running {
    /// Starts it; what it says goes to the end of `log`.
    ///
    /// # Errors
    /// The program or the log cannot be opened.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self, Fault> {
        let said = appended(log)?;
        let also = said.try_clone().map_err(Fault::system(log.display()))?;
        Self::spawn(command.stdout(also).stderr(said))
    }

    /// Starts it and gives its standard output.
    ///
    /// # Errors
    /// As [`Running::start`].
    pub fn start_piped(command: &mut Command, log: &Path) -> Result<(Self, Option<ChildStdout>), Fault> {
        let mut running = Self::spawn(command.stdout(Stdio::piped()).stderr(appended(log)?))?;
        let output = running.child.stdout.take();
        Ok((running, output))
    }

    fn spawn(command: &mut Command) -> Result<Self, Fault> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).spawn().map_err(Fault::system(format!("{name} cannot be started")))?;
        Ok(Self { name, child })
    }

    /// Its number in the system.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// An error once it has ended.
    ///
    /// # Errors
    /// It has.
    pub fn still_there(&mut self) -> Result<(), Fault> {
        match self.child.try_wait().map_err(Fault::system(&self.name))? {
            None => Ok(()),
            Some(status) => Err(Fault::new(format!("{} has ended ({status})", self.name))),
        }
    }

    /// Ends it as a power cut would: at once, nothing said.
    ///
    /// # Errors
    /// The system refused.
    pub fn kill(mut self) -> Result<(), Fault> {
        self.child.kill().map_err(Fault::system(&self.name))?;
        self.child.wait().map_err(Fault::system(&self.name))?;
        Ok(())
    }

    fn farewell(&mut self) -> Option<ExitStatus> {
        if let Ok(Some(status)) = self.child.try_wait() {
            return Some(status);
        }
        // The standard library knows only the kill that leaves locks and sockets behind.
        let _ = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &self.child.id().to_string()]).status();
        let mut patience = Patience::deaf(FAREWELL);
        while patience.goes_on() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.farewell().is_none() {
            // Both fail only when it is gone already.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Runs a short program to its end; an error if it failed. Gives what it said.
///
/// # Errors
/// It cannot be started, or ended with an error: then with what it said.
pub fn run(command: &mut Command) -> Result<Vec<u8>, Fault> {
    let name = command.get_program().to_string_lossy().into_owned();
    if stopped() {
        return Err(Fault::new("stopped"));
    }
    let output = command.stdin(Stdio::null()).output().map_err(Fault::system(format!("{name} cannot be started")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = [output.stdout, output.stderr].concat();
    Err(Fault::new(format!("{name} ended with {}: {}", output.status, String::from_utf8_lossy(&said).trim())))
}

fn appended(log: &Path) -> Result<File, Fault> {
    File::options().create(true).append(true).open(log).map_err(Fault::system(log.display()))
}
