"""Screens of movable property."""
