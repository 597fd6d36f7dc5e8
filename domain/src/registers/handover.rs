//! Handover 交接班 (H-1 to H-10, B-20 to B-23): each post has one chain of sheets, and the
//! sheet writes itself from the log.
//!
//! The outgoing signature is the cut: every log line of the post lies between exactly two
//! cuts. The incoming side counts (H-8), may refuse on four grounds (H-9), reads back what
//! is red, and signs with its own hand; with the second signature, and not before, duty
//! passes (H-10).

mod closing;
mod cut;
mod hours;
mod reviews;
mod sheet;
mod signing;
mod writing;

pub use cut::{Preview, preview, red_now};
pub use hours::{Grade, Late, hour_of, lateness, next_hour};
pub use reviews::{Unread, unread};
pub use sheet::{
    Addendum, Cleared, Count, Cut, Duty, Ground, MOST_MATTERS, Objection, OpenItem, Post, ReadBack, Sheet, Signed, Special, TakenMatter,
};

use crate::registers::property::PostItem;
use crate::registers::staff::Person;
use crate::rights::Refusal as RightRefusal;
use crate::{Change, RecordRef, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{Id, Line, Personal, Text};

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Takes a post that nobody holds: the first duty ever, or one whose holder has left
    /// the house. Every later change is a sheet.
    TakeUp {
        /// Which.
        post: Post,
    },
    /// Opens the post's next sheet, at the station that holds the post (H-7).
    Open {
        /// The new sheet's id.
        sheet: Id<Sheet>,
        /// Of which post.
        post: Post,
    },
    /// Counts an item of the post; replaces an earlier count of it (H-8).
    Count {
        /// On which sheet.
        sheet: Id<Sheet>,
        /// Which item.
        item: Id<PostItem>,
        /// How many there are.
        found: u32,
        /// The outgoing side's reason where it differs.
        note: Option<Personal<Line>>,
    },
    /// Records something special and who was told (H-4).
    Special {
        /// On which sheet.
        sheet: Id<Sheet>,
        /// The new note's id.
        special: Id<Special>,
        /// What.
        what: Personal<Line>,
        /// Which managers were told.
        told: Personal<Line>,
    },
    /// Writes the outgoing side's own words; replaces earlier ones.
    Remark {
        /// On which sheet.
        sheet: Id<Sheet>,
        /// The words.
        remark: Personal<Line>,
    },
    /// Refuses to take over on one of the four grounds (H-9); takes an outgoing signature
    /// and its cut back.
    Object {
        /// Which sheet.
        sheet: Id<Sheet>,
        /// The new objection's id.
        objection: Id<Objection>,
        /// Which ground.
        ground: Ground,
        /// What exactly.
        note: Personal<Line>,
    },
    /// The incoming side confirms that a ground is dealt with.
    Clear {
        /// On which sheet.
        sheet: Id<Sheet>,
        /// Which of its grounds, from 0.
        index: u32,
        /// What was done.
        note: Personal<Line>,
    },
    /// A manager accepts in spite of a ground, in writing (H-9).
    Override {
        /// On which sheet.
        sheet: Id<Sheet>,
        /// Which of its grounds, from 0.
        index: u32,
        /// Why.
        note: Personal<Line>,
        /// The manager who signs.
        person: Id<Person>,
    },
    /// The outgoing signature: makes the cut.
    SignOutgoing {
        /// Which sheet.
        sheet: Id<Sheet>,
        /// Who signs: the one on duty.
        person: Id<Person>,
    },
    /// The incoming person says a red item in own words (B-21); replaces earlier ones.
    ReadBack {
        /// On which sheet.
        sheet: Id<Sheet>,
        /// Which item.
        about: RecordRef,
        /// Who will see to it.
        owner: Id<Person>,
        /// What happens next.
        next_step: Personal<Line>,
    },
    /// The incoming signature: duty passes (H-10).
    SignIncoming {
        /// Which sheet.
        sheet: Id<Sheet>,
        /// Who signs: not the outgoing person.
        person: Id<Person>,
    },
    /// The lead has read a complete sheet (H-6).
    Review {
        /// Which.
        sheet: Id<Sheet>,
        /// Who signs.
        person: Id<Person>,
    },
    /// Takes back a sheet that was opened by mistake.
    Withdraw {
        /// Which.
        sheet: Id<Sheet>,
    },
    /// Adds words to a complete sheet (补记, B-22).
    AddAddendum {
        /// The new addendum's id.
        addendum: Id<Addendum>,
        /// To which sheet.
        sheet: Id<Sheet>,
        /// What.
        text: Personal<Text>,
    },
}

named!(Command {
    TakeUp => "take_up",
    Open => "open",
    Count => "count",
    Special => "special",
    Remark => "remark",
    Object => "object",
    Clear => "clear",
    Override => "override",
    SignOutgoing => "sign_outgoing",
    ReadBack => "read_back",
    SignIncoming => "sign_incoming",
    Review => "review",
    Withdraw => "withdraw",
    AddAddendum => "add_addendum",
});

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Somebody answers for the post: it passes by a sheet only.
    HeldBy {
        /// Who.
        person: Id<Person>,
    },
    /// Nobody answers for the post yet: take it up first.
    NobodyOnDuty,
    /// The post's sheet is open already.
    OpenAlready {
        /// Which.
        sheet: Id<Sheet>,
    },
    /// The sheet is closed, by both signatures or withdrawn: write an addendum.
    Complete,
    /// Only the one on duty signs as outgoing.
    NotOnDuty {
        /// Who is.
        person: Id<Person>,
    },
    /// Items of the post are not counted (H-8).
    ItemsNotCounted {
        /// Which.
        items: BTreeSet<Id<PostItem>>,
    },
    /// A count differs and no reason is written (H-8, B-17).
    DifferenceWithoutReason {
        /// Of which item.
        item: Id<PostItem>,
    },
    /// A ground is neither cleared nor overridden (H-9).
    ObjectionOpen {
        /// Which.
        ground: Ground,
    },
    /// The outgoing side signs first.
    OutgoingNotSigned,
    /// It is signed: what is under the signature changes no more.
    SignedAlready,
    /// One person cannot stand on both sides (B-22).
    SameHand,
    /// Red items are not read back (B-21).
    ReadBackMissing {
        /// Which.
        items: Vec<RecordRef>,
    },
    /// Only for a sheet with both signatures.
    NotComplete,
    /// The outgoing person cannot refuse their own handover.
    OutgoingMayNotObject,
    /// The outgoing person cannot alone declare a ground dealt with (H-9).
    OutgoingMayNotClear,
    /// This is for the side that takes over, at its own station.
    ForIncomingSide {
        /// Where that is.
        station: Station,
    },
    /// The sheet has no such open ground.
    NoSuchObjection,
    /// The sheet is full: write the rest as an addendum.
    TooMany,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::TakeUp { post } => take_up(state, *post, stamp),
        Command::Open { sheet, post } => open(state, sheet, *post, stamp),
        Command::Count { sheet, .. } | Command::Special { sheet, .. } | Command::Remark { sheet, .. } | Command::Object { sheet, .. } => {
            write(state, sheet, command, stamp)
        }
        Command::Clear { sheet, .. } | Command::ReadBack { sheet, .. } => write(state, sheet, command, stamp),
        Command::Override { sheet, index, note, person } => signing::overrule(state.sheet.find(sheet)?, *index, note, person, stamp),
        Command::SignOutgoing { sheet, person } => signing::outgoing(state, state.sheet.find(sheet)?, person, stamp),
        Command::SignIncoming { sheet, person } => signing::incoming(state, state.sheet.find(sheet)?, person, stamp),
        Command::Review { sheet, person } => signing::review(state.sheet.find(sheet)?, person, stamp),
        Command::Withdraw { sheet } => withdraw(state.sheet.find(sheet)?, stamp),
        Command::AddAddendum { addendum, sheet, text } => add_addendum(state, addendum, sheet, text, stamp),
    }
}

/// Who acts; these commands are not for a station alone.
fn acting(stamp: &Stamp) -> Result<&Id<Person>, Any> {
    stamp.actor.person().ok_or(Any::Right(RightRefusal::SignInFirst))
}

fn open_for_writing(sheet: &Sheet) -> Result<(), Any> {
    if sheet.is_open() { Ok(()) } else { Err(Refusal::Complete.into()) }
}

/// A crew's sheet is signed at its own station, so that the signature's log line is in
/// that crew's log; the book may be signed at either desk.
fn at_its_station(post: Post, stamp: &Stamp) -> Result<(), Any> {
    let elsewhere = post.station().is_some_and(|own| own != stamp.station);
    if elsewhere { Err(Any::Right(RightRefusal::NotAtThisStation)) } else { Ok(()) }
}

fn take_up(state: &State, post: Post, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let person = acting(stamp)?;
    at_its_station(post, stamp)?;
    let held = state.duty_of(post);
    if let Some(duty) = held {
        if &duty.person == person {
            return Ok(Vec::new());
        }
        if state.person.get(&duty.person).is_some_and(|p| !p.left) {
            return Err(Refusal::HeldBy { person: duty.person.clone() }.into());
        }
        if let Some(sheet) = state.open_sheet(post) {
            return Err(Refusal::OpenAlready { sheet: sheet.id.clone() }.into());
        }
    }
    // The chain goes on where it ended: lines after its last cut are in the next sheet.
    let duty = Duty {
        id: duty_id(post)?,
        post,
        station: stamp.station,
        person: person.clone(),
        since: stamp.at,
        cut: held.map_or(0, |d| d.cut),
        sheets: held.map_or(0, |d| d.sheets),
        last_sheet: held.and_then(|d| d.last_sheet.clone()),
    };
    Ok(vec![Change::Put(duty.into())])
}

fn duty_id(post: Post) -> Result<Id<Duty>, Any> {
    Id::parse(post.name()).map_err(|_| Any::NotFound { kind: crate::Kind::Duty })
}

fn open(state: &State, sheet: &Id<Sheet>, post: Post, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let duty = state.duty_of(post).ok_or(Refusal::NobodyOnDuty)?;
    if stamp.station != duty.station {
        return Err(Any::Right(RightRefusal::NotAtThisStation));
    }
    if let Some(open) = state.open_sheet(post) {
        return Err(Refusal::OpenAlready { sheet: open.id.clone() }.into());
    }
    state.sheet.vacant(sheet)?;
    let sheet = Sheet {
        id: sheet.clone(),
        post,
        number: duty.sheets.saturating_add(1),
        from: duty.station,
        to: other_side(post, duty.station),
        outgoing: duty.person.clone(),
        incoming: None,
        opened_at: stamp.at,
        due_at: state.property().and_then(|s| hour_of(s, duty)),
        counts: Vec::new(),
        grounds: Vec::new(),
        specials: Vec::new(),
        remarks: None,
        cut: None,
        read_backs: Vec::new(),
        outgoing_signed: None,
        incoming_signed: None,
        reviewed: None,
        withdrawn: None,
    };
    Ok(vec![Change::Put(sheet.into())])
}

/// To whom a post passes: the book to the other desk, a crew's post to the same station.
const fn other_side(post: Post, from: Station) -> Station {
    match (post, from) {
        (Post::Desk, Station::Counter) => Station::ControlRoom,
        (Post::Desk, Station::ControlRoom | Station::Kiosk | Station::Operator | Station::Clock) => Station::Counter,
        (Post::Counter | Post::ControlRoom, own) => own,
    }
}

fn write(state: &State, sheet: &Id<Sheet>, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let sheet = state.sheet.find(sheet)?;
    open_for_writing(sheet)?;
    let after = writing::write(state, sheet, command, stamp)?;
    Ok(after.map(|s| Change::Put(s.into())).into_iter().collect())
}

fn withdraw(sheet: &Sheet, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let person = acting(stamp)?;
    if sheet.withdrawn.as_ref().is_some_and(|s| &s.person == person) {
        return Ok(Vec::new());
    }
    open_for_writing(sheet)?;
    if sheet.outgoing_signed.is_some() {
        return Err(Refusal::SignedAlready.into());
    }
    let mut sheet = sheet.clone();
    sheet.withdrawn = Some(Signed { person: person.clone(), at: stamp.at });
    Ok(vec![Change::Put(sheet.into())])
}

fn add_addendum(
    state: &State,
    addendum: &Id<Addendum>,
    sheet: &Id<Sheet>,
    text: &Personal<Text>,
    stamp: &Stamp,
) -> Result<Vec<Change>, Any> {
    let by = acting(stamp)?.clone();
    if !state.sheet.find(sheet)?.is_complete() {
        return Err(Refusal::NotComplete.into());
    }
    state.addendum.vacant(addendum)?;
    let addendum = Addendum { id: addendum.clone(), sheet: sheet.clone(), at: stamp.at, by, text: text.clone() };
    Ok(vec![Change::Put(addendum.into())])
}

impl State {
    /// Who answers for a post; `None` until it is first taken up.
    #[must_use]
    pub fn duty_of(&self, post: Post) -> Option<&Duty> {
        self.duty.iter().find(|d| d.post == post)
    }
    /// The post's sheet that still waits for a signature: at most one.
    #[must_use]
    pub fn open_sheet(&self, post: Post) -> Option<&Sheet> {
        self.sheet.iter().find(|s| s.post == post && s.is_open())
    }
}

#[cfg(test)]
mod tests;
