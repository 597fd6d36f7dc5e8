//! `post-items.csv`: what is counted at each post when it is handed over (H-8). The order
//! of the file is the order of the count.

use super::csv::{Header, Row, Table, count, one_of};
use super::fault::Faults;
use super::units::phrase;
use domain::registers::handover::Post;
use domain::registers::property::PostItem;
use std::collections::BTreeMap;
use values::{Id, Line};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Code,
    Post,
    Name,
    NameEnglish,
    Count,
}

const HEADERS: &[Header<Of>] = &[
    Header { column: Of::Code, zh: "编号", en: "code", must: true },
    Header { column: Of::Post, zh: "岗位", en: "post", must: true },
    Header { column: Of::Name, zh: "物品", en: "item", must: true },
    Header { column: Of::NameEnglish, zh: "物品英文", en: "item in english", must: false },
    Header { column: Of::Count, zh: "数量", en: "count", must: true },
];

/// The posts as they may be written.
const POSTS: &[(Post, &str, &str)] =
    &[(Post::Desk, "客服值班", "desk"), (Post::Counter, "前台岗", "counter"), (Post::ControlRoom, "监控岗", "control_room")];

/// Reads the file; `None` where it holds no table.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<Vec<PostItem>> {
    let table = Table::read(file, bytes, HEADERS, faults)?;
    let mut seen = BTreeMap::new();
    Some((1..).zip(table.rows()).filter_map(|(order, row)| item(&row, order, &mut seen)).collect())
}

fn item(row: &Row<'_, Of>, order: u32, seen: &mut BTreeMap<String, u32>) -> Option<PostItem> {
    let id = row.must(Of::Code, Id::parse).filter(|c: &Id<PostItem>| row.is_first(seen, Of::Code, c.as_str()));
    let post = row.must(Of::Post, |typed| one_of(typed, POSTS));
    let name = row.must(Of::Name, Line::parse);
    let english = row.may(Of::NameEnglish, Line::parse);
    let count = row.must(Of::Count, |typed| count(typed, 1, 9_999));
    Some(PostItem { id: id?, post: post?, name: phrase(name, english?)?, count: count?, order })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_post_can_be_written_in_both_spellings() {
        for post in Post::ALL {
            let (_, zh, en) = POSTS.iter().find(|(p, _, _)| *p == post).unwrap();
            assert_eq!((one_of(zh, POSTS), one_of(en, POSTS)), (Ok(post), Ok(post)));
            assert_eq!(format!("\"{en}\""), serde_json::to_string(&post).unwrap(), "the code is the one in the journal");
        }
    }
}
