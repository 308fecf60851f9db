"""Puantaj: months, leave, clock files."""
