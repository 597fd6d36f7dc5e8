use super::*;
use journal::file::{FileJournal, Options};
use journal::simulated::{SeededChance, SimulatedDisk};
use journal::{BatchId, Identity, Journal, Revision};
use prost::bytes::Bytes;

/// A name that must be readable nowhere.
const MARKER: &str = "张标记";

#[derive(Clone, Default)]
struct Machine {
    disk: SimulatedDisk,
    keys: SimulatedDisk,
}

/// What was remembered: as of when, and everything in it.
type Remembered = (u64, i64, Vec<(String, Bytes)>);

impl Machine {
    fn open(&self, seed: u64) -> ViewCache {
        let (disk, keys) = (Arc::new(self.disk.clone()), Arc::new(self.keys.clone()));
        ViewCache::open(disk, keys, Arc::new(SeededChance::new(seed)))
    }

    fn remembers(&self) -> Option<Remembered> {
        remembered(&self.open(9))
    }

    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let read = |name: String| {
            let file = self.disk.open(&name).unwrap().unwrap();
            let mut bytes = vec![0; file.length().unwrap() as usize];
            file.read_at(&mut bytes, 0).unwrap();
            (name, bytes)
        };
        self.disk.list().unwrap().into_iter().map(read).collect()
    }
}

fn remembered(cache: &ViewCache) -> Option<Remembered> {
    match cache.remembered() {
        Some(Event::Remembered { revision, clock_ms, records }) => Some((revision, clock_ms, records)),
        _ => None,
    }
}

/// A server's side of one view.
struct House {
    at: Cursor,
    clock_ms: i64,
    records: BTreeMap<String, Bytes>,
}

impl House {
    fn new() -> House {
        let at = Cursor {
            epoch: Bytes::from_static(b"one"),
            revision: 7,
            view_tag: Bytes::from_static(b"counter"),
        };
        let records = (0..20).map(|n| (format!("visit/{n}"), Bytes::from(format!("{{\"name\":\"{MARKER}{n}\"}}"))));
        House { at, clock_ms: 1_000_000, records: records.collect() }
    }

    fn digest(&self) -> Bytes {
        let mut digest = journal::digest::ViewDigest::default();
        self.records.iter().for_each(|(reference, record)| digest.add(reference, record));
        Bytes::copy_from_slice(&digest.to_bytes())
    }

    fn snapshot(&self) -> Event {
        Event::Snapshot {
            head: Bytes::new(),
            revision: self.at.revision,
            records: self.records.clone().into_iter().collect(),
            digest: self.digest(),
        }
    }

    fn commit(&mut self, reference: &str, record: Option<Vec<u8>>) -> Event {
        self.at.revision += 1;
        let record = record.map(Bytes::from);
        match record.clone() {
            Some(record) => self.records.insert(reference.to_owned(), record),
            None => self.records.remove(reference),
        };
        Event::Commit {
            revision: self.at.revision,
            at_ms: self.clock_ms,
            changes: vec![(reference.to_owned(), record)],
            command: "test".to_owned(),
            terminal: "counter-1".to_owned(),
            incarnation: Bytes::new(),
            seq: 1,
        }
    }

    fn bookmark(&mut self) -> Event {
        self.clock_ms += 5_000;
        Event::Bookmark {
            doubted_clock_ms: 0,
            head: Bytes::new(),
            revision: self.at.revision,
            digest: self.digest(),
            clock_ms: self.clock_ms,
            connected: Vec::new(),
            resume_floor: 0,
            emergencies_only: false,
        }
    }

    fn state(&self) -> Remembered {
        (self.at.revision, self.clock_ms, self.records.clone().into_iter().collect())
    }
}

/// A life with all that a log goes through: it begins, grows, takes a commit that fits into no
/// entry, starts over when it is long, and is replaced by the view of another epoch. `told` hears
/// what was said at each bookmark, before the cache takes it; the answer is whether to go on.
fn live(cache: &mut ViewCache, mut told: impl FnMut(Remembered, &ViewCache) -> bool) {
    let mut house = House::new();
    let mut goes_on = |cache: &mut ViewCache, house: &mut House| {
        let bookmark = house.bookmark();
        let said = house.state();
        cache.note(&bookmark, Some(&house.at));
        told(said, cache)
    };
    cache.note(&house.snapshot(), Some(&house.at));
    let mut going = goes_on(cache, &mut house);
    for turn in 0..6_u32 {
        if !going {
            return;
        }
        let size = if turn == 2 { 265_000 } else { 25_000 };
        let changes =
            [("visit/3", Some(vec![b'a' + turn as u8; size])), ("visit/4", None), ("visit/new", Some(turn.to_be_bytes().to_vec()))];
        for (reference, record) in changes {
            let commit = house.commit(reference, record);
            cache.note(&commit, Some(&house.at));
        }
        going = goes_on(cache, &mut house);
    }
    house.at.epoch = Bytes::from_static(b"two");
    house.at.revision = 3;
    house.records.retain(|reference, _| reference.ends_with('1'));
    cache.note(&house.snapshot(), Some(&house.at));
    if going {
        goes_on(cache, &mut house);
    }
}

#[test]
fn b10_after_a_power_cut_at_any_operation_a_whole_view_is_remembered_and_never_an_older_one_than_was_kept() {
    let whole = Machine::default();
    live(&mut whole.open(1), |_, _| true);
    let (on_disk, on_keys) = (whole.disk.operations(), whole.keys.operations());
    assert!(on_disk > 60 && on_keys > 3, "{on_disk} and {on_keys} operations");
    let cuts = (1..=on_disk).map(|n| (Some(n), None)).chain((1..=on_keys).map(|n| (None, Some(n))));
    for (cut_disk, cut_keys) in cuts {
        let machine = Machine::default();
        cut_disk.into_iter().for_each(|n| machine.disk.cut_power_at(n));
        cut_keys.into_iter().for_each(|n| machine.keys.cut_power_at(n));
        let (mut kept, mut in_doubt) = (None, None);
        live(&mut machine.open(1), |said, cache| {
            let has_power = machine.disk.has_power() && machine.keys.has_power();
            if has_power && cache.written == Some((said.1, said.0)) {
                kept = Some(said);
            } else {
                in_doubt = Some(said);
            }
            has_power
        });
        for seed in 0..3 {
            let after = match seed {
                0 => Machine { disk: machine.disk.fork(), keys: machine.keys.fork() },
                seed => Machine { disk: machine.disk.crash(seed), keys: machine.keys.crash(seed + 10) },
            };
            let found = after.remembers();
            assert!(
                found == kept || found == in_doubt,
                "cut at {cut_disk:?} or {cut_keys:?}, seed {seed}: neither the last nor the next"
            );
            // Whatever was there, the next life works on it.
            if seed != 1 || (cut_disk.unwrap_or(5) + on_keys) % 5 != 0 {
                continue;
            }
            let mut last = None;
            live(&mut after.open(2), |said, _| {
                last = Some(said);
                true
            });
            assert!(after.remembers() == last, "cut at {cut_disk:?} or {cut_keys:?}, seed {seed}: the next life is not remembered");
        }
    }
}

#[test]
fn what_is_damaged_foreign_or_newer_is_given_up_and_begun_anew() {
    let machine = Machine::default();
    let mut states = Vec::new();
    live(&mut machine.open(1), |said, _| {
        states.push(said);
        states.len() < 4
    });
    let begins_anew = |machine: &Machine, what: &str| {
        let mut house = House::new();
        let mut cache = machine.open(3);
        cache.note(&house.snapshot(), Some(&house.at));
        let bookmark = house.bookmark();
        cache.note(&bookmark, Some(&house.at));
        drop(cache);
        assert_eq!(machine.remembers(), Some(house.state()), "{what}");
    };
    for (name, bytes) in machine.files() {
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 150) {
            let damaged = Machine { disk: machine.disk.fork(), keys: machine.keys.fork() };
            damaged.disk.open(&name).unwrap().unwrap().write_at(&[bytes[at] ^ 1], at as u64).unwrap();
            let found = damaged.remembers();
            assert!(found.is_none_or(|found| states.contains(&found)), "{name} at {at}");
        }
        let gone = Machine { disk: machine.disk.fork(), keys: machine.keys.fork() };
        gone.disk.remove(&name).unwrap();
        assert!(gone.remembers().is_none_or(|found| states.contains(&found)), "{name}");
        begins_anew(&gone, &name);
    }
    let foreign = Machine { disk: machine.disk.fork(), keys: SimulatedDisk::new() };
    assert_eq!(foreign.remembers(), None);
    begins_anew(&foreign, "another terminal's");

    let newer = Machine { disk: machine.disk.fork(), keys: machine.keys.fork() };
    let identity = Identity { store: [0; 16], epoch: [0; 16] };
    let mut journal = FileJournal::open(Arc::new(newer.disk.clone()), Options { step_bytes: 0, identity }, &mut ()).unwrap();
    let Revision(head) = journal.head().revision;
    journal.append(Revision(head), BatchId(1), &[b"\x02of a newer program".to_vec()]).unwrap();
    drop(journal);
    assert_eq!(newer.remembers(), None);
    begins_anew(&newer, "a newer program's");
}

#[test]
fn a_full_or_failing_disk_costs_only_the_cache_and_only_while_it_lasts() {
    for full in [true, false] {
        let machine = Machine::default();
        let (mut cache, mut house) = (machine.open(1), House::new());
        cache.note(&house.snapshot(), Some(&house.at));
        let bookmark = house.bookmark();
        cache.note(&bookmark, Some(&house.at));
        let kept = house.state();
        let break_it = || {
            if full {
                machine.disk.set_capacity(Some(machine.disk.used_bytes()));
            } else {
                machine.disk.fail_at(1, journal::disk::Failure::Eio, journal::disk::Lasting::FromThenOn);
            }
        };
        break_it();
        let commit = house.commit("visit/2", Some(vec![7; 250_000]));
        cache.note(&commit, Some(&house.at));
        let bookmark = house.bookmark();
        cache.note(&bookmark, Some(&house.at));
        if full {
            assert_eq!(Machine { disk: machine.disk.fork(), keys: machine.keys.fork() }.remembers(), Some(kept));
        }
        machine.disk.heal();
        machine.disk.set_capacity(None);
        house.clock_ms += REST_MS;
        let bookmark = house.bookmark();
        cache.note(&bookmark, Some(&house.at));
        drop(cache);
        assert_eq!(machine.remembers(), Some(house.state()), "full: {full}");
    }
}

#[test]
fn a_quiet_view_is_written_once_a_minute_and_a_busy_one_once_in_five_seconds() {
    let machine = Machine::default();
    let (mut cache, mut house) = (machine.open(1), House::new());
    cache.note(&house.snapshot(), Some(&house.at));
    let bookmark = house.bookmark();
    cache.note(&bookmark, Some(&house.at));
    let before = machine.disk.operations();
    for _ in 0..11 {
        let bookmark = house.bookmark();
        cache.note(&bookmark, Some(&house.at));
    }
    assert_eq!(machine.disk.operations(), before);
    let bookmark = house.bookmark();
    cache.note(&bookmark, Some(&house.at));
    let quiet = machine.disk.operations();
    assert!(quiet > before);
    for n in 0..50_u8 {
        let commit = house.commit("visit/2", Some(vec![n]));
        cache.note(&commit, Some(&house.at));
    }
    assert_eq!(machine.disk.operations(), quiet, "a commit waits for no disk");
    house.clock_ms -= 1;
    let bookmark = house.bookmark();
    cache.note(&bookmark, Some(&house.at));
    assert_eq!(machine.disk.operations(), quiet, "nor does a bookmark that comes with it");
    let bookmark = house.bookmark();
    cache.note(&bookmark, Some(&house.at));
    assert!(machine.disk.operations() > quiet);
}

#[test]
fn nothing_of_it_can_be_read_on_the_disk_and_after_a_revocation_nothing_is_there() {
    let machine = Machine::default();
    let mut cache = machine.open(1);
    live(&mut cache, |_, _| true);
    let readable = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    for (name, bytes) in machine.files() {
        assert!(!readable(&bytes, MARKER.as_bytes()) && !readable(&bytes, b"visit/"), "{name}");
    }
    cache.destroy();
    assert_eq!((machine.disk.list().unwrap(), machine.keys.list().unwrap()), (Vec::new(), Vec::new()));
    assert_eq!(cache.cursor(), None);
    // Who is admitted again begins with a key of its own.
    let mut last = None;
    live(&mut cache, |said, _| {
        last = Some(said);
        true
    });
    drop(cache);
    assert_eq!(machine.remembers(), last);
}
