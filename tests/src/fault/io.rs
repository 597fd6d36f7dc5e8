//! Every single write, sync and rename of the journal made to fail in turn: with an error,
//! without room, half done; once, and from then on.

use super::{Reach, Tally, operations};
use journal::disk::{Failure, Lasting};

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for failure in [Failure::Eio, Failure::NoSpace, Failure::ShortWrite] {
        for lasting in [Lasting::Once, Lasting::FromThenOn] {
            tally.rounds += operations::each_operation_on_a_simulated_disk(failure, lasting)?;
            if !reach.short {
                tally.rounds += operations::operations_on_a_real_disk(failure, lasting, 1)?;
            }
        }
    }
    let flips = operations::each_flipped_bit_while_sealing()?;
    operations::a_full_disk_resumes()?;
    tally.notes.push(format!("bits flipped while sealing {flips}"));
    tally.notes.push("false answers 0".into());
    Ok(tally)
}
