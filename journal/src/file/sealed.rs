//! A closed segment, compressed: the same header, checkpoint and records, and a checksum over all.
//!
//! ```text
//! header and checkpoint as in the log | block … | index | footer
//! block:  first revision u64 | bytes u32 | compressed bytes u32 | crc u32 | compressed records
//! index:  (first revision u64 | offset in the log u64 | offset here u64) for each block
//! footer: index at u64 | blocks u64 | end of the log u64 | last revision u64 | last hash 32
//!           | crc over store, index and this u32 | SHA-256 over everything before it 32
//! ```
//! It reads as the log that it was: offsets are those of the log, so one walk reads both.

use super::header::{AT_ONCE, Header};
use super::read::Places;
use crate::disk::{Medium, read_exact};
use crate::record::array;
use crate::{Hash, Head, MAX_ENTRY_BYTES, Revision};
use flate2::read::{DeflateDecoder, DeflateEncoder};
use sha2::{Digest, Sha256};
use std::io::{self, ErrorKind, Read};
use std::sync::{Mutex, PoisonError};

/// A block is cut at the first noted place behind so many bytes.
const BLOCK: u64 = 256 * 1024;
/// No block has more bytes; what says so is damaged.
const MAX_BLOCK: u64 = BLOCK + 4 * MAX_ENTRY_BYTES as u64;
const BLOCK_HEADER: usize = 20;
const INDEX_ENTRY: usize = 24;
const FOOTER: usize = 100;
const SHA: usize = 32;
const CHECKED: usize = FOOTER - SHA - 4;

struct Block {
    revision: Revision,
    /// In the log.
    from: u64,
    /// In this file.
    at: u64,
}

/// A sealed segment that reads as its log did.
pub(super) struct SealedLog {
    file: Box<dyn Medium>,
    store: [u8; 16],
    records_from: u64,
    blocks: Vec<Block>,
    end: u64,
    last: Head,
    recent: Mutex<Option<(usize, Vec<u8>)>>,
}

impl SealedLog {
    /// Reads footer and index; nothing if they are not what was written.
    pub(super) fn open(file: Box<dyn Medium>, header: &Header) -> io::Result<Option<(SealedLog, Places)>> {
        let length = file.length()?;
        let Some(footer_at) = length.checked_sub(FOOTER as u64).filter(|at| *at >= header.records_from()) else {
            return Ok(None);
        };
        let mut footer = [0; FOOTER];
        read_exact(&*file, &mut footer, footer_at)?;
        let number = |at| array(&footer, at).map_or(0, u64::from_be_bytes);
        let (index_at, count) = (number(0), number(8));
        if index_at < header.records_from() || index_at.checked_add(count.saturating_mul(INDEX_ENTRY as u64)) != Some(footer_at) {
            return Ok(None);
        }
        let mut index = vec![0; (footer_at - index_at) as usize];
        read_exact(&*file, &mut index, index_at)?;
        let store = header.identity.store;
        if array(&footer, CHECKED).map(u32::from_be_bytes) != Some(crc(&[&store, &index, &footer[..CHECKED]])) {
            return Ok(None);
        }
        let last = Head {
            revision: Revision(number(24)),
            hash: Hash(array(&footer, 32).unwrap_or_default()),
        };
        let mut places = Places::default();
        let blocks = index.chunks_exact(INDEX_ENTRY).map(|entry| {
            let number = |at| array(entry, at).map_or(0, u64::from_be_bytes);
            Block { revision: Revision(number(0)), from: number(8), at: number(16) }
        });
        let blocks: Vec<Block> = blocks.collect();
        blocks.iter().for_each(|block| places.note(block.revision, block.from));
        let records_from = header.records_from();
        Ok(Some((
            SealedLog {
                file,
                store,
                records_from,
                blocks,
                end: number(16),
                last,
                recent: Mutex::default(),
            },
            places,
        )))
    }

    /// The newest entry in it, as its end says.
    pub(super) fn last(&self) -> Head {
        self.last
    }

    /// Bytes of the file, which is compressed.
    pub(super) fn file_bytes(&self) -> io::Result<u64> {
        self.file.length()
    }

    /// Whether the whole file is what was written.
    pub(super) fn is_whole(&self) -> io::Result<bool> {
        let covered = self.file.length()?.saturating_sub(SHA as u64);
        let mut digest = Sha256::new();
        let mut at = 0;
        while at < covered {
            let mut piece = vec![0; (covered - at).min(AT_ONCE as u64) as usize];
            read_exact(&*self.file, &mut piece, at)?;
            digest.update(&piece);
            at += piece.len() as u64;
        }
        let mut written = [0; SHA];
        read_exact(&*self.file, &mut written, covered)?;
        let found: [u8; SHA] = digest.finalize().into();
        Ok(found == written)
    }

    /// The records of a block; nothing if it is not what was written.
    fn unpack(&self, block: &Block, bytes: usize) -> io::Result<Option<Vec<u8>>> {
        let mut header = [0; BLOCK_HEADER];
        if self.file.read_at(&mut header, block.at)? < BLOCK_HEADER {
            return Ok(None);
        }
        let number = |at| array(&header, at).map_or(0, u32::from_be_bytes);
        let packed_bytes = number(12) as u64;
        if number(8) as usize != bytes || bytes as u64 > MAX_BLOCK || packed_bytes > 2 * MAX_BLOCK {
            return Ok(None);
        }
        let mut packed = vec![0; packed_bytes as usize];
        let got = self.file.read_at(&mut packed, block.at + BLOCK_HEADER as u64)?;
        let same_crc = number(16) == crc(&[&self.store, &header[..16], &packed[..got]]);
        if !same_crc || array(&header, 0).map(u64::from_be_bytes) != Some(block.revision.0) {
            return Ok(None);
        }
        let mut records = Vec::with_capacity(bytes);
        let read = DeflateDecoder::new(&*packed).take(bytes as u64 + 1).read_to_end(&mut records);
        Ok((read.is_ok() && records.len() == bytes).then_some(records))
    }

    /// Copies records from the block that holds `offset`; zeros, which are no record, stand for a
    /// block that is damaged.
    fn read_block(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let Some(index) = self.blocks.partition_point(|block| block.from <= offset).checked_sub(1) else {
            return Ok(0);
        };
        let block = &self.blocks[index];
        let until = self.blocks.get(index + 1).map_or(self.end, |next| next.from);
        let Some(bytes) = until.checked_sub(block.from).filter(|bytes| *bytes <= MAX_BLOCK) else {
            return Ok(0);
        };
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.as_ref().is_none_or(|(unpacked, _)| *unpacked != index) {
            let records = self.unpack(block, bytes as usize)?;
            *recent = Some((index, records.unwrap_or_else(|| vec![0; bytes as usize])));
        }
        let Some((_, records)) = &*recent else { return Ok(0) };
        let records = records.get((offset - block.from) as usize..).unwrap_or_default();
        let now = records.len().min(into.len());
        into[..now].copy_from_slice(&records[..now]);
        Ok(now)
    }
}

impl Medium for SealedLog {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut got = 0;
        while got < into.len() {
            let at = offset + got as u64;
            let now = if at < self.records_from {
                let now = (into.len() - got).min((self.records_from - at) as usize);
                self.file.read_at(&mut into[got..got + now], at)?
            } else if at < self.end {
                self.read_block(&mut into[got..], at)?
            } else {
                0
            };
            if now == 0 {
                break;
            }
            got += now;
        }
        Ok(got)
    }
    fn write_some(&self, _bytes: &[u8], _offset: u64) -> io::Result<usize> {
        Err(ErrorKind::ReadOnlyFilesystem.into())
    }
    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }
    fn sync_all(&self) -> io::Result<()> {
        self.file.sync_all()
    }
    fn length(&self) -> io::Result<u64> {
        Ok(self.end)
    }
    fn set_length(&self, _length: u64) -> io::Result<()> {
        Err(ErrorKind::ReadOnlyFilesystem.into())
    }
}

fn crc(parts: &[&[u8]]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    parts.iter().for_each(|part| crc.update(part));
    crc.finalize()
}

/// Writes one behind the other and keeps the checksum.
struct Writer<'a> {
    out: &'a dyn Medium,
    at: u64,
    digest: Sha256,
}

impl Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.out.write_at(bytes, self.at)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

/// Writes the sealed form of `log`, whose chain ends with `last` at `end`. Nothing is durable yet.
pub(super) fn write(out: &dyn Medium, log: &dyn Medium, header: &Header, places: &Places, last: Head, end: u64) -> io::Result<()> {
    let store = &header.identity.store;
    let mut writer = Writer { out, at: 0, digest: Sha256::new() };
    let records_from = header.records_from();
    while writer.at < records_from {
        let mut piece = vec![0; (records_from - writer.at).min(AT_ONCE as u64) as usize];
        read_exact(log, &mut piece, writer.at)?;
        writer.write(&piece)?;
    }
    let mut cuts: Vec<(Revision, u64)> = Vec::new();
    for (revision, from) in places.iter() {
        if cuts.last().is_none_or(|(_, last)| from - last >= BLOCK) {
            cuts.push((revision, from));
        }
    }
    let mut index = Vec::new();
    for (number, (revision, from)) in cuts.iter().enumerate() {
        let until = cuts.get(number + 1).map_or(end, |(_, next)| *next);
        let mut records = vec![0; (until - from) as usize];
        read_exact(log, &mut records, *from)?;
        for number in [revision.0, *from, writer.at] {
            index.extend_from_slice(&number.to_be_bytes());
        }
        writer.write(&pack(store, *revision, &records)?)?;
    }
    let mut footer = Vec::with_capacity(FOOTER);
    for number in [writer.at, cuts.len() as u64, end, last.revision.0] {
        footer.extend_from_slice(&number.to_be_bytes());
    }
    footer.extend_from_slice(&last.hash.0);
    footer.extend_from_slice(&crc(&[store, &index, &footer]).to_be_bytes());
    writer.write(&index)?;
    writer.write(&footer)?;
    let digest = writer.digest.clone().finalize();
    writer.write(&digest)
}

fn pack(store: &[u8; 16], revision: Revision, records: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    DeflateEncoder::new(records, flate2::Compression::default()).read_to_end(&mut packed)?;
    let mut block = Vec::with_capacity(BLOCK_HEADER + packed.len());
    block.extend_from_slice(&revision.0.to_be_bytes());
    block.extend_from_slice(&(records.len() as u32).to_be_bytes());
    block.extend_from_slice(&(packed.len() as u32).to_be_bytes());
    let crc = crc(&[store, &block, &packed]);
    block.extend_from_slice(&crc.to_be_bytes());
    block.extend_from_slice(&packed);
    Ok(block)
}
