//! The kiosk, driven headless by taps and by what the link would tell. The clock is the
//! test's own, and nothing sleeps.

mod evacuation;
mod every_page;
mod hall;
mod idle;
mod leave;
mod lost_key;
mod pictures;
mod staff;
mod stops;
mod survey;
mod typing;
mod visitor;
