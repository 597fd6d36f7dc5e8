//! The way to what the lobby shows when nobody is there, when the counter is closed, and when
//! something is wrong.

use proto::v1::{CounterHours, Lobby, MapMark, MapMarkKind, MapPlace, MapPoint, MapShape, MapShapeKind, Notice, NoticeKind, PropertyMap};
use terminal::LobbyEvent;
use values::{At, MINUTE_MS};

use crate::hall::{Screen, evacuation, hear, lobby, offline, phrase, wait};
use crate::stops::connect;

/// The lobby with this changed.
pub fn told(screen: &mut Screen, change: impl FnOnce(&mut Lobby)) {
    let mut told = lobby();
    change(&mut told);
    hear(screen, LobbyEvent::Lobby(told));
}

/// Tells that the counter is closed until the next morning at half past eight.
pub fn closed(told: &mut Lobby, wall: At) {
    let midnight = wall.0 - (wall.0 + 480 * MINUTE_MS).rem_euclid(1_440 * MINUTE_MS);
    let opens_at_ms = midnight + (1_440 + 510) * MINUTE_MS;
    told.counter = Some(CounterHours { open: false, closes_at_ms: 0, opens_at_ms });
}

pub fn home_closed(screen: &mut Screen) {
    connect(screen);
    let wall = screen.state().now.wall;
    told(screen, |told| closed(told, wall));
}

pub fn home_asks(screen: &mut Screen) {
    connect(screen);
    told(screen, |told| told.quick_area = "front_desk".to_owned());
}

/// Everything at once that takes place on the home page.
pub fn home_full(screen: &mut Screen) {
    connect(screen);
    let wall = screen.state().now.wall;
    told(screen, |told| {
        closed(told, wall);
        told.quick_area = "front_desk".to_owned();
    });
    offline(screen);
}

pub fn home_asks_offline(screen: &mut Screen) {
    home_asks(screen);
    offline(screen);
}

pub fn home_maintenance(screen: &mut Screen) {
    connect(screen);
    told(screen, |told| told.maintenance = true);
}

/// A notice of each length.
pub fn notices() -> Vec<Notice> {
    let notice = |kind: NoticeKind, title, text| Notice { kind: kind.into(), title, text };
    let long_zh = "为保障大厦消防安全，工程部将于本周六对全楼消防报警系统进行年度检测，检测期间警铃可能间断响起，请您不必惊慌，无需撤离；如遇真实火情，现场工作人员会逐层通知。检测时间为上午九点至下午四点，其间部分电梯将暂停使用，给您带来不便，敬请谅解。如有疑问，请拨打前台电话咨询，谢谢您的理解与配合。";
    let long_en = "The fire alarm system of the whole tower is tested this Saturday from 9 a.m. to 4 p.m. Bells may ring now and then: there is no need to leave. In a real emergency our staff will tell you floor by floor. Some lifts will be out of service meanwhile. We are sorry for the trouble and thank you for your patience.";
    vec![
        notice(
            NoticeKind::Stoppage,
            phrase("周三上午停水通知", "No water on Wednesday morning"),
            phrase(
                "因检修生活水箱，11 月 25 日 9:00 至 12:00 全楼停水，请您提前储水。恢复供水后，请先放水片刻再使用。",
                "The water tank is repaired on 25 November from 9:00 to 12:00. Please store some water beforehand.",
            ),
        ),
        notice(
            NoticeKind::Weather,
            phrase("今日有雨", "Rain today"),
            phrase("出门请带伞，地面湿滑，请慢行。", "Take an umbrella and mind the wet floor."),
        ),
        notice(
            NoticeKind::Other,
            phrase("消防报警系统年度检测通知", "Yearly test of the fire alarm"),
            phrase(long_zh, long_en),
        ),
    ]
}

/// Nobody has come for a minute.
pub fn attract(screen: &mut Screen) {
    connect(screen);
    told(screen, |told| (told.attract_s, told.notices) = (60, notices()));
    idle(screen);
}

pub fn attract_long(screen: &mut Screen) {
    connect(screen);
    told(screen, |told| (told.attract_s, told.notices) = (60, notices().split_off(2)));
    idle(screen);
}

pub fn attract_nothing(screen: &mut Screen) {
    connect(screen);
    told(screen, |told| told.attract_s = 60);
    idle(screen);
}

/// Somebody was there a moment ago, and then nobody for a minute.
fn idle(screen: &mut Screen) {
    screen.event(egui::Event::PointerButton {
        pos: egui::pos2(2.0, 2.0),
        button: egui::PointerButton::Primary,
        pressed: true,
        modifiers: egui::Modifiers::NONE,
    });
    screen.event(egui::Event::PointerButton {
        pos: egui::pos2(2.0, 2.0),
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: egui::Modifiers::NONE,
    });
    screen.run();
    wait(screen, 60);
}

/// The drawing of a property whose building has a corner that goes inwards.
pub fn map() -> PropertyMap {
    let point = |(x, y): (u32, u32)| MapPoint { x, y };
    let shape = |kind: MapShapeKind, points: &[(u32, u32)], name| MapShape {
        kind: kind.into(),
        points: points.iter().copied().map(point).collect(),
        name,
    };
    let mark = |kind: MapMarkKind, at, name| MapMark { kind: kind.into(), at: Some(point(at)), name };
    PropertyMap {
        width: 160,
        height: 100,
        shapes: vec![
            shape(MapShapeKind::Ground, &[(2, 2), (158, 2), (158, 98), (2, 98)], None),
            shape(MapShapeKind::Road, &[(2, 84), (158, 84), (158, 98), (2, 98)], phrase("揽星路", "Lanxing Road")),
            shape(
                MapShapeKind::Building,
                &[(22, 10), (124, 10), (124, 58), (70, 58), (70, 48), (22, 48)],
                phrase("云塔大厦", "Yunta Tower"),
            ),
            shape(MapShapeKind::Room, &[(72, 34), (122, 34), (122, 56), (72, 56)], phrase("大堂", "Lobby")),
            shape(MapShapeKind::Road, &[(84, 64), (140, 64), (140, 82), (84, 82)], phrase("揽星广场", "Lanxing Square")),
        ],
        marks: vec![
            mark(MapMarkKind::Stairs, (32, 20), phrase("1 号", "No. 1")),
            mark(MapMarkKind::Stairs, (114, 20), phrase("2 号", "No. 2")),
            mark(MapMarkKind::Lift, (58, 24), None),
            mark(MapMarkKind::Exit, (97, 58), phrase("南门", "South door")),
            mark(MapMarkKind::Exit, (22, 38), phrase("西门", "West door")),
            mark(MapMarkKind::Assembly, (128, 73), phrase("旗杆旁", "Flagpoles")),
        ],
        here: Some(MapPlace {
            at: Some(point((82, 45))),
            way: [(97, 45), (97, 73), (120, 73)].map(point).to_vec(),
        }),
    }
}

pub fn evacuate_with_map(screen: &mut Screen, drill: bool) {
    connect(screen);
    told(screen, |told| (told.evacuation, told.map) = (Some(evacuation(drill)), Some(map())));
}
