//! The survey's screen (U-2, U-3, B-18, B-19).

/// What the survey's screen says.
pub struct Surveys {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// Heading of the page: the form's name (U-2).
    pub title: &'static str,
    /// Which version of the form, shown since when.
    pub version: fn(&str, &str) -> String,
    /// Which version comes next, and from when; until then visitors see the one before.
    pub coming: fn(&str, &str) -> String,
    /// A choice of version.
    pub version_pill: fn(&str) -> String,
    /// There is no form yet.
    pub none: &'static str,
    /// Who brings the form.
    pub none_line: &'static str,
    /// Card: how each service was rated.
    pub rates: &'static str,
    /// Below the rates: what the line in them means.
    pub target: fn(&str) -> String,
    /// Below the rates: why some are not shown (B-19).
    pub few: fn(&str) -> String,
    /// Card: all services together.
    pub overall: &'static str,
    /// Card: how the answers are spread over the faces.
    pub spread: &'static str,
    /// How many answers count.
    pub counted: fn(&str) -> String,
    /// How many are stored and not counted (B-18).
    pub suppressed: fn(&str) -> String,
    /// The target is reached.
    pub reached: &'static str,
    /// The target is not reached.
    pub missed: &'static str,
    /// Too few answers for a rate.
    pub too_few: &'static str,
    /// The four faces, the happiest first (B-18).
    pub faces: [&'static str; 4],
    /// Nobody has answered yet.
    pub no_answers: &'static str,
    /// Card: what people wrote.
    pub words: &'static str,
    /// This station does not see it.
    pub words_hidden: &'static str,
    /// So many words wait for more, because they are anonymous: shown from so many on (B-19).
    pub words_few: fn(&str, &str) -> String,
    /// Nobody wrote anything.
    pub words_none: &'static str,
    /// What the order of the words does not tell.
    pub words_anonymous: &'static str,
    /// A group of words about several services.
    pub words_mixed: &'static str,
    /// Many unhappy people in a short time (B-18).
    pub alert: fn(&str, &str) -> String,
    /// Since when, and what to do.
    pub alert_line: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: Surveys = Surveys {
    tab: "满意率",
    title: "《业主满意率调查表》",
    version: |version, day| format!("版本 {version}，自 {day} 起使用"),
    coming: |version, day| format!("版本 {version} 将自 {day} 起使用，在此之前自助机不显示"),
    version_pill: |version| format!("版本 {version}"),
    none: "还没有调查表",
    none_line: "调查表导入后，自助机即可评价。请联系系统管理员。",
    rates: "各项服务满意率",
    target: |percent| format!("竖线为目标 {percent}%。满意率 = 非常满意与满意所占比例。"),
    few: |least| format!("不足 {least} 份评价的项目不显示满意率，以保护匿名。"),
    overall: "总体满意率",
    spread: "评价分布",
    counted: |count| format!("计入 {count} 份评价"),
    suppressed: |count| format!("另有 {count} 份未计入（重复或改选）"),
    reached: "达到目标",
    missed: "未达目标",
    too_few: "评价太少",
    faces: ["非常满意", "满意", "不满意", "非常不满意"],
    no_answers: "还没有评价。来访者在大堂自助机上点一下表情即可。",
    words: "顾客留言",
    words_hidden: "本岗位不显示留言内容，请到客服前台查看。",
    words_few: |count, least| format!("有 {count} 条留言暂不显示：匿名留言满 {least} 条后按组显示。"),
    words_none: "还没有留言",
    words_anonymous: "匿名，不分先后",
    words_mixed: "其他各项",
    alert: |answers, unhappy| format!("{answers} 份评价中有 {unhappy} 份不满意"),
    alert_line: |time| format!("自 {time} 起。请到大堂看看，向顾客了解情况。"),
};

/// Traditional Chinese.
pub const ZH_HANT: Surveys = Surveys {
    tab: "滿意率",
    title: "《業主滿意率調查表》",
    version: |version, day| format!("版本 {version}，自 {day} 起使用"),
    coming: |version, day| format!("版本 {version} 將自 {day} 起使用，在此之前自助機不顯示"),
    version_pill: |version| format!("版本 {version}"),
    none: "還沒有調查表",
    none_line: "調查表導入後，自助機即可評價。請聯繫系統管理員。",
    rates: "各項服務滿意率",
    target: |percent| format!("豎線為目標 {percent}%。滿意率 = 非常滿意與滿意所佔比例。"),
    few: |least| format!("不足 {least} 份評價的項目不顯示滿意率，以保護匿名。"),
    overall: "總體滿意率",
    spread: "評價分佈",
    counted: |count| format!("計入 {count} 份評價"),
    suppressed: |count| format!("另有 {count} 份未計入（重複或改選）"),
    reached: "達到目標",
    missed: "未達目標",
    too_few: "評價太少",
    faces: ["非常滿意", "滿意", "不滿意", "非常不滿意"],
    no_answers: "還沒有評價。來訪者在大堂自助機上點一下表情即可。",
    words: "顧客留言",
    words_hidden: "本崗位不顯示留言內容，請到客服前台查看。",
    words_few: |count, least| format!("有 {count} 條留言暫不顯示：匿名留言滿 {least} 條後按組顯示。"),
    words_none: "還沒有留言",
    words_anonymous: "匿名，不分先後",
    words_mixed: "其他各項",
    alert: |answers, unhappy| format!("{answers} 份評價中有 {unhappy} 份不滿意"),
    alert_line: |time| format!("自 {time} 起。請到大堂看看，向顧客瞭解情況。"),
};

/// English.
pub const EN: Surveys = Surveys {
    tab: "Survey",
    title: "Satisfaction survey",
    version: |version, day| format!("Version {version}, in use since {day}"),
    coming: |version, day| format!("Version {version} comes into use on {day}; until then the kiosk does not show it"),
    version_pill: |version| format!("Version {version}"),
    none: "No survey form yet",
    none_line: "Once a form is imported, visitors can answer it at the kiosk. Please ask the operator.",
    rates: "Satisfaction by service",
    target: |percent| format!("The line marks the target of {percent} %. The rate is the share of happy and very happy answers."),
    few: |least| format!("Rates of fewer than {least} answers are not shown, so that nobody can be recognised."),
    overall: "Overall",
    spread: "How people answered",
    counted: |count| format!("{count} answers counted"),
    suppressed: |count| format!("{count} more not counted (repeats or changes of mind)"),
    reached: "Target reached",
    missed: "Below target",
    too_few: "Too few answers",
    faces: ["Very happy", "Happy", "Unhappy", "Very unhappy"],
    no_answers: "No answers yet. At the lobby kiosk one touch on a face is enough.",
    words: "What people wrote",
    words_hidden: "What people wrote is shown at the counter only.",
    words_few: |count, least| format!("{count} not shown yet: anonymous words appear in groups of {least} or more."),
    words_none: "Nobody has written anything yet",
    words_anonymous: "Anonymous, in no particular order",
    words_mixed: "Other services",
    alert: |answers, unhappy| format!("{unhappy} of {answers} answers are unhappy"),
    alert_line: |time| format!("Since {time}. Please look at the lobby and ask people what is wrong."),
};
