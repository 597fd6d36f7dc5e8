//! What standard tools can ask of the server without knowing its messages.

use std::collections::BTreeSet;
use tests::harness::descriptor::calls;
use tests::harness::{Credential, Property, within};
use tonic::Code;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb::v1::ServerReflectionRequest;
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;

#[test]
fn health_and_reflection_answer_whoever_is_admitted_and_nobody_else() {
    let property = Property::empty();
    let (nobody, operator) = (Credential::nobody(&property), property.operator_credential());
    property.runtime().block_on(within(async {
        let stranger = nobody.channel(property.address()).await.unwrap();
        let refused = HealthClient::new(stranger.clone()).check(HealthCheckRequest::default()).await.unwrap_err();
        assert_eq!(refused.code(), Code::Unauthenticated);
        let refused = ServerReflectionClient::new(stranger).server_reflection_info(tokio_stream::empty()).await.unwrap_err();
        assert_eq!(refused.code(), Code::Unauthenticated);

        let channel = operator.channel(property.address()).await.unwrap();
        let health = HealthClient::new(channel.clone()).check(HealthCheckRequest::default()).await.unwrap().into_inner();
        assert_eq!(health.status(), ServingStatus::Serving);

        let list = ServerReflectionRequest {
            message_request: Some(MessageRequest::ListServices(String::new())),
            ..Default::default()
        };
        let answers = ServerReflectionClient::new(channel).server_reflection_info(tokio_stream::once(list)).await.unwrap();
        let answer = answers.into_inner().message().await.unwrap().unwrap();
        let Some(MessageResponse::ListServicesResponse(listed)) = answer.message_response else { panic!("{answer:?}") };
        let listed: BTreeSet<String> = listed.service.into_iter().map(|s| s.name).collect();
        let ours: BTreeSet<String> =
            calls().iter().filter_map(|c| Some(c.rsplit_once('/')?.0.trim_start_matches('/').to_owned())).collect();
        assert!(ours.len() == 4 && ours.is_subset(&listed), "{listed:?}");
    }));
}
