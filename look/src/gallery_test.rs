//! Every widget, drawn headless at every scale and in every language: nothing panics, and
//! everything that can be used has a name and is large enough.

use egui::Ui;

use crate::keyboard::{Keyboard, Mode};
use crate::theme::{DESK, KIOSK, Scale, Tone};
use crate::widgets::{
    Banner, Bar, Button, Card, Dialog, Face, Field, ListRow, Moment, Step, Tile, bars, chip, faces, key_values, segmented, tiles, timeline,
};
use crate::words::{Language, Words, words};
use crate::{bench, icons, text};

fn everything(ui: &mut Ui, words: &Words) {
    let common = &words.common;
    Banner::red(common.offline, common.loading).actions(&[common.confirm, common.close]).show(ui);
    Banner::amber(common.offline, "").show(ui);
    text::title(ui, common.search);
    text::heading(ui, common.today);
    text::body(ui, &(common.as_of)("09:42"));
    text::second(ui, common.saved_here);
    text::small(ui, "王\u{2B123}");
    ui.horizontal_wrapped(|ui| {
        for tone in Tone::ALL {
            chip(ui, common.online, tone);
            ui.add(Button::primary(common.confirm).tone(tone).icon(icons::ICON_CHECK));
            ui.add(Button::outlined(common.cancel).tone(tone).pill());
        }
        ui.add(Button::destructive(common.remove).small());
        ui.add(Button::link(common.more));
        ui.add(Button::primary(common.done).main().disabled(Some(common.loading)));
        crate::widgets::button::icon_button(ui, icons::ICON_CLOSE, common.close);
    });
    let (mut name, mut long) = ("王堃".to_owned(), "長".repeat(200));
    Field::new(common.search, &mut name).hint(common.optional).error(Some(common.unknown)).show(ui);
    Field::new(common.edit, &mut long).rows(3).note(common.optional).active(true).show(ui);
    Card::titled(common.today).show(ui, |ui| {
        key_values(ui, 2, &[(common.online, "YT-1206"), (common.today, &long), (common.now, "—")]);
        timeline(ui, &[Moment::done("09:36", common.saved_here, "前台"), Moment::awaited(common.confirm)]);
        bars(
            ui,
            &[
                Bar { label: common.search, percent: Some(96), count: "n = 42", tone: Tone::Green },
                Bar { label: common.today, percent: None, count: "n = 3", tone: Tone::Red },
            ],
            Some(95),
        );
    });
    ui.add(ListRow::new(&long, &long).icon(icons::ICON_KEY, Tone::Amber).time("09:36").state(common.done, Tone::Red));
    ui.add(ListRow::new("", "").selected(true));
    ui.add(Step::new(1, common.confirm).done(Some(("09:36", "郭美玲"))).line(&long));
    ui.add(Step::new(2, common.print).current(true));
    ui.add(Step::new(3, common.save).refused(Some(common.loading)));
    segmented(ui, &[common.all, common.today, common.yesterday], 1);
    faces(ui, [common.yes, common.done, common.no, common.none], Some(Face::Happy));
    let tile = |tone| Tile { icon: icons::ICON_BADGE, title: common.search, line: common.loading, tone };
    let size = egui::vec2(ui.available_width(), 900.0);
    tiles(ui, size, &Tone::ALL.map(tile));
    tiles(ui, egui::vec2(size.x, 300.0), &[]);
    let mut target = String::new();
    for mode in [Mode::Pinyin, Mode::Strokes, Mode::Radicals, Mode::Latin, Mode::Accents, Mode::Digits] {
        ui.push_id(mode as u8, |ui| Keyboard::new(mode).show(ui, &words.keyboard, &mut target));
    }
}

fn scales() -> [Scale; 3] {
    [KIOSK, KIOSK.elder(), DESK]
}

#[test]
fn every_widget_draws_in_every_language_at_every_scale() {
    for scale in scales() {
        for language in Language::ALL {
            let ctx = bench::context(scale);
            let nodes = bench::nodes(&ctx, |ui| {
                egui::ScrollArea::vertical().show(ui, |ui| everything(ui, words(language)));
            });
            for node in nodes.iter().filter(|node| node.role != "ScrollView") {
                let usable = ["Button", "TextInput", "MultilineTextInput", "CheckBox", "RadioButton"];
                if usable.contains(&node.role.as_str()) {
                    assert!(!node.name.is_empty(), "{node:?}");
                    let [_, _, _, height] = node.bounds;
                    let least = if scale.touch { scale.px(84.0) } else { 30.0 };
                    assert!(height >= f64::from(least), "{node:?}");
                }
            }
            assert!(nodes.len() > 120, "{}", nodes.len());
        }
    }
}

#[test]
fn a_dialog_has_its_title_as_its_name_and_keeps_the_page_behind_it_shut() {
    for scale in scales() {
        let ctx = bench::context(scale);
        let common = &words(Language::ZhHans).common;
        let nodes = bench::nodes(&ctx, |ui| {
            Dialog::new("sure", common.confirm).show(ui, |ui| {
                text::body(ui, common.loading);
                crate::widgets::dialog::foot(ui, |ui| {
                    ui.add(Button::primary(common.yes));
                    ui.add(Button::outlined(common.no));
                });
            });
        });
        assert!(nodes.iter().any(|node| node.role == "Dialog" && node.name == common.confirm));
        assert!(nodes.iter().any(|node| node.role == "Button" && node.name == common.no));
    }
}

#[test]
fn a_disabled_button_cannot_be_pressed_and_says_why() {
    let ctx = bench::context(DESK);
    let mut pressed = [0; 2];
    let mut draw = |ui: &mut Ui| {
        let at = |y| egui::Rect::from_min_size(egui::pos2(0.0, y), egui::vec2(200.0, 42.0));
        pressed[0] += usize::from(ui.put(at(0.0), Button::primary("开")).clicked());
        let shut = Button::primary("关").disabled(Some("先登录"));
        pressed[1] += usize::from(ui.put(at(100.0), shut).clicked());
    };
    bench::pass(&ctx, &mut draw);
    for y in [20.0, 120.0] {
        let pos = egui::pos2(100.0, y);
        for down in [true, false] {
            let button = egui::PointerButton::Primary;
            let press = egui::Event::PointerButton { pos, button, pressed: down, modifiers: egui::Modifiers::NONE };
            bench::pass_with(&ctx, vec![egui::Event::PointerMoved(pos), press], &mut draw);
        }
    }
    assert_eq!(pressed, [1, 0]);
}
