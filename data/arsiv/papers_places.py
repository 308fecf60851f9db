"""Papers of places: the archive's inventory shelf by shelf, how full it is, and labels for shelves and boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, PLACE_KIND, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.papers_parts import (
    CHIEF_MANAGER,
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
)
from data.arsiv.papers_spine import MOST, Spine, SpineDraft, Spines, sheet_for
from data.arsiv.place_views import places_in_sight
from data.arsiv.rules.places import end_of
from data.arsiv.rules.values import ArchiveLevel, FolderStage, PlaceKind
from data.arsiv.tally import shelves_seen
from data.core import actors, trail
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.money import format_int
from data.core.paper import CellKind, Heading, Paper, PaperColumn, Table
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_INT, _DAY = CellKind.INT, CellKind.DATE
INVENTORY: Final = Table(
    (
        PaperColumn("Sıra", _INT, 6, key="sira"),
        PaperColumn("Arşiv yer no", width=15, key="yer"),
        PaperColumn("Dosya kodu", width=12, key="kod"),
        PaperColumn("Klasör no", width=11, key="no"),
        PaperColumn("Konusu", width=38, key="konu"),
        PaperColumn("Birimi", width=24, key="birim"),
        PaperColumn("Aşaması", width=16, key="asama"),
        PaperColumn("Süre", width=8, key="sure"),
        PaperColumn("Dolduğu gün", _DAY, 12, key="dolar"),
        PaperColumn("Durumu", width=10, key="durum"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="klasorler",
)
OCCUPANCY: Final = Table(
    (
        PaperColumn("Arşiv yer no", width=18, key="yer"),
        PaperColumn("Türü", width=14, key="tur"),
        PaperColumn("Adı", width=24, key="ad"),
        PaperColumn("Kapasite", _INT, 10, key="kapasite"),
        PaperColumn("Klasör", _INT, 10, key="klasor"),
        PaperColumn("Boş", _INT, 10, key="bos"),
        PaperColumn("Doluluk %", _INT, 10, key="doluluk"),
    ),
    (),
    key="yerler",
)
SIGNERS: Final = blank_hands(PREPARED, MANAGER)
CHIEF_SIGNERS: Final = blank_hands(PREPARED, CHIEF_MANAGER)
"""Of a store of the kurum arşivi."""


# ---------------------------------------------------------------- inventory and occupancy


def inventory_for_export(work: Work, ask: Ask, yer_id: int) -> Paper:
    """What stands on a place and below, shelf by shelf in its order, for a file; told to the trail.

    Args:
        ask: How rows are read while the file is written.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such place.
    """
    work.actor.require(AREA, Verb.EXPORT)
    place = lookup.place_row(work, yer_id)
    statement = (
        select(col(Klasor.id), col(Klasor.loan_id).is_not(None))
        .join(ArsivYer, col(ArsivYer.id) == col(Klasor.yer_id))
        .where(*_below(place), in_sight(work))
        .order_by(col(ArsivYer.full_code), col(Klasor.ordering), col(Klasor.id))
    )
    found = work.session.execute(statement).all()
    lent = sum(1 for _, out in found if out)
    counted = f"{format_int(len(found))} klasör" + (f", {format_int(lent)} tanesi ödünçte" if lent else "")
    total = ("TOPLAM", "", "", "", counted, "", "", "", None, "")
    rows = LateRows(ask, [key or 0 for key, _ in found], _inventory_cells)
    table = replace(INVENTORY, rows=rows, total=total)
    return _told(work, place, "envanter", "ARŞİV ENVANTERİ", table, landscape=True)


def occupancy_for_export(work: Work, yer_id: int) -> Paper:
    """How full a place and all below it are, for a file; told to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such place.
    """
    work.actor.require(AREA, Verb.EXPORT)
    place = lookup.place_row(work, yer_id)
    table = replace(OCCUPANCY, rows=tuple(_occupancy_cells(work, place)))
    return _told(work, place, "doluluk", "ARŞİV DOLULUK TABLOSU", table, landscape=False)


def _told(work: Work, place: ArsivYer, key: str, title: str, table: Table, *, landscape: bool) -> Paper:
    whose = ArchiveLevel(place.level).label
    if place.birim_id is not None:
        whose = f"{work.session.get_one(Birim, place.birim_id).name} · {whose}"
    called = f"{place.full_code} {place.name}".strip()
    paper = Paper(
        name=f"{'Arşiv envanteri' if key == 'envanter' else 'Arşiv doluluk tablosu'} {place.full_code}",
        office_lines=office_lines(work),
        title=title,
        subtitle=f"{whose} · {called}",
        blocks=(table, manager_hands(work, place.birim_id)),
        printed_at=wall_clock(work.now),
        landscape=landscape,
        form=form_key(key),
        slots=(("arşiv", whose), ("yer", called)),
    )
    return told(work, finished(work, paper, work.today), PLACE_KIND, place.id or 0)


def _below(place: ArsivYer) -> tuple[Any, Any]:
    return col(ArsivYer.path) >= place.path, col(ArsivYer.path) < end_of(place.path)


def _inventory_cells(look: Look, keys: list[int], start: int) -> list[Cells]:
    statement = (
        select(Klasor, col(ArsivYer.full_code), col(Birim.name))
        .join(ArsivYer, col(ArsivYer.id) == col(Klasor.yer_id))
        .join(Birim, col(Birim.id) == col(Klasor.birim_id))
        .where(col(Klasor.id).in_(keys), in_sight(look))
    )
    found = {row.id: (row, place, unit) for row, place, unit in look.session.execute(statement)}
    lines: list[Cells] = []
    for number, key in enumerate(keys, start + 1):
        if key not in found:
            continue
        row, place, unit = found[key]
        title = Secrecy(row.secrecy).mark or row.title
        kept = f"{row.period}/{row.outcome}" if row.period or row.outcome else ""
        state = "ödünçte" if row.loan_id else ""
        folder = (row.code, row.no, title, unit, FolderStage(row.stage).label)
        lines.append((number, place, *folder, kept, row.due_on, state))
    return lines


def _occupancy_cells(look: Look, root: ArsivYer) -> Iterator[Cells]:
    names = ("id", "parent_id", "path", "full_code", "kind", "name", "capacity")
    columns: list[Any] = [col(getattr(ArsivYer, name)) for name in names]
    wanted = select(*columns).where(*_below(root), col(ArsivYer.active)).order_by(col(ArsivYer.full_code))
    places = look.session.execute(wanted).all()
    shelves = shelves_seen(look)
    standing = (
        select(shelves.yer_id, func.sum(shelves.total))
        .join(ArsivYer, col(ArsivYer.id) == shelves.yer_id)
        .where(*_below(root))
        .group_by(shelves.yer_id)
    )
    own = {key: int(count) for key, count in look.session.execute(standing)}
    folders: Counter[int] = Counter()
    room: Counter[int] = Counter()
    for place in places:
        for key in (int(one) for one in place.path.strip("/").split("/")):
            folders[key] += own.get(place.id, 0)
            room[key] += place.capacity
    above = {place.parent_id for place in places}
    for place in places:
        key = place.id or 0
        most, held = room[key], folders[key]
        free, share = (most - held, held * 100 // most) if most else (None, None)
        row = (place.full_code, PlaceKind(place.kind).label, place.name, most or None, held, free, share)
        # What is summed up over others stands out from them.
        yield Heading(row) if key in above else row


# ---------------------------------------------------------------- labels


def place_labels_for_export(work: Work, rows: Sequence[int], draft: SpineDraft) -> Spines:
    """Labels of places with the code that a scanner reads, in the order of their codes; told to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadInput: nothing is chosen, too much, something out of sight, or the sheet has no such place.
        BadFields: the draft is incomplete.
    """
    work.actor.require(AREA, Verb.EXPORT)
    sheet, single = sheet_for(work, draft)
    if not rows:
        raise BadInput("Etiketi basılacak yer seçilmedi.", "Yerleri boşluk tuşuyla seçin.")
    if len(set(rows)) > MOST:
        raise BadInput("Bir dosyaya en çok 2.000 etiket yazılır.", "Listeyi süzüp daha az yer seçin.")
    wanted = select(ArsivYer).where(col(ArsivYer.id).in_(set(rows)), *places_in_sight(work))
    found = list(work.session.execute(wanted.order_by(col(ArsivYer.full_code))).scalars())
    if len(found) < len(set(rows)):
        raise BadInput("Seçilenlerden biri bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    first, last = found[0].full_code, found[-1].full_code
    words = first if len(found) == 1 else f"{first} – {last}, {len(found)} etiket"
    key = (found[0].id or 0) if len(found) == 1 else 0
    trail.record(work, "arsiv.export", f"Yer etiketi basıldı: {words}", kind=PLACE_KIND, record_id=key)
    labels = tuple(_label(work, row) for row in found)
    return Spines(labels, sheet, draft.place, single, wall_clock(work.now))


def _label(look: Look, row: ArsivYer) -> Spine:
    office = actors.office(look)
    unit = look.session.get_one(Birim, row.birim_id).name if row.birim_id else ArchiveLevel.KURUM.label
    return Spine(
        mark="",
        heading=(*(office.lines[1:2] if office else ()), unit),
        code=row.full_code,
        year=PlaceKind(row.kind).label,
        no="",
        title=row.name,
        special=f"{row.capacity} klasör alır" if row.capacity else "",
        place="",
        scan=row.full_code,
    )
