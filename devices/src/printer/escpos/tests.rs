use super::*;
use crate::printer::simulated::{Condition, Simulated};
use crate::slip::tests::{faces, slip};

/// Long enough for a loopback, short enough for who waits for nothing.
fn printer(at: &Simulated) -> EscPos {
    EscPos::new(at.address(), faces(), 384)
}

#[test]
fn a_slip_comes_out_as_it_was_drawn_and_is_cut_once() {
    let simulated = Simulated::start(Condition::Fine).unwrap();
    assert_eq!(printer(&simulated).print(&slip()), Ok(()));
    let printed = simulated.printed();
    assert_eq!(printed.len(), 1, "one cut");
    let drawn = slip().picture(&faces(), 384);
    assert_eq!(printed[0].height(), drawn.height());
    let differ = printed[0].rows().iter().zip(drawn.rows()).filter(|(a, b)| a != b).count();
    assert!(differ * 100 < drawn.rows().len(), "{differ} bytes are otherwise");
}

#[test]
fn what_is_wrong_with_a_printer_is_said_before_a_slip_is_sent() {
    for (condition, trouble) in [
        (Condition::OutOfPaper, Trouble::OutOfPaper),
        (Condition::CoverOpen, Trouble::CoverOpen),
        (Condition::OffLine, Trouble::NotReady),
        (Condition::AnotherDevice, Trouble::WrongDevice),
        (Condition::HangsUp, Trouble::Unplugged),
        (Condition::Silent, Trouble::Unplugged),
    ] {
        let simulated = Simulated::start(condition).unwrap();
        let mut printer = printer(&simulated).answers_within(Duration::from_millis(100));
        assert_eq!(printer.state(), Some(trouble), "{condition:?}");
        assert_eq!(printer.print(&slip()), Err(trouble), "{condition:?}");
        assert!(simulated.printed().is_empty(), "{condition:?}");
    }
}

#[test]
fn a_printer_that_is_not_there_is_unplugged_and_one_that_comes_back_prints() {
    let nowhere = Address::Tcp("127.0.0.1:1".into());
    assert_eq!(EscPos::new(nowhere, faces(), 384).print(&slip()), Err(Trouble::Unplugged));
    let no_file = Address::Usb("/dev/usb/no-such-printer".into());
    assert_eq!(EscPos::new(no_file, faces(), 384).state(), Some(Trouble::Unplugged));
    let no_line = Address::Serial("/dev/no-such-line".into(), 9_600);
    assert_eq!(EscPos::new(no_line, faces(), 384).state(), Some(Trouble::Unplugged));

    let simulated = Simulated::start(Condition::OutOfPaper).unwrap();
    let mut printer = printer(&simulated);
    assert_eq!(printer.print(&slip()), Err(Trouble::OutOfPaper));
    simulated.becomes(Condition::Fine);
    assert_eq!(printer.print(&slip()), Ok(()));
}

#[test]
fn little_paper_is_a_warning_and_prints() {
    let simulated = Simulated::start(Condition::PaperLow).unwrap();
    assert_eq!(printer(&simulated).state(), Some(Trouble::PaperLow));
    assert_eq!(printer(&simulated).print(&slip()), Ok(()));
}

#[test]
fn paper_that_ends_within_a_slip_is_told() {
    let simulated = Simulated::start(Condition::EndsWithin).unwrap();
    assert_eq!(printer(&simulated).print(&slip()), Err(Trouble::OutOfPaper));
}

#[test]
fn what_a_printer_says_unasked_is_passed_over() {
    let simulated = Simulated::start(Condition::Talkative).unwrap();
    assert_eq!(printer(&simulated).print(&slip()), Ok(()));
}

#[test]
fn no_picture_holds_a_real_time_command() {
    let rows = [0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10, 0x04, 0x10];
    let picture = Picture::of_rows(5, rows.to_vec());
    let sent = commands(&picture);
    let body = &sent[2 + 8..sent.len() - 4];
    assert_eq!(body, [0x11, 0x04, 0x11, 0x05, 0x11, 0x14, 0x10, 0x11, 0x04, 0x10]);
}
