//! The survey's words.

/// The survey's screen.
pub struct Surveys {
    /// Name of the screen.
    pub tab: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Surveys = Surveys { tab: "满意率" };

/// English.
pub const EN: Surveys = Surveys { tab: "Survey" };
