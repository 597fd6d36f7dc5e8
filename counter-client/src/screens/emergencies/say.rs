//! What to say: the card for the call to 119, the sentences for visitors, whom to telephone (B-25).

use crate::desk::Desk;
use domain::Station;
use domain::registers::emergencies::Run;
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Card, Field, key_values};
use values::{Id, Telephone};

/// The step at which 119 is called; a procedure with it has the card.
const CALL_119: &str = "call_119";

/// What is typed on the card while somebody is on the telephone; it is read aloud, not sent.
#[derive(Default)]
pub(super) struct FireCard {
    run: Option<Id<Run>>,
    part: String,
    burning: String,
    how_much: String,
}

/// Whether 119 is to be called in this run and nobody has ticked it.
pub(super) fn is_119_to_be_called(desk: &Desk, run: &Run) -> bool {
    let state = desk.state();
    let asked = state.procedure.get(&run.procedure).is_some_and(|p| p.steps.iter().any(|s| s.code == CALL_119));
    asked && !state.is_ticked(run, CALL_119)
}

/// Draws card, sentences and telephones.
pub(super) fn say(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let state = desk.state();
    let Some(procedure) = state.procedure.get(&run.procedure) else { return };
    if procedure.steps.iter().any(|s| s.code == CALL_119) {
        card_119(ui, desk, run);
        ui.add_space(DESK.gap * 0.6);
    }
    let words = &desk.words.emergencies;
    if !procedure.sayings.is_empty() {
        Card::titled(words.sayings).show(ui, |ui| {
            for saying in &procedure.sayings {
                text::body(ui, desk.phrase(saying));
                ui.add_space(DESK.gap * 0.2);
            }
        });
        ui.add_space(DESK.gap * 0.6);
    }
    if !procedure.telephones.is_empty() {
        Card::titled(words.telephones).show(ui, |ui| {
            for telephone in &procedure.telephones {
                text::strong(ui, desk.phrase(telephone));
            }
        });
    }
}

fn card_119(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let words = &desk.words.emergencies;
    let state = desk.state();
    let fire = &mut desk.drafts.emergencies.fire;
    if fire.run.as_ref() != Some(&run.id) {
        let part = run.place.as_ref().and_then(|p| p.clear()).map(ToString::to_string).unwrap_or_default();
        *fire = FireCard { run: Some(run.id.clone()), part, ..FireCard::default() };
    }
    let caller = desk
        .person()
        .map(|p| p.name.as_str().to_owned())
        .or_else(|| super::claimed(desk).and_then(|n| n.clear().map(|n| n.as_str().to_owned())));
    Card::titled(words.card_119).tone(if run.drill { Tone::Amber } else { Tone::Red }).show(ui, |ui| {
        if run.drill {
            text::strong(ui, words.card_119_drill);
        }
        text::second(ui, words.card_119_line);
        if let Some(settings) = state.property() {
            key_values(ui, 1, &[(words.property, desk.phrase(&settings.name)), (words.address, desk.phrase(&settings.address))]);
        }
        let fire = &mut desk.drafts.emergencies.fire;
        Field::new(words.part, &mut fire.part).hint(words.place_hint).limit(200).show(ui);
        Field::new(words.burning, &mut fire.burning).hint(words.burning_hint).limit(200).show(ui);
        Field::new(words.how_much, &mut fire.how_much).hint(words.how_much_hint).limit(200).show(ui);
        let telephone = state.property().map(|s| match desk.station {
            Station::ControlRoom => &s.control_room_telephone,
            Station::Counter | Station::Kiosk | Station::Operator | Station::Clock => &s.counter_telephone,
        });
        let telephone = telephone.map(Telephone::printed).unwrap_or_default();
        key_values(ui, 1, &[(words.caller, caller.as_deref().unwrap_or(words.say_yourself)), (words.telephone, &telephone)]);
    });
}
