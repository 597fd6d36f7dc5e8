//! A page, measured: what is painted and what can be touched, without drawing a pixel (B-06).

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, TextShape};
use egui::{Color32, FontFamily, Rect, Shape};
use egui_kittest::kittest::{By, NodeT, Queryable};
use look::theme::colour::contrast;

use crate::hall::Screen;

/// What must hold on a page, in points at 1080 pixels of width.
struct Law {
    /// The least size of a text that is read to go on.
    main: f32,
    /// The sizes of captions.
    captions: [f32; 2],
    target: f32,
    contrast: f64,
}

impl Law {
    fn of(screen: &Screen) -> Self {
        if screen.state().kiosk.is_elder() {
            Self { main: 47.5, captions: [26.0 * 1.4, 28.0 * 1.4], target: 120.0, contrast: 7.0 }
        } else {
            Self { main: 34.0, captions: [26.0, 28.0], target: 84.0, contrast: 4.5 }
        }
    }

    fn allows(&self, size: f32) -> bool {
        size >= self.main || self.captions.iter().any(|caption| (caption - size).abs() < 0.05)
    }
}

/// What lies under a text.
struct Ground {
    rect: Rect,
    fill: Color32,
    round: bool,
}

/// A text as it is painted.
struct Painted {
    text: String,
    size: f32,
    colour: Color32,
    ink: Rect,
    clip: Rect,
    elided: bool,
    is_icon: bool,
    is_key: bool,
    ground: Color32,
    within: Rect,
}

/// A thing that a finger or a screen reader finds.
struct Thing {
    role: Role,
    name: String,
    rect: Rect,
    /// The scroll area that it lies in.
    scrolled: Option<Rect>,
}

fn is_touched(role: Role) -> bool {
    matches!(role, Role::Button | Role::RadioButton | Role::TextInput | Role::PasswordInput | Role::MultilineTextInput)
}

/// Everything that breaks a law on the page that is shown. `long` are texts of which a part may
/// be left out: their writers made them longer than a screen.
pub fn troubles(screen: &Screen, long: &[String]) -> Vec<String> {
    let law = Law::of(screen);
    let window = screen.ctx.content_rect();
    let things = things(screen);
    let mut scrolled: Vec<Rect> = things.iter().filter_map(|thing| thing.scrolled).collect();
    scrolled.dedup();
    let mut painted = painted(&screen.output().shapes, window);
    let keys = &crate::hall::said(screen).keyboard;
    let keys = [keys.done, keys.space, keys.delete, keys.shift, keys.to_pinyin, keys.to_latin, keys.to_digits];
    for text in painted.iter_mut().filter(|text| keys.contains(&text.text.as_str())) {
        // The keyboard's own tests measure what its keys say.
        text.is_key = true;
    }
    let mut found = of_texts(&law, &painted, &scrolled, window, long);
    // And its bar.
    let keys = &crate::hall::said(screen).keyboard;
    let of_bar = |thing: &Thing| thing.name == keys.more || thing.name.starts_with((keys.candidate)("").trim());
    let (bar, things): (Vec<Thing>, Vec<Thing>) = things.into_iter().partition(of_bar);
    found.extend(of_things(&law, &things, window));
    found.extend(
        bar.iter()
            .filter(|thing| !window.contains_rect(thing.rect))
            .map(|thing| format!("{:?} leaves the window", thing.name)),
    );
    found
}

fn things(screen: &Screen) -> Vec<Thing> {
    let all = screen.query_all(By::new()).filter(|node| node.accesskit_node().has_bounds()).map(|node| {
        let known = node.accesskit_node();
        let name = known.label().or(known.value()).unwrap_or_default();
        let mut above = known.parent();
        while above.is_some_and(|node| node.role() != Role::ScrollView) {
            above = above.and_then(|node| node.parent());
        }
        let points = screen.ctx.pixels_per_point();
        let area = above.and_then(|node| node.bounding_box());
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let at = |x: f64, y: f64| egui::pos2(x as f32 / points, y as f32 / points);
        let scrolled = area.map(|area| Rect::from_min_max(at(area.x0, area.y0), at(area.x1, area.y1)));
        Thing { role: known.role(), name, rect: node.rect(), scrolled }
    });
    let mut all: Vec<Thing> = all.collect();
    // A question lies over the page on purpose: only what it asks can be touched.
    if let Some(dialog) = all.iter().rposition(|thing| thing.role == Role::Dialog) {
        all.drain(..=dialog);
    }
    all
}

fn of_things(law: &Law, things: &[Thing], window: Rect) -> Vec<String> {
    let mut found = vec![];
    let touched: Vec<&Thing> = things.iter().filter(|thing| is_touched(thing.role)).collect();
    for (index, Thing { name, rect, scrolled, .. }) in touched.iter().enumerate() {
        if name.trim().is_empty() {
            found.push(format!("nameless at {rect:?}"));
        }
        if touched[..index].iter().any(|other| other.name == *name) {
            found.push(format!("two are called {name:?}"));
        }
        if scrolled.is_some() {
            continue;
        }
        if !window.expand(0.5).contains_rect(*rect) {
            found.push(format!("{name:?} leaves the window: {rect:?}"));
        }
        if rect.width().min(rect.height()) < law.target - 0.5 {
            found.push(format!("{name:?} is too small: {:?}", rect.size()));
        }
        for other in &touched[index + 1..] {
            if rect.shrink(1.0).intersects(other.rect.shrink(1.0)) {
                found.push(format!("{name:?} {rect:?} lies over {:?} {:?}", other.name, other.rect));
            }
        }
    }
    for label in things.iter().filter(|thing| thing.role == Role::Label && thing.scrolled.is_none()) {
        // A page that is a button as a whole holds its words.
        let over = |other: &&&Thing| {
            !other.rect.expand(16.0).contains_rect(window)
                && label.rect.shrink(2.0).intersects(other.rect.shrink(2.0))
                && !label.rect.expand(1.0).contains_rect(other.rect)
        };
        if let Some(other) = touched.iter().find(over) {
            found.push(format!("the words {:?} {:?} reach into {:?} {:?}", label.name, label.rect, other.name, other.rect));
        }
    }
    found
}

fn of_texts(law: &Law, painted: &[Painted], scrolled: &[Rect], window: Rect, long: &[String]) -> Vec<String> {
    let mut found = vec![];
    for (index, text) in painted.iter().enumerate() {
        let words = &text.text;
        let in_scroll = scrolled.iter().any(|area| area.expand(24.0).contains_rect(text.clip));
        let seen = text.ink.intersect(text.clip);
        if in_scroll && !seen.is_positive() {
            continue;
        }
        let least = if text.is_icon { 3.0 } else { law.contrast };
        let stands_out = contrast(text.colour, text.ground);
        if stands_out < least {
            found.push(format!("{words:?} stands out by {stands_out:.2} only: {:?} on {:?}", text.colour, text.ground));
        }
        if !window.contains_rect(seen) || !in_scroll && !text.clip.expand(0.5).contains_rect(text.ink) {
            found.push(format!("{words:?} is cut off: {:?} in {:?}", text.ink, text.clip));
        }
        if in_scroll && (text.ink.left() < text.clip.left() - 0.5 || text.ink.right() > text.clip.right() + 0.5) {
            found.push(format!("{words:?} is cut off at its side: {:?} in {:?}", text.ink, text.clip));
        }
        if !text.within.expand(2.0).contains_rect(seen) {
            found.push(format!("{words:?} leaves its ground: {:?} in {:?}", text.ink, text.within));
        }
        if text.is_icon {
            continue;
        }
        if text.elided && !long.iter().any(|known| words.contains(known.as_str()) || known.contains(words.as_str())) {
            found.push(format!("{words:?} is not shown to its end"));
        }
        if !law.allows(text.size) && !text.is_key {
            found.push(format!("{words:?} has a size of {}", text.size));
        }
        for other in painted[index + 1..].iter().filter(|other| !other.is_icon) {
            if seen.shrink(3.0).intersects(other.ink.intersect(other.clip).shrink(3.0)) {
                found.push(format!("{words:?} {:?} is written over {:?} {:?}", text.ink, other.text, other.ink));
            }
        }
    }
    found
}

/// Every text that is not covered later, with what lies under it.
fn painted(shapes: &[ClippedShape], window: Rect) -> Vec<Painted> {
    let mut grounds: Vec<Ground> = vec![];
    let mut texts: Vec<Painted> = vec![];
    for ClippedShape { clip_rect, shape, .. } in shapes {
        each(shape, &mut |shape| match shape {
            Shape::Rect(rect) if rect.blur_width == 0.0 && rect.fill.a() > 0 => {
                let seen = rect.rect.intersect(*clip_rect);
                if seen.contains_rect(window) {
                    texts.clear();
                }
                texts.retain(|text| rect.fill.a() < 255 || !seen.contains_rect(text.ink));
                grounds.push(Ground { rect: seen, fill: rect.fill, round: false });
            }
            Shape::Circle(circle) if circle.fill.a() > 0 => {
                let rect = Rect::from_center_size(circle.center, egui::Vec2::splat(circle.radius * 2.0));
                grounds.push(Ground { rect, fill: circle.fill, round: true });
            }
            Shape::Text(text) => texts.extend(one(text, *clip_rect, &grounds)),
            Shape::Noop
            | Shape::Vec(_)
            | Shape::Circle(_)
            | Shape::Ellipse(_)
            | Shape::LineSegment { .. }
            | Shape::Path(_)
            | Shape::Band(_)
            | Shape::Rect(_)
            | Shape::Mesh(_)
            | Shape::QuadraticBezier(_)
            | Shape::CubicBezier(_)
            | Shape::Callback(_) => {}
        });
    }
    texts
}

fn each<'a>(shape: &'a Shape, see: &mut impl FnMut(&'a Shape)) {
    if let Shape::Vec(shapes) = shape {
        for shape in shapes {
            each(shape, see);
        }
    } else {
        see(shape);
    }
}

fn one(shape: &TextShape, clip: Rect, grounds: &[Ground]) -> Option<Painted> {
    let galley = &shape.galley;
    let ink = galley.mesh_bounds.translate(shape.pos.to_vec2());
    let section = galley.job.sections.first()?;
    if !ink.is_positive() || shape.opacity_factor == 0.0 {
        return None;
    }
    let own = section.format.color;
    let own = if own == Color32::PLACEHOLDER { shape.fallback_color } else { own };
    let colour = shape.override_text_color.unwrap_or(own);
    if colour.a() == 0 {
        return None;
    }
    let font = &section.format.font_id;
    let known = font.family == FontFamily::Proportional || font.family == look::theme::bold_family();
    let (ground, within) = under(ink, grounds);
    Some(Painted {
        text: galley.job.text.clone(),
        size: font.size,
        colour,
        ink,
        clip,
        elided: galley.elided,
        is_icon: !known,
        is_key: false,
        ground,
        within,
    })
}

/// The colour under the middle of a text, and the place of the ground that it lies on.
fn under(ink: Rect, grounds: &[Ground]) -> (Color32, Rect) {
    let at = ink.center();
    let mut colour = Color32::WHITE;
    let mut within = Rect::EVERYTHING;
    for ground in grounds {
        let reach = ground.rect.width() / 2.0;
        let is_under = ground.rect.contains(at) && (!ground.round || ground.rect.center().distance(at) <= reach);
        if is_under {
            colour = colour.blend(ground.fill);
            within = ground.rect;
        }
    }
    (colour, within)
}
