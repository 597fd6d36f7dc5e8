//! How much one kiosk may enter: a person at it does less, a program that took its place no more.

use domain::registers::terminals::Terminal;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tonic::Status;
use values::Id;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
/// So many calls of one kiosk are in hand at once.
const IN_HAND: u32 = 4;
/// A survey is one input, of so many answers at most.
const ANSWERS: u32 = 20;

/// What each kiosk has entered lately. It is not kept over a restart.
#[derive(Clone)]
pub struct Quota {
    per_minute: usize,
    per_hour: usize,
    meters: Arc<Mutex<BTreeMap<Id<Terminal>, Meter>>>,
}

#[derive(Default)]
struct Meter {
    /// When it entered something, by the time that has passed; the last hour at most.
    entered: VecDeque<Duration>,
    /// The survey that it is in, and how many answers of it came beside the first.
    sitting: Option<(String, u32)>,
    in_hand: u32,
}

/// One call in hand. Dropping it makes room.
pub struct InHand {
    quota: Quota,
    terminal: Id<Terminal>,
}

impl Quota {
    /// So many new inputs in a minute and in an hour.
    #[must_use]
    pub fn new(per_minute: u32, per_hour: u32) -> Self {
        let size = |n| usize::try_from(n).unwrap_or(usize::MAX);
        Self { per_minute: size(per_minute), per_hour: size(per_hour), meters: Arc::default() }
    }

    /// A call comes in.
    ///
    /// # Errors
    /// As many as may be are in hand already.
    pub fn enter(&self, terminal: &Id<Terminal>) -> Result<InHand, Status> {
        let mut meters = self.meters();
        let meter = meters.entry(terminal.clone()).or_default();
        if meter.in_hand >= IN_HAND {
            return Err(Status::resource_exhausted("this kiosk asks too much at once: it is tried again"));
        }
        meter.in_hand += 1;
        drop(meters);
        Ok(InHand { quota: self.clone(), terminal: terminal.clone() })
    }

    /// A visitor enters something new, at this time passed; answers of one survey (`sitting`) count
    /// as one.
    ///
    /// # Errors
    /// It was too much lately.
    pub fn count(&self, terminal: &Id<Terminal>, sitting: Option<&str>, passed: Duration) -> Result<(), Status> {
        let mut meters = self.meters();
        let meter = meters.entry(terminal.clone()).or_default();
        if let (Some(now), Some((last, more))) = (sitting, &mut meter.sitting)
            && now == last
            && *more < ANSWERS
        {
            *more += 1;
            return Ok(());
        }
        while meter.entered.front().is_some_and(|at| passed.saturating_sub(*at) >= HOUR) {
            meter.entered.pop_front();
        }
        let lately = meter.entered.iter().rev().take_while(|at| passed.saturating_sub(**at) < MINUTE).count();
        if lately >= self.per_minute || meter.entered.len() >= self.per_hour {
            return Err(Status::resource_exhausted("this kiosk has entered too much lately: it is tried again"));
        }
        meter.entered.push_back(passed);
        meter.sitting = sitting.map(|sitting| (sitting.to_owned(), 0));
        Ok(())
    }

    /// The last one was not taken after all, and comes again.
    pub fn give_back(&self, terminal: &Id<Terminal>) {
        if let Some(meter) = self.meters().get_mut(terminal) {
            meter.entered.pop_back();
            meter.sitting = None;
        }
    }

    fn meters(&self) -> MutexGuard<'_, BTreeMap<Id<Terminal>, Meter>> {
        self.meters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        if let Some(meter) = self.quota.meters().get_mut(&self.terminal) {
            meter.in_hand -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic::Code;

    fn kiosk(name: &str) -> Id<Terminal> {
        Id::parse(name).unwrap()
    }

    #[test]
    fn a_kiosk_enters_six_things_a_minute_and_two_hundred_an_hour() {
        let (quota, one, other) = (Quota::new(6, 200), kiosk("kiosk-1"), kiosk("kiosk-2"));
        let mut taken = Vec::new();
        for second in 0..7_200 {
            if quota.count(&one, None, Duration::from_secs(second)).is_ok() {
                taken.push(second);
            }
        }
        for (window, most) in [(60, 6), (3_600, 200)] {
            let busiest = taken.iter().map(|from| taken.iter().filter(|at| (*from..from + window).contains(at)).count()).max();
            assert_eq!(busiest, Some(most), "in {window} s");
        }
        assert!(quota.count(&other, None, Duration::from_secs(7_200)).is_ok(), "each kiosk has its own");
    }

    #[test]
    fn the_answers_of_one_survey_are_one_input_and_not_without_end() {
        let (quota, kiosk) = (Quota::new(1, 200), kiosk("kiosk-1"));
        let taken = (0..100).filter(|_| quota.count(&kiosk, Some("sitting"), Duration::ZERO).is_ok()).count();
        assert_eq!(taken, 1 + ANSWERS as usize);
    }

    #[test]
    fn what_was_not_taken_counts_no_more_and_calls_in_hand_are_few() {
        let (quota, kiosk) = (Quota::new(1, 200), kiosk("kiosk-1"));
        quota.count(&kiosk, None, Duration::ZERO).unwrap();
        quota.give_back(&kiosk);
        quota.count(&kiosk, None, Duration::ZERO).unwrap();
        let in_hand: Vec<_> = (0..4).map(|_| quota.enter(&kiosk).map_err(|s| s.code())).collect();
        assert!(in_hand.iter().all(Result::is_ok));
        assert_eq!(quota.enter(&kiosk).err().map(|s| s.code()), Some(Code::ResourceExhausted));
        drop(in_hand);
        assert!(quota.enter(&kiosk).is_ok());
    }
}
