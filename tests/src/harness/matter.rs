//! A matter of made-up contents.

use super::{name, words};
use domain::registers::matters::{Class, Command, Matter, MatterKind};
use values::Id;

/// Takes a small request.
#[must_use]
pub fn request(matter: Id<Matter>) -> Command {
    Command::Take {
        matter,
        kind: MatterKind::Request,
        class: Class::Minor,
        unit: None,
        contact: name("样本来电人"),
        telephone: None,
        what: words("样本事项"),
        about: None,
        due_at: None,
    }
}
