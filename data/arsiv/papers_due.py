"""Lists of folders by their period: to be judged in a year, overdue, destroyed in a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from data.arsiv.lookup import AREA, DISPOSAL_KIND, in_sight
from data.arsiv.models import ArsivYer, Klasor, KlasorOlay
from data.arsiv.models_papers import Imha
from data.arsiv.papers_parts import (
    MANAGER,
    PREPARED,
    Ask,
    Cells,
    LateRows,
    blank_hands,
    finished,
    form_key,
    manager_hands,
    told,
    without,
)
from data.arsiv.rules.values import EventKind, FolderStage, Outcome
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.labelled import Labelled
from data.core.models import Birim
from data.core.money import format_int
from data.core.paper import CellKind, Paper, PaperColumn, Table
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_INT, _DAY = CellKind.INT, CellKind.DATE
_FOLDER: Final = (
    PaperColumn("Sıra", _INT, 6, key="sira"),
    PaperColumn("Birimi", width=20, key="birim"),
    PaperColumn("Dosya kodu", width=12, key="kod"),
    PaperColumn("Klasör no", width=11, key="no"),
    PaperColumn("Konusu", width=44, key="konu"),
    PaperColumn("Sayfa", _INT, 8, key="sayfa"),
    PaperColumn("Süre", width=8, key="sure"),
    PaperColumn("Dolduğu gün", _DAY, 12, key="dolar"),
)
DUE: Final = Table(
    (*_FOLDER, PaperColumn("Aşaması", width=18, key="asama"), PaperColumn("Yeri", width=14, key="yer")),
    (),
    "",
    ("TOPLAM",),
    key="klasorler",
)
GONE: Final = Table(
    (*_FOLDER, PaperColumn("İmha tarihi", _DAY, 12, key="imha"), PaperColumn("Tutanak", width=22, key="tutanak")),
    (),
    "",
    ("TOPLAM",),
    key="klasorler",
)
SIGNERS: Final = blank_hands(PREPARED, MANAGER)
_NOT_JUDGED: Final = (Outcome.A.value, Outcome.B.value, "")
"""What goes to Devlet Arşivleri as a whole, or stays for good: it never comes before the commission."""
_HERE: Final = tuple(stage.value for stage in FolderStage if stage.here and stage.closed)


class DueKind(Labelled):
    """Which folders of a unit are listed."""

    GELEN = "gelen", "Yıl içinde ayıklamaya gelenler"
    GECIKEN = "geciken", "Ayıklanması önceki yıllardan kalanlar"
    IMHA = "imha", "Yıl içinde imha edilenler"


TITLES: Final = {
    DueKind.GELEN: "AYIKLAMAYA GELEN KLASÖRLER LİSTESİ",
    DueKind.GECIKEN: "AYIKLANMASI GECİKEN KLASÖRLER LİSTESİ",
    DueKind.IMHA: "İMHA EDİLEN KLASÖRLER LİSTESİ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueListDraft:
    """Whose folders are listed, which of them, and seen from which year."""

    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="birim", repeats=True))
    kind: str = entry(
        FieldSpec("Hangileri", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in DueKind)),
        default=DueKind.GELEN.value,
    )
    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))
    below: bool = entry(
        FieldSpec("Alt birimler dahil", FieldKind.CHECK, required=False, help="Servislerin klasörleri de yazılır"),
        default=True,
    )


def due_list_for_export(work: Work, ask: Ask, draft: DueListDraft) -> Paper:
    """Folders of a unit that a year brings before the commission, left over or saw destroyed; told to the trail.

    A folder comes before the commission in the year in which its period is over (due on 1 Ocak of it).

    Args:
        ask: How rows are read while the file is written.

    Raises:
        NotAllowed: no permission to export, or the unit is out of sight.
        BadFields: something is missing, or a year that cannot be.
    """
    work.actor.require(AREA, Verb.EXPORT)
    unit = work.session.get(Birim, draft.birim_id)
    wrong = {} if unit else {"birim_id": "Birim bulunamadı; listeden yeniden seçin."}
    check(draft, wrong if 1900 < draft.year < 2200 else wrong | {"year": "Yılı dört rakamla yazın."})
    unit = work.session.get_one(Birim, draft.birim_id)
    work.actor.require_sight(unit.path)
    return told(work, _paper(work, ask, unit, draft), "birim", draft.birim_id)


def _paper(look: Look, ask: Ask, unit: Birim, draft: DueListDraft) -> Paper:
    kind, year = DueKind(draft.kind), draft.year
    at = col(Birim.path).startswith(unit.path) if draft.below else col(Birim.id) == unit.id
    statement = (
        select(col(Klasor.id), col(Klasor.pages), col(Klasor.birim_id))
        .join(Birim, col(Birim.id) == col(Klasor.birim_id))
        .where(at, *_wanted(kind, year), in_sight(look))
    )
    by_place = (col(Klasor.code), col(Klasor.opened_year), col(Klasor.part), col(Klasor.id))
    order = (col(Klasor.due_on), col(Birim.sira), *by_place)
    found = look.session.execute(statement.order_by(*order)).all()
    last, pages = ((None, "") if _gone(kind) else ("", "")), sum(one for _, one, _ in found)
    total = ("TOPLAM", "", "", "", f"{format_int(len(found))} klasör", pages, "", None, *last)
    rows = LateRows(ask, [key or 0 for key, _, _ in found], _gone_cells if _gone(kind) else _due_cells)
    table = replace(GONE if _gone(kind) else DUE, rows=rows, total=total)
    if all(owner == unit.id for _, _, owner in found):
        table = without(table, "birim")
    paper = Paper(
        name=f"{kind.label} {unit.name} {year}",
        office_lines=office_lines(look),
        title=TITLES[kind],
        subtitle=f"{unit.name} · {year}",
        blocks=(table, manager_hands(look, unit.id)),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("imha_edilen" if _gone(kind) else "ayiklanacak"),
        slots=(("liste", TITLES[kind]), ("birim", unit.name), ("yıl", str(year))),
    )
    return finished(look, paper, look.today)


def _gone(kind: DueKind) -> bool:
    return kind is DueKind.IMHA


def _wanted(kind: DueKind, year: int) -> tuple[ColumnElement[bool], ...]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    if _gone(kind):
        destroyed = select(col(KlasorOlay.klasor_id)).where(
            col(KlasorOlay.kind) == EventKind.IMHA.value, col(KlasorOlay.day) >= first, col(KlasorOlay.day) < after
        )
        return col(Klasor.stage) == FolderStage.IMHA.value, col(Klasor.id).in_(destroyed)
    judged = (col(Klasor.stage).in_(_HERE), col(Klasor.outcome).not_in(_NOT_JUDGED))
    if kind is DueKind.GECIKEN:
        return *judged, col(Klasor.due_on) < first
    return *judged, col(Klasor.due_on) >= first, col(Klasor.due_on) < after


def _due_cells(look: Look, keys: list[int], start: int) -> list[Cells]:
    statement = (
        select(Klasor, col(Birim.name), col(ArsivYer.full_code))
        .join(Birim, col(Birim.id) == col(Klasor.birim_id))
        .join(ArsivYer, col(ArsivYer.id) == col(Klasor.yer_id), isouter=True)
        .where(col(Klasor.id).in_(keys), in_sight(look))
    )
    rows = {
        row.id or 0: (row, unit, FolderStage(row.stage).label, place or "")
        for row, unit, place in look.session.execute(statement)
    }
    return _in_order(rows, keys, start)


def _gone_cells(look: Look, keys: list[int], start: int) -> list[Cells]:
    statement = (
        select(Klasor, col(Birim.name), col(KlasorOlay.day), Imha)
        .join(Birim, col(Birim.id) == col(Klasor.birim_id))
        .join(KlasorOlay, col(KlasorOlay.klasor_id) == col(Klasor.id))
        .join(
            Imha,
            (col(KlasorOlay.paper_kind) == DISPOSAL_KIND) & (col(Imha.id) == col(KlasorOlay.paper_id)),
            isouter=True,
        )
        .where(col(Klasor.id).in_(keys), col(KlasorOlay.kind) == EventKind.IMHA.value, in_sight(look))
    )
    rows: dict[int, tuple[Any, ...]] = {}
    for row, unit, day, work in look.session.execute(statement):
        told_by = (
            f"{format_date(work.tutanak_day)} tarih ve {work.tutanak_no}" if work and work.tutanak_day else ""
        )
        rows[row.id or 0] = (row, unit, day, told_by)
    return _in_order(rows, keys, start)


def _in_order(rows: dict[int, tuple[Any, ...]], keys: list[int], start: int) -> list[Cells]:
    """Numbered lines; a secret folder shows its level alone."""
    found: list[Cells] = []
    for number, key in enumerate(keys, start + 1):
        if key not in rows:
            continue
        row, unit, *more = rows[key]
        title = Secrecy(row.secrecy).mark or (f"{row.title} ({row.case_no})" if row.case_no else row.title)
        kept = (row.pages, f"{row.period}/{row.outcome}", row.due_on)
        found.append((number, unit, row.code, row.no, title, *kept, *more))
    return found
