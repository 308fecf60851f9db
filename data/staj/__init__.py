"""Trainees: their compulsory days, what they attended, and the sheet that goes to the school."""
