//! The staff of the small property, by number, and short ways to write values.

use domain::registers::staff;
use values::{Id, Line, PersonName, Personal, Telephone, Text};

/// 客服助理
pub const CLERK: &str = "1001";
/// 领班
pub const LEAD: &str = "1002";
/// 主管
pub const SUPERVISOR: &str = "1003";
/// 客服经理
pub const MANAGER: &str = "1004";
/// 总经理
pub const GENERAL_MANAGER: &str = "1005";
/// 楼层管家
pub const STEWARD: &str = "1006";
/// 监控值班员
pub const OPERATOR: &str = "1007";
/// 安保主管
pub const SECURITY: &str = "1008";
/// 工程值班技工
pub const TECHNICIAN: &str = "1009";
/// 工程主管
pub const ENGINEER: &str = "1010";
/// 财务
pub const FINANCE: &str = "1011";
/// A second clerk.
pub const CLERK_TWO: &str = "1021";
/// A second control-room operator.
pub const OPERATOR_TWO: &str = "1027";

/// The first PIN of a person, as `property-small/staff.csv` has it.
#[must_use]
pub fn pin(person: &str) -> String {
    format!("27{person}")
}
/// An id.
#[must_use]
#[track_caller]
pub fn id<T>(text: &str) -> Id<T> {
    Id::parse(text).unwrap()
}
/// A person's id.
#[must_use]
#[track_caller]
pub fn person(number: &str) -> Id<staff::Person> {
    id(number)
}
/// A line.
#[must_use]
#[track_caller]
pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}
/// A personal line.
#[must_use]
#[track_caller]
pub fn told(text: &str) -> Personal<Line> {
    line(text).into()
}
/// A personal text.
#[must_use]
#[track_caller]
pub fn words(text: &str) -> Personal<Text> {
    Text::parse(text).unwrap().into()
}
/// A name.
#[must_use]
#[track_caller]
pub fn name(text: &str) -> Personal<PersonName> {
    PersonName::parse(text).unwrap().into()
}
/// A telephone.
#[must_use]
#[track_caller]
pub fn telephone(number: &str) -> Personal<Telephone> {
    Telephone::parse(number).unwrap().into()
}
