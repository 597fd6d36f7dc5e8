//! Planted bugs: each is what somebody might break one day, and a check that does not find it is
//! no check. Without the feature `plant`, which no release has, nothing here can be chosen.

/// A list of bugs, each with its name on the command line and what it does, and the one that
/// this process has. Other crates plant their own with it.
#[macro_export]
macro_rules! planted_bugs {
    ($($bug:ident $name:literal $what:literal)*) => {
        /// What can be broken on purpose.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Bug {
            $(#[doc = $what] $bug,)*
        }

        impl Bug {
            /// All of them.
            pub const ALL: &[Bug] = &[$(Bug::$bug,)*];

            /// What it is called on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Bug::$bug => $name,)*
                }
            }
        }

        #[cfg(feature = "plant")]
        static CHOSEN: std::sync::OnceLock<Bug> = std::sync::OnceLock::new();

        /// Whether this bug was chosen. Always false without the feature.
        #[cfg(feature = "plant")]
        #[must_use]
        pub fn is(bug: Bug) -> bool {
            CHOSEN.get() == Some(&bug)
        }

        /// Whether this bug was chosen. Always false without the feature.
        #[cfg(not(feature = "plant"))]
        #[must_use]
        pub const fn is(_bug: Bug) -> bool {
            false
        }

        /// Breaks this process for the rest of its life. False if there is no bug of that name,
        /// or another one was chosen before.
        #[cfg(feature = "plant")]
        pub fn choose(name: &str) -> bool {
            let found = Bug::ALL.iter().find(|bug| bug.name() == name);
            found.is_some_and(|bug| CHOSEN.get_or_init(|| *bug) == bug)
        }
    };
}

planted_bugs! {
    AnswerBeforeFdatasync "answer-before-fdatasync" "An append is answered before its bytes are durable."
    NoDirectoryFsync "no-directory-fsync" "New names are never made durable."
    AnchorAheadOfLog "anchor-ahead-of-log" "The anchor remembers a batch before the log has it."
    CrcUnchecked "crc-unchecked" "A record is taken whatever its CRC says."
    ChainUnchecked "chain-unchecked" "A record is taken whatever hash it continues."
    CheckpointTorn "checkpoint-torn" "A new segment gets its name before its bytes are durable."
    BatchAnsweredByHalves "batch-answered-by-halves" "The first half of a torn batch counts."
    TailNotRewritten "tail-not-rewritten" "Opening trusts the page cache after a failed sync."
    SealRemovesLogFirst "seal-removes-log-before-sealed-is-durable" "The log goes before its sealed form is durable."
    SealedNotReadBack "sealed-not-read-back" "A sealed segment is believed unread."
    FailedFsyncRetried "failed-fsync-retried" "A failed sync is tried again and then believed."
    NoSpaceSaidAsDone "no-space-said-as-done" "An append on a full disk is answered as if it were kept."
    TornTailKept "torn-tail-kept" "What a power cut left behind the end stays there."
    RotationSkipsBeforeHash "rotation-skips-before-hash" "A new segment does not continue the chain."
    AnchorNotChecked "anchor-not-checked" "Opening does not ask the anchor."
    ShortWriteIgnored "short-write-ignored" "A write that did half of its work counts as done."
    CheckpointShaUnchecked "checkpoint-sha-unchecked" "A checkpoint is taken whatever its SHA-256 says."
    OlderSegmentsUnchecked "older-segments-unchecked" "Opening does not ask whether older segments are there."
    LockNotTaken "lock-not-taken" "Two writers may open one journal."
    GoesOnAfterFailure "goes-on-after-failure" "A failed write does not stop the journal."
    OutboxInMemory "outbox-in-memory" "A terminal says \"saved here\" and has it in memory."
    DropsOldBeforeNewIsDurable "drops-old-before-new-is-durable" "Old segments go before the new one's name is durable."
}
