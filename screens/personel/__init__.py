"""Personel: the people and their patterns."""
