//! The key cabinet, and a loss to its end.

use super::{Step, control, counter, kiosk, later};
use crate::harness::{LEAD, OPERATOR, TECHNICIAN, id, name, telephone, told};
use domain::registers::keys::{Command as C, KeyKind, LossRole};

pub(super) fn cabinet() -> Vec<Step> {
    let issue = C::Issue {
        issue: id("counter-1-0a0b0c0d-11"),
        key: id("S-004"),
        to: name("样本领用人"),
        telephone: Some(telephone("13800000941")),
        why: told("样本用途"),
        due_at: later(super::BEGIN, 24 * 3_600),
        person: Some(id(LEAD)),
        second: None,
    };
    vec![
        counter(LEAD, issue).signed(LEAD),
        counter(LEAD, C::Return { issue: id("counter-1-0a0b0c0d-11") }),
        counter(LEAD, C::MarkDamaged { key: id("S-001") }),
        counter(LEAD, C::Repaired { key: id("S-001") }),
    ]
}

pub(super) fn loss() -> Vec<Step> {
    let loss = || id("kiosk-1-0a0b0c0d-6");
    let report = C::ReportLoss {
        loss: loss(),
        unit: Some(id("1202")),
        unit_said: None,
        kind: KeyKind::Door,
        reporter: name("样本住户"),
        telephone: Some(telephone("13800000903")),
        lost_when: told("昨天下午"),
        lost_where: told("电梯里"),
        reference: None,
    };
    let known = |role, person| C::AcknowledgeLoss { loss: loss(), role, person: id(person) };
    vec![
        kiosk(report),
        counter(LEAD, C::NameKeys { loss: loss(), keys: [id("S-003")].into() }),
        counter(LEAD, C::CloseLoss { loss: loss(), result: told("尚未处理") }).refused(),
        counter(LEAD, known(LossRole::Lead, LEAD)).signed(LEAD),
        counter(LEAD, known(LossRole::Engineering, TECHNICIAN)).signed(TECHNICIAN),
        control(OPERATOR, known(LossRole::Security, OPERATOR)).signed(OPERATOR),
        counter(TECHNICIAN, C::ChangeLock { loss: loss(), note: told("已换锁芯") }),
        counter(LEAD, C::CloseLoss { loss: loss(), result: told("已换锁，旧钥匙作废") }),
    ]
}
