//! The server's own settings: one file, every default written in it.

use crate::fault::Fault;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The settings file with every default, as `dutydesk-server settings` prints it.
pub const DEFAULTS: &str = r#"# Settings of the Dutydesk server. Every line shows its default.

# Where terminals connect. 0.0.0.0 means every network card of this machine.
listen = "0.0.0.0:7443"

# How much is logged: error, warn, info, debug. Logs never hold personal data.
log = "info"

# What one guess of a PIN costs (argon2id). Lower values only for tests.
pin_memory_kib = 65536
pin_passes = 3

# So much that is new a kiosk may enter; the rest waits on its disk. What it had saved while
# there was no connection is not counted.
kiosk_inputs_per_minute = 6
kiosk_inputs_per_hour = 200

# Below so much free room on the disk of the data only emergencies are taken, until there is
# room again. Nothing that was acknowledged is lost either way.
disk_reserve_mib = 256

# A file of this size is kept and given up when the disk is quite full, for emergencies.
ballast_mib = 64

# So many entries make a segment of the journal at most; a start reads one segment.
segment_entries = 20000

# Backups are taken into this directory, on another disk, each verified after writing.
# Empty: none. What opens personal data lies apart in it and is kept for fewer backups, so that
# who was erased is erased from old backups too.
backup_dir = ""
backup_every_hours = 24
backup_keep = 14
backup_keep_keys = 7

# A second disk on which the same data is kept up to the second. Empty: none. In step means
# that nothing is answered before it is there as well; if that disk fails, the server goes on
# without it and says so in `status`.
mirror_dir = ""
mirror_in_step = false
"#;

/// The server's settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where terminals connect.
    pub listen: SocketAddr,
    /// How much is logged.
    pub log: String,
    /// Memory for one PIN check, in KiB.
    pub pin_memory_kib: u32,
    /// Passes over it.
    pub pin_passes: u32,
    /// New inputs of one kiosk within a minute.
    pub kiosk_inputs_per_minute: u32,
    /// New inputs of one kiosk within an hour.
    pub kiosk_inputs_per_hour: u32,
    /// Free room below which only emergencies are taken, in MiB.
    pub disk_reserve_mib: u32,
    /// The size of the ballast file, in MiB.
    pub ballast_mib: u32,
    /// The most entries of one segment of the journal.
    pub segment_entries: u32,
    /// Where backups go; empty: nowhere.
    pub backup_dir: PathBuf,
    /// Hours between two backups.
    pub backup_every_hours: u32,
    /// So many backups are kept.
    pub backup_keep: u32,
    /// For so many of them the keys are kept.
    pub backup_keep_keys: u32,
    /// The mirror's directory; empty: there is none.
    pub mirror_dir: PathBuf,
    /// Nothing is answered before it is in the mirror too.
    pub mirror_in_step: bool,
}

/// Every default by its name.
pub fn defaults() -> Result<serde_json::Value, Fault> {
    let all: toml::Table = DEFAULTS.parse().map_err(|e: toml::de::Error| Fault::Machine(e.to_string()))?;
    serde_json::to_value(all).map_err(|e| Fault::Machine(e.to_string()))
}

impl Settings {
    /// Where backups go, if anywhere.
    #[must_use]
    pub fn backup(&self) -> Option<PathBuf> {
        (!self.backup_dir.as_os_str().is_empty()).then(|| self.backup_dir.clone())
    }
    /// Where the mirror is, if there is one.
    #[must_use]
    pub fn mirror(&self) -> Option<PathBuf> {
        (!self.mirror_dir.as_os_str().is_empty()).then(|| self.mirror_dir.clone())
    }
    /// Reads a settings file over the defaults; without a file, the defaults.
    pub fn read(path: Option<&Path>) -> Result<Self, Fault> {
        let mut all: toml::Table = DEFAULTS.parse().map_err(|e: toml::de::Error| Fault::Machine(e.to_string()))?;
        if let Some(path) = path {
            let text = std::fs::read_to_string(path).map_err(Fault::file(path))?;
            let own: toml::Table = text.parse().map_err(|e| Fault::Input(format!("{}: {e}", path.display())))?;
            all.extend(own);
        }
        all.try_into()
            .map_err(|e| Fault::Input(format!("the settings: {e}See `dutydesk-server settings` for every setting with its default")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_defaults_are_the_defaults() {
        let settings = Settings::read(None).unwrap();
        assert_eq!(settings.listen.port(), 7443);
        assert_eq!((settings.pin_memory_kib, settings.pin_passes), (65_536, 3));
    }

    #[test]
    fn an_unknown_setting_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("server.toml");
        std::fs::write(&path, "lisen = \"127.0.0.1:1\"\n").unwrap();
        assert!(Settings::read(Some(&path)).unwrap_err().to_string().contains("lisen"));
    }
}
