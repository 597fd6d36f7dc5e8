//! The property under test

pub mod day;

pub mod harness;
