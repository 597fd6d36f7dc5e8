//! A bad network between real terminals and the server: cut, flapping, half open, deaf one way, with
//! packets lost and doubled. Whatever it does, each terminal is told everything once and in order,
//! and is level again when it heals (B-07, B-10, B-12).

use super::crew::{Crew, KIOSK};
use super::wire::Wire;
use super::{Reach, Tally};
use crate::harness::{Cable, Random, Site};
use std::time::{Duration, Instant};

/// A dead line is noticed within this.
const NOTICED: Duration = Duration::from_secs(10);
/// After it healed, a terminal is level within this.
const LEVEL: Duration = Duration::from_secs(2);
/// The longest that a flapping line rests, in milliseconds.
const REST: u64 = 60;
/// Between two presses while a line is bad, in milliseconds.
const PACE: u64 = 50;

/// What makes one terminal's line bad, and what makes the wire bad.
type OnCable = fn(&Cable);
type OnWire = fn(&Wire) -> Result<(), String>;

/// Figures of one kind of outage: the slowest of each.
#[derive(Default)]
struct Slowest {
    noticed: Duration,
    level: Duration,
}

impl Slowest {
    fn add(&mut self, noticed: Duration, level: Duration) {
        (self.noticed, self.level) = (self.noticed.max(noticed), self.level.max(level));
    }

    fn note(&self, what: &str, tally: &mut Tally) {
        let (noticed, level) = (self.noticed.as_secs_f32(), self.level.as_secs_f32());
        tally.notes.push(format!("{what}: noticed in {noticed:.1} s, level in {level:.1} s"));
    }

    fn is_slow(&self) -> bool {
        self.noticed > NOTICED || self.level > LEVEL
    }
}

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let mut random = Random::new(reach.seed);
    let (mut tally, slow) = on_cables(reach, &mut random)?;
    match Wire::lay() {
        Ok(wire) => {
            let packets = on_packets(reach, &wire)?;
            tally.add(&packets);
            tally.notes.extend(packets.notes);
        }
        Err(why) if reach.short => tally.notes.push(format!("lost and doubled packets SKIPPED: {why}")),
        Err(why) => return Err(format!("packets cannot be lost or doubled here: {why}")),
    }
    if slow && !reach.short { Err(format!("too slow: {tally}")) } else { Ok(tally) }
}

/// What a cable of each terminal does; whether something came too late.
fn on_cables(reach: &Reach, random: &mut Random) -> Result<(Tally, bool), String> {
    let site = Site::of(reach.programs.join("dutydesk-server")).planted(reach.plant.as_deref());
    let program = site.serve();
    let mut crew = Crew::gather(&site)?;
    let mut tally = Tally::default();
    let mut cuts = Slowest::default();
    for round in 0..reach.rounds(40, 2) {
        let which = Crew::any(round);
        let (noticed, level) = outage(&mut crew, which, Cable::cut, random.below(3_000))?;
        cuts.add(noticed, level);
        tally.rounds += 1;
    }
    cuts.note("cut", &mut tally);
    let flaps = reach.rounds(1_000, 30);
    flap(&mut crew, flaps, random)?;
    tally.rounds += flaps;
    tally.notes.push(format!("{flaps} flaps"));
    let kinds: [(&str, OnCable); 3] = [
        ("half open", Cable::swallow_all),
        ("terminal hears nothing", Cable::swallow_answers),
        ("server hears nothing", Cable::swallow_questions),
    ];
    let mut slow = false;
    for (what, begin) in kinds {
        let mut slowest = Slowest::default();
        for round in 0..reach.rounds(12, 1) {
            let (noticed, level) = outage(&mut crew, Crew::any(round), begin, random.below(4_000))?;
            slowest.add(noticed, level);
            tally.rounds += 1;
        }
        slowest.note(what, &mut tally);
        slow |= slowest.is_slow();
    }
    crew.until_compared()?;
    program.kill();
    tally.add(&crew.check(&site.data())?);
    Ok((tally, slow))
}

/// One terminal's line goes bad while all press: how long until it says so, and, after `more`
/// milliseconds, how long from its healing until all are level.
fn outage(crew: &mut Crew, which: usize, begin: OnCable, more: u64) -> Result<(Duration, Duration), String> {
    crew.until_level("before an outage")?;
    let cable = crew.cable(which);
    begin(&cable);
    let begun = Instant::now();
    let mut pressed = Instant::now();
    crew.until("word that a line is dead", |crew| {
        if pressed.elapsed() > Duration::from_millis(PACE) && begun.elapsed() < Duration::from_secs(2) {
            crew.press();
            pressed = Instant::now();
        }
        !crew.is_online(which)
    })?;
    let noticed = begun.elapsed();
    crew.look_for(Duration::from_millis(more));
    crew.until("the answers of the others", |crew| crew.are_answered_but(which))?;
    let healed = Instant::now();
    cable.heal();
    crew.until_level("after an outage")?;
    Ok((noticed, healed.elapsed()))
}

/// Lines that end again and again, half of them only when the terminal is greeted.
fn flap(crew: &mut Crew, flaps: u64, random: &mut Random) -> Result<(), String> {
    for _ in 0..flaps {
        let which = usize::try_from(random.below(KIOSK as u64 + 1)).unwrap_or_default();
        if random.below(2) == 0 {
            crew.until("a greeting between two flaps", |crew| crew.is_online(which))?;
        }
        crew.press();
        crew.look_for(Duration::from_millis(random.below(REST)));
        crew.cable(which).heal();
    }
    crew.until_level("after flapping")
}

/// What the network itself does to packets, to all terminals at once.
fn on_packets(reach: &Reach, wire: &Wire) -> Result<Tally, String> {
    let site = Site::elsewhere(reach.programs.join("dutydesk-server"), wire.beyond(), &wire.listen()).planted(reach.plant.as_deref());
    let program = site.serve();
    let mut crew = Crew::gather(&site)?;
    let mut tally = Tally::default();
    let kinds: [(&str, OnWire); 5] = [
        ("30 % of packets lost", |wire| wire.lose(30)),
        ("30 % of packets doubled", |wire| wire.double(30)),
        ("no packet to the terminals", Wire::deafen),
        ("no packet to the server", Wire::mute),
        ("no packet", Wire::cut),
    ];
    for (what, begin) in kinds {
        let answered = crew.answered();
        begin(wire)?;
        let until = Instant::now() + Duration::from_secs(reach.rounds(60, 4));
        while Instant::now() < until {
            crew.press();
            crew.look_for(Duration::from_millis(PACE));
        }
        let meanwhile = crew.answered() - answered;
        let healed = Instant::now();
        wire.heal()?;
        crew.until_level(what)?;
        tally.rounds += 1;
        tally
            .notes
            .push(format!("{what}: {meanwhile} answers meanwhile, level in {:.1} s", healed.elapsed().as_secs_f32()));
    }
    crew.until_compared()?;
    program.kill();
    tally.add(&crew.check(&site.data())?);
    Ok(tally)
}
