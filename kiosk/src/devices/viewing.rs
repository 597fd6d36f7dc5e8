//! What the camera shows, for as long as a page wants it.

use ::devices::camera::Frame;

/// The camera as the pages know it. Nothing of what it shows outlives the page that wants it (B-01).
#[derive(Debug, Default)]
pub struct Viewing {
    wanted: bool,
    newest: Option<Frame>,
    count: u64,
}

impl Viewing {
    /// What it sees now; what comes when no page wants it is dropped.
    pub fn sees(&mut self, frame: Frame) {
        if self.wanted {
            self.count += 1;
            self.newest = Some(frame);
        }
    }

    /// A page wants it, in this frame of the window: the newest picture, and its number.
    pub fn look(&mut self) -> Option<(u64, &Frame)> {
        self.wanted = true;
        self.newest.as_ref().map(|frame| (self.count, frame))
    }

    /// No page wants it until one says so again.
    pub fn begin(&mut self) {
        self.wanted = false;
    }

    /// After the frame of the window: what no page wanted is gone.
    pub fn settle(&mut self) {
        if !self.wanted {
            self.newest = None;
        }
    }

    /// Whether it is to be open.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b01_nothing_that_the_camera_saw_outlives_its_page() {
        let mut viewing = Viewing::default();
        viewing.sees(Frame::default());
        assert_eq!(viewing.look(), None, "nobody wanted that one");
        viewing.sees(Frame::default());
        viewing.begin();
        assert_eq!(viewing.look().map(|(count, _)| count), Some(1));
        viewing.settle();
        assert!(viewing.is_wanted() && viewing.newest.is_some());
        viewing.begin();
        viewing.settle();
        assert!(!viewing.is_wanted() && viewing.newest.is_none());
        viewing.sees(Frame::default());
        assert!(viewing.newest.is_none(), "one that was on its way");
    }
}
