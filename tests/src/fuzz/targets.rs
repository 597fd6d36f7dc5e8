//! The decoders, each with honest bytes to begin with.

use super::{Decoder, READ, Target, told};
use crate::harness::{Property, copy_without_room, entries_of, journal_of, script};
use counter_client::replica::Replica;
use journal::outbox::Outbox;
use prost::Message;
use proto::v1::submission::What;
use proto::v1::{self, LeaveVisit, Purpose, RegisterVisit, ReportLoss, Submission};
use server::desk::answers::Key;
use server::services::{command, submission};
use server::settings::{DEFAULTS, Settings};
use server::storage::checkpoint::Checkpoint;
use server::storage::entry::Entry;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use terminal::Event;
use terminal::pairing::PairingCode;
use values::{At, Id};

/// The answer of a decoder that gives no reason.
const UNFIT: &str = "unfit";

/// Every decoder.
pub const TARGETS: &[Target] = &[
    Target { name: "command", about: "a staff terminal's command, in JSON", prepare: commands },
    Target {
        name: "submission",
        about: "what a visitor enters at a kiosk",
        prepare: submissions,
    },
    Target { name: "messages", about: "the requests of every call", prepare: messages },
    Target { name: "entry", about: "an entry of the journal", prepare: entries },
    Target { name: "checkpoint", about: "the head of a segment", prepare: checkpoints },
    Target { name: "journal", about: "the files of a journal", prepare: journals },
    Target {
        name: "snapshot",
        about: "records as a staff terminal is told them",
        prepare: snapshots,
    },
    Target { name: "outbox", about: "what waits on a terminal's disk", prepare: outboxes },
    Target { name: "import", about: "a property's CSV and TOML files", prepare: imports },
    Target { name: "pairing", about: "a pairing code as somebody types it", prepare: pairing },
    Target { name: "settings", about: "the server's settings", prepare: settings },
];

fn commands() -> Decoder {
    let honest = script::one_of_each().into_values().filter(|c| c.name() != "property.import");
    Decoder {
        honest: honest.map(|c| serde_json::to_vec(&c).unwrap()).collect(),
        read: Box::new(|bytes| told(command::read(bytes).ok_or(UNFIT))),
    }
}

fn submissions() -> Decoder {
    let words = || String::from("样本");
    let honest = [
        What::RegisterVisit(RegisterVisit {
            code: "010000".into(),
            name: words(),
            telephone: "13811112222".into(),
            unit: "1201".into(),
            purpose: Purpose::Work.into(),
            people: 2,
            notice_version: "2026-1".into(),
            ..RegisterVisit::default()
        }),
        What::LeaveVisit(LeaveVisit { code: "010000".into(), shown: "0111".into() }),
        What::ReportLoss(ReportLoss { name: words(), lost_when: words(), lost_where: words(), ..ReportLoss::default() }),
        What::AddSurveyWord(v1::AddSurveyWord { answer_seq: 3, word: words() }),
    ];
    let key = Key { terminal: Id::parse("kiosk-1").unwrap(), incarnation: "0".repeat(32), seq: 2 };
    Decoder {
        honest: honest.map(|what| Submission { made_at_ms: 1, what: Some(what) }.encode_to_vec()).into(),
        read: Box::new(move |bytes| match Submission::decode(bytes) {
            Ok(Submission { what: Some(what), .. }) => told(submission::command(what, &key, At).ok_or(UNFIT)),
            read => told(read),
        }),
    }
}

fn messages() -> Decoder {
    let golden = crate::harness::source::root().join("tests/golden/protocol-1");
    let mut honest = files_in(&golden);
    honest.push(v1::EnrolRequest { secret: "00".repeat(16), request: "-----BEGIN".into() }.encode_to_vec());
    let about = v1::AboutPersonRequest {
        telephone: "13800000123".into(), reason: "本人查阅".into(), ..Default::default()
    };
    honest.push(about.encode_to_vec());
    let family = v1::FoundFamily {
        family: "visit/k1-7".into(),
        records: vec![b"{}".as_slice().into()],
        ..Default::default()
    };
    honest.push(v1::AboutPersonResponse { families: vec![family], ..Default::default() }.encode_to_vec());
    Decoder {
        honest,
        read: Box::new(|bytes| {
            let answers = [
                told(v1::HelloRequest::decode(bytes)),
                told(v1::SubmitRequest::decode(bytes)),
                told(v1::FollowRequest::decode(bytes)),
                told(v1::HistoryRequest::decode(bytes)),
                told(v1::GreetRequest::decode(bytes)),
                told(v1::DeliverRequest::decode(bytes)),
                told(v1::EnrolRequest::decode(bytes)),
                told(v1::PairRequest::decode(bytes)),
                told(v1::ImportRequest::decode(bytes)),
                told(v1::AboutPersonRequest::decode(bytes)),
                told(v1::AboutPersonResponse::decode(bytes)),
                told(v1::FollowResponse::decode(bytes)),
                told(v1::WatchLobbyResponse::decode(bytes)),
                told(v1::RevokeRequest::decode(bytes)),
            ];
            // Which of them could read it, and how the first error is worded.
            let could: String = answers.iter().map(|a| if a == READ { 'y' } else { 'n' }).collect();
            could + answers.iter().find(|a| *a != READ).map_or("", String::as_str)
        }),
    }
}

fn entries() -> Decoder {
    let mut property = Property::new();
    property.stop();
    Decoder {
        honest: entries_of(&property.data())
            .into_iter()
            .map(|stored| stored.payload.to_vec())
            .filter(|p| p.len() < 64 * 1024)
            .collect(),
        read: Box::new(|bytes| {
            let read = Entry::read(bytes).map(|entry| {
                drop((entry.sealed_changes(), entry.puts(), entry.stored_records()));
            });
            told(read)
        }),
    }
}

fn checkpoints() -> Decoder {
    Decoder {
        honest: vec![Checkpoint::default().write().unwrap(), kept_checkpoint()],
        read: Box::new(|bytes| told(Checkpoint::read(bytes))),
    }
}

/// The checkpoint of a property with the small property's records.
fn kept_checkpoint() -> Vec<u8> {
    let mut property = Property::new();
    property.stop();
    let mut checkpoint = Checkpoint::default();
    for stored in entries_of(&property.data()) {
        checkpoint.records.take(Entry::read(&stored.payload).unwrap().stored_records().unwrap());
    }
    checkpoint.write().unwrap()
}

/// The input stands for one file of the journal, the one that it resembles most by its length.
fn journals() -> Decoder {
    let mut property = Property::new();
    property.stop();
    let place = tempfile::tempdir().unwrap();
    copy_without_room(&property.data(), place.path());
    let files = paths_in(&place.path().join("journal"));
    Decoder {
        honest: files.iter().map(|file| fs::read(file).unwrap()).collect(),
        read: Box::new(move |bytes| {
            let Some(file) = files.iter().min_by_key(|f| fs::metadata(f).map_or(0, |m| m.len()).abs_diff(bytes.len() as u64)) else {
                return "no file".into();
            };
            let kept = fs::read(file).unwrap();
            fs::write(file, bytes).unwrap();
            let answer = told(journal::file::verify(&journal_of(place.path()), &mut ()));
            fs::write(file, kept).unwrap();
            answer
        }),
    }
}

fn snapshots() -> Decoder {
    let property = Property::new();
    let snapshot = property.desk().shelf().snapshot(0);
    Decoder {
        honest: snapshot.iter().map(|change| [change.reference.as_bytes(), b"\n", &change.record].concat()).collect(),
        read: Box::new(|bytes| {
            let (reference, record) = bytes.split_at(bytes.iter().position(|b| *b == b'\n').unwrap_or_default());
            let record = record.strip_prefix(b"\n").unwrap_or(record).to_vec().into();
            let records = vec![(String::from_utf8_lossy(reference).into_owned(), record)];
            let mut replica = Replica::default();
            replica.take(Event::Remembered { revision: 1, clock_ms: 0, records });
            if replica.unreadable() == 0 { READ.into() } else { "unreadable".into() }
        }),
    }
}

fn outboxes() -> Decoder {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("outbox");
    let mut outbox = Outbox::open(&dir, [3; 16]).unwrap();
    for _ in 0..3 {
        outbox.push(b"an item").unwrap();
    }
    outbox.settle(1).unwrap();
    outbox.close().unwrap();
    let files = paths_in(&dir);
    let honest = files.iter().map(|file| fs::read(file).unwrap()).map(|bytes| without_room(&bytes)).collect();
    Decoder {
        honest,
        read: Box::new(move |bytes| {
            let _ = &place;
            for file in &files {
                fs::write(file, bytes).unwrap();
            }
            let opened = Outbox::open(&dir, [3; 16]);
            if let Ok(outbox) = &opened {
                assert!(outbox.pending().all(|(seq, _)| seq <= outbox.last_seq()));
            }
            told(opened)
        }),
    }
}

fn imports() -> Decoder {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/property-small"));
    let named = |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
    let files: BTreeMap<String, Vec<u8>> = paths_in(dir).into_iter().map(named).collect();
    let mut turn = 0;
    Decoder {
        honest: files.values().cloned().collect(),
        read: Box::new(move |bytes| {
            // Under each of the names in turn: a file may be saved as another.
            let mut changed = files.clone();
            let name = files.keys().nth(turn % files.len()).unwrap();
            changed.insert(name.clone(), bytes.to_vec());
            turn += 1;
            told(server::import::read(&changed))
        }),
    }
}

fn pairing() -> Decoder {
    let mut property = Property::new();
    let code = property.pair(domain::Station::Counter, "counter 1");
    property.stop();
    Decoder {
        honest: vec![code.clone().into_bytes(), code.to_lowercase().replace('-', " ").into_bytes()],
        read: Box::new(|bytes| told(PairingCode::decode(&String::from_utf8_lossy(bytes)))),
    }
}

fn settings() -> Decoder {
    let place = tempfile::tempdir().unwrap();
    Decoder {
        honest: vec![DEFAULTS.into(), b"pin_passes = 1\nlisten = \"127.0.0.1:1\"\n".to_vec()],
        read: Box::new(move |bytes| {
            let path = place.path().join("server.toml");
            fs::write(&path, bytes).unwrap();
            told(Settings::read(Some(&path)))
        }),
    }
}

/// What was written of a file that keeps room ahead.
fn without_room(bytes: &[u8]) -> Vec<u8> {
    let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    bytes[..used].to_vec()
}

fn paths_in(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    paths.sort();
    paths
}

fn files_in(dir: &Path) -> Vec<Vec<u8>> {
    paths_in(dir).iter().map(|path| fs::read(path).unwrap()).collect()
}
