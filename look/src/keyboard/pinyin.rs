//! Pinyin letters on their way to characters: whole names first, then a surname of two
//! syllables, then single characters; the letters themselves come last, so that nothing
//! that was typed is ever lost.

use super::table::{characters, double_surnames, segmentations, surnames, words};

/// How many guesses for everything typed stand before the single characters.
const GUESSES: usize = 5;
/// After how many of them, or of the single characters, other ways to split the letters follow.
const BEFORE_OTHER_WAYS: usize = 3;

/// Something that the letters may mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What goes into the field.
    pub text: String,
    /// How many of the letters it uses up, from the first.
    pub letters: usize,
}

/// Letters that are not yet characters.
#[derive(Default)]
pub struct Composition {
    letters: String,
}

/// Says how many letters, never which: they are on their way to a person's name.
impl std::fmt::Debug for Composition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Composition of {} letters", self.letters.len())
    }
}

impl Composition {
    /// One more letter.
    pub fn push(&mut self, letter: char) {
        self.letters.push(letter);
    }

    /// Takes back the last letter; false if there was none.
    pub fn pop(&mut self) -> bool {
        self.letters.pop().is_some()
    }

    /// Whether there are no letters.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// The letters as they are shown: split into syllables, `v` as ü.
    pub fn shown(&self) -> String {
        let (way, rest) = self.head();
        let mut shown = way.join("'");
        if !rest.is_empty() {
            shown.push_str(if shown.is_empty() { "" } else { "'" });
            shown.push_str(rest);
        }
        shown.replace('v', "ü")
    }

    /// Everything the letters may mean, best first. `before` is the text in front of them:
    /// where it is empty a surname is expected. Never empty while there are letters.
    pub fn candidates(&self, before: &str) -> Vec<Candidate> {
        if self.is_empty() {
            return vec![];
        }
        let at_start = before.is_empty();
        let (way, rest) = self.head();
        let whole = self.letters.len() - rest.len();
        let mut main = Found::default();
        if way.len() > 1 {
            for text in guesses(&way, at_start).into_iter().take(GUESSES) {
                main.add(text, whole);
            }
        }
        if let [first, second, ..] = way.as_slice() {
            let used = first.len() + second.len();
            let surnames = if at_start { double_surnames(first, second) } else { vec![] };
            for text in surnames.into_iter().chain(words(first, second)) {
                main.add(text, used);
            }
        }
        if let Some(first) = way.first() {
            let surnames: Vec<char> = if at_start { surnames(first).collect() } else { vec![] };
            for character in surnames.into_iter().chain(characters(first)) {
                main.add(character.to_string(), first.len());
            }
        }
        // 李安 is as likely for `lian` as 连; longer ways to read a whole name are not.
        let others = segmentations(&self.letters[..whole]).into_iter().skip(1);
        let others = others.filter(|other| way.len() == 1 || other.len() == way.len());
        let others = others.filter_map(|other| guesses(&other, at_start).into_iter().next());
        let mut rest = main.list.split_off(main.list.len().min(BEFORE_OTHER_WAYS));
        let mut found = main;
        for text in others {
            found.add(text, whole);
        }
        for candidate in rest.drain(..) {
            if !found.list.contains(&candidate) {
                found.list.push(candidate);
            }
        }
        found.add(self.letters.clone(), self.letters.len());
        found.list
    }

    /// Puts a candidate at the end of `text` and keeps the letters that it did not use.
    pub fn take(&mut self, candidate: &Candidate, text: &mut String) {
        let used = candidate.letters.min(self.letters.len());
        self.letters.drain(..used);
        text.push_str(&candidate.text);
    }

    /// Puts the letters themselves at the end of `text`.
    pub fn take_letters(&mut self, text: &mut String) {
        text.push_str(&std::mem::take(&mut self.letters));
    }

    /// The longest beginning that is whole syllables, and what is left of the letters.
    fn head(&self) -> (Vec<&str>, &str) {
        for end in (1..=self.letters.len()).rev() {
            let ways = segmentations(&self.letters[..end]);
            if let Some(way) = ways.into_iter().next() {
                return (way, &self.letters[end..]);
            }
        }
        (vec![], &self.letters)
    }
}

/// Candidates in order, each text once.
#[derive(Default)]
struct Found {
    list: Vec<Candidate>,
    seen: std::collections::HashSet<String>,
}

impl Found {
    fn add(&mut self, text: String, letters: usize) {
        if self.seen.insert(text.clone()) {
            self.list.push(Candidate { text, letters });
        }
    }
}

/// Whole names for these syllables, best first.
fn guesses(way: &[&str], at_start: bool) -> Vec<String> {
    if !at_start {
        return given_names(way);
    }
    let join = |surname: &str, given: Vec<String>, count: usize| -> Vec<String> {
        given.into_iter().take(count).map(|given| format!("{surname}{given}")).collect()
    };
    let mut found = vec![];
    if let [first, second, rest @ ..] = way {
        for surname in double_surnames(first, second) {
            found.extend(join(&surname, given_names(rest), 3));
        }
    }
    if let [first, rest @ ..] = way {
        let mut names: Vec<String> = surnames(first).map(String::from).collect();
        if names.is_empty() {
            names.extend(characters(first).take(1).map(String::from));
        }
        let likely = given_names(rest);
        for (place, surname) in names.iter().take(3).enumerate() {
            found.extend(join(surname, likely.clone(), if place == 0 { 3 } else { 1 }));
        }
    }
    if let [first, second] = way {
        found.extend(words(first, second));
    }
    found
}

/// Given names for these syllables, best first; for none the one empty name.
fn given_names(way: &[&str]) -> Vec<String> {
    let likeliest = |syllable: &&str| characters(syllable).next();
    match way {
        [] => vec![String::new()],
        [one] => characters(one).take(4).map(String::from).collect(),
        [first, second] => {
            let mut found = words(first, second);
            found.truncate(3);
            if let Some(start) = likeliest(first) {
                if first == second {
                    found.push([start, start].iter().collect());
                }
                found.extend(characters(second).take(3).map(|end| [start, end].iter().collect()));
            }
            let mut seen = std::collections::HashSet::new();
            found.retain(|name: &String| seen.insert(name.clone()));
            found
        }
        [first, second, rest @ ..] => {
            let start = given_names(&[first, second]).into_iter().next();
            let end = given_names(rest).into_iter().next();
            start.zip(end).map(|(start, end)| start + &end).into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many candidates the bar shows at once, at least (the narrowest kiosk, long names).
    const SHOWN: usize = 5;

    fn typed(letters: &str) -> Composition {
        Composition { letters: letters.into() }
    }

    /// The taps that enter `name`: one for each letter, one for each candidate that is
    /// picked, one for each page that must be turned to reach it.
    fn taps(name: &str, letters: &str) -> usize {
        let mut composition = Composition::default();
        let mut text = String::new();
        let mut taps = 0;
        for letter in letters.chars() {
            composition.push(letter);
            taps += 1;
        }
        while text != name {
            let left = &name[text.len()..];
            let candidates = composition.candidates(&text);
            let (place, best) = candidates
                .iter()
                .enumerate()
                .filter(|(_, candidate)| left.starts_with(&candidate.text))
                .max_by_key(|(place, candidate)| (candidate.text.len(), usize::MAX - place))
                .unwrap_or_else(|| panic!("{left} cannot be picked for {composition:?}"));
            taps += 1 + place / SHOWN;
            composition.take(best, &mut text);
        }
        assert!(composition.is_empty());
        taps
    }

    #[test]
    fn b05_ouyang_nana_takes_at_most_25_taps() {
        assert!(taps("欧阳娜娜", "ouyangnana") <= 25);
        assert_eq!(typed("ouyangnana").candidates("")[0].text, "欧阳娜娜");
        assert_eq!(typed("ouyang").candidates("")[0].text, "欧阳");
        for (name, letters, most) in [
            ("张三", "zhangsan", 11),
            ("王秀英", "wangxiuying", 12),
            ("张志强", "zhangzhiqiang", 14),
            ("周浩然", "zhouhaoran", 11),
            ("吴梓萱", "wuzixuan", 9),
            ("尉迟恭", "yuchigong", 14),
            ("吕布", "lvbu", 8),
            ("曾志伟", "zengzhiwei", 13),
            ("李安", "lian", 8),
        ] {
            let needed = taps(name, letters);
            assert!(needed <= most, "{name} takes {needed} taps");
        }
    }

    #[test]
    fn the_commonest_surnames_are_among_the_first_three() {
        let names = "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu \
            孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song \
            唐tang 许xu 韩han 邓deng 冯feng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong 潘pan \
            袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei 苏su 吕lv 丁ding 任ren \
            卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui";
        assert_eq!(names.split_whitespace().count(), 55);
        assert_found(names, 3);
    }

    #[test]
    fn surnames_are_found_under_their_own_reading() {
        assert_found(
            "曾zeng 单shan 仇qiu 解xie 查zha 区ou 盖ge 朴piao 冼xian 乐yue 任ren 华hua 覃qin \
             翟zhai 缪miao 晁chao 员yun 祭zhai 种chong 秘bi 召shao 隗wei 折she 逄pang 亓qi 禤xuan \
             佘she 宓mi 吕lyu 尉迟yuchi 万俟moqi 澹台tantai 令狐linghu 长孙zhangsun 单于chanyu \
             司马sima 诸葛zhuge 上官shangguan 皇甫huangfu 慕容murong",
            6,
        );
    }

    fn assert_found(names: &str, within: usize) {
        for entry in names.split_whitespace() {
            let split = entry.find(|c: char| c.is_ascii()).unwrap();
            let (name, letters) = entry.split_at(split);
            let found = typed(letters).candidates("");
            let place = found.iter().position(|candidate| candidate.text == name);
            assert!(place.is_some_and(|place| place < within), "{name} {letters} {place:?}");
        }
    }

    #[test]
    fn what_was_typed_is_never_lost() {
        for letters in ["zhangw", "xyz", "v", "zhangweiv", "smith", "lian", "qqq", "ouyang"] {
            let composition = typed(letters);
            let candidates = composition.candidates("");
            let last = candidates.last().unwrap();
            assert_eq!((last.text.as_str(), last.letters), (letters, letters.len()));
            for candidate in &candidates {
                let (mut composition, mut text) = (typed(letters), String::new());
                composition.take(candidate, &mut text);
                assert_eq!(composition.letters, letters[candidate.letters..]);
            }
            let (mut composition, mut text) = (typed(letters), "王".to_owned());
            composition.take_letters(&mut text);
            assert_eq!(text, format!("王{letters}"));
        }
    }

    #[test]
    fn v_is_shown_as_u_with_dots() {
        assert_eq!(typed("lvbu").shown(), "lü'bu");
        assert_eq!(typed("zhangw").shown(), "zhang'w");
        assert_eq!(typed("w").shown(), "w");
    }

    #[test]
    fn after_a_surname_given_names_come_first() {
        assert_eq!(typed("jianguo").candidates("李")[0].text, "建国");
        assert_eq!(typed("li").candidates("")[0].text, "李");
        assert_eq!(typed("li").candidates("王")[0].text, "丽");
    }
}
