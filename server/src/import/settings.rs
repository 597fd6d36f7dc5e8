//! `property.toml`: the property's name, telephones and figures. A figure that is not
//! written has the handbook's default, the stricter one where its sources disagree.

use super::fault::{Faults, Sentence};
use super::tree::{self, Section};
use domain::registers::erasures::ALARM_DAYS;
use domain::registers::property::{
    Alarm, ArchiveFigures, Calendar, CounterFigures, Deadlines, HandoverFigures, KeyFigures, RetentionFigures, Settings, SurveyFigures,
    VisitFigures,
};
use domain::registers::surveys::Area;
use values::{Id, LocalDay, Telephone};

/// Minutes of a day, for deadlines.
const DAY: u32 = 24 * 60;
/// The longest deadline that makes sense: a year.
const YEAR: u32 = 366 * DAY;

/// Reads the file; `None` where it is faulty.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<Settings> {
    tree::read(file, bytes, faults, settings)
}

fn settings(s: &Section<'_>) -> Option<Settings> {
    let name = s.phrase("name");
    let address = s.phrase("address");
    let assembly_point = s.phrase("assembly_point");
    let counter_telephone = s.text("counter_telephone", Telephone::parse);
    let control_room_telephone = s.text("control_room_telephone", Telephone::parse);
    let utc_offset_minutes = s.text_or("utc_offset", 480, offset);
    let handovers = handovers(s);
    let counter = s.inside("counter", counter);
    let calendar = s.inside("calendar", calendar);
    let deadlines = s.inside("deadlines", deadlines);
    let alarm = s.inside("alarm", alarm);
    let survey = s.inside("survey", survey);
    let archive = s.inside("archive", archive);
    let keys = s.inside("keys", keys);
    let visits = s.inside("visits", visits);
    let retention = s.inside("retention", retention);
    let kiosk = s.inside("kiosk", |k| {
        let (idle, countdown) = (k.number("idle_s", Some(45), 15..=600), k.number("countdown_s", Some(20), 20..=300));
        let attract = k.number("attract_s", Some(Settings::usual_attract_s()), 20..=3_600);
        Some((idle?, countdown?, attract?))
    });
    let made_up = s.flag_or("made_up", false);
    let (morning_handover, evening_handover, handover) = handovers?;
    let (kiosk_idle_s, kiosk_countdown_s, kiosk_attract_s) = kiosk?;
    Some(Settings {
        id: Id::parse("property").ok()?,
        name: name?,
        utc_offset_minutes: utc_offset_minutes?,
        morning_handover,
        evening_handover,
        calendar: calendar?,
        counter_telephone: counter_telephone?,
        control_room_telephone: control_room_telephone?,
        assembly_point: assembly_point?,
        address: address?,
        handover,
        deadlines: deadlines?,
        alarm: alarm?,
        survey: survey?,
        archive: archive?,
        keys: keys?,
        visits: visits?,
        retention: retention?,
        kiosk_idle_s,
        kiosk_countdown_s,
        kiosk_attract_s,
        counter: counter?,
        made_up: made_up?,
    })
}

/// The two hours, and from when a handover is late.
fn handovers(s: &Section<'_>) -> Option<(u32, u32, HandoverFigures)> {
    s.inside("handover", |h| {
        let (morning, evening) = (h.text_or("morning", 510, minute), h.text_or("evening", 1_050, minute));
        let (amber, red) = (h.number("amber_minutes", Some(15), 1..=240), h.number("red_minutes", Some(30), 1..=480));
        let (morning, evening, amber_minutes, red_minutes) = (morning?, evening?, amber?, red?);
        if morning >= evening {
            h.fault("evening", Sentence::new("傍晚交班必须晚于早晨交班", "the evening handover comes after the morning one"));
            return None;
        }
        if amber_minutes >= red_minutes {
            h.fault("red_minutes", Sentence::new("红色必须晚于黄色", "red comes after amber"));
            return None;
        }
        Some((morning, evening, HandoverFigures { amber_minutes, red_minutes }))
    })
}

/// The counter closes after it opens, before midnight.
fn counter(s: &Section<'_>) -> Option<CounterFigures> {
    let usual = CounterFigures::default();
    let (open, close) = (s.text_or("open", usual.open_minute, minute), s.text_or("close", usual.close_minute, minute));
    let (open_minute, close_minute) = (open?, close?);
    if open_minute >= close_minute {
        s.fault("close", Sentence::new("下班时间必须晚于上班时间", "the counter closes after it opens"));
        return None;
    }
    Some(CounterFigures { open_minute, close_minute })
}

/// Holidays may list whole weeks: their Saturdays and Sundays are days off anyway.
fn calendar(s: &Section<'_>) -> Option<Calendar> {
    let (holidays, weekends) = (s.days("holidays"), s.days("working_weekends"));
    let (holidays, weekends) = (holidays?, weekends?);
    let mut fine = true;
    for day in weekends.iter().filter(|d| !d.value.is_weekend()) {
        let LocalDay(date) = day.value;
        s.fault_at(
            "working_weekends",
            day,
            Sentence::new(format!("{date} 不是周六或周日，请更正"), format!("{date} is no Saturday or Sunday: mend it")),
        );
        fine = false;
    }
    for day in weekends.iter().filter(|d| holidays.iter().any(|h| h.value == d.value)) {
        let LocalDay(date) = day.value;
        s.fault_at(
            "working_weekends",
            day,
            Sentence::new(format!("{date} 同时列为休息日，请只保留一处"), format!("{date} stands among the holidays too: keep one")),
        );
        fine = false;
    }
    let plain = |days: Vec<tree::Word<LocalDay>>| days.into_iter().map(|d| d.value).collect();
    fine.then(|| Calendar { holidays: plain(holidays), working_weekends: plain(weekends) })
}

fn deadlines(s: &Section<'_>) -> Option<Deadlines> {
    let minutes = |key, default| s.number(key, Some(default), 1..=YEAR);
    let (minor, important, major) = (minutes("minor", DAY), minutes("important", 3 * DAY), minutes("major", 7 * DAY));
    let (repair, urgent) = (minutes("repair", 15), minutes("urgent", 1));
    Some(Deadlines {
        minor: minor?,
        important: important?,
        major: major?,
        repair: repair?,
        urgent: urgent?,
    })
}

fn alarm(s: &Section<'_>) -> Option<Alarm> {
    let acknowledge = s.number("acknowledge_within_s", Some(60), 10..=600);
    let step = s.number("step_within_s", Some(180), 30..=3_600);
    Some(Alarm { acknowledge_within_s: acknowledge?, step_within_s: step? })
}

fn survey(s: &Section<'_>) -> Option<SurveyFigures> {
    let repeat = s.number("repeat_s", Some(5), 0..=60);
    let minutes = s.number("alert_minutes", Some(15), 1..=240);
    let least = s.number("alert_at_least", Some(4), 1..=100);
    let usual = SurveyFigures::default();
    let target = s.number("target_percent", Some(usual.target_percent), 1..=100);
    // Never fewer than five: anonymous answers of a smaller group name somebody (B-19).
    let group = s.number("group_at_least", Some(usual.group_at_least), usual.group_at_least..=100);
    let quick_area = s.text_or("quick_area", None, |code| Id::<Area>::parse(code).map(|code| Some(String::from(code))));
    let (repeat_s, alert_minutes, alert_at_least) = (repeat?, minutes?, least?);
    Some(SurveyFigures {
        repeat_s,
        alert_minutes,
        alert_at_least,
        target_percent: target?,
        group_at_least: group?,
        quick_area: quick_area?,
    })
}

fn visits(s: &Section<'_>) -> Option<VisitFigures> {
    let usual = VisitFigures::default();
    let (plate, company) = (s.flag_or("plate", usual.plate), s.flag_or("company", usual.company));
    let (identity, photo) = (s.flag_or("identity", usual.identity), s.flag_or("photo", usual.photo));
    let host_answers = s.flag_or("host_answers", usual.host_answers);
    Some(VisitFigures {
        plate: plate?,
        company: company?,
        identity: identity?,
        photo: photo?,
        host_answers: host_answers?,
    })
}

fn keys(s: &Section<'_>) -> Option<KeyFigures> {
    Some(KeyFigures { due_minute: s.text_or("due", KeyFigures::default().due_minute, minute)? })
}

/// Never shorter than the law lets alarms go, nor longer than somebody could answer for.
fn retention(s: &Section<'_>) -> Option<RetentionFigures> {
    let usual = RetentionFigures::default();
    let days = |key, default, range| s.number(key, Some(default), range);
    let (visit, word) = (days("visit_days", usual.visit_days, 1..=180), days("word_days", usual.word_days, 1..=YEAR / DAY));
    let (key, matter) = (days("key_days", usual.key_days, 30..=1_830), days("matter_days", usual.matter_days, 30..=1_830));
    let release = days("release_days", usual.release_days, 30..=1_830);
    let (sheet, alarm) = (days("sheet_days", usual.sheet_days, 30..=1_830), days("alarm_days", usual.alarm_days, ALARM_DAYS..=1_830));
    Some(RetentionFigures {
        visit_days: visit?,
        key_days: key?,
        release_days: release?,
        matter_days: matter?,
        sheet_days: sheet?,
        alarm_days: alarm?,
        word_days: word?,
    })
}

/// A record stays a day at least: numbers are drawn by counting those of the day.
fn archive(s: &Section<'_>) -> Option<ArchiveFigures> {
    let usual = ArchiveFigures::default();
    let at = s.text_or("at", usual.at_minute, minute);
    let days = |key, default, least| s.number(key, Some(default), least..=YEAR / DAY);
    let keep = days("keep_days", usual.keep_days, 1);
    let (survey, sheet) = (days("keep_survey_days", usual.keep_survey_days, 1), days("keep_sheet_days", usual.keep_sheet_days, 7));
    Some(ArchiveFigures {
        at_minute: at?,
        keep_days: keep?,
        keep_survey_days: survey?,
        keep_sheet_days: sheet?,
    })
}

/// `+08:00` as minutes east of UTC.
fn offset(typed: &str) -> Result<i32, Sentence> {
    let found = typed.parse::<chrono::FixedOffset>().ok().map(|o| o.local_minus_utc() / 60);
    found.ok_or_else(|| Sentence::new("请写成与世界时的时差，例如 +08:00", "write the offset from UTC, such as +08:00"))
}

/// `08:30` as minutes since midnight.
fn minute(typed: &str) -> Result<u32, Sentence> {
    let digits = |s: &str| (s.len() == 2).then(|| s.parse::<u32>().ok()).flatten();
    let found = typed.split_once(':').and_then(|(h, m)| Some((digits(h)?, digits(m)?)));
    let found = found.filter(|(h, m)| *h < 24 && *m < 60).map(|(h, m)| h * 60 + m);
    found.ok_or_else(|| Sentence::new("请写成 24 小时制的时间，例如 08:30", "write a time of the day, such as 08:30"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_offsets_are_read_or_refused() {
        for (typed, minutes) in
            [("08:30", Some(510)), ("17:30", Some(1_050)), ("24:00", None), ("8:30", None), ("08.30", None), ("-1:30", None)]
        {
            assert_eq!(minute(typed).ok(), minutes, "{typed}");
        }
        for (typed, minutes) in [("+08:00", Some(480)), ("-03:30", Some(-210)), ("Beijing", None)] {
            assert_eq!(offset(typed).ok(), minutes, "{typed}");
        }
    }
}
