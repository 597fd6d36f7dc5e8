//! Every single write, sync and rename of the journal, of the key file and of a backup made to
//! fail in turn: with an error, without room, half done; once, and from then on.

use super::backup_io::Resting;
use super::{Reach, Tally, key_file, operations};
use journal::disk::{Failure, Lasting};

/// In the short form every so many operations fail on a real disk.
const EVERY: usize = 29;
/// And every so many writes of a backup keep a wrong bit.
const EVERY_FLIP: usize = 5;

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let (mut tally, master) = (Tally::default(), key_file::master()?);
    let mut resting = Resting::prepare(reach)?;
    let every = if reach.short { EVERY } else { 1 };
    for failure in [Failure::Eio, Failure::NoSpace, Failure::ShortWrite] {
        for lasting in [Lasting::Once, Lasting::FromThenOn] {
            tally.rounds += operations::each_operation_on_a_simulated_disk(failure, lasting)?;
            tally.rounds += operations::operations_on_a_real_disk(failure, lasting, every)?;
            tally.rounds += key_file::each_operation(failure, lasting, &master)?;
            tally.rounds += resting.each_operation(failure, lasting, every)?;
        }
    }
    let flips = operations::each_flipped_bit_while_sealing()?
        + resting.each_operation(Failure::FlippedBit, Lasting::Once, every.min(EVERY_FLIP))?;
    operations::a_full_disk_resumes()?;
    operations::a_second_opener_is_refused()?;
    tally.notes.push(format!("bits flipped while sealing and backing up {flips}"));
    tally.notes.push("false answers 0".into());
    Ok(tally)
}
