//! A scanner's digits on their way to a page: one scan signs out (B-09), and none lands in a field
//! that it is not for.

use std::time::Duration;

use ::devices::scanner::{Came, Scanner, Stroke};
use egui::{Context, Event, Key, Modifiers};

/// What a page does with a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// It takes the whole scan.
    Scans,
    /// It has a field for digits: they go in as a hand's do, and their Enter too.
    Digits,
    /// It has nothing for it.
    Nothing,
}

/// Looks through what was typed in this frame. Returns a scan that the page takes; its Enter, and
/// where the page takes nothing its digits, are taken out.
pub fn scan(ctx: &Context, scanner: &mut Scanner, takes: Takes, up: Duration) -> Option<String> {
    let mut scanned = None;
    ctx.input_mut(|input| {
        let mut pass = Pass { takes, events: Vec::new(), scanned: None };
        pass.came(scanner.quiet(up), None);
        for event in std::mem::take(&mut input.events) {
            match stroke(&event) {
                Some(stroke) => pass.stroke(scanner.stroke(stroke, up), stroke, event),
                None => pass.events.push(event),
            }
        }
        input.events = pass.events;
        scanned = pass.scanned;
    });
    if let Some(clear_in) = scanner.clear_in(up) {
        ctx.request_repaint_after(clear_in);
    }
    scanned
}

/// What an event is on a keyboard; `None`: nothing that is written.
fn stroke(event: &Event) -> Option<Stroke> {
    if let Event::Text(text) = event {
        let mut characters = text.chars();
        let digit = characters.next().filter(|first| first.is_ascii_digit() && characters.next().is_none());
        return Some(digit.map_or(Stroke::Other, Stroke::Digit));
    }
    if matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers: Modifiers::NONE, .. }) {
        return Some(Stroke::Enter);
    }
    let other = matches!(event, Event::Ime(_) | Event::Paste(_) | Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. });
    other.then_some(Stroke::Other)
}

struct Pass {
    takes: Takes,
    events: Vec<Event>,
    scanned: Option<String>,
}

impl Pass {
    fn stroke(&mut self, came: Vec<Came>, stroke: Stroke, event: Event) {
        match stroke {
            // Held back until it is known whose it is; elsewhere it does no harm.
            Stroke::Digit(_) => {
                self.came(came, None);
                if self.takes != Takes::Nothing {
                    self.events.push(event);
                }
            }
            Stroke::Enter | Stroke::Other => self.came(came, Some(event)),
        }
    }

    fn came(&mut self, came: Vec<Came>, event: Option<Event>) {
        let mut event = event;
        for came in came {
            match (came, self.takes) {
                (Came::Scan(digits), Takes::Scans) => self.scanned = Some(digits),
                (Came::Scan(_), Takes::Digits) | (Came::Stroke, _) => self.events.extend(event.take()),
                (Came::Scan(_), Takes::Nothing) => tracing::debug!("a scan on a page that has nothing for it"),
                (Came::Typed(digits), Takes::Nothing) => self.events.extend(digits.chars().map(|digit| Event::Text(digit.into()))),
                (Came::Typed(_), Takes::Scans | Takes::Digits) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "07123440506070";

    fn text(text: &str) -> Event {
        Event::Text(text.into())
    }

    fn enter() -> Event {
        Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    /// What a page gets of these frames: the scan, and what is still typed, with ⏎ for Enter.
    fn page(takes: Takes, frames: &[(u64, Vec<Event>)]) -> (Option<String>, String) {
        let ctx = Context::default();
        let (mut scanner, mut scanned, mut typed) = (Scanner::default(), None, String::new());
        for (ms, events) in frames {
            ctx.input_mut(|input| input.events = events.clone());
            scanned = scan(&ctx, &mut scanner, takes, Duration::from_millis(*ms)).or(scanned);
            ctx.input(|input| {
                for event in &input.events {
                    if let Event::Text(text) = event {
                        typed.push_str(text);
                    } else if matches!(event, Event::Key { .. }) {
                        typed.push('⏎');
                    }
                }
            });
        }
        (scanned, typed)
    }

    /// As a scanner types it, over two frames.
    fn scans() -> Vec<(u64, Vec<Event>)> {
        let digits: Vec<Event> = CODE.chars().map(|digit| text(&digit.to_string())).collect();
        vec![(10, digits[..5].to_vec()), (40, [&digits[5..], &[enter()]].concat())]
    }

    /// As a hand does.
    fn by_hand() -> Vec<(u64, Vec<Event>)> {
        let digits = CODE.chars().enumerate().map(|(index, digit)| (200 * index as u64, vec![text(&digit.to_string())]));
        digits.chain([(4_000, vec![enter()])]).collect()
    }

    #[test]
    fn b09_a_scan_is_taken_whole_or_goes_into_a_field_for_digits_or_is_dropped() {
        let scan = Some(CODE.to_owned());
        let all = format!("{CODE}⏎");
        for (takes, frames, came) in [
            (Takes::Scans, scans(), (scan, CODE.to_owned())),
            (Takes::Digits, scans(), (None, all.clone())),
            (Takes::Nothing, scans(), (None, String::new())),
            (Takes::Scans, by_hand(), (None, all.clone())),
            (Takes::Digits, by_hand(), (None, all.clone())),
            (Takes::Nothing, by_hand(), (None, all)),
        ] {
            assert_eq!(page(takes, &frames), came, "{takes:?} {}", frames.len());
        }
    }

    #[test]
    fn what_a_hand_types_keeps_its_order_and_nothing_of_it_is_lost() {
        let frames = [(0, vec![text("1"), text("2")]), (20, vec![text("楼")]), (30, vec![text("3")]), (60, vec![enter()]), (900, vec![])];
        assert_eq!(page(Takes::Nothing, &frames), (None, "12楼3⏎".to_owned()));
        let alone = [(0, vec![text("7")]), (60, vec![]), (160, vec![])];
        assert_eq!(page(Takes::Nothing, &alone), (None, "7".to_owned()), "a digit goes on its way by itself");
    }
}
