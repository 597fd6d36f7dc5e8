//! The screens: one file each, one line each in the list below. A screen reads the state
//! and asks for commands; it can reach nothing else.

pub mod administration;
pub mod emergencies;
pub mod handover;
pub mod history;
pub mod keys;
mod left_list;
pub mod matters;
pub mod notices;
pub mod person;
pub mod releases;
pub mod surveys;
pub mod today;
pub mod visits;

use crate::desk::Desk;
use domain::Station;
use egui::Ui;
use look::words::Words;
use look::{Icon, icons};

/// One screen.
pub struct Screen {
    /// Its name in each language; also the accessible name of its tab.
    pub name: fn(&Words) -> &'static str,
    /// Its picture.
    pub icon: Icon,
    /// Draws it.
    pub ui: fn(&mut Ui, &mut Desk),
    /// How many things wait there for somebody; shown on its tab.
    pub waiting: fn(&Desk) -> usize,
    /// At which stations it has a tab.
    pub stations: &'static [Station],
    /// Open to a terminal where nobody is signed in (an alarm is never held up).
    pub without_sign_in: bool,
}

const DESKS: &[Station] = &[Station::Counter, Station::ControlRoom];
/// Where people come and ask.
const COUNTER: &[Station] = &[Station::Counter];

/// Every screen, in the order of the tabs.
pub const SCREENS: &[Screen] = &[
    Screen {
        name: |w| w.today.tab,
        icon: icons::ICON_DASHBOARD,
        ui: today::today_ui,
        waiting: |_| 0,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.visits.tab,
        icon: icons::ICON_BADGE,
        ui: visits::visits_ui,
        waiting: visits::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.keys.tab,
        icon: icons::ICON_KEY,
        ui: keys::keys_ui,
        waiting: keys::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.releases.tab,
        icon: icons::ICON_LOCAL_SHIPPING,
        ui: releases::releases_ui,
        waiting: releases::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.notices.tab,
        icon: icons::ICON_CAMPAIGN,
        ui: notices::notices_ui,
        waiting: notices::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.matters.tab,
        icon: icons::ICON_ASSIGNMENT,
        ui: matters::matters_ui,
        waiting: matters::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.surveys.tab,
        icon: icons::ICON_SENTIMENT_SATISFIED,
        ui: surveys::surveys_ui,
        waiting: surveys::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.handover.tab,
        icon: icons::ICON_SWAP_HORIZ,
        ui: handover::handover_ui,
        waiting: handover::waiting,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.emergencies.tab,
        icon: icons::ICON_EMERGENCY,
        ui: emergencies::emergencies_ui,
        waiting: emergencies::waiting,
        stations: DESKS,
        without_sign_in: true,
    },
    Screen {
        name: |w| w.history.tab,
        icon: icons::ICON_ARCHIVE,
        ui: history::history_ui,
        waiting: |_| 0,
        stations: DESKS,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.person.tab,
        icon: icons::ICON_PRIVACY_TIP,
        ui: person::person_ui,
        waiting: |_| 0,
        stations: COUNTER,
        without_sign_in: false,
    },
    Screen {
        name: |w| w.staff.tab,
        icon: icons::ICON_MANAGE_ACCOUNTS,
        ui: administration::administration_ui,
        waiting: |_| 0,
        stations: DESKS,
        without_sign_in: false,
    },
];

/// What is typed on the screens and not yet sent.
#[derive(Default)]
pub struct Drafts {
    /// The visitors' screen.
    pub visits: visits::Draft,
    /// The keys' screen.
    pub keys: keys::Draft,
    /// The screen of goods releases.
    pub releases: releases::Draft,
    /// The screen of notices.
    pub notices: notices::Draft,
    /// The matters' screen.
    pub matters: matters::Draft,
    /// The survey's screen.
    pub surveys: surveys::Draft,
    /// The handover's screen.
    pub handover: handover::Draft,
    /// The archive's screen: also what is read there.
    pub history: history::Draft,
    /// The screen of people's data: also what is shown there.
    pub person: person::Draft,
    /// The emergencies' screen.
    pub emergencies: emergencies::Draft,
    /// The screen of people and machines.
    pub administration: administration::Draft,
    /// The sign-in card: number and PIN.
    pub sign_in: crate::frame::sign_in::Draft,
    /// The locked screen: a PIN.
    pub lock: crate::frame::lock::Draft,
    /// The dialog in which somebody changes their PIN, while it is open.
    pub change_pin: Option<crate::frame::change_pin::Draft>,
}
