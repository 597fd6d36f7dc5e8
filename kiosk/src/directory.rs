//! The directory of the lobby: units, floors, companies, never a resident's name (B-02).

use look::words::Language;
use look::words::kiosk::TypingWords;
use proto::v1::{DirectoryUnit, Phrase};

/// A phrase in `language`, or in the other one where the property has not said it.
#[must_use]
pub fn said(phrase: Option<&Phrase>, language: Language) -> &str {
    let Some(phrase) = phrase else { return "" };
    let (first, second) = match language {
        Language::ZhHant if !phrase.hant.is_empty() => (&phrase.hant, &phrase.zh),
        Language::ZhHans | Language::ZhHant => (&phrase.zh, &phrase.en),
        Language::En => (&phrase.en, &phrase.zh),
    };
    if first.is_empty() { second } else { first }
}

/// The units that `typed` may mean, best first: the number on the door, its beginning, the
/// floor ("12F", "12楼", "12层"), the company's name in either language, any part of the number.
#[must_use]
pub fn search<'a>(directory: &'a [DirectoryUnit], typed: &str) -> Vec<&'a DirectoryUnit> {
    let wanted = plain(typed);
    let wanted = wanted.trim_end_matches(['室', '号']);
    if wanted.is_empty() {
        return vec![];
    }
    let mut found: Vec<(u8, &DirectoryUnit)> = directory.iter().filter_map(|unit| rank(unit, wanted).map(|rank| (rank, unit))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, unit)| unit).collect()
}

fn rank(unit: &DirectoryUnit, wanted: &str) -> Option<u8> {
    let number = plain(&unit.number);
    let company = |phrase: &Phrase| plain(&phrase.zh).contains(wanted) || plain(&phrase.en).contains(wanted);
    if number == wanted {
        Some(0)
    } else if is_floor(wanted) && floor(&plain(&unit.floor)) == floor(wanted) {
        Some(1)
    } else if number.starts_with(wanted) {
        Some(2)
    } else if unit.company.as_ref().is_some_and(company) {
        Some(3)
    } else if number.contains(wanted) {
        Some(4)
    } else {
        None
    }
}

/// Lower case, half-width, without spaces: how names are compared.
fn plain(text: &str) -> String {
    let half_width = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{3000}')
        .map(half_width)
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_floor(text: &str) -> bool {
    let number = floor(text);
    number.len() < text.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == 'b')
}

fn floor(text: &str) -> &str {
    text.trim_end_matches(['f', '楼', '层'])
}

/// The unit with this number.
#[must_use]
pub fn unit<'a>(directory: &'a [DirectoryUnit], number: &str) -> Option<&'a DirectoryUnit> {
    directory.iter().find(|unit| unit.number == number)
}

/// The two lines under which a unit is shown: who is in it, and where it is.
#[must_use]
pub fn lines(unit: &DirectoryUnit, language: Language, words: &TypingWords) -> (String, String) {
    let place = (words.unit)(&unit.floor, &unit.number);
    match said(unit.company.as_ref(), language) {
        "" => (place, words.private_unit.to_owned()),
        company => (company.to_owned(), place),
    }
}

/// One line for a summary.
#[must_use]
pub fn line(directory: &[DirectoryUnit], number: &str, language: Language) -> String {
    let company = unit(directory, number).map_or("", |unit| said(unit.company.as_ref(), language));
    if company.is_empty() { number.to_owned() } else { format!("{number} {company}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Vec<DirectoryUnit> {
        let company = |zh: &str, en: &str| Some(Phrase { zh: zh.into(), en: en.into(), hant: String::new() });
        [
            ("101", "1F", company("望舒咖啡馆", "Wangshu Coffee House")),
            ("1206", "12F", company("橘颂贸易有限公司", "Jusong Trading Co., Ltd.")),
            ("1207", "12F", None),
            ("2120", "21F", company("一二〇六工作室", "")),
        ]
        .map(|(number, floor, company)| DirectoryUnit { number: number.into(), floor: floor.into(), company })
        .into()
    }

    #[test]
    fn a_unit_is_found_by_number_floor_or_company() {
        let directory = directory();
        for (typed, numbers) in [
            ("", vec![]),
            ("1206", vec!["1206"]),
            ("１２０６", vec!["1206"]),
            ("12", vec!["1206", "1207", "2120"]),
            ("12楼", vec!["1206", "1207"]),
            ("12f", vec!["1206", "1207"]),
            ("橘颂", vec!["1206"]),
            ("jusong trading", vec!["1206"]),
            ("COFFEE", vec!["101"]),
            ("1207室", vec!["1207"]),
            ("王", vec![]),
        ] {
            let found: Vec<&str> = search(&directory, typed).iter().map(|unit| unit.number.as_str()).collect();
            assert_eq!(found, numbers, "{typed}");
        }
    }

    #[test]
    fn a_phrase_that_is_missing_is_said_in_the_other_language() {
        let phrase = Phrase { zh: "前台".into(), ..Phrase::default() };
        assert_eq!(said(Some(&phrase), Language::En), "前台");
        assert_eq!(said(None, Language::En), "");
        assert_eq!(line(&directory(), "1206", Language::ZhHans), "1206 橘颂贸易有限公司");
        assert_eq!(line(&directory(), "9999", Language::ZhHans), "9999");
    }
}
