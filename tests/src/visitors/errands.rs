//! What visitors come for, and how each goes about it.

use super::strangers::Strangers;
use super::visit::Visit;
use crate::day::Fault;
use crate::harness::Random;
use look::describe::Node;
use look::words::Language;

/// What somebody comes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Errand {
    /// Registers with a Chinese name.
    Chinese,
    /// Registers in English, with signs and accents.
    Foreign,
    /// Registers without a telephone.
    WithoutTelephone,
    /// Finds the company by its name.
    Company,
    /// Has a character that few can read: by its radical.
    RareCharacter,
    /// Goes back, and corrects what the summary shows.
    Corrects,
    /// Changes the language in the middle.
    ChangesLanguage,
    /// Comes with others, one of them a child, in a car.
    Group,
    /// Signs out by code and four digits.
    Leaves,
    /// Was here before: comes by the code of then.
    ComesAgain,
    /// Reports a lost key.
    LostKey,
    /// Reports a key that was found.
    FoundKey,
    /// Touches faces.
    Rates,
    /// Does not agree to the notice.
    Declines,
    /// Leaves in the middle, without a word.
    WalksAway,
}

/// How often each comes, of a hundred.
const SHARES: [(Errand, u64); 15] = [
    (Errand::Chinese, 16),
    (Errand::Foreign, 10),
    (Errand::WithoutTelephone, 6),
    (Errand::Company, 8),
    (Errand::RareCharacter, 5),
    (Errand::Corrects, 7),
    (Errand::ChangesLanguage, 6),
    (Errand::Group, 5),
    (Errand::Leaves, 13),
    (Errand::ComesAgain, 5),
    (Errand::LostKey, 6),
    (Errand::FoundKey, 3),
    (Errand::Rates, 5),
    (Errand::Declines, 3),
    (Errand::WalksAway, 2),
];

impl Errand {
    /// One by chance; the first visitors come once for each, so that a short run has all of them.
    pub fn drawn(number: u32, chance: &mut Random, people: &Codes) -> Self {
        let first = usize::try_from(number).ok().and_then(|number| SHARES.get(number.checked_sub(1)?));
        let mut drawn = chance.below(SHARES.iter().map(|(_, share)| share).sum());
        let by_chance = SHARES.iter().find(|(_, share)| {
            let here = drawn < *share;
            drawn = drawn.saturating_sub(*share);
            here
        });
        match first.or(by_chance) {
            Some((Self::Leaves, _)) if people.inside.is_empty() => Self::Chinese,
            Some((Self::ComesAgain, _)) if people.gone.is_empty() => Self::Chinese,
            Some((errand, _)) => *errand,
            None => Self::Chinese,
        }
    }

    /// In a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Chinese => "registers by pinyin",
            Self::Foreign => "registers by Latin letters",
            Self::WithoutTelephone => "registers without a telephone",
            Self::Company => "finds the company by its name",
            Self::RareCharacter => "has a rare character, by radical",
            Self::Corrects => "goes back and corrects",
            Self::ChangesLanguage => "changes the language in the middle",
            Self::Group => "comes with others, in a car",
            Self::Leaves => "signs out by code and four digits",
            Self::ComesAgain => "comes again by code and four digits",
            Self::LostKey => "reports a lost key",
            Self::FoundKey => "reports a found key",
            Self::Rates => "touches faces",
            Self::Declines => "does not agree to the notice",
            Self::WalksAway => "walks away in the middle",
        }
    }
}

/// Who can be recognised by a code, as they were told it.
#[derive(Default)]
pub struct Codes {
    /// Those who are in the building.
    inside: Vec<Digits>,
    /// Those who have left.
    gone: Vec<Digits>,
}

/// What somebody types to be recognised.
struct Digits {
    code: String,
    /// The last four of their telephone.
    four: String,
}

impl Digits {
    fn typed(&self) -> String {
        format!("{}{}", self.code, self.four)
    }
}

impl Codes {
    /// More people than this are not remembered: they leave some other day.
    pub fn keep_few(&mut self) {
        for people in [&mut self.inside, &mut self.gone] {
            if people.len() > 20 {
                people.remove(0);
            }
        }
    }
}

/// Who registers.
struct Registering {
    name: String,
    telephone: Option<String>,
}

/// Does all of it, to the home page again.
///
/// # Errors
/// What the visitor looked for did not come, with what was on the screen instead.
pub fn run(errand: Errand, visit: &mut Visit<'_>, people: &Strangers, chance: &mut Random, codes: &mut Codes) -> Result<(), Fault> {
    match errand {
        Errand::Chinese | Errand::WithoutTelephone | Errand::Corrects | Errand::ChangesLanguage | Errand::Group => {
            let (name, letters) = people.chinese(chance);
            begins(visit, Language::ZhHans, &name)?;
            visit.types_pinyin(&letters, &name)?;
            let telephone = (errand != Errand::WithoutTelephone).then(|| Strangers::telephone(chance));
            if errand == Errand::ChangesLanguage {
                let other = *chance.one_of(&[Language::En, Language::ZhHant]);
                visit.chooses(other)?;
                visit.has_written(&name)?;
            }
            registers(visit, people, chance, Registering { name, telephone }, errand, codes)
        }
        Errand::RareCharacter => {
            let (name, letters) = ("王翀".to_owned(), "wang");
            begins(visit, Language::ZhHans, &name)?;
            visit.types_pinyin(letters, "王")?;
            by_radical(visit)?;
            visit.has_written(&name)?;
            let telephone = Some(Strangers::telephone(chance));
            registers(visit, people, chance, Registering { name, telephone }, errand, codes)
        }
        Errand::Foreign | Errand::Company => {
            let name = Strangers::foreign(chance);
            begins(visit, Language::En, &name)?;
            visit.types_latin(&name)?;
            visit.has_written(&name)?;
            let telephone = Some(Strangers::telephone(chance));
            registers(visit, people, chance, Registering { name, telephone }, errand, codes)
        }
        Errand::Leaves => leaves(visit, codes),
        Errand::ComesAgain => comes_again(visit, codes),
        Errand::LostKey => loses_a_key(visit, people, chance),
        Errand::FoundKey => finds_a_key(visit, chance),
        Errand::Rates => rates(visit, chance),
        Errand::Declines => {
            visit.touch(visit.words().kiosk.shell.visitor)?;
            visit.touch(visit.words().kiosk.visitor.disagree)?;
            visit.sees(visit.words().kiosk.visitor.declined)?;
            visit.goes_home()
        }
        Errand::WalksAway => {
            let (name, letters) = people.chinese(chance);
            begins(visit, Language::ZhHans, &name)?;
            visit.types_pinyin(&letters, &name)?;
            visit.walks_away()
        }
    }
}

fn begins(visit: &mut Visit<'_>, language: Language, name: &str) -> Result<(), Fault> {
    visit.marks(name);
    if language != Language::ZhHans {
        visit.chooses(language)?;
    }
    let words = &visit.words().kiosk;
    visit.touch(words.shell.visitor)?;
    visit.touch(words.visitor.agree)?;
    visit.sees(words.visitor.name)
}

/// 羽 has six strokes, and 翀 four beside it.
fn by_radical(visit: &mut Visit<'_>) -> Result<(), Fault> {
    let keys = &visit.words().keyboard;
    visit.touch(keys.radicals_name)?;
    visit.touch(&(keys.strokes_of_radical)(6))?;
    finds(visit, &(keys.radical)("羽"))?;
    visit.touch(&(keys.rest)(4))?;
    finds(visit, &(keys.candidate)("翀"))
}

fn finds(visit: &mut Visit<'_>, name: &str) -> Result<(), Fault> {
    for _ in 0..9 {
        if visit.can_touch(name) {
            break;
        }
        visit.touch(visit.words().keyboard.more)?;
    }
    visit.touch(name)
}

fn registers(
    visit: &mut Visit<'_>,
    people: &Strangers,
    chance: &mut Random,
    who: Registering,
    errand: Errand,
    codes: &mut Codes,
) -> Result<(), Fault> {
    let words = &visit.words().kiosk.visitor;
    visit.goes_on_to(words.telephone)?;
    match &who.telephone {
        Some(number) => {
            visit.marks(number);
            visit.types_digits(number)?;
            visit.goes_on_to(words.whom)?;
        }
        None => {
            visit.touch(words.no_telephone)?;
            visit.sees(words.whom)?;
        }
    }
    let unit = people.unit(chance);
    if errand == Errand::Company {
        visit.types_latin_as_shown(&unit.word)?;
    } else {
        visit.types_digits(&unit.number)?;
    }
    visit.touch_with(&unit.number)?;
    visit.sees(words.person)?;
    visit.goes_on_to(words.purpose)?;
    says_why(visit, chance, errand)?;
    visit.sees(&who.name)?;
    let telephone = if errand == Errand::Corrects { corrects(visit, chance)? } else { who.telephone };
    visit.touch(words.submit)?;
    visit.sees(words.confirmed)?;
    if let Some(four) = telephone.as_deref().and_then(|number| number.get(number.len().saturating_sub(4)..)) {
        codes.inside.push(Digits { code: code(visit)?, four: four.to_owned() });
    }
    visit.goes_home()
}

/// What for, how many, and how they came.
fn says_why(visit: &mut Visit<'_>, chance: &mut Random, errand: Errand) -> Result<(), Fault> {
    let words = &visit.words().kiosk.visitor;
    if errand == Errand::Group {
        visit.touch(words.purposes[0])?;
        for more in [words.people, words.people, words.children] {
            visit.touch(&(words.more)(more))?;
        }
        visit.touch(words.by_car)?;
        visit.goes_on_to(words.plate)?;
        visit.marks("粤B");
        visit.touch("粤")?;
        visit.types_latin_as_shown("b")?;
        visit.types_digits(&format!("{:05}", chance.below(100_000)))?;
        return visit.goes_on_to(words.summary);
    }
    let purpose = usize::try_from(chance.below(6)).unwrap_or_default();
    visit.touch(words.purposes[purpose])?;
    // Who delivers or works here is asked for their company, and need not say it.
    if !matches!(purpose, 3 | 4) {
        return visit.goes_on_to(words.summary);
    }
    visit.goes_on_to(words.company)?;
    visit.touch(words.skip)?;
    visit.sees(words.summary)
}

/// The visit code, from the page that shows it.
fn code(visit: &Visit<'_>) -> Result<String, Fault> {
    let words = &visit.words().kiosk.visitor;
    visit.reads("the visit code", |nodes| nodes.iter().find_map(|node| code_in(node, words.code_is)))
}

/// From the summary back to the telephone, of which the last four digits were wrong.
fn corrects(visit: &mut Visit<'_>, chance: &mut Random) -> Result<Option<String>, Fault> {
    let words = &visit.words().kiosk.visitor;
    visit.touch(&(words.change)(words.telephone_label))?;
    visit.sees(words.telephone)?;
    for _ in 0..4 {
        visit.touch(visit.words().keyboard.delete)?;
    }
    let four = format!("{:04}", chance.below(10_000));
    visit.types_digits(&four)?;
    visit.goes_on_to(words.summary)?;
    visit.goes_back_to(words.purpose)?;
    visit.goes_on_to(words.summary)?;
    let telephone = format!("1390000{four}");
    visit.sees(&telephone)?;
    visit.marks(&telephone);
    Ok(Some(telephone))
}

fn code_in(node: &Node, said: fn(&str) -> String) -> Option<String> {
    let frame = said("|");
    let (before, after) = frame.split_once('|')?;
    let digits = node.name.strip_prefix(before)?.strip_suffix(after)?;
    let is_code = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == ' ');
    is_code.then(|| digits.replace(' ', ""))
}

fn leaves(visit: &mut Visit<'_>, codes: &mut Codes) -> Result<(), Fault> {
    let words = &visit.words().kiosk;
    let Some(gone) = codes.inside.pop() else { return Err(Fault::new("nobody is inside")) };
    visit.touch(words.shell.leave)?;
    visit.sees(words.leave.code)?;
    visit.marks(&gone.typed());
    visit.types_digits(&gone.typed())?;
    visit.touch(words.leave.submit)?;
    visit.sees(words.leave.thanks)?;
    codes.gone.push(gone);
    visit.goes_home()
}

fn comes_again(visit: &mut Visit<'_>, codes: &mut Codes) -> Result<(), Fault> {
    let words = &visit.words().kiosk;
    let Some(Digits { code: known, four }) = codes.gone.pop() else { return Err(Fault::new("nobody was here before")) };
    visit.touch(words.shell.visitor)?;
    visit.touch(words.visitor.agree)?;
    visit.touch(words.visitor.known_way)?;
    visit.sees(words.visitor.known)?;
    visit.marks(&known);
    visit.types_digits(&(known + &four))?;
    visit.touch(words.visitor.known_submit)?;
    visit.sees(words.visitor.confirmed)?;
    codes.inside.push(Digits { code: code(visit)?, four });
    visit.goes_home()
}

fn finds_a_key(visit: &mut Visit<'_>, chance: &mut Random) -> Result<(), Fault> {
    let words = &visit.words().kiosk;
    let key = &words.lost_key;
    visit.touch(words.shell.lost_key)?;
    visit.touch(key.found)?;
    visit.sees(key.found_kind)?;
    visit.touch(key.kinds[usize::try_from(chance.below(4)).unwrap_or_default()])?;
    visit.sees(key.found_where)?;
    visit.types_pinyin("dianti", "电梯")?;
    visit.goes_on_to(key.found_place)?;
    visit.touch(key.found_places[usize::try_from(chance.below(2)).unwrap_or_default()])?;
    visit.sees(key.found_who_name)?;
    visit.touch(key.found_submit)?;
    visit.sees(key.confirmed)?;
    visit.goes_home()
}

fn loses_a_key(visit: &mut Visit<'_>, people: &Strangers, chance: &mut Random) -> Result<(), Fault> {
    let words = &visit.words().kiosk;
    let (name, letters) = people.chinese(chance);
    visit.marks(&name);
    visit.touch(words.shell.lost_key)?;
    visit.touch(words.lost_key.lost)?;
    visit.sees(words.lost_key.unit)?;
    let unit = people.unit(chance);
    visit.types_digits(&unit.number)?;
    visit.touch_with(&unit.number)?;
    visit.sees(words.lost_key.kind)?;
    visit.touch(words.lost_key.kinds[usize::try_from(chance.below(4)).unwrap_or_default()])?;
    visit.sees(words.lost_key.when)?;
    visit.touch(words.lost_key.whens[0])?;
    visit.touch(words.lost_key.places[0])?;
    visit.goes_on_to(words.lost_key.name)?;
    visit.types_pinyin(&letters, &name)?;
    visit.goes_on_to(words.lost_key.summary)?;
    visit.touch(words.lost_key.submit)?;
    visit.sees(words.lost_key.confirmed)?;
    visit.goes_home()
}

fn rates(visit: &mut Visit<'_>, chance: &mut Random) -> Result<(), Fault> {
    let words = &visit.words().kiosk;
    visit.touch(words.shell.survey)?;
    for step in 1..=3 {
        let said = (1..=40).map(|of| (words.shell.step)(step, of)).collect::<Vec<_>>();
        visit.reads("the next service", |nodes| nodes.iter().any(|n| said.contains(&n.name)).then_some(()))?;
        visit.touch(words.survey.faces[usize::try_from(chance.below(4)).unwrap_or_default()])?;
    }
    if visit.can_touch(words.survey.enough) {
        visit.touch(words.survey.enough)?;
    }
    visit.sees(words.survey.no_reason)?;
    visit.touch(words.survey.no_reason)?;
    visit.touch(words.survey.without_word)?;
    visit.sees(words.survey.thanks)?;
    visit.goes_home()
}
