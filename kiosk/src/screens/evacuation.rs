//! 撤离: the whole screen, in both languages at once (B-24). A drill says so (B-26).

use std::sync::Arc;

use egui::{Align, Color32, CornerRadius, Galley, Rect, Ui, pos2, vec2};
use look::theme::colour::RED_TEXT;
use look::theme::{RED, Tone, WHITE, bold, icon, regular, scale};
use look::widgets::Button;
use look::words::{Language, words};
use look::{icons, text};
use proto::v1::{Evacuation, Phrase};

use crate::directory::said;
use crate::form::{inside, is_upright};
use crate::paint;
use crate::ring::Sound;

/// One text of the page.
struct Block {
    words: String,
    size: f32,
    strong: bool,
    colour: Color32,
    after: f32,
}

/// Draws the page over everything. True when the counter was rung.
pub fn show(ui: &mut Ui, evacuation: &Evacuation, sound: Sound) -> bool {
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
    let gap = 28.0;
    let room = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), bell.top() - gap));
    let (text, gather) = match (assembly(evacuation), is_upright(full)) {
        (None, _) => (room, None),
        (Some(place), true) => {
            let at = room.with_min_y(room.bottom() - 210.0);
            (room.with_max_y(at.top() - gap), Some((at, place)))
        }
        (Some(place), false) => {
            let at = room.with_min_x(room.right() - 560.0);
            (room.with_max_x(at.left() - gap * 2.0), Some((at, place)))
        }
    };
    told(ui, text, evacuation);
    if let Some((rect, (zh, en))) = gather {
        if is_upright(full) {
            gather_below(ui, rect, &zh, &en);
        } else {
            gather_beside(ui, rect, &zh, &en);
        }
    }
    ring(ui, bell, sound)
}

fn drill(ui: &Ui, ribbon: Rect) {
    let (zh, en) = (&words(Language::ZhHans).kiosk.shell, &words(Language::En).kiosk.shell);
    ui.painter().rect_filled(ribbon, CornerRadius::ZERO, WHITE);
    let sentence = format!("{}　·　{}", zh.drill, en.drill);
    let size = egui::Align2::CENTER_CENTER;
    paint::row(ui, ribbon.center(), size, &sentence, ribbon.width() - 80.0, bold(60.0), RED);
    paint::label(ui, ribbon, "drill", &sentence);
}

fn assembly(evacuation: &Evacuation) -> Option<(String, String)> {
    let place = evacuation.assembly_point.as_ref()?;
    Some((said(Some(place), Language::ZhHans).to_owned(), said(Some(place), Language::En).to_owned()))
}

/// Title and lines, each in both languages, as large as they fit.
fn told(ui: &Ui, place: Rect, evacuation: &Evacuation) {
    let sign = 130.0;
    let wide = place.width() > place.height();
    let centre =
        if wide { pos2(place.left() + sign / 2.0, place.top() + sign / 2.0) } else { pos2(place.center().x, place.top() + sign / 2.0) };
    icon(ui.painter(), centre, icons::ICON_DIRECTIONS_RUN, sign, WHITE);
    let text = if wide { place.with_min_x(place.left() + sign + 40.0) } else { place.with_min_y(place.top() + sign + 20.0) };
    let align = if wide { Align::LEFT } else { Align::Center };
    let mut factor = 1.0;
    let mut laid = lay(ui, text, evacuation, factor, align);
    while height(&laid) > text.height() && factor > 0.4 {
        factor -= 0.06;
        laid = lay(ui, text, evacuation, factor, align);
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
    let leave = Phrase {
        zh: words(Language::ZhHans).kiosk.shell.evacuate.to_owned(),
        en: words(Language::En).kiosk.shell.evacuate.to_owned(),
    };
    let title = evacuation.title.as_ref().unwrap_or(&leave);
    let mut blocks = both(title, [112.0, 66.0], [14.0, 44.0], true, factor);
    for line in &evacuation.lines {
        blocks.extend(both(line, [50.0, 36.0], [2.0, 26.0], false, factor));
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

fn both(phrase: &Phrase, sizes: [f32; 2], after: [f32; 2], title: bool, factor: f32) -> Vec<Block> {
    let (zh, en) = (said(Some(phrase), Language::ZhHans), said(Some(phrase), Language::En));
    let mut blocks = vec![];
    for (index, words) in [zh, en].into_iter().enumerate() {
        if index == 1 && en == zh {
            continue;
        }
        blocks.push(Block {
            words: words.to_owned(),
            size: (sizes[index] * factor).round(),
            strong: title || index == 0,
            colour: if index == 0 { WHITE } else { RED_TEXT },
            after: after[index] * factor,
        });
    }
    blocks
}

fn height(laid: &[(Arc<Galley>, Block)]) -> f32 {
    laid.iter().map(|(galley, block)| galley.size().y + block.after).sum()
}

fn gather_below(ui: &Ui, rect: Rect, zh: &str, en: &str) {
    let (zh_words, en_words) = (&words(Language::ZhHans).kiosk.shell, &words(Language::En).kiosk.shell);
    ui.painter().rect_filled(rect, CornerRadius::same(28), WHITE);
    let centre = pos2(rect.left() + 96.0, rect.center().y);
    icon(ui.painter(), centre, icons::ICON_LOCATION_ON, 110.0, RED);
    let left = centre.x + 88.0;
    let room = rect.right() - 36.0 - left;
    let label = format!("{} · {}", zh_words.assembly_point, en_words.assembly_point);
    let at = |y: f32| pos2(left, rect.top() + y);
    let anchor = egui::Align2::LEFT_CENTER;
    paint::row(ui, at(48.0), anchor, &label, room, regular(30.0), scale(ui).ink_2());
    paint::row(ui, at(104.0), anchor, zh, room, bold(52.0), RED);
    paint::row(ui, at(164.0), anchor, en, room, bold(36.0), RED);
    paint::label(ui, rect, "gather", &format!("{label} {zh} {en}"));
}

fn gather_beside(ui: &Ui, rect: Rect, zh: &str, en: &str) {
    let (zh_words, en_words) = (&words(Language::ZhHans).kiosk.shell, &words(Language::En).kiosk.shell);
    ui.painter().rect_filled(rect, CornerRadius::same(28), WHITE);
    let label = format!("{} · {}", zh_words.assembly_point, en_words.assembly_point);
    let room = rect.width() - 72.0;
    let laid: Vec<_> = [(&*label, regular(30.0), scale(ui).ink_2()), (zh, bold(60.0), RED), (en, bold(40.0), RED)]
        .into_iter()
        .map(|(words, font, colour)| {
            let mut job = egui::text::LayoutJob::simple(text::visible(ui.ctx(), words).into_owned(), font, colour, room);
            job.halign = Align::Center;
            (ui.painter().layout_job(job), colour)
        })
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
    paint::label(ui, rect, "gather", &format!("{label} {zh} {en}"));
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
