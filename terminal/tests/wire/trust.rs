//! Whom a terminal trusts, and who trusts it.

use crate::ca::Ca;
use crate::property::{Property, SERVER_YEARS};
use crate::told;
use std::sync::Arc;
use terminal::Event;

fn online(event: &Event) -> bool {
    matches!(event, Event::Online { .. })
}

#[test]
fn dates_are_ignored_and_the_ca_and_the_name_are_not() {
    let property = Property::start();
    let stranger = Ca::new();
    let name = proto::SERVER_NAME;
    let table = [
        ("expired", property.ca.server(name, (2001, 2003)), true),
        ("not yet valid", property.ca.server(name, (2090, 2099)), true),
        ("of another CA", stranger.server(name, SERVER_YEARS), false),
        ("expired, of another CA", stranger.server(name, (2001, 2003)), false),
        ("of another name", property.ca.server("terminal.dutydesk.internal", SERVER_YEARS), false),
    ];
    for (what, leaf, accepted) in table {
        let (_dir, mut identity) = property.terminal("counter");
        let server = Property::with(Arc::clone(&property.ca), leaf, &[], None);
        server.house.change(|state| state.admitted = property.house.state().admitted.clone());
        identity.server_moved(server.address()).unwrap();
        let mut desk = told::desk(identity);
        let events = desk.until_any(what, |event| online(event) || matches!(event, Event::Offline { .. } | Event::NotAdmitted));
        assert_eq!(events.iter().any(online), accepted, "{what}: {events:?}");
        if let [Event::Offline { why }] = events.as_slice() {
            assert!(why.contains("not this property's server"), "{what}: {why}");
        }
        assert_eq!(desk.link.online(), accepted, "{what}");
    }
}

#[test]
fn a_terminal_that_is_not_admitted_says_so_and_goes_on_asking() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let admitted = property.house.change(|state| std::mem::take(&mut state.admitted));
    let mut desk = told::desk(identity);
    let events = desk.until_any("the refusal", |event| matches!(event, Event::NotAdmitted));
    assert_eq!(events, [Event::NotAdmitted]);
    property.house.change(|state| state.admitted = admitted);
    desk.until_any("the greeting", online);
}

#[test]
fn a_certificate_that_tls_refuses_is_not_admitted_either() {
    let property = Property::start();
    let (_dir, mut identity) = property.terminal("counter");
    let leaf = property.ca.server(proto::SERVER_NAME, SERVER_YEARS);
    let strict = Property::with(Arc::clone(&property.ca), leaf, &[], Some(&Ca::new()));
    identity.server_moved(strict.address()).unwrap();
    let mut desk = told::desk(identity);
    desk.until_any("the refusal", |event| matches!(event, Event::NotAdmitted));
}

#[test]
fn the_reason_for_an_absence_is_told_once() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("control_room");
    let mut desk = told::desk(identity);
    desk.until_any("the greeting", online);
    for round in 0..3 {
        property.house.relay.unplug();
        desk.until_any("the absence", |event| matches!(event, Event::Offline { .. }));
        property.house.relay.plug_in();
        desk.clear();
        let events = desk.until_any("the greeting", online);
        assert!(events.len() <= 3, "round {round}: {events:?}");
        desk.clear();
    }
}
