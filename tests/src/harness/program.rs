//! The real `dutydesk-server` program, started, watched and killed.

use super::cable::{Cable, Target};
use super::property::runtime;
use super::{Kiosk, Operator, Staff};
use domain::Station;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// PINs that cost nothing, and visitors in a hurry.
pub const SETTINGS: &str = "pin_memory_kib = 64\npin_passes = 1\nkiosk_inputs_per_minute = 1000000\nkiosk_inputs_per_hour = 1000000\n";

/// Where the program is at work: its data directory, and the cables of its terminals.
pub struct Site {
    program: PathBuf,
    /// What the server is broken with; only in a build that has bugs to plant.
    plant: Option<String>,
    /// What starts it elsewhere than here, and where it listens then.
    elsewhere: Option<(Vec<String>, String)>,
    target: Target,
    tools: Runtime,
    dir: TempDir,
}

impl Site {
    /// An empty data directory; builds the program if need be.
    #[must_use]
    pub fn new() -> Self {
        Self::of(built())
    }

    /// An empty data directory for this program.
    #[must_use]
    pub fn of(program: PathBuf) -> Self {
        Self::on(program, tempfile::tempdir().unwrap())
    }

    /// The same in this directory, as on a disk of its own.
    #[must_use]
    pub fn on(program: PathBuf, dir: TempDir) -> Self {
        fs::write(dir.path().join("server.toml"), SETTINGS).unwrap();
        Self {
            program,
            plant: None,
            elsewhere: None,
            target: Target::new(None),
            tools: runtime(),
            dir,
        }
    }

    /// The same with a bug.
    #[must_use]
    pub fn planted(self, bug: Option<&str>) -> Self {
        Self { plant: bug.map(ToOwned::to_owned), ..self }
    }

    /// The same where `starter` starts it, as in another network namespace: it listens at
    /// `listen`, and terminals call there without a cable.
    #[must_use]
    pub fn elsewhere(program: PathBuf, starter: Vec<String>, listen: &str) -> Self {
        Self { elsewhere: Some((starter, listen.to_owned())), ..Self::of(program) }
    }

    /// Starts the program; it does not serve yet, and what connects waits.
    #[must_use]
    pub fn launch(&self) -> Program {
        self.target.send_replace(None);
        let settings = self.dir.path().join("server.toml");
        let Some((starter, listen)) = &self.elsewhere else {
            return Program::launch(self.broken(Command::new(&self.program)), &self.data(), &settings);
        };
        let mut command = Command::new(&starter[0]);
        command.args(&starter[1..]).arg(&self.program);
        Program::launch_at(self.broken(command), &self.data(), &settings, listen)
    }

    fn broken(&self, mut command: Command) -> Command {
        command.args(self.plant.iter().flat_map(|bug| ["--plant", bug.as_str()]));
        command
    }

    /// Starts the program, and waits until terminals can reach it.
    #[must_use]
    pub fn serve(&self) -> Program {
        let mut program = self.launch();
        let address = program.serving().unwrap_or_else(|said| panic!("the server did not start: {said:#?}"));
        self.target.send_replace(Some(address));
        program
    }

    /// What its settings file says from the next start on.
    pub fn set(&self, settings: &str) {
        fs::write(self.dir.path().join("server.toml"), settings).unwrap();
    }

    /// Runs one of the operator's commands on its data directory, as the program itself.
    #[must_use]
    pub fn command(&self, args: &[&str]) -> Output {
        let data = self.data();
        self.command_on(&data, args)
    }

    /// The same on another directory.
    #[must_use]
    pub fn command_on(&self, data: &Path, args: &[&str]) -> Output {
        Command::new(&self.program).arg("--data").arg(data).args(args).stdin(Stdio::null()).output().unwrap()
    }

    /// Its data directory.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// The operator's command line.
    #[must_use]
    pub fn operator(&self) -> Operator {
        Operator::of(&self.data(), self.tools.handle())
    }

    /// A new staff terminal.
    #[must_use]
    pub fn staff(&self, station: Station, name: &str) -> Staff {
        let (identity, cable) = self.enrol(station, name);
        Staff::start(identity, cable)
    }

    /// A new kiosk that shows the lobby.
    #[must_use]
    pub fn kiosk(&self, name: &str) -> Kiosk {
        let (identity, cable) = self.enrol(Station::Kiosk, name);
        let mut kiosk = Kiosk::start(identity, cable);
        kiosk.until("the lobby", |k| k.is_online() && k.lobby().is_some());
        kiosk
    }

    /// A cable to wherever it serves.
    #[must_use]
    pub fn cable(&self) -> Cable {
        Cable::to(self.target.clone(), self.tools.handle())
    }

    fn enrol(&self, station: Station, name: &str) -> (terminal::Identity, Cable) {
        let cable = Cable::to(self.target.clone(), self.tools.handle());
        let code = self.operator().pair(station, name);
        let address = match (&self.elsewhere, *self.target.borrow()) {
            (Some(_), Some(there)) => there.to_string(),
            (Some(_), None) | (None, _) => cable.address(),
        };
        (terminal::enrol(&self.beside(name), &address, &code).unwrap(), cable)
    }

    /// A path beside its data directory; a terminal's directory is called like the terminal.
    #[must_use]
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Where the program serves now.
    #[must_use]
    pub fn address(&self) -> Option<SocketAddr> {
        *self.target.borrow()
    }
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

/// A running program. Dropping it kills it.
pub struct Program {
    child: Child,
    lines: Receiver<String>,
}

/// Builds the program as this test was built, and says where it is. Building what is fresh
/// already costs nothing, and an old program would test the past.
#[must_use]
pub fn built() -> PathBuf {
    // target/<profile>/deps/<this test>
    let this = std::env::current_exe().unwrap();
    let profile = this.ancestors().nth(2).unwrap().to_owned();
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--package", "server", "--bin", "dutydesk-server"])
        .env("CARGO_TARGET_DIR", profile.parent().unwrap());
    if profile.file_name().is_some_and(|p| p == "release") {
        cargo.arg("--release");
    }
    assert!(cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success(), "the server does not build");
    profile.join("dutydesk-server")
}

impl Program {
    /// Starts a server with this command on a data directory, and listens to its log.
    #[must_use]
    pub fn launch(command: Command, data: &Path, settings: &Path) -> Self {
        Self::launch_at(command, data, settings, "127.0.0.1:0")
    }

    fn launch_at(mut command: Command, data: &Path, settings: &Path, listen: &str) -> Self {
        command
            .arg("--json")
            .arg("--data")
            .arg(data)
            .arg("serve")
            .args(["--listen", listen])
            .arg("--settings")
            .arg(settings);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let (tell, lines) = channel();
        // Reads until the program is gone, so that it never blocks on a full pipe.
        std::thread::spawn(move || said.lines().map_while(Result::ok).for_each(|line| tell.send(line).unwrap_or_default()));
        Self { child, lines }
    }

    /// Waits until it serves; an error is what it said where it ended before.
    ///
    /// # Errors
    /// The lines of its log.
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

    /// The last line of its log.
    #[must_use]
    pub fn last_line(&self) -> String {
        self.lines.try_iter().last().unwrap_or_default()
    }

    /// What it has said since it was last asked.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }

    /// Whether it has not ended.
    #[must_use]
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// The most memory that it ever held, in KiB; 0: unknown.
    #[must_use]
    pub fn peak_memory_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
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
