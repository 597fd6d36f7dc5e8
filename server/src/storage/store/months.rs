//! The months in the store's directory: opened on demand, a few at a time; damaged ones are
//! begun anew when nobody reads them any more.

use super::month::{Month, caught};
use crate::fault::Fault;
use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many months stay open: the one written, and those that were read last.
const OPEN: usize = 3;

/// The months of one store.
pub(super) struct Months {
    dir: PathBuf,
    /// The newest used last. A month is opened once: sled locks its directory.
    open: VecDeque<(String, Arc<Month>)>,
    given_up: Vec<(String, Arc<Month>)>,
}

impl Months {
    pub(super) fn in_directory(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), open: VecDeque::new(), given_up: Vec::new() }
    }

    /// The months that are there, oldest first.
    pub(super) fn names(&self) -> Result<Vec<String>, Fault> {
        let mut months = Vec::new();
        for entry in fs::read_dir(&self.dir).map_err(Fault::file(&self.dir))? {
            let name = entry.map_err(Fault::file(&self.dir))?.file_name().to_string_lossy().into_owned();
            if name.len() == 7 && name.as_bytes()[4] == b'-' {
                months.push(name);
            }
        }
        months.sort();
        Ok(months)
    }

    /// A month, opened if it was not; nothing while it is given up.
    pub(super) fn get(&mut self, name: &str) -> Result<Option<Arc<Month>>, Fault> {
        if self.given_up.iter().any(|(given_up, _)| given_up == name) {
            return Ok(None);
        }
        if let Some(at) = self.open.iter().position(|(open, _)| open == name) {
            let used = self.open.remove(at);
            self.open.extend(used);
        } else {
            self.open.push_back((name.to_owned(), Arc::new(Month::open(&self.dir.join(name))?)));
            let idle = |(_, month): &(String, Arc<Month>)| Arc::strong_count(month) == 1;
            while self.open.len() > OPEN
                && let Some(at) = self.open.iter().take(self.open.len() - 1).position(idle)
            {
                self.open.remove(at);
            }
        }
        Ok(self.open.back().map(|(_, month)| month.clone()))
    }

    /// Puts a damaged month aside; `false`: it was already.
    pub(super) fn give_up(&mut self, name: &str, month: &Arc<Month>) -> bool {
        let at = self.open.iter().position(|(_, open)| Arc::ptr_eq(open, month));
        let put_aside = at.and_then(|at| self.open.remove(at));
        debug_assert!(put_aside.as_ref().is_none_or(|(open, _)| open == name));
        self.given_up.extend(put_aside);
        at.is_some()
    }

    /// Begins damaged months anew, whichever nobody reads any more; whether none is left. Their
    /// files must not go before: sled would write into a directory that is another's by then.
    pub(super) fn renew(&mut self) -> Result<bool, Fault> {
        for (name, month) in std::mem::take(&mut self.given_up) {
            match Arc::try_unwrap(month) {
                Err(in_use) => self.given_up.push((name, in_use)),
                Ok(month) => {
                    // It has lost nothing that is not in the journal, whatever its end says.
                    let _ended = caught(|| {
                        drop(month);
                        Ok(())
                    });
                    let path = self.dir.join(&name);
                    fs::remove_dir_all(&path).map_err(Fault::file(&path))?;
                }
            }
        }
        Ok(self.given_up.is_empty())
    }

    /// Whether this is the open one of its name.
    pub(super) fn has_open(&self, month: &Arc<Month>) -> bool {
        self.open.iter().any(|(_, open)| Arc::ptr_eq(open, month))
    }

    /// Closes all that nobody reads; they are opened when they are asked for.
    pub(super) fn close(&mut self) {
        self.open.retain(|(_, month)| Arc::strong_count(month) > 1);
    }

    /// Deletes all.
    pub(super) fn clear(&mut self) -> Result<(), Fault> {
        self.close();
        for name in self.names()? {
            let path = self.dir.join(&name);
            fs::remove_dir_all(&path).map_err(Fault::file(&path))?;
        }
        Ok(())
    }
}
