"""Finding counts, write-offs, hand-overs and years' accounts that the actor may see, and saying their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from data.core import trail
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.money import format_int
from data.core.store import Look
from data.core.text import lower
from data.tasinir import lookup
from data.tasinir.models_counts import AmbarDevir, KayittanDusme, Sayim, TasinirYil
from data.tasinir.rules.values import CountKind, ItemState

_REFRESH = "Listeyi yenileyip yeniden seçin."


def count_row(look: Look, sayim_id: int) -> tuple[Sayim, HarcamaBirimi]:
    """A count with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: no such count.
        NotAllowed: out of sight.
    """
    row = look.session.get(Sayim, sayim_id) if sayim_id else None
    if row is None:
        raise BadInput("Sayım bulunamadı.", _REFRESH, field="sayim_id")
    return row, lookup.unit_row(look, row.harcama_birimi_id)


def write_off_row(look: Look, dusme_id: int) -> tuple[KayittanDusme, HarcamaBirimi]:
    """A Kayıttan Düşme Teklif ve Onay Tutanağı with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: no such paper.
        NotAllowed: out of sight.
    """
    row = look.session.get(KayittanDusme, dusme_id) if dusme_id else None
    if row is None:
        raise BadInput("Kayıttan düşme tutanağı bulunamadı.", _REFRESH, field="dusme_id")
    return row, lookup.unit_row(look, row.harcama_birimi_id)


def hand_over_row(look: Look, devir_id: int) -> tuple[AmbarDevir, HarcamaBirimi]:
    """An Ambar Devir ve Teslim Tutanağı with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: no such paper.
        NotAllowed: out of sight.
    """
    row = look.session.get(AmbarDevir, devir_id) if devir_id else None
    if row is None:
        raise BadInput("Ambar devir tutanağı bulunamadı.", _REFRESH, field="devir_id")
    return row, lookup.unit_row(look, row.harcama_birimi_id)


def year_row(look: Look, yil_id: int) -> tuple[TasinirYil, HarcamaBirimi]:
    """A year's account with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: no such account.
        NotAllowed: out of sight.
    """
    row = look.session.get(TasinirYil, yil_id) if yil_id else None
    if row is None:
        raise BadInput("Yıl hesabı bulunamadı.", _REFRESH, field="yil_id")
    return row, lookup.unit_row(look, row.harcama_birimi_id)


def count_name(row: Sayim) -> str:
    """``2026/3 sayılı yıl sonu sayımı``."""
    return f"{row.year}/{row.number} sayılı {lower(CountKind(row.kind).label)}"


def count_with(row: Sayim, ending: str) -> str:
    """Its name with an ending: ``da`` makes ``… ara sayımda`` and ``… yıl sonu sayımında``."""
    name = count_name(row)
    return f"{name}n{ending}" if name.endswith("ı") else f"{name}{ending}"


def paper_no(row: KayittanDusme | AmbarDevir | Sayim) -> str:
    """``2026/3``."""
    return f"{row.year}/{row.number}"


class Versioned(Protocol):
    """A record that each change gives a higher version."""

    version: int


def require_seen(row: Versioned, version: int, what: str) -> None:
    """Lets only a change pass of a record that nobody changed after it was seen.

    Args:
        what: The record, as the subject of a sentence.

    Raises:
        Conflict: it was changed.
    """
    if row.version != version:
        raise trail.changed_elsewhere(what, ())


def ambar_of_items(look: Look, item_ids: Sequence[int]) -> int:
    """The ambar in whose books all of these items stand: one paper writes off what one ambar holds.

    Raises:
        NotAllowed: one is out of sight.
        BadInput: there is no such item, one left the books already, or they stand in several ambars.
    """
    rows = [lookup.item_row(look, key) for key in item_ids]
    gone = [row.sicil_no for row in rows if row.state == ItemState.DUSTU.value]
    if gone:
        raise BadInput(f"{gone[0]} kayıttan düşmüş ({format_int(len(gone))} taşınır).", "Onları seçimden çıkarın.")
    held = Counter(row.ambar_id for row in rows)
    if len(held) > 1:
        named = ", ".join(f"{lookup.ambar_row(look, key).name}: {count}" for key, count in held.most_common())
        raise BadInput(
            f"Seçilenler birkaç ambarın kayıtlarında ({named}).", "Her ambar için ayrı teklif başlatın."
        )
    return rows[0].ambar_id
