"""Linking the tertips of a year to those of the year before, as a person confirms it."""

from __future__ import annotations

from collections.abc import Mapping

from data.butce import lookup
from data.butce.continuing_views import year_before
from data.butce.lookup import AREA, YEAR_KIND
from data.core import trail
from data.core.errors import BadInput
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Work


def link_tertips(work: Work, yil_id: int, links: Mapping[int, int | None]) -> int:
    """Keeps what tertips of a year go on from; returns how many links changed.

    Args:
        links: Tertip of the year to that of the year before; ``None`` takes a link away.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year or tertip, or one of another year.
    """
    work.actor.require(AREA, Verb.PREPARE)
    year = lookup.year_row(work, yil_id)
    before = year_before(work, year)
    changes = []
    for tertip_id, onceki_id in links.items():
        row = lookup.tertip_row(work, tertip_id)
        old = lookup.tertip_row(work, onceki_id) if onceki_id else None
        if row.yil_id != yil_id or (old is not None and old.yil_id != before.id):
            raise BadInput("Tertip bu yılların birinden değil.", "Listeyi yenileyip yeniden seçin.")
        if row.onceki_id == (old.id if old else None):
            continue
        was = lookup.tertip_row(work, row.onceki_id).kod if row.onceki_id else "—"
        changes.append(trail.Change(row.kod, was, old.kod if old else "—"))
        row.onceki_id = old.id if old else None
        row.version += 1
    if changes:
        words = f"{year.year} tertipleri {before.year} yılına bağlandı: {format_int(len(changes))} tertip"
        trail.record(work, "butce.tertip_link", words, kind=YEAR_KIND, record_id=yil_id, changes=changes)
    return len(changes)
