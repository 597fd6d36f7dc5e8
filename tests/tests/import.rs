//! The import over the wire: everything or nothing, and each error with its place.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::Kind;
use std::collections::BTreeMap;
use tests::harness::{Operator, Property};

type Files = BTreeMap<String, Vec<u8>>;

/// The small property's files with one of them rewritten.
fn with(name: &str, rewrite: impl Fn(&str) -> String) -> Files {
    let mut files = Operator::small();
    let text = rewrite(std::str::from_utf8(&files[name]).unwrap());
    files.insert(name.into(), text.into_bytes());
    files
}

/// Revision and counts: what an import that is refused must leave as they are.
fn held(property: &Property) -> (u64, Vec<usize>) {
    let state = property.desk().state();
    (property.revision(), Kind::ALL.iter().map(|k| state.count(*k)).collect())
}

#[test]
fn an_import_whose_last_part_is_refused_changes_nothing() {
    let property = Property::new();
    let before = held(&property);
    // Many units make many parts; the procedures come in the last one.
    let mut files = with("procedures.toml", |text| text.replacen("火警", "火警二", 1));
    let units: String = (1..=600).map(|n| format!("9{n:03},9F,,,样本住户,13800000000,样本联系人 13800000000\n")).collect();
    files.get_mut("units.csv").unwrap().extend(units.into_bytes());
    let staff = files.get_mut("staff.csv").unwrap();
    staff.extend("2001,样本新人,clerk,272001\n".bytes());
    let errors = property.operator().offer(&files);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].contains("procedure/fire") && errors[0].contains("new version"), "{errors:?}");
    assert_eq!(held(&property), before);

    // The same with a version of its own is taken as a whole, first PIN and all.
    let procedures = String::from_utf8(files["procedures.toml"].clone()).unwrap().replacen("version = 1", "version = 2", 1);
    files.insert("procedures.toml".into(), procedures.into_bytes());
    assert_eq!(property.operator().offer(&files), Vec::<String>::new());
    let state = property.desk().state();
    assert_eq!((state.unit.len(), state.credential.len()), (603, 14));
}

#[test]
fn an_import_error_names_file_line_and_column_and_nothing_is_changed() {
    let property = Property::new();
    let before = held(&property);
    let cases: [(Files, &str); 4] = [
        (
            with("units.csv", |t| t.replacen("13800000903", "12345", 1)),
            "units.csv 第 3 行 “telephone” (line 3, column F): ",
        ),
        (
            with("keys.csv", |t| t.replacen("S-002,1201", "S-002,9999", 1)),
            "keys.csv 第 3 行 “unit” (line 3, column B): ",
        ),
        (with("property.toml", |t| format!("{t}\nstrange = 1\n")), "property.toml 第 "),
        (with("procedures.toml", |t| t.replacen("rings = [", "rings = ", 1)), "procedures.toml 第 "),
    ];
    for (files, place) in cases {
        let errors = property.operator().offer(&files);
        assert!(errors.iter().any(|e| e.starts_with(place)), "{place}: {errors:?}");
        assert_eq!(held(&property), before, "{place}");
    }
    let two = with("units.csv", |t| t.replacen("13800000901", "1", 1).replacen("13800000903", "2", 1));
    assert_eq!(property.operator().offer(&two).len(), 2, "each place is named in one reading");
}
