//! Prints how good the keyboard is: where names stand among the candidates, and what they cost.
//!
//! `cargo run --release --package pinyin --example figures`. The names are in
//! `tests/data/held_out.tsv`; `tests/data/LICENSES.md` says from which tables they were drawn.
#![allow(clippy::print_stdout, reason = "it prints figures")]

mod taps;

use std::time::Instant;

use pinyin::{Composition, Fuzzy, Manner, Script};

static NAMES: &str = include_str!("../data/held_out.tsv");
/// Given names that the order knows from our own list: those of `NAMES` among them say less.
static OURS: &str = include_str!("../../../tools/pinyin/given.txt");

/// Surnames whose reading is another than the character's usual one.
const RARE: &str = "曾zeng 单shan 仇qiu 解xie 查zha 区ou 盖ge 覃qin 朴piao 尉迟yuchi";

fn main() {
    println!("source   script       names  first   top 5   top 9   taps/name  watching  letters  picks  not reached");
    for source in ["zh_CN", "zh_TW", "mingzi", ""] {
        figures(source, Manner::default(), |_| true);
        if source == "zh_TW" {
            figures(source, Manner { script: Script::Traditional, ..Manner::default() }, |_| true);
        }
    }
    println!("\nwithout fuzzy sounds:");
    figures("", Manner { fuzzy: Fuzzy::OFF, ..Manner::default() }, |_| true);
    println!("\nonly names whose given name is not in our own list:");
    let ours: Vec<&str> = OURS.lines().nth(1).unwrap_or_default().split_whitespace().collect();
    figures("", Manner::default(), |name| !ours.iter().any(|given| name.ends_with(given)));
    println!("\ntaps: 欧阳娜娜 {}", taps_of("欧阳娜娜", "ouyangnana"));
    for entry in RARE.split_whitespace() {
        let (name, letters) = entry.split_at(entry.find(|c: char| c.is_ascii()).unwrap_or_default());
        println!("taps: {name} {} ({letters})", taps_of(name, letters));
    }
    time();
}

fn taps_of(name: &str, letters: &str) -> String {
    taps::enter(name, letters, Manner::default()).map_or("not reached".into(), |entered| entered.taps.to_string())
}

fn figures(source: &str, manner: Manner, counts: impl Fn(&str) -> bool) {
    let (mut names, mut places, mut unreached) = (0, [0; 3], vec![]);
    let (mut taps, mut watched, mut letters, mut picks) = (0, 0, 0, 0);
    for line in NAMES.lines().filter(|line| line.starts_with(source)) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[from, traditional, simplified, said] = columns.as_slice() else { continue };
        let name = if manner.script == Script::Traditional && from == "zh_TW" { traditional } else { simplified };
        if !counts(simplified) {
            continue;
        }
        let said = said.replace('\'', "");
        names += 1;
        let Some(entered) = taps::enter(name, &said, manner) else {
            unreached.push(name);
            continue;
        };
        for (count, most) in places.iter_mut().zip([1, 5, 9]) {
            *count += usize::from(entered.place.is_some_and(|place| place < most));
        }
        taps += entered.taps;
        watched += taps::watched(name, &said, manner).unwrap_or(entered.taps);
        picks += entered.picks;
        letters += said.len();
    }
    let reached = (names - unreached.len()).max(1);
    let share = |count: usize| format!("{:>4}.{} %", count * 100 / names, count * 1000 / names % 10);
    let mean = |count: usize| format!("{:>6}.{:02}", count / reached, count * 100 / reached % 100);
    println!(
        "{:<8} {:<11} {names:>6} {} {} {} {} {} {} {} {unreached:?}",
        if source.is_empty() { "all" } else { source },
        format!("{:?}", manner.script),
        share(places[0]),
        share(places[1]),
        share(places[2]),
        mean(taps),
        mean(watched),
        mean(letters),
        mean(picks),
    );
}

/// How long the candidates for one touch take, over all beginnings of the letters of all names.
fn time() {
    let mut spans = vec![];
    for line in NAMES.lines() {
        let mut composition = Composition::default();
        for letter in line.rsplit('\t').next().unwrap_or_default().chars().filter(char::is_ascii_lowercase) {
            composition.push(letter);
            let span = || {
                let start = Instant::now();
                assert!(!composition.candidates("").is_empty());
                start.elapsed()
            };
            // The best of three: other programs on the machine are not what is asked.
            spans.extend((0..3).map(|_| span()).min());
        }
    }
    spans.sort_unstable();
    println!(
        "\na touch: median {:?}, 99 of 100 {:?}, longest {:?}",
        spans[spans.len() / 2],
        spans[spans.len() * 99 / 100],
        spans[spans.len() - 1]
    );
}
