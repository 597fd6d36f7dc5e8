//! `notice.toml`: one version of the notice on personal data that the kiosk shows before
//! anything is asked (B-03; PIPL 17).

use super::fault::Faults;
use super::tree::{self, Section};
use domain::registers::property::PrivacyNotice;
use values::Id;

/// Reads the file; `None` where it is faulty.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<PrivacyNotice> {
    tree::read(file, bytes, faults, notice)
}

fn notice(s: &Section<'_>) -> Option<PrivacyNotice> {
    let (id, from, text) = (s.text("version", Id::parse), s.instant("from"), s.long_phrase("text"));
    Some(PrivacyNotice { id: id?, text: text?, from: from? })
}
