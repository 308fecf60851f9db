"""Screens of trainees."""
