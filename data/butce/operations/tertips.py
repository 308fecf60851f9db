"""Tertips of a budget year: opened by hand or by another operation, renamed, taken out of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup
from data.butce.drafts import TertipDraft
from data.butce.lookup import AREA, TERTIP_KIND, segments_of
from data.butce.models import ButceYil, OdenekHareket, Tertip
from data.butce.rules.codes import NAMES, Segments, control_key, control_levels, printed, read_code, tertip_key
from data.butce.rules.values import YearState
from data.core import search, trail
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line, fold

_LABELS = {
    "kod": "Tertip",
    "name": "Adı",
    "proje": "Yatırım projesi",
    "proje_bitti": "Proje bitimi",
    "yasak": "Yasak",
}


def add_tertip(work: Work, yil_id: int, draft: TertipDraft) -> int:
    """Opens a tertip in a year and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such year, or the code cannot be read.
        BadFields: something is missing, or the tertip is there already.
        RuleBroken: the year is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    year = _open_year(work, yil_id)
    segments = read_code(draft.kod, year.pattern)
    check(draft, _taken(work, year, segments, 0))
    row = write_tertip(work, year, segments, clean_line(draft.name))
    row.proje, row.proje_bitti = clean_line(draft.proje or ""), clean_line(draft.proje_bitti or "")
    row.yasak = clean_line(draft.yasak or "")
    work.session.flush()
    words = f"Tertip açıldı: {row.kod} {row.name}"
    trail.record(work, "butce.tertip_open", words, kind=TERTIP_KIND, record_id=row.id or 0)
    return row.id or 0


def write_tertip(
    work: Work, year: ButceYil, segments: Segments, name: str, onceki_id: int | None = None
) -> Tertip:
    """A new row for a tertip that is not in the year yet; part of another operation."""
    return write_tertips(work, year, [(segments, name, onceki_id)])[0]


def write_tertips(
    work: Work, year: ButceYil, wanted: Iterable[tuple[Segments, str, int | None]]
) -> tuple[Tertip, ...]:
    """New rows for tertips that are not in the year yet, in their order; part of another operation.

    Args:
        wanted: Code, name, and the tertip of the year before that it goes on from.
    """
    levels = control_levels(year.control)
    rows = []
    for segments, name, onceki_id in wanted:
        kod = printed(segments, year.pattern)
        parts: dict[str, Any] = {part: segments.part(part) for part in NAMES}
        rows.append(
            Tertip(
                yil_id=year.id or 0,
                **parts,
                kod=kod,
                anahtar=tertip_key(segments),
                kontrol=control_key(segments, levels),
                name=name,
                onceki_id=onceki_id,
                arama=fold(f"{kod} {name} {year.year}"),
            )
        )
    work.session.add_all(rows)
    work.session.flush()
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    search.index_new(work, [_indexed(row, year, unit) for row in rows])
    return tuple(rows)


def _indexed(row: Tertip, year: ButceYil, unit: HarcamaBirimi) -> search.Indexed:
    return search.Indexed(
        kind=TERTIP_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"{row.kod} {row.name}",
        subtitle=f"{year.year} tertibi · {unit.name}",
    )


def amend_tertip(work: Work, tertip_id: int, draft: TertipDraft, version: int) -> None:
    """Corrects a tertip; its code only as long as nothing was written on it.

    Raises:
        NotAllowed, BadInput, BadFields: as for opening.
        RuleBroken: the year is closed, or the code has movements.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.tertip_row(work, tertip_id)
    year = _open_year(work, row.yil_id)
    segments = read_code(draft.kod, year.pattern)
    check(draft, _taken(work, year, segments, tertip_id))
    new = {
        "kod": printed(segments, year.pattern),
        "name": clean_line(draft.name),
        "proje": clean_line(draft.proje or ""),
        "proje_bitti": clean_line(draft.proje_bitti or ""),
        "yasak": clean_line(draft.yasak or ""),
    }
    changes = [
        trail.Change(_LABELS[name], getattr(row, name), value)
        for name, value in new.items()
        if getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.kod} tertibi", changes)
    if segments != segments_of(row):
        _require_unwritten(work, row)
        for name in Segments.__dataclass_fields__:
            setattr(row, name, segments.part(name))
        row.anahtar, row.kontrol = tertip_key(segments), control_key(segments, control_levels(year.control))
    for name, value in new.items():
        setattr(row, name, value)
    row.arama = fold(f"{row.kod} {row.name} {year.year}")
    row.version += 1
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    search.index(work, **asdict(_indexed(row, year, unit)))
    words = f"Tertip düzeltildi: {row.kod} {row.name}"
    trail.record(work, "butce.tertip_amend", words, kind=TERTIP_KIND, record_id=tertip_id, changes=changes)


def switch_tertip(work: Work, tertip_id: int, active: bool, reason: str, version: int) -> None:
    """Takes a tertip out of use, or back; what was written on it stays.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such tertip, or no reason.
        RuleBroken: it is so already, or the year is closed.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.tertip_row(work, tertip_id)
    _open_year(work, row.yil_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.active == active:
        raise RuleBroken(f"{row.kod} zaten {'kullanımda' if active else 'kapalı'}.", "Listeyi yenileyin.")
    old, new = ("kapalı", "kullanımda") if active else ("kullanımda", "kapalı")
    change = trail.Change("Durumu", old, new)
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.kod} tertibi", [change])
    row.active = active
    row.version += 1
    done = "kullanıma alındı" if active else "kullanımdan kaldırıldı"
    words = f"Tertip {done}: {row.kod}. Gerekçe: {reason.strip()}"
    trail.record(work, "butce.tertip_switch", words, kind=TERTIP_KIND, record_id=tertip_id, changes=[change])


def _open_year(work: Work, yil_id: int) -> ButceYil:
    year = lookup.year_row(work, yil_id)
    if year.state != YearState.ACIK.value:
        raise RuleBroken(f"{year.year} bütçe yılı kapandı; tertipleri değişmez.", "İçinde bulunulan yılı seçin.")
    return year


def _taken(work: Work, year: ButceYil, segments: Segments, tertip_id: int) -> dict[str, str]:
    statement = select(col(Tertip.kod), col(Tertip.name)).where(
        col(Tertip.yil_id) == year.id,
        col(Tertip.anahtar) == tertip_key(segments),
        col(Tertip.id) != tertip_id,
    )
    found = work.session.execute(statement).one_or_none()
    return {"kod": f"Bu tertip {year.year} yılında var: {found[0]} {found[1]}."} if found else {}


def _require_unwritten(work: Work, row: Tertip) -> None:
    statement = select(col(OdenekHareket.id)).where(col(OdenekHareket.tertip_id) == row.id).limit(1)
    if work.session.execute(statement).scalar_one_or_none() is not None:
        raise BadInput(
            f"{row.kod} tertibine hareket yazılmış; kodu değişmez.",
            "Yeni tertip açın, ödeneği aktarmayla taşıyın.",
            field="kod",
        )
