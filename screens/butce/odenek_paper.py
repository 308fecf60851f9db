"""F6 in the budget: the list that is seen, or one of the office's own papers about ödenek."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data.butce import papers_odenek
from data.butce.views import YearRow
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.paper import Paper
from data.core.store import Work
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.widgets.ask_dialogs import ChooseDialog

_WORKS: Final = "Açık bloke ve taahhüt listesi"
_SEEN: Final = ("liste", "Görünen liste")
_TERTIP: Final = ("tertip", "Tertip dökümü: hareketleri ve kalanı")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanDraft:
    """From when to when movements are printed."""

    first: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    last: date = entry(FieldSpec("Son gün", FieldKind.DATE))


async def export_odenek(
    view: LedgerView[Any], year: YearRow | None, *, day: date | None, level: str, tertip_id: int
) -> None:
    """Asks what to write of a budget.

    Args:
        day: By whose end papers are made; today if none.
        level: What papers take together, as the list does.
        tertip_id: Whose movements are offered; 0 for none.
    """
    if year is None:
        await view.export_list()
        return
    on = day or view.desk.today
    papers: dict[str, tuple[str, Callable[[Work], tuple[Paper, ...]]]] = {
        "takip": ("Ödenek takip cetveli", lambda job: papers_odenek.tracking_for_export(job, year.id, on, level)),
        "aylik": (
            "Aylık gerçekleşme",
            lambda job: papers_odenek.course_for_export(job, year.id, on, quarters=False, level=level),
        ),
        "uc_aylik": (
            "Üç aylık gerçekleşme",
            lambda job: papers_odenek.course_for_export(job, year.id, on, quarters=True, level=level),
        ),
        "isler": (
            _WORKS,
            lambda job: papers_odenek.open_works_for_export(job, year.id),
        ),
    }
    options = [_SEEN, *((key, title) for key, (title, _) in papers.items())]
    if tertip_id:
        options.insert(2, _TERTIP)
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if not chosen:
        return
    if chosen[0] == _SEEN[0]:
        await view.export_list()
    elif chosen[0] == _TERTIP[0]:
        await _tertip_paper(view, tertip_id)
    else:
        title, make = papers[chosen[0]]
        await export_paper(view, title, lambda job: make(job)[0])


async def export_works(view: LedgerView[Any], year: YearRow | None) -> None:
    """Asks whether open blocks and commitments are wanted as a paper or the list that is seen."""
    options = [("isler", _WORKS), _SEEN] if year is not None else [_SEEN]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if chosen and chosen[0] == "isler" and year is not None:
        await export_paper(view, _WORKS, lambda job: papers_odenek.open_works_for_export(job, year.id)[0])
    elif chosen:
        await view.export_list()


async def export_tertip(view: LedgerView[Any], tertip_id: int) -> None:
    """Asks whether a tertip's movements are wanted as a paper or as the list that is seen."""
    options = [_TERTIP, _SEEN] if tertip_id else [_SEEN]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if chosen and chosen[0] == _TERTIP[0]:
        await _tertip_paper(view, tertip_id)
    elif chosen:
        await view.export_list()


async def _tertip_paper(view: LedgerView[Any], tertip_id: int) -> None:
    today = view.desk.today
    asked = await ask_draft(
        view,
        "Tertip dökümü",
        SpanDraft,
        key="tertip-dokum",
        values={"first": date(today.year, 1, 1), "last": today},
    )
    if asked is not None:
        await export_paper(
            view,
            "Tertip dökümü",
            lambda job: papers_odenek.tertip_for_export(job, tertip_id, asked.first, asked.last)[0],
        )
