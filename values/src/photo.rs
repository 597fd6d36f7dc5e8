//! The photo of a visitor.

use crate::Invalid;
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A photo: a baseline JPEG of at most 12 KiB and 480 × 640 dots that holds the picture and nothing else:
/// no segment in which a camera or a program could say where, when or by what it was taken, no smaller
/// picture inside, nothing behind its end. Kept as base64.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Photo(Box<[u8]>);

impl Photo {
    /// It has at most so many bytes.
    pub const MOST_BYTES: usize = 12 * 1024;
    /// It is at most so wide and so high, in dots.
    pub const LARGEST: (u16, u16) = (480, 640);

    /// Accepts a JPEG; the error says what is to be sent instead.
    ///
    /// # Errors
    /// It is no such JPEG.
    pub fn parse(jpeg: &[u8]) -> Result<Self, Invalid> {
        let refused = |advice| Err(Invalid::new("photo", advice));
        if jpeg.len() > Self::MOST_BYTES {
            return refused("send at most 12 KiB");
        }
        match read(jpeg) {
            Ok((width, height)) if width <= Self::LARGEST.0 && height <= Self::LARGEST.1 => Ok(Self(jpeg.into())),
            Ok(_) => refused("send at most 480 by 640 dots"),
            Err(Fault::Speaks) => refused("leave out everything but the picture: no APP1 to APP15, no comment, no thumbnail"),
            Err(Fault::Broken) => refused("send a whole baseline JPEG with one scan"),
        }
    }

    /// The JPEG.
    #[must_use]
    pub fn as_jpeg(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<String> for Photo {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        let jpeg = BASE64.decode(text.as_bytes()).map_err(|_| Invalid::new("photo", "write it as base64"))?;
        Self::parse(&jpeg)
    }
}

impl From<Photo> for String {
    fn from(photo: Photo) -> Self {
        BASE64.encode(&photo.0)
    }
}

/// A photo in a log is its size.
impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photo of {} bytes", self.0.len())
    }
}

enum Fault {
    /// It is no whole baseline JPEG.
    Broken,
    /// It says more than the picture.
    Speaks,
}

/// Width and height of the picture that these bytes are, and nothing else.
fn read(jpeg: &[u8]) -> Result<(u16, u16), Fault> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8]).ok_or(Fault::Broken)?;
    let mut size = None;
    loop {
        let [0xFF, marker, high, low, ..] = *rest else { return Err(Fault::Broken) };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = rest.get(4..2 + length).ok_or(Fault::Broken)?;
        rest = rest.get(2 + length..).ok_or(Fault::Broken)?;
        match marker {
            // JFIF without a thumbnail has exactly fourteen bytes, the last two of them zero.
            0xE0 if body.len() == 14 && body.starts_with(b"JFIF\0") && body.ends_with(&[0, 0]) => {}
            0xE0..=0xEF | 0xFE => return Err(Fault::Speaks),
            // Tables of quantisers and codes, and how often the scan begins anew.
            0xDB | 0xC4 | 0xDD => {}
            0xC0 if size.is_none() => size = Some(dots(body).ok_or(Fault::Broken)?),
            0xDA => break,
            _ => return Err(Fault::Broken),
        }
    }
    if scan_ends(rest) { size.ok_or(Fault::Broken) } else { Err(Fault::Broken) }
}

/// Width and height as the frame's header says them: eight bits a sample, one or three of them a dot.
fn dots(frame: &[u8]) -> Option<(u16, u16)> {
    let [8, h1, h0, w1, w0, samples @ (1 | 3), ref each @ ..] = *frame else { return None };
    let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
    (each.len() == usize::from(samples) * 3 && width > 0 && height > 0).then_some((width, height))
}

/// Whether the one scan goes on to the end of the picture, with nothing behind it.
fn scan_ends(scan: &[u8]) -> bool {
    let mut at = 0;
    while let Some([sign, next]) = scan.get(at..at + 2) {
        match (sign, next) {
            (0xFF, 0xD9) => return at + 2 == scan.len(),
            (0xFF, 0x00 | 0xD0..=0xD7) => at += 2,
            (0xFF, _) => return false,
            _ => at += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOI: &[u8] = &[0xFF, 0xD8];
    const JFIF: &[u8] = b"\xFF\xE0\x00\x10JFIF\0\x01\x02\x00\x00\x01\x00\x01\x00\x00";
    const DQT: &[u8] = &[0xFF, 0xDB, 0x00, 0x03, 0x00];
    const SOS: &[u8] = &[0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 63, 0];
    const SCAN: &[u8] = &[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];
    const EOI: &[u8] = &[0xFF, 0xD9];

    fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
        let (w, h) = (width.to_be_bytes(), height.to_be_bytes());
        vec![0xFF, marker, 0x00, 0x0B, 8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0]
    }

    fn said(jpeg: &[&[u8]]) -> &'static str {
        Photo::parse(&jpeg.concat()).map_or_else(|invalid| invalid.advice, |_| "")
    }

    #[test]
    fn b03_a_photo_is_the_picture_and_nothing_else() {
        let (fits, speaks, broken) = (
            "",
            "leave out everything but the picture: no APP1 to APP15, no comment, no thumbnail",
            "send a whole baseline JPEG with one scan",
        );
        let sof = frame(0xC0, 240, 320);
        let thumbnail = b"\xFF\xE0\x00\x13JFIF\0\x01\x02\x00\x00\x01\x00\x01\x01\x01abc".as_slice();
        for (jpeg, expected) in [
            (vec![SOI, JFIF, DQT, &sof, SOS, SCAN, EOI], fits),
            (vec![SOI, DQT, &sof, SOS, SCAN, EOI], fits),
            (vec![SOI, JFIF, b"\xFF\xE1\x00\x08Exif\0\0", DQT, &sof, SOS, SCAN, EOI], speaks),
            (vec![SOI, b"\xFF\xE0\x00\x07JFXX\0", &sof, SOS, SCAN, EOI], speaks),
            (vec![SOI, b"\xFF\xED\x00\x03x", &sof, SOS, SCAN, EOI], speaks),
            (vec![SOI, b"\xFF\xEF\x00\x03x", &sof, SOS, SCAN, EOI], speaks),
            (vec![SOI, b"\xFF\xFE\x00\x05abc", &sof, SOS, SCAN, EOI], speaks),
            (vec![SOI, thumbnail, &sof, SOS, SCAN, EOI], speaks),
            (vec![SOI, &frame(0xC2, 240, 320), SOS, SCAN, EOI], broken),
            (vec![SOI, &sof, &sof, SOS, SCAN, EOI], broken),
            (vec![SOI, SOS, SCAN, EOI], broken),
            (vec![SOI, &frame(0xC0, 0, 320), SOS, SCAN, EOI], broken),
            (vec![SOI, &sof, SOS, SCAN], broken),
            (vec![SOI, &sof, SOS, SCAN, EOI, b"more"], broken),
            (vec![SOI, &sof, SOS, SCAN, b"\xFF\xE1\x00\x04hi", EOI], broken),
            (vec![SOI, &sof, &[0xFF, 0xDB, 0x7F, 0xFF]], broken),
            (vec![SOI, &sof, &[0xFF, 0xDB, 0x00, 0x01], EOI], broken),
            (vec![b"GIF89a"], broken),
            (vec![SOI], broken),
            (vec![], broken),
        ] {
            assert_eq!(said(&jpeg), expected, "{jpeg:?}");
        }
    }

    #[test]
    fn a_photo_is_small() {
        let of = |width, height| said(&[SOI, &frame(0xC0, width, height), SOS, SCAN, EOI]);
        assert_eq!(of(480, 640), "");
        assert_eq!(of(481, 640), "send at most 480 by 640 dots");
        assert_eq!(of(480, 641), "send at most 480 by 640 dots");
        let frame = frame(0xC0, 240, 320);
        let around = SOI.len() + frame.len() + SOS.len() + EOI.len();
        let filled = |bytes: usize| said(&[SOI, &frame, SOS, &vec![7; bytes - around], EOI]);
        assert_eq!(filled(Photo::MOST_BYTES), "");
        assert_eq!(filled(Photo::MOST_BYTES + 1), "send at most 12 KiB");
    }

    #[test]
    fn it_is_kept_as_text_and_never_printed() {
        let photo = Photo::parse(&[SOI, &frame(0xC0, 240, 320), SOS, SCAN, EOI].concat()).unwrap();
        let text = serde_json::to_string(&photo).unwrap();
        assert_eq!(serde_json::from_str::<Photo>(&text).unwrap(), photo);
        assert!(serde_json::from_str::<Photo>("\"AAAA\"").is_err() && serde_json::from_str::<Photo>("\"-\"").is_err());
        assert_eq!(format!("{photo:?}"), "Photo of 34 bytes");
    }
}
