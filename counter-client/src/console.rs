//! What the server is asked about PINs, machines and people's data, and what it tells once: a
//! colleague's fresh PIN, a new machine's code, a visitor's photo. In memory only, and gone when the screen is locked.

use crate::desk::Desk;
use crate::phrases;
use domain::Refusal;
use egui::{ColorImage, TextureHandle, TextureOptions, Ui};
use image::{ImageFormat, ImageReader};
use look::theme::Tone;
use std::io::Cursor;
use terminal::{ConsoleAnswer, ConsoleQuestion};
use values::At;

/// Questions, and what was told.
#[derive(Default)]
pub struct Console {
    asked: Vec<(String, ConsoleQuestion)>,
    /// The link's number of the one that has no answer yet, and what it is about.
    waiting: Option<(u64, String)>,
    /// What is on the screen until somebody closes it.
    pub told: Option<Told>,
}

/// What is shown this once.
pub enum Told {
    /// A colleague's PIN.
    Pin {
        /// Whose.
        of: String,
        /// The PIN.
        pin: String,
    },
    /// A one-time code.
    Code {
        /// What the machine will be called.
        of: String,
        /// The code in its groups.
        code: String,
        /// Until when.
        until: At,
    },
    /// The photo of a visitor.
    Photo {
        /// Whose.
        of: String,
        /// What is drawn; the JPEG is gone already.
        picture: Picture,
    },
}

/// A picture on this screen and on no disk; closing it frees it.
pub struct Picture {
    dots: Option<ColorImage>,
    drawn: Option<TextureHandle>,
}

impl Picture {
    /// Of a JPEG; `None`: it cannot be read.
    #[must_use]
    pub fn of_jpeg(jpeg: &[u8]) -> Option<Self> {
        let reader = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
        let rgb = reader.decode().ok()?.into_rgb8();
        let size = [usize::try_from(rgb.width()).ok()?, usize::try_from(rgb.height()).ok()?];
        Some(Self { dots: Some(ColorImage::from_rgb(size, rgb.as_raw())), drawn: None })
    }

    /// Where the screen's memory has it; it is put there the first time.
    pub fn drawn(&mut self, ui: &Ui) -> Option<&TextureHandle> {
        if let Some(dots) = self.dots.take() {
            self.drawn = Some(ui.ctx().load_texture("photo", dots, TextureOptions::LINEAR));
        }
        self.drawn.as_ref()
    }
}

impl Console {
    /// Asks, once this pass is drawn.
    pub fn ask(&mut self, about: String, question: ConsoleQuestion) {
        self.asked.push((about, question));
    }

    /// Whether an answer is waited for.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some() || !self.asked.is_empty()
    }

    /// What was asked in this pass; the program gives it to the link.
    pub fn take_asked(&mut self) -> Vec<(String, ConsoleQuestion)> {
        std::mem::take(&mut self.asked)
    }

    /// The link has it, under this number.
    pub fn sent(&mut self, id: u64, about: String) {
        self.waiting = Some((id, about));
    }
}

impl Desk {
    /// Takes over what the server told. What was forgotten meanwhile is shown to nobody.
    pub fn hear_console(&mut self, id: u64, answer: &ConsoleAnswer) {
        let Some((_, of)) = self.console.waiting.take_if(|(waiting, _)| *waiting == id) else { return };
        match answer {
            ConsoleAnswer::Changed => {
                (self.drafts.change_pin, self.remembered) = (None, None);
                self.tell(Tone::Green, self.words.staff.pin_changed);
            }
            ConsoleAnswer::Pin(pin) => self.console.told = Some(Told::Pin { of, pin: pin.clone() }),
            ConsoleAnswer::Code { code, expires_at_ms } => {
                self.console.told = Some(Told::Code { of, code: code.clone(), until: At(*expires_at_ms) });
            }
            ConsoleAnswer::About(part) => self.drafts.person.told(part.clone(), self.now),
            ConsoleAnswer::Photo(jpeg) => match Picture::of_jpeg(jpeg) {
                Some(picture) => self.console.told = Some(Told::Photo { of, picture }),
                None => self.tell(Tone::Amber, self.words.visits.photo_gone),
            },
            ConsoleAnswer::Refused(refusal) => {
                let refusal = serde_json::from_slice::<Refusal>(refusal);
                let said = refusal.map(|refusal| phrases::refusal(self.words, &self.state(), &refusal, self.now));
                self.tell(Tone::Red, said.unwrap_or_else(|_| self.words.desk.not_understood.to_owned()));
            }
            ConsoleAnswer::Offline => self.tell(Tone::Red, self.words.desk.pin_needs_server),
            ConsoleAnswer::Failed(_) => self.tell(Tone::Red, self.words.staff.no_answer),
        }
    }
}
