//! How quick the kiosk's window is, measured on the real programs: `./dev speed`.
//!
//! The screen is drawn by the processor (llvmpipe under Xvfb): no machine in a lobby is slower at it.

use super::fault::Fault;
use super::patience::Patience;
use super::property::Property;
use super::window::{Opening, Window};
use super::{Places, patience};
use look::words::{Language, words};
use std::fs;
use std::ops::Range;
use std::time::{Duration, Instant};

/// How often it is started, and how often it is touched.
const STARTS: usize = 5;
const TOUCHES: usize = 40;
/// The rows of the glass in which the greeting stands; what is touched is above them.
const GREETING: Range<u32> = 180..360;
/// How long nobody touches it: one turn of the clock's minute and a little.
const IDLE: Duration = Duration::from_secs(65);

/// From the start of the program to the home page, at most.
const START: Duration = Duration::from_secs(2);
/// How much of one processor an idle kiosk may use, in thousandths.
const IDLE_SHARE: u128 = 5;

/// Measures start, touch and idleness, and prints them.
///
/// # Errors
/// Something does not start or come, or is slower than promised.
pub fn measure(places: &Places) -> Result<(), Fault> {
    if places.data.exists() {
        fs::remove_dir_all(&places.data).map_err(Fault::system(places.data.display()))?;
    }
    fs::create_dir_all(&places.data).map_err(Fault::system(places.data.display()))?;
    let property = Property::start(&places.programs, &places.data)?;
    property.import(&places.property)?;
    let code = property.pair("kiosk", "大堂自助机")?;
    let open = |code| {
        let window = Window::open(&Opening {
            name: "kiosk",
            program: places.programs.join("dutydesk-kiosk"),
            size: (1080, 1920),
            dir: &places.data,
            server: property.address(),
            code,
        })?;
        window.expect(greeting(Language::ZhHans))?;
        Ok(window)
    };
    drop(open(Some(&code))?);
    let starts = (0..STARTS).map(|_| started(open(None)?)).collect::<Result<Vec<_>, Fault>>()?;
    let worst_start = told("start to home page", &starts);
    let window = open(None)?;
    let elder = touched(&window, words(Language::ZhHans).kiosk.shell.elder, words(Language::ZhHans).kiosk.shell.standard)?;
    say(&format!("first touch on elder mode (each size of each character is new): {} ms", elder.as_millis()));
    touched(&window, words(Language::ZhHans).kiosk.shell.standard, words(Language::ZhHans).kiosk.shell.elder)?;
    let before = used(&window)?;
    let touches = (0..TOUCHES).map(|index| turned(&window, index)).collect::<Result<Vec<_>, Fault>>()?;
    let (worked_out, on_glass): (Vec<Duration>, Vec<Duration>) = touches.into_iter().unzip();
    told("touch to the other language, worked out, with the time of the tool that touches", &worked_out);
    told("the same, on the glass", &on_glass);
    let each = (used(&window)? - before) / u32::try_from(TOUCHES).unwrap_or(1);
    say(&format!("processor time for one touch, with all of its frames: {} ms", each.as_millis()));
    let share = idle(&window)?;
    if worst_start > START {
        return Err(Fault::new(format!(
            "the home page came after {} ms, not within {} ms",
            worst_start.as_millis(),
            START.as_millis()
        )));
    }
    if share > IDLE_SHARE {
        return Err(Fault::new(format!("an idle kiosk uses {share} thousandths of a processor, not {IDLE_SHARE} at most")));
    }
    Ok(())
}

fn greeting(language: Language) -> &'static str {
    words(language).kiosk.shell.greeting
}

/// From the start of the program to the home page.
fn started(window: Window) -> Result<Duration, Fault> {
    seen(&window, greeting(Language::ZhHans), window.opened)
}

/// Touches one of the other languages: how long until the page is worked out in it, and until it is on the glass.
fn turned(window: &Window, index: usize) -> Result<(Duration, Duration), Fault> {
    let language = if index.is_multiple_of(2) { Language::En } else { Language::ZhHans };
    let greeting_now = || window.display.rows(GREETING.start, GREETING.end);
    let before = greeting_now()?;
    let pressed = window.press(language.name())?;
    let mut patience = Patience::of(patience::PATIENCE);
    let mut on_glass = None;
    while on_glass.is_none() && patience.goes_on() {
        on_glass = (greeting_now()? != before).then(|| pressed.elapsed());
    }
    let on_glass = on_glass.ok_or_else(|| window.fault("the greeting on the glass did not change"))?;
    let worked_out = seen(window, greeting(language), pressed)?;
    window.settle();
    Ok((worked_out, on_glass))
}

fn touched(window: &Window, name: &str, shown: &str) -> Result<Duration, Fault> {
    let pressed = window.press(name)?;
    seen(window, shown, pressed)
}

/// How long after this moment it was first shown.
fn seen(window: &Window, shown: &str, since: Instant) -> Result<Duration, Fault> {
    let mut patience = Patience::of(patience::PATIENCE);
    while patience.goes_on() {
        if let Some(seen) = window.first_shown(shown, since) {
            return Ok(seen - since);
        }
    }
    Err(window.fault(&format!("“{shown}” was not seen to come")))
}

/// Thousandths of a processor that it uses while nobody touches it.
fn idle(window: &Window) -> Result<u128, Fault> {
    window.settle();
    let (before, since) = (used(window)?, Instant::now());
    let mut patience = Patience::of(IDLE);
    while patience.goes_on() {}
    let (used, span) = (used(window)? - before, since.elapsed());
    let share = used.as_micros() * 1_000 / span.as_micros().max(1);
    say(&format!("idle for {} s: {} ms of processor time", span.as_secs(), used.as_millis()));
    Ok(share)
}

/// Processor time that the program has used so far.
fn used(window: &Window) -> Result<Duration, Fault> {
    let process = window.process().ok_or_else(|| Fault::new("the kiosk has no process"))?;
    let file = format!("/proc/{process}/stat");
    let stat = fs::read_to_string(&file).map_err(Fault::system(&file))?;
    // After the name, which may hold anything: the state, ten numbers, then user and system time in hundredths.
    let ticks = stat
        .rsplit_once(')')
        .map(|(_, rest)| rest.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum());
    let ticks: u64 = ticks.ok_or_else(|| Fault::new(format!("{file} cannot be read")))?;
    Ok(Duration::from_millis(ticks * 10))
}

/// Prints the middle one and the worst, and gives the worst.
fn told(what: &str, spans: &[Duration]) -> Duration {
    let mut sorted = spans.to_vec();
    sorted.sort();
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    let worst = sorted.last().copied().unwrap_or_default();
    say(&format!("{what}: {} ms, at worst {} ms of {}", middle.as_millis(), worst.as_millis(), sorted.len()));
    worst
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn say(line: &str) {
    println!("{line}");
}
