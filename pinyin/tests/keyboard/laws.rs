//! What holds for any letters. A failing case is printed with the letters it shrank to, which are
//! made up and nobody's name.

use std::collections::BTreeSet;

use pinyin::strokes::{self, Stroke};
use pinyin::{Composition, Manner, Meaning, Script};
use proptest::prelude::*;

/// What people type: mostly syllables, now and then anything.
fn letters() -> impl Strategy<Value = String> {
    let initials = prop::sample::select(vec!["", "zh", "z", "ch", "c", "sh", "s", "n", "l", "w", "x", "y", "j"]);
    let finals = prop::sample::select(vec!["a", "an", "ang", "e", "en", "eng", "i", "in", "ing", "ao", "ei", "u", "uan", "v", "iu"]);
    let syllable = (initials, finals, prop::bool::weighted(0.1)).prop_map(|(a, b, ends)| format!("{a}{b}{}", if ends { "'" } else { "" }));
    prop_oneof![4 => prop::collection::vec(syllable, 1..5).prop_map(|syllables| syllables.concat()), 1 => "[a-z'A-Z ·1张]{0,30}"]
}

fn before() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "王", "欧阳", "李雪", "古丽·", "x"])
}

fn typed(letters: &str, script: Script) -> Composition {
    let mut composition = Composition::new(Manner { script, ..Manner::default() });
    letters.chars().for_each(|letter| composition.push(letter));
    composition
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exact_comes_before_fuzzy(letters in letters(), before in before()) {
        let found = typed(&letters, Script::Simplified).candidates(before);
        for meaning in [Meaning::Name, Meaning::Pair, Meaning::Character] {
            let exact: Vec<bool> = found.iter().filter(|candidate| candidate.meaning == meaning).map(|candidate| candidate.exact).collect();
            prop_assert!(exact.windows(2).all(|two| two[0] || !two[1]), "{:?}", meaning);
        }
    }

    #[test]
    fn what_was_typed_is_never_lost(letters in letters(), before in before()) {
        for script in [Script::Simplified, Script::Traditional] {
            let composition = typed(&letters, script);
            let mut kept = String::new();
            composition.clone().take_letters(&mut kept);
            let found = composition.candidates(before);
            prop_assert_eq!(found.is_empty(), kept.is_empty());
            if let Some(last) = found.last() {
                prop_assert_eq!((last.text.as_str(), last.letters), (kept.as_str(), kept.len()));
            }
            for candidate in found {
                let (mut composition, mut text) = (composition.clone(), before.to_owned());
                composition.take(&candidate, &mut text);
                prop_assert_eq!(&text, &format!("{before}{}", candidate.text));
                composition.take_letters(&mut text);
                prop_assert!(candidate.letters > 0 && text.ends_with(&kept[candidate.letters..]));
            }
        }
    }

    #[test]
    fn nothing_is_offered_twice_for_the_same_letters(letters in letters(), before in before()) {
        let found = typed(&letters, Script::Traditional).candidates(before);
        let once: BTreeSet<_> = found.iter().map(|candidate| (&candidate.text, candidate.letters)).collect();
        prop_assert_eq!(once.len(), found.len());
    }

    #[test]
    fn one_more_stroke_finds_nothing_new(strokes in prop::collection::vec(prop::sample::select(&Stroke::ALL[..]), 1..12)) {
        let before: BTreeSet<char> = strokes::characters(&strokes[..strokes.len() - 1], usize::MAX).into_iter().collect();
        let after = strokes::characters(&strokes, usize::MAX);
        prop_assert!(strokes.len() == 1 || after.iter().all(|character| before.contains(character)));
    }
}
