//! A link's own thread: dial, greet, then deliver and listen at once; when that ends, pause and
//! dial again, for ever.

use crate::backoff::Backoff;
use crate::channel;
use crate::courier::{Conversation, Ended, carry};
use crate::identity::Identity;
use crate::shelf::Shelf;
use crate::trouble::StartError;
use rustls::ClientConfig;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::runtime;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};
use tonic::transport::Channel;

/// HTTP/2 and the greeting, after the connection stands.
const GREETING: Duration = Duration::from_secs(5);

/// A live server is never silent for so long: it gives a sign of life every five seconds.
pub(crate) const QUIET: Duration = Duration::from_secs(10);

/// The running thread; dropping it ends the connection and waits for the thread.
pub(crate) struct Line {
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

/// Where a terminal calls, as whom, and what it has to deliver.
pub(crate) struct Route {
    server: String,
    config: Arc<ClientConfig>,
    station: String,
    shelf: Arc<Shelf>,
}

impl Line {
    /// Starts the thread, which stops only when the line is dropped.
    pub(crate) fn open(route: Route, conversation: impl Conversation) -> Result<Line, StartError> {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(StartError::system("preparing the network"))?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("link".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        never = route.keep_up(&conversation) => match never {},
                        _dropped = stopped => {}
                    }
                });
                // A name look-up may hang for long; nobody waits for it.
                runtime.shutdown_background();
            })
            .map_err(StartError::system("starting the link's thread"))?;
        Ok(Line { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        drop(self.stop.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the link's thread had failed");
        }
    }
}

impl Route {
    /// This terminal's, to its server.
    pub(crate) fn of(identity: &Identity, shelf: Arc<Shelf>) -> Result<Route, StartError> {
        Ok(Route {
            server: identity.server().to_owned(),
            config: identity.tls()?,
            station: identity.station().to_owned(),
            shelf,
        })
    }

    async fn keep_up<C: Conversation>(&self, conversation: &C) -> Infallible {
        let mut backoff = Backoff::for_station(&self.station);
        let mut told = None;
        loop {
            let mut greeted = false;
            let why = self.connect_once(conversation, &mut greeted).await;
            if greeted {
                backoff.reset();
            }
            // The same failure of the same absence is told once.
            if greeted || told.as_ref() != Some(&why) {
                tracing::info!(server = self.server, ?why, "not connected");
                conversation.ended(&why);
                told = Some(why);
            }
            sleep(backoff.next()).await;
        }
    }

    async fn connect_once<C: Conversation>(&self, conversation: &C, greeted: &mut bool) -> Ended {
        let refused = Arc::new(AtomicBool::new(false));
        let why = self.converse(conversation, greeted, Arc::clone(&refused)).await;
        if refused.load(Ordering::Acquire) { Ended::NotAdmitted } else { why }
    }

    async fn converse<C: Conversation>(&self, conversation: &C, greeted: &mut bool, refused: Arc<AtomicBool>) -> Ended {
        let greeting = async { conversation.greet(self.call(refused).await?).await };
        let (talk, standing) = match greeting.await {
            Ok(greeted) => greeted,
            Err(why) => return why,
        };
        *greeted = true;
        tracing::info!(server = self.server, "connected");
        tokio::select! {
            why = conversation.listen(&talk) => why,
            why = carry(conversation, &talk, standing, &self.shelf, Backoff::for_station(&self.station)) => why,
        }
    }

    async fn call(&self, refused: Arc<AtomicBool>) -> Result<Channel, Ended> {
        let stream = channel::dial(&self.server, Arc::clone(&self.config)).await?;
        match timeout(GREETING, channel::channel(stream, refused)).await {
            Ok(Ok(channel)) => Ok(channel),
            Ok(Err(_)) => Err(Ended::Lost("the connection to the server was lost".to_owned())),
            Err(_) => Err(Ended::silence()),
        }
    }
}

/// Waits for a call of the greeting.
pub(crate) async fn in_time<T>(call: impl Future<Output = Result<tonic::Response<T>, tonic::Status>>) -> Result<T, Ended> {
    match timeout(GREETING, call).await {
        Ok(Ok(response)) => Ok(response.into_inner()),
        Ok(Err(status)) => Err(Ended::by(&status)),
        Err(_) => Err(Ended::silence()),
    }
}
