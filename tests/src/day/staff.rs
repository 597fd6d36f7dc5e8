//! The people of the property's own staff list, with the first PINs that it gives them.

use super::fault::Fault;
use std::fs;
use std::path::Path;

/// One of the staff.
#[derive(Clone, Debug)]
pub struct Person {
    /// Staff number.
    pub number: String,
    /// Name.
    pub name: String,
    /// First PIN.
    pub pin: String,
    roles: String,
}

/// Whoever acts in the day: the first of each kind in the list.
#[derive(Clone, Debug)]
pub struct Cast {
    /// 客服助理 at the counter by day.
    pub clerk: Person,
    /// 监控值班员 by night.
    pub operator: Person,
    /// 领班.
    pub lead: Person,
    /// 工程主管 or 工程值班技工.
    pub engineer: Person,
    /// 安保主管.
    pub security: Person,
}

impl Cast {
    /// Reads `staff.csv` of the property's files.
    ///
    /// # Errors
    /// The file cannot be read, or a kind of person is missing.
    pub fn read(property: &Path) -> Result<Self, Fault> {
        let file = property.join("staff.csv");
        let text = fs::read_to_string(&file).map_err(Fault::system(file.display()))?;
        let people: Vec<Person> = text.lines().filter_map(person).collect();
        // Whoever holds that role alone, so that nobody acts in two parts.
        let first = |role: &str| {
            let found = people.iter().find(|p| p.roles == role);
            found.cloned().ok_or_else(|| Fault::new(format!("{} names nobody who is only {role}", file.display())))
        };
        Ok(Self {
            clerk: first("客服助理")?,
            operator: first("监控值班员")?,
            lead: first("领班")?,
            engineer: first("工程值班技工")?,
            security: first("安保主管")?,
        })
    }
}

/// 工号,姓名,岗位,初始密码,离职 — comments and the heading do not begin with a number.
fn person(line: &str) -> Option<Person> {
    let mut cells = line.trim().split(',');
    let number = cells.next().filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))?;
    let (name, roles, pin) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Person {
        number: number.to_owned(),
        name: name.to_owned(),
        pin: pin.to_owned(),
        roles: roles.to_owned(),
    })
}
