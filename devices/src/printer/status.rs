//! The real-time status of ESC/POS: one byte for each question `DLE EOT n`.

use crate::device::Trouble;

/// The questions, in the order in which they are asked: paper first.
pub(super) const QUESTIONS: [Question; 3] = [Question::Paper, Question::Offline, Question::Printer];

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// n = 1: whether it is on line.
    Printer,
    /// n = 2: why it is off line.
    Offline,
    /// n = 4: the paper's sensors.
    Paper,
}

impl Question {
    /// As it is sent.
    pub(super) fn bytes(self) -> [u8; 3] {
        let n = match self {
            Self::Printer => 1,
            Self::Offline => 2,
            Self::Paper => 4,
        };
        [0x10, 0x04, n]
    }

    /// What a byte from the printer says behind this question.
    pub(super) fn read(self, answer: u8) -> Said {
        // Four bits are the same in every answer, so that it is known as one.
        match (answer, answer & 0b1001_0011) {
            (_, 0b0001_0010) => {}
            (0x11 | 0x13, _) => return Said::Unasked { more: 0 },
            (_, 0b0001_0000) => return Said::Unasked { more: 3 },
            (_, _) => return Said::Nonsense,
        }
        let has = |bits: u8| answer & bits != 0;
        Said::Answer(match self {
            Self::Printer => has(0b0000_1000).then_some(Trouble::NotReady),
            Self::Offline if has(0b0000_0100) => Some(Trouble::CoverOpen),
            Self::Offline if has(0b0010_0000) => Some(Trouble::OutOfPaper),
            Self::Offline => has(0b0100_0000).then_some(Trouble::NotReady),
            Self::Paper if has(0b0110_0000) => Some(Trouble::OutOfPaper),
            Self::Paper => has(0b0000_1100).then_some(Trouble::PaperLow),
        })
    }
}

/// What a byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The answer; `None`: nothing is wrong.
    Answer(Option<Trouble>),
    /// Told unasked; so many more bytes belong to it.
    Unasked {
        /// How many.
        more: u8,
    },
    /// No printer of this kind says that.
    Nonsense,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_what_a_person_has_to_mend() {
        let [fine, low, empty] = [None, Some(Trouble::PaperLow), Some(Trouble::OutOfPaper)].map(Said::Answer);
        let [open, not_ready] = [Trouble::CoverOpen, Trouble::NotReady].map(|trouble| Said::Answer(Some(trouble)));
        for (question, answer, said) in [
            (Question::Paper, 0x12, fine),
            (Question::Paper, 0x1e, low),
            (Question::Paper, 0x72, empty),
            (Question::Paper, 0x7e, empty),
            (Question::Offline, 0x12, fine),
            (Question::Offline, 0x16, open),
            (Question::Offline, 0x32, empty),
            (Question::Offline, 0x52, not_ready),
            (Question::Offline, 0x36, open),
            (Question::Printer, 0x16, fine),
            (Question::Printer, 0x1a, not_ready),
            (Question::Paper, 0x14, Said::Unasked { more: 3 }),
            (Question::Paper, 0x13, Said::Unasked { more: 0 }),
            (Question::Paper, b'H', Said::Nonsense),
            (Question::Paper, 0x00, Said::Nonsense),
            (Question::Paper, 0x92, Said::Nonsense),
            (Question::Paper, 0xff, Said::Nonsense),
        ] {
            assert_eq!(question.read(answer), said, "{question:?} {answer:#04x}");
        }
    }
}
