"""Standart Dosya Planı: versions of the file plan, its codes, and what a unit uses of it."""
