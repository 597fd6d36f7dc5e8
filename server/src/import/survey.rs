//! `survey.toml`: one version of the form 《业主满意率调查表》 (U-2).

use super::fault::{Faults, Sentence};
use super::tree::{self, Section};
use domain::registers::surveys::{Area, MOST_REASONS, Reason, SurveyForm};
use std::collections::BTreeSet;
use values::Id;

/// The most areas that fit on one screen of the kiosk.
const MOST: usize = 12;

/// Reads the file; `None` where it is faulty.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<SurveyForm> {
    tree::read(file, bytes, faults, form)
}

fn form(s: &Section<'_>) -> Option<SurveyForm> {
    let (id, from, title) = (s.text("version", Id::parse), s.instant("from"), s.phrase("title"));
    let mut seen = BTreeSet::new();
    let areas = s.each("areas", |a| area(a, &mut seen));
    let areas = areas?;
    if areas.is_empty() || areas.len() > MOST {
        s.fault("areas", Sentence::new(format!("请写 1 至 {MOST} 个 [[areas]]"), format!("write 1 to {MOST} [[areas]]")));
        return None;
    }
    Some(SurveyForm { id: id?, title: title?, areas, from: from? })
}

fn area(a: &Section<'_>, seen: &mut BTreeSet<String>) -> Option<Area> {
    let (code, zh_en) = (a.text("code", Id::<Area>::parse), a.phrase("name"));
    let code = String::from(code?);
    if !seen.insert(code.clone()) {
        a.fault("code", twice(&code));
        return None;
    }
    let mut codes = BTreeSet::new();
    let reasons = a.each("reasons", |r| reason(r, &mut codes))?;
    if reasons.len() > MOST_REASONS {
        a.fault("reasons", Sentence::new(format!("最多写 {MOST_REASONS} 项"), format!("write at most {MOST_REASONS}")));
        return None;
    }
    Some(Area { code, name: zh_en?, reasons })
}

fn reason(r: &Section<'_>, seen: &mut BTreeSet<String>) -> Option<Reason> {
    let (code, name) = (r.text("code", Id::<Reason>::parse), r.phrase("name"));
    let code = String::from(code?);
    if !seen.insert(code.clone()) {
        r.fault("code", twice(&code));
        return None;
    }
    Some(Reason { code, name: name? })
}

fn twice(code: &str) -> Sentence {
    Sentence::new(format!("“{code}”重复了，请改用另一个编号"), format!("{code} stands above already: choose another code"))
}
