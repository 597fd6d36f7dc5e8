//! The screen of people's data: shown, put right and erased for whoever asks at the counter.

/// What that screen and its receipts say.
pub struct PersonWords {
    /// Name of the screen; also of its tab.
    pub tab: &'static str,
    /// Heading of the form.
    pub title: &'static str,
    /// Whom it is for, and that it is made sure who asks.
    pub line: &'static str,
    /// The steps, one after the other.
    pub steps: [&'static str; 3],
    /// The person's telephone.
    pub telephone: &'static str,
    /// That it is kept nowhere.
    pub telephone_note: &'static str,
    /// Why it is asked.
    pub reason: &'static str,
    /// The usual reasons.
    pub reasons: [&'static str; 4],
    /// That a reason names nobody.
    pub reason_note: &'static str,
    /// What a reason is.
    pub reason_advice: &'static str,
    /// That the reading leaves its line.
    pub recorded: &'static str,
    /// Asks; a lead signs.
    pub look: &'static str,
    /// Title of the signature for it.
    pub sign_look: &'static str,
    /// Asked, not yet answered.
    pub asking: &'static str,
    /// How many families there are, and how many are listed.
    pub found: fn(usize, usize) -> String,
    /// There are none.
    pub nothing: &'static str,
    /// What that means.
    pub nothing_line: &'static str,
    /// That what is shown goes at that time, or when the screen is left.
    pub wiped_at: fn(&str) -> String,
    /// That it has gone.
    pub wiped: &'static str,
    /// The next part of the list.
    pub more: &'static str,
    /// Title of the signature for it.
    pub sign_more: &'static str,
    /// Back to the form.
    pub again: &'static str,
    /// Choose one of the list.
    pub choose: &'static str,
    /// It may be erased now.
    pub may_go: &'static str,
    /// It waits: open, an alarm's, in the property's own register.
    pub kept: [&'static str; 3],
    /// The same in a sentence that says until when.
    pub kept_line: [&'static str; 3],
    /// An alarm's, until this time.
    pub kept_until: fn(&str) -> String,
    /// When its time is over.
    pub keeps_until: &'static str,
    /// Never by itself.
    pub no_end: &'static str,
    /// Heading of the facts about a family.
    pub family: &'static str,
    /// In which place the record names the person: visitor, holder of a key, reporter, caller, carrier, expected.
    pub places: [&'static str; 6],
    /// The number stands in what somebody wrote.
    pub mentioned: &'static str,
    /// As what the record names the person.
    pub named_as: &'static str,
    /// So many records of the family are not shown.
    pub left_out: fn(usize) -> String,
    /// The unit, its occupant, telephone, emergency contact.
    pub unit: [&'static str; 4],
    /// What is acted on: this one, or all that are listed.
    pub scope: fn(usize) -> [String; 2],
    /// Puts name or telephone right.
    pub correct: &'static str,
    /// Erases.
    pub erase: &'static str,
    /// Title of the signature for it, with how many.
    pub sign_erase: fn(usize) -> String,
    /// Nothing of it can be put right: the number is only mentioned there, or it is an alarm's.
    pub cannot_correct: &'static str,
    /// So many at most at once.
    pub too_many: fn(usize) -> String,
    /// How many of so many can be put right.
    pub correctable: fn(usize, usize) -> String,
    /// Heading of the form in which it is put right.
    pub correct_title: fn(usize) -> String,
    /// What happens to what stood there before.
    pub correct_line: &'static str,
    /// The right name.
    pub new_name: &'static str,
    /// The right telephone.
    pub new_telephone: &'static str,
    /// Empty: it stays.
    pub stays: &'static str,
    /// Neither is filled in.
    pub nothing_new: &'static str,
    /// Title of the signature for it, with how many.
    pub sign_correct: fn(usize) -> String,
    /// Sent, not yet answered.
    pub waiting: &'static str,
    /// Heading of a receipt.
    pub receipt: &'static str,
    /// What was asked for.
    pub asked_for: &'static str,
    /// Its number.
    pub number: &'static str,
    /// When.
    pub time: &'static str,
    /// Who signed.
    pub by: &'static str,
    /// What was erased.
    pub erased: &'static str,
    /// What waits.
    pub waits: &'static str,
    /// What was put right.
    pub corrected: &'static str,
    /// Name, telephone, both.
    pub parts: [&'static str; 3],
    /// So many of a kind.
    pub count: fn(&str, usize) -> String,
    /// None.
    pub none: &'static str,
    /// So many of a kind, and why they wait.
    pub waiting_line: fn(&str, &str) -> String,
    /// That a receipt says nothing of the person, and where it is found again.
    pub receipt_line: &'static str,
    /// Copies the receipt as text.
    pub copy: &'static str,
    /// It is copied.
    pub copied: &'static str,
    /// On a record's page: what was put right.
    pub was_corrected: [&'static str; 3],
}

/// Simplified Chinese.
pub const ZH_HANS: PersonWords = PersonWords {
    tab: "个人信息",
    title: "个人信息查阅、更正、删除",
    line: "本人到前台提出时使用。请先核实来人就是本人，再查阅。",
    steps: ["填写电话和原因，由领班以上人员签字查阅", "请本人核对内容，选择更正或删除，再签字", "把回执交给本人；回执可在“档案”中再次查到"],
    telephone: "本人电话",
    telephone_note: "电话只用于这一次查找，不会留存。",
    reason: "原因",
    reasons: ["本人查阅", "本人更正", "本人删除", "撤回同意"],
    reason_note: "原因会长期留存，请勿填写姓名和电话。",
    reason_advice: "请填写 4 至 200 个字的原因",
    recorded: "查阅将记录签字人的姓名和原因。",
    look: "签字查阅",
    sign_look: "查阅个人信息",
    asking: "正在查找，请稍候…",
    found: |all, listed| if all == listed { format!("共 {all} 份") } else { format!("共 {all} 份，已列出 {listed} 份") },
    nothing: "没有找到此电话的个人信息",
    nothing_line: "请核对号码；已删除的内容不能再查到。",
    wiped_at: |time| format!("内容只在本机内存中：离开本页、锁屏或到 {time} 即清除。"),
    wiped: "时间已到，查阅的个人信息已从屏幕清除。",
    more: "继续列出",
    sign_more: "继续查阅个人信息",
    again: "重新查阅",
    choose: "请在左侧选择一份查看",
    may_go: "可删除",
    kept: ["未办结", "应急记录", "登记册"],
    kept_line: [
        "尚未办结（访客未离开、钥匙未归还或事项未办结），办结后自动删除",
        "属于应急记录，法规要求保存三十天且不得改动",
        "属于物业的住户或人员登记册，请由管理员在登记册中更改",
    ],
    kept_until: |time| format!("属于应急记录，保存至 {time}，期间停止使用，到期自动删除"),
    keeps_until: "保存到",
    no_end: "不自动到期",
    family: "保存情况",
    places: ["访客", "领用人", "报失人", "来电人", "携带人", "预约访客"],
    mentioned: "文字中提到（不能更正，可以删除）",
    named_as: "此人是",
    left_out: |count| format!("另有 {count} 条记录未列出，删除时一并删除。"),
    unit: ["单元", "住户", "电话", "紧急联系人"],
    scope: |all| ["只办这一份".into(), format!("全部 {all} 份")],
    correct: "更正",
    erase: "删除",
    sign_erase: |count| format!("删除 {count} 份个人信息"),
    cannot_correct: "所选内容不能更正：电话只在文字中提到，或属于三十天内的应急记录",
    too_many: |most| format!("一次最多更正 {most} 份，请逐份办理"),
    correctable: |some, all| format!("其中 {some} 份可更正（共 {all} 份）"),
    correct_title: |count| format!("更正 {count} 份记录"),
    correct_line: "只改姓名和电话。更正前的内容随原记录封存，到期或删除时一并消失；文字内容不改写。",
    new_name: "正确的姓名",
    new_telephone: "正确的电话",
    stays: "不改请留空",
    nothing_new: "请至少填写一项",
    sign_correct: |count| format!("更正 {count} 份个人信息"),
    waiting: "已提交，请等待服务器确认…",
    receipt: "《个人信息处理回执》",
    asked_for: "办理事项",
    number: "编号",
    time: "时间",
    by: "签字人",
    erased: "已删除",
    waits: "暂时保留",
    corrected: "已更正",
    parts: ["姓名", "电话", "姓名和电话"],
    count: |kind, count| format!("{kind} {count} 份"),
    none: "无",
    waiting_line: |what, why| format!("{what}：{why}"),
    receipt_line: "本回执不含个人信息，可在“档案”的“个人信息删除”或“个人信息更正”中再次查到。",
    copy: "复制回执",
    copied: "回执已复制，可粘贴后打印。",
    was_corrected: ["姓名已更正", "电话已更正", "姓名和电话已更正"],
};

/// Traditional Chinese.
pub const ZH_HANT: PersonWords = PersonWords {
    tab: "個人資料",
    title: "個人資料查閱、更正、刪除",
    line: "本人到前台提出時使用。請先核實來人就是本人，再查閱。",
    steps: [
        "填寫電話和原因，由領班以上人員簽字查閱",
        "請本人核對內容，選擇更正或刪除，再簽字",
        "把回執交給本人；回執可在「檔案」中再次查到",
    ],
    telephone: "本人電話",
    telephone_note: "電話只用於這一次查找，不會留存。",
    reason: "原因",
    reasons: ["本人查閱", "本人更正", "本人刪除", "撤回同意"],
    reason_note: "原因會長期留存，請勿填寫姓名和電話。",
    reason_advice: "請填寫 4 至 200 個字的原因",
    recorded: "查閱將記錄簽字人的姓名和原因。",
    look: "簽字查閱",
    sign_look: "查閱個人資料",
    asking: "正在查找，請稍候…",
    found: |all, listed| if all == listed { format!("共 {all} 份") } else { format!("共 {all} 份，已列出 {listed} 份") },
    nothing: "沒有找到此電話的個人資料",
    nothing_line: "請核對號碼；已刪除的內容不能再查到。",
    wiped_at: |time| format!("內容只在本機內存中：離開本頁、鎖屏或到 {time} 即清除。"),
    wiped: "時間已到，查閱的個人資料已從屏幕清除。",
    more: "繼續列出",
    sign_more: "繼續查閱個人資料",
    again: "重新查閱",
    choose: "請在左側選擇一份查看",
    may_go: "可刪除",
    kept: ["未辦結", "應急記錄", "登記冊"],
    kept_line: [
        "尚未辦結（訪客未離開、鑰匙未歸還或事項未辦結），辦結後自動刪除",
        "屬於應急記錄，法規要求保存三十天且不得改動",
        "屬於物業的住戶或人員登記冊，請由管理員在登記冊中更改",
    ],
    kept_until: |time| format!("屬於應急記錄，保存至 {time}，期間停止使用，到期自動刪除"),
    keeps_until: "保存到",
    no_end: "不自動到期",
    family: "保存情況",
    places: ["訪客", "領用人", "報失人", "來電人", "攜帶人", "預約訪客"],
    mentioned: "文字中提到（不能更正，可以刪除）",
    named_as: "此人是",
    left_out: |count| format!("另有 {count} 條記錄未列出，刪除時一併刪除。"),
    unit: ["單元", "住戶", "電話", "緊急聯繫人"],
    scope: |all| ["只辦這一份".into(), format!("全部 {all} 份")],
    correct: "更正",
    erase: "刪除",
    sign_erase: |count| format!("刪除 {count} 份個人資料"),
    cannot_correct: "所選內容不能更正：電話只在文字中提到，或屬於三十天內的應急記錄",
    too_many: |most| format!("一次最多更正 {most} 份，請逐份辦理"),
    correctable: |some, all| format!("其中 {some} 份可更正（共 {all} 份）"),
    correct_title: |count| format!("更正 {count} 份記錄"),
    correct_line: "只改姓名和電話。更正前的內容隨原記錄封存，到期或刪除時一併消失；文字內容不改寫。",
    new_name: "正確的姓名",
    new_telephone: "正確的電話",
    stays: "不改請留空",
    nothing_new: "請至少填寫一項",
    sign_correct: |count| format!("更正 {count} 份個人資料"),
    waiting: "已提交，請等待伺服器確認…",
    receipt: "《個人資料處理回執》",
    asked_for: "辦理事項",
    number: "編號",
    time: "時間",
    by: "簽字人",
    erased: "已刪除",
    waits: "暫時保留",
    corrected: "已更正",
    parts: ["姓名", "電話", "姓名和電話"],
    count: |kind, count| format!("{kind} {count} 份"),
    none: "無",
    waiting_line: |what, why| format!("{what}：{why}"),
    receipt_line: "本回執不含個人資料，可在「檔案」的「個人資料刪除」或「個人資料更正」中再次查到。",
    copy: "複製回執",
    copied: "回執已複製，可粘貼後列印。",
    was_corrected: ["姓名已更正", "電話已更正", "姓名和電話已更正"],
};

/// English.
pub const EN: PersonWords = PersonWords {
    tab: "People's data",
    title: "People's data: see, correct, erase",
    line: "For somebody who asks at the counter. Please make sure that it is the person themselves first.",
    steps: [
        "Enter telephone and reason; a lead or above signs to see it",
        "Go through it with the person, choose to correct or erase, and sign",
        "Hand over the receipt; it is found again in the archive",
    ],
    telephone: "The person's telephone",
    telephone_note: "Used for this search only; it is kept nowhere.",
    reason: "Reason",
    reasons: ["Asks to see it", "Asks to correct it", "Asks to erase it", "Withdraws consent"],
    reason_note: "The reason is kept for long: no names and no telephones, please.",
    reason_advice: "Please give a reason of 4 to 200 characters",
    recorded: "Recorded with the name of whoever signs, and this reason.",
    look: "Sign and see",
    sign_look: "See a person's data",
    asking: "Looking, one moment please…",
    found: |all, listed| if all == listed { format!("{all} files") } else { format!("{all} files, {listed} listed") },
    nothing: "Nothing is known by this telephone",
    nothing_line: "Please check the number. What was erased is found no more.",
    wiped_at: |time| format!("In this program's memory only: gone when you leave this page, lock, or at {time}."),
    wiped: "Time is up: the person's data was taken off the screen.",
    more: "List more",
    sign_more: "See more of a person's data",
    again: "New search",
    choose: "Choose one at the left",
    may_go: "Can be erased",
    kept: ["Open", "Alarm", "Register"],
    kept_line: [
        "still open (visitor inside, key out, matter unfinished): erased by itself once it closes",
        "part of an alarm's record, which by law is kept unaltered for thirty days",
        "in the property's own register of units or staff: please have the operator change it there",
    ],
    kept_until: |time| format!("part of an alarm's record: kept unused until {time}, then erased by itself"),
    keeps_until: "Kept until",
    no_end: "No end by itself",
    family: "How it is kept",
    places: ["Visitor", "Has the key", "Reporter", "Caller", "Carries goods out", "Expected"],
    mentioned: "Mentioned in a text (cannot be corrected, can be erased)",
    named_as: "The person is",
    left_out: |count| format!("{count} more records are not shown; they are erased with it."),
    unit: ["Unit", "Occupant", "Telephone", "Emergency contact"],
    scope: |all| ["This one".into(), format!("All {all}")],
    correct: "Correct",
    erase: "Erase",
    sign_erase: |count| format!("Erase {count} files of a person"),
    cannot_correct: "Nothing chosen can be corrected: the number is only mentioned there, or it is an alarm's of the last thirty days",
    too_many: |most| format!("At most {most} at once: please correct them one by one"),
    correctable: |some, all| format!("{some} of {all} can be corrected"),
    correct_title: |count| format!("Correct {count} records"),
    correct_line: "Name and telephone only. What stood there before stays sealed with its record and goes with it; texts are not rewritten.",
    new_name: "The right name",
    new_telephone: "The right telephone",
    stays: "Empty: it stays",
    nothing_new: "Please fill in one of them at least",
    sign_correct: |count| format!("Correct {count} files of a person"),
    waiting: "Sent: waiting for the server to confirm…",
    receipt: "Receipt about personal data",
    asked_for: "Asked for",
    number: "Number",
    time: "Time",
    by: "Signed by",
    erased: "Erased",
    waits: "Kept for now",
    corrected: "Corrected",
    parts: ["Name", "Telephone", "Name and telephone"],
    count: |kind, count| format!("{kind} × {count}"),
    none: "None",
    waiting_line: |what, why| format!("{what}: {why}"),
    receipt_line: "It holds no personal data, and is found again in the archive under “Erasures” or “Corrections”.",
    copy: "Copy receipt",
    copied: "The receipt is copied: paste it to print it.",
    was_corrected: ["Name corrected", "Telephone corrected", "Name and telephone corrected"],
};
