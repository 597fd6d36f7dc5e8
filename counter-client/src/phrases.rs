//! What the rules and the log say, phrased for the reader. Each refusal has one phrase.

use crate::screens::releases::phrasing;
use domain::registers::handover::Ground;
use domain::registers::keys::LossRole;
use domain::registers::property::{Phrase, Refusal as PropertyRefusal};
use domain::registers::staff::Refusal as StaffRefusal;
use domain::registers::terminals::{Barrier, Refusal as TerminalsRefusal};
use domain::registers::{
    appointments, archive, clock, corrections, emergencies, erasures, found_keys, handover, keys, matters, notices, releases, surveys,
    visits,
};
use domain::rights::{Refusal as RightsRefusal, Role};
use domain::{Actor, Kind, Refusal, State, Station};
use look::words::{Language, Words};
use values::{At, Personal};

/// A refusal in the reader's language: which law, and what to do next.
#[must_use]
pub fn refusal(words: &Words, state: &State, refusal: &Refusal, now: At) -> String {
    let say = Say { words, state, now };
    let r = &words.refusals;
    match refusal {
        Refusal::NotFound { kind } => (r.not_found)(self::kind(words, *kind)),
        Refusal::IdTaken { .. } => r.id_taken.into(),
        Refusal::GaveWay => r.gave_way.into(),
        Refusal::Right(right) => say.right(right),
        Refusal::Property(PropertyRefusal::NotImportable { .. }) => r.not_importable.into(),
        Refusal::Property(PropertyRefusal::VersionIsTaken { .. }) => r.version_is_taken.into(),
        Refusal::Staff(refusal) => say.staff(refusal),
        Refusal::Terminals(TerminalsRefusal::NotAStationForTerminals) => r.not_a_terminal_station.into(),
        Refusal::Terminals(TerminalsRefusal::RevokedAlready) => r.revoked_already.into(),
        Refusal::Terminals(TerminalsRefusal::NoNumberLeft) => r.no_number_left.into(),
        Refusal::Terminals(TerminalsRefusal::NotAKiosk) => r.not_a_kiosk.into(),
        Refusal::DutyLog(never) => match *never {},
        Refusal::Calls(never) => match *never {},
        Refusal::Devices(never) => match *never {},
        Refusal::Visits(refusal) => say.visits(refusal),
        Refusal::Appointments(refusal) => say.appointments(refusal),
        Refusal::FoundKeys(refusal) => say.found_keys(refusal),
        Refusal::Keys(refusal) => say.keys(refusal),
        Refusal::Releases(refusal) => say.releases(refusal),
        Refusal::Notices(refusal) => say.notices(refusal),
        Refusal::Surveys(surveys::Refusal::UnknownArea | surveys::Refusal::UnknownForm) => r.unknown_form.into(),
        Refusal::Surveys(surveys::Refusal::NotThisTerminal) => r.not_this_terminal.into(),
        Refusal::Matters(refusal) => say.matters(refusal),
        Refusal::Handover(refusal) => say.handover(refusal),
        Refusal::Emergencies(refusal) => say.emergencies(refusal),
        Refusal::Archive(archive::Refusal::NeverLeaves { .. }) => r.never_leaves.into(),
        Refusal::Clock(clock::Refusal::ShowsAnotherTime { shown }) => (r.clock_shows)(&shown.minute(state.utc_offset())),
        Refusal::Clock(clock::Refusal::BeforeEntries { last }) => (r.clock_before_entries)(&last.minute(state.utc_offset())),
        Refusal::Erasures(erasures::Refusal::ClockInDoubt) => r.erasing_waits_for_clock.into(),
        Refusal::Erasures(erasures::Refusal::NothingToErase) => r.nothing_to_erase.into(),
        Refusal::Erasures(erasures::Refusal::UnknownNumber) => (r.not_found)(words.refusals.kinds.person),
        Refusal::Corrections(corrections::Refusal::NothingToCorrect) => r.nothing_to_correct.into(),
        Refusal::Corrections(corrections::Refusal::OfAnAlarm { of }) => (r.of_an_alarm)(of.len()),
        Refusal::Clock(clock::Refusal::UnknownNumber) => (r.not_found)(words.refusals.kinds.person),
    }
}

struct Say<'a> {
    words: &'a Words,
    state: &'a State,
    now: At,
}

impl Say<'_> {
    fn time(&self, at: At) -> String {
        let offset = self.state.utc_offset();
        let today = at.local(offset).date() == self.now.local(offset).date();
        if today { at.clock(offset) } else { at.minute(offset) }
    }

    fn list<'i>(&self, items: impl Iterator<Item = &'i str>) -> String {
        items.collect::<Vec<_>>().join(self.words.common.list_comma)
    }

    fn right(&self, refusal: &RightsRefusal) -> String {
        let r = &self.words.refusals;
        match refusal {
            RightsRefusal::NotAtThisStation => r.not_at_this_station.into(),
            RightsRefusal::SignInFirst => r.sign_in_first.into(),
            RightsRefusal::PinNeeded => r.pin_needed.into(),
            RightsRefusal::SecondPinNeeded => r.second_pin_needed.into(),
            RightsRefusal::NotYourRole { roles } => (r.not_your_role)(&self.list(roles.iter().map(|role| self::role(self.words, *role)))),
        }
    }

    fn staff(&self, refusal: &StaffRefusal) -> String {
        let s = &self.words.staff;
        match refusal {
            StaffRefusal::NotRecognised => self.words.desk.not_recognised.into(),
            StaffRefusal::NobodySignedIn => self.words.refusals.sign_in_first.into(),
            StaffRefusal::ChangePinFirst => s.change_pin_first.into(),
            StaffRefusal::PinTooShort { least } => (s.pin_too_short)(*least),
            StaffRefusal::PinTooPlain => s.pin_too_plain.into(),
            StaffRefusal::PinNotPlainText => s.pin_not_plain_text.into(),
            StaffRefusal::SamePin => s.same_pin.into(),
            StaffRefusal::NumberTaken => s.number_taken.into(),
            StaffRefusal::NoRole => s.no_role.into(),
            StaffRefusal::LastManager => s.last_manager.into(),
            StaffRefusal::HasLeft => s.has_left.into(),
        }
    }

    fn notices(&self, refusal: &notices::Refusal) -> String {
        let n = &self.words.notices;
        match refusal {
            notices::Refusal::TooLong => n.too_long.into(),
            notices::Refusal::TimeOutOfBounds => n.time_out_of_bounds.into(),
            notices::Refusal::OwnWords => n.own_words.into(),
            notices::Refusal::ConfirmedAlready { by } => (n.confirmed_already)(&self.state.name_of(by)),
            notices::Refusal::Over => n.over.into(),
            notices::Refusal::Corrected { by } => (n.corrected)(&self.state.name_of(by)),
        }
    }

    fn visits(&self, refusal: &visits::Refusal) -> String {
        let r = &self.words.refusals;
        match refusal {
            visits::Refusal::NotRecognised => r.nobody_with_this_code.into(),
            visits::Refusal::CodeInUse => r.code_in_use.into(),
            visits::Refusal::SeveralWithThisCode => r.several_with_code.into(),
            visits::Refusal::PassInUse { code } => (r.pass_in_use)(code.as_str()),
            visits::Refusal::PassIssuedAlready { pass } => (r.pass_issued_already)(pass.as_str()),
            visits::Refusal::LeftAlready { at } => (r.left_already)(&self.time(*at)),
            visits::Refusal::ImpossibleNumber => r.impossible_number.into(),
            visits::Refusal::AskTheHost => r.ask_the_host.into(),
            visits::Refusal::NoPhotosHere => r.no_photos_here.into(),
            visits::Refusal::HostDeclined { at } => (r.host_declined)(&self.time(*at)),
        }
    }

    fn appointments(&self, refusal: &appointments::Refusal) -> String {
        use appointments::Refusal as R;
        let r = &self.words.appointments;
        match refusal {
            R::ImpossibleDays => r.impossible_days.into(),
            R::CodeInUse => self.words.refusals.code_in_use.into(),
            R::OverAlready { at } => (r.over_already)(&self.time(*at)),
            R::NotToday { from, until } => (r.not_today)(&from.0.to_string(), &until.0.to_string()),
            R::InsideAlready { code } => (r.inside_already)(code.as_str()),
        }
    }

    fn found_keys(&self, refusal: &found_keys::Refusal) -> String {
        let r = &self.words.found_keys;
        match refusal {
            found_keys::Refusal::ReceivedAlready { by, at } => (r.received_already)(&self.state.name_of(by), &self.time(*at)),
            found_keys::Refusal::SettledAlready { at } => (r.settled_already)(&self.time(*at)),
        }
    }

    fn keys(&self, refusal: &keys::Refusal) -> String {
        let r = &self.words.refusals;
        match refusal {
            keys::Refusal::KeyIsOut { .. } => r.key_is_out.into(),
            keys::Refusal::IssueSuspended { loss } => {
                let number = self.state.loss.get(loss).map_or("", |l| l.number.as_str());
                (r.issue_suspended)(number)
            }
            keys::Refusal::Damaged => r.key_damaged.into(),
            keys::Refusal::Lost => r.key_lost.into(),
            keys::Refusal::ReturnedAlready => r.returned_already.into(),
            keys::Refusal::NotYourRole { role } => (r.not_your_side)(side(self.words, *role)),
            keys::Refusal::ClosedAlready => r.closed_already.into(),
            keys::Refusal::NotAcknowledged { roles } => (r.not_acknowledged)(&self.list(roles.iter().map(|s| side(self.words, *s)))),
            keys::Refusal::LockNotChanged => r.lock_not_changed.into(),
            keys::Refusal::DueInThePast => r.in_the_past.into(),
            keys::Refusal::NotAlone => r.not_alone.into(),
        }
    }

    fn releases(&self, refusal: &releases::Refusal) -> String {
        use releases::Refusal as R;
        let r = &self.words.releases;
        match refusal {
            R::LinesOutOfBounds => r.lines_out_of_bounds.into(),
            R::CountOutOfBounds => r.count_out_of_bounds.into(),
            R::NotChecked { missing } => (r.not_checked)(&self.list(missing.iter().map(|check| phrasing::check(r, *check)))),
            R::AlreadyUsed { at } => (r.already_used)(&self.time(*at)),
            R::Mismatched { at } => (r.mismatched)(&self.time(*at)),
            R::ClosedAlready => r.closed_already.into(),
            R::NotToday { day } => (r.not_today)(&day.0.to_string()),
            R::CountEveryLine => r.count_every_line.into(),
        }
    }

    fn matters(&self, refusal: &matters::Refusal) -> String {
        let r = &self.words.refusals;
        match refusal {
            matters::Refusal::AlreadyClaimed { by, at, .. } => (r.already_claimed)(&self.state.name_of(by), &self.time(*at)),
            matters::Refusal::NotClaimed => r.not_claimed.into(),
            matters::Refusal::FinishedAlready { by, at } => (r.finished_already)(&self.state.name_of(by), &self.time(*at)),
            matters::Refusal::DeadlineInThePast => r.in_the_past.into(),
            matters::Refusal::NotYours { holder } => (r.not_yours)(&self.state.name_of(holder)),
            matters::Refusal::HasLeft { person } => (r.has_left)(&self.state.name_of(person)),
        }
    }

    fn handover(&self, refusal: &handover::Refusal) -> String {
        use handover::Refusal as H;
        let r = &self.words.refusals;
        match refusal {
            H::HeldBy { person } => (r.held_by)(&self.state.name_of(person)),
            H::NobodyOnDuty => r.nobody_on_duty.into(),
            H::OpenAlready { .. } => r.open_already.into(),
            H::Complete => r.complete.into(),
            H::NotOnDuty { person } => (r.not_on_duty)(&self.state.name_of(person)),
            H::ItemsNotCounted { items } => (r.items_not_counted)(items.len()),
            H::DifferenceWithoutReason { .. } => r.difference_without_reason.into(),
            H::ObjectionOpen { ground } => (r.objection_open)(self::ground(self.words, *ground)),
            H::OutgoingNotSigned => r.outgoing_not_signed.into(),
            H::SignedAlready => r.signed_already.into(),
            H::SameHand => r.same_hand.into(),
            H::ReadBackMissing { items } => (r.read_back_missing)(items.len()),
            H::NotComplete => r.not_complete.into(),
            H::OutgoingMayNotObject => r.outgoing_may_not_object.into(),
            H::OutgoingMayNotClear => r.outgoing_may_not_clear.into(),
            H::ForIncomingSide { station } => (r.for_incoming_side)(self::station(self.words, *station)),
            H::NoSuchObjection => r.no_such_objection.into(),
            H::TooMany => r.too_many.into(),
        }
    }

    fn emergencies(&self, refusal: &emergencies::Refusal) -> String {
        let r = &self.words.refusals;
        match refusal {
            emergencies::Refusal::StepNotYet { missing } => (r.step_not_yet)(&self.steps(missing)),
            emergencies::Refusal::UnknownStep => r.unknown_step.into(),
            emergencies::Refusal::StoodDown { by, at } => (r.stood_down)(&self.state.name_of(by), &self.time(*at)),
            emergencies::Refusal::StoodDownAlready => r.stood_down_already.into(),
        }
    }

    /// The texts of the steps with these codes, whichever procedure they belong to.
    fn steps(&self, codes: &[String]) -> String {
        let texts: Vec<String> = codes.iter().map(|code| step(self.words, self.state, code)).collect();
        self.list(texts.iter().map(String::as_str))
    }
}

/// A phrase of the property in `language`.
#[must_use]
pub fn said(phrase: &Phrase, language: Language) -> &str {
    match language {
        Language::ZhHant if !phrase.hant.is_empty() => &phrase.hant,
        Language::ZhHans | Language::ZhHant => &phrase.zh,
        Language::En => &phrase.en,
    }
}

/// The text of the step with this code, whichever procedure it belongs to.
#[must_use]
pub fn step(words: &Words, state: &State, code: &str) -> String {
    let step = state.procedure.iter().flat_map(|p| &p.steps).find(|s| s.code == code);
    step.map_or(code, |s| said(&s.text, words.language)).to_owned()
}

/// What a kind of record is called in a sentence.
#[must_use]
pub fn kind(words: &Words, kind: Kind) -> &'static str {
    let k = &words.refusals.kinds;
    match kind {
        Kind::Unit => k.unit,
        Kind::Person => k.person,
        Kind::Terminal => k.terminal,
        Kind::Gap => k.gap,
        Kind::TurnedAway => k.turned_away,
        Kind::Visit => k.visit,
        Kind::Appointment => k.appointment,
        Kind::FoundKey => k.found_key,
        Kind::Key => k.key,
        Kind::KeyIssue => k.key_issue,
        Kind::Loss => k.loss,
        Kind::Release => k.release,
        Kind::ReleaseBook => k.record,
        Kind::Notice => k.notice,
        Kind::PropertyMap => k.record,
        Kind::SurveyForm => k.survey_form,
        Kind::SurveyAnswer => k.survey_answer,
        Kind::Matter => k.matter,
        Kind::MatterNote => k.note,
        Kind::Call => k.call,
        Kind::PostItem => k.post_item,
        Kind::Duty => k.duty,
        Kind::Sheet => k.sheet,
        Kind::Addendum => k.addendum,
        Kind::Procedure => k.procedure,
        Kind::Run => k.run,
        Kind::Settings | Kind::PriceList | Kind::PrivacyNotice | Kind::Credential | Kind::Session | Kind::Signature => k.record,
        Kind::LogLine | Kind::Acknowledgement | Kind::Tick | Kind::RollCall | Kind::Sweep | Kind::ClockDoubt => k.record,
        Kind::Erasure | Kind::Correction => k.record,
        Kind::DeviceTrouble => k.device_trouble,
    }
}

/// A role's name.
#[must_use]
pub fn role(words: &Words, role: Role) -> &'static str {
    let place = Role::ALL.iter().position(|r| *r == role).unwrap_or(0);
    words.refusals.roles[place]
}

/// The name of a side that acknowledges a loss.
#[must_use]
pub fn side(words: &Words, side: LossRole) -> &'static str {
    let place = LossRole::ALL.iter().position(|s| *s == side).unwrap_or(0);
    words.refusals.sides[place]
}

/// A ground's name (四不接, H-9).
#[must_use]
pub fn ground(words: &Words, ground: Ground) -> &'static str {
    let place = Ground::ALL.iter().position(|g| *g == ground).unwrap_or(0);
    words.refusals.grounds[place]
}

/// What held somebody off.
#[must_use]
pub fn barrier(words: &Words, barrier: Barrier) -> &'static str {
    let h = &words.history;
    match barrier {
        Barrier::Handshake => h.barrier_handshake,
        Barrier::NoTerminal => h.barrier_no_terminal,
        Barrier::Revoked => h.barrier_revoked,
        Barrier::NotForStation => h.barrier_station,
        Barrier::OneTimeCode => h.barrier_code,
        Barrier::Pin => h.barrier_pin,
    }
}

/// A station's name.
#[must_use]
pub fn station(words: &Words, station: Station) -> &'static str {
    match station {
        Station::Kiosk => words.desk.kiosk,
        Station::Counter => words.desk.counter,
        Station::ControlRoom => words.desk.control_room,
        Station::Operator | Station::Clock => words.desk.server,
    }
}

/// Who acted, as the log shows it.
#[must_use]
pub fn actor(words: &Words, state: &State, actor: &Actor, at: Station) -> String {
    match actor {
        Actor::Person(person) => format!("{} · {}", state.name_of(person), station(words, at)),
        Actor::Station if at == Station::Kiosk => format!("{} · {}", words.desk.visitor, words.desk.kiosk),
        Actor::Station => station(words, at).to_owned(),
        Actor::Operator | Actor::Clock => words.desk.by_itself.to_owned(),
    }
}

/// A personal value for reading, or why it cannot be read.
#[must_use]
pub fn personal<T>(words: &Words, value: &Personal<T>, read: impl Fn(&T) -> String) -> String {
    match value {
        Personal::Clear(value) => read(value),
        Personal::Sealed(_) | Personal::Hidden(_) => words.desk.hidden.to_owned(),
        Personal::Erased(_) => words.desk.erased.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use look::words::{Language, words};

    #[test]
    fn what_is_not_there_is_called_by_its_kind_in_both_languages() {
        for (kind, zh, en) in [
            (Kind::Unit, "没有找到此单元", "No such unit"),
            (Kind::Key, "没有找到此钥匙", "No such key"),
            (Kind::Visit, "没有找到此来访", "No such visit"),
            (Kind::Loss, "没有找到此挂失报告", "No such loss report"),
            (Kind::Session, "没有找到此记录", "No such record"),
        ] {
            for (language, begins) in [(Language::ZhHans, zh), (Language::En, en)] {
                let said = refusal(words(language), &State::default(), &Refusal::NotFound { kind }, At(0));
                assert!(said.starts_with(begins), "{said}");
            }
        }
    }
}
