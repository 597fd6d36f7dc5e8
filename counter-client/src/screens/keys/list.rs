//! The list at the left: reports of losses, or the register with its filters.

use super::{Draft, View, phrasing};
use crate::desk::Desk;
use domain::State;
use domain::registers::keys::{Key, KeyKind, KeyPlace, Loss};
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use look::theme::{CARD, DESK, Tone};
use look::widgets::{Button, Field, ListRow, segmented};
use look::{Icon, icons, text};

/// Which keys are shown. A key that is out and suspended answers to both.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Filter {
    /// Every key.
    #[default]
    All,
    /// 在柜
    Cabinet,
    /// 借出
    Out,
    /// 停发
    Suspended,
    /// 损坏
    Damaged,
    /// 遗失
    Lost,
}

impl Filter {
    const ALL: [Self; 6] = [Self::All, Self::Cabinet, Self::Out, Self::Suspended, Self::Damaged, Self::Lost];

    fn holds(self, key: &Key) -> bool {
        match self {
            Self::All => true,
            Self::Cabinet => key.place == KeyPlace::Cabinet,
            Self::Out => matches!(key.place, KeyPlace::Out { .. }),
            Self::Suspended => key.suspended_by.is_some(),
            Self::Damaged => key.damaged,
            Self::Lost => matches!(key.place, KeyPlace::Lost { .. }),
        }
    }
}

/// Draws the list; a click shows the entry at the right.
pub(super) fn list(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let words = &desk.words.keys;
    let edge = 20;
    let foot = Frame::new().fill(CARD).inner_margin(Margin::symmetric(edge, 14));
    Panel::bottom("keys.list.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        let button = Button::outlined(words.report_loss).icon(icons::ICON_ADD).fill_width();
        if ui.add(button).clicked() {
            draft.report = Some(super::report::Form::default());
        }
    });
    let head = Margin { left: edge, right: edge, top: 18, bottom: 8 };
    Frame::new().inner_margin(head).show(ui, |ui| head_ui(ui, desk, draft));
    ScrollArea::vertical().id_salt("keys.list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        match draft.view {
            View::Losses => losses(ui, desk, draft),
            View::Register => register(ui, desk, draft),
            View::Found => super::found::rows(ui, desk, draft),
        }
    });
}

fn head_ui(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.keys;
    let state = desk.state();
    let open = state.open_losses().count();
    let found = state.open_found_keys().count();
    let views = [
        (View::Losses, format!("{} {open}", words.losses)),
        (View::Register, format!("{} {}", words.register, state.key.len())),
        (View::Found, format!("{} {found}", desk.words.found_keys.tab)),
    ];
    let chosen = views.iter().position(|(view, _)| *view == draft.view).unwrap_or(0);
    if let Some((view, _)) = segmented(ui, &views.each_ref().map(|(_, label)| label.as_str()), chosen).and_then(|index| views.get(index)) {
        draft.view = *view;
        draft.report = None;
        draft.search.clear();
    }
    let hint = match draft.view {
        View::Losses => words.search_losses,
        View::Register => words.search_keys,
        View::Found => desk.words.found_keys.search,
    };
    Field::new(desk.words.common.search, &mut draft.search)
        .unlabelled()
        .hint(hint)
        .icon(icons::ICON_SEARCH)
        .limit(40)
        .show(ui);
    if draft.view == View::Register {
        let names = [desk.words.common.all, words.in_cabinet, words.out, words.suspended, words.damaged, words.lost];
        let count = |filter: Filter| state.key.iter().filter(|k| filter.holds(k)).count();
        let labels: Vec<String> = Filter::ALL.iter().zip(names).map(|(f, name)| format!("{name} {}", count(*f))).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let chosen = Filter::ALL.iter().position(|f| *f == draft.filter).unwrap_or(0);
        if let Some(index) = segmented(ui, &labels, chosen) {
            draft.filter = Filter::ALL[index];
        }
    }
}

/// Open reports first, and the newest first among them.
pub(super) fn sorted_losses<'s>(state: &'s State, search: &str) -> Vec<&'s Loss> {
    let sought = search.trim().to_lowercase();
    let holds = |l: &&Loss| {
        let unit = l.unit.as_ref().map_or("", |u| u.as_str());
        let said = l.unit_said.as_ref().and_then(|s| s.clear()).map_or("", |s| s.as_str());
        let reporter = l.reporter.clear().map_or("", |r| r.as_str());
        sought.is_empty()
            || [l.number.as_str(), unit, said, reporter, l.reference.as_ref().map_or("", |r| r.as_str())]
                .iter()
                .any(|t| t.to_lowercase().contains(&sought))
    };
    let mut losses: Vec<&Loss> = state.loss.iter().filter(holds).collect();
    losses.sort_by_key(|l| (!l.is_open(), std::cmp::Reverse(l.reported_at)));
    losses
}

fn losses(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.keys;
    let state = desk.state();
    if state.loss.is_empty() {
        return empty(ui, words.no_losses, words.no_losses_line);
    }
    let losses = sorted_losses(&state, &draft.search);
    if losses.is_empty() {
        return empty(ui, words.nothing_found, "");
    }
    for loss in losses {
        let (said, tone) = phrasing::loss_state(words, loss);
        let unit = phrasing::loss_unit(desk.words, &state, loss);
        let title = (words.loss_of)(phrasing::kind(words, loss.kind));
        let line = format!("{unit} · {}", phrasing::told(desk.words, &loss.reporter));
        let time = desk.time(loss.reported_at);
        let picture = if loss.is_open() { tone } else { Tone::Neutral };
        let row = ListRow::new(&title, &line)
            .icon(key_icon(loss.kind), picture)
            .time(&time)
            .state(said, tone)
            .selected(draft.report.is_none() && draft.loss.as_ref() == Some(&loss.id));
        if ui.add(row).clicked() {
            draft.loss = Some(loss.id.clone());
            draft.report = None;
        }
    }
}

/// The register by number; what is out by its time of return.
pub(super) fn sorted_keys<'s>(desk: &Desk, state: &'s State, search: &str, filter: Filter) -> Vec<&'s Key> {
    let sought = search.trim().to_lowercase();
    let holds = |k: &&Key| {
        let unit = k.unit.as_ref().and_then(|u| state.unit.get(u));
        let unit_line = unit.map_or_else(String::new, |u| phrasing::unit_line(desk, u));
        filter.holds(k)
            && (sought.is_empty() || [k.number.as_str(), k.name.as_str(), &unit_line].iter().any(|t| t.to_lowercase().contains(&sought)))
    };
    let mut keys: Vec<&Key> = state.key.iter().filter(holds).collect();
    let due = |k: &Key| match &k.place {
        KeyPlace::Out { issue } if filter == Filter::Out => state.key_issue.get(issue).map(|i| i.due_at),
        KeyPlace::Out { .. } | KeyPlace::Cabinet | KeyPlace::Lost { .. } => None,
    };
    keys.sort_by(|a, b| (due(a), &a.number).cmp(&(due(b), &b.number)));
    keys
}

fn register(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.keys;
    let state = desk.state();
    if state.key.is_empty() {
        return empty(ui, words.nothing_found, words.no_keys_line);
    }
    let keys = sorted_keys(desk, &state, &draft.search, draft.filter);
    if keys.is_empty() {
        return empty(ui, words.nothing_found, "");
    }
    for key in keys {
        let (said, tone) = phrasing::key_states(words, &state, key, desk.now).first().copied().unwrap_or((words.in_cabinet, Tone::Green));
        let title = format!("{} · {}", key.number, key.name);
        let unit = key.unit.as_ref().and_then(|u| state.unit.get(u));
        let line = unit.map_or_else(|| phrasing::kind(words, key.kind).to_owned(), |u| phrasing::unit_line(desk, u));
        let time = due_time(desk, &state, key);
        let row = ListRow::new(&title, &line)
            .icon(key_icon(key.kind), Tone::Neutral)
            .time(&time)
            .state(said, tone)
            .selected(draft.report.is_none() && draft.key.as_ref() == Some(&key.id));
        if ui.add(row).clicked() {
            draft.key = Some(key.id.clone());
            draft.report = None;
        }
    }
}

/// When a key that is out must be back.
fn due_time(desk: &Desk, state: &State, key: &Key) -> String {
    match &key.place {
        KeyPlace::Out { issue } => state.key_issue.get(issue).map_or_else(String::new, |i| desk.time(i.due_at)),
        KeyPlace::Cabinet | KeyPlace::Lost { .. } => String::new(),
    }
}

/// The picture of a kind of key.
pub(crate) fn key_icon(kind: KeyKind) -> Icon {
    match kind {
        KeyKind::Door => icons::ICON_KEY,
        KeyKind::AccessCard => icons::ICON_ID_CARD,
        KeyKind::Mailbox => icons::ICON_MAIL,
        KeyKind::Parking => icons::ICON_DIRECTIONS_CAR,
        KeyKind::Public => icons::ICON_APARTMENT,
        KeyKind::PlantRoom => icons::ICON_SETTINGS,
    }
}

/// Nothing to list: what that means, and what to do.
fn empty(ui: &mut Ui, title: &str, line: &str) {
    Frame::new().inner_margin(Margin::symmetric(24, 30)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, title);
        if !line.is_empty() {
            text::label(ui, line, look::theme::regular(DESK.small), look::theme::INK_2);
        }
    });
}
