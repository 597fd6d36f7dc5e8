//! `notice.toml`: one version of the notice on personal data that the kiosk shows before
//! anything is asked (B-03; PIPL 17).

use super::fault::{Faults, Sentence};
use super::tree::{self, Section};
use domain::registers::property::{Covered, PrivacyNotice};
use values::Id;

/// Reads the file; `None` where it is faulty.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<PrivacyNotice> {
    tree::read(file, bytes, faults, notice)
}

fn notice(s: &Section<'_>) -> Option<PrivacyNotice> {
    let (id, from, text) = (s.text("version", Id::parse), s.instant("from"), s.long_phrase("text"));
    let covers = s.words("covers", covered).map(|words| words.into_iter().map(|word| word.value).collect());
    Some(PrivacyNotice { id: id?, text: text?, from: from?, covers: covers? })
}

fn covered(word: &str) -> Result<Covered, Sentence> {
    let known = Covered::ALL.into_iter().find(|covered| covered.name() == word);
    known.ok_or_else(|| Sentence::new("可用的有：identity（证件号码）、photo（照片）", "use \"identity\" or \"photo\""))
}
