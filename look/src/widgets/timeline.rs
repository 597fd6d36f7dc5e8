//! What happened, one moment under the other (处理记录), and what is awaited.

use egui::{Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::theme::{CARD, INK, LINE, Tone, bold, elided, regular, scale, wrapped};

/// One moment of a [`timeline`].
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// When, as shown; `—` where it has not happened.
    pub time: &'a str,
    /// What happened, or is awaited.
    pub what: &'a str,
    /// Who and where, below; may be empty.
    pub who: &'a str,
    /// A full dot in this tone: green for done, red for refused. What is awaited is a ring.
    pub tone: Tone,
    /// Not yet: an empty ring and bold words.
    pub awaited: bool,
}

impl<'a> Moment<'a> {
    /// Something that happened in good order.
    pub fn done(time: &'a str, what: &'a str, who: &'a str) -> Self {
        Self { time, what, who, tone: Tone::Green, awaited: false }
    }

    /// What is waited for.
    pub fn awaited(what: &'a str) -> Self {
        Self { time: "—", what, who: "", tone: Tone::Amber, awaited: true }
    }

    /// In another tone.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Draws the moments in the order given.
pub fn timeline(ui: &mut Ui, moments: &[Moment<'_>]) {
    let scale = scale(ui);
    let radius = scale.pick(13.0, 7.0);
    let painter = ui.painter().clone();
    let times = moments
        .iter()
        .map(|moment| elided(&painter, moment.time, f32::INFINITY, regular(scale.small), scale.ink_3()).size().x);
    let time_width = times.fold(scale.pick(90.0, 42.0), f32::max);
    let time_left = radius * 2.0 + scale.gap * 1.5;
    let text_left = time_left + time_width + scale.gap * 1.6;
    let mut above: Option<f32> = None;
    for (index, moment) in moments.iter().enumerate() {
        let font = if moment.awaited { bold(scale.body) } else { regular(scale.body) };
        let room = ui.available_width() - text_left;
        let what = wrapped(&painter, moment.what, room, font, INK);
        let who = wrapped(&painter, moment.who, room, regular(scale.small), scale.ink_3());
        let who_height = if moment.who.is_empty() { 0.0 } else { who.size().y + 2.0 };
        let below = if index + 1 == moments.len() { 0.0 } else { scale.gap * 0.8 };
        let size = vec2(ui.available_width(), what.size().y + who_height + below);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let name = format!("{} {} {}", moment.time, moment.what, moment.who);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.trim()));

        let row = what.rows.first().map_or(0.0, |row| row.height());
        let dot = pos2(rect.left() + radius + 2.0, rect.top() + row / 2.0);
        if let Some(from) = above {
            painter.vline(dot.x, from..=(dot.y - radius - 1.0), Stroke::new(scale.line * 1.5, LINE));
        }
        above = Some(dot.y + radius + 1.0);
        let colour = moment.tone.strong(scale);
        if moment.awaited {
            painter.circle(dot, radius, CARD, Stroke::new(scale.line * 2.0, colour));
        } else {
            painter.circle_filled(dot, radius, colour);
        }
        let time = elided(&painter, moment.time, time_width, regular(scale.small), scale.ink_3());
        let time_top = dot.y - time.size().y / 2.0;
        let who_top = rect.top() + what.size().y + 2.0;
        painter.galley(pos2(rect.left() + time_left, time_top), time, scale.ink_3());
        painter.galley(pos2(rect.left() + text_left, rect.top()), what, INK);
        if !moment.who.is_empty() {
            painter.galley(pos2(rect.left() + text_left, who_top), who, scale.ink_3());
        }
    }
}
