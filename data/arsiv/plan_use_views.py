"""The monthly and yearly look at how the filing plan is used: what a unit's folders show of it (SSDP s.25)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlmodel import col

from data.arsiv.keeping import retention_for
from data.arsiv.lookup import AREA, FOLDER_KIND, in_sight
from data.arsiv.models import Klasor, KlasorBelge
from data.core.errors import BadInput
from data.core.labelled import Labelled
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.sdp.lookup import code_state
from data.sdp.rules import unusable_because
from data.sdp.views import code_text

_LAW: Final = "SSDP s.25"
_OTHER: Final = ".99"


class PlanFault(Labelled):
    """What may be wrong with the use of a code."""

    KULLANILMAZ = "kullanilmaz", "Kod artık kullanılmıyor"
    DIGER = "diger", "“Diğer” kodu kullanılmış"
    SURESIZ = "suresiz", "Kodun saklama süresi yok"
    BOS = "bos", "İçerik listesi boş"


@dataclass(frozen=True, slots=True)
class PlanUseRow:
    """Folders of one code that a person has to look at; ``klasor_id`` is the first of them."""

    id: int
    fault: PlanFault
    code: str
    folders: int
    klasor_id: int
    reasons: tuple[Reason, ...]


def plan_use(look: Look, birim_id: int, year: int, month: int = 0) -> tuple[PlanUseRow, ...]:
    """What is to be looked at in the folders that a unit opened in a month, or with month 0 in a year.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such unit.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = look.session.get(Birim, birim_id)
    if unit is None:
        raise BadInput("Birim bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="birim_id")
    look.actor.require_sight(unit.path)
    # By the year's index: a unit's folders of all years are many times more.
    within: tuple[ColumnElement[bool], ...] = (
        col(Klasor.opened_year) == year, col(Klasor.birim_id) + 0 == birim_id, in_sight(look, walk=True)
    )  # fmt: skip
    if month:
        last = calendar.monthrange(year, month)[1]
        within = (*within, col(Klasor.opened_on).between(date(year, month, 1), date(year, month, last)))
    found = [*_of_codes(look, birim_id, within), *_empty(look, within)]
    order = {fault: place for place, fault in enumerate(PlanFault)}
    found.sort(key=lambda row: (order[row.fault], row.code))
    return tuple(found)


def _of_codes(look: Look, birim_id: int, within: tuple[ColumnElement[bool], ...]) -> Iterator[PlanUseRow]:
    for kod_id, code, count, first in look.session.execute(_by_code(within)):
        unusable = unusable_because(code_state(look, kod_id), look.today)
        if unusable is not None:
            yield _row(look, PlanFault.KULLANILMAZ, kod_id, count, first, unusable)
        if code.endswith(_OTHER):
            told = Reason("“Diğer” kodları denetimli kullanılır; işin kendi kodu varsa o seçilir", _LAW)
            yield _row(look, PlanFault.DIGER, kod_id, count, first, told)
        kept = retention_for(look, kod_id, birim_id, look.today)
        if not kept.value.lasting and kept.value.years is None:
            yield _row(look, PlanFault.SURESIZ, kod_id, count, first, *kept.reasons)


def _empty(look: Look, within: tuple[ColumnElement[bool], ...]) -> Iterator[PlanUseRow]:
    line = exists().where(col(KlasorBelge.klasor_id) == col(Klasor.id), col(KlasorBelge.withdrawn_at).is_(None))
    for kod_id, _, count, first in look.session.execute(_by_code((*within, ~line))):
        told = Reason("Her klasörde içerik listesi bulunur", "DAH m.11/5")
        yield _row(look, PlanFault.BOS, kod_id, count, first, told)


def _by_code(within: tuple[ColumnElement[bool], ...]) -> Any:
    return (
        select(col(Klasor.kod_id), col(Klasor.code), func.count(), func.min(col(Klasor.id)))
        .where(*within)
        .group_by(col(Klasor.kod_id), col(Klasor.code))
        .order_by(col(Klasor.code))
    )


def _row(look: Look, fault: PlanFault, kod_id: int, count: int, first: int, *reasons: Reason) -> PlanUseRow:
    more = Reason(f"Bu kodda {count} klasör", refs=(Ref(FOLDER_KIND, first),))
    place = list(PlanFault).index(fault)
    return PlanUseRow(
        kod_id * len(PlanFault) + place, fault, code_text(look, kod_id), count, first, (*reasons, more)
    )
