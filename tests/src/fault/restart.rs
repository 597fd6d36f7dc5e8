//! A property of many days opened again: serving comes at once, whatever its age, and a store
//! that is gone is filled beside it.

use super::server::Place;
use super::{Reach, Tally};
use crate::harness::Clock;
use domain::registers::archive;
use domain::registers::visits::{Command, Host, Purpose, Visit};
use domain::{Command as Any, Kind, Station};
use server::desk::answers::Key;
use server::desk::{Answer, Desk, Origin};
use server::settings::Settings;
use std::sync::Arc;
use std::time::{Duration, Instant};
use values::{Id, PersonName, Personal, VisitCode};

/// Serving must come within this after a start.
const SERVING: Duration = Duration::from_secs(2);
/// A deleted store must be whole again within this.
const WHOLE: Duration = Duration::from_secs(60);
/// So many versions of the history are read at once.
const PAGE: usize = 5_000;
/// Entries of one day: about twelve hundred visits.
const DAY: u64 = 2_560;

/// How long a property lives, and how many terminals let visitors in and out.
#[derive(Clone, Copy)]
struct Life {
    days: u64,
    terminals: u64,
    patience: Duration,
}

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let life = Life {
        days: reach.rounds(1_000_000, 5_000) / DAY + 1,
        // So few in the short form that their first answers have left the memory.
        terminals: reach.rounds(64, 4),
        patience: if reach.short { WHOLE } else { 10 * WHOLE },
    };
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let place = Place::new(reach, &beside.path().join("data"), beside.path(), "")?;
    let begun = Instant::now();
    let entries = live(&place, life)?;
    let written = begun.elapsed();

    old_answers_are_the_same(&place, life)?;
    let (serving, records) = start_and_ask(&place)?;
    std::fs::remove_dir_all(place.data.join("store")).map_err(|e| e.to_string())?;
    let (program, _) = place.serve()?;
    let rebuilding = Instant::now();
    until_whole(&place, life.patience)?;
    let rebuilt = rebuilding.elapsed();
    program.kill();
    place.must_verify()?;

    let mut tally = Tally { rounds: 2, acked: entries, ..Tally::default() };
    let kept = place.operate(&["verify"])?["entries"].as_u64().unwrap_or_default();
    tally.lost = entries.saturating_sub(kept);
    tally
        .notes
        .push(format!("days {}, written in {} s, {records} records open or recent", life.days, written.as_secs()));
    tally.notes.push(format!("serving after {} ms", serving.as_millis()));
    tally.notes.push(format!("store rebuilt in {:.1} s", rebuilt.as_secs_f32()));
    // A busy machine that runs the tests proves nothing about time.
    if !reach.short && (serving > SERVING || rebuilt > WHOLE) { Err(format!("too slow: {tally}")) } else { Ok(tally) }
}

/// Starts the program, waits until it serves; how long that took, and how many records it has.
fn start_and_ask(place: &Place) -> Result<(Duration, u64), String> {
    let started = Instant::now();
    let (program, _) = place.serve()?;
    let serving = started.elapsed();
    let status = place.operate(&["status"])?;
    program.kill();
    Ok((serving, status["records"].as_u64().unwrap_or_default()))
}

/// Lets a server in this process live through so many days; how many entries were acknowledged.
fn live(place: &Place, life: Life) -> Result<u64, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| e.to_string())?;
    let clock = Clock::new();
    let mut settings = Settings::read(None).map_err(|e| e.to_string())?;
    settings.listen = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    runtime.block_on(async {
        let running = server::serve::start(&place.data, &settings, clock.reader()).await.map_err(|e| e.to_string())?;
        let desk = running.desk.clone();
        place.operate(&["import", concat!(env!("CARGO_MANIFEST_DIR"), "/property-small")])?;
        for day in 0..life.days {
            let tasks: Vec<_> = (0..life.terminals)
                .map(|terminal| tokio::spawn(one_day(desk.clone(), terminal, day, DAY / life.terminals)))
                .collect();
            for task in tasks {
                task.await.map_err(|e| e.to_string())??;
            }
            clock.minutes_pass(24 * 60);
            while sweep(&desk).await? > 0 {
                clock.seconds_pass(1);
            }
        }
        drop(desk);
        let entries = running.desk.chain().revision.0;
        running.stop().await.map_err(|e| e.to_string())?;
        Ok(entries)
    })
}

/// What was answered on the first days is answered the same again, and decided no second time;
/// what came in is all in the store.
fn old_answers_are_the_same(place: &Place, life: Life) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| e.to_string())?;
    let mut settings = Settings::read(None).map_err(|e| e.to_string())?;
    settings.listen = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    runtime.block_on(async {
        let running = server::serve::start(&place.data, &settings, server::serve::now).await.map_err(|e| e.to_string())?;
        let desk = running.desk.clone();
        let whole = tokio::task::spawn_blocking(move || desk.store.until_whole(life.patience)).await.map_err(|e| e.to_string())?;
        if !whole {
            return Err("the store was never whole".to_owned());
        }
        every_visit_is_in_the_store(&running.desk, life.days)?;
        let head = running.desk.chain().revision.0;
        let mut revisions = std::collections::BTreeSet::new();
        for terminal in 0..life.terminals {
            for seq in [1, 2, DAY / life.terminals * life.days / 2] {
                let key = Key {
                    terminal: Id::parse(&format!("lobby-{terminal}")).map_err(|e| e.to_string())?,
                    incarnation: "00".into(),
                    seq,
                };
                let origin = Origin::Terminal { key, station: Station::Kiosk, oldest: 0 };
                match running.desk.submit(origin, comes(terminal, seq), None, None).await {
                    Answer::Final { revision, replayed: true, .. } if revisions.insert(revision) && revision <= head => {}
                    other => return Err(format!("terminal {terminal}, seq {seq}: {other:?} is not the first answer")),
                }
            }
        }
        running.stop().await.map_err(|e| e.to_string())
    })
}

/// Whatever the store says that it covers can be read from it.
fn every_visit_is_in_the_store(desk: &Desk, days: u64) -> Result<(), String> {
    let (mut visits, mut before) = (std::collections::BTreeSet::new(), 0);
    loop {
        let page = desk.store.history(Kind::Visit, None, before, PAGE).map_err(|e| e.to_string())?;
        visits.extend(page.versions.into_iter().map(|(_, reference, _)| reference.id));
        before = page.next_before;
        if before == 0 {
            break;
        }
    }
    let made = DAY / 2 * days;
    if visits.len() as u64 == made { Ok(()) } else { Err(format!("the store has {} of {made} visits", visits.len())) }
}

/// One terminal's day: visitors come and go.
async fn one_day(desk: Arc<Desk>, terminal: u64, day: u64, of_day: u64) -> Result<(), String> {
    let name = format!("lobby-{terminal}");
    let name = Id::parse(&name).map_err(|e| e.to_string())?;
    for seq in day * of_day + 1..=(day + 1) * of_day {
        let key = Key { terminal: name.clone(), incarnation: "00".into(), seq };
        let command = if seq % 2 == 1 { comes(terminal, seq) } else { goes(terminal, seq - 1) };
        let command = command.ok_or("a value of the drill does not parse")?;
        match desk.submit(Origin::Terminal { key, station: Station::Kiosk, oldest: 1 }, Some(command), None, None).await {
            Answer::Final { .. } => {}
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(())
}

fn comes(terminal: u64, seq: u64) -> Option<Any> {
    let register = Command::Register {
        visit: Id::<Visit>::parse(&format!("lobby-{terminal}-{seq}")).ok()?,
        code: code(terminal, seq),
        name: Personal::from(PersonName::parse("样本访客").ok()?),
        telephone: None,
        host: Host { unit: None, whom: None },
        purpose: Purpose::Delivery,
        people: 1,
        children: 0,
        notice: None,
    };
    Some(register.into())
}

fn goes(terminal: u64, seq: u64) -> Option<Any> {
    Some(Command::SignOutByCode { code: code(terminal, seq) }.into())
}

fn code(terminal: u64, seq: u64) -> VisitCode {
    VisitCode::made_by(u8::try_from(terminal).unwrap_or_default(), seq)
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

/// Waits until the server says that its store has every entry.
fn until_whole(place: &Place, patience: Duration) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        let status = place.operate(&["status"])?;
        if status["store_covered"] == status["revision"] {
            return Ok(());
        }
        super::pause(100);
    }
    Err("the store was never whole".into())
}
