//! People with names and telephones of their own come and go, and are erased. Then somebody who
//! holds every key that is left on any machine decrypts all there is, and searches the raw disks of
//! server, terminals and backups. Without erasing, the same search finds every one of them.

use super::image::Image;
use super::raw::{Wanted, files};
use super::{Reach, Tally};
use crate::harness::{Kiosk, LEAD, SETTINGS, Site, Staff, copy_dir, entries_after, id, name, request, telephone, told};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::registers::erasures::{Command as Erasing, Erasure};
use domain::registers::matters::{Command as Matters, Matter};
use domain::{Change, RecordRef, Station};
use journal::disk::RealDisk;
use journal::outbox::Outbox;
use server::identity::secrets::{Master, Secrets};
use server::storage::entry::Entry;
use server::storage::vault::Vault;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use values::Id;

/// The disk of all machines, in MiB; in the short form.
const DISK_MIB: (u64, u64) = (256, 64);
/// People beside them, of whom nothing may change.
const OTHERS: usize = 8;
const STAFF: [(Station, &str); 2] = [(Station::Counter, "counter"), (Station::ControlRoom, "control room")];

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let people = usize::try_from(reach.rounds(200, 12)).unwrap_or_default();
    let found = life(reach, people, false)?;
    if found.len() != people {
        return Err(format!("nobody was erased, and only {} of {people} people are found: the search proves nothing", found.len()));
    }
    let found = life(reach, people, true)?;
    if let Some(first) = found.first() {
        return Err(format!("{} of {people} erased people are found, the first is number {first}", found.len()));
    }
    let notes = vec![format!("{people} people erased"), format!("{people} found without erasing"), "0 found after it".to_owned()];
    Ok(Tally { rounds: people as u64, notes, ..Tally::default() })
}

fn name_of(person: usize) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let spelt: String = [100, 10, 1].iter().map(|place| digits[person / place % 10]).collect();
    format!("标记{spelt}")
}

fn telephone_of(person: usize) -> String {
    format!("1397531{person:04}")
}

/// A property of its own with its terminals, and where all of it lies.
struct House {
    image: Option<Image>,
    site: Site,
    /// Away from the disk that is searched.
    aside: TempDir,
}

impl House {
    fn new(reach: &Reach) -> Result<Self, String> {
        let image = Image::new(reach.rounds(DISK_MIB.0, DISK_MIB.1)).ok();
        let place = image.as_ref().map_or_else(tempfile::tempdir, |image| tempfile::tempdir_in(image.path()));
        let aside = tempfile::tempdir().map_err(|e| e.to_string())?;
        let site = Site::on(reach.programs.join("dutydesk-server"), place.map_err(|e| e.to_string())?).planted(reach.plant.as_deref());
        let figures = "disk_reserve_mib = 1\nballast_mib = 1\nbackup_keep = 4\nbackup_keep_keys = 1\n";
        site.set(&format!("{SETTINGS}{figures}backup_dir = {:?}\n", site.beside("backups").display().to_string()));
        Ok(Self { image, site, aside })
    }

    fn operate(&self, args: &[&str]) -> Result<serde_json::Value, String> {
        let said = self.site.command(&[&["--json"], args].concat());
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        let answer = said.status.success().then(|| serde_json::from_str(&text).ok()).flatten();
        answer.ok_or_else(|| format!("{args:?}: {text}{}", String::from_utf8_lossy(&said.stderr)))
    }

    /// Every byte of its disk.
    fn raw(&self) -> Result<Vec<u8>, String> {
        self.image.as_ref().map_or_else(|| files(&self.site.beside("")), Image::raw)
    }

    fn backups(&self) -> PathBuf {
        self.site.beside("backups")
    }
}

/// The terminals at work.
struct Hands {
    kiosk: Kiosk,
    staff: Vec<Staff>,
}

impl Hands {
    /// Somebody comes to the kiosk and leaves again.
    fn visit(&mut self, name: &str, telephone: &str) {
        let (seq, code) = self.kiosk.register(name, telephone);
        self.kiosk.answer(seq);
        let seq = self.kiosk.leave(code.as_str(), telephone.get(telephone.len() - 4..).unwrap_or_default());
        self.kiosk.answer(seq);
    }

    /// Somebody calls, and it is seen to.
    fn call(&mut self, who: &str, number: &str) {
        let counter = &mut self.staff[0];
        let matter: Id<Matter> = counter.new_id();
        let mut take = request(matter.clone());
        if let Matters::Take { contact, telephone: of, .. } = &mut take {
            (*contact, *of) = (name(who), Some(telephone(number)));
        }
        counter.ask(take).done();
        counter.ask(Matters::Claim { matter: matter.clone() }).done();
        counter.ask(Matters::Finish { matter, result: told("已办") }).done();
    }

    /// Everybody is told all, and what they were told lies on their disks: the sign of life behind
    /// what is looked for comes before the next commit.
    fn settle(&mut self) {
        for _ in 0..3 {
            self.visit("样本旁人", "13700000000");
            self.call("样本旁人", "13700000000");
        }
        let state = self.staff[0].state();
        let (visits, matters) = (state.visit.len(), state.matter.len());
        for staff in &mut self.staff {
            staff.until("all that the counter has", |s| s.state().visit.len() >= visits && s.state().matter.len() >= matters);
        }
    }

    /// The families of those whose names are marked.
    fn marked(&self) -> Vec<RecordRef> {
        let state = self.staff[0].state();
        let is_marked = |name: &values::Personal<values::PersonName>| name.clear().is_some_and(|n| n.as_str().starts_with("标记"));
        let visits = state.visit.iter().filter(|v| is_marked(&v.name)).map(|v| RecordRef::to(&v.id));
        visits.chain(state.matter.iter().filter(|m| is_marked(&m.contact)).map(|m| RecordRef::to(&m.id))).collect()
    }
}

/// One property's life; who of the people is found at its end.
fn life(reach: &Reach, people: usize, erasing: bool) -> Result<BTreeSet<usize>, String> {
    let house = House::new(reach)?;
    let program = house.site.serve();
    house.site.operator().import_small();
    let mut hands = Hands {
        kiosk: house.site.kiosk("kiosk"),
        staff: STAFF.iter().map(|(station, name)| house.site.staff(*station, name)).collect(),
    };
    hands.staff[0].sign_in(LEAD);
    for person in 0..people {
        let (name, telephone) = (name_of(person), telephone_of(person));
        if person % 2 == 0 { hands.visit(&name, &telephone) } else { hands.call(&name, &telephone) }
    }
    (0..OTHERS).for_each(|n| hands.visit("样本旁人", &format!("1370000{n:04}")));
    hands.staff[0].until("everybody", |s| s.state().visit.len() + s.state().matter.len() >= people + OTHERS);
    house.operate(&["backup"])?;
    hands.settle();
    let families = hands.marked();
    if families.len() != people {
        return Err(format!("{} of {people} people are there", families.len()));
    }
    let slots = slots_of(&house, &families)?;
    let mut wanted = traces(&house, &slots, people)?;
    (0..people).for_each(|person| {
        wanted.add(name_of(person).as_bytes(), person);
        wanted.add(telephone_of(person).as_bytes(), person);
    });
    let (away, data) = (house.aside.path().join("away"), house.site.data());
    copy_dir(&house.backups(), &away);
    let before = opened(&data.join("journal"), &data)?;
    if erasing {
        let counter = &mut hands.staff[0];
        let erasure: Id<Erasure> = counter.new_id();
        counter.sign(LEAD, Erasing::Erase { erasure, families: families.clone(), person: id(LEAD) }).done();
        house.operate(&["backup"])?;
        hands.settle();
    }
    drop(hands);
    program.kill();
    if erasing {
        crash_before_the_keys(&house, &slots)?;
    }
    let report = house.operate(&["verify"])?;
    let expected = if erasing { people } else { 0 };
    if report["sound"] != true || report["erased"] != expected {
        return Err(format!("it does not verify: {report}"));
    }
    let mut found = wanted.found_in(&decrypted(&house)?);
    if erasing {
        others_are_the_same(&before, &opened(&data.join("journal"), &data)?, &families)?;
        found.extend(wanted.found_in(&house.raw()?));
        found.extend(wanted.found_in(&restored(reach, &house, &away)?));
    }
    Ok(found)
}

/// A slot of the key file, and where it is.
type Slot = (u64, Vec<u8>);

/// The slots in which these families' keys are, in their order.
fn slots_of(house: &House, families: &[RecordRef]) -> Result<Vec<Slot>, String> {
    let bytes = fs::read(house.site.data().join("keys.slots")).map_err(|e| e.to_string())?;
    let slot = |family: &RecordRef| {
        let hash = Sha256::digest(family.to_string());
        let found = (0..).zip(bytes.chunks_exact(128)).find(|(_, slot)| slot[..32] == hash[..]);
        found.map(|(n, slot): (u64, _)| (128 * n, slot.to_vec())).ok_or_else(|| format!("{family} has no key"))
    };
    families.iter().map(slot).collect()
}

/// As if the server had died between the entry and the keys: half of these are as they were, one is
/// half written. The next start destroys them.
fn crash_before_the_keys(house: &House, slots: &[Slot]) -> Result<(), String> {
    let file = fs::File::options().write(true).open(house.site.data().join("keys.slots")).map_err(|e| e.to_string())?;
    for (n, (at, slot)) in slots.iter().enumerate().step_by(2) {
        let length = if n == 2 { 80 } else { slot.len() };
        file.write_all_at(&slot[..length], *at).map_err(|e| e.to_string())?;
    }
    file.sync_all().map_err(|e| e.to_string())?;
    house.site.serve().kill();
    Ok(())
}

/// What would betray somebody on a raw disk besides their name: the wrapped and the clear key of
/// their family, and what terminals' disks held of them, still encrypted under keys that stay.
fn traces(house: &House, slots: &[Slot], people: usize) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let data = house.site.data();
    let keys: BTreeMap<[u8; 32], _> = vault(&data)?.all_keys().map_err(|e| e.to_string())?.into_iter().collect();
    for (person, (_, slot)) in slots.iter().enumerate() {
        wanted.add(&slot[32..104], person);
        let key = slot.first_chunk::<32>().and_then(|family| keys.get(family)).ok_or("a key is gone")?;
        wanted.add(&key[..], person);
    }
    for (_, terminal) in STAFF.iter().chain([&(Station::Kiosk, "kiosk")]) {
        for part in ["outbox", "view"] {
            let Ok(entries) = fs::read_dir(house.site.beside(terminal).join(part)) else { continue };
            for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "log")) {
                let bytes = fs::read(&path).map_err(|e| e.to_string())?;
                let pieces = bytes.chunks_exact(64).skip(16).step_by(8).filter(|piece| piece.iter().filter(|b| **b == 0).count() < 4);
                pieces.for_each(|piece| wanted.add(piece, people));
            }
        }
    }
    Ok(wanted)
}

fn vault(dir: &Path) -> Result<Vault, String> {
    let master = Master::read(dir).map_err(|e| e.to_string())?.ok_or("there is no master key")?;
    Vault::read_only(dir, &master).map_err(|e| e.to_string())
}

/// Every entry of a journal, by the revision, with its families and all that these keys open of it.
fn opened(journal: &Path, keys: &Path) -> Result<BTreeMap<u64, (Vec<RecordRef>, String)>, String> {
    let vault = vault(keys)?;
    let entries = entries_after(Arc::new(RealDisk::read_only(journal)), 0).map_err(|e| e.to_string())?;
    let mut all = BTreeMap::new();
    for stored in entries {
        let entry = Entry::read(&stored.payload).map_err(|e| e.to_string())?;
        let changes = entry.open_changes(&vault).map_err(|e| e.to_string())?;
        let command = entry.open_command(&vault).map_err(|e| e.to_string())?;
        let families = changes.iter().filter_map(|change| match change {
            Change::Put(record) => Some(record.family()),
            Change::Remove(_) => None,
        });
        all.insert(
            stored.revision.0,
            (families.collect(), serde_json::to_string(&(&changes, command)).map_err(|e| e.to_string())?),
        );
    }
    Ok(all)
}

/// What was there about others before is there to the byte.
fn others_are_the_same(
    before: &BTreeMap<u64, (Vec<RecordRef>, String)>,
    after: &BTreeMap<u64, (Vec<RecordRef>, String)>,
    families: &[RecordRef],
) -> Result<(), String> {
    for (revision, (of, text)) in before.iter().filter(|(_, (of, _))| of.iter().all(|family| !families.contains(family))) {
        if after.get(revision).is_none_or(|(_, now)| now != text) {
            return Err(format!("the entry {revision} about {of:?} is another one after others were erased"));
        }
    }
    Ok(())
}

/// All that every key on any machine opens: journal and backups, outboxes, what terminals show.
fn decrypted(house: &House) -> Result<Vec<u8>, String> {
    let mut all = String::new();
    let data = house.site.data();
    let below = |part: &str| fs::read_dir(house.backups().join(part)).map(|d| d.map(|e| e.unwrap().path()).collect::<Vec<_>>());
    let (journals, keys) = (below("data").map_err(|e| e.to_string())?, below("keys").map_err(|e| e.to_string())?);
    for journal in journals.iter().map(|dir| dir.join("journal")).chain([data.join("journal")]) {
        for keys in keys.iter().chain([&data]) {
            opened(&journal, keys)?.values().for_each(|(_, text)| all.push_str(text));
        }
    }
    let mut bytes = all.into_bytes();
    let secrets = Secrets::open(&data).map_err(|e| e.to_string())?;
    for (station, terminal) in STAFF.iter().chain([&(Station::Kiosk, "kiosk")]) {
        let dir = house.site.beside(terminal);
        let outbox = Outbox::open(&dir.join("outbox"), [0; 16]).map_err(|e| e.to_string())?;
        for (seq, item) in outbox.kept().chain(outbox.pending()) {
            let place = proto::seal_place(&outbox.incarnation(), seq);
            let plain = match station {
                Station::Kiosk => secrets.open_sealed(&item[1..], &place).map(|plain| plain.to_vec()),
                Station::Counter | Station::ControlRoom | Station::Operator | Station::Clock => unsealed(&dir, &place, item),
            };
            bytes.extend(plain.unwrap_or_default());
        }
    }
    for (_, terminal) in STAFF {
        let identity = terminal::Identity::load(&house.site.beside(terminal)).map_err(|e| e.to_string())?;
        let mut alone = Staff::start(identity, house.site.cable());
        alone.until("what it was told", |s| s.replica.revision() > 0);
        let state = alone.state();
        bytes.extend(serde_json::to_vec(&state.visit.iter().collect::<Vec<_>>()).map_err(|e| e.to_string())?);
        bytes.extend(serde_json::to_vec(&state.matter.iter().collect::<Vec<_>>()).map_err(|e| e.to_string())?);
    }
    Ok(bytes)
}

/// An item of a staff terminal's outbox.
fn unsealed(dir: &Path, place: &[u8], item: &[u8]) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new_from_slice(&fs::read(dir.join("outbox.key")).ok()?).ok()?;
    let (nonce, sealed) = item.split_first_chunk::<24>()?;
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok()
}

/// What a property has that is made again of a backup which lay elsewhere while people were erased,
/// with the keys of then, and the newest keys beside them.
fn restored(reach: &Reach, house: &House, away: &Path) -> Result<Vec<u8>, String> {
    let below = |place: &Path| fs::read_dir(place.join("keys")).map(|d| d.map(|e| e.unwrap().path()).max());
    let old = below(away).map_err(|e| e.to_string())?.ok_or("the backup has no keys")?;
    let newest = below(&house.backups()).map_err(|e| e.to_string())?.ok_or("no backup has keys")?;
    copy_dir(&newest, &away.join("keys").join(newest.file_name().unwrap_or_default()));
    let (spare, from, keys) = (house.aside.path().join("spare"), away.display().to_string(), old.display().to_string());
    let mut args = vec!["restore", "--from", &from, "--keys", &keys];
    if let Some(bug) = &reach.plant {
        args.splice(0..0, ["--plant", bug.as_str()]);
    }
    let said = house.site.command_on(&spare, &args);
    if !said.status.success() {
        return Err(format!("{args:?}: {}", String::from_utf8_lossy(&said.stderr)));
    }
    let all = opened(&spare.join("journal"), &spare)?;
    Ok(all.into_values().map(|(_, text)| text).collect::<String>().into_bytes())
}
