use super::*;

static REGULAR: &[u8] = include_bytes!("../../../look/fonts/NotoSansSC_400Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../look/fonts/NotoSansSC_700Bold.ttf");

pub(crate) fn faces() -> Faces {
    Faces::new(REGULAR, BOLD).unwrap()
}

pub(crate) fn slip() -> Slip {
    Slip {
        property: "云塔大厦".into(),
        title: "访客通行码".into(),
        code: "071 234 6070".into(),
        scanned: "07123440506070".into(),
        facts: vec!["2026年11月23日 10:00".into(), "云澜橘颂贸易有限公司 1206".into()],
        leaving: vec!["离开时，请在自助机扫这个二维码，或输入通行码和后四位。谢谢您的来访。".into()],
    }
}

/// The rows of dots of a slip that hold its QR code: those of the code are found by their height.
fn modules(picture: &Picture, scanned: &str) -> Option<Vec<bool>> {
    let code = QRBuilder::new(scanned).build().ok()?;
    let side = picture.width() * 11 / 20 / (code.size + QUIET * 2);
    let left = (picture.width() - (code.size + QUIET * 2) * side) / 2 + QUIET * side;
    (0..picture.height()).find_map(|top| {
        let read = |index: usize| picture.is_black(left + index % code.size * side + side / 2, top + index / code.size * side + side / 2);
        let found: Vec<bool> = (0..code.size * code.size).map(read).collect();
        let wanted: Vec<bool> = code.data.iter().take(code.size * code.size).map(|module| module.value()).collect();
        (found == wanted).then_some(found)
    })
}

#[test]
fn v1_the_slip_holds_the_qr_code_of_this_visit_and_of_no_other() {
    for width in [384, 576] {
        let picture = slip().picture(&faces(), width);
        assert_eq!(picture.width(), width);
        assert!(modules(&picture, "07123440506070").is_some(), "{width}");
        assert!(modules(&picture, "07123440506071").is_none(), "{width}");
    }
}

#[test]
fn every_part_of_a_slip_leaves_dots_on_it() {
    let whole = slip().picture(&faces(), 576);
    let black = |picture: &Picture| picture.rows().iter().map(|byte| byte.count_ones()).sum::<u32>();
    let empty = Slip {
        property: String::new(),
        title: String::new(),
        code: String::new(),
        facts: vec![],
        leaving: vec![],
        ..slip()
    };
    let without = [
        Slip { property: String::new(), ..slip() },
        Slip { title: String::new(), ..slip() },
        Slip { code: String::new(), ..slip() },
        Slip { facts: vec![], ..slip() },
        Slip { leaving: vec![], ..slip() },
    ];
    for (index, less) in without.iter().enumerate() {
        assert!(black(&less.picture(&faces(), 576)) < black(&whole), "part {index}");
    }
    assert!(black(&empty.picture(&faces(), 576)) > 0, "the QR code alone");
}

#[test]
fn no_line_runs_over_the_edge_of_the_paper() {
    let long = Slip {
        facts: vec!["云澜".repeat(40), "W".repeat(90), "a company with a rather long name ".repeat(4)],
        ..slip()
    };
    let usual = slip().picture(&faces(), 384);
    assert!(long.picture(&faces(), 384).height() > usual.height() + 200, "it goes on below");
}

#[test]
fn what_is_logged_of_a_slip_names_nothing_on_it() {
    let said = format!("{:?} {:?}", slip(), slip().picture(&faces(), 384));
    assert!(!said.contains("071") && !said.contains("云"), "{said}");
}

/// For people to look at: `DEVICES_PICTURES=DIR`, and `--ignored`.
#[test]
#[ignore = "draws a picture, for people to look at"]
fn draws_a_slip() {
    let Ok(folder) = std::env::var("DEVICES_PICTURES") else { return };
    let picture = slip().picture(&faces(), 576);
    let mut file = format!("P4\n{} {}\n", picture.width(), picture.height()).into_bytes();
    file.extend_from_slice(picture.rows());
    std::fs::write(format!("{folder}/slip.pbm"), file).unwrap();
}
