//! What an import may and may not change.

use super::{Command, Phrase, PrivacyNotice, Refusal};
use crate::{Change, Record, State, Station, decide, fixture};
use values::{At, Id, Text};

fn import(state: &State, record: impl Into<Record>) -> Result<Vec<Change>, crate::Refusal> {
    let command = Command::Import { records: vec![record.into()], source: Text::parse("notice.toml").unwrap() };
    let mut stamp = fixture::clock();
    stamp.station = Station::Operator;
    decide(state, &command.into(), &stamp)
}

fn notice(text: &str) -> PrivacyNotice {
    let text = Phrase { zh: text.into(), en: text.into(), hant: String::new() };
    PrivacyNotice { id: Id::parse("law-1").unwrap(), text, from: At(0), covers: Default::default() }
}

#[test]
fn b03_a_notice_that_was_shown_is_never_changed() {
    let mut state = fixture::state();
    state.apply(&import(&state.clone(), notice("one")).unwrap());
    assert!(import(&state, notice("one")).is_ok(), "the same import again changes nothing");
    let refused = import(&state, notice("two")).unwrap_err();
    assert!(matches!(refused, crate::Refusal::Property(Refusal::VersionIsTaken { .. })));
}

#[test]
fn visits_and_the_like_are_not_imported() {
    let state = fixture::state();
    let terminal = state.terminal.iter().next().cloned();
    let session = state.session.iter().next().cloned();
    for record in [terminal.map(Record::from), session.map(Record::from)].into_iter().flatten() {
        let refused = import(&state, record).unwrap_err();
        assert!(matches!(refused, crate::Refusal::Property(Refusal::NotImportable { .. })));
    }
}
