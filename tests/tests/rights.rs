//! Who may do what, over the wire: every call by every kind of caller, every command from
//! every station, and that the kiosk can be told nothing about anybody (B-02, S-1, Q-3).

mod rights {
    mod calls;
    mod commands;
    mod lookup;
}
