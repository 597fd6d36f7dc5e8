//! `price-list.csv`: the published prices of paid services (R-6, G-23). The file is one
//! version of the list; a new price is a new version, so that a quotation keeps its own.

use super::csv::{Header, Row, Table};
use super::encoding::half_width;
use super::fault::{Faults, Sentence};
use super::units::phrase;
use domain::registers::property::{Price, PriceList};
use std::collections::BTreeMap;
use values::{Fen, Id, Line};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Version,
    Code,
    Service,
    ServiceEnglish,
    Per,
    Price,
}

const HEADERS: &[Header<Of>] = &[
    Header { column: Of::Version, zh: "版本", en: "version", must: true },
    Header { column: Of::Code, zh: "编号", en: "code", must: true },
    Header { column: Of::Service, zh: "服务项目", en: "service", must: true },
    Header {
        column: Of::ServiceEnglish,
        zh: "服务项目英文",
        en: "service in english",
        must: false,
    },
    Header { column: Of::Per, zh: "单位", en: "per", must: true },
    Header { column: Of::Price, zh: "单价", en: "price", must: true },
];

/// Reads the file; `None` where it holds no table or no version.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<PriceList> {
    let table = Table::read(file, bytes, HEADERS, faults)?;
    let mut version: Option<Id<PriceList>> = None;
    let mut seen = BTreeMap::new();
    let mut lines = Vec::new();
    for row in table.rows() {
        // An empty cell means the version of the line before.
        if version.is_none() || !row.cell(Of::Version).is_empty() {
            version = one_version(&row, version);
        }
        lines.extend(price(&row, &mut seen));
    }
    if table.rows().next().is_none() {
        faults.add(
            file,
            None,
            None,
            Sentence::new("价目表没有任何一行，请至少填写一项", "the price list has no line: write at least one"),
        );
    }
    Some(PriceList { id: version?, lines })
}

fn one_version(row: &Row<'_, Of>, before: Option<Id<PriceList>>) -> Option<Id<PriceList>> {
    let written = row.must(Of::Version, Id::parse);
    if let (Some(written), Some(before)) = (&written, &before)
        && written != before
    {
        let zh = format!("本文件只能有一个版本，前面写的是“{before}”");
        row.fault(Of::Version, Sentence::new(zh, format!("one file is one version, and above it is {before}")));
    }
    before.or(written)
}

fn price(row: &Row<'_, Of>, seen: &mut BTreeMap<String, u32>) -> Option<Price> {
    let code = row.must(Of::Code, Id::<Price>::parse).filter(|c| row.is_first(seen, Of::Code, c.as_str()));
    let service = row.must(Of::Service, Line::parse);
    let english = row.may(Of::ServiceEnglish, Line::parse);
    let per = row.must(Of::Per, Line::parse);
    let price = row.must(Of::Price, yuan);
    Some(Price {
        code: code?.into(),
        service: phrase(service, english?)?,
        per: per?.into(),
        price: price?,
    })
}

/// Yuan with at most two decimals, with or without ¥ before or 元 after.
fn yuan(typed: &str) -> Result<Fen, Sentence> {
    let plain = half_width(typed);
    let plain = plain.trim_start_matches(['¥', '￥']).trim_end_matches('元');
    Fen::from_yuan(plain).ok_or_else(|| {
        Sentence::new(
            "请填写以元为单位的金额，最多两位小数，例如 35 或 35.50",
            "write yuan with at most two decimals, such as 35 or 35.50",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_yuan_and_nothing_else() {
        for (typed, fen) in [
            ("35", Some(3_500)),
            ("３５．５", Some(3_550)),
            ("¥35.50", Some(3_550)),
            ("￥35", Some(3_500)),
            ("35元", Some(3_500)),
            ("面议", None),
            ("35.555", None),
            ("-5", None),
            ("1,000", None),
        ] {
            assert_eq!(yuan(typed).ok().map(|f| f.0), fen, "{typed}");
        }
    }
}
