"""Screens of advances."""
