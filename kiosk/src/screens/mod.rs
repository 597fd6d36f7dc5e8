//! The screens, one file each.

pub mod attract;
pub mod evacuation;
pub mod finale;
pub mod found_key;
pub mod home;
pub mod leave;
pub mod lost_key;
pub mod maintenance;
pub mod notice;
pub mod quick_rating;
pub mod staff;
pub mod summary;
pub mod survey;
pub mod visitor;
pub mod waiting;

use egui::Ui;

use crate::devices::scanning::Takes;
use crate::here::Here;

/// What is open. Dropping a page drops everything that was typed into it (B-01).
#[derive(Debug, Default)]
pub enum Page {
    /// What a visitor may do here.
    #[default]
    Home,
    /// 访客登记.
    Visitor(visitor::Visitor),
    /// 离开签出.
    Leave(leave::Leave),
    /// 钥匙挂失.
    LostKey(lost_key::LostKey),
    /// 拾获登记.
    FoundKey(found_key::FoundKey),
    /// 满意度评价.
    Survey(survey::Survey),
    /// 工作人员.
    Staff(staff::Staff),
}

impl Page {
    /// Whether it is the home page, on which nothing is typed.
    #[must_use]
    pub fn is_home(&self) -> bool {
        matches!(self, Self::Home)
    }

    /// What it does with a scan.
    #[must_use]
    pub fn takes(&self) -> Takes {
        match self {
            Self::Home | Self::Leave(_) => Takes::Scans,
            Self::Staff(_) => Takes::Digits,
            Self::Visitor(visitor) if visitor.takes_a_code() => Takes::Digits,
            // A matter's number begins with a letter; its digits go in behind it.
            Self::Survey(survey) if survey.takes_a_number() => Takes::Digits,
            Self::Visitor(_) | Self::LostKey(_) | Self::FoundKey(_) | Self::Survey(_) => Takes::Nothing,
        }
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        match self {
            Self::Home => home::show(ui, here),
            Self::Visitor(visitor) => visitor.show(ui, here),
            Self::Leave(leave) => leave.show(ui, here),
            Self::LostKey(lost_key) => lost_key.show(ui, here),
            Self::FoundKey(found_key) => found_key.show(ui, here),
            Self::Survey(survey) => survey.show(ui, here),
            Self::Staff(staff) => staff.show(ui, here),
        }
    }
}
