"""İ: may a leaver be let go? The answer with its reasons, and its paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.tasinir import holding_views
from data.tasinir.holding_views import LeaverCheck
from data.tasinir.lookup import AREA
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.tasinir.holding_paper import export_leaver
from screens.tasinir.holding_view import HoldingView
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.read_dialogs import WhyDialog

_OPEN, _WHY, _PAPER = "ac", "neden", "belge"
_NAMED = 50
"""Items that are named one by one; who has more opens the page of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverDraft:
    """Who leaves."""

    personel_id: int = entry(
        FieldSpec("Ayrılan", FieldKind.PICK, lookup="tasinir_kisi", help="Adı ya da sicili; taşınırı olmayan da")
    )


async def check_leaver(view: LedgerView[Any], personel_id: int | None) -> None:
    """Asks who leaves, says whether movable property stands in the way, offers the items and the paper."""
    asked = await ask_draft(
        view,
        "İlişik kesme denetimi",
        LeaverDraft,
        key="tasinir.ilisik",
        values={"personel_id": personel_id} if personel_id else {},
    )
    if asked is not None:
        await tell_leaver(view, asked.personel_id)


async def tell_leaver(view: LedgerView[Any], personel_id: int) -> None:
    """The answer for one person."""
    found = await view.ask(lambda look: holding_views.leaver_check(look, personel_id, most=_NAMED))
    if found is None:
        return
    options = [(_WHY, "Neden?")]
    if found.holding.items:
        options.insert(0, (_OPEN, "Üzerindekileri aç"))
    if view.desk.actor.can(AREA, Verb.EXPORT):
        options.insert(0, (_PAPER, "İlişik kesme belgesini yaz"))
    chosen = await view.app.push_screen_wait(
        ChooseDialog(f"İlişik kesme: {found.holding.name}", options, text=_words(found))
    )
    if not chosen:
        return
    if chosen[0] == _PAPER:
        await export_leaver(view, personel_id)
    elif chosen[0] == _OPEN:
        await view.frame.push(HoldingView(view.frame, personel_id=personel_id))
    else:
        await _show_reasons(view, found)


def _words(found: LeaverCheck) -> str:
    head = "✓ Taşınır yönünden ilişiği kesilebilir." if found.clear else "! İlişiği kesilmez."
    return "\n".join([head, *(reason.text for reason in found.reasons)])


async def _show_reasons(view: LedgerView[Any], found: LeaverCheck) -> None:
    names = {row.id: f"{row.sicil_no} {row.name}" for row in found.holding.rows}

    def name_of(ref: Ref) -> str:
        return names.get(ref.id, "kayıt")

    value = "İlişiği kesilebilir" if found.clear else "İlişiği kesilmez"
    dialog = WhyDialog(f"İlişik kesme: {found.holding.name}", value, found.reasons, name_of)
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)
