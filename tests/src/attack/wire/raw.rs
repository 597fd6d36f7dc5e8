//! What no gRPC library sends: below and beside HTTP/2.

use super::Target;
use crate::harness::Random;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// Longer than the server waits for a handshake.
const PATIENCE: Duration = Duration::from_secs(8);
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const CONTINUATION: u8 = 9;
const END_HEADERS: u8 = 4;
/// `:method: POST`, `:scheme: http` and `:path: /dutydesk.v1.DeskService/Hello` in HPACK.
const REQUEST: &[u8] = b"\x83\x86\x04\x1e/dutydesk.v1.DeskService/Hello";

/// The start of a ClientHello, as TLS 1.3 clients send it.
const CLIENT_HELLO: &[u8] =
    b"\x16\x03\x01\x00\x60\x01\x00\x00\x5c\x03\x03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\x00\x00\x02\x13\x01\x01\x00\x00\x31\
\x00\x2b\x00\x03\x02\x03\x04\x00\x0d\x00\x04\x00\x02\x04\x03\x00\x0a\x00\x04\x00\x02\x00\x1d\x00\x10\x00\x05\x00\x03\x02h2\
\x00\x33\x00\x02\x00\x00\x00\x2d\x00\x02\x01\x01";

/// No TLS, or nearly.
pub async fn tls(target: &Target, random: &mut Random) -> (u64, u64) {
    let bytes = if random.below(2) == 0 { random.noise(512) } else { random.mutated(CLIENT_HELLO) };
    let Ok(mut socket) = TcpStream::connect(target.address).await else { return (1, 1) };
    drop(socket.write_all(&bytes).await);
    (1, ends(&mut socket).await)
}

/// Frames that are not HTTP/2, or nearly.
pub async fn http2(target: &Target, random: &mut Random) -> (u64, u64) {
    let mut bytes = PREFACE.to_vec();
    bytes.extend(frame(SETTINGS, 0, 0, &[]));
    for _ in 0..random.below(6) {
        let (kind, flags) = (random.byte() % 11, random.byte());
        let id = u32::try_from(random.below(9)).unwrap_or_default();
        bytes.extend(frame(kind, flags, id, &random.noise(64)));
    }
    bytes.extend(frame(HEADERS, END_HEADERS, 1, REQUEST));
    (1, send(target, random.below(2) == 0, &random.mutated(&bytes)).await)
}

/// Calls that are taken back at once, without end (CVE-2023-44487).
pub async fn rapid_reset(target: &Target, calls: u64) -> (u64, u64) {
    let mut bytes = PREFACE.to_vec();
    bytes.extend(frame(SETTINGS, 0, 0, &[]));
    for n in 0..calls {
        let id = u32::try_from(2 * n + 1).unwrap_or(1);
        bytes.extend(frame(HEADERS, END_HEADERS, id, REQUEST));
        bytes.extend(frame(RST_STREAM, 0, id, &8_u32.to_be_bytes()));
    }
    (calls, calls * send(target, true, &bytes).await)
}

/// Headers without end, and a large header that is named again and again (an HPACK bomb).
pub async fn header_bomb(target: &Target, random: &mut Random) -> (u64, u64) {
    let mut bytes = PREFACE.to_vec();
    bytes.extend(frame(SETTINGS, 0, 0, &[]));
    if random.below(2) == 0 {
        bytes.extend(frame(HEADERS, 0, 1, REQUEST));
        for _ in 0..40 {
            bytes.extend(frame(CONTINUATION, 0, 1, b"\x00\x01x\x7f\x81\x7e").into_iter().chain([]));
            bytes.extend(frame(CONTINUATION, 0, 1, &[0x40; 8_192]));
        }
    } else {
        let mut block = REQUEST.to_vec();
        // A value of 2,000 bytes enters the table, and is then named by one byte each.
        block.extend(b"\x40\x01x\x7f\xd1\x0e");
        block.extend(vec![b'a'; 2_000]);
        block.extend(vec![0xbe; 12_000]);
        bytes.extend(frame(HEADERS, END_HEADERS, 1, &block));
    }
    (1, send(target, true, &bytes).await)
}

/// A finished handshake that says nothing more; it ends when the server has enough of it.
pub async fn sit_idle(target: &Target) {
    if let Ok(mut stream) = target.stranger.connected(target.address).await {
        drop(stream.read_to_end(&mut Vec::new()).await);
    }
}

/// Sends bytes through TLS, as a stranger or an insider; 1: the connection ended.
async fn send(target: &Target, stranger: bool, bytes: &[u8]) -> u64 {
    let who = if stranger { &target.stranger } else { &target.insider };
    let Ok(mut stream) = who.connected(target.address).await else { return 1 };
    // The server may have closed before everything is written.
    drop(stream.write_all(bytes).await);
    ends(&mut stream).await
}

/// Says that nothing more comes, and reads until the other side has ended too: 1, if it does.
async fn ends<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) -> u64 {
    drop(stream.shutdown().await);
    let mut sink = [0; 4_096];
    let reading = async { while stream.read(&mut sink).await.is_ok_and(|read| read > 0) {} };
    u64::from(tokio::time::timeout(PATIENCE, reading).await.is_ok())
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or_default().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}
