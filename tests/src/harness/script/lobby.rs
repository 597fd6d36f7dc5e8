//! The lobby: visitors come and go, faces are touched.

use super::{Step, VISITOR_INSIDE, clock, control, counter, kiosk};
use crate::harness::photo::jpeg;
use crate::harness::{CLERK, OPERATOR, id, name, telephone, told, words};
use domain::registers::appointments::Command as Appointments;
use domain::registers::found_keys::{Command as Found, FoundPlace};
use domain::registers::keys::KeyKind;
use domain::registers::surveys::{Command as Survey, Face};
use domain::registers::visits::{Agreement, Command as C, Host, Particulars, Purpose};
use values::{IdentityNumber, LocalDay, PassNumber, Photo, PlateNumber, ReportNumber, VisitCode, VisitMark};

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
        particulars: Particulars::default(),
    }
}

fn with_photo(mut register: C) -> C {
    if let C::Register { particulars, .. } = &mut register {
        particulars.photo = Photo::parse(&jpeg(400)).ok().map(|photo| Box::new(photo.into()));
    }
    register
}

pub(super) fn visits() -> Vec<Step> {
    let code = |code: &str| VisitCode::parse(code).unwrap();
    let (first, second) = ("kiosk-1-0a0b0c0d-1", "counter-1-0a0b0c0d-2");
    vec![
        kiosk(register(first, "010001")),
        counter(CLERK, register(second, "020002")),
        kiosk(with_photo(register(VISITOR_INSIDE, "010003"))).offline(),
        counter(CLERK, C::IssuePass { visit: id(second), pass: PassNumber::parse("F-07").unwrap() }),
        counter(CLERK, C::SignOut { visit: id(second), pass_returned: true }),
        kiosk(C::SignOutByCode { code: code("010001") }),
        kiosk(C::SignOutByCode { code: code("010001") }).refused(),
    ]
}

/// Somebody is expected and comes by code, somebody is let in at the counter, somebody does not come.
pub(super) fn appointments() -> Vec<Step> {
    let make = |appointment: &str, code: &str| Appointments::Make {
        appointment: id(appointment),
        code: VisitCode::parse(code).unwrap(),
        name: name("样本预约访客"),
        telephone: Some(telephone("13800000933")),
        host: Host { unit: Some(id("1201")), whom: None },
        purpose: Purpose::Work,
        people: 4,
        children: 0,
        particulars: Particulars {
            plate: Some(PlateNumber::parse("粤B12345").unwrap().into()),
            company: Some(told("样本工程公司")),
            identity: Some(IdentityNumber::parse("34052419800101001X").unwrap().into()),
            photo: None,
        },
        from: LocalDay::of(super::BEGIN, 480),
        until: LocalDay::of(super::BEGIN, 480),
    };
    let (first, second, third) = ("counter-1-0a0b0c0d-21", "counter-1-0a0b0c0d-22", "control-room-1-0a0b0c0d-23");
    let code = |code: &str| VisitCode::parse(code).unwrap();
    let come = C::ComeByCode {
        visit: id("kiosk-1-0a0b0c0d-24"),
        code: code("010024"),
        known: code("020021"),
        notice: Some(Agreement { version: id("2026-1"), at: super::BEGIN }),
        mark: Some(VisitMark::drawn(24).into()),
    };
    vec![
        counter(CLERK, make(first, "020021")),
        counter(CLERK, make(second, "020022")),
        control(OPERATOR, make(third, "030023")),
        kiosk(come),
        counter(CLERK, C::RecordAnswer { visit: id("kiosk-1-0a0b0c0d-24"), receives: true }),
        counter(
            CLERK,
            Appointments::Arrive {
                appointment: id(second),
                visit: id("counter-1-0a0b0c0d-25"),
                code: code("020025"),
            },
        ),
        control(OPERATOR, Appointments::Withdraw { appointment: id(third) }),
        clock(60, Appointments::Lapse { appointments: vec![id(first)] }),
    ]
}

/// A key is found, taken in and given back.
pub(super) fn found_keys() -> Vec<Step> {
    let found = || id("kiosk-1-0a0b0c0d-31");
    let report = Found::Report {
        found: found(),
        reference: Some(ReportNumber::made_by(1, 31)),
        kind: KeyKind::AccessCard,
        found_where: told("样本电梯"),
        says: Some(told("样本字样")),
        place: FoundPlace::Brought,
        finder: Some(name("样本拾获人")),
        telephone: Some(telephone("13800000934")),
    };
    let settle = Found::Settle { found: found(), result: told("样本结果") };
    vec![kiosk(report), counter(CLERK, Found::Receive { found: found() }), control(OPERATOR, settle)]
}

pub(super) fn survey() -> Vec<Step> {
    let answer = || id("kiosk-1-0a0b0c0d-5");
    let touched = Survey::Answer {
        answer: answer(),
        form: id("2026-1"),
        area: "repair".into(),
        face: Face::Unhappy,
        sitting: id("sitting-1"),
        matter: None,
    };
    let reasons = vec!["speed".into()];
    vec![
        kiosk(touched),
        kiosk(Survey::AddReasons { answer: answer(), reasons }),
        kiosk(Survey::AddWord { answer: answer(), word: words("样本意见") }),
    ]
}
