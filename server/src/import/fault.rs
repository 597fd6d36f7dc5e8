//! What is wrong with a property's files, and where: every fault names file, line and
//! column, and says in Chinese and English what to write instead.

use std::cell::{Cell, RefCell};
use std::fmt;
use values::Invalid;

/// The most faults that one reading lists: a person mends these first and reads again.
const MOST: usize = 100;

/// One thing to mend in a property's files. Its sentence repeats nothing from the columns
/// of names, telephones and PINs, only numbers and codes, so that it may be printed and
/// logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line in it, from 1; `None` where the whole file is meant.
    pub line: Option<u32>,
    /// Where in that line.
    pub column: Option<Column>,
    /// What to do, in Chinese and English.
    pub sentence: String,
}

/// Where in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A cell of a table.
    Cell {
        /// The column's header, as written in the file.
        header: String,
        /// The column's letter, as a spreadsheet shows it ("D", "AA").
        letter: String,
    },
    /// A key of a settings file, with its sections ("alarm.step_within_s").
    Key(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, " 第 {line} 行")?;
        }
        match (&self.column, self.line) {
            (Some(Column::Cell { header, letter }), Some(line)) => write!(f, " “{header}” (line {line}, column {letter})")?,
            (Some(Column::Cell { header, letter }), None) => write!(f, " “{header}” (column {letter})")?,
            (Some(Column::Key(key)), Some(line)) => write!(f, " “{key}” (line {line})")?,
            (Some(Column::Key(key)), None) => write!(f, " “{key}”")?,
            (None, Some(line)) => write!(f, " (line {line})")?,
            (None, None) => {}
        }
        write!(f, ": {}", self.sentence)
    }
}

/// What to do, first in Chinese, then in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence(String);

impl Sentence {
    /// The same advice in both languages.
    pub fn new(zh: impl fmt::Display, en: impl fmt::Display) -> Self {
        Self(format!("{zh} / {en}"))
    }
}

impl From<Invalid> for Sentence {
    fn from(invalid: Invalid) -> Self {
        let zh = match invalid.what {
            "telephone" => "请填写 11 位手机号、带区号的座机号，或以 + 和国家代码开头的号码",
            "unit number" => "请按门牌填写 1 至 24 个字母、数字或连字符",
            "key number" => "请按钥匙牌填写 1 至 24 个字母、数字或连字符",
            "staff number" => "请填写 3 至 8 位数字的工号",
            "name" => "请填写 1 至 50 个字的姓名，不要含看不见的字符",
            "line of text" => "请填写 1 至 200 个字，不要含看不见的字符",
            "text" => "请填写 1 至 2000 个字，不要含看不见的字符",
            "record id" => "请填写 1 至 64 个英文字母、数字、点、冒号、下划线或连字符",
            other => return Self::new(format!("内容不符合要求（{other}），请更正"), invalid.advice),
        };
        Self::new(zh, invalid.advice)
    }
}

/// The faults met so far. Readers share it and go on after a fault, so that one reading
/// finds as many as it can.
#[derive(Debug, Default)]
pub(super) struct Faults {
    met: RefCell<Vec<Fault>>,
    beyond: Cell<usize>,
}

impl Faults {
    /// Notes a fault.
    pub fn add(&self, file: &str, line: Option<u32>, column: Option<Column>, sentence: Sentence) {
        let mut met = self.met.borrow_mut();
        if met.len() < MOST {
            met.push(Fault { file: file.to_owned(), line, column, sentence: sentence.0 });
        } else {
            self.beyond.set(self.beyond.get() + 1);
        }
    }

    /// Whether none was met.
    pub fn is_empty(&self) -> bool {
        self.met.borrow().is_empty()
    }

    /// All that were met, by file and line; a last one without a file tells how many more
    /// there were than a list can hold.
    pub fn into_list(self) -> Vec<Fault> {
        let mut list = self.met.into_inner();
        list.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        let beyond = self.beyond.get();
        if beyond > 0 {
            let sentence = Sentence::new(
                format!("另有 {beyond} 处错误未列出，请先更正以上各处"),
                format!("{beyond} more faults are not listed: mend these first"),
            )
            .0;
            list.push(Fault { file: "…".to_owned(), line: None, column: None, sentence });
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where_it_is_in_the_words_of_the_file() {
        let cell = Column::Cell { header: "电话".into(), letter: "D".into() };
        for (line, column, shown) in [
            (Some(14), Some(cell), "units.csv 第 14 行 “电话” (line 14, column D): 请更正 / mend it"),
            (
                Some(9),
                Some(Column::Key("alarm.step_within_s".into())),
                "units.csv 第 9 行 “alarm.step_within_s” (line 9): 请更正 / mend it",
            ),
            (Some(2), None, "units.csv 第 2 行 (line 2): 请更正 / mend it"),
            (None, None, "units.csv: 请更正 / mend it"),
        ] {
            let fault = Fault {
                file: "units.csv".into(),
                line,
                column,
                sentence: Sentence::new("请更正", "mend it").0,
            };
            assert_eq!(fault.to_string(), shown);
        }
    }

    #[test]
    fn a_hundred_faults_are_listed_and_the_rest_are_counted() {
        let faults = Faults::default();
        for line in (1..=105).rev() {
            faults.add("units.csv", Some(line), None, Sentence::new("请更正", "mend it"));
        }
        let list = faults.into_list();
        assert_eq!((list.len(), list[0].line), (101, Some(6)));
        assert!(list[100].sentence.contains("5 more"));
    }
}
