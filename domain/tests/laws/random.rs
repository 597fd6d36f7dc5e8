//! A generator of our own: the same seed gives the same world on every machine.

/// xorshift64*.
pub struct Random(u64);

impl Random {
    /// A generator with this seed.
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
    /// Whether it happens, once in `times`.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
    /// One of them; `None` where there is none.
    pub fn one_of<T>(&mut self, from: impl IntoIterator<Item = T>) -> Option<T> {
        let mut all: Vec<T> = from.into_iter().collect();
        let chosen = usize::try_from(self.below(u64::try_from(all.len()).ok()?)).ok()?;
        (chosen < all.len()).then(|| all.swap_remove(chosen))
    }
}
