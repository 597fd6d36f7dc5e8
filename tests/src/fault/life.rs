//! A property's life in this process: visitors come and go day after day, at night the records
//! that are over leave for the archive; afterwards all of it is asked for again.

use super::server::Place;
use crate::harness::{Clock, LEAD};
use domain::registers::visits::{Command, Host, Purpose, Visit};
use domain::registers::{archive, clock};
use domain::{Command as Any, Kind, Station};
use server::clock::Source;
use server::desk::answers::Key;
use server::desk::{Answer, Desk, Origin, Proofs};
use server::settings::Settings;
use server::storage::body::Body;
use server::storage::entry::Verdict;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use values::{At, Id, PersonName, Personal, StaffNumber, Telephone, VisitCode};

/// The end of every visitor's telephone number.
const LAST_FOUR: &str = "0111";
/// So many versions of the history are read at once.
pub(super) const PAGE: usize = 5_000;
/// Entries of a full day: about twelve hundred visits.
pub(super) const DAY: u64 = 2_560;

/// How long a property lives, how many terminals let visitors in and out, and how long its
/// store may take to be whole.
#[derive(Clone, Copy)]
pub(super) struct Life {
    pub(super) days: u64,
    /// The first days were lived before.
    pub(super) from: u64,
    /// So many entries are made on each, of which each visit has two.
    pub(super) of_day: u64,
    /// A day is so many days behind the one before.
    pub(super) apart: u64,
    pub(super) terminals: u64,
    pub(super) patience: Duration,
}

impl Life {
    /// So many full days make these entries at least.
    pub(super) fn days_of(entries: u64) -> u64 {
        entries / DAY + 1
    }

    /// Lives through the days; how many entries were acknowledged.
    pub(super) fn lives(self, place: &Place) -> Result<u64, String> {
        let clock = self.clock_at(self.from);
        in_this_process(&place.data, None, clock.source(), async |desk| {
            if self.from == 0 {
                place.operate(&["import", concat!(env!("CARGO_MANIFEST_DIR"), "/property-small")])?;
            }
            confirm_the_time(desk, clock.now()).await?;
            for day in self.from..self.days {
                let tasks: Vec<_> = (0..self.terminals)
                    .map(|terminal| tokio::spawn(one_day(desk.clone(), terminal, day, self.of_day / self.terminals)))
                    .collect();
                for task in tasks {
                    task.await.map_err(|e| e.to_string())??;
                }
                clock.minutes_pass(i64::try_from(self.apart * 24 * 60).unwrap_or_default());
                while sweep(desk).await? > 0 {
                    clock.seconds_pass(1);
                }
            }
            Ok(desk.chain().revision.0)
        })
    }

    /// A clock that shows the morning of a day.
    pub(super) fn clock_at(self, day: u64) -> Clock {
        let clock = Clock::new();
        clock.minutes_pass(i64::try_from(self.apart * day * 24 * 60).unwrap_or_default());
        clock
    }

    /// What was answered on the first days is answered the same again, and decided no second
    /// time; what came in is all in the store.
    pub(super) fn is_remembered(self, place: &Place) -> Result<(), String> {
        in_this_process(&place.data, None, Source::system(), async |desk| {
            let waiting = desk.clone();
            let whole = tokio::task::spawn_blocking(move || waiting.archive.until_covered(0, self.patience));
            if !whole.await.map_err(|e| e.to_string())? {
                return Err("the store was never whole".to_owned());
            }
            every_visit_is_in_the_store(desk, self.of_day / 2 * self.days)?;
            self.old_answers_are_the_same(desk).await
        })
    }

    async fn old_answers_are_the_same(self, desk: &Arc<Desk>) -> Result<(), String> {
        let head = desk.chain().revision.0;
        let mut revisions = BTreeSet::new();
        for terminal in 0..self.terminals {
            let last = self.of_day / self.terminals * self.days;
            for seq in [1, 2, last / 2, last] {
                let key = key(terminal, seq)?;
                let another = Origin::Terminal {
                    body: desk.bodies.digest(b"another command"),
                    key: key.clone(),
                    station: Station::Kiosk,
                    oldest: 0,
                };
                match desk.submit(another, comes(terminal, seq), Proofs::default(), None).await {
                    Answer::KeyTaken => {}
                    other => return Err(format!("terminal {terminal}, seq {seq}: another command got {other:?}")),
                }
                let origin = Origin::Terminal { body: body(desk, &key), key, station: Station::Kiosk, oldest: 0 };
                match desk.submit(origin, comes(terminal, seq), Proofs::default(), None).await {
                    Answer::Final { revision, replayed: true, .. } if revisions.insert(revision) && revision <= head => {}
                    other => return Err(format!("terminal {terminal}, seq {seq}: {other:?} is not the first answer")),
                }
            }
        }
        Ok(())
    }
}

/// Runs a server here for as long as `work` takes. It is stopped whatever came of the work: a
/// server that is only dropped would keep its threads, and this program with them.
pub(super) fn in_this_process<T>(
    data: &Path,
    settings: Option<&Path>,
    clock: Source,
    work: impl AsyncFnOnce(&Arc<Desk>) -> Result<T, String>,
) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| e.to_string())?;
    let mut settings = Settings::read(settings).map_err(|e| e.to_string())?;
    settings.listen = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    runtime.block_on(async {
        let running = server::serve::start(data, &settings, clock).await.map_err(|e| e.to_string())?;
        let came_of_it = work(&running.desk).await;
        let stopped = running.stop().await.map_err(|e| e.to_string());
        came_of_it.and_then(|it| stopped.map(|()| it))
    })
}

/// Whatever the store says that it covers can be read from it.
fn every_visit_is_in_the_store(desk: &Desk, made: u64) -> Result<(), String> {
    let (mut visits, mut before) = (BTreeSet::new(), 0);
    loop {
        let page = desk.archive.history(Kind::Visit, None, before, PAGE).map_err(|e| e.to_string())?;
        visits.extend(page.versions.into_iter().map(|(_, reference, _)| reference.id));
        before = page.next_before;
        if before == 0 {
            break;
        }
    }
    if visits.len() as u64 == made { Ok(()) } else { Err(format!("the store has {} of {made} visits", visits.len())) }
}

/// One terminal's day: visitors come and go.
async fn one_day(desk: Arc<Desk>, terminal: u64, day: u64, of_day: u64) -> Result<(), String> {
    for seq in day * of_day + 1..=(day + 1) * of_day {
        let key = key(terminal, seq)?;
        let command = if seq % 2 == 1 { comes(terminal, seq) } else { goes(terminal, seq - 1) };
        let command = command.ok_or("a value of the drill does not parse")?;
        let origin = Origin::Terminal { body: body(&desk, &key), key, station: Station::Kiosk, oldest: 1 };
        let proofs = Proofs { shown: Some(LAST_FOUR.into()), ..Proofs::default() };
        match desk.submit(origin, Some(command), proofs, None).await {
            Answer::Final { .. } => {}
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(())
}

fn key(terminal: u64, seq: u64) -> Result<Key, String> {
    let terminal = Id::parse(&format!("lobby-{terminal}")).map_err(|e| e.to_string())?;
    Ok(Key { terminal, incarnation: "00".into(), seq })
}

/// The same for the same command, as if it stood for its bytes.
fn body(desk: &Desk, key: &Key) -> Body {
    desk.bodies.digest(key.stored().as_bytes())
}

fn comes(terminal: u64, seq: u64) -> Option<Any> {
    let register = Command::Register {
        visit: Id::<Visit>::parse(&format!("lobby-{terminal}-{seq}")).ok()?,
        code: code(terminal, seq),
        name: Personal::from(PersonName::parse("样本访客").ok()?),
        telephone: Some(Personal::from(Telephone::parse(&format!("1380000{LAST_FOUR}")).ok()?)),
        host: Host { unit: None, whom: None },
        purpose: Purpose::Delivery,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    Some(register.into())
}

fn goes(terminal: u64, seq: u64) -> Option<Any> {
    Some(Command::SignOutByCode { code: code(terminal, seq) }.into())
}

fn code(terminal: u64, seq: u64) -> VisitCode {
    VisitCode::made_by(u8::try_from(terminal).unwrap_or_default(), seq)
}

/// Days after its last entry the server asks whether its clock is right: it is.
async fn confirm_the_time(desk: &Arc<Desk>, time: At) -> Result<(), String> {
    let number = StaffNumber::parse(LEAD).map_err(|e| e.to_string())?;
    let doubt = clock::Command::Doubt { why: clock::Why::LongAfterLastEntry, shown: time };
    desk.submit_own(Station::Clock, doubt.into()).await;
    match desk.submit_own(Station::Operator, clock::Command::ConfirmNamed { number, time }.into()).await {
        Answer::Final { verdict: Verdict::Committed, .. } => Ok(()),
        other => Err(format!("the time is not confirmed: {other:?}")),
    }
}

/// What the clock would ask for at night; how many records left.
async fn sweep(desk: &Arc<Desk>) -> Result<usize, String> {
    let before = desk.state().count(Kind::Visit) + desk.state().count(Kind::LogLine);
    match desk.submit_own(Station::Clock, archive::Command::Sweep {}.into()).await {
        Answer::Final { .. } => {}
        other => return Err(format!("{other:?}")),
    }
    Ok(before.saturating_sub(desk.state().count(Kind::Visit) + desk.state().count(Kind::LogLine)))
}
