"""Advances: who holds them, what they were spent on, how and when they are settled."""
