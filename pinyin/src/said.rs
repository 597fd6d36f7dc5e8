//! Ways to read letters, as they were said, as they may have been meant, and with a last syllable
//! that is only begun.

use crate::fuzzy::Fuzzy;
use crate::syllables::{Way, is_syllable, spelled, ways};
use crate::table;

/// So many ways to say syllables alike are looked at.
const ALIKE_WAYS: usize = 12;

/// A way with its syllables as the table spells them, and where each ends.
pub struct Said {
    /// As the table spells them.
    pub syllables: Vec<String>,
    /// Where each ends among the letters.
    pub ends: Vec<usize>,
}

/// The way as it was typed.
pub fn said(way: &Way<'_>) -> Said {
    Said {
        syllables: way.iter().map(|piece| spelled(piece.letters)).collect(),
        ends: way.iter().map(|piece| piece.end).collect(),
    }
}

/// The way said otherwise: at least one syllable is another that sounds alike.
fn said_alike(way: &Way<'_>, fuzzy: Fuzzy) -> Vec<Said> {
    let mut ways: Vec<(usize, Vec<String>)> = vec![(0, vec![])];
    for piece in way {
        let itself = spelled(piece.letters);
        let others = fuzzy.alike(&itself);
        let known = table::knows(&itself).then_some((0, itself));
        let choices: Vec<(usize, String)> = known.into_iter().chain(others.into_iter().map(|other| (1, other))).collect();
        let longer = ways.iter().flat_map(|(changed, way)| {
            choices
                .iter()
                .map(move |(change, syllable)| (changed + change, [way.as_slice(), std::slice::from_ref(syllable)].concat()))
        });
        ways = longer.collect();
        ways.sort_by_key(|(changed, _)| *changed);
        ways.truncate(ALIKE_WAYS);
    }
    let ends: Vec<usize> = way.iter().map(|piece| piece.end).collect();
    let changed = ways.into_iter().filter(|(changed, _)| *changed > 0);
    changed.map(|(_, syllables)| Said { syllables, ends: ends.clone() }).collect()
}

/// The ways in which at least one syllable is another that sounds alike.
pub fn alike_ways(letters: &str, fuzzy: Fuzzy) -> Vec<Said> {
    if fuzzy == Fuzzy::OFF {
        return vec![];
    }
    let sounds = |syllable: &str| is_syllable(syllable) || !fuzzy.alike(&spelled(syllable)).is_empty();
    ways(letters, sounds).iter().flat_map(|way| said_alike(way, fuzzy)).take(ALIKE_WAYS).collect()
}

/// The way with the letters behind it as the beginning of one more syllable: `zhangw` for 张伟.
pub fn completed(way: &Way<'_>, letters: &str) -> Vec<Said> {
    let begun = &letters[way.last().map_or(0, |piece| piece.end)..];
    if begun.is_empty() {
        return vec![];
    }
    let said = said(way);
    let with = |last: &str| Said {
        syllables: said.syllables.iter().cloned().chain([last.to_owned()]).collect(),
        ends: said.ends.iter().copied().chain([letters.len()]).collect(),
    };
    table::beginning(begun).map(with).collect()
}
