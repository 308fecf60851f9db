"""Passwords: only their hashes are kept."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

_FREE_TRIES = 3
_LONGEST_DELAY = timedelta(minutes=5)


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


def waiting_time(wrong: int) -> timedelta:
    """How long one waits after so many wrong tries in a row: nothing at first, then twice as long each time."""
    late = wrong - _FREE_TRIES
    return min(timedelta(seconds=2 ** min(late + 1, 10)), _LONGEST_DELAY) if late >= 0 else timedelta()
