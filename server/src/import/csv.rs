//! A table in a CSV file, read with the place of every cell.
//!
//! The first line that is neither empty nor a comment (`#`) holds the headers, Chinese or
//! English, in any order. Cells are text and nothing else: a cell that begins with
//! `=`, `+`, `-` or `@` is not a formula here.

use super::encoding::{self, half_width, line_at};
use super::fault::{Column, Faults, Sentence};
use std::collections::BTreeMap;

/// A column that a file may have.
#[derive(Debug)]
pub(super) struct Header<C: 'static> {
    /// Which it is.
    pub column: C,
    /// Its Chinese header.
    pub zh: &'static str,
    /// Its English header.
    pub en: &'static str,
    /// Whether the file is refused without it.
    pub must: bool,
}

/// A table whose headers are known.
pub(super) struct Table<'f, C: 'static> {
    file: &'f str,
    faults: &'f Faults,
    columns: Vec<(Option<C>, String)>,
    lines: Vec<(u32, Vec<String>)>,
}

/// One line of a table.
pub(super) struct Row<'t, C: 'static> {
    table: &'t Table<'t, C>,
    /// Its line in the file.
    pub line: u32,
    cells: &'t [String],
}

impl<'f, C: Copy + PartialEq + 'static> Table<'f, C> {
    /// Reads a file; `None` where it holds no table, which is a fault already noted.
    pub fn read(file: &'f str, bytes: &[u8], known: &'static [Header<C>], faults: &'f Faults) -> Option<Self> {
        let text = encoding::text(file, bytes, faults)?.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = records(file, &text, faults).into_iter();
        let Some((line, headers)) = lines.next() else {
            faults.add(
                file,
                None,
                None,
                Sentence::new(format!("文件是空的，请在第一行写上列名：{}", list(known)), "the file is empty: begin with the headers"),
            );
            return None;
        };
        let mut table = Self { file, faults, columns: Vec::new(), lines: lines.collect() };
        table.name_columns(line, &headers, known);
        table.refuse_wide_lines();
        Some(table)
    }

    fn name_columns(&mut self, line: u32, headers: &[String], known: &'static [Header<C>]) {
        for (at, written) in headers.iter().enumerate() {
            let plain = half_width(written).to_lowercase().replace('_', " ");
            let found = known.iter().find(|h| h.zh == plain || h.en == plain);
            let place = Column::Cell { header: written.clone(), letter: letter(at) };
            let mut column = found.map(|h| h.column);
            if found.is_none() && !plain.is_empty() {
                let all = list(known);
                let sentence = Sentence::new(format!("不认识的列名，可用的列名：{all}"), "unknown header: use one of these");
                self.faults.add(self.file, Some(line), Some(place), sentence);
            } else if let Some(earlier) = column.and_then(|c| self.columns.iter().position(|(other, _)| *other == Some(c))) {
                let earlier = letter(earlier);
                let sentence = Sentence::new(
                    format!("该列与 {earlier} 列重复，请只保留一列"),
                    format!("column {earlier} is the same: keep one of the two"),
                );
                self.faults.add(self.file, Some(line), Some(place), sentence);
                column = None;
            }
            self.columns.push((column, written.clone()));
        }
        for header in known.iter().filter(|h| h.must && !self.has(h.column)) {
            let zh = format!("缺少“{}”（{}）列，请补上", header.zh, header.en);
            self.faults
                .add(self.file, Some(line), None, Sentence::new(zh, format!("the column “{}” is missing: add it", header.en)));
        }
    }

    fn refuse_wide_lines(&mut self) {
        let width = self.columns.len();
        let (file, faults) = (self.file, self.faults);
        self.lines.retain(|(line, cells)| {
            let wide = cells.iter().skip(width).any(|cell| !cell.is_empty());
            if wide {
                let zh = format!("本行的单元格多于 {width} 列；文字中若有英文逗号，请用英文双引号把整格括起来");
                let en = format!("more cells than the {width} headers: a text with a comma stands in quotation marks");
                faults.add(file, Some(*line), None, Sentence::new(zh, en));
            }
            !wide
        });
    }

    /// Whether the file has this column.
    pub fn has(&self, column: C) -> bool {
        self.columns.iter().any(|(c, _)| *c == Some(column))
    }

    /// Its lines, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, C>> {
        self.lines.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<C: Copy + PartialEq + 'static> Row<'_, C> {
    /// The cell's text without the blanks around it; empty where there is none.
    pub fn cell(&self, column: C) -> &str {
        let at = self.table.columns.iter().position(|(c, _)| *c == Some(column));
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// Notes a fault in a cell.
    pub fn fault(&self, column: C, sentence: Sentence) {
        let at = self.table.columns.iter().position(|(c, _)| *c == Some(column));
        let place =
            at.and_then(|at| self.table.columns.get(at).map(|(_, header)| Column::Cell { header: header.clone(), letter: letter(at) }));
        self.table.faults.add(self.table.file, Some(self.line), place, sentence);
    }

    /// The value of a cell that must not be empty; `None` where it is faulty.
    pub fn must<T, E: Into<Sentence>>(&self, column: C, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        if self.cell(column).is_empty() {
            // A missing column is one fault of the headers, not one of every line.
            if self.table.has(column) {
                self.fault(column, Sentence::new("不能为空，请填写", "must not be empty: fill it in"));
            }
            return None;
        }
        self.may(column, parse).flatten()
    }

    /// The value of a cell that may be empty (`Some(None)`); `None` where it is faulty.
    pub fn may<T, E: Into<Sentence>>(&self, column: C, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<Option<T>> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Some(None);
        }
        match parse(cell) {
            Ok(value) => Some(Some(value)),
            Err(_) if is_scientific(cell) => {
                let zh = "表格软件把数字改成了科学计数法，请把该列设为“文本”格式后重新填写";
                self.fault(
                    column,
                    Sentence::new(zh, "the spreadsheet turned the number into 1.3E+10: make the column “text” and type it again"),
                );
                None
            }
            Err(error) => {
                self.fault(column, error.into());
                None
            }
        }
    }

    /// Whether this value is new in its file; otherwise a fault names both lines.
    pub fn is_first(&self, seen: &mut BTreeMap<String, u32>, column: C, value: &str) -> bool {
        let Some(earlier) = seen.get(value) else {
            seen.insert(value.to_owned(), self.line);
            return true;
        };
        let zh = format!("“{value}”在第 {earlier} 行已经有了，请只保留一行");
        let en = format!("{value} stands in line {earlier} already: keep one of lines {earlier} and {}", self.line);
        self.fault(column, Sentence::new(zh, en));
        false
    }
}

/// The records of a CSV text with the line on which each begins, without empty lines and
/// comments. A record with a line break inside a cell is a fault: nearly always a
/// quotation mark that was never closed.
fn records(file: &str, text: &str, faults: &Faults) -> Vec<(u32, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut all = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map(|p| line_at(text.as_bytes(), usize::try_from(p.byte()).unwrap_or(usize::MAX)));
                faults.add(
                    file,
                    line,
                    None,
                    Sentence::new("这一行无法读取，请检查引号", "this line cannot be read: look at its quotation marks"),
                );
                continue;
            }
        };
        let line = record.position().map_or(0, |p| begins_on(text, p.byte()));
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) || cells.first().is_some_and(|c| c.starts_with('#')) {
            continue;
        }
        if cells.iter().any(|cell| cell.contains('\n')) {
            let zh = "单元格内有换行，或英文双引号没有成对，请更正";
            faults.add(
                file,
                Some(line),
                None,
                Sentence::new(zh, "a cell holds a line break, or a quotation mark is not closed: mend it"),
            );
            continue;
        }
        all.push((line, cells));
    }
    all
}

/// The line of the first character that is not a line end at or after `byte`: the reader
/// counts the empty lines before a record as part of it.
fn begins_on(text: &str, byte: u64) -> u32 {
    let start = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    let blank = text.as_bytes().iter().skip(start).take_while(|b| **b == b'\n').count();
    line_at(text.as_bytes(), start + blank)
}

fn is_scientific(cell: &str) -> bool {
    let split = cell.split_once(['E', 'e']).map(|(n, e)| (n, e.trim_start_matches('+')));
    split.is_some_and(|(n, e)| !e.is_empty() && e.bytes().all(|b| b.is_ascii_digit()) && n.parse::<f64>().is_ok())
}

/// A column's letter, as spreadsheets show it: 0 is A, 26 is AA.
fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { last.to_string() } else { format!("{}{last}", letter(at / 26 - 1)) }
}

fn list<C>(known: &[Header<C>]) -> String {
    let all: Vec<String> = known.iter().map(|h| format!("{} ({})", h.zh, h.en)).collect();
    all.join("、")
}

/// A whole number within bounds, full-width digits too.
pub(super) fn count(typed: &str, least: u32, most: u32) -> Result<u32, Sentence> {
    let number = half_width(typed).parse::<u32>().ok().filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| Sentence::new(format!("请填写 {least} 至 {most} 的整数"), format!("write a whole number from {least} to {most}")))
}

/// One of a few words; each may be written in Chinese or as the English code, whose case,
/// blanks and hyphens do not matter.
pub(super) fn one_of<T: Copy>(typed: &str, known: &[(T, &str, &str)]) -> Result<T, Sentence> {
    let plain = half_width(typed).trim().to_lowercase().replace([' ', '-'], "_");
    let found = known.iter().find(|(_, zh, en)| *zh == plain || *en == plain);
    found.map(|(value, _, _)| *value).ok_or_else(|| {
        let all: Vec<String> = known.iter().map(|(_, zh, en)| format!("{zh} ({en})")).collect();
        Sentence::new(
            format!("不认识“{}”，可填：{}", typed.trim(), all.join("、")),
            format!("“{}” is unknown: write one of these", typed.trim()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for text in ["a,b\n\n# note\n1,2\n\n\n3,\"x,y\"\n", "a,b\r\n\r\n# note\r\n1,2\r\n\r\n\r\n3,\"x,y\"\r\n"] {
            let faults = Faults::default();
            let lines = records("t.csv", &text.replace("\r\n", "\n"), &faults);
            let found: Vec<_> = lines.iter().map(|(line, cells)| (*line, cells.join("|"))).collect();
            assert_eq!(found, [(1, "a|b".into()), (4, "1|2".into()), (7, "3|x,y".into())]);
        }
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (at, shown) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")] {
            assert_eq!(letter(at), shown);
        }
    }

    #[test]
    fn what_a_spreadsheet_did_to_a_number_is_recognised() {
        for (cell, is) in [("1.38E+10", true), ("1E5", true), ("13800000000", false), ("EAST", false), ("12E", false)] {
            assert_eq!(is_scientific(cell), is, "{cell}");
        }
    }
}
