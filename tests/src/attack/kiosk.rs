//! Two properties that begin as one; in each other people do something else, and one kiosk asks both
//! the same: nothing that it is told may differ (B-02).

mod others;
mod seat;

use super::{Reach, Tally};
use crate::harness::{Credential, Property, Random, copy_dir};
use domain::Station;
use others::Others;
use prost::Message;
use prost::bytes::Bytes;
use proto::v1::submission::What;
use proto::v1::{
    AnswerSurvey, ComeByCode, DeliverRequest, Face, GreetRequest, LeaveVisit, Purpose, RegisterVisit, ReportLoss, RingCounter,
};
use seat::Seat;

/// What a kiosk sees of one question: the answer's bytes, or the error's code and sentence.
type Seen = Result<Bytes, (tonic::Code, String)>;

/// Tries it.
///
/// # Errors
/// The two properties cannot be made.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let mut first = Property::new();
    let machines = [(Station::Kiosk, "kiosk 1"), (Station::Kiosk, "kiosk 2"), (Station::Counter, "counter 1")];
    let machines = machines.map(|(station, name)| Credential::enrolled(&first, station, name));
    first.stop();
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    copy_dir(&first.data(), &dir.path().join("data"));
    first.start();
    let second = Property::at(dir);
    let mut worlds = [World::new(&first, &machines, reach.seed), World::new(&second, &machines, reach.seed.wrapping_add(1))];
    let (mut tally, mut random) = (Tally::default(), Random::new(reach.seed));
    for round in 0..reach.rounds(10_000, 60) {
        worlds.iter_mut().for_each(World::others_do_something);
        let question = Question::by_chance(&mut random, round);
        let [here, there] = worlds.each_mut().map(|world| world.ask(&question));
        let differ = || here.iter().zip(&there).find(|(here, there)| here != there);
        tally.must_refuse(here == there, || format!("{question:?} in round {round}: {:?}", differ()));
    }
    let revisions = [first.revision(), second.revision()];
    tally.must_hold(revisions[0] != revisions[1], || "the two histories are the same".into());
    tally.notes.push(format!("entries {} and {}", revisions[0], revisions[1]));
    Ok(tally)
}

/// One of the two properties, and who is in it.
struct World<'p> {
    kiosk: Seat<'p>,
    others: Others<'p>,
    random: Random,
}

/// What the kiosk asks of both.
#[derive(Debug)]
enum Question {
    Register {
        count: u64,
    },
    LeaveOwn,
    /// With a code that nobody has, or that others may hold, and digits that nobody has.
    LeaveAsAnother {
        code: String,
    },
    /// By a code that others may be expected by, or have had, and digits that nobody has.
    ComeAsAnother {
        code: String,
    },
    Report,
    Survey {
        round: u64,
    },
    Ring,
    Garbage {
        sealed: Vec<u8>,
    },
    Oversized,
    NoIncarnation,
    Again,
}

impl Question {
    fn by_chance(random: &mut Random, round: u64) -> Self {
        match random.below(12) {
            0 => Self::Register { count: round },
            1 => Self::LeaveOwn,
            // No terminal has this number.
            2 => Self::LeaveAsAnother { code: format!("98{:04}", random.below(10_000)) },
            10 => Self::LeaveAsAnother { code: others::code(random, round).to_string() },
            11 => Self::ComeAsAnother { code: others::code(random, round).to_string() },
            3 => Self::Report,
            4 => Self::Survey { round },
            5 => Self::Ring,
            6 => Self::Garbage { sealed: vec![7; usize::try_from(random.below(300)).unwrap_or_default()] },
            7 => Self::Oversized,
            8 => Self::NoIncarnation,
            _ => Self::Again,
        }
    }
}

impl<'p> World<'p> {
    fn new(property: &'p Property, [kiosk, other, counter]: &[Credential; 3], seed: u64) -> Self {
        Self {
            kiosk: Seat::new(property, kiosk),
            others: Others::new(property, other, counter),
            random: Random::new(seed),
        }
    }

    fn others_do_something(&mut self) {
        for _ in 0..self.random.below(3) {
            self.others.do_something(&mut self.random);
        }
    }

    /// Everything that the kiosk is told in one round.
    fn ask(&mut self, question: &Question) -> Vec<Seen> {
        let greet = GreetRequest {
            protocol_min: 1,
            protocol_max: proto::PROTOCOL,
            outbox: self.kiosk.incarnation(),
            ..GreetRequest::default()
        };
        let answer = match question {
            Question::Register { count } => {
                let code = self.kiosk.code(*count);
                self.kiosk.own = code.clone();
                let (name, telephone) = others::somebody(&mut self.random);
                self.kiosk.shown = telephone[7..].to_owned();
                let whom = others::somebody(&mut self.random).0;
                self.kiosk.submit(What::RegisterVisit(RegisterVisit {
                    code: code.to_string(),
                    name,
                    telephone,
                    whom,
                    purpose: Purpose::Other.into(),
                    people: 1,
                    ..RegisterVisit::default()
                }))
            }
            Question::LeaveOwn => {
                let (code, shown) = (self.kiosk.own.to_string(), self.kiosk.shown.clone());
                self.kiosk.submit(What::LeaveVisit(LeaveVisit { code, shown }))
            }
            Question::LeaveAsAnother { code } => {
                let shown = others::NOBODYS_DIGITS.to_owned();
                self.kiosk.submit(What::LeaveVisit(LeaveVisit { code: code.clone(), shown }))
            }
            Question::ComeAsAnother { code } => {
                let (known, shown) = (code.clone(), others::NOBODYS_DIGITS.to_owned());
                let code = self.kiosk.code(9_999).to_string();
                self.kiosk.submit(What::ComeByCode(ComeByCode { code, known, shown, ..ComeByCode::default() }))
            }
            Question::Report => {
                let (name, telephone) = others::somebody(&mut self.random);
                let words = String::from("样本");
                self.kiosk.submit(What::ReportLoss(ReportLoss {
                    name,
                    telephone,
                    lost_when: words.clone(),
                    lost_where: words,
                    ..ReportLoss::default()
                }))
            }
            Question::Survey { round } => {
                let sitting = format!("sitting-{round}");
                self.kiosk.submit(What::AnswerSurvey(AnswerSurvey {
                    form: "none".into(),
                    area: "none".into(),
                    face: Face::Happy.into(),
                    sitting,
                    matter: String::new(),
                }))
            }
            Question::Ring => self.kiosk.submit(What::RingCounter(RingCounter {})),
            Question::Garbage { sealed } => self.kiosk.deliver(sealed.clone().into()),
            Question::Oversized => self.kiosk.call("Deliver", vec![0; 70 * 1024].into()),
            Question::NoIncarnation => {
                self.kiosk.call("Deliver", DeliverRequest { seq: 1, ..DeliverRequest::default() }.encode_to_vec().into())
            }
            Question::Again => self.kiosk.say_again(),
        };
        vec![answer, self.kiosk.call("Greet", greet.encode_to_vec().into()), self.kiosk.call("WatchLobby", Bytes::new())]
    }
}
