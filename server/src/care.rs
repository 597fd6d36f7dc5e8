//! What the server does for its data beside serving: compresses what is closed, looks through
//! what is old, takes backups, keeps the mirror. It says what it found; nothing here ever
//! stops serving.

use crate::copies::backup::{self, Keep};
use crate::copies::mirror::Mirror;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::settings::Settings;
use journal::Revision;
use journal::disk::RealDisk;
use journal::file;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use values::At;

/// The mirror is looked after so often; it is never further behind than this and its own work.
const MIRROR: Duration = Duration::from_millis(200);
/// Segments and backups are looked after so often.
const ROUND: Duration = Duration::from_secs(20);
/// A mirror whose disk failed is opened again after this long.
const AGAIN: Duration = Duration::from_secs(30);

/// What is known of the copies, for `status` and for terminals.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Up to which revision the mirror has come; `None`: there is none, or it does not work.
    pub mirror: Option<u64>,
    /// The newest backup: its name and revision.
    pub backup: Option<(String, u64)>,
    /// What is wrong now, each in a sentence: a fault that ended is taken away.
    pub faults: std::collections::BTreeMap<&'static str, String>,
}

/// Shared between those who look after the data and those who are asked about it.
#[derive(Clone, Default)]
pub struct Care(Arc<(Mutex<Findings>, Condvar)>);

/// What the threads need.
pub struct Charge {
    /// The property.
    pub dir: DataDir,
    /// Where copies go.
    pub settings: Settings,
    /// The durable head of the journal.
    pub head: Arc<AtomicU64>,
    /// The clock.
    pub now: fn() -> At,
    /// Set when the server ends.
    pub stop: Arc<AtomicBool>,
}

impl Care {
    /// What is known now.
    #[must_use]
    pub fn findings(&self) -> Findings {
        self.inner().clone()
    }

    /// Waits until the findings are such; `false`: they are not after so long.
    #[must_use]
    pub fn until(&self, patience: Duration, such: impl Fn(&Findings) -> bool) -> bool {
        let waited = self.0.1.wait_timeout_while(self.inner(), patience, |findings| !such(findings));
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Up to here the entries lie somewhere else too: terminals may forget what they sent.
    #[must_use]
    pub fn kept_elsewhere(&self) -> u64 {
        let inner = self.inner();
        inner.mirror.unwrap_or(0).max(inner.backup.as_ref().map_or(0, |(_, revision)| *revision))
    }

    /// Starts the threads; each ends soon after `stop` is set.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(&self, charge: Charge) -> Result<Vec<JoinHandle<()>>, Fault> {
        let charge = Arc::new(charge);
        let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
            thread::Builder::new().name(name.into()).spawn(work).map_err(|e| Fault::Machine(format!("a thread could not be started: {e}")))
        };
        let mut threads = Vec::new();
        let (care, of) = (self.clone(), charge.clone());
        threads.push(spawn("care", Box::new(move || care.go_round(&of)))?);
        if let (Some(to), false) = (charge.settings.mirror(), charge.settings.mirror_in_step) {
            let care = self.clone();
            threads.push(spawn("mirror", Box::new(move || care.keep_mirror(&charge, &to)))?);
        }
        Ok(threads)
    }

    /// Notes how far the mirror has come, or why it has not.
    pub fn mirrored(&self, come: Result<u64, &Fault>) {
        self.inner().mirror = come.as_ref().ok().copied();
        self.note("mirror", come.err());
    }

    fn go_round(&self, charge: &Charge) {
        self.look_through(charge);
        while !charge.stop.load(Ordering::Acquire) {
            let disk = RealDisk::new(&charge.dir.journal()).map_err(Fault::file(&charge.dir.journal()));
            let sealed = disk.and_then(|disk| file::seal_closed(&disk).map_err(|e| Fault::Journal(e.to_string())));
            self.note("segments", sealed.as_ref().err());
            if let Some(into) = charge.settings.backup() {
                let taken = back_up_if_due(charge, into);
                if let Ok(Some(newest)) = &taken {
                    self.inner().backup = Some(newest.clone());
                }
                self.note("backup", taken.as_ref().err());
            }
            rest(charge, ROUND);
        }
    }

    /// Looks through every entry once, also the oldest (B-22): a start reads only the newest.
    fn look_through(&self, charge: &Charge) {
        let found = file::verify(&RealDisk::read_only(&charge.dir.journal()), &mut ()).map_err(|e| Fault::Journal(e.to_string()));
        let damage = match found {
            Ok(report) => report.damage.map(|damage| Fault::Journal(format!("{damage}; keep this disk and restore from the mirror or a backup"))),
            Err(fault) => Some(fault),
        };
        if let Some(damage) = &damage {
            tracing::error!(%damage, "an old part of the journal is damaged");
        }
        self.note("journal", damage.as_ref());
    }

    fn keep_mirror(&self, charge: &Charge, to: &std::path::Path) {
        while !charge.stop.load(Ordering::Acquire) {
            let fault = match Mirror::open(&charge.dir, to) {
                Ok(mut mirror) => self.follow(charge, &mut mirror),
                Err(fault) => Some(fault),
            };
            if let Some(fault) = fault {
                tracing::error!(%fault, "the mirror is not being kept; it is tried again");
                self.mirrored(Err(&fault));
                rest(charge, AGAIN);
            }
        }
    }

    fn follow(&self, charge: &Charge, mirror: &mut Mirror) -> Option<Fault> {
        let mut sealed = Instant::now();
        while !charge.stop.load(Ordering::Acquire) {
            let mut work = mirror.follow(Revision(charge.head.load(Ordering::Acquire)));
            if work.is_ok() && sealed.elapsed() > ROUND {
                work = mirror.seal();
                sealed = Instant::now();
            }
            if let Err(fault) = work {
                return Some(fault);
            }
            self.mirrored(Ok(mirror.revision().0));
            thread::park_timeout(MIRROR);
        }
        None
    }

    /// Notes what is wrong, or that it is not any more; told to the operator once.
    fn note(&self, what: &'static str, fault: Option<&Fault>) {
        let mut findings = self.inner();
        match fault.map(ToString::to_string) {
            Some(said) if findings.faults.get(what) == Some(&said) => {}
            Some(said) => {
                tracing::error!(what, fault = said, "the server's data needs care");
                findings.faults.insert(what, said);
            }
            None => drop(findings.faults.remove(what)),
        }
        drop(findings);
        self.0.1.notify_all();
    }

    fn inner(&self) -> MutexGuard<'_, Findings> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a backup if the newest is older than the settings allow; answers the newest.
fn back_up_if_due(charge: &Charge, into: PathBuf) -> Result<Option<(String, u64)>, Fault> {
    let newest = backup::list(&into)?.pop();
    let every = i64::from(charge.settings.backup_every_hours) * 60 * values::MINUTE_MS;
    let newest = newest.map(|backup| backup.manifest().map(|manifest| (backup.name.clone(), manifest)));
    if let Some(Ok((name, manifest))) = &newest
        && (charge.now)().0 - manifest.taken_at_ms < every
    {
        return Ok(Some((name.clone(), manifest.revision)));
    }
    back_up(charge, into).map(Some)
}

/// Takes a backup now.
pub fn back_up(charge: &Charge, into: PathBuf) -> Result<(String, u64), Fault> {
    let keep = Keep { data: charge.settings.backup_keep as usize, keys: charge.settings.backup_keep_keys as usize };
    let upto = Revision(charge.head.load(Ordering::Acquire));
    let begun = Instant::now();
    let (name, manifest) = backup::take(&charge.dir, &into, upto, keep, (charge.now)())?;
    tracing::info!(name, revision = manifest.revision, seconds = begun.elapsed().as_secs(), "a backup was taken and verified");
    Ok((name, manifest.revision))
}

/// Waits, but not past the server's end.
fn rest(charge: &Charge, span: Duration) {
    let until = Instant::now() + span;
    while !charge.stop.load(Ordering::Acquire) && Instant::now() < until {
        thread::park_timeout(MIRROR);
    }
}
