//! The files of an import, as they lie in a directory.

use crate::fault::Fault;
use prost::bytes::Bytes;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Reads every .toml and .csv file of a directory, by name.
pub fn read(dir: &Path) -> Result<HashMap<String, Bytes>, Fault> {
    let mut files = HashMap::new();
    for entry in fs::read_dir(dir).map_err(Fault::file(dir))? {
        let path = entry.map_err(Fault::file(dir))?.path();
        let wanted = path.extension().is_some_and(|e| e == "csv" || e == "toml");
        if let (true, Some(name)) = (wanted, path.file_name().and_then(|n| n.to_str())) {
            files.insert(name.to_owned(), fs::read(&path).map_err(Fault::file(&path))?.into());
        }
    }
    if files.is_empty() {
        return Err(Fault::Input(format!("{} holds no .toml or .csv file", dir.display())));
    }
    Ok(files)
}
