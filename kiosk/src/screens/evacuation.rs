//! 撤离: the whole screen, in all languages at once, with a drawing of the way out (B-24, E-2). A
//! drill says so (B-26).

mod map;
mod outline;

use std::sync::Arc;

use egui::{Align, Color32, CornerRadius, Galley, Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use look::theme::colour::RED_TEXT;
use look::theme::{RED, Tone, WHITE, bold, icon, regular, scale};
use look::widgets::Button;
use look::words::{Language, Words, words};
use look::{icons, text};
use proto::v1::{Evacuation, Lobby, Phrase, PropertyMap};

use crate::directory::said;
use crate::form::{inside, is_upright};
use crate::paint;
use crate::ring::Sound;

/// Between the parts of the page.
const GAP: f32 = 26.0;
/// How high the rule of the stairs is.
const BAND: f32 = 184.0;

/// One text of the page.
struct Block {
    words: String,
    size: f32,
    strong: bool,
    colour: Color32,
    after: f32,
}

/// Draws the page over everything, with the drawing of the property where there is one. True when
/// the counter was rung.
pub fn show(ui: &mut Ui, evacuation: &Evacuation, map: Option<&PropertyMap>, sound: Sound) -> bool {
    let scale = scale(ui);
    let full = ui.max_rect();
    ui.painter().rect_filled(full, CornerRadius::ZERO, RED);
    let inner = full.shrink2(vec2(scale.margin, scale.margin * 0.7));
    let mut top = inner.top();
    if evacuation.drill {
        let ribbon = Rect::from_min_max(full.min, pos2(full.right(), full.top() + 104.0));
        drill(ui, ribbon);
        top = ribbon.bottom() + 24.0;
    }
    let bell = inner.with_min_y(inner.bottom() - scale.target);
    let room = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), bell.top() - GAP));
    let assembly = in_languages(evacuation.assembly_point.as_ref());
    if is_upright(full) {
        upright(ui, room, evacuation, map, &assembly);
    } else {
        wide(ui, room, evacuation, map, &assembly);
    }
    ring(ui, bell, sound)
}

/// What happened, the stairs, the drawing, the assembly point: one below the other.
fn upright(ui: &Ui, room: Rect, evacuation: &Evacuation, map: Option<&PropertyMap>, assembly: &[String]) {
    let mut text = room;
    if !assembly.is_empty() {
        let at = text.with_min_y(text.bottom() - gather_height(assembly));
        gather_below(ui, at, assembly);
        text = text.with_max_y(at.top() - GAP);
    }
    if let Some(map) = map {
        let drawing = room.width() * map.height.max(1) as f32 / map.width.max(1) as f32;
        let card = text.with_min_y(text.bottom() - (drawing + 160.0).min(room.height() * 0.4));
        map::show(ui, card, map);
        text = text.with_max_y(card.top() - GAP);
    }
    let band = text.with_min_y(text.bottom() - BAND);
    stairs_not_lifts(ui, band);
    told(ui, text.with_max_y(band.top() - GAP), evacuation);
}

/// What happened and the stairs at the left; the drawing and the assembly point at the right.
fn wide(ui: &Ui, room: Rect, evacuation: &Evacuation, map: Option<&PropertyMap>, assembly: &[String]) {
    let column = if map.is_some() { room.width() * 0.5 } else { 560.0 };
    let has_more = map.is_some() || !assembly.is_empty();
    let left = if has_more { room.with_max_x(room.right() - column - GAP * 2.0) } else { room };
    let mut right = room.with_min_x(room.right() - column);
    match map {
        Some(map) => {
            if !assembly.is_empty() {
                let at = right.with_min_y(right.bottom() - gather_height(assembly));
                gather_below(ui, at, assembly);
                right = right.with_max_y(at.top() - GAP);
            }
            map::show(ui, right, map);
        }
        None if !assembly.is_empty() => gather_beside(ui, right, assembly),
        None => {}
    }
    let band = left.with_min_y(left.bottom() - BAND);
    stairs_not_lifts(ui, band);
    told(ui, left.with_max_y(band.top() - GAP), evacuation);
}

/// The same in every language, each once: simplified, traditional where it differs, English.
fn in_languages(phrase: Option<&Phrase>) -> Vec<String> {
    let mut all: Vec<String> = vec![];
    for language in Language::ALL {
        let words = said(phrase, language);
        if !words.is_empty() && !all.iter().any(|known| known == words) {
            all.push(words.to_owned());
        }
    }
    all
}

/// A phrase of ours, as a property would say it.
fn of_ours(word: fn(&Words) -> &'static str) -> Phrase {
    Phrase {
        zh: word(words(Language::ZhHans)).to_owned(),
        en: word(words(Language::En)).to_owned(),
        hant: word(words(Language::ZhHant)).to_owned(),
    }
}

/// The one rule that is always said (E-2): stairs, not lifts.
fn stairs_not_lifts(ui: &Ui, rect: Rect) {
    ui.painter().rect_stroke(rect, CornerRadius::same(28), Stroke::new(4.0, WHITE), StrokeKind::Inside);
    let centre = pos2(rect.left() + 96.0, rect.center().y);
    icon(ui.painter(), centre, icons::ICON_STAIRS, 104.0, WHITE);
    let left = centre.x + 80.0;
    let rule = in_languages(Some(&of_ours(|words| words.kiosk.home.stairs_not_lifts)));
    let sizes = [46.0, 34.0, 34.0];
    let height: f32 = sizes.iter().map(|size| size * 1.36).sum();
    let mut y = rect.center().y - height / 2.0;
    for (words, size) in rule.iter().zip(sizes) {
        let font = if size > 40.0 { bold(size) } else { regular(size) };
        paint::row(ui, pos2(left, y + size * 0.68), egui::Align2::LEFT_CENTER, words, rect.right() - 28.0 - left, font, WHITE);
        y += size * 1.36;
    }
    paint::label(ui, rect, "stairs", &rule.join(" "));
}

fn drill(ui: &Ui, ribbon: Rect) {
    let (zh, en) = (&words(Language::ZhHans).kiosk.shell, &words(Language::En).kiosk.shell);
    ui.painter().rect_filled(ribbon, CornerRadius::ZERO, WHITE);
    let sentence = format!("{}　·　{}", zh.drill, en.drill);
    let size = egui::Align2::CENTER_CENTER;
    paint::row(ui, ribbon.center(), size, &sentence, ribbon.width() - 80.0, bold(60.0), RED);
    paint::label(ui, ribbon, "drill", &sentence);
}

/// Title and lines, each in every language, as large as they fit.
fn told(ui: &Ui, place: Rect, evacuation: &Evacuation) {
    let sign = 130.0;
    let wide = place.width() > place.height();
    let centre =
        if wide { pos2(place.left() + sign / 2.0, place.top() + sign / 2.0) } else { pos2(place.center().x, place.top() + sign / 2.0) };
    icon(ui.painter(), centre, icons::ICON_DIRECTIONS_RUN, sign, WHITE);
    let text = if wide { place.with_min_x(place.left() + sign + 40.0) } else { place.with_min_y(place.top() + sign + 20.0) };
    let align = if wide { Align::LEFT } else { Align::Center };
    // What wraps grows with the square of its size: the first guess is nearly right, so few sizes of
    // each character have to be drawn.
    let mut laid = lay(ui, text, evacuation, 1.0, align);
    let mut factor = ((text.height() / height(&laid).max(1.0)).sqrt() * 1.15).min(1.0);
    while height(&laid) > text.height() && factor > 0.3 {
        laid = lay(ui, text, evacuation, factor, align);
        factor *= 0.94;
    }
    let x = if wide { text.left() } else { text.center().x };
    let mut y = text.top() + ((text.height() - height(&laid)) * 0.4).max(0.0);
    for (index, (galley, block)) in laid.into_iter().enumerate() {
        let rect = Rect::from_min_size(pos2(text.left(), y), vec2(text.width(), galley.size().y));
        paint::label(ui, rect, &index.to_string(), &block.words);
        y += galley.size().y + block.after;
        ui.painter().galley(pos2(x, rect.top()), galley, block.colour);
    }
}

fn lay(ui: &Ui, place: Rect, evacuation: &Evacuation, factor: f32, align: Align) -> Vec<(Arc<Galley>, Block)> {
    let leave = of_ours(|words| words.kiosk.shell.evacuate);
    let title = evacuation.title.as_ref().unwrap_or(&leave);
    let mut blocks = each(title, [100.0, 76.0, 60.0], [10.0, 34.0], true, factor);
    for line in &evacuation.lines {
        blocks.extend(each(line, [56.0, 44.0, 42.0], [2.0, 24.0], false, factor));
    }
    let laid = blocks.into_iter().map(|block| {
        let font = if block.strong { bold(block.size) } else { regular(block.size) };
        let shown = text::visible(ui.ctx(), &block.words).into_owned();
        let one_row = ui.painter().layout_no_wrap(shown.clone(), font.clone(), block.colour).size().x <= place.width();
        // A headline breaks where one breathes.
        let shown = if one_row || !block.strong { shown } else { shown.replacen('，', "，\n", 1) };
        let mut job = egui::text::LayoutJob::simple(shown, font, block.colour, place.width());
        job.halign = align;
        (ui.painter().layout_job(job), block)
    });
    laid.collect()
}

/// A phrase in every language: the first largest and strong, the last the smallest.
fn each(phrase: &Phrase, [first, middle, last]: [f32; 3], [within, after]: [f32; 2], title: bool, factor: f32) -> Vec<Block> {
    let all = in_languages(Some(phrase));
    let count = all.len();
    let block = |(index, words)| {
        let is_last = index + 1 == count;
        let size = if index == 0 {
            first
        } else if is_last {
            last
        } else {
            middle
        };
        Block {
            words,
            size: (size * factor).round(),
            strong: title || index == 0,
            colour: if index == 0 { WHITE } else { RED_TEXT },
            after: (if is_last { after } else { within }) * factor,
        }
    };
    all.into_iter().enumerate().map(block).collect()
}

fn height(laid: &[(Arc<Galley>, Block)]) -> f32 {
    laid.iter().map(|(galley, block)| galley.size().y + block.after).sum()
}

/// The words above the assembly point, in Chinese and English.
fn gather_label() -> String {
    in_languages(Some(&of_ours(|words| words.kiosk.shell.assembly_point))).join(" · ")
}

/// How large the assembly point stands in each language.
fn gather_sizes(count: usize) -> impl Iterator<Item = f32> {
    (0..count).map(|index| if index == 0 { 48.0 } else { 34.0 })
}

fn gather_height(assembly: &[String]) -> f32 {
    84.0 + gather_sizes(assembly.len()).map(|size| size * 1.3).sum::<f32>()
}

fn gather_below(ui: &Ui, rect: Rect, assembly: &[String]) {
    ui.painter().rect_filled(rect, CornerRadius::same(28), WHITE);
    let centre = pos2(rect.left() + 92.0, rect.center().y);
    icon(ui.painter(), centre, icons::ICON_LOCATION_ON, 104.0, RED);
    let left = centre.x + 78.0;
    let room = rect.right() - 28.0 - left;
    let label = gather_label();
    let anchor = egui::Align2::LEFT_CENTER;
    paint::row(ui, pos2(left, rect.top() + 40.0), anchor, &label, room, regular(28.0), scale(ui).ink_2());
    let mut y = rect.top() + 64.0;
    for (words, size) in assembly.iter().zip(gather_sizes(assembly.len())) {
        paint::row(ui, pos2(left, y + size * 0.65), anchor, words, room, bold(size), RED);
        y += size * 1.3;
    }
    paint::label(ui, rect, "gather", &format!("{label} {}", assembly.join(" ")));
}

fn gather_beside(ui: &Ui, rect: Rect, assembly: &[String]) {
    ui.painter().rect_filled(rect, CornerRadius::same(28), WHITE);
    let label = gather_label();
    let room = rect.width() - 72.0;
    let places = assembly
        .iter()
        .enumerate()
        .map(|(index, words)| (words.as_str(), bold(if index == 0 { 60.0 } else { 40.0 }), RED));
    let laid: Vec<_> = std::iter::once((label.as_str(), regular(30.0), scale(ui).ink_2()))
        .chain(places)
        .map(|(words, font, colour)| (look::theme::centred(ui.painter(), words, room, font, colour), colour))
        .collect();
    let sign = 150.0;
    let gap = 24.0;
    let all = sign + laid.iter().map(|(galley, _)| galley.size().y + gap).sum::<f32>();
    let mut y = rect.center().y - all / 2.0;
    icon(ui.painter(), pos2(rect.center().x, y + sign / 2.0), icons::ICON_LOCATION_ON, sign, RED);
    y += sign;
    for (galley, colour) in laid {
        y += gap;
        let height = galley.size().y;
        ui.painter().galley(pos2(rect.center().x, y), galley, colour);
        y += height;
    }
    paint::label(ui, rect, "gather", &format!("{label} {}", assembly.join(" ")));
}

/// Draws every character of the page once, unseen, at the sizes in which it stands: so that it comes at
/// once when it is needed (B-24).
pub fn warm_up(ui: &Ui, lobby: &Lobby) {
    let home = Language::ALL.map(|language| &words(language).kiosk.home);
    let shell = Language::ALL.map(|language| &words(language).kiosk.shell);
    let rules: String = home.iter().map(|home| home.stairs_not_lifts).collect();
    let signs: String = home.iter().flat_map(|home| [home.you_are_here, home.way, home.exit, home.stairs, home.lift]).collect();
    let titles: String = shell.iter().map(|shell| shell.evacuate).collect();
    let calls: String = shell.iter().flat_map(|shell| [shell.call, shell.calling, shell.drill, shell.assembly_point]).collect();
    let named = lobby.map.iter().flat_map(|map| map.shapes.iter().map(|s| &s.name).chain(map.marks.iter().map(|m| &m.name)));
    let names: String = named.flatten().flat_map(|name| in_languages(Some(name))).collect();
    text::warm_up(ui, &titles, &[bold(100.0), bold(76.0)]);
    text::warm_up(ui, &rules, &[bold(46.0), regular(34.0)]);
    text::warm_up(ui, &format!("{signs}{names}{calls}"), &[regular(26.0)]);
    text::warm_up(ui, &names, &[bold(26.0)]);
}

/// Who cannot leave alone asks here.
fn ring(ui: &mut Ui, rect: Rect, sound: Sound) -> bool {
    let (zh, en) = (&words(Language::ZhHans).kiosk.shell, &words(Language::En).kiosk.shell);
    let label = match sound {
        Sound::Quiet | Sound::Unreached => format!("{} · {}", zh.call, en.call),
        Sound::Ringing => format!("{} · {}", zh.calling, en.calling),
    };
    let button = Button::on_strong_outlined(&label, Tone::Red).icon(icons::ICON_SUPPORT_AGENT).small().fill_width();
    inside(ui, rect, "bell", |ui| ui.add(button).clicked())
}
