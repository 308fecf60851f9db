"""Screens of the budget."""
