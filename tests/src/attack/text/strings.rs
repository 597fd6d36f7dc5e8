//! Hostile text, and text that only looks unusual.

use crate::harness::Random;

/// Text that must not get in, of all kinds.
pub fn hostile(random: &mut Random) -> String {
    let before = ["", "张三", "a", "=1+1", "样本 样本"][pick(random, 5)];
    let after = ["", "李四", "b", "@SUM(A1)", "13800000000"][pick(random, 5)];
    let middle = match random.below(9) {
        0 => among(random, &[0x202A..=0x202E, 0x2066..=0x2069, 0x200E..=0x200F, 0x61C..=0x61C]),
        1 => among(random, &[0x200B..=0x200D, 0x2060..=0x2064, 0xFEFF..=0xFEFF, 0xAD..=0xAD, 0x180E..=0x180E]),
        2 => format!("x{}", among(random, &[0x300..=0x36F]).repeat(7 + pick(random, 40)).replace('\u{34F}', "\u{301}")),
        3 => among(random, &[0x378..=0x379, 0xE0080..=0xE00FF, 0x40000..=0x4FFFD, 0x1FFFE..=0x1FFFF, 0xFDD0..=0xFDEF]),
        4 => format!("x{}", among(random, &[0xE0001..=0xE0001, 0xE0020..=0xE007F])),
        // On nothing: after a space.
        5 => format!("x {}x", among(random, &[0xFE00..=0xFE0F, 0xE0100..=0xE01EF])),
        6 => format!("x {}x", among(random, &[0x301..=0x34E, 0x483..=0x487, 0x20D0..=0x20DC])),
        7 => format!("x{}x", among(random, &[0x0..=0x8, 0xE..=0x1F, 0x7F..=0x84, 0x86..=0x9F, 0x2028..=0x2029])),
        _ => format!("x{}x", among(random, &[0x3164..=0x3164, 0xFFA0..=0xFFA0, 0x115F..=0x1160, 0x2800..=0x2800])),
    };
    // At an end it might be trimmed away, which is clean.
    format!("{before}x{middle}x{after}")
}

/// Names that must come out byte for byte.
pub const fn rare() -> &'static [&'static str] {
    &[
        "𠮷野",
        "㐀䶵",
        "𬱖𡚸",
        "\u{2CEB0}\u{2EBF0}\u{30000}",
        "阿卜杜拉·买买提",
        "﨑山",
        "葛\u{E0100}城",
        "Nguyễn Thị",
        "Zoë",
        "བསྟན་འཛིན",
        "=样本",
        "+样本",
        "ئۇيغۇر",
    ]
}

fn among(random: &mut Random, ranges: &[std::ops::RangeInclusive<u32>]) -> String {
    let range = &ranges[pick(random, ranges.len() as u64)];
    let one = range.start() + u32::try_from(random.below(u64::from(range.end() - range.start()) + 1)).unwrap_or_default();
    char::from_u32(one).map(String::from).unwrap_or_default()
}

fn pick(random: &mut Random, of: u64) -> usize {
    usize::try_from(random.below(of)).unwrap_or_default()
}
