//! Who is who: the property's secrets, its certificate authority, one-time codes, PINs.

pub mod authority;
pub mod inventory;
pub mod pairing;
pub mod pin;
pub mod secrets;
pub mod tries;
