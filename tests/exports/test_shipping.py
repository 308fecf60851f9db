"""What the forms bring along: fonts with their licences, and no weight before the first export."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import exports

FONTS = Path(exports.__file__).parent / "fonts"
HEAVY = ("openpyxl", "reportlab", "sqlalchemy", "sqlmodel")


def test_fonts_are_shipped_with_their_licences() -> None:
    for name in (
        "LiberationSans-Regular", "LiberationSans-Bold", "LiberationSerif-Regular", "LiberationSerif-Bold",
        "DejaVuSans", "DejaVuSans-Bold",
    ):  # fmt: skip
        assert (FONTS / f"{name}.ttf").stat().st_size > 100_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE-Liberation.txt").read_text("utf-8")
    assert "Bitstream Vera" in (FONTS / "LICENSE-DejaVu.txt").read_text("utf-8")


def test_opening_the_desk_does_not_load_the_libraries_of_the_forms() -> None:
    program = (
        "import sys, exports.puantaj, exports.listing, exports.listing_pdf;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
