//! The list at the left: by state, what presses first.

use super::{Draft, phrasing, take};
use crate::desk::Desk;
use crate::screens::keys::phrasing::{told, unit_number};
use domain::State;
use domain::registers::matters::Matter;
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use look::theme::{CARD, DESK, INK_2, Tone, regular};
use look::widgets::{Button, Field, ListRow, segmented};
use look::{icons, text};
use std::cmp::Reverse;
use values::At;

/// Which matters are shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Filter {
    /// 待接手
    ToClaim,
    /// 处理中
    InWork,
    /// 已办结
    Finished,
    /// Every matter.
    #[default]
    All,
}

impl Filter {
    const ALL: [Self; 4] = [Self::ToClaim, Self::InWork, Self::Finished, Self::All];

    fn holds(self, matter: &Matter) -> bool {
        match self {
            Self::ToClaim => matter.is_open() && matter.claimed.is_none(),
            Self::InWork => matter.is_open() && matter.claimed.is_some(),
            Self::Finished => !matter.is_open(),
            Self::All => true,
        }
    }
}

/// Open matters by their deadline, those to be read back first; then the ended ones, the newest first.
pub(super) fn sorted<'s>(state: &'s State, now: At, search: &str, filter: Filter) -> Vec<&'s Matter> {
    let sought = search.trim().to_lowercase();
    let holds = |m: &&Matter| {
        let unit = m.unit.as_ref().map_or_else(String::new, |u| unit_number(state, u));
        let contact = m.contact.clear().map_or("", |c| c.as_str());
        let what = m.what.clear().map_or("", |w| w.as_str());
        filter.holds(m)
            && (sought.is_empty() || [m.number.as_str(), &unit, contact, what].iter().any(|t| t.to_lowercase().contains(&sought)))
    };
    let mut matters: Vec<&Matter> = state.matter.iter().filter(holds).collect();
    matters.sort_by_key(|m| match &m.finished {
        None => (false, !m.is_red(now), m.due_at, Reverse(At(0))),
        Some(finished) => (true, true, At(0), Reverse(finished.at)),
    });
    matters
}

/// Draws the list; a click shows the matter at the right.
pub(super) fn list(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let words = &desk.words.matters;
    let state = desk.state();
    let edge = 20;
    let foot = Frame::new().fill(CARD).inner_margin(Margin::symmetric(edge, 14));
    Panel::bottom("matters.list.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        if ui.add(Button::outlined(words.take).icon(icons::ICON_ADD).fill_width()).clicked() {
            draft.take = Some(take::Form::default());
        }
    });
    Frame::new().inner_margin(Margin { left: edge, right: edge, top: 18, bottom: 8 }).show(ui, |ui| {
        Field::new(desk.words.common.search, &mut draft.search)
            .unlabelled()
            .hint(words.search)
            .icon(icons::ICON_SEARCH)
            .limit(40)
            .show(ui);
        let names = [words.to_claim, words.in_work, words.finished, desk.words.common.all];
        let count = |filter: Filter| state.matter.iter().filter(|m| filter.holds(m)).count();
        let labels: Vec<String> = Filter::ALL.iter().zip(names).map(|(f, name)| format!("{name} {}", count(*f))).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let chosen = Filter::ALL.iter().position(|f| *f == draft.filter).unwrap_or(0);
        if let Some(index) = segmented(ui, &labels, chosen) {
            draft.filter = Filter::ALL[index];
        }
    });
    ScrollArea::vertical().id_salt("matters.list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if state.matter.is_empty() {
            return empty(ui, words.none, words.none_line);
        }
        let matters = sorted(&state, desk.now, &draft.search, draft.filter);
        if matters.is_empty() {
            return empty(ui, words.nothing_found, "");
        }
        for matter in matters {
            if row(ui, desk, &state, matter, draft) {
                draft.choose(matter.id.clone());
            }
        }
    });
}

fn row(ui: &mut Ui, desk: &Desk, state: &State, matter: &Matter, draft: &Draft) -> bool {
    let words = &desk.words.matters;
    let unit = matter.unit.as_ref().map(|u| unit_number(state, u));
    let contact = told(desk.words, &matter.contact);
    let title = unit.map_or_else(|| contact.clone(), |unit| format!("{unit} · {contact}"));
    let what = told(desk.words, &matter.what).replace('\n', " ");
    let (said, tone) = phrasing::state(words, matter);
    let (said, tone) = phrasing::pressing(desk, matter).unwrap_or_else(|| (said.to_owned(), tone));
    let time = matter.finished.as_ref().map_or_else(|| desk.time(matter.due_at), |f| desk.time(f.at));
    let class = phrasing::class(words, matter.class).1;
    let picture = if matter.is_open() && class == Tone::Neutral {
        Tone::Blue
    } else if matter.is_open() {
        class
    } else {
        Tone::Neutral
    };
    let row = ListRow::new(&title, &what)
        .icon(phrasing::kind_icon(matter.kind), picture)
        .time(&time)
        .state(&said, tone)
        .selected(draft.take.is_none() && draft.chosen.as_ref() == Some(&matter.id));
    ui.add(row).clicked()
}

/// Nothing to list: what that means, and what to do.
fn empty(ui: &mut Ui, title: &str, line: &str) {
    Frame::new().inner_margin(Margin::symmetric(24, 30)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, title);
        if !line.is_empty() {
            text::label(ui, line, regular(DESK.small), INK_2);
        }
    });
}
