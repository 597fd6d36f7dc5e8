//! The keys' words.

/// The keys' screen.
pub struct Keys {
    /// Name of the screen.
    pub tab: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Keys = Keys { tab: "钥匙" };

/// English.
pub const EN: Keys = Keys { tab: "Keys" };
