//! What the visitors came to: touches and seconds for each errand, and who failed.

#![allow(clippy::print_stdout, reason = "figures are printed")]

use super::Plan;
use super::errands::Errand;
use crate::day::Fault;
use std::collections::BTreeMap;

/// One visit that went well.
struct One {
    touches: u64,
    responses_ms: u64,
}

/// All of them so far.
#[derive(Default)]
pub struct Figures {
    of: BTreeMap<Errand, Vec<One>>,
    failures: Vec<String>,
}

impl Figures {
    /// A visit that went well.
    pub fn add(&mut self, errand: Errand, touches: u64, responses_ms: u64) {
        self.of.entry(errand).or_default().push(One { touches, responses_ms });
    }

    /// One that did not; said at once.
    pub fn fail(&mut self, errand: Errand, number: u32, fault: &Fault) {
        let sentence = format!("visitor {number}, {}: {fault}", errand.about());
        println!("FAILED {sentence}");
        self.failures.push(sentence);
    }

    /// How many failed.
    pub fn failed(&self) -> usize {
        self.failures.len()
    }

    /// The table. A touch counts as long as the hand takes, and the kiosk's answer as long as it took.
    pub fn print(&self, plan: &Plan) {
        println!("\n{:<34} {:>6} {:>15} {:>17} {:>12}", "errand", "visits", "touches", "seconds", "answer");
        println!("{:<34} {:>6} {:>15} {:>17} {:>12}", "", "", "median worst", "median worst", "ms a touch");
        let (mut touches, mut answers, mut visits) = (0, 0, 0);
        for (errand, all) in &self.of {
            let seconds = |one: &One| (one.touches * plan.hand_ms + one.responses_ms).div_ceil(1_000);
            let (half, most) = half_and_most(all.iter().map(|one| one.touches));
            let (half_s, most_s) = half_and_most(all.iter().map(seconds));
            let (all_touches, all_ms) = all.iter().fold((0, 0), |(t, ms), one| (t + one.touches, ms + one.responses_ms));
            let each = all_ms / all_touches.max(1);
            println!("{:<34} {:>6} {half:>9} {most:>5} {half_s:>11} {most_s:>5} {each:>12}", errand.about(), all.len());
            touches += all_touches;
            answers += all_ms;
            visits += all.len();
        }
        println!(
            "\n{visits} visitors came and went, {touches} touches of {:.1} s, answered after {} ms on average; {} failed (--seed {})",
            plan.hand_ms as f64 / 1_000.0,
            answers / touches.max(1),
            self.failures.len(),
            plan.seed
        );
    }
}

fn half_and_most(all: impl Iterator<Item = u64>) -> (u64, u64) {
    let mut all: Vec<u64> = all.collect();
    all.sort_unstable();
    (all.get(all.len() / 2).copied().unwrap_or_default(), all.last().copied().unwrap_or_default())
}
