"""Evrak: registered documents, who has them, by when they are answered, and the letters that answer them."""
