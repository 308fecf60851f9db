"""Bugün: what waits for this person."""
