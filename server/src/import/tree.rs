//! A settings file (TOML), read key by key with the place of every value. A key that
//! nobody asked for is a fault: a misspelt figure must never silently keep its default.

use super::encoding::{self, line_at};
use super::fault::{Column, Faults, Sentence};
use domain::registers::property::Phrase;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use values::{At, Line, LocalDay, Text};

/// The file that is being read.
struct Document<'t> {
    file: &'t str,
    text: &'t str,
    faults: &'t Faults,
}

/// A table of the file; one that is not written is as good as an empty one.
pub(super) struct Section<'t> {
    document: &'t Document<'t>,
    path: String,
    line: u32,
    table: Option<&'t DeTable<'t>>,
    asked: RefCell<BTreeSet<&'static str>>,
}

/// A value of an array of words, with its line for faults that show later.
pub(super) struct Word<T> {
    /// What was written.
    pub value: T,
    /// On which line.
    pub line: u32,
}

/// Reads a file with `fill`, which asks for every key there is.
pub(super) fn read<T>(file: &str, bytes: &[u8], faults: &Faults, fill: impl FnOnce(&Section<'_>) -> Option<T>) -> Option<T> {
    let text = encoding::text(file, bytes, faults)?;
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = error.span().map(|s| line_at(text.as_bytes(), s.start));
        let en = error.message().replace('\n', ", ");
        faults.add(file, line, None, Sentence::new("格式有误，请检查引号、括号和等号", en));
    }
    if !errors.is_empty() {
        return None;
    }
    let document = Document { file, text, faults };
    let section = Section {
        document: &document,
        path: String::new(),
        line: 1,
        table: Some(root.get_ref()),
        asked: RefCell::default(),
    };
    section.filled_by(fill)
}

impl<'t> Section<'t> {
    fn filled_by<T>(self, fill: impl FnOnce(&Section<'_>) -> Option<T>) -> Option<T> {
        let filled = fill(&self);
        let asked = self.asked.borrow();
        let mut known = true;
        for (key, value) in self.table.into_iter().flatten().filter(|(key, _)| !asked.contains(key.get_ref().as_ref())) {
            known = false;
            let names: Vec<&str> = asked.iter().copied().collect();
            let zh = format!("不认识的设置项，可用的有：{}", names.join("、"));
            let line = self.document.line(value.span().start.min(key.span().start));
            self.note(line, key.get_ref(), Sentence::new(zh, "unknown key: use one of these"));
        }
        filled.filter(|_| known)
    }

    fn named(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn note(&self, line: u32, key: &str, sentence: Sentence) {
        self.document.faults.add(self.document.file, Some(line), Some(Column::Key(self.named(key))), sentence);
    }

    /// Notes a fault at a key of this table.
    pub fn fault(&self, key: &str, sentence: Sentence) {
        let line = self.table.and_then(|t| t.get(key)).map_or(self.line, |v| self.document.line(v.span().start));
        self.note(line, key, sentence);
    }

    /// Notes a fault at a word of an array of this table.
    pub fn fault_at<T>(&self, key: &str, word: &Word<T>, sentence: Sentence) {
        self.note(word.line, key, sentence);
    }

    fn get(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().insert(key);
        self.table.and_then(|t| t.get(key))
    }

    fn wrong<T>(&self, key: &str, zh: &str, en: &str) -> Option<T> {
        self.fault(key, Sentence::new(format!("请写成{zh}"), format!("write {en}")));
        None
    }

    fn missing<T>(&self, key: &str) -> Option<T> {
        self.note(self.line, key, Sentence::new("缺少这一项，请补上", "this key is missing: add it"));
        None
    }

    /// A text that must be there.
    pub fn text<T, E: Into<Sentence>>(&self, key: &'static str, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let Some(value) = self.get(key) else { return self.missing(key) };
        let Some(text) = value.get_ref().as_str() else { return self.wrong(key, "引号中的文字", "a text in quotation marks") };
        parse(text).map_err(|e| self.fault(key, e.into())).ok()
    }

    /// A text, or its default where the key is not written.
    pub fn text_or<T, E: Into<Sentence>>(&self, key: &'static str, default: T, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        if self.get(key).is_none() { Some(default) } else { self.text(key, parse) }
    }

    /// A whole number, or its default where the key is not written.
    pub fn number(&self, key: &'static str, default: Option<u32>, bounds: RangeInclusive<u32>) -> Option<u32> {
        let Some(value) = self.get(key) else { return default.or_else(|| self.missing(key)) };
        let written = value.get_ref().as_integer().and_then(|i| u32::from_str_radix(i.as_str(), i.radix()).ok());
        let (least, most) = (bounds.start(), bounds.end());
        written
            .filter(|n| bounds.contains(n))
            .or_else(|| self.wrong(key, &format!(" {least} 至 {most} 的整数"), &format!("a whole number from {least} to {most}")))
    }

    /// Yes or no.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        let Some(value) = self.get(key) else { return self.missing(key) };
        value.get_ref().as_bool().or_else(|| self.wrong(key, " true（是）或 false（否）", "true or false"))
    }

    /// Yes or no, or its default where the key is not written.
    pub fn flag_or(&self, key: &'static str, default: bool) -> Option<bool> {
        if self.get(key).is_none() { Some(default) } else { self.flag(key) }
    }

    /// A point in time with its offset, `2026-01-01T00:00:00+08:00`.
    pub fn instant(&self, key: &'static str) -> Option<At> {
        let Some(value) = self.get(key) else { return self.missing(key) };
        let written = value.get_ref().as_datetime().map(ToString::to_string);
        let at = written.and_then(|w| chrono::DateTime::parse_from_rfc3339(&w).ok());
        at.map(|at| At(at.timestamp_millis())).or_else(|| {
            self.wrong(
                key,
                "带时区的时间，例如 2026-01-01T00:00:00+08:00",
                "a time with its offset, such as 2026-01-01T00:00:00+08:00",
            )
        })
    }

    /// Days, `2026-10-01`; none where the key is not written.
    pub fn days(&self, key: &'static str) -> Option<Vec<Word<LocalDay>>> {
        self.array(key, |value| {
            let written = value.as_datetime().map(ToString::to_string);
            let day = written.and_then(|w| w.parse::<chrono::NaiveDate>().ok());
            day.map(LocalDay).ok_or_else(|| {
                Sentence::new("请写成不带引号的日期，例如 2026-10-01", "write a day without quotation marks, such as 2026-10-01")
            })
        })
    }

    /// A place of a drawing, `[12, 30]`.
    pub fn place(&self, key: &'static str) -> Option<(u32, u32)> {
        let Some(value) = self.get(key) else { return self.missing(key) };
        place(value.get_ref()).or_else(|| self.wrong(key, "两个整数，例如 [12, 30]", "two whole numbers, such as [12, 30]"))
    }

    /// Places, `[[12, 30], [12, 44]]`; none where the key is not written.
    pub fn places(&self, key: &'static str) -> Option<Vec<Word<(u32, u32)>>> {
        self.array(key, |value| {
            place(value).ok_or_else(|| {
                Sentence::new("每个点请写成两个整数，例如 [12, 30]", "write each place as two whole numbers, such as [12, 30]")
            })
        })
    }

    /// Words, each read by `parse`; none where the key is not written.
    pub fn words<T, E: Into<Sentence>>(&self, key: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<Vec<Word<T>>> {
        self.array(key, |value| {
            let text = value.as_str().ok_or_else(|| Sentence::new("请写成引号中的文字", "write texts in quotation marks"))?;
            parse(text).map_err(Into::into)
        })
    }

    fn array<T>(&self, key: &'static str, parse: impl Fn(&DeValue<'_>) -> Result<T, Sentence>) -> Option<Vec<Word<T>>> {
        let Some(value) = self.get(key) else { return Some(Vec::new()) };
        let Some(items) = value.get_ref().as_array() else { return self.wrong(key, "方括号中的列表", "a list in square brackets") };
        let mut all = Vec::with_capacity(items.len());
        for item in items.iter() {
            let line = self.document.line(item.span().start);
            let word = parse(item.get_ref()).map(|value| Word { value, line });
            all.push(word.map_err(|sentence| self.note(line, key, sentence)).ok());
        }
        all.into_iter().collect()
    }

    /// A table below this one, read by `fill`; an absent one as if it were empty.
    pub fn inside<T>(&self, key: &'static str, fill: impl FnOnce(&Section<'_>) -> Option<T>) -> Option<T> {
        let value = self.get(key);
        let table = match value.map(|v| v.get_ref()) {
            None => None,
            Some(DeValue::Table(table)) => Some(table),
            Some(_) => return self.wrong(key, "一组设置，例如 { zh = \"…\", en = \"…\" }", "a table, such as { zh = \"…\", en = \"…\" }"),
        };
        self.below(key, value, table).filled_by(fill)
    }

    /// Tables below this one, `[[key]]`, read one by one; none where the key is not written.
    pub fn each<T>(&self, key: &'static str, mut fill: impl FnMut(&Section<'_>) -> Option<T>) -> Option<Vec<T>> {
        let Some(value) = self.get(key) else { return Some(Vec::new()) };
        let Some(items) = value.get_ref().as_array() else {
            return self.wrong(key, &format!("若干个 [[{key}]]"), &format!("one or more [[{key}]]"));
        };
        let mut all = Vec::with_capacity(items.len());
        for item in items.iter() {
            let filled = match item.get_ref().as_table() {
                Some(table) => self.below(key, Some(item), Some(table)).filled_by(&mut fill),
                None => self.wrong(key, &format!("若干个 [[{key}]]"), &format!("one or more [[{key}]]")),
            };
            all.push(filled);
        }
        all.into_iter().collect()
    }

    fn below(&self, key: &str, value: Option<&Spanned<DeValue<'_>>>, table: Option<&'t DeTable<'t>>) -> Section<'t> {
        let line = value.map_or(self.line, |v| self.document.line(v.span().start));
        Section {
            document: self.document,
            path: self.named(key),
            line,
            table,
            asked: RefCell::default(),
        }
    }

    /// A phrase of one line in both languages.
    pub fn phrase(&self, key: &'static str) -> Option<Phrase> {
        self.worded(key, |typed| Line::parse(typed).map(String::from))
    }

    /// The same where it may be left out.
    pub fn phrase_or_none(&self, key: &'static str) -> Option<Option<Phrase>> {
        if self.get(key).is_none() { Some(None) } else { self.phrase(key).map(Some) }
    }

    /// A text of several lines in both languages.
    pub fn long_phrase(&self, key: &'static str) -> Option<Phrase> {
        self.worded(key, |typed| Text::parse(typed).map(String::from))
    }

    fn worded(&self, key: &'static str, parse: impl Fn(&str) -> Result<String, values::Invalid>) -> Option<Phrase> {
        if self.get(key).is_none() {
            return self.missing(key);
        }
        self.inside(key, |s| s.both(&parse))
    }

    /// Phrases of one line each in both languages; none where the key is not written.
    pub fn phrases(&self, key: &'static str) -> Option<Vec<Phrase>> {
        self.each(key, |s| s.both(|typed| Line::parse(typed).map(String::from)))
    }

    /// This very table as a phrase: its keys `zh` and `en`, and `hant` where it is written.
    fn both(&self, parse: impl Fn(&str) -> Result<String, values::Invalid>) -> Option<Phrase> {
        let (zh, en) = (self.text("zh", &parse), self.text("en", &parse));
        let hant = self.text_or("hant", String::new(), &parse);
        Some(Phrase { zh: zh?, en: en?, hant: hant? })
    }
}

/// Two whole numbers.
fn place(value: &DeValue<'_>) -> Option<(u32, u32)> {
    let numbers = value.as_array()?.iter().map(|item| {
        let integer = item.get_ref().as_integer()?;
        u32::from_str_radix(integer.as_str(), integer.radix()).ok()
    });
    match numbers.collect::<Option<Vec<u32>>>()?.as_slice() {
        [x, y] => Some((*x, *y)),
        _ => None,
    }
}

impl Document<'_> {
    fn line(&self, place: usize) -> u32 {
        line_at(self.text.as_bytes(), place)
    }
}
