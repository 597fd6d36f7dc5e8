//! `keys.csv`: the key cabinet (K-1). A key that is already known keeps its place,
//! suspension and damage: that is the register's own business at import.

use super::csv::{Header, Row, Table, count, one_of};
use super::fault::{Faults, Sentence};
use domain::registers::keys::{Key, KeyKind, KeyPlace};
use domain::registers::property::Unit;
use std::collections::{BTreeMap, BTreeSet};
use values::{Id, KeyNumber, Line, UnitNumber};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Number,
    Unit,
    Kind,
    Name,
    Copies,
}

const HEADERS: &[Header<Of>] = &[
    Header { column: Of::Number, zh: "钥匙号", en: "key", must: true },
    Header { column: Of::Unit, zh: "单元号", en: "unit", must: false },
    Header { column: Of::Kind, zh: "类别", en: "kind", must: true },
    Header { column: Of::Name, zh: "名称", en: "opens", must: true },
    Header { column: Of::Copies, zh: "数量", en: "copies", must: false },
];

/// The kinds as they may be written.
const KINDS: &[(KeyKind, &str, &str)] = &[
    (KeyKind::Door, "房门", "door"),
    (KeyKind::AccessCard, "门禁卡", "access_card"),
    (KeyKind::Mailbox, "信箱", "mailbox"),
    (KeyKind::Parking, "车位", "parking"),
    (KeyKind::Public, "公共区域", "public"),
    (KeyKind::PlantRoom, "设备房", "plant_room"),
];

/// What is known of the units while keys are read.
pub(super) enum Directory<'u> {
    /// These exist.
    Of(&'u BTreeSet<Id<Unit>>),
    /// The file of units could not be read, which is a fault already noted.
    Unreadable,
    /// There is no file of units.
    Absent,
}

/// Reads the file; `None` where it holds no table.
pub(super) fn read(file: &str, bytes: &[u8], units: &Directory<'_>, faults: &Faults) -> Option<Vec<Key>> {
    let table = Table::read(file, bytes, HEADERS, faults)?;
    if let (Directory::Absent, Some(row)) = (units, table.rows().find(|row| !row.cell(Of::Unit).is_empty())) {
        let zh = "钥匙指明了单元，请把 units.csv 一起放入，以便核对";
        row.fault(Of::Unit, Sentence::new(zh, "keys name units: put units.csv beside this file, so that they can be checked"));
    }
    let mut seen = BTreeMap::new();
    Some(table.rows().filter_map(|row| key(&row, units, &mut seen)).collect())
}

fn key(row: &Row<'_, Of>, units: &Directory<'_>, seen: &mut BTreeMap<String, u32>) -> Option<Key> {
    let number = row.must(Of::Number, KeyNumber::parse).filter(|n| row.is_first(seen, Of::Number, n.as_str()));
    let unit = row.may(Of::Unit, |typed| unit(typed, units));
    let kind = row.must(Of::Kind, |typed| one_of(typed, KINDS));
    let name = row.must(Of::Name, Line::parse);
    let copies = row.may(Of::Copies, |typed| count(typed, 1, 99));
    let number = number?;
    Some(Key {
        id: Id::parse(number.as_str()).ok()?,
        number,
        unit: unit?,
        kind: kind?,
        name: name?,
        copies: copies?.unwrap_or(1),
        place: KeyPlace::Cabinet,
        suspended_by: None,
        damaged: false,
    })
}

fn unit(typed: &str, units: &Directory<'_>) -> Result<Id<Unit>, Sentence> {
    let number = UnitNumber::parse(typed)?;
    let id: Id<Unit> = Id::parse(number.as_str())?;
    match units {
        Directory::Of(known) if !known.contains(&id) => Err(Sentence::new(
            format!("units.csv 中没有单元“{id}”，请更正或先补上该单元"),
            format!("units.csv has no unit {id}: mend it here or add the unit there"),
        )),
        Directory::Of(_) | Directory::Unreadable | Directory::Absent => Ok(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_key_can_be_written_in_both_spellings() {
        for kind in KeyKind::ALL {
            let (_, zh, en) = KINDS.iter().find(|(k, _, _)| *k == kind).unwrap();
            assert_eq!((one_of(zh, KINDS), one_of(en, KINDS)), (Ok(kind), Ok(kind)));
            assert_eq!(format!("\"{en}\""), serde_json::to_string(&kind).unwrap(), "the code is the one in the journal");
        }
    }
}
