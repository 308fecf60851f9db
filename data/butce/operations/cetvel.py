"""Taking an ödenek cetveli: its tertips are opened and get their opening ödenek at once, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from data.butce import lookup
from data.butce.cetvel_columns import TARGET
from data.butce.cetvel_drafts import CetvelReading
from data.butce.cetvel_reading import require_possible, target_of
from data.butce.level_names import write_names
from data.butce.lookup import YEAR_KIND
from data.butce.models import ButceYil
from data.butce.operations.opening import Decision, Opening, open_with, opened_tertips
from data.butce.operations.years import write_year
from data.butce.rules.codes import tertip_key
from data.core import taken, trail
from data.core.bulk import many_values
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.money import format_int, format_kurus
from data.core.store import Look, Work


@dataclass(frozen=True, slots=True)
class TakenCetvel:
    """What a cetvel wrote."""

    yil_id: int
    year: int
    tertips: int
    kurus: int

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        return f"{self.year} cetveli alındı · {format_int(self.tertips)} tertip · {format_kurus(self.kurus)}"


def import_cetvel(work: Work, reading: CetvelReading, mapping: ColumnMapping) -> TakenCetvel:
    """Opens the tertips of a cetvel and writes their opening ödenek; opens the year too if it is not open yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: a row cannot be taken, or the same content was taken before.
        RuleBroken: the year is closed.
    """
    draft = reading.draft
    year = require_possible(work, draft)
    for one in reading.errors[:1]:
        raise BadInput(one.message, "Dosyayı düzeltin; hiçbir kayıt yazılmadı.", file=reading.name, row=one.row,
                       column=one.column)  # fmt: skip
    _require_as_read(work, year, reading)
    taken.note_taken(work, target_of(draft), reading.sha256, reading.name, len(reading.lines), str(draft.year))
    taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    if year is None:
        year = write_year(work, draft.harcama_birimi_id, draft.year)
    decision = Decision(draft.belge, draft.karar_day, draft.karar_no)
    with many_values():
        wanted = [Opening(one.segments, one.name, one.kurus, one.tertip_id) for one in reading.lines]
        open_with(work, year, decision, wanted)
        write_names(work, year.id or 0, reading.names)
    _tell(work, reading, year)
    return TakenCetvel(year.id or 0, year.year, len(reading.lines), reading.kurus)


def _require_as_read(look: Look, year: ButceYil | None, reading: CetvelReading) -> None:
    """Another desk may have opened a tertip of the file since it was read."""
    known = opened_tertips(look, year)
    for one in reading.lines:
        if known.get(tertip_key(one.segments), (0, 0)) != (one.tertip_id, 0):
            raise BadInput(
                f"{one.kod} dosya okunduktan sonra açılmış.", "Dosyayı yeniden seçin; hiçbir kayıt yazılmadı.",
                file=reading.name, row=one.row,
            )  # fmt: skip


def _tell(work: Work, reading: CetvelReading, year: ButceYil) -> None:
    draft = reading.draft
    unit = lookup.unit_row(work, draft.harcama_birimi_id)
    decision = f"{draft.belge} {format_date(draft.karar_day)}, {draft.karar_no}"
    words = (
        f"{year.year} ödenek cetveli alındı: {unit.name}, {format_int(len(reading.lines))} tertip, "
        f"{format_kurus(reading.kurus)} ({decision})"
    )
    changes = [
        trail.Change("Dosya", "—", f"{reading.name} ({reading.sha256[:12]})"),
        *(
            trail.Change(f"{one.kod} {one.name}".strip(), "—", format_kurus(one.kurus))
            for one in reading.sums
            if one.level == 1
        ),
    ]
    trail.record(work, "butce.cetvel", words, kind=YEAR_KIND, record_id=year.id or 0, changes=changes)
