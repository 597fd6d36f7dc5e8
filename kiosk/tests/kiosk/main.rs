//! The kiosk, driven headless by taps and by what the link would tell. The clock is the
//! test's own, and nothing sleeps.

mod ahead;
mod attract;
mod devices;
mod elder;
mod evacuation;
mod every_page;
mod hall;
mod home;
mod idle;
mod leave;
mod lobby_stops;
mod longest;
mod lost_key;
mod many;
mod measure;
mod photo;
mod pictures;
mod staff;
mod stops;
mod survey;
mod typing;
mod visitor;
