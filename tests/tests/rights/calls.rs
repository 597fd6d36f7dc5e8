//! Every call of the wire by every kind of caller.

use domain::Station;
use prost::bytes::Bytes;
use std::collections::BTreeSet;
use std::error::Error;
use tests::harness::descriptor::calls;
use tests::harness::{Credential, Property, call};
use tonic::{Code, Status};

/// What a caller is told by the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Let in: whatever is answered comes from behind the gate.
    In,
    /// "This terminal is not admitted."
    Unknown,
    /// "This call is not for your station."
    NotYours,
    /// No connection at all.
    Nothing,
}

use Told::{In, NotYours, Nothing, Unknown};

const CALLERS: [&str; 7] = ["nobody", "another CA's", "kiosk", "counter", "control room", "operator", "revoked"];

/// The whole table: a row for each call, a column for each caller.
const TABLE: [(&str, [Told; 7]); 17] = [
    ("DeskService/Hello", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/Submit", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/Follow", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/History", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("KioskService/Greet", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("KioskService/Deliver", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("KioskService/WatchLobby", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("EnrolService/Enrol", [In, Nothing, In, In, In, In, In]),
    ("OperatorService/Status", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Pair", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Import", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Revoke", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Backup", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/ConfirmTime", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Person", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/RecordExport", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/ResetPin", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
];

#[test]
fn s1_every_call_is_admitted_exactly_as_the_table_says() {
    let described: BTreeSet<String> = calls();
    let listed: BTreeSet<String> = TABLE.iter().map(|(name, _)| format!("/dutydesk.v1.{name}")).collect();
    assert_eq!(listed, described, "a call without a row, or a row without a call");

    let property = Property::new();
    let callers = [
        Credential::nobody(&property),
        Credential::foreign(&property),
        Credential::enrolled(&property, Station::Kiosk, "kiosk 1"),
        Credential::enrolled(&property, Station::Counter, "counter 1"),
        Credential::enrolled(&property, Station::ControlRoom, "control room"),
        property.operator_credential(),
        Credential::enrolled(&property, Station::Counter, "counter 2"),
    ];
    property.revoke(&callers[6].terminal);
    for (column, caller) in callers.iter().enumerate() {
        for (name, told) in TABLE {
            let answer = property.runtime().block_on(async {
                match caller.channel(property.address()).await {
                    // An empty message is a request with every field at its default.
                    Ok(channel) => call(channel, &format!("/dutydesk.v1.{name}"), Bytes::new()).await,
                    Err(error) => Err(Status::from_error(error)),
                }
            });
            assert_eq!(of(&answer), told[column], "{name} by {}: {answer:?}", CALLERS[column]);
        }
    }
}

fn of(answer: &Result<Bytes, Status>) -> Told {
    match answer {
        Ok(_) => In,
        // Made on this side of the wire: the connection itself.
        Err(status) if status.source().is_some() || status.code() == Code::Unknown => Nothing,
        Err(status) if status.code() == Code::Unauthenticated => Unknown,
        Err(status) if status.code() == Code::PermissionDenied && status.message().contains("for the station") => NotYours,
        Err(status) if matches!(status.code(), Code::InvalidArgument | Code::FailedPrecondition | Code::PermissionDenied) => In,
        Err(status) => panic!("an answer that says nothing about admission: {status:?}"),
    }
}
