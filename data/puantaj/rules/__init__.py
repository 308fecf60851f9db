"""The law of the month as pure functions over plain values: no session, no clock, no I/O."""
