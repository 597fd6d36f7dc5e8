//! The whole of what the kiosk shows, as pure state.

use std::time::Duration;

use ::devices::Report;
use ::devices::camera::Frame as CameraFrame;
use ::devices::light::Signal;
use ::devices::scanner::Scanner;
use ::devices::slip::Slip;
use ::devices::speaker::{Chime, Prompt, Sound as Heard};
use egui::text_edit::TextEditState;
use egui::{Context, Event, OutputCommand, Rect, Ui, UiBuilder};
use look::theme::{self, KIOSK, scale};
use look::widgets::{Button, Dialog};
use look::words::{Language, words};
use look::{icons, text};
use proto::v1::submission::What;
use proto::v1::{KioskDevice, Lobby, Submission};
use terminal::{LobbyEvent, LobbyOutcome, ProgramEnd};
use values::At;
use zeroize::Zeroizing;

use crate::ahead::{Ahead, ToDraw};
use crate::counter_hours::{self, Counter};
use crate::devices::scanning::{Takes, scan};
use crate::devices::{Devices, Printing};
use crate::directory::said;
use crate::form::is_upright;
use crate::here::{Go, Here};
use crate::idle::{Idle, Limits, Patience};
use crate::pager;
use crate::ring::{Ring, Sound};
use crate::screens::attract::Attract;
use crate::screens::leave::Leave;
use crate::screens::quick_rating::QuickRating;
use crate::screens::staff::Staff;
use crate::screens::{Page, evacuation, maintenance, waiting};
use crate::seen::{Connection, Seen};
use crate::shell::{Framed, Shell};
use crate::tray::{Numbers, Tray};

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
    devices: Devices,
    /// Of which device the submission in hand tells.
    reporting: Option<KioskDevice>,
    scanner: Scanner,
    quick: QuickRating,
    to_draw: ToDraw,
    /// The language of the next visitor.
    usual: Language,
    language: Language,
    /// Whether everything is larger, for this visit (B-06).
    elder: bool,
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
            devices: Devices::default(),
            reporting: None,
            scanner: Scanner::default(),
            quick: QuickRating::default(),
            to_draw: ToDraw::default(),
            usual,
            language: usual,
            elder: false,
            visit: 0,
            chance,
            mark_held: None,
            to_end: None,
            ended: false,
        }
    }

    /// From now on it draws what the next touches may need while nobody is there: for the program, whose
    /// first visitor should not wait for it.
    pub fn draw_ahead(&mut self) {
        self.to_draw = ToDraw::everything(self.usual);
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
            LobbyEvent::Answered { seq, outcome, refusal } => {
                if self.tray.awaits(seq) {
                    self.sounds_of(outcome);
                }
                self.tray.answered(seq, outcome, refusal);
            }
        }
    }

    /// What a device has to tell.
    pub fn hear_device(&mut self, report: Report, now: Now) {
        let before = self.devices.printing();
        self.devices.hear(report);
        match self.devices.printing().filter(|printing| Some(*printing) != before) {
            Some(Printing::Printed) => self.devices.play(Heard::Say(Prompt::TakeSlip, self.language.tag())),
            Some(Printing::Failed(_)) => self.devices.play(Heard::Say(Prompt::NoSlip, self.language.tag())),
            Some(Printing::Waiting) | None => {}
        }
        self.report_devices(now);
    }

    /// What the camera sees.
    pub fn see(&mut self, frame: CameraFrame) {
        self.devices.viewing().sees(frame);
    }

    /// Whether the camera is to be open: a page shows what it sees.
    #[must_use]
    pub fn wants_camera(&self) -> bool {
        self.devices.wants_camera()
    }

    /// The next slip that somebody asked for, with the number under which it is told what became of it.
    pub fn next_slip(&mut self) -> Option<(u64, Slip)> {
        self.devices.next_slip()
    }

    /// The next sound that is to be heard.
    pub fn next_sound(&mut self) -> Option<Heard> {
        self.devices.next_sound()
    }

    /// What the status light says.
    #[must_use]
    pub fn signal(&self) -> Signal {
        if self.seen.evacuation().is_some() {
            Signal::Evacuation
        } else if self.seen.lobby().is_none() {
            Signal::Off
        } else if self.sound() != Sound::Quiet || self.devices.need_somebody() {
            Signal::Attention
        } else {
            Signal::Ready
        }
    }

    /// Tells the server how the devices are (what no visitor enters has no ticket).
    fn report_devices(&mut self, now: Now) {
        // A kiosk that was never connected cannot seal anything yet.
        if self.seen.last_lobby().is_none() {
            return;
        }
        for trouble in self.devices.due(now.up) {
            self.tray.post(What::DeviceTrouble(trouble), now.wall);
        }
    }

    /// What is heard when the server has answered a visitor.
    fn sounds_of(&mut self, outcome: LobbyOutcome) {
        let done = outcome == LobbyOutcome::Committed;
        self.devices.play(Heard::Chime(if done { Chime::Done } else { Chime::NotDone }));
        let prompt = match (&self.page, done) {
            (Page::Visitor(_), true) => Some(Prompt::Registered),
            (Page::Leave(_), true) => Some(Prompt::SignedOut),
            (Page::Home | Page::LostKey(_) | Page::FoundKey(_) | Page::Survey(_) | Page::Staff(_), true) => None,
            (_, false) => Some(Prompt::NotDone),
        };
        if let Some(prompt) = prompt {
            self.devices.play(Heard::Say(prompt, self.language.tag()));
        }
    }

    /// What waits on the disk for the server: how much, and since when by this kiosk's clock.
    pub fn waits(&mut self, waiting: Option<(usize, At)>) {
        self.seen.waiting = waiting;
    }

    /// The next submission that somebody asked for; the numbers are the link's.
    pub fn next_submission(&mut self, numbers: Numbers) -> Option<Submission> {
        let next = self.tray.next(numbers);
        self.reporting = match next.as_ref().and_then(|next| next.what.as_ref()) {
            Some(What::DeviceTrouble(told)) => Some(told.device()),
            Some(_) | None => None,
        };
        next
    }

    /// What became of it: its seq, or nothing was saved.
    pub fn submitted(&mut self, saved: Option<u64>) {
        if let Some(device) = self.reporting.take().filter(|_| saved.is_none()) {
            self.devices.not_told(device);
        }
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

    /// Whether everything is larger (B-06).
    #[must_use]
    pub fn is_elder(&self) -> bool {
        self.elder
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut Ui, now: Now) {
        if touched(ui) && !self.asks(now) {
            self.idle.touched(now.up);
        }
        self.scanned(ui, now);
        self.report_devices(now);
        if let Some(due_in) = self.devices.due_in(now.up).filter(|due_in| !due_in.is_zero()) {
            ui.ctx().request_repaint_after(due_in);
        }
        self.devices.viewing().begin();
        self.devices.evacuates(self.seen.evacuation().is_some(), self.language.tag());
        if let Some(evacuation) = self.seen.evacuation().cloned() {
            self.end_visit(ui.ctx());
            self.idle.touched(now.up);
            self.dress(ui);
            let map = self.seen.last_lobby().and_then(|lobby| lobby.map.as_ref());
            if evacuation::show(ui, &evacuation, map, self.sound()) {
                self.call(now);
            }
        } else if self.attracts_in(now) == Some(Duration::ZERO) {
            self.attract(ui, now);
        } else if !self.draws_ahead(ui, now) {
            self.dress(ui);
            self.framed_page(ui, now);
            self.patience(ui, now);
            if let Some(later) = self.attracts_in(now) {
                ui.ctx().request_repaint_after(later);
            }
        }
        self.devices.viewing().settle();
        nothing_leaves(ui.ctx());
        shows_at_once(ui.ctx());
        let minute = Duration::from_millis(self.seen.until_next_minute(now.wall));
        ui.ctx().request_repaint_after(minute);
    }

    /// Works out something that was not drawn yet, if nobody is there; whether it did. The pass is
    /// discarded: nothing of it is seen, nor read out.
    fn draws_ahead(&mut self, ui: &mut Ui, now: Now) -> bool {
        let ctx = ui.ctx().clone();
        let nobody = self.is_as_usual() && ctx.input(|input| input.events.is_empty() && !input.pointer.any_down());
        let Some(lobby) = self.seen.lobby().filter(|_| nobody) else { return false };
        let next = if ctx.current_pass_index() == 0 { self.to_draw.draw_next(now.up) } else { None };
        if let Some(due_in) = self.to_draw.due_in(now.up) {
            ctx.request_repaint_after(due_in);
        }
        match next {
            None => return false,
            Some(Ahead::Evacuation) => evacuation::warm_up(ui, lobby),
            Some(Ahead::Home { language, elder }) => {
                (self.language, self.elder) = (language, elder);
                self.dress(ui);
                self.framed_page(ui, now);
                (self.language, self.elder) = (self.usual, false);
            }
        }
        ctx.request_discard("drawn ahead");
        true
    }

    /// Every size and colour as this visitor reads them.
    fn dress(&self, ui: &mut Ui) {
        let wanted = if self.elder { KIOSK.elder() } else { KIOSK };
        if theme::scale(ui) != wanted {
            theme::install(ui.ctx(), wanted);
            ui.set_style(ui.ctx().global_style());
        }
    }

    /// One scan signs out: from the home page and on its own; elsewhere it goes into fields for digits only.
    fn scanned(&mut self, ui: &Ui, now: Now) {
        let shown = self.seen.lobby().is_some() && self.seen.evacuation().is_none();
        let takes = if shown { self.page.takes() } else { Takes::Nothing };
        let Some(digits) = scan(ui.ctx(), &mut self.scanner, takes, now.up) else { return };
        if matches!(&self.page, Page::Leave(leave) if leave.is_over(&self.tray, self.seen.online())) {
            // The next visitor, before the farewell to the last one has gone.
            self.end_visit(ui.ctx());
        }
        match &mut self.page {
            Page::Leave(leave) => {
                leave.scan(&digits);
            }
            Page::Home => {
                let mut leave = Leave::default();
                if leave.scan(&digits) {
                    self.page = Page::Leave(leave);
                }
            }
            Page::Visitor(_) | Page::LostKey(_) | Page::FoundKey(_) | Page::Survey(_) | Page::Staff(_) => {}
        }
    }

    /// How long until the property's notices take the place of the home page, if nobody comes (G-12);
    /// `None`: somebody or something needs the page.
    fn attracts_in(&self, now: Now) -> Option<Duration> {
        let lobby = self.seen.lobby().filter(|lobby| lobby.attract_s > 0 && !lobby.maintenance)?;
        let free = self.is_as_usual() && self.sound() == Sound::Quiet && self.quick.thanks_for(now.up).is_zero();
        free.then(|| Duration::from_secs(lobby.attract_s.into()).saturating_sub(self.idle.still(now.up)))
    }

    /// Nobody is there. A touch is noted before this is asked, so the page is gone under the finger, and
    /// that touch presses nothing.
    fn attract(&self, ui: &Ui, now: Now) {
        let Some(lobby) = self.seen.lobby() else { return };
        let attract = Attract {
            lobby,
            language: self.language,
            time: self.seen.local(now.wall),
            shown_for: self.idle.still(now.up).saturating_sub(Duration::from_secs(lobby.attract_s.into())),
        };
        attract.show(ui);
    }

    fn framed_page(&mut self, ui: &mut Ui, now: Now) {
        let words = words(self.language);
        let none = Lobby::default();
        let last = self.seen.last_lobby().unwrap_or(&none);
        let counter = self.seen.counter(now.wall);
        let closed = match counter {
            Counter::Open => None,
            Counter::Closed { opens } => Some(counter_hours::closed(words, last, opens, self.seen.server(now.wall))),
        };
        let shell = Shell {
            words,
            property: said(last.property.as_ref(), self.language),
            time: self.seen.local(now.wall),
            offline: self.seen.lobby().is_some() && self.seen.connection == Connection::Offline,
            waiting: self.seen.waiting.map(|(count, since)| (words.kiosk.shell.waiting)(count, &self.seen.clock_at(since))),
            sound: self.sound(),
            closed: counter.is_closed(),
            telephone: if counter.is_closed() { &last.control_room_telephone } else { &last.counter_telephone },
        };
        let framed = shell.show(ui);
        let place = self.page_in(framed.body, is_upright(ui.max_rect()));
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
                    time: self.seen.local(now.wall),
                    up: now.up,
                    closed: closed.as_deref(),
                    online: self.seen.online(),
                    chance: self.chance,
                    quick: &mut self.quick,
                    tray: &mut self.tray,
                    ring: &mut self.ring,
                    devices: &mut self.devices,
                    to_end: &mut self.to_end,
                    go: None,
                };
                // Who has begun finishes; nobody begins.
                if lobby.maintenance && self.page.is_home() {
                    maintenance::show(&mut body, &here);
                } else {
                    self.page.show(&mut body, &mut here);
                }
                here.go
            }
        };
        self.heeds(ui, &framed, now);
        if let Some(go) = self.for_staff(ui, framed.mark_held, now).or(go) {
            self.goes(ui, go);
        }
    }

    /// What was touched around the page.
    fn heeds(&mut self, ui: &Ui, framed: &Framed, now: Now) {
        if let Some(language) = framed.language {
            self.language = language;
            ui.ctx().request_repaint();
        }
        if framed.elder {
            self.elder = !self.elder;
            ui.ctx().request_repaint();
        }
        if framed.call {
            self.call(now);
        }
    }

    fn goes(&mut self, ui: &Ui, go: Go) {
        match go {
            Go::Home => self.end_visit(ui.ctx()),
            Go::To(page) => {
                self.page = *page;
                ui.ctx().request_repaint();
            }
        }
    }

    /// The place of the page between header and footer.
    fn page_in(&self, body: Rect, upright: bool) -> Rect {
        let edge = match (self.page.is_home(), upright, self.elder) {
            (true, _, _) => 0.0,
            (false, true, false) => 36.0,
            (false, false, false) | (false, true, true) => 20.0,
            (false, false, true) => 8.0,
        };
        body.with_min_y(body.top() + edge).with_max_y(body.bottom() - edge * 0.8)
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
        if self.is_as_usual() {
            return;
        }
        match self.idle.patience(now.up, self.limits()) {
            Patience::Calm { asks_in } => ui.ctx().request_repaint_after(asks_in),
            // Nothing is lost on the home page: only its language and size go back. Without a lobby no page is shown.
            Patience::Asking { .. } if self.page.is_home() || self.seen.lobby().is_none() => self.end_visit(ui.ctx()),
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
        !self.page.is_home() && self.seen.lobby().is_some() && !matches!(self.idle.patience(now.up, self.limits()), Patience::Calm { .. })
    }

    /// The home page in the usual language and size: what the next visitor should find.
    fn is_as_usual(&self) -> bool {
        self.page.is_home() && self.language == self.usual && !self.elder
    }

    fn limits(&self) -> Limits {
        let limits = self.seen.lobby().map_or(Limits::of(0, 0), |lobby| Limits::of(lobby.idle_s, lobby.countdown_s));
        if self.elder { limits.doubled() } else { limits }
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
        if self.is_as_usual() {
            return;
        }
        self.page = Page::Home;
        self.language = self.usual;
        self.elder = false;
        self.visit += 1;
        let ringing = self.ring.visit_ended(&self.tray);
        self.tray.forget(ringing);
        self.devices.visit_ended();
        // Carets, and with them the texts that Ctrl+Z would bring back; where lists stood, of which the
        // next visit has its own.
        ctx.data_mut(|data| {
            data.remove_by_type::<TextEditState>();
            data.remove_by_type::<egui::scroll_area::State>();
            pager::forget(data);
        });
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

/// What a touch has changed is seen in the same frame: this pass is thrown away, and another shows the
/// outcome. Where the processor draws the screen, a frame that still shows the page of before takes longer
/// than everything else.
fn shows_at_once(ctx: &Context) {
    let acted = ctx.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, Event::PointerButton { pressed: false, .. } | Event::AccessKitActionRequest(_)))
    });
    if acted && ctx.current_pass_index() == 0 {
        ctx.request_discard("a touch");
    }
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
