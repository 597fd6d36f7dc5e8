//! The screen of people's data: a question and each change are signed, what is shown is
//! forgotten, and a receipt stays.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::{Desk, Signed};
use counter_client::frame::frame_ui;
use counter_client::screens::SCREENS;
use counter_client::screens::person::person_ui;
use domain::registers::corrections::Command as Corrections;
use domain::registers::emergencies;
use domain::registers::erasures::Command as Erasures;
use domain::registers::matters::{Class, Command as Matters, Matter, MatterKind};
use domain::registers::visits::{Command as Visits, Host, Purpose, Visit};
use domain::{Command, Record, RecordRef, Station};
use duty::{NOBODY, SIZES, act, everything_lies_inside, place_of};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, at, fill, id, name, picture, shows, telephone, text, told};
use look::words::{Language, words};
use terminal::{AboutPerson, Bytes, ConsoleAnswer, ConsoleQuestion, Event, FoundFamily, Zeroizing};
use values::{At, VisitCode};

const ZH: Language = Language::ZhHans;
const NAME: &str = "王样本";
const TELEPHONE: &str = "13800005521";

/// Somebody inside, and a matter of theirs.
fn house() -> House {
    let mut house = duty::house();
    let register = Visits::Register {
        visit: id("v1"),
        code: VisitCode::made_by(1, 1),
        name: name(NAME),
        telephone: Some(telephone(TELEPHONE)),
        host: Host { unit: Some(id("1206")), whom: Some(told("样本经理")) },
        purpose: Purpose::Work,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    let take = Matters::Take {
        matter: id("m1"),
        kind: MatterKind::Request,
        class: Class::Minor,
        unit: Some(id("1206")),
        contact: name(NAME),
        telephone: Some(telephone(TELEPHONE)),
        what: text("会议室空调噪音很大"),
        about: None,
        due_at: None,
    };
    act(&mut house, at(-50), Station::Counter, CLERK, register);
    act(&mut house, at(-40), Station::Counter, CLERK, take);
    house
}

fn visit() -> RecordRef {
    RecordRef::to::<Visit>(&id("v1"))
}

fn matter() -> RecordRef {
    RecordRef::to::<Matter>(&id("m1"))
}

fn family(record: impl Into<Record>, kept: &str, names: bool) -> FoundFamily {
    let record = record.into();
    let name = record.reference().to_string();
    FoundFamily {
        records: vec![Zeroizing::new(serde_json::to_vec(&record).unwrap())],
        in_all: 1,
        lapses_ms: at(30 * 1_440).0,
        kept: kept.into(),
        named_in: names.then(|| name.clone()).into_iter().collect(),
        family: name,
    }
}

/// What the server says of them; the unit's register names them too, and a matter's text.
fn part(house: &House) -> AboutPerson {
    let state = &house.state;
    let mut mentioned = state.matter.get(&id("m1")).unwrap().clone();
    mentioned.id = id("m2");
    let families = vec![
        family(state.unit.get(&id("1206")).unwrap().clone(), "register", true),
        family(state.visit.get(&id("v1")).unwrap().clone(), "open", true),
        family(state.matter.get(&id("m1")).unwrap().clone(), "open", true),
        family(mentioned, "", false),
    ];
    AboutPerson { in_all: 4, families, next_after: String::new() }
}

/// The whole window with this screen open.
fn window(house: &House, language: Language, (width, height): (f32, f32)) -> Harness<'static, Desk> {
    let mut desk = house.desk(Station::Counter, CLERK, language);
    desk.screen = place_of(person_ui);
    let setup = |context: &egui::Context| look::theme::install(context, look::theme::DESK);
    let builder = Harness::builder().with_size(egui::vec2(width, height)).with_context_setup(setup);
    let mut harness = builder.build_ui_state(frame_ui, desk);
    harness.run_ok();
    harness
}

/// A button of this name; a tab or a label may have the same.
#[track_caller]
fn press(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).scroll_to_me();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run_ok();
}

/// Opens a family of the list by a part of its name.
#[track_caller]
fn choose(harness: &mut Harness<'_, Desk>, part: &str) {
    let has = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|name| name.contains(part));
    harness.query_all_by_role(Role::ListItem).find(has).unwrap_or_else(|| panic!("no {part}")).click();
    harness.run_ok();
}

/// Types telephone and reason, and has a lead sign; what is asked of the server.
#[track_caller]
fn asks(harness: &mut Harness<'_, Desk>) -> ConsoleQuestion {
    let w = harness.state().words;
    fill(harness, w.person.telephone, "138-0000-5521");
    press(harness, w.person.reasons[0]);
    press(harness, w.person.look);
    question(harness)
}

/// What the lead's signature asks, as the dialog would.
#[track_caller]
fn question(harness: &mut Harness<'_, Desk>) -> ConsoleQuestion {
    let to_sign = harness.state_mut().to_sign.take().expect("a signature is asked for");
    let Signed::Question(_, make) = to_sign.then else { panic!("a question is signed") };
    harness.run_ok();
    make(LEAD.into(), "48291573".to_owned().into())
}

/// The command that the lead's signature makes.
#[track_caller]
fn signed(harness: &mut Harness<'_, Desk>) -> Command {
    let to_sign = harness.state_mut().to_sign.take().expect("a signature is asked for");
    let Signed::Command(make) = to_sign.then else { panic!("a command is signed") };
    let command = make(id(LEAD), None);
    assert_eq!(harness.state().why_not(&command), None, "{}", command.name());
    harness.run_ok();
    command
}

fn answered(harness: &mut Harness<'_, Desk>, part: AboutPerson) {
    let desk = harness.state_mut();
    desk.console.sent(7, String::new());
    desk.hear_console(7, &ConsoleAnswer::About(part));
    harness.run_ok();
}

/// The screen with what was found.
fn found(house: &House, language: Language) -> Harness<'static, Desk> {
    let mut harness = window(house, language, SIZES[1]);
    asks(&mut harness);
    answered(&mut harness, part(house));
    harness
}

/// The server has done it: what it put comes down.
fn done(harness: &mut Harness<'_, Desk>, house: &mut House, command: Command) {
    act(house, at(0), Station::Counter, LEAD, command);
    let desk = harness.state_mut();
    let (revision, terminal) = (desk.replica.revision() + 1, desk.terminal.clone());
    let spelled = |record: Record| (record.reference().to_string(), Some(Bytes::from(serde_json::to_vec(&record).unwrap())));
    let state = &house.state;
    let erasures = state.erasure.iter().cloned().map(Record::from);
    let changes = erasures.chain(state.correction.iter().cloned().map(Record::from)).map(spelled).collect();
    let commit = Event::Commit {
        revision,
        at_ms: at(0).0,
        changes,
        command: String::new(),
        terminal: String::new(),
        incarnation: Bytes::new(),
        seq: 1,
    };
    assert_eq!(desk.replica.take(commit), None);
    desk.replica.settle(&terminal, Station::Counter);
    harness.run_ok();
}

#[test]
fn q3_whose_data_is_asked_for_by_telephone_and_reason_with_a_leads_signature() {
    for language in Language::ALL {
        let w = words(language);
        let mut harness = window(&house(), language, SIZES[0]);
        assert!(shows(&harness, w.person.recorded) && shows(&harness, w.person.telephone_note));
        press(&mut harness, w.person.look);
        assert!(harness.state().to_sign.is_none(), "not without a number and a reason");
        let ConsoleQuestion::AboutPerson { number, telephone, reason, after, .. } = asks(&mut harness) else { panic!("another question") };
        assert_eq!(
            (number.as_str(), telephone.as_str(), reason.as_str(), after.as_str()),
            (LEAD, TELEPHONE, w.person.reasons[0], "")
        );
    }
}

#[test]
fn q3_what_there_is_is_shown_whole_with_what_keeps_it_and_until_when() {
    for language in Language::ALL {
        let w = words(language);
        let mut harness = found(&house(), language);
        assert!(shows(&harness, &(w.person.found)(4, 4)) && shows(&harness, &(w.person.wiped_at)("10:10")));
        assert!(shows(&harness, w.person.kept_line[2]) && shows(&harness, "住户1206"), "the register's");
        choose(&mut harness, NAME);
        for said in [w.person.places[0], w.person.kept_line[0], "12-23 10:00", "样本经理", TELEPHONE] {
            assert!(shows(&harness, said), "{said}");
        }
    }
}

#[test]
fn q3_an_answer_is_shown_only_where_it_was_asked_for() {
    let house = house();
    let mut harness = window(&house, ZH, SIZES[1]);
    answered(&mut harness, part(&house));
    assert_eq!(harness.state().drafts.person.held(), 0, "nobody asked");
    asks(&mut harness);
    harness.state_mut().screen = 0;
    harness.run_ok();
    answered(&mut harness, part(&house));
    assert_eq!(harness.state().drafts.person.held(), 0, "whoever asked has left the screen");
}

#[test]
fn q3_what_was_shown_is_gone_when_the_screen_is_left_or_locked_or_after_ten_minutes() {
    type Leaves = fn(&mut Desk);
    let ways: [(&str, Leaves); 4] = [
        ("left", |desk| desk.screen = 0),
        ("locked", Desk::lock),
        ("another person", |desk| {
            let session = domain::registers::staff::Session {
                id: desk.terminal.beside(),
                person: id(LEAD),
                station: Station::Counter,
                since: at(0),
                locked_at: None,
                ended_at: None,
            };
            let (record, revision) = (Record::from(session), desk.replica.revision() + 1);
            let changes = vec![(record.reference().to_string(), Some(Bytes::from(serde_json::to_vec(&record).unwrap())))];
            let (command, terminal, incarnation) = (String::new(), String::new(), Bytes::new());
            desk.replica.take(Event::Commit { revision, at_ms: 0, changes, command, terminal, incarnation, seq: 1 });
            let terminal = desk.terminal.clone();
            desk.replica.settle(&terminal, Station::Counter);
        }),
        ("ten minutes", |desk| desk.now = at(10)),
    ];
    for (way, leave) in ways {
        let mut harness = found(&house(), ZH);
        harness.state_mut().now = At(at(10).0 - 1);
        harness.run_ok();
        assert_eq!(harness.state().drafts.person.held(), 4, "{way}");
        leave(harness.state_mut());
        harness.run_ok();
        harness.state_mut().screen = place_of(person_ui);
        harness.run_ok();
        assert_eq!(harness.state().drafts.person.held(), 0, "{way}");
        assert!(!shows(&harness, NAME) && !shows(&harness, TELEPHONE), "{way}");
        let field = harness.query_all_by_label(words(ZH).person.telephone).find(|n| n.accesskit_node().is_text_input());
        assert!(field.is_none_or(|f| f.value().is_none_or(|v| v.is_empty())), "{way}: nor the number");
    }
}

#[test]
fn q3_one_or_all_are_erased_by_a_leads_signature_and_the_receipt_says_what_and_what_waits_and_no_more() {
    for language in Language::ALL {
        let w = &words(language).person;
        let mut house = house();
        let mut harness = found(&house, language);
        choose(&mut harness, NAME);
        press(&mut harness, w.erase);
        let one = signed(&mut harness);
        assert!(matches!(&one, Command::Erasures(Erasures::Erase { families, .. }) if families == &[visit()]), "{one:?}");
        harness.get_by_label(&(w.scope)(4)[1]).click();
        harness.run_ok();
        press(&mut harness, w.erase);
        let all = signed(&mut harness);
        assert!(matches!(&all, Command::Erasures(Erasures::Erase { families, .. }) if families.len() == 4), "{all:?}");
        assert!(shows(&harness, &(w.found)(4, 4)), "until the server has done it");
        done(&mut harness, &mut house, all);
        assert_eq!(harness.state().drafts.person.held(), 0);
        let kinds = &words(language).refusals.kinds;
        for said in [w.receipt, "乙领班", &(w.count)(kinds.matter, 1), w.kept_line[0], w.kept_line[2], "counter-1-a-1"] {
            assert!(shows(&harness, said), "{said}");
        }
        assert!(!shows(&harness, NAME) && !shows(&harness, TELEPHONE));
        press(&mut harness, w.copy);
        assert!(shows(&harness, w.copied));
        press(&mut harness, w.again);
        assert!(!shows(&harness, w.receipt), "nobody types the number twice");
        press(&mut harness, w.look);
        assert!(matches!(question(&mut harness), ConsoleQuestion::AboutPerson { telephone, .. } if telephone.as_str() == TELEPHONE));
    }
}

#[test]
fn q3_only_what_names_the_person_in_a_place_of_its_own_is_put_right_by_what_parses() {
    let w = &words(ZH).person;
    let mut house = house();
    let mut harness = found(&house, ZH);
    press(&mut harness, w.correct);
    assert!(!shows(&harness, w.correct_line), "the register is the operator's");
    harness.get_by_label(&(w.scope)(4)[1]).click();
    harness.run_ok();
    assert!(shows(&harness, &(w.correctable)(2, 4)));
    press(&mut harness, w.correct);
    press(&mut harness, w.correct);
    assert!(harness.state().to_sign.is_none() && shows(&harness, w.correct_line), "nothing is filled in");
    fill(&mut harness, w.new_telephone, "12");
    assert!(shows(&harness, words(ZH).forms.telephone_wrong));
    fill(&mut harness, w.new_telephone, "900000222");
    fill(&mut harness, w.new_name, "王改正");
    press(&mut harness, w.correct);
    assert!(harness.state().to_sign.is_none(), "129… is no number");
    let field = |h: &mut Harness<'_, Desk>| {
        press(h, words(ZH).common.cancel);
        press(h, w.correct);
        fill(h, w.new_name, "王改正");
    };
    field(&mut harness);
    press(&mut harness, w.correct);
    let command = signed(&mut harness);
    let Command::Corrections(Corrections::Correct { of, name: new, telephone, .. }) = &command else { panic!("{command:?}") };
    assert_eq!((&of[..], new.as_ref(), telephone.is_none()), (&[visit(), matter()][..], Some(&name("王改正")), true));
    done(&mut harness, &mut house, command);
    for said in [w.receipt, w.parts[0], "乙领班", "来访 1 份", "事项 1 份"] {
        assert!(shows(&harness, said), "{said}");
    }
    assert!(!shows(&harness, "王改正"));
}

#[test]
fn b27_whom_an_alarm_looks_for_cannot_be_corrected_here() {
    let w = &words(ZH).person;
    let mut house = house();
    let start = emergencies::Command::Start { run: id("r1"), procedure: id("fire"), place: None, drill: true, name: None };
    act(&mut house, at(-5), Station::ControlRoom, NOBODY, start);
    let mut harness = found(&house, ZH);
    choose(&mut harness, NAME);
    assert!(shows(&harness, &(w.correctable)(0, 1)));
    press(&mut harness, w.correct);
    assert!(!shows(&harness, w.correct_line));
}

#[test]
fn q3_a_record_of_the_archive_can_be_corrected_though_no_terminal_has_it() {
    let house = house();
    let mut archived = house.state.visit.get(&id("v1")).unwrap().clone();
    archived.id = id("long-gone");
    let mut harness = window(&house, ZH, SIZES[1]);
    asks(&mut harness);
    answered(&mut harness, AboutPerson { in_all: 1, families: vec![family(archived, "", true)], next_after: String::new() });
    press(&mut harness, words(ZH).person.correct);
    fill(&mut harness, words(ZH).person.new_name, "王改正");
    press(&mut harness, words(ZH).person.correct);
    assert!(matches!(signed(&mut harness), Command::Corrections(_)));
}

#[test]
fn q3_the_rest_of_a_long_list_is_signed_for_again_and_the_number_not_typed_again() {
    let w = &words(ZH).person;
    let house = house();
    let mut harness = window(&house, ZH, SIZES[1]);
    asks(&mut harness);
    let whole = part(&house);
    let first = AboutPerson {
        families: whole.families[..2].to_vec(),
        next_after: visit().to_string(),
        in_all: 4,
    };
    answered(&mut harness, first);
    assert!(shows(&harness, &(w.found)(4, 2)));
    press(&mut harness, w.more);
    let ConsoleQuestion::AboutPerson { telephone, after, .. } = question(&mut harness) else { panic!("another question") };
    assert_eq!((telephone.as_str(), after), (TELEPHONE, visit().to_string()));
    answered(&mut harness, AboutPerson { families: whole.families[2..].to_vec(), next_after: String::new(), in_all: 4 });
    assert!(shows(&harness, &(w.found)(4, 4)) && harness.state().drafts.person.held() == 4);
}

#[test]
fn q1_the_page_of_a_record_tells_that_it_was_corrected_by_whom_and_when() {
    let mut house = house();
    let correct = Corrections::Correct {
        correction: id("c1"),
        of: vec![visit(), matter()],
        name: None,
        telephone: Some(telephone("13900000222")),
        person: id(LEAD),
    };
    act(&mut house, at(-3), Station::Counter, LEAD, correct);
    for draw in [counter_client::screens::visits::visits_ui as fn(&mut egui::Ui, &mut Desk), counter_client::screens::matters::matters_ui] {
        let mut desk = house.desk(Station::Counter, CLERK, ZH);
        desk.screen = place_of(draw);
        let mut harness = fixture::screen(desk, draw);
        choose(&mut harness, NAME);
        assert!(shows(&harness, words(ZH).person.was_corrected[1]) && shows(&harness, "09:57"));
    }
}

#[test]
fn the_screen_has_its_tab_at_the_counter_alone() {
    let screen = &SCREENS[place_of(person_ui)];
    for station in [Station::Counter, Station::ControlRoom] {
        assert_eq!(screen.stations.contains(&station), station == Station::Counter);
    }
}

#[test]
fn everything_on_it_lies_inside_its_window_at_every_size() {
    let house = house();
    for language in Language::ALL {
        let shown = || {
            let mut desk = house.desk(Station::Counter, CLERK, language);
            desk.screen = place_of(person_ui);
            desk
        };
        everything_lies_inside(shown, person_ui);
    }
}

#[test]
#[ignore = "draws pictures, for people to look at"]
fn draws_the_form_what_was_found_and_the_receipts() {
    for language in Language::ALL {
        let w = &words(language).person;
        let mut house = house();
        picture(&mut window(&house, language, SIZES[0]), &format!("person-form-{language:?}"));
        let mut harness = found(&house, language);
        picture(&mut harness, &format!("person-register-{language:?}"));
        choose(&mut harness, NAME);
        picture(&mut harness, &format!("person-found-{language:?}"));
        press(&mut harness, w.correct);
        picture(&mut harness, &format!("person-correct-{language:?}"));
        press(&mut harness, words(language).common.cancel);
        harness.get_by_label(&(w.scope)(4)[1]).click();
        harness.run_ok();
        press(&mut harness, w.erase);
        picture(&mut harness, &format!("person-sign-{language:?}"));
        let command = signed(&mut harness);
        done(&mut harness, &mut house, command);
        picture(&mut harness, &format!("person-receipt-{language:?}"));
    }
}
