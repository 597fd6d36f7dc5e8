//! Sounds that many speakers do not tell apart.

use crate::table;

/// Which sounds may stand for each other, in both directions. What is said exactly always comes
/// before what is only alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fuzzy {
    /// zh and z.
    pub zh_z: bool,
    /// ch and c.
    pub ch_c: bool,
    /// sh and s.
    pub sh_s: bool,
    /// n and l at the beginning.
    pub n_l: bool,
    /// ng and n at the end: ang, eng, ing.
    pub ng_n: bool,
}

impl Default for Fuzzy {
    fn default() -> Self {
        Self { zh_z: true, ch_c: true, sh_s: true, n_l: true, ng_n: true }
    }
}

impl Fuzzy {
    /// Nothing but what is said exactly.
    pub const OFF: Self = Self { zh_z: false, ch_c: false, sh_s: false, n_l: false, ng_n: false };

    /// The syllables that sound like this one and are others, in a fixed order.
    pub fn alike(self, syllable: &str) -> Vec<String> {
        let (begin, end) = (self.begin(syllable), self.end(syllable));
        let both = begin.as_deref().and_then(|begin| self.end(begin));
        let mut alike: Vec<String> = [begin, end, both].into_iter().flatten().collect();
        alike.retain(|other| table::knows(other));
        alike
    }

    fn begin(self, syllable: &str) -> Option<String> {
        let pairs = [(self.zh_z, "zh", "z"), (self.ch_c, "ch", "c"), (self.sh_s, "sh", "s"), (self.n_l, "n", "l")];
        pairs.into_iter().filter(|(on, ..)| *on).find_map(|(_, one, other)| {
            let there = syllable.strip_prefix(one).map(|rest| format!("{other}{rest}"));
            there.or_else(|| syllable.strip_prefix(other).map(|rest| format!("{one}{rest}")))
        })
    }

    fn end(self, syllable: &str) -> Option<String> {
        if !self.ng_n {
            return None;
        }
        if let Some(rest) = syllable.strip_suffix("ng") {
            return rest.ends_with(['a', 'e', 'i']).then(|| format!("{rest}n"));
        }
        let takes_g = ["an", "en", "in"].into_iter().any(|end| syllable.ends_with(end));
        takes_g.then(|| format!("{syllable}g"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_pairs_of_sounds_are_alike_in_both_directions() {
        for (syllable, alike) in [
            ("zhang", "zang zhan zan"),
            ("zan", "zhan zang zhang"),
            ("chen", "cen cheng ceng"),
            ("shi", "si"),
            ("nan", "lan nang lang"),
            ("lin", "nin ling ning"),
            ("ling", "ning lin nin"),
            ("wang", "wan"),
            ("hong", ""),
            ("wei", ""),
            ("zuang", "zhuang zuan zhuan"),
        ] {
            assert_eq!(Fuzzy::default().alike(syllable).join(" "), alike, "{syllable}");
        }
    }

    #[test]
    fn each_pair_can_be_turned_off() {
        for syllable in ["zhang", "cen", "shi", "nan", "lin"] {
            assert!(Fuzzy::OFF.alike(syllable).is_empty());
        }
        let only = Fuzzy { sh_s: true, ..Fuzzy::OFF };
        assert_eq!(only.alike("shan"), ["san"]);
        assert!(only.alike("zhan").is_empty());
    }
}
