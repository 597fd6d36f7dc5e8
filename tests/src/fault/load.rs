//! Several terminals pressing at once, beside whatever is done to the server.

use super::ledger::Ledger;
use super::press::{Press, Told, Work};
use crate::harness::Credential;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Terminals are answered within this, whatever happened to the server.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The pressing terminals.
pub struct Load {
    runtime: Runtime,
    told: watch::Sender<Told>,
    acked: Arc<AtomicU64>,
    pressing: Vec<JoinHandle<Press>>,
}

/// What a load came to.
#[derive(Default)]
pub struct Pressed {
    /// What was acknowledged.
    pub ledger: Ledger,
    /// How often "try again later" was the answer.
    pub later: u64,
}

impl Load {
    /// Starts a terminal with a fresh disk for each credential, which takes matters without pause;
    /// they wait until a server is named.
    ///
    /// # Errors
    /// No runtime can be started.
    pub fn start(credentials: Vec<Credential>) -> Result<Self, String> {
        Self::paced(credentials, Work::Matters, Duration::ZERO)
    }

    /// As [`Load::start`], for any work, with a rest after each answer.
    ///
    /// # Errors
    /// No runtime can be started.
    pub fn paced(credentials: Vec<Credential>, work: Work, pace: Duration) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|e| e.to_string())?;
        let (told, acked) = (watch::Sender::new(Told::default()), Arc::new(AtomicU64::new(0)));
        let press = |credential| runtime.spawn(Press::new(credential, work, pace, acked.clone()).run(told.subscribe()));
        let pressing = credentials.into_iter().map(press).collect();
        Ok(Self { pressing, runtime, told, acked })
    }

    /// The server is there now, or gone.
    pub fn at(&self, address: Option<SocketAddr>) {
        self.told.send_modify(|told| told.address = address);
    }

    /// How many commands were acknowledged so far.
    #[must_use]
    pub fn acked(&self) -> u64 {
        self.acked.load(Ordering::Relaxed)
    }

    /// Waits until so many are.
    ///
    /// # Errors
    /// They are not in [`PATIENCE`].
    pub fn until_acked(&self, count: u64) -> Result<(), String> {
        let begun = Instant::now();
        while self.acked() < count {
            if begun.elapsed() > PATIENCE {
                return Err("the terminals are not answered".into());
            }
            super::pause(5);
        }
        Ok(())
    }

    /// Ends the pressing.
    ///
    /// # Errors
    /// A terminal ended in disorder.
    pub fn stop(self) -> Result<Pressed, String> {
        self.told.send_modify(|told| told.stop = true);
        let mut pressed = Pressed::default();
        for pressing in self.pressing {
            let press = self.runtime.block_on(pressing).map_err(|e| e.to_string())?;
            pressed.later += press.later;
            pressed.ledger.extend(press.ledger);
        }
        Ok(pressed)
    }
}
