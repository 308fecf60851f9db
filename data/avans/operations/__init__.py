"""The verbs that change advances; each one is one transaction."""
