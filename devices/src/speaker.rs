//! The loudspeaker: a short sound where something was done or not, and what the property has
//! recorded.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use rodio::Decoder;
use rodio::source::{SineWave, Source};
use rodio::stream::{DeviceSinkBuilder, MixerDeviceSink};

use crate::device::{Device, Report, Tell, Trouble};

/// A short sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chime {
    /// It was done.
    Done,
    /// It was not.
    NotDone,
}

/// Something that the property may have recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Somebody has registered.
    Registered,
    /// A slip is to be taken.
    TakeSlip,
    /// The slip did not come out: note the code.
    NoSlip,
    /// Somebody has signed out.
    SignedOut,
    /// It was not done: the counter helps.
    NotDone,
    /// Leave the building.
    Evacuation,
}

impl Prompt {
    /// Every prompt.
    pub const ALL: [Self; 6] = [Self::Registered, Self::TakeSlip, Self::NoSlip, Self::SignedOut, Self::NotDone, Self::Evacuation];

    /// The name of its file, without ".wav".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::TakeSlip => "take-slip",
            Self::NoSlip => "no-slip",
            Self::SignedOut => "signed-out",
            Self::NotDone => "not-done",
            Self::Evacuation => "evacuation",
        }
    }
}

/// Something that is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// A short sound.
    Chime(Chime),
    /// A prompt, in the language with this tag; nothing where it was not recorded.
    Say(Prompt, &'static str),
}

/// A loudspeaker. Playing goes on behind the call.
pub trait Speaker {
    /// Plays a short sound.
    fn chime(&mut self, chime: Chime);

    /// Plays what was recorded.
    fn say(&mut self, prompt: Prompt, language: &'static str);
}

/// Where a prompt is recorded, under a kiosk's directory.
#[must_use]
pub fn recording(prompts: &Path, prompt: Prompt, language: &str) -> PathBuf {
    prompts.join(language).join(prompt.name()).with_extension("wav")
}

/// The machine's own loudspeaker.
pub struct Loudspeaker {
    device: MixerDeviceSink,
    prompts: PathBuf,
}

impl Loudspeaker {
    /// Opens it; recordings lie in `prompts`.
    ///
    /// # Errors
    /// [`Trouble::Unplugged`]: the machine has none.
    pub fn open(prompts: PathBuf) -> Result<Self, Trouble> {
        let mut device = DeviceSinkBuilder::open_default_sink().map_err(|why| {
            tracing::warn!(%why, "no sound at this kiosk");
            Trouble::Unplugged
        })?;
        device.log_on_drop(false);
        Ok(Self { device, prompts })
    }
}

/// Notes: hertz, milliseconds.
const fn score(chime: Chime) -> &'static [(f32, u64)] {
    match chime {
        Chime::Done => &[(784.0, 110), (1_046.5, 200)],
        Chime::NotDone => &[(440.0, 160), (349.2, 260)],
    }
}

impl Speaker for Loudspeaker {
    fn chime(&mut self, chime: Chime) {
        let mut start = 0;
        for (pitch, length) in score(chime) {
            let note = SineWave::new(*pitch).take_duration(Duration::from_millis(*length)).amplify(0.3);
            self.device.mixer().add(note.delay(Duration::from_millis(start)));
            start += length;
        }
    }

    fn say(&mut self, prompt: Prompt, language: &'static str) {
        let file = recording(&self.prompts, prompt, language);
        if !file.exists() {
            return;
        }
        let opened = File::open(&file).map_err(|error| error.to_string());
        match opened.and_then(|opened| Decoder::new_wav(BufReader::new(opened)).map_err(|error| error.to_string())) {
            Ok(said) => self.device.mixer().add(said),
            Err(why) => tracing::warn!(file = %file.display(), %why, "a recorded prompt is not played: record it as WAV"),
        }
    }
}

/// The way to the loudspeaker's thread, which opens it. Dropping it ends the thread.
pub struct Voice {
    sounds: Sender<Sound>,
}

impl Voice {
    /// Starts the thread, which tells whether there is a loudspeaker.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start<S: Speaker>(open: impl FnOnce() -> Result<S, Trouble> + Send + 'static, tell: Tell) -> std::io::Result<Self> {
        let (sounds, asked) = channel();
        thread::Builder::new().name("loudspeaker".into()).spawn(move || {
            let opened = open();
            tell(Report::State(Device::Speaker, opened.as_ref().err().copied()));
            if let Ok(speaker) = opened {
                work(speaker, &asked);
            }
        })?;
        Ok(Self { sounds })
    }

    /// Plays a sound, where there is a loudspeaker.
    pub fn play(&self, sound: Sound) {
        if self.sounds.send(sound).is_err() {
            tracing::trace!("there is no loudspeaker");
        }
    }
}

fn work(mut speaker: impl Speaker, asked: &Receiver<Sound>) {
    for sound in asked {
        match sound {
            Sound::Chime(chime) => speaker.chime(chime),
            Sound::Say(prompt, language) => speaker.say(prompt, language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Tells what it plays.
    struct Heard(Sender<Sound>);

    impl Speaker for Heard {
        fn chime(&mut self, chime: Chime) {
            self.0.send(Sound::Chime(chime)).unwrap_or_default();
        }
        fn say(&mut self, prompt: Prompt, language: &'static str) {
            self.0.send(Sound::Say(prompt, language)).unwrap_or_default();
        }
    }

    #[test]
    fn what_is_asked_for_is_heard_in_order_and_a_machine_without_a_loudspeaker_says_so() {
        let (sender, heard) = channel();
        let (tell, told) = channel();
        let voice = Voice::start(move || Ok(Heard(sender)), Box::new(move |report| tell.send(report).unwrap_or_default())).unwrap();
        let sounds = [Sound::Chime(Chime::Done), Sound::Say(Prompt::TakeSlip, "en")];
        sounds.iter().for_each(|sound| voice.play(*sound));
        assert_eq!(told.recv(), Ok(Report::State(Device::Speaker, None)));
        drop(voice);
        assert_eq!(heard.iter().collect::<Vec<_>>(), sounds);

        let (tell, told) = channel();
        let none = || Err::<Heard, _>(Trouble::Unplugged);
        let voice = Voice::start(none, Box::new(move |report| tell.send(report).unwrap_or_default())).unwrap();
        assert_eq!(told.recv(), Ok(Report::State(Device::Speaker, Some(Trouble::Unplugged))));
        voice.play(Sound::Chime(Chime::Done));
    }

    #[test]
    fn every_prompt_has_a_file_of_its_own() {
        let files: BTreeSet<PathBuf> = Prompt::ALL.iter().map(|prompt| recording(Path::new("prompts"), *prompt, "en")).collect();
        assert_eq!(files.len(), Prompt::ALL.len());
        assert!(files.contains(Path::new("prompts/en/take-slip.wav")));
    }
}
