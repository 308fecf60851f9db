"""Switches and limits that change from a day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import work

from data.arsiv import papers_spine
from data.arsiv import settings as arsiv
from data.avans import settings as avans
from data.butce import settings as butce
from data.core import parameters
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.parameters import BEGINNING, ParameterRow
from data.core.store import Look, Work
from data.core.switches import Parameter, SettingDraft
from data.evrak import letter_settings, papers_label
from data.evrak import settings as evrak
from data.puantaj.operations.settings import set_setting
from data.puantaj.rules.settings import PARAMETERS
from data.tasinir import papers_label as tasinir_label
from data.tasinir import settings as tasinir
from screens.actions import keys
from screens.forms import open_form
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window

Setter = Callable[[Work, SettingDraft], None]
GROUPS: Final[tuple[tuple[tuple[Parameter, ...], Setter], ...]] = (
    (PARAMETERS, set_setting),
    (evrak.PARAMETERS, evrak.set_term),
    (letter_settings.PARAMETERS, letter_settings.set_letter_setting),
    (papers_label.PARAMETERS, papers_label.set_measure),
    (butce.PARAMETERS, butce.set_setting),
    (avans.PARAMETERS, avans.set_setting),
    (tasinir.PARAMETERS, tasinir.set_setting),
    (tasinir_label.PARAMETERS, tasinir_label.set_label_setting),
    (arsiv.PARAMETERS, arsiv.set_setting),
    (papers_spine.PARAMETERS, papers_spine.set_measure),
)
"""What each area lets be set, with the operation that sets it; a new area adds its line."""
_YES_NO = {"E": "Evet", "H": "Hayır"}


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting with what holds today and everything that was ever set, the newest first."""

    id: int
    parameter: Parameter
    value: str
    source: str
    past: tuple[ParameterRow, ...]
    setter: Setter


def _setting_rows(look: Look) -> list[SettingRow]:
    by_name: dict[str, list[ParameterRow]] = {}
    for row in parameters.rows(look):
        by_name.setdefault(row.name, []).append(row)
    rows = []
    known = [(parameter, setter) for group, setter in GROUPS for parameter in group]
    for place, (parameter, setter) in enumerate(known, 1):
        past = tuple(by_name.get(parameter.name, ()))
        now = next((row for row in past if row.valid_from <= look.today), None)
        value, source = (now.value, now.source) if now else (parameter.default, parameter.source)
        rows.append(SettingRow(place, parameter, value, source, past, setter))
    return rows


def _words(value: str) -> str:
    return _YES_NO.get(value, value)


def _since(row: ParameterRow) -> str:
    return "başlangıç" if row.valid_from == BEGINNING else format_date(row.valid_from)


class SettingLedger(SectionView[SettingRow]):
    """What law or the office may decide otherwise."""

    KEY = "ayar"
    SECTIONS = SECTIONS
    HELP = (
        "Kanunun kuruma bıraktığı ya da tarihle değişen değerler. F2 bir tarihten geçerli yeni değer yazar ve "
        "dayanağını sorar; önceki dönemler eski değerle hesaplanmış kalır. Evet/hayır değerleri E ya da H yazılır."
    )
    EMPTY = "Bu süzgece uyan ayar yok."
    COLUMNS = (
        Column("label", "Ayar", 36, lambda row: row.parameter.label, grows=True),
        Column("value", "Bugünkü değer", 20, lambda row: _words(row.value)),
        Column("source", "Dayanak", 18, lambda row: row.source, min_screen=78),
    )
    BINDINGS = keys("edit", "section")

    def title(self) -> str:
        """For the frame."""
        return "Ayarlar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[SettingRow]:
        """All settings."""
        return small_window(
            _setting_rows(look), query, start, limit, lambda row: f"{row.parameter.label} {row.source} {row.value}"
        )

    def detail(self, look: Look, row: SettingRow) -> Detail:
        """Every value that it ever had."""
        return Detail(
            row.parameter.label,
            (
                ("Bugünkü değer", _words(row.value)),
                ("Nasıl yazılır", row.parameter.type.hint),
                ("", "Değerler"),
                *((_since(one), f"{_words(one.value)} ({one.source})") for one in row.past),
            ),
        )

    @work
    async def action_edit(self) -> None:
        """F2: a value from a day on."""
        row = self.current
        if row is None:
            return
        parameter = row.parameter
        await open_form(
            self,
            f"{parameter.label} ({parameter.type.hint})",
            SettingDraft,
            row.setter,
            "Ayar değişti",
            key=f"ayar-{parameter.name}",
            values={"name": parameter.name, "value": row.value},
        )
        self.reload()
