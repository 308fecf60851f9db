"""The budget: tertips, every movement of their ödenek, transfers, next year's proposals."""
