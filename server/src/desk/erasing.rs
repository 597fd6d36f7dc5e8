//! Erasing what is about people when its time is over, and showing what there is about one.

use super::{Answer, Desk};
use crate::clock::Clock;
use crate::fault::Fault;
use crate::storage::families::Found;
use domain::registers::erasures::{Command, Lapsed, MOST, keeps};
use domain::{Record, RecordRef, Station};
use journal::file::Reader;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use values::{At, Telephone};

/// How often it is asked whose time is over; until then, the answer is remembered.
const TICK: Duration = Duration::from_millis(500);
/// So many families, and about so many bytes of them, are on one page about a person.
const PAGE: (usize, usize) = (40, 1024 * 1024);
/// So many records of one family are shown.
const OF_ONE: usize = 60;
/// After a fault the journal is read again so much later.
const AGAIN: Duration = Duration::from_secs(30);

/// Lets lapse what is due, for as long as the server runs. Nothing while the clock is in doubt.
pub async fn run(desk: Arc<Desk>, clock: Clock) {
    while let Err(fault) = desk.know_families().await {
        tracing::error!(%fault, "whose data there is could not be read: nothing is erased until it can");
        tokio::time::sleep(AGAIN).await;
    }
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        ticks.tick().await;
        let reading = clock.read();
        if reading.doubt.is_some() || desk.witnesses.standing().is_some() {
            continue;
        }
        let families = desk.lapsed(reading.now);
        if families.is_empty() {
            continue;
        }
        let count = families.len();
        match desk.submit_own(Station::Clock, Command::Lapse { families }.into()).await {
            Answer::Final { .. } => tracing::info!(count, "personal data whose time was over was erased"),
            Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_) => tracing::warn!("erasing waits for the next tick"),
        }
    }
}

/// A part of what there is about a person.
pub struct Page {
    /// Each family with its records in clear, the one that names it first, and how many it has.
    pub families: Vec<(Found, Vec<Record>, usize)>,
    /// Behind which family the next page begins; `None`: there is none.
    pub next_after: Option<RecordRef>,
    /// How many families there are in all.
    pub in_all: usize,
}

impl Desk {
    /// Whose time is over at `now`.
    fn lapsed(&self, now: At) -> Vec<Lapsed> {
        let state = self.state();
        let settings = state.property().filter(|_| state.doubt_in_clock().is_none());
        settings.map_or_else(Vec::new, |settings| self.families.lapsed(settings, now, MOST, |family| keeps(&state, family, now).is_none()))
    }

    /// Reads once whose data there is.
    async fn know_families(self: &Arc<Self>) -> Result<(), Fault> {
        if self.families.is_filled() {
            return Ok(());
        }
        let fill = |desk: &Desk| {
            let journal = Reader::open(desk.journal.clone()).map_err(|e| Fault::Journal(e.to_string()))?;
            let upto = desk.chain().revision.0;
            desk.families.fill(journal, upto, &desk.vault, || desk.is_closed())
        };
        self.from_store(fill).await
    }

    fn is_closed(&self) -> bool {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// What there is about the person with this telephone, each family with its records in clear;
    /// `None`: the journal is still being read.
    ///
    /// # Errors
    /// The archive cannot be read now.
    pub async fn about(self: &Arc<Self>, telephone: Telephone) -> Result<Option<Vec<(Found, Vec<Record>)>>, Fault> {
        let look = move |desk: &Desk| {
            let Some(found) = desk.families.with_telephone(&telephone) else { return Ok(None) };
            let opened = found.into_iter().map(|found| Ok((desk.records_of(&found)?, found)));
            let opened: Result<Vec<(Vec<Record>, Found)>, Fault> = opened.collect();
            Ok(Some(opened?.into_iter().map(|(records, found)| (found, records)).collect()))
        };
        self.from_store(look).await
    }

    /// The same by page: the families behind `after`, in the order of their names, as many as fit.
    ///
    /// # Errors
    /// The archive cannot be read now.
    pub async fn page_about(self: &Arc<Self>, telephone: Telephone, after: Option<RecordRef>) -> Result<Option<Page>, Fault> {
        let look = move |desk: &Desk| {
            let Some(found) = desk.families.with_telephone(&telephone) else { return Ok(None) };
            let in_all = found.len();
            let mut behind = found.into_iter().filter(|found| after.as_ref().is_none_or(|after| &found.family > after)).peekable();
            let (mut families, mut bytes) = (Vec::new(), 0);
            while let Some(found) = behind.next_if(|_| families.len() < PAGE.0 && bytes < PAGE.1) {
                let mut records = desk.records_of(&found)?;
                let of_all = records.len();
                records.sort_by_key(|record| (record.reference() != found.family, record.reference()));
                records.truncate(OF_ONE);
                bytes += records.iter().map(|record| serde_json::to_vec(record).map_or(0, |form| form.len())).sum::<usize>();
                families.push((found, records, of_all));
            }
            let last = families.last().map(|(found, ..)| found.family.clone());
            let next_after = last.filter(|_| behind.peek().is_some());
            Ok(Some(Page { families, next_after, in_all }))
        };
        self.from_store(look).await
    }

    fn records_of(&self, found: &Found) -> Result<Vec<Record>, Fault> {
        let here = self.state().of_families(&[found.family.clone()].into());
        let archived = found.records.iter().filter(|name| here.iter().all(|record| &record.reference() != *name));
        let archived = archived.filter_map(|name| self.newest_stored(name).transpose());
        let mut records = archived.collect::<Result<Vec<_>, _>>()?;
        records.extend(here);
        Ok(records)
    }
}
