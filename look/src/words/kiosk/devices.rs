//! What a visitor reads about the slip, and on it.

/// Words about the slip, and on it (V-1).
pub struct DeviceWords {
    /// While it prints.
    pub printing: &'static str,
    /// It has come out.
    pub take_slip: &'static str,
    /// There is no paper.
    pub out_of_paper: &'static str,
    /// Anything else is wrong with the printer.
    pub no_slip: &'static str,
    /// On the slip: what it is.
    pub slip: &'static str,
    /// On the slip: when it was printed.
    pub printed_at: fn(&str) -> String,
    /// On the slip: whom or which unit somebody visits.
    pub visits: fn(&str) -> String,
    /// On the slip: the first thing to do with it.
    pub show_it: &'static str,
    /// On the slip: the last word.
    pub thanks: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: DeviceWords = DeviceWords {
    printing: "正在打印小票，请稍候",
    take_slip: "请取走您的小票",
    out_of_paper: "抱歉，打印机缺纸，请您拍下或记下通行码",
    no_slip: "抱歉，小票未能打印，请您拍下或记下通行码",
    slip: "访客通行码",
    printed_at: |time| format!("时间：{time}"),
    visits: |whom| format!("到访：{whom}"),
    show_it: "请到前台核验身份，领取访客证",
    thanks: "谢谢您的来访",
};

/// Traditional Chinese.
pub const ZH_HANT: DeviceWords = DeviceWords {
    printing: "正在列印小票，請稍候",
    take_slip: "請取走您的小票",
    out_of_paper: "抱歉，印表機缺紙，請您拍下或記下通行碼",
    no_slip: "抱歉，小票未能列印，請您拍下或記下通行碼",
    slip: "訪客通行碼",
    printed_at: |time| format!("時間：{time}"),
    visits: |whom| format!("到訪：{whom}"),
    show_it: "請到前台核驗身份，領取訪客證",
    thanks: "謝謝您的來訪",
};

/// English.
pub const EN: DeviceWords = DeviceWords {
    printing: "Your slip is being printed, one moment please",
    take_slip: "Please take your slip",
    out_of_paper: "No paper in the printer: please note this code",
    no_slip: "The slip was not printed: please note this code",
    slip: "Visit code",
    printed_at: |time| format!("Time: {time}"),
    visits: |whom| format!("Visiting: {whom}"),
    show_it: "Please show your ID at the counter and collect your pass",
    thanks: "Thank you for your visit",
};
