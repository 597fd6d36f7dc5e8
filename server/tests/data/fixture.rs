//! A server in this process, and the smallest command there is.

use domain::Station;
use domain::registers::property::{Command, Phrase, PrivacyNotice};
use server::clock::Source;
use server::desk::Answer;
use server::serve::{Running, start};
use server::settings::Settings;
use server::storage::entry::Verdict;
use std::path::Path;
use std::time::Duration;
use values::{At, Id, Text};

/// Longer than anything here takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The defaults, but a free port, PINs that cost nothing and a disk that may be nearly full.
pub fn settings() -> Settings {
    let mut settings = Settings::read(None).unwrap();
    settings.listen = "127.0.0.1:0".parse().unwrap();
    (settings.pin_memory_kib, settings.pin_passes) = (64, 1);
    (settings.disk_reserve_mib, settings.ballast_mib) = (1, 1);
    settings
}

pub async fn serving(dir: &Path) -> Running {
    start(dir, &settings(), Source::system()).await.unwrap()
}

/// Puts one notice; returns the revision of the answer.
pub async fn put(running: &Running, version: &str) -> u64 {
    let text = Phrase { zh: version.into(), en: version.into(), hant: String::new() };
    let notice = PrivacyNotice { id: Id::parse(version).unwrap(), text, from: At(0), covers: Default::default() };
    let command = Command::Import { records: vec![notice.into()], source: Text::parse("notice.toml").unwrap() };
    match running.desk.submit_own(Station::Operator, command.into()).await {
        Answer::Final { revision, verdict: Verdict::Committed, .. } => revision,
        other => panic!("{other:?}"),
    }
}

/// A property with so many notices, stopped in order; its last revision.
pub async fn stopped(dir: &Path, settings: &Settings, notices: u32) -> u64 {
    let running = start(dir, settings, Source::system()).await.unwrap();
    let mut last = 0;
    for n in 0..notices {
        last = put(&running, &format!("notice-{n}")).await;
    }
    running.stop().await.unwrap();
    last
}
