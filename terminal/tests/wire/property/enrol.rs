//! Trades codes for certificates.

use super::House;
use proto::v1::enrol_service_server::EnrolService;
use proto::v1::{EnrolRequest, EnrolResponse};
use tonic::{Request, Response, Status};

#[tonic::async_trait]
impl EnrolService for House {
    async fn enrol(&self, request: Request<EnrolRequest>) -> Result<Response<EnrolResponse>, Status> {
        let request = request.into_inner();
        self.change(|state| {
            state.enrol_calls += 1;
            let station = state.codes.remove(&request.secret).ok_or_else(|| Status::permission_denied("no such code"))?;
            let certificate = self.ca.sign(&request.request);
            state.admitted.insert(certificate.clone());
            Ok(Response::new(EnrolResponse {
                certificate: certificate.into(),
                ca: self.ca.der.to_vec().into(),
                terminal: format!("{station}1"),
                station,
            }))
        })
    }
}
