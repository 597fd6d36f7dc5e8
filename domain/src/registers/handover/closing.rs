//! When a sheet may leave the working set: signed, read, and no longer the end of a chain
//! (B-20, B-22, H-6).

use super::{Addendum, Sheet};
use crate::record::words;
use crate::registers::property::ArchiveFigures;
use crate::{Kind, RecordRef, Recorded, State};
use values::{At, Id};

impl Sheet {
    /// Whether the post goes on from this sheet: it is the last of its chain, or the lead
    /// has yet to sign the one after it, and that signature is chained to this one.
    fn is_chained_to(&self, state: &State) -> bool {
        let last = state.duty_of(self.post).and_then(|d| d.last_sheet.as_ref());
        let awaits_a_hand = |s: &Sheet| s.reviewed.is_none() && s.withdrawn.is_none();
        let next = |s: &&Sheet| s.post == self.post && s.number == self.number.saturating_add(1);
        last == Some(&self.id) || state.sheet.iter().filter(next).any(awaits_a_hand)
    }
}

impl Recorded for Sheet {
    const KIND: Kind = Kind::Sheet;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_sheet_days)
    }
    /// Withdrawn, or read by the lead: one that is not stays and is listed (B-23).
    fn closed_at(&self, state: &State) -> Option<At> {
        match (&self.withdrawn, &self.reviewed) {
            (Some(withdrawn), _) => Some(withdrawn.at),
            (None, Some(reviewed)) => (!self.is_chained_to(state)).then_some(reviewed.at),
            (None, None) => None,
        }
    }
    fn found_by(&self) -> Vec<String> {
        let number = format!("{}-{}", self.post.name(), self.number);
        let people = [Some(&self.outgoing), self.incoming.as_ref(), self.reviewed.as_ref().map(|s| &s.person)];
        words([Some(self.post.name()), Some(number.as_str())].into_iter().chain(people.map(|p| p.map(Id::as_str))))
    }
}

impl Recorded for Addendum {
    const KIND: Kind = Kind::Addendum;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    /// Sealed and erased with its sheet.
    fn family(&self) -> RecordRef {
        RecordRef::to(&self.sheet)
    }
    fn head(&self) -> RecordRef {
        RecordRef::to(&self.sheet)
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_sheet_days)
    }
    /// With its sheet. One that was added to a sheet in the archive stands alone.
    fn closed_at(&self, state: &State) -> Option<At> {
        state.sheet.get(&self.sheet).map_or(Some(self.at), |s| s.closed_at(state)).map(|at| at.max(self.at))
    }
    fn found_by(&self) -> Vec<String> {
        words([Some(self.by.as_str())])
    }
}
