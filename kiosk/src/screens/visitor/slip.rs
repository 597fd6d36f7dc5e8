//! The slip of a visit: what stands on it, and what the visitor is told about it (V-1).

use ::devices::Trouble;
use ::devices::slip::Slip;
use values::VisitMark;

use super::Visitor;
use crate::devices::Printing;
use crate::here::Here;
use crate::screens::finale::Standing;

impl Visitor {
    /// Prints the slip by itself, once the code is sure: the server has it, or is not there to ask.
    pub(super) fn print(&mut self, here: &mut Here<'_>, standing: Standing) {
        let sure = standing == Standing::Confirmed || standing == Standing::Waiting && !here.online;
        if !sure || self.slip || !here.has_printer() {
            return;
        }
        let Some(code) = self.ticket.and_then(|ticket| here.tray.code(ticket)).map(|code| code.as_str().to_owned()) else { return };
        self.slip = true;
        let slip = self.slip_of(here, &code);
        here.print(slip);
    }

    fn slip_of(&self, here: &Here<'_>, code: &str) -> Slip {
        let (words, on_slip) = (&here.words.kiosk.visitor, &here.words.kiosk.devices);
        let mark = self.mark.as_ref();
        let typed = mark.filter(|_| self.no_telephone).map(VisitMark::last_four);
        let (first, second) = code.split_at_checked(3).unwrap_or((code, ""));
        let time = here.time.map(|time| time.format("%Y-%m-%d %H:%M").to_string());
        let host = self.host(here);
        let facts = [time.map(|time| (on_slip.printed_at)(&time)), (!host.is_empty()).then(|| (on_slip.visits)(&host))];
        let leaving = self.leaving(words);
        Slip {
            property: here.said(here.lobby.property.as_ref()).to_owned(),
            title: on_slip.slip.to_owned(),
            code: [Some(first), Some(second), typed].into_iter().flatten().collect::<Vec<_>>().join(" "),
            scanned: format!("{code}{}", mark.map_or("", VisitMark::as_str)),
            facts: facts.into_iter().flatten().collect(),
            leaving: vec![on_slip.show_it.to_owned(), leaving, on_slip.thanks.to_owned()],
        }
    }
}

/// What a visitor is told about the slip, in the place of the step that keeps the code; `None`: nothing
/// is printed here.
pub(super) fn told(here: &Here<'_>) -> Option<&'static str> {
    let words = &here.words.kiosk.devices;
    here.printing().map(|printing| match printing {
        Printing::Waiting => words.printing,
        Printing::Printed => words.take_slip,
        Printing::Failed(Trouble::OutOfPaper) => words.out_of_paper,
        Printing::Failed(Trouble::PaperLow | Trouble::CoverOpen | Trouble::NotReady | Trouble::Unplugged | Trouble::WrongDevice) => {
            words.no_slip
        }
    })
}
