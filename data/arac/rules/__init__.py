"""Rules of vehicles as pure functions over plain values."""
