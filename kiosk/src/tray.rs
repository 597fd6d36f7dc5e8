//! What visitors want, on its way to the server: asked for by a page, saved by the link,
//! answered by the server. A page holds a [`Ticket`] and looks how it stands.

use std::collections::VecDeque;

use proto::v1::submission::What;
use proto::v1::{KioskRefusal, Submission};
use terminal::LobbyOutcome;
use values::{At, ReportNumber, VisitCode};

/// Names one submission on this side, until it is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// How a submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A page has asked for it in this frame.
    Asked,
    /// On this kiosk's disk; the server has not answered (B-07).
    Saved,
    /// The server has it.
    Done,
    /// A rule said no.
    Refused(KioskRefusal),
    /// Not on the disk, and it will not be sent.
    NotSaved,
}

/// The submissions that are asked for or not yet forgotten.
#[derive(Debug, Default)]
pub struct Tray {
    last: u64,
    asked: VecDeque<(Ticket, Submission)>,
    in_hand: Option<Ticket>,
    sent: Vec<Sent>,
}

#[derive(Debug)]
struct Sent {
    ticket: Ticket,
    progress: Progress,
    seq: Option<u64>,
    code: Option<VisitCode>,
    reference: Option<ReportNumber>,
}

/// What the link says before it is given a submission: from these the visitor's codes are made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers {
    /// The kiosk's number; none before it was ever connected, and then the link takes nothing.
    pub kiosk: Option<u32>,
    /// The count of the next visit code.
    pub count: u64,
    /// The seq of the next submission.
    pub seq: u64,
}

impl Tray {
    /// Asks for a submission, made at `made_at` by this kiosk's clock.
    pub fn put(&mut self, what: What, made_at: At) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.asked.push_back((ticket, Submission { made_at_ms: made_at.0, what: Some(what) }));
        self.sent.push(Sent { ticket, progress: Progress::Asked, seq: None, code: None, reference: None });
        ticket
    }

    /// The same for what no page asks about: it has no ticket, and nothing is forgotten of it.
    pub fn post(&mut self, what: What, made_at: At) {
        self.last += 1;
        self.asked.push_back((Ticket(self.last), Submission { made_at_ms: made_at.0, what: Some(what) }));
    }

    /// Whether somebody waits for the answer to `seq`.
    #[must_use]
    pub fn awaits(&self, seq: u64) -> bool {
        self.sent.iter().any(|sent| sent.seq == Some(seq))
    }

    /// The next one to be given to the link; a visit that begins gets its code here, a report its number.
    pub fn next(&mut self, numbers: Numbers) -> Option<Submission> {
        let (ticket, mut submission) = self.asked.pop_front()?;
        self.in_hand = Some(ticket);
        let kiosk = u8::try_from(numbers.kiosk.unwrap_or_default() % 100).unwrap_or_default();
        let (mut code, mut reference) = (None, None);
        match &mut submission.what {
            Some(What::RegisterVisit(visit)) => visit.code = code.insert(VisitCode::made_by(kiosk, numbers.count)).to_string(),
            Some(What::ComeByCode(visit)) => visit.code = code.insert(VisitCode::made_by(kiosk, numbers.count)).to_string(),
            Some(What::ReportLoss(report)) => report.reference = reference.insert(ReportNumber::made_by(kiosk, numbers.seq)).to_string(),
            Some(What::ReportFound(report)) => report.reference = reference.insert(ReportNumber::made_by(kiosk, numbers.seq)).to_string(),
            Some(What::LeaveVisit(_) | What::RingCounter(_) | What::DeviceTrouble(_)) | None => {}
            Some(What::AnswerSurvey(_) | What::AddSurveyReasons(_) | What::AddSurveyWord(_)) => {}
        }
        if let Some(sent) = self.find(ticket) {
            (sent.code, sent.reference) = (code, reference);
        }
        Some(submission)
    }

    /// What became of the one handed out last: its seq, or nothing was saved.
    pub fn submitted(&mut self, saved: Option<u64>) {
        let Some(ticket) = self.in_hand.take() else { return };
        if let Some(sent) = self.find(ticket) {
            sent.seq = saved;
            sent.progress = if saved.is_some() { Progress::Saved } else { Progress::NotSaved };
        }
    }

    /// The server's final answer to `seq`.
    pub fn answered(&mut self, seq: u64, outcome: LobbyOutcome, refusal: KioskRefusal) {
        let Some(sent) = self.sent.iter_mut().find(|sent| sent.seq == Some(seq)) else { return };
        sent.progress = match outcome {
            LobbyOutcome::Committed => Progress::Done,
            LobbyOutcome::Refused => Progress::Refused(refusal),
            LobbyOutcome::Unreadable | LobbyOutcome::KeyTaken => Progress::Refused(KioskRefusal::AskTheCounter),
        };
    }

    /// How a submission stands; one that was forgotten was not saved as far as anyone can tell.
    #[must_use]
    pub fn progress(&self, ticket: Ticket) -> Progress {
        self.get(ticket).map_or(Progress::NotSaved, |sent| sent.progress)
    }

    /// Its number, once it is saved.
    #[must_use]
    pub fn seq(&self, ticket: Ticket) -> Option<u64> {
        self.get(ticket)?.seq
    }

    /// The number of a report, once it was handed out.
    #[must_use]
    pub fn reference(&self, ticket: Ticket) -> Option<&ReportNumber> {
        self.get(ticket)?.reference.as_ref()
    }

    /// The visit code of a registration, once it was handed out.
    #[must_use]
    pub fn code(&self, ticket: Ticket) -> Option<&VisitCode> {
        self.get(ticket)?.code.as_ref()
    }

    /// Forgets one ticket that nobody looks at any more. What is asked for still goes out.
    pub fn let_go(&mut self, ticket: Ticket) {
        self.sent.retain(|sent| sent.ticket != ticket);
    }

    /// Forgets every ticket but `kept` (B-01). What is asked for still goes out.
    pub fn forget(&mut self, kept: Option<Ticket>) {
        self.sent.retain(|sent| Some(sent.ticket) == kept);
    }

    fn get(&self, ticket: Ticket) -> Option<&Sent> {
        self.sent.iter().find(|sent| sent.ticket == ticket)
    }

    fn find(&mut self, ticket: Ticket) -> Option<&mut Sent> {
        self.sent.iter_mut().find(|sent| sent.ticket == ticket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proto::v1::{RegisterVisit, RingCounter};

    #[test]
    fn the_code_is_made_from_the_number_and_the_count_that_the_link_says() {
        let mut tray = Tray::default();
        let ticket = tray.put(What::RegisterVisit(RegisterVisit::default()), At(7));
        let submission = tray.next(Numbers { kiosk: Some(12), count: 34, seq: 34 }).unwrap();
        let Some(What::RegisterVisit(visit)) = submission.what else { panic!() };
        assert_eq!(visit.code, VisitCode::made_by(12, 34).as_str());
        assert_eq!(tray.code(ticket).map(VisitCode::as_str), Some(visit.code.as_str()));
        assert_eq!(submission.made_at_ms, 7);
    }

    #[test]
    fn k4_a_report_gets_the_kiosks_number_and_the_seq_that_it_is_saved_under() {
        let mut tray = Tray::default();
        let ticket = tray.put(What::ReportLoss(proto::v1::ReportLoss::default()), At(7));
        let submission = tray.next(Numbers { kiosk: Some(3), count: 90, seq: 12 }).unwrap();
        let Some(What::ReportLoss(report)) = submission.what else { panic!() };
        assert_eq!(report.reference, "03-012");
        assert_eq!(tray.reference(ticket).map(ReportNumber::as_str), Some("03-012"));
    }

    #[test]
    fn a_submission_stands_as_it_was_last_told() {
        use LobbyOutcome::{Committed, KeyTaken, Refused, Unreadable};
        let unknown = KioskRefusal::UnknownCode;
        for (saved, answer, progress) in [
            (None, None, Progress::NotSaved),
            (Some(5), None, Progress::Saved),
            (Some(5), Some((5, Committed)), Progress::Done),
            (Some(5), Some((5, Refused)), Progress::Refused(unknown)),
            (Some(5), Some((5, Unreadable)), Progress::Refused(KioskRefusal::AskTheCounter)),
            (Some(5), Some((5, KeyTaken)), Progress::Refused(KioskRefusal::AskTheCounter)),
            (Some(5), Some((6, Committed)), Progress::Saved),
        ] {
            let mut tray = Tray::default();
            let ticket = tray.put(What::RingCounter(RingCounter {}), At(0));
            assert_eq!(tray.progress(ticket), Progress::Asked);
            assert!(
                tray.next(Numbers { kiosk: Some(1), count: 5, seq: 5 }).is_some()
                    && tray.next(Numbers { kiosk: Some(1), count: 6, seq: 6 }).is_none()
            );
            tray.submitted(saved);
            if let Some((seq, outcome)) = answer {
                tray.answered(seq, outcome, unknown);
            }
            assert_eq!(tray.progress(ticket), progress);
        }
    }

    #[test]
    fn what_is_forgotten_still_goes_out() {
        let mut tray = Tray::default();
        let ticket = tray.put(What::RingCounter(RingCounter {}), At(0));
        tray.forget(None);
        assert!(tray.next(Numbers { kiosk: Some(1), count: 1, seq: 1 }).is_some());
        tray.submitted(Some(1));
        assert_eq!(tray.progress(ticket), Progress::NotSaved);
    }

    #[test]
    fn b12_an_answer_that_comes_again_after_a_restore_touches_only_its_own_submission() {
        let mut tray = Tray::default();
        let ticket = tray.put(What::RingCounter(RingCounter {}), At(0));
        assert!(tray.next(Numbers { kiosk: Some(1), count: 9, seq: 9 }).is_some());
        tray.submitted(Some(9));
        for long_forgotten in [1, 8, 10] {
            tray.answered(long_forgotten, LobbyOutcome::Refused, KioskRefusal::AskTheCounter);
        }
        assert_eq!(tray.progress(ticket), Progress::Saved);
    }
}
