"""Opening the budget year of a harcama birimi; it keeps the way of writing and checking that it opened with."""

from __future__ import annotations

from datetime import date
from typing import Final

from data.butce import lookup
from data.butce.drafts import YearDraft
from data.butce.lookup import AREA, YEAR_KIND
from data.butce.models import ButceYil
from data.butce.rules.values import YearState
from data.butce.settings import settings_on
from data.core import trail
from data.core.drafts import check
from data.core.permissions import Verb
from data.core.store import Look, Work

_FIRST: Final = 2006
"""The analytic classification holds for local bodies since then."""


def open_year(work: Work, draft: YearDraft) -> int:
    """Opens a budget year and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such unit.
        BadFields: no year that can be opened, or it is open already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = lookup.unit_row(work, draft.harcama_birimi_id)
    wrong = wrong_year(work, draft.year)
    if not wrong and lookup.year_of(work, draft.harcama_birimi_id, draft.year) is not None:
        wrong["year"] = f"{draft.year} bütçe yılı bu birim için açılmış."
    check(draft, wrong)
    row = write_year(work, draft.harcama_birimi_id, draft.year)
    trail.record(
        work,
        "butce.year_open",
        f"{draft.year} bütçe yılı açıldı: {unit.name}",
        kind=YEAR_KIND,
        record_id=row.id or 0,
    )
    return row.id or 0


def wrong_year(look: Look, year: int) -> dict[str, str]:
    """What is wrong with a year that is to be opened, by field; nothing if it can be."""
    if _FIRST <= year <= look.today.year + 1:
        return {}
    return {"year": f"Mali yıl {_FIRST} ile {look.today.year + 1} arasında olmalıdır."}


def write_year(work: Work, harcama_birimi_id: int, year: int) -> ButceYil:
    """A new year with the settings that it keeps; part of another operation, which asked whether it can be."""
    settings = settings_on(work, date(year, 1, 1))
    row = ButceYil(
        harcama_birimi_id=harcama_birimi_id,
        year=year,
        state=YearState.ACIK.value,
        pattern=settings.tertip_deseni,
        control=settings.kontrol_duzeyi,
        release=settings.ahp_kontrol.value,
        opened_by=work.actor.user_id,
        opened_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row
