//! The photo that is sent: encoded anew, so that it holds the picture and nothing else. Pure.

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use zeroize::Zeroizing;

use super::Frame;

/// So wide and so high, in dots.
pub const SIZE: (u16, u16) = (240, 320);
/// It has at most so many bytes: a submission with the longest texts beside it stays under its limit.
pub const MOST_BYTES: usize = 11 * 1024;
/// In this order until it is small enough.
const QUALITIES: [u8; 10] = [88, 80, 72, 64, 56, 48, 38, 28, 16, 4];

/// The photo of what was seen, a JPEG as good as fits; `None`: no quality makes it small enough.
#[must_use]
pub fn of(frame: &Frame) -> Option<Zeroizing<Vec<u8>>> {
    let dots = small(frame);
    QUALITIES.into_iter().filter_map(|quality| jpeg(&dots, quality)).find(|jpeg| jpeg.len() <= MOST_BYTES)
}

/// The dots of the photo.
pub(super) fn small(frame: &Frame) -> Zeroizing<Vec<u8>> {
    frame.scaled((usize::from(SIZE.0), usize::from(SIZE.1)))
}

pub(super) fn jpeg(dots: &[u8], quality: u8) -> Option<Zeroizing<Vec<u8>>> {
    let mut jpeg = Zeroizing::new(Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut *jpeg, quality);
    let encoded = encoder.encode(dots, u32::from(SIZE.0), u32::from(SIZE.1), ExtendedColorType::Rgb8);
    encoded.inspect_err(|error| tracing::error!(%error, "a photo cannot be encoded")).ok()?;
    Some(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::frame;
    use crate::camera::simulated::slope;

    /// Dots by chance: no picture is harder to make small.
    fn noise() -> Frame {
        let mut last = 1_u32;
        let chance = |_: usize| {
            last = last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            last.to_be_bytes()[0]
        };
        let (width, height) = frame::SIZE;
        Frame::cut(width, height, &(0..width * height * 3).map(chance).collect::<Vec<u8>>()).unwrap()
    }

    #[test]
    fn b03_every_picture_becomes_a_small_photo_of_the_picture_alone() {
        for (of_what, frame) in [("a slope", slope(3)), ("black", Frame::default()), ("noise", noise())] {
            let photo = of(&frame).unwrap_or_else(|| panic!("{of_what} has no photo"));
            assert!(photo.len() <= MOST_BYTES, "{of_what}: {} bytes", photo.len());
            assert!(Frame::of_jpeg(&photo).is_some(), "{of_what} can be shown");
            // APP0 alone may stand before the tables: no APP1 to APP15, no comment.
            let scan = photo.windows(2).position(|sign| sign == [0xFF, 0xDA]).unwrap();
            let head = photo[..scan].windows(2).filter(|sign| sign[0] == 0xFF);
            assert!(head.into_iter().all(|sign| !matches!(sign[1], 0xE1..=0xEF | 0xFE)), "{of_what}");
        }
        assert_eq!(of(&slope(3)), jpeg(&small(&slope(3)), QUALITIES[0]), "as good as fits");
    }
}
