//! Hostile text through every field of every command and of every submission of a kiosk: what does
//! not show all that is in it must be refused, or come out clean; rare hanzi and U+00B7 must come out
//! as they went in, byte for byte.

mod strings;

use super::{Reach, Tally};
use crate::harness::{LEAD, Property, Random, pin, script};
use domain::{Command, Station};
use proto::v1::submission::What;
use proto::v1::{
    AddSurveyReasons, AddSurveyWord, AnswerSurvey, ComeByCode, Face, LeaveVisit, Purpose, RegisterVisit, ReportFound, ReportLoss,
};
use serde_json::Value;
use server::desk::answers::Key;
use server::services::{command, submission};
use strings::{hostile, rare};
use terminal::{ConsoleAnswer, ConsoleQuestion, LobbyOutcome};
use values::{At, Id, is_legible};

/// A text that every free field takes.
const PLAIN: &str = "样本";

/// Tries it.
///
/// # Errors
/// Nothing of it was tried.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let (mut tally, mut random) = (Tally::default(), Random::new(reach.seed));
    let hostile: Vec<String> = (0..reach.rounds(2_000, 100)).map(|_| hostile(&mut random)).collect();
    if let Some(plain) = hostile.iter().find(|text| is_legible(text.trim())) {
        return Err(format!("{plain:?} is not hostile"));
    }
    let fields = through_commands(&mut tally, &hostile) + through_submissions(&mut tally, &hostile);
    over_the_wire(&mut tally, &hostile, reach.rounds(200, 10));
    about_a_person(&mut tally, &hostile, reach.rounds(200, 10));
    tally.notes.push(format!("strings {}  fields {fields}", hostile.len()));
    if fields < 40 { Err(format!("only {fields} fields: the walk is broken")) } else { Ok(tally) }
}

/// Every string of every command of the scripted day in turn.
fn through_commands(tally: &mut Tally, hostile: &[String]) -> usize {
    let mut fields = 0;
    // An import is the operator's, and is read by rules of its own.
    for (name, command) in script::one_of_each().into_iter().filter(|(name, _)| name != "property.import") {
        let form = serde_json::to_value(&command).unwrap();
        for place in places(&form) {
            fields += 1;
            let with = |text: &str| replaced(&form, &place, text);
            let free = read(&with(PLAIN)).is_some_and(|c| strings_of(&c).iter().any(|s| s == PLAIN));
            for text in hostile {
                let clean = read(&with(text)).is_none_or(|c| strings_of(&c).iter().all(|s| is_legible(s)));
                tally.must_refuse(clean, || format!("{name}{place} took {text:?}"));
            }
            for text in rare().iter().filter(|_| free) {
                let kept = read(&with(text)).is_some_and(|c| strings_of(&c).iter().any(|s| s == text));
                tally.must_admit(kept, || format!("{name}{place} did not keep {text:?}"));
            }
        }
    }
    fields
}

fn read(form: &Value) -> Option<Command> {
    command::read(&serde_json::to_vec(form).unwrap())
}

/// The JSON pointers of all strings.
fn places(form: &Value) -> Vec<String> {
    let below = |key: &str, inner: &Value| places(inner).into_iter().map(|place| format!("/{key}{place}")).collect::<Vec<_>>();
    match form {
        Value::String(_) => vec![String::new()],
        Value::Array(items) => items.iter().enumerate().flat_map(|(n, item)| below(&n.to_string(), item)).collect(),
        Value::Object(fields) => fields.iter().flat_map(|(name, field)| below(name, field)).collect(),
        _ => Vec::new(),
    }
}

fn replaced(form: &Value, place: &str, text: &str) -> Value {
    let mut form = form.clone();
    if let Some(field) = form.pointer_mut(place) {
        *field = Value::String(text.to_owned());
    }
    form
}

fn strings_of(command: &Command) -> Vec<String> {
    let form = serde_json::to_value(command).unwrap();
    places(&form).iter().filter_map(|place| form.pointer(place)?.as_str().map(ToOwned::to_owned)).collect()
}

/// Every text field of what a kiosk submits.
fn through_submissions(tally: &mut Tally, hostile: &[String]) -> usize {
    let key = Key { terminal: Id::parse("kiosk-1").unwrap(), incarnation: "0".repeat(32), seq: 2 };
    let read = |what: What| submission::command(what, &key, At);
    for (field, what, free) in SUBMISSIONS {
        for text in hostile {
            let clean = read(what(text)).is_none_or(|c| strings_of(&c).iter().all(|s| is_legible(s)));
            tally.must_refuse(clean, || format!("{field} took {text:?}"));
        }
        for text in rare().iter().filter(|_| *free) {
            let kept = read(what(text)).is_some_and(|c| strings_of(&c).iter().any(|s| s == text));
            tally.must_admit(kept, || format!("{field} did not keep {text:?}"));
        }
    }
    SUBMISSIONS.len()
}

/// A field, a submission with a text in it, and whether it takes free text.
type Field = (&'static str, fn(&str) -> What, bool);

const SUBMISSIONS: &[Field] = &[
    ("register_visit.code", |t| What::RegisterVisit(RegisterVisit { code: t.into(), ..visit() }), false),
    ("register_visit.name", |t| What::RegisterVisit(RegisterVisit { name: t.into(), ..visit() }), true),
    ("register_visit.telephone", |t| What::RegisterVisit(RegisterVisit { telephone: t.into(), ..visit() }), false),
    ("register_visit.unit", |t| What::RegisterVisit(RegisterVisit { unit: t.into(), ..visit() }), false),
    ("register_visit.whom", |t| What::RegisterVisit(RegisterVisit { whom: t.into(), ..visit() }), true),
    (
        "register_visit.notice_version",
        |t| What::RegisterVisit(RegisterVisit { notice_version: t.into(), ..visit() }),
        false,
    ),
    ("leave_visit.code", |t| What::LeaveVisit(LeaveVisit { code: t.into(), shown: "0111".into() }), false),
    ("leave_visit.shown", |t| What::LeaveVisit(LeaveVisit { code: "010000".into(), shown: t.into() }), false),
    ("register_visit.plate", |t| What::RegisterVisit(RegisterVisit { plate: t.into(), ..visit() }), false),
    ("register_visit.company", |t| What::RegisterVisit(RegisterVisit { company: t.into(), ..visit() }), true),
    ("register_visit.identity", |t| What::RegisterVisit(RegisterVisit { identity: t.into(), ..visit() }), false),
    ("come_by_code.code", |t| What::ComeByCode(ComeByCode { code: t.into(), ..come() }), false),
    ("come_by_code.known", |t| What::ComeByCode(ComeByCode { known: t.into(), ..come() }), false),
    ("come_by_code.shown", |t| What::ComeByCode(ComeByCode { shown: t.into(), ..come() }), false),
    ("come_by_code.notice_version", |t| What::ComeByCode(ComeByCode { notice_version: t.into(), ..come() }), false),
    ("come_by_code.mark", |t| What::ComeByCode(ComeByCode { mark: t.into(), ..come() }), false),
    ("report_found.found_where", |t| What::ReportFound(ReportFound { found_where: t.into(), ..found() }), true),
    ("report_found.says", |t| What::ReportFound(ReportFound { says: t.into(), ..found() }), true),
    ("report_found.name", |t| What::ReportFound(ReportFound { name: t.into(), ..found() }), true),
    ("report_found.telephone", |t| What::ReportFound(ReportFound { telephone: t.into(), ..found() }), false),
    ("report_found.reference", |t| What::ReportFound(ReportFound { reference: t.into(), ..found() }), false),
    ("report_loss.reference", |t| What::ReportLoss(ReportLoss { reference: t.into(), ..loss() }), false),
    ("answer_survey.matter", |t| What::AnswerSurvey(AnswerSurvey { matter: t.into(), ..answer() }), true),
    (
        "add_survey_reasons.reasons",
        |t| What::AddSurveyReasons(AddSurveyReasons { answer_seq: 1, reasons: vec![t.into()] }),
        false,
    ),
    ("register_visit.mark", |t| What::RegisterVisit(RegisterVisit { mark: t.into(), ..visit() }), false),
    ("report_loss.unit", |t| What::ReportLoss(ReportLoss { unit: t.into(), ..loss() }), false),
    ("report_loss.unit_said", |t| What::ReportLoss(ReportLoss { unit_said: t.into(), ..loss() }), true),
    ("report_loss.name", |t| What::ReportLoss(ReportLoss { name: t.into(), ..loss() }), true),
    ("report_loss.telephone", |t| What::ReportLoss(ReportLoss { telephone: t.into(), ..loss() }), false),
    ("report_loss.lost_when", |t| What::ReportLoss(ReportLoss { lost_when: t.into(), ..loss() }), true),
    ("report_loss.lost_where", |t| What::ReportLoss(ReportLoss { lost_where: t.into(), ..loss() }), true),
    ("answer_survey.form", |t| What::AnswerSurvey(AnswerSurvey { form: t.into(), ..answer() }), false),
    ("answer_survey.area", |t| What::AnswerSurvey(AnswerSurvey { area: t.into(), ..answer() }), false),
    ("answer_survey.sitting", |t| What::AnswerSurvey(AnswerSurvey { sitting: t.into(), ..answer() }), false),
    ("add_survey_word.word", |t| What::AddSurveyWord(AddSurveyWord { answer_seq: 1, word: t.into() }), true),
];

fn visit() -> RegisterVisit {
    RegisterVisit {
        code: "010000".into(),
        name: PLAIN.into(),
        purpose: Purpose::Other.into(),
        people: 1,
        ..RegisterVisit::default()
    }
}

fn come() -> ComeByCode {
    ComeByCode {
        code: "010001".into(),
        known: "010000".into(),
        shown: "0111".into(),
        ..ComeByCode::default()
    }
}

fn found() -> ReportFound {
    ReportFound { found_where: PLAIN.into(), ..ReportFound::default() }
}

fn loss() -> ReportLoss {
    ReportLoss {
        name: PLAIN.into(),
        lost_when: PLAIN.into(),
        lost_where: PLAIN.into(),
        ..ReportLoss::default()
    }
}

fn answer() -> AnswerSurvey {
    AnswerSurvey {
        form: "2026-1".into(),
        area: "a".into(),
        face: Face::Happy.into(),
        sitting: "s".into(),
        matter: String::new(),
    }
}

/// The fields of what a lead asks about a person, by a real counter: the number, and the reason that
/// is kept for ever.
fn about_a_person(tally: &mut Tally, hostile: &[String], questions: u64) {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut ask = |telephone: &str, reason: &str| {
        counter.console(ConsoleQuestion::AboutPerson {
            number: LEAD.into(),
            pin: pin(LEAD).into(),
            telephone: telephone.to_owned().into(),
            reason: reason.into(),
            after: String::new(),
        })
    };
    for text in hostile.iter().take(usize::try_from(questions).unwrap_or_default()) {
        for (telephone, reason) in [("13811112222", text.as_str()), (text.as_str(), "样本原因")] {
            let answer = ask(telephone, reason);
            tally.must_refuse(matches!(answer, ConsoleAnswer::Failed(_)), || format!("{text:?} was asked about a person: {answer:?}"));
        }
    }
    for reason in rare().iter().map(|text| text.repeat(4)) {
        let answer = ask("13811112222", &reason);
        tally.must_admit(matches!(answer, ConsoleAnswer::About(_)), || format!("the reason {reason:?} was refused: {answer:?}"));
    }
}

/// The same by a real kiosk: what is kept at the end shows all that is in it, and rare names are kept.
fn over_the_wire(tally: &mut Tally, hostile: &[String], names: u64) {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let rounds = usize::try_from(names).unwrap_or_default();
    for text in hostile.iter().take(rounds) {
        let (seq, _) = kiosk.register(text, "13811112222");
        let (outcome, _) = kiosk.answer(seq);
        tally.must_refuse(outcome == LobbyOutcome::Unreadable, || format!("a visitor called {text:?} was {outcome:?}"));
    }
    for name in rare() {
        let (seq, code) = kiosk.register(name, "13811112222");
        let (outcome, _) = kiosk.answer(seq);
        let state = property.desk().state();
        let kept = state.visit.iter().any(|v| v.code == code && v.name.clear().is_some_and(|n| n.as_str() == *name));
        tally.must_admit(outcome == LobbyOutcome::Committed && kept, || format!("the name {name:?} was not kept: {outcome:?}"));
    }
}
