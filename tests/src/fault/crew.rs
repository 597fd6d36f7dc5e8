//! Two counters, a control room and a kiosk that press over whatever network there is.

use super::Tally;
use super::ledger::{Ledger, told_right};
use crate::harness::{CLERK, CLERK_TWO, Cable, Kiosk, OPERATOR, Site, Staff, request};
use domain::Station;
use std::path::Path;
use std::time::{Duration, Instant};

/// Nothing takes longer than this, however bad the network is.
const PATIENCE: Duration = Duration::from_secs(180);
/// So many commands at most wait on one terminal.
const WAITING: usize = 8;
/// The kiosk's place among the terminals; the staff come first.
pub const KIOSK: usize = 3;

/// The terminals of one property.
pub struct Crew {
    staff: Vec<Staff>,
    kiosk: Kiosk,
}

impl Crew {
    /// Enrols them at a new property and signs them in.
    ///
    /// # Errors
    /// They are not level in time.
    pub fn gather(site: &Site) -> Result<Self, String> {
        site.operator().import_small();
        let places = [(Station::Counter, CLERK), (Station::Counter, CLERK_TWO), (Station::ControlRoom, OPERATOR)];
        let enrolled = places.iter().enumerate().map(|(n, (station, who))| {
            let mut staff = site.staff(*station, &format!("staff {n}"));
            staff.sign_in(who);
            staff
        });
        let mut crew = Self { staff: enrolled.collect(), kiosk: site.kiosk("kiosk") };
        crew.until_level("at the beginning").map(|()| crew)
    }

    /// The terminal whose turn it is.
    #[must_use]
    pub fn any(round: u64) -> usize {
        usize::try_from(round % (KIOSK as u64 + 1)).unwrap_or_default()
    }

    /// The cable of one of them.
    #[must_use]
    pub fn cable(&self, which: usize) -> Cable {
        self.staff.get(which).map_or(&self.kiosk.cable, |staff| &staff.cable).clone()
    }

    /// Whether one of them says that what it shows is the server's.
    #[must_use]
    pub fn is_online(&self, which: usize) -> bool {
        self.staff.get(which).map_or_else(|| self.kiosk.link.online(), |staff| staff.link.online())
    }

    /// Every terminal with few commands on its way presses once.
    pub fn press(&mut self) {
        for staff in &mut self.staff {
            if staff.replica.waiting() < WAITING {
                let matter = staff.new_id();
                staff.submit(request(matter.clone()));
            }
        }
        if self.kiosk.link.pending().len() < WAITING {
            self.kiosk.register("样本访客", "13800000111");
        }
    }

    /// Takes over what they are told for so long.
    pub fn look_for(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while Instant::now() < end {
            self.look();
            super::pause(2);
        }
    }

    fn look(&mut self) {
        self.staff.iter_mut().for_each(Staff::look);
        self.kiosk.look();
    }

    /// Waits for something, looking all the time.
    ///
    /// # Errors
    /// It does not come in [`PATIENCE`].
    pub fn until(&mut self, what: &str, mut enough: impl FnMut(&mut Self) -> bool) -> Result<(), String> {
        let end = Instant::now() + PATIENCE;
        loop {
            self.look();
            if enough(self) {
                return Ok(());
            }
            if Instant::now() > end {
                let seen: Vec<_> = self.staff.iter().map(|s| (s.replica.revision(), s.replica.waiting(), s.link.online())).collect();
                return Err(format!("waited in vain for {what}: {seen:?}, kiosk {}", self.kiosk.link.pending().len()));
            }
            super::pause(2);
        }
    }

    /// How many commands have their answer.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.staff.iter().map(|staff| staff.told.answers.len()).sum::<usize>() + self.kiosk.answers.len()
    }

    /// Whether nothing waits at any terminal but this one.
    #[must_use]
    pub fn are_answered_but(&self, which: usize) -> bool {
        let mut others = self.staff.iter().enumerate().filter(|(n, _)| *n != which);
        others.all(|(_, staff)| staff.replica.waiting() == 0) && (which == KIOSK || self.kiosk.link.pending().is_empty())
    }

    /// Waits until everything is answered and all are online at one revision, the counters with
    /// one digest.
    ///
    /// # Errors
    /// They are not in [`PATIENCE`].
    pub fn until_level(&mut self, when: &str) -> Result<(), String> {
        self.until(&format!("being level {when}"), |crew| {
            let first = crew.staff[0].replica.revision();
            (0..=KIOSK).all(|which| crew.is_online(which))
                && crew.are_answered_but(usize::MAX)
                && crew.staff.iter().all(|staff| staff.replica.revision() == first)
                && crew.staff[0].replica.digest() == crew.staff[1].replica.digest()
        })
    }

    /// Waits until each replica was compared with the server's digest where it ends.
    ///
    /// # Errors
    /// They are not level, or no bookmark comes.
    pub fn until_compared(&mut self) -> Result<(), String> {
        self.until_level("at the end")?;
        let before: Vec<usize> = self.staff.iter().map(|staff| staff.told.digests).collect();
        self.until("the server's digests", |crew| {
            crew.staff.iter().zip(&before).all(|(staff, before)| staff.told.digests > *before)
        })
    }

    /// Holds all that they were told against the journal of the server, which is killed already;
    /// call it when all are level.
    ///
    /// # Errors
    /// A promise that was broken.
    pub fn check(self, data: &Path) -> Result<Tally, String> {
        if let Some(staff) = self.staff.iter().find(|staff| staff.told.differed > 0) {
            return Err(format!("the replica of {} differed from the server", staff.id));
        }
        let mut tally = told_right(self.staff.iter().map(|staff| &staff.told.history), data)?;
        let mut visitors = Ledger::default();
        let incarnation = data_encoding::HEXLOWER.encode(&self.kiosk.link.incarnation());
        for seq in self.kiosk.answers.keys() {
            visitors.acked((self.kiosk.id.clone(), incarnation.clone(), *seq), 0);
        }
        let asked = self.kiosk.link.next_seq() - 1;
        let kiosk = visitors.compare_keys(data)?;
        tally.acked += kiosk.acked;
        tally.lost += kiosk.lost + (asked - visitors.count());
        Ok(tally)
    }
}
