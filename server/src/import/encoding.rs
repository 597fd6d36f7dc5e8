//! The text in a file's bytes. Only UTF-8 is read: guessing another encoding would turn a
//! name into another name without anybody noticing.

use super::fault::{Faults, Sentence};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The file's text without a byte order mark, or a fault that says how to save it.
pub(super) fn text<'b>(file: &str, bytes: &'b [u8], faults: &Faults) -> Option<&'b str> {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Some(text),
        Ok(_) => refuse(file, None, faults),
        Err(error) => refuse(file, Some(line_at(bytes, error.valid_up_to())), faults),
    }
}

fn refuse<'b>(file: &str, line: Option<u32>, faults: &Faults) -> Option<&'b str> {
    let zh = "文件不是 UTF-8 编码（可能是 GBK）。请用“另存为”选择“CSV UTF-8（逗号分隔）”，文本文件请选择 UTF-8，再试一次";
    let en = "the file is not UTF-8 (perhaps GBK): save it again as “CSV UTF-8 (comma delimited)”, a text file as UTF-8";
    faults.add(file, line, None, Sentence::new(zh, en));
    None
}

/// The line, from 1, on which the byte at `place` stands.
pub(super) fn line_at(bytes: &[u8], place: usize) -> u32 {
    let before = bytes.iter().take(place).filter(|b| **b == b'\n').count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// Full-width letters, digits and signs become ASCII; everything else stays.
pub(super) fn half_width(typed: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    typed.chars().map(narrow).collect()
}
