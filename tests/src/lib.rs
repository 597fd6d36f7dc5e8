//! The property under test
