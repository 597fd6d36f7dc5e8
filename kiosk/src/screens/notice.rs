//! The notice on personal data, before anything is asked (B-03).

use egui::{Rect, Ui, pos2, vec2};
use look::text;
use look::theme::{Tone, regular, scale};
use look::widgets::{Button, Card};

use super::finale::{Finale, centred};
use crate::form::{self, Heading, inside, is_upright};
use crate::here::Here;
use crate::pager;

/// What a visitor answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Agrees, at the moment of the touch.
    Agree,
    /// Does not: is led to the counter, not refused.
    Disagree,
    /// Goes back.
    Back,
}

/// Draws the notice.
pub fn show(ui: &mut Ui, here: &Here<'_>) -> Option<Answer> {
    let scale = scale(ui);
    let words = &here.words.kiosk.visitor;
    let mut answer = None;
    if form::heading(ui, here, Heading { title: words.notice, step: None }) {
        answer = Some(Answer::Back);
    }
    let all = ui.available_rect_before_wrap();
    let upright = is_upright(all);
    let foot = all.with_min_y(all.bottom() - if upright { scale.primary + scale.gap + scale.control } else { scale.primary });
    let hint = scale.small * 1.7;
    let card = all.with_max_y(foot.top() - scale.gap - hint);
    inside(ui, card, "notice", |ui| {
        Card::new().show(ui, |ui| {
            ui.set_height(card.height() - scale.card_margin * 2.0);
            let place = ui.available_rect_before_wrap();
            pager::scroll(ui, here.words, place, |ui| {
                for paragraph in here.said(here.lobby.notice.as_ref()).split("\n\n") {
                    text::body(ui, paragraph.trim());
                    ui.add_space(scale.gap * 0.3);
                }
            });
        });
    });
    let line = all.with_min_y(card.bottom()).with_max_y(foot.top());
    let shown = crate::paint::row(
        ui,
        line.center(),
        egui::Align2::CENTER_CENTER,
        words.notice_scroll,
        line.width(),
        regular(scale.small),
        scale.ink_2(),
    );
    crate::paint::label(ui, shown, "scroll", words.notice_scroll);
    inside(ui, foot, "answers", |ui| {
        let size = vec2(ui.available_width(), scale.primary);
        if upright {
            if ui.add(Button::primary(words.agree).main().fill_width()).clicked() {
                answer = Some(Answer::Agree);
            }
            if ui.add(Button::outlined(words.disagree).fill_width()).clicked() {
                answer = Some(Answer::Disagree);
            }
        } else {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                if ui.add(Button::primary(words.agree).main().width(size.x * 0.6)).clicked() {
                    answer = Some(Answer::Agree);
                }
                if ui.add(Button::outlined(words.disagree).main().fill_width()).clicked() {
                    answer = Some(Answer::Disagree);
                }
            });
        }
    });
    answer
}

/// What a visitor who declined sees. True: reads the notice again.
pub fn declined(ui: &mut Ui, here: &mut Here<'_>) -> bool {
    let scale = scale(ui);
    let words = &here.words.kiosk.visitor;
    let all = ui.available_rect_before_wrap();
    let sign = look::icons::ICON_SUPPORT_AGENT;
    let buttons = [
        Button::primary(words.declined_call).icon(sign).main(),
        Button::outlined(words.declined_back).main(),
        Button::outlined(here.words.kiosk.shell.home).main(),
    ];
    // Below each other on an upright screen, side by side on a wide one.
    let upright = is_upright(all);
    let step = if upright { vec2(0.0, scale.primary + scale.gap) } else { vec2((all.width() + scale.gap) / 3.0, 0.0) };
    let size = vec2(if upright { all.width() } else { step.x - scale.gap }, scale.primary);
    let first = pos2(all.left(), all.bottom() - scale.primary - step.y * 2.0);
    let content = all.with_max_y(first.y - scale.gap);
    inside(ui, content, "declined", |ui| {
        ui.add_space(content.height() * 0.09);
        Finale {
            sign,
            tone: Tone::Blue,
            title: words.declined,
            state: None,
            line: "",
            caution: None,
        }
        .head(ui);
        centred(ui, words.declined_line);
    });
    let mut touched = None;
    for (index, button) in buttons.into_iter().enumerate() {
        let place = Rect::from_min_size(first + step * index as f32, size);
        if inside(ui, place, &index.to_string(), |ui| ui.add(button.fill_width()).clicked()) {
            touched = Some(index);
        }
    }
    match touched {
        Some(0) => here.call(),
        Some(2) => here.go_home(),
        Some(_) | None => {}
    }
    touched == Some(1)
}
