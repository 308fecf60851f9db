"""Files of openings in one line each: written, mapped as they are guessed, read and taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from data.core import taken
from data.core.intake.tables import TabularFile, table_of
from data.core.store import Look
from data.tasinir import opening_intake
from data.tasinir.opening_drafts import Asked, ItemOpeningDraft, OpeningDraft, OpeningReading
from data.tasinir.opening_intake import OpeningKind, Scan
from data.tasinir.opening_reading import read_opening
from data.tasinir.operations.opening import Opened, import_opening
from tests.tasinir.tasinir_office import Desk, ambar

DAY = date(2026, 1, 1)
STOCK = ("Taşınır Kodu", "Malzeme Adı", "Ölçü Birimi", "Miktar", "Birim Fiyat", "Tutar", "Giriş Tarihi")
ITEMS = ("Taşınır Kodu", "Sicil No", "Adı", "Marka", "Seri No", "Değeri", "Giriş Tarihi", "Oda", "Personel")
NOTEBOOK = "255.02.01.01.02"


def table(heading: Sequence[str], *rows: Sequence[object], name: str = "mevcut.csv") -> TabularFile:
    """A file with these rows, as a Turkish Excel saves it."""
    lines = [";".join(f'"{cell}"' for cell in row) for row in (heading, *rows)]
    return table_of("\n".join(lines).encode("utf-8-sig"), name)


def scanned(look: Look, kind: OpeningKind, file: TabularFile) -> Scan:
    """Its rows sorted out, with the columns that its headings suggest."""
    sheet = file.sheets[0]
    mapping = taken.mapping_for(look, kind.target, sheet, opening_intake.headings(kind))
    return opening_intake.scan(kind, file.name, file.sha256, sheet, mapping, spreadsheet=file.format != "metin")


def draft(desk: Desk, kind: OpeningKind, **more: Any) -> OpeningDraft:
    """The opening of the year into the first ambar."""
    form = ItemOpeningDraft if kind is OpeningKind.DAYANIKLI else OpeningDraft
    values: dict[str, Any] = {
        "ambar_id": ambar(desk),
        "day": DAY,
        "dayanak_day": date(2025, 12, 31),
        "dayanak_no": "2025 cetveli",
    }
    return form(**(values | more))


def read(
    desk: Desk,
    kind: OpeningKind,
    file: TabularFile,
    answers: Mapping[tuple[Asked, str], int] | None = None,
    *,
    styles: Mapping[str, str] | None = None,
    by: str = "kayit",
    **more: Any,
) -> OpeningReading:
    """A file held against the store."""
    with desk.look(by) as look:
        found = scanned(look, kind, file)
        said = opening_intake.answered(found, styles or {})
        return read_opening(look, found, draft(desk, kind, **more), said, answers)


def take(desk: Desk, reading: OpeningReading, *, by: str = "kayit", reason: str = "") -> Opened:
    """What was read, booked."""
    with desk.work(by) as work:
        return import_opening(work, reading, reason=reason)


def messages(reading: OpeningReading) -> Iterable[tuple[int, str]]:
    """Refused rows."""
    return [(one.row, one.message) for one in reading.errors]
