//! What a visitor entered at a kiosk, as the rules know it.

use crate::desk::answers::Key;
use domain::Command;
use domain::registers::{calls, devices, found_keys, keys, surveys, visits};
use proto::v1;
use proto::v1::submission::What;
use values::{
    At, Id, IdentityNumber, Line, PersonName, Personal, Photo, PlateNumber, ReportNumber, Telephone, Text, UnitNumber, VisitCode,
    VisitMark, is_legible,
};

/// A submission as the rules know it; `None`: a value in it does not parse, which the kiosk
/// has made sure of before it was sealed.
#[must_use]
pub fn command(what: What, key: &Key, claimed: impl Fn(i64) -> At) -> Option<Command> {
    let command = match what {
        What::RegisterVisit(r) => register(r, key, claimed)?.into(),
        What::LeaveVisit(l) => visits::Command::SignOutByCode { code: VisitCode::parse(&l.code).ok()? }.into(),
        What::ComeByCode(c) => visits::Command::ComeByCode {
            visit: id(key, key.seq)?,
            code: VisitCode::parse(&c.code).ok()?,
            known: VisitCode::parse(&c.known).ok()?,
            notice: agreement(&c.notice_version, c.agreed_at_ms, &claimed),
            mark: optional(&c.mark, VisitMark::parse)?,
        }
        .into(),
        What::ReportLoss(r) => report(r, key)?.into(),
        What::ReportFound(f) => found(f, key)?.into(),
        What::AnswerSurvey(a) => {
            let face = match a.face() {
                v1::Face::Unspecified => return None,
                v1::Face::VeryHappy => surveys::Face::VeryHappy,
                v1::Face::Happy => surveys::Face::Happy,
                v1::Face::Unhappy => surveys::Face::Unhappy,
                v1::Face::VeryUnhappy => surveys::Face::VeryUnhappy,
            };
            let (form, sitting) = (Id::parse(&a.form).ok()?, Id::parse(&a.sitting).ok()?);
            let area = Some(a.area).filter(|area| is_legible(area))?;
            let matter = if a.matter.is_empty() { None } else { Some(Line::parse(&a.matter).ok()?) };
            surveys::Command::Answer { answer: id(key, key.seq)?, form, area, face, sitting, matter }.into()
        }
        What::AddSurveyReasons(r) => {
            let fit = r.reasons.len() <= surveys::MOST_REASONS && r.reasons.iter().all(|code| code.len() <= 64 && is_legible(code));
            let answer = id(key, r.answer_seq)?;
            fit.then_some(surveys::Command::AddReasons { answer, reasons: r.reasons })?.into()
        }
        What::AddSurveyWord(w) => {
            let word = Personal::Clear(Text::parse(&w.word).ok()?);
            surveys::Command::AddWord { answer: id(key, w.answer_seq)?, word }.into()
        }
        What::RingCounter(_) => calls::Command::Ring { call: id(key, key.seq)? }.into(),
        What::DeviceTrouble(d) => devices::Command::Report { report: id(key, key.seq)?, device: device(&d)?, trouble: trouble(&d) }.into(),
    };
    Some(command)
}

/// `None`: a device of a newer kiosk, which this server cannot name.
fn device(d: &v1::DeviceTrouble) -> Option<devices::Device> {
    match d.device() {
        v1::KioskDevice::Unspecified => None,
        v1::KioskDevice::Printer => Some(devices::Device::Printer),
        v1::KioskDevice::Scanner => Some(devices::Device::Scanner),
        v1::KioskDevice::Light => Some(devices::Device::Light),
        v1::KioskDevice::Speaker => Some(devices::Device::Speaker),
        v1::KioskDevice::Camera => Some(devices::Device::Camera),
    }
}

/// `None`: nothing is wrong. What a newer kiosk says is wrong is not taken for nothing.
fn trouble(d: &v1::DeviceTrouble) -> Option<devices::Trouble> {
    let Ok(trouble) = v1::Trouble::try_from(d.trouble) else { return Some(devices::Trouble::NotReady) };
    match trouble {
        v1::Trouble::Unspecified => None,
        v1::Trouble::PaperLow => Some(devices::Trouble::PaperLow),
        v1::Trouble::OutOfPaper => Some(devices::Trouble::OutOfPaper),
        v1::Trouble::CoverOpen => Some(devices::Trouble::CoverOpen),
        v1::Trouble::NotReady => Some(devices::Trouble::NotReady),
        v1::Trouble::Unplugged => Some(devices::Trouble::Unplugged),
        v1::Trouble::WrongDevice => Some(devices::Trouble::WrongDevice),
    }
}

fn register(r: v1::RegisterVisit, key: &Key, claimed: impl Fn(i64) -> At) -> Option<visits::Command> {
    let purpose = match r.purpose() {
        v1::Purpose::Meeting => visits::Purpose::Meeting,
        v1::Purpose::Interview => visits::Purpose::Interview,
        v1::Purpose::Private => visits::Purpose::Private,
        v1::Purpose::Delivery => visits::Purpose::Delivery,
        v1::Purpose::Work => visits::Purpose::Work,
        v1::Purpose::Other | v1::Purpose::Unspecified => visits::Purpose::Other,
    };
    let notice = agreement(&r.notice_version, r.agreed_at_ms, &claimed);
    let particulars = visits::Particulars {
        plate: optional(&r.plate, PlateNumber::parse)?,
        company: optional(&r.company, Line::parse)?,
        identity: optional(&r.identity, IdentityNumber::parse)?,
        photo: photo(&r.photo)?,
    };
    Some(visits::Command::Register {
        visit: id(key, key.seq)?,
        code: VisitCode::parse(&r.code).ok()?,
        name: Personal::Clear(PersonName::parse(&r.name).ok()?),
        telephone: optional(&r.telephone, Telephone::parse)?,
        host: visits::Host { unit: unit(&r.unit), whom: optional(&r.whom, Line::parse)? },
        purpose,
        people: u8::try_from(r.people).ok()?,
        children: u8::try_from(r.children).ok()?,
        notice,
        mark: optional(&r.mark, VisitMark::parse)?,
        particulars,
    })
}

fn agreement(version: &str, at_ms: i64, claimed: impl Fn(i64) -> At) -> Option<visits::Agreement> {
    Id::parse(version).ok().map(|version| visits::Agreement { version, at: claimed(at_ms) })
}

fn key_kind(kind: v1::KeyKind) -> keys::KeyKind {
    match kind {
        v1::KeyKind::Door | v1::KeyKind::Unspecified => keys::KeyKind::Door,
        v1::KeyKind::AccessCard => keys::KeyKind::AccessCard,
        v1::KeyKind::Mailbox => keys::KeyKind::Mailbox,
        v1::KeyKind::Parking => keys::KeyKind::Parking,
    }
}

fn reference(typed: &str) -> Option<Option<ReportNumber>> {
    if typed.is_empty() { Some(None) } else { ReportNumber::parse(typed).ok().map(Some) }
}

fn found(f: v1::ReportFound, key: &Key) -> Option<found_keys::Command> {
    let place = match f.place() {
        v1::FoundPlace::Brought | v1::FoundPlace::Unspecified => found_keys::FoundPlace::Brought,
        v1::FoundPlace::Left => found_keys::FoundPlace::Left,
    };
    Some(found_keys::Command::Report {
        found: id(key, key.seq)?,
        reference: reference(&f.reference)?,
        kind: key_kind(f.kind()),
        found_where: Personal::Clear(Line::parse(&f.found_where).ok()?),
        says: optional(&f.says, Line::parse)?,
        place,
        finder: optional(&f.name, PersonName::parse)?,
        telephone: optional(&f.telephone, Telephone::parse)?,
    })
}

fn report(r: v1::ReportLoss, key: &Key) -> Option<keys::Command> {
    let kind = key_kind(r.kind());
    Some(keys::Command::ReportLoss {
        loss: id(key, key.seq)?,
        unit: unit(&r.unit),
        unit_said: Line::parse(&r.unit_said).ok().map(Personal::Clear),
        kind,
        reporter: Personal::Clear(PersonName::parse(&r.name).ok()?),
        telephone: optional(&r.telephone, Telephone::parse)?,
        lost_when: Personal::Clear(Line::parse(&r.lost_when).ok()?),
        lost_where: Personal::Clear(Line::parse(&r.lost_where).ok()?),
        reference: reference(&r.reference)?,
    })
}

/// The id of the record that the command with this seq creates.
fn id<T>(key: &Key, seq: u64) -> Option<Id<T>> {
    let incarnation = key.incarnation.get(..8)?;
    Id::parse(&format!("{}-{incarnation}-{seq}", key.terminal)).ok()
}

fn unit<T>(number: &str) -> Option<Id<T>> {
    UnitNumber::parse(number).ok().and_then(|n| Id::parse(n.as_str()).ok())
}

/// The same of a photo; why one is refused is said in the log, in a sentence that names nothing of it.
fn photo(jpeg: &[u8]) -> Option<Option<Box<Personal<Photo>>>> {
    if jpeg.is_empty() {
        return Some(None);
    }
    let read = Photo::parse(jpeg).inspect_err(|invalid| tracing::warn!(%invalid, "a kiosk sent no photo as it should be"));
    read.ok().map(|photo| Some(Box::new(photo.into())))
}

/// Empty means that there is none; `None` that what is there does not parse.
fn optional<T, E>(text: &str, parse: impl Fn(&str) -> Result<T, E>) -> Option<Option<Personal<T>>> {
    if text.is_empty() { Some(None) } else { parse(text).ok().map(|v| Some(Personal::Clear(v))) }
}
