//! A call has its answer, or the first of its stream, within a time: who sends a request byte by
//! byte, or never ends it, holds nothing for long.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::http::{Request, Response};
use tower::{Layer, Service};

/// What a terminal asks. It waits half as long itself, and then asks again.
const ANSWER: Duration = Duration::from_secs(20);
/// What the operator has done: an import, a backup of years.
const WORK: Duration = Duration::from_secs(1_800);

/// Sets every call its time.
#[derive(Clone, Copy, Debug)]
pub struct Deadline;

impl<S> Layer<S> for Deadline {
    type Service = Timed<S>;
    fn layer(&self, inner: S) -> Timed<S> {
        Timed(inner)
    }
}

/// Calls with their time.
#[derive(Clone, Debug)]
pub struct Timed<S>(S);

impl<S> Service<Request<Body>> for Timed<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let work = request.uri().path().starts_with("/dutydesk.v1.OperatorService/");
        let limit = if work { WORK } else { ANSWER };
        let answering = self.0.call(request);
        Box::pin(async move {
            let late = || Status::deadline_exceeded("this call took too long: ask again").into_http();
            tokio::time::timeout(limit, answering).await.unwrap_or_else(|_| Ok(late()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use tower::service_fn;

    #[tokio::test(start_paused = true)]
    async fn a_call_without_end_is_answered_and_the_operator_has_more_time() {
        let never = service_fn(|_: Request<Body>| std::future::pending::<Result<Response<Body>, Infallible>>());
        for (path, limit) in [("/dutydesk.v1.DeskService/Hello", ANSWER), ("/dutydesk.v1.OperatorService/Import", WORK)] {
            let begun = tokio::time::Instant::now();
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let answer = Deadline.layer(never).call(request).await.unwrap();
            assert_eq!(answer.headers()["grpc-status"], "4", "{path}");
            assert_eq!(begun.elapsed().as_secs(), limit.as_secs(), "{path}");
        }
    }
}
