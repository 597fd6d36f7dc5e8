//! The devices by name, what may be wrong with one, and how that is told.

/// A device of a kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Device {
    /// 凭条打印机.
    Printer,
    /// 扫码器: types like a keyboard.
    Scanner,
    /// 状态灯.
    Light,
    /// 扬声器.
    Speaker,
    /// 摄像头.
    Camera,
}

impl Device {
    /// Every device, in the order in which troubles are told.
    pub const ALL: [Self; 5] = [Self::Printer, Self::Scanner, Self::Light, Self::Speaker, Self::Camera];
}

/// What is wrong with a device. A person mends each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// The roll is nearly at its end. It still prints.
    PaperLow,
    /// There is no paper.
    OutOfPaper,
    /// A cover stands open.
    CoverOpen,
    /// It answers, and is switched off line, jammed or otherwise not ready.
    NotReady,
    /// It is not there, has no power, or does not answer.
    Unplugged,
    /// Something answers that is no such device.
    WrongDevice,
}

impl Trouble {
    /// Every trouble, the lightest first.
    pub const ALL: [Self; 6] = [Self::PaperLow, Self::OutOfPaper, Self::CoverOpen, Self::NotReady, Self::Unplugged, Self::WrongDevice];

    /// Whether the device does its work all the same.
    #[must_use]
    pub fn is_only_a_warning(self) -> bool {
        self == Self::PaperLow
    }
}

/// What a device's thread has to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// How a device is: told at the start, and whenever it is otherwise than it was told last.
    /// `None`: it works.
    State(Device, Option<Trouble>),
    /// There is no such device here.
    Absent(Device),
    /// What became of a slip, by the number with which it was asked for.
    Printed(u64, Result<(), Trouble>),
}

/// To whom reports are told: called on the device's thread, and must not wait.
pub type Tell = Box<dyn Fn(Report) + Send>;
