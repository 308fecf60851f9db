"""The archive: folders from their opening to their end, where they are, who has them, what happens next."""
