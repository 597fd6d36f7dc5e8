//! Every colour, and the proof that each text can be read on its ground.

use egui::Color32;

use super::scale::Scale;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Headings and body text.
pub const INK: Color32 = rgb(0x10_1B_2D);
/// Second line of a row, explanations.
pub const INK_2: Color32 = rgb(0x47_54_67);
/// Times, captions, hints; on white or on [`BG`] only.
pub const INK_3: Color32 = rgb(0x66_70_85);
/// Hairlines and the border of cards.
pub const LINE: Color32 = rgb(0xD9_DF_E7);
/// Border of a control at rest (3:1 is not asked of it: the label names it).
pub const LINE_STRONG: Color32 = rgb(0xC3_CC_D9);
/// Ground of every page.
pub const BG: Color32 = rgb(0xF3_F5_F8);
/// Ground of cards, fields and lists.
pub const CARD: Color32 = Color32::WHITE;
/// White, as a text colour on a strong fill.
pub const WHITE: Color32 = Color32::WHITE;
/// The main action, a link, what is selected.
pub const BLUE: Color32 = rgb(0x0B_4A_9E);
/// Tint of [`BLUE`].
pub const BLUE_SOFT: Color32 = rgb(0xE6_EF_FB);
/// Done, in order.
pub const GREEN: Color32 = rgb(0x06_6B_4B);
/// Tint of [`GREEN`].
pub const GREEN_SOFT: Color32 = rgb(0xE1_F5_EC);
/// Under way, late, take care.
pub const AMBER: Color32 = rgb(0x93_3E_08);
/// Tint of [`AMBER`].
pub const AMBER_SOFT: Color32 = rgb(0xFD_F0_DC);
/// Alarm, overdue, destructive.
pub const RED: Color32 = rgb(0xB4_12_1B);
/// Tint of [`RED`].
pub const RED_SOFT: Color32 = rgb(0xFD_E8_E8);
/// Ground of the header bar.
pub const NAVY: Color32 = rgb(0x0B_1F_3A);
/// Second line of text on [`NAVY`].
pub const NAVY_TEXT: Color32 = rgb(0xC4_D3_E8);
/// Ground of the property's mark in the header.
pub const MARK: Color32 = rgb(0x1D_6F_E0);
/// A light that says "on line" on [`NAVY`]; never without its word.
pub const ONLINE: Color32 = rgb(0x3D_D6_8C);
/// Ground of keys that are not letters.
pub const KEY: Color32 = rgb(0xDD_E3_EB);
/// Lower edge of a key.
pub const KEY_EDGE: Color32 = rgb(0xB9_C3_D0);
/// A white control under the mouse.
pub const HOVER: Color32 = rgb(0xF0_F5_FC);
/// Ground of selected text.
pub const SELECTION: Color32 = rgb(0xBF_D7_F7);
/// Second line of text on [`RED`].
pub const RED_TEXT: Color32 = rgb(0xFF_E3_E3);
/// Second line of text on [`AMBER`].
pub const AMBER_TEXT: Color32 = rgb(0xFF_EB_D2);
/// Second line of text on [`GREEN`].
pub const GREEN_TEXT: Color32 = rgb(0xDF_F5_EB);
/// Ground of a disabled button.
pub const DISABLED: Color32 = rgb(0xE6_EA_F0);
/// Line between the rows of a list.
pub const ROW_LINE: Color32 = rgb(0xE8_EC_F1);

/// Ground of the drawing of the property: outside.
pub const MAP_GROUND: Color32 = rgb(0xE9_F1_EA);
/// A road or square on it.
pub const MAP_ROAD: Color32 = rgb(0xD8_DE_E6);
/// A building on it.
pub const MAP_BUILDING: Color32 = rgb(0xFB_F6_EA);
/// A room in it.
pub const MAP_ROOM: Color32 = rgb(0xFF_FF_FF);
/// The walls.
pub const MAP_WALL: Color32 = rgb(0x5B_67_7A);

const INK_2_ELDER: Color32 = rgb(0x3A_45_56);
const GREEN_ELDER: Color32 = rgb(0x05_5A_3F);
const AMBER_ELDER: Color32 = rgb(0x7C_33_05);
const RED_ELDER: Color32 = rgb(0x92_0D_15);

/// What a colour means. Nothing depends on it alone (B-06): words or an icon say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Neutral,
    /// Main action, information, what is selected.
    Blue,
    /// Done, in order.
    Green,
    /// Under way, late, take care.
    Amber,
    /// Alarm, overdue, destructive.
    Red,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 5] = [Self::Neutral, Self::Blue, Self::Green, Self::Amber, Self::Red];

    /// Text and icons on [`Tone::soft`] or on white, and the fill under white text.
    pub const fn strong(self, scale: Scale) -> Color32 {
        match (self, scale.high_contrast) {
            (Self::Neutral, false) => INK_2,
            (Self::Neutral, true) => INK_2_ELDER,
            (Self::Blue, _) => BLUE,
            (Self::Green, false) => GREEN,
            (Self::Green, true) => GREEN_ELDER,
            (Self::Amber, false) => AMBER,
            (Self::Amber, true) => AMBER_ELDER,
            (Self::Red, false) => RED,
            (Self::Red, true) => RED_ELDER,
        }
    }

    /// Ground of chips, icons and notices of this tone.
    pub const fn soft(self) -> Color32 {
        match self {
            Self::Neutral => ROW_LINE,
            Self::Blue => BLUE_SOFT,
            Self::Green => GREEN_SOFT,
            Self::Amber => AMBER_SOFT,
            Self::Red => RED_SOFT,
        }
    }

    /// Second line of text on a fill of [`Tone::strong`].
    pub const fn on_strong(self, scale: Scale) -> Color32 {
        match self {
            Self::Neutral => BG,
            Self::Blue => BLUE_SOFT,
            Self::Green if scale.high_contrast => WHITE,
            Self::Green => GREEN_TEXT,
            Self::Amber => AMBER_TEXT,
            Self::Red => RED_TEXT,
        }
    }
}

impl Scale {
    /// Second line of a row, explanations.
    pub const fn ink_2(self) -> Color32 {
        if self.high_contrast { INK_2_ELDER } else { INK_2 }
    }

    /// Times, captions, hints; on white or on [`BG`] only.
    pub const fn ink_3(self) -> Color32 {
        if self.high_contrast { INK_2 } else { INK_3 }
    }
}

/// Every text colour with every ground that a widget of this crate draws it on, by scale.
/// Who draws a new pair adds it here; the test below computes its contrast.
pub fn pairs(scale: Scale) -> Vec<(Color32, Color32)> {
    let mut pairs = vec![
        (INK, CARD),
        (INK, BG),
        (INK, BLUE_SOFT),
        (INK, HOVER),
        (INK, KEY),
        (scale.ink_2(), CARD),
        (scale.ink_2(), BG),
        (scale.ink_2(), ROW_LINE),
        (scale.ink_2(), BLUE_SOFT),
        (scale.ink_2(), DISABLED),
        (BLUE, CARD),
        (scale.ink_3(), CARD),
        (scale.ink_3(), BG),
        (WHITE, NAVY),
        (NAVY_TEXT, NAVY),
        (NAVY, WHITE),
    ];
    for tone in Tone::ALL {
        let strong = tone.strong(scale);
        pairs.extend([(strong, CARD), (strong, tone.soft()), (WHITE, strong)]);
        pairs.push((tone.on_strong(scale), strong));
        pairs.push((tone.strong(scale), BG));
    }
    pairs
}

/// Relative luminance of WCAG 2.1.
fn luminance(colour: Color32) -> f64 {
    let channel = |value: u8| {
        let v = f64::from(value) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b, _] = colour.to_array();
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
}

/// How well one opaque colour stands out from another, from 1 to 21 (WCAG 2.1).
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{DESK, KIOSK};

    #[test]
    fn b06_every_text_can_be_read_on_its_ground() {
        assert!((contrast(WHITE, Color32::BLACK) - 21.0).abs() < 0.01);
        for (scale, least) in [(DESK, 4.5), (KIOSK, 4.5), (KIOSK.elder(), 7.0)] {
            for (text, ground) in pairs(scale) {
                let found = contrast(text, ground);
                assert!(found >= least, "{text:?} on {ground:?} is {found:.2}, not {least}");
            }
        }
    }
}
