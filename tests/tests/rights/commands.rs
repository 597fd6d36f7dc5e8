//! Every command from every station.

use domain::registers::staff::Person;
use domain::rights::{Refusal, Role, Who, right};
use domain::{Actor, Command, Refusal as Any, Stamp, State, Station, decide};
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{Outcome, SubmitRequest};
use std::collections::{BTreeMap, BTreeSet};
use tests::harness::{Credential, MONDAY, Property, id, script, source};
use values::Id;

/// Where, and by whom: "kd" kiosk and both desks, "d" both desks, "c" the counter alone,
/// "k" the kiosk, "o" the operator, "t" the clock; "station" nobody need be signed in,
/// "anyone" any signed-in person, "signs …" a PIN comes with it.
const TABLE: [(&str, &str, &str); 65] = [
    ("archive.accept_history", "o", "station"),
    ("archive.consult", "d", "anyone"),
    ("archive.export", "o", "station"),
    ("archive.sweep", "t", "station"),
    ("calls.answer", "d", "station"),
    ("calls.ring", "k", "station"),
    ("clock.confirm", "d", "signs lead supervisor manager general_manager security_supervisor"),
    ("clock.confirm_named", "o", "station"),
    ("clock.doubt", "t", "station"),
    ("emergencies.acknowledge", "d", "station"),
    ("emergencies.ring_again", "t", "station"),
    ("emergencies.ring_next", "t", "station"),
    ("emergencies.stand_down", "d", "anyone"),
    ("emergencies.start", "d", "station"),
    ("emergencies.tick_roll", "d", "station"),
    ("emergencies.tick_step", "d", "station"),
    ("erasures.erase", "c", "signs lead supervisor manager general_manager"),
    ("erasures.erase_named", "o", "station"),
    ("erasures.find", "o", "station"),
    ("erasures.lapse", "t", "station"),
    ("erasures.reapply", "o", "station"),
    ("handover.add_addendum", "d", "anyone"),
    ("handover.clear", "d", "anyone"),
    ("handover.count", "d", "anyone"),
    ("handover.object", "d", "anyone"),
    ("handover.open", "d", "anyone"),
    ("handover.override", "d", "signs manager general_manager"),
    ("handover.read_back", "d", "anyone"),
    ("handover.remark", "d", "anyone"),
    ("handover.review", "c", "signs lead supervisor manager general_manager"),
    ("handover.sign_incoming", "d", "signs clerk lead supervisor manager control_room_operator security_supervisor"),
    ("handover.sign_outgoing", "d", "signs anyone"),
    ("handover.special", "d", "anyone"),
    ("handover.take_up", "d", "anyone"),
    ("handover.withdraw", "d", "anyone"),
    ("keys.acknowledge_loss", "d", "signs anyone"),
    ("keys.change_lock", "d", "anyone"),
    ("keys.close_loss", "c", "lead supervisor manager general_manager"),
    ("keys.issue", "d", "lead supervisor manager general_manager security_supervisor"),
    ("keys.mark_damaged", "d", "anyone"),
    ("keys.name_keys", "d", "anyone"),
    ("keys.repaired", "d", "lead supervisor manager general_manager security_supervisor"),
    ("keys.report_loss", "kd", "visitor or anyone"),
    ("keys.return", "d", "anyone"),
    ("matters.add_note", "d", "anyone"),
    ("matters.claim", "d", "anyone"),
    ("matters.finish", "d", "anyone"),
    ("matters.hand_to", "d", "anyone"),
    ("matters.release", "d", "anyone"),
    ("matters.take", "d", "anyone"),
    ("matters.transfer", "d", "anyone"),
    ("property.import", "o", "station"),
    ("staff.set_credential", "o", "station"),
    ("staff.sign_in", "d", "station"),
    ("staff.sign_out", "d", "station"),
    ("surveys.add_word", "k", "station"),
    ("surveys.answer", "k", "station"),
    ("terminals.enrol", "o", "station"),
    ("terminals.find_gap", "t", "station"),
    ("terminals.note_gap", "d", "lead supervisor manager general_manager"),
    ("terminals.revoke", "o", "station"),
    ("visits.issue_pass", "d", "anyone"),
    ("visits.register", "kd", "visitor or anyone"),
    ("visits.sign_out", "d", "anyone"),
    ("visits.sign_out_by_code", "kd", "visitor or anyone"),
];

fn stations(letters: &str) -> BTreeSet<Station> {
    let of = |letter| match letter {
        'k' => vec![Station::Kiosk],
        'd' => vec![Station::Counter, Station::ControlRoom],
        'c' => vec![Station::Counter],
        'o' => vec![Station::Operator],
        't' => vec![Station::Clock],
        other => panic!("{other}"),
    };
    letters.chars().flat_map(of).collect()
}

fn who(command: &Command) -> String {
    let names = |roles: &[Role]| -> String {
        if roles == Role::ALL {
            return "anyone".into();
        }
        let name = |r: &Role| serde_json::to_value(r).unwrap().as_str().unwrap().to_owned();
        roles.iter().map(name).collect::<Vec<_>>().join(" ")
    };
    match right(command).who {
        Who::Station => "station".into(),
        Who::VisitorOrSignedIn => "visitor or anyone".into(),
        Who::SignedIn(roles) => names(roles),
        Who::Signs(_, roles) => format!("signs {}", names(roles)),
    }
}

/// One command of every name; fails where the list or the table lacks one.
fn commands() -> BTreeMap<String, Command> {
    let commands = script::one_of_each();
    let known = source::command_names();
    assert_eq!(commands.keys().cloned().collect::<BTreeSet<_>>(), known, "the scripted day uses every command");
    assert_eq!(
        TABLE.iter().map(|(n, ..)| (*n).to_owned()).collect::<BTreeSet<_>>(),
        known,
        "the table has a row for every command"
    );
    commands
}

#[test]
fn s2_every_command_is_refused_at_every_station_that_the_table_does_not_name() {
    let (commands, state) = (commands(), State::default());
    for (name, letters, by) in TABLE {
        let (command, allowed) = (&commands[name], stations(letters));
        assert_eq!(who(command), by, "{name}");
        assert_eq!(right(command).stations.iter().copied().collect::<BTreeSet<_>>(), allowed, "{name}");
        for station in Station::ALL {
            let refusal = decide(&state, command, &stamp(station)).err();
            let not_here = refusal == Some(Any::Right(Refusal::NotAtThisStation));
            assert_eq!(not_here, !allowed.contains(&station), "{name} at {station:?}: {refusal:?}");
        }
    }
}

#[test]
fn s2_without_a_person_or_with_another_role_nothing_that_asks_for_one_is_done() {
    let property = Property::new();
    let (commands, state) = (commands(), property.desk().state().clone());
    for (name, letters, by) in TABLE.iter().filter(|(.., by)| *by != "station") {
        let station = *stations(letters).iter().next_back().unwrap();
        let signs = by.starts_with("signs");
        let nobody = if signs { Refusal::PinNeeded } else { Refusal::SignInFirst };
        assert_eq!(decide(&state, &commands[*name], &stamp(station)).err(), Some(Any::Right(nobody)), "{name}");
        for person in state.person.iter() {
            let refusal = decide(&state, &signed_by(&commands[*name], &person.id), &by_person(station, person)).err();
            let role_lacks = matches!(refusal, Some(Any::Right(Refusal::NotYourRole { .. })));
            let role = |r: &Role| by.contains(serde_json::to_value(r).unwrap().as_str().unwrap());
            let may = by.contains("anyone") || person.roles.iter().any(role);
            assert_eq!(role_lacks, !may, "{name} by {}: {refusal:?}", person.id);
        }
    }
}

/// The command as this person would sign it.
fn signed_by(command: &Command, person: &Id<Person>) -> Command {
    let mut form = serde_json::to_value(command).unwrap();
    let signer = form
        .as_object_mut()
        .and_then(|f| f.values_mut().next()?.as_object_mut()?.values_mut().next()?.get_mut("person"));
    if let (Some(signer), true) = (signer, matches!(right(command).who, Who::Signs(..))) {
        *signer = serde_json::to_value(person).unwrap();
    }
    serde_json::from_value(form).unwrap()
}

fn by_person(station: Station, person: &Person) -> Stamp {
    Stamp {
        actor: Actor::Person(person.id.clone()),
        proof: Some(person.id.clone()),
        ..stamp(station)
    }
}

fn stamp(station: Station) -> Stamp {
    let (terminal, incarnation) = (id("terminal-1"), "a".into());
    Stamp {
        revision: 1_000,
        at: MONDAY,
        actor: Actor::Station,
        station,
        terminal,
        seq: 1,
        incarnation,
        offline: None,
        proof: None,
        clock_shows: None,
    }
}

/// The same over the wire: what a terminal says about itself does not matter.
#[test]
fn s1_the_server_knows_the_station_from_the_certificate() {
    let (commands, property) = (commands(), Property::new());
    for station in [Station::Counter, Station::ControlRoom] {
        let terminal = Credential::enrolled(&property, station, station.name());
        let epoch = Bytes::from(property.desk().identity.epoch.to_vec());
        let answers = property.runtime().block_on(async {
            let mut server = DeskServiceClient::new(terminal.channel(property.address()).await.unwrap());
            let mut answers = Vec::new();
            for (seq, (name, ..)) in (1..).zip(TABLE) {
                let command = serde_json::to_vec(&commands[name]).unwrap().into();
                let request = SubmitRequest {
                    epoch: epoch.clone(),
                    incarnation: vec![3; 16].into(),
                    seq,
                    command,
                    ..SubmitRequest::default()
                };
                answers.push(server.submit(request).await.unwrap().into_inner());
            }
            answers
        });
        for ((name, letters, _), answer) in TABLE.iter().zip(answers) {
            let refusal: Option<Any> = serde_json::from_slice(&answer.refusal).ok();
            let not_here = refusal == Some(Any::Right(Refusal::NotAtThisStation));
            assert_eq!(not_here, !stations(letters).contains(&station), "{name} at {station:?}: {refusal:?}");
            assert_ne!(answer.outcome(), Outcome::Unreadable, "{name}");
        }
    }
    let state = property.desk().state();
    assert!(state.terminal.iter().all(|t| t.id.as_str() != "kiosk-1"), "no terminal enrols another");
}
