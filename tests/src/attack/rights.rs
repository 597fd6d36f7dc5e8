//! Every call and every command by every station, role and credential, held against two tables that
//! are written out by hand (S-1, S-2, Q-3).

mod calls;
mod commands;

use super::{Reach, Tally};

/// Tries the whole matrix.
///
/// # Errors
/// A call or command without a row, or a row that the product does not have.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let mut tally = Tally::default();
    calls::by_every_caller(&mut tally)?;
    calls::revoked_while_open(&mut tally);
    commands::by_everybody(&mut tally)?;
    commands::over_the_wire(reach, &mut tally)?;
    Ok(tally)
}
