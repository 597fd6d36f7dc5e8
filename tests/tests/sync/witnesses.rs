//! Terminals are witnesses: a server that is behind or beside what they have seen publishes
//! nothing until a person has answered for it.

use super::gaps::take;
use domain::registers::emergencies;
use domain::{Kind, Station};
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{Cursor, HelloRequest, Witnessed};
use serde_json::Value;
use server::data_dir::DataDir;
use server::fault::Fault;
use server::operation::accept::{Accepted, accept};
use terminal::LobbyOutcome;
use tests::harness::{CLERK, Credential, Kiosk, LEAD, Property, Staff, copy_dir, entries_of, id, within};
use tonic::{Code, Status};

struct House {
    property: Property,
    counter: Staff,
    control: Staff,
    kiosk: Kiosk,
}

impl House {
    /// Two matters are taken; then the disk is copied, and three more are taken.
    fn with_an_older_copy() -> Self {
        let property = Property::new();
        let counter = property.staff(Station::Counter, "counter 1");
        let control = property.staff(Station::ControlRoom, "control room");
        let kiosk = property.kiosk("kiosk 1");
        let mut house = Self { property, counter, control, kiosk };
        house.counter.sign_in(CLERK);
        house.works(2);
        house.property.stop();
        copy_dir(&house.property.data(), &house.property.beside("older"));
        house.property.start();
        house.works(3);
        house
    }

    fn works(&mut self, times: usize) {
        for _ in 0..times {
            let seq = take(&mut self.counter);
            self.counter.answer(seq).done();
        }
        let (seq, _) = self.kiosk.register("样本访客", "13800000111");
        assert_eq!(self.kiosk.answer(seq).0, LobbyOutcome::Committed);
        self.control.until_level(&self.property);
        self.counter.until_level(&self.property);
    }

    /// The older copy is served in place of the disk.
    fn is_put_back(&mut self) {
        self.property.stop();
        std::fs::remove_dir_all(self.property.data()).unwrap();
        copy_dir(&self.property.beside("older"), &self.property.data());
        self.property.start();
    }

    fn stands(&self) -> bool {
        self.property.desk().witnesses.standing().is_some()
    }

    /// A person answers for what is there.
    fn accepts(&mut self) -> Accepted {
        self.property.stop();
        let accepted = accepts(&self.property).unwrap();
        // What was answered before may be answered again.
        for staff in [&mut self.counter, &mut self.control] {
            staff.look();
            staff.told.answers.clear();
        }
        self.kiosk.until("word that the server is away", |k| !k.is_online());
        self.kiosk.answers.clear();
        self.property.start();
        accepted
    }
}

fn accepts(property: &Property) -> Result<Accepted, Fault> {
    accept(&DataDir::existing(&property.data()).unwrap(), LEAD, "样本接受", property.clock().source())
}

#[test]
fn b10_a_server_behind_its_terminals_publishes_nothing_until_a_person_accepts_and_nothing_told_is_lost() {
    let mut house = House::with_an_older_copy();
    let seen = house.property.revision();
    house.is_put_back();
    for staff in [&mut house.counter, &mut house.control] {
        staff.until("the refusal", |s| s.told.contradicted > 0);
        assert_eq!(staff.replica.revision(), seen, "the old state is not shown");
    }
    assert!(house.stands());
    house.kiosk.until("word that the server is away", |k| !k.is_online());
    let faults = house.property.operator().faults();
    assert!(faults.iter().any(|f| f.starts_with("history: terminal c") && f.contains("accept-history")), "{faults:?}");

    // Meanwhile work waits on the terminals, and an emergency starts there.
    let run = house.counter.new_id();
    let start = emergencies::Command::Start { run, procedure: id("fire"), place: None, drill: true, name: None };
    let fire = house.counter.submit(start);
    assert_eq!(house.counter.state().run.len(), 1);
    let (registered, _) = house.kiosk.register("样本访客", "13800000112");

    let head = house.property.revision();
    house.property.stop();
    house.property.start();
    assert!(house.stands(), "a restart publishes nothing either");
    let refused = accepts(&house.property).unwrap_err();
    assert!(refused.to_string().contains("stop it first"), "{refused}");
    assert_eq!(house.property.revision(), head, "nothing was added to it");

    let epoch = house.property.desk().identity.epoch;
    let accepted = house.accepts();
    assert_eq!((accepted.seen, accepted.revision), (seen, head + 1));
    assert_ne!(house.property.desk().identity.epoch, epoch);
    house.counter.until("the answer that waited", |s| s.told.answers.contains_key(&fire));
    house.kiosk.until("the answer that waited", |k| k.answers.contains_key(&registered));
    house.counter.until_level(&house.property);
    house.control.until_level(&house.property);
    let state = house.property.desk().state().clone();
    assert_eq!([Kind::Matter, Kind::Visit, Kind::Run].map(|kind| state.count(kind)), [5, 3, 1], "all of it is there");
    assert!(house.property.operator().faults().iter().all(|f| !f.starts_with("history")));

    house.property.stop();
    let entries: Vec<Value> = entries_of(&house.property.data()).iter().map(|s| serde_json::from_slice(&s.payload).unwrap()).collect();
    let recorded = entries.iter().find(|e| e["name"] == "archive.accept_history").unwrap();
    assert_eq!(recorded["command"]["archive"]["accept_history"]["number"], LEAD);
    assert!(house.property.verified().sound);
    let again = accepts(&house.property).unwrap_err();
    assert!(again.to_string().contains("nothing to accept"), "{again}");
}

#[test]
fn b10_a_server_that_went_on_beside_its_terminals_is_known_by_the_hash_of_what_they_saw() {
    let mut house = House::with_an_older_copy();
    let seen = house.property.revision();
    for cable in [&house.counter.cable, &house.control.cable, &house.kiosk.cable] {
        cable.cut();
    }
    house.is_put_back();
    while house.property.revision() <= seen {
        house.property.operator().reset_pin(LEAD).unwrap();
    }
    assert!(!house.stands(), "nobody was heard yet");
    house.control.cable.heal();
    house.control.until("the refusal", |s| s.told.contradicted > 0);
    assert_eq!(house.control.replica.revision(), seen);
    let standing = house.property.desk().witnesses.standing().unwrap();
    assert_eq!((standing.beside, standing.seen, standing.witness), (true, seen, house.control.id.clone()));
    house.accepts();
    house.counter.cable.heal();
    house.kiosk.cable.heal();
    house
        .counter
        .until("the answers to what this server lacked", |s| s.told.answers.len() >= 3 && s.link.pending().is_empty());
    house.counter.until_level(&house.property);
    house.control.until_level(&house.property);
    assert_eq!(house.property.desk().state().matter.len(), 5);
}

/// What a greeting with this claim comes to.
fn greets(property: &Property, who: &Credential, epoch: [u8; 16], seen: u64, witnessed: Option<(u64, [u8; 32])>) -> Result<(), Status> {
    let hello = HelloRequest {
        protocol_min: 1,
        protocol_max: 1,
        seen: Some(Cursor { epoch: Bytes::from(epoch.to_vec()), revision: seen, view_tag: Bytes::new() }),
        witnessed: witnessed.map(|(revision, hash)| Witnessed { revision, hash: hash.to_vec().into() }),
        ..HelloRequest::default()
    };
    property.runtime().block_on(within(async {
        let mut server = DeskServiceClient::new(who.channel(property.address()).await.unwrap());
        server.hello(hello).await.map(drop)
    }))
}

#[test]
fn a_made_up_claim_stops_the_server_once_names_its_terminal_and_counts_no_more_when_it_was_accepted() {
    for made_up in [(1_000_000, None), (1, Some((1, [7; 32])))] {
        let mut property = Property::new();
        let broken = Credential::enrolled(&property, Station::Counter, "counter 9");
        let mut counter = property.staff(Station::Counter, "counter 1");
        let epoch = property.desk().identity.epoch;
        let head = property.desk().chain();
        // Claims that hold, or of which nothing is known, harm nobody.
        greets(&property, &broken, epoch, head.revision.0, Some((head.revision.0, head.hash.0))).unwrap();
        greets(&property, &broken, [9; 16], 1_000_000, Some((1, [7; 32]))).unwrap();
        let refused = greets(&property, &broken, epoch, made_up.0, made_up.1).unwrap_err();
        assert_eq!(refused.code(), Code::DataLoss);
        counter.until("the end of the stream", |s| s.told.contradicted > 0);
        let named = format!("history: terminal {} has seen", broken.terminal);
        assert!(property.operator().faults().iter().any(|f| f.starts_with(&named)), "{:?}", property.operator().faults());
        let turned_out = made_up.1.is_some();
        if turned_out {
            property.revoke(&broken.terminal);
        }
        property.stop();
        accepts(&property).unwrap();
        property.start();
        assert_eq!(greets(&property, &broken, epoch, made_up.0, made_up.1).is_err(), turned_out);
        counter.until_level(&property);
    }
}
