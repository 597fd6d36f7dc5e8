//! What is drawn ahead, unseen, while nobody waits for it.
//!
//! A character costs most when it is drawn for the first time in a size. A visitor's first touch on a
//! language or on elder mode would pay for some hundred at once, and an evacuation may wait for nothing (B-24).

use std::time::Duration;

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

/// So long after one thing the next is drawn: whoever touches meanwhile waits for one of them at most.
const APART: Duration = Duration::from_millis(250);

/// What is still to be drawn; nothing, unless it is asked for.
#[derive(Debug, Default)]
pub struct ToDraw {
    left: Vec<Ahead>,
    /// When the next is drawn; `None`: the home page itself was not shown yet.
    due: Option<Duration>,
}

impl ToDraw {
    /// Everything but the home page as the next visitor finds it, which is shown anyway.
    #[must_use]
    pub fn everything(usual: Language) -> Self {
        let sizes = Language::ALL.into_iter().flat_map(|language| [false, true].map(|elder| Ahead::Home { language, elder }));
        let unseen = sizes.filter(|home| *home != Ahead::Home { language: usual, elder: false });
        // Taken from the end: the evacuation first.
        Self { left: unseen.rev().chain([Ahead::Evacuation]).collect(), due: None }
    }

    /// What is drawn at `up`, if anything: the home page itself is shown before.
    pub fn draw_next(&mut self, up: Duration) -> Option<Ahead> {
        if up < *self.due.get_or_insert(up + APART) {
            return None;
        }
        self.due = Some(up + APART);
        self.left.pop()
    }

    /// After how long something is to be drawn; `None`: nothing is left.
    #[must_use]
    pub fn due_in(&self, up: Duration) -> Option<Duration> {
        let due = self.due.filter(|_| !self.left.is_empty())?;
        Some(due.saturating_sub(up))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_page_itself_is_shown_first_and_the_way_out_is_drawn_next() {
        let mut to_draw = ToDraw::everything(Language::ZhHans);
        let begun = Duration::from_secs(7);
        assert_eq!((to_draw.draw_next(begun), to_draw.due_in(begun)), (None, Some(APART)));
        assert_eq!(to_draw.draw_next(begun + APART / 2), None, "a touch has its turn between");
        assert_eq!(to_draw.draw_next(begun + APART), Some(Ahead::Evacuation));
        let homes: Vec<Ahead> = (2..).map_while(|turn| to_draw.draw_next(begun + APART * turn)).collect();
        let usual = Ahead::Home { language: Language::ZhHans, elder: false };
        assert!(homes.len() == 5 && !homes.contains(&usual), "{homes:?}");
        assert_eq!(to_draw.due_in(begun + APART * 9), None);
    }
}
