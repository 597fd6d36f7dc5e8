//! Who looks at a window all the time, so that it can be said afterwards when something was
//! first to be seen there.

use look::describe::Node;
use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often it looks: what it says is later than the truth by no more.
const LOOK: Duration = Duration::from_millis(5);
/// How many descriptions it remembers.
const REMEMBERED: usize = 500;

type Memory = Arc<Mutex<VecDeque<(Instant, Vec<u8>)>>>;

/// A witness of one window's description.
pub struct Witness {
    memory: Memory,
    ended: Arc<AtomicBool>,
    looking: Option<JoinHandle<()>>,
}

impl Witness {
    /// Looks at this description until dropped.
    #[must_use]
    pub fn of(described: PathBuf) -> Self {
        let (memory, ended) = (Memory::default(), Arc::new(AtomicBool::new(false)));
        let (kept, end) = (memory.clone(), ended.clone());
        let looking = thread::spawn(move || {
            let mut changed = None;
            while !end.load(Ordering::Relaxed) {
                let now = fs::metadata(&described).and_then(|file| file.modified()).ok();
                if now != changed
                    && let Ok(json) = fs::read(&described)
                {
                    changed = now;
                    let mut memory = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    memory.push_back((Instant::now(), json));
                    if memory.len() > REMEMBERED {
                        memory.pop_front();
                    }
                }
                thread::sleep(LOOK);
            }
        });
        Self { memory, ended, looking: Some(looking) }
    }

    /// When, from this moment on, the nodes first fitted; `None`: not yet. They may have
    /// fitted before: then it is this moment.
    #[must_use]
    pub fn first(&self, since: Instant, fits: impl Fn(&[Node]) -> bool) -> Option<Instant> {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let before = memory.iter().rposition(|(at, _)| *at <= since).unwrap_or(0);
        let mut later = memory.iter().skip(before);
        later
            .find(|(_, json)| serde_json::from_slice::<Vec<Node>>(json).is_ok_and(|nodes| fits(&nodes)))
            .map(|(at, _)| since.max(*at))
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(looking) = self.looking.take() {
            // It does nothing that could panic; and if it did, the day is over.
            let _ = looking.join();
        }
    }
}
