//! Every command from every station.

use crate::attack::sender::Sender;
use crate::attack::{Reach, Tally};
use crate::harness::{CLERK, LEAD, MONDAY, OPERATOR, Property, id, pin, script, source};
use domain::registers::staff::{self, Person};
use domain::rights::{Refusal, Role, Who, right};
use domain::{Actor, Command, Refusal as Any, Stamp, Station, decide};
use std::collections::{BTreeMap, BTreeSet};
use values::Id;

/// Where, and by whom: "kd" kiosk and both desks, "d" both desks, "c" the counter alone,
/// "k" the kiosk, "o" the operator, "t" the clock; "station" nobody need be signed in,
/// "anyone" any signed-in person, "signs …" a PIN comes with it.
const TABLE: &[(&str, &str, &str)] = &[
    ("appointments.arrive", "d", "anyone"),
    ("appointments.lapse", "t", "station"),
    ("appointments.make", "d", "anyone"),
    ("appointments.withdraw", "d", "anyone"),
    ("archive.accept_history", "o", "station"),
    ("archive.consult", "d", "anyone"),
    ("archive.export", "o", "station"),
    ("archive.sweep", "t", "station"),
    ("calls.answer", "d", "station"),
    ("calls.ring", "k", "station"),
    ("clock.confirm", "d", "signs lead supervisor manager general_manager security_supervisor"),
    ("clock.confirm_named", "o", "station"),
    ("clock.doubt", "t", "station"),
    ("corrections.correct", "c", "signs lead supervisor manager general_manager"),
    ("devices.report", "k", "station"),
    ("emergencies.acknowledge", "d", "station"),
    ("emergencies.ring_again", "t", "station"),
    ("emergencies.ring_next", "t", "station"),
    ("emergencies.stand_down", "d", "anyone"),
    ("emergencies.start", "d", "station"),
    ("emergencies.tick_roll", "d", "station"),
    ("emergencies.tick_step", "d", "station"),
    ("erasures.consult", "c", "signs lead supervisor manager general_manager"),
    ("erasures.erase", "c", "signs lead supervisor manager general_manager"),
    ("erasures.erase_named", "o", "station"),
    ("erasures.find", "o", "station"),
    ("erasures.lapse", "t", "station"),
    ("erasures.reapply", "o", "station"),
    ("found_keys.receive", "d", "anyone"),
    ("found_keys.report", "kd", "visitor or anyone"),
    ("found_keys.settle", "d", "anyone"),
    ("handover.add_addendum", "d", "anyone"),
    ("handover.clear", "d", "anyone"),
    ("handover.count", "d", "anyone"),
    ("handover.object", "d", "anyone"),
    ("handover.open", "d", "anyone"),
    ("handover.override", "d", "signs manager general_manager"),
    ("handover.read_back", "d", "anyone"),
    ("handover.remark", "d", "anyone"),
    ("handover.review", "c", "signs lead supervisor manager general_manager"),
    ("handover.sign_incoming", "d", "signs clerk lead supervisor manager control_room_operator security_supervisor"),
    ("handover.sign_outgoing", "d", "signs anyone"),
    ("handover.special", "d", "anyone"),
    ("handover.take_up", "d", "anyone"),
    ("handover.withdraw", "d", "anyone"),
    ("keys.acknowledge_loss", "d", "signs anyone"),
    ("keys.change_lock", "d", "anyone"),
    ("keys.close_loss", "c", "lead supervisor manager general_manager"),
    ("keys.issue", "d", "signs lead supervisor manager general_manager security_supervisor"),
    ("keys.mark_damaged", "d", "anyone"),
    ("keys.name_keys", "d", "anyone"),
    ("keys.repaired", "d", "lead supervisor manager general_manager security_supervisor"),
    ("keys.report_loss", "kd", "visitor or anyone"),
    ("keys.return", "d", "anyone"),
    ("matters.add_note", "d", "anyone"),
    ("matters.claim", "d", "anyone"),
    ("matters.finish", "d", "anyone"),
    ("matters.hand_to", "d", "anyone"),
    ("matters.release", "d", "anyone"),
    ("matters.take", "d", "anyone"),
    ("matters.transfer", "d", "anyone"),
    ("notices.confirm", "c", "lead supervisor manager general_manager"),
    ("notices.correct", "c", "clerk lead supervisor manager general_manager"),
    ("notices.withdraw", "c", "clerk lead supervisor manager general_manager"),
    ("notices.write", "c", "clerk lead supervisor manager general_manager"),
    ("property.import", "o", "station"),
    ("releases.confirm", "d", "anyone"),
    ("releases.issue", "c", "signs lead supervisor manager general_manager"),
    ("releases.withdraw", "c", "lead supervisor manager general_manager"),
    ("staff.add", "d", "signs manager general_manager"),
    ("staff.edit", "d", "signs manager general_manager"),
    ("staff.end_session", "t", "station"),
    ("staff.lock", "d", "station"),
    ("staff.set_credential", "o", "station"),
    ("staff.sign_in", "d", "station"),
    ("staff.sign_out", "d", "station"),
    ("staff.unlock", "d", "station"),
    ("surveys.add_reasons", "k", "station"),
    ("surveys.add_word", "k", "station"),
    ("surveys.answer", "k", "station"),
    ("terminals.begin_maintenance", "c", "lead supervisor manager general_manager"),
    ("terminals.end_maintenance", "c", "lead supervisor manager general_manager"),
    ("terminals.end_program", "k", "signs anyone"),
    ("terminals.enrol", "o", "station"),
    ("terminals.find_gap", "t", "station"),
    ("terminals.note_turned_away", "t", "station"),
    ("terminals.note_gap", "d", "lead supervisor manager general_manager"),
    ("terminals.pair", "d", "signs manager general_manager"),
    ("terminals.rename", "o", "station"),
    ("terminals.revoke", "o", "station"),
    ("visits.come_by_code", "k", "station"),
    ("visits.issue_pass", "d", "anyone"),
    ("visits.record_answer", "d", "anyone"),
    ("visits.register", "kd", "visitor or anyone"),
    ("visits.sign_out", "d", "anyone"),
    ("visits.sign_out_by_code", "k", "station"),
];

fn stations(letters: &str) -> BTreeSet<Station> {
    let of = |letter| match letter {
        'k' => vec![Station::Kiosk],
        'd' => vec![Station::Counter, Station::ControlRoom],
        'c' => vec![Station::Counter],
        'o' => vec![Station::Operator],
        't' => vec![Station::Clock],
        other => panic!("{other}"),
    };
    letters.chars().flat_map(of).collect()
}

fn who(command: &Command) -> String {
    let names = |roles: &[Role]| -> String {
        if roles == Role::ALL {
            return "anyone".into();
        }
        let name = |r: &Role| serde_json::to_value(r).unwrap().as_str().unwrap().to_owned();
        roles.iter().map(name).collect::<Vec<_>>().join(" ")
    };
    match right(command).who {
        Who::Station => "station".into(),
        Who::VisitorOrSignedIn => "visitor or anyone".into(),
        Who::SignedIn(roles) => names(roles),
        Who::Signs(_, roles) => format!("signs {}", names(roles)),
    }
}

/// One command of every name.
fn commands() -> Result<BTreeMap<String, Command>, String> {
    let commands = script::one_of_each();
    let known = source::command_names();
    let listed: BTreeSet<String> = TABLE.iter().map(|(n, ..)| (*n).to_owned()).collect();
    let used: BTreeSet<String> = commands.keys().cloned().collect();
    if used != known || listed != known {
        return Err(format!("a command without a row or a place in the scripted day: {known:?}, {listed:?}, {used:?}"));
    }
    Ok(commands)
}

/// Why the table refuses a command, if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Station,
    Nobody,
    Proof,
    Role,
}

impl Why {
    fn of(refusal: Option<&Any>) -> Option<Self> {
        match refusal {
            Some(Any::Right(Refusal::NotAtThisStation)) => Some(Self::Station),
            Some(Any::Right(Refusal::SignInFirst)) => Some(Self::Nobody),
            Some(Any::Right(Refusal::PinNeeded)) => Some(Self::Proof),
            Some(Any::Right(Refusal::NotYourRole { .. })) => Some(Self::Role),
            _ => None,
        }
    }
}

/// Commands of the scripted day whose post stands at the counter: at the control room their own
/// rule refuses them after the table has let them in.
const OF_THE_COUNTERS_POST: [&str; 1] = ["handover.open"];

/// Who asks: signed in or not, and whose PIN was right.
struct Asking<'a> {
    station: Station,
    signed_in: Option<&'a Person>,
    proof: Option<&'a Person>,
}

/// What the table says of a command whose signer is `signer`, in the words of the table alone.
fn by_table(letters: &str, by: &str, asking: &Asking<'_>, signer: &Person) -> Option<Why> {
    let has = |person: &Person| {
        let role = |r: &Role| by.split(' ').any(|word| word == serde_json::to_value(r).unwrap().as_str().unwrap());
        by.contains("anyone") || person.roles.iter().any(role)
    };
    if !stations(letters).contains(&asking.station) {
        return Some(Why::Station);
    }
    if by == "station" || (by.starts_with("visitor") && asking.station == Station::Kiosk) {
        return None;
    }
    let person = if by.starts_with("signs") {
        asking.proof.filter(|p| p.id == signer.id).ok_or(Why::Proof)
    } else {
        asking.signed_in.ok_or(Why::Nobody)
    };
    person.map_or_else(Some, |p| (!has(p)).then_some(Why::Role))
}

fn note(tally: &mut Tally, right: Option<Why>, was: Option<Why>, what: impl FnOnce() -> String) {
    let what = || format!("{}: the table says {right:?}, and it was {was:?}", what());
    if right.is_some() { tally.must_refuse(was == right, what) } else { tally.must_admit(was == right, what) }
}

/// Every command at every station by everybody, signed in or not, with their PIN, another's or none,
/// as the rules decide it.
///
/// # Errors
/// A command without a row, a row without a command, or a row that is not the product's.
pub fn by_everybody(tally: &mut Tally) -> Result<(), String> {
    let commands = commands()?;
    let property = Property::new();
    let state = property.desk().state().clone();
    let people: Vec<&Person> = state.person.iter().collect();
    for &(name, letters, by) in TABLE {
        let product = (right(&commands[name]).stations.iter().copied().collect(), who(&commands[name]));
        if product != (stations(letters), by.to_owned()) {
            return Err(format!("{name} has other rights than the table says: {product:?}"));
        }
        for station in Station::ALL {
            for (n, person) in people.iter().enumerate() {
                let command = signed_by(&commands[name], &person.id);
                let other = people[(n + 1) % people.len()];
                for (signed_in, proof) in [(false, None), (true, None), (true, Some(other)), (false, Some(*person)), (true, Some(*person))]
                {
                    let asking = Asking { station, signed_in: signed_in.then_some(*person), proof };
                    let refusal = decide(&state, &command, &stamp(&asking)).err();
                    let right = by_table(letters, by, &asking, person);
                    note(tally, right, Why::of(refusal.as_ref()), || format!("{name} at {station:?} by {}", person.id));
                }
            }
        }
    }
    Ok(())
}

/// The same over the wire: real terminals, sessions and PINs. What a terminal says about itself
/// does not matter, nor who is signed in at another.
///
/// # Errors
/// As [`by_everybody`].
pub fn over_the_wire(reach: &Reach, tally: &mut Tally) -> Result<(), String> {
    let (commands, property) = (commands()?, Property::new());
    let state = property.desk().state().clone();
    for station in [Station::Counter, Station::ControlRoom] {
        let (mut here, mut beside) = (Sender::enrolled(&property, station), Sender::enrolled(&property, station));
        for person in state.person.iter().filter(|p| !reach.short || [CLERK, LEAD, OPERATOR].contains(&p.id.as_str())) {
            here.sign_in(&property, &person.id);
            // Signing out comes last, so that somebody is signed in until then.
            let ends = ["staff.sign_in", "staff.sign_out", "staff.lock"];
            for (name, letters, by) in TABLE.iter().filter(|(n, ..)| !ends.contains(n)) {
                let command = signed_by(&commands[*name], &person.id);
                let signs = by.starts_with("signs");
                let asking = Asking { station, signed_in: Some(person), proof: signs.then_some(person) };
                let refusal = here.submit(&property, &command, if signs { pin(person.id.as_str()) } else { String::new() })?;
                let what = || format!("{name} at {station:?} by {}, over the wire", person.id);
                let elsewhere = station == Station::ControlRoom && OF_THE_COUNTERS_POST.contains(name);
                let right = if elsewhere { Some(Why::Station) } else { by_table(letters, by, &asking, person) };
                note(tally, right, Why::of(refusal.as_ref()), what);
                // With the incarnation of the terminal beside, where somebody is signed in.
                let asking = Asking { station, signed_in: None, proof: None };
                let refusal = beside.submit(&property, &command, String::new())?;
                let what = || format!("{name} at {station:?} beside the session of {}", person.id);
                note(tally, by_table(letters, by, &asking, person), Why::of(refusal.as_ref()), what);
            }
            here.submit(&property, &staff::Command::SignOut {}.into(), String::new())?;
        }
    }
    let strange = property.desk().state().terminal.iter().any(|t| t.id.as_str() == "kiosk-1");
    tally.must_hold(!strange, || "a terminal enrolled another".into());
    Ok(())
}

/// The command as this person would sign it.
fn signed_by(command: &Command, person: &Id<Person>) -> Command {
    let mut form = serde_json::to_value(command).unwrap();
    let fields = form
        .as_object_mut()
        .and_then(|f| f.values_mut().next()?.as_object_mut()?.values_mut().next()?.as_object_mut());
    // Where a person is what it is about, "by" says who signs.
    let signer = fields.and_then(|f| if f.contains_key("by") { f.get_mut("by") } else { f.get_mut("person") });
    if let (Some(signer), true) = (signer, matches!(right(command).who, Who::Signs(..))) {
        *signer = serde_json::to_value(person).unwrap();
    }
    serde_json::from_value(form).unwrap()
}

fn stamp(asking: &Asking<'_>) -> Stamp {
    Stamp {
        revision: 1_000,
        at: MONDAY,
        actor: asking.signed_in.map_or(Actor::Station, |p| Actor::Person(p.id.clone())),
        station: asking.station,
        terminal: id("terminal-1"),
        seq: 1,
        incarnation: "a".into(),
        offline: None,
        proof: asking.proof.map(|p| p.id.clone()),
        second: None,
        holder: None,
        expected: None,
        clock_shows: None,
    }
}
