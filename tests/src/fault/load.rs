//! Several terminals pressing at once, beside whatever is done to the server.

use super::ledger::Ledger;
use super::press::{Press, Told};
use crate::harness::Credential;
use std::net::SocketAddr;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The pressing terminals.
pub struct Load {
    runtime: Runtime,
    told: watch::Sender<Told>,
    pressing: Vec<JoinHandle<Press>>,
}

impl Load {
    /// Starts a terminal for each credential; they wait until a server is named.
    ///
    /// # Errors
    /// No runtime can be started.
    pub fn start(credentials: Vec<Credential>, emergencies: bool) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(|e| e.to_string())?;
        let told = watch::Sender::new(Told::default());
        let press = |credential| {
            let mut press = Press::new(credential);
            press.emergencies = emergencies;
            runtime.spawn(press.run(told.subscribe()))
        };
        let pressing = credentials.into_iter().map(press).collect();
        Ok(Self { runtime, told, pressing })
    }

    /// The server is there now, or gone.
    pub fn at(&self, address: Option<SocketAddr>) {
        self.told.send_modify(|told| told.address = address);
    }

    /// Ends the pressing; what was acknowledged, and how often "later" was the answer.
    ///
    /// # Errors
    /// A terminal ended in disorder.
    pub fn stop(self) -> Result<(Ledger, u64), String> {
        self.told.send_modify(|told| told.stop = true);
        let (mut ledger, mut later) = (Ledger::default(), 0);
        for pressing in self.pressing {
            let press = self.runtime.block_on(pressing).map_err(|e| e.to_string())?;
            later += press.later;
            ledger.extend(press.ledger);
        }
        Ok((ledger, later))
    }
}
