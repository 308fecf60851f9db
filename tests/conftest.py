"""Fixtures that every floor's tests use."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def _shared(name: str) -> Path:
    folder = _SHARED / name
    if not folder.is_dir():
        pytest.skip(f"shared/{name} is not beside this clone: the real files that this test reads are absent")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """Files that other people and devices made."""
    return _shared("samples")


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference papers and their code lists."""
    return _shared("reference")
