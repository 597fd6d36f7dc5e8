//! How the kiosk's submissions lie on its disk: sealed to the server's key, so that the kiosk
//! cannot read them again (B-07).

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, Serializable};

/// Seals `plain` so that it opens only with the key behind `seal_to`, as this incarnation and seq:
/// encapsulated key, then ciphertext. `None`: `seal_to` is no X25519 key.
pub(crate) fn seal(seal_to: &[u8], incarnation: &[u8; 16], seq: u64, plain: &[u8]) -> Option<Vec<u8>> {
    let recipient = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(seal_to).ok()?;
    let (encapsulated, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &recipient,
        proto::SEAL_INFO,
        plain,
        &proto::seal_place(incarnation, seq),
    )
    .ok()?;
    Some([encapsulated.to_bytes().as_slice(), &ciphertext].concat())
}
