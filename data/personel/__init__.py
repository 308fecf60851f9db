"""Personel: who works here, where, under which law and by which weekly pattern."""
