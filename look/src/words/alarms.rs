//! Words of the bars on top of every screen.

/// Words of the bars on top of every screen.
pub struct Alarms {
    /// Says that one has heard it.
    pub acknowledge: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Alarms = Alarms { acknowledge: "确认收到" };

/// English.
pub const EN: Alarms = Alarms { acknowledge: "I have heard it" };
