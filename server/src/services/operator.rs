//! What the operator's command line asks of a running server.

use super::person;
use crate::care::{Care, Charge};
use crate::clock::Clock;
use crate::desk::{Answer, Desk};
use crate::fault::Fault;
use crate::identity::authority::Authority;
use crate::identity::pairing::{LIFETIME, Pairing};
use crate::identity::pin::{PinDesk, first_pin};
use crate::net::gate::Gate;
use crate::net::presence::Presence;
use crate::operation::load;
use crate::storage::entry::Verdict;
use crate::storage::space::Room;
use chrono::NaiveDateTime;
use data_encoding::HEXLOWER;
use domain::registers::{archive, clock, staff, terminals};
use domain::{Refusal, Station};
use proto::v1;
use proto::v1::operator_service_server::OperatorService;
use std::sync::Arc;
use tokio::sync::Mutex;
use tonic::{Request, Response, Status};
use values::{At, Id, Line, StaffNumber};

const OPERATOR: &[Station] = &[Station::Operator];

/// The service for the operator.
pub struct Service {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Who is admitted.
    pub gate: Gate,
    /// Marks codes with the CA.
    pub authority: Arc<Authority>,
    /// Makes codes.
    pub pairing: Arc<Pairing>,
    /// Makes credentials.
    pub pins: Arc<PinDesk>,
    /// Who is connected.
    pub presence: Presence,
    /// The clock.
    pub clock: Clock,
    /// What is known of the copies.
    pub care: Care,
    /// Where copies go.
    pub charge: Arc<Charge>,
    /// When the server started.
    pub started_at: At,
    /// Held by what changes the property's own data: nothing comes between the rehearsal of
    /// an import and its parts.
    pub changing: Mutex<()>,
}

#[tonic::async_trait]
impl OperatorService for Service {
    async fn status(&self, request: Request<v1::StatusRequest>) -> Result<Response<v1::StatusResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let connected = self.presence.connected();
        // Both may wait for a disk: nobody's state is held meanwhile.
        let asked = self.desk.from_store(|desk| Ok((desk.archive.missing(), desk.space.room()))).await;
        let (missing, room) = asked.map_err(|f| Status::internal(f.to_string()))?;
        let state = self.desk.state();
        let terminals = state.terminal.iter().filter(|t| t.station != Station::Operator).map(|t| v1::TerminalStatus {
            terminal: t.id.to_string(),
            name: t.name.to_string(),
            station: t.station.name().to_owned(),
            connected: connected.iter().any(|c| c == t.id.as_str()),
            revoked: t.revoked_at.is_some(),
        });
        let ((head, digest), findings) = (self.desk.reached(), self.care.findings());
        let (backup, backup_revision) = findings.backup.unwrap_or_default();
        let contradicted = self.desk.witnesses.standing().map(|c| ("history", c.sentence()));
        let doubted = self.clock.read().fault(state.utc_offset()).map(|fault| ("clock", fault));
        let faults = contradicted.into_iter().chain(doubted).chain(findings.faults);
        let faults = faults.map(|(what, fault)| format!("{what}: {fault}")).collect();
        Ok(Response::new(v1::StatusResponse {
            revision: head.revision.0,
            store_covered: head.revision.0.saturating_sub(missing),
            head: head.hash.to_string(),
            property: state.property().map(|s| s.name.zh.clone()).unwrap_or_default(),
            terminals: terminals.collect(),
            started_at_ms: self.started_at.0,
            records: self.desk.shelf().record_count() as u64,
            build: env!("CARGO_PKG_VERSION").to_owned(),
            digest: HEXLOWER.encode(&digest),
            emergencies_only: room == Room::EmergenciesOnly,
            mirror: findings.mirror.unwrap_or(0),
            backup,
            backup_revision,
            faults,
        }))
    }

    async fn backup(&self, request: Request<v1::BackupRequest>) -> Result<Response<v1::BackupResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let (care, charge) = (self.care.clone(), self.charge.clone());
        let taken = tokio::task::spawn_blocking(move || care.back_up(&charge))
            .await
            .map_err(|e| Status::internal(e.to_string()))?;
        let (name, manifest) = taken.map_err(|f| Status::failed_precondition(f.to_string()))?;
        Ok(Response::new(v1::BackupResponse { name, revision: manifest.revision, head: manifest.head }))
    }

    async fn record_export(&self, request: Request<v1::RecordExportRequest>) -> Result<Response<v1::RecordExportResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let reason = Line::parse(&request.into_inner().reason).ok().filter(|r| r.as_str().chars().count() >= 4);
        let reason = reason.ok_or_else(|| Status::invalid_argument("say in 4 to 200 characters why everything is read in clear"))?;
        match self.desk.submit_own(Station::Operator, archive::Command::Export { reason }.into()).await {
            Answer::Final { verdict: Verdict::Committed, .. } => Ok(Response::new(v1::RecordExportResponse {})),
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
                Err(Status::internal("the server refused its own command: restart it"))
            }
            Answer::RetryLater(why) => Err(Status::unavailable(why)),
        }
    }

    async fn confirm_time(&self, request: Request<v1::ConfirmTimeRequest>) -> Result<Response<v1::ConfirmTimeResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let request = request.into_inner();
        let number = StaffNumber::parse(&request.number).map_err(|e| Status::invalid_argument(e.to_string()))?;
        let local = NaiveDateTime::parse_from_str(request.time.trim(), "%Y-%m-%d %H:%M");
        let local = local.map_err(|_| Status::invalid_argument("write the property's time as \"2026-11-26 08:30\""))?;
        let offset = self.desk.state().utc_offset();
        let command = clock::Command::ConfirmNamed { number, time: At::of_local(local, offset) };
        let refused = |why: String| Err(Status::failed_precondition(why));
        match self.desk.submit_own(Station::Operator, command.into()).await {
            Answer::Final { verdict: Verdict::Committed, .. } => {
                Ok(Response::new(v1::ConfirmTimeResponse { clock_ms: self.clock.now().0 }))
            }
            Answer::Final { verdict: Verdict::Refused(Refusal::Clock(refusal)), .. } => refused(match refusal {
                clock::Refusal::ShowsAnotherTime { shown } => {
                    format!("this machine's clock shows {}: set it right first", shown.minute(offset))
                }
                clock::Refusal::BeforeEntries { last } => format!(
                    "there are entries up to {}, more than a day after that: set the clock right, or restore a copy from before the clock was wrong",
                    last.minute(offset)
                ),
                clock::Refusal::UnknownNumber => "nobody has that staff number: look it up in staff.csv".into(),
            }),
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
                Err(Status::internal("the server refused its own command: restart it"))
            }
            Answer::RetryLater(why) => Err(Status::unavailable(why)),
        }
    }

    async fn person(&self, request: Request<v1::PersonRequest>) -> Result<Response<v1::PersonResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        person::person(&self.desk, request.into_inner(), self.clock.now()).await.map(Response::new)
    }

    async fn pair(&self, request: Request<v1::PairRequest>) -> Result<Response<v1::PairResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let request = request.into_inner();
        let station = match Station::named(&request.station) {
            Some(station @ (Station::Kiosk | Station::Counter | Station::ControlRoom)) => station,
            Some(Station::Operator | Station::Clock) | None => {
                return Err(Status::invalid_argument("a terminal is a kiosk, a counter or a control_room"));
            }
        };
        let name = Line::parse(&request.name).map_err(|e| Status::invalid_argument(e.to_string()))?;
        let code = self.pairing.offer(station, name, self.authority.mark()).map_err(|f| Status::internal(f.to_string()))?;
        let expires = self.clock.now().plus(i64::try_from(LIFETIME.as_millis()).unwrap_or(i64::MAX));
        Ok(Response::new(v1::PairResponse { code, expires_at_ms: expires.0 }))
    }

    async fn import(&self, request: Request<v1::ImportRequest>) -> Result<Response<v1::ImportResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let _alone = self.changing.lock().await;
        let files = request.into_inner().files.into_iter().map(|(name, bytes)| (name, bytes.to_vec())).collect();
        let response = match load::load(&self.desk, &self.pins, &files).await {
            Ok(imported) => v1::ImportResponse { errors: Vec::new(), imported: imported.into_iter().collect() },
            Err(errors) => v1::ImportResponse { errors, ..Default::default() },
        };
        Ok(Response::new(response))
    }

    async fn revoke(&self, request: Request<v1::RevokeRequest>) -> Result<Response<v1::RevokeResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let terminal = Id::parse(&request.into_inner().terminal).map_err(|e| Status::invalid_argument(e.to_string()))?;
        match self.desk.submit_own(Station::Operator, terminals::Command::Revoke { terminal, by: None }.into()).await {
            Answer::Final { verdict: Verdict::Committed, .. } => Ok(Response::new(v1::RevokeResponse {})),
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
                Err(Status::failed_precondition("there is no such admitted terminal: see `status`"))
            }
            Answer::RetryLater(why) => Err(Status::unavailable(why)),
        }
    }

    async fn rename(&self, request: Request<v1::RenameRequest>) -> Result<Response<v1::RenameResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let v1::RenameRequest { terminal, name } = request.into_inner();
        let invalid = |e: values::Invalid| Status::invalid_argument(e.to_string());
        let (terminal, name) = (Id::parse(&terminal).map_err(invalid)?, Line::parse(&name).map_err(invalid)?);
        match self.desk.submit_own(Station::Operator, terminals::Command::Rename { terminal, name, by: None }.into()).await {
            Answer::Final { verdict: Verdict::Committed, .. } => Ok(Response::new(v1::RenameResponse {})),
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
                Err(Status::failed_precondition("there is no such admitted terminal: see `status`"))
            }
            Answer::RetryLater(why) => Err(Status::unavailable(why)),
        }
    }

    async fn reset_pin(&self, request: Request<v1::ResetPinRequest>) -> Result<Response<v1::ResetPinResponse>, Status> {
        self.gate.caller(&request, OPERATOR)?;
        let _alone = self.changing.lock().await;
        let number = StaffNumber::parse(&request.into_inner().number).map_err(|e| Status::invalid_argument(e.to_string()))?;
        let person = self.desk.state().person.iter().find(|p| p.number == number).cloned();
        let person =
            person.ok_or_else(|| Status::failed_precondition(format!("nobody has the staff number {number}: look it up in staff.csv")))?;
        if person.left {
            return Err(Status::failed_precondition(format!(
                "the person with the number {number} has left: mend staff.csv and import it first"
            )));
        }
        let internal = |f: Fault| Status::internal(f.to_string());
        let pin = first_pin(staff::least(&person)).map_err(internal)?;
        let credential = self.pins.make(&person.id, &pin, true).await.map_err(internal)?;
        let command = staff::Command::SetCredential { credential: Box::new(credential), by: None };
        match self.desk.submit_own(Station::Operator, command.into()).await {
            Answer::Final { verdict: Verdict::Committed, .. } => {
                self.pins.forgive(&person.id);
                Ok(Response::new(v1::ResetPinResponse { pin }))
            }
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
                Err(Status::internal("the server refused its own command: restart it"))
            }
            Answer::RetryLater(why) => Err(Status::unavailable(why)),
        }
    }
}
