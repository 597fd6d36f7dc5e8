//! What the lobby shows: drawn from the state, holding nothing about any person.

mod map;

use domain::State;
use domain::registers::notices::{Notice, NoticeKind};
use domain::registers::property::{Covered, Phrase, Settings, counter_hours};
use domain::registers::surveys::Reason;
use proto::v1;
use values::{At, Id};

use domain::registers::terminals::Terminal;

/// The lobby of a property as the kiosk `terminal` shows it at `now`.
pub(super) fn lobby(state: &State, terminal: &Id<Terminal>, now: At) -> v1::Lobby {
    let settings = state.property();
    let notice = state.privacy_notice.iter().filter(|n| n.from <= now).max_by_key(|n| n.from);
    let form = state.current_survey_form(now);
    let figures = settings.map(|s| (s.kiosk_idle_s, s.kiosk_countdown_s));
    let here = state.terminal.get(terminal);
    // A form that has no such area any more asks about none.
    let asked = settings.and_then(|s| s.survey.quick_area.as_ref());
    let quick_area = asked.filter(|area| form.is_some_and(|form| form.areas.iter().any(|a| &a.code == *area)));
    let says = |covered| notice.is_some_and(|n| n.covers.contains(&covered));
    v1::Lobby {
        property: settings.map(|s| phrase(&s.name)),
        utc_offset_minutes: state.utc_offset(),
        counter_telephone: settings.map(|s| s.counter_telephone.printed()).unwrap_or_default(),
        control_room_telephone: settings.map(|s| s.control_room_telephone.printed()).unwrap_or_default(),
        notice_version: notice.map(|n| n.id.to_string()).unwrap_or_default(),
        notice: notice.map(|n| phrase(&n.text)),
        directory: state.unit.iter().map(directory_unit).collect(),
        survey: form.map(survey_form),
        evacuation: evacuation(state),
        idle_s: figures.map_or(45, |f| f.0),
        countdown_s: figures.map_or(20, |f| f.1),
        questions: settings.map(|s| v1::VisitQuestions {
            plate: s.visits.plate,
            company: s.visits.company,
            // The notice that is shown must say so, whatever was imported when.
            identity: s.visits.identity && says(Covered::Identity),
            photo: s.visits.photo && says(Covered::Photo),
        }),
        counter: settings.map(|s| counter(s, now)),
        maintenance: here.is_some_and(|t| t.maintenance.is_some()),
        notices: state.notices_shown(now).into_iter().map(notice_shown).collect(),
        map: state.property_map.iter().next().map(|m| map::map(m, here.map(|t| &t.name))),
        attract_s: settings.map_or_else(Settings::usual_attract_s, |s| s.kiosk_attract_s),
        quick_area: quick_area.cloned().unwrap_or_default(),
        call_waiting: state.call.iter().any(|c| &c.terminal == terminal && c.answered.is_none()),
    }
}

fn counter(settings: &Settings, now: At) -> v1::CounterHours {
    let hours = counter_hours(settings, now);
    v1::CounterHours {
        open: hours.is_open(),
        closes_at_ms: hours.closes_at.map_or(0, |at| at.0),
        opens_at_ms: hours.opens_at.map_or(0, |at| at.0),
    }
}

fn notice_shown(notice: &Notice) -> v1::Notice {
    let kind = match notice.kind {
        NoticeKind::Stoppage => v1::NoticeKind::Stoppage,
        NoticeKind::Weather => v1::NoticeKind::Weather,
        NoticeKind::Event => v1::NoticeKind::Event,
        NoticeKind::Other => v1::NoticeKind::Other,
    };
    let said = |zh: &str, en: &str| Some(v1::Phrase { zh: zh.to_owned(), en: en.to_owned(), hant: String::new() });
    v1::Notice {
        kind: kind.into(),
        title: said(notice.zh.title.as_str(), notice.en.title.as_str()),
        text: said(notice.zh.text.as_str(), notice.en.text.as_str()),
    }
}

fn phrase(phrase: &Phrase) -> v1::Phrase {
    v1::Phrase { zh: phrase.zh.clone(), en: phrase.en.clone(), hant: phrase.hant.clone() }
}

/// A unit's number, floor and company; who lives there stays out.
fn directory_unit(unit: &domain::registers::property::Unit) -> v1::DirectoryUnit {
    v1::DirectoryUnit {
        number: unit.number.to_string(),
        floor: unit.floor.clone(),
        company: unit.company.as_ref().map(phrase),
    }
}

fn survey_form(form: &domain::registers::surveys::SurveyForm) -> v1::SurveyForm {
    let reason = |r: &Reason| v1::SurveyReason { code: r.code.clone(), name: Some(phrase(&r.name)) };
    let areas = form.areas.iter().map(|a| v1::SurveyArea {
        code: a.code.clone(),
        name: Some(phrase(&a.name)),
        reasons: a.reasons.iter().map(reason).collect(),
    });
    v1::SurveyForm {
        version: form.id.to_string(),
        title: Some(phrase(&form.title)),
        areas: areas.collect(),
    }
}

fn evacuation(state: &State) -> Option<v1::Evacuation> {
    let (run, procedure) = state.evacuation()?;
    Some(v1::Evacuation {
        title: Some(phrase(&procedure.kiosk_title)),
        lines: procedure.kiosk_lines.iter().map(phrase).collect(),
        assembly_point: state.property().map(|s| phrase(&s.assembly_point)),
        drill: run.drill,
    })
}
