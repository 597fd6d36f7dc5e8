//! `staff.csv`: who works here, as what, and the PIN of the first day (S-2).

use super::csv::{Header, Row, Table, one_of};
use super::encoding::half_width;
use super::fault::{Faults, Sentence};
use domain::registers::staff::{Person, is_plain};
use domain::rights::Role;
use std::collections::{BTreeMap, BTreeSet};
use values::{Id, PersonName, StaffNumber};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Number,
    Name,
    Roles,
    Pin,
    Left,
}

const HEADERS: &[Header<Of>] = &[
    Header { column: Of::Number, zh: "工号", en: "number", must: true },
    Header { column: Of::Name, zh: "姓名", en: "name", must: true },
    Header { column: Of::Roles, zh: "岗位", en: "roles", must: true },
    Header { column: Of::Pin, zh: "初始密码", en: "first pin", must: false },
    Header { column: Of::Left, zh: "离职", en: "left", must: false },
];

/// The roles as they may be written.
const ROLES: &[(Role, &str, &str)] = &[
    (Role::Clerk, "客服助理", "clerk"),
    (Role::Lead, "领班", "lead"),
    (Role::Supervisor, "主管", "supervisor"),
    (Role::Manager, "客服经理", "manager"),
    (Role::GeneralManager, "总经理", "general_manager"),
    (Role::FloorSteward, "楼层管家", "floor_steward"),
    (Role::ControlRoomOperator, "监控值班员", "control_room_operator"),
    (Role::SecuritySupervisor, "安保主管", "security_supervisor"),
    (Role::EngineeringTechnician, "工程值班技工", "engineering_technician"),
    (Role::EngineeringSupervisor, "工程主管", "engineering_supervisor"),
    (Role::Finance, "财务", "finance"),
];

const YES_NO: &[(bool, &str, &str)] = &[(true, "是", "yes"), (false, "否", "no")];

/// A first PIN and whose it is.
pub(super) type FirstPin = (Id<Person>, String);

/// Reads the file; `None` where it holds no table.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<(Vec<Person>, Vec<FirstPin>)> {
    let table = Table::read(file, bytes, HEADERS, faults)?;
    let mut seen = BTreeMap::new();
    let (mut people, mut pins) = (Vec::new(), Vec::new());
    for row in table.rows() {
        if let Some((person, pin)) = person(&row, &mut seen) {
            pins.extend(pin.map(|pin| (person.id.clone(), pin)));
            people.push(person);
        }
    }
    Some((people, pins))
}

fn person(row: &Row<'_, Of>, seen: &mut BTreeMap<String, u32>) -> Option<(Person, Option<String>)> {
    let number = row.must(Of::Number, StaffNumber::parse).filter(|n| row.is_first(seen, Of::Number, n.as_str()));
    let name = row.must(Of::Name, PersonName::parse);
    let roles = row.must(Of::Roles, roles);
    let pin = row.may(Of::Pin, pin);
    let left = row.may(Of::Left, |typed| one_of(typed, YES_NO));
    let number = number?;
    let id = Id::parse(number.as_str()).ok()?;
    Some((Person { id, number, name: name?, roles: roles?, left: left?.unwrap_or(false) }, pin?))
}

/// One or more roles, separated by 、 or ; or a comma.
fn roles(typed: &str) -> Result<BTreeSet<Role>, Sentence> {
    let parts = typed.split(['、', ';', '；', ',', '，']).map(str::trim).filter(|part| !part.is_empty());
    let roles = parts.map(|part| one_of(part, ROLES)).collect::<Result<BTreeSet<_>, _>>()?;
    if roles.is_empty() { Err(Sentence::new("请至少填写一个岗位", "write at least one role")) } else { Ok(roles) }
}

/// Six digits that are neither all the same nor a run. The sentence never repeats them.
fn pin(typed: &str) -> Result<String, Sentence> {
    let pin = half_width(typed);
    if pin.len() != 6 || !pin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Sentence::new(
            "请填写 6 位数字，首位是 0 时请把该列设为“文本”格式",
            "write six digits; where the first is 0, make the column “text”",
        ));
    }
    if is_plain(&pin) {
        Err(Sentence::new("这个密码太容易猜到，请换一个", "this PIN is too easy to guess: choose another"))
    } else {
        Ok(pin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_can_be_written_in_both_spellings() {
        for role in Role::ALL {
            let (_, zh, en) = ROLES.iter().find(|(r, _, _)| *r == role).unwrap();
            assert_eq!((one_of(zh, ROLES), one_of(en, ROLES)), (Ok(role), Ok(role)));
            assert_eq!(format!("\"{en}\""), serde_json::to_string(&role).unwrap(), "the code is the one in the journal");
        }
        assert_eq!(roles("领班、Control-Room Operator；财务").unwrap().len(), 3);
    }

    #[test]
    fn a_first_pin_is_six_digits_that_nobody_guesses_at_once() {
        for (typed, fine) in [
            ("482915", true),
            ("４８２９１５", true),
            ("000000", false),
            ("123456", false),
            ("987654", false),
            ("12345", false),
            ("48291a", false),
            ("135791", true),
        ] {
            assert_eq!(pin(typed).is_ok(), fine, "{typed}");
        }
    }
}
