//! The property's files (`docs/property-files.md`), read as a whole: bytes in, records
//! out, and where something is wrong, every place that must be mended. Nothing of a faulty
//! set is handed on. What may replace what is the domain's rule at import, not ours.
//!
//! This module must not know: the file system, the journal, the clock.

mod csv;
mod encoding;
mod fault;
mod keys;
mod map;
mod notice;
mod post_items;
mod prices;
mod procedures;
mod settings;
mod staff;
mod survey;
mod tree;
mod units;

#[cfg(test)]
mod tests;

pub use fault::{Column, Fault};

use domain::Record;
use domain::registers::property::{Covered, PrivacyNotice, Settings};
use domain::registers::staff::Person;
use domain::registers::surveys::SurveyForm;
use fault::{Faults, Sentence};
use keys::Directory;
use std::collections::BTreeMap;
use std::fmt;
use values::Id;

/// The names of the files that are read. The server asks for the first one when the
/// property has none yet; each other one may be left out and changes nothing then.
pub const FILES: [&str; 10] = [
    "property.toml",
    "units.csv",
    "staff.csv",
    "keys.csv",
    "price-list.csv",
    "post-items.csv",
    "survey.toml",
    "notice.toml",
    "procedures.toml",
    "map.toml",
];

/// What the files hold, whole and without a fault.
#[derive(PartialEq)]
pub struct Import {
    /// The records, in an order in which each refers only to earlier ones.
    pub records: Vec<Record>,
    /// First PINs of staff, six digits each, for whom the file has one. They are hashed
    /// by the server and kept nowhere.
    pub pins: Vec<(Id<Person>, String)>,
}

/// Counts only: an import holds names, telephones and PINs.
impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Import of {} records and {} PINs", self.records.len(), self.pins.len())
    }
}

/// Reads a property's files, by name. Names that end neither in `.csv` nor in `.toml`, or
/// that begin with `.` or `~`, are passed over. Returns every fault found, by file and line, at most 100 (and a last line
/// that counts the rest), or everything that the files hold.
pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Import, Vec<Fault>> {
    let faults = Faults::default();
    refuse_unknown_names(files, &faults);
    let import = read_each(files, &faults);
    if faults.is_empty() { Ok(import) } else { Err(faults.into_list()) }
}

fn read_each(files: &BTreeMap<String, Vec<u8>>, faults: &Faults) -> Import {
    let bytes = |name: &'static str| files.get(name).map(|bytes| (name, bytes.as_slice()));
    let mut records: Vec<Record> = Vec::new();
    let mut pins = Vec::new();
    let settings = bytes("property.toml").and_then(|(n, b)| settings::read(n, b, faults));
    let units = bytes("units.csv").map(|(n, b)| units::read(n, b, faults));
    let directory = match &units {
        Some(Some(units)) => Directory::Of(&units.numbers),
        Some(None) => Directory::Unreadable,
        None => Directory::Absent,
    };
    let keys = bytes("keys.csv").and_then(|(n, b)| keys::read(n, b, &directory, faults));
    records.extend(units.flatten().into_iter().flat_map(|u| u.units).map(Record::from));
    if let Some((people, first)) = bytes("staff.csv").and_then(|(n, b)| staff::read(n, b, faults)) {
        records.extend(people.into_iter().map(Record::from));
        pins = first;
    }
    records.extend(keys.into_iter().flatten().map(Record::from));
    records.extend(bytes("price-list.csv").and_then(|(n, b)| prices::read(n, b, faults)).map(Record::from));
    records.extend(
        bytes("post-items.csv")
            .and_then(|(n, b)| post_items::read(n, b, faults))
            .into_iter()
            .flatten()
            .map(Record::from),
    );
    let survey = bytes("survey.toml").and_then(|(n, b)| survey::read(n, b, faults));
    if let (Some(settings), Some(survey)) = (&settings, &survey) {
        refuse_unknown_quick_area(settings, survey, faults);
    }
    records.extend(survey.map(Record::from));
    let notice = bytes("notice.toml").and_then(|(n, b)| notice::read(n, b, faults));
    if let (Some(settings), Some(notice)) = (&settings, &notice) {
        refuse_unsaid(settings, notice, faults);
    }
    records.extend(notice.map(Record::from));
    records.extend(
        bytes("procedures.toml")
            .and_then(|(n, b)| procedures::read(n, b, faults))
            .into_iter()
            .flatten()
            .map(Record::from),
    );
    records.extend(bytes("map.toml").and_then(|(n, b)| map::read(n, b, faults)).map(Record::from));
    // The property itself comes first.
    records.splice(0..0, settings.map(Record::from));
    Import { records, pins }
}

/// What the kiosk asks with one touch is an area of the form that lies beside it.
fn refuse_unknown_quick_area(settings: &Settings, survey: &SurveyForm, faults: &Faults) {
    let Some(asked) = settings.survey.quick_area.as_ref().filter(|area| survey.areas.iter().all(|a| &a.code != *area)) else { return };
    let codes: Vec<&str> = survey.areas.iter().map(|a| a.code.as_str()).collect();
    let zh = format!("survey.toml 中没有“{asked}”，可用的有：{}", codes.join("、"));
    let column = Column::Key("survey.quick_area".into());
    faults.add(
        "property.toml",
        None,
        Some(column),
        Sentence::new(zh, "no area of survey.toml has this code: use one of these"),
    );
}

/// Nothing is asked of a visitor that the notice beside it does not say.
fn refuse_unsaid(settings: &Settings, notice: &PrivacyNotice, faults: &Faults) {
    let asked = [(settings.visits.identity, Covered::Identity), (settings.visits.photo, Covered::Photo)];
    for (_, unsaid) in asked.into_iter().filter(|(on, covered)| *on && !notice.covers.contains(covered)) {
        let name = unsaid.name();
        let zh = format!("notice.toml 没有告知这一项：请在告知正文中写明，并加上 covers = [\"{name}\"]");
        let en = format!("notice.toml does not say this: say it in the text there, and write covers = [\"{name}\"]");
        faults.add("property.toml", None, Some(Column::Key(format!("visits.{name}"))), Sentence::new(zh, en));
    }
}

/// A misspelt file name would silently leave a part of the property out. What a spreadsheet
/// leaves beside an open file (`~$units.csv`, `.~units.csv`) is none.
fn refuse_unknown_names(files: &BTreeMap<String, Vec<u8>>, faults: &Faults) {
    let ours = |name: &str| (name.ends_with(".csv") || name.ends_with(".toml")) && !name.starts_with(['.', '~']);
    for name in files.keys().filter(|name| ours(name) && !FILES.contains(&name.as_str())) {
        let zh = format!("不认识的文件名，可用的文件：{}", FILES.join("、"));
        faults.add(name, None, None, Sentence::new(zh, "unknown file name: use one of these"));
    }
}
