"""F6 on vouchers: the voucher on paper, the lists for muhasebe, or the list that is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.core.drafts import FieldKind, FieldSpec, entry
from data.tasinir import papers_vouchers
from data.tasinir.voucher_views import VoucherRow
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.tasinir.voucher_form import name_of
from screens.widgets.ask_dialogs import ChooseDialog

_SEEN, _PAPER, _MONTH = "liste", "fis", "tuketim"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDraft:
    """Which month's consumption the list holds."""

    harcama_birimi_id: int = entry(FieldSpec("Harcama birimi", FieldKind.PICK, lookup="harcama_birimi"))
    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))
    month: str = entry(
        FieldSpec("Ay", FieldKind.CHOICE, choices=tuple((str(one), f"{one:02d}. ay") for one in range(1, 13)))
    )


async def export_voucher(view: LedgerView[Any], row: VoucherRow | None) -> None:
    """Asks what to write; a voucher that was given up has no paper."""
    options = [(_SEEN, "Görünen liste"), (_MONTH, "Tüketim malzemeleri aylık çıkış listesi")]
    if row is not None:
        options.insert(0, (_PAPER, f"Fiş: {name_of(row)}"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", tuple(options)))
    if not chosen:
        return
    if chosen[0] == _SEEN:
        await view.export_list()
    elif chosen[0] == _MONTH:
        await _export_month(view)
    elif row is not None:
        key = row.id
        await export_paper(view, "İşlem fişi", lambda work: papers_vouchers.voucher_for_export(work, key))


async def _export_month(view: LedgerView[Any]) -> None:
    last = view.desk.today.replace(day=1)
    asked = await ask_draft(
        view,
        "Aylık çıkış listesi",
        MonthDraft,
        key="tasinir.aylik",
        values={"year": last.year, "month": str(last.month)},
    )
    if asked is not None:
        await export_paper(
            view,
            "Aylık çıkış listesi",
            lambda work: papers_vouchers.consumption_for_export(
                work, asked.harcama_birimi_id, asked.year, int(asked.month)
            ),
        )
