//! 撤离: the page takes over, whatever is open.

use look::words::Language;
use proto::v1::Lobby;
use terminal::LobbyEvent;

use crate::hall::{SIZES, Screen, evacuation, hear, lobby, restart, said, shows, silent};
use crate::stops::STOPS;

fn tell(screen: &mut Screen, drill: bool) {
    let told = Lobby { evacuation: Some(evacuation(drill)), ..lobby() };
    let hall = screen.state_mut();
    hall.kiosk.hear(LobbyEvent::Lobby(told), hall.now);
}

#[test]
fn b24_evacuation_takes_the_page_in_the_next_frame() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    for stop in STOPS {
        for language in Language::ALL {
            restart(&mut screen, language);
            (stop.go)(&mut screen);
            tell(&mut screen, false);
            screen.step();
            for words in ["请立即撤离", "leave the building now", "不要乘电梯", "Do not use the lifts", "旗杆旁", "flagpoles"]
            {
                assert!(shows(&screen, words), "{}: {words}", stop.name);
            }
            assert!(!shows(&screen, "演练") && !shows(&screen, said(&screen).kiosk.shell.privacy), "{}", stop.name);
            hear(&mut screen, LobbyEvent::Lobby(lobby()));
            assert!(screen.state().kiosk.is_home(), "{}: what was open is gone afterwards", stop.name);
        }
    }
}

#[test]
fn b26_a_drill_is_marked_in_both_languages() {
    for (size, pixels_per_point) in SIZES {
        let mut screen = silent(Language::En, size, pixels_per_point);
        screen.run();
        tell(&mut screen, true);
        screen.run();
        assert!(shows(&screen, "演练") && shows(&screen, "DRILL"));
    }
}

#[test]
fn b24_the_page_stays_while_the_server_is_away() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    tell(&mut screen, false);
    screen.run();
    for event in [LobbyEvent::Offline { why: "the cable is out".to_owned() }, LobbyEvent::NotAdmitted] {
        hear(&mut screen, event);
        assert!(shows(&screen, "请立即撤离"));
    }
}

#[test]
fn an_evacuation_without_words_still_says_to_leave() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    let told = Lobby { evacuation: Some(proto::v1::Evacuation::default()), ..lobby() };
    hear(&mut screen, LobbyEvent::Lobby(told));
    assert!(shows(&screen, "请立即撤离大楼") && shows(&screen, "Please leave the building now"));
}

#[test]
fn e2_the_stairs_the_assembly_point_and_the_way_are_said_in_every_language() {
    let mut screen = silent(Language::En, SIZES[0].0, SIZES[0].1);
    for (size, pixels_per_point) in SIZES {
        screen = silent(Language::En, size, pixels_per_point);
        crate::lobby_stops::evacuate_with_map(&mut screen, false);
        for words in [
            "请走疏散楼梯，不要乘坐电梯",
            "請走疏散樓梯，不要乘坐電梯",
            "Use the fire stairs, not the lifts",
            "旗杆旁",
            "Assembly point",
            "您在此处 You are here",
            "出口 Exit",
            "电梯（勿乘） Lift (do not use)",
        ] {
            assert!(shows(&screen, words), "{size:?}: {words}");
        }
    }
    // A property that has no drawing, or has not said where this kiosk stands.
    let told = Lobby { evacuation: Some(evacuation(false)), ..lobby() };
    hear(&mut screen, LobbyEvent::Lobby(told.clone()));
    assert!(!shows(&screen, "You are here") && shows(&screen, "Use the fire stairs, not the lifts"));
    let map = proto::v1::PropertyMap { here: None, ..crate::lobby_stops::map() };
    hear(&mut screen, LobbyEvent::Lobby(Lobby { map: Some(map), ..told }));
    assert!(!shows(&screen, "You are here") && !shows(&screen, "Way out") && shows(&screen, "出口 Exit"));
}

#[test]
fn b24_a_property_in_the_traditional_script_is_read_in_it_too() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    let mut evacuation = evacuation(false);
    if let Some(title) = &mut evacuation.title {
        title.hant = "發生火情，請立即撤離".to_owned();
    }
    hear(&mut screen, LobbyEvent::Lobby(Lobby { evacuation: Some(evacuation), ..lobby() }));
    assert!(shows(&screen, "发生火情") && shows(&screen, "發生火情") && shows(&screen, "Fire:"));
}

#[test]
fn e2_every_word_of_the_drawing_is_shown_to_its_end_in_any_width() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    crate::lobby_stops::evacuate_with_map(&mut screen, true);
    for width in (1060..=1920).step_by(20) {
        screen.set_size(egui::vec2(width as f32, 1920.0));
        screen.run();
        let troubles = crate::measure::troubles(&screen, &[]);
        let cut: Vec<&String> = troubles.iter().filter(|trouble| trouble.contains("not shown to its end")).collect();
        assert!(cut.is_empty(), "{width}: {cut:?}");
    }
}
