//! The page for colleagues, behind the mark in the header that is held for five seconds.

/// Ending the program of a kiosk.
pub struct StaffWords {
    /// Accessible name of the mark.
    pub mark: &'static str,
    /// Title.
    pub title: &'static str,
    /// Label of the field.
    pub number: &'static str,
    /// Label of the field.
    pub pin: &'static str,
    /// What ending means.
    pub note: &'static str,
    /// Ends the program.
    pub end: &'static str,
    /// The number or the PIN is not there yet.
    pub missing: &'static str,
    /// While the server looks.
    pub checking: &'static str,
    /// The server did not recognise them.
    pub refused: &'static str,
    /// There is no connection.
    pub offline: &'static str,
}

/// Simplified Chinese.
pub const ZH_HANS: StaffWords = StaffWords {
    mark: "工作人员入口，长按五秒",
    title: "工作人员",
    number: "工号",
    pin: "密码",
    note: "结束后本机不再接待访客，须由工作人员在主机上重新启动。操作会记入值班记录。",
    end: "结束程序",
    missing: "请输入工号和密码",
    checking: "正在核对，请稍候",
    refused: "没有认出来。请核对工号和密码；连续五次不对，请五分钟后再试",
    offline: "暂时离线，无法核对密码。请在主机上结束程序（见设备说明）",
};

/// Traditional Chinese.
pub const ZH_HANT: StaffWords = StaffWords {
    mark: "工作人員入口，長按五秒",
    title: "工作人員",
    number: "工號",
    pin: "密碼",
    note: "結束後本機不再接待訪客，須由工作人員在主機上重新啟動。操作會記入值班記錄。",
    end: "結束程序",
    missing: "請輸入工號和密碼",
    checking: "正在核對，請稍候",
    refused: "沒有認出來。請核對工號和密碼；連續五次不對，請五分鐘後再試",
    offline: "暫時離線，無法核對密碼。請在主機上結束程序（見設備說明）",
};

/// English.
pub const EN: StaffWords = StaffWords {
    mark: "Staff: hold for five seconds",
    title: "Staff",
    number: "Staff number",
    pin: "PIN",
    note: "Afterwards nobody is served here until the program is started again on the machine. It stands in the duty log.",
    end: "End the program",
    missing: "Please enter number and PIN",
    checking: "Checking, one moment please",
    refused: "Not recognised. Please check number and PIN; after five times please wait five minutes",
    offline: "There is no connection, so the PIN cannot be checked. Please end the program on the machine (see its manual)",
};
