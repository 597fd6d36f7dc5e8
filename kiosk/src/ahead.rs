//! What is drawn ahead, unseen, while nobody waits for it.
//!
//! A character costs most when it is drawn for the first time in a size. A visitor's first touch on a
//! language or on elder mode would pay for some hundred at once, and an evacuation may wait for nothing (B-24).

use look::words::Language;

/// One thing that is drawn ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The page that asks people to leave.
    Evacuation,
    /// The home page, as a visitor may turn it by one touch.
    Home {
        /// In this language.
        language: Language,
        /// Larger (B-06).
        elder: bool,
    },
}

/// What is still to be drawn; nothing, unless it is asked for.
#[derive(Debug, Default)]
pub struct ToDraw {
    left: Vec<Ahead>,
    home_was_shown: bool,
}

impl ToDraw {
    /// Everything.
    #[must_use]
    pub fn everything() -> Self {
        let sizes = Language::ALL.into_iter().flat_map(|language| [false, true].map(|elder| Ahead::Home { language, elder }));
        // Taken from the end: the evacuation first, then the usual visitor's elder mode.
        Self { left: sizes.rev().chain([Ahead::Evacuation]).collect(), home_was_shown: false }
    }

    /// What is drawn now, if nobody waits; the home page itself is shown before anything else is drawn.
    pub fn draw_next(&mut self) -> Option<Ahead> {
        if std::mem::replace(&mut self.home_was_shown, true) { self.left.pop() } else { None }
    }

    /// Whether everything is drawn.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.left.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_page_itself_is_shown_first_and_the_way_out_is_drawn_next() {
        let mut to_draw = ToDraw::everything();
        assert_eq!(to_draw.draw_next(), None);
        assert_eq!(to_draw.draw_next(), Some(Ahead::Evacuation));
        let homes: Vec<Ahead> = std::iter::from_fn(|| to_draw.draw_next()).collect();
        assert_eq!((homes.len(), to_draw.is_done()), (6, true), "{homes:?}");
    }
}
