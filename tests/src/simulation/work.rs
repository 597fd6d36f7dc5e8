//! What people do at a terminal, from what its screen shows them.

use super::time::servers_now;
use crate::harness::{CLERK, CLERK_TWO, LEAD, OPERATOR, OPERATOR_TWO, SECURITY, SUPERVISOR, id, line, name, pin, told, words};
use domain::registers::emergencies::{self, Found};
use domain::registers::handover::{self, Post, red_now};
use domain::registers::matters::{self, Class, MatterKind};
use domain::registers::releases::{self, Check, Fees, Goods, Standing};
use domain::registers::staff::{self, Person};
use domain::registers::terminals::Terminal;
use domain::registers::{calls, clock, keys, visits};
use domain::{Command, State, Station};
use journal::simulated::Random;
use proto::v1::submission::What;
use proto::v1::{AnswerSurvey, Face, KeyKind, LeaveVisit, Purpose, RegisterVisit, ReportLoss, RingCounter};
use terminal::Pins;
use values::{At, Id, VisitCode};

/// A command, and the PINs that go with it.
pub(super) type Asked = (Command, Pins);

/// One who stands at a staff terminal.
pub(super) struct Hand<'a> {
    pub(super) state: &'a State,
    pub(super) station: Station,
    pub(super) terminal: &'a Id<Terminal>,
    pub(super) now: At,
    /// The id of the record that the next command makes.
    pub(super) new: String,
    pub(super) random: &'a mut Random,
}

impl Hand<'_> {
    /// The next command, if there is anything to do.
    pub(super) fn next(&mut self) -> Option<Asked> {
        let Some(person) = self.state.signed_in(self.terminal).map(|p| p.id.clone()) else {
            return if self.random.chance(3, 4) { Some(self.sign_in()) } else { self.emergency() };
        };
        if self.state.doubt_in_clock().is_some() && self.random.chance(1, 3) {
            let confirm = clock::Command::Confirm { person: id(LEAD), time: servers_now() };
            return Some(signed(confirm, &id(LEAD)));
        }
        match self.random.below(20) {
            0..=6 => self.matter(),
            7..=8 => self.visit(),
            9 if self.random.chance(1, 2) => self.key(),
            9 => self.release(),
            10..=15 => self.handover(&person),
            16 | 17 => self.emergency(),
            18 => self.call(),
            _ => Some((staff::Command::SignOut {}.into(), Pins::default())),
        }
    }

    fn one_of<T>(&mut self, mut all: Vec<T>) -> Option<T> {
        if all.is_empty() {
            return None;
        }
        let at = self.random.below(all.len() as u64) as usize;
        Some(all.swap_remove(at))
    }

    fn sign_in(&mut self) -> Asked {
        let crew = match self.station {
            Station::ControlRoom => vec![OPERATOR, OPERATOR_TWO, SECURITY],
            Station::Counter | Station::Kiosk | Station::Operator | Station::Clock => vec![CLERK, LEAD, SUPERVISOR, CLERK_TWO],
        };
        let who = self.one_of(crew).unwrap_or(CLERK);
        signed(staff::Command::SignIn { person: id(who) }, &id(who))
    }

    fn matter(&mut self) -> Option<Asked> {
        let class = self.one_of(vec![Class::Minor, Class::Minor, Class::Important, Class::Major])?;
        let kind = self.one_of(vec![MatterKind::Complaint, MatterKind::Repair, MatterKind::Request])?;
        let take = matters::Command::Take {
            matter: id(&self.new),
            kind,
            class,
            unit: Some(id("1202")),
            contact: name("样本来电人"),
            telephone: None,
            what: words("样本事项"),
            about: None,
            due_at: None,
        };
        let known = self.one_of(self.state.open_matters().map(|m| m.id.clone()).collect());
        let command = match (known, self.random.below(6)) {
            (None, _) | (_, 0) => take,
            (Some(matter), 1 | 2) => matters::Command::Claim { matter },
            (Some(matter), 3) => matters::Command::AddNote { note: id(&self.new), matter, text: words("样本备注") },
            (Some(matter), _) => matters::Command::Finish { matter, result: told("已处理") },
        };
        Some((command.into(), Pins::default()))
    }

    fn visit(&mut self) -> Option<Asked> {
        let inside = self.one_of(self.state.inside().map(|v| v.id.clone()).collect());
        let count = self.random.below(10_000);
        let command = match inside.filter(|_| self.random.chance(2, 3)) {
            Some(visit) => visits::Command::SignOut { visit, pass_returned: true },
            None => visits::Command::Register {
                visit: id(&self.new),
                code: VisitCode::made_by(99, count),
                name: name("样本访客"),
                telephone: None,
                host: visits::Host { unit: Some(id("1201")), whom: None },
                purpose: visits::Purpose::Meeting,
                people: 1,
                children: 0,
                notice: None,
                mark: None,
                particulars: domain::registers::visits::Particulars::default(),
            },
        };
        Some((command.into(), Pins::default()))
    }

    fn key(&mut self) -> Option<Asked> {
        let key = self.one_of(self.state.key.iter().map(|k| k.id.clone()).collect())?;
        let open = self.state.key_issue.iter().filter(|i| i.is_open()).map(|i| i.id.clone());
        let issue = self.one_of(open.collect());
        if let Some(issue) = issue.filter(|_| self.random.chance(1, 2)) {
            return Some((keys::Command::Return { issue }.into(), Pins::default()));
        }
        // Two always: that is never wrong (K-7).
        let issue = keys::Command::Issue {
            issue: id(&self.new),
            key,
            to: name("样本丙"),
            telephone: None,
            why: told("样本用途"),
            due_at: self.now.plus(1_800_000),
            person: Some(id(LEAD)),
            second: Some(id(CLERK_TWO)),
        };
        Some((issue.into(), Pins::of_two(pin(LEAD), pin(CLERK_TWO))))
    }

    /// What is good is mostly counted, mostly as it stands on the slip; a slip is issued at the
    /// counter alone.
    fn release(&mut self) -> Option<Asked> {
        let open = self.one_of(self.state.release.iter().filter(|r| r.is_open()).map(|r| r.id.clone()).collect());
        if let Some(release) = open.filter(|_| self.random.chance(3, 4)) {
            let counted = vec![2, if self.random.chance(3, 4) { 1 } else { 0 }];
            return Some((releases::Command::Confirm { release, counted }.into(), Pins::default()));
        }
        if self.station != Station::Counter {
            return None;
        }
        let goods = |name, count| Goods { name: told(name), count };
        let issue = releases::Command::Issue {
            release: id(&self.new),
            unit: id("1202"),
            carrier: name("样本搬运人"),
            telephone: None,
            standing: Standing::Owner,
            checks: [Check::Papers].into(),
            goods: vec![goods("样本柜", 2), goods("样本箱", 1)],
            plate: None,
            exit: told("样本出口"),
            fees: Fees::Settled,
            replaces: None,
            person: id(LEAD),
        };
        Some(signed(issue, &id(LEAD)))
    }

    fn call(&mut self) -> Option<Asked> {
        let call = self.one_of(self.state.ringing().map(|c| c.id.clone()).collect())?;
        Some((calls::Command::Answer { call }.into(), Pins::default()))
    }

    fn handover(&mut self, person: &Id<Person>) -> Option<Asked> {
        let own = if self.station == Station::ControlRoom { Post::ControlRoom } else { Post::Counter };
        let post = self.one_of(vec![Post::Desk, own])?;
        let Some(duty) = self.state.duty_of(post) else {
            return Some((handover::Command::TakeUp { post }.into(), Pins::default()));
        };
        let Some(sheet) = self.state.open_sheet(post) else {
            let open = handover::Command::Open { sheet: id(&self.new), post };
            return (duty.station == self.station).then(|| (open.into(), Pins::default()));
        };
        let sheet_id = || sheet.id.clone();
        if sheet.outgoing_signed.is_none() {
            let uncounted = self.state.post_item.iter().filter(|i| i.post == post && !sheet.counts.iter().any(|c| c.item == i.id));
            let Some(item) = uncounted.map(|i| i.id.clone()).next() else {
                let outgoing = sheet.outgoing.clone();
                return Some(signed(handover::Command::SignOutgoing { sheet: sheet_id(), person: outgoing.clone() }, &outgoing));
            };
            let count = handover::Command::Count { sheet: sheet_id(), item, found: 1, note: Some(told("样本说明")) };
            return Some((count.into(), Pins::default()));
        }
        if sheet.to != self.station || person == &sheet.outgoing {
            return None;
        }
        let passed = sheet.cut.iter().flat_map(|cut| &cut.open).filter(|item| item.red).map(|item| item.about.clone());
        let red = passed.chain(red_now(self.state, post, self.now));
        let unsaid = red.into_iter().find(|about| !sheet.read_backs.iter().any(|said| &said.about == about));
        Some(match unsaid {
            Some(about) => {
                let (owner, next_step) = (person.clone(), told("样本下一步"));
                (handover::Command::ReadBack { sheet: sheet_id(), about, owner, next_step }.into(), Pins::default())
            }
            None => signed(handover::Command::SignIncoming { sheet: sheet_id(), person: person.clone() }, person),
        })
    }

    fn emergency(&mut self) -> Option<Asked> {
        let running = self.one_of(self.state.running().map(|r| r.id.clone()).collect());
        let Some(run) = running else {
            let procedure = self.one_of(self.state.procedure.iter().map(|p| p.id.clone()).collect())?;
            let drill = self.random.chance(1, 2);
            let start = emergencies::Command::Start { run: id(&self.new), procedure, place: None, drill, name: None };
            return self.random.chance(1, 6).then(|| (start.into(), Pins::default()));
        };
        let visit = self.one_of(self.state.inside().map(|v| v.id.clone()).collect());
        let known = self.state.run.get(&run)?;
        let steps = self.state.procedure.get(&known.procedure).map(|p| p.steps.iter().map(|s| s.code.clone()).collect());
        let step = self.one_of(steps.unwrap_or_default())?;
        let ring = known.rung.last()?.ring;
        let command = match (self.random.below(8), visit) {
            (0 | 1, _) => emergencies::Command::Acknowledge { acknowledgement: id(&self.new), run, ring, name: None },
            (2, Some(visit)) => emergencies::Command::TickRoll {
                roll_call: id(&self.new),
                run,
                visit,
                found: if self.random.chance(1, 2) { Found::Safe } else { Found::Missing },
                name: None,
            },
            (3, _) => emergencies::Command::StandDown { run, reason: told("样本结束") },
            _ => emergencies::Command::TickStep { tick: id(&self.new), run, step, name: None },
        };
        Some((command.into(), Pins::default()))
    }
}

fn signed(command: impl Into<Command>, person: &Id<Person>) -> Asked {
    (command.into(), Some(pin(person.as_str())).into())
}

/// Of every visitor at a kiosk.
const TELEPHONE: &str = "13800000111";

/// What a visitor does at the kiosk: `number` and `seq` make the code of a registration; `codes`
/// are those that were given out here.
pub(super) fn at_the_kiosk(random: &mut Random, number: u32, seq: u64, codes: &[String], now: At) -> What {
    match random.below(8) {
        0..=2 => What::RegisterVisit(RegisterVisit {
            code: VisitCode::made_by(u8::try_from(number % 100).unwrap_or_default(), seq).to_string(),
            name: "样本访客".into(),
            telephone: TELEPHONE.into(),
            unit: "1201".into(),
            whom: String::new(),
            purpose: Purpose::Meeting.into(),
            people: 1,
            children: 0,
            notice_version: "2026-1".into(),
            agreed_at_ms: now.0,
            ..RegisterVisit::default()
        }),
        3 | 4 if !codes.is_empty() => What::LeaveVisit(LeaveVisit {
            code: codes[random.below(codes.len() as u64) as usize].clone(),
            shown: if random.chance(7, 8) { TELEPHONE[7..].to_owned() } else { "0000".into() },
        }),
        5 => What::ReportLoss(ReportLoss {
            unit: "1201".into(),
            unit_said: String::new(),
            kind: KeyKind::Door.into(),
            name: "样本报失人".into(),
            telephone: String::new(),
            lost_when: line("今天").as_str().to_owned(),
            lost_where: "大堂".into(),
            ..ReportLoss::default()
        }),
        6 => What::RingCounter(RingCounter {}),
        _ => What::AnswerSurvey(AnswerSurvey {
            form: "2026-1".into(),
            area: "desk".into(),
            face: Face::Happy.into(),
            sitting: format!("s{seq}"),
            matter: String::new(),
        }),
    }
}
