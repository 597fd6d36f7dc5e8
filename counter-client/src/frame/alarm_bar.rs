//! Alarms, on top of every screen, the gravest first.

use crate::alarms::{Action, Severity, alarms};
use crate::desk::Desk;
use crate::screens::SCREENS;
use domain::registers::clock;
use egui::{Frame, Panel, Ui};
use look::widgets::Banner;

/// At most so many bars; the rest is on the screens themselves.
const MOST: usize = 3;

/// Draws the bars and does what is pressed on them.
pub fn alarm_bar(ui: &mut Ui, desk: &mut Desk) {
    let alarms = alarms(desk);
    if alarms.is_empty() {
        return;
    }
    let pressed = Panel::top("alarms").show_separator_line(false).frame(Frame::new()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let mut pressed: Option<Action> = None;
        for alarm in alarms.iter().take(MOST) {
            let labels: Vec<&str> = alarm.actions.iter().map(|(label, _)| label.as_str()).collect();
            let bar = match alarm.severity {
                Severity::Red => Banner::red(&alarm.title, &alarm.line),
                Severity::Amber => Banner::amber(&alarm.title, &alarm.line),
            };
            if let Some(which) = bar.actions(&labels).show(ui) {
                pressed = alarm.actions.get(which).map(|(_, action)| action.clone());
            }
        }
        pressed
    });
    match pressed.inner {
        Some(Action::Ask(command)) => desk.ask(*command),
        Some(Action::Show(screen)) => desk.screen = SCREENS.iter().position(|s| std::ptr::fn_addr_eq(s.ui, screen)).unwrap_or(desk.screen),
        Some(Action::ConfirmTime(time)) => {
            let title = (desk.words.alarms.confirm_this)(&time.minute(desk.state().utc_offset()));
            desk.ask_to_sign(title, move |person| clock::Command::Confirm { person, time }.into());
        }
        None => {}
    }
}
