//! Every single write, sync and rename of the journal and of the key file made to fail in turn: with an error,
//! without room, half done; once, and from then on.

use super::{Reach, Tally, key_file, operations};
use journal::disk::{Failure, Lasting};

/// In the short form every so many operations fail on a real disk.
const EVERY: usize = 29;

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let (mut tally, master) = (Tally::default(), key_file::master()?);
    for failure in [Failure::Eio, Failure::NoSpace, Failure::ShortWrite] {
        for lasting in [Lasting::Once, Lasting::FromThenOn] {
            tally.rounds += operations::each_operation_on_a_simulated_disk(failure, lasting)?;
            // In the short form every so many operations on this machine's disk; each of them otherwise.
            let every = if reach.short { EVERY } else { 1 };
            tally.rounds += operations::operations_on_a_real_disk(failure, lasting, every)?;
            tally.rounds += key_file::each_operation(failure, lasting, &master)?;
        }
    }
    let flips = operations::each_flipped_bit_while_sealing()?;
    operations::a_full_disk_resumes()?;
    operations::a_second_opener_is_refused()?;
    tally.notes.push(format!("bits flipped while sealing {flips}"));
    tally.notes.push("false answers 0".into());
    Ok(tally)
}
