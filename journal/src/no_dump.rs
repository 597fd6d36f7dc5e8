//! What stands in a program's memory in clear (names, PINs, keys) gets onto no disk by a crash.

use std::io;

/// From now on no core dump is written of this process, whatever the system's settings say, and no
/// other process of the same user may look into its memory.
///
/// # Errors
/// What the system says; the program may go on, since nothing is dumped before it crashes.
pub fn keep_memory_off_the_disk() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_dumps_nothing() {
        keep_memory_off_the_disk().unwrap();
        let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
    }
}
