"""The verbs of the month: files in, leave, groups, computing, typing, handing on, correcting."""
