//! How long things may be, and what no source may hold.

use std::path::Path;
use tests::harness::source;

const LONGEST_FILE: usize = 750;
const LONGEST_FUNCTION: usize = 70;
/// Functions that are one long table of test data, and nothing beside it.
const TABLES: [(&str, &str); 2] =
    [("server/src/import/tests.rs", "each_fault_is_found_once_with_its_place"), ("counter-client/tests/fixture/duty.rs", "fire")];

#[test]
fn no_file_and_no_function_is_too_long() {
    let mut wrong = Vec::new();
    for source in source::all() {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{}: {lines} lines", source.path));
        }
        let is_table = |name: &str| TABLES.iter().any(|(path, table)| *path == source.path && *table == name);
        let long = source.functions().into_iter().filter(|(name, _, lines)| *lines > LONGEST_FUNCTION && !is_table(name));
        wrong.extend(long.map(|(name, line, lines)| format!("{}:{line}: {name} has {lines} lines", source.path)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is left over, and what makes tests slow or unsure.
#[test]
fn nothing_is_left_unfinished_and_no_test_sleeps() {
    let mut wrong = Vec::new();
    for source in source::all() {
        let mut of = |what: &str, from: usize| {
            let places = source::find(&source.code, what).map(|at| source.line(at)).filter(|line| *line >= from);
            wrong.extend(places.map(|line| format!("{}:{line}: {what}", source.path)));
        };
        for what in ["todo!", "unimplemented!", "dbg!"] {
            of(what, 0);
        }
        let tests_from = if is_test(&source.path) { 0 } else { source.tests_from() };
        for what in ["thread::sleep", "time::sleep", "sleep("] {
            of(what, tests_from);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Files that are compiled for tests only. The scripted day, the faults and the attacks are programs,
/// not tests: the one waits for windows of other processes, the others strike at random moments. In the
/// simulation nobody waits: its time is made up.
fn is_test(path: &str) -> bool {
    let program = ["tests/src/day", "tests/src/fault", "tests/src/attack", "tests/src/simulation", "tests/src/bin"]
        .iter()
        .any(|of| path.starts_with(of));
    !program && (path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs") || path.ends_with("_test.rs"))
}

/// A comment that says "later" is an issue, not a comment.
#[test]
fn no_comment_puts_work_off() {
    let mut wrong = Vec::new();
    for source in source::all() {
        for (line, text) in source.text.lines().enumerate() {
            let code: String = source.code.lines().nth(line).unwrap_or_default().to_owned();
            let put_off = ["TODO", "FIXME", "XXX", "HACK"].iter().any(|w| text.contains(w) && !code.contains(w));
            if put_off && !source.path.ends_with("tidy/size.rs") {
                wrong.push(format!("{}:{}: {}", source.path, line + 1, text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A program's `main.rs` only starts what the library holds.
#[test]
fn every_main_is_short() {
    for source in source::all().iter().filter(|s| s.path.ends_with("src/main.rs")) {
        assert!(source.text.lines().count() < 60, "{}", source.path);
    }
}

/// Names that say nothing about what is in a file.
const EMPTY_NAMES: [&str; 9] = ["utils", "util", "helpers", "helper", "common", "types", "manager", "handler", "misc"];

#[test]
fn every_file_is_named_after_what_is_in_it() {
    for source in source::all() {
        let path = Path::new(&source.path);
        let empty = path
            .components()
            .filter_map(|c| Path::new(&c).file_stem()?.to_str().map(str::to_owned))
            .find(|n| EMPTY_NAMES.contains(&n.as_str()));
        // Words that several screens share are common words.
        assert!(empty.is_none() || source.path == "look/src/words/common.rs", "{}: {empty:?}", source.path);
    }
}
