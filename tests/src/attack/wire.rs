//! Malformed input of every layer, rapid reset, header bombs, idle sockets and slow readers, against
//! the built server as a process of its own, while an honest terminal goes on asking.

mod calls;
mod honest;
mod raw;

use super::{Reach, Tally};
use crate::harness::{Credential, Program, Random, Site, script};
use domain::{Command, Station};
use honest::Honest;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};

/// The server stays below this, in MiB.
const MEMORY_MIB: u64 = 300;
/// What an honest call may take at any time, in microseconds; beyond it at most twice as long.
const UNNOTICED_US: u64 = 5_000;
/// So many attack at once.
const ATTACKERS: u64 = 4;

/// After each input of an attacker.
const BREATH: Duration = Duration::from_millis(4);

/// What the attackers share.
struct Target {
    address: SocketAddr,
    /// Without a certificate, and as a counter that turned bad.
    stranger: Credential,
    insider: Credential,
    commands: Vec<Command>,
    tried: AtomicU64,
    refused: AtomicU64,
}

/// Tries it.
///
/// # Errors
/// The server does not start, or does not serve an honest call.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let site = Site::of(reach.programs.join("dutydesk-server"));
    let mut program = site.serve();
    let address = site.address().ok_or("the server has no address")?;
    site.operator().import_small();
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(|e| e.to_string())?;
    let enrolled = |station, name: &str| Credential::enrolled_at(&site.data(), address, &site.operator().pair(station, name));
    let honest = enrolled(Station::Counter, "honest")?;
    let target = Arc::new(Target {
        address,
        stranger: Credential::nobody_at(&site.data()),
        insider: enrolled(Station::ControlRoom, "insider")?,
        commands: script::one_of_each().into_values().collect(),
        tried: AtomicU64::new(0),
        refused: AtomicU64::new(0),
    });
    let calm = Honest::start(honest.clone(), address).ask(reach.rounds(2_000, 200)).end()?;
    let asking = Honest::start(honest.clone(), address);
    let held = hold(&runtime, &target, reach.rounds(1_000, 100), reach.rounds(24, 4));
    let each = reach.rounds(100_000, 2_000) / ATTACKERS;
    let attackers: Vec<_> = (0..ATTACKERS)
        .map(|n| runtime.spawn(attack(target.clone(), Random::new(reach.seed.wrapping_add(n)), each)))
        .collect();
    for attacker in attackers {
        runtime.block_on(attacker).map_err(|e| e.to_string())?;
    }
    let pressed = asking.end()?;
    drop(held);
    let mut tally = Tally {
        tried: target.tried.load(Ordering::Relaxed),
        refused: target.refused.load(Ordering::Relaxed),
        ..Tally::default()
    };
    judge(reach, &mut tally, &mut program, &calm, &pressed);
    Honest::start(honest, address).ask(20).end()?;
    program.kill();
    let verified = site.command(&["verify"]);
    tally.must_hold(verified.status.success(), || {
        format!("the data does not verify: {}", String::from_utf8_lossy(&verified.stdout))
    });
    Ok(tally)
}

/// Holds the server, and what the honest terminal saw, against what is promised.
fn judge(reach: &Reach, tally: &mut Tally, program: &mut Program, calm: &[u64], pressed: &[u64]) {
    let (mib, said) = (program.peak_memory_kib() / 1024, program.said());
    let panics = said.iter().filter(|line| line.contains("panicked")).count();
    tally.must_hold(program.is_running(), || "the server ended".into());
    tally.must_hold(panics == 0, || format!("{panics} panics, the first: {:?}", said.iter().find(|l| l.contains("panicked"))));
    let (before, after) = (honest::p99(calm), honest::p99(pressed));
    tally.notes.push(format!(
        "memory {mib} MiB  panics {panics}  honest calls {}  p99 {before} us, under attack {after} us",
        pressed.len()
    ));
    if !reach.short {
        tally.must_hold(mib < MEMORY_MIB, || format!("the server took {mib} MiB"));
        let most = 2 * before.max(UNNOTICED_US);
        tally.must_hold(after <= most, || format!("an honest call took {after} us, {before} us before"));
    }
}

/// What stays open meanwhile; dropping it lets go.
struct Held {
    _sockets: Vec<TcpStream>,
    _slow: Vec<tokio::task::JoinHandle<()>>,
}

/// Opens idle sockets, every tenth with a handshake, and streams that nobody reads.
fn hold(runtime: &Runtime, target: &Arc<Target>, idle: u64, slow: u64) -> Held {
    let mut sockets = Vec::new();
    runtime.block_on(async {
        for n in 0..idle {
            if let Ok(socket) = TcpStream::connect(target.address).await {
                sockets.push(socket);
            }
            if n % 10 == 0 {
                let target = target.clone();
                tokio::spawn(async move { raw::sit_idle(&target).await });
            }
        }
    });
    let slow = (0..slow).map(|_| runtime.spawn(calls::read_nothing(target.clone()))).collect();
    Held { _sockets: sockets, _slow: slow }
}

/// So many inputs, of each kind in turn by chance.
async fn attack(target: Arc<Target>, mut random: Random, inputs: u64) {
    let mut done = 0;
    while done < inputs {
        let (sent, refused) = match random.below(8) {
            0 => raw::tls(&target, &mut random).await,
            1 => raw::http2(&target, &mut random).await,
            2 => raw::rapid_reset(&target, (inputs - done).min(200)).await,
            3 => raw::header_bomb(&target, &mut random).await,
            4 => calls::grpc(&target, &mut random).await,
            5 => calls::protobuf(&target, &mut random).await,
            6 => calls::oversized(&target, &mut random).await,
            _ => calls::json(&target, &mut random).await,
        };
        done += sent;
        // The attackers are other machines in truth: they leave this one's processors to the server.
        tokio::time::sleep(BREATH * u32::try_from(sent).unwrap_or(1)).await;
        target.tried.fetch_add(sent, Ordering::Relaxed);
        target.refused.fetch_add(refused, Ordering::Relaxed);
    }
}
