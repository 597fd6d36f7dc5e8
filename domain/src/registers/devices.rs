//! Device troubles 设备故障: what is wrong with a printer, scanner, light or loudspeaker of a kiosk.
//!
//! The kiosk reports changes only. There is one record for each kiosk and device while something is
//! wrong: what, and since when; it goes when the device works again, or with the kiosk's admission.
//! Nothing here can be refused. The duty log keeps that it happened.

use crate::registers::terminals::Terminal;
use crate::{Change, RecordRef, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id};

/// A device that does not work as it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceTrouble {
    /// Made by the kiosk.
    pub id: Id<DeviceTrouble>,
    /// At which kiosk.
    pub terminal: Id<Terminal>,
    /// Which device.
    pub device: Device,
    /// What is wrong.
    pub trouble: Trouble,
    /// Since when the server knows that it is so; another trouble begins anew.
    pub since: At,
}

recorded!(DeviceTrouble);

/// A device of a kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// 凭条打印机.
    Printer,
    /// 扫码器.
    Scanner,
    /// 状态灯.
    Light,
    /// 扬声器.
    Speaker,
    /// 摄像头.
    Camera,
}

impl Device {
    /// Every device, in the order in which words name them.
    pub const ALL: [Self; 5] = [Self::Printer, Self::Scanner, Self::Light, Self::Speaker, Self::Camera];
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The roll is nearly at its end. It still prints.
    PaperLow,
    /// There is no paper.
    OutOfPaper,
    /// A cover stands open.
    CoverOpen,
    /// It answers, and is off line, jammed or otherwise not ready.
    NotReady,
    /// It is not there, or does not answer.
    Unplugged,
    /// Something answers that is no such device.
    WrongDevice,
}

impl Trouble {
    /// Every trouble, in the order in which words name them.
    pub const ALL: [Self; 6] = [Self::PaperLow, Self::OutOfPaper, Self::CoverOpen, Self::NotReady, Self::Unplugged, Self::WrongDevice];
}

/// What a kiosk has to tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// A device is otherwise than it was reported last. The same again changes nothing.
    Report {
        /// The id of the record, where a new one begins.
        report: Id<DeviceTrouble>,
        /// Which device of the kiosk that reports.
        device: Device,
        /// What is wrong; `None`: it works.
        trouble: Option<Trouble>,
    },
}

named!(Command { Report => "report" });

/// Nothing is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let Command::Report { report, device, trouble } = command;
    let known = state.device_trouble.iter().find(|d| d.terminal == stamp.terminal && d.device == *device);
    Ok(match (known, *trouble) {
        (None, None) => vec![],
        (Some(known), None) => vec![Change::Remove(RecordRef::to(&known.id))],
        (Some(known), Some(trouble)) if known.trouble == trouble => vec![],
        (Some(known), Some(trouble)) => vec![Change::Put(DeviceTrouble { trouble, since: stamp.at, ..known.clone() }.into())],
        (None, Some(trouble)) => {
            state.device_trouble.vacant(report)?;
            let (id, terminal, device) = (report.clone(), stamp.terminal.clone(), *device);
            vec![Change::Put(DeviceTrouble { id, terminal, device, trouble, since: stamp.at }.into())]
        }
    })
}

/// The troubles of a machine whose admission ends go with it.
pub(super) fn forgotten(state: &State, terminal: &Id<Terminal>) -> impl Iterator<Item = Change> {
    state
        .device_trouble
        .iter()
        .filter(move |d| d.terminal == *terminal)
        .map(|d| Change::Remove(RecordRef::to(&d.id)))
}

#[cfg(test)]
mod tests;
