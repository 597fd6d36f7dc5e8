//! `procedures.toml`: what is done in an emergency, by whom and after what (E-1 to E-6,
//! B-25). A step may wait for others; a circle of steps that wait for each other could
//! never be ticked and is refused here.

use super::csv::one_of;
use super::fault::{Faults, Sentence};
use super::tree::{self, Section};
use domain::registers::emergencies::{Procedure, Ring, Step};
use std::collections::{BTreeMap, BTreeSet};
use values::Id;

/// The most steps of a procedure: more than fit before the eyes are not followed.
const MOST: usize = 30;

/// Who is rung and who acts, as they may be written.
const RINGS: &[(Ring, &str, &str)] = &[
    (Ring::ControlRoom, "监控室", "control_room"),
    (Ring::Counter, "前台", "counter"),
    (Ring::Engineering, "工程", "engineering"),
    (Ring::Security, "安保", "security"),
    (Ring::Lead, "领班", "lead"),
];

/// Reads the file; `None` where it is faulty.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<Vec<Procedure>> {
    tree::read(file, bytes, faults, |s| {
        let mut seen = BTreeSet::new();
        s.each("procedures", |p| procedure(p, &mut seen))
    })
}

fn procedure(p: &Section<'_>, seen: &mut BTreeSet<Id<Procedure>>) -> Option<Procedure> {
    let id: Option<Id<Procedure>> = p.text("code", Id::parse);
    let twice = id.as_ref().is_some_and(|id| !seen.insert(id.clone()));
    if twice {
        p.fault("code", Sentence::new("这个预案编号重复了，请改用另一个", "a procedure above has this code: choose another"));
    }
    let (version, title) = (p.number("version", None, 1..=9_999), p.phrase("title"));
    let evacuate = p.flag("evacuate");
    let (kiosk_title, kiosk_lines) = (p.phrase("kiosk_title"), p.phrases("kiosk_lines"));
    let rings = rings(p);
    let (sayings, telephones) = (p.phrases("sayings"), p.phrases("telephones"));
    let steps = steps(p);
    Some(Procedure {
        id: id.filter(|_| !twice)?,
        version: version?,
        title: title?,
        evacuate: evacuate?,
        kiosk_title: kiosk_title?,
        kiosk_lines: kiosk_lines?,
        rings: rings?,
        steps: steps?,
        sayings: sayings?,
        telephones: telephones?,
    })
}

fn rings(p: &Section<'_>) -> Option<Vec<Ring>> {
    let words = p.words("rings", |typed| one_of(typed, RINGS))?;
    let mut rings = Vec::with_capacity(words.len());
    for word in &words {
        if rings.contains(&word.value) {
            p.fault_at("rings", word, Sentence::new("同一个岗位只写一次", "name each post once"));
            return None;
        }
        rings.push(word.value);
    }
    if rings.is_empty() {
        p.fault("rings", Sentence::new("请写明先通知哪个岗位", "say which post is rung first"));
        return None;
    }
    Some(rings)
}

/// A step with the line of each step that it waits for.
struct Draft {
    step: Step,
    line: Vec<tree::Word<String>>,
}

fn steps(p: &Section<'_>) -> Option<Vec<Step>> {
    let drafts = p.each("steps", draft)?;
    if drafts.is_empty() || drafts.len() > MOST {
        p.fault("steps", Sentence::new(format!("请写 1 至 {MOST} 个步骤"), format!("write 1 to {MOST} steps")));
        return None;
    }
    let mut waits: BTreeMap<&str, &[String]> = BTreeMap::new();
    let mut fine = true;
    for Draft { step, .. } in &drafts {
        if waits.insert(&step.code, &step.after).is_some() {
            p.fault(
                "steps",
                Sentence::new(
                    format!("步骤“{}”重复了，请改用另一个编号", step.code),
                    format!("the step {} stands twice: choose another code", step.code),
                ),
            );
            fine = false;
        }
    }
    for before in drafts.iter().flat_map(|d| &d.line).filter(|b| !waits.contains_key(b.value.as_str())) {
        let sentence = Sentence::new(format!("没有步骤“{}”，请更正", before.value), format!("there is no step {}: mend it", before.value));
        p.fault_at("steps.after", before, sentence);
        fine = false;
    }
    if let Some(circle) = circle(&waits) {
        let circle = circle.join(" → ");
        p.fault(
            "steps",
            Sentence::new(
                format!("这些步骤互相等待，永远无法完成：{circle}"),
                format!("these steps wait for each other and could never be done: {circle}"),
            ),
        );
        fine = false;
    }
    fine.then(|| drafts.into_iter().map(|d| d.step).collect())
}

fn draft(s: &Section<'_>) -> Option<Draft> {
    let (code, post, text) = (s.text("code", Id::<Step>::parse), s.text("post", |typed| one_of(typed, RINGS)), s.phrase("text"));
    let line = s.words("after", |typed| Id::<Step>::parse(typed).map(String::from))?;
    let after = line.iter().map(|word| word.value.clone()).collect();
    Some(Draft { step: Step { code: code?.into(), post: post?, text: text?, after }, line })
}

/// The steps of one circle, the first named again at its end; `None` where there is none.
fn circle(waits: &BTreeMap<&str, &[String]>) -> Option<Vec<String>> {
    let mut free: BTreeSet<&str> = BTreeSet::new();
    let is_free = |step: &str, free: &BTreeSet<&str>| {
        waits
            .get(step)
            .is_none_or(|after| after.iter().all(|b| free.contains(b.as_str()) || !waits.contains_key(b.as_str())))
    };
    while let Some(next) = waits.keys().copied().find(|s| !free.contains(s) && is_free(s, &free)) {
        free.insert(next);
    }
    let mut walk: Vec<String> = vec![(*waits.keys().find(|s| !free.contains(*s))?).to_owned()];
    loop {
        let last = walk.last()?;
        let next = waits.get(last.as_str())?.iter().find(|b| waits.contains_key(b.as_str()) && !free.contains(b.as_str()))?;
        let met = walk.iter().position(|s| s == next);
        walk.push(next.clone());
        if let Some(met) = met {
            return walk.get(met..).map(<[String]>::to_vec);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_is_rung_can_be_written_in_both_spellings() {
        for ring in Ring::ALL {
            let (_, zh, en) = RINGS.iter().find(|(r, _, _)| *r == ring).unwrap();
            assert_eq!((one_of(zh, RINGS), one_of(en, RINGS)), (Ok(ring), Ok(ring)));
            assert_eq!(format!("\"{en}\""), serde_json::to_string(&ring).unwrap(), "the code is the one in the journal");
        }
    }

    #[test]
    fn a_circle_of_steps_is_found_wherever_it_is() {
        for (steps, expected) in [
            (&[("a", &[][..]), ("b", &["a"][..]), ("c", &["a", "b"][..])][..], None),
            (&[("a", &["a"][..])][..], Some("a a")),
            (&[("a", &["c"][..]), ("b", &["a"][..]), ("c", &["b"][..]), ("d", &[][..])][..], Some("a c b a")),
            (&[("a", &["b"][..]), ("b", &["c"][..]), ("c", &["b"][..])][..], Some("b c b")),
        ] {
            let owned: Vec<(&str, Vec<String>)> =
                steps.iter().map(|(s, after)| (*s, after.iter().map(|a| (*a).to_owned()).collect())).collect();
            let waits = owned.iter().map(|(s, after)| (*s, after.as_slice())).collect();
            assert_eq!(circle(&waits).map(|c| c.join(" ")).as_deref(), expected);
        }
    }
}
