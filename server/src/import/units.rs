//! `units.csv`: the units of the property, their companies and whom to call (G-13, E-9).

use super::csv::{Header, Row, Table};
use super::encoding::half_width;
use super::fault::{Faults, Sentence};
use domain::registers::property::{Phrase, Unit};
use std::collections::{BTreeMap, BTreeSet};
use values::{Id, Line, Telephone, UnitNumber};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Number,
    Floor,
    Company,
    CompanyEnglish,
    Occupant,
    Telephone,
    EmergencyContact,
}

const HEADERS: &[Header<Of>] = &[
    Header { column: Of::Number, zh: "单元号", en: "unit", must: true },
    Header { column: Of::Floor, zh: "楼层", en: "floor", must: true },
    Header { column: Of::Company, zh: "公司名称", en: "company", must: false },
    Header {
        column: Of::CompanyEnglish,
        zh: "公司英文名",
        en: "company in english",
        must: false,
    },
    Header { column: Of::Occupant, zh: "住户或联系人", en: "occupant", must: false },
    Header { column: Of::Telephone, zh: "电话", en: "telephone", must: false },
    Header {
        column: Of::EmergencyContact,
        zh: "紧急联系人",
        en: "emergency contact",
        must: false,
    },
];

/// What the file holds.
pub(super) struct Units {
    /// The units without a fault.
    pub units: Vec<Unit>,
    /// Every number that the file names, also where the rest of its line is faulty, so
    /// that one fault does not raise others in the files that refer to it.
    pub numbers: BTreeSet<Id<Unit>>,
}

/// Reads the file; `None` where it holds no table.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<Units> {
    let table = Table::read(file, bytes, HEADERS, faults)?;
    let mut seen = BTreeMap::new();
    let mut numbers = BTreeSet::new();
    let units = table.rows().filter_map(|row| unit(&row, &mut seen, &mut numbers)).collect();
    Some(Units { units, numbers })
}

fn unit(row: &Row<'_, Of>, seen: &mut BTreeMap<String, u32>, numbers: &mut BTreeSet<Id<Unit>>) -> Option<Unit> {
    let number = row.must(Of::Number, UnitNumber::parse).and_then(|n| Some((Id::parse(n.as_str()).ok()?, n)));
    let number = number.filter(|(id, _)| {
        numbers.insert(id.clone());
        row.is_first(seen, Of::Number, id.as_str())
    });
    let floor = row.must(Of::Floor, floor);
    let company = row.may(Of::Company, Line::parse);
    let english = row.may(Of::CompanyEnglish, Line::parse);
    let occupant = row.may(Of::Occupant, Line::parse);
    let telephone = row.may(Of::Telephone, Telephone::parse);
    let emergency_contact = row.may(Of::EmergencyContact, Line::parse);
    let (id, number) = number?;
    Some(Unit {
        id,
        number,
        floor: floor?,
        company: phrase(company?, english?),
        occupant: occupant?.map(Into::into),
        telephone: telephone?.map(Into::into),
        emergency_contact: emergency_contact?.map(Into::into),
    })
}

/// A company known in one language only is shown by that name in both.
pub(super) fn phrase(zh: Option<Line>, en: Option<Line>) -> Option<Phrase> {
    let (zh, en) = (zh.map(String::from), en.map(String::from));
    let shown = zh.clone().or_else(|| en.clone())?;
    Some(Phrase { zh: shown.clone(), en: en.unwrap_or(shown), hant: String::new() })
}

/// A floor as it is said: "12F", "B1", "大堂"; at most eight characters.
fn floor(typed: &str) -> Result<String, Sentence> {
    let floor = Line::parse(&half_width(typed)).ok().map(String::from).filter(|f| f.chars().count() <= 8);
    floor
        .ok_or_else(|| Sentence::new("请填写楼层，最多 8 个字，例如 12F、B1", "write the floor in at most 8 characters, such as 12F or B1"))
}
