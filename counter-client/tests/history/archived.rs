//! A record of every kind that leaves, brought on by the rules where they make it.

use crate::duty::{NOBODY, OPERATOR_TWO, act};
use crate::fixture::{CLERK, House, LEAD, OPERATOR, at, id, line, name, telephone, text, told};
use domain::registers::corrections::Correction;
use domain::registers::emergencies::{Command as Emergencies, Found, Ring};
use domain::registers::erasures::Erasure;
use domain::registers::found_keys::FoundPlace;
use domain::registers::handover::{
    Addendum, Cleared, Command as Handover, Count, Cut, Ground, Objection, OpenItem, Post, ReadBack, Sheet, Signed,
};
use domain::registers::keys::{Command as Keys, KeyKind};
use domain::registers::matters::{Class, Command as Matters, Matter, MatterKind};
use domain::registers::notices::{Command as Notices, NoticeKind, Wording};
use domain::registers::releases::{Check, Command as Releases, Fees, Goods, Standing};
use domain::registers::staff::{Hand, Signature};
use domain::registers::surveys::{Command as Surveys, Face};
use domain::registers::terminals::{self, Barrier, Turned, TurnedAway};
use domain::registers::visits::{Command as Visits, Host, Particulars, Purpose, Visit};
use domain::registers::{appointments, calls, found_keys};
use domain::{Record, RecordRef, Station};
use terminal::{Bytes, HistoryVersion};
use values::{Digest, Line, LocalDay, PassNumber, ReportNumber, Text, VisitCode};

/// How many kinds there are below.
pub const OF_EVERY_KIND: usize = 23;

/// A version as the server sends it.
pub fn version(revision: u64, record: impl Into<Record>) -> HistoryVersion {
    let record = record.into();
    HistoryVersion {
        revision,
        reference: record.reference().to_string(),
        record: Bytes::from(serde_json::to_vec(&record).unwrap()),
    }
}

/// A notice that was shown and withdrawn.
fn notice(house: &mut House) {
    let wording = |title: &str, text: &str| Wording { title: line(title), text: Text::parse(text).unwrap() };
    let write = Notices::Write {
        notice: id("g-12"),
        kind: NoticeKind::Event,
        zh: wording("样本活动通知", "欢迎参加"),
        en: wording("A sample event", "Please come"),
        from: at(-80),
        until: at(80),
    };
    act(house, at(-80), Station::Counter, CLERK, write);
    act(house, at(-79), Station::Counter, LEAD, Notices::Confirm { notice: id("g-12"), written_at: at(-80) });
    act(house, at(-78), Station::Counter, CLERK, Notices::Withdraw { notice: id("g-12") });
}

/// Two visitors who have left, a key that came back, a closed emergency, and so on.
pub fn house() -> House {
    let mut house = crate::duty::house();
    visits(&mut house);
    keys(&mut house);
    releases(&mut house);
    matters(&mut house);
    notice(&mut house);
    appointment(&mut house);
    found_key(&mut house);
    act(&mut house, at(-88), Station::Kiosk, NOBODY, calls::Command::Ring { call: id("c1") });
    act(&mut house, at(-87), Station::Counter, CLERK, calls::Command::Answer { call: id("c1") });
    let gap = terminals::Command::FindGap {
        gap: id("g1"),
        terminal: id("kiosk-1"),
        last_seq: 3,
        last_at: Some(at(-90)),
        missing: Some(7),
    };
    act(&mut house, at(-86), Station::Clock, NOBODY, gap);
    act(&mut house, at(-85), Station::Counter, LEAD, terminals::Command::NoteGap { gap: id("g1") });
    house.put(TurnedAway {
        id: id("t1"),
        at: at(-84),
        rows: vec![Turned { barrier: Barrier::Revoked, terminal: Some(id("kiosk-1")), times: 7 }],
    });
    house.put(Erasure {
        id: id("e1"),
        revision: 1,
        at: at(-84),
        by: Some(id(LEAD)),
        families: vec![RecordRef::to::<Visit>(&id("v0"))],
        waiting: Vec::new(),
    });
    house.put(Correction {
        id: id("x1"),
        at: at(-83),
        by: id(LEAD),
        of: vec![RecordRef::to::<Visit>(&id("v1"))],
        name: true,
        telephone: false,
    });
    emergency(&mut house);
    let answer = Surveys::Answer {
        answer: id("a1"),
        form: id("2026-1"),
        area: "repair".into(),
        face: Face::Unhappy,
        sitting: id("s1"),
        matter: None,
    };
    act(&mut house, at(-82), Station::Kiosk, NOBODY, answer);
    act(
        &mut house,
        at(-82),
        Station::Kiosk,
        NOBODY,
        Surveys::AddWord { answer: id("a1"), word: text("师傅很快就到了") },
    );
    handed_over(&mut house);
    house
}

/// A sheet is opened.
fn handed_over(house: &mut House) {
    act(house, at(-80), Station::Counter, CLERK, Handover::TakeUp { post: Post::Desk });
    act(house, at(-79), Station::Counter, CLERK, Handover::Open { sheet: id("sheet-1"), post: Post::Desk });
    let special = Handover::Special {
        sheet: id("sheet-1"),
        special: id("special-1"),
        what: told("消防检查明早 9 点"),
        told: told("样本领班"),
    };
    act(house, at(-78), Station::Counter, CLERK, special);
    // The program's own revision, which an archive is compared with.
    house.did(-77, Station::Counter, CLERK, Handover::Remark { sheet: id("sheet-1"), remark: told("钥匙柜已锁") });
}

fn visits(house: &mut House) {
    for (count, (visit, who)) in (0_u64..).zip([("v1", "王样本"), ("v2", "李样本")]) {
        let register = Visits::Register {
            visit: id(visit),
            code: VisitCode::made_by(1, count),
            name: name(who),
            telephone: Some(telephone("13800005521")),
            host: Host { unit: Some(id("1206")), whom: Some(told("市场部")) },
            purpose: Purpose::Work,
            people: 2,
            children: 1,
            notice: None,
            mark: None,
            particulars: domain::registers::visits::Particulars::default(),
        };
        act(house, at(-110), Station::Counter, CLERK, register);
        let pass = PassNumber::parse(&format!("P{count}")).unwrap();
        act(house, at(-109), Station::Counter, CLERK, Visits::IssuePass { visit: id(visit), pass });
    }
}

fn keys(house: &mut House) {
    let issue = Keys::Issue {
        issue: id("i1"),
        key: id("D-001"),
        to: name("周样本"),
        telephone: Some(telephone("13800005522")),
        why: told("入户维修厨房水龙头"),
        due_at: at(-60),
        person: Some(id(LEAD)),
        second: Some(id(CLERK)),
    };
    act(house, at(-100), Station::Counter, LEAD, issue);
    act(house, at(-99), Station::Counter, CLERK, Keys::Return { issue: id("i1") });
    let report = Keys::ReportLoss {
        loss: id("l1"),
        unit: Some(id("1206")),
        unit_said: None,
        kind: KeyKind::AccessCard,
        reporter: name("吴样本"),
        telephone: None,
        lost_when: told("昨天傍晚"),
        lost_where: told("地下二层停车场"),
        reference: None,
    };
    act(house, at(-98), Station::Kiosk, NOBODY, report);
}

fn releases(house: &mut House) {
    let issue = Releases::Issue {
        release: id("s1"),
        unit: id("1206"),
        carrier: name("孙样本"),
        telephone: Some(telephone("13800005523")),
        standing: Standing::Tenant,
        checks: [Check::OwnerConfirmed].into(),
        goods: vec![Goods { name: told("会议桌"), count: 2 }],
        plate: Some(told("样B00002")),
        exit: told("西侧货梯厅"),
        fees: Fees::Owed { reason: told("经理同意先行放行") },
        replaces: None,
        person: id(LEAD),
    };
    act(house, at(-97), Station::Counter, LEAD, issue);
    act(house, at(-96), Station::ControlRoom, OPERATOR, Releases::Confirm { release: id("s1"), counted: vec![1] });
    act(house, at(-95), Station::Counter, LEAD, Releases::Withdraw { release: id("s1"), reason: told("余下改日再搬") });
}

fn matters(house: &mut House) {
    let take = Matters::Take {
        matter: id("m1"),
        kind: MatterKind::Complaint,
        class: Class::Major,
        unit: Some(id("1206")),
        contact: name("郑样本"),
        telephone: None,
        what: text("会议室空调噪音很大"),
        about: Some(told("空调机组")),
        due_at: None,
    };
    act(house, at(-96), Station::ControlRoom, OPERATOR, take);
    act(house, at(-95), Station::ControlRoom, OPERATOR, Matters::Claim { matter: id("m1") });
    let note = Matters::AddNote {
        note: id("n1"), matter: id("m1"), text: text("已联系客户，约 15:00 上门")
    };
    act(house, at(-94), Station::ControlRoom, OPERATOR, note);
    act(
        house,
        at(-93),
        Station::ControlRoom,
        OPERATOR,
        Matters::Finish { matter: id("m1"), result: told("已更换风机") },
    );
}

fn emergency(house: &mut House) {
    let start = Emergencies::Start {
        run: id("r1"),
        procedure: id("fire"),
        place: Some(told("B2 配电间")),
        drill: true,
        name: None,
    };
    act(house, at(-86), Station::ControlRoom, OPERATOR, start);
    let heard = Emergencies::Acknowledge { acknowledgement: id("k1"), run: id("r1"), ring: Ring::ControlRoom, name: None };
    act(house, at(-86), Station::ControlRoom, OPERATOR_TWO, heard);
    let step = Emergencies::TickStep { tick: id("t1"), run: id("r1"), step: "confirm".into(), name: None };
    act(house, at(-85), Station::ControlRoom, OPERATOR, step);
    let found = Emergencies::TickRoll {
        roll_call: id("x1"),
        run: id("r1"),
        visit: id("v1"),
        found: Found::Missing,
        name: None,
    };
    act(house, at(-85), Station::ControlRoom, OPERATOR, found);
    act(
        house,
        at(-84),
        Station::ControlRoom,
        OPERATOR,
        Emergencies::StandDown { run: id("r1"), reason: told("演练结束了") },
    );
    for visit in ["v1", "v2"] {
        act(house, at(-83), Station::Counter, CLERK, Visits::SignOut { visit: id(visit), pass_returned: true });
    }
}

/// The sheet, signed and read.
fn sheet(house: &House) -> Sheet {
    let mut sheet = house.state.sheet.get(&id("sheet-1")).unwrap().clone();
    let signed = |person, minutes| Some(Signed { person: id(person), at: at(minutes) });
    let about = RecordRef::to(&id::<Matter>("m1"));
    let note = || Line::parse("柜台没有清理").unwrap().into();
    sheet.counts = vec![Count {
        item: id("desk-passes"),
        expected: 60,
        found: 59,
        note: Some(told("一张待补")),
        by: id(CLERK),
    }];
    sheet.grounds = vec![Objection {
        id: id("objection-1"),
        ground: Ground::PostDirty,
        note: note(),
        by: id(OPERATOR),
        at: at(-70),
        cleared: Some(Cleared { by: id(OPERATOR), at: at(-69), note: told("已清理干净"), overridden: false }),
    }];
    let item = OpenItem {
        about: about.clone(),
        number: "M-20261123-001".into(),
        unit: Some(id("1206")),
        red: true,
        shifts: 2,
    };
    sheet.cut = Some(Cut {
        after: 0,
        to: 20,
        at: at(-68),
        lines: [("visits.register".to_owned(), 2)].into(),
        matters: Vec::new(),
        matters_beyond: 0,
        open: vec![item],
        inside: 3,
    });
    sheet.read_backs = vec![ReadBack { about, owner: id(OPERATOR), next_step: told("每半小时看一次阀门") }];
    sheet.incoming = Some(id(OPERATOR));
    (sheet.outgoing_signed, sheet.incoming_signed, sheet.reviewed) = (signed(CLERK, -68), signed(OPERATOR, -67), signed(LEAD, -60));
    sheet
}

/// Somebody who was expected and does not come.
fn appointment(house: &mut House) {
    let today = LocalDay::of(at(0), 480);
    let make = appointments::Command::Make {
        appointment: id("p1"),
        code: VisitCode::made_by(2, 7),
        name: name("冯样本"),
        telephone: Some(telephone("13800005527")),
        host: Host { unit: Some(id("1206")), whom: None },
        purpose: Purpose::Meeting,
        people: 4,
        children: 0,
        particulars: Particulars { company: Some(told("样本设计公司")), ..Particulars::default() },
        from: today,
        until: today,
    };
    act(house, at(-89), Station::Counter, CLERK, make);
    act(house, at(-88), Station::Counter, CLERK, appointments::Command::Withdraw { appointment: id("p1") });
}

/// A key that was found and given back.
fn found_key(house: &mut House) {
    let report = found_keys::Command::Report {
        found: id("f1"),
        reference: Some(ReportNumber::made_by(1, 31)),
        kind: KeyKind::AccessCard,
        found_where: told("三楼茶水间"),
        says: Some(told("牌上写着样本")),
        place: FoundPlace::Brought,
        finder: Some(name("陈样本")),
        telephone: None,
    };
    act(house, at(-88), Station::Kiosk, NOBODY, report);
    act(house, at(-87), Station::Counter, CLERK, found_keys::Command::Receive { found: id("f1") });
    act(
        house,
        at(-86),
        Station::Counter,
        CLERK,
        found_keys::Command::Settle { found: id("f1"), result: told("已还给失主") },
    );
}

fn addendum() -> Addendum {
    Addendum {
        id: id("d1"),
        sheet: id("sheet-1"),
        at: at(-50),
        by: id(LEAD),
        text: text("补一句：备用钥匙在抽屉"),
    }
}

fn signature() -> Signature {
    Signature {
        id: id("seal-1"),
        of: RecordRef::to(&id::<Sheet>("sheet-1")),
        hand: Hand::Outgoing,
        person: id(CLERK),
        at: at(-68),
        digest: Digest::of(&[1; 32]),
        previous: None,
        public_key: "cHVibGljIGtleQ==".repeat(3),
        signature: "c2lnbmF0dXJl".repeat(8),
    }
}

/// Each with what must be on its page.
pub fn of_every_kind() -> Vec<(Record, &'static [&'static str])> {
    let house = house();
    let s = &house.state;
    let (addendum, signature) = (addendum(), signature());
    let line = s.log_line.iter().find(|l| l.what == "keys.issue").unwrap().clone();
    vec![
        (s.visit.get(&id("v1")).unwrap().clone().into(), &["王样本", "13800005521", "1206", "市场部", "P0", "甲文员"]),
        (
            s.key_issue.get(&id("i1")).unwrap().clone().into(),
            &["D-001", "周样本", "13800005522", "入户维修厨房水龙头", "乙领班", "甲文员"],
        ),
        (s.loss.get(&id("l1")).unwrap().clone().into(), &["吴样本", "昨天傍晚", "地下二层停车场", "1206", "C-001"]),
        (
            s.appointment.get(&id("p1")).unwrap().clone().into(),
            &["冯样本", "13800005527", "1206", "样本设计公司", "甲文员"],
        ),
        (
            s.found_key.get(&id("f1")).unwrap().clone().into(),
            &["三楼茶水间", "牌上写着样本", "陈样本", "01-031", "已还给失主", "甲文员"],
        ),
        (
            s.release.get(&id("s1")).unwrap().clone().into(),
            &["2026-0001", "孙样本", "13800005523", "样B00002", "西侧货梯厅", "会议桌", "余下改日再搬", "经理同意先行放行", "庚值班"],
        ),
        (
            s.matter.get(&id("m1")).unwrap().clone().into(),
            &["郑样本", "会议室空调噪音很大", "空调机组", "已更换风机", "M-2026", "庚值班"],
        ),
        (s.matter_note.get(&id("n1")).unwrap().clone().into(), &["已联系客户", "庚值班", "M-2026"]),
        (s.call.get(&id("c1")).unwrap().clone().into(), &["kiosk-1", "甲文员"]),
        (s.notice.get(&id("g-12")).unwrap().clone().into(), &["样本活动通知", "Please come", "甲文员", "乙领班"]),
        (s.erasure.get(&id("e1")).unwrap().clone().into(), &["乙领班", "e1"]),
        (s.correction.get(&id("x1")).unwrap().clone().into(), &["乙领班", "x1"]),
        (
            sheet(&house).into(),
            &[
                "消防检查明早 9 点",
                "钥匙柜已锁",
                "59",
                "一张待补",
                "柜台没有清理",
                "已清理干净",
                "M-20261123-001",
                "每半小时看一次阀门",
                "乙领班",
            ],
        ),
        (addendum.into(), &["补一句：备用钥匙在抽屉", "乙领班"]),
        (signature.into(), &["甲文员", "c2lnbmF0dXJl", "cHVibGljIGtleQ=="]),
        (s.run.get(&id("r1")).unwrap().clone().into(), &["B2 配电间", "演练结束了", "D-2026", "庚值班"]),
        (s.acknowledgement.get(&id("k1")).unwrap().clone().into(), &["寅值班", "D-2026"]),
        (s.tick.get(&id("t1")).unwrap().clone().into(), &["庚值班", "D-2026"]),
        (s.roll_call.get(&id("x1")).unwrap().clone().into(), &["王样本", "庚值班", "D-2026"]),
        (s.turned_away.get(&id("t1")).unwrap().clone().into(), &["kiosk-1", "7"]),
        (s.gap.get(&id("g1")).unwrap().clone().into(), &["kiosk-1", "乙领班", "7"]),
        (s.survey_answer.get(&id("a1")).unwrap().clone().into(), &["2026-1", "2026-11-23"]),
        (line.into(), &["乙领班", "counter-1"]),
    ]
}
