//! What must be true of the state after every command.

use domain::registers::archive;
use domain::registers::handover::{Cut, Post};
use domain::registers::keys::{self, KeyPlace};
use domain::registers::matters::{self, Matter, MatterNote, Part};
use domain::{Change, Command, State};
use std::collections::BTreeSet;
use values::Id;

/// What holds whatever has left the working set: of a command that was accepted, and of the
/// state in which it was decided and the state after it.
pub fn kept(before: &State, after: &State, command: &Command) {
    a_key_leaves_only_the_cabinet(before, command);
    no_key_is_out_twice(after);
    a_matter_passes_on_by_a_record_only(before, after, command);
    a_slip_is_used_once_and_its_number_is_its_own(before, after);
    a_post_has_one_holder_and_one_open_sheet(after);
}

/// B-20: every log line of a post up to its last cut is in exactly one complete sheet,
/// every later one in none; a sheet counts exactly its lines; the chain has no gap.
pub fn each_line_is_in_exactly_one_sheet(state: &State) {
    for post in Post::ALL {
        let Some(duty) = state.duty_of(post) else { continue };
        let mut complete: Vec<_> = state.sheet.iter().filter(|s| s.post == post && s.is_complete()).collect();
        complete.sort_by_key(|s| s.number);
        let cuts: Vec<&Cut> = complete.iter().filter_map(|s| s.cut.as_ref()).collect();
        assert_eq!(cuts.len(), complete.len(), "{post:?}: a complete sheet has its cut");
        assert_eq!(complete.len(), usize::try_from(duty.sheets).unwrap(), "{post:?}");
        assert!(cuts.windows(2).all(|w| w[0].to == w[1].after), "{post:?}: the chain has no gap");
        assert_eq!(cuts.last().map_or(0, |c| c.to), duty.cut, "{post:?}");

        let mut counted = vec![0; cuts.len()];
        for line in state.log_line.iter().filter(|l| l.posts.contains(&post)) {
            let sheets: Vec<_> = (0..cuts.len()).filter(|n| cuts[*n].after < line.revision && line.revision <= cuts[*n].to).collect();
            assert_eq!(sheets.len(), usize::from(line.revision <= duty.cut), "{post:?}: line {}", line.revision);
            sheets.into_iter().for_each(|n| counted[n] += 1);
        }
        let written: Vec<u32> = cuts.iter().map(|c| c.lines.values().sum()).collect();
        assert_eq!(written, counted, "{post:?}: a sheet counts exactly its lines");
    }
}

/// K-2, K-4: a key that is out or lost is awaited by at most one entry, its own; a key in
/// the cabinet is awaited by none, so that no entry stands overdue for ever.
fn no_key_is_out_twice(state: &State) {
    for key in state.key.iter() {
        let open = || state.key_issue.iter().filter(|i| i.key == key.id && i.is_open());
        if let KeyPlace::Out { issue } = &key.place {
            assert!(open().any(|i| &i.id == issue), "{}: out without an open entry", key.id);
        }
        let most = usize::from(key.place != KeyPlace::Cabinet);
        assert!(open().count() <= most, "{}: awaited twice, or while it hangs in the cabinet", key.id);
    }
}

/// K-2, K-3, K-4: an accepted issue found its key in the cabinet, whole and not suspended. K-7: to
/// a tenant's room two went.
fn a_key_leaves_only_the_cabinet(before: &State, command: &Command) {
    if let Command::Keys(keys::Command::Issue { key, person, second, .. }) = command {
        let key = before.key.get(key).unwrap();
        let fit = key.place == KeyPlace::Cabinet && key.suspended_by.is_none() && !key.damaged;
        assert!(fit, "{}: left from {:?}", key.id, key.place);
        let two = second.is_some() && second != person;
        assert!(two || !key.opens_a_tenants_room(), "{}: one alone", key.id);
    }
}

/// B-15: what was counted at the gate never changes, a slip that was used changes in nothing, and
/// no two slips have one number.
fn a_slip_is_used_once_and_its_number_is_its_own(before: &State, after: &State) {
    for was in before.release.iter() {
        let Some(is) = after.release.get(&was.id) else { continue };
        assert!(was.counted.is_none() || was.counted == is.counted, "{}: counted twice", was.number);
        assert!(!was.is_used() || was == is, "{}: used, and then changed", was.number);
    }
    let numbers: BTreeSet<&str> = after.release.iter().map(|r| r.number.as_str()).collect();
    assert_eq!(numbers.len(), after.release.len(), "a number was given twice");
}

/// B-11, S-5: the first claim wins and the owner stays, until a passing with a note of its
/// own changes that part of that matter, and no other. So that nobody's matter is lost, it
/// comes by being taken alone, and goes by a sweep alone once it is finished.
fn a_matter_passes_on_by_a_record_only(before: &State, after: &State, command: &Command) {
    let passing = passing(command).filter(|(_, note, _)| after.matter_note.get(note).is_some_and(|n| n.passed.is_some()));
    for was in before.matter.iter() {
        let Some(is) = after.matter.get(&was.id) else {
            let swept = matches!(command, Command::Archive(archive::Command::Sweep {}));
            assert!(swept && !was.is_open(), "{}: gone while somebody answers for it", was.number);
            continue;
        };
        let passes = |part| passing.is_some_and(|(matter, _, passed)| matter == &was.id && passed == part);
        assert!(was.owner == is.owner || passes(Part::Owner), "{}: the owner changed", was.number);
        let stays = was.claimed.is_none() || was.claimed == is.claimed;
        assert!(stays || passes(Part::Claim), "{}: the claim changed", was.number);
        let corrected = matches!(command, Command::Corrections(_));
        assert!(was.is_open() || was == is || corrected, "{}: it had ended", was.number);
    }
    for is in after.matter.iter().filter(|m| before.matter.get(&m.id).is_none()) {
        let taken = matches!(command, Command::Matters(matters::Command::Take { matter, .. }) if matter == &is.id);
        assert!(taken, "{}: it came by nobody's taking", is.number);
    }
}

/// Which part of which matter a command passes on, with which note.
fn passing(command: &Command) -> Option<(&Id<Matter>, &Id<MatterNote>, Part)> {
    let Command::Matters(command) = command else { return None };
    if let matters::Command::Transfer { note, matter, part, .. } = command {
        return Some((matter, note, *part));
    }
    if let matters::Command::Release { note, matter, .. } = command { Some((matter, note, Part::Claim)) } else { None }
}

/// H-10: a post has one sheet that waits for signatures, and its holder is who signed
/// last as incoming.
fn a_post_has_one_holder_and_one_open_sheet(state: &State) {
    for post in Post::ALL {
        let open = state.sheet.iter().filter(|s| s.post == post && s.is_open()).count();
        assert!(open <= 1, "{post:?}: {open} open sheets");
        let Some(duty) = state.duty_of(post) else { continue };
        if let Some(last) = duty.last_sheet.as_ref().and_then(|s| state.sheet.get(s)) {
            assert_eq!(last.incoming.as_ref(), Some(&duty.person), "{post:?}");
            assert_ne!(last.incoming.as_ref(), Some(&last.outgoing), "{post:?}: one hand on both sides");
            assert!(last.is_complete() && last.open_ground().is_none(), "{post:?}");
        }
    }
}

/// the words by which an archived record is found do not come from personal fields.
pub fn no_personal_word_finds_a_record(change: &Change, veiled: &Change) {
    if let (Change::Put(record), Change::Put(dark)) = (change, veiled) {
        assert_eq!(record.found_by(), dark.found_by(), "{}", record.reference());
    }
}
