"""Mutemetler: who may hold the advances of a harcama birimi, by whose letter, from when to when."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.avans import views
from data.avans.drafts import EndMutemetDraft, MutemetDraft
from data.avans.lookup import AREA, MUTEMET_KIND
from data.avans.operations import mutemets
from data.avans.pick_views import find_units
from data.avans.rules.values import Scope
from data.avans.views import MutemetRow, in_office
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.avans.papers import export_mutemets
from screens.avans.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_VERBS: Final = {"new": Verb.PREPARE, "end_office": Verb.PREPARE, "cancel_record": Verb.PREPARE,
                 "export": Verb.EXPORT}  # fmt: skip


def _over(row: MutemetRow) -> bool:
    return row.cancelled_at is not None or row.last_day is not None


def _state(row: MutemetRow) -> str:
    if row.cancelled_at is not None:
        return "İptal"
    return f"{format_date(row.last_day)} bitti" if row.last_day is not None else "Görevde"


def _sign(row: MutemetRow) -> str:
    return "×" if row.cancelled_at is not None else "✓" if row.last_day is not None else "●"


def _tone(row: MutemetRow) -> Tone:
    return Tone.DIM if _over(row) else Tone.NORMAL


class MutemetLedger(SectionView[MutemetRow]):
    """The appointments in sight."""

    KEY = "mutemet"
    SECTIONS = SECTIONS
    HELP = (
        "Harcama yetkilisi mutemetleri: her harcama biriminde bir kişi, harcama yetkilisinin muhasebeye yazdığı "
        "yazıyla. N görevlendirmeyi, P son günü ve yazısını yazar; üzerinde açık avans olan mutemet görevden "
        "ayrılamaz. Del yanlış yazılmış görevlendirmeyi gerekçesiyle iptal eder. F6 görevlendirme yazısını basar. "
        "● görevde, ✓ biten, × iptaldir."
    )
    EMPTY = "Mutemet yazılmamış; iş avansı mutemede verilir. N ile görevlendirme yazısını kaydedin."
    VIEWS = (("", "Görevde"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("name", "Mutemet", 16, lambda row: row.name, grows=True, tone=_tone),
        Column("unit", "Harcama birimi", 16, lambda row: row.unit, grows=True),
        Column("scope", "Kapsamı", 10, lambda row: row.scope.label),
        Column("first", "Başlangıç", 10, lambda row: format_date(row.first_day)),
        Column("state", "Durum", 16, _state, tone=_tone),
        Column("title", "Unvanı", 16, lambda row: row.title, min_screen=110),
        Column("letter", "Yazı", 22, lambda row: f"{format_date(row.letter_day)} {row.letter_no}", min_screen=128),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "end_office", "cancel_record", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Mutemetler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        verb = _VERBS.get(action)
        if verb is not None and not self.desk.actor.can(AREA, verb):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MutemetRow]:
        """There are few, so they are read at once."""
        words = fold(query.text).split()
        rows = [
            row
            for row in views.mutemets(look)
            if (query.view == "tumu" or in_office(row, look.today) or not _over(row))
            and all(word in fold(f"{row.name} {row.unit} {row.letter_no}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows))

    def detail(self, look: Look, row: MutemetRow) -> Detail:
        """The letter and what it says."""
        facts = (
            ("Durum", _state(row)),
            ("Harcama birimi", row.unit),
            ("Unvanı", row.title),
            ("T.C. kimlik no", row.tckn),
            ("Kapsamı", row.scope_text if row.scope is Scope.IS else row.scope.label),
            ("Başlangıç", format_date(row.first_day)),
            ("Yazı", f"{format_date(row.letter_day)} {row.letter_no}"),
            ("Bitiş yazısı", row.end_letter),
            ("İptal gerekçesi", row.cancelled_reason),
        )
        return Detail(row.name, tuple(fact for fact in facts if fact[1]))

    @work
    async def action_new(self) -> None:
        """N: the letter that names one."""
        units = await self.ask(lambda look: find_units(look, "", 2))
        today = self.desk.today
        values: dict[str, object] = {"scope": Scope.SUREKLI.value, "first_day": today, "letter_day": today}
        if units is not None:
            await open_form(
                self,
                "Mutemet görevlendirme",
                MutemetDraft,
                mutemets.appoint,
                "Mutemet yazıldı",
                key=MUTEMET_KIND,
                values=values | ({"harcama_birimi_id": units[0].id} if len(units) == 1 else {}),
            )
            self.reload()

    @work
    async def action_end_office(self) -> None:
        """P: the last day and its letter."""
        if (row := self._standing()) is not None:
            await open_form(
                self,
                f"Görev sonu: {row.name}",
                EndMutemetDraft,
                lambda job, draft: mutemets.end_office(job, row.id, draft, row.version),
                f"{row.name}: görevin sonu yazıldı",
                key=f"{MUTEMET_KIND}.son:{row.id}",
                values={"last_day": self.desk.today},
            )
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: an appointment that was written by mistake."""
        if (row := self._standing()) is not None:
            await self.withdraw_asked(
                "Görevlendirme iptali",
                f"{row.name} görevlendirmesi neden iptal ediliyor?",
                lambda job, reason: mutemets.cancel_appointment(job, row.id, reason, row.version),
                f"{row.name}: görevlendirme iptal edildi",
            )

    def _standing(self) -> MutemetRow | None:
        """The appointment under the cursor, if it holds; says so if it does not."""
        row = self.current
        if row is not None and _over(row):
            self.say(f"{row.name}: {_state(row)}.")
            return None
        return row

    @work
    async def action_export(self) -> None:
        """F6: the letter, or the list."""
        await export_mutemets(self, self.current.id if self.current is not None else 0)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, MUTEMET_KIND, self.current.id, self.current.name)
