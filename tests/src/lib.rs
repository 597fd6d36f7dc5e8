//! The property under test

pub mod attack;
pub mod day;
pub mod fault;
pub mod fuzz;

pub mod harness;
pub mod simulation;
pub mod trial;
pub mod visitors;
