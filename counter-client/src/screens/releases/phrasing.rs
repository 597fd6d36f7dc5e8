//! How goods releases are put into words on the staff's screens.

use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::releases::{Check, Fees, Goods, Release, Standing, Status};
use look::theme::Tone;
use look::words::Words;
use look::words::releases::Releases;
use values::LocalDay;

/// Where a slip stands, in a word.
pub(crate) fn state(words: &Releases, release: &Release, today: LocalDay) -> (&'static str, Tone) {
    let [mismatched, unreconciled, good, used, replaced, withdrawn] = words.states;
    match release.status(today) {
        Status::Mismatched => (mismatched, Tone::Red),
        Status::Unreconciled => (unreconciled, Tone::Amber),
        Status::Good => (good, Tone::Blue),
        Status::Used => (used, Tone::Green),
        Status::Replaced => (replaced, Tone::Neutral),
        Status::Withdrawn => (withdrawn, Tone::Neutral),
    }
}

/// By what right somebody carries goods out.
pub(super) fn standing(words: &Releases, standing: Standing) -> &'static str {
    let [owner, for_owner, tenant] = words.standings;
    match standing {
        Standing::Owner => owner,
        Standing::ForOwner => for_owner,
        Standing::Tenant => tenant,
    }
}

/// What was checked, or is to be.
pub(crate) fn check(words: &Releases, check: Check) -> &'static str {
    let [papers, declaration, telephoned, confirmed] = words.check_names;
    match check {
        Check::Papers => papers,
        Check::Declaration => declaration,
        Check::OwnerTelephoned => telephoned,
        Check::OwnerConfirmed => confirmed,
    }
}

/// Whether the fees are paid; for the counter alone.
pub(super) fn fees(words: &Words, fees: &Fees) -> String {
    match fees {
        Fees::Settled => words.releases.fees_settled.to_owned(),
        Fees::Owed { reason } => format!("{} · {}", words.releases.fees_owed, told(words, reason)),
    }
}

/// One line of a slip.
pub(super) fn goods_of(words: &Words, goods: &Goods) -> String {
    (words.releases.goods_of)(&told(words, &goods.name), goods.count)
}

/// What leaves, in one line.
pub(crate) fn goods_line(words: &Words, release: &Release) -> String {
    let lines: Vec<String> = release.goods.iter().map(|goods| goods_of(words, goods)).collect();
    lines.join(words.common.list_comma)
}

/// The number of a slip by its id.
pub(super) fn number(desk: &Desk, release: &values::Id<Release>) -> String {
    desk.state().release.get(release).map_or_else(|| release.to_string(), |r| r.number.clone())
}
