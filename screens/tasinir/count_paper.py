"""F6 on a count: the Sayım Tutanağı, count sheets to be filled in, or the list that is seen."""

from __future__ import annotations

from typing import Any

from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_sheets import levels_to_count, sheets_for_export
from data.tasinir.count_stand import Stands
from data.tasinir.count_views import CountRow
from data.tasinir.papers_count import count_papers_for_export
from data.tasinir.rules.values import CountState
from data.tasinir.unknown_paper import whole_count_for_export
from screens.ledger_view import LedgerView
from screens.paper_export import Make, export_together
from screens.widgets.ask_dialogs import ChooseDialog

_REPORT, _DIFFERING, _HERE, _ALL, _LEVEL, _SEEN = "tutanak", "farklar", "yer", "yerler", "duzey", "liste"
_BLIND = (
    ("kor", "Kayıtlı miktarlar yazılmasın (kör sayım)"),
    ("kayitli", "Kayıtlı miktarlar yazılsın"),
)


async def export_count(view: LedgerView[Any], row: CountRow, places: Stands, where: CountPlace | None) -> None:
    """Asks for the paper, the format and the folder."""
    options = []
    stand = places.at(where) if where else None
    if row.state.counting:
        options += [(_HERE, f"Sayım sayfası: {stand.title}")] if stand else []
        options += [(_ALL, "Sayım sayfaları: bütün yerler"), (_LEVEL, "Sayım sayfaları: bir II. düzey")]
    if row.state is not CountState.HAZIRLIK:
        options += [(_REPORT, "Sayım Tutanağı"), (_DIFFERING, "Sayım Tutanağı: yalnız fazla ve noksanlar")]
    options.append((_SEEN, "Görünen liste"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", tuple(options)))
    if not chosen:
        return
    what = chosen[0]
    if what == _SEEN:
        await view.export_list()
    elif what in (_REPORT, _DIFFERING):
        differing = what == _DIFFERING
        await _write(
            view,
            lambda work: (
                count_papers_for_export(work, row.id, differing=True)
                if differing
                else whole_count_for_export(work, row.id)
            ),
            f"sayım {'farkları' if differing else 'tutanağı'} {row.no}",
        )
    else:
        await _sheets(view, row, where if what == _HERE else None, by_level=what == _LEVEL)


async def _sheets(view: LedgerView[Any], row: CountRow, where: CountPlace | None, *, by_level: bool) -> None:
    level = ""
    if by_level:
        levels = await view.ask(lambda look: levels_to_count(look, row.id))
        if not levels:
            view.say("Sayılacak taşınır yok.")
            return
        picked = await view.app.push_screen_wait(ChooseDialog("II. düzey", tuple((one, one) for one in levels)))
        if not picked:
            return
        level = picked[0]
    shown = await view.app.push_screen_wait(ChooseDialog("Sayım sayfası", _BLIND))
    if shown:
        with_recorded = shown[0] == "kayitli"
        await _write(
            view,
            lambda work: sheets_for_export(work, row.id, where, level=level, with_recorded=with_recorded),
            f"sayım sayfaları {row.no}" + (f" {level}" if level else ""),
        )


async def _write(view: LedgerView[Any], make: Make, name: str) -> None:
    await export_together(view, name, make, name)
