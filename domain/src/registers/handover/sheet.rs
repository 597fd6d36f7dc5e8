//! The records of a handover: who answers for a post, the sheet on which it passes, and
//! the words that are added afterwards. Whatever somebody writes in their own words may name
//! people, and so is personal.

use crate::registers::matters::{Class, Matter, MatterKind};
use crate::registers::property::{PostItem, Unit};
use crate::registers::staff::Person;
use crate::{RecordRef, Station};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{At, Id, Line, Personal, Text};

/// A post with its own chain of sheets (H-1, H-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// 客服值班: the book that passes between counter and control room at 08:30 and 17:30.
    Desk,
    /// 前台岗: the crew at the counter, shift to shift.
    Counter,
    /// 监控岗: the crew in the control room, shift to shift.
    ControlRoom,
}

impl Post {
    /// Every post.
    pub const ALL: [Post; 3] = [Post::Desk, Post::Counter, Post::ControlRoom];
    /// Its name; also the id of its duty.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Post::Desk => "desk",
            Post::Counter => "counter",
            Post::ControlRoom => "control_room",
        }
    }
    /// Where its crew works; `None` for the book, which travels.
    #[must_use]
    pub const fn station(self) -> Option<Station> {
        match self {
            Post::Desk => None,
            Post::Counter => Some(Station::Counter),
            Post::ControlRoom => Some(Station::ControlRoom),
        }
    }
}

/// Who answers for a post now. Changes only with the second signature (H-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The post's name.
    pub id: Id<Duty>,
    /// Which post.
    pub post: Post,
    /// The station that holds it.
    pub station: Station,
    /// Who answers for it; the shift's named recorder (H-5).
    pub person: Id<Person>,
    /// Since when.
    pub since: At,
    /// The revision of the last cut: log lines after it belong to the next sheet.
    pub cut: u64,
    /// How many sheets are complete.
    pub sheets: u32,
    /// The last complete sheet.
    pub last_sheet: Option<Id<Sheet>>,
}

/// A handover sheet 《交接班记录》. Complete with both signatures (H-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Made by the terminal that opened it.
    pub id: Id<Sheet>,
    /// Of which post.
    pub post: Post,
    /// Its place in the post's chain, from 1.
    pub number: u32,
    /// The station that hands over.
    pub from: Station,
    /// The station that takes over; the same inside a crew.
    pub to: Station,
    /// Who hands over.
    pub outgoing: Id<Person>,
    /// Who took over, once signed.
    pub incoming: Option<Id<Person>>,
    /// When it was opened.
    pub opened_at: At,
    /// The scheduled hour it is for; `None` inside a crew.
    pub due_at: Option<At>,
    /// The counted items of the post, one for each item (H-8).
    pub counts: Vec<Count>,
    /// The grounds on which it was refused (H-9), at most 20.
    pub grounds: Vec<Objection>,
    /// What special turned up, and who was told (H-4), at most 20.
    pub specials: Vec<Special>,
    /// The outgoing side's own words.
    pub remarks: Option<Personal<Line>>,
    /// What the outgoing signature covers.
    pub cut: Option<Cut>,
    /// The red items in the incoming person's words (B-21), one for each.
    pub read_backs: Vec<ReadBack>,
    /// 交班人
    pub outgoing_signed: Option<Signed>,
    /// 接班人
    pub incoming_signed: Option<Signed>,
    /// Read by the lead (H-6).
    pub reviewed: Option<Signed>,
    /// Opened by mistake and taken back.
    pub withdrawn: Option<Signed>,
}

impl Sheet {
    /// Whether both have signed.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.incoming_signed.is_some()
    }
    /// Whether it still waits for a signature.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.incoming_signed.is_none() && self.withdrawn.is_none()
    }
    /// The first ground that is neither cleared nor overridden (H-9).
    #[must_use]
    pub fn open_ground(&self) -> Option<&Objection> {
        self.grounds.iter().find(|g| g.cleared.is_none())
    }
}

/// One item of the post, counted (H-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Which item.
    pub item: Id<PostItem>,
    /// How many there must be, by the register at that time.
    pub expected: u32,
    /// How many were found.
    pub found: u32,
    /// The reason for a difference.
    pub note: Option<Personal<Line>>,
    /// Who counted.
    pub by: Id<Person>,
}

/// The four grounds on which the incoming side must not accept (四不接, H-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 记录不清
    RecordUnclear,
    /// 岗位卫生不洁
    PostDirty,
    /// 公物不齐
    ItemsMissing,
    /// 重大维修未完
    MajorRepairUnfinished,
}

impl Ground {
    /// Every ground, in the order of the handbook.
    pub const ALL: [Ground; 4] = [Ground::RecordUnclear, Ground::PostDirty, Ground::ItemsMissing, Ground::MajorRepairUnfinished];
}

/// A refusal to take over, with its ground (H-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Made by the terminal: words are never compared, so this tells one from another.
    pub id: Id<Objection>,
    /// Which of the four.
    pub ground: Ground,
    /// What exactly.
    pub note: Personal<Line>,
    /// By whom.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// How it ended; open while `None`.
    pub cleared: Option<Cleared>,
}

/// How a ground was cleared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleared {
    /// By whom.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// What was done, or why it is accepted as it is.
    pub note: Personal<Line>,
    /// A manager accepted it in writing instead (H-9).
    pub overridden: bool,
}

/// Something special or urgent during the handover (H-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Special {
    /// Made by the terminal: words are never compared, so this tells one from another.
    pub id: Id<Special>,
    /// What.
    pub what: Personal<Line>,
    /// Which managers were told, by both sides.
    pub told: Personal<Line>,
    /// Who recorded it.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

/// What the outgoing signature covers: the sheet writes itself (B-20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The cut of the sheet before: lines up to it are in that one.
    pub after: u64,
    /// The outgoing signature's own revision: lines up to it are in this sheet.
    pub to: u64,
    /// When.
    pub at: At,
    /// How many log lines of the post there are between, by command name.
    pub lines: BTreeMap<String, u32>,
    /// Every complaint, repair and request that came in between, also those that are
    /// finished by now, in the order in which they came (H-1); of the book alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<TakenMatter>,
    /// How many more came in than are listed: the sheet has room for [`MOST_MATTERS`].
    #[serde(default, skip_serializing_if = "is_none_more")]
    pub matters_beyond: u32,
    /// What is open and passes on.
    pub open: Vec<OpenItem>,
    /// How many visits are inside (V-6); they are counted, not named.
    pub inside: u32,
}

/// How many matters a sheet lists. With the longest ids that there are they take 100 KiB of
/// the 256 KiB that an entry may have. What came in beyond them is counted on the sheet
/// and stands, while it is open, among its open items.
pub const MOST_MATTERS: usize = 400;

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_none_more(beyond: &u32) -> bool {
    *beyond == 0
}

/// A matter that came in since the cut before, as the sheet lists it (H-1). Its words stay
/// in the matter itself, where they are sealed and erased with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenMatter {
    /// Which.
    pub matter: Id<Matter>,
    /// Its number, as people call it.
    pub number: String,
    /// What it is about.
    pub kind: MatterKind,
    /// How grave it is.
    pub class: Class,
    /// Where.
    pub unit: Option<Id<Unit>>,
    /// Whether it had ended by the time of the cut.
    pub finished: bool,
}

/// Something open that passes with the post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenItem {
    /// What.
    pub about: RecordRef,
    /// Its number, as people call it.
    pub number: String,
    /// Where.
    pub unit: Option<Id<Unit>>,
    /// Must be read back (B-21).
    pub red: bool,
    /// In how many sheets in a row it stands, this one included (第 4 班未结).
    pub shifts: u32,
}

/// A red item in the incoming person's own words (B-21).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// Which item.
    pub about: RecordRef,
    /// Who will see to it.
    pub owner: Id<Person>,
    /// What happens next.
    pub next_step: Personal<Line>,
}

/// A person's hand under the sheet; the seal itself is a `Signature` record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Whose.
    pub person: Id<Person>,
    /// When.
    pub at: At,
}

/// Words added to a complete sheet, which itself never changes again (补记, B-22).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addendum {
    /// Made by the terminal that wrote it.
    pub id: Id<Addendum>,
    /// To which sheet.
    pub sheet: Id<Sheet>,
    /// When.
    pub at: At,
    /// By whom.
    pub by: Id<Person>,
    /// What.
    pub text: Personal<Text>,
}

recorded!(Duty);
