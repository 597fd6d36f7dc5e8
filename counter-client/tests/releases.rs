//! The screen of goods releases (G-1, B-15), used as the counter and the gate use it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::{Connection, Desk};
use counter_client::frame::frame_ui;
use counter_client::screens::handover::handover_ui;
use counter_client::screens::releases::{releases_ui, waiting};
use domain::registers::handover::{Command as Handover, Post};
use domain::registers::releases::{Check, Command, Fees, Goods, Standing};
use domain::{Command as Any, Station};
use duty::{everything_lies_inside, place_of};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, MANAGER, OPERATOR, asked, at, fill, id, name, picture, press, screen, shows, telephone, told};
use look::words::releases::Releases;
use look::words::{Language, words};
use terminal::{Event, Outcome};

const ZH: Language = Language::ZhHans;
const OWED: &str = "经理同意先行放行";
const DAY: i64 = 24 * 60;

fn zh() -> &'static Releases {
    &words(ZH).releases
}
fn goods(lines: &[(&str, u32)]) -> Vec<Goods> {
    lines.iter().map(|(name, count)| Goods { name: told(name), count: *count }).collect()
}
fn slip(release: &str, fees: Fees, replaces: Option<&str>) -> Command {
    Command::Issue {
        release: id(release),
        unit: id("1206"),
        carrier: name("王样本"),
        telephone: Some(telephone("13800005521")),
        standing: Standing::Owner,
        checks: [Check::Papers].into(),
        goods: goods(&[("三人沙发", 1), ("纸箱", 12)]),
        plate: Some(told("样A00001")),
        exit: told("地库货运出口"),
        fees,
        replaces: replaces.map(id),
        person: id(LEAD),
    }
}
fn owed() -> Fees {
    Fees::Owed { reason: told(OWED) }
}
fn confirm(release: &str, counted: &[u32]) -> Command {
    Command::Confirm { release: id(release), counted: counted.to_vec() }
}

/// One slip that is good, with fees owed.
fn good() -> House {
    let mut house = duty::house();
    house.did(-30, Station::Counter, LEAD, slip("s1", owed(), None));
    house
}

/// One left over from yesterday, one used, one flagged, one withdrawn, one that is good.
fn full() -> House {
    let mut house = duty::house();
    house.did(-DAY, Station::Counter, LEAD, slip("yesterday", Fees::Settled, None));
    for release in ["used", "flagged", "withdrawn"] {
        house.did(-60, Station::Counter, LEAD, slip(release, owed(), None));
    }
    house.did(-50, Station::ControlRoom, OPERATOR, confirm("used", &[1, 12]));
    house.did(-40, Station::ControlRoom, OPERATOR, confirm("flagged", &[1, 11]));
    let withdraw = Command::Withdraw { release: id("withdrawn"), reason: told("改日搬运") };
    house.did(-35, Station::Counter, LEAD, withdraw);
    house.did(-30, Station::Counter, LEAD, slip("good", owed(), None));
    house
}

fn at_desk(house: &House, station: Station, person: &str) -> Harness<'static, Desk> {
    screen(house.desk(station, person, ZH), releases_ui)
}
/// The whole window, at this screen.
fn window(house: &House, station: Station, person: &str, language: Language) -> Harness<'static, Desk> {
    let mut desk = house.desk(station, person, language);
    desk.screen = place_of(releases_ui);
    screen(desk, frame_ui)
}
fn releases_asked(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    asked(harness)
        .into_iter()
        .map(|c| if let Any::Releases(c) = c { c } else { panic!("{}", c.name()) })
        .collect()
}
/// Presses the row of this slip.
fn choose(harness: &mut Harness<'_, Desk>, number: &str) {
    harness.query_all_by_label_contains(&format!("{number} · ")).next().unwrap().click();
    harness.run();
}
/// Types over what stands in a field.
fn overwrite(harness: &mut Harness<'_, Desk>, label: &str, text: &str) {
    harness.query_all_by_label(label).find(|n| n.accesskit_node().is_text_input()).unwrap().focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    fill(harness, label, text);
}
/// Whether a button of this name would do something.
fn is_ready(harness: &Harness<'_, Desk>, label: &str) -> bool {
    !harness.get_by_label(label).accesskit_node().is_disabled()
}
/// Fills the form for one sofa of an owner who has paid.
fn fill_form(harness: &mut Harness<'_, Desk>) {
    let w = zh();
    press(harness, w.issue);
    fill(harness, w.unit, "1206");
    press(harness, "1206 远景样本科技有限公司");
    fill(harness, w.carrier, "赵样本");
    press(harness, w.standings[0]);
    press(harness, w.check_names[0]);
    fill(harness, &(w.goods_name)(1), "三人沙发");
    fill(harness, w.exit, "地库货运出口");
    press(harness, w.fees_settled);
}

#[test]
fn it_draws_empty_and_full_in_both_languages_at_both_stations() {
    for language in Language::ALL {
        let w = &words(language).releases;
        for (station, person) in [(Station::Counter, LEAD), (Station::ControlRoom, OPERATOR)] {
            let place = format!("{}-{language:?}", station.name());
            let mut empty = window(&House::empty(), station, person, language);
            assert!(shows(&empty, w.no_releases));
            picture(&mut empty, &format!("releases-empty-{place}"));
            let mut harness = window(&full(), station, person, language);
            assert!(shows(&harness, w.mismatched_line), "what waits longest for somebody is shown first");
            picture(&mut harness, &format!("releases-flagged-{place}"));
            choose(&mut harness, "2026-0005");
            assert!(shows(&harness, w.states[2]));
            picture(&mut harness, &format!("releases-good-{place}"));
        }
        let mut harness = window(&full(), Station::Counter, LEAD, language);
        choose(&mut harness, "2026-0003");
        press(&mut harness, w.replace);
        picture(&mut harness, &format!("releases-issue-{language:?}"));
        let mut harness = window(&good(), Station::ControlRoom, OPERATOR, language);
        press(&mut harness, w.differs);
        picture(&mut harness, &format!("releases-differs-{language:?}"));
    }
}

#[test]
fn nothing_lies_beside_the_window_or_under_another_thing() {
    for (station, person) in [(Station::Counter, LEAD), (Station::ControlRoom, OPERATOR)] {
        everything_lies_inside(|| full().desk(station, person, ZH), releases_ui);
        everything_lies_inside(|| good().desk(station, person, Language::En), releases_ui);
    }
}

#[test]
fn b15_what_waits_for_a_lead_is_counted_at_both_stations_and_stands_first() {
    for (station, person) in [(Station::Counter, CLERK), (Station::ControlRoom, OPERATOR)] {
        assert_eq!(waiting(&good().desk(station, person, ZH)), 0);
        assert_eq!(waiting(&full().desk(station, person, ZH)), 2, "the flagged one, and yesterday's");
    }
    let harness = at_desk(&full(), Station::Counter, LEAD);
    let mut rows: Vec<_> = harness
        .query_all_by_role(egui::accesskit::Role::ListItem)
        .map(|n| (n.rect().top() as i32, n.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort();
    let numbers: Vec<&str> = rows.iter().filter_map(|(_, row)| row.get(..9)).collect();
    assert_eq!(numbers, ["2026-0003", "2026-0001", "2026-0005", "2026-0004", "2026-0002"]);
    let mut harness = harness;
    press(&mut harness, &format!("{} 1", zh().good_only));
    assert!(shows(&harness, "2026-0005 ·") && !shows(&harness, "2026-0001 ·"));
}

#[test]
fn g1_the_lead_issues_with_their_own_pin_and_says_first_how_the_fees_stand() {
    let w = zh();
    let mut harness = window(&duty::house(), Station::Counter, CLERK, ZH);
    fill_form(&mut harness);
    assert!(is_ready(&harness, w.confirm_issue));
    press(&mut harness, w.fees_owed);
    assert!(!is_ready(&harness, w.confirm_issue), "nothing owed leaves without a reason");
    fill(&mut harness, w.fees_reason, OWED);
    press(&mut harness, w.confirm_issue);
    assert!(shows(&harness, &(w.sign_issue)("1206")));
    fill(&mut harness, words(ZH).desk.number, LEAD);
    fill(&mut harness, words(ZH).desk.pin, "135246");
    press(&mut harness, words(ZH).desk.sign);
    let asked: Vec<_> = harness.state_mut().take_asked().into_iter().map(|a| (a.command, a.pins.first().to_owned())).collect();
    let [(Any::Releases(Command::Issue { release: _, standing, checks, goods: lines, fees, replaces, person, .. }), pin)] = &asked[..]
    else {
        panic!("{asked:?}")
    };
    assert_eq!((standing, checks, fees), (&Standing::Owner, &[Check::Papers].into(), &owed()));
    assert_eq!((lines, replaces, person, pin.as_str()), (&goods(&[("三人沙发", 1)]), &None, &id(LEAD), "135246"));
}

#[test]
fn g1_whoever_is_no_lead_cannot_sign() {
    let mut harness = window(&duty::house(), Station::Counter, CLERK, ZH);
    fill_form(&mut harness);
    press(&mut harness, zh().confirm_issue);
    fill(&mut harness, words(ZH).desk.number, CLERK);
    fill(&mut harness, words(ZH).desk.pin, "135246");
    press(&mut harness, words(ZH).desk.sign);
    assert!(harness.state_mut().take_asked().is_empty());
    assert!(shows(&harness, "此项需由"));
}

#[test]
fn g1_what_somebody_vouches_for_is_not_chosen_beforehand() {
    let w = zh();
    let mut harness = at_desk(&duty::house(), Station::Counter, LEAD);
    fill_form(&mut harness);
    press(&mut harness, w.check_names[0]);
    assert!(!is_ready(&harness, w.confirm_issue), "the papers are not checked");
    press(&mut harness, w.standings[1]);
    for check in [w.check_names[1], w.check_names[2]] {
        assert!(!is_ready(&harness, w.confirm_issue));
        press(&mut harness, check);
    }
    assert!(is_ready(&harness, w.confirm_issue));
    press(&mut harness, w.add_line);
    assert!(!is_ready(&harness, w.confirm_issue), "a line without goods");
    press(&mut harness, &(w.remove_line)(2));
    assert!(is_ready(&harness, w.confirm_issue));
    for wrong in ["0", "1000", "x"] {
        overwrite(&mut harness, &(w.goods_count)(1), wrong);
        assert!(!is_ready(&harness, w.confirm_issue), "{wrong}");
    }
    overwrite(&mut harness, &(w.goods_count)(1), "999");
    assert!(is_ready(&harness, w.confirm_issue));
}

/// A new form says nothing about fees; until somebody does, nothing can be signed.
#[test]
fn b15_arrears_show_to_the_lead_before_the_slip_is_issued() {
    let w = zh();
    let mut harness = at_desk(&duty::house(), Station::Counter, LEAD);
    press(&mut harness, w.issue);
    fill(&mut harness, w.unit, "1206");
    press(&mut harness, "1206 远景样本科技有限公司");
    fill(&mut harness, w.carrier, "赵样本");
    press(&mut harness, w.standings[2]);
    press(&mut harness, w.check_names[3]);
    fill(&mut harness, &(w.goods_name)(1), "三人沙发");
    fill(&mut harness, w.exit, "地库货运出口");
    assert!(shows(&harness, w.fees_line) && !is_ready(&harness, w.confirm_issue));
    press(&mut harness, w.fees_settled);
    assert!(is_ready(&harness, w.confirm_issue));
}

#[test]
fn what_was_typed_stays_until_the_server_has_issued_the_slip() {
    let w = zh();
    let refused: domain::Refusal = domain::Refusal::Right(domain::rights::Refusal::PinNeeded);
    for (outcome, issued) in [(Outcome::Refused(serde_json::to_vec(&refused).unwrap()), false), (Outcome::Committed, true)] {
        let mut harness = window(&duty::house(), Station::Counter, LEAD, ZH);
        fill_form(&mut harness);
        press(&mut harness, w.confirm_issue);
        fill(&mut harness, words(ZH).desk.number, LEAD);
        fill(&mut harness, words(ZH).desk.pin, "135246");
        press(&mut harness, words(ZH).desk.sign);
        let asked = harness.state_mut().take_asked().remove(0);
        let desk = harness.state_mut();
        desk.replica.expect(1, asked.command, desk.now);
        desk.replica.settle(&id("counter-1"), Station::Counter);
        harness.run();
        assert!(!is_ready(&harness, w.confirm_issue), "it is on its way");
        let desk = harness.state_mut();
        let revision = desk.replica.revision() + 1;
        desk.replica.take(Event::Answered { seq: 1, outcome, revision });
        desk.replica.settle(&id("counter-1"), Station::Counter);
        harness.run();
        assert_eq!(shows(&harness, "2026-0001"), issued);
        let typed = harness.query_all_by_label(w.carrier).any(|n| n.accesskit_node().is_text_input());
        assert_eq!(typed, !issued, "a wrong PIN costs nobody what they typed");
    }
}

#[test]
fn b15_the_gate_counts_and_one_press_says_that_all_is_there() {
    let w = zh();
    let mut harness = at_desk(&good(), Station::ControlRoom, OPERATOR);
    assert!(shows(&harness, "三人沙发") && shows(&harness, w.gate_line));
    press(&mut harness, w.all_alike);
    assert_eq!(releases_asked(&mut harness), [confirm("s1", &[1, 12])]);
}

#[test]
fn b15_where_something_differs_each_line_is_counted_and_the_slip_is_flagged() {
    let w = zh();
    let mut harness = at_desk(&good(), Station::ControlRoom, OPERATOR);
    press(&mut harness, w.differs);
    assert!(shows(&harness, w.differs_line));
    press(&mut harness, &(w.fewer_of)("纸箱"));
    press(&mut harness, &(w.fewer_of)("纸箱"));
    press(&mut harness, &(w.more_of)("三人沙发"));
    assert!(harness.query_by_label(w.all_alike).is_none(), "it is not all alike");
    press(&mut harness, w.keep_count);
    assert_eq!(releases_asked(&mut harness), [confirm("s1", &[2, 10])]);

    let mut harness = at_desk(&good(), Station::ControlRoom, OPERATOR);
    press(&mut harness, w.differs);
    overwrite(&mut harness, &(w.found_of)("纸箱"), "x");
    assert!(!is_ready(&harness, w.keep_count), "no figure");
    press(&mut harness, words(ZH).common.cancel);
    assert!(shows(&harness, w.all_alike), "as it stood");
}

#[test]
fn at_the_counter_nobody_lets_goods_out_by_the_press_after_issuing() {
    let w = zh();
    let mut harness = at_desk(&good(), Station::Counter, LEAD);
    assert!(harness.query_by_label(w.all_alike).is_none());
    press(&mut harness, w.count_here);
    press(&mut harness, w.all_alike);
    assert_eq!(releases_asked(&mut harness), [confirm("s1", &[1, 12])]);
}

#[test]
fn b15_the_gate_sees_nothing_of_money() {
    let w = zh();
    for (station, person, sees) in [(Station::Counter, LEAD, true), (Station::ControlRoom, OPERATOR, false)] {
        let mut harness = window(&full(), station, person, ZH);
        for number in ["2026-0001", "2026-0002", "2026-0003", "2026-0004", "2026-0005"] {
            choose(&mut harness, number);
            let said = [OWED, w.fees, w.fees_owed, w.fees_settled].iter().any(|text| shows(&harness, text));
            assert_eq!(said, sees, "{number} at {station:?}");
        }
        assert_eq!(harness.query_by_label(w.issue).is_some(), sees, "slips are issued at the counter");
    }
}

#[test]
fn b15_a_mismatch_leads_to_a_new_slip_with_what_stood_on_the_old_one() {
    let w = zh();
    let mut harness = at_desk(&full(), Station::Counter, LEAD);
    assert!(shows(&harness, &(w.unlike)(12, 11)) && harness.query_by_label(w.all_alike).is_none());
    press(&mut harness, w.replace);
    assert!(shows(&harness, &(w.issue_instead)("2026-0003")));
    overwrite(&mut harness, &(w.goods_count)(2), "11");
    assert!(!is_ready(&harness, w.confirm_issue), "what was checked is asked for anew");
    press(&mut harness, w.check_names[0]);
    press(&mut harness, w.fees_settled);
    press(&mut harness, w.confirm_issue);
    let to_sign = harness.state_mut().to_sign.take().unwrap();
    let counter_client::desk::Signed::Command(make) = to_sign.then else { panic!("a command is signed") };
    let Any::Releases(Command::Issue { replaces, goods: lines, carrier, exit, .. }) = make(id(LEAD), None) else { panic!("a slip") };
    assert_eq!(replaces, Some(id("flagged")));
    assert_eq!((lines, carrier, exit), (goods(&[("三人沙发", 1), ("纸箱", 11)]), name("王样本"), told("地库货运出口")));
}

#[test]
fn g1_a_lead_withdraws_with_a_reason_and_nobody_else_does() {
    let w = zh();
    for (person, may) in [(CLERK, false), (LEAD, true), (MANAGER, true)] {
        let mut harness = at_desk(&full(), Station::Counter, person);
        choose(&mut harness, "2026-0001");
        assert!(shows(&harness, w.unreconciled_line));
        assert_eq!(is_ready(&harness, w.withdraw), may, "{person}");
        if may {
            press(&mut harness, w.withdraw);
            fill(&mut harness, w.reason, "住户改期");
            press(&mut harness, words(ZH).common.confirm);
            assert_eq!(releases_asked(&mut harness), [Command::Withdraw { release: id("yesterday"), reason: told("住户改期") }]);
        }
    }
    for number in ["2026-0002", "2026-0004"] {
        let mut harness = at_desk(&full(), Station::Counter, LEAD);
        choose(&mut harness, number);
        assert!(harness.query_by_label(w.withdraw).is_none_or(|n| n.accesskit_node().role() != egui::accesskit::Role::Button));
    }
}

#[test]
fn b15_flagged_and_left_over_slips_stand_in_the_handover_sheet() {
    for language in Language::ALL {
        let w = &words(language).releases;
        let mut house = full();
        house.did(-20, Station::Counter, CLERK, Handover::TakeUp { post: Post::Desk });
        house.did(-19, Station::Counter, CLERK, Handover::Open { sheet: id("sheet-1"), post: Post::Desk });
        let mut harness = screen(house.desk(Station::Counter, CLERK, language), handover_ui);
        for (number, said) in [("2026-0003", w.in_sheet[0]), ("2026-0001", w.in_sheet[1])] {
            assert!(shows(&harness, &format!("{number} · 1206 {said}")), "{number}");
        }
        assert!(!shows(&harness, "2026-0005 ·"), "what is good today passes by itself");
        picture(&mut harness, &format!("releases-handover-{language:?}"));
    }
}

#[test]
fn b15_the_gate_counts_while_the_server_is_away() {
    let w = zh();
    let mut desk = good().desk(Station::ControlRoom, OPERATOR, ZH);
    desk.connection = Connection::Offline { since: at(-5) };
    let mut harness = screen(desk, releases_ui);
    press(&mut harness, w.all_alike);
    let asked = harness.state_mut().take_asked().remove(0);
    let desk = harness.state_mut();
    desk.replica.expect(1, asked.command, desk.now);
    desk.replica.settle(&id("control_room-1"), Station::ControlRoom);
    harness.run();
    assert!(shows(&harness, w.states[3]) && harness.query_by_label(w.all_alike).is_none(), "used up here at once");
    assert_eq!(harness.state().replica.waiting(), 1);
}
