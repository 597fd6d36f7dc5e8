use super::simulated::{Script, Simulated};
use super::*;

/// A camera that is not closed would be waited for for ever.
const PATIENCE: Duration = Duration::from_secs(10);
const SOON: Duration = Duration::from_millis(1);

fn started(script: &Script) -> (Live, Receiver<Report>, Receiver<Frame>) {
    let ((tell, told), (show, shown)) = (channel(), channel());
    let camera = Box::new(Simulated::of(script.clone()));
    let live = Live::start(
        camera,
        SOON,
        Box::new(move |frame| show.send(frame).unwrap_or_default()),
        Box::new(move |report| tell.send(report).unwrap_or_default()),
    );
    (live.unwrap(), told, shown)
}

#[test]
fn b03_the_camera_is_open_only_while_it_is_wanted() {
    let (script, opened) = Script::watched();
    let (live, told, shown) = started(&script);
    assert_eq!(told.recv(), Ok(Report::State(Device::Camera, None)));
    assert!(!script.is_open() && opened.try_recv().is_err(), "nobody wants it");
    for _ in 0..2 {
        live.want(true);
        assert_eq!(opened.recv_timeout(PATIENCE), Ok(true));
        shown.recv().unwrap();
        live.want(false);
        assert_eq!(opened.recv_timeout(PATIENCE), Ok(false));
    }
    live.want(true);
    assert_eq!(opened.recv_timeout(PATIENCE), Ok(true));
    drop(live);
    assert_eq!(opened.recv_timeout(PATIENCE), Ok(false), "it is closed with its program");
    assert!(told.iter().next().is_none(), "the thread has ended, and nothing was wrong");
}

#[test]
fn a_camera_that_goes_is_told_once_and_comes_back_by_itself() {
    let (script, opened) = Script::watched();
    let (live, told, shown) = started(&script);
    assert_eq!(told.recv(), Ok(Report::State(Device::Camera, None)));
    live.want(true);
    shown.recv().unwrap();
    script.is(Some(Trouble::Unplugged));
    assert_eq!(told.recv(), Ok(Report::State(Device::Camera, Some(Trouble::Unplugged))));
    script.is(None);
    assert_eq!(told.recv(), Ok(Report::State(Device::Camera, None)));
    let opens: Vec<bool> = opened.iter().take(3).collect();
    assert_eq!(opens, [true, false, true]);
    live.want(false);
    assert_eq!(opened.recv_timeout(PATIENCE), Ok(false));
    script.is(Some(Trouble::NotReady));
    assert_eq!(told.recv(), Ok(Report::State(Device::Camera, Some(Trouble::NotReady))), "also while nobody wants it");
}
