//! A picture of black and white dots: what is printed, whatever the printer's own letters are.

/// Rows of dots, eight in a byte, the leftmost in the highest bit; a set bit is black.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    rows: Vec<u8>,
}

impl Picture {
    /// A white one; the width goes up to whole bytes.
    #[must_use]
    pub fn white(width: usize, height: usize) -> Self {
        let bytes = width.div_ceil(8);
        Self { width: bytes * 8, rows: vec![0; bytes * height] }
    }

    /// Of rows as a printer gets them.
    #[must_use]
    pub fn of_rows(bytes_in_a_row: usize, rows: Vec<u8>) -> Self {
        Self { width: bytes_in_a_row * 8, rows }
    }

    /// In dots.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// In dots.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len().checked_div(self.bytes_in_a_row()).unwrap_or_default()
    }

    /// How many bytes are one row.
    #[must_use]
    pub fn bytes_in_a_row(&self) -> usize {
        self.width / 8
    }

    /// All rows, from the top.
    #[must_use]
    pub fn rows(&self) -> &[u8] {
        &self.rows
    }

    /// Whether a dot is black; outside nothing is.
    #[must_use]
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        let byte = (x < self.width).then(|| self.rows.get(y * self.bytes_in_a_row() + x / 8)).flatten();
        byte.is_some_and(|byte| byte & bit(x) != 0)
    }

    /// Blackens a dot; outside nothing happens.
    pub fn blacken(&mut self, x: usize, y: usize) {
        let at = y * self.bytes_in_a_row() + x / 8;
        if let Some(byte) = self.rows.get_mut(at).filter(|_| x < self.width) {
            *byte |= bit(x);
        }
    }

    /// Blackens a rectangle.
    pub fn fill(&mut self, (left, top): (usize, usize), (width, height): (usize, usize)) {
        for y in top..top + height {
            for x in left..left + width {
                self.blacken(x, y);
            }
        }
    }

    /// Adds rows below.
    pub fn append(&mut self, below: &Self) {
        if below.width == self.width {
            self.rows.extend_from_slice(&below.rows);
        }
    }
}

/// A picture in a log is its size: what stands on a slip is nobody's business there.
impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} × {} dots", self.width(), self.height())
    }
}

fn bit(x: usize) -> u8 {
    0x80 >> (x % 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_stands_where_it_was_put_and_nowhere_else() {
        let mut picture = Picture::white(20, 3);
        assert_eq!((picture.width(), picture.height(), picture.bytes_in_a_row()), (24, 3, 3));
        picture.blacken(9, 1);
        picture.blacken(24, 0);
        picture.blacken(0, 3);
        assert_eq!(picture.rows(), [0, 0, 0, 0, 0b0100_0000, 0, 0, 0, 0]);
        assert!(picture.is_black(9, 1) && !picture.is_black(8, 1) && !picture.is_black(24, 0) && !picture.is_black(0, 3));
        let mut two = picture.clone();
        two.append(&picture);
        assert!(two.is_black(9, 4) && two.height() == 6);
        assert_eq!(Picture::of_rows(3, picture.rows().to_vec()), picture);
    }
}
