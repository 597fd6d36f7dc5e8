//! Why the rules say no, and what to do next; one phrase for each refusal.

use super::kinds::{self, Kinds};

/// One phrase for each refusal.
pub struct Refusals {
    /// No record of this kind is (any more) there.
    pub not_found: fn(&str) -> String,
    /// What the kinds are called.
    pub kinds: Kinds,
    /// The id exists.
    pub id_taken: &'static str,
    /// No room on the server, and an emergency came first.
    pub gave_way: &'static str,
    /// Not at this station.
    pub not_at_this_station: &'static str,
    /// Nobody is signed in.
    pub sign_in_first: &'static str,
    /// The PIN is missing or wrong.
    pub pin_needed: &'static str,
    /// The second person's is.
    pub second_pin_needed: &'static str,
    /// One person alone may not (K-7).
    pub not_alone: &'static str,
    /// Needs one of these roles.
    pub not_your_role: fn(&str) -> String,
    /// An import of something else.
    pub not_importable: &'static str,
    /// A version with other contents exists.
    pub version_is_taken: &'static str,
    /// A station for no terminal.
    pub not_a_terminal_station: &'static str,
    /// Revoked already.
    pub revoked_already: &'static str,
    /// Nobody inside has the code.
    pub nobody_with_this_code: &'static str,
    /// The code is in use.
    pub code_in_use: &'static str,
    /// Two people inside carry this code.
    pub several_with_code: &'static str,
    /// Ninety-nine terminals are admitted.
    pub no_number_left: &'static str,
    /// Only a kiosk is put into maintenance.
    pub not_a_kiosk: &'static str,
    /// The pass is with the visitor of this code.
    pub pass_in_use: fn(&str) -> String,
    /// Already issued, with this number.
    pub pass_issued_already: fn(&str) -> String,
    /// Left already, at this time.
    pub left_already: fn(&str) -> String,
    /// People out of range.
    pub impossible_number: &'static str,
    /// The key is out.
    pub key_is_out: &'static str,
    /// Suspended because of this loss.
    pub issue_suspended: fn(&str) -> String,
    /// Damaged.
    pub key_damaged: &'static str,
    /// Lost.
    pub key_lost: &'static str,
    /// Returned already.
    pub returned_already: &'static str,
    /// Only this side may acknowledge.
    pub not_your_side: fn(&str) -> String,
    /// Names of the three sides.
    pub sides: [&'static str; 3],
    /// Closed already.
    pub closed_already: &'static str,
    /// These have not acknowledged.
    pub not_acknowledged: fn(&str) -> String,
    /// The lock is not changed.
    pub lock_not_changed: &'static str,
    /// A time that has passed.
    pub in_the_past: &'static str,
    /// No such area or form.
    pub unknown_form: &'static str,
    /// Another kiosk's answer.
    pub not_this_terminal: &'static str,
    /// Somebody was first.
    pub already_claimed: fn(&str, &str) -> String,
    /// Claim first.
    pub not_claimed: &'static str,
    /// Finished by whom and when.
    pub finished_already: fn(&str, &str) -> String,
    /// Only this person, or lead and above, passes it on.
    pub not_yours: fn(&str) -> String,
    /// This person has left the house.
    pub has_left: fn(&str) -> String,
    /// Held by.
    pub held_by: fn(&str) -> String,
    /// Nobody on duty.
    pub nobody_on_duty: &'static str,
    /// A sheet is open.
    pub open_already: &'static str,
    /// Complete.
    pub complete: &'static str,
    /// Only the person on duty.
    pub not_on_duty: fn(&str) -> String,
    /// So many items not counted.
    pub items_not_counted: fn(usize) -> String,
    /// A difference without a reason.
    pub difference_without_reason: &'static str,
    /// A ground is open.
    pub objection_open: fn(&str) -> String,
    /// The four grounds.
    pub grounds: [&'static str; 4],
    /// The outgoing has not signed.
    pub outgoing_not_signed: &'static str,
    /// Signed already.
    pub signed_already: &'static str,
    /// The same person on both sides.
    pub same_hand: &'static str,
    /// So many red items not read back.
    pub read_back_missing: fn(usize) -> String,
    /// Not complete.
    pub not_complete: &'static str,
    /// The outgoing person may not object.
    pub outgoing_may_not_object: &'static str,
    /// The outgoing person may not clear alone.
    pub outgoing_may_not_clear: &'static str,
    /// For the side that takes over, at this station.
    pub for_incoming_side: fn(&str) -> String,
    /// No such objection.
    pub no_such_objection: &'static str,
    /// Too many.
    pub too_many: &'static str,
    /// Steps before are missing.
    pub step_not_yet: fn(&str) -> String,
    /// No such step.
    pub unknown_step: &'static str,
    /// Stood down by whom, when.
    pub stood_down: fn(&str, &str) -> String,
    /// Stood down already.
    pub stood_down_already: &'static str,
    /// Records of this kind are never archived.
    pub never_leaves: &'static str,
    /// The server's clock shows this time, not the one that was confirmed.
    pub clock_shows: fn(&str) -> String,
    /// The server's clock lies more than a day before this time, up to which there are entries.
    pub clock_before_entries: fn(&str) -> String,
    /// The server's clock is in doubt.
    pub erasing_waits_for_clock: &'static str,
    /// Nothing that could be erased was named.
    pub nothing_to_erase: &'static str,
    /// Nothing that could be put right was named or said.
    pub nothing_to_correct: &'static str,
    /// So many records are an alarm's.
    pub of_an_alarm: fn(usize) -> String,
    /// The roles, in the order of the rules.
    pub roles: [&'static str; 11],
    /// The host is asked first.
    pub ask_the_host: &'static str,
    /// The host does not receive them.
    pub host_declined: fn(&str) -> String,
    /// This property takes no photos of visitors.
    pub no_photos_here: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: Refusals = Refusals {
    not_found: |kind| format!("没有找到此{kind}，请核对后再试"),
    kinds: kinds::ZH_HANS,
    id_taken: "这条记录已经存在",
    not_at_this_station: "本岗位不能办理此项",
    sign_in_first: "请先登录",
    second_pin_needed: "需要第二人（另一位同事）本人的工号和密码",
    not_alone: "客户房间的钥匙须两人同行：请第二人也签字",
    pin_needed: "需要签字人本人的工号和密码",
    not_your_role: |roles| format!("此项需由 {roles} 办理"),
    gave_way: "未办理：当时服务器磁盘空间不足，应急事项先行。请待空间恢复后重新办理",
    not_importable: "这类记录不能导入",
    version_is_taken: "此版本已经使用过，内容不能再改，请换一个版本号",
    not_a_terminal_station: "此岗位不设终端",
    revoked_already: "该终端已停用",
    nobody_with_this_code: "没有在访人员使用此通行码，请核对六位数字",
    code_in_use: "此通行码正在使用，请重新登记",
    several_with_code: "有不止一位在访人员持此通行码，请核对姓名后签出",
    no_number_left: "已有 99 台终端，请先停用不再使用的终端",
    not_a_kiosk: "只有自助机可以转为维护",
    pass_in_use: |code| format!("此证正由通行码 {code} 的访客持有，请换一张"),
    pass_issued_already: |pass| format!("已发放出入证 {pass}"),
    left_already: |time| format!("访客已于 {time} 离开"),
    impossible_number: "成人 1 至 99 人，儿童不超过 99 人",
    key_is_out: "钥匙已借出，收回后才能再借",
    issue_suspended: |loss| format!("因挂失 {loss} 停止发放"),
    key_damaged: "钥匙已损坏停用",
    key_lost: "钥匙已遗失",
    returned_already: "钥匙已经收回",
    not_your_side: |side| format!("需由{side}人员确认"),
    sides: ["领班", "工程", "安保"],
    closed_already: "此挂失已结案",
    not_acknowledged: |sides| format!("{sides} 尚未确认知悉"),
    lock_not_changed: "请先登记换锁",
    in_the_past: "时间须在现在之后",
    unknown_form: "调查表版本不符，请重新开始",
    not_this_terminal: "只能在原自助机上补充",
    already_claimed: |name, time| format!("{name} 已于 {time} 接手，您仍可补充记录"),
    not_claimed: "请先接手，再办结",
    finished_already: |name, time| format!("{name} 已于 {time} 办结"),
    not_yours: |name| format!("须由 {name} 本人，或领班及以上人员办理"),
    has_left: |name| format!("{name} 已离职，请选择在职人员"),
    held_by: |name| format!("{name} 正在当值，请通过交接班换人"),
    nobody_on_duty: "此岗无人当值，请先上岗",
    open_already: "已有一份未完成的交接表",
    complete: "此交接表已完成，如需补充请用“补记”",
    not_on_duty: |name| format!("须由当值人 {name} 签字"),
    items_not_counted: |n| format!("还有 {n} 项公物未清点"),
    difference_without_reason: "数量不符的公物须写明原因",
    objection_open: |ground| format!("不接原因未消除：{ground}"),
    grounds: ["记录不清", "岗位不洁", "公物短缺", "大修未完"],
    outgoing_not_signed: "请交班人先签字",
    signed_already: "交班人已签字，内容不再改动",
    same_hand: "交班人和接班人须为两人",
    read_back_missing: |n| format!("还有 {n} 项红色事项未复述"),
    not_complete: "双方签字后才能进行",
    outgoing_may_not_object: "不接由接班人提出",
    outgoing_may_not_clear: "交班人处理完毕后，请由接班方确认",
    for_incoming_side: |station| format!("此项由接班方在{station}办理"),
    no_such_objection: "此不接原因已处理",
    too_many: "条目已满，请合并填写",
    step_not_yet: |steps| format!("请先完成：{steps}"),
    unknown_step: "预案中没有此步骤",
    stood_down: |name, time| format!("{name} 已于 {time} 解除"),
    stood_down_already: "此应急已解除",
    never_leaves: "此类记录不归档，请在相应页面查看",
    clock_shows: |shown| format!("服务器时钟此刻显示 {shown}，与您确认的时间不符，请重新核对"),
    clock_before_entries: |last| format!("已有记录的时间到 {last}，服务器时钟比它早一天以上，不能确认。请联系管理员校正时钟"),
    erasing_waits_for_clock: "服务器时钟存疑，暂不能删除任何信息。请先由领班以上人员确认时间",
    nothing_to_erase: "没有可以删除的个人信息，请重新查找",
    nothing_to_correct: "没有可以更正的内容，请重新查找后填写正确的姓名或电话",
    of_an_alarm: |n| format!("其中 {n} 份属于应急记录，三十天内不得改动，请期满后再更正"),
    roles: ["客服助理", "领班", "主管", "客服经理", "总经理", "楼层管家", "监控值班员", "安保主管", "工程值班技工", "工程主管", "财务"],
    ask_the_host: "请先联系被访人，得到同意后再发证",
    no_photos_here: "照片只能由来访者本人在自助机上拍，这里没有保存",
    host_declined: |at| format!("被访人 {at} 表示不接待，不能发证；请再次联系被访人"),
};

/// Traditional Chinese.
pub const ZH_HANT: Refusals = Refusals {
    not_found: |kind| format!("沒有找到此{kind}，請核對後再試"),
    kinds: kinds::ZH_HANT,
    id_taken: "這條記錄已經存在",
    not_at_this_station: "本崗位不能辦理此項",
    sign_in_first: "請先登錄",
    second_pin_needed: "需要第二人（另一位同事）本人的工號和密碼",
    not_alone: "客戶房間的鑰匙須兩人同行：請第二人也簽字",
    pin_needed: "需要簽字人本人的工號和密碼",
    not_your_role: |roles| format!("此項需由 {roles} 辦理"),
    gave_way: "未辦理：當時伺服器磁盤空間不足，應急事項先行。請待空間恢復後重新辦理",
    not_importable: "這類記錄不能導入",
    version_is_taken: "此版本已經使用過，內容不能再改，請換一個版本號",
    not_a_terminal_station: "此崗位不設終端",
    revoked_already: "該終端已停用",
    nobody_with_this_code: "沒有在訪人員使用此通行碼，請核對六位數字",
    code_in_use: "此通行碼正在使用，請重新登記",
    several_with_code: "有不止一位在訪人員持此通行碼，請核對姓名後簽出",
    no_number_left: "已有 99 台終端，請先停用不再使用的終端",
    not_a_kiosk: "只有自助機可以轉為維護",
    pass_in_use: |code| format!("此證正由通行碼 {code} 的訪客持有，請換一張"),
    pass_issued_already: |pass| format!("已發放出入證 {pass}"),
    left_already: |time| format!("訪客已於 {time} 離開"),
    impossible_number: "成人 1 至 99 人，兒童不超過 99 人",
    key_is_out: "鑰匙已借出，收回後才能再借",
    issue_suspended: |loss| format!("因掛失 {loss} 停止發放"),
    key_damaged: "鑰匙已損壞停用",
    key_lost: "鑰匙已遺失",
    returned_already: "鑰匙已經收回",
    not_your_side: |side| format!("需由{side}人員確認"),
    sides: ["領班", "工程", "安保"],
    closed_already: "此掛失已結案",
    not_acknowledged: |sides| format!("{sides} 尚未確認知悉"),
    lock_not_changed: "請先登記換鎖",
    in_the_past: "時間須在現在之後",
    unknown_form: "調查表版本不符，請重新開始",
    not_this_terminal: "只能在原自助機上補充",
    already_claimed: |name, time| format!("{name} 已於 {time} 接手，您仍可補充記錄"),
    not_claimed: "請先接手，再辦結",
    finished_already: |name, time| format!("{name} 已於 {time} 辦結"),
    not_yours: |name| format!("須由 {name} 本人，或領班及以上人員辦理"),
    has_left: |name| format!("{name} 已離職，請選擇在職人員"),
    held_by: |name| format!("{name} 正在當值，請通過交接班換人"),
    nobody_on_duty: "此崗無人當值，請先上崗",
    open_already: "已有一份未完成的交接表",
    complete: "此交接表已完成，如需補充請用「補記」",
    not_on_duty: |name| format!("須由當值人 {name} 簽字"),
    items_not_counted: |n| format!("還有 {n} 項公物未清點"),
    difference_without_reason: "數量不符的公物須寫明原因",
    objection_open: |ground| format!("不接原因未消除：{ground}"),
    grounds: ["記錄不清", "崗位不潔", "公物短缺", "大修未完"],
    outgoing_not_signed: "請交班人先簽字",
    signed_already: "交班人已簽字，內容不再改動",
    same_hand: "交班人和接班人須為兩人",
    read_back_missing: |n| format!("還有 {n} 項紅色事項未複述"),
    not_complete: "雙方簽字後才能進行",
    outgoing_may_not_object: "不接由接班人提出",
    outgoing_may_not_clear: "交班人處理完畢後，請由接班方確認",
    for_incoming_side: |station| format!("此項由接班方在{station}辦理"),
    no_such_objection: "此不接原因已處理",
    too_many: "條目已滿，請合併填寫",
    step_not_yet: |steps| format!("請先完成：{steps}"),
    unknown_step: "預案中沒有此步驟",
    stood_down: |name, time| format!("{name} 已於 {time} 解除"),
    stood_down_already: "此應急已解除",
    never_leaves: "此類記錄不歸檔，請在相應頁面查看",
    clock_shows: |shown| format!("伺服器時鐘此刻顯示 {shown}，與您確認的時間不符，請重新核對"),
    clock_before_entries: |last| format!("已有記錄的時間到 {last}，伺服器時鐘比它早一天以上，不能確認。請聯繫管理員校正時鐘"),
    erasing_waits_for_clock: "伺服器時鐘存疑，暫不能刪除任何資料。請先由領班以上人員確認時間",
    nothing_to_erase: "沒有可以刪除的個人資料，請重新查找",
    nothing_to_correct: "沒有可以更正的內容，請重新查找後填寫正確的姓名或電話",
    of_an_alarm: |n| format!("其中 {n} 份屬於應急記錄，三十天內不得改動，請期滿後再更正"),
    roles: ["客服助理", "領班", "主管", "客服經理", "總經理", "樓層管家", "監控值班員", "安保主管", "工程值班技工", "工程主管", "財務"],
    ask_the_host: "請先聯繫被訪人，得到同意後再發證",
    no_photos_here: "照片只能由來訪者本人在自助機上拍，這裡沒有保存",
    host_declined: |at| format!("被訪人 {at} 表示不接待，不能發證；請再次聯繫被訪人"),
};

/// English.
pub const EN: Refusals = Refusals {
    not_found: |kind| format!("No such {kind} is known (any more): please check and try again"),
    kinds: kinds::EN,
    id_taken: "This record exists already",
    not_at_this_station: "This is not done at this station",
    sign_in_first: "Please sign in first",
    second_pin_needed: "The second person's own number and PIN are needed; it must be another colleague",
    not_alone: "Nobody opens a tenant's room alone: a second person must sign too",
    pin_needed: "The signing person's own number and PIN are needed",
    not_your_role: |roles| format!("This is for: {roles}"),
    gave_way: "Not done: the server had no room then, and an emergency went first. Please do it again when there is room",
    not_importable: "Records of this kind are not imported",
    version_is_taken: "This version is in use and never changes: give the new text a new version",
    not_a_terminal_station: "This station has no terminals",
    revoked_already: "This terminal is revoked already",
    nobody_with_this_code: "Nobody inside holds this code: please check the six digits",
    code_in_use: "This code is in use: please register again",
    several_with_code: "More than one person inside carries this code: please sign them out by name",
    no_number_left: "There are 99 terminals: please revoke one that is no longer used",
    not_a_kiosk: "Only a kiosk can be put into maintenance",
    pass_in_use: |code| format!("This pass is with the visitor of code {code}: take another"),
    pass_issued_already: |pass| format!("Pass {pass} is issued already"),
    left_already: |time| format!("The visitor left at {time}"),
    impossible_number: "1 to 99 adults, at most 99 children",
    key_is_out: "The key is out: take it back first",
    issue_suspended: |loss| format!("Issue is suspended because of loss {loss}"),
    key_damaged: "The key is damaged and out of use",
    key_lost: "The key is lost",
    returned_already: "The key is back already",
    not_your_side: |side| format!("To be acknowledged by: {side}"),
    sides: ["the lead", "engineering", "security"],
    closed_already: "This loss is closed already",
    not_acknowledged: |sides| format!("Not yet acknowledged by {sides}"),
    lock_not_changed: "Record the changed lock first",
    in_the_past: "The time must lie ahead",
    unknown_form: "The survey has changed: please start again",
    not_this_terminal: "A word is added at the same kiosk only",
    already_claimed: |name, time| format!("{name} took it up at {time}; you can still add notes"),
    not_claimed: "Take it up first",
    finished_already: |name, time| format!("{name} finished it at {time}"),
    not_yours: |name| format!("Only {name}, or the lead and above, can do this"),
    has_left: |name| format!("{name} has left the house: please choose a colleague"),
    held_by: |name| format!("{name} is on duty: change by a handover"),
    nobody_on_duty: "Nobody is on duty here: take up duty first",
    open_already: "A sheet is open already",
    complete: "This sheet is complete: add a note below it",
    not_on_duty: |name| format!("To be signed by {name}, who is on duty"),
    items_not_counted: |n| format!("{n} items are not counted yet"),
    difference_without_reason: "A difference needs its reason",
    objection_open: |ground| format!("Refused because: {ground}"),
    grounds: ["record unclear", "post not clean", "items missing", "major repair unfinished"],
    outgoing_not_signed: "The outgoing person signs first",
    signed_already: "The outgoing person has signed: nothing is changed any more",
    same_hand: "Two people must sign",
    read_back_missing: |n| format!("{n} red items are not read back yet"),
    not_complete: "Both must have signed first",
    outgoing_may_not_object: "Only the incoming side refuses",
    outgoing_may_not_clear: "Once it is dealt with, the incoming side confirms it",
    for_incoming_side: |station| format!("For the incoming side to do: {station}"),
    no_such_objection: "This ground is cleared already",
    too_many: "There is no room for more: please combine",
    step_not_yet: |steps| format!("First: {steps}"),
    unknown_step: "The procedure has no such step",
    stood_down: |name, time| format!("{name} stood it down at {time}"),
    stood_down_already: "It is stood down already",
    never_leaves: "Records of this kind are never archived: look on their own page",
    clock_shows: |shown| format!("The server's clock shows {shown} now, not the time that you confirmed: please compare again"),
    clock_before_entries: |last| {
        format!(
            "There are entries up to {last}, and the server's clock lies more than a day before that: please ask the operator to set it right"
        )
    },
    erasing_waits_for_clock: "The server's clock is in doubt, and nothing is erased: please have a lead confirm the time first",
    nothing_to_correct: "There is nothing to correct: please look again, and give the right name or telephone",
    of_an_alarm: |n| format!("{n} of them belong to an alarm, which nobody alters for thirty days: please correct them afterwards"),
    nothing_to_erase: "There is nothing about a person to erase: please look again",
    roles: [
        "clerk",
        "lead",
        "supervisor",
        "customer-service manager",
        "general manager",
        "floor steward",
        "control-room operator",
        "security supervisor",
        "duty technician",
        "engineering supervisor",
        "finance",
    ],
    ask_the_host: "Please ask the host first",
    no_photos_here: "Photos are taken at the kiosk only, by visitors themselves: nothing was kept here",
    host_declined: |at| format!("The host declined at {at}: no pass can be issued; please ask again"),
};
