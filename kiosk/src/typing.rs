//! What is typed into a page's fields, by the kiosk's own keyboard (B-05) or by a real one.
//!
//! One [`Typing`] holds every text of a page: dropped with it, nothing typed is left (B-01).

use std::collections::BTreeMap;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Ui};
use look::Icon;
use look::keyboard::{Keyboard, Manner, Mode, Script, Writing};
use look::theme::scale;
use look::widgets::Field;
use look::words::{Language, Words};

/// A field of some page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A person's own name.
    Name,
    /// A telephone number.
    Telephone,
    /// Whom or which unit somebody visits; searches the directory.
    Whom,
    /// Which person in the chosen unit.
    Person,
    /// The unit of a lost key; searches the directory.
    Unit,
    /// When a key was lost.
    When,
    /// Where.
    Place,
    /// The visit code of somebody who leaves, and what goes with it.
    Code,
    /// A colleague's staff number.
    StaffNumber,
    /// Their PIN.
    Pin,
    /// A word after the faces.
    Word,
    /// The number of an identity document.
    Identity,
    /// Whom a courier or contractor works for.
    Company,
    /// A number plate.
    Plate,
    /// What stands on a found key.
    Says,
    /// The number of the matter that is rated.
    Matter,
}

impl Slot {
    fn keyboard(self, language: Language) -> Keyboard {
        let letters = match language {
            Language::ZhHans | Language::ZhHant => Mode::Pinyin,
            Language::En => Mode::Latin,
        };
        let keyboard = match self {
            Self::Code | Self::StaffNumber | Self::Pin => Keyboard::digits_only(),
            Self::Telephone | Self::Unit | Self::Identity => Keyboard::new(Mode::Digits),
            Self::Plate | Self::Matter => Keyboard::new(Mode::Latin),
            Self::Name | Self::Whom | Self::Person | Self::When | Self::Place | Self::Word => Keyboard::new(letters),
            Self::Company | Self::Says => Keyboard::new(letters),
        };
        // A hand types the code and four digits; only a scanner has the whole mark.
        let most = if self == Self::Code { 10 } else { self.limit() };
        let script = match language {
            Language::ZhHant => Script::Traditional,
            Language::ZhHans | Language::En => Script::Simplified,
        };
        keyboard.understand(Manner { writing: self.writing(), script, ..Manner::default() }).limit(most)
    }

    /// Whether nothing but digits goes in.
    fn is_digits(self) -> bool {
        matches!(self, Self::Code | Self::StaffNumber | Self::Pin)
    }

    fn writing(self) -> Writing {
        match self {
            Self::Name | Self::Whom | Self::Person => Writing::Name,
            Self::Telephone | Self::Unit | Self::When | Self::Place | Self::Word => Writing::Text,
            Self::Identity | Self::Company | Self::Plate | Self::Says | Self::Matter => Writing::Text,
            Self::Code | Self::StaffNumber | Self::Pin => Writing::Text,
        }
    }

    /// No more characters than this go in.
    #[must_use]
    pub fn limit(self) -> usize {
        match self {
            Self::Code => 14,
            Self::StaffNumber | Self::Pin => 12,
            Self::Telephone | Self::Identity | Self::Matter => 20,
            Self::Plate => 10,
            Self::Name => 50,
            Self::Whom | Self::Person | Self::Unit | Self::When | Self::Place | Self::Company | Self::Says => 60,
            Self::Word => 200,
        }
    }
}

/// How a field looks.
#[derive(Clone, Copy, Default)]
pub struct Look<'a> {
    /// Above it, and its accessible name.
    pub label: &'a str,
    /// Inside, while it is empty.
    pub hint: &'a str,
    /// Below it.
    pub note: Option<&'a str>,
    /// Below it instead, in red.
    pub error: Option<&'a str>,
    /// Inside, at the left.
    pub icon: Option<Icon>,
    /// Lines; 0 and 1 are one.
    pub rows: usize,
}

/// The texts of a page, which of them is being typed, and the keyboard.
#[derive(Debug, Default)]
pub struct Typing {
    texts: BTreeMap<Slot, String>,
    active: Option<Slot>,
    keyboard: Keyboard,
    caret_due: bool,
    entered: bool,
    /// How many fields the page has.
    offered: usize,
}

impl Typing {
    /// What stands in a field.
    #[must_use]
    pub fn text(&self, slot: Slot) -> &str {
        self.texts.get(&slot).map_or("", String::as_str)
    }

    /// As it is sent.
    #[must_use]
    pub fn sent(&self, slot: Slot) -> String {
        self.text(slot).trim().to_owned()
    }

    /// Puts a text into a field, as a touch on a suggestion does.
    pub fn set(&mut self, slot: Slot, text: &str) {
        if self.active == Some(slot) {
            self.keyboard.wipe();
            self.caret_due = true;
        }
        self.texts.insert(slot, text.to_owned());
    }

    /// Whether pinyin letters stand there that are not yet characters.
    #[must_use]
    pub fn is_composing(&self) -> bool {
        self.keyboard.is_composing()
    }

    /// The fields of the page that is shown; the first is typed into until another is touched.
    pub fn offer(&mut self, slots: &[Slot], language: Language) {
        self.offered = slots.len();
        if let Some(first) = slots.first()
            && !self.active.is_some_and(|active| slots.contains(&active))
        {
            self.turn_to(*first, language);
        }
    }

    /// Which field is typed into.
    #[must_use]
    pub fn active(&self) -> Option<Slot> {
        self.active
    }

    /// Another field is typed into from now on; letters that are still pinyin stay in theirs.
    pub fn turn_to(&mut self, slot: Slot, language: Language) {
        let left = self.active.unwrap_or(slot);
        let text = self.texts.entry(left).or_default();
        self.keyboard.turn_to(slot.keyboard(language), text);
        self.active = Some(slot);
        self.caret_due = true;
    }

    /// Draws a field; touching it makes it the one that is typed into.
    pub fn field(&mut self, ui: &mut Ui, language: Language, slot: Slot, look: Look<'_>) {
        let active = self.active == Some(slot);
        let text = self.texts.entry(slot).or_default();
        let shown = Field::new(look.label, text).hint(look.hint).error(look.error).rows(look.rows.max(1)).limit(slot.limit());
        let shown = look.note.into_iter().fold(shown, Field::note);
        let shown = look.icon.into_iter().fold(shown, Field::icon);
        let shown = if matches!(slot, Slot::Pin | Slot::Identity) { shown.secret() } else { shown };
        // The large type of elder mode has no room for labels above several fields; a code's boxes have their own.
        let several = scale(ui).high_contrast && self.offered > 1;
        let shown = if several { shown.hint(look.label) } else { shown };
        let shown = if several || slot == Slot::Code { shown.unlabelled() } else { shown };
        let response = ui.push_id(slot, |ui| shown.active(active).show(ui)).inner;
        if slot.is_digits() {
            text.retain(|c| c.is_ascii_digit());
        }
        if !active && (response.clicked() || response.gained_focus()) {
            self.turn_to(slot, language);
        }
        if self.active == Some(slot) && self.caret_due {
            self.caret_due = false;
            caret_to_end(ui, response.id, self.text(slot).chars().count());
        }
        self.entered |= active && response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    }

    /// Draws the keyboard. True when the field is finished, by 完成 or by a real Enter key.
    pub fn keys(&mut self, ui: &mut Ui, words: &Words) -> bool {
        let Some(slot) = self.active else { return false };
        let text = self.texts.entry(slot).or_default();
        let before = text.clone();
        let composing = self.keyboard.is_composing();
        let pressed = self.keyboard.show(ui, &words.keyboard, text);
        if slot.is_digits() {
            text.retain(|c| c.is_ascii_digit());
        }
        if *text != before {
            self.caret_due = true;
            ui.ctx().request_repaint();
        }
        std::mem::take(&mut self.entered) || pressed && !composing
    }
}

/// The real keyboard goes on where the kiosk's own one has stopped.
fn caret_to_end(ui: &Ui, id: Id, characters: usize) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(characters))));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
    ui.ctx().request_repaint();
}
