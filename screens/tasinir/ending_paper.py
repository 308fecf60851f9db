"""F6 on write-offs and hand-overs: the paper, the year's report by reason, or the list that is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.core.drafts import FieldKind, FieldSpec, entry
from data.tasinir import papers_endings
from data.tasinir.ending_views import HandOverRow, WriteOffRow
from data.tasinir.lookup import home_unit
from data.tasinir.rules.values import ScrapOutcome
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.widgets.ask_dialogs import ChooseDialog

_SEEN, _PAPER, _IMHA, _YEAR = "liste", "tutanak", "imha", "yil"
_YEAR_TITLE = "Kayıttan düşülenler, nedenlerine göre yıllık rapor"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDraft:
    """Which year's report by reason."""

    harcama_birimi_id: int = entry(FieldSpec("Harcama birimi", FieldKind.PICK, lookup="harcama_birimi"))
    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))


async def export_write_off(view: LedgerView[Any], row: WriteOffRow | None) -> None:
    """Asks what to write of write-offs."""
    options = [(_YEAR, _YEAR_TITLE), (_SEEN, "Görünen liste")]
    if row is not None:
        options.insert(0, (_PAPER, f"Kayıttan Düşme Teklif ve Onay Tutanağı: {row.no}"))
        if row.outcome is ScrapOutcome.IMHA:
            options.insert(1, (_IMHA, f"İmha tutanağı: {row.no}"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", tuple(options)))
    if not chosen:
        return
    if chosen[0] == _SEEN:
        await view.export_list()
    elif chosen[0] == _YEAR:
        await _export_year(view)
    elif row is not None:
        key = row.id
        make = papers_endings.destruction_for_export if chosen[0] == _IMHA else papers_endings.write_off_for_export
        await export_paper(view, "Tutanak", lambda work: make(work, key))


async def _export_year(view: LedgerView[Any]) -> None:
    unit = await view.ask(home_unit)
    asked = await ask_draft(
        view,
        "Yıllık rapor",
        YearDraft,
        key="tasinir.dusme.yil",
        values={"year": view.desk.today.year, **({"harcama_birimi_id": unit} if unit else {})},
    )
    if asked is not None:
        await export_paper(
            view,
            "Yıllık rapor",
            lambda work: papers_endings.reasons_for_export(work, asked.harcama_birimi_id, asked.year),
        )


async def export_hand_over(view: LedgerView[Any], row: HandOverRow | None) -> None:
    """Asks what to write of hand-overs."""
    options = [(_SEEN, "Görünen liste")]
    if row is not None:
        options.insert(0, (_PAPER, f"Ambar Devir ve Teslim Tutanağı: {row.no}"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", tuple(options)))
    if not chosen:
        return
    if chosen[0] == _SEEN:
        await view.export_list()
    elif row is not None:
        key = row.id
        await export_paper(view, "Devir tutanağı", lambda work: papers_endings.hand_over_for_export(work, key))
