//! What a PIN must be. The PIN itself is known to nobody but its owner; these rules see it once,
//! when it is chosen.

use super::{Person, Refusal};
use crate::rights::MANAGERS;

/// A PIN has at least so many characters.
const LEAST: u8 = 6;
/// The PIN of whoever looks after people and machines has at least so many.
const LEAST_OF_MANAGERS: u8 = 8;
/// And at most so many.
pub const LONGEST: u8 = 32;

/// How many characters a person's PIN has at least.
#[must_use]
pub fn least(person: &Person) -> u8 {
    if person.roles.iter().any(|r| MANAGERS.contains(r)) { LEAST_OF_MANAGERS } else { LEAST }
}

/// Checks a new PIN of a person.
///
/// # Errors
/// It is too short, is guessed at once, or is not made of letters and digits.
pub fn check_pin(person: &Person, pin: &str) -> Result<(), Refusal> {
    if pin.len() > usize::from(LONGEST) || !pin.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Refusal::PinNotPlainText);
    }
    let least = least(person);
    if pin.len() < usize::from(least) {
        return Err(Refusal::PinTooShort { least });
    }
    if is_plain(pin) || is_date(pin) || pin.contains(person.number.as_str()) {
        return Err(Refusal::PinTooPlain);
    }
    Ok(())
}

/// Whether a PIN is guessed at once: its characters are a run, or the same few again and again.
#[must_use]
pub fn is_plain(pin: &str) -> bool {
    let bytes = pin.as_bytes();
    let mut steps = bytes.windows(2).map(|w| i16::from(w[1]) - i16::from(w[0]));
    let first = steps.next();
    let runs = first.is_none_or(|first| (-1..=1).contains(&first) && steps.all(|step| step == first));
    let repeats = (1..=bytes.len() / 2).any(|period| bytes.iter().zip(&bytes[period..]).all(|(a, b)| a == b));
    runs || repeats
}

/// Whether it reads as a day of somebody's life: 19900521, 900521.
fn is_date(pin: &str) -> bool {
    let number = |from: usize, to: usize| pin.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let year_ends = match pin.len() {
        8 if number(0, 4).is_some_and(|year| (1900..2100).contains(&year)) => 4,
        6 => 2,
        _ => return false,
    };
    let is_digits = pin.bytes().all(|b| b.is_ascii_digit());
    let month = number(year_ends, year_ends + 2).is_some_and(|m| (1..=12).contains(&m));
    let day = number(year_ends + 2, year_ends + 4).is_some_and(|d| (1..=31).contains(&d));
    is_digits && month && day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use values::{Id, PersonName, StaffNumber};

    fn person(role: Role) -> Person {
        Person {
            id: Id::parse("1004").unwrap(),
            number: StaffNumber::parse("1004").unwrap(),
            name: PersonName::parse("丁经理").unwrap(),
            roles: [role].into(),
            left: false,
        }
    }

    #[test]
    fn s2_a_pin_that_is_guessed_at_once_is_nobodys() {
        let (short, plain) = (Refusal::PinTooShort { least: LEAST }, Refusal::PinTooPlain);
        for (pin, told) in [
            ("482915", Ok(())),
            ("135791", Ok(())),
            ("qw82er", Ok(())),
            ("", Err(short.clone())),
            ("48291", Err(short)),
            ("123456", Err(plain.clone())),
            ("987654", Err(plain.clone())),
            ("000000", Err(plain.clone())),
            ("121212", Err(plain.clone())),
            ("481481", Err(plain.clone())),
            ("4814814", Err(plain.clone())),
            ("900521", Err(plain.clone())),
            ("19900521", Err(plain.clone())),
            ("100482", Err(plain.clone())),
            ("861004", Err(plain)),
            ("902521", Ok(())),
            ("48 915", Err(Refusal::PinNotPlainText)),
            ("密码四八二九", Err(Refusal::PinNotPlainText)),
        ] {
            assert_eq!(check_pin(&person(Role::Clerk), pin), told, "{pin}");
        }
        assert_eq!(check_pin(&person(Role::Clerk), &"7q".repeat(17)), Err(Refusal::PinNotPlainText));
    }

    #[test]
    fn s2_who_looks_after_people_and_machines_has_a_longer_pin() {
        for (role, pin, fine) in [
            (Role::Supervisor, "482915", true),
            (Role::Manager, "482915", false),
            (Role::GeneralManager, "4829157", false),
            (Role::Manager, "48291573", true),
        ] {
            assert_eq!(check_pin(&person(role), pin).is_ok(), fine, "{role:?} {pin}");
        }
    }
}
