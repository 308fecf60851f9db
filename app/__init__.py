"""Puts the desk together: command line, settings, the Textual App, the demo office."""
