//! Who can sign, and how a colleague is picked.

use crate::desk::Desk;
use domain::registers::handover::Command;
use domain::registers::staff::Person;
use domain::rights::{Role as StaffRole, Who, right};
use egui::Ui;
use look::widgets::{Field, segmented};
use values::Id;

/// How many colleagues are offered at once.
const OFFERED: usize = 6;

/// The roles that may give this command at all.
pub(super) fn roles_of(command: Command) -> &'static [StaffRole] {
    match right(&command.into()).who {
        Who::Signs(_, roles) | Who::SignedIn(roles) => roles,
        Who::Station | Who::VisitorOrSignedIn => &StaffRole::ALL,
    }
}

/// What is typed to find a colleague, and who was found.
#[derive(Default)]
pub(super) struct Picked {
    typed: String,
    person: Option<Id<Person>>,
}

impl Picked {
    /// Already this person.
    pub(super) fn of(desk: &Desk, person: &Id<Person>) -> Self {
        Self { typed: desk.name_of(person), person: Some(person.clone()) }
    }
    /// Who was picked.
    pub(super) fn person(&self) -> Option<&Id<Person>> {
        self.person.as_ref()
    }
}

/// A field for a name or staff number, with the colleagues who fit below it.
pub(super) fn pick(ui: &mut Ui, desk: &Desk, picked: &mut Picked, likely: &[Id<Person>]) {
    let words = &desk.words.handover;
    let state = desk.state();
    let changed = Field::new(words.owner, &mut picked.typed).hint(words.owner_hint).limit(60).show(ui).changed();
    let typed = picked.typed.trim().to_lowercase();
    let fits = |p: &&Person| p.name.as_str().to_lowercase().contains(&typed) || p.number.as_str().starts_with(&typed);
    let at_work = || state.person.iter().filter(|p| !p.left);
    if changed {
        let exactly: Vec<&Person> = at_work().filter(|p| p.name.as_str().to_lowercase() == typed || p.number.as_str() == typed).collect();
        picked.person = if let [only] = exactly.as_slice() { Some(only.id.clone()) } else { None };
    }
    if picked.person.is_some() {
        return;
    }
    let mut offered: Vec<&Person> = likely.iter().filter_map(|id| state.person.get(id)).filter(|p| !p.left).filter(fits).collect();
    for person in at_work().filter(fits) {
        if offered.len() < OFFERED && !offered.iter().any(|o| o.id == person.id) {
            offered.push(person);
        }
    }
    let names: Vec<&str> = offered.iter().map(|p| p.name.as_str()).collect();
    if let Some(person) = segmented(ui, &names, usize::MAX).and_then(|i| offered.get(i)) {
        *picked = Picked::of(desk, &person.id);
    }
}
