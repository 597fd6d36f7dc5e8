//! Words of the bars on top of every screen.

/// Words of the bars on top of every screen.
pub struct Alarms {
    /// A button: I have heard the alarm.
    pub acknowledge: &'static str,
    /// A button: the page that it is about.
    pub show: &'static str,
    /// A button: to the report of a loss.
    pub see_to_it: &'static str,
    /// A button: takes a kiosk's call up.
    pub answer: &'static str,
    /// A button: to the handover.
    pub to_handover: &'static str,
    /// An emergency and its place: `at_place("火警", "B2")`.
    pub at_place: fn(&str, &str) -> String,
    /// Marks a drill: `drill("火警")`.
    pub drill: fn(&str) -> String,
    /// Started at this time, rings for so long, nobody has heard it.
    pub ringing: fn(&str, &str) -> String,
    /// Started at this time, heard, runs for so long.
    pub running: fn(&str, &str) -> String,
    /// A lost key or card, by its unit.
    pub loss: fn(&str) -> String,
    /// The report's number and time, and what K-4 asks for.
    pub loss_line: fn(&str, &str) -> String,
    /// The report's number and time, and who does not know of it yet.
    pub loss_missing: fn(&str, &str, &str) -> String,
    /// Somebody at this kiosk asks for a person.
    pub call: fn(&str) -> String,
    /// Since when, and for how long nobody came.
    pub call_line: fn(&str, &str) -> String,
    /// The desk's handover is late by this span.
    pub handover_late: fn(&str) -> String,
    /// When it was due, and who answers for the desk until both have signed.
    pub handover_line: fn(&str, &str) -> String,
    /// Many unhappy answers.
    pub survey: &'static str,
    /// Since when, how many unhappy, among how many.
    pub survey_line: fn(&str, u32, u32) -> String,
    /// A kiosk is not connected.
    pub kiosk_away: fn(&str) -> String,
    /// What that means and what to do.
    pub kiosk_line: &'static str,
    /// The server's data is not what terminals have seen.
    pub history: &'static str,
    /// What that means and what to do.
    pub history_line: &'static str,
    /// The server's clock is in doubt: it shows this time.
    pub clock: fn(&str) -> String,
    /// What stands still, and who can confirm.
    pub clock_line: &'static str,
    /// A button: opens the signature.
    pub confirm_time: &'static str,
    /// The signature's heading: this is the time.
    pub confirm_this: fn(&str) -> String,
    /// What this terminal had saved is lost.
    pub gap: fn(&str) -> String,
    /// What to do: when the last of it arrived, if that is known, and when the gap was found.
    pub gap_line: fn(Option<&str>, &str) -> String,
    /// How many entries are missing, said in front of that.
    pub gap_missing: fn(u64) -> String,
    /// Printer, scanner, light, loudspeaker, camera of a kiosk.
    pub devices: [&'static str; 5],
    /// Behind such a name: little paper, none, cover open, not ready, unplugged, wrong device.
    pub device_troubles: [&'static str; 6],
    /// A device of a kiosk and what is wrong with it: `device("大堂自助机", "打印机", "缺纸")`.
    pub device: fn(&str, &str, &str) -> String,
    /// Since when, and what is to be done at a printer.
    pub printer_line: fn(&str) -> String,
    /// Since when, and what is to be done at another device.
    pub device_line: fn(&str) -> String,
    /// A button: a lead has asked and had it entered again.
    pub gap_noted: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Alarms = Alarms {
    acknowledge: "确认收到",
    show: "查看",
    see_to_it: "去处理",
    answer: "接听",
    to_handover: "去交接",
    at_place: |title, place| format!("{title}：{place}"),
    drill: |title| format!("【演练】{title}"),
    ringing: |started, span| format!("{started} 启动 · 已响铃 {span} · 尚无人确认，请立即确认"),
    running: |started, span| format!("{started} 启动 · 已进行 {span} · 已有人确认，尚未解除"),
    loss: |unit| format!("钥匙或门卡挂失：{unit}"),
    loss_line: |number, time| format!("{number} · {time} 挂失 · 尚无人确认，请立即通知领班、工程和安保"),
    loss_missing: |number, time, missing| format!("{number} · {time} 挂失 · 尚待{missing}确认知悉，请尽快通知"),
    call: |kiosk| format!("{kiosk}：访客请求协助"),
    call_line: |time, span| format!("{time} 呼叫 · 已等候 {span} · 请接听并前往"),
    handover_late: |span| format!("客服值班交接已超时 {span}"),
    handover_line: |due, person| format!("应于 {due} 交接 · 双方签字之前仍由{person}值班 · 请通知领班"),
    survey: "满意度预警：请到大堂看一看",
    survey_line: |since, unhappy, answers| format!("{since} 以来 {answers} 份评价中有 {unhappy} 份不满意"),
    kiosk_away: |kiosk| format!("{kiosk}已离线"),
    kiosk_line: "请查看机器的电源和网络；在此期间请由前台为访客登记",
    history: "服务器数据与终端已见记录不符",
    history_line: "已停止同步，本页为此前的状态 · 请立即联系管理员 · 应急仍可在本机启动",
    clock: |shown| format!("服务器时钟存疑：显示 {shown}"),
    clock_line: "归档和清除已暂停 · 请与手表核对，时间正确时由领班以上人员或安保主管确认；不正确请联系管理员",
    confirm_time: "确认时间",
    confirm_this: |shown| format!("确认服务器时间为 {shown}"),
    gap: |terminal| format!("{terminal}：已保存而未送达的记录已丢失"),
    gap_line: |last, found| {
        let when = last.map_or_else(|| format!("{found} 之前"), |last| format!("{last} 至 {found} 之间"));
        format!("请询问该岗位 {when}办理了什么，对照纸质记录重新登记，再由领班确认")
    },
    gap_missing: |missing| format!("缺 {missing} 项 · "),
    gap_noted: "已补登",
    devices: ["打印机", "扫码器", "状态灯", "扬声器", "摄像头"],
    device_troubles: ["纸将用完", "缺纸", "盖子未合上", "未就绪", "未连接或没有应答", "接错了设备"],
    device: |kiosk, device, trouble| format!("{kiosk}：{device}{trouble}"),
    printer_line: |since| format!("{since} 起 · 请到自助机装纸或检查打印机；访客仍可登记，并拍下通行码"),
    device_line: |since| format!("{since} 起 · 请到自助机检查电源和接线；访客仍可使用"),
};

/// Traditional Chinese.
pub const ZH_HANT: Alarms = Alarms {
    acknowledge: "確認收到",
    show: "查看",
    see_to_it: "去處理",
    answer: "接聽",
    to_handover: "去交接",
    at_place: |title, place| format!("{title}：{place}"),
    drill: |title| format!("【演練】{title}"),
    ringing: |started, span| format!("{started} 啟動 · 已響鈴 {span} · 尚無人確認，請立即確認"),
    running: |started, span| format!("{started} 啟動 · 已進行 {span} · 已有人確認，尚未解除"),
    loss: |unit| format!("鑰匙或門卡掛失：{unit}"),
    loss_line: |number, time| format!("{number} · {time} 掛失 · 尚無人確認，請立即通知領班、工程和安保"),
    loss_missing: |number, time, missing| format!("{number} · {time} 掛失 · 尚待{missing}確認知悉，請儘快通知"),
    call: |kiosk| format!("{kiosk}：訪客請求協助"),
    call_line: |time, span| format!("{time} 呼叫 · 已等候 {span} · 請接聽並前往"),
    handover_late: |span| format!("客服值班交接已超時 {span}"),
    handover_line: |due, person| format!("應於 {due} 交接 · 雙方簽字之前仍由{person}值班 · 請通知領班"),
    survey: "滿意度預警：請到大堂看一看",
    survey_line: |since, unhappy, answers| format!("{since} 以來 {answers} 份評價中有 {unhappy} 份不滿意"),
    kiosk_away: |kiosk| format!("{kiosk}已離線"),
    kiosk_line: "請查看機器的電源和網路；在此期間請由前台為訪客登記",
    history: "伺服器數據與終端已見記錄不符",
    history_line: "已停止同步，本頁為此前的狀態 · 請立即聯繫管理員 · 應急仍可在本機啟動",
    clock: |shown| format!("伺服器時鐘存疑：顯示 {shown}"),
    clock_line: "歸檔和清除已暫停 · 請與手錶核對，時間正確時由領班以上人員或安保主管確認；不正確請聯繫管理員",
    confirm_time: "確認時間",
    confirm_this: |shown| format!("確認伺服器時間為 {shown}"),
    gap: |terminal| format!("{terminal}：已保存而未送達的記錄已丟失"),
    gap_line: |last, found| {
        let when = last.map_or_else(|| format!("{found} 之前"), |last| format!("{last} 至 {found} 之間"));
        format!("請詢問該崗位 {when}辦理了什麼，對照紙質記錄重新登記，再由領班確認")
    },
    gap_missing: |missing| format!("缺 {missing} 項 · "),
    gap_noted: "已補登",
    devices: ["印表機", "掃碼器", "狀態燈", "揚聲器", "攝像頭"],
    device_troubles: ["紙將用完", "缺紙", "蓋子未合上", "未就緒", "未連接或沒有回應", "接錯了設備"],
    device: |kiosk, device, trouble| format!("{kiosk}：{device}{trouble}"),
    printer_line: |since| format!("{since} 起 · 請到自助機裝紙或檢查印表機；訪客仍可登記，並拍下通行碼"),
    device_line: |since| format!("{since} 起 · 請到自助機檢查電源和接線；訪客仍可使用"),
};

/// English.
pub const EN: Alarms = Alarms {
    acknowledge: "I have heard it",
    show: "Show",
    see_to_it: "See to it",
    answer: "Answer",
    to_handover: "To the handover",
    at_place: |title, place| format!("{title}: {place}"),
    drill: |title| format!("DRILL – {title}"),
    ringing: |started, span| format!("Started {started} · ringing for {span} · nobody has answered: please acknowledge now"),
    running: |started, span| format!("Started {started} · running for {span} · acknowledged, not yet ended"),
    loss: |unit| format!("Key or card lost: {unit}"),
    loss_line: |number, time| format!("{number} · reported {time} · nobody has acknowledged: tell lead, engineering and security now"),
    loss_missing: |number, time, missing| format!("{number} · reported {time} · not yet acknowledged by {missing}: please tell them"),
    call: |kiosk| format!("{kiosk}: a visitor asks for help"),
    call_line: |time, span| format!("Called {time} · waiting for {span} · please answer and go there"),
    handover_late: |span| format!("The duty desk's handover is {span} late"),
    handover_line: |due, person| format!("Due at {due} · {person} stays on duty until both have signed · please tell the lead"),
    survey: "Many unhappy answers: please have a look at the lobby",
    survey_line: |since, unhappy, answers| format!("{unhappy} of {answers} answers since {since} are unhappy"),
    kiosk_away: |kiosk| format!("{kiosk} is offline"),
    kiosk_line: "Please check its power and network; meanwhile register visitors at the counter",
    history: "The server's data is not what the terminals have seen",
    history_line: "Nothing is exchanged; what is shown is as it was · please call the operator now · emergencies can still be started here",
    clock: |shown| format!("The server's clock is in doubt: it shows {shown}"),
    clock_line: "Archiving and erasing wait · compare with a watch: if right, a lead or above or the security supervisor confirms; if not, call the operator",
    confirm_time: "Confirm the time",
    confirm_this: |shown| format!("Confirm that it is {shown}"),
    gap: |terminal| format!("{terminal}: what it had saved and not delivered is lost"),
    gap_line: |last, found| {
        let when = last.map_or_else(|| format!("before {found}"), |last| format!("between {last} and {found}"));
        format!("Please ask what was done at that station {when}, compare the paper, enter it again; then a lead confirms it")
    },
    gap_missing: |missing| if missing == 1 { "1 entry is missing · ".into() } else { format!("{missing} entries are missing · ") },
    gap_noted: "Entered again",
    devices: ["printer", "scanner", "status light", "loudspeaker", "camera"],
    device_troubles: [
        "is low on paper",
        "is out of paper",
        "has its cover open",
        "is not ready",
        "is unplugged or does not answer",
        "is another device",
    ],
    device: |kiosk, device, trouble| format!("{kiosk}: the {device} {trouble}"),
    printer_line: |since| format!("Since {since} · please see to paper and printer; visitors can register and photograph their code"),
    device_line: |since| format!("Since {since} · please check its power and cable; visitors can go on"),
};
