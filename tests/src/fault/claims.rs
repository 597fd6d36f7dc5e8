//! Two stations claim the same matter at once: exactly one gets it, the other is told who has it,
//! in time, and adds a note all the same (B-11).

use super::{Reach, Tally};
use crate::harness::{Answer, CLERK, OPERATOR, Random, Site, Staff, id, request, words};
use domain::registers::matters::{Command, Matter, Refusal};
use domain::{Refusal as Any, Station};
use std::time::{Duration, Instant};
use values::Id;

/// Both claim within this, in milliseconds.
const APART: u64 = 50;
/// Who comes second is told within this.
const TOLD: Duration = Duration::from_secs(1);
/// So many matters on one property: what stays open is drawn with every look.
const ON_ONE_PROPERTY: u64 = 250;

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let claims = reach.rounds(1_000, 25);
    let (mut random, mut total, mut worst) = (Random::new(reach.seed), Tally::default(), Duration::ZERO);
    let (mut first, mut left) = ([0, 0], claims);
    while left > 0 {
        let now = left.min(ON_ONE_PROPERTY);
        let mut round = Claims::begin(reach)?;
        for _ in 0..now {
            let (winner, told) = round.claim(&mut random)?;
            first[winner] += 1;
            worst = worst.max(told);
        }
        total.add(&round.end(now)?);
        left -= now;
    }
    total.notes.push(format!("first: counter {}, control room {}", first[0], first[1]));
    total.notes.push(format!("slowest refusal {} ms", worst.as_millis()));
    if !reach.short && worst > TOLD { Err(format!("too slow: {total}")) } else { Ok(total) }
}

/// Two stations of one property.
struct Claims {
    site: Site,
    program: crate::harness::Program,
    staff: [Staff; 2],
}

/// Who is at each of the two, and where that is.
const WHO: [(&str, Station); 2] = [(CLERK, Station::Counter), (OPERATOR, Station::ControlRoom)];

impl Claims {
    fn begin(reach: &Reach) -> Result<Self, String> {
        let site = Site::of(reach.programs.join("dutydesk-server")).planted(reach.plant.as_deref());
        let program = site.serve();
        site.operator().import_small();
        let mut staff = [site.staff(Station::Counter, "counter"), site.staff(Station::ControlRoom, "control room")];
        for (staff, (who, _)) in staff.iter_mut().zip(WHO) {
            staff.sign_in(who);
        }
        Ok(Self { site, program, staff })
    }

    /// One matter; who got it, and how long the other waited to be told.
    fn claim(&mut self, random: &mut Random) -> Result<(usize, Duration), String> {
        let matter = take(&mut self.staff[0]);
        for staff in &mut self.staff {
            staff.until("the matter", |s| s.state().matter.get(&matter).is_some());
        }
        let mut waits = [0, random.below(APART)];
        if random.below(2) == 0 {
            waits.swap(0, 1);
        }
        let answers = self.claim_both(&matter, waits);
        let won = |answer: &Answer| matches!(answer, Answer::Committed(_));
        let winner = answers.iter().position(|(answer, _)| won(answer)).ok_or("nobody got the matter")?;
        let (second, told) = &answers[1 - winner];
        let Answer::Refused(refusal, _) = second else { return Err(format!("both got {matter}: {second:?}")) };
        let (by, at) = WHO[winner];
        match **refusal {
            Any::Matters(Refusal::AlreadyClaimed { by: ref named, station, .. }) if *named == id(by) && station == at => {}
            ref other => return Err(format!("{by} has {matter}, and the other is told {other:?}")),
        }
        let second = &mut self.staff[1 - winner];
        let note = Command::AddNote { note: second.new_id(), matter: matter.clone(), text: words("样本备注") };
        match second.ask(note) {
            Answer::Committed(_) => Ok((winner, *told)),
            refused @ (Answer::Refused(..) | Answer::Unreadable | Answer::KeyTaken) => {
                Err(format!("no note after the claim was lost: {refused:?}"))
            }
        }
    }

    /// Both claim, each after its wait in milliseconds; the answers, and how long each took.
    fn claim_both(&mut self, matter: &Id<Matter>, waits: [u64; 2]) -> [(Answer, Duration); 2] {
        let [one, two] = &mut self.staff;
        let press = |staff: &mut Staff, wait: u64| {
            super::pause(wait);
            let pressed = Instant::now();
            let answer = staff.ask(Command::Claim { matter: matter.clone() });
            (answer, pressed.elapsed())
        };
        std::thread::scope(|scope| {
            let other = scope.spawn(|| press(two, waits[1]));
            let here = press(one, waits[0]);
            [here, other.join().unwrap()]
        })
    }

    /// Holds all that was told against the journal; each matter has one that has it.
    fn end(mut self, claims: u64) -> Result<Tally, String> {
        for staff in &mut self.staff {
            let last = staff.told.answers.len();
            staff.until("everything", |s| s.replica.waiting() == 0 && s.told.answers.len() == last);
        }
        self.program.kill();
        let histories = self.staff.iter().map(|staff| &staff.told.history);
        super::ledger::told_right(histories, &self.site.data()).map(|tally| Tally { rounds: claims, ..tally })
    }
}

/// Takes a matter of made-up contents.
fn take(staff: &mut Staff) -> Id<Matter> {
    let matter: Id<Matter> = staff.new_id();
    let seq = staff.submit(request(matter.clone()));
    staff.answer(seq);
    matter
}
