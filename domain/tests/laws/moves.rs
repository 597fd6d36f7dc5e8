//! What people may do next: mostly what makes sense, sometimes anything.

use crate::World;
use crate::property::{PEOPLE, id, line, name};
use domain::registers::emergencies::{self, Found, Ring, Run};
use domain::registers::handover::{self, Ground, Post, Sheet};
use domain::registers::keys::{self, KeyKind, KeyPlace, Loss, LossRole};
use domain::registers::matters::{self, Class, Department, MatterKind};
use domain::registers::notices::{self, NoticeKind, Status, Wording};
use domain::registers::releases::{self, Check, Fees, Goods, Standing};
use domain::registers::surveys::{self, Face};
use domain::registers::visits::{self, Host, Purpose};
use domain::registers::{appointments, calls, corrections, devices, staff, terminals};
use domain::rights::{self, takes_over};
use domain::{Actor, Command, Offline, RecordRef, Stamp, Station};
use values::{Id, PassNumber, Personal, Telephone, Text, VisitCode};

/// Every command that the worlds must have come to, with changes.
pub const NAMES: [&str; 65] = [
    "staff.sign_in",
    "staff.sign_out",
    "staff.lock",
    "staff.unlock",
    "visits.register",
    "visits.issue_pass",
    "visits.sign_out",
    "visits.sign_out_by_code",
    "keys.issue",
    "keys.return",
    "keys.mark_damaged",
    "keys.repaired",
    "keys.report_loss",
    "keys.name_keys",
    "keys.acknowledge_loss",
    "keys.change_lock",
    "keys.close_loss",
    "releases.issue",
    "releases.confirm",
    "releases.withdraw",
    "notices.write",
    "notices.correct",
    "notices.confirm",
    "notices.withdraw",
    "terminals.begin_maintenance",
    "terminals.end_maintenance",
    "surveys.answer",
    "surveys.add_word",
    "matters.take",
    "matters.claim",
    "matters.add_note",
    "matters.hand_to",
    "matters.transfer",
    "matters.release",
    "matters.finish",
    "calls.ring",
    "calls.answer",
    "devices.report",
    "handover.take_up",
    "handover.open",
    "handover.count",
    "handover.special",
    "handover.remark",
    "handover.object",
    "handover.clear",
    "handover.override",
    "handover.sign_outgoing",
    "handover.read_back",
    "handover.sign_incoming",
    "handover.review",
    "handover.withdraw",
    "emergencies.start",
    "emergencies.acknowledge",
    "emergencies.tick_step",
    "emergencies.tick_roll",
    "emergencies.stand_down",
    "emergencies.ring_next",
    "emergencies.ring_again",
    "handover.add_addendum",
    "corrections.correct",
    "appointments.make",
    "appointments.withdraw",
    "appointments.arrive",
    "visits.come_by_code",
    "visits.record_answer",
];

/// The next command, with who gives it where.
pub fn next(world: &mut World, step: u64) -> (Command, Stamp) {
    let new = format!("n{step}");
    let command: Option<Command> = match world.random.below(28) {
        0..=2 => visit(world, &new).map(Into::into),
        3..=5 => matter(world, &new).map(Into::into),
        6..=8 => key(world, &new).map(Into::into),
        9 => Some(survey(world, &new).into()),
        // By the step, without drawing: the rest of the world's chances stay as they were.
        10 if step.is_multiple_of(4) => Some(device(step, &new).into()),
        10 => call(world, &new).map(Into::into),
        11..=16 | 24 | 25 => handover(world, &new).map(Into::into),
        20..=22 => release(world, &new).map(Into::into),
        17 | 23 => signing_in(world).map(Into::into),
        26 => Some(correction(world, &new).into()),
        // Seldom, so that the rest comes as often as before.
        27 => match world.random.below(3) {
            0 => appointment(world, &new).map(Into::into),
            1 => notice(world, &new).map(Into::into),
            _ => Some(maintenance(world).into()),
        },
        _ => emergency(world, &new).map(Into::into),
    };
    let command = command.unwrap_or(calls::Command::Ring { call: id(&new) }.into());
    let mut stamp = stamp(world, &command);
    if let Command::Visits(visits::Command::SignOutByCode { code }) = &command {
        stamp.station = Station::Kiosk;
        stamp.holder = world.state.visit.iter().find(|v| &v.code == code).map(|v| v.id.clone());
    }
    if let Command::Visits(visits::Command::ComeByCode { known, .. }) = &command {
        stamp.station = Station::Kiosk;
        stamp.expected = world.state.appointment.iter().find(|a| &a.code == known).map(|a| a.id.clone());
        stamp.holder = world.state.visit.iter().find(|v| &v.code == known).map(|v| v.id.clone());
    }
    (command, stamp)
}

/// Who gives a command where: the person who signs, else mostly one whose role fits, at
/// one of the desks.
fn stamp(world: &mut World, command: &Command) -> Stamp {
    let signing = who_signs(command);
    let fit = who_fits(command);
    let kiosk = matches!(command, Command::Surveys(_) | Command::Devices(_) | Command::Calls(calls::Command::Ring { .. }));
    let desk = world.random.one_of([Station::Counter, Station::ControlRoom]).unwrap();
    let only = only_station(world, command).filter(|_| !world.random.once_in(5));
    let station = if kiosk { Station::Kiosk } else { only.unwrap_or(desk) };
    let anybody = world.random.one_of(PEOPLE).map(|(number, _)| number);
    let somebody = id(fit.filter(|_| !world.random.once_in(5)).or(anybody).unwrap());
    let emergency = matches!(command, Command::Emergencies(_));
    let nobody = kiosk || (emergency && world.random.once_in(2));
    let actor = if nobody { Actor::Station } else { Actor::Person(signing.cloned().unwrap_or(somebody)) };
    let mut stamp = world.stamp(station, actor);
    stamp.proof = signing.filter(|_| !world.random.once_in(20)).cloned();
    stamp.second = rights::second(command).filter(|_| !world.random.once_in(20)).cloned();
    let remembered = matches!(command, Command::Staff(staff::Command::Unlock { remembered: true, .. }));
    stamp.offline = (remembered || emergency && world.random.once_in(4)).then_some(Offline { made_at: stamp.at });
    stamp
}

/// The person named in a command whose PIN must come with it.
fn who_signs(command: &Command) -> Option<&Id<staff::Person>> {
    use handover::Command as C;
    if let Command::Handover(
        C::SignOutgoing { person, .. } | C::SignIncoming { person, .. } | C::Override { person, .. } | C::Review { person, .. },
    ) = command
    {
        return Some(person);
    }
    if let Command::Keys(keys::Command::AcknowledgeLoss { person, .. } | keys::Command::Issue { person: Some(person), .. }) = command {
        return Some(person);
    }
    if let Command::Corrections(corrections::Command::Correct { person, .. }) = command {
        return Some(person);
    }
    if let Command::Releases(releases::Command::Issue { person, .. }) = command {
        return Some(person);
    }
    if let Command::Staff(staff::Command::SignIn { person }) = command { Some(person) } else { None }
}

/// Somebody of that side.
fn of_side(role: LossRole) -> &'static str {
    match role {
        LossRole::Lead => "1003",
        LossRole::Engineering => "1008",
        LossRole::Security => "1005",
    }
}

/// The one station at which this may be done: that of the side that takes over, or where the
/// lead signs.
fn only_station(world: &World, command: &Command) -> Option<Station> {
    use handover::Command as C;
    if let Command::Handover(C::SignIncoming { sheet, .. } | C::Clear { sheet, .. }) = command {
        return world.state.sheet.get(sheet).map(|s| s.to);
    }
    let leads = matches!(
        command,
        Command::Handover(C::Review { .. }) | Command::Keys(keys::Command::CloseLoss { .. }) | Command::Corrections(_)
    );
    let of_counter = matches!(command, Command::Releases(releases::Command::Issue { .. } | releases::Command::Withdraw { .. }));
    let of_lobby = matches!(command, Command::Notices(_) | Command::Terminals(_));
    (leads || of_counter || of_lobby).then_some(Station::Counter)
}

/// Whether somebody of the side that takes over does this.
fn is_for_the_incoming_side(command: &Command) -> bool {
    use handover::Command as C;
    matches!(command, Command::Handover(C::SignIncoming { .. } | C::Clear { .. } | C::ReadBack { .. }))
}

/// Somebody with the role that a step needs: the lead hands keys out, closes a loss and a slip.
fn who_fits(command: &Command) -> Option<&'static str> {
    use keys::Command as C;
    let closes = matches!(command, Command::Releases(releases::Command::Withdraw { .. }));
    // Mostly one lead confirms what a clerk wrote.
    if matches!(command, Command::Notices(notices::Command::Confirm { .. }) | Command::Terminals(_)) {
        return Some("1003");
    }
    if matches!(command, Command::Notices(_)) {
        return Some("1001");
    }
    (closes || matches!(command, Command::Keys(C::Issue { .. } | C::Repaired { .. } | C::CloseLoss { .. }))).then_some("1003")
}

fn visit(world: &mut World, new: &str) -> Option<visits::Command> {
    let count = u64::try_from(world.state.visit.len()).ok()?;
    let Some(known) = world.random.one_of(world.state.visit.iter()).cloned() else { return Some(register(new, count)) };
    Some(match world.random.below(7) {
        5 => visits::Command::RecordAnswer { visit: known.id, receives: !world.random.once_in(4) },
        6 => {
            let awaited = world.random.one_of(world.state.appointment.iter()).map(|a| a.code.clone());
            visits::Command::ComeByCode {
                visit: id(new),
                code: VisitCode::made_by(1, count),
                known: awaited.filter(|_| world.random.once_in(2)).unwrap_or(known.code),
                notice: None,
                mark: None,
            }
        }
        0 => visits::Command::IssuePass {
            visit: known.id,
            pass: PassNumber::parse(&format!("P{}", world.random.below(3))).ok()?,
        },
        1 => visits::Command::SignOut { visit: known.id, pass_returned: world.random.once_in(2) },
        2 => visits::Command::SignOutByCode { code: known.code },
        _ => register(new, count),
    })
}

fn register(new: &str, count: u64) -> visits::Command {
    visits::Command::Register {
        visit: id(new),
        code: VisitCode::made_by(1, count),
        name: name("样本访客").into(),
        telephone: None,
        host: Host { unit: Some(id("1201")), whom: Some(line("样本甲").into()) },
        purpose: Purpose::Meeting,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    }
}

/// Somebody is expected; comes; does not.
fn appointment(world: &mut World, new: &str) -> Option<appointments::Command> {
    let today = values::LocalDay::of(world.now, 480);
    let make = appointments::Command::Make {
        appointment: id(new),
        code: VisitCode::made_by(2, world.random.below(10_000)),
        name: name("样本访客").into(),
        telephone: None,
        host: Host { unit: Some(id("1201")), whom: None },
        purpose: Purpose::Work,
        people: 2,
        children: 0,
        particulars: domain::registers::visits::Particulars::default(),
        from: today,
        until: values::LocalDay::of(world.now.plus(20 * 24 * 60 * values::MINUTE_MS), 480),
    };
    let Some(known) = world.random.one_of(world.state.appointment.iter()).cloned() else { return Some(make) };
    Some(match world.random.below(3) {
        0 => appointments::Command::Arrive {
            appointment: known.id,
            visit: id(&format!("{new}v")),
            code: VisitCode::made_by(3, world.random.below(10_000)),
        },
        1 => appointments::Command::Withdraw { appointment: known.id },
        _ => make,
    })
}

fn matter(world: &mut World, new: &str) -> Option<matters::Command> {
    let text = || Text::parse("样本文字").ok().map(Into::into);
    let take = matters::Command::Take {
        matter: id(new),
        kind: world.random.one_of([MatterKind::Complaint, MatterKind::Repair, MatterKind::Request])?,
        class: world.random.one_of([Class::Minor, Class::Minor, Class::Important, Class::Major, Class::Urgent])?,
        unit: Some(id("1202")),
        contact: name("样本乙").into(),
        telephone: None,
        what: text()?,
        about: None,
        due_at: None,
    };
    let Some(known) = world.random.one_of(world.state.matter.iter()).cloned() else { return Some(take) };
    let (to, part) = (id(world.random.one_of(PEOPLE)?.0), world.random.one_of(matters::Part::ALL)?);
    Some(match world.random.below(9) {
        0 => take,
        7 => matters::Command::Transfer { note: id(new), matter: known.id, part, to, reason: text()? },
        8 => matters::Command::Release { note: id(new), matter: known.id, reason: text()? },
        1 | 2 => matters::Command::Claim { matter: known.id },
        3 => matters::Command::AddNote { note: id(new), matter: known.id, text: text()? },
        4 => matters::Command::HandTo { matter: known.id, department: world.random.one_of(Department::ALL)? },
        _ => matters::Command::Finish { matter: known.id, result: line("已处理").into() },
    })
}

/// Somebody has their name put right in two records that name them, or their telephone in one.
fn correction(world: &mut World, new: &str) -> corrections::Command {
    let state = &world.state;
    let visits = state.visit.iter().map(|v| RecordRef::to(&v.id));
    let keys = state.key_issue.iter().map(|i| RecordRef::to(&i.id));
    let losses = state.loss.iter().map(|l| RecordRef::to(&l.id));
    let named: Vec<RecordRef> = visits.chain(keys).chain(losses).chain(state.matter.iter().map(|m| RecordRef::to(&m.id))).collect();
    let mut of: Vec<RecordRef> = world.random.one_of(named.iter()).into_iter().cloned().collect();
    let both = world.random.once_in(2);
    of.extend(world.random.one_of(named.iter()).filter(|_| both).cloned());
    corrections::Command::Correct {
        correction: id(new),
        of,
        name: both.then(|| name("样本新名").into()),
        telephone: (!both).then(|| Telephone::parse("13900000222").unwrap().into()),
        person: id("1003"),
    }
}

fn key(world: &mut World, new: &str) -> Option<keys::Command> {
    let key = world.random.one_of(world.state.key.iter())?.id.clone();
    let issue = world.random.one_of(world.state.key_issue.iter()).map(|i| i.id.clone());
    let out = world.random.one_of(world.state.key.iter().filter(|k| matches!(k.place, KeyPlace::Out { .. })));
    let lost = out.map_or(key.clone(), |k| k.id.clone());
    // Mostly one that is to be settled; a settled one has nothing left to do.
    let settled = world.random.one_of(world.state.loss.iter()).filter(|_| world.random.once_in(3));
    let loss = settled.or(world.state.open_losses().next()).cloned();
    let hand_out = keys::Command::Issue {
        issue: id(new),
        key: key.clone(),
        to: name("样本丙").into(),
        telephone: None,
        why: line("样本用途").into(),
        due_at: world.now.plus(1_800_000),
        person: Some(id("1003")),
        second: Some(id(world.random.one_of(["1001", "1002", "1008"])?)).filter(|_| !world.random.once_in(8)),
    };
    Some(match (world.random.below(12), issue, loss) {
        (0, ..) => keys::Command::MarkDamaged { key },
        (1 | 2, ..) => keys::Command::Repaired { key },
        (3, _, None) => keys::Command::ReportLoss {
            loss: id(new),
            unit: Some(id("1201")),
            unit_said: None,
            kind: KeyKind::Door,
            reporter: name("样本丁").into(),
            telephone: None,
            lost_when: line("今天").into(),
            lost_where: line("样本处").into(),
            reference: None,
        },
        (3..=6, _, Some(loss)) if world.random.once_in(2) => keys::Command::NameKeys { loss: loss.id, keys: [lost].into() },
        (3..=8 | 10, _, Some(loss)) => settling(world, &loss),
        (9, Some(issue), _) => keys::Command::Return { issue },
        _ => hand_out,
    })
}

/// Mostly the next step towards the end of a loss.
fn settling(world: &mut World, loss: &Loss) -> keys::Command {
    let id = || loss.id.clone();
    let (anyhow, step) = (world.random.once_in(3), world.random.below(5));
    let role = world.random.one_of(loss.waiting_for());
    let somebody = LossRole::ALL[usize::try_from(world.random.below(3)).unwrap()];
    match (anyhow.then_some(step), role) {
        (Some(0), _) => keys::Command::ChangeLock { loss: id(), note: line("已换锁芯").into() },
        (Some(1), _) => keys::Command::CloseLoss { loss: id(), result: line("已结").into() },
        // What is over is still on somebody's screen.
        (None, None) if loss.closed.is_some() => {
            keys::Command::AcknowledgeLoss { loss: id(), role: somebody, person: crate::property::id(of_side(somebody)) }
        }
        (None, None) if loss.lock_changed.is_none() => keys::Command::ChangeLock { loss: id(), note: line("已换锁芯").into() },
        (None, None) => keys::Command::CloseLoss { loss: id(), result: line("已结").into() },
        (Some(_), _) | (None, Some(_)) => {
            let role = role.unwrap_or(somebody);
            keys::Command::AcknowledgeLoss { loss: id(), role, person: crate::property::id(of_side(role)) }
        }
    }
}

/// Mostly what is good is counted, and what is counted is mostly what stands on the slip.
fn release(world: &mut World, new: &str) -> Option<releases::Command> {
    use releases::Command as C;
    let open = world.random.one_of(world.state.release.iter().filter(|r| r.is_open()).cloned());
    let any = world.random.one_of(world.state.release.iter().cloned());
    let known = if world.random.once_in(3) { any } else { open };
    let goods = |name: &str, count| Goods { name: line(name).into(), count };
    let issue = C::Issue {
        release: id(new),
        unit: id("1202"),
        carrier: name("样本戊").into(),
        telephone: None,
        standing: Standing::Owner,
        checks: [Check::Papers].into(),
        goods: vec![goods("样本柜", 2), goods("样本箱", 1)],
        plate: None,
        exit: line("样本出口").into(),
        fees: Fees::Settled,
        replaces: known.as_ref().map(|r| r.id.clone()).filter(|_| world.random.once_in(3)),
        person: id("1003"),
    };
    Some(match (world.random.below(6), known) {
        (0, Some(known)) => C::Withdraw { release: known.id, reason: line("样本原因").into() },
        (1..=3, Some(known)) => {
            let last = if world.random.once_in(4) { 0 } else { 1 };
            C::Confirm { release: known.id, counted: vec![2, last] }
        }
        _ => issue,
    })
}

fn notice(world: &mut World, new: &str) -> Option<notices::Command> {
    use notices::Command as C;
    let wording = |n: u64| {
        Some(Wording {
            title: line(&format!("样本通知 {n}")), text: Text::parse("样本文字").ok()?
        })
    };
    let kind = world.random.one_of(NoticeKind::ALL)?;
    let (zh, en, hours) = (wording(world.random.below(9))?, wording(0)?, i64::try_from(world.random.below(40)).ok()?);
    let (from, until) = (world.now, world.now.plus(hours * 60 * values::MINUTE_MS));
    let open = world.state.notice.iter().filter(|n| matches!(n.status(world.now), Status::Unconfirmed | Status::Shown));
    let Some(known) = world.random.one_of(open.cloned().collect::<Vec<_>>()) else {
        return Some(C::Write { notice: id(new), kind, zh, en, from, until });
    };
    Some(match world.random.below(6) {
        0 => C::Write { notice: id(new), kind, zh, en, from, until },
        1 | 2 => C::Correct { notice: known.id, kind, zh, en, from, until },
        3 => C::Withdraw { notice: known.id },
        _ => C::Confirm { notice: known.id, written_at: known.written_at },
    })
}

fn maintenance(world: &World) -> terminals::Command {
    let kiosk = world
        .state
        .terminal
        .iter()
        .find(|t| t.station == Station::Kiosk)
        .map_or_else(|| id("kiosk-1"), |t| t.id.clone());
    let is_kept = world.state.terminal.get(&kiosk).is_some_and(|t| t.maintenance.is_some());
    if is_kept { terminals::Command::EndMaintenance { terminal: kiosk } } else { terminals::Command::BeginMaintenance { terminal: kiosk } }
}

fn survey(world: &mut World, new: &str) -> surveys::Command {
    let last = world.state.survey_answer.iter().max_by_key(|a| a.at).map(|a| a.id.clone());
    match (last, Text::parse("样本意见")) {
        (Some(answer), Ok(word)) if world.random.once_in(3) => surveys::Command::AddWord { answer, word: word.into() },
        _ => surveys::Command::Answer {
            answer: id(new),
            form: id("2026-1"),
            area: world.random.one_of(["front_desk", "repair", "no-such"]).unwrap_or("repair").into(),
            face: world.random.one_of(Face::ALL).unwrap_or(Face::Happy),
            sitting: id(&format!("s{}", world.random.below(9))),
            matter: None,
        },
    }
}

/// Each device in turn, with each trouble and none.
fn device(step: u64, new: &str) -> devices::Command {
    let place = |divisor: u64, of: usize| usize::try_from(step / divisor).unwrap_or_default() % of;
    let device = devices::Device::ALL[place(3, devices::Device::ALL.len())];
    let trouble = devices::Trouble::ALL.get(place(12, devices::Trouble::ALL.len() + 2)).copied();
    devices::Command::Report { report: id(new), device, trouble }
}

fn call(world: &mut World, new: &str) -> Option<calls::Command> {
    let ringing = world.state.ringing().next().map(|c| c.id.clone());
    Some(ringing.map_or(calls::Command::Ring { call: id(new) }, |call| calls::Command::Answer { call }))
}

/// Mostly whoever finds a terminal locked unlocks it.
fn signing_in(world: &mut World) -> Option<staff::Command> {
    let (number, _) = world.random.one_of(PEOPLE)?;
    let locked = world.state.sessions().find(|s| s.locked_at.is_some()).map(|s| s.person.clone());
    if let Some(person) = locked.filter(|_| !world.random.once_in(4)) {
        return Some(staff::Command::Unlock { person, remembered: true });
    }
    Some(match world.random.below(4) {
        0 => staff::Command::SignOut {},
        1 => staff::Command::Lock {},
        _ => staff::Command::SignIn { person: id(number) },
    })
}

/// Mostly the move that brings the post's handover on.
fn handover(world: &mut World, new: &str) -> Option<handover::Command> {
    use handover::Command as C;
    let post = world.random.one_of(Post::ALL)?;
    let person = id(world.random.one_of(PEOPLE)?.0);
    let Some(sheet) = world.state.open_sheet(post).cloned() else {
        let complete = world.state.sheet.iter().filter(|s| s.is_complete()).map(|s| s.id.clone());
        return Some(match (world.state.duty_of(post), world.random.one_of(complete)) {
            (None, _) => C::TakeUp { post },
            (Some(_), Some(sheet)) if world.random.once_in(3) => C::Review { sheet, person: id("1003") },
            (Some(_), Some(sheet)) if world.random.once_in(4) => {
                C::AddAddendum { addendum: id(new), sheet, text: Text::parse("补记").ok()?.into() }
            }
            (Some(_), _) => C::Open { sheet: id(new), post },
        });
    };
    let (id, note) = (sheet.id.clone(), Personal::from(line("样本说明")));
    Some(match world.random.below(24) {
        0 => C::Special { sheet: id, special: crate::property::id(new), what: note.clone(), told: note },
        1 => C::Remark { sheet: id, remark: note },
        2 | 3 => C::Object {
            sheet: id,
            objection: crate::property::id(new),
            ground: world.random.one_of(Ground::ALL)?,
            note,
        },
        4 | 8 | 9 if !sheet.grounds.is_empty() => {
            C::Override { sheet: id, index: index(&sheet)?, note, person: crate::property::id("1004") }
        }
        5 if world.random.once_in(3) => C::Withdraw { sheet: id },
        6 => C::SignIncoming { sheet: id, person },
        7 => C::SignOutgoing { sheet: id, person },
        _ => onward(world, sheet, person)?,
    })
}

/// Somebody takes up a post that nobody holds, at its station.
pub fn takes_up(world: &mut World, post: Post) -> (Command, Stamp) {
    let stamp = world.stamp(post.station().unwrap_or(Station::Counter), Actor::Person(id("1001")));
    (handover::Command::TakeUp { post }.into(), stamp)
}

/// The move that brings a post's handover on, by who must make it where it must be made: the
/// holder where the post is held, or somebody of the side that takes over, at its station.
pub fn towards_a_handover(world: &mut World, post: Post, new: &str) -> Option<(Command, Stamp)> {
    let duty = world.state.duty_of(post)?.clone();
    let sheet = world.state.open_sheet(post).cloned();
    let to = sheet.as_ref().map_or(duty.station, |s| s.to);
    let fit = |role| takes_over(to).contains(&role);
    let crew = PEOPLE.into_iter().filter(|(_, role)| fit(*role)).map(|(number, _)| id(number));
    let incoming = crew.into_iter().find(|p| p != &duty.person)?;
    let command = Command::from(match sheet {
        None => handover::Command::Open { sheet: id(new), post },
        Some(sheet) => onward(world, sheet, incoming.clone())?,
    });
    let taking_over = is_for_the_incoming_side(&command);
    let (station, person) = if taking_over { (to, incoming) } else { (duty.station, duty.person) };
    let mut stamp = world.stamp(station, Actor::Person(person));
    stamp.proof = who_signs(&command).cloned();
    Some((command, stamp))
}

/// The ground that is still open, else the last.
fn index(sheet: &Sheet) -> Option<u32> {
    let open = sheet.grounds.iter().position(|g| g.cleared.is_none());
    u32::try_from(open.unwrap_or(sheet.grounds.len() - 1)).ok()
}

fn onward(world: &World, sheet: Sheet, person: Id<staff::Person>) -> Option<handover::Command> {
    use handover::Command as C;
    let state = &world.state;
    let uncounted = state.post_item.iter().find(|i| i.post == sheet.post && sheet.counts.iter().all(|c| c.item != i.id));
    let note = Personal::from(line("样本说明"));
    if let Some(item) = uncounted {
        return Some(C::Count { sheet: sheet.id, item: item.id.clone(), found: 1, note: Some(note) });
    }
    if sheet.open_ground().is_some() {
        return Some(C::Clear { index: index(&sheet)?, sheet: sheet.id, note });
    }
    let Some(cut) = &sheet.cut else {
        let person = state.duty_of(sheet.post)?.person.clone();
        return Some(C::SignOutgoing { sheet: sheet.id, person });
    };
    let said = |about: &RecordRef| sheet.read_backs.iter().any(|r| &r.about == about);
    let in_cut = cut.open.iter().filter(|i| i.red).map(|i| i.about.clone());
    let red = in_cut.chain(handover::red_now(state, sheet.post, world.now)).find(|about| !said(about));
    Some(match red {
        Some(about) => C::ReadBack { sheet: sheet.id, about, owner: person, next_step: note },
        None => C::SignIncoming { sheet: sheet.id, person },
    })
}

fn emergency(world: &mut World, new: &str) -> Option<emergencies::Command> {
    use emergencies::Command as C;
    let running: Vec<Run> = world.state.running().cloned().collect();
    let many = running.len() > 2;
    let Some(run) = world.random.one_of(running).map(|r| r.id) else { return Some(start(world, new)) };
    let visit = world.random.one_of(world.state.visit.iter()).map(|v| v.id.clone());
    let somebody = world.random.once_in(2).then(|| name("样本戊").into());
    let found = world.random.one_of(Found::ALL)?;
    Some(match (world.random.below(9), visit) {
        (0, _) => start(world, new),
        (1 | 2, _) => C::Acknowledge {
            acknowledgement: id(new),
            run,
            ring: world.random.one_of(Ring::ALL)?,
            name: somebody,
        },
        (3 | 4, Some(visit)) => C::TickRoll { roll_call: id(new), run, visit, found, name: somebody },
        (5, _) => C::StandDown { run, reason: line("已处置").into() },
        _ if many => C::StandDown { run, reason: line("已处置").into() },
        _ => {
            let step = world.random.one_of(["confirm", "linkage", "call_119", "plan", "no-such"])?.to_owned();
            C::TickStep { tick: id(new), run, step, name: somebody }
        }
    })
}

fn start(world: &mut World, new: &str) -> emergencies::Command {
    let drill = world.random.once_in(3);
    emergencies::Command::Start { run: id(new), procedure: id("fire"), place: None, drill, name: None }
}
