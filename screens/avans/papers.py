"""F6 in advances: the list that is seen, or one of the papers about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from data.avans import papers_open, papers_request, papers_settlement
from data.avans.card import AvansCard, DocumentRow
from data.avans.lookup import AREA
from data.avans.pick_views import find_units
from data.avans.rules.values import AvansState, DocumentKind, DocumentState
from data.core.paper import Paper
from data.core.permissions import Verb
from data.core.store import Work
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.widgets.ask_dialogs import ChooseDialog

_SEEN: Final = "liste"
_UNITS: Final = 50
Way = tuple[str, Callable[[Work], Paper]]
"""What is offered, and what makes the paper."""


async def _choose(view: LedgerView[Any], ways: Sequence[Way]) -> None:
    """Asks for one of the papers or the list that is seen, and writes it; without papers the list at once."""
    options = [*((str(place), title) for place, (title, _) in enumerate(ways)), (_SEEN, "Görünen liste")]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options)) if ways else (_SEEN,)
    if chosen and chosen[0] == _SEEN:
        await view.export_list()
    elif chosen:
        await export_paper(view, *ways[int(chosen[0])])


def _ways(view: LedgerView[Any], card: AvansCard, document: DocumentRow | None) -> list[Way]:
    avans_id, ways = card.row.id, list[Way]()
    if card.row.state is not AvansState.IPTAL:
        ways += _masked(view, "Avans talep formu", avans_id, papers_request.request_for_export)
    if card.row.given_day is not None:
        if any(one.state is not DocumentState.RET for one in card.documents):
            ways.append(
                ("Avans mahsup cetveli", lambda job: papers_settlement.settlement_for_export(job, avans_id))
            )
        ways.append(("Dizi pusulası", lambda job: papers_settlement.pieces_for_export(job, avans_id)))
    if document is not None and document.kind is DocumentKind.HARCAMA_PUSULASI:
        key = document.id
        title = f"Harcama pusulası {document.no}"
        ways.append((title, lambda job: papers_settlement.voucher_for_export(job, key)))
    return ways


def _masked(view: LedgerView[Any], title: str, key: int, make: Callable[..., Paper]) -> list[Way]:
    """A paper with the identity number masked, and open for who may see it."""
    ways: list[Way] = [(title, lambda job: make(job, key))]
    if view.desk.actor.can(AREA, Verb.UNMASK):
        ways.append((f"{title}, T.C. kimlik no açık", lambda job: make(job, key, with_tckn=True)))
    return ways


async def export_advance(view: LedgerView[Any], card: AvansCard | None, document: DocumentRow | None) -> None:
    """The papers of one advance; of the harcama pusulası under the cursor too."""
    await _choose(view, _ways(view, card, document) if card is not None else [])


async def export_advances(view: LedgerView[Any], card: AvansCard | None) -> None:
    """Those of the advance under the cursor, and the list of open ones of each harcama birimi in sight."""
    ways = _ways(view, card, None) if card is not None else []
    units = await view.ask(lambda look: find_units(look, "", _UNITS))
    for unit in units or ():
        title = "Açık avanslar listesi" + (f": {unit.title}" if len(units or ()) > 1 else "")
        ways.append((title, _open_list(unit.id)))
    await _choose(view, ways)


def _open_list(unit_id: int) -> Callable[[Work], Paper]:
    return lambda job: papers_open.open_for_export(job, unit_id)


async def export_mutemets(view: LedgerView[Any], mutemet_id: int) -> None:
    """The letter that names a mutemet; 0 for none."""
    title = "Mutemet görevlendirme yazısı"
    await _choose(view, _masked(view, title, mutemet_id, papers_request.letter_for_export) if mutemet_id else [])
