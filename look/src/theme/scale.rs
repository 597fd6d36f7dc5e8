//! Every size, for the two places a screen stands in: the lobby and the desk.

/// Sizes of one kind of screen, in points. Widgets read it with [`super::scale()`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The one big line of a page.
    pub title: f32,
    /// Heading of a page or of a person's record.
    pub heading: f32,
    /// Heading of a card, first line of a row, label of a button.
    pub strong: f32,
    /// Running text.
    pub body: f32,
    /// Captions, times, second lines.
    pub small: f32,
    /// Height of fields and ordinary buttons.
    pub control: f32,
    /// Height of the page's main button.
    pub primary: f32,
    /// Least height of anything that can be touched or clicked.
    pub target: f32,
    /// Height of a key of the on-screen keyboard.
    pub key: f32,
    /// Corner radius of buttons and fields.
    pub radius: u8,
    /// Corner radius of cards and tiles.
    pub card_radius: u8,
    /// Distance between neighbours.
    pub gap: f32,
    /// Distance between the window's edge and the content.
    pub margin: f32,
    /// Distance between a card's edge and its content.
    pub card_margin: f32,
    /// Width of a line.
    pub line: f32,
    /// What a page multiplies its own distances with: 1, or 1.4 in elder mode.
    pub factor: f32,
    /// Whether texts need 7:1 instead of 4.5:1 (B-06).
    pub high_contrast: bool,
    /// Whether it is used by finger: large rounded targets, no hover.
    pub touch: bool,
}

/// The lobby's touch screen, at 1080 pixels of width (B-06).
pub const KIOSK: Scale = Scale {
    title: 76.0,
    heading: 60.0,
    strong: 36.0,
    body: 35.0,
    small: 28.0,
    control: 96.0,
    primary: 112.0,
    target: 88.0,
    key: 104.0,
    radius: 20,
    card_radius: 28,
    gap: 20.0,
    margin: 60.0,
    card_margin: 36.0,
    line: 1.5,
    factor: 1.0,
    high_contrast: false,
    touch: true,
};

/// The counter's and the control room's monitors.
pub const DESK: Scale = Scale {
    title: 32.0,
    heading: 24.0,
    strong: 17.0,
    body: 16.0,
    small: 14.0,
    control: 42.0,
    primary: 50.0,
    target: 34.0,
    key: 44.0,
    radius: 8,
    card_radius: 12,
    gap: 10.0,
    margin: 28.0,
    card_margin: 22.0,
    line: 1.0,
    factor: 1.0,
    high_contrast: false,
    touch: false,
};

/// How much larger elder mode is (B-06).
const ELDER: f32 = 1.4;

impl Scale {
    /// Elder mode: everything 1.4 times as large and text at 7:1 (B-06). Lines grow less,
    /// margins and gaps not at all, because the screen does not grow.
    pub fn elder(self) -> Self {
        let large = |size: f32| size * ELDER;
        Self {
            title: large(self.title),
            heading: large(self.heading),
            strong: large(self.strong),
            body: large(self.body),
            small: large(self.small),
            control: large(self.control),
            primary: large(self.primary),
            target: large(self.target),
            key: large(self.key),
            margin: self.margin * 2.0 / 3.0,
            line: self.line * 1.5,
            factor: ELDER,
            high_contrast: true,
            ..self
        }
    }

    /// `points` as this scale draws them: for a page's own distances and picture sizes.
    pub fn px(self, points: f32) -> f32 {
        points * self.factor
    }

    /// `kiosk` on a touch screen (grown in elder mode), `desk` at a desk.
    pub fn pick(self, kiosk: f32, desk: f32) -> f32 {
        if self.touch { self.px(kiosk) } else { desk }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b06_sizes_are_large_enough_for_a_lobby() {
        const { assert!(KIOSK.body >= 34.0 && KIOSK.target >= 84.0 && KIOSK.key >= 100.0) };
        let elder = KIOSK.elder();
        assert!(elder.body >= 48.0 && elder.target >= 120.0);
        assert!(elder.control >= elder.target && elder.key >= elder.target);
        assert!(elder.high_contrast && elder.factor == 1.4);
    }
}
