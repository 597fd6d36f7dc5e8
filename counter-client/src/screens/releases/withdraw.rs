//! A lead closes a slip that nobody used, with a reason.

use crate::desk::Desk;
use crate::screens::keys::{Texts, line_dialog};
use domain::registers::releases::{Command, Release};
use egui::Ui;
use values::{Id, Line};

/// Draws the dialog; returns it while it stays open.
pub(super) fn dialog(ui: &mut Ui, desk: &mut Desk, release: Id<Release>, reason: String) -> Option<(Id<Release>, String)> {
    let words = &desk.words.releases;
    let texts = Texts { title: words.withdraw, line: words.withdraw_line, field: words.reason };
    let id = release.clone();
    let command = move |reason: Line| Command::Withdraw { release: id.clone(), reason: reason.into() }.into();
    line_dialog(ui, desk, texts, reason, command).map(|reason| (release, reason))
}

/// Why it could not be withdrawn now, before anything is typed.
pub(super) fn refused(desk: &Desk, release: &Id<Release>) -> Option<String> {
    // Any reason will do: no rule looks at it.
    let reason = Line::parse("x").ok()?;
    desk.why_not(&Command::Withdraw { release: release.clone(), reason: reason.into() }.into())
}
