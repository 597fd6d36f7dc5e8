//! The way to every page, for the tests that walk through all of them.

use look::words::Language;
use proto::v1::KioskRefusal;
use terminal::{LobbyEvent, LobbyOutcome};

use crate::hall::{Screen, answer, evacuation, hear, keys, lobby, offline, said, tap};

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
            let letter = if screen.state().kiosk.language() == Language::ZhHans { "lizhe" } else { "li" };
            keys(screen, letter);
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
            hear(screen, LobbyEvent::Lobby(proto::v1::Lobby { survey: None, ..lobby() }));
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
            crate::hall::wait(screen, 46);
        },
    },
    Stop { name: "evacuation", go: |screen| evacuate(screen, false) },
    Stop { name: "evacuation-drill", go: |screen| evacuate(screen, true) },
];

pub fn connect(screen: &mut Screen) {
    hear(screen, LobbyEvent::Online { number: crate::hall::NUMBER, terminal: "kiosk-1".to_owned() });
    hear(screen, LobbyEvent::Lobby(lobby()));
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

/// A name by the keyboard of the language: characters, or letters.
pub fn type_name(screen: &mut Screen) {
    if screen.state().kiosk.language() == Language::ZhHans {
        keys(screen, "wangwei");
        let candidate = (said(screen).keyboard.candidate)("王伟");
        tap(screen, &candidate);
    } else {
        let shift = said(screen).keyboard.shift;
        tap(screen, shift);
        tap(screen, "A");
        keys(screen, "nna");
    }
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

pub fn telephone(screen: &mut Screen) {
    name(screen);
    write(screen, "王伟");
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
    let company = match screen.state().kiosk.language() {
        Language::ZhHans => "云澜橘颂贸易有限公司",
        Language::En => "Yunlan Jusong Trading Co., Ltd.",
    };
    format!("{company} {}", (said(screen).kiosk.typing.unit)("12F", "1206"))
}

pub fn purpose(screen: &mut Screen) {
    chosen(screen);
    next(screen);
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
    let pos = egui::pos2(90.0, 88.0);
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

pub fn lost_key(screen: &mut Screen) {
    connect(screen);
    let tile = said(screen).kiosk.shell.lost_key;
    tap(screen, tile);
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
    write(screen, "王伟");
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

pub fn survey_word(screen: &mut Screen) {
    survey(screen);
    let faces = said(screen).kiosk.survey.faces;
    for face in [0, 2, 1] {
        tap(screen, faces[face]);
    }
}

fn evacuate(screen: &mut Screen, drill: bool) {
    connect(screen);
    hear(screen, LobbyEvent::Lobby(proto::v1::Lobby { evacuation: Some(evacuation(drill)), ..lobby() }));
}
