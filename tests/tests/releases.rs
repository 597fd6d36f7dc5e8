//! Goods releases over the wire (G-1, B-15): one number each, used once, signed, and forgotten with
//! whoever carried the goods.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::registers::releases::{Command, Fees, Refusal, Release, Status};
use domain::registers::staff::{self, Hand};
use domain::{Command as Any, RecordRef, Refusal as AnyRefusal, Station, rights};
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{HelloRequest, Outcome, SubmitRequest};
use std::collections::BTreeSet;
use tests::harness::forge::release_of;
use tests::harness::{Answer, Credential, LEAD, OPERATOR, OPERATOR_TWO, Property, SUPERVISOR, Staff, person, pin, telephone, told, within};
use values::{At, Id, LocalDay, MINUTE_MS};

const HOUR: i64 = 60;

/// The counter, and two desks of the control room.
fn desks(property: &Property) -> (Staff, [Staff; 2]) {
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(LEAD);
    let gates = [("gate 1", OPERATOR), ("gate 2", OPERATOR_TWO)].map(|(name, who)| {
        let mut gate = property.staff(Station::ControlRoom, name);
        gate.sign_in(who);
        gate
    });
    (counter, gates)
}

fn issued(counter: &mut Staff) -> Id<Release> {
    let release: Id<Release> = counter.new_id();
    counter.sign(LEAD, release_of(release.clone())).done();
    release
}

fn confirm(release: &Id<Release>, counted: [u32; 2]) -> Command {
    Command::Confirm { release: release.clone(), counted: counted.to_vec() }
}

fn slip(staff: &Staff, release: &Id<Release>) -> Release {
    staff.state().release.get(release).unwrap().clone()
}

#[test]
fn g1_two_counters_at_once_never_give_one_number() {
    let property = Property::new();
    let mut counters = ["counter 1", "counter 2"].map(|name| property.staff(Station::Counter, name));
    let mut numbers = BTreeSet::new();
    for _ in 0..4 {
        // Both make up a number on their own copy before either is answered.
        let asked = counters.each_mut().map(|counter| {
            let release: Id<Release> = counter.new_id();
            (release.clone(), counter.submit_signed(LEAD, release_of(release)))
        });
        for (counter, (_, seq)) in counters.iter_mut().zip(&asked) {
            counter.answer(*seq).done();
        }
        let [counter, other] = &mut counters;
        counter.until_level(&property);
        other.until_level(&property);
        for (release, _) in asked {
            assert_eq!(slip(counter, &release).number, slip(other, &release).number);
            assert!(numbers.insert(slip(counter, &release).number), "{numbers:?}");
        }
    }
    assert_eq!(
        numbers.first().zip(numbers.last()),
        Some((&"2026-0001".to_owned(), &"2026-0008".to_owned())),
        "and no number is left out"
    );
}

#[test]
fn b15_of_two_gates_at_once_one_lets_the_goods_out() {
    let property = Property::new();
    let (mut counter, mut gates) = desks(&property);
    let release = issued(&mut counter);
    gates.iter_mut().for_each(|gate| gate.until_level(&property));
    let asked = gates.each_mut().map(|gate| gate.submit(confirm(&release, [1, 12])));
    let [first, second] = gates.each_mut();
    let answers = [first.answer(asked[0]), second.answer(asked[1])];
    let (done, refused): (Vec<Answer>, Vec<Answer>) = answers.into_iter().partition(|a| matches!(a, Answer::Committed(_)));
    assert_eq!((done.len(), refused.len()), (1, 1));
    let refused = refused.into_iter().map(Answer::refusal).next();
    assert!(matches!(refused, Some(AnyRefusal::Releases(Refusal::AlreadyUsed { .. }))), "{refused:?}");
    counter.until_level(&property);
    assert!(slip(&counter, &release).is_used());
}

#[test]
fn b15_a_mismatch_is_seen_at_the_counter_and_a_new_slip_closes_the_old_one() {
    let mut property = Property::new();
    let (mut counter, [mut gate, _other]) = desks(&property);
    let old = issued(&mut counter);
    gate.until_level(&property);
    gate.ask(confirm(&old, [1, 11])).done();
    counter.until("the flag", |c| c.state().releases_waiting(LocalDay::of(c.told.clock, 480)).count() == 1);
    assert!(matches!(gate.ask(confirm(&old, [1, 12])).refusal(), AnyRefusal::Releases(Refusal::Mismatched { .. })));

    let new: Id<Release> = counter.new_id();
    let mut issue = release_of(new.clone());
    if let Command::Issue { replaces, fees, .. } = &mut issue {
        (*replaces, *fees) = (Some(old.clone()), Fees::Owed { reason: told("样本理由") });
    }
    let not_hers = counter.sign(SUPERVISOR, issue.clone()).refusal();
    assert_eq!(not_hers, AnyRefusal::Right(rights::Refusal::PinNeeded), "each with their own PIN");
    counter.sign(LEAD, issue).done();
    gate.until_level(&property);
    let today = LocalDay::of(property.clock().now(), 480);
    assert_eq!(slip(&gate, &old).status(today), Status::Replaced);
    gate.ask(confirm(&new, [1, 12])).done();

    // Each slip has its issuer's hand, over the slip as it was issued, and so it verifies.
    counter.until_level(&property);
    for release in [&old, &new] {
        let of = RecordRef::to(release);
        let hands: Vec<_> = counter.state().signature.iter().filter(|s| s.of == of).map(|s| (s.hand, s.person.clone())).collect();
        assert_eq!(hands, [(Hand::Release, person(LEAD))], "{of}");
    }
    property.stop();
    let report = property.verified();
    assert!(report.sound && report.signatures == 2, "{:?}", report.damage);
}

/// A gate below its own rules: it says itself when something was made.
struct Gate {
    credential: Credential,
    seq: u64,
}

impl Gate {
    fn submits(&mut self, property: &Property, command: impl Into<Any>, pin: String, made_at: At) -> Outcome {
        let command: Any = command.into();
        let now = property.clock().now();
        let hello = HelloRequest { protocol_min: 1, protocol_max: 2, clock_ms: now.0, ..HelloRequest::default() };
        let submit = SubmitRequest {
            epoch: Bytes::from(property.desk().identity.epoch.to_vec()),
            incarnation: vec![0xaa; 16].into(),
            seq: self.seq,
            command: serde_json::to_vec(&command).unwrap().into(),
            made_at_ms: made_at.0,
            offline: made_at != now,
            pin,
            ..SubmitRequest::default()
        };
        self.seq += 1;
        property.runtime().block_on(within(async {
            let mut server = DeskServiceClient::new(self.credential.channel(property.address()).await.unwrap());
            server.hello(hello).await.unwrap();
            server.submit(submit).await.unwrap().into_inner().outcome()
        }))
    }
}

#[test]
fn b15_what_the_gate_counted_in_time_counts_although_the_line_comes_back_the_next_day() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut gate = Gate {
        credential: Credential::enrolled(&property, Station::ControlRoom, "gate"),
        seq: 1,
    };
    let (begun, sign_in) = (property.clock().now(), staff::Command::SignIn { person: person(OPERATOR) });
    assert_eq!(gate.submits(&property, sign_in, pin(OPERATOR), begun), Outcome::Committed);
    let [in_time, too_late] = [0, 1].map(|_| issued(&mut counter));
    // It is ten: midnight is fourteen hours away, and the line comes back at noon of the next day.
    property.clock().minutes_pass(26 * HOUR);
    let made = |hours: i64| begun.plus(hours * HOUR * MINUTE_MS);
    assert_eq!(gate.submits(&property, confirm(&in_time, [1, 12]), String::new(), made(13)), Outcome::Committed);
    assert_eq!(gate.submits(&property, confirm(&too_late, [1, 12]), String::new(), made(15)), Outcome::Refused);
    counter.until_level(&property);
    let today = LocalDay::of(property.clock().now(), 480);
    assert_eq!([&in_time, &too_late].map(|r| slip(&counter, r).status(today)), [Status::Used, Status::Unreconciled]);
    assert_eq!(slip(&counter, &in_time).counted.unwrap().at, made(13));
}

#[test]
fn q3_whoever_carried_goods_is_found_by_telephone_and_forgotten_once_they_have_left() {
    let property = Property::new();
    let (mut counter, [mut gate, _other]) = desks(&property);
    let release: Id<Release> = counter.new_id();
    let mut issue = release_of(release.clone());
    if let Command::Issue { telephone: number, .. } = &mut issue {
        *number = Some(telephone("13800000777"));
    }
    counter.sign(LEAD, issue).done();
    let asked = |erase: bool| {
        let found = property.operator().person("13800000777", LEAD, erase).unwrap();
        found.into_iter().map(|f| (f.family, f.erased, f.kept)).collect::<Vec<_>>()
    };
    let family = RecordRef::to(&release).to_string();
    assert_eq!(asked(true), [(family.clone(), false, "open".to_owned())], "the goods are not out yet");
    gate.until_level(&property);
    gate.ask(confirm(&release, [1, 12])).done();
    counter.until("the erasing", |c| c.state().release.get(&release).is_some_and(|r| r.carrier.clear().is_none()));
    let left = slip(&counter, &release);
    assert!(left.is_used() && left.number == "2026-0001", "what happened stays");
    assert!(left.goods.iter().all(|goods| goods.name.clear().is_none() && goods.count > 0));
    assert_eq!(asked(false), []);
}
