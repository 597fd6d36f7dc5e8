//! The server of the day: started, filled, asked, killed and started again.

use super::fault::Fault;
use super::patience::{PATIENCE, Patience};
use super::running::{Running, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A whole day of visitors comes within minutes.
const IN_A_HURRY: &str = "kiosk_inputs_per_minute = 1000\nkiosk_inputs_per_hour = 1000\n";

/// The property's server and its data directory.
pub struct Property {
    program: PathBuf,
    data: PathBuf,
    log: PathBuf,
    address: String,
    running: Option<Running>,
}

impl Property {
    /// Starts a new property in an empty directory and waits until it serves.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(programs: &Path, dir: &Path) -> Result<Self, Fault> {
        let (program, data, log) = (programs.join("dutydesk-server"), dir.join("server"), dir.join("server.log"));
        let mut property = Self { program, data, log, address: "127.0.0.1:0".to_owned(), running: None };
        property.serve()?;
        Ok(property)
    }

    /// Starts the server, at the address of the last time.
    ///
    /// # Errors
    /// It does not serve in time.
    pub fn serve(&mut self) -> Result<(), Fault> {
        let written = self.data.join("address");
        // The old one would be believed before the new server answers.
        if written.exists() {
            fs::remove_file(&written).map_err(Fault::system(written.display()))?;
        }
        let settings = self.data.with_extension("toml");
        fs::write(&settings, IN_A_HURRY).map_err(Fault::system(settings.display()))?;
        let mut serve = Command::new(&self.program);
        serve.arg("serve").arg("--data").arg(&self.data).args(["--listen", &self.address]);
        serve.arg("--settings").arg(&settings);
        let mut running = Running::start(&mut serve, &self.log)?;
        let mut patience = Patience::of(PATIENCE);
        while patience.goes_on() {
            running.still_there()?;
            if let Ok(address) = fs::read_to_string(&written)
                && !address.is_empty()
            {
                address.trim().clone_into(&mut self.address);
                self.running = Some(running);
                return Ok(());
            }
        }
        Err(Fault::new(format!("the server did not start: see {}", self.log.display())))
    }

    /// Kills it without a word (`kill -9`).
    ///
    /// # Errors
    /// The system refused.
    pub fn kill(&mut self) -> Result<(), Fault> {
        self.running.take().map_or(Ok(()), Running::kill)
    }

    /// Asks it to stop and waits.
    pub fn stop(&mut self) {
        drop(self.running.take());
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Loads the property's files.
    ///
    /// # Errors
    /// The server refuses them, with its words.
    pub fn import(&self, files: &Path) -> Result<(), Fault> {
        self.ask(&["import", &files.to_string_lossy()]).map(drop)
    }

    /// A one-time code for a new terminal.
    ///
    /// # Errors
    /// The server refuses.
    pub fn pair(&self, station: &str, name: &str) -> Result<String, Fault> {
        let answer = self.ask(&["pair", station, name])?;
        answer["code"].as_str().map(str::to_owned).ok_or_else(|| Fault::new("the server gave no code"))
    }

    /// How it is.
    ///
    /// # Errors
    /// It does not answer.
    pub fn status(&self) -> Result<Status, Fault> {
        let answer = self.ask(&["status"])?;
        let connected = answer["terminals"].as_array().into_iter().flatten().filter(|t| t["connected"] == true).count();
        let head = answer["head"].as_str().unwrap_or_default().to_owned();
        Ok(Status { revision: answer["revision"].as_u64().unwrap_or_default(), head, connected })
    }

    /// Checks the data directory; what was found, or what is damaged.
    ///
    /// # Errors
    /// The data is not sound.
    pub fn verify(&self) -> Result<Value, Fault> {
        self.ask(&["verify"])
    }

    fn ask(&self, what: &[&str]) -> Result<Value, Fault> {
        let said = run(Command::new(&self.program).arg("--json").arg("--data").arg(&self.data).args(what))?;
        serde_json::from_slice(&said).map_err(|e| Fault::new(format!("the server's answer to {what:?} is no JSON: {e}")))
    }
}

/// What `status` tells that the day looks at.
#[derive(Debug, PartialEq, Eq)]
pub struct Status {
    /// Highest revision.
    pub revision: u64,
    /// Hash at the head of the chain.
    pub head: String,
    /// How many terminals are connected.
    pub connected: usize,
}
