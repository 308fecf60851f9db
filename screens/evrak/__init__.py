"""The screens of documents."""
