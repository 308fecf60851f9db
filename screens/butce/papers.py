"""F6 in the budget: the list that is seen, or one of the papers about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data.butce import papers_cetvel, papers_odenek, papers_proposal, papers_release, papers_transfers
from data.butce.proposal_views import ProposalRow
from data.butce.transfer_views import TransferRow
from data.butce.views import YearRow
from data.core.drafts import FieldKind, FieldSpec, entry
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.paper_export import Make, export_together
from screens.widgets.ask_dialogs import ChooseDialog

_SEEN: Final = "liste"
_TERTIP: Final = "Tertip dökümü: hareketleri ve kalanı"
Way = tuple[str, Callable[[], Awaitable[None]]]
"""What is offered, and what then happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanDraft:
    """From when to when movements are printed."""

    first: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    last: date = entry(FieldSpec("Son gün", FieldKind.DATE))


async def _choose(view: LedgerView[Any], ways: Sequence[Way]) -> None:
    """Asks for one of the papers or the list that is seen, and writes it; without papers the list at once."""
    options = [*((str(place), title) for place, (title, _) in enumerate(ways)), (_SEEN, "Görünen liste")]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options)) if ways else (_SEEN,)
    if chosen and chosen[0] == _SEEN:
        await view.export_list()
    elif chosen:
        await ways[int(chosen[0])][1]()


def _way(view: LedgerView[Any], title: str, make: Make) -> Way:
    return title, lambda: export_together(view, title, make)


async def export_odenek(
    view: LedgerView[Any], year: YearRow | None, *, day: date | None, level: str, tertip_id: int
) -> None:
    """The papers about the ödenek of a budget.

    Args:
        day: By whose end papers are made; today if none.
        level: What papers take together, as the list does.
        tertip_id: Whose movements are offered; 0 for none.
    """
    ways: list[Way] = []
    if year is not None:
        on = day or view.desk.today
        ways = [
            _way(
                view,
                "Ödenek takip cetveli",
                lambda job: papers_odenek.tracking_for_export(job, year.id, on, level),
            ),
            _way(
                view,
                "Aylık gerçekleşme",
                lambda job: papers_odenek.course_for_export(job, year.id, on, quarters=False, level=level),
            ),
            _way(
                view,
                "Üç aylık gerçekleşme",
                lambda job: papers_odenek.course_for_export(job, year.id, on, quarters=True, level=level),
            ),
            _way(
                view,
                "Ödenek cetveli (A, Örnek-14)",
                lambda job: papers_cetvel.cetvel_for_export(job, year.id),
            ),
        ]
    if tertip_id:
        ways.append((_TERTIP, lambda: _tertip_paper(view, tertip_id)))
    await _choose(view, ways)


async def export_works(view: LedgerView[Any], year: YearRow | None) -> None:
    """The open blocks and commitments of a budget."""
    ways = []
    if year is not None:
        title = "Açık bloke ve taahhüt listesi"
        ways.append(_way(view, title, lambda job: papers_odenek.open_works_for_export(job, year.id)))
    await _choose(view, ways)


async def export_tertip(view: LedgerView[Any], tertip_id: int) -> None:
    """The movements of a tertip; of several only the list that is seen."""
    await _choose(view, [(_TERTIP, lambda: _tertip_paper(view, tertip_id))] if tertip_id else [])


async def export_transfers(view: LedgerView[Any], yil_id: int, row: TransferRow | None) -> None:
    """The form of a transfer, and all that were carried out in the year."""
    ways = []
    if row is not None:
        title = f"Ödenek aktarma formu {row.number}"
        ways.append(_way(view, title, lambda job: papers_transfers.transfer_for_export(job, row.id)))
    if yil_id:
        ways.append(
            _way(view, "Ödenek aktarma icmali", lambda job: papers_transfers.summary_for_export(job, yil_id))
        )
    await _choose(view, ways)


async def export_proposal(view: LedgerView[Any], row: ProposalRow | None) -> None:
    """The bütçe fişi, its reasons, the estimates and cetvels of a proposal, in one file."""
    ways = []
    if row is not None:
        title = f"Bütçe fişi, gerekçe ve cetveller {row.no}"
        ways.append(_way(view, title, lambda job: papers_proposal.proposal_for_export(job, row.id)))
    await _choose(view, ways)


async def export_releases(view: LedgerView[Any], year: YearRow | None) -> None:
    """The quarters of a budget (Örnek-27), and what came of them."""
    ways = []
    if year is not None:
        ways = [
            _way(
                view,
                "Ayrıntılı harcama programı (Örnek-27)",
                lambda job: papers_release.plan_for_export(job, year.id),
            ),
            _way(view, "AHP gerçekleşmesi", lambda job: papers_release.course_for_export(job, year.id)),
        ]
    await _choose(view, ways)


async def _tertip_paper(view: LedgerView[Any], tertip_id: int) -> None:
    today = view.desk.today
    values = {"first": date(today.year, 1, 1), "last": today}
    asked = await ask_draft(view, "Tertip dökümü", SpanDraft, key="tertip-dokum", values=values)
    if asked is not None:
        await export_together(
            view,
            "Tertip dökümü",
            lambda job: papers_odenek.tertip_for_export(job, tertip_id, asked.first, asked.last),
        )
