//! What a line of the duty log says: one phrase for each command.

/// The phrase of a command's name ("visits.register"); the name itself where there is none.
pub type Phrase = fn(&str) -> &'static str;

/// Words of the duty log.
pub struct Log {
    /// The phrase of a command; empty for a name that this build does not know.
    pub what: Phrase,
}

/// Simplified Chinese.
pub const ZH_HANS: Log = Log { what: |name| find(name).map_or("", |(_, zh, _)| zh) };

/// English.
pub const EN: Log = Log { what: |name| find(name).map_or("", |(_, _, en)| en) };

fn find(name: &str) -> Option<(&'static str, &'static str, &'static str)> {
    PHRASES.iter().copied().find(|(known, ..)| *known == name)
}

/// Every command that leaves a line, with its phrases; a test holds it against the rules.
pub const PHRASES: &[(&str, &str, &str)] = &[
    ("staff.sign_in", "登录", "Signed in"),
    ("staff.sign_out", "退出登录", "Signed out"),
    ("staff.lock", "锁定终端", "Terminal locked"),
    ("staff.unlock", "解锁终端", "Terminal unlocked"),
    ("staff.set_credential", "设置密码", "PIN set"),
    ("staff.add", "添加人员", "Person added"),
    ("staff.edit", "更改人员资料", "Person's details changed"),
    ("terminals.rename", "终端改名", "Terminal renamed"),
    ("terminals.revoke", "停用终端", "Terminal revoked"),
    ("terminals.pair", "生成终端接入码", "Code for a terminal made"),
    ("visits.register", "来访登记", "Visitor registered"),
    ("visits.issue_pass", "核验身份，发放出入证", "Identity checked, pass issued"),
    ("visits.sign_out", "访客签出", "Visitor signed out"),
    ("visits.sign_out_by_code", "访客凭通行码签出", "Visitor signed out by code"),
    ("keys.issue", "借出钥匙", "Key handed out"),
    ("keys.return", "收回钥匙", "Key returned"),
    ("keys.mark_damaged", "钥匙报损", "Key marked damaged"),
    ("keys.repaired", "钥匙修复", "Key repaired"),
    ("keys.report_loss", "钥匙挂失", "Key reported lost"),
    ("keys.name_keys", "确定遗失的钥匙", "Lost keys named"),
    ("keys.acknowledge_loss", "确认知悉挂失", "Loss acknowledged"),
    ("keys.change_lock", "登记换锁", "Lock changed"),
    ("keys.close_loss", "挂失结案", "Loss closed"),
    ("releases.issue", "开放行条", "Goods release issued"),
    ("releases.confirm", "门岗清点放行物品", "Goods counted at the gate"),
    ("releases.withdraw", "撤回放行条", "Goods release withdrawn"),
    ("surveys.answer", "满意度评价", "Survey answered"),
    ("surveys.add_word", "评价补充意见", "Survey word added"),
    ("matters.take", "受理事项", "Matter taken"),
    ("matters.claim", "接手事项", "Matter taken up"),
    ("matters.add_note", "补充记录", "Note added"),
    ("matters.hand_to", "转交部门", "Handed to a department"),
    ("matters.transfer", "移交事项", "Matter passed on"),
    ("matters.release", "退回待接手", "Claim given back"),
    ("matters.finish", "事项办结", "Matter finished"),
    ("calls.ring", "自助机呼叫前台", "Kiosk called the counter"),
    ("calls.answer", "接听呼叫", "Call answered"),
    ("handover.take_up", "上岗", "Took up duty"),
    ("handover.open", "开始交班", "Handover opened"),
    ("handover.count", "清点公物", "Item counted"),
    ("handover.special", "登记特别事项", "Special matter noted"),
    ("handover.remark", "填写备注", "Remark written"),
    ("handover.object", "提出不接", "Handover refused"),
    ("handover.clear", "消除不接原因", "Ground cleared"),
    ("handover.override", "经理书面放行", "Overridden in writing"),
    ("handover.sign_outgoing", "交班人签字", "Outgoing signed"),
    ("handover.read_back", "复述红色事项", "Red item read back"),
    ("handover.sign_incoming", "接班人签字", "Incoming signed"),
    ("handover.review", "领班日审", "Reviewed by the lead"),
    ("handover.withdraw", "撤回交接表", "Sheet withdrawn"),
    ("handover.add_addendum", "补记", "Addendum written"),
    ("emergencies.start", "启动应急预案", "Emergency started"),
    ("emergencies.acknowledge", "确认收到警报", "Alarm acknowledged"),
    ("emergencies.tick_step", "完成应急步骤", "Step done"),
    ("emergencies.tick_roll", "清点人员", "Roll-call ticked"),
    ("emergencies.stand_down", "解除应急", "Stood down"),
    ("emergencies.ring_next", "无人确认，呼叫下一岗", "Nobody answered: next post rung"),
    ("emergencies.ring_again", "无人处置，再次响铃", "No step taken: rung again"),
    ("terminals.find_gap", "发现终端缺口", "Gap of a terminal found"),
    ("terminals.end_program", "结束自助机程序", "Kiosk program ended"),
    ("terminals.note_turned_away", "记录被拒绝的接入", "Whom the server turned away noted"),
    ("terminals.note_gap", "确认终端缺口", "Gap of a terminal seen to"),
    ("archive.sweep", "归档已办结的记录", "Closed records archived"),
    ("archive.export", "导出全部记录", "Everything exported"),
    ("archive.consult", "查阅历史记录", "History consulted"),
    ("archive.accept_history", "确认沿用现有记录", "History accepted"),
    ("erasures.find", "管理员按电话查找个人信息", "A person's data looked up by the operator"),
    ("erasures.consult", "查阅个人信息", "A person's data looked up"),
    ("erasures.erase", "删除个人信息", "A person's data erased"),
    ("erasures.erase_named", "管理员删除个人信息", "A person's data erased by the operator"),
    ("erasures.reapply", "恢复后重新删除个人信息", "Personal data erased again after a restore"),
    ("erasures.lapse", "到期删除个人信息", "Personal data erased when its time was over"),
    ("corrections.correct", "更正个人信息", "A person's data corrected"),
    ("clock.doubt", "服务器时钟存疑", "Clock in doubt"),
    ("clock.confirm", "确认服务器时间", "Time confirmed"),
    ("clock.confirm_named", "管理员确认服务器时间", "Time confirmed by the operator"),
];
