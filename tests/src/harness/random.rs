//! A generator of our own: the same seed gives the same run on every machine.

/// xorshift64*.
pub struct Random(u64);

impl Random {
    /// From the seed in `DUTYDESK_SEED`, or a fresh one; prints it, so that a failed run can
    /// be repeated.
    #[must_use]
    pub fn seeded(what: &str) -> Self {
        let given = std::env::var("DUTYDESK_SEED").ok().and_then(|s| s.parse().ok());
        let seed = given.unwrap_or_else(|| getrandom::u64().unwrap());
        println!("{what}: DUTYDESK_SEED={seed}");
        Self::new(seed)
    }
    /// With this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds begin far apart; nought would stay nought.
        Self((seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD120_0000_0000_0B39) | 1)
    }
    /// A number from 0 to `bound` - 1.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16) % bound.max(1)
    }
}
