"""What a person sees and presses; no rule, no SQL, no file format."""
