//! What is on the screen, as a file: for test drivers and screen-reader checks.
//!
//! A program started with `--describe FILE` calls [`describe_to`] once. From then on FILE
//! holds, after each pass that changed something, a JSON list of the accessible [`Node`]s in
//! reading order, replaced as a whole (written beside it, then renamed), so that a reader never
//! sees half of it. It holds whatever is on the screen, personal data too: never in production.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use egui::accesskit::{Affine, Node as AccessNode, NodeId, Rect, Role, Toggled, TreeUpdate};
use egui::{Context, FullOutput, Plugin, RawInput};
use serde::{Deserialize, Serialize};

/// One thing on the screen that has a name, a value or a use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// AccessKit's name of what it is: `Button`, `Label`, `TextInput`, `CheckBox` …
    pub role: String,
    /// What a screen reader calls it; of a label, its words.
    pub name: String,
    /// What stands in it (a field), or its number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is said after the name: why it is disabled, the state of a row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether it can be used.
    pub enabled: bool,
    /// Whether it is chosen or ticked, where it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selected: Option<bool>,
    /// Whether the keyboard writes into it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub focused: bool,
    /// Left, top, width, height, in physical pixels of the window.
    pub bounds: [f64; 4],
}

/// Turns the description on and writes a first, empty one, so that a file that cannot be
/// written is found at the start.
///
/// # Errors
/// The file or its temporary neighbour cannot be written.
pub fn describe_to(ctx: &Context, file: &Path) -> io::Result<()> {
    write_whole(file, b"[]")?;
    ctx.add_plugin(Describe { file: file.to_owned(), written: vec![], tree: Tree::default(), failure: None });
    Ok(())
}

/// Why the last description could not be written, once; for the program to log.
pub fn take_failure(ctx: &Context) -> Option<io::Error> {
    ctx.with_plugin(|describe: &mut Describe| describe.failure.take()).flatten()
}

/// The nodes of one output of a context whose accessibility is enabled: for headless tests.
pub fn nodes(output: &FullOutput) -> Vec<Node> {
    let mut tree = Tree::default();
    if let Some(update) = &output.platform_output.accesskit_update {
        tree.merge(update);
    }
    tree.list()
}

struct Describe {
    file: PathBuf,
    written: Vec<u8>,
    tree: Tree,
    failure: Option<io::Error>,
}

impl Plugin for Describe {
    fn debug_name(&self) -> &'static str {
        "describe"
    }

    fn setup(&mut self, ctx: &Context) {
        ctx.enable_accesskit();
    }

    fn input_hook(&mut self, ctx: &Context, _input: &mut RawInput) {
        // The window system turns it off again when no screen reader listens.
        ctx.enable_accesskit();
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        // What is discarded is never on the screen.
        let passes = ctx.options(|options| options.max_passes.get());
        if output.platform_output.requested_discard() && output.platform_output.num_completed_passes < passes {
            return;
        }
        let Some(update) = &output.platform_output.accesskit_update else {
            return;
        };
        self.tree.merge(update);
        let described = serde_json::to_vec(&self.tree.list()).map_err(io::Error::from);
        let done = described.and_then(|json| {
            if json != self.written {
                write_whole(&self.file, &json)?;
                self.written = json;
            }
            Ok(())
        });
        if let Err(error) = done {
            self.failure = Some(error);
        }
    }
}

/// The whole tree, put together from updates that may hold only what changed.
#[derive(Default)]
struct Tree {
    nodes: HashMap<NodeId, AccessNode>,
    root: Option<NodeId>,
    focus: Option<NodeId>,
}

impl Tree {
    fn merge(&mut self, update: &TreeUpdate) {
        if let Some(tree) = &update.tree {
            self.root = Some(tree.root);
        }
        self.focus = Some(update.focus);
        self.nodes.extend(update.nodes.iter().cloned());
        let mut reached = vec![];
        self.walk(&mut |id, _, _| reached.push(id));
        let reached: std::collections::HashSet<NodeId> = reached.into_iter().collect();
        self.nodes.retain(|id, _| reached.contains(id));
    }

    /// Calls `visit` for every node that hangs on the root, in reading order, with the
    /// transformation from its own coordinates to the window's pixels.
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(NodeId, &'a AccessNode, Affine)) {
        let mut stack: Vec<(NodeId, Affine)> = self.root.map(|id| (id, Affine::IDENTITY)).into_iter().collect();
        while let Some((id, outer)) = stack.pop() {
            let Some(node) = self.nodes.get(&id) else {
                continue;
            };
            let inner = outer * node.transform().copied().unwrap_or(Affine::IDENTITY);
            visit(id, node, inner);
            stack.extend(node.children().iter().rev().map(|child| (*child, inner)));
        }
    }

    fn list(&self) -> Vec<Node> {
        let mut list = vec![];
        self.walk(&mut |id, node, place| list.extend(self.described(id, node, place)));
        list
    }

    fn described(&self, id: NodeId, node: &AccessNode, place: Affine) -> Option<Node> {
        if matches!(node.role(), Role::TextRun | Role::Window) {
            return None;
        }
        let is_label = node.role() == Role::Label;
        let text = node.value().unwrap_or_default();
        let number = node.numeric_value().map(|number| number.to_string());
        let name = match node.label() {
            Some(label) => label.to_owned(),
            None if is_label => text.to_owned(),
            None => self.names_of(node.labelled_by()),
        };
        let value = if is_label { String::new() } else { number.unwrap_or_else(|| text.to_owned()) };
        let bounds = place.transform_rect_bbox(node.bounds()?);
        if name.is_empty() && value.is_empty() && node.role() == Role::GenericContainer {
            return None;
        }
        Some(Node {
            role: format!("{:?}", node.role()),
            name,
            value,
            description: node.description().unwrap_or_default().to_owned(),
            enabled: !node.is_disabled(),
            selected: node.toggled().map(|toggled| toggled == Toggled::True),
            focused: self.focus == Some(id),
            bounds: pixels(bounds),
        })
    }

    fn names_of(&self, labels: &[NodeId]) -> String {
        let words = |id: &NodeId| {
            let node = self.nodes.get(id)?;
            node.label().or_else(|| node.value()).map(str::to_owned)
        };
        labels.iter().filter_map(words).collect::<Vec<_>>().join(" ")
    }
}

fn pixels(rect: Rect) -> [f64; 4] {
    [rect.x0, rect.y0, rect.width(), rect.height()].map(|number| (number * 10.0).round() / 10.0)
}

fn write_whole(file: &Path, json: &[u8]) -> io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, json)?;
    std::fs::rename(&beside, file)
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;
    use crate::bench;
    use crate::theme::DESK;
    use crate::widgets::{Button, Field};

    fn read(file: &Path) -> Vec<Node> {
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    }

    #[test]
    fn a_button_is_described_with_its_place_in_pixels() {
        let folder = std::env::temp_dir().join(format!("look-describe-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("screen.json");
        let ctx = bench::context(DESK);
        describe_to(&ctx, &file).unwrap();
        ctx.set_pixels_per_point(2.0);
        let mut name = "王伟".to_owned();
        let drawn = std::cell::Cell::new(Rect::NOTHING);
        let mut draw = |ui: &mut egui::Ui| {
            let rect = ui.put(Rect::from_min_size(pos2(100.0, 60.0), vec2(160.0, 42.0)), Button::primary("X")).rect;
            drawn.set(rect);
            ui.add(Button::outlined("Y").disabled(Some("先填写姓名")));
            Field::new("姓名", &mut name).show(ui);
        };
        bench::pass(&ctx, &mut draw);
        bench::pass(&ctx, &mut draw);
        let nodes = read(&file);
        let found = |name: &str| nodes.iter().find(|node| node.name == name).unwrap();
        let expected = [drawn.get().left(), drawn.get().top(), drawn.get().width(), drawn.get().height()];
        assert_eq!(found("X").bounds, expected.map(|points| f64::from(points * 2.0)));
        assert_eq!((found("X").role.as_str(), found("X").enabled), ("Button", true));
        assert_eq!((found("Y").description.as_str(), found("Y").enabled), ("先填写姓名", false));
        let field = nodes.iter().find(|node| node.role == "TextInput").unwrap();
        assert_eq!((field.name.as_str(), field.value.as_str()), ("姓名", "王伟"));
        assert!(take_failure(&ctx).is_none());

        let before = std::fs::metadata(&file).unwrap().modified().unwrap();
        bench::pass(&ctx, &mut draw);
        assert_eq!(std::fs::metadata(&file).unwrap().modified().unwrap(), before);
        bench::pass(&ctx, |ui| {
            ui.add(Button::primary("Z"));
        });
        let nodes = read(&file);
        assert!(nodes.iter().any(|node| node.name == "Z") && nodes.iter().all(|node| node.name != "X"));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_file_that_cannot_be_written_is_found_at_the_start() {
        let ctx = Context::default();
        assert!(describe_to(&ctx, Path::new("/nowhere/screen.json")).is_err());
    }
}
