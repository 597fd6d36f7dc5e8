//! The matters' words.

/// The matters' screen.
pub struct Matters {
    /// Name of the screen.
    pub tab: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Matters = Matters { tab: "事项" };

/// English.
pub const EN: Matters = Matters { tab: "Matters" };
