//! `./dev demo` beside a demo that runs.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use tests::harness::source;

#[test]
fn a_second_demo_says_that_one_runs_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let dev = dir.path().join("dev");
    fs::copy(source::root().join("dev"), &dev).unwrap();
    let server = dir.path().join("demo-data/server");
    fs::create_dir_all(&server).unwrap();
    fs::write(server.join("address"), "127.0.0.1:7443").unwrap();
    // As the first demo and everything it has started hold it.
    let held = File::create(dir.path().join("demo-data/demo.lock")).unwrap();
    held.lock().unwrap();
    for args in [&["demo"][..], &["demo", "--fresh"], &["demo", "--day"]] {
        let second = Command::new("bash").arg(&dev).args(args).output().unwrap();
        let said = String::from_utf8(second.stderr).unwrap();
        assert_eq!(second.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("already running") && said.contains("Ctrl-C"), "{args:?}: {said}");
        assert_eq!(second.stdout, b"", "{args:?}: it went on");
        assert_eq!(fs::read(server.join("address")).unwrap(), b"127.0.0.1:7443", "{args:?}");
        assert_eq!(entries(&dir.path().join("demo-data")), ["demo.lock", "server"], "{args:?}");
    }
}

fn entries(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
