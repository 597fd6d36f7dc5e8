//! An honest terminal that goes on asking, and how long it waits.

use crate::harness::{Credential, call};
use prost::Message;
use proto::v1::HelloRequest;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// It connects anew after so many calls.
const CALLS: u64 = 50;
/// Between two calls: a terminal does not ask without pause.
const PAUSE: Duration = Duration::from_millis(2);

/// The terminal at work.
pub struct Honest {
    stop: Arc<AtomicBool>,
    asked: Arc<AtomicU64>,
    working: JoinHandle<Result<Vec<u64>, String>>,
}

impl Honest {
    /// Asks until it is ended.
    pub fn start(credential: Credential, address: SocketAddr) -> Self {
        let (stop, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let working = std::thread::spawn({
            let (stop, asked) = (stop.clone(), asked.clone());
            move || work(&credential, address, &stop, &asked)
        });
        Self { stop, asked, working }
    }

    /// Waits until it has asked so often.
    pub fn ask(self, times: u64) -> Self {
        while self.asked.load(Ordering::Relaxed) < times && !self.working.is_finished() {
            std::thread::sleep(PAUSE);
        }
        self
    }

    /// What each call took, in microseconds.
    ///
    /// # Errors
    /// A call was not answered.
    pub fn end(self) -> Result<Vec<u64>, String> {
        self.stop.store(true, Ordering::Relaxed);
        self.working.join().map_err(|_| "the honest terminal ended in disorder".to_owned())?
    }
}

fn work(credential: &Credential, address: SocketAddr, stop: &AtomicBool, asked: &AtomicU64) -> Result<Vec<u64>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let hello = HelloRequest {
        protocol_min: proto::OLDEST_PROTOCOL,
        protocol_max: proto::PROTOCOL,
        ..HelloRequest::default()
    };
    let mut took = Vec::new();
    runtime.block_on(async {
        while !stop.load(Ordering::Relaxed) {
            let channel = credential.channel(address).await.map_err(|e| format!("an honest terminal cannot connect: {e}"))?;
            for _ in 0..CALLS {
                let begun = Instant::now();
                let answer = call(channel.clone(), "/dutydesk.v1.DeskService/Hello", hello.encode_to_vec().into()).await;
                answer.map_err(|e| format!("an honest call was not answered: {e}"))?;
                took.push(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX));
                asked.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(PAUSE).await;
            }
        }
        Ok(took)
    })
}

/// What all but one in a hundred took at most.
pub fn p99(took: &[u64]) -> u64 {
    let mut sorted = took.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) * 99 / 100).copied().unwrap_or_default()
}
