//! Bugs of the server that can be planted on purpose; see [`journal::plant`].

journal::planted_bugs! {
    AnswerBeforeDurable "answer-before-durable" "Commands are answered before their batch is in the journal."
    ResendDecidedAgain "resend-decided-again" "A repeated command is decided as if it were new."
    CheckpointForgetsAnswers "checkpoint-forgets-answers" "A checkpoint does not hold the terminals' last answers."
    CheckpointForgetsARecord "checkpoint-forgets-a-record" "A checkpoint lacks one of the current records."
    KeySlotNotSynced "key-slot-not-synced" "An entry is kept before the key that opens it is durable."
    KeySlotNotWritten "key-slot-not-written" "A family's key is kept in memory alone."
    KeySlotsNotSettled "key-slots-not-settled" "A start takes the keys that it finds to be durable."
    StoreSkipsAnswers "store-skips-answers" "The store says that it covers entries whose answers it lacks."
    StoreSkipsEntries "store-skips-entries" "The store says that it covers entries that it never took."
    GateOff "gate-off" "Ordinary work goes on until the disk is full."
    BallastKept "ballast-kept" "The ballast is not given up for an emergency."
    EmergenciesWait "emergencies-wait" "Below the reserve emergencies wait like everything else."
    GateStaysShut "gate-stays-shut" "Once refused, ordinary work is refused until a restart."
    FullDiskStops "full-disk-stops" "A full disk stops the server."
    BackupBehind "backup-behind" "A backup lacks entries that were answered before it was asked for."
    BackupWithoutNewKeys "backup-without-new-keys" "A backup has the keys of the one before."
    RestoreKeepsEpoch "restore-keeps-epoch" "A restored property says that nothing happened."
    MirrorWithoutKeys "mirror-without-keys" "The mirror has the entries and not what opens them."
    MirrorBehind "mirror-behind" "A mirror in step is brought up to date after the answer, if ever."
}
