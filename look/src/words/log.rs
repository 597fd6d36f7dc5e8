//! What a line of the duty log says: one phrase for each command.

/// The phrase of a command's name ("visits.register"); the name itself where there is none.
pub type Phrase = fn(&str) -> &'static str;

/// Words of the duty log.
pub struct Log {
    /// The phrase of a command; empty for a name that this build does not know.
    pub what: Phrase,
}

/// Simplified Chinese.
pub const ZH_HANS: Log = Log { what: |name| find(name).map_or("", |(_, zh_hans, _, _)| zh_hans) };

/// Traditional Chinese.
pub const ZH_HANT: Log = Log { what: |name| find(name).map_or("", |(_, _, zh_hant, _)| zh_hant) };

/// English.
pub const EN: Log = Log { what: |name| find(name).map_or("", |(_, _, _, en)| en) };

/// A command's name, and its phrase in each language.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn find(name: &str) -> Option<Row> {
    PHRASES.iter().copied().find(|(known, ..)| *known == name)
}

/// Every command that leaves a line, with its phrases; a test holds it against the rules.
pub const PHRASES: &[Row] = &[
    ("staff.sign_in", "登录", "登錄", "Signed in"),
    ("staff.sign_out", "退出登录", "退出登錄", "Signed out"),
    ("staff.lock", "锁定终端", "鎖定終端", "Terminal locked"),
    ("staff.unlock", "解锁终端", "解鎖終端", "Terminal unlocked"),
    ("staff.set_credential", "设置密码", "設置密碼", "PIN set"),
    ("staff.add", "添加人员", "添加人員", "Person added"),
    ("staff.edit", "更改人员资料", "更改人員資料", "Person's details changed"),
    ("terminals.rename", "终端改名", "終端改名", "Terminal renamed"),
    ("terminals.revoke", "停用终端", "停用終端", "Terminal revoked"),
    ("terminals.pair", "生成终端接入码", "生成終端接入碼", "Code for a terminal made"),
    ("visits.register", "来访登记", "來訪登記", "Visitor registered"),
    ("visits.issue_pass", "核验身份，发放出入证", "核驗身份，發放出入證", "Identity checked, pass issued"),
    ("visits.sign_out", "访客签出", "訪客簽出", "Visitor signed out"),
    ("visits.sign_out_by_code", "访客凭通行码签出", "訪客憑通行碼簽出", "Visitor signed out by code"),
    ("visits.come_by_code", "访客凭码登记", "訪客憑碼登記", "Visitor signed in by code"),
    ("visits.record_answer", "记录被访人答复", "記錄被訪人答覆", "Host's answer noted"),
    ("appointments.make", "登记预约", "登記預約", "Visitor expected"),
    ("appointments.withdraw", "取消预约", "取消預約", "Appointment withdrawn"),
    ("appointments.arrive", "预约访客到访", "預約訪客到訪", "Expected visitor arrived"),
    ("appointments.lapse", "预约到期", "預約到期", "Appointments over"),
    ("found_keys.report", "拾获钥匙登记", "拾獲鑰匙登記", "Found key reported"),
    ("found_keys.receive", "收到拾获的钥匙", "收到拾獲的鑰匙", "Found key taken in"),
    ("found_keys.settle", "拾获钥匙办结", "拾獲鑰匙辦結", "Found key settled"),
    ("keys.issue", "借出钥匙", "借出鑰匙", "Key handed out"),
    ("keys.return", "收回钥匙", "收回鑰匙", "Key returned"),
    ("keys.mark_damaged", "钥匙报损", "鑰匙報損", "Key marked damaged"),
    ("keys.repaired", "钥匙修复", "鑰匙修復", "Key repaired"),
    ("keys.report_loss", "钥匙挂失", "鑰匙掛失", "Key reported lost"),
    ("keys.name_keys", "确定遗失的钥匙", "確定遺失的鑰匙", "Lost keys named"),
    ("keys.acknowledge_loss", "确认知悉挂失", "確認知悉掛失", "Loss acknowledged"),
    ("keys.change_lock", "登记换锁", "登記換鎖", "Lock changed"),
    ("keys.close_loss", "挂失结案", "掛失結案", "Loss closed"),
    ("releases.issue", "开放行条", "開放行條", "Goods release issued"),
    ("releases.confirm", "门岗清点放行物品", "門崗清點放行物品", "Goods counted at the gate"),
    ("releases.withdraw", "撤回放行条", "撤回放行條", "Goods release withdrawn"),
    ("notices.write", "写通知", "寫通知", "Notice written"),
    ("notices.correct", "更正通知", "更正通知", "Notice corrected"),
    ("notices.confirm", "确认通知", "確認通知", "Notice confirmed"),
    ("notices.withdraw", "撤下通知", "撤下通知", "Notice withdrawn"),
    ("surveys.answer", "满意度评价", "滿意度評價", "Survey answered"),
    ("surveys.add_reasons", "评价补充原因", "評價補充原因", "Survey reasons added"),
    ("surveys.add_word", "评价补充意见", "評價補充意見", "Survey word added"),
    ("matters.take", "受理事项", "受理事項", "Matter taken"),
    ("matters.claim", "接手事项", "接手事項", "Matter taken up"),
    ("matters.add_note", "补充记录", "補充記錄", "Note added"),
    ("matters.hand_to", "转交部门", "轉交部門", "Handed to a department"),
    ("matters.transfer", "移交事项", "移交事項", "Matter passed on"),
    ("matters.release", "退回待接手", "退回待接手", "Claim given back"),
    ("matters.finish", "事项办结", "事項辦結", "Matter finished"),
    ("calls.ring", "自助机呼叫前台", "自助機呼叫前台", "Kiosk called the counter"),
    ("calls.answer", "接听呼叫", "接聽呼叫", "Call answered"),
    ("devices.report", "自助机报告设备状态", "自助機報告設備狀態", "Kiosk reported a device"),
    ("handover.take_up", "上岗", "上崗", "Took up duty"),
    ("handover.open", "开始交班", "開始交班", "Handover opened"),
    ("handover.count", "清点公物", "清點公物", "Item counted"),
    ("handover.special", "登记特别事项", "登記特別事項", "Special matter noted"),
    ("handover.remark", "填写备注", "填寫備註", "Remark written"),
    ("handover.object", "提出不接", "提出不接", "Handover refused"),
    ("handover.clear", "消除不接原因", "消除不接原因", "Ground cleared"),
    ("handover.override", "经理书面放行", "經理書面放行", "Overridden in writing"),
    ("handover.sign_outgoing", "交班人签字", "交班人簽字", "Outgoing signed"),
    ("handover.read_back", "复述红色事项", "複述紅色事項", "Red item read back"),
    ("handover.sign_incoming", "接班人签字", "接班人簽字", "Incoming signed"),
    ("handover.review", "领班日审", "領班日審", "Reviewed by the lead"),
    ("handover.withdraw", "撤回交接表", "撤回交接表", "Sheet withdrawn"),
    ("handover.add_addendum", "补记", "補記", "Addendum written"),
    ("emergencies.start", "启动应急预案", "啟動應急預案", "Emergency started"),
    ("emergencies.acknowledge", "确认收到警报", "確認收到警報", "Alarm acknowledged"),
    ("emergencies.tick_step", "完成应急步骤", "完成應急步驟", "Step done"),
    ("emergencies.tick_roll", "清点人员", "清點人員", "Roll-call ticked"),
    ("emergencies.stand_down", "解除应急", "解除應急", "Stood down"),
    ("emergencies.ring_next", "无人确认，呼叫下一岗", "無人確認，呼叫下一崗", "Nobody answered: next post rung"),
    ("emergencies.ring_again", "无人处置，再次响铃", "無人處置，再次響鈴", "No step taken: rung again"),
    ("terminals.find_gap", "发现终端缺口", "發現終端缺口", "Gap of a terminal found"),
    ("terminals.end_program", "结束自助机程序", "結束自助機程序", "Kiosk program ended"),
    ("terminals.begin_maintenance", "自助机转为维护", "自助機轉為維護", "Kiosk put into maintenance"),
    ("terminals.end_maintenance", "自助机恢复服务", "自助機恢復服務", "Kiosk back in service"),
    ("terminals.note_turned_away", "记录被拒绝的接入", "記錄被拒絕的接入", "Whom the server turned away noted"),
    ("terminals.note_gap", "确认终端缺口", "確認終端缺口", "Gap of a terminal seen to"),
    ("archive.sweep", "归档已办结的记录", "歸檔已辦結的記錄", "Closed records archived"),
    ("archive.export", "导出全部记录", "導出全部記錄", "Everything exported"),
    ("archive.consult", "查阅历史记录", "查閱歷史記錄", "History consulted"),
    ("archive.accept_history", "确认沿用现有记录", "確認沿用現有記錄", "History accepted"),
    (
        "erasures.find",
        "管理员按电话查找个人信息",
        "管理員按電話查找個人資料",
        "A person's data looked up by the operator",
    ),
    ("erasures.consult", "查阅个人信息", "查閱個人資料", "A person's data looked up"),
    ("erasures.erase", "删除个人信息", "刪除個人資料", "A person's data erased"),
    ("erasures.erase_named", "管理员删除个人信息", "管理員刪除個人資料", "A person's data erased by the operator"),
    (
        "erasures.reapply",
        "恢复后重新删除个人信息",
        "恢復後重新刪除個人資料",
        "Personal data erased again after a restore",
    ),
    ("erasures.lapse", "到期删除个人信息", "到期刪除個人資料", "Personal data erased when its time was over"),
    ("corrections.correct", "更正个人信息", "更正個人資料", "A person's data corrected"),
    ("clock.doubt", "服务器时钟存疑", "伺服器時鐘存疑", "Clock in doubt"),
    ("clock.confirm", "确认服务器时间", "確認伺服器時間", "Time confirmed"),
    ("clock.confirm_named", "管理员确认服务器时间", "管理員確認伺服器時間", "Time confirmed by the operator"),
];
