//! One script of everything a journal does; each of its operations fails in turn.

use journal::disk::{Disk, Failure, FaultyDisk, Lasting, RealDisk};
use journal::file::{FileJournal, Old, seal_closed, verify};
use journal::simulated::{NotOpened, SimulatedDisk, Witness};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Clone, Copy)]
enum Step {
    Append(usize, usize),
    Rotate(Old),
    Seal,
    Reopen,
}

const SCRIPT: [Step; 17] = [
    Step::Append(3, 100),
    Step::Append(2, 3000),
    Step::Rotate(Old::Keep),
    Step::Append(1, 50),
    Step::Rotate(Old::Drop),
    Step::Append(70, 20),
    Step::Append(2, 900),
    Step::Rotate(Old::Keep),
    Step::Append(2, 600),
    Step::Append(1, 9000),
    Step::Seal,
    Step::Append(3, 40),
    Step::Rotate(Old::Keep),
    Step::Reopen,
    Step::Append(2, 2000),
    Step::Seal,
    Step::Append(1, 1),
];

/// How long somebody else may hold a lock that was let go here.
const HELD: Duration = Duration::from_secs(10);

/// Opens what nobody else uses. A child of another trial in this process has all open files from its
/// fork to its start, and with them the lock.
fn open_alone(disk: &Arc<dyn Disk>, witness: &mut Witness) -> Result<FileJournal, NotOpened> {
    let end = Instant::now() + HELD;
    loop {
        match witness.open(disk) {
            Err(NotOpened::InUse(_)) if Instant::now() < end => std::thread::yield_now(),
            opened => return opened,
        }
    }
}

/// Runs the script until the end or until the journal takes nothing more.
fn run(disk: &Arc<dyn Disk>, witness: &mut Witness) -> Result<(), String> {
    let mut journal = match open_alone(disk, witness) {
        Ok(journal) => journal,
        Err(NotOpened::DiskFailed(_)) => return Ok(()),
        Err(NotOpened::InUse(error)) => return Err(error.to_string()),
        Err(NotOpened::Broken(what)) => return Err(what),
    };
    for (number, step) in SCRIPT.into_iter().enumerate() {
        let goes_on = match step {
            Step::Append(count, bytes) => witness.append(&mut journal, batch(number, count, bytes))?,
            Step::Rotate(old) => witness.rotate(&mut journal, old),
            Step::Seal => {
                let _tried_again_later = seal_closed(&**disk);
                true
            }
            Step::Reopen => {
                drop(journal);
                match open_alone(disk, witness) {
                    Ok(again) => journal = again,
                    Err(NotOpened::DiskFailed(_)) => return Ok(()),
                    Err(NotOpened::InUse(error)) => return Err(error.to_string()),
                    Err(NotOpened::Broken(what)) => return Err(what),
                }
                true
            }
        };
        if !goes_on {
            return Ok(());
        }
    }
    Ok(())
}

fn batch(number: usize, count: usize, bytes: usize) -> Vec<Vec<u8>> {
    (0..count).map(|n| vec![1 + (number * 16 + n) as u8 % 250; bytes]).collect()
}

/// Opened again, everything is as it was acknowledged, and the journal works.
fn opens_and_works(disk: &Arc<dyn Disk>, witness: &mut Witness) -> Result<FileJournal, String> {
    let mut journal = open_alone(disk, witness).map_err(|error| format!("{error:?}"))?;
    if !witness.append(&mut journal, batch(99, 2, 70))? || !witness.rotate(&mut journal, Old::Keep) {
        return Err("a healed disk takes nothing".to_owned());
    }
    seal_closed(&**disk).map_err(|error| error.to_string())?;
    witness.compare_read(&journal)?;
    Ok(journal)
}

fn operations() -> Result<u64, String> {
    let disk = SimulatedDisk::new();
    run(&(Arc::new(disk.clone()) as Arc<dyn Disk>), &mut Witness::default())?;
    Ok(disk.operations())
}

/// Each operation of the script fails in turn: the journal is opened again over the cache that the
/// failure left, and once more after a power cut. Answers how many operations there were.
pub fn each_operation_on_a_simulated_disk(failure: Failure, lasting: Lasting) -> Result<u64, String> {
    let operations = operations()?;
    for n in 1..=operations {
        let told = |what| format!("{failure:?} {lasting:?} at operation {n}: {what}");
        let mut witness = Witness::default();
        let disk = SimulatedDisk::new();
        disk.fail_at(n, failure, lasting);
        run(&(Arc::new(disk.clone()) as Arc<dyn Disk>), &mut witness).map_err(told)?;
        let over_the_cache = disk.fork();
        let opened = witness
            .open(&(Arc::new(over_the_cache.clone()) as Arc<dyn Disk>))
            .map_err(|error| told(format!("{error:?}")))?;
        let after_a_power_cut: Arc<dyn Disk> = Arc::new(over_the_cache.crash(n));
        drop(opened);
        opens_and_works(&after_a_power_cut, &mut witness).map_err(told)?;
    }
    Ok(operations)
}

/// The same over a directory of this machine, where each sync costs: each `every`-th operation.
pub fn operations_on_a_real_disk(failure: Failure, lasting: Lasting, every: usize) -> Result<u64, String> {
    let operations = operations()?;
    for n in (1..=operations).step_by(every) {
        let told = |what| format!("{failure:?} {lasting:?} at operation {n}: {what}");
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let real = RealDisk::new(dir.path()).map_err(|error| error.to_string())?;
        let disk = Arc::new(FaultyDisk::new(Arc::new(real)));
        disk.fail_at(n, failure, lasting);
        let shared: Arc<dyn Disk> = disk.clone();
        let mut witness = Witness::default();
        run(&shared, &mut witness).map_err(told)?;
        disk.heal();
        opens_and_works(&shared, &mut witness).map_err(told)?;
    }
    Ok(operations)
}

/// Each write of a sealing keeps one wrong bit: whatever sealing answers, everything still reads.
pub fn each_flipped_bit_while_sealing() -> Result<u64, String> {
    let mut n = 0;
    loop {
        n += 1;
        let disk = SimulatedDisk::new();
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let mut witness = Witness::default();
        let mut journal = witness.open(&shared).map_err(|error| format!("{error:?}"))?;
        witness.append(&mut journal, batch(1, 9, 3000))?;
        witness.rotate(&mut journal, Old::Keep);
        let before = disk.operations();
        disk.fail_at(n, Failure::FlippedBit, Lasting::Once);
        let answer = seal_closed(&disk);
        let done = disk.operations() - before;
        let report = verify(&disk, &mut ()).map_err(|error| error.to_string())?;
        if let Some(damage) = report.damage {
            return Err(format!("bit flipped at operation {n}, {answer:?}: {damage}"));
        }
        witness.compare_read(&journal)?;
        if done < n {
            return Ok(n);
        }
    }
}

/// A full disk refuses, keeps everything, and takes again what it is given once there is room.
pub fn a_full_disk_resumes() -> Result<(), String> {
    let disk = SimulatedDisk::new();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut witness = Witness::default();
    let mut journal = witness.open(&shared).map_err(|error| format!("{error:?}"))?;
    for round in 0..50 {
        disk.set_capacity(Some(disk.used_bytes() + round * 700));
        let before = witness.acknowledged();
        for number in 0..40 {
            let goes_on = witness.append(&mut journal, batch(number, 2, 500))?;
            if !goes_on {
                return Err(format!("round {round}: a full disk stopped the journal"));
            }
        }
        if witness.acknowledged() == before + 80 {
            return Err(format!("round {round}: the disk was never full"));
        }
        witness.compare_read(&journal)?;
        if !witness.rotate(&mut journal, Old::Keep) {
            return Err(format!("round {round}: a full disk stopped the journal while it rotated"));
        }
        disk.set_capacity(None);
        let full = witness.acknowledged();
        witness.append(&mut journal, batch(1, 1, 5000))?;
        if witness.acknowledged() != full + 1 {
            return Err(format!("round {round}: writing did not resume"));
        }
    }
    Ok(())
}

/// Only one may have a journal open for writing.
pub fn a_second_opener_is_refused() -> Result<(), String> {
    let disk: Arc<dyn Disk> = Arc::new(SimulatedDisk::new());
    let _first = Witness::default().open(&disk).map_err(|error| format!("{error:?}"))?;
    match Witness::default().open(&disk) {
        Ok(_) => Err("two writers have one journal open".to_owned()),
        Err(_) => Ok(()),
    }
}
