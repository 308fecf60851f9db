"""Yazılar: the office's own letters from draft to signature, and the ways to them from other screens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.evrak import yazi_detail, yazi_views
from data.evrak.rules.values import LetterKind, Urgency
from data.evrak.sight import AREA
from data.evrak.yazi_detail import YaziDetail
from data.evrak.yazi_sight import KIND
from data.evrak.yazi_views import YaziRow
from screens.actions import keys, quiet_keys
from screens.evrak import letter_form, letter_review
from screens.evrak.letter_review import LetterView, read_letter
from screens.evrak.sections import SECTIONS
from screens.frame import Frame
from screens.history import show_history
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_COPY = "kopya"
_NEEDS = {
    "new": Verb.PREPARE,
    "new_secret": Verb.PREPARE,
    "edit": Verb.PREPARE,
    "cancel_record": Verb.PREPARE,
    "export": Verb.EXPORT,
}


def open_letter(frame: Frame, record_id: int) -> View:
    """The view of a letter, for the registry."""
    return LetterView(frame, record_id)


async def answer_dialog(view: View, evrak_id: int) -> None:
    """An answer to an incoming document, then the letter as it will print."""
    await _show(view, await letter_form.answer(view, evrak_id))


async def tekit_dialog(view: View, evrak_id: int) -> None:
    """A tekit of an own letter, then the letter as it will print."""
    await _show(view, await letter_form.remind(view, evrak_id))


async def _show(view: View, key: int | None) -> None:
    if key is not None:
        await view.frame.push(LetterView(view.frame, key))


def _mark(row: YaziRow) -> str:
    if row.secrecy:
        return "§"
    return "▪" if row.urgency is not Urgency.YOK and not row.over else ""


def _tone(row: YaziRow) -> Tone:
    return Tone.DIM if row.state == yazi_views.GIVEN_UP else Tone.NORMAL


def _subject(row: YaziRow) -> str:
    return f"[{row.secrecy.label}]" if row.secrecy else row.subject


class LettersView(SectionView[YaziRow]):
    """The letters in sight."""

    KEY = "evrak_yazi"
    SECTIONS = SECTIONS
    HELP = (
        "Büronun kendi yazıları. N yeni yazı hazırlar: üst yazı, cevap, bilgi notu, olur, tekit, tutanak. Enter "
        "yazıyı basılacağı gibi gösterir. O/F7 parafa sunar, paraf eder, imzalar; sayı ve tarih imzada verilir. "
        "F8 gerekçesiyle iade eder, F2 taslağı düzeltir, F4 kontrolleri maddeleriyle söyler, F6 PDF yazar. Z "
        "gizlilik dereceli yazı hazırlar. Süzgeç: konu:lisans muhatap:valilik tür:cevap birim:yazılım "
        "hazırlayan:ayşe."
    )
    EMPTY = "Bu görünümde yazı yok. N ile hazırlayın; cevap için gelen evrakta Ç, tekit için giden evrakta Ğ."
    VIEWS = (
        ("", "Taslaklarım"), ("paraf", "Paraf"), ("imza", "İmza"), ("imzalanan", "İmzalanan"), ("tumu", "Tümü"),
    )  # fmt: skip
    FILTER_FIELDS = (
        ("konu", "Konu"), ("muhatap", "Muhatap"), ("tur", "Türü"), ("birim", "Birim"),
        ("hazirlayan", "Hazırlayan"),
    )  # fmt: skip
    COLUMNS = (
        Column("mark", "", 1, _mark),
        Column("kind", "Türü", 13, lambda row: row.kind.label, tone=_tone),
        Column("subject", "Konu", 22, _subject, grows=True, tone=_tone),
        Column("muhatap", "Muhatap", 18, lambda row: row.muhatap, grows=True),
        Column("state", "Durum", 10, lambda row: row.state, tone=_tone),
        Column("since", "Tarih", 10, lambda row: format_date(row.since.astimezone().date()), min_screen=92),
        Column("prepared_by", "Hazırlayan", 14, lambda row: row.prepared_by, min_screen=110),
        Column("signer", "İmzalayan", 14, lambda row: row.signer, min_screen=124),
        Column("letter_no", "Sayı", 24, lambda row: row.letter_no, min_screen=140),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "hand_on", "send_back", "why", "history", "section"),
        *quiet_keys("new_secret", "cancel_record"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Yazılar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        actor = self.desk.actor
        verb = _NEEDS.get(action)
        if verb is not None and not actor.can(AREA, verb):
            return False
        if action == "new_secret":
            return actor.clearance is not Secrecy.YOK
        if action in ("hand_on", "send_back"):
            return any(actor.can(AREA, one) for one in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE))
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[YaziRow]:
        """From the store."""
        return yazi_views.yazi_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: YaziRow) -> Detail:
        """The letter in short; of a secret one only what the list says."""
        name = f"{row.kind.label} · {row.state}"
        lines = yazi_detail.sum_up(look, row.id)
        return Detail(name, (*lines, ("Kayıt", f"{row.book.label} {row.kayit_no}" if row.kayit_no else "")))

    async def opened(self, row: YaziRow) -> None:
        """The letter as it prints."""
        await self.frame.push(LetterView(self.frame, row.id))

    # ------------------------------------------------------------ writing

    @work
    async def action_new(self) -> None:
        """N: asks what; the letter under the cursor can be copied."""
        row = self.current
        more = ((_COPY, f"İmleçteki yazının kopyası: {row.kind.label}"),) if row is not None else ()
        chosen = await letter_form.choose_kind(self, more)
        if chosen == _COPY and row is not None:
            await _show(self, await letter_form.copy(self, row.id))
        elif chosen:
            await _show(self, await letter_form.new_letter(self, LetterKind(chosen)))
        self.reload()

    @work
    async def action_new_secret(self) -> None:
        """Z: a letter with a secrecy level."""
        chosen = await letter_form.choose_kind(self)
        if chosen:
            await _show(self, await letter_form.new_letter(self, LetterKind(chosen), secret=True))
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the draft."""
        await self._with_letter(letter_form.amend)

    # ------------------------------------------------------------ the letter under the cursor

    async def _with_letter(self, act: Callable[[View, YaziDetail], Awaitable[None]]) -> None:
        if self.current is None:
            return
        found = await read_letter(self, self.current.id)
        if found is not None:
            await act(self, found)
            self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        await self._with_letter(letter_review.hand_on)

    @work
    async def action_send_back(self) -> None:
        """F8: back to the preparer."""
        await self._with_letter(letter_review.give_back)

    @work
    async def action_cancel_record(self) -> None:
        """Del: gives it up."""
        await self._with_letter(letter_review.give_up)

    @work
    async def action_why(self) -> None:
        """F4: the checks and the closing."""
        await self._with_letter(letter_review.explain)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, KIND, self.current.id, self.current.kind.label)

    @work
    async def action_export(self) -> None:
        """F6: the letter under the cursor as PDF, or the list as seen."""
        options = [("liste", "Görünen liste")]
        if self.current is not None:
            options.insert(0, ("yazi", f"Yazı (PDF): {_subject(self.current)}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
        else:
            await self._with_letter(letter_review.export)
