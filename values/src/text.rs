//! Free text of people, bounded and without hidden characters.

use crate::{Invalid, checked::is_hidden};
use serde::{Deserialize, Serialize};

/// One line of 1 to 200 characters, trimmed, without hidden characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);
checked_text!(Line, legible: "line of text");

impl Line {
    fn check(typed: &str) -> Result<String, Invalid> {
        let line: String = typed.trim().chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect();
        bounded(&line, 200).ok_or(Invalid::new("line of text", "write 1 to 200 characters, without invisible ones"))
    }
}

/// A text of 1 to 2,000 characters over several lines, trimmed, without hidden characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);
checked_text!(Text, legible: "text");

impl Text {
    fn check(typed: &str) -> Result<String, Invalid> {
        let text = typed.trim().replace("\r\n", "\n");
        bounded(&text, 2_000).ok_or(Invalid::new("text", "write 1 to 2,000 characters, without invisible ones"))
    }
}

fn bounded(text: &str, longest: usize) -> Option<String> {
    let length = text.chars().count();
    let hidden = text.chars().any(|c| c != '\n' && is_hidden(c));
    ((1..=longest).contains(&length) && !hidden).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_bounded_and_hides_nothing() {
        assert!(Line::parse("水管漏水").is_ok());
        assert_eq!(Line::parse("a\nb").unwrap().as_str(), "a b");
        assert!(Text::parse("a\r\nb").unwrap().as_str() == "a\nb");
        for bad in ["", "   ", "a\u{200B}b", "a\u{202E}b", "a\u{0}b"] {
            assert!(Line::parse(bad).is_err() && Text::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Line::parse(&"字".repeat(201)).is_err());
        assert!(Text::parse(&"字".repeat(2_001)).is_err());
    }
}
