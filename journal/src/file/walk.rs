//! The walk along a log's chain: where it ends, and whether what lies behind the end is a torn
//! tail or damage.
//!
//! There is one writer, and a batch is durable before the next one begins. So a whole record of a
//! *later* batch behind a broken one proves that the broken one was acknowledged: damage. Within the
//! last batch a power cut may have kept later sectors and lost earlier ones; a lost sector still
//! holds the zeros of the preallocation, which tells it from a flipped bit.

use crate::file::disk::Medium;
use crate::file::header::{Header, LOG_HEADER};
use crate::record::{self, RECORD_HEADER};
use crate::{Head, Revision, Stored};
use std::io;

/// How much is fetched from the disk at once, unless a single record is larger.
const CHUNK: usize = 64 * 1024;
const SECTOR: u64 = 512;

/// What a walk found.
pub(crate) struct Walked {
    /// The newest entry of the newest whole batch.
    pub(crate) head: Head,
    /// Where each record starts.
    pub(crate) starts: Vec<u64>,
    pub(crate) batches: u64,
    /// Where the newest whole batch starts; equals `end` if there is none.
    pub(crate) last_batch: u64,
    /// Behind the newest whole batch.
    pub(crate) end: u64,
    /// Something that is no whole batch lies behind `end`.
    pub(crate) torn: bool,
}

#[derive(Debug)]
pub(crate) enum WalkError {
    Io(io::Error),
    Damaged { revision: Revision, offset: u64 },
}

impl From<io::Error> for WalkError {
    fn from(error: io::Error) -> Self {
        WalkError::Io(error)
    }
}

/// Where the chain stopped: the first record that is missing or does not continue it.
struct Stop {
    revision: Revision,
    offset: u64,
}

enum Behind {
    Nothing,
    TornTail,
    WholeRecord,
}

/// Walks the whole log, calling `each` for every entry of every whole batch, in order.
pub(crate) fn walk(log: &dyn Medium, header: &Header, each: &mut dyn FnMut(&Stored)) -> Result<Walked, WalkError> {
    let store = &header.identity.store;
    let mut window = Window::new(log);
    let mut found = Walked {
        head: header.before,
        starts: Vec::new(),
        batches: 0,
        last_batch: LOG_HEADER as u64,
        end: LOG_HEADER as u64,
        torn: false,
    };
    let mut read_twice = None;
    loop {
        let mut starts = Vec::new();
        let mut entries = Vec::new();
        match read_batch(&mut window, store, &found, &mut starts, &mut entries)? {
            Ok(end) => {
                entries.iter().for_each(&mut *each);
                if let Some(last) = entries.last() {
                    found.head = Head { revision: last.revision, hash: last.hash };
                }
                found.starts.append(&mut starts);
                found.batches += 1;
                found.last_batch = found.end;
                found.end = end;
            }
            Err(stop) => match behind(&mut window, store, &found, &stop)? {
                Behind::Nothing => return Ok(found),
                Behind::TornTail => {
                    found.torn = true;
                    return Ok(found);
                }
                // Beside a running server the first look may have come before a write and the
                // second after it. Whatever proves damage was written after the doubted bytes, so
                // reading those again decides.
                Behind::WholeRecord if read_twice != Some(found.end) => {
                    read_twice = Some(found.end);
                    window.forget();
                }
                Behind::WholeRecord => {
                    return Err(WalkError::Damaged { revision: stop.revision, offset: stop.offset });
                }
            },
        }
    }
}

/// One batch behind `found.end`: its end, or where it stops being whole.
fn read_batch(
    window: &mut Window<'_>,
    store: &[u8; 16],
    found: &Walked,
    starts: &mut Vec<u64>,
    entries: &mut Vec<Stored>,
) -> io::Result<Result<u64, Stop>> {
    let mut head = found.head;
    let mut offset = found.end;
    let mut batch = None;
    loop {
        let stop = Stop { revision: head.revision.next(), offset };
        let Some(record) = window.record(offset, store)? else {
            return Ok(Err(stop));
        };
        let fields = record.fields;
        let (id, count) = *batch.get_or_insert((fields.batch, fields.count));
        let continues = fields.revision == stop.revision
            && fields.before == head.hash
            && (fields.batch, fields.count) == (id, count)
            && fields.position as usize == entries.len();
        if !continues {
            return Ok(Err(stop));
        }
        let stored = record.to_stored();
        head = Head { revision: stored.revision, hash: stored.hash };
        starts.push(offset);
        offset += record.size() as u64;
        entries.push(stored);
        if fields.position + 1 == count {
            return Ok(Ok(offset));
        }
    }
}

/// What lies from the stop to the end of the file.
fn behind(window: &mut Window<'_>, store: &[u8; 16], found: &Walked, stop: &Stop) -> io::Result<Behind> {
    let mut at = stop.offset;
    let mut broken_from = stop.offset;
    let mut anything = stop.offset > found.end;
    while let Some(written) = window.next_written(at)? {
        anything = true;
        // A record's revision is not zero, so one of its first 16 bytes is not.
        at = at.max(written.saturating_sub(15));
        let Some(record) = window.record(at, store)? else {
            at += 1;
            continue;
        };
        let end = at + record.size() as u64;
        let same_batch = record.fields.batch_behind() == Some(found.head.revision);
        let may_be_torn = same_batch && at != stop.offset && (at == broken_from || window.lost_sector(found.end, broken_from, at)?);
        if !may_be_torn {
            return Ok(Behind::WholeRecord);
        }
        at = end;
        broken_from = end;
    }
    Ok(if anything { Behind::TornTail } else { Behind::Nothing })
}

/// A view of a part of the log that moves along with the walk.
struct Window<'a> {
    log: &'a dyn Medium,
    bytes: Vec<u8>,
    from: u64,
    reaches_end: bool,
}

impl<'a> Window<'a> {
    fn new(log: &'a dyn Medium) -> Self {
        Window { log, bytes: Vec::new(), from: 0, reaches_end: false }
    }

    /// The next look reads the disk again.
    fn forget(&mut self) {
        self.bytes.clear();
        self.from = 0;
        self.reaches_end = false;
    }

    /// `want` bytes from `offset`; fewer only at the end of the file.
    fn view(&mut self, offset: u64, want: usize) -> io::Result<&[u8]> {
        let inside = |from: u64, len: usize| offset >= from && offset <= from + len as u64;
        let have_all =
            inside(self.from, self.bytes.len()) && (self.reaches_end || offset + want as u64 <= self.from + self.bytes.len() as u64);
        if !have_all {
            let size = want.max(CHUNK);
            self.bytes = vec![0; size];
            let got = self.log.read_at(&mut self.bytes, offset)?;
            self.bytes.truncate(got);
            self.from = offset;
            self.reaches_end = got < size;
        }
        let start = (offset - self.from) as usize;
        let end = self.bytes.len().min(start + want);
        Ok(self.bytes.get(start..end).unwrap_or_default())
    }

    /// The whole record that starts at `offset`, if one does.
    fn record(&mut self, offset: u64, store: &[u8; 16]) -> io::Result<Option<record::Record<'_>>> {
        let Some(size) = record::announced(self.view(offset, RECORD_HEADER)?) else {
            return Ok(None);
        };
        Ok(record::decode(self.view(offset, size)?, store))
    }

    /// The first byte from `offset` on that is not zero.
    fn next_written(&mut self, mut offset: u64) -> io::Result<Option<u64>> {
        loop {
            if self.view(offset, 1)?.is_empty() {
                return Ok(None);
            }
            let bytes = &self.bytes[(offset - self.from) as usize..];
            if let Some(at) = bytes.iter().position(|byte| *byte != 0) {
                return Ok(Some(offset + at as u64));
            }
            offset += bytes.len() as u64;
        }
    }

    /// Whether some sector of `from..to` still holds the zeros that were there before the batch
    /// that starts at `batch` was written.
    fn lost_sector(&mut self, batch: u64, from: u64, to: u64) -> io::Result<bool> {
        let mut sector = from / SECTOR * SECTOR;
        while sector < to {
            let start = sector.max(batch);
            let want = (sector + SECTOR - start) as usize;
            if self.view(start, want)?.iter().all(|byte| *byte == 0) {
                return Ok(true);
            }
            sector += SECTOR;
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Fields, chain, encode};
    use crate::{BatchId, Hash, Identity};

    fn walk_bytes(header: Header, bytes: &[u8]) -> Result<u64, u64> {
        let log = tempfile::tempfile().unwrap();
        Medium::write_at(&log, &header.to_bytes(), 0).unwrap();
        Medium::write_at(&log, bytes, LOG_HEADER as u64).unwrap();
        match walk(&log, &header, &mut |_| {}) {
            Ok(found) => Ok(found.head.revision.0),
            Err(WalkError::Damaged { revision, .. }) => Err(revision.0),
            Err(WalkError::Io(error)) => panic!("{error}"),
        }
    }

    /// Every checksum holds, and one thing is not as the one before it says: each is found alone.
    #[test]
    fn a_record_continues_the_chain_in_every_respect_or_is_damage() {
        let header = Header { identity: Identity { store: [1; 16], epoch: [2; 16] }, before: Head::EMPTY };
        let entries = [b"one".to_vec(), b"two".to_vec()];
        let whole: Vec<Fields> = chain(Head::EMPTY, BatchId(1), &entries).map(|(fields, _, _)| fields).collect();
        type Change = fn(&mut Fields);
        let changes: [(Change, usize, Result<u64, u64>); 10] = [
            (|_| {}, 0, Ok(2)),
            (|fields| fields.revision = Revision(2), 0, Err(1)),
            (|fields| fields.before = Hash([1; 32]), 0, Err(1)),
            (|fields| fields.position = 1, 0, Err(1)),
            (|fields| fields.revision = Revision(3), 1, Err(2)),
            (|fields| fields.before = Hash([1; 32]), 1, Err(2)),
            (|fields| fields.batch = BatchId(2), 1, Err(2)),
            (|fields| fields.count = 3, 1, Err(2)),
            (|fields| fields.position = 0, 1, Err(2)),
            (|fields| (fields.position, fields.count) = (2, 3), 1, Err(2)),
        ];
        for (row, (change, at, expected)) in changes.into_iter().enumerate() {
            let mut fields = whole.clone();
            change(&mut fields[at]);
            let mut bytes = Vec::new();
            for (fields, entry) in fields.into_iter().zip(&entries) {
                encode(&mut bytes, &[1; 16], fields, entry);
            }
            assert_eq!(walk_bytes(header, &bytes), expected, "row {row}");
        }
    }
}
