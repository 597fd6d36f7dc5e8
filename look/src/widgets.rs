//! The widgets: each takes its words as arguments (no phrase lives here), sizes itself by
//! the installed [`Scale`](crate::theme::Scale), and tells screen readers its name and state.
//!
//! Builders end in `ui.add(…)` or, where they return more than a response, `.show(ui)`.

pub mod banner;
pub mod bars;
pub mod button;
pub mod card;
pub mod chip;
pub mod dialog;
pub mod faces;
pub mod field;
pub mod key_value;
pub mod list_row;
pub mod qr;
pub mod segmented;
pub mod steps;
pub mod tile;
pub mod timeline;

pub use banner::Banner;
pub use bars::{Bar, bars};
pub use button::Button;
pub use card::Card;
pub use chip::chip;
pub use dialog::Dialog;
pub use faces::{Face, faces};
pub use field::Field;
pub use key_value::key_values;
pub use list_row::ListRow;
pub use qr::qr;
pub use segmented::segmented;
pub use steps::Step;
pub use tile::{Tile, stacked, tiles};
pub use timeline::{Moment, timeline};
