//! One of a few pictures with a name: a purpose, a kind of key.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use look::theme::paint::{focus_ring, pressed};
use look::theme::{CARD, INK, LINE, Tone, bold, fit_rows, icon, regular, scale, shadow};
use look::{Icon, icons};

/// Draws it in exactly this place, with a line below the name where there is one; the chosen
/// one is framed and ticked.
pub fn choice(ui: &Ui, rect: Rect, sign: Icon, name: &str, line: &str, chosen: bool) -> Response {
    let scale = scale(ui);
    let response = ui.interact(rect, ui.unique_id().with(("choice", name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, name));
    let blue = Tone::Blue.strong(scale);
    let (ground, stroke) =
        if chosen { (Tone::Blue.soft(), Stroke::new(scale.line * 3.0, blue)) } else { (CARD, Stroke::new(scale.line, LINE)) };
    shadow(ui.painter(), rect, scale.card_radius, false);
    let fill = pressed(ground, response.is_pointer_button_down_on(), response.hovered() && !chosen);
    ui.painter().rect(rect, CornerRadius::same(scale.card_radius), fill, stroke, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui.painter(), rect, scale.card_radius, scale.line * 2.0);
    }
    let side = (rect.height() * 0.5).min(scale.px(92.0));
    let centre = pos2(rect.left() + side * 0.9 + 10.0, rect.center().y);
    ui.painter().circle_filled(centre, side * 0.62, if chosen { CARD } else { Tone::Blue.soft() });
    icon(ui.painter(), centre, sign, side * 0.72, blue);
    let left = centre.x + side * 0.62 + scale.gap;
    let room = rect.right() - scale.gap - left - if chosen { scale.px(52.0) } else { 0.0 };
    let middle = rect.center().y;
    let sizes = [scale.strong * 1.1, scale.body];
    let galley = fit_rows(ui.painter(), name, vec2(room, rect.height()), &sizes, bold, INK);
    let rest = rect.height() - galley.size().y - 6.0;
    let below = fit_rows(ui.painter(), line, vec2(room, rest), &[scale.small], regular, scale.ink_2());
    // The line only explains: it gives way where height is short.
    let below = Some(below).filter(|below| !line.is_empty() && !below.elided && below.size().y <= rest);
    let height = galley.size().y + below.as_ref().map_or(0.0, |below| below.size().y + 6.0);
    let top = middle - height / 2.0;
    let second = top + galley.size().y + 6.0;
    ui.painter().galley(pos2(left, top), galley, INK);
    if let Some(below) = below {
        ui.painter().galley(pos2(left, second), below, scale.ink_2());
    }
    if chosen {
        let at = pos2(rect.right() - scale.px(40.0), rect.top() + scale.px(40.0));
        icon(ui.painter(), at, icons::ICON_CHECK, scale.px(44.0), blue);
    }
    response
}
