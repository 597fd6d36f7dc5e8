//! Whether the counter serves people, by what the server said last: also while the server is away.

use chrono::{Datelike, Days, Timelike};
use look::words::Words;
use proto::v1::Lobby;
use values::At;

/// How the counter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// Somebody is there, or nothing else is known.
    Open,
    /// Nobody is; the control room helps (S-4).
    Closed {
        /// When it opens; `None`: that is not known.
        opens: Option<At>,
    },
}

impl Counter {
    /// Whether nobody is there.
    #[must_use]
    pub fn is_closed(self) -> bool {
        match self {
            Self::Open => false,
            Self::Closed { .. } => true,
        }
    }
}

/// How the counter stands at `now` by the server's clock.
#[must_use]
pub fn counter(lobby: &Lobby, now: At) -> Counter {
    let Some(hours) = &lobby.counter else { return Counter::Open };
    let (closes, opens) = (At(hours.closes_at_ms), At(hours.opens_at_ms));
    match (hours.open, hours.opens_at_ms) {
        (true, _) if now < closes => Counter::Open,
        (_, 0) => Counter::Closed { opens: None },
        (_, _) if now < opens => Counter::Closed { opens: Some(opens) },
        // It should have opened since; what comes after that the server has not said.
        (_, _) => Counter::Open,
    }
}

/// In words: closed, until when, whom to ring.
#[must_use]
pub fn closed(words: &Words, lobby: &Lobby, opens: Option<At>, now: At) -> String {
    let home = &words.kiosk.home;
    let telephone = &lobby.control_room_telephone;
    let Some(opens) = opens else { return (home.closed_for_now)(telephone) };
    let (then, today) = (opens.local(lobby.utc_offset_minutes), now.local(lobby.utc_offset_minutes).date());
    let time = format!("{:02}:{:02}", then.hour(), then.minute());
    let when = if then.date() == today {
        (home.opens_today)(&time)
    } else if Some(then.date()) == today.checked_add_days(Days::new(1)) {
        (home.opens_tomorrow)(&time, then.hour() < 12)
    } else {
        (home.opens_on)(&(words.common.day)(then.month(), then.day()), &time)
    };
    (home.closed)(&when, telephone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use look::words::{Language, words};
    use proto::v1::CounterHours;

    /// Monday 2026-11-23, 10:00 in the property.
    const NOW: At = At(1_795_399_200_000);
    const HOUR: i64 = 60 * values::MINUTE_MS;

    fn lobby(open: bool, closes: i64, opens: i64) -> Lobby {
        let at = |hours: i64| if hours == 0 { 0 } else { NOW.plus(hours * HOUR).0 };
        Lobby {
            counter: Some(CounterHours { open, closes_at_ms: at(closes), opens_at_ms: at(opens) }),
            utc_offset_minutes: 480,
            control_room_telephone: "0000-5550002".into(),
            ..Lobby::default()
        }
    }

    #[test]
    fn s1_the_counter_stands_as_the_server_said_also_long_after() {
        let closed = |hours: i64| Counter::Closed { opens: Some(NOW.plus(hours * HOUR)) };
        for (lobby, later, stands) in [
            (lobby(true, 7, 22), 0, Counter::Open),
            (lobby(true, 7, 22), 7, closed(22)),
            (lobby(true, 7, 22), 22, Counter::Open),
            (lobby(true, 7, 0), 8, Counter::Closed { opens: None }),
            (lobby(false, 0, 22), 0, closed(22)),
            (lobby(false, 0, 22), 23, Counter::Open),
            (lobby(false, 0, 0), 0, Counter::Closed { opens: None }),
            (Lobby::default(), 0, Counter::Open),
        ] {
            assert_eq!(counter(&lobby, NOW.plus(later * HOUR)), stands, "{:?} {later}", lobby.counter);
        }
    }

    #[test]
    fn when_it_opens_is_said_as_people_say_it() {
        let lobby = lobby(false, 0, 1);
        for (hours, zh, en) in [
            (3, "前台已下班，今天 13:00 开始服务；如需帮助，请拨打监控室 0000-5550002", "at 13:00 today"),
            (22, "明早 08:00", "at 08:00 tomorrow"),
            (28, "明天 14:00", "at 14:00 tomorrow"),
            (46, "11月25日 08:00", "on 25 Nov at 08:00"),
        ] {
            let said = |language| closed(words(language), &lobby, Some(NOW.plus(hours * HOUR)), NOW);
            assert!(said(Language::ZhHans).contains(zh), "{}", said(Language::ZhHans));
            assert!(said(Language::En).contains(en), "{}", said(Language::En));
        }
        assert_eq!(closed(words(Language::ZhHans), &lobby, None, NOW), "前台已下班；如需帮助，请拨打监控室 0000-5550002");
    }
}
