//! The photo: offered where the property wants it and a camera works, and never compulsory (B-03).

use ::devices::camera::{Frame, photo, simulated::slope};
use ::devices::{Device, Report, Trouble};
use look::words::Language;
use proto::v1::submission::What;
use proto::v1::{KioskDevice, Lobby, VisitQuestions};
use terminal::LobbyEvent;
use values::Photo;

use crate::devices::says;
use crate::hall::{SIZES, Screen, can_tap, evacuation, hall, hear, lobby, open, said, sent, shows, silent, tap, wait};
use crate::stops::{next, write};

/// A camera that works, and a property that wants it.
fn offered(screen: &mut Screen) {
    hear(screen, LobbyEvent::Online { number: 7, terminal: "kiosk-1".to_owned() });
    let questions = Some(VisitQuestions { photo: true, ..VisitQuestions::default() });
    hear(screen, LobbyEvent::Lobby(Lobby { questions, ..lobby() }));
    says(screen, Report::State(Device::Camera, None));
}

fn sees(screen: &mut Screen, frame: Frame) {
    screen.state_mut().kiosk.see(frame);
    screen.run();
}

fn to_the_photo(screen: &mut Screen) {
    let words = said(screen);
    tap(screen, words.kiosk.shell.visitor);
    tap(screen, words.kiosk.visitor.agree);
    write(screen, "王伟");
    next(screen);
    write(screen, "13800138000");
    next(screen);
}

pub fn opening(screen: &mut Screen) {
    offered(screen);
    to_the_photo(screen);
}

pub fn live(screen: &mut Screen) {
    opening(screen);
    sees(screen, slope(7));
}

pub fn taken(screen: &mut Screen) {
    live(screen);
    let take = said(screen).kiosk.visitor.photo_take;
    tap(screen, take);
}

fn to_the_summary(screen: &mut Screen) {
    write(screen, "王伟");
    next(screen);
    let meeting = said(screen).kiosk.visitor.purposes[0];
    tap(screen, meeting);
    next(screen);
}

pub fn in_summary(screen: &mut Screen) {
    taken(screen);
    let words = &said(screen).kiosk.visitor;
    tap(screen, words.photo_use);
    to_the_summary(screen);
}

fn submitted(screen: &mut Screen) -> Vec<u8> {
    let submit = said(screen).kiosk.visitor.submit;
    tap(screen, submit);
    match sent(screen).pop() {
        Some(What::RegisterVisit(visit)) => visit.photo.to_vec(),
        other => panic!("{other:?}"),
    }
}

fn textures(screen: &Screen) -> usize {
    screen.ctx.tex_manager().read().num_allocated()
}

fn wants(screen: &Screen) -> bool {
    screen.state().kiosk.wants_camera()
}

#[test]
fn b03_a_photo_that_was_looked_at_and_agreed_to_is_sent_and_no_other() {
    let mut screen = hall();
    in_summary(&mut screen);
    assert!(shows(&screen, said(&screen).kiosk.visitor.photo_is_taken));
    let jpeg = submitted(&mut screen);
    assert_eq!(jpeg, *photo::of(&slope(7)).unwrap());
    assert!(Photo::parse(&jpeg).is_ok(), "and the server takes it");
}

#[test]
fn b03_a_photo_is_never_compulsory() {
    for language in Language::ALL {
        // Before the camera is open, while it shows something, and after a photo was taken.
        for go in [opening, live, taken] {
            let mut screen = silent(language, SIZES[0].0, SIZES[0].1);
            go(&mut screen);
            let words = &said(&screen).kiosk.visitor;
            tap(&mut screen, words.photo_without);
            assert!(!wants(&screen), "and the camera is closed");
            to_the_summary(&mut screen);
            assert!(shows(&screen, words.photo_not_taken));
            assert!(submitted(&mut screen).is_empty());
        }
    }
    // Who only goes back and on again has agreed to none.
    let mut screen = hall();
    taken(&mut screen);
    let back = said(&screen).common.back;
    tap(&mut screen, back);
    next(&mut screen);
    let words = &said(&screen).kiosk.visitor;
    assert!(!can_tap(&screen, words.photo_use), "the one from before is gone");
    tap(&mut screen, words.photo_without);
    to_the_summary(&mut screen);
    assert!(submitted(&mut screen).is_empty());
}

#[test]
fn b03_where_the_property_wants_none_or_no_camera_works_nothing_is_said_of_photos() {
    for (wanted, camera) in [
        (false, Report::State(Device::Camera, None)),
        (true, Report::Absent(Device::Camera)),
        (true, Report::State(Device::Camera, Some(Trouble::Unplugged))),
    ] {
        let mut screen = hall();
        let questions = Some(VisitQuestions { photo: wanted, ..VisitQuestions::default() });
        hear(&mut screen, LobbyEvent::Lobby(Lobby { questions, ..lobby() }));
        says(&mut screen, camera);
        to_the_photo(&mut screen);
        let words = &said(&screen).kiosk.visitor;
        assert!(shows(&screen, words.whom) && !wants(&screen), "{wanted} {camera:?}");
        to_the_summary(&mut screen);
        assert!(!shows(&screen, words.photo_not_taken), "{wanted} {camera:?}");
        assert!(submitted(&mut screen).is_empty());
    }
}

#[test]
fn a_camera_that_goes_while_it_is_looked_at_ends_its_page_and_the_control_room_is_told() {
    let mut screen = hall();
    live(&mut screen);
    says(&mut screen, Report::State(Device::Camera, Some(Trouble::Unplugged)));
    assert!(shows(&screen, said(&screen).kiosk.visitor.whom) && !wants(&screen));
    // What comes and goes is told once a minute.
    wait(&mut screen, 40);
    let go_on = said(&screen).kiosk.shell.go_on;
    if can_tap(&screen, go_on) {
        tap(&mut screen, go_on);
    }
    wait(&mut screen, 21);
    let told: Vec<(KioskDevice, bool)> = sent(&screen)
        .into_iter()
        .filter_map(|what| if let What::DeviceTrouble(told) = what { Some((told.device(), told.trouble != 0)) } else { None })
        .collect();
    assert_eq!(told, [(KioskDevice::Camera, false), (KioskDevice::Camera, true)]);

    // A photo that was agreed to before stays.
    let mut screen = hall();
    in_summary(&mut screen);
    says(&mut screen, Report::State(Device::Camera, Some(Trouble::NotReady)));
    assert!(shows(&screen, said(&screen).kiosk.visitor.photo_is_taken));
    assert!(!submitted(&mut screen).is_empty());
}

#[test]
fn b03_another_photo_can_be_taken_and_one_that_was_used_corrected() {
    let mut screen = hall();
    taken(&mut screen);
    let words = &said(&screen).kiosk.visitor;
    tap(&mut screen, words.photo_again);
    assert!(!can_tap(&screen, words.photo_use) && wants(&screen));
    sees(&mut screen, slope(90));
    tap(&mut screen, words.photo_take);
    tap(&mut screen, words.photo_use);
    to_the_summary(&mut screen);
    let change = (words.change)(words.photo_label);
    tap(&mut screen, &change);
    assert!(shows(&screen, words.photo_yours) && !wants(&screen), "the one that is used is shown, and the camera is off");
    tap(&mut screen, words.photo_without);
    assert!(shows(&screen, words.summary) && shows(&screen, words.photo_not_taken), "back to the summary");
    tap(&mut screen, &change);
    sees(&mut screen, slope(55));
    tap(&mut screen, words.photo_take);
    tap(&mut screen, words.photo_use);
    assert!(shows(&screen, words.summary));
    assert_eq!(submitted(&mut screen), *photo::of(&slope(55)).unwrap());
}

#[test]
fn b01_the_picture_is_gone_with_its_page_its_visit_and_its_visitor() {
    type Leaves = fn(&mut Screen);
    let ways: [(&str, Leaves); 4] = [
        ("back", |screen| {
            let back = said(screen).common.back;
            tap(screen, back);
        }),
        ("without", |screen| {
            let without = said(screen).kiosk.visitor.photo_without;
            tap(screen, without);
        }),
        ("nobody there", |screen| {
            wait(screen, 45);
            assert!(shows(screen, said(screen).kiosk.shell.still_there));
            wait(screen, 20);
            assert!(screen.state().kiosk.is_home());
        }),
        ("evacuation", |screen| {
            hear(screen, LobbyEvent::Lobby(Lobby { evacuation: Some(evacuation(false)), ..lobby() }))
        }),
    ];
    for go in [live, taken] {
        for (way, leave) in ways {
            let mut screen = open(Language::ZhHans, SIZES[0].0, SIZES[0].1);
            offered(&mut screen);
            let before = textures(&screen);
            go(&mut screen);
            assert_eq!(textures(&screen), before + 1, "{way}");
            leave(&mut screen);
            screen.run();
            assert_eq!(textures(&screen), before, "{way}: the screen still holds the picture");
            assert!(!wants(&screen), "{way}: the camera is still open");
            assert!(!format!("{:?}", screen.state().kiosk).contains("Portrait(taken)"), "{way}");
            // One that was on its way when the page was left is kept by nobody.
            sees(&mut screen, slope(9));
            assert!(!format!("{:?}", screen.state().kiosk).contains("Frame of"), "{way}");
        }
    }
}
