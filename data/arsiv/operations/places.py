"""Places of an archive: made one by one or many at once, corrected, closed, opened again (m.15)."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Final

from sqlalchemy import func, select, update
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, PLACE_KIND
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.place_drafts import ManyPlacesDraft, PlaceDraft, PlaceTextDraft
from data.arsiv.rules.places import MOST_AT_ONCE, end_of, is_code, series, stands_in
from data.arsiv.rules.values import ArchiveLevel, PlaceKind, law
from data.core import search, trail
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line, fold, upper

_LEVELS: Final = (PlaceKind.DOLAP, PlaceKind.YUZ, PlaceKind.BOLUM, PlaceKind.RAF, PlaceKind.KUTU)


def add_place(work: Work, draft: PlaceDraft) -> int:
    """Makes a place and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing, the code is taken, or it cannot stand there.
    """
    work.actor.require(AREA, Verb.PREPARE)
    above = lookup.place_row(work, draft.parent_id, field="parent_id") if draft.parent_id else None
    code = upper(clean_line(draft.code or ""))
    check(draft, _wrong(work, draft, above, code))
    row = _made(above, PlaceKind(draft.kind), code, draft.capacity or 0, _last_order(work, above) + 1)
    row.name = clean_line(draft.name or "")
    if above is None:
        row.level, row.birim_id = draft.level or "", draft.birim_id
    _write(work, [row], above)
    trail.record(
        work, "arsiv_yer.add", f"Arşiv yeri eklendi: {row.full_code}", kind=PLACE_KIND, record_id=row.id or 0
    )
    return row.id or 0


def add_places(work: Work, draft: ManyPlacesDraft) -> int:
    """Makes the places of a depo or dolap at once, behind those that are there; returns how many.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: no number, too many, or a level that cannot stand there.
    """
    work.actor.require(AREA, Verb.PREPARE)
    above = lookup.place_row(work, draft.parent_id, field="parent_id")
    wanted = [(kind, getattr(draft, kind.value) or 0) for kind in _LEVELS if getattr(draft, kind.value)]
    check(draft, _wrong_numbers(above, draft, wanted))
    parents, total = [above], 0
    for place, (kind, count) in enumerate(wanted):
        room = (draft.capacity or 0) if place == len(wanted) - 1 else 0
        rows = []
        for parent in parents:
            first = _next_number(work, parent, kind) if not place else 1
            rows += [
                _made(parent, kind, code, room, first + at) for at, code in enumerate(series(kind, first, count))
            ]
        _write(work, rows, *parents)
        parents, total = rows, total + len(rows)
    words = f"Arşiv yeri eklendi: {above.full_code} içine {total} yer"
    trail.record(work, "arsiv_yer.add", words, kind=PLACE_KIND, record_id=above.id or 0)
    return total


def amend_place(work: Work, yer_id: int, draft: PlaceTextDraft, version: int) -> None:
    """Corrects a place's name and room.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: no such place, or a room below none.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.place_row(work, yer_id)
    check(draft, _wrong_room(draft.capacity))
    name, room = clean_line(draft.name or ""), draft.capacity or 0
    changes = [
        trail.Change(label, str(old or "—"), str(new or "—"))
        for label, old, new in (("Adı", row.name, name), ("Kapasitesi", row.capacity, room))
        if old != new
    ]
    if not changes:
        return
    _require_seen(row, version, changes)
    row.name, row.capacity = name, room
    row.version += 1
    _index(work, row)
    words = f"Arşiv yeri düzeltildi: {row.full_code}"
    trail.record(work, "arsiv_yer.amend", words, kind=PLACE_KIND, record_id=yer_id, changes=changes)


def switch_place(work: Work, yer_id: int, reason: str, version: int, *, active: bool) -> None:
    """Closes a place with all that is in it, or opens it again; nothing is closed while folders stand there.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such place, or no reason.
        RuleBroken: it is so already, folders stand there, or what it stands in is closed.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    row = lookup.place_row(work, yer_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    now, then = ("kullanımda", "kapalı") if active else ("kapalı", "kullanımda")
    if row.active == active:
        raise RuleBroken(f"{row.full_code} zaten {now}.", "Listeyi yenileyin.")
    change = trail.Change("Durumu", then, now)
    _require_seen(row, version, [change])
    if not active and folders_below(work, row):
        raise RuleBroken(f"{row.full_code} boş değil.", "Önce içindeki klasörleri taşıyın.", law=law("15"))
    above = work.session.get(ArsivYer, row.parent_id) if row.parent_id else None
    if active and above is not None and not above.active:
        raise RuleBroken(f"{above.full_code} kapalı.", "Önce onu açın.", law=law("15"))
    below = (col(ArsivYer.path) >= row.path, col(ArsivYer.path) < end_of(row.path))
    work.session.execute(update(ArsivYer).where(*below).values(active=active, version=col(ArsivYer.version) + 1))
    words = f"Arşiv yeri {'açıldı' if active else 'kapatıldı'}: {row.full_code}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "arsiv_yer.switch", words, kind=PLACE_KIND, record_id=yer_id, changes=[change])


def folders_below(look: Look, row: ArsivYer) -> int:
    """How many folders stand in a place and below, whoever may see them: room is a matter of the shelf."""
    statement = (
        select(func.count())
        .select_from(Klasor)
        .join(ArsivYer, col(ArsivYer.id) == col(Klasor.yer_id))
        .where(col(ArsivYer.path) >= row.path, col(ArsivYer.path) < end_of(row.path))
    )
    return int(look.session.execute(statement).scalar_one())


def _wrong(work: Work, draft: PlaceDraft, above: ArsivYer | None, code: str) -> dict[str, str]:
    wrong = _wrong_room(draft.capacity)
    if draft.kind in set(PlaceKind):
        kind = PlaceKind(draft.kind)
        if not stands_in(kind, PlaceKind(above.kind) if above else None):
            inside = f"{PlaceKind(above.kind).label} içinde" if above else "Tek başına"
            wrong["kind"] = f"{inside} {kind.label} olmaz."
    if not is_code(code):
        wrong["code"] = "Kod en çok 8 büyük harf (Türkçe harfsiz) ve rakamdan oluşur."
    elif _taken(work, above, code):
        wrong["code"] = f"{code} kodlu yer var."
    if above is not None and not above.active:
        wrong["parent_id"] = f"{above.full_code} kapalı."
    if above is None:
        wrong |= _wrong_depo(work, draft)
    elif draft.level or draft.birim_id:
        wrong["level"] = "Hangi arşiv olduğunu depo söyler; boş bırakın."
    return wrong


def _wrong_depo(work: Work, draft: PlaceDraft) -> dict[str, str]:
    if draft.level is None:
        return {"level": "Deponun hangi arşiv olduğunu seçin."}
    if draft.level == ArchiveLevel.KURUM.value:
        return {"birim_id": "Kurum arşivi bir birimin değildir; boş bırakın."} if draft.birim_id else {}
    unit = work.session.get(Birim, draft.birim_id) if draft.birim_id else None
    if unit is None:
        return {"birim_id": "Birim arşivinin birimini seçin."}
    work.actor.require_sight(unit.path)
    return {}


def _wrong_numbers(
    above: ArsivYer, draft: ManyPlacesDraft, wanted: Sequence[tuple[PlaceKind, int]]
) -> dict[str, str]:
    wrong = _wrong_room(draft.capacity)
    wrong |= {kind.value: "Eksi sayı olmaz." for kind, count in wanted if count < 0}
    if not above.active:
        wrong["parent_id"] = f"{above.full_code} kapalı."
    if not wanted:
        wrong["dolap"] = "En az bir sayı yazın."
        return wrong
    counts = [count for _, count in wanted]
    if sum(prod(counts[: place + 1]) for place in range(len(counts))) > MOST_AT_ONCE:
        wrong[wanted[-1][0].value] = f"Bir kerede en çok {MOST_AT_ONCE} yer kurulur."
    if not stands_in(wanted[0][0], PlaceKind(above.kind)):
        wrong[wanted[0][0].value] = f"{above.full_code} içinde {wanted[0][0].label} olmaz."
    return wrong


def _wrong_room(capacity: int | None) -> dict[str, str]:
    return {"capacity": "Kapasite eksi olmaz."} if capacity is not None and capacity < 0 else {}


def _made(above: ArsivYer | None, kind: PlaceKind, code: str, room: int, ordering: int) -> ArsivYer:
    return ArsivYer(
        parent_id=above.id if above else None,
        kind=kind.value,
        level=above.level if above else "",
        birim_id=above.birim_id if above else None,
        code=code,
        full_code=f"{above.full_code}-{code}" if above else code,
        capacity=room,
        ordering=ordering,
    )


def _write(work: Work, rows: Sequence[ArsivYer], *parents: ArsivYer | None) -> None:
    """Writes new places; their keys make their paths."""
    paths = {one.id: one.path for one in parents if one is not None}
    work.session.add_all(rows)
    work.session.flush()
    for row in rows:
        row.path = f"{paths.get(row.parent_id, '/')}{row.id}/"
        row.arama = fold(f"{row.full_code} {row.name}")
    search.index_new(work, [_indexed(row) for row in rows])


def _index(work: Work, row: ArsivYer) -> None:
    row.arama = fold(f"{row.full_code} {row.name}")
    one = _indexed(row)
    search.index(
        work, kind=one.kind, record_id=one.record_id, area=one.area, birim_id=one.birim_id, title=one.title,
        subtitle=one.subtitle, words=one.words,
    )  # fmt: skip


def _indexed(row: ArsivYer) -> search.Indexed:
    return search.Indexed(
        kind=PLACE_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=f"{row.full_code} {row.name}".strip(),
        subtitle=f"{PlaceKind(row.kind).label} · {ArchiveLevel(row.level).label}",
    )


def _taken(work: Work, above: ArsivYer | None, code: str) -> bool:
    parent = col(ArsivYer.parent_id).is_(None) if above is None else col(ArsivYer.parent_id) == above.id
    same = select(func.count()).select_from(ArsivYer).where(parent, col(ArsivYer.code) == code)
    return bool(work.session.execute(same).scalar_one())


def _last_order(work: Work, above: ArsivYer | None) -> int:
    parent = col(ArsivYer.parent_id).is_(None) if above is None else col(ArsivYer.parent_id) == above.id
    last = select(func.coalesce(func.max(col(ArsivYer.ordering)), 0)).where(parent)
    return int(work.session.execute(last).scalar_one())


def _next_number(work: Work, above: ArsivYer, kind: PlaceKind) -> int:
    """The number behind the last one of the series that is taken."""
    codes = set(
        work.session.execute(select(col(ArsivYer.code)).where(col(ArsivYer.parent_id) == above.id)).scalars()
    )
    taken = (place for place, code in enumerate(series(kind, 1, MOST_AT_ONCE), 1) if code in codes)
    return max(taken, default=0) + 1


def _require_seen(row: ArsivYer, version: int, changes: list[trail.Change]) -> None:
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.full_code} yeri", changes)
