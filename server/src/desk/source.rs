//! The journal as the store's keeper reads it: beside the writer, what is durable and no more.

use super::open::settled;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::storage::store::{Settled, Source};
use journal::Revision;
use journal::disk::RealDisk;
use journal::file::Reader;
use std::sync::Arc;

/// A reader of the journal in a data directory.
pub(super) struct JournalSource(Reader);

impl JournalSource {
    pub(super) fn of(dir: &DataDir) -> Result<Self, Fault> {
        let disk = RealDisk::new(&dir.journal()).map_err(Fault::file(&dir.journal()))?;
        Reader::open(Arc::new(disk)).map(Self).map_err(|e| Fault::Journal(e.to_string()))
    }
}

impl Source for JournalSource {
    fn first(&self) -> u64 {
        self.0.first().0
    }
    fn read(&mut self, after: u64, limit: usize) -> Result<Vec<Settled>, Fault> {
        let page = self.0.read(Revision(after), limit).map_err(|e| Fault::Journal(e.to_string()))?;
        page.iter().map(settled).collect()
    }
}
