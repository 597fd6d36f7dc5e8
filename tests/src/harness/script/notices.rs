//! A clerk writes what the lobby shows, a lead confirms it; a kiosk is looked after meanwhile.

use super::{Step, counter};
use crate::harness::{CLERK, LEAD, MANAGER, id};
use domain::registers::notices::{Command as C, NoticeKind, Wording};
use domain::registers::terminals::Command as Terminals;
use values::{Line, MINUTE_MS, Text};

/// The steps; they begin a minute after the ones before.
pub(super) fn notices() -> Vec<Step> {
    let notice = || id("counter-1-0a0b0c0d-30");
    let wording = |title: &str, text: &str| Wording { title: Line::parse(title).unwrap(), text: Text::parse(text).unwrap() };
    let (from, until) = (super::BEGIN, super::BEGIN.plus(3 * 24 * 60 * MINUTE_MS));
    let written = |title: &str| (wording(title, "样本内容"), wording("A sample notice", "What people are told"));
    let (zh, en) = written("样本通知");
    let write = C::Write { notice: notice(), kind: NoticeKind::Event, zh, en, from, until };
    let (zh, en) = written("样本停水通知");
    let correct = C::Correct { notice: notice(), kind: NoticeKind::Stoppage, zh, en, from, until };
    vec![
        counter(CLERK, write),
        counter(MANAGER, correct),
        counter(LEAD, C::Confirm { notice: notice(), written_at: super::BEGIN }).refused(),
        counter(CLERK, C::Withdraw { notice: notice() }),
        counter(LEAD, Terminals::BeginMaintenance { terminal: id("kiosk-1") }),
        counter(LEAD, Terminals::EndMaintenance { terminal: id("kiosk-1") }),
    ]
}
