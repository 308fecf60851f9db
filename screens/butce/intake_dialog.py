"""What a file of the budget would bring, to be agreed before it is written: its sums, or its refused rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.butce.cetvel_drafts import CetvelReading
from data.butce.past_drafts import PastReading
from data.core.calendar import format_date
from data.core.intake.mapping import RowError
from data.core.money import format_int, format_kurus
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item

TAKE, PRINT = "al", "aktar"
_SHOWN = 500


class AgreeDialog(Dialog[str | None]):
    """The sums of a file, or every row that is refused; answers with :data:`TAKE`, :data:`PRINT` or ``None``."""

    DEFAULT_CSS = """
    AgreeDialog > .dialog--box { width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Al", key_display="Enter"),
        Binding("f6,x,X", "print", "Listeyi aktar", key_display="F6"),
        Binding("up,down", "nothing", "Listede gez", key_display="↑ ↓"),
    ]

    def __init__(self, title: str, text: str, items: Sequence[Item], *, refused: bool) -> None:
        super().__init__(title)
        self._text = text
        self._refused = refused
        self._list = DialogList(items)
        self._list.wraps = refused

    def body(self) -> Iterable[Widget]:
        """The sums and the list."""
        yield TextBlock(self._text)
        yield self._list

    def on_mount(self) -> None:
        """Arrows scroll."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file with refused rows cannot be taken."""
        return not self._refused if action == "take" else True

    def action_take(self) -> None:
        """Enter."""
        self.dismiss(TAKE)

    def action_print(self) -> None:
        """F6."""
        self.dismiss(PRINT)


def cetvel_text(reading: CetvelReading) -> str:
    """A cetvel in a few lines."""
    draft = reading.draft
    lines = [
        f"{reading.name} · {draft.year} · {draft.belge} {format_date(draft.karar_day)}, {draft.karar_no}",
        f"Alınabilen {format_int(len(reading.lines))} tertip · başlangıç ödeneği {format_kurus(reading.kurus)}",
    ]
    if reading.opens_year and not reading.errors:
        lines.append(f"{draft.year} bütçe yılı bu cetvelle açılır.")
    return "\n".join([*lines, *_end(reading.errors)])


def cetvel_items(reading: CetvelReading) -> list[Item]:
    """Remarks and the sums by economic level, to be held beside the decision."""
    items = [Item(one, fixed=True) for one in reading.notes]
    for one in reading.sums:
        figures = f"{format_int(one.lines)} tertip · {format_kurus(one.kurus)}"
        items.append(Item(f"{'   ' * (one.level - 1)}{one.kod} {one.name}", figures, fixed=True))
    return items


def past_text(reading: PastReading) -> str:
    """A file of movements in a few lines."""
    works = f" · {format_int(reading.new_works)} harcama işi açılacak" if reading.new_works else ""
    lines = [
        f"{reading.name} · {reading.draft.year} hareketleri",
        f"Alınabilen {format_int(len(reading.lines))} hareket{works}",
    ]
    return "\n".join([*lines, *_end(reading.errors)])


def past_items(reading: PastReading) -> list[Item]:
    """Remarks, the sums by kind, and the movements."""
    items = [Item(one, fixed=True) for one in reading.notes]
    for one in reading.sums:
        figures = f"{format_int(one.lines)} satır · {format_kurus(one.kurus)}"
        items.append(Item(one.kind.label, figures, fixed=True))
    for line in reading.lines[:_SHOWN]:
        words = f"{line.row}. {format_date(line.day)} {line.kind.label} · {line.kod}"
        items.append(Item(words, format_kurus(line.amount), fixed=True))
    return items


def refused_items(errors: Sequence[RowError], columns: dict[int, str]) -> list[Item]:
    """Every refused row with why."""
    items = []
    for one in errors[:_SHOWN]:
        column = f", {one.column}. sütun ({columns[one.column]})" if one.column in columns else ""
        items.append(Item(f"{one.row}. satır{column}: {one.message}" if one.row else one.message, fixed=True))
    if len(errors) > _SHOWN:
        items.append(Item(f"… ve {format_int(len(errors) - _SHOWN)} hata daha; F6 hepsini yazar", fixed=True))
    return items


def _end(errors: Sequence[RowError]) -> list[str]:
    if errors:
        return [f"{format_int(len(errors))} hata var; hiçbir kayıt yazılmadı. Dosyayı düzeltip yeniden alın."]
    return ["Toplamları almadan önce kararla karşılaştırın."]
