//! How matters are put into words.

use crate::desk::Desk;
use crate::screens::keys::phrasing::until;
use domain::registers::matters::{Class, Department, Matter, MatterKind, Part};
use look::theme::Tone;
use look::words::matters::Matters;
use look::{Icon, icons};

/// A kind in a word.
pub(crate) fn kind(words: &Matters, kind: MatterKind) -> &'static str {
    let [complaint, repair, request] = words.kinds;
    match kind {
        MatterKind::Complaint => complaint,
        MatterKind::Repair => repair,
        MatterKind::Request => request,
    }
}

/// The picture of a kind.
pub(crate) fn kind_icon(kind: MatterKind) -> Icon {
    match kind {
        MatterKind::Complaint => icons::ICON_FEEDBACK,
        MatterKind::Repair => icons::ICON_BUILD,
        MatterKind::Request => icons::ICON_SUPPORT_AGENT,
    }
}

/// A class in a word; the tone says how grave it is.
pub(crate) fn class(words: &Matters, class: Class) -> (&'static str, Tone) {
    let [minor, important, major, urgent] = words.classes;
    match class {
        Class::Minor => (minor, Tone::Neutral),
        Class::Important => (important, Tone::Amber),
        Class::Major => (major, Tone::Red),
        Class::Urgent => (urgent, Tone::Red),
    }
}

/// A department in a word.
pub(crate) fn department(words: &Matters, department: Department) -> &'static str {
    let [engineering, security, cleaning, greening, finance, customer_service] = words.departments;
    match department {
        Department::Engineering => engineering,
        Department::Security => security,
        Department::Cleaning => cleaning,
        Department::Greening => greening,
        Department::Finance => finance,
        Department::CustomerService => customer_service,
    }
}

/// What passed on, in a word.
pub(crate) fn part(words: &Matters, part: Part) -> &'static str {
    let [owner, claim] = words.parts;
    match part {
        Part::Owner => owner,
        Part::Claim => claim,
    }
}

/// Where a matter stands.
pub(crate) fn state(words: &Matters, matter: &Matter) -> (&'static str, Tone) {
    match (&matter.finished, &matter.claimed) {
        (Some(_), _) => (words.finished, Tone::Green),
        (None, Some(_)) => (words.in_work, Tone::Blue),
        (None, None) => (words.to_claim, Tone::Amber),
    }
}

/// How late an open matter is, or how little time it has left; nothing while there is time.
pub(crate) fn pressing(desk: &Desk, matter: &Matter) -> Option<(String, Tone)> {
    let (said, tone) = until(desk, matter.due_at);
    match tone {
        Tone::Red | Tone::Amber if matter.is_open() => Some((said, tone)),
        Tone::Red | Tone::Amber | Tone::Neutral | Tone::Blue | Tone::Green => None,
    }
}
