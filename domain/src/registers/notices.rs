//! Notices 《通知公告》 (G-12): weather, stoppages, events; what the kiosk in the lobby shows when
//! nobody is there.
//!
//! Somebody of the counter writes one in Chinese and English, with the time for which it holds.
//! Until it is confirmed it may be corrected. A superior who has not written it confirms the
//! words that they have read; only then, and only in its time, it is shown. It leaves by itself when
//! its time is over, and by hand at once. What is shown to everybody is about nobody: no field of it
//! is personal.

use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, MINUTE_MS, Text};

/// So many characters at most has a title, in each language: one or two rows of large type.
pub const MOST_OF_TITLE: usize = 60;
/// So many at most has a text.
pub const MOST_OF_TEXT: usize = 300;
/// So many notices at most are shown at a time.
pub const MOST_SHOWN: usize = 20;
/// For so many days at most one holds.
pub const MOST_DAYS: i64 = 366;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Made by the terminal at which it was written.
    pub id: Id<Notice>,
    /// What it is about.
    pub kind: NoticeKind,
    /// In Chinese.
    pub zh: Wording,
    /// In English.
    pub en: Wording,
    /// From when it is shown.
    pub from: At,
    /// Until when.
    pub until: At,
    /// Who wrote these words: whoever corrected it last.
    pub written_by: Id<Person>,
    /// When.
    pub written_at: At,
    /// Who confirmed them; `None`: it is shown to nobody.
    pub confirmed: Option<Seen>,
    /// Who took it away before its time was over.
    pub withdrawn: Option<Seen>,
}

/// A notice in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Its heading, at most [`MOST_OF_TITLE`] characters.
    pub title: Line,
    /// What people are told, at most [`MOST_OF_TEXT`].
    pub text: Text,
}

/// Who did something with a notice, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Who.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

/// What a notice is about (G-12). What presses most stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// 停水停电
    Stoppage,
    /// 天气
    Weather,
    /// 活动
    Event,
    /// 其他
    Other,
}

impl NoticeKind {
    /// Every kind, in the order in which notices are shown.
    pub const ALL: [NoticeKind; 4] = [NoticeKind::Stoppage, NoticeKind::Weather, NoticeKind::Event, NoticeKind::Other];
}

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 待确认
    Unconfirmed,
    /// 展示中
    Shown,
    /// 待展示: confirmed, and its time has not begun.
    Coming,
    /// 已到期
    Expired,
    /// 已撤下
    Withdrawn,
}

impl Status {
    /// Every status, what waits for somebody first.
    pub const ALL: [Status; 5] = [Status::Unconfirmed, Status::Shown, Status::Coming, Status::Expired, Status::Withdrawn];
}

impl Recorded for Notice {
    const KIND: Kind = Kind::Notice;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// It is closed when its time is over, which may lie ahead, or was withdrawn before.
    fn closed_at(&self, _state: &State) -> Option<At> {
        Some(self.withdrawn.as_ref().map_or(self.until, |seen| seen.at.min(self.until)))
    }
    fn found_by(&self) -> Vec<String> {
        let by = [Some(&self.written_by), self.confirmed.as_ref().map(|s| &s.by), self.withdrawn.as_ref().map(|s| &s.by)];
        crate::record::words(by.map(|person| person.map(Id::as_str)))
    }
}

impl Notice {
    /// Where it stands at `now`.
    #[must_use]
    pub fn status(&self, now: At) -> Status {
        match (&self.withdrawn, &self.confirmed) {
            (Some(_), _) => Status::Withdrawn,
            (None, _) if self.until <= now => Status::Expired,
            (None, None) => Status::Unconfirmed,
            (None, Some(_)) if self.from <= now => Status::Shown,
            (None, Some(_)) => Status::Coming,
        }
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(clippy::large_enum_variant, reason = "a notice is written as a whole, and a command is moved seldom")]
pub enum Command {
    /// Writes a notice; nobody sees it before it is confirmed.
    Write {
        /// The new notice's id.
        notice: Id<Notice>,
        /// What it is about.
        kind: NoticeKind,
        /// In Chinese.
        zh: Wording,
        /// In English.
        en: Wording,
        /// From when it is to be shown.
        from: At,
        /// Until when; after `from`, ahead, and at most [`MOST_DAYS`] after it.
        until: At,
    },
    /// Puts other words or another time in the place of those that nobody has confirmed yet.
    Correct {
        /// Which.
        notice: Id<Notice>,
        /// What it is about.
        kind: NoticeKind,
        /// In Chinese.
        zh: Wording,
        /// In English.
        en: Wording,
        /// From when it is to be shown.
        from: At,
        /// Until when.
        until: At,
    },
    /// A superior who did not write it has read it.
    Confirm {
        /// Which.
        notice: Id<Notice>,
        /// When the words were written that were read: others have to be read first.
        written_at: At,
    },
    /// Takes a notice away at once. Whoever is at the counter may: a wrong one must not stay.
    Withdraw {
        /// Which.
        notice: Id<Notice>,
    },
}

named!(Command { Write => "write", Correct => "correct", Confirm => "confirm", Withdraw => "withdraw" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A title has at most [`MOST_OF_TITLE`] characters, a text [`MOST_OF_TEXT`].
    TooLong,
    /// It ends after it begins, ahead, and within a year.
    TimeOutOfBounds,
    /// Whoever wrote it does not confirm it.
    OwnWords,
    /// It is confirmed: withdraw it and write another.
    ConfirmedAlready {
        /// By whom.
        by: Id<Person>,
    },
    /// It was withdrawn, or its time is over.
    Over,
    /// It was corrected since it was read: read it again.
    Corrected {
        /// By whom.
        by: Id<Person>,
    },
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let notice = match command {
        Command::Write { notice, kind, zh, en, from, until } => {
            state.notice.vacant(notice)?;
            written(notice, *kind, (zh, en), (*from, *until), stamp)?
        }
        Command::Correct { notice, kind, zh, en, from, until } => {
            let known = unconfirmed(state, notice, stamp)?;
            let corrected = written(notice, *kind, (zh, en), (*from, *until), stamp)?;
            let same = Notice {
                written_by: known.written_by.clone(),
                written_at: known.written_at,
                ..corrected.clone()
            };
            if same == *known {
                return Ok(vec![]);
            }
            corrected
        }
        Command::Confirm { notice, written_at } => return confirm(state, notice, *written_at, stamp),
        Command::Withdraw { notice } => {
            let known = state.notice.find(notice)?;
            match known.status(stamp.at) {
                Status::Withdrawn => return Ok(vec![]),
                Status::Expired => return Err(Refusal::Over.into()),
                Status::Unconfirmed | Status::Shown | Status::Coming => {}
            }
            Notice { withdrawn: Some(seen(stamp)?), ..known.clone() }
        }
    };
    Ok(vec![Change::Put(notice.into())])
}

fn confirm(state: &State, notice: &Id<Notice>, written_at: At, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let confirmed = seen(stamp)?;
    let mine = |known: &Notice| known.confirmed.as_ref().is_some_and(|seen| seen.by == confirmed.by);
    if state.notice.get(notice).is_some_and(|known| mine(known) && known.withdrawn.is_none()) {
        return Ok(vec![]);
    }
    let known = unconfirmed(state, notice, stamp)?;
    if known.written_at != written_at {
        return Err(Refusal::Corrected { by: known.written_by.clone() }.into());
    }
    if known.written_by == confirmed.by {
        return Err(Refusal::OwnWords.into());
    }
    Ok(vec![Change::Put(Notice { confirmed: Some(confirmed), ..known.clone() }.into())])
}

/// A notice that may still be corrected.
fn unconfirmed<'s>(state: &'s State, notice: &Id<Notice>, stamp: &Stamp) -> Result<&'s Notice, Any> {
    let known = state.notice.find(notice)?;
    match (known.status(stamp.at), &known.confirmed) {
        (Status::Withdrawn | Status::Expired, _) => Err(Refusal::Over.into()),
        (Status::Unconfirmed | Status::Shown | Status::Coming, Some(seen)) => Err(Refusal::ConfirmedAlready { by: seen.by.clone() }.into()),
        (Status::Unconfirmed | Status::Shown | Status::Coming, None) => Ok(known),
    }
}

fn seen(stamp: &Stamp) -> Result<Seen, Any> {
    let by = stamp.actor.person().cloned().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?;
    Ok(Seen { by, at: stamp.at })
}

/// The notice with these words, unless they or its time are out of bounds.
fn written(
    notice: &Id<Notice>,
    kind: NoticeKind,
    (zh, en): (&Wording, &Wording),
    (from, until): (At, At),
    stamp: &Stamp,
) -> Result<Notice, Any> {
    let fits = |w: &Wording| w.title.as_str().chars().count() <= MOST_OF_TITLE && w.text.as_str().chars().count() <= MOST_OF_TEXT;
    if !fits(zh) || !fits(en) {
        return Err(Refusal::TooLong.into());
    }
    if until <= from || until <= stamp.at || until.since(from) > MOST_DAYS * DAY_MS {
        return Err(Refusal::TimeOutOfBounds.into());
    }
    let Seen { by, at } = seen(stamp)?;
    Ok(Notice {
        id: notice.clone(),
        kind,
        zh: zh.clone(),
        en: en.clone(),
        from,
        until,
        written_by: by,
        written_at: at,
        confirmed: None,
        withdrawn: None,
    })
}

impl State {
    /// The notices that everybody may read at `now`: what presses most first, then the newest; at
    /// most [`MOST_SHOWN`].
    #[must_use]
    pub fn notices_shown(&self, now: At) -> Vec<&Notice> {
        let mut shown: Vec<&Notice> = self.notice.iter().filter(|n| n.status(now) == Status::Shown).collect();
        shown.sort_by_key(|n| (n.kind, std::cmp::Reverse(n.from), &n.id));
        shown.truncate(MOST_SHOWN);
        shown
    }
    /// The notices that wait for a superior.
    pub fn notices_unconfirmed(&self, now: At) -> impl Iterator<Item = &Notice> {
        self.notice.iter().filter(move |n| n.status(now) == Status::Unconfirmed)
    }
}

#[cfg(test)]
mod tests;
