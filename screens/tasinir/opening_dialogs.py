"""What a file of an opening asks and shows before it is taken: unknown names, then totals, remarks and lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.tasinir.opening_drafts import LEAVE, LEFT_WORDS, Asked, OpeningLine, OpeningReading, Unknown
from data.tasinir.opening_intake import OpeningKind, label_of
from data.tasinir.rules.amounts import format_quantity
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item, ItemList

Chosen = tuple[int, str]
"""The key of what a name stands for, and how that is called."""
_LEFT: Chosen = (LEAVE, LEFT_WORDS)
_HOLDERS = (Asked.KISI, Asked.ODA)
_SHOWN = 500


class ResolveDialog(Dialog[Mapping[tuple[Asked, str], Chosen] | None]):
    """One line an unknown name; Enter says what it stands for, Space marks several that stand for the same.

    Args:
        choose: Asks what these names, all of one sort, stand for; one answer a name, or ``None``.

    Answers with what every name stands for, or ``None``.
    """

    DEFAULT_CSS = """
    ResolveDialog > .dialog--box { width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Karşılığı", key_display="Enter"),
        Binding("space", "mark", "İşaretle", key_display="Boşluk"),
        Binding("ctrl+a", "mark_alike", "Türün tümü", key_display="Ctrl+A"),
        Binding("b,B", "leave_it", "Ambarda bırak", key_display="B"),
        Binding("ctrl+s", "take", "Devam", key_display="Ctrl+S"),
    ]

    def __init__(
        self,
        title: str,
        unknowns: Sequence[Unknown],
        choose: Callable[[Sequence[Unknown]], Awaitable[Sequence[Chosen] | None]],
    ) -> None:
        super().__init__(title)
        self._unknowns = tuple(unknowns)
        self._choose = choose
        self._marked: set[int] = set()
        self._found = {place: one.answer for place, one in enumerate(self._unknowns) if one.answer is not None}
        self._said = False
        self._warned = False
        self._list = DialogList(self._items())

    def body(self) -> Iterable[Widget]:
        """What is to be done, and the names."""
        yield TextBlock(
            "Dosyadaki bu adlar kayıtlarda yok ya da kesin değil. Her birinin karşılığını seçin; "
            "aynı karşılığı olanları Boşluk ile işaretleyip birlikte seçebilirsiniz."
        )
        yield self._list

    def on_mount(self) -> None:
        """The first name is in hand."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only items can stay in the ambar."""
        return action != "leave_it" or any(one.asked in _HOLDERS for one in self._unknowns)

    def _items(self) -> list[Item]:
        found = []
        for place, one in enumerate(self._unknowns):
            sign = "✓" if place in self._found else "?"
            mark = "[x]" if place in self._marked else "[ ]"
            text = f"{mark} {sign} {one.asked.label}: {one.text} · {format_int(one.rows)} satır"
            note = f"→ {self._found[place][1]}" if place in self._found else one.why
            found.append(Item(text, note))
        return found

    def _draw(self, cursor: int) -> None:
        self._warned = False
        self._list.set_items(self._items(), cursor=cursor)
        self.complain("")

    def _in_hand(self) -> list[int]:
        """The marked names, else the one under the cursor; all of the sort that the cursor is on."""
        at = self._list.cursor
        sort = self._unknowns[at].asked
        marked = sorted(place for place in self._marked if self._unknowns[place].asked is sort)
        return marked or [at]

    def _next_open(self, start: int) -> int:
        order = [*range(start, len(self._unknowns)), *range(start)]
        return next((place for place in order if place not in self._found), min(start, len(self._unknowns) - 1))

    def action_mark(self) -> None:
        """Space: the name under the cursor, then on to the next."""
        at = self._list.cursor
        self._marked ^= {at}
        self._draw(min(at + 1, len(self._unknowns) - 1))

    def action_mark_alike(self) -> None:
        """Ctrl+A: all names of this sort that are still open; none if they are marked."""
        at = self._list.cursor
        sort = self._unknowns[at].asked
        alike = {
            place for place, one in enumerate(self._unknowns) if one.asked is sort and place not in self._found
        }
        self._marked = set() if alike <= self._marked else self._marked | alike
        self._draw(at)

    @work
    async def action_choose(self) -> None:
        """Enter: what it stands for; on a list where all is said, on."""
        places = self._in_hand()
        if not self._marked and places[0] in self._found and len(self._found) == len(self._unknowns):
            self.action_take()
            return
        answers = await self._choose([self._unknowns[place] for place in places])
        if answers is not None:
            self._put(dict(zip(places, answers, strict=True)))

    def action_leave_it(self) -> None:
        """B: the items stay in the ambar."""
        places = self._in_hand()
        if self._unknowns[places[0]].asked not in _HOLDERS:
            self.complain("Yalnız kişi ve oda için seçilir; kodun ve ambarın karşılığı gerekir.")
            return
        self._put(dict.fromkeys(places, _LEFT))

    def _put(self, answers: Mapping[int, Chosen]) -> None:
        self._found |= answers
        self._said = True
        self._marked -= set(answers)
        self._draw(self._next_open(max(answers)))

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on a name."""
        event.stop()
        self.action_choose()

    def action_leave(self) -> None:
        """Esc: asks for it twice where something chosen would be lost."""
        if self._said and not self._warned:
            self._warned = True
            self.complain("Seçtikleriniz kaybolur; çıkmak için yeniden Esc'e basın, saklamak için Ctrl+S.")
            return
        self.dismiss(None)

    def action_take(self) -> None:
        """Ctrl+S: answers once every name is."""
        left = len(self._unknowns) - len(self._found)
        if left:
            self.complain(f"{format_int(left)} adın karşılığı seçilmedi.")
            return
        self.dismiss({(one.asked, one.key): self._found[place] for place, one in enumerate(self._unknowns)})


class OpeningDialog(Dialog[str | None]):
    """What a file would bring: totals by II. düzey, remarks, lines; or every row that is refused.

    Answers with ``al``, ``aktar``, ``adlar`` (to look at what names stand for), or ``None``.
    """

    DEFAULT_CSS = """
    OpeningDialog > .dialog--box { width: 120; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Al", key_display="Enter"),
        Binding("f6,x,X", "export", "Listeyi aktar", key_display="F6"),
        Binding("k,K", "names", "Karşılıklar", key_display="K"),
        Binding("up,down", "nothing", "Listede gez", key_display="↑ ↓"),
    ]

    def __init__(self, reading: OpeningReading, warnings: Sequence[str]) -> None:
        super().__init__("Açılış dosyası")
        self._refused = bool(reading.errors)
        self._named = bool(reading.answered or reading.unknowns)
        self._text = _summary(reading)
        items = _refusals(reading) if self._refused else _contents(reading, warnings)
        self._list = DialogList(items)
        self._list.wraps = self._refused

    def body(self) -> Iterable[Widget]:
        """The sums and the list."""
        yield TextBlock(self._text)
        yield self._list

    def on_mount(self) -> None:
        """Arrows scroll."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file with refused rows cannot be taken; names can only be looked at where some were answered."""
        if action == "names":
            return self._named
        return not self._refused if action == "take" else True

    def action_take(self) -> None:
        """Enter."""
        self.dismiss("al")

    def action_export(self) -> None:
        """F6."""
        self.dismiss("aktar")

    def action_names(self) -> None:
        """K: what the names stand for."""
        self.dismiss("adlar")


def _summary(reading: OpeningReading) -> str:
    lines = [f"{reading.name} · {format_date(reading.draft.day)} açılışı"]
    items = f" · {format_quantity(reading.quantity)} taşınır" if reading.kind is OpeningKind.DAYANIKLI else ""
    lines.append(f"Alınabilen {format_int(len(reading.lines))} satır{items} · {format_kurus(reading.kurus)}")
    if reading.errors:
        lines.append(
            f"{format_int(len(reading.errors))} hata var; hiçbir kayıt yazılmadı. Dosyayı düzeltip yeniden alın."
        )
        if reading.unknowns:
            lines.append(
                f"{format_int(len(reading.unknowns))} adın karşılığı da bilinmiyor; K ile şimdi seçilebilir."
            )
        return "\n".join(lines)
    parts = [f"{format_int(reading.new_goods)} yeni taşınır kartı"] if reading.new_goods else []
    if reading.out:
        parts.append(f"{format_int(reading.out)} taşınır kişi ve odalarda")
    lines += [" · ".join(parts)] if parts else []
    return "\n".join((*lines, "Toplamları almadan önce muhasebe kayıtlarıyla karşılaştırın."))


def _contents(reading: OpeningReading, warnings: Sequence[str]) -> list[Item]:
    items = [Item(f"! {one}", fixed=True) for one in warnings]
    items += [Item(one, fixed=True) for one in reading.notes if one.startswith("!")]
    for total in reading.totals:
        figures = f"{format_quantity(total.quantity)} · {format_kurus(total.kurus)}"
        items.append(Item(f"{total.code} {total.name}", figures, fixed=True))
    items += [Item(one, fixed=True) for one in reading.notes if not one.startswith("!")]
    items += [
        Item(f"≈ {one.asked.label}: {one.text} · {format_int(one.rows)} satır", f"→ {one.answer[1]}", fixed=True)
        for one in reading.answered
        if one.answer is not None
    ]
    items += [_line(one) for one in reading.lines[:_SHOWN]]
    if len(reading.lines) > _SHOWN:
        items.append(Item(f"… ve {format_int(len(reading.lines) - _SHOWN)} satır daha", fixed=True))
    return items


def _line(one: OpeningLine) -> Item:
    name = " ".join(part for part in (one.name, one.brand, one.model) if part)
    where = " ".join(part for part in (one.sicil, f"→ {one.holder}" if one.holder else "") if part)
    text = " · ".join(part for part in (f"{one.row}.", one.code, where, name) if part)
    return Item(text, f"{format_quantity(one.quantity)} {one.unit} · {format_kurus(one.kurus)}", fixed=True)


def _refusals(reading: OpeningReading) -> list[Item]:
    labels = {column: label_of(field) for field, column in reading.columns}
    items = []
    for one in reading.errors[:_SHOWN]:
        column = f", {one.column}. sütun ({labels[one.column]})" if one.column in labels else ""
        items.append(Item(f"{one.row}. satır{column}: {one.message}", fixed=True))
    if len(reading.errors) > _SHOWN:
        items.append(
            Item(f"… ve {format_int(len(reading.errors) - _SHOWN)} hata daha; F6 hepsini yazar", fixed=True)
        )
    return items
