//! A person's data: shown, and erased where they ask for it.

use crate::desk::{Answer, Desk};
use crate::storage::entry::Verdict;
use domain::registers::erasures::{Command, Keeps, Refusal, keeps, lapses_at};
use domain::{RecordRef, Refusal as Any, Station};
use proto::v1;
use std::sync::Arc;
use tonic::Status;
use values::{At, Line, StaffNumber, Telephone};

/// What there is about the person with a telephone, and erases it where that is asked for.
pub(super) async fn person(desk: &Arc<Desk>, request: v1::PersonRequest, now: At) -> Result<v1::PersonResponse, Status> {
    let invalid = |e: values::Invalid| Status::invalid_argument(e.to_string());
    let telephone = Telephone::parse(&request.telephone).map_err(invalid)?;
    let number = StaffNumber::parse(&request.number).map_err(invalid)?;
    let reason = Line::parse(&request.reason).ok().filter(|r| r.as_str().chars().count() >= 4);
    let reason = reason.ok_or_else(|| Status::invalid_argument("say in 4 to 200 characters why you need it"))?;
    ask(desk, Command::Find { number: number.clone(), reason }).await?;
    let found = desk.about(telephone).await.map_err(|f| Status::unavailable(f.to_string()))?;
    let found = found.ok_or_else(|| Status::unavailable("the journal is still being read: try again in a minute"))?;
    let mut families = Vec::with_capacity(found.len());
    for (known, records) in found {
        let records = records.iter().map(|record| serde_json::to_vec(record).map(Into::into)).collect::<Result<_, _>>();
        let lapses = desk.state().property().and_then(|settings| lapses_at(settings, &known.family, known.since));
        families.push(v1::PersonFamily {
            family: known.family.to_string(),
            records: records.map_err(|e| Status::internal(e.to_string()))?,
            since_ms: known.since.0,
            lapses_ms: lapses.map_or(0, |at| at.0),
            ..v1::PersonFamily::default()
        });
    }
    let named: Vec<RecordRef> = families.iter().filter_map(|f| RecordRef::try_from(f.family.clone()).ok()).collect();
    if request.erase && !named.is_empty() {
        ask(desk, Command::EraseNamed { number, families: named.clone() }).await?;
    }
    for (family, name) in families.iter_mut().zip(&named) {
        family.erased = desk.vault.is_erased(name);
        let kept = if family.erased { None } else { keeps(&desk.state(), name, now) };
        family.kept = kept.map_or("", word).to_owned();
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
