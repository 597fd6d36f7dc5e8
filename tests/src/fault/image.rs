//! A small disk of our own: an ext4 image on a loop device, whose power can be cut. Needs root.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// How often taking a disk away is tried while somebody still holds a file on it.
const TRIES: u32 = 50;

/// A mounted image.
pub struct Image {
    file: PathBuf,
    mount: PathBuf,
    mounted: bool,
    _dir: TempDir,
}

impl Image {
    /// A fresh ext4 of so many MiB, mounted.
    ///
    /// # Errors
    /// A tool is missing, or we are not root.
    pub fn new(mib: u64) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
        let (file, mount) = (dir.path().join("disk.img"), dir.path().join("disk"));
        std::fs::create_dir(&mount).map_err(|e| e.to_string())?;
        let image = std::fs::File::create(&file).map_err(|e| e.to_string())?;
        image.set_len(mib << 20).map_err(|e| e.to_string())?;
        tool("mkfs.ext4", &["-q", "-F", &text(&file)])?;
        let mut image = Self { file, mount, mounted: false, _dir: dir };
        image.mount()?;
        Ok(image)
    }

    /// Where it is mounted.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.mount
    }

    /// Every byte of the device, also of what no file has any more.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn raw(&self) -> Result<Vec<u8>, String> {
        tool("sync", &["-f", &text(&self.mount)])?;
        std::fs::read(&self.file).map_err(|e| e.to_string())
    }

    /// Cuts the power: what the file system has not written to the device is gone.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn cut(&self) -> Result<(), String> {
        tool("xfs_io", &["-x", "-c", "shutdown", &text(&self.mount)])
    }

    /// Takes the disk away and brings it back, as after a power cut.
    ///
    /// # Errors
    /// Somebody holds it, or it cannot be mounted.
    pub fn power_on(&mut self) -> Result<(), String> {
        self.unmount()?;
        self.mount()
    }

    fn mount(&mut self) -> Result<(), String> {
        tool("mount", &["-o", "loop", &text(&self.file), &text(&self.mount)])?;
        self.mounted = true;
        Ok(())
    }

    fn unmount(&mut self) -> Result<(), String> {
        for _ in 0..TRIES {
            if tool("umount", &[&text(&self.mount)]).is_ok() {
                self.mounted = false;
                return Ok(());
            }
            super::pause(20);
        }
        Err(format!("{} cannot be unmounted", self.mount.display()))
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        if self.mounted {
            // The directory goes next, and must be no disk then.
            drop(self.unmount());
        }
    }
}

/// Whether this machine lets us mount images at all, and has what cuts their power.
#[must_use]
pub fn is_possible() -> bool {
    tool("xfs_io", &["-V"]).and_then(|()| Image::new(16)).and_then(|mut image| image.power_on()).is_ok()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Runs one of the system's tools.
///
/// # Errors
/// It is missing, or what it said.
pub(super) fn tool(name: &str, args: &[&str]) -> Result<(), String> {
    let output = Command::new(name)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("{name} cannot be started: {e}"))?;
    if output.status.success() { Ok(()) } else { Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim())) }
}
