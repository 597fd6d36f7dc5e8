//! The counter and the control room: one program, two stations
