//! What people ask about PINs, machines and a person's data: with a PIN, and answered with what is
//! shown once.

use super::conversation::Talk;
use proto::v1::{AboutPersonRequest, ChangePinRequest, GivePinRequest, OfferTerminalRequest, Proof, VisitPhotoRequest};
use std::fmt;
use tonic::Status;
use zeroize::Zeroizing;

/// A question, with the PIN of whoever asks; on no disk.
#[derive(Clone)]
pub enum ConsoleQuestion {
    /// Another PIN for oneself.
    ChangePin {
        /// The staff number.
        number: String,
        /// The PIN of until now.
        pin: Zeroizing<String>,
        /// The PIN from now on.
        new_pin: Zeroizing<String>,
    },
    /// A fresh random PIN for a colleague.
    GivePin {
        /// Who gives it.
        number: String,
        /// Their PIN.
        pin: Zeroizing<String>,
        /// The staff number of the colleague.
        to: String,
    },
    /// The one-time code of a new terminal.
    OfferTerminal {
        /// Who asks for it.
        number: String,
        /// Their PIN.
        pin: Zeroizing<String>,
        /// For which station ("counter").
        station: String,
        /// What people will call it.
        name: String,
    },
    /// What there is about a person.
    AboutPerson {
        /// Who reads.
        number: String,
        /// Their PIN.
        pin: Zeroizing<String>,
        /// The person's telephone.
        telephone: Zeroizing<String>,
        /// Why; it names nobody.
        reason: String,
        /// Behind which family the answer goes on; empty: from the first.
        after: String,
    },
    /// The photo of one visitor: no PIN, since whoever is signed in may see it.
    VisitPhoto {
        /// The visit's id.
        visit: String,
    },
}

/// A part of what there is about a person; on no disk.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AboutPerson {
    /// The families, in the order of their names.
    pub families: Vec<FoundFamily>,
    /// Behind which family the next part begins; empty: that is all.
    pub next_after: String,
    /// How many families there are in all.
    pub in_all: u32,
}

/// Records about a person that are kept and erased together.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FoundFamily {
    /// Its name.
    pub family: String,
    /// Its records in their one JSON form, the one that names the family first.
    pub records: Vec<Zeroizing<Vec<u8>>>,
    /// How many records it has in all.
    pub in_all: u32,
    /// When its time is over, in milliseconds since 1970 UTC; 0: never by itself.
    pub lapses_ms: i64,
    /// Why it would not be erased yet ("open", "alarm", "register"); empty: it could be.
    pub kept: String,
    /// The records that name this very person as theirs.
    pub named_in: Vec<String>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub enum ConsoleAnswer {
    /// The new PIN counts.
    Changed,
    /// A colleague's fresh PIN, told this once.
    Pin(String),
    /// A one-time code, told this once.
    Code {
        /// To be scanned, or typed in its groups.
        code: String,
        /// Until when, by the server's clock, in milliseconds since 1970 UTC.
        expires_at_ms: i64,
    },
    /// What there is about a person, told this once.
    About(AboutPerson),
    /// The photo of a visitor, a JPEG, shown until it is closed; empty: there is none any more.
    Photo(Zeroizing<Vec<u8>>),
    /// A rule said no: the refusal in its one JSON form. Nothing has changed.
    Refused(Vec<u8>),
    /// There was no connection; nothing was asked.
    Offline,
    /// It was asked and no answer came, for this reason, which goes to the log. Whether it was
    /// done is not known; nothing is asked again by itself.
    Failed(String),
}

impl ConsoleQuestion {
    pub(super) async fn put(self, talk: &Talk) -> Result<ConsoleAnswer, Status> {
        let mut client = talk.client.clone();
        let by = |number: String, pin: &Zeroizing<String>| Some(Proof { number, pin: pin.to_string() });
        let (refusal, done) = match self {
            Self::ChangePin { number, pin, new_pin } => {
                let request = ChangePinRequest { by: by(number, &pin), new_pin: new_pin.to_string() };
                (client.change_pin(request).await?.into_inner().refusal, ConsoleAnswer::Changed)
            }
            Self::GivePin { number, pin, to } => {
                let given = client.give_pin(GivePinRequest { by: by(number, &pin), to }).await?.into_inner();
                (given.refusal, ConsoleAnswer::Pin(given.pin))
            }
            Self::OfferTerminal { number, pin, station, name } => {
                let offer = client.offer_terminal(OfferTerminalRequest { by: by(number, &pin), station, name }).await?.into_inner();
                (offer.refusal, ConsoleAnswer::Code { code: offer.code, expires_at_ms: offer.expires_at_ms })
            }
            Self::AboutPerson { number, pin, telephone, reason, after } => {
                let request = AboutPersonRequest { by: by(number, &pin), telephone: telephone.to_string(), reason, after };
                let about = client.about_person(request).await?.into_inner();
                let families = about.families.into_iter().map(FoundFamily::from).collect();
                let part = AboutPerson { families, next_after: about.next_after, in_all: about.in_all };
                (about.refusal, ConsoleAnswer::About(part))
            }
            Self::VisitPhoto { visit } => {
                let photo = client.visit_photo(VisitPhotoRequest { visit }).await?.into_inner();
                (photo.refusal, ConsoleAnswer::Photo(Zeroizing::new(photo.jpeg.to_vec())))
            }
        };
        Ok(if refusal.is_empty() { done } else { ConsoleAnswer::Refused(refusal.to_vec()) })
    }
}

impl From<proto::v1::FoundFamily> for FoundFamily {
    fn from(found: proto::v1::FoundFamily) -> Self {
        Self {
            family: found.family,
            records: found.records.iter().map(|record| Zeroizing::new(record.to_vec())).collect(),
            in_all: found.in_all,
            lapses_ms: found.lapses_ms,
            kept: found.kept,
            named_in: found.named_in,
        }
    }
}

// PINs, codes and people's data are shown to people only.
impl fmt::Debug for ConsoleAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConsoleAnswer::Changed => f.write_str("Changed"),
            ConsoleAnswer::Pin(_) => f.write_str("Pin"),
            ConsoleAnswer::Code { .. } => f.write_str("Code"),
            ConsoleAnswer::About(_) => f.write_str("About"),
            ConsoleAnswer::Photo(_) => f.write_str("Photo"),
            ConsoleAnswer::Refused(_) => f.write_str("Refused"),
            ConsoleAnswer::Offline => f.write_str("Offline"),
            ConsoleAnswer::Failed(why) => write!(f, "Failed({why})"),
        }
    }
}
