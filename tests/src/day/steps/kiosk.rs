//! What a visitor does at the kiosk, page by page.

use crate::day::fault::Fault;
use crate::day::touch::Keyboard;
use crate::day::window::Window;
use look::words::{KioskWords, Language, words};
use std::time::Instant;

/// How somebody writes their own name.
pub enum Name<'a> {
    /// Pinyin letters, and the characters picked for them.
    Pinyin(&'a str, &'a str),
    /// Latin letters.
    Latin(&'a str),
}

/// What a visitor says.
pub struct Visitor<'a> {
    /// In which language the kiosk is used.
    pub language: Language,
    /// The name.
    pub name: Name<'a>,
    /// The telephone; none: rather not.
    pub telephone: Option<&'a str>,
    /// What is typed to find the unit in the directory.
    pub unit: &'a str,
    /// Which of the purposes.
    pub purpose: usize,
}

/// A visitor at the kiosk, in one language.
pub struct Kiosk<'a> {
    window: &'a Window,
    words: &'static KioskWords,
    language: Language,
    next: &'static str,
}

impl<'a> Kiosk<'a> {
    /// Comes to the home page, and chooses the language.
    pub fn come(window: &'a Window, language: Language) -> Result<Self, Fault> {
        let said = words(language);
        expect_home(window)?;
        if !window.shows(said.kiosk.shell.greeting) {
            window.press(language.name())?;
        }
        window.expect(said.kiosk.shell.greeting)?;
        Ok(Self { window, words: &said.kiosk, language, next: said.common.next })
    }

    /// Registers a visit (V-1, V-2). Gives the moment of the last touch, and the code shown.
    pub fn register(&self, visitor: &Visitor<'_>) -> Result<(Instant, String), Fault> {
        let (window, said) = (self.window, &self.words.visitor);
        let keyboard = Keyboard::of(window, self.language);
        window.press(self.words.shell.visitor)?;
        window.expect(said.notice)?;
        window.press(said.agree)?;
        window.expect(said.name)?;
        self.write_name(&visitor.name)?;
        window.press(self.next)?;
        window.expect(said.telephone)?;
        match visitor.telephone {
            Some(telephone) => keyboard.type_plain(telephone)?,
            None => window.press(said.no_telephone).map(drop)?,
        }
        window.press(self.next)?;
        window.expect(said.whom)?;
        self.choose_unit(visitor.unit)?;
        window.press(self.next)?;
        window.expect(said.purpose)?;
        window.press(said.purposes[visitor.purpose])?;
        window.press(self.next)?;
        window.expect(said.summary)?;
        let since = window.press(said.submit)?;
        window.expect(said.confirmed)?;
        let code = window.wait("the visit code", |nodes| nodes.iter().find_map(|n| self.code_in(&n.name)))?;
        Ok((since, code))
    }

    /// Reports a lost key (K-4). Gives the moment of the last touch.
    pub fn report_loss(&self, unit: &str, kind: usize, name: &Name<'_>) -> Result<Instant, Fault> {
        let (window, said) = (self.window, &self.words.lost_key);
        window.press(self.words.shell.lost_key)?;
        window.expect(said.unit)?;
        self.choose_unit(unit)?;
        window.press(self.next)?;
        window.expect(said.kind)?;
        window.press(said.kinds[kind])?;
        window.press(self.next)?;
        window.expect(said.when)?;
        window.press(said.whens[1])?;
        window.press(self.next)?;
        window.expect(said.place)?;
        window.press(said.places[3])?;
        window.press(self.next)?;
        window.expect(said.name)?;
        self.write_name(name)?;
        window.press(self.next)?;
        window.expect(said.summary)?;
        let since = window.press(said.submit)?;
        window.expect(said.confirmed)?;
        Ok(since)
    }

    /// Signs out with the code (B-09). Gives the moment of the last touch.
    pub fn leave(&self, code: &str) -> Result<Instant, Fault> {
        let (window, said) = (self.window, &self.words.leave);
        window.press(self.words.shell.leave)?;
        window.expect(said.code)?;
        Keyboard::of(window, self.language).type_plain(code)?;
        let since = window.press(said.submit)?;
        window.expect(said.thanks)?;
        Ok(since)
    }

    /// Rings for somebody (B-05).
    pub fn call(&self) -> Result<Instant, Fault> {
        let since = self.window.press(self.words.shell.call)?;
        self.window.expect(self.words.shell.called)?;
        Ok(since)
    }

    /// Back to the home page, which speaks the property's language again.
    pub fn go_home(&self) -> Result<(), Fault> {
        self.window.press(self.words.shell.home)?;
        expect_home(self.window)
    }

    fn write_name(&self, name: &Name<'_>) -> Result<(), Fault> {
        let keyboard = Keyboard::of(self.window, self.language);
        match name {
            Name::Pinyin(letters, wanted) => keyboard.type_pinyin(letters, wanted),
            Name::Latin(name) => keyboard.type_plain(name),
        }
    }

    /// Types a unit's number with digits and takes the first that fits.
    fn choose_unit(&self, number: &str) -> Result<(), Fault> {
        let keys = &words(self.language).keyboard;
        if !self.window.nodes().iter().any(|n| n.name == "1" && n.role == "Button") {
            self.window.press(keys.to_digits)?;
        }
        Keyboard::of(self.window, self.language).type_plain(number)?;
        self.window.press_where(&format!("the unit {number}"), |nodes| {
            let fits = |n: &&look::describe::Node| n.role == "Button" && n.name.contains(number) && n.name != number;
            nodes.iter().find(fits).cloned()
        })?;
        self.window.expect(self.words.typing.choose_another)
    }

    fn code_in(&self, name: &str) -> Option<String> {
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        (digits.len() == 6 && name == (self.words.visitor.code_is)(&digits)).then_some(digits)
    }
}

fn expect_home(window: &Window) -> Result<(), Fault> {
    let greetings = Language::ALL.map(|language| words(language).kiosk.shell.greeting);
    window.wait("the home page", |nodes| nodes.iter().any(|n| greetings.contains(&n.name.as_str())).then_some(()))
}
