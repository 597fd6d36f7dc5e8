//! The laws of reading a property's files: every fault is found with its place, and a
//! faulty set gives nothing.

use super::{Fault, Import, read};
use domain::registers::emergencies::Procedure;
use domain::registers::property::{Command, SurveyFigures, Unit};
use domain::registers::staff::Person;
use domain::rights::Role;
use domain::{Actor, Kind, Record, Stamp, State, Station};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use values::{At, Id, Text};

const UNITS: &str = "单元号,楼层,公司名称,公司英文名,住户或联系人,电话,紧急联系人\n";
const STAFF: &str = "工号,姓名,岗位,初始密码,离职\n";
const KEYS: &str = "钥匙号,单元号,类别,名称,数量\n";
const PRICES: &str = "版本,编号,服务项目,服务项目英文,单位,单价\n";
const ITEMS: &str = "编号,岗位,物品,物品英文,数量\n";
const PROPERTY: &str = "name = { zh = \"样本大厦\", en = \"Sample Tower\" }\naddress = { zh = \"样本路 1 号\", en = \"1 Sample Road\" }\n\
    assembly_point = { zh = \"北侧草坪\", en = \"North lawn\" }\ncounter_telephone = \"02155550001\"\ncontrol_room_telephone = \"02155550002\"\n";
const SURVEY: &str = "version = \"1\"\nfrom = 2026-01-01T00:00:00+08:00\ntitle = { zh = \"评价\", en = \"Survey\" }\n";
const AREA: &str = "[[areas]]\ncode = \"repair\"\nname = { zh = \"维修\", en = \"Repairs\" }\n";
const PROCEDURE: &str = "[[procedures]]\ncode = \"fire\"\nversion = 1\ntitle = { zh = \"火警\", en = \"Fire\" }\nevacuate = true\n\
    kiosk_title = { zh = \"请撤离\", en = \"Leave\" }\nrings = [\"control_room\"]\n";

const MAP: &str = "width = 20\nheight = 10\n[[marks]]\nkind = \"exit\"\nat = [3, 4]\n[[marks]]\nkind = \"assembly\"\nat = [20, 10]\n";

fn set(files: &[(&str, &[u8])]) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

fn read_text(files: &[(&str, &str)]) -> Result<Import, Vec<Fault>> {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read(&set(&bytes))
}

/// Each fault as it is printed; none where the files are fine.
fn faults(files: &[(&str, &str)]) -> Vec<String> {
    read_text(files).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn step(code: &str, after: &str) -> String {
    format!("[[procedures.steps]]\ncode = \"{code}\"\npost = \"counter\"\ntext = {{ zh = \"做\", en = \"Do\" }}\nafter = [{after}]\n")
}

/// Every file's own faults: what is in the file, where the fault is said to be, and a part
/// of its sentence. Exactly one fault each.
#[test]
fn each_fault_is_found_once_with_its_place() {
    let cyclic = format!("{PROCEDURE}{}{}{}", step("a", "\"c\""), step("b", "\"a\""), step("c", "\"b\""));
    let unknown_post = format!("{}{}", PROCEDURE.replace("control_room", "porter"), step("a", ""));
    let unknown_step = format!("{PROCEDURE}{}", step("a", "\"x\""));
    let table: &[(&str, &str, &str, &str)] = &[
        (
            "units.csv",
            &format!("{UNITS}1201,12F,,,样本,13800000001,\n1202,12F,,,样本,1380000,\n"),
            "units.csv 第 3 行 “电话” (line 3, column F): ",
            "11 位手机号",
        ),
        (
            "units.csv",
            &format!("{UNITS}1201,12F,,,样本,1.38E+10,\n"),
            "units.csv 第 2 行 “电话” (line 2, column F): ",
            "“文本”格式",
        ),
        ("units.csv", &format!("{UNITS}1201,,,,样本,,\n"), "units.csv 第 2 行 “楼层” (line 2, column B): ", "不能为空"),
        (
            "units.csv",
            &format!("{UNITS}1201,12F\n\n# 备注\n１２０１,12F\n"),
            "units.csv 第 5 行 “单元号” (line 5, column A): ",
            "lines 2 and 5",
        ),
        (
            "units.csv",
            &format!("{UNITS}1201,12F,,,,,,,多\n"),
            "units.csv 第 2 行 (line 2): ",
            "more cells than the 7 headers",
        ),
        (
            "units.csv",
            &format!("{UNITS}1201,12F,\"云澜,,,,\n1202,12F,,,,,\n"),
            "units.csv 第 2 行 (line 2): ",
            "双引号没有成对",
        ),
        ("units.csv", "单元号,公司名称\n1201,样本\n", "units.csv 第 1 行 (line 1): ", "缺少“楼层”（floor）列"),
        (
            "units.csv",
            "单元号,楼层,手机\n1201,12F,1\n",
            "units.csv 第 1 行 “手机” (line 1, column C): ",
            "电话 (telephone)",
        ),
        (
            "units.csv",
            "单元号,楼层,unit\n1201,12F,1201\n",
            "units.csv 第 1 行 “unit” (line 1, column C): ",
            "column A is the same",
        ),
        ("units.csv", "", "units.csv: ", "empty"),
        (
            "staff.csv",
            &format!("{STAFF}1001,样本甲,领班、园丁,,\n"),
            "staff.csv 第 2 行 “岗位” (line 2, column C): ",
            "不认识“园丁”，可填：客服助理 (clerk)、领班 (lead)",
        ),
        (
            "staff.csv",
            &format!("{STAFF}1001,样本甲,领班,,\n1001,样本乙,主管,,\n"),
            "staff.csv 第 3 行 “工号” (line 3, column A): ",
            "lines 2 and 3",
        ),
        (
            "staff.csv",
            &format!("{STAFF}1001,样本甲,领班,12345,\n"),
            "staff.csv 第 2 行 “初始密码” (line 2, column D): ",
            "6 位数字",
        ),
        (
            "staff.csv",
            &format!("{STAFF}1001,样本甲,领班,,也许\n"),
            "staff.csv 第 2 行 “离职” (line 2, column E): ",
            "是 (yes)、否 (no)",
        ),
        (
            "keys.csv",
            &format!("{KEYS}D-1,,铁门,大门,1\n"),
            "keys.csv 第 2 行 “类别” (line 2, column C): ",
            "房门 (door)",
        ),
        (
            "keys.csv",
            &format!("{KEYS}D-1,,公共区域,大门,0\n"),
            "keys.csv 第 2 行 “数量” (line 2, column E): ",
            "from 1 to 99",
        ),
        (
            "keys.csv",
            &format!("{KEYS}D-1,1201,房门,大门,1\n"),
            "keys.csv 第 2 行 “单元号” (line 2, column B): ",
            "units.csv",
        ),
        (
            "map.toml",
            &MAP.replace("\"exit\"", "\"stairs\""),
            "map.toml 第 3 行 “marks” (line 3): ",
            "mark at least one exit",
        ),
        (
            "map.toml",
            &MAP.replace("[3, 4]", "[3, 11]"),
            "map.toml 第 5 行 “marks.at” (line 5): ",
            "from [0, 0] to [20, 10]",
        ),
        ("map.toml", &MAP.replace("[3, 4]", "[3]"), "map.toml 第 5 行 “marks.at” (line 5): ", "two whole numbers"),
        ("map.toml", &MAP.replace("\"exit\"", "\"door\""), "map.toml 第 4 行 “marks.kind” (line 4): ", "出口 (exit)"),
        (
            "map.toml",
            &format!("{MAP}[[shapes]]\nkind = \"room\"\npoints = [[0, 0], [1, 1]]\n"),
            "map.toml 第 11 行 “shapes.points” (line 11): ",
            "write 3 to 60 places",
        ),
        (
            "map.toml",
            &format!("{MAP}[[kiosks]]\nname = \"样本机\"\nat = [1, 1]\n[[kiosks]]\nname = \"样本机\"\nat = [2, 2]\n"),
            "map.toml 第 13 行 “kiosks.name” (line 13): ",
            "stands above already",
        ),
        (
            "property.toml",
            &format!("{PROPERTY}[counter]\nopen = \"09:00\"\nclose = \"09:00\"\n"),
            "property.toml 第 8 行 “counter.close” (line 8): ",
            "closes after it opens",
        ),
        (
            "property.toml",
            &format!("{PROPERTY}[kiosk]\nattract_s = 5\n"),
            "property.toml 第 7 行 “kiosk.attract_s” (line 7): ",
            "from 20 to 3600",
        ),
        (
            "price-list.csv",
            &format!("{PRICES}2026-01,W-1,疏通,,次,面议\n"),
            "price-list.csv 第 2 行 “单价” (line 2, column F): ",
            "35.50",
        ),
        (
            "price-list.csv",
            &format!("{PRICES}2026-01,W-1,疏通,,次,35\n2026-02,W-2,打孔,,个,15\n"),
            "price-list.csv 第 3 行 “版本” (line 3, column A): ",
            "2026-01",
        ),
        ("price-list.csv", PRICES, "price-list.csv: ", "at least one"),
        (
            "post-items.csv",
            &format!("{ITEMS}radio,大堂,对讲机,,2\n"),
            "post-items.csv 第 2 行 “岗位” (line 2, column B): ",
            "前台岗 (counter)",
        ),
        (
            "post-items.csv",
            &format!("{ITEMS}对讲机,前台岗,对讲机,,2\n"),
            "post-items.csv 第 2 行 “编号” (line 2, column A): ",
            "英文字母",
        ),
        (
            "property.toml",
            &format!("{PROPERTY}\n[alarm]\nacknowlege_within_s = 60\n"),
            "property.toml 第 8 行 “alarm.acknowlege_within_s” (line 8): ",
            "acknowledge_within_s、step_within_s",
        ),
        ("property.toml", &format!("{PROPERTY}[alarms]\n"), "property.toml 第 6 行 “alarms” (line 6): ", "unknown key"),
        (
            "property.toml",
            &format!("{PROPERTY}[kiosk]\ncountdown_s = 5\n"),
            "property.toml 第 7 行 “kiosk.countdown_s” (line 7): ",
            "from 20 to 300",
        ),
        (
            "property.toml",
            &format!("{PROPERTY}[handover]\nmorning = \"17:30\"\nevening = \"08:30\"\n"),
            "property.toml 第 8 行 “handover.evening” (line 8): ",
            "after the morning",
        ),
        (
            "property.toml",
            &format!("{PROPERTY}[handover]\namber_minutes = 30\n"),
            "property.toml 第 6 行 “handover.red_minutes” (line 6): ",
            "red comes after amber",
        ),
        (
            "property.toml",
            &format!("{PROPERTY}[calendar]\nworking_weekends = [\n  2026-02-14,\n  2026-02-16,\n]\n"),
            "property.toml 第 9 行 “calendar.working_weekends” (line 9): ",
            "2026-02-16",
        ),
        (
            "property.toml",
            &PROPERTY.replace("02155550001", "110"),
            "property.toml 第 4 行 “counter_telephone” (line 4): ",
            "11 位手机号",
        ),
        (
            "property.toml",
            &PROPERTY.replace(", en = \"North lawn\"", ""),
            "property.toml 第 3 行 “assembly_point.en” (line 3): ",
            "缺少",
        ),
        ("property.toml", &PROPERTY.replace("name = ", "name "), "property.toml 第 1 行 (line 1): ", "等号"),
        ("survey.toml", SURVEY, "survey.toml 第 1 行 “areas” (line 1): ", "[[areas]]"),
        ("survey.toml", &format!("{SURVEY}{AREA}{AREA}"), "survey.toml 第 8 行 “areas.code” (line 8): ", "repair"),
        (
            "survey.toml",
            &format!("{}{AREA}", SURVEY.replace("+08:00", "")),
            "survey.toml 第 2 行 “from” (line 2): ",
            "带时区",
        ),
        (
            "notice.toml",
            "version = \"1\"\nfrom = 2026-01-01T00:00:00Z\n",
            "notice.toml 第 1 行 “text” (line 1): ",
            "缺少",
        ),
        ("procedures.toml", &cyclic, "procedures.toml 第 8 行 “procedures.steps” (line 8): ", "a → c → b → a"),
        (
            "procedures.toml",
            &unknown_step,
            "procedures.toml 第 12 行 “procedures.steps.after” (line 12): ",
            "there is no step x",
        ),
        (
            "procedures.toml",
            &unknown_post,
            "procedures.toml 第 7 行 “procedures.rings” (line 7): ",
            "监控室 (control_room)",
        ),
        ("unit.csv", "", "unit.csv: ", "units.csv"),
    ];
    for (file, text, place, part) in table {
        let found = faults(&[(file, text)]);
        assert_eq!(found.len(), 1, "{place}{part}: {found:#?}");
        assert!(found[0].starts_with(place) && found[0].contains(part), "{place}{part}: {found:#?}");
    }
}

#[test]
fn a_key_of_an_unknown_unit_is_refused_and_a_faulty_unit_is_blamed_once() {
    let units = format!("{UNITS}1201,12F,,,,,\n1202,12F,,,,110,\n");
    let keys = format!("{KEYS}D-1,1201,房门,甲,1\nD-2,1202,房门,乙,1\nD-3,1299,房门,丙,1\n");
    let found = faults(&[("units.csv", &units), ("keys.csv", &keys)]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("keys.csv 第 4 行 “单元号” (line 4, column B): units.csv 中没有单元“1299”"), "{found:#?}");
    assert!(found[1].starts_with("units.csv 第 3 行 “电话”"), "{found:#?}");
}

#[test]
fn headers_may_be_chinese_or_english_in_any_order_with_or_without_a_mark() {
    let chinese = read_text(&[(
        "units.csv",
        "单元号,楼层,公司名称,公司英文名,住户或联系人,电话,紧急联系人\n1201,12F,云澜样本,Sample,样本甲,13800000001,样本乙\n",
    )]);
    for same in [
        "telephone,occupant,emergency contact,unit,floor,company in english,company\n１３８０００００００１,样本甲,样本乙,１２０１,12F,Sample,云澜样本\n",
        "\u{FEFF}Unit,FLOOR,公司名称,Company_in_English,住户或联系人,电话,紧急联系人\r\n1201,12F,云澜样本,Sample,样本甲,138-0000-0001,样本乙\r\n",
        "# 备注，可删\n单元号,楼层,公司名称,公司英文名,住户或联系人,电话,紧急联系人,\n\n\"1201\",\"12F\",云澜样本,Sample,样本甲,+86 13800000001,样本乙,\n,,,,,,,\n",
    ] {
        assert!(read_text(&[("units.csv", same)]) == chinese, "{same}");
    }
    assert_eq!(chinese.map(|i| i.records.len()), Ok(1));
}

#[test]
fn other_encodings_are_refused_with_the_way_to_save_the_file() {
    let gbk = b"\xB5\xA5\xD4\xAA\xBA\xC5,\xC2\xA5\xB2\xE3\n1201,12F\n".as_slice();
    let later = b"unit,floor,company\n1201,12F,\n1202,12F,\xD4\xC6\n".as_slice();
    let wide = b"\xFF\xFEu\0n\0i\0t\0".as_slice();
    for (file, bytes, line) in
        [("units.csv", gbk, Some(1)), ("units.csv", later, Some(3)), ("units.csv", wide, Some(1)), ("property.toml", gbk, Some(1))]
    {
        let found = read(&set(&[(file, bytes)])).unwrap_err();
        assert_eq!((found.len(), found[0].line), (1, line));
        assert!(found[0].sentence.contains("UTF-8") && found[0].sentence.contains("GBK"), "{}", found[0]);
    }
}

#[test]
fn what_lies_beside_the_files_is_passed_over() {
    let units = format!("{UNITS}1201,12F,,,,,\n");
    let beside = [("units.csv", units.as_str()), ("~$units.csv", "x"), (".~units.csv", "x"), ("README.md", "x"), ("units.xlsx", "x")];
    assert_eq!(read_text(&beside).map(|i| i.records.len()), Ok(1));
}

#[test]
fn a_cell_is_text_whatever_it_begins_with() {
    let rows = "1201,12F,=1+1,@sample,-甲,+86 13800000001,+cmd|x\n";
    let import = read_text(&[("units.csv", &format!("{UNITS}{rows}"))]).unwrap();
    let Record::Unit(unit) = &import.records[0] else { panic!("a unit") };
    let company = unit.company.as_ref().map(|c| (c.zh.as_str(), c.en.as_str()));
    assert_eq!(company, Some(("=1+1", "@sample")));
    assert_eq!(unit.occupant.as_ref().and_then(|o| o.clear()).map(|o| o.as_str()), Some("-甲"));
    assert_eq!(unit.emergency_contact.as_ref().and_then(|o| o.clear()).map(|o| o.as_str()), Some("+cmd|x"));
}

#[test]
fn all_files_are_looked_at_before_any_is_refused_and_nothing_is_half_done() {
    let found = faults(&[
        ("keys.csv", &format!("{KEYS}D-1,,铁门,,1\n")),
        ("notice.toml", "from = 1\n"),
        ("staff.csv", &format!("{STAFF}1,样本甲,领班,1,\n")),
        ("units.csv", &format!("{UNITS}1201,12F,,,,,\n")),
    ]);
    let places: Vec<_> = found.iter().map(|f| f.split_whitespace().next().unwrap()).collect();
    assert_eq!(places, ["keys.csv", "keys.csv", "notice.toml", "notice.toml", "notice.toml", "staff.csv", "staff.csv"]);
    let many: String = (0..150).map(|at| format!("{at},12F,,,,110,\n")).collect();
    assert_eq!(faults(&[("units.csv", &format!("{UNITS}{many}"))]).len(), 101, "a hundred, and one that counts the rest");
}

#[test]
fn no_sentence_repeats_a_name_a_telephone_or_a_pin() {
    let units = format!("{UNITS}1201,12F,,,马克-marker,1380099,marker 1380099\n");
    let staff = format!("{STAFF}1001,m\u{200B}arker,领班,481516234,\n");
    let found = faults(&[("units.csv", &units), ("staff.csv", &staff)]).join("\n");
    assert!(!found.is_empty());
    for secret in ["marker", "1380099", "481516234"] {
        assert!(!found.contains(secret), "{found}");
    }
}

#[test]
fn figures_that_are_not_written_are_the_ones_of_the_handbook() {
    let import = read_text(&[("property.toml", PROPERTY)]).unwrap();
    let demo = read(&demo()).unwrap();
    let figures = |import: &Import| {
        let Record::Settings(s) = &import.records[0] else { panic!("settings come first") };
        let handovers = (s.morning_handover, s.evening_handover, s.utc_offset_minutes);
        (
            handovers,
            s.handover.clone(),
            s.deadlines.clone(),
            s.alarm.clone(),
            // What is asked with one touch is the property's own.
            (SurveyFigures { quick_area: None, ..s.survey.clone() }, s.archive.clone()),
            (s.kiosk_idle_s, s.kiosk_countdown_s, s.kiosk_attract_s, s.counter.clone()),
        )
    };
    assert_eq!(figures(&import), figures(&demo), "the demo property writes every default");
    assert_eq!(figures(&import).0, (510, 1_050, 480));
}

/// The demo property's files, as the repository has them.
fn demo() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../property");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn the_demo_property_imports_whole() {
    let import = read(&demo()).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()));
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for record in &import.records {
        *counts.entry(record.reference().kind).or_default() += 1;
    }
    let expected = [
        (Kind::Settings, 1),
        (Kind::Unit, 336),
        (Kind::PriceList, 1),
        (Kind::PrivacyNotice, 1),
        (Kind::PostItem, 28),
        (Kind::PropertyMap, 1),
        (Kind::Person, 24),
        (Kind::Key, 160),
        (Kind::SurveyForm, 1),
        (Kind::Procedure, 3),
    ];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(import.pins.len(), 24, "every person of the demo can sign in");
    let roles: BTreeSet<Role> = import
        .records
        .iter()
        .flat_map(|r| if let Record::Person(p) = r { p.roles.clone() } else { BTreeSet::new() })
        .collect();
    assert_eq!(roles, BTreeSet::from(Role::ALL));
    for record in &import.records {
        let kept = serde_json::to_string(record).unwrap();
        assert!(&serde_json::from_str::<Record>(&kept).unwrap() == record, "{:?} reads back", record.reference());
    }
}

#[test]
fn the_demo_property_is_accepted_by_the_rules() {
    let import = read(&demo()).unwrap();
    let records = import.records.len();
    let command = Command::Import { records: import.records, source: Text::parse("property").unwrap() };
    let stamp = Stamp {
        revision: 1,
        at: At(1_795_399_200_000),
        actor: Actor::Operator,
        station: Station::Operator,
        terminal: Id::parse("operator").unwrap(),
        seq: 1,
        incarnation: "1".into(),
        offline: None,
        proof: None,
        second: None,
        holder: None,
        expected: None,
        clock_shows: None,
    };
    let mut state = State::default();
    let changes = domain::decide(&state, &command.into(), &stamp).unwrap();
    assert!(changes.len() >= records);
    state.apply(&changes);
    let first: Id<Person> = Id::parse("1001").unwrap();
    assert!(state.person.get(&first).is_some() && state.unit.len() == 336 && state.key.len() == 160);
}

/// Whether `code` waits, directly or through others, for `before`.
fn waits(procedure: &Procedure, code: &str, before: &str) -> bool {
    let after = procedure.steps.iter().find(|s| s.code == code).map_or(&[][..], |s| &s.after);
    after.iter().any(|a| a == before || waits(procedure, a, before))
}

#[test]
fn e2_the_demo_propertys_fire_follows_the_lawful_order() {
    let import = read(&demo()).unwrap();
    let fire = import
        .records
        .iter()
        .find_map(|r| if let Record::Procedure(p) = r { Some(p).filter(|p| p.id.as_str() == "fire") } else { None });
    let fire = fire.unwrap();
    for (code, before) in [
        ("linkage", "confirm"),
        ("call_119", "confirm"),
        ("plan", "linkage"),
        ("plan", "call_119"),
        ("report", "plan"),
        ("cause", "report"),
        ("panel_reset", "cause"),
    ] {
        assert!(waits(fire, code, before), "{code} waits for {before}");
        assert!(!waits(fire, before, code));
    }
    assert!(!waits(fire, "linkage", "call_119") && !waits(fire, "call_119", "linkage"), "both at the same time");
    let evacuating: Vec<_> = import.records.iter().filter(|r| matches!(r, Record::Procedure(p) if p.evacuate)).collect();
    assert_eq!(evacuating.len(), 1, "only the fire empties the building");
}

#[test]
fn every_key_of_the_demo_property_hangs_under_a_number_that_names_no_room() {
    let import = read(&demo()).unwrap();
    let units: BTreeSet<&Id<Unit>> =
        import.records.iter().filter_map(|r| if let Record::Unit(u) = r { Some(&u.id) } else { None }).collect();
    for record in &import.records {
        if let Record::Key(key) = record {
            assert!(
                key.unit.as_ref().is_none_or(|u| units.contains(u) && !key.number.as_str().contains(u.as_str())),
                "{}",
                key.number
            );
        }
    }
}

#[test]
fn what_the_kiosk_asks_with_one_touch_is_an_area_of_the_form_beside_it() {
    let asks = |area: &str| format!("{PROPERTY}[survey]\nquick_area = \"{area}\"\n");
    let survey = format!("{SURVEY}{AREA}");
    assert!(faults(&[("property.toml", &asks("repair")), ("survey.toml", &survey)]).is_empty());
    let found = faults(&[("property.toml", &asks("no-such")), ("survey.toml", &survey)]);
    assert!(
        matches!(found.as_slice(), [one] if one.starts_with("property.toml “survey.quick_area”: ") && one.contains("repair")),
        "{found:?}"
    );
    // Whether a form that is not beside it has such an area, nobody can say here.
    assert!(faults(&[("property.toml", &asks("no-such"))]).is_empty());
}

#[test]
fn e2_a_drawing_is_read_as_it_stands() {
    let map = format!("{MAP}[[kiosks]]\nname = \"样本机\"\nat = [1, 2]\nway = [[3, 4], [20, 10]]\n");
    let import = read_text(&[("map.toml", &map)]).unwrap();
    let [Record::PropertyMap(map)] = import.records.as_slice() else { panic!("{import:?}") };
    assert_eq!((map.width, map.height, map.marks.len(), map.shapes.len()), (20, 10, 2, 0));
    let kiosk = &map.kiosks[0];
    assert_eq!((kiosk.name.as_str(), kiosk.at, kiosk.way.len()), ("样本机", domain::registers::property::Point(1, 2), 2));
}

#[test]
fn b03_what_the_notice_does_not_say_is_not_asked() {
    let property = |asked: &str| format!("{PROPERTY}[visits]\n{asked} = true\n");
    let notice =
        |covers: &str| format!("version = \"n-1\"\nfrom = 2026-01-01T00:00:00+08:00\n{covers}\n[text]\nzh = \"样本\"\nen = \"Sample\"\n");
    for asked in ["photo", "identity"] {
        let both = |covers: &str| faults(&[("property.toml", &property(asked)), ("notice.toml", &notice(covers))]);
        for covers in ["covers = [\"photo\", \"identity\"]".to_owned(), format!("covers = [\"{asked}\"]")] {
            assert_eq!(both(&covers), Vec::<String>::new(), "{asked} {covers}");
        }
        for covers in ["", "covers = []"] {
            let found = both(covers);
            let place = format!("property.toml “visits.{asked}”: ");
            assert!(matches!(found.as_slice(), [one] if one.starts_with(&place) && one.contains("covers")), "{found:?}");
        }
    }
    let found = faults(&[("notice.toml", &notice("covers = [\"face\"]"))]);
    assert!(matches!(found.as_slice(), [one] if one.contains("“covers”") && one.contains("photo")), "{found:?}");
    // Without the notice beside it nobody can say here what the earlier one covers: then the lobby offers no photo.
    assert!(faults(&[("property.toml", &property("photo"))]).is_empty());
    let import = read_text(&[("notice.toml", &notice("covers = [\"photo\"]"))]).unwrap();
    let [Record::PrivacyNotice(notice)] = import.records.as_slice() else { panic!("{import:?}") };
    assert_eq!(notice.covers, [domain::registers::property::Covered::Photo].into());
}
