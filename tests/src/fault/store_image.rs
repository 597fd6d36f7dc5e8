//! Damaged images of the store. Whatever sled makes of one, the server serves, and in the end
//! gives every version, every settled answer and every newest record as it did before.

use super::Reach;
use super::harm::harm;
use super::life::{DAY, Life, PAGE, in_this_process, key};
use super::server::Place;
use crate::harness::{Random, copy_dir};
use domain::{Kind, RecordRef};
use server::desk::Desk;
use server::storage::entry::Verdict;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A store is whole again within this.
const WHOLE: Duration = Duration::from_secs(60);
/// Terminals of the life that is stored.
const TERMINALS: u64 = 8;
/// Its days, sixteen days apart, lie in three months.
const DAYS: u64 = 4;

/// A property's data at its end, the same a day before, and what it remembers.
pub(super) struct StoreImages {
    data: PathBuf,
    older: PathBuf,
    life: Life,
    remembered: Remembered,
}

/// What a store is asked for.
#[derive(Default, PartialEq)]
struct Remembered {
    versions: BTreeMap<(u64, RecordRef), Vec<u8>>,
    newest: BTreeMap<RecordRef, Vec<u8>>,
    answers: BTreeMap<String, (u64, String)>,
}

impl StoreImages {
    /// A life of some days, kept once before its last day and once behind it.
    pub(super) fn prepare(reach: &Reach, beside: &Path) -> Result<Self, String> {
        let (data, older) = (beside.join("life"), beside.join("life-before"));
        let place = Place::new(reach, &data, beside, "")?;
        let life = Life { days: DAYS, from: DAYS - 1, apart: 16, terminals: TERMINALS, patience: WHOLE };
        Life { days: DAYS - 1, from: 0, ..life }.lives(&place)?;
        copy_dir(&data, &older);
        life.lives(&place)?;
        let remembered = asked(&data, life)?;
        Ok(Self { data, older, life, remembered })
    }

    /// One damaged copy; how long until it is whole and gives everything.
    pub(super) fn one(&self, image: &Path, random: &mut Random) -> Result<Duration, String> {
        if image.exists() {
            fs::remove_dir_all(image).map_err(|e| e.to_string())?;
        }
        copy_dir(&self.data, image);
        let what = harm(&image.join("store"), &self.older.join("store"), random)?;
        let begun = Instant::now();
        let remembered = asked(image, self.life).map_err(|why| format!("store/{what}: {why}"))?;
        if remembered == self.remembered { Ok(begun.elapsed()) } else { Err(format!("store/{what}: {}", self.differs(&remembered))) }
    }

    fn differs(&self, other: &Remembered) -> String {
        let Remembered { versions, newest, answers } = other;
        let count = |there: usize, wanted: usize, equal: bool| format!("{there} of {wanted}{}", if equal { "" } else { ", not the same" });
        format!(
            "silently wrong: versions {}, newest {}, answers {}",
            count(versions.len(), self.remembered.versions.len(), *versions == self.remembered.versions),
            count(newest.len(), self.remembered.newest.len(), *newest == self.remembered.newest),
            count(answers.len(), self.remembered.answers.len(), *answers == self.remembered.answers),
        )
    }
}

/// What a server on this data remembers, once its store is whole.
fn asked(data: &Path, life: Life) -> Result<Remembered, String> {
    let clock = life.clock_at(life.days);
    in_this_process(data, clock.reader(), async |desk| asked_until_whole(desk).await)
}

/// Asks for all of it, again and again while the store says that it is being rebuilt.
async fn asked_until_whole(desk: &Arc<Desk>) -> Result<Remembered, String> {
    let begun = Instant::now();
    loop {
        let rest = WHOLE.saturating_sub(begun.elapsed());
        let told = desk.from_store(move |desk| Ok(if desk.store.until_whole(rest) { Some(all_of(desk)) } else { None })).await;
        match told.map_err(|e| e.to_string())? {
            None => return Err("the store was never whole".into()),
            Some(Ok(remembered)) => return Ok(remembered),
            Some(Err(said)) if begun.elapsed() > WHOLE => return Err(said),
            Some(Err(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

fn all_of(desk: &Desk) -> Result<Remembered, String> {
    let mut all = Remembered::default();
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::LogLine) {
        let mut before = 0;
        loop {
            let page = desk.store.history(*kind, None, before, PAGE).map_err(|e| e.to_string())?;
            all.versions
                .extend(page.versions.into_iter().map(|(revision, reference, form)| ((revision, reference), form)));
            before = page.next_before;
            if before == 0 {
                break;
            }
        }
    }
    for (_, reference) in all.versions.keys() {
        if let Some(form) = desk.store.newest(reference).map_err(|e| e.to_string())? {
            all.newest.insert(reference.clone(), form);
        }
    }
    for terminal in 0..TERMINALS {
        for seq in 1..=DAY / TERMINALS * DAYS {
            let key = key(terminal, seq)?.stored();
            if let Some((revision, verdict)) = desk.store.answer(&key).map_err(|e| e.to_string())? {
                all.answers.insert(key, (revision, told(&verdict)));
            }
        }
    }
    Ok(all)
}

fn told(verdict: &Verdict) -> String {
    format!("{verdict:?}")
}
