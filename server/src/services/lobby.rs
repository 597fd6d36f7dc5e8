//! What the lobby shows: drawn from the state, holding nothing about any person.

use domain::State;
use domain::registers::property::Phrase;
use proto::v1;
use values::{At, Id};

use domain::registers::terminals::Terminal;

/// The lobby of a property as the kiosk `terminal` shows it at `now`.
pub(super) fn lobby(state: &State, terminal: &Id<Terminal>, now: At) -> v1::Lobby {
    let settings = state.property();
    let notice = state.privacy_notice.iter().filter(|n| n.from <= now).max_by_key(|n| n.from);
    let form = state.current_survey_form(now);
    let figures = settings.map(|s| (s.kiosk_idle_s, s.kiosk_countdown_s));
    v1::Lobby {
        property: settings.map(|s| phrase(&s.name)),
        utc_offset_minutes: state.utc_offset(),
        counter_telephone: settings.map(|s| s.counter_telephone.to_string()).unwrap_or_default(),
        control_room_telephone: settings.map(|s| s.control_room_telephone.to_string()).unwrap_or_default(),
        notice_version: notice.map(|n| n.id.to_string()).unwrap_or_default(),
        notice: notice.map(|n| phrase(&n.text)),
        directory: state.unit.iter().map(directory_unit).collect(),
        survey: form.map(survey_form),
        evacuation: evacuation(state),
        idle_s: figures.map_or(45, |f| f.0),
        countdown_s: figures.map_or(20, |f| f.1),
        call_waiting: state.call.iter().any(|c| &c.terminal == terminal && c.answered.is_none()),
    }
}

fn phrase(phrase: &Phrase) -> v1::Phrase {
    v1::Phrase { zh: phrase.zh.clone(), en: phrase.en.clone() }
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
    let areas = form.areas.iter().map(|a| v1::SurveyArea { code: a.code.clone(), name: Some(phrase(&a.name)) });
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
