//! A person's data: shown, and erased where they ask for it; to a lead at a counter, or to the
//! operator in the name of one.

use super::console::Said;
use super::desk::Service;
use crate::desk::{Answer, Desk};
use crate::storage::entry::Verdict;
use crate::storage::families::Found;
use domain::registers::erasures::{Command, Keeps, Refusal, keeps, lapses_at};
use domain::view::followed;
use domain::{Record, RecordRef, Refusal as Any, Station};
use prost::bytes::Bytes;
use proto::v1;
use serde_json::Value;
use std::sync::Arc;
use tonic::{Request, Status};
use values::{At, Id, Line, StaffNumber, Telephone};

const COUNTER: &[Station] = &[Station::Counter];
const READING: &str = "the journal is still being read: try again in a minute";

impl Service {
    /// What there is about a person, for a lead who signs at a counter.
    pub(super) async fn about(&self, request: Request<v1::AboutPersonRequest>) -> Said<v1::AboutPersonResponse> {
        let caller = self.gate.caller(&request, COUNTER)?;
        let v1::AboutPersonRequest { by, telephone, reason, after } = request.into_inner();
        let by = by.unwrap_or_default();
        let telephone = Telephone::parse(&telephone).map_err(invalid)?;
        let (reason, person) = (reason_of(&reason)?, Id::parse(&by.number).map_err(invalid)?);
        let unknown = |_| Status::invalid_argument("there is no such family to go on after");
        let after = if after.is_empty() { None } else { Some(RecordRef::try_from(after).map_err(unknown)?) };
        let proven = self.proves(&caller, &by).await;
        if let Err(refusal) = self.record(&caller, Command::Consult { person, reason }.into(), proven).await? {
            return Ok(Err(refusal));
        }
        let page = self.desk.page_about(telephone.clone(), after).await.map_err(|f| Status::unavailable(f.to_string()))?;
        let page = page.ok_or_else(|| Status::unavailable(READING))?;
        let now = self.clock.now();
        let families = page.families.iter().map(|(known, records, in_all)| {
            Ok(v1::FoundFamily {
                family: known.family.to_string(),
                records: forms(records)?,
                in_all: u32::try_from(*in_all).unwrap_or(u32::MAX),
                since_ms: known.since.0,
                lapses_ms: lapses(&self.desk, known),
                kept: kept(&self.desk, &known.family, now).to_owned(),
                named_in: records.iter().filter(|record| names(record, &telephone)).map(|r| r.reference().to_string()).collect(),
            })
        });
        Ok(Ok(v1::AboutPersonResponse {
            refusal: Bytes::new(),
            families: families.collect::<Result<_, Status>>()?,
            next_after: page.next_after.map(|name| name.to_string()).unwrap_or_default(),
            in_all: u32::try_from(page.in_all).unwrap_or(u32::MAX),
        }))
    }
}

/// Whether a record's own telephone is this one; in a sentence it may stand for somebody else.
fn names(record: &Record, telephone: &Telephone) -> bool {
    let form = serde_json::to_value(record).unwrap_or_default();
    let own = form.as_object().and_then(|kinds| kinds.values().next()?.get("telephone")?.get("personal"));
    own.and_then(Value::as_str) == Some(telephone.as_str())
}

fn forms(records: &[Record]) -> Result<Vec<Bytes>, Status> {
    let forms = records.iter().map(|record| serde_json::to_vec(&followed(record)).map(Into::into));
    forms.collect::<Result<_, _>>().map_err(|e| Status::internal(e.to_string()))
}

/// When a family's time is over; 0: never by itself.
fn lapses(desk: &Desk, known: &Found) -> i64 {
    desk.state()
        .property()
        .and_then(|settings| lapses_at(settings, &known.family, known.since))
        .map_or(0, |at| at.0)
}

/// Why a family is not erased yet, in a word.
fn kept(desk: &Desk, family: &RecordRef, now: At) -> &'static str {
    keeps(&desk.state(), family, now).map_or("", word)
}

fn reason_of(said: &str) -> Result<Line, Status> {
    let reason = Line::parse(said).ok().filter(|r| r.as_str().chars().count() >= 4);
    reason.ok_or_else(|| Status::invalid_argument("say in 4 to 200 characters why you need it"))
}

fn invalid(typed: values::Invalid) -> Status {
    Status::invalid_argument(typed.to_string())
}

/// What there is about the person with a telephone, and erases it where that is asked for.
pub(super) async fn person(desk: &Arc<Desk>, request: v1::PersonRequest, now: At) -> Result<v1::PersonResponse, Status> {
    let telephone = Telephone::parse(&request.telephone).map_err(invalid)?;
    let number = StaffNumber::parse(&request.number).map_err(invalid)?;
    ask(desk, Command::Find { number: number.clone(), reason: reason_of(&request.reason)? }).await?;
    let found = desk.about(telephone).await.map_err(|f| Status::unavailable(f.to_string()))?;
    let found = found.ok_or_else(|| Status::unavailable(READING))?;
    let mut families = Vec::with_capacity(found.len());
    for (known, records) in found {
        families.push(v1::PersonFamily {
            family: known.family.to_string(),
            records: forms(&records)?,
            since_ms: known.since.0,
            lapses_ms: lapses(desk, &known),
            ..v1::PersonFamily::default()
        });
    }
    let named: Vec<RecordRef> = families.iter().filter_map(|f| RecordRef::try_from(f.family.clone()).ok()).collect();
    if request.erase && !named.is_empty() {
        ask(desk, Command::EraseNamed { number, families: named.clone() }).await?;
    }
    for (family, name) in families.iter_mut().zip(&named) {
        family.erased = desk.vault.is_erased(name);
        family.kept = if family.erased { "" } else { kept(desk, name, now) }.to_owned();
    }
    Ok(v1::PersonResponse { families })
}

const fn word(why: Keeps) -> &'static str {
    match why {
        Keeps::Open => "open",
        Keeps::Alarm => "alarm",
        Keeps::Register => "register",
    }
}

async fn ask(desk: &Arc<Desk>, command: Command) -> Result<(), Status> {
    match desk.submit_own(Station::Operator, command.into()).await {
        Answer::Final { verdict: Verdict::Committed, .. } => Ok(()),
        Answer::Final { verdict: Verdict::Refused(Any::Erasures(refusal)), .. } => Err(Status::failed_precondition(match refusal {
            Refusal::ClockInDoubt => "the clock is in doubt: confirm the time first (`confirm-time`)",
            Refusal::NothingToErase => "there is nothing to erase, or too much for one time: ask a second time",
            Refusal::UnknownNumber => "no lead or above has that staff number: look it up in staff.csv",
        })),
        Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
            Err(Status::internal("the server refused its own command: restart it"))
        }
        Answer::RetryLater(why) => Err(Status::unavailable(why)),
    }
}
