"""The verbs that change the budget; each one is one transaction."""
