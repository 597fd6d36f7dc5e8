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
    /// A place in something so long, its end included.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64 + 1)).unwrap_or_default()
    }
    /// One of them; there must be one.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap_or_default()]
    }
    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap_or_default()
    }
    /// Fewer than so many bytes.
    pub fn noise(&mut self, most: u64) -> Vec<u8> {
        (0..self.below(most)).map(|_| self.byte()).collect()
    }
    /// The same bytes with a few flipped, cut off, doubled, inserted or replaced.
    pub fn mutated(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.place(bytes.len());
            match self.below(8) {
                0 => bytes.truncate(at),
                1 => bytes.extend_from_within(at..),
                2 | 3 => bytes.insert(at, self.byte()),
                4 => {
                    let replaced = [0, 0x7F, 0x80, 0xFF, b'-', b'9', b'"', b'\n'][self.place(7)];
                    bytes.iter_mut().skip(at).take(1).for_each(|b| *b = replaced);
                }
                _ => bytes.iter_mut().skip(at).take(1).for_each(|b| *b ^= 1 << self.below(8)),
            }
        }
        bytes
    }
}
