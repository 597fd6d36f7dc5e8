//! How notices are put into words on the staff's screens.

use crate::desk::Desk;
use domain::registers::notices::{Notice, NoticeKind, Status, Wording};
use look::theme::Tone;
use look::words::notices::Notices;
use look::{Icon, icons};

/// Where a notice stands, in a word.
pub(crate) fn state(words: &Notices, status: Status) -> (&'static str, Tone) {
    let [unconfirmed, shown, coming, expired, withdrawn] = words.states;
    match status {
        Status::Unconfirmed => (unconfirmed, Tone::Amber),
        Status::Shown => (shown, Tone::Green),
        Status::Coming => (coming, Tone::Blue),
        Status::Expired => (expired, Tone::Neutral),
        Status::Withdrawn => (withdrawn, Tone::Neutral),
    }
}

/// What it is about.
pub(super) fn kind(words: &Notices, kind: NoticeKind) -> &'static str {
    let [stoppage, weather, event, other] = words.kinds;
    match kind {
        NoticeKind::Stoppage => stoppage,
        NoticeKind::Weather => weather,
        NoticeKind::Event => event,
        NoticeKind::Other => other,
    }
}

/// Its picture.
pub(crate) fn icon(kind: NoticeKind) -> Icon {
    match kind {
        NoticeKind::Stoppage => icons::ICON_WATER_DROP,
        NoticeKind::Weather => icons::ICON_THERMOSTAT,
        NoticeKind::Event => icons::ICON_EVENT,
        NoticeKind::Other => icons::ICON_CAMPAIGN,
    }
}

/// The words in the reader's language.
pub(crate) fn wording<'n>(desk: &Desk, notice: &'n Notice) -> &'n Wording {
    if desk.is_chinese() { &notice.zh } else { &notice.en }
}
