//! The list of the files that make a data directory this property's, with their checksums: a
//! damaged key or certificate is named before anything is served with it. The files themselves
//! are bare keys and certificates in their standard spellings; this list says their version. It
//! is spelled as `sha256sum -c` reads it.

use super::secrets::write_secret;
use crate::fault::Fault;
use crate::plant::{self, Bug};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The name of the list.
pub const LIST: &str = "identity.sha256";
/// The CA and the certificates made with it, the master key, and the key to which kiosks seal.
pub const FILES: [&str; 8] = ["master.key", "seal.key", "ca.der", "ca.key", "server.der", "server.key", "operator.der", "operator.key"];

const HEADING: &str = "# dutydesk identity ";
const VERSION: u32 = 1;

/// Makes the list, once all files are there; one that is there stays.
///
/// # Errors
/// A file is missing, or the disk does not work.
pub fn keep(dir: &Path) -> Result<(), Fault> {
    let path = dir.join(LIST);
    if path.exists() {
        return Ok(());
    }
    let mut list = format!("{HEADING}{VERSION}\n");
    for name in FILES {
        list.push_str(&format!("{}  {name}\n", sum(&dir.join(name))?));
    }
    write_secret(&path, list.as_bytes())
}

/// How far the files could be held against the list.
#[derive(Debug, PartialEq, Eq)]
pub enum Checked {
    /// All are what they were.
    Whole,
    /// There is no list, as in a directory of an earlier version or one whose first start was
    /// interrupted.
    NoList,
    /// Those that are there are what they were; these are not there.
    Lacking(Vec<&'static str>),
}

/// Holds the files that are there against the list.
///
/// # Errors
/// Which file is not what it was; or the list is of a newer program.
pub fn check(dir: &Path) -> Result<Checked, Fault> {
    let path = dir.join(LIST);
    let list = match fs::read(&path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| Fault::damaged(&path, "it is not text"))?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Checked::NoList),
        Err(error) => return Err(Fault::file(&path)(error)),
    };
    let mut lines = list.lines();
    let version = lines.next().and_then(|line| line.strip_prefix(HEADING)).and_then(|v| v.parse::<u32>().ok());
    match version {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(Fault::Newer(path.display().to_string())),
        Some(_) | None => return Err(Fault::damaged(&path, "its first line does not say its version")),
    }
    let listed: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once("  ")).collect();
    let mut lacking = Vec::new();
    for name in FILES {
        let Some((wanted, _)) = listed.iter().find(|(_, listed)| *listed == name) else {
            return Err(Fault::damaged(&path, format!("it does not list {name}")));
        };
        if !dir.join(name).exists() {
            lacking.push(name);
        } else if sum(&dir.join(name))? != *wanted && !plant::is(Bug::IdentityUnchecked) {
            return Err(Fault::damaged(&dir.join(name), format!("it is not what {LIST} says")));
        }
    }
    Ok(if lacking.is_empty() { Checked::Whole } else { Checked::Lacking(lacking) })
}

/// Before anything is served: what is listed must be there, and be what it was.
///
/// # Errors
/// Which file is damaged or missing.
pub fn must_be_whole(dir: &Path) -> Result<(), Fault> {
    match check(dir)? {
        Checked::Whole | Checked::NoList => Ok(()),
        Checked::Lacking(names) => {
            let path = dir.join(names.first().copied().unwrap_or(LIST));
            Err(Fault::damaged(&path, format!("it is missing, and {LIST} lists it")))
        }
    }
}

fn sum(path: &Path) -> Result<String, Fault> {
    let bytes = zeroize::Zeroizing::new(fs::read(path).map_err(Fault::file(path))?);
    Ok(HEXLOWER.encode(&Sha256::digest(bytes.as_slice())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_what_it_was_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        FILES.iter().for_each(|name| fs::write(at(name), name).unwrap());
        assert_eq!(check(dir.path()).unwrap(), Checked::NoList);
        keep(dir.path()).unwrap();
        assert_eq!(check(dir.path()).unwrap(), Checked::Whole);
        for name in FILES {
            fs::write(at(name), "other").unwrap();
            let said = check(dir.path()).unwrap_err().to_string();
            assert!(said.contains(name) && said.contains("damaged"), "{said}");
            fs::remove_file(at(name)).unwrap();
            assert_eq!(check(dir.path()).unwrap(), Checked::Lacking(vec![name]));
            assert!(must_be_whole(dir.path()).unwrap_err().to_string().contains(&format!("{name} is damaged: it is missing")));
            fs::write(at(name), name).unwrap();
        }
        let list = fs::read_to_string(at(LIST)).unwrap();
        let newer = list.replacen("identity 1", "identity 2", 1);
        let cut = &list[..list.len() - 40];
        for (list, sentence) in [(newer.as_str(), "newer version"), (cut, "operator.key"), ("", "version"), ("# rubbish\n", "version")] {
            fs::write(at(LIST), list).unwrap();
            let said = check(dir.path()).unwrap_err().to_string();
            assert!(said.contains(sentence), "{said}");
        }
    }
}
