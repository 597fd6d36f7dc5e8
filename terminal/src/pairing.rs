//! The pairing code: what a manager reads out so that a machine becomes a terminal.
//!
//! The format, exactly, because the server has its own encoder:
//!
//! 1. 18 bytes: 8 random bytes (the secret), then the first 10 bytes of the SHA-256 of the
//!    property's CA certificate (its whole DER).
//! 2. Written in Crockford's base32 (`0123456789ABCDEFGHJKMNPQRSTVWXYZ`), most significant bit
//!    first, without padding: 29 characters, whose last bit is 0.
//! 3. In groups of five with `-` between them: five groups of five and one of four.
//!
//! A reader takes capitals and small letters, spaces and dashes anywhere, `O` for `0`, `I` and `L`
//! for `1`. What travels to the server is only the secret, as 16 small hexadecimal digits
//! (`EnrolRequest.secret`); the other half lets the machine check the server first.

use data_encoding::{Encoding, HEXLOWER, Specification};
use sha2::{Digest, Sha256};

/// The letters and digits of a code, in the order of their values.
pub const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes of the secret: 64 random bits.
pub const SECRET_BYTES: usize = 8;
/// Bytes of the CA's mark: 80 bits of its hash.
pub const MARK_BYTES: usize = 10;
const CHARACTERS: usize = 29;
const GROUP: usize = 5;

/// A pairing code, read.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode {
    /// Spent by one enrolment, five wrong tries or ten minutes.
    pub secret: [u8; SECRET_BYTES],
    /// The first ten bytes of the SHA-256 of the CA certificate's DER.
    pub ca_mark: [u8; MARK_BYTES],
}

/// Why a text is no pairing code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// A character that no code has.
    #[error("the pairing code cannot contain “{0}”: read it again from the manager's screen")]
    Character(char),
    /// Too short or too long.
    #[error("the pairing code has {found} letters and digits instead of {CHARACTERS}: read it again from the manager's screen")]
    Length {
        /// How many there were, without spaces and dashes.
        found: usize,
    },
    /// The last character is none that can end a code.
    #[error("the end of the pairing code is not right: read it again from the manager's screen")]
    End,
    /// The base32 tables cannot be built; a fault of this program.
    #[error("this program cannot read pairing codes: install it again")]
    Tables,
}

/// The mark by which a code names the CA with this certificate.
#[must_use]
pub fn ca_mark(ca_der: &[u8]) -> [u8; MARK_BYTES] {
    let hash: [u8; 32] = Sha256::digest(ca_der).into();
    std::array::from_fn(|at| hash[at])
}

impl PairingCode {
    /// The code with this secret for the property whose CA certificate is `ca_der`.
    #[must_use]
    pub fn new(secret: [u8; SECRET_BYTES], ca_der: &[u8]) -> PairingCode {
        PairingCode { secret, ca_mark: ca_mark(ca_der) }
    }

    /// Reads a code as a person types it.
    ///
    /// # Errors
    /// [`PairingError`], with a sentence for whoever typed it.
    pub fn decode(text: &str) -> Result<PairingCode, PairingError> {
        let mut plain = String::with_capacity(CHARACTERS);
        for character in text.chars() {
            match character.to_ascii_uppercase() {
                c if c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '—' | '－') => {}
                'O' => plain.push('0'),
                'I' | 'L' => plain.push('1'),
                c if ALPHABET.contains(c) => plain.push(c),
                _ => return Err(PairingError::Character(character)),
            }
        }
        if plain.len() != CHARACTERS {
            return Err(PairingError::Length { found: plain.len() });
        }
        let bytes = base32()?.decode(plain.as_bytes()).map_err(|_| PairingError::End)?;
        let (secret, mark) = bytes.split_first_chunk().ok_or(PairingError::End)?;
        let ca_mark = mark.try_into().map_err(|_| PairingError::End)?;
        Ok(PairingCode { secret: *secret, ca_mark })
    }

    /// The code as it is shown: in groups of five.
    ///
    /// # Errors
    /// [`PairingError::Tables`] only.
    pub fn encode(&self) -> Result<String, PairingError> {
        let plain = base32()?.encode(&[self.secret.as_slice(), &self.ca_mark].concat());
        let groups: Vec<String> = plain.as_bytes().chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        Ok(groups.join("-"))
    }

    /// The secret as it travels: 16 small hexadecimal digits.
    #[must_use]
    pub fn secret_hex(&self) -> String {
        HEXLOWER.encode(&self.secret)
    }
}

fn base32() -> Result<Encoding, PairingError> {
    let mut specification = Specification::new();
    specification.symbols.push_str(ALPHABET);
    specification.encoding().map_err(|_| PairingError::Tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> PairingCode {
        PairingCode::new([0, 1, 2, 3, 0xfc, 0xfd, 0xfe, 0xff], b"not really a certificate")
    }

    #[test]
    fn a_code_reads_back_as_what_was_written() {
        let text = code().encode().unwrap();
        assert_eq!(text.len(), 29 + 5);
        assert!(text.split('-').take(5).all(|group| group.len() == 5));
        assert!(PairingCode::decode(&text).unwrap() == code());
        assert_eq!(code().secret_hex(), "00010203fcfdfeff");
        assert_eq!(text[..5], *"000G4");
    }

    #[test]
    fn a_code_may_be_typed_carelessly() {
        let text = code().encode().unwrap();
        let careless = [
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', "－"),
            text.replace('-', ""),
            text.replace('0', "o").replace('1', "l"),
            text.replace('0', "O").replace('1', "I"),
            format!("  {text}\n"),
        ];
        for typed in careless {
            assert!(PairingCode::decode(&typed).unwrap() == code(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused_with_the_reason() {
        let text = code().encode().unwrap();
        let bad_end = format!("{}Z", &text[..text.len() - 1]);
        let table = [
            (text[1..].to_owned(), PairingError::Length { found: 28 }),
            (format!("{text}0"), PairingError::Length { found: 30 }),
            (String::new(), PairingError::Length { found: 0 }),
            (text.replacen('0', "U", 1), PairingError::Character('U')),
            (text.replacen('0', "您", 1), PairingError::Character('您')),
            (bad_end, PairingError::End),
        ];
        for (typed, reason) in table {
            assert_eq!(PairingCode::decode(&typed).err(), Some(reason), "{typed}");
        }
    }
}
