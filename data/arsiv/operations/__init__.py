"""The verbs that change folders and their papers; each one is one transaction."""
