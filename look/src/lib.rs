//! How it looks and speaks: the one place of every colour, size, font, widget and phrase.
//!
//! `look → egui` only: it knows nothing of the network, of records or of rules. A screen
//! calls [`theme::install`] once, asks [`words::words`] for its phrases in the reader's
//! language, and draws with [`widgets`]; a widget takes its words as arguments.

pub mod describe;
pub mod keyboard;
pub mod text;
pub mod theme;
pub mod widgets;
pub mod words;

/// One icon of [`icons`].
pub use egui_material_icons::MaterialIcon as Icon;
/// Every icon that can be drawn, as constants (`icons::ICON_KEY`).
pub use egui_material_icons::icons;

#[cfg(test)]
mod bench;
#[cfg(test)]
mod gallery_test;
