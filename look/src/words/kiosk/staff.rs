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
