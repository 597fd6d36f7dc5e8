//! Every phrase, in every language. A missing translation does not compile.
//!
//! To add a room of words (a screen, a register):
//! 1. write `words/<room>.rs` with one `pub struct <Room>` whose fields are `&'static str`, or
//!    `fn(…) -> String` where a value stands inside the sentence;
//! 2. give it two consts there, `ZH_HANS` and `EN`, each naming every field;
//! 3. add `pub mod <room>;` and one field to [`Words`] here, and the room to both statics below.
//!
//! Chinese is polite (您好, 请, 谢谢: Q-4); a sentence says what to do next.

pub mod alarms;
pub mod common;
pub mod desk;
pub mod emergencies;
pub mod forms;
pub mod handover;
pub mod history;
pub mod keyboard;
pub mod keys;
pub mod kinds;
pub mod kiosk;
pub mod log;
pub mod matters;
pub mod person;
pub mod refusals;
pub mod releases;
pub mod staff;
pub mod surveys;
pub mod today;
pub mod visits;

pub use common::Common;
pub use keyboard::KeyboardWords;
pub use kiosk::KioskWords;

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese: the default.
    #[default]
    ZhHans,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::ZhHans, Self::En];

    /// Its own name, in itself: what the button that changes to it says.
    pub fn name(self) -> &'static str {
        match self {
            Self::ZhHans => "中文",
            Self::En => "English",
        }
    }

    /// The language that the one button of the header changes to.
    pub fn next(self) -> Self {
        match self {
            Self::ZhHans => Self::En,
            Self::En => Self::ZhHans,
        }
    }
}

/// Every phrase in one language.
pub struct Words {
    /// The language.
    pub language: Language,
    /// What every screen says.
    pub common: Common,
    /// What stands around every staff screen.
    pub desk: desk::DeskWords,
    /// The duty log.
    pub log: log::Log,
    /// Why the rules say no.
    pub refusals: refusals::Refusals,
    /// The overview.
    pub today: today::Today,
    /// The visitors' screen.
    pub visits: visits::Visits,
    /// The on-screen keyboard.
    pub keyboard: KeyboardWords,
    /// The survey's screen.
    pub surveys: surveys::Surveys,
    /// The matters' screen.
    pub matters: matters::Matters,
    /// The forms that staff fill in.
    pub forms: forms::Forms,
    /// The keys' screen.
    pub keys: keys::Keys,
    /// The screen of goods releases.
    pub releases: releases::Releases,
    /// The kiosk in the lobby.
    pub kiosk: KioskWords,
    /// The bars on top of every screen.
    pub alarms: alarms::Alarms,
    /// The emergencies screen.
    pub emergencies: emergencies::Emergencies,
    /// The handover screen.
    pub handover: handover::Handover,
    /// The archive's screen.
    pub history: history::History,
    /// The screen of people's data.
    pub person: person::PersonWords,
    /// People, their PINs and the machines.
    pub staff: staff::StaffWords,
}

static ZH_HANS: Words = Words {
    language: Language::ZhHans,
    common: common::ZH_HANS,
    visits: visits::ZH_HANS,
    today: today::ZH_HANS,
    refusals: refusals::ZH_HANS,
    log: log::ZH_HANS,
    desk: desk::ZH_HANS,
    keyboard: keyboard::ZH_HANS,
    kiosk: kiosk::ZH_HANS,
    surveys: surveys::ZH_HANS,
    matters: matters::ZH_HANS,
    forms: forms::ZH_HANS,
    keys: keys::ZH_HANS,
    releases: releases::ZH_HANS,
    alarms: alarms::ZH_HANS,
    emergencies: emergencies::ZH_HANS,
    handover: handover::ZH_HANS,
    history: history::ZH_HANS,
    person: person::ZH_HANS,
    staff: staff::ZH_HANS,
};

static EN: Words = Words {
    language: Language::En,
    common: common::EN,
    visits: visits::EN,
    today: today::EN,
    refusals: refusals::EN,
    log: log::EN,
    desk: desk::EN,
    keyboard: keyboard::EN,
    kiosk: kiosk::EN,
    surveys: surveys::EN,
    matters: matters::EN,
    forms: forms::EN,
    keys: keys::EN,
    releases: releases::EN,
    alarms: alarms::EN,
    emergencies: emergencies::EN,
    handover: handover::EN,
    history: history::EN,
    person: person::EN,
    staff: staff::EN,
};

/// The phrases in `language`.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::ZhHans => &ZH_HANS,
        Language::En => &EN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_offered_once_and_found() {
        for language in Language::ALL {
            assert_eq!(words(language).language, language);
            assert_ne!(language.next(), language);
        }
        assert_eq!(Language::default(), Language::ZhHans);
    }
}
