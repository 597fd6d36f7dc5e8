//! 离开签出 (B-09).

/// Signing out with the visit code.
pub struct LeaveWords {
    /// Label of the field.
    pub code: &'static str,
    /// Where the code is found.
    pub code_note: &'static str,
    /// Signs out.
    pub submit: &'static str,
    /// While the server looks.
    pub checking: &'static str,
    /// The code fits nobody who is inside.
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
    code_note: "登记完成时显示的 6 位数字。忘记了？请轻触右下角呼叫工作人员",
    submit: "签出",
    checking: "正在为您签出，请稍候",
    unknown: "没有找到这个通行码。请您核对一下数字，或请前台协助",
    thanks: "已签出，谢谢您的来访",
    thanks_line: "请把访客证交回前台。祝您一路顺利，欢迎再来！",
    waiting: "已记下·待同步",
    waiting_line: "本机暂时离线，您的签出已安全保存，联网后自动送达。请把访客证交回前台，谢谢您。",
    entered: |digits| format!("已输入 {digits}"),
};

/// English.
pub const EN: LeaveWords = LeaveWords {
    code: "Please enter your 6-digit visit code",
    code_note: "Shown when you registered. Forgotten? Please touch Call staff below",
    submit: "Sign out",
    checking: "Signing you out, one moment please",
    unknown: "No visit has this code. Please check the digits, or ask the counter",
    thanks: "Signed out. Thank you for your visit",
    thanks_line: "Please hand your pass back at the counter. Have a good journey, and welcome again!",
    waiting: "Noted · to be synchronised",
    waiting_line: "This kiosk is offline. It is kept safely and sent as soon as it is connected. Please hand your pass back at the counter. Thank you.",
    entered: |digits| format!("Entered {digits}"),
};
