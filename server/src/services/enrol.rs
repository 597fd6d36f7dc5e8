//! How a machine becomes a terminal.

use crate::desk::{Answer, Desk};
use crate::identity::authority::{Authority, fingerprint};
use crate::identity::pairing::Pairing;
use crate::identity::secrets::random;
use crate::storage::entry::Verdict;
use domain::registers::terminals;
use domain::{Refusal, Station};
use proto::v1;
use proto::v1::enrol_service_server::EnrolService;
use std::sync::Arc;
use tonic::{Request, Response, Status};
use values::Id;

/// The service for machines that are not terminals yet.
pub struct Service {
    desk: Arc<Desk>,
    authority: Arc<Authority>,
    pairing: Arc<Pairing>,
}

impl Service {
    /// Serves a desk.
    #[must_use]
    pub fn new(desk: Arc<Desk>, authority: Arc<Authority>, pairing: Arc<Pairing>) -> Self {
        Self { desk, authority, pairing }
    }
}

#[tonic::async_trait]
impl EnrolService for Service {
    async fn enrol(&self, request: Request<v1::EnrolRequest>) -> Result<Response<v1::EnrolResponse>, Status> {
        let request = request.into_inner();
        let refused = || {
            self.desk.turned_away.count(terminals::Barrier::OneTimeCode, None);
            Status::permission_denied("this code is not valid (any more): ask the operator for a new one")
        };
        let offer = self.pairing.spend(&request.secret).ok_or_else(refused)?;
        let fault = |f: crate::fault::Fault| Status::invalid_argument(f.to_string());
        let suffix = data_encoding::HEXLOWER.encode(&random::<3>().map_err(fault)?);
        let terminal = format!("{}-{suffix}", offer.station.name().replace('_', "-"));
        let certificate = self.authority.admit(&request.request, &terminal).map_err(fault)?;
        let id = Id::parse(&terminal).map_err(|e| Status::internal(e.to_string()))?;
        let command = terminals::Command::Enrol {
            terminal: id,
            station: offer.station,
            name: offer.name,
            fingerprint: fingerprint(&certificate),
        };
        match self.desk.submit_own(Station::Operator, command.into()).await {
            Answer::Final { verdict: Verdict::Committed, .. } => {}
            Answer::Final {
                verdict: Verdict::Refused(Refusal::Terminals(terminals::Refusal::NoNumberLeft)), ..
            } => {
                return Err(Status::failed_precondition(
                    "99 terminals are admitted: ask the operator to revoke one that is no longer used",
                ));
            }
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken => {
                return Err(Status::internal("the terminal could not be admitted"));
            }
            Answer::RetryLater(why) => return Err(Status::unavailable(why)),
        }
        tracing::info!(%terminal, station = offer.station.name(), "a terminal is enrolled");
        Ok(Response::new(v1::EnrolResponse {
            certificate: certificate.to_vec().into(),
            ca: self.authority.ca().to_vec().into(),
            terminal,
            station: offer.station.name().to_owned(),
        }))
    }
}
