"""The verbs that change documents; each one is one transaction."""
