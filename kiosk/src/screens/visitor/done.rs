//! The code, very large, and what to do with it (B-07, B-09).

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use look::theme::{BLUE, CARD, LINE, Tone, bold, regular, scale, shadow};

use super::{Step, Visitor};
use crate::form::is_upright;
use crate::here::Here;
use crate::paint;
use crate::screens::finale::{Finale, Standing, home_button, next_steps, notice};

impl Visitor {
    pub(super) fn done(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let Some(ticket) = self.ticket else {
            self.step = Step::Summary;
            return;
        };
        let words = &here.words.kiosk.visitor;
        let standing = Standing::of(here.progress(ticket));
        match standing {
            // The one refusal that another code can cure: somebody inside holds this one.
            Standing::Refused if !self.tried_again => {
                self.tried_again = true;
                self.submit(here);
            }
            Standing::NotSaved => self.step = Step::Summary,
            Standing::Waiting | Standing::Confirmed | Standing::Refused => {}
        }
        if standing == Standing::Refused && here.progress(ticket) == here.progress(self.ticket.unwrap_or(ticket)) {
            let finale = Finale::refused(words.refused, words.refused_line);
            if finale.page(ui, here, |_| {}) {
                here.go_home();
            }
            return;
        }
        let ticket = self.ticket.unwrap_or(ticket);
        let code = here.tray.code(ticket).map(|code| code.as_str().to_owned()).unwrap_or_default();
        if self.code_page(ui, here, &code, standing) {
            here.go_home();
        }
    }

    fn code_page(&self, ui: &mut Ui, here: &Here<'_>, code: &str, standing: Standing) -> bool {
        let scale = scale(ui);
        let words = &here.words.kiosk.visitor;
        let state = match standing {
            Standing::Confirmed => (words.confirmed, Tone::Green),
            Standing::Waiting | Standing::Refused | Standing::NotSaved => (words.waiting, Tone::Amber),
        };
        let finale = Finale::good(words.done, "").state(state.0, state.1);
        let all = ui.available_rect_before_wrap();
        let foot = all.with_min_y(all.bottom() - scale.primary);
        let content = all.with_max_y(foot.top() - scale.gap);
        let waits = state.1 == Tone::Amber && !here.online;
        if is_upright(all) {
            crate::form::inside(ui, content, "done", |ui| {
                finale.head(ui);
                ui.add_space(scale.gap * 0.6);
                code_card(ui, here, code, scale.px(400.0));
                ui.add_space(scale.gap);
                next_steps(ui, &words.next_steps);
                if waits {
                    ui.add_space(scale.gap * 0.6);
                    notice(ui, Tone::Amber, words.waiting_line);
                }
            });
        } else {
            let half = (content.width() - scale.gap * 2.0) / 2.0;
            let left = content.with_max_x(content.left() + half);
            let right = content.with_min_x(content.right() - half);
            crate::form::inside(ui, left, "head", |ui| {
                finale.head(ui);
                if waits {
                    notice(ui, Tone::Amber, words.waiting_line);
                } else {
                    ui.add_space(scale.gap);
                    next_steps(ui, &words.next_steps);
                }
            });
            crate::form::inside(ui, right, "code", |ui| code_card(ui, here, code, content.height().min(scale.px(420.0))));
        }
        home_button(ui, foot, here)
    }
}

/// The digits and the same as a QR code, in one card of this height.
fn code_card(ui: &mut Ui, here: &Here<'_>, code: &str, height: f32) {
    let scale = scale(ui);
    let words = &here.words.kiosk.visitor;
    let (card, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    shadow(ui.painter(), card, scale.card_radius, false);
    let radius = CornerRadius::same(scale.card_radius);
    ui.painter().rect(card, radius, CARD, Stroke::new(scale.line, LINE), StrokeKind::Inside);
    let side = (height - scale.card_margin * 1.2).min(card.width() * 0.38);
    let picture = Rect::from_center_size(pos2(card.right() - scale.card_margin * 0.6 - side / 2.0, card.center().y), vec2(side, side));
    paint::qr(ui, picture, code, words.qr);
    let text = card.with_max_x(picture.left() - scale.gap).shrink2(vec2(scale.card_margin, 0.0));
    let digits: String = code.chars().enumerate().flat_map(|(at, digit)| (at == 3).then_some(' ').into_iter().chain([digit])).collect();
    let middle = text.center().y;
    let at = pos2(text.left(), middle - scale.px(90.0));
    paint::row(ui, at, Align2::LEFT_CENTER, words.code, text.width(), regular(scale.body), scale.ink_2());
    let at = pos2(text.left(), middle + scale.px(24.0));
    let font = look::theme::fit(ui.painter(), &digits, text.width(), bold(scale.px(168.0)));
    let shown = paint::row(ui, at, Align2::LEFT_CENTER, &digits, text.width(), font, BLUE);
    paint::label(ui, shown, "code", &(words.code_is)(code));
}
