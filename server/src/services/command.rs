//! A staff terminal's command as it travels: JSON.

use domain::Command;
use serde_json::Value;
use values::is_legible;

/// The command; `None`: it is none, or a text in it does not show all that is in it, which the
/// terminal has made sure of before it was saved.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Command> {
    let form: Value = serde_json::from_slice(bytes).ok()?;
    if !shows_all(&form) {
        return None;
    }
    serde_json::from_value(form).ok()
}

fn shows_all(form: &Value) -> bool {
    match form {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => is_legible(text),
        Value::Array(items) => items.iter().all(shows_all),
        Value::Object(fields) => fields.iter().all(|(name, field)| is_legible(name) && shows_all(field)),
    }
}
