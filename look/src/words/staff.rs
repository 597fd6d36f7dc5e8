//! Words about people, their PINs and the machines: locking, changing a PIN, the 管理 screen.

/// Words about people, their PINs and the machines.
pub struct StaffWords {
    /// The screen's tab.
    pub tab: &'static str,
    /// Locks this terminal.
    pub lock: &'static str,
    /// Nobody is signed in as far as the bar goes: the terminal is locked.
    pub locked: &'static str,
    /// Heading of the card, with whose session it is.
    pub locked_for: fn(&str) -> String,
    /// Below it.
    pub locked_line: &'static str,
    /// Goes on.
    pub unlock: &'static str,
    /// Opens the sign-in card for somebody else.
    pub somebody_else: &'static str,
    /// Back to the locked card.
    pub back_to_locked: &'static str,
    /// The server is away, and this terminal remembers no PIN.
    pub unlock_needs_server: &'static str,
    /// Opens the card in which somebody changes their PIN.
    pub change_pin: &'static str,
    /// Below its heading, with the least number of characters for staff and for managers.
    pub change_pin_line: &'static str,
    /// The PIN of until now.
    pub old_pin: &'static str,
    /// The PIN from now on.
    pub new_pin: &'static str,
    /// Once more.
    pub new_pin_again: &'static str,
    /// The two differ.
    pub pins_differ: &'static str,
    /// Something is missing.
    pub fill_in_all: &'static str,
    /// Done.
    pub pin_changed: &'static str,
    /// The people, and the machines: the two sides of the screen.
    pub sides: [&'static str; 2],
    /// What the screen is for, and who may.
    pub line: &'static str,
    /// Begins a new colleague.
    pub add_person: &'static str,
    /// The name.
    pub name: &'static str,
    /// The roles.
    pub roles: &'static str,
    /// Works here; has left.
    pub presence: [&'static str; 2],
    /// What leaving means.
    pub left_line: &'static str,
    /// Saves what was changed.
    pub save: &'static str,
    /// Title of the signature for it.
    pub sign_person: fn(&str) -> String,
    /// A fresh PIN for a colleague.
    pub give_pin: &'static str,
    /// Title of the signature for it.
    pub sign_pin: fn(&str) -> String,
    /// Heading of the PIN, with whose it is.
    pub pin_given: fn(&str) -> String,
    /// Below it.
    pub pin_given_line: &'static str,
    /// Nothing is chosen.
    pub choose: &'static str,
    /// Begins a new machine.
    pub add_machine: &'static str,
    /// The stations of terminals: kiosk, counter, control room.
    pub stations: [&'static str; 3],
    /// What a machine is called.
    pub machine_name: &'static str,
    /// Asks for the code.
    pub get_code: &'static str,
    /// Title of the signature for it, with the name.
    pub sign_code: fn(&str) -> String,
    /// Heading of the code, with the machine's name.
    pub code_given: fn(&str) -> String,
    /// Below it, with until when.
    pub code_given_line: fn(&str) -> String,
    /// What the picture of the code is, for screen readers.
    pub code_picture: &'static str,
    /// Calls it otherwise.
    pub rename: &'static str,
    /// Title of the signature for it, with the new name.
    pub sign_rename: fn(&str) -> String,
    /// Ends its admission.
    pub revoke: &'static str,
    /// What that means.
    pub revoke_line: &'static str,
    /// Title of the signature for it, with the name.
    pub sign_revoke: fn(&str) -> String,
    /// Puts a kiosk into maintenance.
    pub begin_maintenance: &'static str,
    /// And back.
    pub end_maintenance: &'static str,
    /// What that means.
    pub maintenance_line: &'static str,
    /// It is in maintenance: in the list.
    pub in_maintenance: &'static str,
    /// By whom and since when.
    pub maintained_by: fn(&str, &str) -> String,
    /// Its admission has ended.
    pub revoked: &'static str,
    /// Enrolled since.
    pub enrolled: fn(&str) -> String,
    /// This very machine.
    pub this_machine: &'static str,
    /// A question was not answered.
    pub no_answer: &'static str,
    /// The PIN was seen by somebody else.
    pub change_pin_first: &'static str,
    /// At least so many characters.
    pub pin_too_short: fn(u8) -> String,
    /// Guessed at once.
    pub pin_too_plain: &'static str,
    /// Letters and digits only.
    pub pin_not_plain_text: &'static str,
    /// The new PIN is the old one.
    pub same_pin: &'static str,
    /// Somebody has that number.
    pub number_taken: &'static str,
    /// Nobody works without a role.
    pub no_role: &'static str,
    /// The last who may look after people and machines.
    pub last_manager: &'static str,
    /// They have left.
    pub has_left: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: StaffWords = StaffWords {
    tab: "管理",
    lock: "锁定",
    locked: "已锁定",
    locked_for: |name| format!("已锁定：{name}"),
    locked_line: "请输入本人密码继续，未提交的内容已保留。",
    unlock: "解锁",
    somebody_else: "换人登录",
    back_to_locked: "返回解锁",
    unlock_needs_server: "连接上服务器后才能核对密码。遇紧急情况无需解锁，请直接点左侧“应急”。",
    change_pin: "更改密码",
    change_pin_line: "密码由字母和数字组成，至少 6 位，经理至少 8 位；请勿使用生日、工号、连号或重复的数字。",
    old_pin: "原密码",
    new_pin: "新密码",
    new_pin_again: "再次输入新密码",
    pins_differ: "两次输入的新密码不一致，请重新输入",
    fill_in_all: "请先填写以上各项",
    pin_changed: "密码已更改，请用新密码登录和签字。",
    sides: ["人员", "终端"],
    line: "可在此查看；更改须由经理或总经理以本人工号和密码签字，并记入值班记录。",
    add_person: "添加人员",
    name: "姓名",
    roles: "岗位",
    presence: ["在职", "已离职"],
    left_line: "标记为离职后，其登录立即失效，密码作废；历史记录保留。",
    save: "保存",
    sign_person: |name| format!("保存人员资料：{name}"),
    give_pin: "重设密码",
    sign_pin: |name| format!("为 {name} 重设密码"),
    pin_given: |name| format!("{name} 的新密码"),
    pin_given_line: "只显示这一次，请当面告知本人。首次登录时须更改。",
    choose: "请从左侧选择",
    add_machine: "添加终端",
    stations: ["大堂自助机", "客服前台", "监控室"],
    machine_name: "终端名称",
    get_code: "生成接入码",
    sign_code: |name| format!("生成接入码：{name}"),
    code_given: |name| format!("{name} 的接入码"),
    code_given_line: |until| format!("请在新终端上扫描或输入。只能使用一次，{until} 前有效。"),
    code_picture: "接入码二维码",
    rename: "改名",
    sign_rename: |name| format!("终端改名为：{name}"),
    revoke: "停用",
    revoke_line: "停用后该终端立即断开，不能再接入；如需恢复，请重新添加。",
    sign_revoke: |name| format!("停用终端：{name}"),
    begin_maintenance: "转为维护",
    end_maintenance: "恢复服务",
    maintenance_line: "维护期间访客不能在本机办理，屏幕会请他们到前台；撤离提示照常显示。",
    in_maintenance: "维护中",
    maintained_by: |name, since| format!("{name} 于 {since} 转为维护"),
    revoked: "已停用",
    enrolled: |time| format!("{time} 接入"),
    this_machine: "本机",
    no_answer: "没有得到服务器的答复，请检查连接后重试。",
    change_pin_first: "您好，此密码由他人设置，请先更改密码再登录。",
    pin_too_short: |least| format!("新密码至少需要 {least} 位"),
    pin_too_plain: "新密码太容易猜到：请勿使用连号、重复、日期或工号",
    pin_not_plain_text: "新密码只能由字母和数字组成，最多 32 位",
    same_pin: "新密码与原密码相同，请换一个",
    number_taken: "此工号已有人使用，请核对",
    no_role: "请至少选择一个岗位",
    last_manager: "这是最后一位经理：请先指定另一位经理",
    has_left: "此人已离职：如已返岗，请先改为在职",
};

/// Traditional Chinese.
pub const ZH_HANT: StaffWords = StaffWords {
    tab: "管理",
    lock: "鎖定",
    locked: "已鎖定",
    locked_for: |name| format!("已鎖定：{name}"),
    locked_line: "請輸入本人密碼繼續，未提交的內容已保留。",
    unlock: "解鎖",
    somebody_else: "換人登錄",
    back_to_locked: "返回解鎖",
    unlock_needs_server: "連接上伺服器後才能核對密碼。遇緊急情況無需解鎖，請直接點左側「應急」。",
    change_pin: "更改密碼",
    change_pin_line: "密碼由字母和數字組成，至少 6 位，經理至少 8 位；請勿使用生日、工號、連號或重複的數字。",
    old_pin: "原密碼",
    new_pin: "新密碼",
    new_pin_again: "再次輸入新密碼",
    pins_differ: "兩次輸入的新密碼不一致，請重新輸入",
    fill_in_all: "請先填寫以上各項",
    pin_changed: "密碼已更改，請用新密碼登錄和簽字。",
    sides: ["人員", "終端"],
    line: "可在此查看；更改須由經理或總經理以本人工號和密碼簽字，並記入值班記錄。",
    add_person: "添加人員",
    name: "姓名",
    roles: "崗位",
    presence: ["在職", "已離職"],
    left_line: "標記為離職後，其登錄立即失效，密碼作廢；歷史記錄保留。",
    save: "保存",
    sign_person: |name| format!("保存人員資料：{name}"),
    give_pin: "重設密碼",
    sign_pin: |name| format!("為 {name} 重設密碼"),
    pin_given: |name| format!("{name} 的新密碼"),
    pin_given_line: "只顯示這一次，請當面告知本人。首次登錄時須更改。",
    choose: "請從左側選擇",
    add_machine: "添加終端",
    stations: ["大堂自助機", "客服前台", "監控室"],
    machine_name: "終端名稱",
    get_code: "生成接入碼",
    sign_code: |name| format!("生成接入碼：{name}"),
    code_given: |name| format!("{name} 的接入碼"),
    code_given_line: |until| format!("請在新終端上掃描或輸入。只能使用一次，{until} 前有效。"),
    code_picture: "接入碼二維碼",
    rename: "改名",
    sign_rename: |name| format!("終端改名為：{name}"),
    revoke: "停用",
    revoke_line: "停用後該終端立即斷開，不能再接入；如需恢復，請重新添加。",
    sign_revoke: |name| format!("停用終端：{name}"),
    begin_maintenance: "轉為維護",
    end_maintenance: "恢復服務",
    maintenance_line: "維護期間訪客不能在本機辦理，螢幕會請他們到前台；撤離提示照常顯示。",
    in_maintenance: "維護中",
    maintained_by: |name, since| format!("{name} 於 {since} 轉為維護"),
    revoked: "已停用",
    enrolled: |time| format!("{time} 接入"),
    this_machine: "本機",
    no_answer: "沒有得到伺服器的答覆，請檢查連接後重試。",
    change_pin_first: "您好，此密碼由他人設置，請先更改密碼再登錄。",
    pin_too_short: |least| format!("新密碼至少需要 {least} 位"),
    pin_too_plain: "新密碼太容易猜到：請勿使用連號、重複、日期或工號",
    pin_not_plain_text: "新密碼只能由字母和數字組成，最多 32 位",
    same_pin: "新密碼與原密碼相同，請換一個",
    number_taken: "此工號已有人使用，請核對",
    no_role: "請至少選擇一個崗位",
    last_manager: "這是最後一位經理：請先指定另一位經理",
    has_left: "此人已離職：如已返崗，請先改為在職",
};

/// English.
pub const EN: StaffWords = StaffWords {
    tab: "Manage",
    lock: "Lock",
    locked: "Locked",
    locked_for: |name| format!("Locked: {name}"),
    locked_line: "Please enter your PIN to go on; what was typed is kept.",
    unlock: "Unlock",
    somebody_else: "Somebody else signs in",
    back_to_locked: "Back to unlocking",
    unlock_needs_server: "PINs can be checked only while the server is connected. In an emergency nobody need unlock: open “Emergency” at the left.",
    change_pin: "Change PIN",
    change_pin_line: "Letters and digits, at least 6, for managers 8. Please no birthday, staff number, run or repetition.",
    old_pin: "PIN until now",
    new_pin: "New PIN",
    new_pin_again: "New PIN again",
    pins_differ: "The two new PINs differ: please enter them again",
    fill_in_all: "Please fill in all of it first",
    pin_changed: "The PIN is changed: please sign in and sign with the new one.",
    sides: ["People", "Terminals"],
    line: "Everybody may look. A change is signed by a manager with their own number and PIN, and stands in the duty log.",
    add_person: "Add a person",
    name: "Name",
    roles: "Roles",
    presence: ["Works here", "Has left"],
    left_line: "Whoever has left is signed out at once and their PIN ends; their records stay.",
    save: "Save",
    sign_person: |name| format!("Save the details of {name}"),
    give_pin: "New PIN",
    sign_pin: |name| format!("A new PIN for {name}"),
    pin_given: |name| format!("New PIN of {name}"),
    pin_given_line: "Shown this once: please tell them in person. They change it at their first sign-in.",
    choose: "Please choose at the left",
    add_machine: "Add a terminal",
    stations: ["Kiosk", "Counter", "Control room"],
    machine_name: "Name of the terminal",
    get_code: "Make a code",
    sign_code: |name| format!("A code for {name}"),
    code_given: |name| format!("Code for {name}"),
    code_given_line: |until| format!("Please scan or type it at the new terminal. It counts once, until {until}."),
    code_picture: "QR code of the one-time code",
    rename: "Rename",
    sign_rename: |name| format!("Rename the terminal to {name}"),
    revoke: "Revoke",
    revoke_line: "The terminal is cut off at once and is not admitted again; to bring it back, add it anew.",
    sign_revoke: |name| format!("Revoke {name}"),
    begin_maintenance: "Put into maintenance",
    end_maintenance: "Back in service",
    maintenance_line: "Meanwhile visitors cannot use it: the screen asks them to go to the counter. An evacuation is shown all the same.",
    in_maintenance: "In maintenance",
    maintained_by: |name, since| format!("Put into maintenance by {name}, {since}"),
    revoked: "Revoked",
    enrolled: |time| format!("enrolled {time}"),
    this_machine: "this machine",
    no_answer: "The server did not answer: please check the connection and try again.",
    change_pin_first: "Somebody else has seen this PIN: please change it before you sign in.",
    pin_too_short: |least| format!("A new PIN has at least {least} characters"),
    pin_too_plain: "The new PIN is guessed too easily: no run, repetition, date or staff number, please",
    pin_not_plain_text: "A PIN is made of letters and digits, at most 32",
    same_pin: "The new PIN is the old one: please choose another",
    number_taken: "Somebody has this staff number: please check",
    no_role: "Please choose at least one role",
    last_manager: "This is the last manager: please appoint another first",
    has_left: "They have left: if they are back, say so first",
};
