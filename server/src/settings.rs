//! The server's own settings: one file, every default written in it.

use crate::fault::Fault;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::Path;

/// The settings file with every default, as `dutydesk-server settings` prints it.
pub const DEFAULTS: &str = r#"# Settings of the Dutydesk server. Every line shows its default.

# Where terminals connect. 0.0.0.0 means every network card of this machine.
listen = "0.0.0.0:7443"

# How much is logged: error, warn, info, debug. Logs never hold personal data.
log = "info"

# What one guess of a PIN costs (argon2id). Lower values only for tests.
pin_memory_kib = 65536
pin_passes = 3
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
}

/// Every default by its name.
pub fn defaults() -> Result<serde_json::Value, Fault> {
    let all: toml::Table = DEFAULTS.parse().map_err(|e: toml::de::Error| Fault::Machine(e.to_string()))?;
    serde_json::to_value(all).map_err(|e| Fault::Machine(e.to_string()))
}

impl Settings {
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
