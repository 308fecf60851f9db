"""Taking the movements that an office kept elsewhere since the year began: all of a file or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from data.butce import lookup
from data.butce.drafts import WorkDraft
from data.butce.lookup import YEAR_KIND
from data.butce.models import ButceYil
from data.butce.operations.posting import Posting, post
from data.butce.operations.works import write_work
from data.butce.past_drafts import PastLine, PastReading
from data.butce.past_reading import require_possible, target_of
from data.butce.past_rows import TARGET
from data.butce.rules.values import WorkKind, WorkState
from data.core import taken, trail
from data.core.bulk import many_values
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.money import format_int, format_kurus
from data.core.store import Look, Work
from data.core.text import fold


@dataclass(frozen=True, slots=True)
class TakenPast:
    """What a file of movements wrote; ``warnings`` were let through."""

    lines: int
    works: int
    warnings: tuple[str, ...]

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        works = f" · {format_int(self.works)} harcama işi açıldı" if self.works else ""
        return f"{format_int(self.lines)} hareket alındı{works}"


def import_past(work: Work, reading: PastReading, mapping: ColumnMapping) -> TakenPast:
    """Writes the movements of a file; works that it names and that are not open yet are opened.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: a row cannot be taken, or the same content was taken before.
        RuleBroken: the year is closed, or the ödenek does not reach any more.
    """
    year = require_possible(work, reading.draft)
    for one in reading.errors[:1]:
        raise BadInput(one.message, "Dosyayı düzeltin; hiçbir kayıt yazılmadı.", file=reading.name, row=one.row,
                       column=one.column)  # fmt: skip
    rows = len(reading.lines)
    taken.note_taken(work, target_of(reading.draft), reading.sha256, reading.name, rows, str(year.year))
    taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    with many_values():
        works = _works(work, year, reading)
        posted = post(work, [_posting(one, works) for one in reading.lines])
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    words = f"{year.year} hareketleri dosyadan alındı: {unit.name}, {format_int(rows)} hareket"
    changes = [
        trail.Change("Dosya", "—", f"{reading.name} ({reading.sha256[:12]})"),
        *(trail.Change(one.kind.label, "—", format_kurus(one.kurus)) for one in reading.sums),
    ]
    trail.record(work, "butce.past", words, kind=YEAR_KIND, record_id=year.id or 0, changes=changes)
    return TakenPast(rows, reading.new_works, posted.warnings)


def _works(work: Work, year: ButceYil, reading: PastReading) -> dict[str, int]:
    """Folded subject of each work of a file to its key; those that are not open yet are opened."""
    found: dict[str, int] = {}
    for one in reading.lines:
        key = fold(one.work)
        if key and key not in found:
            found[key] = _running(work, one) if one.is_id else _opened(work, year, one)
    return found


def _running(look: Look, one: PastLine) -> int:
    """A work that was open when the file was read; it may have ended since."""
    if lookup.work_row(look, one.is_id).state != WorkState.ACIK.value:
        raise BadInput(f"“{one.work}” işi bu arada kapandı.", "Dosyayı yeniden seçin.", row=one.row)
    return one.is_id


def _opened(work: Work, year: ButceYil, one: PastLine) -> int:
    draft = WorkDraft(
        kind=WorkKind.DIGER.value,
        subject=one.work,
        firm=one.firm or None,
        onay_day=one.belge_day or one.day,
        onay_no=one.belge_no or None,
    )
    return write_work(work, year, draft).id or 0


def _posting(one: PastLine, works: dict[str, int]) -> Posting:
    return Posting(
        tertip_id=one.tertip_id,
        kind=one.kind,
        amount=one.amount,
        day=one.day,
        belge=one.belge,
        belge_day=one.belge_day,
        belge_no=one.belge_no,
        decider=one.decider,
        text=one.text,
        is_id=works.get(fold(one.work)) if one.work else None,
    )
