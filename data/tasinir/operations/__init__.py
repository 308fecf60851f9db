"""The verbs that change movable property; each one is one transaction."""
