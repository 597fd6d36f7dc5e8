//! The registers: one file each, one line each in the list below. A register's file reads
//! like its paper form: the law in a few sentences, its records, commands, refusals,
//! `decide`, and the tests beside it.

#[macro_use]
mod list;
pub mod appointments;
pub mod archive;
pub mod calls;
pub mod clock;
pub mod corrections;
pub mod devices;
pub mod duty_log;
pub mod emergencies;
pub mod erasures;
pub mod found_keys;
pub mod handover;
pub mod keys;
pub mod matters;
pub mod notices;
pub mod property;
pub mod releases;
pub mod staff;
pub mod surveys;
pub mod terminals;
pub mod visits;

registers! {
    property Property { settings: Settings, unit: Unit, price_list: PriceList, privacy_notice: PrivacyNotice, post_item: PostItem, property_map: PropertyMap },
    staff Staff { person: Person, credential: Credential, session: Session, signature: Signature },
    terminals Terminals { terminal: Terminal, gap: Gap, turned_away: TurnedAway },
    duty_log DutyLog { log_line: LogLine },
    visits Visits { visit: Visit },
    appointments Appointments { appointment: Appointment },
    keys Keys { key: Key, key_issue: KeyIssue, loss: Loss },
    found_keys FoundKeys { found_key: FoundKey },
    releases Releases { release: Release, release_book: ReleaseBook },
    surveys Surveys { survey_form: SurveyForm, survey_answer: SurveyAnswer },
    notices Notices { notice: Notice },
    matters Matters { matter: Matter, matter_note: MatterNote },
    calls Calls { call: Call },
    handover Handover { duty: Duty, sheet: Sheet, addendum: Addendum },
    emergencies Emergencies { procedure: Procedure, run: Run, acknowledgement: Acknowledgement, tick: Tick, roll_call: RollCall },
    archive Archive { sweep: Sweep },
    clock Clock { clock_doubt: ClockDoubt },
    erasures Erasures { erasure: Erasure },
    corrections Corrections { correction: Correction },
    devices Devices { device_trouble: DeviceTrouble },
}
