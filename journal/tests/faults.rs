//! A disk that fails at each of its operations in turn, and files that are damaged in every way.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "faults/corrupt.rs"]
mod corrupt;
#[path = "faults/io.rs"]
mod io;

use journal::disk::{Failure, Lasting};

#[test]
fn whichever_operation_fails_no_answer_is_false_and_the_journal_opens_again() {
    let mut runs = 0;
    for failure in [Failure::Eio, Failure::NoSpace, Failure::ShortWrite] {
        for lasting in [Lasting::Once, Lasting::FromThenOn] {
            runs += io::each_operation_on_a_simulated_disk(failure, lasting).unwrap();
        }
    }
    println!("{runs} runs");
    assert!(runs > 300);
}

#[test]
fn the_same_on_a_disk_of_this_machine() {
    for (failure, lasting) in [(Failure::Eio, Lasting::Once), (Failure::NoSpace, Lasting::FromThenOn), (Failure::ShortWrite, Lasting::Once)]
    {
        io::operations_on_a_real_disk(failure, lasting, 7).unwrap();
    }
}

#[test]
fn a_bit_that_flips_on_its_way_to_the_disk_is_never_sealed() {
    let runs = io::each_flipped_bit_while_sealing().unwrap();
    assert!(runs > 5);
}

#[test]
fn a_second_opener_is_refused() {
    io::a_second_opener_is_refused().unwrap();
}

#[test]
fn after_a_full_disk_writing_resumes_by_itself() {
    io::a_full_disk_resumes().unwrap();
}

#[test]
fn damaged_files_are_named_or_read_as_they_were_written() {
    let mut named = 0;
    for seed in 0..2000 {
        named += u64::from(corrupt::damaged_image_is_named(seed).unwrap());
    }
    println!("{named} of 2000 named");
    assert!(named > 1000);
}
