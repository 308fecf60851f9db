"""Vehicles: who drove which one on which day, how far, on how much fuel."""
