"""Files of openings in one line each: written, mapped as they are guessed, read and taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlmodel import SQLModel

from data.core import taken
from data.core.intake.column_styles import answered
from data.core.intake.tables import TabularFile, table_of
from data.core.permissions import PROGRAM
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
TUKETIM, DAYANIKLI = OpeningKind.TUKETIM, OpeningKind.DAYANIKLI


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
        said = answered(found.styles, found.questions, styles or {})
        return read_opening(look, found, draft(desk, kind, **more), said, answers)


def take(desk: Desk, reading: OpeningReading, *, by: str = "kayit", reason: str = "") -> Opened:
    """What was read, booked."""
    with desk.work(by) as work:
        return import_opening(work, reading, reason=reason)


def messages(reading: OpeningReading) -> Iterable[tuple[int, str]]:
    """Refused rows."""
    return [(one.row, one.message) for one in reading.errors]


def rows(desk: Desk, model: Any, *names: str) -> list[tuple[Any, ...]]:
    """Columns of a whole table, in the order of its keys."""
    with desk.store.look(PROGRAM) as look:
        found = look.session.execute(select(model).order_by(model.id)).scalars()
        return [tuple(getattr(one, name) for name in names) for one in found]


def count_of_everything(desk: Desk) -> dict[str, int]:
    """How many rows each table has."""
    with desk.store.look(PROGRAM) as look:
        return {
            name: look.session.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one()
            for name in SQLModel.metadata.tables
        }


def same_by_voucher(desk: Desk, model: Any, *names: str) -> None:
    """Two vouchers wrote the same rows, one after the other."""
    found = rows(desk, model, *names)
    half = len(found) // 2
    assert found and found[:half] == found[half:]


def items_file(*more: tuple[str, ...]) -> TabularFile:
    """A notebook with a person, one in a room, and one without a number in the ambar."""
    return table(
        ITEMS,
        (NOTEBOOK, "ESKİ-1", "Dizüstü bilgisayar", "Örnek", "S1", "12.345,67", "05.03.2019", "", "Zehra Ünal"),
        (NOTEBOOK, "ESKİ-2", "Dizüstü bilgisayar", "Örnek", "S2", "12.345,67", "05.03.2019", "101", ""),
        (NOTEBOOK, "", "Dizüstü bilgisayar", "Örnek", "S3", "100,01", "06.03.2019", "Merkez Ambarı", ""),
        *more,
    )
