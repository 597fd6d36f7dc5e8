//! What the server does for its data beside serving: compresses what is closed, looks through
//! what is old, takes backups, keeps the mirror. It says what it found; nothing here ever
//! stops serving.

use crate::clock::Clock;
use crate::copies::backup::{self, Keep, Manifest};
use crate::copies::mirror::Mirror;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::settings::Settings;
use journal::Revision;
use journal::disk::RealDisk;
use journal::file::{self, Reader};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

/// The mirror is looked after so often; it is never further behind than this and its own work.
const MIRROR: Duration = Duration::from_millis(200);
/// Segments and backups are looked after so often.
const ROUND: Duration = Duration::from_secs(20);
/// A mirror whose disk failed is opened again after this long.
const AGAIN: Duration = Duration::from_secs(30);

/// A backup is read whole once, and again after this long: reading it every round would keep
/// the disk busy for nothing, never again would leave a rotten one as the newest.
const LOOK_AGAIN: Duration = Duration::from_hours(24);

/// Which backup was last read whole, and when.
type Looked = Option<(String, Instant)>;

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
    pub clock: Clock,
    /// Set when the server ends.
    pub stop: AtomicBool,
    /// Held while a backup is taken.
    pub backing_up: Mutex<()>,
}

impl Charge {
    /// The data of a running server.
    #[must_use]
    pub fn of(dir: &DataDir, settings: &Settings, head: Arc<AtomicU64>, clock: Clock) -> Self {
        let (stop, backing_up) = (AtomicBool::new(false), Mutex::default());
        Self { dir: dir.clone(), settings: settings.clone(), head, clock, stop, backing_up }
    }
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
    pub fn start(&self, charge: &Arc<Charge>) -> Result<Vec<JoinHandle<()>>, Fault> {
        let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
            thread::Builder::new()
                .name(name.into())
                .spawn(work)
                .map_err(|e| Fault::Machine(format!("a thread could not be started: {e}")))
        };
        // Reads only, and for long where the journal is: nobody waits for it at the end.
        let (care, of) = (self.clone(), charge.clone());
        drop(spawn("look-through", Box::new(move || care.look_through(&of)))?);
        let mut threads = Vec::new();
        let (care, of) = (self.clone(), charge.clone());
        threads.push(spawn("care", Box::new(move || care.go_round(&of)))?);
        if let (Some(to), false) = (charge.settings.mirror(), charge.settings.mirror_in_step) {
            let (care, of) = (self.clone(), charge.clone());
            threads.push(spawn("mirror", Box::new(move || care.keep_mirror(&of, &to)))?);
        }
        Ok(threads)
    }

    /// Notes how far the mirror has come, or why it has not.
    pub fn mirrored(&self, come: Result<u64, &Fault>) {
        self.inner().mirror = come.as_ref().ok().copied();
        self.note("mirror", come.err());
    }

    /// Takes a backup now; one at a time.
    ///
    /// # Errors
    /// The settings name no directory, or a disk does not work.
    pub fn back_up(&self, charge: &Charge) -> Result<(String, Manifest), Fault> {
        let into = charge.settings.backup();
        let into = into.ok_or_else(|| Fault::Input("the settings name no backup_dir: see `dutydesk-server settings`".into()))?;
        let _alone = charge.backing_up.lock().unwrap_or_else(PoisonError::into_inner);
        let keep = Keep {
            data: charge.settings.backup_keep as usize,
            keys: charge.settings.backup_keep_keys as usize,
        };
        let (upto, begun) = (Revision(charge.head.load(Ordering::Acquire)), Instant::now());
        let (name, manifest) = backup::take(&charge.dir, &into, upto, keep, charge.clock.now())?;
        tracing::info!(name, revision = manifest.revision, seconds = begun.elapsed().as_secs(), "a backup was taken and verified");
        self.inner().backup = Some((name.clone(), manifest.revision));
        self.0.1.notify_all();
        Ok((name, manifest))
    }

    fn go_round(&self, charge: &Charge) {
        let (mut looked, mut forgotten) = (None, None);
        while !charge.stop.load(Ordering::Acquire) {
            self.note("segments", seal(&charge.dir.journal()).as_ref().err());
            // The writer keeps a mirror in step; what it closed there is compressed here.
            if let Some(mirror) = charge.settings.mirror().filter(|to| charge.settings.mirror_in_step && to.join("journal").is_dir()) {
                self.note("mirror's segments", seal(&mirror.join("journal")).as_ref().err());
            }
            if let Some(into) = charge.settings.backup() {
                let due = self.newest_if_young(charge, &into, &mut looked);
                let done = due.and_then(|newest| match newest {
                    Some(newest) => {
                        self.inner().backup = Some(newest);
                        Ok(())
                    }
                    None => self.back_up(charge).map(drop),
                });
                self.note("backup", done.as_ref().err());
                self.note("erasing in backups", forget(charge, &into, &mut forgotten).as_ref().err());
            }
            rest(charge, ROUND);
        }
    }

    /// The newest backup, if it is whole and young enough for the settings. What is wrong with
    /// it is noted: it is as good as none, and another is taken.
    fn newest_if_young(&self, charge: &Charge, into: &Path, looked: &mut Looked) -> Result<Option<(String, u64)>, Fault> {
        let every = i64::from(charge.settings.backup_every_hours) * 60 * values::MINUTE_MS;
        let Some(newest) = backup::list(into)?.pop() else { return Ok(None) };
        let known = looked.as_ref().is_some_and(|(name, at)| *name == newest.name && at.elapsed() < LOOK_AGAIN);
        let manifest = if known { newest.manifest() } else { newest.verified().and_then(|it| newest.keys_are_whole().map(|()| it)) };
        self.note("newest backup", manifest.as_ref().err());
        let Ok(manifest) = manifest else {
            // Terminals keep what only it had.
            self.inner().backup = None;
            return Ok(None);
        };
        if !known {
            *looked = Some((newest.name.clone(), Instant::now()));
        }
        if !is_of_this_history(charge, &manifest)? {
            return Ok(None);
        }
        // One from the future was taken while the clock was wrong.
        let young = (0..every).contains(&(charge.clock.now().0 - manifest.taken_at_ms));
        Ok(young.then_some((newest.name, manifest.revision)))
    }

    /// Looks through every entry once, also the oldest (B-22): a start reads only the newest.
    fn look_through(&self, charge: &Charge) {
        let found = file::verify(&RealDisk::read_only(&charge.dir.journal()), &mut ()).map_err(|e| Fault::Journal(e.to_string()));
        let damage = match found {
            Ok(report) => report
                .damage
                .map(|damage| Fault::Journal(format!("{damage}; keep this disk and restore from the mirror or a backup"))),
            Err(fault) => Some(fault),
        };
        self.note("journal", damage.as_ref());
    }

    fn keep_mirror(&self, charge: &Charge, to: &Path) {
        while !charge.stop.load(Ordering::Acquire) {
            let fault = match Mirror::open(&charge.dir, to) {
                Ok(mut mirror) => self.follow(charge, &mut mirror),
                Err(fault) => Some(fault),
            };
            if let Some(fault) = fault {
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

/// Whether the journal goes on from this backup's last entry. After a restore from an older one
/// it does not, and terminals must not forget what only the history that was left has.
fn is_of_this_history(charge: &Charge, manifest: &Manifest) -> Result<bool, Fault> {
    let Some(before) = manifest.revision.checked_sub(1) else { return Ok(true) };
    let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("comparing the newest backup with the journal: {e}"));
    let mut journal = Reader::open(Arc::new(RealDisk::read_only(&charge.dir.journal()))).map_err(|e| said(&e))?;
    let last = journal.read(Revision(before), 1).map_err(|e| said(&e))?;
    Ok(last.first().is_some_and(|stored| stored.hash.to_string() == manifest.head))
}

/// Compresses what is closed of a journal, beside whoever writes it.
fn seal(journal: &Path) -> Result<(), Fault> {
    let disk = RealDisk::new(journal).map_err(Fault::file(journal))?;
    file::seal_closed(&disk).map(drop).map_err(|e| Fault::Journal(e.to_string()))
}

/// Destroys in the backups' keys what was destroyed here since the last time, and at the start.
fn forget(charge: &Charge, into: &Path, done: &mut Option<SystemTime>) -> Result<(), Fault> {
    let keys = charge.dir.keys();
    let changed = fs::metadata(&keys).and_then(|meta| meta.modified()).map_err(Fault::file(&keys))?;
    if *done == Some(changed) {
        return Ok(());
    }
    let _alone = charge.backing_up.lock().unwrap_or_else(PoisonError::into_inner);
    let destroyed = backup::forget(charge.dir.path(), into)?;
    if destroyed > 0 {
        tracing::info!(destroyed, "keys of erased data were destroyed in the backups too");
    }
    *done = Some(changed);
    Ok(())
}

/// Waits, but not past the server's end.
fn rest(charge: &Charge, span: Duration) {
    let until = Instant::now() + span;
    while !charge.stop.load(Ordering::Acquire) && Instant::now() < until {
        thread::park_timeout(MIRROR);
    }
}
