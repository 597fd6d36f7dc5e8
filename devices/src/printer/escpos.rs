//! Slip printers that speak ESC/POS. Four commands are used, which every one of them knows:
//! start anew, a picture, feed and cut, and the real-time status.

use std::time::{Duration, Instant};

use super::SlipPrinter;
use super::port::{Address, Port};
use super::status::{QUESTIONS, Question, Said};
use crate::device::Trouble;
use crate::picture::Picture;
use crate::slip::{Faces, Slip};

/// A device that does not answer for so long is not there.
const ANSWERS: Duration = Duration::from_secs(1);
/// Behind a picture it answers when it has taken in the most of it.
const PRINTS: Duration = Duration::from_secs(10);
/// So many rows of dots go in one command: what a small printer can hold.
const BAND: usize = 128;

/// A printer at a port.
pub struct EscPos {
    address: Address,
    faces: Faces,
    /// In dots.
    width: usize,
    answers: Duration,
}

impl EscPos {
    /// The printer at this address, whose paper is so many dots wide.
    #[must_use]
    pub fn new(address: Address, faces: Faces, width: usize) -> Self {
        Self { address, faces, width, answers: ANSWERS }
    }

    /// Waits so long for an answer, and no longer.
    #[must_use]
    pub fn answers_within(self, answers: Duration) -> Self {
        Self { answers, ..self }
    }

    /// Asks everything; the first thing that stops it, else the first warning.
    fn ask_all(&self, port: &mut dyn Port, within: Duration) -> Result<Option<Trouble>, Trouble> {
        let mut warning = None;
        for question in QUESTIONS {
            match ask(port, question, within)? {
                Some(trouble) if trouble.is_only_a_warning() => warning = Some(trouble),
                Some(trouble) => return Err(trouble),
                None => {}
            }
        }
        Ok(warning)
    }
}

impl SlipPrinter for EscPos {
    fn print(&mut self, slip: &Slip) -> Result<(), Trouble> {
        let picture = slip.picture(&self.faces, self.width);
        let mut port = self.address.open()?;
        self.ask_all(port.as_mut(), self.answers)?;
        if let Err(error) = port.send(&commands(&picture)) {
            tracing::warn!(%error, "a slip was not printed as a whole");
            // Where it still answers, it says itself why it took no more.
            self.ask_all(port.as_mut(), self.answers)?;
            return Err(Trouble::NotReady);
        }
        self.ask_all(port.as_mut(), PRINTS).map(drop)
    }

    fn state(&mut self) -> Option<Trouble> {
        let asked = self.address.open().and_then(|mut port| self.ask_all(port.as_mut(), self.answers));
        asked.unwrap_or_else(Some)
    }
}

/// Asks one question. What a printer says unasked before it answers (automatic status back, of four
/// bytes, and the signs that stop and start a serial line) is passed over.
fn ask(port: &mut dyn Port, question: Question, within: Duration) -> Result<Option<Trouble>, Trouble> {
    let gone = |error: std::io::Error| {
        tracing::debug!(%error, "a printer is gone");
        Trouble::Unplugged
    };
    port.send(&question.bytes()).map_err(gone)?;
    let until = Instant::now() + within;
    let mut unasked = 0;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::Unplugged);
        }
        match port.receive(left).map_err(gone)? {
            Some(_) if unasked > 0 => unasked -= 1,
            Some(byte) => match question.read(byte) {
                Said::Answer(said) => return Ok(said),
                Said::Unasked { more } => unasked = more,
                Said::Nonsense => return Err(Trouble::WrongDevice),
            },
            None => {}
        }
    }
}

/// A picture as it is sent: start anew, its bands, feed to the cutter, cut all but a corner.
#[must_use]
pub fn commands(picture: &Picture) -> Vec<u8> {
    let mut bytes = vec![0x1b, b'@'];
    let [low, high] = u16::try_from(picture.bytes_in_a_row()).unwrap_or_default().to_le_bytes();
    for band in picture.rows().chunks(picture.bytes_in_a_row().max(1) * BAND) {
        let rows = band.len() / picture.bytes_in_a_row().max(1);
        let [rows_low, rows_high] = u16::try_from(rows).unwrap_or_default().to_le_bytes();
        bytes.extend([0x1d, b'v', b'0', 0, low, high, rows_low, rows_high]);
        bytes.extend(without_real_time_commands(band));
    }
    bytes.extend([0x1d, b'V', 66, 0]);
    bytes
}

/// A printer obeys real-time commands also inside a picture: `DLE` with `EOT`, `ENQ` or `DC4`
/// behind it. One more black dot makes it another byte.
fn without_real_time_commands(rows: &[u8]) -> impl Iterator<Item = u8> {
    let after = rows.iter().copied().skip(1).map(Some).chain([None]);
    rows.iter().copied().zip(after).map(|(byte, after)| match (byte, after) {
        (0x10, Some(0x04 | 0x05 | 0x14)) => 0x11,
        (byte, _) => byte,
    })
}

#[cfg(test)]
mod tests;
