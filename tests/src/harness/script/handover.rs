//! The book passes from the counter to the control room, not without objections.

use super::{MAJOR_MATTER, Step, control, counter};
use crate::harness::{CLERK, LEAD, MANAGER, OPERATOR, id, line};
use domain::RecordRef;
use domain::registers::handover::{Command as C, Ground, Post};
use domain::registers::matters::Matter;
use values::Text;

pub(super) fn sheet() -> Vec<Step> {
    let sheet = || id("counter-1-0a0b0c0d-22");
    let count =
        |item: &str, found, note: Option<&str>| C::Count { sheet: sheet(), item: id(item), found, note: note.map(|n| line(n).into()) };
    let about = || RecordRef::to::<Matter>(&id(MAJOR_MATTER));
    vec![
        counter(CLERK, C::TakeUp { post: Post::Desk }),
        counter(CLERK, C::Open { sheet: id("counter-1-0a0b0c0d-21"), post: Post::Desk }),
        counter(CLERK, C::Withdraw { sheet: id("counter-1-0a0b0c0d-21") }),
        counter(CLERK, C::Open { sheet: sheet(), post: Post::Desk }),
        counter(CLERK, count("desk-telephone", 1, None)),
        counter(CLERK, count("desk-keys", 1, Some("一把在样本经理处"))),
        counter(
            CLERK,
            C::Special {
                sheet: sheet(),
                special: id("counter-1-0a0b0c0d-24"),
                what: line("样本特殊情况").into(),
                told: line("样本经理").into(),
            },
        ),
        counter(CLERK, C::Remark { sheet: sheet(), remark: line("其余正常").into() }),
        counter(CLERK, C::SignOutgoing { sheet: sheet(), person: id(CLERK) }).signed(CLERK),
        control(
            OPERATOR,
            C::Object {
                sheet: sheet(),
                objection: id("control-room-1-0a0b0c0d-21"),
                ground: Ground::RecordUnclear,
                note: line("缺一项说明").into(),
            },
        ),
        control(OPERATOR, C::Clear { sheet: sheet(), index: 0, note: line("已补说明").into() }),
        control(
            OPERATOR,
            C::Object {
                sheet: sheet(),
                objection: id("control-room-1-0a0b0c0d-22"),
                ground: Ground::MajorRepairUnfinished,
                note: line("水管未修好").into(),
            },
        ),
        counter(CLERK, C::Override { sheet: sheet(), index: 1, note: line("明早处理").into(), person: id(MANAGER) }).signed(MANAGER),
        counter(CLERK, C::SignOutgoing { sheet: sheet(), person: id(CLERK) }).signed(CLERK),
        control(OPERATOR, C::SignIncoming { sheet: sheet(), person: id(OPERATOR) }).signed(OPERATOR).refused(),
        control(
            OPERATOR,
            C::ReadBack {
                sheet: sheet(),
                about: about(),
                owner: id(OPERATOR),
                next_step: line("今晚回访").into(),
            },
        ),
        control(OPERATOR, C::SignIncoming { sheet: sheet(), person: id(OPERATOR) }).signed(OPERATOR),
        counter(LEAD, C::Review { sheet: sheet(), person: id(LEAD) }).signed(LEAD),
        counter(
            CLERK,
            C::AddAddendum {
                addendum: id("counter-1-0a0b0c0d-23"),
                sheet: sheet(),
                text: Text::parse("样本补记").unwrap().into(),
            },
        ),
    ]
}
