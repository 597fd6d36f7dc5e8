//! What the kiosk in the lobby says. Every sentence is polite and says what to do next.

pub mod leave;
pub mod lost_key;
pub mod shell;
pub mod staff;
pub mod survey;
pub mod typing;
pub mod visitor;

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
}

/// Simplified Chinese.
pub const ZH_HANS: KioskWords = KioskWords {
    shell: shell::ZH_HANS,
    typing: typing::ZH_HANS,
    visitor: visitor::ZH_HANS,
    leave: leave::ZH_HANS,
    lost_key: lost_key::ZH_HANS,
    survey: survey::ZH_HANS,
    staff: staff::ZH_HANS,
};

/// English.
pub const EN: KioskWords = KioskWords {
    shell: shell::EN,
    typing: typing::EN,
    visitor: visitor::EN,
    leave: leave::EN,
    lost_key: lost_key::EN,
    survey: survey::EN,
    staff: staff::EN,
};
