//! Words of the emergencies screen.

/// Words of the emergencies screen.
pub struct Emergencies {
    /// Name of the screen.
    pub tab: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Emergencies = Emergencies { tab: "应急" };

/// English.
pub const EN: Emergencies = Emergencies { tab: "Emergency" };
