//! The keyboard as a person meets it: what letters lead to, over the whole tables.

mod font;
mod held_out;
mod laws;
mod names;
mod taps;
