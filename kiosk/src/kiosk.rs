//! The whole of what the kiosk shows, as pure state.

use std::time::Duration;

use egui::text_edit::TextEditState;
use egui::{Context, Event, OutputCommand, Ui, UiBuilder};
use look::theme::{self, KIOSK, scale};
use look::widgets::{Button, Dialog};
use look::words::{Language, words};
use look::{icons, text};
use proto::v1::{Lobby, Submission};
use terminal::{LobbyEvent, ProgramEnd};
use values::At;
use zeroize::Zeroizing;

use crate::directory::said;
use crate::form::is_upright;
use crate::here::{Go, Here};
use crate::idle::{Idle, Limits, Patience};
use crate::ring::{Ring, Sound};
use crate::screens::staff::Staff;
use crate::screens::{Page, evacuation, waiting};
use crate::seen::{Connection, Seen};
use crate::shell::Shell;
use crate::tray::Tray;

/// So long the mark is held to open the page for colleagues.
const HELD: Duration = Duration::from_secs(5);

/// What time it is.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// This machine's clock: a claim.
    pub wall: At,
    /// Since the program started; never goes back.
    pub up: Duration,
}

/// The kiosk.
#[derive(Debug)]
pub struct Kiosk {
    seen: Seen,
    page: Page,
    tray: Tray,
    ring: Ring,
    idle: Idle,
    /// The language of the next visitor.
    usual: Language,
    language: Language,
    visit: u64,
    chance: fn() -> u64,
    /// Since when the mark in the corner is held.
    mark_held: Option<Duration>,
    /// Who wants to end the program, until the link has it.
    to_end: Option<(String, Zeroizing<String>)>,
    ended: bool,
}

/// Fonts, style and input as the lobby needs them; once for each context.
pub fn prepare(ctx: &Context) {
    theme::install(ctx, KIOSK);
    ctx.options_mut(|options| {
        // The field that is typed into stays so while the keys on the screen are touched.
        options.input_options.surrender_focus_on = egui::SurrenderFocusOn::Never;
        options.zoom_with_keyboard = false;
    });
}

impl Kiosk {
    /// A kiosk that has heard nothing yet, in the language of its next visitor. `chance` draws
    /// random bits: for the mark of each visit, and for each person who answers the survey.
    #[must_use]
    pub fn new(usual: Language, chance: fn() -> u64) -> Self {
        Self {
            seen: Seen::default(),
            page: Page::Home,
            tray: Tray::default(),
            ring: Ring::default(),
            idle: Idle::default(),
            usual,
            language: usual,
            visit: 0,
            chance,
            mark_held: None,
            to_end: None,
            ended: false,
        }
    }

    /// What the link has to tell.
    pub fn hear(&mut self, event: LobbyEvent, now: Now) {
        match event {
            LobbyEvent::Online { .. } => self.seen.connection = Connection::Online,
            LobbyEvent::Offline { .. } => self.seen.connection = Connection::Offline,
            LobbyEvent::NotAdmitted => self.seen.connection = Connection::NotAdmitted,
            LobbyEvent::Lobby(lobby) => {
                self.seen.shows(lobby);
                self.ring.lobby_changed(&self.tray);
            }
            LobbyEvent::Alive { clock_ms } => self.seen.clock(At(clock_ms), now.wall),
            LobbyEvent::Saved { .. } => {}
            LobbyEvent::ProgramEnd(end) => self.may_end(end),
            LobbyEvent::Answered { seq, outcome, refusal } => self.tray.answered(seq, outcome, refusal),
        }
    }

    /// What waits on the disk for the server: how much, and since when by this kiosk's clock.
    pub fn waits(&mut self, waiting: Option<(usize, At)>) {
        self.seen.waiting = waiting;
    }

    /// The next submission that somebody asked for; `number` and the `count` of
    /// codes are the link's.
    pub fn next_submission(&mut self, number: Option<u32>, count: u64) -> Option<Submission> {
        self.tray.next(number, count)
    }

    /// What became of it: its seq, or nothing was saved.
    pub fn submitted(&mut self, saved: Option<u64>) {
        self.tray.submitted(saved);
    }

    /// Who wants to end the program: a staff number and a PIN, told once.
    pub fn wants_to_end(&mut self) -> Option<(String, Zeroizing<String>)> {
        self.to_end.take()
    }

    /// Whether a colleague has ended the program.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    fn may_end(&mut self, end: ProgramEnd) {
        if let Page::Staff(staff) = &mut self.page {
            self.ended |= end == ProgramEnd::Admitted;
            staff.hear(end);
        }
    }

    /// Whether nobody's page is open.
    #[must_use]
    pub fn is_home(&self) -> bool {
        self.page.is_home()
    }

    /// The language that is shown.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut Ui, now: Now) {
        if touched(ui) && !self.asks(now) {
            self.idle.touched(now.up);
        }
        if let Some(evacuation) = self.seen.evacuation().cloned() {
            self.end_visit(ui.ctx());
            self.idle.touched(now.up);
            if evacuation::show(ui, &evacuation, self.sound()) {
                self.call(now);
            }
        } else {
            self.framed_page(ui, now);
            self.patience(ui, now);
        }
        nothing_leaves(ui.ctx());
        let minute = Duration::from_millis(self.seen.until_next_minute(now.wall));
        ui.ctx().request_repaint_after(minute);
    }

    fn framed_page(&mut self, ui: &mut Ui, now: Now) {
        let words = words(self.language);
        let none = Lobby::default();
        let last = self.seen.last_lobby().unwrap_or(&none);
        let shell = Shell {
            words,
            property: said(last.property.as_ref(), self.language),
            time: self.seen.local(now.wall),
            offline: self.seen.lobby().is_some() && self.seen.connection == Connection::Offline,
            waiting: self.seen.waiting.map(|(count, since)| (words.kiosk.shell.waiting)(count, &self.seen.clock_at(since))),
            sound: self.sound(),
            telephone: &last.counter_telephone,
        };
        let framed = shell.show(ui);
        let edge = match (self.page.is_home(), is_upright(ui.max_rect())) {
            (true, _) => 0.0,
            (false, true) => 36.0,
            (false, false) => 20.0,
        };
        let place = framed.body.with_min_y(framed.body.top() + edge).with_max_y(framed.body.bottom() - edge * 0.8);
        // Another visit is another set of widgets: scroll positions and carets start anew.
        let mut body = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("visit", self.visit)));
        let go = match self.seen.lobby() {
            None => {
                waiting::show(&mut body, words, self.seen.connection);
                None
            }
            Some(lobby) => {
                let mut here = Here {
                    words,
                    language: self.language,
                    lobby,
                    wall: now.wall,
                    online: self.seen.online(),
                    chance: self.chance,
                    tray: &mut self.tray,
                    ring: &mut self.ring,
                    to_end: &mut self.to_end,
                    go: None,
                };
                self.page.show(&mut body, &mut here);
                here.go
            }
        };
        if framed.language {
            self.language = self.language.next();
            ui.ctx().request_repaint();
        }
        if framed.call {
            self.call(now);
        }
        let go = self.for_staff(ui, framed.mark_held, now).or(go);
        match go {
            Some(Go::Home) => self.end_visit(ui.ctx()),
            Some(Go::To(page)) => {
                self.page = *page;
                ui.ctx().request_repaint();
            }
            None => {}
        }
    }

    /// Whoever holds the mark for so long looks for the page for colleagues.
    fn for_staff(&mut self, ui: &Ui, held: bool, now: Now) -> Option<Go> {
        if !held {
            self.mark_held = None;
            return None;
        }
        let since = *self.mark_held.get_or_insert(now.up);
        ui.ctx().request_repaint_after(Duration::from_millis(100));
        let opens = now.up.saturating_sub(since) >= HELD && self.seen.lobby().is_some() && !matches!(self.page, Page::Staff(_));
        opens.then(|| Go::To(Box::new(Page::Staff(Staff::default()))))
    }

    /// Asks whether somebody is still there, and ends the visit of who is not (B-01).
    fn patience(&mut self, ui: &mut Ui, now: Now) {
        if self.is_fresh() {
            return;
        }
        match self.idle.patience(now.up, self.limits()) {
            Patience::Calm { asks_in } => ui.ctx().request_repaint_after(asks_in),
            // Nothing is lost on the home page: only its language goes back.
            Patience::Asking { .. } if self.page.is_home() => self.end_visit(ui.ctx()),
            Patience::Asking { left } => {
                let words = &words(self.language).kiosk.shell;
                let seconds = u32::try_from(left.as_millis().div_ceil(1_000)).unwrap_or_default();
                let answer = still_there(ui, words, seconds);
                ui.ctx().request_repaint_after(Duration::from_millis(250));
                match answer {
                    Some(true) => self.idle.touched(now.up),
                    Some(false) => self.end_visit(ui.ctx()),
                    None => {}
                }
            }
            Patience::Over => self.end_visit(ui.ctx()),
        }
    }

    fn asks(&self, now: Now) -> bool {
        !self.page.is_home() && !self.is_fresh() && !matches!(self.idle.patience(now.up, self.limits()), Patience::Calm { .. })
    }

    /// Whether the page is as the next visitor should find it.
    fn is_fresh(&self) -> bool {
        self.seen.lobby().is_none() || self.page.is_home() && self.language == self.usual
    }

    fn limits(&self) -> Limits {
        self.seen.lobby().map_or(Limits::of(0, 0), |lobby| Limits::of(lobby.idle_s, lobby.countdown_s))
    }

    fn sound(&self) -> Sound {
        let waiting = self.seen.last_lobby().is_some_and(|lobby| lobby.call_waiting);
        self.ring.sound(&self.tray, waiting, self.seen.online())
    }

    fn call(&mut self, now: Now) {
        let waiting = self.seen.last_lobby().is_some_and(|lobby| lobby.call_waiting);
        self.ring.press(&mut self.tray, waiting, now.wall);
    }

    /// Drops everything that this visitor typed, chose or was shown (B-01).
    fn end_visit(&mut self, ctx: &Context) {
        if self.page.is_home() && self.language == self.usual {
            return;
        }
        self.page = Page::Home;
        self.language = self.usual;
        self.visit += 1;
        let ringing = self.ring.visit_ended(&self.tray);
        self.tray.forget(ringing);
        // Carets, and with them the texts that Ctrl+Z would bring back.
        ctx.data_mut(|data| data.remove_by_type::<TextEditState>());
        if let Some(focused) = ctx.memory(|memory| memory.focused()) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
        ctx.request_repaint();
    }
}

/// Whether a person did something in this frame. A pointer that only moves is nobody.
fn touched(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(
                event,
                Event::PointerButton { .. }
                    | Event::Touch { .. }
                    | Event::Key { .. }
                    | Event::Text(_)
                    | Event::Ime(_)
                    | Event::Paste(_)
                    | Event::MouseWheel { .. }
                    | Event::AccessKitActionRequest(_)
            )
        })
    })
}

/// No clipboard ever gets what a visitor typed (B-01).
fn nothing_leaves(ctx: &Context) {
    ctx.output_mut(|output| {
        output
            .commands
            .retain(|command| !matches!(command, OutputCommand::CopyText(_) | OutputCommand::TextSelectionSettled(_)));
    });
}

/// The question, with one big button. `Some(false)`: finish at once.
fn still_there(ui: &Ui, words: &look::words::kiosk::ShellWords, seconds: u32) -> Option<bool> {
    let mut answer = None;
    Dialog::new("still there", words.still_there).show(ui, |ui| {
        let scale = scale(ui);
        text::body(ui, &(words.wiped_in)(seconds));
        ui.add_space(scale.gap);
        if ui.add(Button::primary(words.go_on).icon(icons::ICON_CHECK).main().fill_width()).clicked() {
            answer = Some(true);
        }
        if ui.add(Button::link(words.finish).fill_width()).clicked() {
            answer = Some(false);
        }
    });
    answer
}
