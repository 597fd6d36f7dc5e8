//! whom the server lets in nowhere stands in the chain, counted.

use domain::Station;
use domain::registers::terminals::Barrier;
use prost::bytes::Bytes;
use std::collections::BTreeMap;
use tests::harness::{Credential, Property, call};
use values::Id;

#[test]
fn q1_whoever_is_let_in_nowhere_is_counted_in_the_chain() {
    let mut property = Property::new();
    let kiosk = Credential::enrolled(&property, Station::Kiosk, "kiosk 1");
    let revoked = Credential::enrolled(&property, Station::Counter, "counter 1");
    let code = property.pair(Station::Counter, "counter 2");
    property.revoke(&revoked.terminal);
    let knocks = |credential: &Credential, path: &str, times: usize| {
        property.runtime().block_on(async {
            let Ok(channel) = credential.channel(property.address()).await else { return };
            for _ in 0..times {
                call(channel.clone(), path, Bytes::new()).await.unwrap_err();
            }
        });
    };
    knocks(&Credential::nobody(&property), "/dutydesk.v1.DeskService/Hello", 3);
    knocks(&Credential::foreign(&property), "/dutydesk.v1.DeskService/Hello", 1);
    knocks(&kiosk, "/dutydesk.v1.DeskService/Hello", 4);
    knocks(&revoked, "/dutydesk.v1.DeskService/Hello", 5);
    let wrong = code.replace(|digit| digit != 'A' && digit != '-', "A");
    assert!(terminal::enrol(&property.beside("x"), &property.address().to_string(), &wrong).is_err());
    knocks(&Credential::nobody(&property), "/dutydesk.v1.EnrolService/Enrol", 2);
    property.stop();
    property.start();
    let mut counted = BTreeMap::new();
    for row in property.desk().state().turned_away.iter().flat_map(|note| &note.rows) {
        *counted.entry((row.barrier, row.terminal.as_ref().map(Id::to_string))).or_insert(0) += row.times;
    }
    let foreign = counted.remove(&(Barrier::Handshake, None));
    assert!(foreign >= Some(1), "{foreign:?}");
    let expected = [
        ((Barrier::NoTerminal, None), 3),
        ((Barrier::Revoked, Some(revoked.terminal.clone())), 5),
        ((Barrier::NotForStation, Some(kiosk.terminal.clone())), 4),
        ((Barrier::OneTimeCode, None), 2),
    ];
    assert_eq!(counted, expected.into());
}
