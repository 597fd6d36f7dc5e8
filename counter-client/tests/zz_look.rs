mod fixture;
#[allow(unused_imports)]
mod k { use crate::fixture::*; use domain::registers::keys::*; use domain::Station;
fn lost_card(house: &mut House, loss: &str, minutes: i64) {
    let report = Command::ReportLoss {
        loss: id(loss),
        unit: Some(id("1206")),
        unit_said: None,
        kind: KeyKind::AccessCard,
        reporter: name("王样本"),
        telephone: Some(telephone("13800005521")),
        lost_when: line("今天 08:30"),
        lost_where: line("一层大堂").into(),
    };
    house.did(minutes, Station::Kiosk, "", report);
}

fn issued(house: &mut House, issue: &str, key: &str, minutes: i64, due: i64) {
    let entry = Command::Issue {
        issue: id(issue),
        key: id(key),
        to: name("李样本"),
        telephone: Some(telephone("13800001234")),
        why: line("入户维修"),
        due_at: at(due),
    };
    house.did(minutes, Station::Counter, LEAD, entry);
}

/// A card lost and known to the lead, a key out and late, one damaged, an old loss settled.
pub fn full() -> House {
    let mut house = House::new();
    lost_card(&mut house, "old", -3_000);
    for (person, role) in [(LEAD, LossRole::Lead), (TECHNICIAN, LossRole::Engineering), (SECURITY, LossRole::Security)] {
        house.did(-2_990, Station::Counter, person, Command::AcknowledgeLoss { loss: id("old"), role });
    }
    house.did(-2_900, Station::Counter, TECHNICIAN, Command::ChangeLock { loss: id("old"), note: line("已注销门禁卡") });
    house.did(-2_800, Station::Counter, LEAD, Command::CloseLoss { loss: id("old"), result: line("卡已补发").into() });
    lost_card(&mut house, "new", -24);
    house.did(-20, Station::Counter, LEAD, Command::AcknowledgeLoss { loss: id("new"), role: LossRole::Lead });
    issued(&mut house, "i1", "D-003", -300, -20);
    issued(&mut house, "i2", "D-004", -60, 120);
    house.did(-50, Station::Counter, CLERK, Command::MarkDamaged { key: id("R-001") });
    house
}

}
mod m { use crate::fixture::*; use domain::registers::matters::*; use domain::Station;
/// A repair that nobody has taken up and that is late, a complaint that the control room
/// has taken up, and a request that is done.
pub fn full() -> House {
    let mut house = House::new();
    for (matter, minutes, kind, class, unit, contact, what) in [
        ("done", -200, MatterKind::Request, Class::Minor, None, "赵样本", "想借一辆手推车"),
        ("noise", -90, MatterKind::Complaint, Class::Important, Some("1801"), "李样本", "楼上装修噪声太大，影响办公"),
        ("leak", -40, MatterKind::Repair, Class::Minor, Some("1206"), "王样本", "厨房水龙头漏水，水已流到走廊"),
    ] {
        let take = Command::Take {
            matter: id(matter),
            kind,
            class,
            unit: unit.map(id),
            contact: name(contact),
            telephone: Some(telephone("13800005521")),
            what: text(what),
            about: None,
            due_at: None,
        };
        house.did(minutes, Station::Counter, CLERK, take);
    }
    house.did(-190, Station::Counter, CLERK, Command::Claim { matter: id("done") });
    house.did(-180, Station::Counter, CLERK, Command::Finish { matter: id("done"), result: line("已借出，已归还").into() });
    house.did(-80, Station::ControlRoom, OPERATOR, Command::Claim { matter: id("noise") });
    house.did(-75, Station::ControlRoom, OPERATOR, Command::HandTo { matter: id("noise"), department: Department::Security });
    house.did(-70, Station::ControlRoom, OPERATOR, Command::AddNote { note: id("n1"), matter: id("noise"), text: text("已请施工队改到 18 点后作业") });
    house
}

}
mod v { use crate::fixture::*; use domain::registers::surveys::*; use domain::Station;
/// So many answers in an area, a minute apart and ending at `until`; the first of them with words.
pub fn answered(house: &mut House, area: &str, faces: &[(Face, usize)], said: usize, until: i64) {
    let all = faces.iter().flat_map(|(face, count)| std::iter::repeat_n(*face, *count));
    for (place, face) in all.enumerate() {
        let answer = format!("{area}-{}-{until}", place);
        let minutes = until - place as i64;
        let sitting = id(&format!("s-{answer}"));
        house.did(minutes, Station::Kiosk, "", Command::Answer { answer: id(&answer), form: id("2026-1"), area: area.into(), face, sitting });
        if place < said {
            house.did(minutes, Station::Kiosk, "", Command::AddWord { answer: id(&answer), word: text(&format!("意见{area}{place}")) });
        }
    }
}

pub fn full() -> House {
    let mut house = House::new();
    answered(&mut house, "front_desk", &[(Face::VeryHappy, 30), (Face::Happy, 9), (Face::Unhappy, 1)], 6, -100);
    answered(&mut house, "repair", &[(Face::Happy, 8), (Face::VeryUnhappy, 2)], 2, -100);
    answered(&mut house, "cleaning", &[(Face::Unhappy, 4)], 1, -100);
    house
}

}
use counter_client::desk::Desk;
use domain::Station;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use fixture::*;
use look::words::{Language,words};
fn shot(desk: Desk, tab: usize, size: (f32,f32), file: &str, act: impl Fn(&mut Harness<'static, Desk>)) {
    let mut desk = desk; desk.screen = tab;
    let setup = |ctx: &egui::Context| look::theme::install(ctx, look::theme::DESK);
    let mut h = Harness::builder().with_size(egui::vec2(size.0,size.1)).wgpu().with_context_setup(setup).build_ui_state(counter_client::frame::frame_ui, desk);
    h.run_ok(); act(&mut h); h.run_ok(); h.remove_cursor(); h.run_ok();
    h.render().unwrap().save(format!("/tmp/shots/{file}.png")).unwrap();
}
const BIG: (f32,f32) = (1440.0,900.0);
const SMALL: (f32,f32) = (1280.0,800.0);
#[test]
fn shots() {
    std::fs::create_dir_all("/tmp/shots").unwrap();
    for (l, s) in [(Language::ZhHans,"zh"),(Language::En,"en")] {
        let w = words(l);
        let d = |h: &House| h.desk(Station::Counter, LEAD, l);
        let size = if s=="zh" {BIG} else {SMALL};
        shot(d(&House::empty()),2,size,&format!("keys-empty-{s}"),|_|{});
        shot(d(&k::full()),2,size,&format!("keys-loss-{s}"),|_|{});
        shot(d(&k::full()),2,size,&format!("keys-register-{s}"),|h|{ press(h,&format!("{} 8",w.keys.register)); let r = h.query_all_by_label_contains("C-001").next().unwrap(); r.click(); });
        shot(d(&k::full()),2,size,&format!("keys-out-{s}"),|h|{ press(h,&format!("{} 8",w.keys.register)); let r = h.query_all_by_label_contains("D-003").next().unwrap(); r.click(); });
        shot(d(&k::full()),2,size,&format!("keys-issue-{s}"),|h|{ press(h,&format!("{} 8",w.keys.register)); { let r = h.query_all_by_label_contains("D-001").next().unwrap(); r.click(); } h.run_ok(); press(h,w.keys.issue); fill(h, w.keys.telephone, "12"); });
        shot(d(&k::full()),2,size,&format!("keys-report-{s}"),|h|{ press(h,w.keys.report_loss); fill(h,w.keys.unit,"1"); });
        shot(d(&k::full()),2,size,&format!("keys-name-{s}"),|h|{ press(h,w.keys.name_keys); });
        shot(d(&House::empty()),3,size,&format!("matters-empty-{s}"),|_|{});
        shot(d(&m::full()),3,size,&format!("matters-{s}"),|_|{});
        shot(d(&m::full()),3,size,&format!("matters-claimed-{s}"),|h|{ let r = h.query_all_by_label_contains("1801 · ").next().unwrap(); r.click(); });
        shot(d(&m::full()),3,size,&format!("matters-take-{s}"),|h|{ press(h,w.matters.take); fill(h,w.matters.unit,"1206"); {let r=h.query_all_by_label_contains("1206 ").last().unwrap(); r.click();} });
        shot(d(&m::full()),3,size,&format!("matters-hand-{s}"),|h|{ press(h,w.matters.hand_to); });
        shot(d(&House::new()),4,size,&format!("surveys-empty-{s}"),|_|{});
        if s=="zh" {
            let mut long = m::full();
            long.did(-1, Station::Counter, CLERK, domain::registers::matters::Command::Take { matter: id("long"), kind: domain::registers::matters::MatterKind::Complaint, class: domain::registers::matters::Class::Major, unit: Some(id("1207")), contact: name("阿卜杜拉·买买提·吐尔逊·艾合买提·玉素甫江·古丽"), telephone: None, what: text(&"地下车库漏水导致车辆被淹，要求赔偿。".repeat(12)), about: Some(line(&"物业工程部门及外包单位".repeat(5))), due_at: None });
            shot(d(&long),3,SMALL,"matters-long",|h|{ let r = h.query_all_by_label_contains("1207 · ").next().unwrap(); r.click(); });
            shot(d(&k::full()),2,(1920.0,1080.0),"keys-loss-1920",|_|{});
            shot(d(&v::full()),4,SMALL,"surveys-small",|_|{});
        }
        let mut h = v::full(); v::answered(&mut h, "charges", &[(domain::registers::surveys::Face::Unhappy, 3), (domain::registers::surveys::Face::Happy, 1)], 0, -1);
        shot(d(&h),4,size,&format!("surveys-{s}"),|_|{});
    }
}
