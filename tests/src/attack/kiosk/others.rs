//! Other people of a property: visitors at the counter and at another kiosk, and the staff.

use super::seat::Seat;
use crate::attack::sender::Sender;
use crate::harness::{CLERK, CLERK_TWO, Credential, MONDAY, Property, Random, id, name, person, request, telephone, told};
use domain::Command;
use domain::registers::appointments;
use domain::registers::keys::{self, KeyKind};
use domain::registers::staff;
use domain::registers::visits::{self, Host, Visit};
use proto::v1::submission::What;
use proto::v1::{LeaveVisit, Purpose, RegisterVisit};
use values::{Id, LocalDay, VisitCode};

/// Numbers that no terminal has: the codes made of them are carried only by whom the counter registers.
const COUNTERS_CODES: u8 = 50;
/// No telephone of somebody else ends in these.
pub(super) const NOBODYS_DIGITS: &str = "0000";

/// Who else is there.
pub(super) struct Others<'p> {
    property: &'p Property,
    counter: Sender,
    kiosk: Seat<'p>,
    made: u64,
    inside: Vec<Id<Visit>>,
}

impl<'p> Others<'p> {
    pub(super) fn new(property: &'p Property, kiosk: &Credential, counter: &Credential) -> Self {
        let mut counter = Sender::of(property, counter);
        counter.sign_in(property, &person(CLERK));
        Self {
            property,
            counter,
            kiosk: Seat::new(property, kiosk),
            made: 0,
            inside: Vec::new(),
        }
    }

    /// Something that is nobody's business at a kiosk.
    pub(super) fn do_something(&mut self, random: &mut Random) {
        self.made += 1;
        let new = format!("other-{}", self.made);
        let command: Command = match random.below(9) {
            0 | 1 => {
                self.inside.push(id(&new));
                self.visit(random, &new).into()
            }
            2 => match self.inside.pop() {
                Some(visit) => visits::Command::SignOut { visit, pass_returned: false }.into(),
                None => self.visit(random, &new).into(),
            },
            3 => request(id(&new)).into(),
            4 => loss(random, &new).into(),
            5 => return self.at_the_other_kiosk(random),
            6 => return self.wrong_code(random),
            7 => self.expected(random, &new).into(),
            _ => return self.at_the_sign_in(random),
        };
        self.counter.submit(self.property, &command, String::new()).unwrap();
    }

    fn visit(&self, random: &mut Random, new: &str) -> visits::Command {
        let (who, number) = somebody(random);
        visits::Command::Register {
            visit: id(new),
            code: code(random, self.made),
            name: name(&who),
            telephone: Some(telephone(&number)),
            host: Host { unit: None, whom: Some(told(&somebody(random).0)) },
            purpose: visits::Purpose::Other,
            people: 1,
            children: 0,
            notice: None,
            mark: None,
            particulars: domain::registers::visits::Particulars::default(),
        }
    }

    fn expected(&self, random: &mut Random, new: &str) -> appointments::Command {
        let (who, number) = somebody(random);
        let today = LocalDay::of(MONDAY, 480);
        appointments::Command::Make {
            appointment: id(new),
            code: code(random, self.made),
            name: name(&who),
            telephone: Some(telephone(&number)),
            host: Host { unit: None, whom: Some(told(&somebody(random).0)) },
            purpose: visits::Purpose::Meeting,
            people: 1,
            children: 0,
            particulars: visits::Particulars::default(),
            from: today,
            until: today,
        }
    }

    fn at_the_other_kiosk(&mut self, random: &mut Random) {
        let (name, telephone) = somebody(random);
        let code = self.kiosk.code(random.below(10_000)).to_string();
        let visit = RegisterVisit {
            code,
            name,
            telephone,
            purpose: Purpose::Other.into(),
            people: 1,
            ..RegisterVisit::default()
        };
        self.kiosk.submit(What::RegisterVisit(visit)).unwrap();
    }

    fn wrong_code(&mut self, random: &mut Random) {
        let known = code(random, self.made).to_string();
        let code = if random.below(2) == 0 { known } else { format!("97{:04}", random.below(10_000)) };
        for _ in 0..6 {
            let shown = NOBODYS_DIGITS.to_owned();
            self.kiosk.submit(What::LeaveVisit(LeaveVisit { code: code.clone(), shown })).unwrap();
        }
    }

    /// A wrong PIN, or somebody else at the counter.
    fn at_the_sign_in(&mut self, random: &mut Random) {
        if random.below(2) == 0 {
            let command = staff::Command::SignIn { person: person(CLERK_TWO) };
            self.counter.submit(self.property, &command.into(), "000000".into()).unwrap();
        } else {
            self.counter.sign_in(self.property, &person(CLERK));
        }
    }
}

fn loss(random: &mut Random, new: &str) -> keys::Command {
    let (who, number) = somebody(random);
    keys::Command::ReportLoss {
        loss: id(new),
        unit: None,
        unit_said: None,
        kind: KeyKind::Door,
        reporter: name(&who),
        telephone: Some(telephone(&number)),
        lost_when: told("样本"),
        lost_where: told("样本"),
        reference: None,
    }
}

/// A code that the counter may have given out: to its `made`-th visitor, or to another.
pub(super) fn code(random: &mut Random, made: u64) -> VisitCode {
    VisitCode::made_by(COUNTERS_CODES + u8::try_from(random.below(40)).unwrap_or_default(), made)
}

/// A made-up name, of any length, and telephone.
pub(super) fn somebody(random: &mut Random) -> (String, String) {
    let length = 2 + usize::try_from(random.below(20)).unwrap_or_default();
    let name: String = (0..length)
        .filter_map(|_| char::from_u32(0x4E00 + u32::try_from(random.below(20_000)).unwrap_or_default()))
        .collect();
    (name, format!("138{:04}{:04}", random.below(10_000), 1 + random.below(9_999)))
}
