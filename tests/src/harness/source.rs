//! The project's own source, read as text for the tests that keep the house tidy: files,
//! code without comments, string literals, functions, tests, names of commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One Rust file of the workspace.
pub struct Source {
    /// Its path from the workspace's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its text with comments and the contents of literals blanked out, byte for byte as
    /// long, so that places are the same.
    pub code: String,
    /// Its string and character literals, each with its line.
    pub literals: Vec<(usize, String)>,
}

/// The workspace's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file of the workspace's members, read once.
#[must_use]
pub fn all() -> &'static [Source] {
    static ALL: LazyLock<Vec<Source>> = LazyLock::new(read_all);
    &ALL
}

fn read_all() -> Vec<Source> {
    let mut files = Vec::new();
    for member in fs::read_dir(root()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.join("Cargo.toml").exists()) {
        rust_files(&member, &mut files);
    }
    files.sort();
    assert!(files.len() > 100, "the workspace is not where it is looked for");
    files.iter().map(|f| Source::read(f)).collect()
}

fn rust_files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|n| n != "target") {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The names of all commands ("visits.register"), from the `named!` lists of the registers:
/// the macro matches exhaustively, so no command is missing there.
#[must_use]
pub fn command_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in all().iter().filter(|s| s.path.starts_with("domain/src/registers/")) {
        let Some(register) = Path::new(&source.path).file_stem().and_then(|s| s.to_str()) else { continue };
        for at in find(&source.code, "named!(Command {") {
            let end = at + source.text[at..].find("});").expect("the list ends");
            let arms = source.text[at..end].split("=>").skip(1);
            names.extend(arms.map(|arm| format!("{register}.{}", arm.split('"').nth(1).expect("a name"))));
        }
    }
    names
}

/// Where `what` stands in `text`.
pub fn find<'t>(text: &'t str, what: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(what).map(|(at, _)| at)
}

impl Source {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        let (code, literals) = strip(&text);
        Self { path, text, code, literals }
    }

    /// The line of a place, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// Each function with a body: its name, its line, how many lines it has.
    #[must_use]
    pub fn functions(&self) -> Vec<(String, usize, usize)> {
        let mut functions = Vec::new();
        for at in find(&self.code, "fn ") {
            let starts_word = at == 0 || !self.code.as_bytes()[at - 1].is_ascii_alphanumeric();
            let name: String = self.code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let (true, false, Some(end)) = (starts_word, name.is_empty(), body_end(&self.code, at)) {
                functions.push((name, self.line(at), self.line(end) - self.line(at) + 1));
            }
        }
        functions
    }

    /// The names of its tests, each with its line.
    #[must_use]
    pub fn tests(&self) -> Vec<(String, usize)> {
        let starts: Vec<usize> = find(&self.code, "#[test]").collect();
        let name = |at: usize| {
            let after = at + self.code[at..].find("fn ")? + 3;
            Some((self.code[after..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect(), self.line(after)))
        };
        starts.into_iter().filter_map(name).collect()
    }

    /// The line from which on the file is only compiled for tests.
    #[must_use]
    pub fn tests_from(&self) -> usize {
        find(&self.code, "#[cfg(test)]\nmod").next().map_or(usize::MAX, |at| self.line(at))
    }
}

/// Where the body of the function that begins at `at` ends; `None`: it has none.
fn body_end(code: &str, at: usize) -> Option<usize> {
    let (mut depth, mut round) = (0, 0);
    for (place, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' => round += 1,
            b')' | b']' => round -= 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b';' if depth == 0 && round == 0 => return None,
            _ => continue,
        }
        if round < 0 || depth < 0 {
            // A function pointer's type, or a macro's fragment.
            return None;
        }
        if depth == 0 && byte == b'}' {
            return Some(place);
        }
    }
    None
}

/// Blanks comments and literals out, and collects the literals.
fn strip(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut literals) = (String::with_capacity(text.len()), Vec::new());
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let last_is_word = code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let (length, literal) = token(rest, last_is_word);
        let (token, after) = rest.split_at(length.max(first.len_utf8()));
        match literal {
            None => code.push_str(token),
            Some(is_literal) => {
                if is_literal {
                    literals.push((line, token.to_owned()));
                }
                code.extend(token.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
            }
        }
        line += token.matches('\n').count();
        rest = after;
    }
    (code, literals)
}

/// The length of what stands at the beginning: a comment (`Some(false)`), a literal
/// (`Some(true)`), or a piece of code (`None`).
fn token(rest: &str, after_word: bool) -> (usize, Option<bool>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Some(false));
    }
    if rest.starts_with("/*") {
        return (rest.find("*/").map_or(rest.len(), |at| at + 2), Some(false));
    }
    let raw = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('r').filter(|_| !after_word);
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let begin = rest.len() - raw.len() + hashes + 1;
            return (rest[begin..].find(&end).map_or(rest.len(), |at| begin + at + end.len()), Some(true));
        }
    }
    if rest.starts_with('"') {
        return (quoted(rest, '"').unwrap_or(rest.len()), Some(true));
    }
    if let Some(inside) = rest.strip_prefix('\'') {
        // A lifetime is no literal: it has no closing quote after one character.
        let mut inside = inside.chars();
        let closed = match inside.next() {
            Some('\\') => quoted(rest, '\''),
            Some(c) => inside.as_str().starts_with('\'').then_some(2 + c.len_utf8()),
            None => None,
        };
        if let Some(length) = closed {
            return (length, Some(true));
        }
    }
    (0, None)
}

fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}
