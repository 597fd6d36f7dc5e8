//! A cable between terminal and server that can be cut, pulled, or fall silent.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};

pub struct Relay {
    pub address: String,
    plugged: Arc<AtomicBool>,
    cut: Arc<Notify>,
    frozen: watch::Sender<bool>,
}

impl Relay {
    pub fn to(target: SocketAddr, runtime: &Handle) -> Relay {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (plugged, cut) = (Arc::new(AtomicBool::new(true)), Arc::new(Notify::new()));
        let frozen = watch::Sender::new(false);
        let relay = Relay {
            address,
            plugged: Arc::clone(&plugged),
            cut: Arc::clone(&cut),
            frozen: frozen.clone(),
        };
        runtime.spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                // Listened for before the look at the plug, so that no pulling is missed.
                let cut = Arc::clone(&cut).notified_owned();
                if !plugged.load(Ordering::SeqCst) {
                    continue;
                }
                let mut frozen = frozen.subscribe();
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(target).await.unwrap();
                    let carry = async {
                        tokio::select! {
                            _ = copy_bidirectional(&mut near, &mut far) => {}
                            () = frozen_for_good(&mut frozen) => {}
                        }
                    };
                    tokio::select! { () = carry => {}, () = cut => {} }
                });
            }
        });
        relay
    }

    /// Ends every connection; new ones may come.
    pub fn cut(&self) {
        self.cut.notify_waiters();
    }

    /// Ends every connection and takes no new ones.
    pub fn unplug(&self) {
        self.plugged.store(false, Ordering::SeqCst);
        self.cut();
    }

    pub fn plug_in(&self) {
        self.plugged.store(true, Ordering::SeqCst);
    }

    /// Every connection stays, and nothing passes any more.
    pub fn freeze(&self) {
        self.frozen.send_replace(true);
    }

    /// New connections pass; what was frozen stays so.
    pub fn thaw(&self) {
        self.frozen.send_replace(false);
    }
}

/// Keeps the connection as it is, and silent, from the freezing on.
async fn frozen_for_good(frozen: &mut watch::Receiver<bool>) {
    let _gone = frozen.wait_for(|frozen| *frozen).await.map(|_| ());
    std::future::pending().await
}
