//! Exactly once (B-12): replies that are lost, requests that are sent twice, both sides killed again
//! and again. What was answered stands there once, and is answered the same whenever it is asked.

use super::caller::{Caller, Chances};
use super::ledger::{Ledger, told_right};
use super::press::Told;
use super::{Reach, Tally};
use crate::harness::promises::History;
use crate::harness::{CLERK, CLERK_TWO, Cable, Credential, Program, Random, SETTINGS, Site, Staff, request, verified};
use domain::Station;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use terminal::Identity;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// So many requests on one property: what they leave open makes every checkpoint larger.
const ON_ONE_PROPERTY: u64 = 20_000;
/// Segments end often: a start reads one.
const FIGURES: &str = "segment_entries = 1000\n";
/// So many requests at most reach a server between two kills, and it lives so many milliseconds more.
const LIFE: u64 = 500;
const MORE: u64 = 50;
/// What does not come in this time is not waited for before a kill.
const STALLED: Duration = Duration::from_secs(10);
/// Nothing is answered later than this.
const PATIENCE: Duration = Duration::from_secs(300);

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let requests = reach.rounds(1_000_000, 2_000);
    let (mut random, mut total, mut chances, mut left) = (Random::new(reach.seed), Tally::default(), Chances::default(), requests);
    while left > 0 {
        let now = left.min(ON_ONE_PROPERTY);
        let (tally, met) = on_one_property(reach, now, &mut random)?;
        total.add(&tally);
        chances.add(&met);
        left -= now;
    }
    total.notes.push(format!("{} kills of the server", total.rounds));
    total.notes.push(chances.to_string());
    if chances.changed > 0 { Err(format!("an answer was another one when it was asked for again: {total}")) } else { Ok(total) }
}

fn on_one_property(reach: &Reach, requests: u64, random: &mut Random) -> Result<(Tally, Chances), String> {
    let site = Site::of(reach.programs.join("dutydesk-server")).planted(reach.plant.as_deref());
    site.set(&format!("{SETTINGS}{FIGURES}"));
    let mut program = site.serve();
    site.operator().import_small();
    let mut links = [CLERK, CLERK_TWO].map(|who| Restarted::enrol(&site, who));
    let callers = Callers::start(&site, usize::try_from(reach.rounds(16, 4)).unwrap_or(4), random)?;
    let mut kills = 0;
    while callers.sent.load(Ordering::Relaxed) < requests {
        callers.told.send_modify(|told| told.address = site.address());
        links.iter_mut().for_each(|link| link.press(random));
        callers.until_sent(random.below(LIFE));
        super::pause(random.below(MORE));
        callers.told.send_modify(|told| told.address = None);
        program = killed(program, &site);
        kills += 1;
    }
    callers.told.send_modify(|told| *told = Told { address: site.address(), stop: true });
    links.iter_mut().try_for_each(Restarted::drain)?;
    let (ledger, chances) = callers.end()?;
    program.kill();
    let mut tally = ledger.compare(&site.data())?;
    for link in links {
        tally.add(&link.check(&site)?);
    }
    let report = verified(&site.data()).map_err(|e| e.to_string())?;
    tally.rounds = kills;
    if report.sound { Ok((tally, chances)) } else { Err(format!("the journal does not verify: {:?}", report.damage)) }
}

/// SIGKILL, and the next one serves.
fn killed(program: Program, site: &Site) -> Program {
    program.kill();
    site.serve()
}

/// Terminals that call without a link of ours.
struct Callers {
    runtime: Runtime,
    told: watch::Sender<Told>,
    sent: Arc<AtomicU64>,
    calling: Vec<JoinHandle<Caller>>,
}

impl Callers {
    fn start(site: &Site, many: usize, random: &mut Random) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|e| e.to_string())?;
        let (told, sent) = (watch::Sender::new(Told::default()), Arc::new(AtomicU64::new(0)));
        let address = site.address().ok_or("the server is away")?;
        let mut calling = Vec::new();
        for n in 0..many {
            let code = site.operator().pair(Station::Counter, &format!("caller {n}"));
            let credential = Credential::enrolled_at(&site.data(), address, &code)?;
            let caller = Caller::new(credential, random.below(u64::MAX), sent.clone());
            calling.push(runtime.spawn(caller.run(told.subscribe())));
        }
        Ok(Self { runtime, told, sent, calling })
    }

    /// Lets so many more requests be sent.
    fn until_sent(&self, more: u64) {
        let (enough, end) = (self.sent.load(Ordering::Relaxed) + more, Instant::now() + STALLED);
        while self.sent.load(Ordering::Relaxed) < enough && Instant::now() < end {
            super::pause(2);
        }
    }

    fn end(self) -> Result<(Ledger, Chances), String> {
        let (mut ledger, mut chances) = (Ledger::default(), Chances::default());
        for calling in self.calling {
            let caller = self.runtime.block_on(calling).map_err(|e| e.to_string())?;
            ledger.extend(caller.ledger);
            chances.add(&caller.chances);
        }
        Ok((ledger, chances))
    }
}

/// A real terminal that loses all but its disk again and again.
struct Restarted {
    dir: PathBuf,
    cable: Cable,
    staff: Option<Staff>,
    /// What it was told in each of its lives.
    lives: Vec<History>,
    /// So many commands it has saved.
    saved: u64,
}

impl Restarted {
    fn enrol(site: &Site, who: &str) -> Self {
        let name = format!("link of {who}");
        let mut staff = site.staff(Station::Counter, &name);
        staff.sign_in(who);
        Self {
            dir: site.beside(&name),
            cable: staff.cable.clone(),
            staff: Some(staff),
            lives: Vec::new(),
            saved: 1,
        }
    }

    /// Some commands, then perhaps its end and a new life.
    fn press(&mut self, random: &mut Random) {
        let Some(staff) = &mut self.staff else { return };
        for _ in 0..random.below(4) {
            let matter = staff.new_id();
            self.saved = staff.submit(request(matter.clone()));
        }
        staff.look();
        if random.below(3) == 0 {
            self.die();
            self.staff = Identity::load(&self.dir).ok().map(|identity| Staff::start(identity, self.cable.clone()));
        }
    }

    fn die(&mut self) {
        self.lives.extend(self.staff.take().map(|staff| staff.told.history.clone()));
    }

    fn drain(&mut self) -> Result<(), String> {
        let end = Instant::now() + PATIENCE;
        let Some(staff) = &mut self.staff else { return Err("a terminal did not start from its disk".into()) };
        while !staff.link.pending().is_empty() {
            if Instant::now() > end {
                return Err(format!("{} commands of {} are never answered", staff.link.pending().len(), staff.id));
            }
            super::pause(5);
        }
        staff.look();
        self.die();
        Ok(())
    }

    /// Holds every life against the journal; everything that was saved is there.
    fn check(self, site: &Site) -> Result<Tally, String> {
        let mut tally = told_right(&self.lives, &site.data())?;
        let mut saved = Ledger::default();
        if let Some(life) = self.lives.first() {
            (1..=self.saved).for_each(|seq| saved.acked((life.terminal.clone(), life.incarnation.clone(), seq), 0));
        }
        tally.lost += saved.compare_keys(&site.data())?.lost;
        Ok(tally)
    }
}
