"""Door clock files into the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlmodel import SQLModel

from data.core import attachments, taken, trail
from data.core import engine as engines
from data.core.bulk import many_values
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.permissions import Verb
from data.core.store import Work
from data.personel.writing import plain_card
from data.puantaj.intake import PunchReading
from data.puantaj.models import Punch

AREA = "puantaj"
TARGET = "punch"


@dataclass(frozen=True, slots=True)
class PunchesTaken:
    """What an import wrote, and the lines it refused."""

    file_id: int
    written: int
    refused: int


def import_punches(
    work: Work,
    reading: PunchReading,
    content: bytes,
    *,
    skip_refused: bool = False,
    mapping: ColumnMapping | None = None,
) -> PunchesTaken:
    """Writes a clock file with all its lines, or nothing.

    Repeats are kept as they came; the computation folds them. The file itself is kept as an attachment.

    Args:
        content: The very bytes that the reading is of.
        skip_refused: The person saw the refused lines and takes the rest.
        mapping: The column mapping to remember for this device's next file.

    Raises:
        NotAllowed: no permission.
        BadInput: the file was imported before, holds no punch, has refused lines that nobody accepted, or was
            written to between reading and taking.
    """
    work.actor.require(AREA, Verb.IMPORT)
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise BadInput("Dosya bu sırada değişti.", "Yazılması bitince dosyayı yeniden seçin.", file=reading.file)
    if reading.errors and not skip_refused:
        first = reading.errors[0]
        raise BadInput(
            f"{len(reading.errors)} satır okunamıyor; ilki: {first.message}",
            "Dosyayı düzeltin ya da bu satırlar olmadan almayı onaylayın.",
            file=reading.file,
            row=first.row,
        )
    if not reading.punches:
        raise BadInput("Dosyada hiç hareket yok.", "Doğru dosyayı seçin.", file=reading.file)
    span = ""
    if reading.first and reading.last:
        span = f"{format_date(reading.first.date())}–{format_date(reading.last.date())}"
    file_id = taken.note_taken(work, TARGET, reading.sha256, reading.file, len(reading.punches), span)
    cards = {card: plain_card(card) for card in {one.card for one in reading.punches}}
    with many_values():
        engines.insert_many(
            work.connection,
            SQLModel.metadata.tables[str(Punch.__tablename__)],
            [
                (file_id, one.row, cards[one.card], str(one.at)[:19], one.direction, one.device, one.raw)
                for one in reading.punches
            ],
            ("file_id", "row", "card_no", "at", "direction", "device", "raw"),
        )
    if mapping is not None:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    attachments.keep(work, "taken_file", file_id, reading.file, content)
    refused = f", {len(reading.errors)} satır alınmadı" if reading.errors else ""
    words = f"PDKS dosyası alındı: {reading.file}, {len(reading.punches)} hareket, {span}{refused}"
    trail.record(work, "punch.import", words, kind="taken_file", record_id=file_id)
    return PunchesTaken(file_id, len(reading.punches), len(reading.errors))
