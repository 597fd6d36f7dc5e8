//! The lobby screens
