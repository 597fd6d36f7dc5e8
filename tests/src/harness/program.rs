//! The real `dutydesk-server` program, started, watched and killed.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

/// A running program. Dropping it kills it.
pub struct Program {
    child: Child,
    lines: Receiver<String>,
}

/// Builds the program as this test was built, and says where it is. Building what is fresh
/// already costs nothing, and a stale program would test the past.
#[must_use]
pub fn build() -> PathBuf {
    // target/<profile>/deps/<this test>
    let this = std::env::current_exe().unwrap();
    let profile = this.ancestors().nth(2).unwrap().to_owned();
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    cargo.args(["build", "--quiet", "--package", "server", "--bin", "dutydesk-server"]).env("CARGO_TARGET_DIR", profile.parent().unwrap());
    if profile.file_name().is_some_and(|p| p == "release") {
        cargo.arg("--release");
    }
    assert!(cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success(), "the server does not build");
    profile.join("dutydesk-server")
}

impl Program {
    /// Starts it on a data directory and a free port.
    #[must_use]
    pub fn start(program: &Path, data: &Path, settings: &Path) -> Self {
        let mut command = Command::new(program);
        command.arg("--json").arg("--data").arg(data).arg("serve").args(["--listen", "127.0.0.1:0"]).arg("--settings").arg(settings);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let (tell, lines) = channel();
        // Reads until the program is gone, so that it never blocks on a full pipe.
        std::thread::spawn(move || said.lines().map_while(Result::ok).for_each(|line| tell.send(line).unwrap_or_default()));
        Self { child, lines }
    }

    /// Waits until it serves; `None` where it ended before. Everything that it said on the
    /// way is handed back with it.
    pub fn serving(&mut self) -> Result<SocketAddr, Vec<String>> {
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(super::PATIENCE) {
            let parsed: Option<serde_json::Value> = serde_json::from_str(&line).ok();
            let fields = parsed.as_ref().map(|l| &l["fields"]).filter(|f| f["message"] == "serving");
            if let Some(address) = fields.and_then(|f| f["address"].as_str()).and_then(|a| a.parse().ok()) {
                return Ok(address);
            }
            said.push(line);
        }
        Err(said)
    }

    /// SIGKILL, and waits until it is gone.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}
