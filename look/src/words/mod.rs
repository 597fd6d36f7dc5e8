//! Every phrase, in every language. A missing translation does not compile.
//!
//! To add a room of words (a screen, a register):
//! 1. write `words/<room>.rs` with one `pub struct <Room>` whose fields are `&'static str`, or
//!    `fn(…) -> String` where a value stands inside the sentence;
//! 2. give it three consts there, `ZH_HANS`, `ZH_HANT` and `EN`, each naming every field;
//! 3. add `pub mod <room>;` and one field to [`Words`] here, and the room to the three statics below.
//!
//! Chinese is polite (您好, 请, 谢谢: Q-4); a sentence says what to do next.

pub mod alarms;
pub mod appointments;
pub mod common;
pub mod desk;
pub mod emergencies;
pub mod forms;
pub mod found_keys;
pub mod handover;
pub mod history;
pub mod keyboard;
pub mod keys;
pub mod kinds;
pub mod kiosk;
pub mod log;
pub mod matters;
pub mod notices;
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

use std::fmt;
use std::str::FromStr;

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese: the default.
    #[default]
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// Its own name, in itself: what the button that changes to it says.
    pub fn name(self) -> &'static str {
        match self {
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
            Self::En => "English",
        }
    }

    /// What it is called on a command line and in the name of a picture.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh",
            Self::ZhHant => "hant",
            Self::En => "en",
        }
    }

    /// The same in one or two signs, for a row of them.
    pub fn sign(self) -> &'static str {
        match self {
            Self::ZhHans => "简",
            Self::ZhHant => "繁",
            Self::En => "EN",
        }
    }

    /// Whether it is Chinese, in either script.
    pub fn is_chinese(self) -> bool {
        match self {
            Self::ZhHans | Self::ZhHant => true,
            Self::En => false,
        }
    }

    /// The language that the one button of a desk's header changes to.
    pub fn next(self) -> Self {
        match self {
            Self::ZhHans => Self::ZhHant,
            Self::ZhHant => Self::En,
            Self::En => Self::ZhHans,
        }
    }
}

/// A word on the command line that names none of the languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage(String);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a language here: write {}", self.0, Language::ALL.map(Language::tag).join(", "))
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.tag() == tag).ok_or_else(|| UnknownLanguage(tag.to_owned()))
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
    /// Who is expected.
    pub appointments: appointments::Appointments,
    /// Found keys.
    pub found_keys: found_keys::FoundKeys,
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
    /// The screen of notices.
    pub notices: notices::Notices,
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
    appointments: appointments::ZH_HANS,
    found_keys: found_keys::ZH_HANS,
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
    notices: notices::ZH_HANS,
    alarms: alarms::ZH_HANS,
    emergencies: emergencies::ZH_HANS,
    handover: handover::ZH_HANS,
    history: history::ZH_HANS,
    person: person::ZH_HANS,
    staff: staff::ZH_HANS,
};

static ZH_HANT: Words = Words {
    language: Language::ZhHant,
    common: common::ZH_HANT,
    appointments: appointments::ZH_HANT,
    found_keys: found_keys::ZH_HANT,
    visits: visits::ZH_HANT,
    today: today::ZH_HANT,
    refusals: refusals::ZH_HANT,
    log: log::ZH_HANT,
    desk: desk::ZH_HANT,
    keyboard: keyboard::ZH_HANT,
    kiosk: kiosk::ZH_HANT,
    surveys: surveys::ZH_HANT,
    matters: matters::ZH_HANT,
    forms: forms::ZH_HANT,
    keys: keys::ZH_HANT,
    releases: releases::ZH_HANT,
    notices: notices::ZH_HANT,
    alarms: alarms::ZH_HANT,
    emergencies: emergencies::ZH_HANT,
    handover: handover::ZH_HANT,
    history: history::ZH_HANT,
    person: person::ZH_HANT,
    staff: staff::ZH_HANT,
};

static EN: Words = Words {
    language: Language::En,
    common: common::EN,
    appointments: appointments::EN,
    found_keys: found_keys::EN,
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
    notices: notices::EN,
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
        Language::ZhHant => &ZH_HANT,
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
            assert_eq!(language.tag().parse(), Ok(language));
        }
        assert_eq!(Language::default(), Language::ZhHans);
    }
}
