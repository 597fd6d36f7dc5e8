//! Typing: by taps on the kiosk's own keyboard, and by a real one.

use egui::Event;
use look::words::{Language, words};

use crate::hall::{SIZES, can_tap, hall, keys, open, said, shows, tap};
use crate::stops::{name, next, summary, telephone, whom};

#[test]
fn b05_a_chinese_name_is_entered_by_taps_alone() {
    let mut screen = hall();
    name(&mut screen);
    let before = screen.state().taps;
    keys(&mut screen, "ouyangnana");
    let candidate = words(Language::ZhHans).keyboard.candidate;
    for part in ["欧阳", "娜娜"] {
        let wanted: Vec<String> = part.chars().map(String::from).collect();
        for text in std::iter::once(part.to_owned()).chain(wanted) {
            pick(&mut screen, &candidate(&text), &text);
        }
    }
    assert!(shows(&screen, "欧阳娜娜"));
    let taps = screen.state().taps - before;
    assert!(taps <= 25, "{taps}");
    next(&mut screen);
    assert!(shows(&screen, said(&screen).kiosk.visitor.telephone));
}

/// Touches a candidate if it is still to be written, turning the bar as often as it takes.
fn pick(screen: &mut crate::hall::Screen, name: &str, text: &str) {
    if written(screen).ends_with(text) || !can_tap(screen, said(screen).keyboard.more) {
        return;
    }
    for _ in 0..4 {
        if can_tap(screen, name) {
            return tap(screen, name);
        }
        if text.chars().count() > 1 {
            return;
        }
        let more = said(screen).keyboard.more;
        tap(screen, more);
    }
}

/// What stands in the name field.
fn written(screen: &crate::hall::Screen) -> String {
    use egui_kittest::kittest::{By, NodeT, Queryable};
    let field = screen.query_all(By::new()).find(|node| node.accesskit_node().role() == egui::accesskit::Role::TextInput);
    field.and_then(|node| node.value()).unwrap_or_default()
}

#[test]
fn b04_a_real_keyboard_goes_on_where_the_screen_has_stopped() {
    let mut screen = hall();
    name(&mut screen);
    screen.event(Event::Text("古丽".to_owned()));
    screen.run();
    let dot = said(&screen).keyboard.separator;
    tap(&mut screen, dot);
    screen.event(Event::Text("艾合买提䶮".to_owned()));
    screen.run();
    assert_eq!(written(&screen), "古丽\u{B7}艾合买提䶮");
    screen.key_press(egui::Key::Enter);
    screen.run();
    assert!(shows(&screen, said(&screen).kiosk.visitor.telephone), "Enter goes on");
}

#[test]
fn letters_that_are_not_yet_characters_close_the_way_on_and_are_never_lost() {
    let mut screen = hall();
    name(&mut screen);
    keys(&mut screen, "smith");
    assert!(shows(&screen, said(&screen).kiosk.typing.composing));
    let done = said(&screen).keyboard.done;
    tap(&mut screen, done);
    assert_eq!(written(&screen), "smith");
    tap(&mut screen, done);
    assert!(shows(&screen, said(&screen).kiosk.visitor.telephone), "the second 完成 goes on");
}

#[test]
fn the_unit_is_found_by_floor_and_by_company() {
    let mut screen = hall();
    whom(&mut screen);
    screen.event(Event::Text("12楼".to_owned()));
    screen.run();
    assert!(shows(&screen, "1206 室") && shows(&screen, "1207 室") && !shows(&screen, "101 室"));
    for _ in 0..3 {
        let delete = said(&screen).keyboard.delete;
        tap(&mut screen, delete);
    }
    screen.event(Event::Text("咖啡".to_owned()));
    screen.run();
    assert!(shows(&screen, "云澜望舒咖啡馆") && !shows(&screen, "1206 室"));
}

#[test]
fn ctrl_z_on_the_next_question_brings_nothing_of_the_last_back() {
    let mut screen = hall();
    telephone(&mut screen);
    screen.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    screen.run();
    assert_eq!(written(&screen), "");
    let mut screen = hall();
    summary(&mut screen);
    assert!(shows(&screen, "王伟"));
}

#[test]
fn b04_a_character_that_nobody_can_read_is_found_by_strokes_and_by_its_radical() {
    let mut screen = hall();
    name(&mut screen);
    let words = &said(&screen).keyboard;
    keys(&mut screen, "wang");
    tap(&mut screen, &(words.candidate)("王"));
    tap(&mut screen, words.strokes_name);
    for stroke in [3, 0, 2, 3, 0] {
        tap(&mut screen, words.strokes[stroke].1);
    }
    pick_found(&mut screen, &(words.candidate)("赟"));
    assert_eq!(written(&screen), "王赟");
    tap(&mut screen, words.delete);
    tap(&mut screen, words.radicals_name);
    tap(&mut screen, &(words.strokes_of_radical)(6));
    pick_found(&mut screen, &(words.radical)("羽"));
    tap(&mut screen, &(words.rest)(4));
    pick_found(&mut screen, &(words.candidate)("翀"));
    assert_eq!(written(&screen), "王翀");
    tap(&mut screen, words.pinyin_name);
    keys(&mut screen, "li");
    assert!(can_tap(&screen, &(words.candidate)("丽")), "pinyin goes on behind it");
}

/// Touches what was found, on whichever page it stands.
fn pick_found(screen: &mut crate::hall::Screen, name: &str) {
    for _ in 0..9 {
        if can_tap(screen, name) {
            return tap(screen, name);
        }
        let more = said(screen).keyboard.more;
        tap(screen, more);
    }
    panic!("{name} is not found");
}

#[test]
fn candidates_have_pages_and_each_leads_back_to_the_one_before() {
    let mut screen = hall();
    name(&mut screen);
    let words = &said(&screen).keyboard;
    keys(&mut screen, "yi");
    let first = offered(&screen);
    assert!(!can_tap(&screen, words.back));
    tap(&mut screen, words.more);
    let second = offered(&screen);
    tap(&mut screen, words.more);
    let third = offered(&screen);
    assert!(first.len() >= 5 && first.iter().all(|name| !second.contains(name)) && second.iter().all(|name| !third.contains(name)));
    tap(&mut screen, words.back);
    assert_eq!(offered(&screen), second);
    tap(&mut screen, words.back);
    assert_eq!(offered(&screen), first);
}

/// The names of the candidates that can be touched.
fn offered(screen: &crate::hall::Screen) -> Vec<String> {
    let prefix = (said(screen).keyboard.candidate)("");
    let all = crate::hall::names(screen).into_iter();
    all.filter(|name| name.starts_with(prefix.as_str())).collect()
}

#[test]
fn traditional_forms_come_first_where_they_are_read_and_one_key_changes_them() {
    for (language, first, other) in [(Language::ZhHant, "張偉", "张伟"), (Language::ZhHans, "张伟", "張偉")] {
        let mut screen = open(language, SIZES[0].0, SIZES[0].1);
        name(&mut screen);
        let words = &said(&screen).keyboard;
        keys(&mut screen, "zhangwei");
        assert!(can_tap(&screen, &(words.candidate)(first)), "{language:?}");
        let script = if language == Language::ZhHant { words.to_simplified } else { words.to_traditional };
        tap(&mut screen, script);
        tap(&mut screen, &(words.candidate)(other));
        assert_eq!(written(&screen), other);
    }
}

#[test]
fn b04_a_foreign_name_has_its_capitals_accents_and_signs() {
    let mut screen = open(Language::En, SIZES[0].0, SIZES[0].1);
    name(&mut screen);
    let words = &said(&screen).keyboard;
    keys(&mut screen, "Ren");
    tap(&mut screen, words.accents_name);
    keys(&mut screen, "é");
    tap(&mut screen, words.hyphen);
    keys(&mut screen, "Luc");
    tap(&mut screen, words.space);
    keys(&mut screen, "O");
    tap(&mut screen, words.apostrophe);
    keys(&mut screen, "Brien");
    assert_eq!(written(&screen), "René-Luc O'Brien");
    next(&mut screen);
    assert!(shows(&screen, said(&screen).kiosk.visitor.telephone));
}
