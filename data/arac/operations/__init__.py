"""The verbs that change vehicles, their months and days. Each is one transaction with one entry in the trail."""
