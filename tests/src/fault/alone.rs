//! A kiosk in a process of its own, away from its server: it saves one item after the other, says so
//! on its standard output, and waits to be killed.

use crate::harness::MONDAY;
use proto::v1::submission::What;
use proto::v1::{AddSurveyWord, AnswerSurvey, Face, KeyKind, LeaveVisit, Purpose, RegisterVisit, ReportLoss, RingCounter, Submission};
use std::io::Read;
use std::path::Path;
use terminal::{Identity, LobbyLink};
use values::VisitCode;

/// Items come in turns of so many.
pub const KINDS: u64 = 8;
/// These of a turn register somebody.
pub const REGISTERS: [u64; 3] = [0, 1, 2];
/// This one of a turn leaves with the first code of the turn; in the first turn there is none.
pub const LEAVES: u64 = 7;
/// Over so many milliseconds the items are spread.
const THREE_DAYS: u64 = 72 * 60 * 60 * 1_000;

/// Saves what is missing of so many items, then waits for its end.
///
/// # Errors
/// The kiosk does not start, or an item is not saved.
pub fn alone(dir: &Path, items: u64) -> Result<(), String> {
    let identity = Identity::load(dir).map_err(|e| e.to_string())?;
    let mut link = LobbyLink::start(identity, Box::new(|| {})).map_err(|e| e.to_string())?;
    let number = link.number().and_then(|n| u8::try_from(n).ok()).ok_or("it was never connected")?;
    println!("next {}", link.next_seq());
    while link.next_seq() <= items {
        let seq = link.next_seq();
        let made_at_ms = MONDAY.0 + i64::try_from(seq * THREE_DAYS / items).unwrap_or_default();
        let what = Some(what(seq, number, made_at_ms));
        let saved = link.submit(Submission { made_at_ms, what }).map_err(|e| e.to_string())?;
        println!("saved {saved}");
    }
    std::io::stdin().read_to_end(&mut Vec::new()).map(drop).map_err(|e| e.to_string())
}

fn what(seq: u64, number: u8, at: i64) -> What {
    let text = str::to_owned;
    let code = |seq| VisitCode::made_by(number, seq).to_string();
    match seq % KINDS {
        3 => What::ReportLoss(ReportLoss {
            unit: text("1201"),
            unit_said: String::new(),
            kind: KeyKind::Door.into(),
            name: text("样本报失人"),
            telephone: text("13800000111"),
            lost_when: text("今天上午"),
            lost_where: text("一层大堂"),
            ..ReportLoss::default()
        }),
        4 => What::AnswerSurvey(AnswerSurvey {
            form: text("2026-1"),
            area: text("front_desk"),
            face: Face::Happy.into(),
            sitting: format!("s{seq}"),
            matter: String::new(),
        }),
        5 => What::AddSurveyWord(AddSurveyWord { answer_seq: seq - 1, word: text("样本留言") }),
        6 => What::RingCounter(RingCounter {}),
        LEAVES => What::LeaveVisit(LeaveVisit { code: code(seq - LEAVES), shown: text("0111") }),
        _ => What::RegisterVisit(RegisterVisit {
            code: code(seq),
            name: text("样本访客"),
            telephone: text("13800000111"),
            unit: text("1201"),
            whom: String::new(),
            purpose: Purpose::Meeting.into(),
            people: 1,
            children: 0,
            notice_version: text("2026-1"),
            agreed_at_ms: at,
            ..RegisterVisit::default()
        }),
    }
}
