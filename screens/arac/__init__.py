"""Screens of vehicles."""
