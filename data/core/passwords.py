"""Passwords: only their hashes are kept."""

from __future__ import annotations

import unicodedata


def hash_of(password: str) -> str:
    """What is stored of a password: Argon2id over its composed form."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(unicodedata.normalize("NFC", password))


def matches(password_hash: str, password: str) -> bool:
    """Whether the password is the one that was stored; the same on every keyboard."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(password_hash, unicodedata.normalize("NFC", password))
    except (VerificationError, InvalidHashError):
        return False
