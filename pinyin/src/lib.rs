//! Letters, strokes and radicals on their way to the characters of a name (B-04, B-05).
//!
//! A person is registered without any input method of the operating system. [`Composition`] holds
//! the letters typed and says what they may mean, whole names first; [`strokes`] and [`radicals`]
//! lead to a character that has no reading or whose reading nobody knows. Nothing is drawn here,
//! nothing is read or kept: the tables in `data/` are part of the program, made by
//! `tools/pinyin/generate.py` from public data whose licences lie beside them.
//!
//! Everything is decided by whole numbers, so equal letters give equal candidates everywhere.

mod candidates;
mod composition;
mod forms;
mod fuzzy;
mod offers;
pub mod radicals;
mod said;
pub mod strokes;
mod syllables;
mod table;
mod whole;

pub use candidates::{Candidate, Meaning};
pub use composition::{Composition, Manner, Writing};
pub use forms::Script;
pub use fuzzy::Fuzzy;
pub use table::characters;

/// Between the parts of a name of more than one (B-04): U+00B7 and no other sign.
pub const SEPARATOR: char = '\u{B7}';
