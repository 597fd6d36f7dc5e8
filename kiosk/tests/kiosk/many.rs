//! Many visitors, one after the other, on one kiosk: nothing of any is left, and the program does
//! not grow. The short form runs with the tests; `many_visitors_for_long` is for a night.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and says what it came to")]

use std::time::Duration;

use look::words::Language;
use proto::v1::KioskRefusal;
use terminal::{LobbyEvent, LobbyOutcome};

use crate::hall::{Screen, answer, hall, hear, keys, lobby, names, said, sent, shows, tap, wait};
use crate::stops::{left, lost_summary, notice, registered, survey_word, write};

/// Visits before anything is measured: fonts are drawn for the first time, and caches fill.
const WARM_UP: usize = 84;
/// How much the program may grow, in bytes, over any number of visits: noise of the allocator.
const NOISE: u64 = 24 << 20;
/// How much more where each visit brings characters that were never drawn: each is drawn once.
const DRAWN: u64 = 64 << 20;

/// An old person's hand, from one touch to the next.
const SLOW_HAND: Duration = Duration::from_millis(2_500);

/// Takes what a screen would have drawn: the tests' own window keeps all of it for a first picture.
struct Unseen;

impl egui::Plugin for Unseen {
    fn debug_name(&self) -> &'static str {
        "unseen"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut egui::FullOutput) {
        output.textures_delta.clear();
    }
}

/// What a visitor comes for.
#[derive(Clone, Copy, Debug)]
enum Errand {
    Registers,
    RegistersByTouch,
    Declines,
    Leaves,
    LosesAKey,
    Rates,
    WalksAway,
}

const ERRANDS: [Errand; 7] =
    [Errand::Registers, Errand::RegistersByTouch, Errand::Declines, Errand::Leaves, Errand::LosesAKey, Errand::Rates, Errand::WalksAway];

/// A name out of an alphabet of so many characters; no other visit nearby has it.
fn stranger(visit: usize, alphabet: usize) -> String {
    let character = |number: usize| char::from_u32(0x4E00 + (number % alphabet) as u32).unwrap();
    format!("龘{}{}", character(visit), character(visit / 7 * 5))
}

fn visit(screen: &mut Screen, number: usize, alphabet: usize) {
    let errand = ERRANDS[number % ERRANDS.len()];
    let name = stranger(number, alphabet);
    let shell = &said(screen).kiosk.shell;
    match errand {
        Errand::Registers | Errand::RegistersByTouch => {
            let touch = matches!(errand, Errand::RegistersByTouch);
            register(screen, &name, touch);
            tap(screen, shell.home);
        }
        Errand::Declines => {
            notice(screen);
            let disagree = said(screen).kiosk.visitor.disagree;
            tap(screen, disagree);
            tap(screen, shell.home);
        }
        Errand::Leaves => {
            left(screen);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
            tap(screen, shell.home);
        }
        Errand::LosesAKey => {
            lost_summary(screen);
            let submit = said(screen).kiosk.lost_key.submit;
            tap(screen, submit);
            answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
            tap(screen, shell.home);
        }
        Errand::Rates => {
            survey_word(screen);
            let without = said(screen).kiosk.survey.without_word;
            tap(screen, without);
            tap(screen, shell.home);
        }
        Errand::WalksAway => {
            crate::stops::name(screen);
            write(screen, &name);
            keys(screen, "zhang");
            let shown = names(screen).join(" ");
            assert!(shown.contains(&name));
            wait(screen, 46);
            wait(screen, 21);
        }
    }
    // What the test itself keeps is not the kiosk's.
    screen.state_mut().sent.clear();
    let shown = names(screen).join(" ");
    assert!(screen.state().kiosk.is_home() && screen.state().kiosk.language() == Language::ZhHans, "{errand:?}");
    assert!(!shown.contains(&name) && !shown.contains("王伟"), "something of visit {number}, {errand:?}, is left: {shown}");
}

/// What each errand cost: touches, and how long the answers to them took. What a real keyboard typed
/// is no touch.
struct Costs(Vec<(usize, Vec<Duration>)>);

impl Costs {
    fn said(&mut self) {
        println!("{:<20} {:>7} {:>16} {:>18} {:>24}", "", "", "touches", "slow hand, s", "ms to work out an answer");
        println!("{:<20} {:>7} {:>16} {:>18} {:>24}", "", "visits", "median worst", "median worst", "median worst");
        for (nth, errand) in ERRANDS.iter().enumerate() {
            let of: Vec<_> = self.0.iter().skip(nth).step_by(ERRANDS.len()).collect();
            let touches = ends(of.iter().map(|(touches, _)| *touches));
            let hand = |(touches, answers): &(usize, Vec<Duration>)| SLOW_HAND * (*touches as u32) + answers.iter().sum::<Duration>();
            let seconds = ends(of.iter().map(|cost| hand(cost).as_secs()));
            let answers = ends(of.iter().flat_map(|(_, answers)| answers).map(|took| took.as_micros()));
            let [median, worst] = answers.map(|took| took as f64 / 1_000.0);
            println!(
                "{:<20} {:>7} {:>10} {:>5} {:>12} {:>5} {median:>18.1} {worst:>5.1}",
                format!("{errand:?}"),
                of.len(),
                touches[0],
                touches[1],
                seconds[0],
                seconds[1]
            );
        }
    }
}

/// The median and the most.
fn ends<T: Ord + Copy + Default>(of: impl Iterator<Item = T>) -> [T; 2] {
    let mut all: Vec<T> = of.collect();
    all.sort();
    [all.get(all.len() / 2), all.last()].map(|one| one.copied().unwrap_or_default())
}

fn register(screen: &mut Screen, name: &str, by_touch: bool) {
    if !by_touch {
        registered(screen);
        answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        assert!(shows(screen, said(screen).kiosk.visitor.confirmed));
        return;
    }
    crate::stops::name(screen);
    write(screen, name);
    crate::stops::next(screen);
    let words = &said(screen).kiosk.visitor;
    keys(screen, "13900000000");
    crate::stops::next(screen);
    write(screen, "1206");
    let unit = crate::stops::unit_1206(screen);
    tap(screen, &unit);
    crate::stops::next(screen);
    tap(screen, words.purposes[0]);
    crate::stops::next(screen);
    assert!(shows(screen, name));
    tap(screen, words.submit);
    answer(screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert_eq!(sent(screen).len(), 1);
}

/// The memory of this program that is in use, in bytes; `None` where the system does not say.
fn resident() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// What the window remembers of its widgets.
fn remembered(screen: &Screen) -> usize {
    screen.ctx.memory(|memory| memory.data.len())
}

fn many(visits: usize, alphabet: usize, most: u64) {
    let mut screen = hall();
    screen.ctx.add_plugin(Unseen);
    (0..WARM_UP).for_each(|number| visit(&mut screen, number, alphabet));
    let (widgets, before) = (remembered(&screen), resident());
    let mut costs = Costs(vec![]);
    for number in WARM_UP..WARM_UP + visits {
        let taps = screen.state().taps;
        screen.state_mut().answers.clear();
        visit(&mut screen, number, alphabet);
        costs.0.push((screen.state().taps - taps, std::mem::take(&mut screen.state_mut().answers)));
        if number % 500 == 0 {
            // A directory that changes meanwhile.
            hear(&mut screen, LobbyEvent::Lobby(lobby()));
        }
    }
    let (widgets_after, after) = (remembered(&screen), resident());
    costs.said();
    println!("{visits} visits: {widgets} then {widgets_after} states of widgets, {before:?} then {after:?} bytes resident");
    assert_eq!(widgets_after, widgets, "each visit leaves states of widgets behind");
    if let (Some(before), Some(after)) = (before, after) {
        assert!(
            after.saturating_sub(before) < most,
            "{visits} visits made {} bytes of difference",
            after.saturating_sub(before)
        );
    }
}

#[test]
fn b01_a_hundred_visitors_leave_nothing_and_the_program_does_not_grow() {
    many(105, 12, NOISE);
}

#[test]
#[ignore = "takes minutes: KIOSK_VISITS says how many visits, 10,000 without it"]
fn many_visitors_for_long() {
    many(std::env::var("KIOSK_VISITS").ok().and_then(|said| said.parse().ok()).unwrap_or(10_000), 6_000, NOISE + DRAWN);
}
