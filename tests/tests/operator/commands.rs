//! What each command prints, and where: answers on standard output, errors on standard error,
//! with `--json` each as one JSON object; exit code 1 for every error.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;
use tests::harness::{Program, Site, copy_dir};

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/property-small");

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The answer of a command that was done, which said nothing else.
#[track_caller]
fn done(output: &Output) -> &str {
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    text(&output.stdout).trim_end()
}

/// The sentence of a command that was not done and answered nothing.
#[track_caller]
fn not_done(output: &Output) -> &str {
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""), "{output:?}");
    text(&output.stderr).trim_end().strip_prefix("dutydesk-server: ").unwrap()
}

/// The same for scripts: one JSON object with the one field `error`.
#[track_caller]
fn error(output: &Output) -> String {
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""), "{output:?}");
    let object: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(object.as_object().unwrap().keys().collect::<Vec<_>>(), ["error"]);
    object["error"].as_str().unwrap().to_owned()
}

#[track_caller]
fn object(output: &Output) -> Value {
    serde_json::from_str(done(output)).unwrap()
}

/// A running program with the small property.
fn served() -> (Site, Program) {
    let site = Site::new();
    let program = site.serve();
    site.operator().import_small();
    (site, program)
}

#[test]
fn import_and_status_answer_people_in_lines_and_scripts_in_one_object() {
    let site = Site::new();
    let _program = site.serve();
    assert!(done(&site.command(&["import", SMALL])).contains("\n  unit: 3"));
    let again = object(&site.command(&["--json", "import", SMALL]));
    assert_eq!((&again["imported"]["unit"], &again["imported"]["person"]), (&json!(3), &json!(13)));
    let status = object(&site.command(&["status", "--json"]));
    assert_eq!((&status["property"], &status["terminals"]), (&json!("样本小楼"), &json!([])));
    let lines = site.command(&["status"]);
    assert!(done(&lines).contains("property: 样本小楼\n") && done(&lines).contains(&format!("revision: {}\n", status["revision"])));
}

#[test]
fn a_faulty_import_names_each_place_in_lines_and_in_json_and_changes_nothing() {
    let (site, program) = served();
    let files = tempfile::tempdir().unwrap();
    copy_dir(Path::new(SMALL), files.path());
    let units = fs::read_to_string(files.path().join("units.csv")).unwrap();
    fs::write(files.path().join("units.csv"), units.replacen("13800000901", "1", 1).replacen("13800000903", "2", 1)).unwrap();
    let dir = files.path().to_str().unwrap();
    let (people, script) = (site.command(&["import", dir]), site.command(&["--json", "import", dir]));
    assert_eq!(not_done(&people), error(&script));
    let lines: Vec<&str> = not_done(&people).lines().collect();
    assert!(lines.len() == 2 && lines[0].contains("units.csv") && lines[1].contains("(line 3, column F)"), "{lines:?}");
    let empty = tempfile::tempdir().unwrap();
    assert!(error(&site.command(&["--json", "import", empty.path().to_str().unwrap()])).contains("no .toml or .csv file"));
    // The clock writes of its own accord; nobody else has since the property came.
    program.kill();
    let exported = site.command(&["export", "-"]);
    let imports = text(&exported.stdout).lines().filter(|line| line.contains("\"name\":\"property.import\"")).count();
    assert_eq!(imports, 1);
}

#[test]
fn an_export_to_standard_output_holds_nothing_but_its_lines() {
    let (site, program) = served();
    program.kill();
    for args in [&["export", "-"][..], &["--json", "export", "-"]] {
        let output = site.command(args);
        assert!(output.status.success());
        let lines: Vec<Value> = text(&output.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let (end, lines) = lines.split_last().unwrap();
        let (heading, entries) = lines.split_first().unwrap();
        assert_eq!((&heading["clear"], &end["entries"]), (&json!(false), &json!(entries.len())));
        assert!((1..).zip(entries).all(|(n, line)| line["revision"] == json!(n)), "each line is an entry");
        let summary = text(&output.stderr).trim_end();
        let expected =
            if args.len() == 2 { format!("entries: {}", entries.len()) } else { json!({ "entries": entries.len() }).to_string() };
        assert_eq!(summary, expected);
    }
    let file = site.data().with_extension("jsonl");
    let entries = object(&site.command(&["--json", "export", file.to_str().unwrap()]))["entries"].clone();
    assert_eq!(json!(fs::read_to_string(file).unwrap().lines().count() - 2), entries);
}

#[test]
fn verify_prints_the_whole_report_also_when_something_is_wrong() {
    let (site, program) = served();
    program.kill();
    let sound = object(&site.command(&["--json", "verify"]));
    assert_eq!((&sound["sound"], &sound["damage"]), (&json!(true), &json!([])));
    assert!(done(&site.command(&["verify"])).contains("sound: true"));

    let copy = site.data().with_extension("copy");
    copy_dir(&site.data(), &copy);
    let keys = fs::read(copy.join("keys.slots")).unwrap();
    fs::write(copy.join("keys.slots"), &keys[..128]).unwrap();
    let damaged = site.command_on(&copy, &["--json", "verify"]);
    assert_eq!(damaged.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&damaged.stdout).unwrap();
    assert_eq!((&report["sound"], &report["entries"]), (&json!(false), &sound["entries"]));
    assert!(!report["damage"].as_array().unwrap().is_empty());
    let told: Value = serde_json::from_slice(&damaged.stderr).unwrap();
    assert!(told["error"].as_str().unwrap().contains("is damaged"));
    let lines = site.command_on(&copy, &["verify"]);
    assert!(text(&lines.stdout).contains("sound: false") && text(&lines.stderr).contains("is damaged"), "{lines:?}");
}

#[test]
fn settings_are_printed_as_a_file_or_as_an_object() {
    let site = Site::new();
    let file = site.command(&["settings"]);
    assert!(done(&file).contains("pin_passes = 3"));
    assert_eq!(object(&site.command(&["--json", "settings"]))["pin_passes"], json!(3));
}

#[test]
fn wrong_input_gets_a_sentence_and_exit_code_1() {
    let (site, program) = served();
    // A second server on the same data: the first goes on.
    let second = site.command(&["--json", "serve", "--listen", "127.0.0.1:0"]);
    assert!(error(&second).contains("in use"), "{second:?}");
    let status = object(&site.command(&["--json", "status"]));
    assert_eq!(status["property"], json!("样本小楼"));
    assert!(not_done(&site.command(&["pair", "balcony", "x"])).contains("a kiosk, a counter or a control_room"));
    assert!(not_done(&site.command(&["revoke", "nobody"])).contains("no such admitted terminal"));
    assert!(not_done(&site.command(&["reset-pin", "9999"])).contains("nobody has the staff number 9999"));

    // No server, with the address of the last one still lying there.
    program.kill();
    for command in [&["status"][..], &["import", SMALL], &["pair", "kiosk", "x"], &["reset-pin", "1001"]] {
        assert!(not_done(&site.command(command)).contains("no server is serving"), "{command:?}");
        assert!(error(&site.command(&[&["--json"], command].concat())).contains("no server is serving"), "{command:?}");
    }
    // No property.
    let nowhere = site.data().with_extension("nowhere");
    for command in [&["status"][..], &["verify"], &["export", "-"], &["import", SMALL], &["reset-pin", "1001"]] {
        assert!(not_done(&site.command_on(&nowhere, command)).contains("holds no property"), "{command:?}");
        assert!(
            error(&site.command_on(&nowhere, &[&["--json"], command].concat())).contains("holds no property"),
            "{command:?}"
        );
        assert!(!nowhere.exists(), "{command:?} made it");
    }
    // No such command or setting.
    assert!(error(&site.command(&["--json", "sing"])).contains("sing"));
    assert!(not_done(&site.command(&["sing"])).contains("unrecognized subcommand 'sing'"));
    let settings = site.data().with_extension("toml");
    fs::write(&settings, "lisen = 1\n").unwrap();
    assert!(error(&site.command(&["--json", "serve", "--settings", settings.to_str().unwrap()])).contains("lisen"));
}

#[test]
fn the_help_says_what_scripts_can_rely_on() {
    let site = Site::new();
    let help = site.command(&["--help"]);
    for promised in [r#"{"error": "what to do"}"#, "reset-pin", "exit code is 0"] {
        assert!(done(&help).contains(promised), "{promised}: {}", done(&help));
    }
}
