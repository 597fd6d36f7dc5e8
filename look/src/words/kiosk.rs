//! What the kiosk in the lobby says. Every sentence is polite and says what to do next.

pub mod devices;
pub mod home;
pub mod leave;
pub mod lost_key;
pub mod shell;
pub mod staff;
pub mod survey;
pub mod typing;
pub mod visitor;

pub use devices::DeviceWords;
pub use home::HomeWords;
pub use leave::LeaveWords;
pub use lost_key::LostKeyWords;
pub use shell::ShellWords;
pub use staff::StaffWords;
pub use survey::SurveyWords;
pub use typing::TypingWords;
pub use visitor::VisitorWords;

/// Every phrase of the kiosk.
pub struct KioskWords {
    /// Around every page: header, footer, home, waiting, idle.
    pub shell: ShellWords,
    /// The home page, and what stands in its place.
    pub home: HomeWords,
    /// Fields and what is wrong with them.
    pub typing: TypingWords,
    /// 访客登记.
    pub visitor: VisitorWords,
    /// 离开签出.
    pub leave: LeaveWords,
    /// 钥匙挂失.
    pub lost_key: LostKeyWords,
    /// 满意度评价.
    pub survey: SurveyWords,
    /// 工作人员.
    pub staff: StaffWords,
    /// The slip.
    pub devices: DeviceWords,
}

/// Simplified Chinese.
pub const ZH_HANS: KioskWords = KioskWords {
    shell: shell::ZH_HANS,
    home: home::ZH_HANS,
    typing: typing::ZH_HANS,
    visitor: visitor::ZH_HANS,
    leave: leave::ZH_HANS,
    lost_key: lost_key::ZH_HANS,
    survey: survey::ZH_HANS,
    staff: staff::ZH_HANS,
    devices: devices::ZH_HANS,
};

/// Traditional Chinese.
pub const ZH_HANT: KioskWords = KioskWords {
    shell: shell::ZH_HANT,
    home: home::ZH_HANT,
    typing: typing::ZH_HANT,
    visitor: visitor::ZH_HANT,
    leave: leave::ZH_HANT,
    lost_key: lost_key::ZH_HANT,
    survey: survey::ZH_HANT,
    staff: staff::ZH_HANT,
    devices: devices::ZH_HANT,
};

/// English.
pub const EN: KioskWords = KioskWords {
    shell: shell::EN,
    home: home::EN,
    typing: typing::EN,
    visitor: visitor::EN,
    leave: leave::EN,
    lost_key: lost_key::EN,
    survey: survey::EN,
    staff: staff::EN,
    devices: devices::EN,
};
