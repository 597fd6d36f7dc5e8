//! Bugs of a terminal that can be planted on purpose; see [`journal::plant`].

journal::planted_bugs! {
    SettledUnanswered "settled-unanswered" "A command is taken off the outbox when it is sent."
    NextSettledToo "next-settled-too" "An answer settles the next command as well."
    GapIgnored "gap-ignored" "A stream goes on one commit too late, and nobody looks."
    OfflineUnsaid "offline-unsaid" "The server is not told that a command waited for it."
    IncarnationRedrawn "incarnation-redrawn" "Each start names the numbering anew and goes on with the numbers."
    OverlayLost "overlay-lost" "A snapshot takes the commands that wait off the screen."
}
