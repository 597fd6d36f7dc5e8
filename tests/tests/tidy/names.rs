//! One spelling of each thing: kinds, tests, types.

use domain::Kind;
use std::collections::BTreeSet;
use tests::harness::source;

/// The letters of the handbook's chapters, each with its last rule; B: the behaviours.
const RULES: [(char, u32); 11] =
    [('b', 28), ('s', 7), ('h', 11), ('v', 6), ('k', 8), ('u', 5), ('c', 7), ('r', 9), ('e', 11), ('g', 26), ('q', 4)];

/// The rule that a test names: "h9_…", "b07_…"; `None`: it names none.
fn rule(test: &str) -> Option<(char, u32, usize)> {
    let (id, _) = test.split_once('_')?;
    let letter = id.chars().next()?;
    let digits = id.strip_prefix(letter)?;
    Some((letter, digits.parse().ok()?, digits.len()))
}

#[test]
fn every_test_that_names_a_rule_names_one_that_exists() {
    let mut wrong = Vec::new();
    for source in source::all() {
        for (test, line) in source.tests() {
            let Some((letter, number, digits)) = rule(&test) else { continue };
            let exists = RULES.iter().any(|(l, last)| *l == letter && (1..=*last).contains(&number));
            // A behaviour is written with two digits, a rule as the handbook writes it.
            let spelt = if letter == 'b' { digits == 2 } else { !test[1..].starts_with('0') };
            if !(exists && spelt) {
                wrong.push(format!("{}:{line}: {test}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_one_spelling() {
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        assert_eq!(Kind::named(kind.name()), Some(*kind));
    }
    let names: BTreeSet<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
    assert_eq!(names.len(), Kind::ALL.len());
}

#[test]
fn every_command_has_one_spelling() {
    for (name, command) in tests::harness::script::one_of_each() {
        let form = serde_json::to_value(&command).unwrap();
        let spelt = form.as_object().and_then(|f| {
            let (register, inner) = f.iter().next()?;
            let variant = inner.as_object().and_then(|i| i.keys().next().cloned()).or(inner.as_str().map(str::to_owned))?;
            Some(format!("{register}.{variant}"))
        });
        assert_eq!(spelt.as_deref(), Some(name.as_str()));
    }
}

/// Words with three meanings or none, which no type of ours is called.
const FORBIDDEN: [&str; 10] = ["Client", "Manager", "Handler", "Helper", "Helpers", "Utils", "Util", "Data", "Common", "Processor"];

#[test]
fn no_type_has_a_name_that_says_nothing() {
    let mut wrong = Vec::new();
    for source in source::all() {
        for keyword in ["struct ", "enum ", "trait ", "type "] {
            for at in source::find(&source.code, keyword) {
                let starts_word = at == 0 || source.code.as_bytes()[at - 1].is_ascii_whitespace();
                let name: String = source.code[at + keyword.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                // The last word of the name is what it is; the first may be whose.
                let words = words_of(&name);
                let empty = words.last().is_some_and(|w| FORBIDDEN.contains(&w.as_str()));
                // Words that several screens share are common words.
                if starts_word && empty && source.path != "look/src/words/common.rs" {
                    wrong.push(format!("{}:{}: {name}", source.path, source.line(at)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// "DataDir" is "Data", "Dir".
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            Some(_) | None => words.push(c.to_string()),
        }
    }
    words
}
