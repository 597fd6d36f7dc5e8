//! What every screen says: buttons, states, dates.

/// What every screen says.
pub struct Common {
    /// Carry out what is shown.
    pub confirm: &'static str,
    /// Leave without doing it.
    pub cancel: &'static str,
    /// To the page before.
    pub back: &'static str,
    /// To the next page of a form.
    pub next: &'static str,
    /// Put away what is open.
    pub close: &'static str,
    /// Finished here.
    pub done: &'static str,
    /// Keep what was entered.
    pub save: &'static str,
    /// Print what is shown.
    pub print: &'static str,
    /// Try what failed once more.
    pub retry: &'static str,
    /// Change what is shown.
    pub edit: &'static str,
    /// Take an entry out.
    pub remove: &'static str,
    /// Find in what is here.
    pub search: &'static str,
    /// Every item of a list.
    pub all: &'static str,
    /// Show the rest of a list.
    pub more: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// Nothing to show here.
    pub none: &'static str,
    /// Not known.
    pub unknown: &'static str,
    /// This field may be left empty.
    pub optional: &'static str,
    /// The server is reached.
    pub online: &'static str,
    /// The server is not reached.
    pub offline: &'static str,
    /// Being fetched.
    pub loading: &'static str,
    /// Written down here, not yet at the server.
    pub saved_here: &'static str,
    /// This day.
    pub today: &'static str,
    /// The day before.
    pub yesterday: &'static str,
    /// The day after.
    pub tomorrow: &'static str,
    /// This moment.
    pub now: &'static str,
    /// The data shown is of this time: `as_of("09:42")`.
    pub as_of: fn(&str) -> String,
    /// The data shown has not changed since the link broke at this time.
    pub offline_since: fn(&str) -> String,
    /// A day of this year: `day(11, 22)`.
    pub day: fn(u32, u32) -> String,
    /// A day with its year: `full_day(2025, 11, 22)`.
    pub full_day: fn(i32, u32, u32) -> String,
    /// A span of minutes, as "2 h 5 min".
    pub minutes: fn(u32) -> String,
    /// How much later than due, in minutes.
    pub minutes_late: fn(u32) -> String,
    /// How much is left until due, in minutes.
    pub minutes_left: fn(u32) -> String,
    /// So many things.
    pub count: fn(usize) -> String,
    /// What stands between the items of a list.
    pub list_comma: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Common = Common {
    confirm: "确认",
    cancel: "取消",
    back: "返回",
    next: "下一步",
    close: "关闭",
    done: "完成",
    save: "保存",
    print: "打印",
    retry: "重试",
    edit: "修改",
    remove: "移除",
    search: "搜索",
    all: "全部",
    more: "更多",
    yes: "是",
    no: "否",
    none: "无",
    unknown: "未知",
    optional: "选填",
    online: "在线",
    offline: "离线",
    loading: "正在载入，请稍候",
    saved_here: "已存本机，待同步",
    today: "今天",
    yesterday: "昨天",
    tomorrow: "明天",
    now: "刚刚",
    as_of: |time| format!("截至 {time}"),
    offline_since: |time| format!("离线，显示的是 {time} 的数据"),
    day: |month, day| format!("{month}月{day}日"),
    full_day: |year, month, day| format!("{year}年{month}月{day}日"),
    minutes: minutes_hans,
    minutes_late: |minutes| format!("已超时 {}", minutes_hans(minutes)),
    minutes_left: |minutes| format!("还剩 {}", minutes_hans(minutes)),
    count: |count| format!("{count} 项"),
    list_comma: "、",
};

/// Traditional Chinese.
pub const ZH_HANT: Common = Common {
    confirm: "確認",
    cancel: "取消",
    back: "返回",
    next: "下一步",
    close: "關閉",
    done: "完成",
    save: "保存",
    print: "列印",
    retry: "重試",
    edit: "修改",
    remove: "移除",
    search: "搜索",
    all: "全部",
    more: "更多",
    yes: "是",
    no: "否",
    none: "無",
    unknown: "未知",
    optional: "選填",
    online: "在線",
    offline: "離線",
    loading: "正在載入，請稍候",
    saved_here: "已存本機，待同步",
    today: "今天",
    yesterday: "昨天",
    tomorrow: "明天",
    now: "剛剛",
    as_of: |time| format!("截至 {time}"),
    offline_since: |time| format!("離線，顯示的是 {time} 的數據"),
    day: |month, day| format!("{month}月{day}日"),
    full_day: |year, month, day| format!("{year}年{month}月{day}日"),
    minutes: minutes_hant,
    minutes_late: |minutes| format!("已超時 {}", minutes_hant(minutes)),
    minutes_left: |minutes| format!("還剩 {}", minutes_hant(minutes)),
    count: |count| format!("{count} 項"),
    list_comma: "、",
};

/// English.
pub const EN: Common = Common {
    confirm: "Confirm",
    cancel: "Cancel",
    back: "Back",
    next: "Next",
    close: "Close",
    done: "Done",
    save: "Save",
    print: "Print",
    retry: "Try again",
    edit: "Change",
    remove: "Remove",
    search: "Search",
    all: "All",
    more: "More",
    yes: "Yes",
    no: "No",
    none: "None",
    unknown: "Unknown",
    optional: "optional",
    online: "Online",
    offline: "Offline",
    loading: "Loading, one moment please",
    saved_here: "Saved here, not yet sent",
    today: "Today",
    yesterday: "Yesterday",
    tomorrow: "Tomorrow",
    now: "Just now",
    as_of: |time| format!("As of {time}"),
    offline_since: |time| format!("Offline, showing data as of {time}"),
    day: |month, day| format!("{day} {}", month_name(month)),
    full_day: |year, month, day| format!("{day} {} {year}", month_name(month)),
    minutes: minutes_en,
    minutes_late: |minutes| format!("{} late", minutes_en(minutes)),
    minutes_left: |minutes| format!("{} left", minutes_en(minutes)),
    count: |count| format!("{count}"),
    list_comma: ", ",
};

fn minutes_hans(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} 分钟"),
        (hours, 0) => format!("{hours} 小时"),
        (hours, rest) => format!("{hours} 小时 {rest} 分"),
    }
}

fn minutes_hant(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} 分鐘"),
        (hours, 0) => format!("{hours} 小時"),
        (hours, rest) => format!("{hours} 小時 {rest} 分"),
    }
}

fn minutes_en(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// English names of months, short; a month that is none is shown as it came.
fn month_name(month: u32) -> String {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let index = (month as usize).checked_sub(1);
    index.and_then(|index| NAMES.get(index)).map_or_else(|| month.to_string(), |name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_spans_read_as_people_say_them() {
        for (found, said) in [
            ((ZH_HANS.day)(11, 22), "11月22日"),
            ((EN.day)(11, 22), "22 Nov"),
            ((EN.full_day)(2025, 1, 5), "5 Jan 2025"),
            ((EN.day)(13, 1), "1 13"),
            ((ZH_HANS.minutes)(125), "2 小时 5 分"),
            ((ZH_HANS.minutes_late)(20), "已超时 20 分钟"),
            ((EN.minutes)(120), "2 h"),
            ((EN.as_of)("09:42"), "As of 09:42"),
        ] {
            assert_eq!(found, said);
        }
    }
}
