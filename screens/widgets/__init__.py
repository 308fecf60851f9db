"""The parts that all screens are built from."""
