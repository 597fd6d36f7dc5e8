//! 离开签出 (B-09).

/// Signing out with the visit code and the four digits that go with it (B-02).
pub struct LeaveWords {
    /// Label of the field.
    pub code: &'static str,
    /// Label of the four digits beside it.
    pub four: &'static str,
    /// Where the code is found.
    pub code_note: &'static str,
    /// Signs out.
    pub submit: &'static str,
    /// While the server looks.
    pub checking: &'static str,
    /// Nobody who is inside is known by that; after five times the code rests for ten minutes.
    pub unknown: &'static str,
    /// Signed out: title.
    pub thanks: &'static str,
    /// What is left to do.
    pub thanks_line: &'static str,
    /// Saved here, not yet at the server.
    pub waiting: &'static str,
    /// What that means.
    pub waiting_line: &'static str,
    /// Accessible name of the boxes: how many digits are in.
    pub entered: fn(&str) -> String,
}

/// Simplified Chinese.
pub const ZH_HANS: LeaveWords = LeaveWords {
    code: "请输入您的 6 位通行码",
    four: "再输入手机号的后四位（未留手机号的，请输入通行码旁的四位数字）",
    code_note: "也可以直接扫登记时的二维码。忘记了？请轻触右下角呼叫工作人员",
    submit: "签出",
    checking: "正在为您签出，请稍候",
    unknown: "没有认出来。请您核对通行码和后四位；连续五次不对，请十分钟后再试，或请前台协助",
    thanks: "已签出，谢谢您的来访",
    thanks_line: "请把访客证交回前台。祝您一路顺利，欢迎再来！",
    waiting: "已记下·待同步",
    waiting_line: "本机暂时离线，您的签出已安全保存，联网后自动送达。请把访客证交回前台，谢谢您。",
    entered: |digits| format!("已输入 {digits}"),
};

/// Traditional Chinese.
pub const ZH_HANT: LeaveWords = LeaveWords {
    code: "請輸入您的 6 位通行碼",
    four: "再輸入手機號的後四位（未留手機號的，請輸入通行碼旁的四位數字）",
    code_note: "也可以直接掃登記時的二維碼。忘記了？請輕觸右下角呼叫工作人員",
    submit: "簽出",
    checking: "正在為您簽出，請稍候",
    unknown: "沒有認出來。請您核對通行碼和後四位；連續五次不對，請十分鐘後再試，或請前台協助",
    thanks: "已簽出，謝謝您的來訪",
    thanks_line: "請把訪客證交回前台。祝您一路順利，歡迎再來！",
    waiting: "已記下·待同步",
    waiting_line: "本機暫時離線，您的簽出已安全保存，聯網後自動送達。請把訪客證交回前台，謝謝您。",
    entered: |digits| format!("已輸入 {digits}"),
};

/// English.
pub const EN: LeaveWords = LeaveWords {
    code: "Please enter your 6-digit visit code",
    four: "Then the last 4 digits of your telephone (none given? the 4 digits beside the code)",
    code_note: "Or scan the QR code of your registration. Forgotten? Please touch Call staff below",
    submit: "Sign out",
    checking: "Signing you out, one moment please",
    unknown: "Not recognised. Please check code and last 4 digits; after five times please wait ten minutes, or ask the counter",
    thanks: "Signed out. Thank you for your visit",
    thanks_line: "Please hand your pass back at the counter. Have a good journey, and welcome again!",
    waiting: "Noted · to be synchronised",
    waiting_line: "This kiosk is offline. It is kept safely and sent as soon as it is connected. Please hand your pass back at the counter. Thank you.",
    entered: |digits| format!("Entered {digits}"),
};
