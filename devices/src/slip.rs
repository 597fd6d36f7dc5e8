//! The slip that a visitor takes along (V-1): the visit code, large, its QR code, when, whom, and
//! how to leave. It says nobody's name, and is printed as a picture, so that every printer prints
//! every character of our own font.

mod lettering;

pub use lettering::Faces;

use fast_qr::QRBuilder;
use lettering::{Lettering, Weight};

use crate::picture::Picture;

/// What stands on it, in finished words.
#[derive(Clone, PartialEq, Eq)]
pub struct Slip {
    /// Whose house it is.
    pub property: String,
    /// What it is.
    pub title: String,
    /// The digits that are typed on leaving, in groups.
    pub code: String,
    /// What the QR code holds.
    pub scanned: String,
    /// When, whom: each on a line of its own.
    pub facts: Vec<String>,
    /// How to leave.
    pub leaving: Vec<String>,
}

/// A slip in a log says nothing of what stands on it.
impl std::fmt::Debug for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slip")
    }
}

/// The quiet zone around a QR code, in modules.
const QUIET: usize = 4;

impl Slip {
    /// As it is printed, so many dots wide (576 on paper of 80 mm, 384 on 58 mm).
    #[must_use]
    pub fn picture(&self, faces: &Faces, width: usize) -> Picture {
        let mut picture = Picture::white(width, 0);
        let width = picture.width();
        let unit = width as f32 / 576.0;
        let put = |weight, size: f32| Lettering::new(faces, weight, size * unit);
        let mut part = |lettering: &Lettering<'_>, text: &str, centred: bool| {
            picture.append(&lettering.paragraph(text, width, centred));
        };
        part(&put(Weight::Bold, 34.0), &self.property, true);
        part(&put(Weight::Regular, 26.0), &self.title, true);
        let digits = put(Weight::Bold, 120.0).fitting(&self.code, width);
        part(&digits, &self.code, true);
        picture.append(&self.qr(width));
        let mut part = |lettering: &Lettering<'_>, text: &str| picture.append(&lettering.paragraph(text, width, false));
        for fact in &self.facts {
            part(&put(Weight::Bold, 28.0), fact);
        }
        for line in &self.leaving {
            part(&put(Weight::Regular, 26.0), line);
        }
        picture
    }

    /// The QR code over half the width, in whole dots, with its quiet zone; nothing where it cannot be made.
    fn qr(&self, width: usize) -> Picture {
        let Ok(code) = QRBuilder::new(self.scanned.as_str()).build() else { return Picture::white(width, 0) };
        let modules = code.size + QUIET * 2;
        let side = (width * 11 / 20 / modules).max(1);
        let left = (width - (modules * side).min(width)) / 2;
        let mut picture = Picture::white(width, modules * side);
        for (index, module) in code.data.iter().take(code.size * code.size).enumerate() {
            if module.value() {
                let (row, column) = (index / code.size + QUIET, index % code.size + QUIET);
                picture.fill((left + column * side, row * side), (side, side));
            }
        }
        picture
    }
}

#[cfg(test)]
pub(crate) mod tests;
