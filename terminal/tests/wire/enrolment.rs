//! How a machine becomes a terminal.

use crate::ca::Ca;
use crate::property::{Property, SECRET, SERVER_YEARS};
use crate::told;
use std::fs;
use std::sync::Arc;
use terminal::pairing::{ALPHABET, PairingCode, PairingError};
use terminal::{EnrolError, Event, Identity, IdentityError, enrol};

#[test]
fn a_code_makes_a_terminal_that_the_server_admits() {
    let property = Property::start();
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("made by the enrolment");
    let code = property.code("counter").to_lowercase().replace('-', " ");
    let identity = enrol(&dir, property.address(), &code).unwrap();
    assert_eq!((identity.terminal(), identity.station()), ("counter1", "counter"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(dir.join("key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let mut desk = told::desk(Identity::load(&dir).unwrap());
    desk.until_any("the greeting", |event| matches!(event, Event::Online { terminal, .. } if terminal == "counter1"));
    drop(desk);
    assert_eq!(Identity::load(&dir).unwrap().name(), Some("东门柜台"));
}

#[test]
fn a_wrong_digit_is_said_and_the_ca_half_never_reaches_the_server() {
    let property = Property::start();
    let code = property.code("counter");
    let dir = tempfile::tempdir().unwrap();
    let last = code.len() - 1;
    for (at, in_secret) in [(0, true), (14, true), (18, false), (30, false), (last, false)] {
        let digit = ALPHABET.find(code.as_bytes()[at] as char).unwrap();
        // The last digit's lowest bit is always 0.
        let wrong = &ALPHABET[(digit ^ 16)..=(digit ^ 16)];
        let mut typed = code.clone();
        typed.replace_range(at..=at, wrong);
        let calls = property.house.state().enrol_calls;
        let error = enrol(dir.path(), property.address(), &typed).unwrap_err();
        assert!(error.to_string().contains("check each digit"), "digit {at}: {error}");
        match error {
            EnrolError::Refused(_) => assert!(in_secret, "digit {at}"),
            EnrolError::AnotherServer { .. } => assert!(!in_secret, "digit {at}"),
            other => panic!("digit {at}: {other}"),
        }
        let asked = property.house.state().enrol_calls - calls;
        assert_eq!(asked, usize::from(in_secret), "digit {at}");
    }
    let short = enrol(dir.path(), property.address(), &code[1..]).unwrap_err();
    assert!(matches!(short, EnrolError::Code(PairingError::Length { found: 28 })));
    assert!(matches!(Identity::load(dir.path()), Err(IdentityError::NotEnrolled { .. })));
    enrol(dir.path(), property.address(), &code).unwrap();
}

#[test]
fn a_server_of_another_ca_learns_nothing() {
    let property = Property::start();
    let code = property.code("counter");
    let other = Arc::new(Ca::new());
    let leaf = || other.server(proto::SERVER_NAME, SERVER_YEARS);
    let strangers = [
        Property::with(Arc::clone(&other), leaf(), &[], None),
        // It shows the right CA's certificate, which is public, behind its own.
        Property::with(Arc::clone(&other), leaf(), std::slice::from_ref(&property.ca.der), None),
        // Under the right CA, but not as the server.
        Property::with(Arc::clone(&property.ca), property.ca.server("terminal.dutydesk.internal", SERVER_YEARS), &[], None),
    ];
    for (number, stranger) in strangers.iter().enumerate() {
        stranger.code("counter");
        let dir = tempfile::tempdir().unwrap();
        let error = enrol(dir.path(), stranger.address(), &code).unwrap_err();
        assert!(matches!(error, EnrolError::AnotherServer { .. }), "stranger {number}: {error}");
        assert_eq!(stranger.house.state().enrol_calls, 0, "stranger {number}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "stranger {number}");
    }
}

#[test]
fn a_terminal_is_enrolled_once_and_an_unenrolled_one_is_told_how() {
    let property = Property::start();
    let (dir, _) = property.terminal("counter");
    let code = PairingCode::new(SECRET, &property.ca.der).encode().unwrap();
    let again = enrol(dir.path(), property.address(), &code).unwrap_err();
    assert!(matches!(again, EnrolError::AlreadyEnrolled { terminal } if terminal == "counter1"));

    fs::remove_file(dir.path().join("terminal.json")).unwrap();
    let error = Identity::load(dir.path()).unwrap_err();
    assert!(error.to_string().contains("not enrolled") && error.to_string().contains("--enrol"));
    fs::create_dir(dir.path().join("outbox")).unwrap();
    let again = enrol(dir.path(), property.address(), &code).unwrap_err();
    assert!(matches!(again, EnrolError::NotEmpty));
}
