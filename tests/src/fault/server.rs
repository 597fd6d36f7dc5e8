//! The built server on a data directory of our choosing: started, killed, asked.

use super::Reach;
use super::remembered::store_gives_all;
use crate::harness::{Credential, Program, SETTINGS};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A place where a server works.
pub struct Place {
    program: PathBuf,
    /// Its data directory.
    pub data: PathBuf,
    settings: PathBuf,
    plant: Option<String>,
}

impl Place {
    /// A server on `data`; its settings lie in `beside`.
    ///
    /// # Errors
    /// The settings cannot be written.
    pub fn new(reach: &Reach, data: &Path, beside: &Path, more: &str) -> Result<Self, String> {
        let settings = beside.join("server.toml");
        std::fs::write(&settings, format!("{SETTINGS}{more}")).map_err(|e| e.to_string())?;
        Ok(Self {
            program: reach.programs.join("dutydesk-server"),
            data: data.to_owned(),
            settings,
            plant: reach.plant.clone(),
        })
    }

    /// Starts it; it may not serve yet.
    #[must_use]
    pub fn launch(&self) -> Program {
        Program::launch(self.command(), &self.data, &self.settings)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        if let Some(bug) = &self.plant {
            command.args(["--plant", bug]);
        }
        command
    }

    /// Starts it and waits until it serves.
    ///
    /// # Errors
    /// What it said instead.
    pub fn serve(&self) -> Result<(Program, SocketAddr), String> {
        let mut program = self.launch();
        match program.serving() {
            Ok(address) => Ok((program, address)),
            Err(said) => Err(format!("the server did not start: {}", said.join(" | "))),
        }
    }

    /// One of the operator's commands.
    ///
    /// # Errors
    /// It ended with an error; what it said.
    pub fn operate(&self, args: &[&str]) -> Result<serde_json::Value, String> {
        let mut command = self.command();
        let output = command.arg("--json").arg("--data").arg(&self.data).args(args).output().map_err(|e| e.to_string())?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            return Err(format!("{args:?}: {said}{}", String::from_utf8_lossy(&output.stderr)));
        }
        serde_json::from_str(&said).map_err(|e| format!("{args:?} did not answer in JSON ({e}): {said}"))
    }

    /// Imports the small property and enrols so many counters.
    ///
    /// # Errors
    /// The server refuses.
    pub fn furnish(&self, address: SocketAddr, counters: usize) -> Result<Vec<Credential>, String> {
        self.operate(&["import", concat!(env!("CARGO_MANIFEST_DIR"), "/property-small")])?;
        (0..counters)
            .map(|n| {
                let name = format!("counter {n}");
                let pair = self.operate(&["pair", "counter", &name])?;
                Credential::enrolled_at(&self.data, address, pair["code"].as_str().unwrap_or_default())
            })
            .collect()
    }

    /// Serves it in this process and holds its store against its journal.
    ///
    /// # Errors
    /// What the store lacks or has otherwise.
    pub fn store_must_give_all(&self) -> Result<(), String> {
        store_gives_all(&self.data, Some(&self.settings), server::clock::Source::system())
    }

    /// Holds the data directory against itself.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn must_verify(&self) -> Result<(), String> {
        let report = self.operate(&["verify"])?;
        if report["sound"] == serde_json::Value::Bool(true) { Ok(()) } else { Err(format!("the data does not verify: {report}")) }
    }
}
