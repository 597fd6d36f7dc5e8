//! The list at the left: what needs somebody stands first.

use super::{Draft, issue, phrasing, today};
use crate::desk::Desk;
use crate::screens::keys::phrasing::{told, unit_number};
use domain::registers::releases::{Release, Status};
use domain::{State, Station};
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use look::theme::{CARD, DESK, Tone, regular};
use look::widgets::{Button, Field, ListRow, segmented};
use look::{icons, text};

/// Which slips are shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Filter {
    /// Every slip.
    #[default]
    All,
    /// 今日可放行
    Good,
    /// 待处理
    Waiting,
}

impl Filter {
    const ALL: [Self; 3] = [Self::All, Self::Good, Self::Waiting];

    fn holds(self, status: Status) -> bool {
        match self {
            Self::All => true,
            Self::Good => status == Status::Good,
            Self::Waiting => matches!(status, Status::Mismatched | Status::Unreconciled),
        }
    }
}

/// Draws the list; a click shows the slip at the right.
pub(super) fn list(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let words = &desk.words.releases;
    let edge = 20;
    // Slips are issued at the counter; the gate counts.
    if desk.station == Station::Counter {
        let foot = Frame::new().fill(CARD).inner_margin(Margin::symmetric(edge, 14));
        Panel::bottom("releases.list.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
            if ui.add(Button::outlined(words.issue).icon(icons::ICON_ADD).fill_width()).clicked() {
                draft.issue = Some(issue::Form::default());
            }
        });
    }
    let head = Margin { left: edge, right: edge, top: 18, bottom: 8 };
    Frame::new().inner_margin(head).show(ui, |ui| head_ui(ui, desk, draft));
    ScrollArea::vertical().id_salt("releases.list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows(ui, desk, draft);
    });
}

fn head_ui(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.releases;
    Field::new(desk.words.common.search, &mut draft.search)
        .unlabelled()
        .hint(words.search)
        .icon(icons::ICON_SEARCH)
        .limit(40)
        .show(ui);
    let (state, today) = (desk.state(), today(desk));
    let names = [desk.words.common.all, words.good_only, words.waiting_only];
    let count = |filter: Filter| state.release.iter().filter(|r| filter.holds(r.status(today))).count();
    let labels: Vec<String> = Filter::ALL.iter().zip(names).map(|(f, name)| format!("{name} {}", count(*f))).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let chosen = Filter::ALL.iter().position(|f| *f == draft.filter).unwrap_or(0);
    if let Some(filter) = segmented(ui, &labels, chosen).and_then(|index| Filter::ALL.get(index)) {
        draft.filter = *filter;
    }
}

/// What waits for a lead first, then what is good today, then the rest; the newest first.
pub(super) fn sorted<'s>(desk: &Desk, state: &'s State, search: &str, filter: Filter) -> Vec<&'s Release> {
    let (sought, today) = (search.trim().to_lowercase(), today(desk));
    let holds = |r: &&Release| {
        let said = [r.number.clone(), unit_number(state, &r.unit), told(desk.words, &r.carrier), phrasing::goods_line(desk.words, r)];
        filter.holds(r.status(today)) && (sought.is_empty() || said.iter().any(|t| t.to_lowercase().contains(&sought)))
    };
    let mut slips: Vec<&Release> = state.release.iter().filter(holds).collect();
    let rank = |r: &Release| Some(r.status(today)).filter(|_| r.is_open());
    slips.sort_by_key(|r| (!r.is_open(), rank(r), std::cmp::Reverse((r.issued_at, r.number.clone()))));
    slips
}

fn rows(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.releases;
    let (state, today) = (desk.state(), today(desk));
    if state.release.is_empty() {
        return empty(ui, words.no_releases, words.no_releases_line);
    }
    let slips = sorted(desk, &state, &draft.search, draft.filter);
    if slips.is_empty() {
        return empty(ui, words.nothing_found, "");
    }
    for slip in slips {
        let (said, tone) = phrasing::state(words, slip, today);
        let title = format!("{} · {}", slip.number, unit_number(&state, &slip.unit));
        let line = format!("{} · {}", told(desk.words, &slip.carrier), phrasing::goods_line(desk.words, slip));
        let time = desk.time(slip.issued_at);
        let row = ListRow::new(&title, &line)
            .icon(icons::ICON_LOCAL_SHIPPING, if slip.is_open() { tone } else { Tone::Neutral })
            .time(&time)
            .state(said, tone)
            .selected(draft.issue.is_none() && draft.chosen.as_ref() == Some(&slip.id));
        if ui.add(row).clicked() {
            draft.choose(slip.id.clone());
        }
    }
}

/// Nothing to list: what that means, and what to do.
fn empty(ui: &mut Ui, title: &str, line: &str) {
    Frame::new().inner_margin(Margin::symmetric(24, 30)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, title);
        if !line.is_empty() {
            text::label(ui, line, regular(DESK.small), look::theme::INK_2);
        }
    });
}
