//! From the command line to the open window.

use std::sync::Arc;

use terminal::{EnrolError, Identity, IdentityError, enrol, keep_memory_off_the_disk};

use crate::app;
use crate::devices::machine::Setup;
use crate::options::Options;

/// The station that this program is for.
const STATION: &str = "kiosk";

/// Why the program ends.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// This machine did not become a kiosk.
    #[error(transparent)]
    Enrol(#[from] EnrolError),
    /// This machine is none.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The directory belongs to another kind of terminal.
    #[error("this directory belongs to terminal {terminal} of the station {station}, not to a kiosk: give another directory with --dir")]
    Station {
        /// Its id.
        terminal: String,
        /// Its station.
        station: String,
    },
    /// There is no window, or no link.
    #[error("the screen did not start: {0}")]
    Window(#[from] eframe::Error),
}

/// Enrols if asked to, then shows the screens until the window is closed.
///
/// # Errors
/// [`ProgramError`], a sentence that says what to do.
pub fn run(options: Options) -> Result<(), ProgramError> {
    if let Err(error) = keep_memory_off_the_disk() {
        tracing::warn!(%error, "a crash of this program could leave its memory on the disk");
    }
    let identity = identity(&options)?;
    if identity.station() != STATION {
        return Err(ProgramError::Station { terminal: identity.terminal().to_owned(), station: identity.station().to_owned() });
    }
    tracing::info!(terminal = identity.terminal(), server = identity.server(), "kiosk starts");
    let size = options.windowed.map(|size| size.0);
    let devices = Setup::of_directory(&options.dir);
    app::open(identity, devices, options.language, size, options.describe.map(Arc::from))?;
    Ok(())
}

fn identity(options: &Options) -> Result<Identity, ProgramError> {
    if let (Some(code), Some(server)) = (&options.enrol, &options.server) {
        return Ok(enrol(&options.dir, server, code)?);
    }
    let mut identity = Identity::load(&options.dir)?;
    if let Some(server) = options.server.as_deref().filter(|server| *server != identity.server()) {
        identity.server_moved(server)?;
    }
    Ok(identity)
}
