//! Goods leave by a slip; of another too little is carried, and what comes in its place is withdrawn.

use super::{Step, control, counter};
use crate::harness::{CLERK, LEAD, OPERATOR, id, name, telephone, told};
use domain::registers::releases::{Check, Command as C, Fees, Goods, Standing};

pub(super) fn slips() -> Vec<Step> {
    let slip = |number: u32| format!("counter-1-0a0b0c0d-{number}");
    let issue = |number: u32, standing: Standing, checks: &[Check], fees: Fees, replaces: Option<u32>| C::Issue {
        release: id(&slip(number)),
        unit: id("1202"),
        carrier: name("样本搬运人"),
        telephone: Some(telephone("13800000951")),
        standing,
        checks: checks.iter().copied().collect(),
        goods: vec![Goods { name: told("样本沙发"), count: 1 }, Goods { name: told("样本纸箱"), count: 12 }],
        plate: Some(told("样A00001")),
        exit: told("样本货运出口"),
        fees,
        replaces: replaces.map(|old| id(&slip(old))),
        person: id(LEAD),
    };
    let confirm = |number: u32, counted: &[u32]| C::Confirm { release: id(&slip(number)), counted: counted.to_vec() };
    let owed = || Fees::Owed { reason: told("样本经理同意") };
    let for_owner = [Check::Declaration, Check::OwnerTelephoned];
    vec![
        counter(CLERK, issue(15, Standing::Owner, &[Check::Papers], Fees::Settled, None)).signed(LEAD),
        control(OPERATOR, confirm(15, &[1, 12])).offline(),
        control(OPERATOR, confirm(15, &[1, 12])).refused(),
        counter(CLERK, issue(16, Standing::ForOwner, &for_owner, owed(), None)).signed(LEAD),
        control(OPERATOR, confirm(16, &[1, 11])),
        counter(CLERK, issue(17, Standing::Tenant, &[Check::OwnerConfirmed], owed(), Some(16))).signed(LEAD),
        counter(LEAD, C::Withdraw { release: id(&slip(17)), reason: told("样本改日") }),
    ]
}
