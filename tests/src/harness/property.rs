//! The property: its server, and how machines become its terminals.

use super::cable::{Cable, Target};
use super::clock::Clock;
use super::{Credential, Kiosk, Operator, Staff, within};
use domain::Station;
use journal::disk::{Disk, RealDisk};
use journal::file::Reader;
use journal::{Revision, Stored};
use server::care::Care;
use server::copies::backup::{self, Keep};
use server::copies::restore::restore;
use server::data_dir::DataDir;
use server::desk::Desk;
use server::operation::verify::{Report, verify};
use server::serve::{self, Running};
use server::settings::Settings;
use std::error::Error;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use terminal::Identity;
use tokio::runtime::{Builder, Handle, Runtime};

/// The server in this process, its data directory, its clock. Dropping it stops the server.
pub struct Property {
    server: Option<(Running, Runtime)>,
    target: Target,
    clock: Clock,
    tools: Runtime,
    settings: Settings,
    dir: TempDir,
}

impl Property {
    /// A running server on a fresh directory, with the small property imported. The clock has
    /// nothing to ask for, so that nothing moves but what a test moves.
    #[must_use]
    pub fn new() -> Self {
        let property = Self::empty();
        property.operator().import_small();
        property.until_nothing_is_due();
        property
    }

    /// A running server that has never seen an import.
    #[must_use]
    pub fn empty() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    /// A running server on the data directory `data` in this place; a new one if it has none.
    #[must_use]
    pub fn at(dir: TempDir) -> Self {
        Self::with(dir, settings())
    }

    /// The same with other settings.
    #[must_use]
    pub fn with(dir: TempDir, settings: Settings) -> Self {
        let mut property = Self {
            server: None,
            target: Target::new(None),
            clock: Clock::new(),
            tools: runtime(),
            settings,
            dir,
        };
        property.start();
        property
    }

    /// Starts the server again after [`Property::stop`]; its port is another one.
    pub fn start(&mut self) {
        assert!(self.server.is_none(), "the server runs already");
        // A runtime of its own for each run: nothing of the last run outlives it.
        let runtime = runtime();
        let running = runtime.block_on(serve::start(&self.data(), &self.settings, self.clock.source())).unwrap();
        self.target.send_replace(Some(running.address));
        self.server = Some((running, runtime));
    }

    /// Stops the server, as SIGTERM does.
    pub fn stop(&mut self) {
        let (running, runtime) = self.server.take().expect("the server runs");
        self.target.send_replace(None);
        runtime.block_on(running.stop()).unwrap();
    }

    /// Waits until the server's clock has done all that is due, as the nightly sweep.
    pub fn until_nothing_is_due(&self) {
        let mut moves = self.desk().moves();
        let is_due = || !domain::due(&self.desk().state(), self.clock.now()).is_empty();
        self.tools.block_on(within(async {
            while is_due() {
                moves.moved().await.unwrap();
            }
        }));
    }

    /// What the server is started with the next time.
    pub fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// What the running server knows of its copies.
    #[must_use]
    pub fn care(&self) -> &Care {
        &self.server.as_ref().expect("the server runs").0.care
    }

    /// Takes a backup of the running server; its last revision.
    #[must_use]
    pub fn back_up(&self) -> u64 {
        let dir = DataDir::existing(&self.data()).unwrap();
        let keep = Keep { data: 9, keys: 9 };
        backup::take(&dir, &self.beside("backups"), self.desk().chain().revision, keep, self.clock.now())
            .unwrap()
            .1
            .revision
    }

    /// Its machine is lost, and the newest backup is served from a new one.
    pub fn lose_and_restore(&mut self) {
        self.stop();
        std::fs::remove_dir_all(self.data()).unwrap();
        restore(&self.beside("backups"), None, None, &self.data()).unwrap();
        self.start();
    }

    /// The running server's desk, for comparing with what terminals know.
    #[must_use]
    pub fn desk(&self) -> &Arc<Desk> {
        &self.server.as_ref().expect("the server runs").0.desk
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.as_ref().expect("the server runs").0.address
    }

    /// Its data directory.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A fresh path beside its data directory.
    #[must_use]
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// For calls of the tests' own.
    #[must_use]
    pub fn runtime(&self) -> &Handle {
        self.tools.handle()
    }

    /// The last durable revision.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.desk().shelf().revision()
    }

    /// Revision and digest of a station's view, as the server has them.
    #[must_use]
    pub fn view(&self, station: Station) -> (u64, [u8; 32]) {
        let view = server::desk::shelf::view_of(station).expect("the station has a view");
        let shelf = self.desk().shelf();
        (shelf.revision(), shelf.digest(view))
    }

    /// The operator's command line.
    #[must_use]
    pub fn operator(&self) -> Operator {
        Operator::of(&self.data(), self.tools.handle())
    }

    /// A one-time code for a new terminal.
    #[must_use]
    pub fn pair(&self, station: Station, name: &str) -> String {
        self.operator().pair(station, name)
    }

    /// Ends a terminal's admission.
    pub fn revoke(&self, terminal: &str) {
        self.operator().revoke(terminal);
    }

    /// A new staff terminal, enrolled and level with the server.
    #[must_use]
    pub fn staff(&self, station: Station, name: &str) -> Staff {
        let cable = self.cable();
        let identity = terminal::enrol(&self.beside(name), &cable.address(), &self.pair(station, name)).unwrap();
        let mut staff = Staff::start(identity, cable);
        staff.until_level(self);
        staff
    }

    /// The program of the staff terminal with this name ends and starts again, whether or not the
    /// server is there.
    #[must_use]
    pub fn restart(&self, staff: Staff, name: &str) -> Staff {
        let cable = staff.cable.clone();
        drop(staff);
        Staff::start(Identity::load(&self.beside(name)).unwrap(), cable)
    }

    /// A new kiosk, enrolled, that shows the lobby.
    #[must_use]
    pub fn kiosk(&self, name: &str) -> Kiosk {
        let cable = self.cable();
        let identity = terminal::enrol(&self.beside(name), &cable.address(), &self.pair(Station::Kiosk, name)).unwrap();
        let mut kiosk = Kiosk::start(identity, cable);
        kiosk.until("the lobby", |k| k.is_online() && k.lobby().is_some());
        kiosk
    }

    /// A new cable to wherever the server listens.
    #[must_use]
    pub fn cable(&self) -> Cable {
        Cable::to(self.target.clone(), self.tools.handle())
    }

    /// Whose certificate the operator's command line uses.
    #[must_use]
    pub fn operator_credential(&self) -> Credential {
        Credential::of_operator(&self.data())
    }

    /// Checks the stopped server's data directory.
    #[must_use]
    pub fn verified(&self) -> Report {
        assert!(self.server.is_none(), "stop the server first, or verify a copy");
        verified(&self.data()).unwrap()
    }
}

impl Default for Property {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Property {
    fn drop(&mut self) {
        if let Some((running, runtime)) = self.server.take() {
            drop(runtime.block_on(running.stop()));
        }
    }
}

/// The disk on which a data directory's journal is, for looking only.
#[must_use]
pub fn journal_of(data: &Path) -> RealDisk {
    RealDisk::read_only(&data.join("journal"))
}

/// Every entry of a stopped server's journal, oldest first.
#[must_use]
pub fn entries_of(data: &Path) -> Vec<Stored> {
    entries_after(Arc::new(journal_of(data)), 0).unwrap()
}

/// Every entry of a journal behind a revision, oldest first.
///
/// # Errors
/// It does not read.
pub fn entries_after(disk: Arc<dyn Disk>, revision: u64) -> Result<Vec<Stored>, Box<dyn Error + Send + Sync>> {
    let mut reader = Reader::open(disk)?;
    let mut entries: Vec<Stored> = Vec::new();
    loop {
        let after = entries.last().map_or(Revision(revision), |stored| stored.revision);
        let page = reader.read(after, 1_000)?;
        if page.is_empty() {
            return Ok(entries);
        }
        entries.extend(page);
    }
}

/// What the operator's `verify` says about a data directory, or a copy of one.
pub fn verified(data: &Path) -> Result<Report, server::fault::Fault> {
    verify(&DataDir::existing(data)?)
}

/// The server's own defaults, but a free port and PINs that cost nothing.
#[must_use]
pub fn settings() -> Settings {
    let mut settings = Settings::read(None).unwrap();
    settings.listen = SocketAddr::from(([127, 0, 0, 1], 0));
    (settings.pin_memory_kib, settings.pin_passes) = (64, 1);
    // Visitors in tests are in a hurry.
    (settings.kiosk_inputs_per_minute, settings.kiosk_inputs_per_hour) = (1_000_000, 1_000_000);
    // How full the disk below the tests is, is no matter of theirs.
    (settings.disk_reserve_mib, settings.ballast_mib) = (1, 1);
    settings
}

pub(super) fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
