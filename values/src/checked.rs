//! What every checked value shares: one refusal type and the serde plumbing.

use std::fmt;

/// Why a value was not accepted: which kind of value, and what to write instead.
/// The sentence names no part of what was typed, so that it may be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The kind of value in English, as the glossary names it ("telephone").
    pub what: &'static str,
    /// What the person should do, as a sentence without a full stop.
    pub advice: &'static str,
}

impl Invalid {
    pub(crate) const fn new(what: &'static str, advice: &'static str) -> Self {
        Self { what, advice }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a valid {}: {}", self.what, self.advice)
    }
}

impl std::error::Error for Invalid {}

/// Gives a one-string newtype its `TryFrom`, serde through text, `as_str` and `Display`.
/// The type supplies `fn check(&str) -> Result<String, Invalid>`, which also normalises.
/// With `legible: "its name"` what people type must show all that is in it; what was stored
/// before that was asked stays readable, so serde does not ask.
macro_rules! checked_text {
    ($name:ident) => {
        checked_text!($name, |_: &str| Ok(()));
    };
    ($name:ident, legible: $what:literal) => {
        checked_text!($name, |typed: &str| if $crate::is_legible(typed.trim()) {
            Ok(())
        } else {
            Err($crate::Invalid::new($what, "leave out invisible characters, and marks on nothing or without end"))
        });
    };
    ($name:ident, $shows_all:expr) => {
        impl $name {
            /// Parses and normalises; the error says what to write instead.
            pub fn parse(typed: &str) -> Result<Self, $crate::Invalid> {
                $shows_all(typed)?;
                Self::check(typed).map($name)
            }
            /// The value as stored and shown.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = $crate::Invalid;
            fn try_from(typed: String) -> Result<Self, Self::Error> {
                Self::check(&typed).map($name)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// Digits typed full-width (０-９) become ASCII; everything else stays.
pub(crate) fn half_width(typed: &str) -> String {
    typed
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

/// Characters that may never stand in a line of text: controls, bidirectional
/// overrides and zero-width characters, which can make a text read as another.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}
