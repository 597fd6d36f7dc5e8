//! Design tokens, and the one place where egui's look is configured.
//!
//! Colours are in [`colour`], sizes in [`mod@scale`], the painter's few helpers in [`paint`].

pub mod colour;
pub mod paint;
pub mod scale;

use std::sync::Arc;

use egui::style::{ScrollStyle, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Id, Margin, Shadow, Stroke, Style, TextStyle, Theme, Ui,
    Visuals, vec2,
};

pub use colour::{
    AMBER, AMBER_SOFT, BG, BLUE, BLUE_SOFT, CARD, GREEN, GREEN_SOFT, INK, INK_2, INK_3, KEY, LINE, LINE_STRONG, NAVY, NAVY_TEXT, RED,
    RED_SOFT, Tone, WHITE,
};
pub use paint::{centred, elided, fit, fit_rows, fit_within, icon, rows_within, shadow, wrapped};
pub use scale::{DESK, KIOSK, Scale};

/// Regular face of Noto Sans SC (OFL-1.1, `fonts/OFL.txt`).
pub static REGULAR: &[u8] = include_bytes!("../fonts/NotoSansSC_400Regular.ttf");
/// Bold face of Noto Sans SC (OFL-1.1, `fonts/OFL.txt`).
pub static BOLD: &[u8] = include_bytes!("../fonts/NotoSansSC_700Bold.ttf");

/// The family of the real bold face; egui has no weights of its own.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Regular face at `size` points.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Bold face at `size` points.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, bold_family())
}

/// Fonts and style, for the whole program. Calling it again with another scale (the kiosk's
/// elder mode and back, B-06) changes the style only: fonts are loaded once per context.
pub fn install(ctx: &Context, scale: Scale) {
    let fonts_are_in = Id::unique("look.fonts");
    if !ctx.data(|data| data.get_temp::<bool>(fonts_are_in).unwrap_or(false)) {
        ctx.set_fonts(fonts());
        egui_material_icons::initialize(ctx);
        ctx.data_mut(|data| data.insert_temp(fonts_are_in, true));
    }
    ctx.data_mut(|data| data.insert_temp(scale_id(), scale));
    ctx.set_theme(Theme::Light);
    if scale.touch {
        // A finger rolls and rests; egui's own limits (6 points, 0.8 s) are a mouse's.
        ctx.options_mut(|options| {
            options.input_options.max_click_dist = 32.0;
            options.input_options.max_click_duration = 3.0;
        });
    }
    ctx.all_styles_mut(|style| *style = styled(style.clone(), scale));
}

/// The scale that was installed, or the desk's if none was.
pub fn scale(ui: &Ui) -> Scale {
    scale_of(ui.ctx())
}

/// As [`scale()`], where there is no [`Ui`] at hand.
pub fn scale_of(ctx: &Context) -> Scale {
    ctx.data(|data| data.get_temp(scale_id())).unwrap_or(DESK)
}

fn scale_id() -> Id {
    Id::unique("look.scale")
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [("sc", REGULAR), ("sc-bold", BOLD)] {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.into(), data);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["sc".into()]);
    }
    let bold = vec!["sc-bold".into(), "sc".into()];
    fonts.families.insert(bold_family(), bold);
    fonts
}

fn styled(mut style: Style, scale: Scale) -> Style {
    let relative = scale.body / DESK.body;
    style.text_styles = [
        (TextStyle::Heading, bold(scale.heading)),
        (TextStyle::Body, regular(scale.body)),
        (TextStyle::Button, bold(scale.body)),
        (TextStyle::Small, regular(scale.small)),
        (TextStyle::Monospace, regular(scale.body)),
    ]
    .into();
    style.spacing.item_spacing = vec2(scale.gap, scale.gap);
    style.spacing.button_padding = vec2(18.0 * relative, 8.0 * relative);
    style.spacing.interact_size = vec2(scale.control, scale.control);
    style.spacing.window_margin = Margin::same(scale.card_margin as i8);
    style.spacing.tooltip_width = 360.0 * relative;
    style.spacing.scroll = ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.25;
    style.animation_time = 0.10;
    style.visuals = visuals(scale);
    style
}

fn visuals(scale: Scale) -> Visuals {
    let radius = CornerRadius::same(scale.radius);
    let mut visuals = Visuals::light();
    visuals.panel_fill = BG;
    visuals.window_fill = CARD;
    visuals.extreme_bg_color = CARD;
    visuals.faint_bg_color = BG;
    visuals.window_corner_radius = CornerRadius::same(scale.card_radius);
    visuals.menu_corner_radius = radius;
    visuals.window_stroke = Stroke::new(1.0, LINE);
    visuals.window_shadow = soft_shadow(12, 40, 40);
    visuals.popup_shadow = soft_shadow(6, 20, 30);
    visuals.weak_text_color = Some(scale.ink_3());
    visuals.selection.bg_fill = colour::SELECTION;
    visuals.selection.stroke = Stroke::new(scale.line * 2.0, BLUE);
    visuals.text_cursor.stroke = Stroke::new(scale.line * 2.0, BLUE);
    visuals.hyperlink_color = BLUE;
    visuals.warn_fg_color = AMBER;
    visuals.error_fg_color = RED;
    let widgets = &mut visuals.widgets;
    for (widget, fill, line, ink) in [
        (&mut widgets.noninteractive, CARD, LINE, INK),
        (&mut widgets.inactive, CARD, LINE_STRONG, INK),
        (&mut widgets.hovered, colour::HOVER, BLUE, INK),
        (&mut widgets.active, BLUE_SOFT, BLUE, BLUE),
        (&mut widgets.open, BLUE_SOFT, BLUE, BLUE),
    ] {
        *widget = WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(scale.line, line),
            fg_stroke: Stroke::new(scale.line * 1.5, ink),
            corner_radius: radius,
            expansion: 0.0,
        };
    }
    visuals
}

fn soft_shadow(down: i8, blur: u8, alpha: u8) -> Shadow {
    Shadow {
        offset: [0, down],
        blur,
        spread: 0,
        color: Color32::from_rgba_unmultiplied(16, 27, 45, alpha),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_is_light_still_and_unselectable() {
        let ctx = Context::default();
        install(&ctx, KIOSK);
        let style = ctx.global_style();
        assert!(!style.visuals.dark_mode);
        assert!(!style.interaction.selectable_labels);
        assert_eq!(style.animation_time, 0.10);
        assert_eq!(style.visuals.widgets.hovered.expansion, 0.0);
        assert_eq!(scale_of(&ctx), KIOSK);
    }

    #[test]
    fn b06_elder_mode_can_be_put_on_and_off() {
        let ctx = Context::default();
        install(&ctx, KIOSK);
        install(&ctx, KIOSK.elder());
        assert_eq!(ctx.global_style().text_styles[&TextStyle::Body].size, KIOSK.body * 1.4);
        install(&ctx, KIOSK);
        assert_eq!(scale_of(&ctx), KIOSK);
    }
}
