//! The photo of one visitor, read one at a time and never without a line in the log.

use super::console::Said;
use super::desk::{DESKS, Service};
use crate::desk::Desk;
use crate::fault::Fault;
use domain::registers::archive;
use domain::registers::visits::Visit;
use domain::{Kind, Record, RecordRef, Refusal};
use prost::bytes::Bytes;
use proto::v1;
use tonic::{Request, Status};
use values::{Id, Line, Personal};

impl Service {
    /// The JPEG of a visit; empty where there is none any more. Who may is said by the rights table, as
    /// for the history of visits.
    pub(super) async fn photo_of(&self, request: Request<v1::VisitPhotoRequest>) -> Said<Bytes> {
        let caller = self.gate.caller(&request, DESKS)?;
        let invalid = |e: values::Invalid| Status::invalid_argument(e.to_string());
        let visit: Id<Visit> = Id::parse(&request.into_inner().visit).map_err(invalid)?;
        // A term would be kept by nobody, since it may name somebody; a visit's id does not.
        let reason = Line::parse(&format!("photo of visit {visit}")).map_err(invalid)?;
        let consult = archive::Command::Consult { kind: Kind::Visit, term: None, reason };
        if let Err(refusal) = self.record(&caller, consult.into(), None).await? {
            return Ok(Err(refusal));
        }
        let found = self.desk.from_store(move |desk| find(desk, &visit)).await.map_err(|f| Status::unavailable(f.to_string()))?;
        let Some(visit) = found else {
            let refusal = serde_json::to_vec(&Refusal::NotFound { kind: Kind::Visit }).map_err(|e| Status::internal(e.to_string()))?;
            return Ok(Err(refusal.into()));
        };
        let photo = visit.particulars.photo.as_deref().and_then(Personal::clear);
        Ok(Ok(photo.map(|photo| Bytes::copy_from_slice(photo.as_jpeg())).unwrap_or_default()))
    }
}

/// A visit of the working set, or else of the archive; none that is blocked from use.
fn find(desk: &Desk, visit: &Id<Visit>) -> Result<Option<Visit>, Fault> {
    let reference = RecordRef::to(visit);
    if desk.shelf().is_blocked(&reference) {
        return Ok(None);
    }
    if let Some(visit) = desk.state().visit.get(visit) {
        return Ok(Some(visit.clone()));
    }
    let record = desk.newest_stored(&reference)?;
    Ok(record.and_then(|record| if let Record::Visit(visit) = record { Some(*visit) } else { None }))
}
