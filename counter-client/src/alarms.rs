//! What must be shown on top of every screen, and what must sound.
