//! What is in which sheet (B-20, B-21).

use super::*;
use crate::registers::{calls, emergencies, keys, visits};
use proptest::prelude::*;
use values::VisitCode;

/// Every log line of a post up to its last cut is in exactly one complete sheet, every
/// later one in none, and each sheet counts exactly its lines.
fn each_line_is_in_exactly_one_sheet(state: &State) {
    for post in Post::ALL {
        let Some(duty) = state.duty_of(post) else { continue };
        let complete = || state.sheet.iter().filter(|s| s.post == post && s.is_complete());
        for line in state.log_line.iter().filter(|l| l.posts.contains(&post)) {
            let holds = |c: &Cut| c.after < line.revision && line.revision <= c.to;
            let sheets = complete().filter(|s| s.cut.as_ref().is_some_and(holds)).count();
            assert_eq!(sheets, usize::from(line.revision <= duty.cut), "{post:?} line {}", line.revision);
        }
        for sheet in complete() {
            let cut = sheet.cut.as_ref().unwrap();
            let lines = state.log_line.iter().filter(|l| l.posts.contains(&post) && cut.after < l.revision && l.revision <= cut.to);
            assert_eq!(cut.lines.values().sum::<u32>(), u32::try_from(lines.count()).unwrap(), "{post:?} sheet {}", sheet.number);
            let came_in = if post == Post::Desk { cut.lines.get("matters.take").copied().unwrap_or(0) } else { 0 };
            assert_eq!(cut.matters.len(), usize::try_from(came_in).unwrap(), "{post:?} sheet {}", sheet.number);
        }
        assert_eq!(complete().count(), usize::try_from(duty.sheets).unwrap());
    }
}

/// One move at a post, by its holder or by one of four others; what the rules refuse
/// changes nothing. Most moves are such as bring a handover on.
fn moved(state: &mut State, revision: u64, post: Post, what: u8, who: usize) {
    let holder = state.duty_of(post).unwrap().clone();
    let other = [CLERK, CLERK_TWO, OPERATOR, OPERATOR_TWO][who];
    let by = |person: &str| {
        let minutes = i64::try_from(revision).unwrap();
        stamp(holder.station, person).signed(person).revision(revision).minute(minutes)
    };
    let sheet = state.open_sheet(post);
    let takes_over = sheet.map_or(holder.station, |s| s.to);
    let at_incoming_side = |person: &str| Stamp { station: takes_over, ..by(person) };
    let open = sheet.map_or("none".to_owned(), |s| s.id.to_string());
    let new = format!("n{revision}");
    let (command, stamp): (crate::Command, Stamp) = match what {
        0..=2 => (Command::Open { sheet: id(&new), post }.into(), by(other)),
        3..=5 => (sign_outgoing(&open, holder.person.as_str()).into(), by(holder.person.as_str())),
        6..=8 => (sign_incoming(&open, other).into(), at_incoming_side(other)),
        9 | 10 => (read_back(&open, red_now(state, post, at(0)).pop().unwrap_or(matter("none"))).into(), by(other)),
        11 => (object_as(&new, &open, Ground::PostDirty).into(), by(other)),
        12 | 13 => (clear(&open, 0).into(), at_incoming_side(other)),
        14 => (Command::Withdraw { sheet: id(&open) }.into(), by(other)),
        15 => (take(&new, if who == 0 { Class::Major } else { Class::Minor }).into(), by(other)),
        16 => (Command::TakeUp { post }.into(), by(other)),
        _ => (calls::Command::Ring { call: id(&new) }.into(), kiosk().revision(revision)),
    };
    if let Ok(changes) = crate::decide(state, &command, &stamp) {
        state.apply(&changes);
    }
}

proptest! {
    #[test]
    fn b20_each_entry_of_a_post_is_in_exactly_one_sheet(
        moves in prop::collection::vec((prop::sample::select(&Post::ALL), 0u8..18, 0usize..4), 1..200),
    ) {
        let mut state = state();
        // Nothing to count, so that the moves reach the signatures more often.
        state.post_item = crate::Table::default();
        done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
        done(&mut state, Command::TakeUp { post: Post::Counter }, &counter(CLERK));
        done(&mut state, Command::TakeUp { post: Post::ControlRoom }, &control_room(OPERATOR));
        for (revision, (post, what, who)) in (4..).zip(moves) {
            moved(&mut state, revision, post, what, who);
        }
        each_line_is_in_exactly_one_sheet(&state);
    }
}

#[test]
fn b20_a_chain_of_sheets_holds_every_line_once_and_signatures_stand_at_its_seams() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    hand_over(&mut state, "s1", &counter(CLERK), &control_room(OPERATOR));
    hand_over(&mut state, "s2", &control_room(OPERATOR), &counter(CLERK));
    hand_over(&mut state, "s3", &counter(CLERK), &control_room(OPERATOR));
    each_line_is_in_exactly_one_sheet(&state);
    let cuts = ["s1", "s2", "s3"].map(|s| sheet(&state, s).cut.unwrap());
    assert_eq!([cuts[0].after, cuts[1].after, cuts[2].after], [0, cuts[0].to, cuts[1].to]);
    for (cut, incoming) in cuts.iter().zip([0, 1, 1]) {
        assert_eq!(cut.lines["handover.sign_outgoing"], 1);
        assert_eq!(cut.lines.get("handover.sign_incoming").copied().unwrap_or(0), incoming, "it belongs to the next sheet");
    }
}

#[test]
fn b20_the_preview_is_what_the_signature_writes() {
    let mut state = counted_desk();
    done(&mut state, take("m1", Class::Urgent), &counter(CLERK));
    let before = preview(&state, Post::Desk, at(3));
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK).minute(3));
    let cut = sheet(&state, "s1").cut.unwrap();
    let mut lines = before.lines;
    lines.insert("handover.sign_outgoing".into(), 1);
    assert_eq!((cut.lines, cut.open, cut.inside), (lines, before.open, before.inside));
    assert_eq!((cut.matters, cut.matters_beyond), (before.matters, before.matters_beyond));
}

/// The numbers of the matters that a sheet lists, each with whether it had ended.
fn listed(state: &State, of: &str) -> Vec<(String, bool)> {
    sheet(state, of).cut.unwrap().matters.into_iter().map(|m| (m.matter.to_string(), m.finished)).collect()
}

#[test]
fn h1_every_matter_that_came_in_since_the_last_cut_stands_in_the_sheet_in_full() {
    let mut state = state();
    // Taken before anybody held the book: they belong to its first sheet.
    done(&mut state, take("m9", Class::Minor), &control_room(OPERATOR));
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    for (m, by) in [("m2", counter(CLERK)), ("m1", control_room(OPERATOR)), ("m3", counter(CLERK_TWO))] {
        done(&mut state, take(m, Class::Minor), &by);
    }
    done(&mut state, matters::Command::Claim { matter: id("m1") }, &counter(CLERK));
    done(&mut state, matters::Command::Finish { matter: id("m1"), result: told("已处理") }, &counter(CLERK));
    open_and_count(&mut state, "s1", Post::Desk, &counter(CLERK));
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK));
    // After the cut: one comes in, one of the sheet ends. Neither changes what is signed.
    done(&mut state, take("m4", Class::Important), &counter(CLERK));
    done(&mut state, matters::Command::Claim { matter: id("m2") }, &counter(CLERK));
    done(&mut state, matters::Command::Finish { matter: id("m2"), result: told("已处理") }, &counter(CLERK));
    done(&mut state, sign_incoming("s1", OPERATOR), &control_room(OPERATOR).signed(OPERATOR));
    hand_over(&mut state, "s2", &control_room(OPERATOR), &counter(CLERK));

    let said = |rows: &[(&str, bool)]| rows.iter().map(|(m, done)| ((*m).to_owned(), *done)).collect::<Vec<_>>();
    assert_eq!(listed(&state, "s1"), said(&[("m9", false), ("m2", false), ("m1", true), ("m3", false)]), "as they came in");
    assert_eq!(listed(&state, "s2"), said(&[("m4", false)]), "and each in exactly one");
    let taken = &sheet(&state, "s2").cut.unwrap().matters[0];
    assert_eq!((taken.kind, taken.class, &taken.unit), (MatterKind::Complaint, Class::Important, &Some(id("1201"))));
    assert_eq!(taken.number, "M-20261123-005");
}

#[test]
fn h1_what_a_sheet_has_no_room_for_is_counted_and_the_entry_stays_small() {
    let mut state = counted_desk();
    for (n, revision) in (0..MOST_MATTERS + 3).zip(100..) {
        // As long as an id may be.
        let changes = crate::decide(&state, &take(&format!("{n:0>64}"), Class::Minor).into(), &counter(CLERK).revision(revision));
        state.apply(&changes.unwrap());
    }
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK));
    let sheet = sheet(&state, "s1");
    let cut = sheet.cut.unwrap();
    assert_eq!((cut.matters.len(), cut.matters_beyond), (MOST_MATTERS, 3));
    assert_eq!(cut.lines["matters.take"], u32::try_from(MOST_MATTERS).unwrap() + 3);
    let size = serde_json::to_vec(&cut.matters).unwrap().len();
    assert!(size < 100 * 1_024, "{size} bytes");
}

#[test]
fn h1_a_sheet_of_an_earlier_version_reads_without_the_list() {
    let mut form = serde_json::to_value(sheet(&signed_desk(), "s1").cut.unwrap()).unwrap();
    assert!(form.get("matters").is_none() && form.get("matters_beyond").is_none(), "nothing came in");
    form["matters_beyond"] = 2.into();
    assert_eq!(serde_json::from_value::<Cut>(form).unwrap().matters_beyond, 2);
}

#[test]
fn b20_red_after_the_cut_is_read_back_and_belongs_to_the_next_sheet() {
    let mut state = signed_desk();
    done(&mut state, take("m1", Class::Major), &counter(CLERK));
    let incoming = control_room(OPERATOR).signed(OPERATOR);
    check(&state, sign_incoming("s1", OPERATOR), &incoming, no(Refusal::ReadBackMissing { items: vec![matter("m1")] }));
    done(&mut state, read_back("s1", matter("m1")), &incoming);
    done(&mut state, sign_incoming("s1", OPERATOR), &incoming);
    assert!(sheet(&state, "s1").cut.unwrap().open.is_empty(), "it came after the cut");

    open_and_count(&mut state, "s2", Post::Desk, &control_room(OPERATOR));
    done(&mut state, sign_outgoing("s2", OPERATOR), &incoming);
    let cut = sheet(&state, "s2").cut.unwrap();
    assert_eq!((cut.lines["matters.take"], &cut.open[0].about, cut.open[0].shifts), (1, &matter("m1"), 1));
}

#[test]
fn b21_signing_stays_shut_until_every_red_item_is_read_back_by_the_incoming_side() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    for (m, class) in [("m1", Class::Urgent), ("m2", Class::Major), ("m3", Class::Minor)] {
        done(&mut state, take(m, class), &counter(CLERK));
    }
    open_and_count(&mut state, "s1", Post::Desk, &counter(CLERK));
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK));
    let incoming = control_room(OPERATOR).signed(OPERATOR);
    let missing = |items: &[&str]| no(Refusal::ReadBackMissing { items: items.iter().map(|m| matter(m)).collect() });

    check(&state, sign_incoming("s1", OPERATOR), &incoming, missing(&["m1", "m2"]));
    check(&state, read_back("s1", matter("m1")), &counter(CLERK), no(Refusal::SameHand));
    check(&state, read_back("s1", matter("m3")), &incoming, no_such(Kind::Matter));
    done(&mut state, read_back("s1", matter("m1")), &incoming);
    check(&state, sign_incoming("s1", OPERATOR), &incoming, missing(&["m2"]));
    done(&mut state, read_back("s1", matter("m2")), &incoming);
    done(&mut state, read_back("s1", matter("m2")), &incoming);
    assert_eq!(sheet(&state, "s1").read_backs.len(), 2, "said again, it takes the place of what was said");
    check(&state, sign_incoming("s1", OPERATOR), &incoming, Expect::Done);
}

#[test]
fn b20_open_items_age_in_shifts() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    done(&mut state, take("m1", Class::Minor), &counter(CLERK));
    let (day, night) = (counter(CLERK), control_room(OPERATOR));
    let shifts = [(&day, &night), (&night, &day), (&day, &night), (&night, &day)];
    for (n, (from, to)) in shifts.into_iter().enumerate() {
        let name = format!("s{n}");
        hand_over(&mut state, &name, from, to);
        let shifts: Vec<_> = sheet(&state, &name).cut.unwrap().open.into_iter().map(|i| i.shifts).collect();
        assert_eq!(shifts, [u32::try_from(n).unwrap() + 1]);
    }
    done(&mut state, matters::Command::Claim { matter: id("m1") }, &day);
    done(&mut state, matters::Command::Finish { matter: id("m1"), result: told("已处理") }, &day);
    assert!(preview(&state, Post::Desk, at(0)).open.is_empty(), "until it is closed");
}

#[test]
fn b20_what_is_open_passes_with_the_desk_and_red_is_what_cannot_wait() {
    let mut state = counted_desk();
    let issue = keys::Command::Issue {
        issue: id("i1"),
        key: id("K-1202-A"),
        to: name("样本乙"),
        telephone: None,
        why: told("送货"),
        due_at: at(30),
        person: Some(id(LEAD)),
        second: Some(id(CLERK_TWO)),
    };
    let loss = keys::Command::ReportLoss {
        loss: id("l1"),
        unit: Some(id("1201")),
        unit_said: None,
        kind: keys::KeyKind::Door,
        reporter: name("样本丙"),
        telephone: None,
        lost_when: told("今天"),
        lost_where: told("样本处"),
        reference: None,
    };
    let visit = visits::Command::Register {
        visit: id("v1"),
        code: VisitCode::made_by(1, 1),
        name: name("样本丁"),
        telephone: None,
        host: visits::Host { unit: None, whom: None },
        purpose: visits::Purpose::Meeting,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: crate::registers::visits::Particulars::default(),
    };
    let run = emergencies::Command::Start { run: id("r1"), procedure: id("flooding"), place: None, drill: false, name: None };
    done(&mut state, issue, &counter(LEAD).signed(LEAD).with_second(CLERK_TWO));
    done(&mut state, loss, &kiosk());
    done(&mut state, visit, &kiosk());
    done(&mut state, calls::Command::Ring { call: id("c1") }, &kiosk());
    done(&mut state, take("m1", Class::Minor), &counter(CLERK));
    done(&mut state, run, &control_room(OPERATOR));
    let open = |at| preview(&state, Post::Desk, at).open.into_iter().map(|i| (i.about.to_string(), i.red)).collect::<Vec<_>>();
    let early = [("run/r1", true), ("loss/l1", true), ("matter/m1", false), ("call/c1", false)];
    assert_eq!(open(at(30)), early.map(|(a, red)| (a.to_owned(), red)));
    let late = [("run/r1", true), ("loss/l1", true), ("matter/m1", true), ("key_issue/i1", false), ("call/c1", false)];
    assert_eq!(open(at(1_441)), late.map(|(a, red)| (a.to_owned(), red)), "the key and the matter are overdue");
    let whole = preview(&state, Post::Desk, at(1_441));
    assert_eq!(whole.inside, 1);
    let key = whole.open.iter().find(|i| i.about.kind == Kind::KeyIssue).unwrap();
    assert_eq!((key.number.as_str(), &key.unit), ("K-1202-A", &None), "b16: never key number and room together");
}

#[test]
fn b20_a_crew_passes_on_running_emergencies_and_what_its_holder_has_claimed() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Counter }, &counter(CLERK));
    for (m, by) in [("m1", CLERK), ("m2", CLERK_TWO)] {
        done(&mut state, take(m, Class::Urgent), &counter(by));
        done(&mut state, matters::Command::Claim { matter: id(m) }, &counter(by));
    }
    let run = emergencies::Command::Start { run: id("r1"), procedure: id("flooding"), place: None, drill: true, name: None };
    done(&mut state, run, &control_room(OPERATOR));
    let about: Vec<_> = red_now(&state, Post::Counter, at(0)).iter().map(ToString::to_string).collect();
    assert_eq!(about, ["run/r1", "matter/m1"]);
}
