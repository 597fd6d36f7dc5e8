//! One picture of the camera, upright, as large as it is shown. Pure.

use zeroize::Zeroizing;

/// So wide and so high, in dots.
pub const SIZE: (usize, usize) = (360, 480);

/// Rows of dots, each red, green and blue; what was seen is overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame(Zeroizing<Vec<u8>>);

impl Frame {
    /// The middle of a picture of any size, three bytes a dot; `None`: the picture is not whole.
    #[must_use]
    pub fn cut(width: usize, height: usize, dots: &[u8]) -> Option<Self> {
        let whole = width > 0 && height > 0 && dots.len() >= width.checked_mul(height)?.checked_mul(3)?;
        whole.then(|| {
            // The largest upright part of it: three to four.
            let (w, h) = if width * 4 > height * 3 { ((height * 3 / 4).max(1), height) } else { (width, (width * 4 / 3).max(1)) };
            let from = Area {
                left: (width - w) / 2,
                top: (height - h.min(height)) / 2,
                width: w,
                height: h.min(height),
            };
            Self(scaled(dots, width, from, SIZE))
        })
    }

    /// Of YUYV: two bytes a dot, rows of `stride` bytes.
    #[must_use]
    pub fn of_yuyv(width: usize, height: usize, stride: usize, bytes: &[u8]) -> Option<Self> {
        if width == 0 || stride < width.checked_mul(2)? || bytes.len() < stride.checked_mul(height)? {
            return None;
        }
        let mut dots = Zeroizing::new(Vec::with_capacity(width * height * 3));
        for row in bytes.chunks_exact(stride).take(height) {
            for pair in row.chunks_exact(4).take(width / 2) {
                let [y0, u, y1, v] = *pair else { continue };
                dots.extend(rgb(y0, u, v));
                dots.extend(rgb(y1, u, v));
            }
        }
        Self::cut(width / 2 * 2, height, &dots)
    }

    /// Of a JPEG, with or without its tables, as cameras send them.
    #[must_use]
    pub fn of_jpeg(jpeg: &[u8]) -> Option<Self> {
        let whole = with_tables(jpeg);
        let mut reader = image::ImageReader::with_format(std::io::Cursor::new(whole.as_slice()), image::ImageFormat::Jpeg);
        let mut limits = image::Limits::default();
        limits.max_image_width = Some(4_096);
        limits.max_image_height = Some(4_096);
        limits.max_alloc = Some(64 * 1024 * 1024);
        reader.limits(limits);
        let decoded = reader.decode().inspect_err(|error| tracing::debug!(%error, "a picture of the camera cannot be read")).ok()?;
        let rgb = decoded.into_rgb8();
        let (width, height) = rgb.dimensions();
        let dots = Zeroizing::new(rgb.into_raw());
        Self::cut(usize::try_from(width).ok()?, usize::try_from(height).ok()?, &dots)
    }

    /// The dots, row by row from the top left.
    #[must_use]
    pub fn dots(&self) -> &[u8] {
        &self.0
    }

    /// The same in another size.
    #[must_use]
    pub fn scaled(&self, size: (usize, usize)) -> Zeroizing<Vec<u8>> {
        scaled(&self.0, SIZE.0, Area { left: 0, top: 0, width: SIZE.0, height: SIZE.1 }, size)
    }
}

impl Default for Frame {
    /// Black.
    fn default() -> Self {
        Self(Zeroizing::new(vec![0; SIZE.0 * SIZE.1 * 3]))
    }
}

/// A picture in a log is its size.
impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frame of {} × {}", SIZE.0, SIZE.1)
    }
}

/// A part of a picture.
#[derive(Clone, Copy)]
struct Area {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

/// Each dot of the new size is the mean of those that it stands for.
fn scaled(dots: &[u8], row: usize, from: Area, (width, height): (usize, usize)) -> Zeroizing<Vec<u8>> {
    let mut to = Zeroizing::new(Vec::with_capacity(width * height * 3));
    let part = |at: usize, of: usize, all: usize| (at * all / of, ((at + 1) * all / of).max(at * all / of + 1).min(all));
    for y in 0..height {
        let (top, bottom) = part(y, height, from.height);
        for x in 0..width {
            let (left, right) = part(x, width, from.width);
            let mut sums = [0_usize; 3];
            for line in top..bottom {
                let first = ((from.top + line) * row + from.left + left) * 3;
                for dot in dots.get(first..first + (right - left) * 3).into_iter().flat_map(|line| line.chunks_exact(3)) {
                    sums.iter_mut().zip(dot).for_each(|(sum, one)| *sum += usize::from(*one));
                }
            }
            let count = ((bottom - top) * (right - left)).max(1);
            to.extend(sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX)));
        }
    }
    to
}

/// BT.601 with the levels of video, as cameras send it.
fn rgb(y: u8, u: u8, v: u8) -> [u8; 3] {
    let (y, u, v) = (298 * (i32::from(y) - 16), i32::from(u) - 128, i32::from(v) - 128);
    let level = |sum: i32| u8::try_from(((sum + 128) >> 8).clamp(0, 255)).unwrap_or_default();
    [level(y + 409 * v), level(y - 100 * u - 208 * v), level(y + 516 * u)]
}

/// The mark of Motion JPEG: with it a decoder takes the usual tables where the camera sent none.
const MOTION: &[u8] = b"\xFF\xE0\x00\x0EAVI1\0\0\0\0\0\0\0\0";

fn with_tables(jpeg: &[u8]) -> Zeroizing<Vec<u8>> {
    let has_tables = jpeg.windows(2).take_while(|sign| *sign != [0xFF, 0xDA]).any(|sign| sign == [0xFF, 0xC4]);
    Zeroizing::new(match jpeg.split_at_checked(2) {
        Some((start, rest)) if !has_tables => [start, MOTION, rest].concat(),
        Some(_) | None => jpeg.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::{photo, simulated::slope};

    fn dot(frame: &Frame, x: usize, y: usize) -> [u8; 3] {
        let at = (y * SIZE.0 + x) * 3;
        [frame.dots()[at], frame.dots()[at + 1], frame.dots()[at + 2]]
    }

    #[test]
    fn the_middle_of_every_picture_is_cut_upright() {
        for (width, height) in [(640, 480), (480, 640), (1280, 720), (320, 240), (3, 4), (1, 1), (64, 48), (1, 100), (100, 1)] {
            let middle = |at: usize| [u8::from(at % width * 2 / width == 1) * 200, 7, 9];
            let frame = Frame::cut(width, height, &(0..width * height).flat_map(middle).collect::<Vec<u8>>()).unwrap();
            assert_eq!(frame.dots().len(), SIZE.0 * SIZE.1 * 3, "{width} × {height}");
            if width > 2 && height > 2 {
                assert_eq!((dot(&frame, 0, 0)[0], dot(&frame, SIZE.0 - 1, SIZE.1 - 1)), (0, [200, 7, 9]), "{width} × {height}");
            }
        }
        assert_eq!(Frame::cut(640, 480, &[0; 100]), None);
        assert_eq!(Frame::cut(0, 480, &[]), None);
    }

    #[test]
    fn a_frame_of_video_has_the_colours_that_were_seen() {
        for (yuv, seen) in [((235, 128, 128), [255, 255, 255]), ((16, 128, 128), [0, 0, 0]), ((81, 90, 240), [255, 0, 0])] {
            let (y, u, v) = yuv;
            let frame = Frame::of_yuyv(64, 48, 130, &[&[y, u, y, v].repeat(32)[..], &[0, 0]].concat().repeat(48)).unwrap();
            let found = dot(&frame, 100, 100);
            assert!(found.iter().zip(seen).all(|(found, seen)| found.abs_diff(seen) <= 2), "{yuv:?} is {found:?}");
        }
        assert_eq!(Frame::of_yuyv(64, 48, 128, &[0; 100]), None);
        assert_eq!(Frame::of_yuyv(64, 48, 64, &[0; 10_000]), None);
    }

    #[test]
    fn a_jpeg_of_a_camera_is_read_with_and_without_its_tables() {
        let jpeg = photo::jpeg(&photo::small(&slope(0)), 90).unwrap();
        let (mut bare, mut rest) = (jpeg[..2].to_vec(), &jpeg[2..]);
        while rest[1] != 0xDA {
            let length = 2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]));
            if rest[1] != 0xC4 {
                bare.extend_from_slice(&rest[..length]);
            }
            rest = &rest[length..];
        }
        bare.extend_from_slice(rest);
        assert!(bare.len() < jpeg.len());
        let (whole, without) = (Frame::of_jpeg(&jpeg).unwrap(), Frame::of_jpeg(&bare).unwrap());
        assert_eq!(whole, without);
        assert!(dot(&whole, 180, 240).iter().zip(dot(&slope(0), 180, 240)).all(|(a, b)| a.abs_diff(b) < 24));
        for broken in [&b""[..], b"\xFF", b"\xFF\xD8\xFF", &jpeg[..200], b"GIF89a"] {
            assert_eq!(Frame::of_jpeg(broken), None);
        }
    }
}
