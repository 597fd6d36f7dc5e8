//! A link's own thread: dial, greet, then deliver and listen at once; when that ends, pause and
//! dial again, for ever.

use crate::backoff::Backoff;
use crate::courier::{Conversation, Ended, carry};
use crate::environment::{Connection, Dialer, Environment, Wire};
use crate::shelf::Shelf;
use crate::trouble::StartError;
use journal::chance::Chance;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::runtime;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

/// HTTP/2 and the greeting, after the connection stands.
pub(crate) const GREETING: Duration = Duration::from_secs(5);

/// A live server is never silent for so long: it gives a sign of life every five seconds.
pub(crate) const QUIET: Duration = Duration::from_secs(10);

/// The running thread; dropping it ends the connection and waits for the thread.
pub(crate) struct Line {
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

/// Which server a terminal calls, and what it has to deliver.
pub(crate) struct Route {
    dialer: Arc<dyn Dialer>,
    station: String,
    shelf: Arc<Shelf>,
    chance: Arc<dyn Chance>,
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
                        biased;
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
    /// The way out of this environment.
    pub(crate) fn of(environment: &Environment, shelf: Arc<Shelf>) -> Route {
        Route {
            dialer: Arc::clone(&environment.dialer),
            station: environment.station.clone(),
            shelf,
            chance: Arc::clone(&environment.chance),
        }
    }

    /// Connects, converses and connects again, for ever.
    pub(crate) async fn keep_up<C: Conversation>(&self, conversation: &C) -> Infallible {
        let mut backoff = self.backoff();
        let mut told = None;
        loop {
            let mut greeted = false;
            let why = self.connect_once(conversation, &mut greeted).await;
            self.shelf.note_answers();
            if greeted {
                backoff.reset();
            }
            // The same failure of the same absence is told once.
            if greeted || told.as_ref() != Some(&why) {
                tracing::info!(server = self.dialer.server(), ?why, "not connected");
                conversation.ended(&why);
                told = Some(why);
            }
            sleep(backoff.next()).await;
        }
    }

    async fn connect_once<C: Conversation>(&self, conversation: &C, greeted: &mut bool) -> Ended {
        let Connection { wire, refused } = match self.dialer.dial().await {
            Ok(connection) => connection,
            Err(why) => return why,
        };
        let why = self.converse(conversation, greeted, wire).await;
        if refused.load(Ordering::Acquire) { Ended::NotAdmitted } else { why }
    }

    async fn converse<C: Conversation>(&self, conversation: &C, greeted: &mut bool, wire: Wire) -> Ended {
        let (talk, standing) = match conversation.greet(wire).await {
            Ok(greeted) => greeted,
            Err(why) => return why,
        };
        *greeted = true;
        tracing::info!(server = self.dialer.server(), "connected");
        tokio::select! {
            biased;
            why = conversation.listen(&talk) => why,
            why = carry(conversation, &talk, standing, &self.shelf, self.backoff()) => why,
        }
    }

    fn backoff(&self) -> Backoff {
        Backoff::for_station(&self.station, Arc::clone(&self.chance))
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
