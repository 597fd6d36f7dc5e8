//! The way to every page, for the tests that walk through all of them.

use ::devices::{Report, Trouble};
use egui_kittest::kittest::Queryable;
use proto::v1::KioskRefusal;
use terminal::{LobbyEvent, LobbyOutcome};

use crate::devices::{says, with_printer};
use crate::hall::{Screen, answer, can_tap, evacuation, hear, keys, lobby, offline, said, tap, told};
use crate::lobby_stops;
use crate::photo;

/// One page: its name, and how to get there from a kiosk that has heard nothing.
pub struct Stop {
    pub name: &'static str,
    pub go: fn(&mut Screen),
}

/// Every page of the kiosk, in the order in which a visitor meets them.
pub const STOPS: &[Stop] = &[
    Stop { name: "waiting", go: |_| {} },
    Stop { name: "not-admitted", go: |screen| hear(screen, LobbyEvent::NotAdmitted) },
    Stop { name: "home", go: connect },
    Stop {
        name: "home-offline",
        go: |screen| {
            connect(screen);
            offline(screen);
            let since = screen.state().now.wall;
            screen.state_mut().kiosk.waits(Some((12, since)));
            screen.run();
        },
    },
    Stop { name: "notice", go: notice },
    Stop {
        name: "declined",
        go: |screen| {
            notice(screen);
            let disagree = said(screen).kiosk.visitor.disagree;
            tap(screen, disagree);
        },
    },
    Stop { name: "visitor-name", go: name },
    Stop {
        name: "visitor-name-typing",
        go: |screen| {
            name(screen);
            let letters = if screen.state().kiosk.language().is_chinese() { "lizhe" } else { "Li" };
            keys(screen, letters);
        },
    },
    Stop {
        name: "visitor-name-strokes",
        go: |screen| {
            to_page_of_keys(screen, false);
            let strokes = said(screen).keyboard.strokes;
            for stroke in [3, 0, 2, 3] {
                tap(screen, strokes[stroke].1);
            }
        },
    },
    Stop { name: "visitor-name-radicals", go: |screen| to_page_of_keys(screen, true) },
    Stop {
        name: "visitor-name-radical",
        go: |screen| {
            to_page_of_keys(screen, true);
            let words = &said(screen).keyboard;
            tap(screen, &(words.strokes_of_radical)(3));
            tap(screen, &(words.radical)("口"));
        },
    },
    Stop {
        name: "visitor-name-latin",
        go: |screen| {
            name(screen);
            let words = &said(screen).keyboard;
            if can_tap(screen, words.to_latin) {
                tap(screen, words.to_latin);
            }
            keys(screen, "Jos");
        },
    },
    Stop {
        name: "visitor-name-accents",
        go: |screen| {
            name(screen);
            let words = &said(screen).keyboard;
            if can_tap(screen, words.to_latin) {
                tap(screen, words.to_latin);
            }
            tap(screen, words.accents_name);
        },
    },
    Stop { name: "visitor-telephone", go: telephone },
    Stop {
        name: "visitor-telephone-wrong",
        go: |screen| {
            telephone(screen);
            keys(screen, "12");
        },
    },
    Stop { name: "visitor-whom", go: whom },
    Stop {
        name: "visitor-whom-found",
        go: |screen| {
            whom(screen);
            write(screen, "1");
        },
    },
    Stop { name: "visitor-whom-chosen", go: chosen },
    Stop { name: "visitor-purpose", go: purpose },
    Stop { name: "visitor-company", go: company_page },
    Stop { name: "visitor-plate", go: plate_page },
    Stop {
        name: "visitor-plate-typing",
        go: |screen| {
            plate_page(screen);
            tap(screen, "粤");
            write(screen, "B1");
        },
    },
    Stop { name: "visitor-identity", go: identity_page },
    Stop { name: "visitor-photo-opening", go: photo::opening },
    Stop { name: "visitor-photo", go: photo::live },
    Stop { name: "visitor-photo-taken", go: photo::taken },
    Stop { name: "visitor-summary-photo", go: photo::in_summary },
    Stop { name: "known", go: known },
    Stop {
        name: "known-wrong",
        go: |screen| {
            come(screen);
            answer(screen, LobbyOutcome::Refused, KioskRefusal::UnknownCode);
        },
    },
    Stop {
        name: "known-offline",
        go: |screen| {
            known(screen);
            offline(screen);
        },
    },
    Stop {
        name: "known-confirmed",
        go: |screen| {
            come(screen);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        },
    },
    Stop { name: "visitor-summary", go: summary },
    Stop {
        name: "visitor-not-saved",
        go: |screen| {
            summary(screen);
            screen.state_mut().disk = false;
            let submit = said(screen).kiosk.visitor.submit;
            tap(screen, submit);
        },
    },
    Stop { name: "visitor-waiting", go: registered },
    Stop {
        name: "visitor-offline",
        go: |screen| {
            registered(screen);
            offline(screen);
        },
    },
    Stop {
        name: "visitor-confirmed",
        go: |screen| {
            registered(screen);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        },
    },
    Stop {
        name: "visitor-printed",
        go: |screen| {
            with_printer(screen);
            registered(screen);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
            says(screen, Report::Printed(1, Ok(())));
        },
    },
    Stop {
        name: "visitor-no-slip-offline",
        go: |screen| {
            with_printer(screen);
            registered(screen);
            offline(screen);
            says(screen, Report::Printed(1, Err(Trouble::OutOfPaper)));
        },
    },
    Stop {
        name: "visitor-refused",
        go: |screen| {
            registered(screen);
            answer(screen, LobbyOutcome::Refused, KioskRefusal::AskTheCounter);
            answer(screen, LobbyOutcome::Refused, KioskRefusal::AskTheCounter);
        },
    },
    Stop { name: "staff", go: staff },
    Stop { name: "leave", go: leave },
    Stop {
        name: "leave-unknown",
        go: |screen| {
            left(screen);
            answer(screen, LobbyOutcome::Refused, KioskRefusal::UnknownCode);
        },
    },
    Stop { name: "leave-checking", go: left },
    Stop {
        name: "leave-offline",
        go: |screen| {
            left(screen);
            offline(screen);
        },
    },
    Stop {
        name: "leave-thanks",
        go: |screen| {
            left(screen);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        },
    },
    Stop { name: "lost-key-which", go: which },
    Stop { name: "found-key-kind", go: found_key },
    Stop { name: "found-key-where", go: found_where },
    Stop { name: "found-key-place", go: found_place },
    Stop { name: "found-key-who", go: found_who },
    Stop {
        name: "found-key-waiting",
        go: |screen| {
            found_who(screen);
            let submit = said(screen).kiosk.lost_key.found_submit;
            tap(screen, submit);
        },
    },
    Stop { name: "lost-key-unit", go: lost_key },
    Stop {
        name: "lost-key-unit-found",
        go: |screen| {
            lost_key(screen);
            keys(screen, "13");
        },
    },
    Stop { name: "lost-key-kind", go: kind },
    Stop { name: "lost-key-where", go: whereabouts },
    Stop { name: "lost-key-who", go: who },
    Stop { name: "lost-key-summary", go: lost_summary },
    Stop { name: "lost-key-waiting", go: reported },
    Stop {
        name: "lost-key-offline",
        go: |screen| {
            reported(screen);
            offline(screen);
        },
    },
    Stop {
        name: "lost-key-confirmed",
        go: |screen| {
            reported(screen);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        },
    },
    Stop {
        name: "lost-key-refused",
        go: |screen| {
            reported(screen);
            answer(screen, LobbyOutcome::Unreadable, KioskRefusal::Unspecified);
        },
    },
    Stop { name: "survey", go: survey },
    Stop { name: "survey-matter", go: survey_matter },
    Stop { name: "survey-reasons", go: survey_reasons },
    Stop { name: "survey-word", go: survey_word },
    Stop {
        name: "survey-thanks",
        go: |screen| {
            survey_word(screen);
            let without = said(screen).kiosk.survey.without_word;
            tap(screen, without);
        },
    },
    Stop {
        name: "survey-none",
        go: |screen| {
            connect(screen);
            let lobby = proto::v1::Lobby { survey: None, ..told(screen) };
            hear(screen, LobbyEvent::Lobby(lobby));
            let tile = said(screen).kiosk.shell.survey;
            tap(screen, tile);
        },
    },
    Stop {
        name: "calling",
        go: |screen| {
            connect(screen);
            let call = said(screen).kiosk.shell.call;
            tap(screen, call);
        },
    },
    Stop {
        name: "calling-offline",
        go: |screen| {
            connect(screen);
            offline(screen);
            let call = said(screen).kiosk.shell.call;
            tap(screen, call);
        },
    },
    Stop {
        name: "still-there",
        go: |screen| {
            notice(screen);
            let seconds = if screen.state().kiosk.is_elder() { 91 } else { 46 };
            crate::hall::wait(screen, seconds);
        },
    },
    Stop { name: "evacuation", go: |screen| evacuate(screen, false) },
    Stop { name: "evacuation-drill", go: |screen| evacuate(screen, true) },
    Stop { name: "home-closed", go: lobby_stops::home_closed },
    Stop { name: "home-asks", go: lobby_stops::home_asks },
    Stop { name: "home-asks-offline", go: lobby_stops::home_asks_offline },
    Stop { name: "home-full", go: lobby_stops::home_full },
    Stop { name: "maintenance", go: lobby_stops::home_maintenance },
    Stop { name: "attract", go: lobby_stops::attract },
    Stop { name: "attract-long", go: lobby_stops::attract_long },
    Stop { name: "attract-nothing", go: lobby_stops::attract_nothing },
    Stop {
        name: "evacuation-map",
        go: |screen| lobby_stops::evacuate_with_map(screen, false),
    },
    Stop {
        name: "evacuation-map-drill",
        go: |screen| lobby_stops::evacuate_with_map(screen, true),
    },
];

pub fn connect(screen: &mut Screen) {
    hear(screen, LobbyEvent::Online { number: crate::hall::NUMBER, terminal: "kiosk-1".to_owned() });
    let lobby = told(screen);
    hear(screen, LobbyEvent::Lobby(lobby));
}

pub fn notice(screen: &mut Screen) {
    connect(screen);
    let tile = said(screen).kiosk.shell.visitor;
    tap(screen, tile);
}

pub fn name(screen: &mut Screen) {
    notice(screen);
    let agree = said(screen).kiosk.visitor.agree;
    tap(screen, agree);
}

/// The keys for strokes, or for radicals.
fn to_page_of_keys(screen: &mut Screen, radicals: bool) {
    name(screen);
    let words = &said(screen).keyboard;
    if can_tap(screen, words.pinyin_name) {
        tap(screen, words.pinyin_name);
    }
    tap(screen, words.strokes_name);
    if radicals {
        tap(screen, words.radicals_name);
    }
}

/// A name by the keyboard of the language: characters, or letters.
pub fn type_name(screen: &mut Screen) -> &'static str {
    if !screen.state().kiosk.language().is_chinese() {
        // A name begins with a capital by itself.
        tap(screen, "A");
        keys(screen, "nna");
        return "Anna";
    }
    keys(screen, "wangwei");
    let candidate = said(screen).keyboard.candidate;
    let name = if can_tap(screen, &candidate("王偉")) { "王偉" } else { "王伟" };
    tap(screen, &candidate(name));
    name
}

pub fn next(screen: &mut Screen) {
    let next = said(screen).common.next;
    tap(screen, next);
}

/// As a real keyboard types it: quicker than taps, which other tests are about.
pub fn write(screen: &mut Screen, text: &str) {
    screen.event(egui::Event::Text(text.to_owned()));
    screen.run();
}

/// The visitor of these tests.
fn visitor(screen: &Screen) -> &'static str {
    if screen.state().long { crate::longest::NAME } else { "王伟" }
}

pub fn telephone(screen: &mut Screen) {
    name(screen);
    write(screen, visitor(screen));
    next(screen);
}

pub fn whom(screen: &mut Screen) {
    telephone(screen);
    write(screen, "13800138000");
    next(screen);
}

pub fn chosen(screen: &mut Screen) {
    whom(screen);
    write(screen, "1206");
    let unit = unit_1206(screen);
    tap(screen, &unit);
}

/// The accessible name of the unit in the list.
pub fn unit_1206(screen: &Screen) -> String {
    let lobby = told(screen);
    let unit = lobby
        .directory
        .iter()
        .find(|unit| unit.number == "1206")
        .and_then(|unit| unit.company.clone())
        .unwrap_or_default();
    let company = if screen.state().kiosk.language().is_chinese() { unit.zh } else { unit.en };
    format!("{company} {}", (said(screen).kiosk.typing.unit)("12F", "1206"))
}

pub fn purpose(screen: &mut Screen) {
    chosen(screen);
    next(screen);
}

pub fn company_page(screen: &mut Screen) {
    purpose(screen);
    let work = said(screen).kiosk.visitor.purposes[4];
    tap(screen, work);
    next(screen);
}

pub fn plate_page(screen: &mut Screen) {
    purpose(screen);
    let words = &said(screen).kiosk.visitor;
    tap(screen, words.purposes[0]);
    tap(screen, words.by_car);
    next(screen);
}

/// In a property that asks for it.
pub fn identity_page(screen: &mut Screen) {
    connect(screen);
    let questions = Some(proto::v1::VisitQuestions { plate: false, company: false, identity: true, photo: false });
    hear(screen, LobbyEvent::Lobby(proto::v1::Lobby { questions, ..lobby() }));
    let words = said(screen);
    tap(screen, words.kiosk.shell.visitor);
    tap(screen, words.kiosk.visitor.agree);
    write(screen, "王伟");
    next(screen);
    write(screen, "13800138000");
    next(screen);
}

pub fn known(screen: &mut Screen) {
    name(screen);
    let way = said(screen).kiosk.visitor.known_way;
    tap(screen, way);
}

pub fn come(screen: &mut Screen) {
    known(screen);
    keys(screen, "0300018001");
    let submit = said(screen).kiosk.visitor.known_submit;
    tap(screen, submit);
}

pub fn summary(screen: &mut Screen) {
    purpose(screen);
    let meeting = said(screen).kiosk.visitor.purposes[0];
    tap(screen, meeting);
    next(screen);
}

pub fn registered(screen: &mut Screen) {
    summary(screen);
    let submit = said(screen).kiosk.visitor.submit;
    tap(screen, submit);
}

/// The page for colleagues, behind the mark.
pub fn staff(screen: &mut Screen) {
    connect(screen);
    let pos = screen.get_by_label(said(screen).kiosk.staff.mark).rect().center();
    for (pressed, seconds) in [(true, 0), (true, 5), (false, 0)] {
        screen.event(egui::Event::PointerMoved(pos));
        let button = egui::PointerButton::Primary;
        screen.event(egui::Event::PointerButton { pos, button, pressed, modifiers: egui::Modifiers::NONE });
        screen.run();
        crate::hall::wait(screen, seconds);
    }
}

pub fn leave(screen: &mut Screen) {
    connect(screen);
    let tile = said(screen).kiosk.shell.leave;
    tap(screen, tile);
}

pub fn left(screen: &mut Screen) {
    leave(screen);
    keys(screen, "0712348000");
    let submit = said(screen).kiosk.leave.submit;
    tap(screen, submit);
}

pub fn which(screen: &mut Screen) {
    connect(screen);
    let tile = said(screen).kiosk.shell.lost_key;
    tap(screen, tile);
}

pub fn lost_key(screen: &mut Screen) {
    which(screen);
    let lost = said(screen).kiosk.lost_key.lost;
    tap(screen, lost);
}

pub fn found_key(screen: &mut Screen) {
    which(screen);
    let found = said(screen).kiosk.lost_key.found;
    tap(screen, found);
}

pub fn found_where(screen: &mut Screen) {
    found_key(screen);
    let card = said(screen).kiosk.lost_key.kinds[1];
    tap(screen, card);
}

pub fn found_place(screen: &mut Screen) {
    found_where(screen);
    write(screen, "电梯里");
    next(screen);
}

pub fn found_who(screen: &mut Screen) {
    found_place(screen);
    let brought = said(screen).kiosk.lost_key.found_places[0];
    tap(screen, brought);
}

pub fn kind(screen: &mut Screen) {
    lost_key(screen);
    write(screen, "1206");
    let unit = unit_1206(screen);
    tap(screen, &unit);
}

pub fn whereabouts(screen: &mut Screen) {
    kind(screen);
    let card = said(screen).kiosk.lost_key.kinds[1];
    tap(screen, card);
}

pub fn who(screen: &mut Screen) {
    whereabouts(screen);
    let words = &said(screen).kiosk.lost_key;
    tap(screen, words.whens[1]);
    tap(screen, words.places[0]);
    next(screen);
}

pub fn lost_summary(screen: &mut Screen) {
    who(screen);
    write(screen, visitor(screen));
    next(screen);
}

pub fn reported(screen: &mut Screen) {
    lost_summary(screen);
    let submit = said(screen).kiosk.lost_key.submit;
    tap(screen, submit);
}

pub fn survey(screen: &mut Screen) {
    connect(screen);
    let tile = said(screen).kiosk.shell.survey;
    tap(screen, tile);
}

pub fn survey_matter(screen: &mut Screen) {
    survey(screen);
    let way = said(screen).kiosk.survey.matter_way;
    tap(screen, way);
}

pub fn survey_reasons(screen: &mut Screen) {
    survey(screen);
    let faces = said(screen).kiosk.survey.faces;
    for face in [0, 2, 1] {
        tap(screen, faces[face]);
    }
}

pub fn survey_word(screen: &mut Screen) {
    survey_reasons(screen);
    let none = said(screen).kiosk.survey.no_reason;
    tap(screen, none);
}

fn evacuate(screen: &mut Screen, drill: bool) {
    connect(screen);
    let evacuation = if screen.state().long { crate::longest::evacuation(drill) } else { evacuation(drill) };
    let lobby = proto::v1::Lobby { evacuation: Some(evacuation), ..told(screen) };
    hear(screen, LobbyEvent::Lobby(lobby));
}
