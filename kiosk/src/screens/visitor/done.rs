//! The code, very large, and what to do with it (B-02, B-07, B-09).

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use look::theme::{BLUE, CARD, INK, LINE, Tone, bold, regular, scale, shadow, wrapped};
use look::widgets::{self, Button};
use look::words::kiosk::VisitorWords;
use values::VisitMark;

use super::{Step, Visitor};
use crate::form::{inside, is_upright};
use crate::here::Here;
use crate::paint;
use crate::screens::finale::{Finale, Standing, home_button, next_steps, notice};

impl Visitor {
    pub(super) fn done(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let mut standing = self.ticket.map_or(Standing::NotSaved, |ticket| Standing::of(here.progress(ticket)));
        if standing == Standing::Refused && !self.tried_again && !self.recognised {
            // The refusal that another code can cure: somebody inside holds this one.
            self.tried_again = true;
            self.submit(here);
            standing = Standing::Waiting;
        }
        self.print(here, standing);
        let words = &here.words.kiosk.visitor;
        let home = match standing {
            Standing::NotSaved => {
                self.step = Step::Summary;
                false
            }
            Standing::Refused => Finale::refused(words.refused, words.refused_line).page(ui, here),
            Standing::Waiting => {
                let finale = Finale::good(words.done, "").state(words.waiting, Tone::Amber);
                self.code_page(ui, here, finale, (!here.online).then_some(words.waiting_line))
            }
            Standing::Confirmed => {
                let finale = Finale::good(words.done, "").state(words.confirmed, Tone::Green);
                self.code_page(ui, here, finale, None)
            }
        };
        if home {
            here.go_home();
        }
    }

    /// What to show when leaving. Of who came by a code the server knows whether there is a telephone.
    pub(super) fn leaving(&self, words: &VisitorWords) -> String {
        let mark = self.mark.as_ref().map(VisitMark::last_four);
        match mark {
            Some(four) if self.recognised => (words.leave_by_either)(four),
            Some(four) if self.no_telephone => (words.leave_by_mark)(four),
            Some(_) | None => words.leave_by_telephone.to_owned(),
        }
    }

    fn code_page(&self, ui: &mut Ui, here: &Here<'_>, finale: Finale<'_>, offline: Option<&str>) -> bool {
        let scale = scale(ui);
        let words = &here.words.kiosk.visitor;
        let code = self.ticket.and_then(|ticket| here.tray.code(ticket)).map_or("", |code| code.as_str());
        let mark = self.mark.as_ref().map_or("", VisitMark::as_str);
        let typed = self.mark.as_ref().filter(|_| self.no_telephone).map(VisitMark::last_four);
        let carried = Carried { code, typed, scanned: format!("{code}{mark}") };
        let leaving = self.leaving(words);
        let [first, second] = words.next_steps;
        let second = super::slip::told(here).unwrap_or(second);
        let group = (!self.recognised && self.people + self.children > 1).then(|| (words.for_group)(self.people + self.children));
        let steps: Vec<&str> = [Some(first), Some(second), group.as_deref(), Some(leaving.as_str())].into_iter().flatten().collect();
        let all = ui.available_rect_before_wrap();
        let foot = all.with_min_y(all.bottom() - scale.primary);
        let content = all.with_max_y(foot.top() - scale.gap);
        if is_upright(all) {
            inside(ui, content, "done", |ui| {
                finale.head(ui);
                ui.add_space(scale.gap * 0.4);
                let high = scale.px(if offline.is_some() { 556.0 } else { 690.0 });
                // Large type leaves room for what stands below it.
                let width = ui.available_width() - scale.card_margin * 2.0;
                let below = scale.px(if offline.is_some() { 190.0 } else { 270.0 }) + notice_height(ui, offline, width);
                let room = (ui.available_height() - below).max(scale.px(200.0));
                code_card(ui, here, &carried, if scale.high_contrast { high.min(room) } else { high });
                ui.add_space(scale.gap * 0.6);
                if let Some(line) = offline {
                    notice(ui, Tone::Amber, line);
                }
                next_steps(ui, here.words, &steps);
            });
        } else {
            let half = (content.width() - scale.gap * 2.0) / 2.0;
            inside(ui, content.with_max_x(content.left() + half), "head", |ui| {
                finale.head(ui);
                ui.add_space(scale.gap * 0.6);
                next_steps(ui, here.words, &steps);
            });
            inside(ui, content.with_min_x(content.right() - half), "code", |ui| {
                let width = ui.available_width() - scale.card_margin * 2.0;
                let below = notice_height(ui, offline, width);
                code_card(ui, here, &carried, content.height() - below);
                if let Some(line) = offline {
                    notice(ui, Tone::Amber, line);
                }
            });
        }
        home_button(ui, foot, Button::primary(here.words.kiosk.shell.home))
    }
}

/// How high the sentence about the connection is, in its card of this width.
fn notice_height(ui: &Ui, offline: Option<&str>, width: f32) -> f32 {
    let scale = scale(ui);
    let height = |line| wrapped(ui.painter(), line, width, regular(scale.body), INK).size().y + scale.card_margin * 2.0 + scale.gap * 1.2;
    offline.map_or(0.0, height)
}

/// What the visitor takes along.
struct Carried<'a> {
    /// The visit code.
    code: &'a str,
    /// Four digits more, to be typed on leaving by whoever gave no telephone.
    typed: Option<&'a str>,
    /// In the QR code: the visit code and the mark.
    scanned: String,
}

/// The digits, as large as they fit, and the QR code, in one card of this height.
fn code_card(ui: &mut Ui, here: &Here<'_>, carried: &Carried<'_>, height: f32) {
    let scale = scale(ui);
    let words = &here.words.kiosk.visitor;
    let (card, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    shadow(ui.painter(), card, scale.card_radius, false);
    let radius = CornerRadius::same(scale.card_radius);
    ui.painter().rect(card, radius, CARD, Stroke::new(scale.line, LINE), StrokeKind::Inside);
    // Low places have the picture beside the digits.
    let beside = height < scale.px(500.0);
    let side = if beside { (height - scale.card_margin).min(card.width() * 0.36) } else { 0.0 };
    let text = card.with_max_x(card.right() - side).shrink2(vec2(scale.card_margin, scale.card_margin * 0.7));
    let (before, after) = carried.code.split_at_checked(3).unwrap_or((carried.code, ""));
    let digits = [Some(before), Some(after), carried.typed].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let font = look::theme::fit(ui.painter(), &digits, text.width(), bold(scale.px(208.0).min((text.height() - scale.body * 1.5) * 0.72)));
    let lead = if beside { (text.height() - scale.body * 1.5 - font.size) / 2.0 } else { 0.0 };
    let at = pos2(text.center().x, text.top() + lead);
    let label = paint::row(ui, at, Align2::CENTER_TOP, words.code, text.width(), regular(scale.body), scale.ink_2());
    // Digits have no descender: the row may reach into the space above and below them.
    let at = pos2(text.center().x, label.bottom() - font.size * 0.16);
    let shown = paint::row(ui, at, Align2::CENTER_TOP, &digits, text.width(), font.clone(), BLUE);
    paint::label(ui, shown, "code", &(words.code_is)(&digits));
    let below =
        Rect::from_min_max(pos2(card.left(), shown.bottom() - font.size * 0.14), pos2(card.right(), card.bottom() - scale.gap * 0.4));
    let picture = if beside { card.with_min_x(card.right() - side - scale.gap) } else { below };
    widgets::qr(ui, picture, &carried.scanned, words.qr);
}
