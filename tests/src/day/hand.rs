//! The hand at a window: presses, turns the wheel and writes, always where the description
//! says that something is, and only once it is enabled, in view and stands still.

use super::fault::Fault;
use super::patience::{PATIENCE, Patience};
use super::window::{Window, says};
use look::describe::Node;
use std::fs;
use std::time::{Duration, Instant};

/// How long a press may take to change anything before the day goes on.
const CHANGE: Duration = Duration::from_secs(2);

/// How long something must have stood at its place before it is pressed: a few frames.
const STILL: Duration = Duration::from_millis(80);

/// The same after the wheel was turned or a field was filled: a list rolls on, a form grows.
const ROLLED: Duration = Duration::from_millis(250);

impl Window {
    /// Presses what has this name; of several the last, which is the one in a dialog. Gives the
    /// moment of the press.
    ///
    /// # Errors
    /// It does not come, or stays disabled.
    pub fn press(&self, name: &str) -> Result<Instant, Fault> {
        self.press_where(&format!("“{name}”"), |nodes| nodes.iter().rev().find(|n| can_be_pressed(n) && n.name == name).cloned())
    }

    /// Presses what has this text in its name.
    ///
    /// # Errors
    /// As [`Window::press`].
    pub fn press_with(&self, part: &str) -> Result<Instant, Fault> {
        self.press_where(&format!("something with “{part}”"), |nodes| {
            nodes.iter().find(|n| can_be_pressed(n) && n.name.contains(part)).cloned()
        })
    }

    /// Chooses one of a few that stay there, and sees to it that it is chosen: a form that has
    /// just come up moves under the pointer.
    ///
    /// # Errors
    /// As [`Window::press`].
    pub fn choose(&self, name: &str) -> Result<(), Fault> {
        let is_chosen = || self.nodes().iter().any(|n| n.name == name && n.selected == Some(true));
        let mut patience = Patience::of(PATIENCE);
        while !is_chosen() && patience.goes_on() {
            self.press(name)?;
            let mut moment = Patience::of(CHANGE);
            while moment.goes_on() && !is_chosen() {}
        }
        if is_chosen() { Ok(()) } else { Err(self.fault(&format!("“{name}” cannot be chosen"))) }
    }

    /// Presses, of several with one name, the first.
    ///
    /// # Errors
    /// As [`Window::press`].
    pub fn press_first(&self, name: &str) -> Result<Instant, Fault> {
        self.press_where(&format!("the first “{name}”"), |nodes| {
            nodes.iter().find(|n| can_be_pressed(n) && n.name == name).cloned()
        })
    }

    /// Presses what `find` finds, once it is enabled, in view and stands still.
    ///
    /// # Errors
    /// As [`Window::press`].
    pub fn press_where(&self, what: &str, find: impl Fn(&[Node]) -> Option<Node>) -> Result<Instant, Fault> {
        let (mut before, mut since): (Option<Node>, _) = (None, Instant::now());
        let (mut still, mut rolled_from, mut stays) = (STILL, None, 0);
        let mut patience = Patience::of(PATIENCE);
        while patience.goes_on() {
            let nodes = self.nodes();
            let found = find(&nodes).filter(|n| n.enabled);
            if found != before {
                (before, since) = (found, Instant::now());
            }
            let (true, Some(node)) = (since.elapsed() >= still, &before) else { continue };
            let (x, y) = middle(node);
            let hidden = y > last_line(&nodes, x, self.size.1) || y < 0.0 || is_covered(&nodes, node);
            stays = if rolled_from == Some(y) { stays + 1 } else { 0 };
            // What does not move with the list stands below it, at the foot of the window.
            if !hidden || (stays > 1 && y < self.size.1 && !is_covered(&nodes, node)) {
                return self.click(x, y);
            }
            self.display.wheel(x.clamp(1.0, self.size.0 - 1.0), self.size.1 / 2.0, if y < 0.0 { -3 } else { 3 })?;
            (before, still, rolled_from) = (None, ROLLED, Some(y));
        }
        let disabled = find(&self.nodes()).map(|n| format!("; it is disabled: {}", n.description)).unwrap_or_default();
        Err(self.fault(&format!("could not press {what}{disabled}")))
    }

    fn click(&self, x: f64, y: f64) -> Result<Instant, Fault> {
        let before = fs::read(&self.described).ok();
        let pressed = Instant::now();
        self.display.click(x, y)?;
        let mut patience = Patience::of(CHANGE);
        while patience.goes_on() && fs::read(&self.described).ok() == before {}
        Ok(pressed)
    }

    /// Writes into a field, of several with one name into the first: ASCII as from a keyboard,
    /// everything else from the clipboard.
    ///
    /// # Errors
    /// There is no such field, or the text does not arrive in it.
    pub fn fill(&self, field: &str, text: &str) -> Result<(), Fault> {
        let named = |n: &&Node| is_field(n) && n.name == field;
        let mut patience = Patience::of(PATIENCE);
        // A form that has just grown moves its fields away under the pointer; a second touch harms nothing.
        while !self.nodes().iter().any(|n| named(&n) && n.focused) && patience.goes_on() {
            self.press_where(&format!("the field “{field}”"), |nodes| nodes.iter().find(named).cloned())?;
            let mut moment = Patience::of(CHANGE);
            while moment.goes_on() && !self.nodes().iter().any(|n| named(&n) && n.focused) {}
        }
        self.display.key("ctrl+a")?;
        if text.is_ascii() {
            self.display.type_ascii(text)?;
        } else {
            self.display.clipboard(text, &self.dir)?;
            self.display.key("ctrl+v")?;
        }
        // A secret field says only how many characters stand in it.
        let same = |n: &Node| if n.role == "PasswordInput" { n.value.chars().count() == text.len() } else { n.value == text };
        self.wait(&format!("{text:?} in “{field}”"), |nodes| {
            nodes.iter().any(|n| named(&n) && n.focused && same(n)).then_some(())
        })?;
        self.settle();
        Ok(())
    }

    /// Waits until nothing has changed for a moment: what was typed may have moved the form, and
    /// a dialog that comes up finds its place.
    pub fn settle(&self) {
        let (mut before, mut since) = (fs::read(&self.described).ok(), Instant::now());
        let mut patience = Patience::of(CHANGE);
        while since.elapsed() < ROLLED && patience.goes_on() {
            let now = fs::read(&self.described).ok();
            if now != before {
                (before, since) = (now, Instant::now());
            }
        }
    }

    /// Rolls the list below a text back to its beginning.
    ///
    /// # Errors
    /// The text is not there.
    pub fn roll_up(&self, text: &str) -> Result<(), Fault> {
        let (x, _) = self.wait(&format!("“{text}”"), |nodes| nodes.iter().find(|n| says(n, text)).map(middle))?;
        self.display.wheel(x, self.size.1 * 0.75, -40)
    }
}

fn is_field(node: &Node) -> bool {
    node.role.ends_with("Input")
}

fn can_be_pressed(node: &Node) -> bool {
    matches!(node.role.as_str(), "Button" | "Tab" | "RadioButton" | "CheckBox" | "ListItem" | "Link")
}

/// Down to where something at `x` can be seen: the end of the list that it is in, which is as
/// high as its scroll bar, the next one at the right.
fn last_line(nodes: &[Node], x: f64, height: f64) -> f64 {
    let bars = nodes.iter().filter(|n| n.role == "ScrollBar" && n.bounds[0] > x && n.bounds[3] > n.bounds[2]);
    bars.min_by(|a, b| a.bounds[0].total_cmp(&b.bounds[0])).map_or(height, |bar| bar.bounds[1] + bar.bounds[3])
}

/// Whether something else to press lies over the middle of it: what is drawn later.
fn is_covered(nodes: &[Node], node: &Node) -> bool {
    let (x, y) = middle(node);
    let holds = |n: &&Node| {
        let [left, top, width, height] = n.bounds;
        can_be_pressed(n) && x >= left && x <= left + width && y >= top && y <= top + height
    };
    nodes.iter().skip_while(|n| *n != node).skip(1).any(|n| holds(&n))
}

fn middle(node: &Node) -> (f64, f64) {
    let [x, y, width, height] = node.bounds;
    (x + width / 2.0, y + height / 2.0)
}
