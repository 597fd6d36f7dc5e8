//! A lobby for tests: a kiosk, a clock that is set by hand, and a link that keeps what it gets.

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use kiosk::tray::Numbers;
use kiosk::{Kiosk, Now};
use look::words::{Language, Words, words};
use proto::v1::submission::What;
use proto::v1::{DirectoryUnit, Evacuation, KioskRefusal, Lobby, Phrase, Submission, SurveyArea, SurveyForm, SurveyReason, VisitQuestions};
use terminal::{LobbyEvent, LobbyOutcome};
use values::At;

/// The number that the server has given this kiosk.
pub const NUMBER: u32 = 7;

/// Upright as it stands in the lobby, lying, upright in a window of 810 × 1440 pixels, and a
/// tablet of 1280 × 800 pixels, as the program draws on it.
pub const SIZES: [([f32; 2], f32); 4] =
    [([1080.0, 1920.0], 1.0), ([1920.0, 1080.0], 1.0), ([1080.0, 1920.0], 0.75), ([1920.0, 1200.0], 2.0 / 3.0)];

pub struct Hall {
    pub kiosk: Kiosk,
    pub now: Now,
    pub sent: Vec<Submission>,
    pub next_seq: u64,
    /// Whether the disk takes what is submitted.
    pub disk: bool,
    pub taps: usize,
    /// How long each tap took until the window had worked out its answer, without the drawing.
    pub answers: Vec<Duration>,
    /// Whether every text of the property and of visitors is as long as it may be.
    pub long: bool,
}

pub type Screen = Harness<'static, Hall>;

/// The random bits of every test: of each visit the mark 40506070.
fn chance() -> u64 {
    40_506_070
}

impl Hall {
    fn new(language: Language) -> Self {
        let now = Now { wall: At(1_763_776_320_000), up: Duration::from_secs(100) };
        Self {
            kiosk: Kiosk::new(language, chance),
            now,
            sent: vec![],
            next_seq: 41,
            disk: true,
            taps: 0,
            answers: vec![],
            long: false,
        }
    }
}

/// A kiosk that has heard nothing, on a screen that has drawn before: fonts are costly to load.
pub fn restart(screen: &mut Screen, language: Language) {
    *screen.state_mut() = Hall::new(language);
    screen.ctx.data_mut(|data| data.remove_by_type::<egui::text_edit::TextEditState>());
    screen.run();
}

/// The same in elder mode, or with the longest texts, or both.
pub fn restart_with(screen: &mut Screen, language: Language, elder: bool, long: bool) {
    restart(screen, language);
    screen.state_mut().long = long;
    if elder {
        let elder = said(screen).kiosk.shell.elder;
        tap(screen, elder);
    }
}

/// What the lobby of this test says.
pub fn told(screen: &Screen) -> Lobby {
    if screen.state().long { crate::longest::lobby() } else { lobby() }
}

/// A kiosk that has heard nothing.
pub fn silent(language: Language, size: [f32; 2], pixels_per_point: f32) -> Screen {
    let draw = |ui: &mut egui::Ui, hall: &mut Hall| {
        let now = hall.now;
        hall.kiosk.frame(ui, now);
        while let Some(submission) = hall.kiosk.next_submission(Numbers { kiosk: Some(NUMBER), count: hall.next_seq, seq: hall.next_seq }) {
            hall.sent.push(submission);
            let saved = hall.disk.then_some(hall.next_seq);
            hall.next_seq += u64::from(hall.disk);
            hall.kiosk.submitted(saved);
            ui.ctx().request_repaint();
        }
    };
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(pixels_per_point)
        .with_max_steps(12)
        .with_context_setup(kiosk::prepare)
        .build_ui_state(draw, Hall::new(language))
}

/// A kiosk that is connected and knows the lobby.
pub fn open(language: Language, size: [f32; 2], pixels_per_point: f32) -> Screen {
    let mut screen = silent(language, size, pixels_per_point);
    hear(&mut screen, LobbyEvent::Online { number: NUMBER, terminal: "kiosk-1".to_owned() });
    hear(&mut screen, LobbyEvent::Lobby(lobby()));
    screen
}

/// The usual one: Chinese, upright.
pub fn hall() -> Screen {
    open(Language::ZhHans, SIZES[0].0, SIZES[0].1)
}

pub fn hear(screen: &mut Screen, event: LobbyEvent) {
    let hall = screen.state_mut();
    hall.kiosk.hear(event, hall.now);
    screen.run();
}

pub fn offline(screen: &mut Screen) {
    hear(screen, LobbyEvent::Offline { why: "the cable is out".to_owned() });
}

/// The server's answer to the last submission.
pub fn answer(screen: &mut Screen, outcome: LobbyOutcome, refusal: KioskRefusal) {
    let seq = screen.state().next_seq - 1;
    hear(screen, LobbyEvent::Answered { seq, outcome, refusal });
}

/// Time goes by without a touch.
pub fn wait(screen: &mut Screen, seconds: u64) {
    screen.state_mut().now.up += Duration::from_secs(seconds);
    screen.run();
}

/// The words on the screen.
pub fn said(screen: &Screen) -> &'static Words {
    words(screen.state().kiosk.language())
}

/// Whether anything on the screen can be touched under this name.
pub fn can_tap(screen: &Screen, name: &str) -> bool {
    screen.query_all_by_label(name).any(|node| is_touchable(node.accesskit_node().role()))
}

fn is_touchable(role: Role) -> bool {
    matches!(role, Role::Button | Role::RadioButton | Role::TextInput | Role::PasswordInput | Role::MultilineTextInput)
}

/// Touches what has this name.
pub fn tap(screen: &mut Screen, name: &str) {
    {
        let mut found: Vec<_> = screen.query_all_by_label(name).filter(|node| is_touchable(node.accesskit_node().role())).collect();
        assert_eq!(found.len(), 1, "{name}: {:?}", names(screen));
        found.remove(0).click();
    }
    let touched = Instant::now();
    screen.step();
    let answered = touched.elapsed();
    let hall = screen.state_mut();
    hall.taps += 1;
    hall.answers.push(answered);
    screen.run();
}

/// Touches one key after the other.
pub fn keys(screen: &mut Screen, keys: &str) {
    for key in keys.chars() {
        let words = &said(screen).keyboard;
        match key {
            '-' => tap(screen, words.hyphen),
            '+' => tap(screen, words.plus),
            other => tap(screen, &other.to_string()),
        }
    }
}

/// Whether these words stand somewhere on the screen.
pub fn shows(screen: &Screen, words: &str) -> bool {
    names(screen).iter().any(|name| name.contains(words))
}

/// Every name, label, value and description on the screen.
pub fn names(screen: &Screen) -> Vec<String> {
    screen
        .query_all(By::new())
        .flat_map(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value(), node.description()].into_iter().flatten().collect::<Vec<_>>()
        })
        .collect()
}

/// What was submitted, without its time.
pub fn sent(screen: &Screen) -> Vec<What> {
    screen.state().sent.iter().filter_map(|submission| submission.what.clone()).collect()
}

pub fn phrase(zh: &str, en: &str) -> Option<Phrase> {
    Some(Phrase { zh: zh.to_owned(), en: en.to_owned(), hant: String::new() })
}

pub fn lobby() -> Lobby {
    let unit = |number: &str, floor: &str, company| DirectoryUnit { number: number.to_owned(), floor: floor.to_owned(), company };
    let reason = |code: &str, zh, en| SurveyReason { code: code.to_owned(), name: phrase(zh, en) };
    let reasons = vec![reason("speed", "上门速度", "How soon they came"), reason("price", "价格", "Price")];
    let area = |code: &str, zh, en| SurveyArea { code: code.to_owned(), name: phrase(zh, en), reasons: reasons.clone() };
    let mut directory = vec![
        unit("101", "1F", phrase("云澜望舒咖啡馆", "Yunlan Wangshu Coffee House")),
        unit("1206", "12F", phrase("云澜橘颂贸易有限公司", "Yunlan Jusong Trading Co., Ltd.")),
        unit("1207", "12F", None),
    ];
    directory.extend((1..9).map(|n| unit(&format!("130{n}"), "13F", phrase("云澜青梧律师事务所", "Yunlan Qingwu Law Firm"))));
    let zh = [
        "您好，欢迎来到云塔大厦。登记之前，请您了解我们如何处理您的个人信息。",
        "谁在处理：云塔大厦客户服务中心。地址：云澜市揽星路 88 号一层。电话：0000-5550001。",
        "为了什么：办理来访登记、通知您要访问的单位或住户；发生火灾等紧急情况时，清点楼内人员、及时与您联系。不会用于其他用途。",
        "哪些信息：您的姓名、联系电话（没有或不便提供时可以不填）、要访问的单位或住户、来访事由、同行人数，以及到达和离开的时间。同行的孩子只登记人数，不登记姓名。本机不采集人脸，不拍照，也不要求您在本机输入身份证号码；发放出入证时，前台会查看您的证件并当场交还，不复印，不扣留。",
        "如何处理：信息加密保存在本大厦自己的服务器上，只有前台和监控室的值班人员因工作需要才能看到。",
        "保存多久：自您离开之日起 30 天，期满后删除其中可以识别您的内容，只保留统计数字。",
        "您的权利：您可以随时查阅、复制、更正、补充或删除您的信息，可以撤回同意，也可以请我们解释以上内容。",
        "如果您不同意：没有关系，不影响您来访。谢谢您的配合。",
    ];
    let en = [
        "Welcome to Yunta Tower. Before you sign in, please read how we handle your personal data.",
        "Who: the customer service centre of Yunta Tower, ground floor. Telephone: 0000-5550001.",
        "Why: to register your visit and tell the company or resident you are visiting; in an emergency, to know who is in the building and to reach you. For nothing else.",
        "Which data: your name; your telephone number (you may leave it out); whom you are visiting and why; how many people come with you. Children with you are a number, never a name.",
        "How long: 30 days from the day you leave. Then whatever could identify you is deleted and only totals remain.",
        "If you do not agree, you are still welcome. Thank you.",
    ];
    Lobby {
        property: phrase("云塔大厦", "Yunta Tower"),
        utc_offset_minutes: 480,
        counter_telephone: "0000-5550001".to_owned(),
        control_room_telephone: "0000-5550002".to_owned(),
        notice_version: "2026-1".to_owned(),
        notice: phrase(&zh.join("\n\n"), &en.join("\n\n")),
        directory,
        survey: Some(SurveyForm {
            version: "2026-1".to_owned(),
            title: phrase("您好，请为我们的服务评分", "How are we doing?"),
            areas: vec![
                area("front_desk", "前台", "Front desk"),
                area("repair", "维修", "Repairs"),
                area("complaints", "投诉处理", "Handling of complaints"),
            ],
        }),
        evacuation: None,
        idle_s: 45,
        countdown_s: 20,
        call_waiting: false,
        questions: Some(VisitQuestions { plate: true, company: true, identity: false, photo: false }),
        ..Lobby::default()
    }
}

pub fn evacuation(drill: bool) -> Evacuation {
    let line = |zh: &str, en: &str| Phrase { zh: zh.to_owned(), en: en.to_owned(), hant: String::new() };
    Evacuation {
        title: phrase("发生火情，请立即撤离", "Fire: please leave the building now"),
        lines: vec![
            line("请走最近的疏散楼梯，不要乘电梯", "Use the nearest fire stairs. Do not use the lifts"),
            line("请弯腰、捂住口鼻，不要返回取物", "Stay low, cover nose and mouth, do not go back for things"),
            line("请听从工作人员指挥", "Please follow our staff"),
        ],
        assembly_point: phrase("大厦南侧揽星广场旗杆旁", "The flagpoles on Lanxing Square, south of the tower"),
        drill,
    }
}
