//! A kiosk without its server for three days (B-07): what it said is saved is there after every kill,
//! and arrives once when the server is back.

use super::alone::{KINDS, LEAVES, REGISTERS};
use super::ledger::Ledger;
use super::{Reach, Tally};
use crate::harness::{Kiosk, Random, Site};
use domain::Station;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use terminal::{Identity, LobbyOutcome};

/// Everything is delivered within this, once the server is back.
const DRAINED: Duration = Duration::from_secs(60);
/// Nothing takes longer than this.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let (items, kills) = (reach.rounds(10_000, 300), reach.rounds(200, 8));
    let site = Site::of(reach.programs.join("dutydesk-server")).planted(reach.plant.as_deref());
    let program = site.serve();
    site.operator().import_small();
    let kiosk = site.kiosk("kiosk");
    let cable = kiosk.cable.clone();
    drop(kiosk);
    cable.cut();
    program.kill();

    let dir = site.beside("kiosk");
    let lost = live(reach, &dir, items, kills)?;
    let program = site.serve();
    let mut kiosk = Kiosk::start(Identity::load(&dir).map_err(|e| e.to_string())?, cable.clone());
    let waiting = kiosk.link.pending().len() as u64;
    let back = Instant::now();
    cable.heal();
    until(|| {
        kiosk.look();
        kiosk.answers.len() as u64 >= waiting
    })
    .map_err(|()| format!("{} items are never answered", kiosk.link.pending().len()))?;
    let drained = back.elapsed();

    let open = codes_are_distinct(&site, items)?;
    program.kill();
    let mut tally = arrived(&kiosk, items, &site.data())?;
    (tally.rounds, tally.lost) = (kills, tally.lost + lost + (items - waiting));
    tally.notes.push(format!("{open} open visits, each with its own code"));
    tally.notes.push(format!("drained in {:.1} s", drained.as_secs_f32()));
    if !reach.short && drained > DRAINED { Err(format!("too slow: {tally}")) } else { Ok(tally) }
}

/// Lets the kiosk live and die until it has so many items; how many it had said to be saved and had
/// no longer in its next life.
fn live(reach: &Reach, dir: &Path, items: u64, kills: u64) -> Result<u64, String> {
    let (mut random, mut saved, mut lost) = (Random::new(reach.seed), 0, 0);
    for life in 0..=kills {
        let mut kiosk = Alone::start(reach, dir, items)?;
        let next = kiosk.hears("next")?;
        if next <= saved {
            eprintln!("LOST: the kiosk said that {saved} is saved, and goes on with {next}");
            lost += saved + 1 - next;
        }
        // About as many in each life, so that the last one is killed too.
        let last = if life == kills { items } else { (next + random.below(2 * items / (kills + 1))).min(items) };
        saved = next - 1;
        while saved < last {
            saved = kiosk.hears("saved")?;
        }
        std::thread::sleep(Duration::from_micros(random.below(3_000)));
        saved = kiosk.kill().unwrap_or(saved);
    }
    Ok(lost)
}

/// The kiosk in a process of its own.
struct Alone {
    child: Child,
    lines: Receiver<String>,
}

impl Alone {
    fn start(reach: &Reach, dir: &Path, items: u64) -> Result<Self, String> {
        let mut command = Command::new(reach.programs.join("fault"));
        command.arg("--programs").arg(&reach.programs).arg("--alone").arg(dir).args(["--items", &items.to_string()]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
        let said = BufReader::new(child.stdout.take().ok_or("the kiosk has no voice")?);
        let (tell, lines) = channel();
        std::thread::spawn(move || said.lines().map_while(Result::ok).for_each(|line| tell.send(line).unwrap_or_default()));
        Ok(Self { child, lines })
    }

    /// The number in its next line, which begins so.
    fn hears(&mut self, word: &str) -> Result<u64, String> {
        let line = self.lines.recv_timeout(PATIENCE).map_err(|_| "the kiosk ended by itself")?;
        number(&line, word).ok_or(format!("the kiosk said {line:?}"))
    }

    /// SIGKILL; the last that it said to be saved and was not heard yet.
    fn kill(mut self) -> Option<u64> {
        drop(self.child.kill());
        drop(self.child.wait());
        self.lines.iter().filter_map(|line| number(&line, "saved")).last()
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn number(line: &str, word: &str) -> Option<u64> {
    line.strip_prefix(word)?.trim().parse().ok()
}

/// Every item is there once and was done; only who leaves before anybody came is refused.
fn arrived(kiosk: &Kiosk, items: u64, data: &Path) -> Result<Tally, String> {
    let mut ledger = Ledger::default();
    let incarnation = data_encoding::HEXLOWER.encode(&kiosk.link.incarnation());
    (1..=items).for_each(|seq| ledger.acked((kiosk.id.clone(), incarnation.clone(), seq), 0));
    let refused = |seq: &u64| kiosk.answers.get(seq).is_none_or(|(outcome, _)| *outcome != LobbyOutcome::Committed);
    let wrong: Vec<u64> = (1..=items).filter(refused).filter(|seq| *seq != LEAVES).collect();
    if wrong.is_empty() { ledger.compare_keys(data) } else { Err(format!("not done: {wrong:?}")) }
}

/// Holds the codes of those who are inside against each other at a counter; how many there are.
fn codes_are_distinct(site: &Site, items: u64) -> Result<usize, String> {
    let registered = (1..=items).filter(|seq| REGISTERS.contains(&(seq % KINDS))).count();
    let mut counter = site.staff(Station::Counter, "counter");
    until(|| {
        counter.look();
        counter.state().visit.len() >= registered
    })
    .map_err(|()| format!("{} visits of {registered} arrived", counter.state().visit.len()))?;
    let state = counter.state();
    let open: Vec<String> = state.visit.iter().filter(|v| v.left.is_none()).map(|v| v.code.to_string()).collect();
    let distinct: BTreeSet<&String> = open.iter().collect();
    if distinct.len() == open.len() && state.visit.len() == registered {
        Ok(open.len())
    } else {
        Err(format!("{} visits of {registered}, {} open with {} codes", state.visit.len(), open.len(), distinct.len()))
    }
}

fn until(mut enough: impl FnMut() -> bool) -> Result<(), ()> {
    let end = Instant::now() + PATIENCE;
    while !enough() {
        if Instant::now() > end {
            return Err(());
        }
        super::pause(2);
    }
    Ok(())
}
