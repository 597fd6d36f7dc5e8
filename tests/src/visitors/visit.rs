//! One visitor's finger: touches what has a name, counts the touches, and takes the time until the
//! screen answers. Pages are found by their words, never by their places.

use crate::day::Fault;
use crate::day::patience::Patience;
use crate::day::window::Window;
use look::describe::Node;
use look::words::{Language, Words, words};
use std::time::Duration;

/// How many pages of candidates are looked through for one character.
const PAGES: usize = 40;
/// How many pages may stand between two that the script knows.
const BETWEEN: usize = 4;
/// A page that asks whether somebody is still there, and then goes home, takes this long and a little.
const WIPE: Duration = Duration::from_secs(100);

/// One visit.
pub struct Visit<'a> {
    window: &'a Window,
    words: &'static Words,
    touches: u64,
    responses_ms: u64,
    marks: Vec<String>,
}

impl<'a> Visit<'a> {
    /// Somebody comes to the home page.
    pub fn begin(window: &'a Window) -> Result<Self, Fault> {
        let visit = Self {
            window,
            words: words(Language::ZhHans),
            touches: 0,
            responses_ms: 0,
            marks: vec![],
        };
        window.wait("the home page", |nodes| is_home(nodes).then_some(()))?;
        Ok(visit)
    }

    /// So many touches so far.
    pub fn touches(&self) -> u64 {
        self.touches
    }

    /// How long the screen took to answer them, in all.
    pub fn responses_ms(&self) -> u64 {
        self.responses_ms
    }

    /// The words that this visitor reads.
    pub fn words(&self) -> &'static Words {
        self.words
    }

    /// What must not be on the screen when this visitor has gone.
    pub fn marks(&mut self, mark: &str) {
        self.marks.push(mark.to_owned());
    }

    /// Touches what has this name.
    pub fn touch(&mut self, name: &str) -> Result<(), Fault> {
        let since = self.window.press(name)?;
        self.count(since.elapsed());
        Ok(())
    }

    /// Touches what has this text in its name, and is not only it.
    pub fn touch_with(&mut self, part: &str) -> Result<(), Fault> {
        let since = self.window.press_where(&format!("something with “{part}”"), |nodes| {
            nodes.iter().find(|n| n.role == "Button" && n.name.contains(part) && n.name != part).cloned()
        })?;
        self.count(since.elapsed());
        Ok(())
    }

    fn count(&mut self, response: Duration) {
        self.touches += 1;
        self.responses_ms += u64::try_from(response.as_millis()).unwrap_or(u64::MAX);
    }

    /// Waits until these words are there.
    pub fn sees(&self, text: &str) -> Result<(), Fault> {
        self.window.expect(text)
    }

    /// Whether something of this name can be touched now.
    pub fn can_touch(&self, name: &str) -> bool {
        self.window.nodes().iter().any(|n| n.enabled && is_key(n) && n.name == name)
    }

    /// Waits for something that the page says.
    pub fn reads<T>(&self, what: &str, look: impl Fn(&[Node]) -> Option<T>) -> Result<T, Fault> {
        self.window.wait(what, look)
    }

    /// Goes on to the page with this text; a page between that asks for nothing is passed by.
    pub fn goes_on_to(&mut self, text: &str) -> Result<(), Fault> {
        self.pages_to(self.words.common.next, text)
    }

    /// Goes back, over the pages that only some visitors have between.
    pub fn goes_back_to(&mut self, text: &str) -> Result<(), Fault> {
        self.pages_to(self.words.common.back, text)
    }

    /// From page to page by this button, until the text is there.
    fn pages_to(&mut self, button: &str, text: &str) -> Result<(), Fault> {
        for _ in 0..BETWEEN {
            self.touch(button)?;
            self.window.settle();
            if self.window.shows(text) {
                return Ok(());
            }
        }
        self.sees(text)
    }

    /// Reads another language from now on: it may stand behind others that are touched before.
    pub fn chooses(&mut self, language: Language) -> Result<(), Fault> {
        let shell = &words(language).kiosk.shell;
        for _ in 0..Language::ALL.len() {
            if self.window.nodes().iter().any(|n| n.name == shell.call) {
                break;
            }
            let names = Language::ALL.map(Language::name);
            let name = if self.can_touch(language.name()) { Some(language.name()) } else { names.into_iter().find(|n| self.can_touch(n)) };
            self.touch(name.unwrap_or(language.name()))?;
            self.window.settle();
        }
        self.words = words(language);
        self.sees(shell.call)
    }

    /// Touches one key after the other: digits.
    pub fn types_digits(&mut self, digits: &str) -> Result<(), Fault> {
        self.turns_to("1", self.words.keyboard.to_digits)?;
        digits.chars().try_for_each(|digit| self.touch(&digit.to_string()))
    }

    /// The page of keys that has this one.
    fn turns_to(&mut self, key: &str, turn: &str) -> Result<(), Fault> {
        self.window
            .wait("the keyboard", |nodes| nodes.iter().any(|n| is_key(n) && (n.name == key || n.name == turn)).then_some(()))?;
        if self.can_touch(key) { Ok(()) } else { self.touch(turn) }
    }

    /// A name by pinyin: its letters, then the longest candidate that comes next, page after page.
    pub fn types_pinyin(&mut self, letters: &str, name: &str) -> Result<(), Fault> {
        for letter in letters.chars() {
            self.touch(&letter.to_string())?;
        }
        let mut left = name;
        while !left.is_empty() {
            let piece = self.picks(left)?;
            left = &left[piece.len()..];
        }
        // Letters that another way to split them has left over.
        for _ in 0..letters.len() {
            if !self.window.shows(self.words.kiosk.typing.composing) {
                break;
            }
            self.touch(self.words.keyboard.delete)?;
        }
        self.has_written(name)
    }

    fn picks<'t>(&mut self, wanted: &'t str) -> Result<&'t str, Fault> {
        let keys = &self.words.keyboard;
        let ends: Vec<usize> = wanted.char_indices().map(|(at, sign)| at + sign.len_utf8()).rev().collect();
        for _ in 0..PAGES {
            let piece = ends.iter().map(|end| &wanted[..*end]).find(|piece| self.can_touch(&(keys.candidate)(piece)));
            if let Some(piece) = piece {
                self.touch(&(keys.candidate)(piece))?;
                return Ok(piece);
            }
            self.touch(keys.more)?;
        }
        Err(Fault::new(format!(
            "the keyboard does not offer the next character. On the screen: {}",
            self.window.summary()
        )))
    }

    /// Latin letters as they are written, with capitals, accents and signs.
    pub fn types_latin(&mut self, text: &str) -> Result<(), Fault> {
        let keys = &self.words.keyboard;
        for sign in text.chars() {
            match sign {
                ' ' => self.touch(keys.space)?,
                '-' => self.touch(keys.hyphen)?,
                '\'' => self.touch(keys.apostrophe)?,
                letter => self.types_letter(letter)?,
            }
        }
        Ok(())
    }

    /// Letters in whichever case the keys show them: for a search, which does not tell them apart.
    pub fn types_latin_as_shown(&mut self, text: &str) -> Result<(), Fault> {
        for letter in text.chars() {
            let small = letter.to_ascii_lowercase().to_string();
            self.window.settle();
            if self.can_touch(&small) { self.touch(&small)? } else { self.touch(&small.to_ascii_uppercase())? }
        }
        Ok(())
    }

    fn types_letter(&mut self, letter: char) -> Result<(), Fault> {
        let keys = &self.words.keyboard;
        let key = letter.to_string();
        if !self.can_touch(&key) {
            self.window.settle();
        }
        if !self.can_touch(&key) && !letter.is_ascii() {
            self.touch(keys.accents_name)?;
            self.window.settle();
        }
        if !self.can_touch(&key) {
            self.touch(keys.shift)?;
        }
        self.touch(&key)
    }

    /// That this stands in the field.
    pub fn has_written(&self, text: &str) -> Result<(), Fault> {
        self.window.wait(&format!("“{text}” in the field"), |nodes| {
            nodes.iter().any(|n| n.role.ends_with("Input") && n.value == text).then_some(())
        })
    }

    /// Home by the button that says so.
    pub fn goes_home(&mut self) -> Result<(), Fault> {
        self.touch(self.words.kiosk.shell.home)?;
        self.window.wait("the home page", |nodes| is_home(nodes).then_some(()))
    }

    /// Walks away: the kiosk asks, and then goes home by itself (B-01), or shows the property's notices
    /// already, which the next visitor's touch takes away (G-12).
    pub fn walks_away(&self) -> Result<(), Fault> {
        let start = words(Language::ZhHans).kiosk.home.touch;
        let mut patience = Patience::of(WIPE);
        while patience.goes_on() {
            let nodes = self.window.nodes();
            if is_home(&nodes) {
                return Ok(());
            }
            if nodes.iter().any(|node| is_key(node) && node.name.contains(start)) {
                self.leaves_nothing()?;
                self.window.press(start)?;
                return self.window.wait("the home page", |nodes| is_home(nodes).then_some(()));
            }
        }
        Err(Fault::new(format!("the kiosk does not go home by itself. On the screen: {}", self.window.summary())))
    }

    /// That nothing of this visitor is on the screen any more (B-01).
    pub fn leaves_nothing(&self) -> Result<(), Fault> {
        self.window.settle();
        match self.marks.iter().find(|mark| self.window.shows(mark)) {
            Some(mark) => Err(Fault::new(format!("“{mark}” is still on the screen: {}", self.window.summary()))),
            None => Ok(()),
        }
    }

    /// After something failed: to the home page, by waiting if nothing else helps.
    pub fn abandon(&self) -> Result<(), Fault> {
        self.walks_away()
    }
}

fn is_key(node: &Node) -> bool {
    node.role == "Button"
}

fn is_home(nodes: &[Node]) -> bool {
    let tile = words(Language::ZhHans).kiosk.shell.visitor;
    nodes.iter().any(|n| is_key(n) && n.name.contains(tile)) && !nodes.iter().any(|n| n.name == words(Language::ZhHans).common.back)
}
