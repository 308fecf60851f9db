"""A small office for tests of forms and dialogs: drafts, pickers, and an app with nothing else on its desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen

from data.core.calendar import WorkCalendar
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import StoreProblem
from data.core.money import Money
from data.core.text import fold
from screens.draft_box import DraftBox
from screens.widgets.picker import Choice
from screens.widgets.record_form import RecordForm
from tests.screens.pilot import screen_text

TODAY = date(2026, 11, 21)
SMALL, LARGE = (80, 24), (160, 45)
KINDS = (("memur", "Memur"), ("isci", "Daimî işçi"), ("iskur", "İŞKUR"), ("isitma", "Isıtma görevlisi"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kayit:
    """A draft with a field of each kind."""

    konu: str = entry(FieldSpec("Konu", help="Kısa ve açık yazın.", length=60))
    gun: date = entry(FieldSpec("Evrak tarihi", FieldKind.DATE))
    saat: time | None = entry(FieldSpec("Geliş saati", FieldKind.TIME, required=False))
    adet: int | None = entry(FieldSpec("Ek sayısı", FieldKind.INT, required=False, length=3))
    tutar: Money | None = entry(FieldSpec("Tutar", FieldKind.MONEY, required=False))
    tur: str = entry(FieldSpec("Personel türü", FieldKind.CHOICE, choices=KINDS, repeats=True))
    kisi: int | None = entry(FieldSpec("Sorumlu", FieldKind.PICK, required=False, lookup="personel"))
    acele: bool = entry(FieldSpec("İvedi", FieldKind.CHECK), default=False)
    sifre: str | None = entry(FieldSpec("Parola", FieldKind.SECRET, required=False))
    aciklama: str | None = entry(FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=2000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """A draft of two lines."""

    konu: str = entry(FieldSpec("Konu", length=60))
    gun: date = entry(FieldSpec("Tarih", FieldKind.DATE, repeats=True))


PEOPLE = (
    Choice(1, "Ayşe Işık", "Servis Şefi"),
    Choice(2, "Ali Çınar", "Memur"),
    Choice(3, "İbrahim Şen", "Şoför"),
    Choice(4, "Ilgaz Öz", "Memur"),
    Choice(5, "[red]Köşeli[/red]", "Memur"),
)


class People:
    """A picker source; a test may hold its answers back or let it fail."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self.broken = False

    def search(self, text: str, limit: int) -> Sequence[Choice]:
        self.asked.append(text)
        self.threads.add(threading.get_ident())
        assert self.gate.wait(10)
        if self.broken:
            raise StoreProblem("Veri tabanı kilitli.", "Biraz sonra yeniden deneyin.")
        return [c for c in PEOPLE if fold(c.title).startswith(fold(text))][:limit]

    def get(self, id: int | str) -> Choice | None:  # noqa: A002 - as the protocol names it
        return next((choice for choice in PEOPLE if choice.id == id), None)


@dataclass
class Desk:
    """What a save operation of a test was given, and what it answers."""

    saved: list[Any] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    failure: Exception | None = None
    answer: str | None = "2026/15 numarasıyla kaydedildi."

    async def save(self, draft: Any, reason: str) -> str | None:
        if self.failure is not None:
            raise self.failure
        self.saved.append(draft)
        self.reasons.append(reason)
        return self.answer


class Masa(App[None]):
    """A desk that notes the answer of the screen on top, and each key that leaked through."""

    BINDINGS = [Binding(key, f"leak('{key}')") for key in "nehsxo"]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._first = screen
        self.answers: list[Any] = []
        self.leaks: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(self._first, self.answers.append)

    def action_leak(self, key: str) -> None:
        self.leaks.append(key)


def form_for(
    draft_type: type[Any], desk: Desk, *, people: People | None = None, box: DraftBox | None = None, **more: Any
) -> RecordForm[Any]:
    return RecordForm(
        "Yeni kayıt",
        draft_type,
        values=more.pop("values", {}),
        save=desk.save,
        lookups={"personel": people or People()},
        today=TODAY,
        calendar=WorkCalendar(),
        box=box,
        key="kayit:yeni",
        **more,
    )


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Waits until what the clerk would wait for has happened."""
    for _ in range(200):
        await pilot.pause()
        if condition():
            return
    raise AssertionError(f"never happened; the screen was:\n{screen_text(pilot.app)}")


def words_on(pilot: Pilot[Any]) -> str:
    """What can be read on the screen, without frames and breaks of lines."""
    return " ".join(screen_text(pilot.app).replace("│", " ").split())


async def shows(pilot: Pilot[Any], *texts: str) -> str:
    """Waits until all the texts can be read on the screen; answers with all that can be read."""
    await until(pilot, lambda: all(text in words_on(pilot) for text in texts))
    return words_on(pilot)


async def paste(pilot: Pilot[Any], text: str) -> None:
    """A paste from the terminal, as the terminal sends it."""
    driver = pilot.app._driver
    assert driver is not None
    driver.send_message(events.Paste(text))
    await pilot.pause()


async def type_keys(pilot: Pilot[Any], text: str, *then: str) -> None:
    """Types a text letter by letter, then presses the named keys."""
    driver = pilot.app._driver
    assert driver is not None
    for sign in text:
        driver.send_message(events.Key("space" if sign == " " else sign, sign))
    await pilot.pause()
    for key in then:
        await pilot.press(key)
