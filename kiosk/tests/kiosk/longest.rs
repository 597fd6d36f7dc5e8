//! A lobby in which every text is as long as it may be.

use proto::v1::{DirectoryUnit, Evacuation, Lobby, SurveyArea, SurveyForm, SurveyReason};

use crate::hall::{self, phrase};

/// Twenty-five characters.
pub const NAME: &str = "欧阳阿布都热合曼古丽·艾合买提江吐尔逊阿依努尔汗木";
const PROPERTY: [&str; 2] =
    ["云澜揽星国际金融贸易中心滨江科技创新产业园综合楼", "Yunlan Lanxing Riverside Centre for Trade and Innovation"];
const COMPANY: [&str; 2] = [
    "云澜揽星橘颂青梧望舒国际贸易进出口与供应链管理咨询服务有限责任公司滨江新区第一分公司",
    "Yunlan Lanxing International Trading, Supply Chain and Management Consulting Co., Ltd., Riverside Branch",
];
const AREA: [&str; 2] = ["公共区域清洁与绿化养护", "Cleaning and greenery of the common areas"];

/// What somebody liked or did not.
const REASON: [&str; 2] = ["处理是否及时", "How soon"];

/// What may be shown in part: it is longer than its place, and its writer made it so.
pub fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [PROPERTY, COMPANY].concat().into_iter().map(str::to_owned).collect();
    texts.push(NAME.to_owned());
    texts
}

/// The lobby of [`hall::lobby`], longer.
pub fn lobby() -> Lobby {
    let usual = hall::lobby();
    let unit = |number: String, floor: &str| DirectoryUnit { number, floor: floor.to_owned(), company: phrase(COMPANY[0], COMPANY[1]) };
    let mut directory = vec![unit("1206".to_owned(), "12F")];
    directory.extend((0..199).map(|n| unit(format!("13{n:02}"), "13F")));
    let three_pages = |text: &str| [text, text, text].join("\n\n");
    let notice = usual.notice.unwrap_or_default();
    let reason = |n: u32| SurveyReason {
        code: format!("r{n}"),
        name: phrase(&format!("{n}{}", REASON[0]), &format!("{n} {}", REASON[1])),
    };
    let reasons: Vec<SurveyReason> = (0..12).map(reason).collect();
    let area = |code: &str| SurveyArea { code: code.to_owned(), name: phrase(AREA[0], AREA[1]), reasons: reasons.clone() };
    Lobby {
        property: phrase(PROPERTY[0], PROPERTY[1]),
        counter_telephone: "+86 0000-55500011-8801".to_owned(),
        notice: phrase(&three_pages(&notice.zh), &three_pages(&notice.en)),
        directory,
        survey: Some(SurveyForm {
            version: "2026-1".to_owned(),
            title: phrase("您好，请为我们的服务评分", "How are we doing?"),
            areas: ["front_desk", "repair", "complaints"].map(area).into(),
        }),
        ..usual
    }
}

/// What an evacuation page may have to say.
pub fn evacuation(drill: bool) -> Evacuation {
    let usual = hall::evacuation(drill);
    let mut lines = usual.lines.clone();
    lines.extend(usual.lines.iter().take(1).cloned());
    Evacuation { lines, ..usual }
}
