//! The cable between one terminal and the server: a TCP relay on the loopback that can be
//! cut, healed, or made to swallow what passes in either direction.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::watch;

/// Where the server listens now; a restarted one has another port. While there is none,
/// connections wait, as they do when a machine is starting.
pub(super) type Target = watch::Sender<Option<SocketAddr>>;

/// What passes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Whole,
    /// The server hears the terminal, the terminal hears nothing.
    Deaf,
    /// The terminal hears the server, the server hears nothing.
    Unheard,
    /// Nothing passes either way, and nobody is told.
    Silent,
    Cut,
}

/// A line as it is now, and how often it was healed: what a connection lost is lost, so none
/// outlives a healing.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Condition {
    line: Line,
    healed: u64,
}

/// One terminal's cable. It stays where it is when the server moves.
#[derive(Clone)]
pub struct Cable {
    address: SocketAddr,
    line: watch::Sender<Condition>,
}

impl Cable {
    pub(super) fn to(target: Target, runtime: &Handle) -> Self {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let line = watch::Sender::new(Condition { line: Line::Whole, healed: 0 });
        runtime.spawn(accept(listener, target, line.clone()));
        Self { address, line }
    }
    /// Where the terminal connects.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }
    /// Ends every connection and takes no new one.
    pub fn cut(&self) {
        self.is(Line::Cut);
    }
    /// New connections pass again; the old ones are ended.
    pub fn heal(&self) {
        self.line.send_modify(|now| *now = Condition { line: Line::Whole, healed: now.healed + 1 });
    }
    /// From now on nothing that the server says arrives, until it is healed.
    pub fn swallow_answers(&self) {
        self.is(Line::Deaf);
    }
    /// From now on nothing that the terminal says arrives, until it is healed.
    pub fn swallow_questions(&self) {
        self.is(Line::Unheard);
    }
    /// From now on nothing arrives either way and no connection ends, until it is healed.
    pub fn swallow_all(&self) {
        self.is(Line::Silent);
    }

    fn is(&self, line: Line) {
        self.line.send_modify(|now| now.line = line);
    }
}

async fn accept(listener: TcpListener, target: Target, line: watch::Sender<Condition>) {
    while let Ok((near, _)) = listener.accept().await {
        let mut watched = line.subscribe();
        let born = *watched.borrow_and_update();
        if born.line == Line::Cut {
            continue;
        }
        let mut server = target.subscribe();
        tokio::spawn(async move {
            let Some(address) = server.wait_for(Option::is_some).await.ok().and_then(|a| *a) else { return };
            let Ok(far) = TcpStream::connect(address).await else { return };
            drop(near.set_nodelay(true).and_then(|()| far.set_nodelay(true)));
            let ((from_near, to_near), (from_far, to_far)) = (near.into_split(), far.into_split());
            let now = watched.clone();
            tokio::select! {
                () = carry(from_near, to_far, || matches!(now.borrow().line, Line::Whole | Line::Deaf)) => {}
                () = carry(from_far, to_near, || matches!(now.borrow().line, Line::Whole | Line::Unheard)) => {}
                _ = watched.wait_for(|now| now.line == Line::Cut || now.healed != born.healed) => {}
            }
        });
    }
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, passes: impl Fn() -> bool) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        if passes() && to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}
