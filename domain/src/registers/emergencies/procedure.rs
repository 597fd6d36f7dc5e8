//! An emergency's plan, as data: imported, versioned, never written into the code.

use crate::registers::property::Phrase;
use serde::{Deserialize, Serialize};
use values::Id;

/// Who is rung, and who does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ring {
    /// 保安监控室
    ControlRoom,
    /// 客服前台
    Counter,
    /// 工程值班
    Engineering,
    /// 安保主管
    Security,
    /// 客服领班
    Lead,
}

impl Ring {
    /// Every post that can be rung.
    pub const ALL: [Ring; 5] = [Ring::ControlRoom, Ring::Counter, Ring::Engineering, Ring::Security, Ring::Lead];
}

/// What is done in one kind of emergency (E-1 to E-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Its code ("fire").
    pub id: Id<Procedure>,
    /// Its version, from 1.
    pub version: u32,
    /// What it is called.
    pub title: Phrase,
    /// The kiosk shows the evacuation page while it runs.
    pub evacuate: bool,
    /// The evacuation page's title.
    pub kiosk_title: Phrase,
    /// The evacuation page's sentences.
    pub kiosk_lines: Vec<Phrase>,
    /// The posts in the order in which they are rung; the first at once (E-1).
    pub rings: Vec<Ring>,
    /// What is to be done.
    pub steps: Vec<Step>,
    /// What staff should say to visitors (B-25).
    pub sayings: Vec<Phrase>,
    /// Whom to telephone.
    pub telephones: Vec<Phrase>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its code within the procedure.
    pub code: String,
    /// Who does it.
    pub post: Ring,
    /// What is done.
    pub text: Phrase,
    /// The codes of the steps that come first (B-25).
    pub after: Vec<String>,
}

recorded!(Procedure);
