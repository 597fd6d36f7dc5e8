//! What a command was about, in the words of whoever made it: for the list of what waits and what
//! came back. It may name people, so it is shown to who is signed in and goes to no log.

use crate::phrases;
use domain::registers::found_keys::FoundKey;
use domain::registers::keys::{Key, Loss};
use domain::registers::matters::Matter;
use domain::registers::releases::Release;
use domain::registers::visits::Visit;
use domain::registers::{appointments, emergencies, found_keys, handover, keys, matters, notices, releases, visits};
use domain::{Command, State};
use look::words::Words;
use std::fmt::Display;
use values::{Id, Personal};

/// In a line; nothing where the command's name says all.
#[must_use]
pub fn gist(words: &Words, state: &State, command: &Command) -> Option<String> {
    let gist = Gist { words, state };
    match command {
        Command::Visits(command) => gist.visits(command),
        Command::Appointments(command) => gist.appointments(command),
        Command::FoundKeys(command) => gist.found_keys(command),
        Command::Keys(command) => gist.keys(command),
        Command::Releases(command) => gist.releases(command),
        Command::Notices(command) => gist.notices(command),
        Command::Matters(command) => gist.matters(command),
        Command::Handover(command) => gist.handover(command),
        Command::Emergencies(command) => gist.emergencies(command),
        Command::DutyLog(never) => match *never {},
        Command::Property(_) | Command::Staff(_) | Command::Terminals(_) => None,
        Command::Clock(_) | Command::Surveys(_) | Command::Calls(_) | Command::Archive(_) => None,
        Command::Erasures(_) | Command::Corrections(_) | Command::Devices(_) => None,
    }
}

struct Gist<'a> {
    words: &'a Words,
    state: &'a State,
}

impl Gist<'_> {
    fn said<T: Display>(&self, value: &Personal<T>) -> String {
        phrases::personal(self.words, value, T::to_string)
    }

    fn visitor(&self, visit: &Id<Visit>) -> Option<String> {
        self.state.visit.get(visit).map(|v| self.said(&v.name))
    }

    fn key(&self, key: &Id<Key>) -> Option<String> {
        self.state.key.get(key).map(|k| k.number.to_string())
    }

    fn loss(&self, loss: &Id<Loss>) -> Option<String> {
        self.state.loss.get(loss).map(|l| l.number.clone())
    }

    fn release(&self, release: &Id<Release>) -> Option<String> {
        self.state.release.get(release).map(|r| r.number.clone())
    }

    fn matter(&self, matter: &Id<Matter>) -> Option<String> {
        self.state.matter.get(matter).map(|m| m.number.clone())
    }

    /// A number and what was said of it.
    fn of(number: Option<String>, said: String) -> Option<String> {
        Some(number.map_or_else(|| said.clone(), |number| format!("{number} · {said}")))
    }

    fn visits(&self, command: &visits::Command) -> Option<String> {
        use visits::Command as C;
        match command {
            C::Register { name, .. } => Some(self.said(name)),
            C::IssuePass { visit, pass } => Self::of(self.visitor(visit), pass.to_string()),
            C::SignOut { visit, .. } => self.visitor(visit),
            C::RecordAnswer { visit, .. } => self.visitor(visit),
            C::SignOutByCode { code } | C::ComeByCode { code, .. } => Some(code.to_string()),
        }
    }

    fn appointments(&self, command: &appointments::Command) -> Option<String> {
        use appointments::Command as C;
        match command {
            C::Make { name, .. } => Some(self.said(name)),
            C::Withdraw { appointment } | C::Arrive { appointment, .. } => {
                self.state.appointment.get(appointment).map(|a| self.said(&a.name))
            }
            C::Lapse { .. } => None,
        }
    }

    fn found_keys(&self, command: &found_keys::Command) -> Option<String> {
        use found_keys::Command as C;
        let number = |found: &Id<FoundKey>| self.state.found_key.get(found).map(|f| f.number.clone());
        match command {
            C::Report { found_where, .. } => Some(self.said(found_where)),
            C::Receive { found } => number(found),
            C::Settle { found, result } => Self::of(number(found), self.said(result)),
        }
    }

    fn keys(&self, command: &keys::Command) -> Option<String> {
        use keys::Command as C;
        match command {
            C::Issue { key, to, .. } => Self::of(self.key(key), self.said(to)),
            C::Return { issue } => self.key(&self.state.key_issue.get(issue)?.key),
            C::MarkDamaged { key } | C::Repaired { key } => self.key(key),
            C::ReportLoss { reporter, .. } => Some(self.said(reporter)),
            C::NameKeys { loss, .. } | C::AcknowledgeLoss { loss, .. } => self.loss(loss),
            C::ChangeLock { loss, note } => Self::of(self.loss(loss), self.said(note)),
            C::CloseLoss { loss, result } => Self::of(self.loss(loss), self.said(result)),
        }
    }

    fn releases(&self, command: &releases::Command) -> Option<String> {
        use releases::Command as C;
        match command {
            C::Issue { unit, carrier, .. } => Self::of(self.state.unit.get(unit).map(|u| u.number.to_string()), self.said(carrier)),
            C::Confirm { release, .. } => self.release(release),
            C::Withdraw { release, reason } => Self::of(self.release(release), self.said(reason)),
        }
    }

    /// The title, in the reader's language.
    fn notices(&self, command: &notices::Command) -> Option<String> {
        use notices::Command as C;
        let title = |zh: &notices::Wording, en: &notices::Wording| {
            let wording = if self.words.language.is_chinese() { zh } else { en };
            wording.title.to_string()
        };
        match command {
            C::Write { zh, en, .. } | C::Correct { zh, en, .. } => Some(title(zh, en)),
            C::Confirm { notice, .. } | C::Withdraw { notice } => self.state.notice.get(notice).map(|n| title(&n.zh, &n.en)),
        }
    }

    fn matters(&self, command: &matters::Command) -> Option<String> {
        use matters::Command as C;
        match command {
            C::Take { what, .. } => Some(self.said(what)),
            C::Claim { matter } | C::HandTo { matter, .. } => self.matter(matter),
            C::AddNote { matter, text, .. } => Self::of(self.matter(matter), self.said(text)),
            C::Transfer { matter, reason, .. } | C::Release { matter, reason, .. } => Self::of(self.matter(matter), self.said(reason)),
            C::Finish { matter, result } => Self::of(self.matter(matter), self.said(result)),
        }
    }

    fn handover(&self, command: &handover::Command) -> Option<String> {
        use handover::Command as C;
        match command {
            C::Special { what, .. } => Some(self.said(what)),
            C::Remark { remark, .. } => Some(self.said(remark)),
            C::Object { note, .. } | C::Clear { note, .. } | C::Override { note, .. } => Some(self.said(note)),
            C::ReadBack { next_step, .. } => Some(self.said(next_step)),
            C::AddAddendum { text, .. } => Some(self.said(text)),
            C::TakeUp { .. } | C::Open { .. } | C::Count { .. } | C::SignOutgoing { .. } | C::SignIncoming { .. } => None,
            C::Review { .. } | C::Withdraw { .. } => None,
        }
    }

    fn emergencies(&self, command: &emergencies::Command) -> Option<String> {
        use emergencies::Command as C;
        match command {
            C::Start { place, .. } => place.as_ref().map(|place| self.said(place)),
            C::TickStep { step, .. } => Some(phrases::step(self.words, self.state, step)),
            C::TickRoll { visit, .. } => self.visitor(visit),
            C::StandDown { reason, .. } => Some(self.said(reason)),
            C::Acknowledge { .. } | C::RingNext { .. } | C::RingAgain { .. } => None,
        }
    }
}
