//! What a visitor does at the kiosk, page by page.

use crate::day::fault::Fault;
use crate::day::report::Report;
use crate::day::touch::Keyboard;
use crate::day::window::Window;
use look::describe::Node;
use look::words::{Language, Words, words};
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
    /// The name.
    pub name: Name<'a>,
    /// The telephone; none: rather not.
    pub telephone: Option<&'a str>,
    /// The number of the unit visited.
    pub unit: &'a str,
    /// Which of the purposes.
    pub purpose: usize,
}

/// Somebody at the kiosk, who reads one language.
pub struct Kiosk<'a> {
    window: &'a Window,
    words: &'static Words,
    keyboard: Keyboard<'a>,
    camera: Option<&'a Report>,
}

impl<'a> Kiosk<'a> {
    /// Comes to the home page, and chooses the language.
    pub fn come(window: &'a Window, language: Language) -> Result<Self, Fault> {
        let kiosk = Self {
            window,
            words: words(language),
            keyboard: Keyboard::of(window, language),
            camera: None,
        };
        expect_home(window)?;
        if !window.shows(kiosk.words.kiosk.shell.greeting) {
            window.press(language.name())?;
        }
        window.expect(kiosk.words.kiosk.shell.greeting)?;
        Ok(kiosk)
    }

    /// The same, with a picture of every page.
    pub fn come_with_camera(window: &'a Window, language: Language, camera: &'a Report) -> Result<Self, Fault> {
        let kiosk = Self { camera: Some(camera), ..Self::come(window, language)? };
        kiosk.page("home", kiosk.words.kiosk.shell.greeting)?;
        Ok(kiosk)
    }

    /// Registers a visit (V-1, V-2). Gives the moment of the last touch, and the digits to leave with.
    pub fn register(&self, visitor: &Visitor<'_>) -> Result<(Instant, String), Fault> {
        self.register_as(visitor, self.words.kiosk.visitor.confirmed)
    }

    /// The same while the server is away: kept here, to be sent later (B-07).
    pub fn register_offline(&self, visitor: &Visitor<'_>) -> Result<(Instant, String), Fault> {
        self.register_as(visitor, self.words.kiosk.visitor.waiting)
    }

    fn register_as(&self, visitor: &Visitor<'_>, state: &str) -> Result<(Instant, String), Fault> {
        let (window, said) = (self.window, &self.words.kiosk.visitor);
        window.press(self.words.kiosk.shell.visitor)?;
        self.page("visitor-1-notice", said.agree)?;
        window.press(said.agree)?;
        window.expect(said.name)?;
        self.write_name(&visitor.name, "visitor-2-name")?;
        self.next()?;
        self.page("visitor-3-telephone", said.telephone)?;
        match visitor.telephone {
            Some(telephone) => {
                self.keyboard.type_plain(telephone)?;
                self.next()?;
            }
            // That touch goes on by itself.
            None => window.press(said.no_telephone).map(drop)?,
        }
        window.expect(said.whom)?;
        self.choose_unit(visitor.unit, "visitor-4-whom")?;
        self.page("visitor-5-person", said.person)?;
        self.next()?;
        self.page("visitor-6-purpose", said.purpose)?;
        window.press(said.purposes[visitor.purpose])?;
        self.next()?;
        // Who delivers or works here is asked for their company, and need not say it.
        if matches!(visitor.purpose, 3 | 4) {
            self.page("visitor-6-company", said.company)?;
            window.press(said.skip)?;
        }
        self.page("visitor-7-summary", said.summary)?;
        let since = window.press(said.submit)?;
        self.page("visitor-8-done", state)?;
        let code = window.wait("the visit code", |nodes| nodes.iter().find_map(|n| self.code_in(&n.name)))?;
        let four = visitor.telephone.and_then(|number| number.get(number.len().saturating_sub(4)..)).unwrap_or_default();
        Ok((since, code + four))
    }

    /// Reports a lost key or card (K-4). Gives the moment of the last touch.
    pub fn report_loss(&self, unit: &str, kind: usize, name: &Name<'_>) -> Result<Instant, Fault> {
        let (window, said) = (self.window, &self.words.kiosk.lost_key);
        window.press(self.words.kiosk.shell.lost_key)?;
        self.page("loss-0-which", said.which)?;
        window.press(said.lost)?;
        window.expect(said.unit)?;
        self.choose_unit(unit, "loss-1-unit")?;
        self.page("loss-2-kind", said.kind)?;
        window.press(said.kinds[kind])?;
        self.page("loss-3-where", said.when)?;
        window.press(said.whens[1])?;
        window.press(said.places[0])?;
        self.next()?;
        window.expect(said.name)?;
        self.write_name(name, "loss-4-who")?;
        self.next()?;
        self.page("loss-5-summary", said.summary)?;
        let since = window.press(said.submit)?;
        self.page("loss-6-done", said.confirmed)?;
        Ok(since)
    }

    /// Touches one face for each of the first services, then stops there (B-18).
    /// Gives the moment of the last touch.
    pub fn rate(&self, faces: &[usize]) -> Result<Instant, Fault> {
        let (window, said) = (self.window, &self.words.kiosk.survey);
        window.press(self.words.kiosk.shell.survey)?;
        self.page("survey-1-faces", said.question)?;
        let mut last = Instant::now();
        for (index, face) in faces.iter().enumerate() {
            let service = self.step_words(index)?;
            last = window.press(said.faces[*face])?;
            window.expect_gone(&service)?;
        }
        Ok(last)
    }

    /// Rates no more, and writes nothing.
    pub fn end_rating(&self) -> Result<(), Fault> {
        let said = &self.words.kiosk.survey;
        self.window.press(said.enough)?;
        self.page("survey-2-reasons", said.no_reason)?;
        self.window.press(said.no_reason)?;
        self.page("survey-2-word", said.word)?;
        self.window.press(said.without_word)?;
        self.page("survey-3-thanks", said.thanks)
    }

    /// Signs out with those digits (B-02, B-09). Gives the moment of the last touch.
    pub fn leave(&self, code: &str) -> Result<Instant, Fault> {
        let (window, said) = (self.window, &self.words.kiosk.leave);
        window.press(self.words.kiosk.shell.leave)?;
        window.expect(said.code)?;
        self.keyboard.type_plain(code)?;
        self.page("leave-1-code", said.code)?;
        let since = window.press(said.submit)?;
        self.page("leave-2-thanks", said.thanks)?;
        Ok(since)
    }

    /// Does not agree to the notice (B-03), and goes home.
    pub fn decline(&self) -> Result<(), Fault> {
        let said = &self.words.kiosk.visitor;
        self.window.press(self.words.kiosk.shell.visitor)?;
        self.window.press(said.disagree)?;
        self.page("visitor-declined", said.declined)?;
        self.go_home()
    }

    /// Rings for somebody (B-05).
    pub fn call(&self) -> Result<Instant, Fault> {
        let shell = &self.words.kiosk.shell;
        let since = self.window.press(shell.call)?;
        // What else it says depends on the hour: the counter answers, or the control room.
        self.page("call", shell.calling)?;
        Ok(since)
    }

    /// Back to the home page, which speaks the property's language again.
    pub fn go_home(&self) -> Result<(), Fault> {
        self.window.press(self.words.kiosk.shell.home)?;
        expect_home(self.window)
    }

    fn next(&self) -> Result<(), Fault> {
        self.window.press(self.words.common.next).map(drop)
    }

    /// Waits for a page, and takes its picture where there is a camera.
    fn page(&self, name: &str, text: &str) -> Result<(), Fault> {
        self.window.expect(text)?;
        self.camera
            .map_or(Ok(()), |camera| camera.portrait(&format!("{name}-{}", self.words.language.tag()), self.window))
    }

    fn write_name(&self, name: &Name<'_>, page: &str) -> Result<(), Fault> {
        match name {
            Name::Pinyin(letters, wanted) => {
                self.keyboard.type_letters(letters)?;
                self.page(page, "")?;
                self.keyboard.pick(wanted)
            }
            Name::Latin(name) => {
                self.keyboard.type_plain(name)?;
                self.page(page, "")
            }
        }
    }

    /// Types a unit's number with digits and takes the first that fits.
    fn choose_unit(&self, number: &str, page: &str) -> Result<(), Fault> {
        let to_digits = self.words.keyboard.to_digits;
        let digits = self.window.wait("the keyboard", |nodes| {
            let has = |name: &str| nodes.iter().any(|n| n.name == name && n.role == "Button");
            if has("1") { Some(true) } else { has(to_digits).then_some(false) }
        })?;
        if !digits {
            self.window.press(to_digits)?;
        }
        self.keyboard.type_plain(number)?;
        self.page(page, number)?;
        self.window.press_where(&format!("the unit {number}"), |nodes| {
            let fits = |n: &&Node| n.role == "Button" && n.name.contains(number) && n.name != number;
            nodes.iter().find(fits).cloned()
        })?;
        Ok(())
    }

    fn step_words(&self, index: usize) -> Result<String, Fault> {
        let step = self.words.kiosk.shell.step;
        self.window.wait("the number of services", |nodes| {
            (1..=40).map(|of| step(index + 1, of)).find(|said| nodes.iter().any(|n| &n.name == said))
        })
    }

    fn code_in(&self, name: &str) -> Option<String> {
        let (before, after) = (self.words.kiosk.visitor.code_is)("|").split_once('|').map(|(b, a)| (b.to_owned(), a.to_owned()))?;
        let said = name.strip_prefix(&before)?.strip_suffix(&after)?;
        said.chars().all(|c| c.is_ascii_digit() || c == ' ').then(|| said.replace(' ', ""))
    }
}

/// Waits for the home page; the notices that are shown while nobody is there (G-12) go at a touch.
fn expect_home(window: &Window) -> Result<(), Fault> {
    let is = |nodes: &[Node], names: [&str; 3]| nodes.iter().any(|n| names.contains(&n.name.as_str()));
    let home = Language::ALL.map(|language| words(language).kiosk.shell.greeting);
    let start = Language::ALL.map(|language| words(language).kiosk.home.touch);
    window.wait("the home page", |nodes| (is(nodes, home) || is(nodes, start)).then_some(()))?;
    let nodes = window.nodes();
    if let Some(button) = nodes.iter().find(|n| start.contains(&n.name.as_str())) {
        window.press(&button.name)?;
    }
    window.wait("the home page", |nodes| is(nodes, home).then_some(()))
}
