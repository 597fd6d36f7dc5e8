//! Words of the handover screen.

/// Words of the handover screen.
pub struct Handover {
    /// Name of the screen.
    pub tab: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Handover = Handover { tab: "交接班" };

/// English.
pub const EN: Handover = Handover { tab: "Handover" };
