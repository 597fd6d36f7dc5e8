//! The body of an answer on its way: piece by piece, in order, until its connection breaks.

use super::house::{House, Leaving};
use super::network::{Cable, Line, Way, lost};
use http_body::{Body as _, Frame};
use http_body_util::StreamBody;
use prost::bytes::Bytes;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::body::Body;
use tonic::codegen::StdError;

/// So many pieces are under way at most; then the sender waits, as TCP lets it.
const WINDOW: usize = 8;

/// A frame, or how the connection ended.
pub(super) type Piece = Result<Frame<Bytes>, StdError>;

/// What the terminal reads, and where it is put.
pub(super) fn pipe() -> (Body, mpsc::Sender<Piece>) {
    let (sender, receiver) = mpsc::channel(WINDOW);
    (Body::new(StreamBody::new(ReceiverStream::new(receiver))), sender)
}

/// Carries the pieces of one answer. Whatever leaves the server is held against what is durable.
pub(super) async fn pump(mut body: Body, to: mpsc::Sender<Piece>, cable: Cable, line: Arc<Line>, house: Arc<House>, mut leaving: Leaving) {
    let carried = async {
        loop {
            let next = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context));
            let piece = tokio::select! {
                biased;
                () = to.closed() => return,
                piece = next => piece,
            };
            let Some(piece) = piece else { return };
            if let Some(data) = piece.as_ref().ok().and_then(|frame| frame.data_ref()) {
                house.leaves(&mut leaving, data);
            }
            cable.cross(Way::Down).await;
            if to.send(piece.map_err(Into::into)).await.is_err() {
                return;
            }
        }
    };
    let broken = tokio::select! {
        biased;
        () = line.until_broken() => true,
        () = carried => false,
    };
    // The server learns of it at once, the terminal when it gets to it.
    drop(body);
    if broken {
        drop(to.send(Err(lost())).await);
    }
}
