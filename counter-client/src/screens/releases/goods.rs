//! The lines of a new slip: what leaves, and how many.

use crate::desk::Desk;
use crate::screens::keys::phrasing::typed;
use domain::registers::releases::{Goods, MOST_LINES, MOST_OF_ONE};
use egui::{Ui, vec2};
use look::theme::{DESK, INK, bold};
use look::widgets::button::icon_button;
use look::widgets::{Button, Field};
use look::{icons, text};
use values::Line;

/// How wide the field of a count is, in points.
const COUNT: f32 = 96.0;

/// One line, as it is typed.
pub(super) struct Typed {
    name: String,
    count: String,
}

impl Typed {
    /// An empty line, of one piece.
    pub(super) fn one() -> Self {
        Self { name: String::new(), count: "1".to_owned() }
    }
    /// As it stood on another slip.
    pub(super) fn of(goods: &Goods) -> Self {
        let name = goods.name.clear().map(|name| name.as_str().to_owned()).unwrap_or_default();
        Self { name, count: goods.count.to_string() }
    }
    fn count(&self) -> Option<u32> {
        self.count.trim().parse().ok().filter(|count| (1..=MOST_OF_ONE).contains(count))
    }
}

/// Draws the lines, with a field each for name and count, and the button for one more.
pub(super) fn fields(ui: &mut Ui, desk: &Desk, lines: &mut Vec<Typed>) {
    let words = &desk.words.releases;
    text::label(ui, words.goods, bold(DESK.small), INK);
    let mut gone = None;
    let alone = lines.len() == 1;
    for (index, line) in lines.iter_mut().enumerate() {
        ui.horizontal_top(|ui| {
            let room = ui.available_width() - COUNT - DESK.target - DESK.gap * 2.0;
            let wrong = typed(&line.name, Line::parse, desk.words.forms.line_wrong).1;
            ui.allocate_ui(vec2(room, DESK.control), |ui| {
                Field::new(&(words.goods_name)(index + 1), &mut line.name)
                    .unlabelled()
                    .hint(words.goods_hint)
                    .error(wrong)
                    .limit(200)
                    .show(ui);
            });
            let wrong = line.count().is_none().then_some(words.count_wrong);
            ui.allocate_ui(vec2(COUNT, DESK.control), |ui| {
                Field::new(&(words.goods_count)(index + 1), &mut line.count).unlabelled().error(wrong).limit(5).show(ui);
            });
            if !alone && icon_button(ui, icons::ICON_CLOSE, &(words.remove_line)(index + 1)).clicked() {
                gone = Some(index);
            }
        });
    }
    if let Some(index) = gone {
        lines.remove(index);
    }
    let full = (lines.len() >= MOST_LINES).then_some(words.lines_out_of_bounds);
    if ui.add(Button::link(words.add_line).icon(icons::ICON_ADD).small().disabled(full)).clicked() {
        lines.push(Typed::one());
    }
}

/// The goods, or the name of the first field that is missing or wrong.
pub(super) fn parsed(desk: &Desk, lines: &[Typed]) -> Result<Vec<Goods>, String> {
    let words = &desk.words.releases;
    let parse = |(index, line): (usize, &Typed)| {
        let name = Line::parse(&line.name).map_err(|_| (words.goods_name)(index + 1))?;
        let count = line.count().ok_or_else(|| (words.goods_count)(index + 1))?;
        Ok(Goods { name: name.into(), count })
    };
    lines.iter().enumerate().map(parse).collect()
}
