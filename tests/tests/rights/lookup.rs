//! B-02: the kiosk learns nothing about anybody, whatever it asks.

use domain::Station;
use domain::registers::visits::{Command, Host, Purpose};
use prost::Message;
use prost::bytes::Bytes;
use proto::v1::{DeliverRequest, GreetRequest, KioskRefusal, WatchLobbyResponse};
use std::collections::BTreeSet;
use terminal::LobbyOutcome;
use tests::harness::descriptor::fields_answered_by;
use tests::harness::{CLERK, Credential, Property, call, name, telephone, told};
use values::VisitCode;

/// What a field that could carry somebody's data would be called.
const SUSPICIOUS: [&str; 23] = [
    "name",
    "telephone",
    "phone",
    "mobile",
    "visitor",
    "visit",
    "person",
    "people",
    "occupant",
    "resident",
    "contact",
    "host",
    "whom",
    "identity",
    "document",
    "photo",
    "plate",
    "code",
    "address",
    "mail",
    "pass",
    "staff",
    "reporter",
];

/// The fields that sound so and are not: each with what it holds instead.
const HARMLESS: [(&str, &str); 14] = [
    ("GreetResponse.code_from", "where the codes are free that the kiosk makes itself"),
    ("GreetResponse.code_room", "how many of them"),
    ("GreetResponse.identity", "which history this is"),
    ("Lobby.counter_telephone", "the property's own"),
    ("Lobby.control_room_telephone", "the property's own"),
    ("MapMark.name", "of a door or a stair"),
    ("MapShape.name", "of a room or a road"),
    ("SurveyArea.code", "of a service"),
    ("SurveyArea.name", "of a service"),
    ("SurveyReason.code", "of what may be liked about a service"),
    ("SurveyReason.name", "of what may be liked about a service"),
    ("VisitQuestions.identity", "whether the property asks for a number"),
    ("VisitQuestions.photo", "whether the property offers to take one"),
    ("VisitQuestions.plate", "whether the property asks for it"),
];

#[test]
fn b02_no_answer_to_a_kiosk_has_a_field_for_anybodys_data() {
    let fields = fields_answered_by("KioskService");
    for must in ["Lobby.directory", "DirectoryUnit.number", "Phrase.zh", "DeliverResponse.refusal", "GreetResponse.seal_to"] {
        assert!(fields.contains(must), "{must} is not reached: the walk is broken");
    }
    let harmless: BTreeSet<&str> = HARMLESS.iter().map(|(field, _)| *field).collect();
    for field in &fields {
        let (_, name) = field.split_once('.').unwrap();
        let suspicious = name.split('_').any(|part| SUSPICIOUS.contains(&part));
        assert!(!suspicious || harmless.contains(field.as_str()), "{field} could carry somebody's data");
    }
    let gone: Vec<_> = harmless.iter().filter(|h| !fields.contains(**h)).collect();
    assert!(gone.is_empty(), "no longer there: {gone:?}");
    assert!(fields.len() < 100, "{} fields: is this still a narrow service?", fields.len());
}

#[test]
fn b02_nothing_that_a_kiosk_may_ask_tells_of_an_earlier_visitor_or_a_resident() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let (seq, code) = kiosk.register("马克样本", "13811112222");
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    let register = Command::Register {
        visit: counter.new_id(),
        code: VisitCode::parse("029999").unwrap(),
        name: name("马克样本"),
        telephone: Some(telephone("13811113333")),
        host: Host { unit: None, whom: Some(told("马克主人")) },
        purpose: Purpose::Other,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    counter.ask(register).done();

    // The answer to a code that is not theirs is the same whether or not somebody has it.
    for (code, shown) in [("990000", "2222"), (code.as_str(), "1111"), ("029999", "2222")] {
        let seq = kiosk.leave(code, shown);
        assert_eq!(kiosk.answer(seq), (LobbyOutcome::Refused, KioskRefusal::UnknownCode));
    }

    let other = Credential::enrolled(&property, Station::Kiosk, "kiosk 2");
    let greet = GreetRequest { protocol_min: 1, protocol_max: 1, ..GreetRequest::default() };
    let deliver = DeliverRequest {
        incarnation: vec![1; 16].into(),
        seq: 1,
        sealed: Bytes::from_static(b"nothing"),
        ..DeliverRequest::default()
    };
    let asked = [("Greet", greet.encode_to_vec()), ("Deliver", deliver.encode_to_vec()), ("WatchLobby", Vec::new())];
    let mut answers = Vec::new();
    for (method, request) in asked {
        let answer = property.runtime().block_on(async {
            let channel = other.channel(property.address()).await.unwrap();
            call(channel, &format!("/dutydesk.v1.KioskService/{method}"), request.into()).await.unwrap()
        });
        answers.push((method, answer));
    }
    let lobby = WatchLobbyResponse::decode(answers[2].1.clone()).unwrap().lobby.unwrap();
    assert_eq!(lobby.directory.len(), 3, "the directory is there: {:?}", lobby.property);
    let markers = [
        "马克样本",
        "马克主人",
        "13811112222",
        "13811113333",
        "2222",
        code.as_str(),
        "029999",
        "样本住户丙",
        "样本联系人甲",
        "13800000901",
        "13800000904",
    ];
    for (method, answer) in &answers {
        for marker in markers {
            let found = answer.windows(marker.len()).any(|w| w == marker.as_bytes());
            assert!(!found, "{method} told of {marker}");
        }
    }
}
