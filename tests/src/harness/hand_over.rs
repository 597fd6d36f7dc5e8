//! A handover of the desk from the counter to the control room, step by step.

use super::{CLERK, OPERATOR, Property, Staff, id, line, name, person, words};
use domain::registers::handover::{Command, Post, Sheet};
use domain::registers::matters::{self, Class, MatterKind};
use domain::{RecordRef, Station};
use values::Id;

/// Counter and control room, with somebody signed in at each.
#[must_use]
pub fn desks(property: &Property) -> (Staff, Staff) {
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    control.sign_in(OPERATOR);
    (counter, control)
}

/// A matter that must be read back.
#[must_use]
pub fn red_matter(staff: &mut Staff) -> RecordRef {
    let matter: Id<matters::Matter> = staff.new_id();
    let command = matters::Command::Take {
        matter: matter.clone(),
        kind: MatterKind::Complaint,
        class: Class::Major,
        unit: Some(id("1202")),
        contact: name("样本来电人"),
        telephone: None,
        what: words("样本重大投诉"),
        about: None,
        due_at: None,
    };
    staff.ask(command).done();
    RecordRef::to(&matter)
}

/// The counter's clerk takes the book up, opens its sheet and counts everything.
#[must_use]
pub fn counted_sheet(counter: &mut Staff) -> Id<Sheet> {
    if counter.state().duty_of(Post::Desk).is_none() {
        counter.ask(Command::TakeUp { post: Post::Desk }).done();
    }
    let sheet: Id<Sheet> = counter.new_id();
    counter.ask(Command::Open { sheet: sheet.clone(), post: Post::Desk }).done();
    for (item, found, note) in [("desk-telephone", 1, None), ("desk-keys", 1, Some(line("一把在样本经理处").into()))] {
        counter.ask(Command::Count { sheet: sheet.clone(), item: id(item), found, note }).done();
    }
    sheet
}

/// The outgoing signature under a sheet.
#[must_use]
pub fn outgoing(sheet: &Id<Sheet>, who: &str) -> Command {
    Command::SignOutgoing { sheet: sheet.clone(), person: person(who) }
}

/// The incoming signature under a sheet.
#[must_use]
pub fn incoming(sheet: &Id<Sheet>, who: &str) -> Command {
    Command::SignIncoming { sheet: sheet.clone(), person: person(who) }
}

/// The incoming person says who sees to a red item, and what happens next.
#[must_use]
pub fn read_back(sheet: &Id<Sheet>, about: &RecordRef) -> Command {
    Command::ReadBack {
        sheet: sheet.clone(),
        about: about.clone(),
        owner: person(OPERATOR),
        next_step: line("今晚回访").into(),
    }
}

/// The whole handover, counter to control room; the complete sheet.
#[allow(clippy::must_use_candidate, reason = "it is done for what it does")]
pub fn hand_over(counter: &mut Staff, control: &mut Staff) -> Id<Sheet> {
    let red = red_matter(counter);
    let sheet = counted_sheet(counter);
    counter.sign(CLERK, outgoing(&sheet, CLERK)).done();
    control.ask(read_back(&sheet, &red)).done();
    control.sign(OPERATOR, incoming(&sheet, OPERATOR)).done();
    sheet
}

/// The night passes, and the desk goes back in the morning, with what is still open; the complete
/// sheet.
#[allow(clippy::must_use_candidate, reason = "it is done for what it does")]
pub fn hand_back(property: &Property, counter: &mut Staff, control: &mut Staff) -> Id<Sheet> {
    property.clock().minutes_pass(15 * 60);
    // The sessions of the evening are over.
    property.until_nothing_is_due();
    counter.sign_in(CLERK);
    control.sign_in(OPERATOR);
    let red = RecordRef::to(&control.state().open_matters().next().unwrap().id);
    let sheet: Id<Sheet> = control.new_id();
    control.ask(Command::Open { sheet: sheet.clone(), post: Post::Desk }).done();
    for (item, found) in [("desk-telephone", 1), ("desk-keys", 2)] {
        control.ask(Command::Count { sheet: sheet.clone(), item: id(item), found, note: None }).done();
    }
    control.sign(OPERATOR, outgoing(&sheet, OPERATOR)).done();
    let read = Command::ReadBack {
        sheet: sheet.clone(),
        about: red,
        owner: person(CLERK),
        next_step: line("今天拜访").into(),
    };
    counter.ask(read).done();
    counter.sign(CLERK, incoming(&sheet, CLERK)).done();
    sheet
}
