//! Every call of the wire by every kind of caller.

use crate::attack::Tally;
use crate::harness::descriptor::calls;
use crate::harness::{Credential, Property, call, first_answers};
use domain::Station;
use prost::bytes::Bytes;
use std::collections::BTreeSet;
use std::error::Error;
use tonic::transport::Channel;
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

/// The whole table: a row for each call; a column for who has no certificate, who has another
/// CA's, a kiosk, a counter, a control room, the operator, and who is no longer admitted.
const TABLE: &[(&str, [Told; 7])] = &[
    ("DeskService/Hello", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/Submit", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/Follow", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/History", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/ChangePin", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/GivePin", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/OfferTerminal", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("DeskService/AboutPerson", [Unknown, Nothing, NotYours, In, NotYours, NotYours, Unknown]),
    ("DeskService/VisitPhoto", [Unknown, Nothing, NotYours, In, In, NotYours, Unknown]),
    ("KioskService/Greet", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("KioskService/Deliver", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("KioskService/WatchLobby", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("KioskService/EndProgram", [Unknown, Nothing, In, NotYours, NotYours, NotYours, Unknown]),
    ("EnrolService/Enrol", [In, Nothing, In, In, In, In, In]),
    ("OperatorService/Status", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Pair", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Import", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Revoke", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Rename", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Backup", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/ConfirmTime", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/Person", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/RecordExport", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
    ("OperatorService/ResetPin", [Unknown, Nothing, NotYours, NotYours, NotYours, In, Unknown]),
];

/// The columns of the table.
const NOBODY: usize = 0;
const FOREIGN: usize = 1;
const REVOKED: usize = 6;

/// A kind of caller: what it is called, its column of the table, and what it shows.
type Caller = (&'static str, usize, Credential);

/// Every call by every caller must be answered as the table says.
///
/// # Errors
/// A call without a row, or a row without a call.
pub fn by_every_caller(tally: &mut Tally) -> Result<(), String> {
    let described: BTreeSet<String> = calls();
    let listed: BTreeSet<String> = TABLE.iter().map(|(name, _)| path(name)).collect();
    if listed != described {
        let odd: Vec<_> = listed.symmetric_difference(&described).collect();
        return Err(format!("a call without a row, or a row without a call: {odd:?}"));
    }
    let property = Property::new();
    for (name, column, credential) in callers(&property) {
        let channel = property.runtime().block_on(credential.channel(property.address()));
        try_every_call(tally, &property, (name, column), channel.as_ref().ok());
    }
    Ok(())
}

fn callers(property: &Property) -> Vec<Caller> {
    let enrolled = |station, name: &str| Credential::enrolled(property, station, name);
    let callers = vec![
        ("who has no certificate", NOBODY, Credential::nobody(property)),
        ("who has another CA's", FOREIGN, Credential::foreign(property)),
        ("a kiosk", 2, enrolled(Station::Kiosk, "kiosk 1")),
        ("a counter", 3, enrolled(Station::Counter, "counter 1")),
        ("a control room", 4, enrolled(Station::ControlRoom, "control room")),
        ("the operator", 5, property.operator_credential()),
        ("a revoked counter", REVOKED, enrolled(Station::Counter, "counter 2")),
        ("a revoked kiosk", REVOKED, enrolled(Station::Kiosk, "kiosk 2")),
        ("who is in no registry", REVOKED, Credential::unregistered(property, 2099)),
        ("who has an expired one", FOREIGN, Credential::unregistered(property, 2001)),
    ];
    for (_, _, revoked) in callers.iter().filter(|(name, ..)| name.starts_with("a revoked")) {
        property.revoke(&revoked.terminal);
    }
    callers
}

fn try_every_call(tally: &mut Tally, property: &Property, (who, column): (&str, usize), channel: Option<&Channel>) {
    for (name, told) in TABLE {
        let answer = property.runtime().block_on(async {
            let Some(channel) = channel else { return Err(Status::unknown("no connection")) };
            // An empty message is a request with every field at its default.
            call(channel.clone(), &path(name), Bytes::new()).await
        });
        let (right, was) = (told[column], of(&answer));
        let what = || format!("{name} by {who} must be {right:?} and was {was:?}: {answer:?}");
        // Who is turned out is told so, and cut off a moment later.
        let cut_off = column == REVOKED && was == Nothing;
        if right == In { tally.must_admit(was == right, what) } else { tally.must_refuse(was == right || cut_off, what) }
    }
}

/// Terminals that are revoked while they follow: the stream ends, and the open connection is good
/// for nothing any more.
pub fn revoked_while_open(tally: &mut Tally) {
    let property = Property::new();
    let streams = [
        (Station::Counter, "DeskService/Follow"),
        (Station::ControlRoom, "DeskService/Follow"),
        (Station::Kiosk, "KioskService/WatchLobby"),
    ];
    for (station, stream) in streams {
        let terminal = Credential::enrolled(&property, station, "revoked while open");
        let channel = property.runtime().block_on(terminal.channel(property.address())).unwrap();
        let (open, opened) = std::sync::mpsc::channel();
        let following = property.runtime().spawn({
            let channel = channel.clone();
            async move { first_answers(channel, &path(stream), Bytes::new(), |_| open.send(()).is_err()).await }
        });
        opened.recv().unwrap();
        property.revoke(&terminal.terminal);
        // It had answers, so only the end of its admission ends it within the harness's patience.
        drop(opened);
        let ended = property.runtime().block_on(following).unwrap();
        let told = of(&ended.map(|_| Bytes::new()));
        tally.must_refuse(told == Unknown || told == In, || format!("{stream} went on after the terminal was revoked: {told:?}"));
        try_every_call(tally, &property, ("a terminal revoked while it followed", REVOKED), Some(&channel));
    }
}

fn path(name: &str) -> String {
    format!("/dutydesk.v1.{name}")
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
