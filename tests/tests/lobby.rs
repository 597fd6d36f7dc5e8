//! What the lobby shows when nobody is there, over the wire: notices (G-12), the counter's hours,
//! maintenance, the drawing of the property.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::Station;
use domain::registers::notices::{Command, Notice, NoticeKind, Wording};
use domain::registers::terminals::Command as Terminals;
use proto::v1::submission::What;
use proto::v1::{Lobby, RingCounter};
use tests::harness::{CLERK, Kiosk, LEAD, Property, Staff, id};
use values::{Id, Line, MINUTE_MS, Text};

fn counter(property: &Property, name: &str, person: &str) -> Staff {
    let mut counter = property.staff(Station::Counter, name);
    counter.sign_in(person);
    counter
}

fn write(staff: &Staff, property: &Property, hours: i64) -> (Id<Notice>, Command) {
    let wording = |title: &str| Wording { title: Line::parse(title).unwrap(), text: Text::parse("样本内容").unwrap() };
    let (notice, now): (Id<Notice>, _) = (staff.new_id(), property.clock().now());
    let command = Command::Write {
        notice: notice.clone(),
        kind: NoticeKind::Stoppage,
        zh: wording("样本停水通知"),
        en: wording("No water"),
        from: now,
        until: now.plus(hours * 60 * MINUTE_MS),
    };
    (notice, command)
}

/// The titles that the kiosk shows.
fn titles(lobby: Option<&Lobby>) -> Vec<String> {
    let title = |notice: &proto::v1::Notice| notice.title.as_ref().unwrap().en.clone();
    lobby.map(|lobby| lobby.notices.iter().map(title).collect()).unwrap_or_default()
}

fn until_shown(kiosk: &mut Kiosk, what: &str, count: usize) {
    kiosk.until(what, |k| titles(k.lobby()).len() == count);
}

#[test]
fn g12_a_confirmed_notice_is_in_the_lobby_until_it_is_withdrawn_or_its_time_is_over() {
    let property = Property::new();
    let (mut clerk, mut lead) = (counter(&property, "counter 1", CLERK), counter(&property, "counter 2", LEAD));
    let mut kiosk = property.kiosk("kiosk 1");
    let (first, command) = write(&clerk, &property, 48);
    clerk.ask(command).done();
    let (second, command) = write(&clerk, &property, 1);
    clerk.ask(command).done();
    lead.until_level(&property);
    assert!(titles(kiosk.lobby()).is_empty(), "nobody has confirmed them");
    for notice in [&first, &second] {
        let written_at = lead.state().notice.get(notice).unwrap().written_at;
        lead.ask(Command::Confirm { notice: notice.clone(), written_at }).done();
    }
    until_shown(&mut kiosk, "both notices", 2);
    assert_eq!(titles(kiosk.lobby())[0], "No water");
    property.clock().seconds_pass(3_600);
    until_shown(&mut kiosk, "the end of the second", 1);
    clerk.ask(Command::Withdraw { notice: first }).done();
    until_shown(&mut kiosk, "the end of the first", 0);
}

#[test]
fn s4_the_lobby_says_when_the_counter_closes_and_opens_again() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let hours = |kiosk: &Kiosk| kiosk.lobby().and_then(|lobby| lobby.counter).unwrap();
    let now = property.clock().now();
    assert!(hours(&kiosk).open && hours(&kiosk).closes_at_ms > now.0, "Monday at ten");
    property.clock().seconds_pass(8 * 3_600);
    kiosk.submit(What::RingCounter(RingCounter {}));
    kiosk.until("the end of the day", |k| k.lobby().and_then(|l| l.counter).is_some_and(|c| !c.open));
    let closed = hours(&kiosk);
    assert!(closed.closes_at_ms == 0 && closed.opens_at_ms > property.clock().now().0);
}

#[test]
fn a_lead_puts_one_kiosk_into_maintenance_and_the_other_serves_on() {
    let property = Property::new();
    let mut lead = counter(&property, "counter 1", LEAD);
    let (mut first, second) = (property.kiosk("kiosk 1"), property.kiosk("kiosk 2"));
    let terminal = || id(&first.id);
    let (begin, end) = (Terminals::BeginMaintenance { terminal: terminal() }, Terminals::EndMaintenance { terminal: terminal() });
    lead.ask(begin).done();
    first.until("maintenance", |k| k.lobby().is_some_and(|l| l.maintenance));
    assert!(second.lobby().is_some_and(|l| !l.maintenance));
    lead.ask(end).done();
    first.until("service", |k| k.lobby().is_some_and(|l| !l.maintenance));
}

#[test]
fn e2_each_kiosk_is_told_where_it_stands_by_its_name() {
    let property = Property::new();
    let map = "width = 20\nheight = 10\n[[marks]]\nkind = \"exit\"\nat = [3, 4]\n[[marks]]\nkind = \"assembly\"\nat = [20, 10]\n\
        [[kiosks]]\nname = \"kiosk 1\"\nat = [1, 2]\nway = [[3, 4]]\n";
    let faults = property.operator().offer(&[("map.toml".to_owned(), map.as_bytes().to_vec())].into());
    assert!(faults.is_empty(), "{faults:?}");
    let (first, second) = (property.kiosk("kiosk 1"), property.kiosk("kiosk 2"));
    let map = |kiosk: &Kiosk| kiosk.lobby().and_then(|lobby| lobby.map.clone()).unwrap();
    let here = map(&first).here.unwrap();
    assert_eq!((here.at.unwrap().x, here.at.unwrap().y, here.way.len()), (1, 2, 1));
    assert!(map(&second).here.is_none() && map(&second).marks.len() == 2, "the drawing is there all the same");
}
