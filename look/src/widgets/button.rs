//! Buttons: filled for the page's main action, outlined for the others, text only for what
//! destroys. A disabled one says why.

use std::sync::Arc;

use egui::{
    Align, Color32, CornerRadius, Galley, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, vec2,
};

use crate::Icon;
use crate::theme::colour::DISABLED;
use crate::theme::paint::{focus_ring, pressed};
use crate::theme::{CARD, INK, LINE_STRONG, Scale, Tone, WHITE, bold, fit_rows, fit_within, icon, scale};

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Primary,
    Outlined,
    TextOnly,
    OnStrong,
    OnStrongOutlined,
}

#[derive(Clone, Copy, PartialEq)]
enum Size {
    Small,
    Ordinary,
    Main,
}

/// One button. `ui.add(Button::primary(words.confirm)).clicked()`.
#[must_use = "ui.add(…) it"]
pub struct Button<'a> {
    label: &'a str,
    name: Option<&'a str>,
    kind: Kind,
    size: Size,
    tone: Tone,
    icon: Option<Icon>,
    width: f32,
    fill: bool,
    pill: bool,
    reason: Option<&'a str>,
    says_reason: bool,
}

/// The colours of one button at rest.
struct Paint {
    fill: Color32,
    text: Color32,
    line: Color32,
}

impl<'a> Button<'a> {
    fn new(label: &'a str, kind: Kind, tone: Tone) -> Self {
        Self {
            label,
            name: None,
            kind,
            size: Size::Ordinary,
            tone,
            icon: None,
            width: 0.0,
            fill: false,
            pill: false,
            reason: None,
            says_reason: false,
        }
    }

    /// Filled: the one main action of a page or card.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label, Kind::Primary, Tone::Blue)
    }

    /// Outlined: every other action.
    pub fn outlined(label: &'a str) -> Self {
        Self::new(label, Kind::Outlined, Tone::Neutral)
    }

    /// Text only, in red: what destroys or withdraws something.
    pub fn destructive(label: &'a str) -> Self {
        Self::new(label, Kind::TextOnly, Tone::Red)
    }

    /// Text only, in blue: a step aside ("show all").
    pub fn link(label: &'a str) -> Self {
        Self::new(label, Kind::TextOnly, Tone::Blue)
    }

    /// White with coloured text: the main action on a strong ground of `tone` (an alarm bar).
    pub fn on_strong(label: &'a str, tone: Tone) -> Self {
        Self::new(label, Kind::OnStrong, tone)
    }

    /// White outline on a strong ground of `tone`: the other actions there.
    pub fn on_strong_outlined(label: &'a str, tone: Tone) -> Self {
        Self::new(label, Kind::OnStrongOutlined, tone)
    }

    /// Another tone than the kind's own: red for raising an alarm, green for accepting.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The height of the page's main button.
    pub fn main(mut self) -> Self {
        self.size = Size::Main;
        self
    }

    /// The least height that can still be hit: for rows of a list and tool bars.
    pub fn small(mut self) -> Self {
        self.size = Size::Small;
        self
    }

    /// Round ends, as the kiosk's header and footer have them.
    pub fn pill(mut self) -> Self {
        self.pill = true;
        self
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// At least this wide, in points.
    pub fn width(mut self, points: f32) -> Self {
        self.width = points;
        self
    }

    /// As wide as the place it stands in.
    pub fn fill_width(mut self) -> Self {
        self.fill = true;
        self
    }

    /// An accessible name that says more than the label ("claim the matter of 王堃").
    pub fn named(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// With a reason, the button is disabled and shows it under the mouse, and on touch.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.reason = reason;
        self
    }

    /// While it is disabled, the reason stands in it instead of its label: where there is no
    /// room for both (the large type of elder mode). Its name stays.
    pub fn says_reason(mut self) -> Self {
        self.says_reason = true;
        self
    }

    fn paint(&self, scale: Scale, enabled: bool) -> Paint {
        let strong = self.tone.strong(scale);
        let clear = Color32::TRANSPARENT;
        let (fill, text, line) = match (self.kind, enabled) {
            (Kind::Primary | Kind::Outlined, false) => (DISABLED, scale.ink_2(), DISABLED),
            (Kind::TextOnly, false) => (clear, scale.ink_2(), clear),
            (Kind::OnStrong, false) => (self.tone.soft(), strong, clear),
            (Kind::Primary, true) => (strong, WHITE, strong),
            (Kind::Outlined, true) if self.tone == Tone::Neutral => (CARD, INK, LINE_STRONG),
            (Kind::Outlined, true) => (CARD, strong, strong),
            (Kind::TextOnly, true) => (clear, strong, clear),
            (Kind::OnStrong, true) => (WHITE, strong, WHITE),
            (Kind::OnStrongOutlined, _) => (strong, WHITE, self.tone.on_strong(scale)),
        };
        Paint { fill, text, line }
    }

    fn height(&self, scale: Scale) -> f32 {
        match self.size {
            Size::Small => scale.target,
            Size::Ordinary => scale.control,
            Size::Main => scale.primary,
        }
    }

    fn font_size(&self, scale: Scale) -> f32 {
        match self.size {
            Size::Small => scale.pick(35.0, 14.0),
            Size::Ordinary => scale.pick(35.0, 16.0),
            Size::Main => scale.pick(40.0, 18.0),
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let scale = scale(ui);
        let enabled = self.reason.is_none() && ui.is_enabled();
        let paint = self.paint(scale, enabled);
        let font_size = self.font_size(scale);
        let picture = if self.icon.is_some() { font_size * 1.55 } else { 0.0 };
        let narrow = self.kind == Kind::TextOnly || scale.touch && self.size == Size::Small;
        let sides = font_size * if narrow { 1.2 } else { 2.0 };
        let widest = ui.available_width().max(scale.target);
        let room = (widest - sides - picture).max(font_size);
        let (words, size) = match self.reason.filter(|_| self.says_reason) {
            Some(reason) => (reason, scale.body.min(font_size)),
            None => (self.label, font_size),
        };
        let galley = label(ui.painter(), words, vec2(room, self.height(scale)), size, scale, paint.text);

        let natural = galley.size().x + sides + picture;
        let width = if self.fill { widest } else { natural.max(self.width).min(widest) };
        let size = vec2(width, self.height(scale));
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));

        if ui.is_rect_visible(rect) {
            let radius = if self.pill { (rect.height() / 2.0) as u8 } else { scale.radius };
            let down = response.is_pointer_button_down_on();
            let fill = if paint.fill == Color32::TRANSPARENT && (down || response.hovered()) && enabled {
                pressed(self.tone.soft(), down, false)
            } else {
                pressed(paint.fill, down, response.hovered() && enabled)
            };
            let corner = CornerRadius::same(radius);
            let line = if self.pill && self.tone != Tone::Neutral { 2.0 } else { 1.0 };
            let stroke = Stroke::new(scale.line * line, paint.line);
            ui.painter().rect(rect, corner, fill, stroke, StrokeKind::Inside);
            if response.has_focus() {
                focus_ring(ui.painter(), rect, radius, scale.line * 2.0);
            }
            let left = rect.center() - vec2((galley.size().x + picture) / 2.0, 0.0);
            if let Some(sign) = self.icon {
                let centre = left + vec2(font_size * 0.6, 0.0);
                icon(ui.painter(), centre, sign, font_size * 1.3, paint.text);
            }
            let place = Rect::from_min_size(left + vec2(picture, -galley.size().y / 2.0), galley.size());
            let mut job = (*galley.job).clone();
            job.halign = Align::Center;
            let galley = if galley.rows.len() > 1 { ui.painter().layout_job(job) } else { galley };
            let at = if galley.rows.len() > 1 { place.center_top() } else { place.min };
            ui.painter().galley(at, galley, paint.text);
        }
        explain(ui, response, self.reason, scale)
    }
}

/// The words of a button: on a touch screen in two rows before they are smaller than main text.
fn label(painter: &Painter, words: &str, room: Vec2, size: f32, scale: Scale, ink: Color32) -> Arc<Galley> {
    if scale.touch {
        fit_rows(painter, words, room, &[size, scale.body, scale.small], bold, ink)
    } else {
        fit_within(painter, words, room.x, bold(size), ink)
    }
}

/// Shows the reason of a disabled button under the mouse, and under the finger while it is down.
fn explain(ui: &Ui, response: Response, reason: Option<&str>, scale: Scale) -> Response {
    let Some(reason) = reason else {
        return response;
    };
    if scale.touch && response.contains_pointer() && ui.input(|input| input.pointer.any_down()) {
        response.show_tooltip_text(reason);
    }
    response.on_hover_text(reason)
}

/// A square button that shows an icon only; `name` is what screen readers say and the mouse shows.
pub fn icon_button(ui: &mut Ui, sign: Icon, name: &str) -> Response {
    let scale = scale(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(scale.target), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let down = response.is_pointer_button_down_on();
    if down || response.hovered() {
        let fill = pressed(Tone::Neutral.soft(), down, false);
        ui.painter().rect_filled(rect, CornerRadius::same(scale.radius), fill);
    }
    if response.has_focus() {
        focus_ring(ui.painter(), rect, scale.radius, scale.line * 2.0);
    }
    icon(ui.painter(), rect.center(), sign, scale.target * 0.62, scale.ink_2());
    response.on_hover_text(name)
}
