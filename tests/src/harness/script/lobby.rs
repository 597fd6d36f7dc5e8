//! The lobby: visitors come and go, faces are touched.

use super::{Step, VISITOR_INSIDE, counter, kiosk};
use crate::harness::{CLERK, id, name, telephone, told, words};
use domain::registers::surveys::{Command as Survey, Face};
use domain::registers::visits::{Agreement, Command as C, Host, Purpose};
use values::{PassNumber, VisitCode};

fn register(visit: &str, code: &str) -> C {
    C::Register {
        visit: id(visit),
        code: VisitCode::parse(code).unwrap(),
        name: name("样本·访客"),
        telephone: Some(telephone("13800000931")),
        host: Host { unit: Some(id("1201")), whom: Some(told("样本联系人")) },
        purpose: Purpose::Meeting,
        people: 2,
        children: 1,
        notice: Some(Agreement { version: id("2026-1"), at: super::BEGIN }),
        mark: None,
    }
}

pub(super) fn visits() -> Vec<Step> {
    let code = |code: &str| VisitCode::parse(code).unwrap();
    let (first, second) = ("kiosk-1-0a0b0c0d-1", "counter-1-0a0b0c0d-2");
    vec![
        kiosk(register(first, "010001")),
        counter(CLERK, register(second, "020002")),
        kiosk(register(VISITOR_INSIDE, "010003")).offline(),
        counter(CLERK, C::IssuePass { visit: id(second), pass: PassNumber::parse("F-07").unwrap() }),
        counter(CLERK, C::SignOut { visit: id(second), pass_returned: true }),
        kiosk(C::SignOutByCode { code: code("010001") }),
        kiosk(C::SignOutByCode { code: code("010001") }).refused(),
    ]
}

pub(super) fn survey() -> Vec<Step> {
    let answer = || id("kiosk-1-0a0b0c0d-5");
    let touched = Survey::Answer {
        answer: answer(),
        form: id("2026-1"),
        area: "repair".into(),
        face: Face::Unhappy,
        sitting: id("sitting-1"),
    };
    vec![kiosk(touched), kiosk(Survey::AddWord { answer: answer(), word: words("样本意见") })]
}
