"""F6 on what happens to folders: loans, hand-overs, places, the year, ayıklama ve imha."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from data.arsiv import (
    papers_disposal,
    papers_disposal_letters,
    papers_loan,
    papers_places,
    papers_reminder,
    papers_shelf,
    papers_transfer,
    papers_year,
)
from data.arsiv.disposal_views import DisposalCard
from data.arsiv.papers_reminder import ReminderDraft
from data.arsiv.papers_year import YearDraft
from data.arsiv.place_views import PlaceRow
from data.arsiv.rules.values import DisposalState
from data.arsiv.shelf_check_views import CheckRow
from data.arsiv.transfer_views import TransferRow
from data.arsiv.use_views import LoanRow
from data.core.paper import Paper
from data.core.store import Work
from screens.arsiv.papers import Way, choose_paper
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper, export_together
from screens.yonetim.vault import ensure_open

S = DisposalState
_TIME_TO_RETURN: Final = timedelta(days=7)
"""That a reminder offers."""


def _way(view: LedgerView[Any], title: str, make: Callable[[Work], Paper], *, secret: bool = False) -> Way:
    """A paper that is written into files with its progress; of a secret folder once the vault is open."""

    async def write() -> None:
        if not secret or await ensure_open(view):
            await export_together(view, title, lambda job: (make(job),))

    return title, write


async def export_loan(view: LedgerView[Any], row: LoanRow | None) -> None:
    """The request (EK-1) and the slip of a loan, and the letters to units that keep folders too long."""
    ways: list[Way] = []
    if row is not None:
        secret = bool(row.secrecy)
        ways = [
            _way(
                view,
                f"Belge/dosya istek formu (EK-1): {row.no}",
                lambda job: papers_loan.request_for_export(job, row.id),
                secret=secret,
            ),
            _way(
                view,
                f"Ödünç fişi: {row.no}",
                lambda job: papers_loan.slip_for_export(job, row.id),
                secret=secret,
            ),
        ]
    ways.append(("Gecikmiş ödünç hatırlatma yazıları (taslak): her birime bir yazı", lambda: _remind(view)))
    await choose_paper(view, ways)


async def _remind(view: LedgerView[Any]) -> None:
    values = {"until": view.desk.today + _TIME_TO_RETURN}
    asked = await ask_draft(
        view, "Gecikmiş ödünç hatırlatma yazısı", ReminderDraft, key="odunc-hatirlatma", values=values
    )
    if asked is not None:
        await export_together(
            view, "Gecikmiş ödünç hatırlatma yazısı", lambda job: papers_reminder.reminders_for_export(job, asked)
        )


async def export_transfer(view: LedgerView[Any], row: TransferRow | None) -> None:
    """The form of a hand-over (EK-4)."""
    ways = []
    if row is not None:
        title = f"Devir-teslim ve envanter formu (EK-4): {row.no}"
        ways.append(_way(view, title, lambda job: papers_transfer.transfer_for_export(job, row.id)))
    await choose_paper(view, ways)


async def export_place(view: LedgerView[Any], row: PlaceRow | None) -> None:
    """What stands on a place, and how full it is."""
    ways: list[Way] = []
    if row is not None:
        ways = [
            (
                f"Arşiv envanteri: {row.full_code}",
                lambda: export_together(
                    view,
                    "Arşiv envanteri",
                    lambda job: (papers_places.inventory_for_export(job, view.desk.look_here, row.id),),
                ),
            ),
            _way(view, f"Doluluk: {row.full_code}", lambda job: papers_places.occupancy_for_export(job, row.id)),
        ]
    await choose_paper(view, ways)


async def export_check(view: LedgerView[Any], row: CheckRow | None) -> None:
    """The tutanak of a shelf check."""
    ways = []
    if row is not None:
        title = f"Raf denetim tutanağı: {row.no}"
        ways.append(_way(view, title, lambda job: papers_shelf.check_for_export(job, row.id)))
    await choose_paper(view, ways)


async def export_year(view: LedgerView[Any]) -> None:
    """The year's table of what the archive did (m.26)."""

    async def write() -> None:
        values = {"year": view.desk.today.year - 1}
        asked = await ask_draft(view, "Yıllık arşiv faaliyeti", YearDraft, key="arsiv-yil", values=values)
        if asked is not None:
            await export_paper(view, "Yıllık arşiv faaliyeti", lambda job: papers_year.year_for_export(job, asked))

    await choose_paper(view, [("Yıllık belge ve arşiv faaliyeti (m.26)", write)])


async def export_disposal(view: LedgerView[Any], card: DisposalCard | None) -> None:
    """The papers of an ayıklama ve imha work, as far as it is."""
    ways: list[Way] = []
    if card is not None:
        key, state = card.row.id, card.row.state
        ways = [
            _way(
                view,
                "Komisyon görevlendirme yazısı (taslak)",
                lambda job: papers_disposal_letters.naming_for_export(job, key),
            ),
            _way(view, "Değerlendirme listesi", lambda job: papers_disposal.judged_for_export(job, key)),
            _way(view, "Komisyon kararı tutanağı", lambda job: papers_disposal.decision_for_export(job, key)),
        ]
        if state is not S.KOMISYON:
            ways += [
                _way(view, "İmha listesi (EK-5)", lambda job: papers_disposal.list_for_export(job, key)),
                _way(
                    view,
                    "İmha listesi (EK-5), türe ve yıla göre toplu",
                    lambda job: papers_disposal.list_for_export(job, key, grouped=True),
                ),
                _way(
                    view,
                    "Görüş isteme yazısı (taslak)",
                    lambda job: papers_disposal_letters.opinion_for_export(job, key),
                ),
                _way(
                    view, "Onay yazısı (taslak)", lambda job: papers_disposal_letters.approval_for_export(job, key)
                ),
            ]
        if state is S.IMHA:
            ways.append(_way(view, "İmha tutanağı", lambda job: papers_disposal.tutanak_for_export(job, key)))
    await choose_paper(view, ways)
