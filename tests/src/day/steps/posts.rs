//! Posts are taken up, and pass from one hand to the other (H-1 to H-10, B-20 to B-22).

use super::frame::{self, zh};
use crate::day::report::at;
use crate::day::staff::Person;
use crate::day::window::Window;
use crate::day::{Day, Fault};
use look::words::handover::Handover;

/// The item that is short at the first handover, with the reason.
const SHORT: (&str, &str) = ("访客出入证", "一张在访客手中，下班前收回");
const NEXT_STEP: &str = "接班后立即跟进，并回复客户";

fn said() -> &'static Handover {
    &zh().handover
}

/// The three posts are taken up for the first time.
pub fn taken_up(day: &Day) -> Result<(), Fault> {
    let [desk, counter, control_room] = said().posts;
    let (clerk, operator) = (day.cast.clerk.name.clone(), day.cast.operator.name.clone());
    for window in [&day.counter, &day.control_room] {
        frame::show(window, said().tab)?;
    }
    for (post, at_counter) in [(desk, true), (counter, true), (control_room, false)] {
        let (here, there, who) =
            if at_counter { (&day.counter, &day.control_room, &clerk) } else { (&day.control_room, &day.counter, &operator) };
        choose_post(there, post)?;
        choose_post(here, post)?;
        let since = here.press(said().take_up)?;
        day.report.step(here.name, &format!("takes up a post: {post}"), since, &[at(there, holds(post, who))])?;
    }
    day.pictures("posts-taken-up")
}

/// The evening: the counter hands the desk to the control room.
pub fn evening(day: &Day) -> Result<(), Fault> {
    let (clerk, operator) = (day.cast.clerk.clone(), day.cast.operator.clone());
    open_and_count(day, true, Some(SHORT))?;
    special(day)?;
    hand_over(day, true, &clerk, &operator)?;
    day.pictures("evening-handover")
}

/// The morning: the control room hands it back.
pub fn morning(day: &Day) -> Result<(), Fault> {
    let (clerk, operator) = (day.cast.clerk.clone(), day.cast.operator.clone());
    open_and_count(day, false, None)?;
    hand_over(day, false, &operator, &clerk)?;
    day.pictures("morning-handover")
}

/// The lead reads the last sheet and signs (H-6).
pub fn review(day: &Day) -> Result<(), Fault> {
    let lead = day.cast.lead.clone();
    for window in [&day.counter, &day.control_room] {
        frame::show(window, said().tab)?;
        window.press_with(&(said().sheet)(2))?;
    }
    day.counter.press(said().sign_review)?;
    let since = frame::sign(&day.counter, &lead)?;
    day.report
        .step("counter", "the lead has read the sheet and signs", since, &[at(&day.control_room, said().reviewed)])?;
    day.pictures("review")
}

fn sides(day: &Day, from_counter: bool) -> (&Window, &Window) {
    if from_counter { (&day.counter, &day.control_room) } else { (&day.control_room, &day.counter) }
}

fn open_and_count(day: &Day, from_counter: bool, short: Option<(&str, &str)>) -> Result<(), Fault> {
    let (from, to) = sides(day, from_counter);
    for window in [from, to] {
        frame::show(window, said().tab)?;
        choose_post(window, said().posts[0])?;
    }
    let since = from.press(said().open)?;
    day.report.step(from.name, "opens the sheet of the duty desk", since, &[at(to, said().under_way)])?;
    if let Some((item, why)) = short {
        from.press(&(said().fewer)(item))?;
        from.fill(&(said().difference)(item), why)?;
        from.press(&(said().count_of)(item))?;
    }
    let (mut last, count_of) = (since, (said().count_of)(""));
    while let Some(item) = from.nodes().into_iter().find(|n| n.role == "Button" && n.name.starts_with(&count_of)) {
        last = from.press(&item.name)?;
        from.expect(&(said().recount)(&item.name[count_of.len()..]))?;
    }
    let all = (1..100).map(|n| (said().counted)(n, n)).find(|all| from.shows(all));
    let all = all.ok_or_else(|| Fault::new("not every item is counted"))?;
    day.report.step(from.name, &format!("counts the items: {all}"), last, &[at(to, all.as_str())])
}

fn special(day: &Day) -> Result<(), Fault> {
    let what = "一号客梯明早八点年检";
    day.counter.fill(said().special_what, what)?;
    day.counter.fill(said().special_told, "领班、安保主管")?;
    let since = day.counter.press(said().add_special)?;
    day.report.step("counter", "notes something special, and who was told", since, &[at(&day.control_room, what)])
}

/// Both signatures, with the red items read back between them.
fn hand_over(day: &Day, from_counter: bool, outgoing: &Person, incoming: &Person) -> Result<(), Fault> {
    let (from, to) = sides(day, from_counter);
    from.press(said().sign_outgoing)?;
    day.report.pictures("signature", &[from])?;
    let since = frame::sign(from, outgoing)?;
    day.report.step(from.name, "the outgoing side signs", since, &[at(to, cut())])?;
    let read = read_back(to, incoming)?;
    day.report.pictures("read-back", &[from, to])?;
    to.press(said().sign_incoming)?;
    let since = frame::sign(to, incoming)?;
    let on_duty = holds(said().posts[0], &incoming.name);
    let what = format!("{read} red items read back; the incoming side signs and is on duty");
    day.report.step(to.name, &what, since, &[at(from, on_duty.as_str()), at(to, on_duty.as_str())])
}

/// What the row of a post says while somebody holds it.
fn holds(post: &str, who: &str) -> String {
    format!("{post} {who} · ")
}

/// What stands on a sheet from its cut on.
fn cut() -> String {
    let whole = (said().cut_at)("|");
    whole.split('|').next().unwrap_or_default().to_owned()
}

/// Says every red item in own words (B-21); how many there were.
fn read_back(window: &Window, person: &Person) -> Result<usize, Fault> {
    let save = (said().save_read_back)("");
    let waits = |nodes: &[look::describe::Node]| {
        let ready = nodes.iter().any(|n| n.name == said().sign_incoming && n.enabled);
        let next = nodes.iter().find(|n| n.role == "Button" && n.name.starts_with(save.trim_end())).map(|n| n.name.clone());
        next.map(Some).or(ready.then_some(None))
    };
    let mut read = 0;
    while let Some(button) = window.wait("a red item, or the place for the signature", waits)? {
        window.press_first(&person.name)?;
        window.fill(said().next_step, NEXT_STEP)?;
        window.press(&button)?;
        window.expect_gone(&button)?;
        read += 1;
    }
    Ok(read)
}

fn choose_post(window: &Window, post: &str) -> Result<(), Fault> {
    let is_row = |n: &&look::describe::Node| n.role == "ListItem" && n.name.starts_with(post);
    window.press_where(&format!("the post “{post}”"), |nodes| nodes.iter().find(is_row).cloned()).map(drop)
}
