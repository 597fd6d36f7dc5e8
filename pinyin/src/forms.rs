//! Simplified characters and their traditional forms.
//!
//! `data/forms.tsv`: a simplified character, its traditional forms in given names, the usual one
//! first; where a surname is written otherwise (范 stays 范), that.

use std::sync::OnceLock;

static FORMS: &str = include_str!("../data/forms.tsv");

/// How names are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// 简体.
    #[default]
    Simplified,
    /// 繁體: candidates are offered in their traditional forms; the simplified ones stand behind.
    Traditional,
}

struct Forms {
    simplified: char,
    given: &'static str,
    surname: Option<char>,
}

fn table() -> &'static Vec<Forms> {
    static TABLE: OnceLock<Vec<Forms>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let line = |line: &'static str| {
            let mut columns = line.split('\t');
            let simplified = columns.next()?.chars().next()?;
            let given = columns.next()?;
            Some(Forms {
                simplified,
                given,
                surname: columns.next().and_then(|column| column.chars().next()),
            })
        };
        FORMS.lines().filter_map(line).collect()
    })
}

fn find(character: char) -> Option<&'static Forms> {
    let place = table().binary_search_by_key(&character, |forms| forms.simplified).ok()?;
    table().get(place)
}

impl Script {
    /// How a surname's character is written.
    pub fn in_surname(self, character: char) -> char {
        match self {
            Self::Simplified => character,
            Self::Traditional => {
                find(character).and_then(|forms| forms.surname.or_else(|| forms.given.chars().next())).unwrap_or(character)
            }
        }
    }

    /// How a given name's character is written.
    pub fn in_given(self, character: char) -> char {
        self.all(character).next().unwrap_or(character)
    }

    /// All forms of a character, the usual first; none that is missing here is only simplified.
    pub fn all(self, character: char) -> impl Iterator<Item = char> {
        let forms = match self {
            Self::Simplified => None,
            Self::Traditional => find(character).map(|forms| forms.given),
        };
        let itself = forms.is_none().then_some(character);
        forms.unwrap_or("").chars().chain(itself)
    }

    /// Whether this character has just one form.
    pub fn is_sure(self, character: char) -> bool {
        self.all(character).nth(1).is_none()
    }
}

/// Every traditional form.
pub fn all() -> impl Iterator<Item = char> {
    table().iter().flat_map(|forms| forms.given.chars().chain(forms.surname))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_may_be_written_otherwise_than_a_given_name() {
        for (simplified, surname, given) in [
            ('张', '張', '張'),
            ('范', '范', '範'),
            ('于', '于', '於'),
            ('叶', '葉', '葉'),
            ('钟', '鍾', '鍾'),
            ('云', '雲', '雲'),
            ('杰', '傑', '傑'),
            ('志', '志', '志'),
            ('王', '王', '王'),
            ('峰', '峰', '峰'),
        ] {
            let script = Script::Traditional;
            assert_eq!((script.in_surname(simplified), script.in_given(simplified)), (surname, given), "{simplified}");
            let script = Script::Simplified;
            assert_eq!((script.in_surname(simplified), script.in_given(simplified)), (simplified, simplified));
        }
        assert!(Script::Traditional.all('钟').eq(['鍾', '鐘', '鈡']));
    }
}
