//! 满意度评价 (U-2, B-18).

/// The survey: one touch is an answer.
pub struct SurveyWords {
    /// Above the area's name.
    pub question: &'static str,
    /// The four faces, best first (B-18).
    pub faces: [&'static str; 4],
    /// That a touch is all it takes.
    pub one_touch: &'static str,
    /// To the next area without an answer.
    pub skip: &'static str,
    /// Ends here; what was touched counts.
    pub enough: &'static str,
    /// Question for a word.
    pub word: &'static str,
    /// Inside that field.
    pub word_hint: &'static str,
    /// Which answer the word belongs to; a touch chooses the next one.
    pub word_about: fn(&str) -> String,
    /// Sends the word.
    pub submit: &'static str,
    /// Ends without a word.
    pub without_word: &'static str,
    /// Title at the end.
    pub thanks: &'static str,
    /// What becomes of it.
    pub thanks_line: &'static str,
    /// At the end, where nothing was answered.
    pub nothing_line: &'static str,
    /// No survey runs: title.
    pub none: &'static str,
    /// What to do instead.
    pub none_line: &'static str,
    /// An answer was taken.
    pub taken: &'static str,
    /// An answer waits on this disk.
    pub waiting: &'static str,
    /// Question for the reasons, after a happy face.
    pub reasons: &'static str,
    /// The same after an unhappy face.
    pub reasons_unhappy: &'static str,
    /// Goes on without one.
    pub no_reason: &'static str,
    /// Button: it is about a matter.
    pub matter_way: &'static str,
    /// Label of its number.
    pub matter: &'static str,
    /// Below it.
    pub matter_note: &'static str,
    /// It is said which.
    pub matter_chosen: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: SurveyWords = SurveyWords {
    question: "您对这一项满意吗？",
    faces: ["非常满意", "满意", "不满意", "非常不满意"],
    one_touch: "轻触一下即完成评价，匿名，不记录您是谁",
    skip: "跳过这一项",
    enough: "评价到这里",
    word: "您还想告诉我们什么？（选填）",
    word_hint: "请写下您的意见或建议",
    word_about: |area| format!("关于：{area}"),
    submit: "提交",
    without_word: "不用了，谢谢",
    thanks: "谢谢您的评价",
    thanks_line: "您的每一次评价，我们都会认真看，努力做得更好。",
    nothing_line: "欢迎您下次再来评价，祝您愉快。",
    none: "目前没有进行中的评价",
    none_line: "谢谢您的关心。如果有意见或建议，请告诉前台，我们会认真处理。",
    taken: "已收到，谢谢",
    waiting: "已保存·待同步",
    reasons: "您最满意的是什么？（可多选）",
    reasons_unhappy: "哪里让您不满意？（可多选）",
    no_reason: "都不是，继续",
    matter_way: "为某件事评价？",
    matter: "事项编号，如 M-20261123-004",
    matter_note: "在短信或回执上；也可以扫回执上的二维码",
    matter_chosen: |number| format!("关于事项 {number}"),
};

/// Traditional Chinese.
pub const ZH_HANT: SurveyWords = SurveyWords {
    question: "您對這一項滿意嗎？",
    faces: ["非常滿意", "滿意", "不滿意", "非常不滿意"],
    one_touch: "輕觸一下即完成評價，匿名，不記錄您是誰",
    skip: "跳過這一項",
    enough: "評價到這裡",
    word: "您還想告訴我們什麼？（選填）",
    word_hint: "請寫下您的意見或建議",
    word_about: |area| format!("關於：{area}"),
    submit: "提交",
    without_word: "不用了，謝謝",
    thanks: "謝謝您的評價",
    thanks_line: "您的每一次評價，我們都會認真看，努力做得更好。",
    nothing_line: "歡迎您下次再來評價，祝您愉快。",
    none: "目前沒有進行中的評價",
    none_line: "謝謝您的關心。如果有意見或建議，請告訴前台，我們會認真處理。",
    taken: "已收到，謝謝",
    waiting: "已保存·待同步",
    reasons: "您最滿意的是什麼？（可多選）",
    reasons_unhappy: "哪裡讓您不滿意？（可多選）",
    no_reason: "都不是，繼續",
    matter_way: "為某件事評價？",
    matter: "事項編號，如 M-20261123-004",
    matter_note: "在短信或回執上；也可以掃回執上的二維碼",
    matter_chosen: |number| format!("關於事項 {number}"),
};

/// English.
pub const EN: SurveyWords = SurveyWords {
    question: "How satisfied are you with this?",
    faces: ["Very good", "Good", "Poor", "Very poor"],
    one_touch: "One touch is your answer. Anonymous: nobody notes who you are",
    skip: "Skip this one",
    enough: "That is all",
    word: "Anything else you would like to tell us? (optional)",
    word_hint: "Your remarks or suggestions",
    word_about: |area| format!("About: {area}"),
    submit: "Send",
    without_word: "No, thank you",
    thanks: "Thank you",
    thanks_line: "We read every answer and work to do better.",
    nothing_line: "You are welcome to rate us any time. Have a good day.",
    none: "No survey is running now",
    none_line: "Thank you for thinking of us. If you have a remark, please tell the counter.",
    taken: "Taken, thank you",
    waiting: "Saved · to be synchronised",
    reasons: "What was good? (choose any)",
    reasons_unhappy: "What was it? (choose any)",
    no_reason: "None of these, go on",
    matter_way: "About a certain matter?",
    matter: "Its number, such as M-20261123-004",
    matter_note: "On your message or receipt; or scan the receipt’s QR code",
    matter_chosen: |number| format!("About {number}"),
};
