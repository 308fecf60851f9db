"""The law of documents as pure functions: numbers, deadlines, parts of a letter."""
