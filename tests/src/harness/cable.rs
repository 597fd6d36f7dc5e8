//! The cable between one terminal and the server: a TCP relay on the loopback that can be
//! cut, healed, or made deaf to what the server says.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::watch;

/// Where the server listens now; a restarted one has another port. While there is none,
/// connections wait, as they do when a machine is starting.
pub(super) type Target = watch::Sender<Option<SocketAddr>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Whole,
    /// The server hears the terminal, the terminal hears nothing.
    Deaf,
    Cut,
}

/// One terminal's cable. It stays where it is when the server moves.
#[derive(Clone)]
pub struct Cable {
    address: SocketAddr,
    line: watch::Sender<Line>,
}

impl Cable {
    pub(super) fn to(target: Target, runtime: &Handle) -> Self {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let line = watch::Sender::new(Line::Whole);
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
        self.line.send_replace(Line::Cut);
    }
    /// New connections pass again.
    pub fn heal(&self) {
        self.line.send_replace(Line::Whole);
    }
    /// From now on nothing that the server says arrives. What was swallowed is lost: cut the
    /// cable before it is healed.
    pub fn swallow_answers(&self) {
        self.line.send_replace(Line::Deaf);
    }
}

async fn accept(listener: TcpListener, target: Target, line: watch::Sender<Line>) {
    while let Ok((near, _)) = listener.accept().await {
        let mut watched = line.subscribe();
        if *watched.borrow_and_update() == Line::Cut {
            continue;
        }
        let mut server = target.subscribe();
        tokio::spawn(async move {
            let Some(address) = server.wait_for(Option::is_some).await.ok().and_then(|a| *a) else { return };
            let Ok(far) = TcpStream::connect(address).await else { return };
            drop(near.set_nodelay(true).and_then(|()| far.set_nodelay(true)));
            let ((from_near, to_near), (from_far, to_far)) = (near.into_split(), far.into_split());
            let heard = watched.clone();
            tokio::select! {
                () = carry(from_near, to_far, || true) => {}
                () = carry(from_far, to_near, || *heard.borrow() != Line::Deaf) => {}
                _ = watched.wait_for(|line| *line == Line::Cut) => {}
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
