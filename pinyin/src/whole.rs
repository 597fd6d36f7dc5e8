//! Whole names for syllables, the likeliest first.

use std::collections::BTreeSet;

use crate::forms::Script;
use crate::table::{self, Cost, Given, RARE};

/// So many surnames, and characters at each place of a given name, are put together.
const TOP: usize = 24;
/// How much less likely it is that a character is said twice than that it stands alone (娜娜).
const TWICE: Cost = 15;
/// What a given name costs beside its characters, because part of all names are in the list of
/// pairs, or have only one character.
const APART: Cost = 3;

/// A name, or the given part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its characters, simplified.
    pub characters: Vec<char>,
    /// How many of them are the surname's.
    pub surname: usize,
    /// How unlikely it is.
    pub cost: Cost,
}

impl Name {
    /// As it is written.
    pub fn text(&self, script: Script) -> String {
        let (surname, given) = self.characters.split_at(self.surname);
        let surname = surname.iter().map(|character| script.in_surname(*character));
        surname.chain(given.iter().map(|character| script.in_given(*character))).collect()
    }
}

/// The likeliest names for these syllables, at most `most`: a surname of one character or two, and
/// what may follow. Empty where no surname is said so.
pub fn names(said: &[String], most: usize) -> Vec<Name> {
    let mut found = vec![];
    if let [first, second, rest @ ..] = said {
        let surnames = table::double_surnames(first, second).map(|(surname, cost)| (surname.to_vec(), cost));
        found.extend(put_together(surnames.collect(), rest, most));
    }
    if let [first, rest @ ..] = said {
        let mut surnames: Vec<_> = table::surnames(first).map(|(surname, cost)| (vec![surname], cost)).collect();
        if surnames.is_empty() {
            surnames.extend(table::given(first).take(1).map(|given| (vec![given.character], RARE)));
        }
        surnames.truncate(TOP);
        found.extend(put_together(surnames, rest, most));
    }
    best(found, most)
}

fn put_together(surnames: Vec<(Vec<char>, Cost)>, rest: &[String], most: usize) -> Vec<Name> {
    if surnames.is_empty() || rest.is_empty() {
        return vec![];
    }
    let given = given_names(rest, most);
    let with = |((surname, cost), given): (&(Vec<char>, Cost), &Name)| Name {
        characters: [surname.as_slice(), &given.characters].concat(),
        surname: surname.len(),
        cost: cost + given.cost,
    };
    likely_pairs(&surnames, &given, most).map(with).collect()
}

/// Pairs out of two lists in order, without those that `most` others are likelier than or as likely as.
fn likely_pairs<'a, A, B>(firsts: &'a [A], lasts: &'a [B], most: usize) -> impl Iterator<Item = (&'a A, &'a B)> {
    let row = move |(place, first): (usize, &'a A)| lasts.iter().take(most / (place + 1)).map(move |last| (first, last));
    firsts.iter().take(most).enumerate().flat_map(row)
}

fn best(mut found: Vec<Name>, most: usize) -> Vec<Name> {
    found.sort_by_key(|name| name.cost);
    let mut seen = BTreeSet::new();
    found.retain(|name| seen.insert(name.characters.clone()));
    found.truncate(most);
    found
}

/// The likeliest given names for these syllables, at most `most`.
pub fn given_names(said: &[String], most: usize) -> Vec<Name> {
    let found = match said {
        [] => vec![],
        [one] => alone(one),
        [first, second] => two(first, second, most),
        [first, second, rest @ ..] => {
            let (start, end) = (given_names(&[first.clone(), second.clone()], 1), given_names(rest, 1));
            let both = start.into_iter().zip(end);
            both.map(|(start, end)| name(&[start.characters, end.characters].concat(), start.cost + end.cost)).collect()
        }
    };
    best(found, most)
}

fn name(characters: &[char], cost: Cost) -> Name {
    Name { characters: characters.to_vec(), surname: 0, cost }
}

fn alone(syllable: &str) -> Vec<Name> {
    likeliest(syllable, |given| given.alone)
        .into_iter()
        .map(|(character, cost)| name(&[character], cost + APART))
        .collect()
}

fn two(first: &str, second: &str, most: usize) -> Vec<Name> {
    let mut found: Vec<Name> = table::given_pairs(first, second).map(|(pair, cost)| name(&pair, cost)).collect();
    let firsts = likeliest(first, |given| given.first);
    let lasts = likeliest(second, |given| given.last);
    let apart = likely_pairs(&firsts, &lasts, most);
    found.extend(apart.map(|((start, start_cost), (end, end_cost))| name(&[*start, *end], start_cost + end_cost + APART)));
    if first == second {
        let twice = likeliest(first, |given| given.alone);
        found.extend(twice.into_iter().map(|(character, cost)| name(&[character; 2], cost + TWICE)));
    }
    found
}

/// The likeliest characters at a place; for a syllable that no given name has, the commonest.
fn likeliest(syllable: &str, place: fn(&Given) -> Cost) -> Vec<(char, Cost)> {
    let mut found: Vec<(char, Cost)> = table::given(syllable).map(|given| (given.character, place(&given))).collect();
    found.sort_by_key(|(_, cost)| *cost);
    found.truncate(TOP);
    if found.is_empty() { table::others(syllable).take(1).map(|other| (other, RARE)).collect() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(syllables: &str) -> Vec<String> {
        syllables.split('-').map(str::to_owned).collect()
    }

    #[test]
    fn the_likeliest_name_comes_first() {
        for (syllables, best) in [
            ("zhang-san", "张三"),
            ("ou-yang-na-na", "欧阳娜娜"),
            ("wang-xiu-ying", "王秀英"),
            ("zhang-zhi-qiang", "张志强"),
            ("zhou-hao-ran", "周浩然"),
            ("li-jian-guo", "李建国"),
            ("zhu-ge-liang", "诸葛亮"),
        ] {
            assert_eq!(names(&said(syllables), 5)[0].text(Script::Simplified), best, "{syllables}");
        }
        assert!(names(&said("wang"), 5).is_empty());
    }

    #[test]
    fn names_come_in_the_order_of_their_costs_and_each_once() {
        for syllables in ["wei", "zhi-wei", "na-na", "yi-ming", "xin-yi-an"] {
            let found = given_names(&said(syllables), 20);
            assert!(found.windows(2).all(|two| two[0].cost <= two[1].cost), "{syllables}");
            let once: BTreeSet<_> = found.iter().map(|name| &name.characters).collect();
            assert_eq!(once.len(), found.len(), "{syllables}");
        }
    }

    #[test]
    fn surnames_are_written_in_their_own_traditional_form() {
        let name = &names(&said("fan-wei-jie"), 5)[0];
        assert!(name.text(Script::Traditional).starts_with('范'));
        assert_eq!(names(&said("zhang-wei"), 5)[0].text(Script::Traditional), "張偉");
    }
}
