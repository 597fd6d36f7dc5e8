//! A headless context for this crate's tests: no window, no GPU.

use egui::{Context, RawInput, Rect, Ui, pos2, vec2};

use crate::theme::{Scale, install};

/// A context with the product's fonts and style.
pub fn context(scale: Scale) -> Context {
    let ctx = Context::default();
    install(&ctx, scale);
    ctx
}

/// One pass over `draw` in a window as large as the scale is made for.
pub fn pass(ctx: &Context, draw: impl FnMut(&mut Ui)) {
    pass_with(ctx, vec![], draw);
}

/// As [`pass`], with input events.
pub fn pass_with(ctx: &Context, events: Vec<egui::Event>, draw: impl FnMut(&mut Ui)) {
    let input = input(ctx, events);
    ctx.run_ui(input, draw).drop_without_applying_deltas();
}

/// What a screen reader finds after two passes over `draw`.
pub fn nodes(ctx: &Context, mut draw: impl FnMut(&mut Ui)) -> Vec<crate::describe::Node> {
    ctx.enable_accesskit();
    pass(ctx, &mut draw);
    let output = ctx.run_ui(input(ctx, vec![]), draw);
    let nodes = crate::describe::nodes(&output);
    output.drop_without_applying_deltas();
    nodes
}

fn input(ctx: &Context, events: Vec<egui::Event>) -> RawInput {
    let touch = crate::theme::scale_of(ctx).touch;
    let size = if touch { vec2(1080.0, 1920.0) } else { vec2(1440.0, 900.0) };
    RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
        events,
        ..RawInput::default()
    }
}
