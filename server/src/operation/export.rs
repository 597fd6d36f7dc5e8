//! Exporting every entry as JSON lines, personal values sealed, so that no property is ever
//! locked in. The last line carries a SHA-256 over all lines before it.

use crate::data_dir::DataDir;
use crate::fault::Fault;
use journal::file;
use sha2::{Digest as _, Sha256};
use std::io::Write;

/// Writes the entries of a data directory; returns how many.
pub fn export(dir: &DataDir, to: &mut impl Write) -> Result<u64, Fault> {
    let (mut sum, mut lines) = (Sha256::new(), 0);
    let mut fault = None;
    let walked = file::walk(&dir.journal(), |stored| {
        let mut line = format!(r#"{{"revision":{},"hash":"{}","entry":"#, stored.revision, stored.hash).into_bytes();
        line.extend_from_slice(&stored.payload);
        line.extend_from_slice(b"}\n");
        sum.update(&line);
        lines += 1;
        if fault.is_none() {
            fault = to.write_all(&line).err();
        }
    });
    walked.map_err(|e| Fault::Journal(e.to_string()))?;
    let checksum = values::Digest::of(&sum.finalize().into());
    let end = serde_json::json!({ "format": 0, "lines": lines, "sha256": checksum });
    let finished = fault.map_or(Ok(()), Err).and_then(|()| writeln!(to, "{end}")).and_then(|()| to.flush());
    finished.map_err(|e| Fault::Machine(format!("the export could not be written: {e}")))?;
    Ok(lines)
}
