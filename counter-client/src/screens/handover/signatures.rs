//! Part 5: the hands under the sheet: outgoing, incoming, the lead (H-6, H-10, B-22).

use super::paper::part;
use super::people::roles_of;
use super::{Part, boxed, post_name};
use crate::desk::Desk;
use crate::signers::why_not_signed;
use domain::RecordRef;
use domain::registers::handover::{Command, Sheet, Signed};
use domain::registers::staff::{Hand, Person};
use domain::rights::takes_over;
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::Button;
use values::Id;

/// How many digits of a digest are shown.
const DIGITS: usize = 12;

/// A place for a signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// 交班人
    Outgoing,
    /// 接班人
    Incoming,
    /// 领班日审
    Review,
}

impl Place {
    fn command(self, sheet: &Sheet, person: Id<Person>) -> Command {
        let sheet = sheet.id.clone();
        match self {
            Place::Outgoing => Command::SignOutgoing { sheet, person },
            Place::Incoming => Command::SignIncoming { sheet, person },
            Place::Review => Command::Review { sheet, person },
        }
    }
    fn hand(self) -> Hand {
        match self {
            Place::Outgoing => Hand::Outgoing,
            Place::Incoming => Hand::Incoming,
            Place::Review => Hand::Review,
        }
    }
    fn signed(self, sheet: &Sheet) -> Option<&Signed> {
        match self {
            Place::Outgoing => sheet.outgoing_signed.as_ref(),
            Place::Incoming => sheet.incoming_signed.as_ref(),
            Place::Review => sheet.reviewed.as_ref(),
        }
    }
}

/// Why this place cannot be signed now, whoever signs; `None`: it can.
pub(super) fn why_not(desk: &Desk, sheet: &Sheet, place: Place) -> Option<String> {
    let state = desk.state();
    match place {
        Place::Outgoing => {
            let person = state.duty_of(sheet.post).map_or_else(|| sheet.outgoing.clone(), |d| d.person.clone());
            desk.why_not(&place.command(sheet, person).into())
        }
        // The crew of the side that takes over, whatever may sign elsewhere.
        Place::Incoming => why_not_signed(desk, Some(&sheet.outgoing), takes_over(sheet.to), |person| place.command(sheet, person)),
        Place::Review => {
            let roles = roles_of(place.command(sheet, sheet.outgoing.clone()));
            why_not_signed(desk, None, roles, |person| place.command(sheet, person))
        }
    }
}

/// Opens the signature dialog.
pub(super) fn sign(desk: &mut Desk, sheet: &Sheet, place: Place) {
    let words = &desk.words.handover;
    let what = match place {
        Place::Outgoing => words.sign_outgoing,
        Place::Incoming => words.sign_incoming,
        Place::Review => words.sign_review,
    };
    let title = (words.sign_title)(what, post_name(desk, sheet.post), sheet.number);
    let sheet = sheet.clone();
    desk.ask_to_sign(title, move |person| place.command(&sheet, person).into());
}

/// Draws the part.
pub(super) fn signatures(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let state = sheet.is_complete().then_some((words.complete, Tone::Green));
    part(ui, desk, Part::Signatures, words.signatures, state);
    ui.columns(3, |cells| {
        for (cell, place) in cells.iter_mut().zip([Place::Outgoing, Place::Incoming, Place::Review]) {
            one(cell, desk, sheet, place);
        }
    });
}

fn one(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, place: Place) {
    let words = &desk.words.handover;
    let caption = match place {
        Place::Outgoing => words.outgoing,
        Place::Incoming => words.incoming,
        Place::Review => words.review,
    };
    let tone = if place.signed(sheet).is_some() { Tone::Green } else { Tone::Neutral };
    boxed(ui, tone, |ui| {
        ui.set_min_height(108.0);
        ui.spacing_mut().item_spacing.y = DESK.gap * 0.5;
        text::small(ui, caption);
        let Some(signed) = place.signed(sheet) else {
            text::second(ui, words.unsigned);
            if sheet.withdrawn.is_none() {
                let reason = why_not(desk, sheet, place);
                let name = format!("{} {caption}", words.sign_here);
                if ui.add(Button::outlined(words.sign_here).small().named(&name).disabled(reason.as_deref())).clicked() {
                    sign(desk, sheet, place);
                }
            }
            return;
        };
        text::heading(ui, &desk.name_of(&signed.person));
        text::small(ui, &signed.at.minute(desk.state().utc_offset()));
        if let Some(digest) = digest(desk, sheet, place) {
            text::small(ui, &(words.digest)(&digest));
        }
    });
}

/// The first digits of the newest seal of that hand: after an objection there are several.
fn digest(desk: &Desk, sheet: &Sheet, place: Place) -> Option<String> {
    let state = desk.state();
    let of = RecordRef::to(&sheet.id);
    let seals = state.signature.iter().filter(|s| s.of == of && s.hand == place.hand());
    let newest = seals.max_by_key(|s| s.at)?;
    Some(newest.digest.as_str().chars().take(DIGITS).collect())
}
