//! How the kiosk's submissions lie on its disk: sealed to the server's key, so that the kiosk
//! cannot read them again (B-07).

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeS, Serializable};
use journal::chance::Chance;
use std::convert::Infallible;
use zeroize::Zeroizing;

/// Seals `plain` so that it opens only with the key behind `seal_to`, as this incarnation and seq:
/// encapsulated key, then ciphertext. `None`: `seal_to` is no X25519 key, or there is no randomness.
pub(crate) fn seal(seal_to: &[u8], incarnation: &[u8; 16], seq: u64, plain: &[u8], chance: &dyn Chance) -> Option<Vec<u8>> {
    let mut drawn = Drawn(Zeroizing::new([0; 64]), 0);
    chance.fill(&mut *drawn.0).ok()?;
    let recipient = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(seal_to).ok()?;
    let (encapsulated, ciphertext) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &recipient,
        proto::SEAL_INFO,
        plain,
        &proto::seal_place(incarnation, seq),
        &mut drawn,
    )
    .ok()?;
    Some([encapsulated.to_bytes().as_slice(), &ciphertext].concat())
}

/// Random bytes that were drawn beforehand, where failing is still possible: more than one sealing
/// takes, and how many were taken.
struct Drawn(Zeroizing<[u8; 64]>, usize);

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let end = self.1 + bytes.len();
        assert!(end <= self.0.len(), "a sealing takes no more randomness than was drawn for it");
        bytes.copy_from_slice(&self.0[self.1..end]);
        self.1 = end;
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}
