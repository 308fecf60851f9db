"""F1: what the present screen is for, its keys, the signs, and how typing works."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from data.core.text import visible
from screens.bound import Bound, bound_actions
from screens.frame import Frame
from screens.widgets.dialog import Dialog

_SIGNS = (
    ("✓", "bitti, sağlam ya da onaylandı"),
    ("●", "sizi bekliyor; yanındaki sayı kaç tane olduğudur; evrakta son iki iş günü"),
    ("○", "henüz başlanmadı ya da taslak; evrakta sürenin yarısı geçti"),
    ("?", "yanıt bekleyen soru"),
    ("!", "yanlış ya da gecikmiş"),
    ("·", "elle yazılmış gün kodu"),
    ("▪", "pazar (puantajın başlığında); evrakta ACELE ya da GÜNLÜDÜR"),
    ("§", "gizlilik dereceli kayıt"),
    ("*", "doldurulması zorunlu alan; puantajın başlığında resmî tatil"),
    ("½", "yarım gün tatil"),
)
_TYPING = (
    ("Tarih", "20 · 20.11 · 201126 · bugün · +15 (gün) · +15ig (iş günü)"),
    ("Tutar", "1234,5 ya da 1.234,50"),
    ("Seçim", "Ad, numara veya koddan birkaç harf yazın; liste daralır."),
    ("Arama", "Türkçe harf gerekmez: sube yazınca Şube bulunur. alan:değer de yazılabilir."),
    ("Form", "Enter sonraki alana geçer, son alanda kaydeder. Yarım kalan form saklanır."),
)
_GAP = 12


class HelpScreen(Dialog[None]):
    """Reads only; arrows scroll, Esc goes back."""

    DEFAULT_CSS = """
    HelpScreen > .dialog--box { width: 100; }
    HelpScreen .help--text { height: auto; max-height: 100%; padding: 0 1; scrollbar-size-vertical: 1; }
    HelpScreen .help--text > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down,pageup,pagedown,home,end", "nothing", "Kaydır", key_display="↑ ↓"),
        Binding("enter,escape,f1", "leave", "Kapat", key_display="Esc"),
    ]

    def __init__(self, frame: Frame) -> None:
        view = frame.view
        super().__init__(f"Yardım · {view.title()}" if view and view.title() else "Yardım")
        self._text = VerticalScroll(
            Static(_help((view.HELP if view else "") or "", frame), markup=False),
            classes="help--text",
            can_focus=True,
        )

    def body(self) -> Iterable[Widget]:
        """The text."""
        yield self._text

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self._text.focus()

    def _fit(self) -> None:
        others = self.query_one("KeyLine").outer_size.height
        self._text.styles.max_height = max(self.size.height - 2 - others, 1)


def _help(purpose: str, frame: Frame) -> Content:
    bound = bound_actions(frame)
    acting = [(one.key, f"{one.label}: {one.help}") for one in bound if one.help]
    areas = [(area.number, f"{area.title} alanına geçer.") for area in frame.areas]
    parts = [
        Content(visible(" ".join(purpose.split()))),
        *_block("Tuşlar", acting),
        *_block("Alanlar", areas),
        *_block("Gezinme", _moving(bound)),
        *_block("İşaretler", _SIGNS),
        *_block("Yazarken", _TYPING),
    ]
    return Content("\n").join(parts)


def _moving(bound: Iterable[Bound]) -> list[tuple[str, str]]:
    """Keys that only move or select, without the sentence that actions have."""
    return [(one.key, one.label) for one in bound if not one.help]


def _block(title: str, lines: Iterable[tuple[str, str]]) -> list[Content]:
    rows = [Content.assemble((f"{sign:<{_GAP}}", "bold"), text) for sign, text in lines]
    return [Content(""), Content.styled(title, "bold underline"), *rows] if rows else []
