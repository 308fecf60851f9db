"""The papers of a staj as files: which, of which month, of one trainee or of the whole school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.puantaj.rules.period import Period
from data.staj import papers
from data.staj.views import StajRow
from screens.paper_export import export_paper
from screens.widgets.ask_dialogs import ChooseDialog

if TYPE_CHECKING:
    from screens.staj.ledger import StajLedger

_LIST, _OWN, _SCHOOL, _LETTER = "liste", "kisi", "okul", "yazi"


async def export_staj(view: StajLedger, row: StajRow | None) -> None:
    """Asks what and of which month; the month just over stands first in line."""
    options = [(_LIST, "Görünen liste")]
    if row is not None:
        options += [
            (_OWN, f"Devam çizelgesi: {row.name}"),
            (_SCHOOL, f"Devam çizelgesi, okulun tümü: {row.school}"),
            (_LETTER, f"Okula üst yazı: {row.school}"),
        ]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if not chosen:
        return
    if chosen[0] == _LIST or row is None:
        await view.export_list()
        return
    month = await _ask_month(view, row)
    if month is None:
        return
    if chosen[0] == _LETTER:
        await export_paper(
            view,
            "Okula üst yazı",
            lambda work: papers.letter_for_export(work, row.id, month),
            f"{month.start:%Y-%m}",
        )
        return
    whole = chosen[0] == _SCHOOL
    await export_paper(
        view,
        "Stajyer devam çizelgesi",
        lambda work: papers.sheet_for_export(work, row.id, month, whole_school=whole),
        f"{month.start:%Y-%m}",
        *(() if whole else (row.sicil,)),
    )
    view.reload()


async def _ask_month(view: StajLedger, row: StajRow) -> Period | None:
    months = await view.ask(lambda look: papers.sheet_months(look, row.id))
    if months is None:
        return None
    if not months:
        view.say("Staj henüz başlamadı; çizelgesi yok.")
        return None
    over = [month for month in months if month.end < view.desk.today]
    first = (over or months)[0]
    picked = await view.app.push_screen_wait(
        ChooseDialog(
            "Hangi ay?",
            tuple((month.start.isoformat(), month.label) for month in months),
            chosen=(first.start.isoformat(),),
        )
    )
    return next((month for month in months if picked and month.start.isoformat() == picked[0]), None)
