"""Saklama planı: the institution's own periods, and where they and the filing plan in use disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import retention_views
from data.arsiv.lookup import AREA
from data.arsiv.operations import retention
from data.arsiv.retention_drafts import RetentionDraft
from data.arsiv.retention_views import Disagreement, DisagreementKind, RetentionRow
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.arsiv.importing import import_plan
from screens.arsiv.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_WRITING: Final = frozenset({"new", "import_file", "cancel_record"})


def _tone(row: RetentionRow) -> Tone:
    return Tone.DIM if row.withdrawn_reason else Tone.NORMAL if row.in_force else Tone.ACCENT


def _sign(row: RetentionRow) -> str:
    return "×" if row.withdrawn_reason else "" if row.in_force else "→"


class RetentionLedger(SectionView[RetentionRow]):
    """Rows of the saklama planı."""

    KEY = "saklama_suresi"
    SECTIONS = SECTIONS
    HELP = (
        "Kurumun kendi saklama planı (DAH m.9/4): kodun toplam süresi, sonu, birim ve kurum arşivindeki yılları. "
        "Yazılmayan kodda dosya planının süresi uygulanır; 622 yazılırsa altındakilere de geçer. N bir satır, A "
        "onaylı planı dosyadan alır. Kapanmış klasör kapandığı günkü süreyle kalır. Del satırı gerekçesiyle geri "
        "alır; × geri alınan, → ileride başlayandır. B ile farklar bölümü, planların nerede uyuşmadığını "
        "gösterir. Süzgeç: 622 kod:934 birim:destek sonuç:D."
    )
    EMPTY = "Kurumun saklama planı yazılmamış; dosya planının süreleri uygulanır. N ile yazın, A ile alın."
    VIEWS = (("", "Geçerli"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("kod", "Dosya kodu"), ("birim", "Birim"), ("sonuc", "Tasfiye kodu"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("code", "Kod", 12, lambda row: row.code, tone=_tone),
        Column("kept", "Saklama", 24, lambda row: row.kept, grows=True, tone=_tone),
        Column("birim_yil", "Birimde", 7, lambda row: "" if row.birim_yil is None else str(row.birim_yil),
               align="right"),
        Column("kurum_yil", "Kurumda", 7, lambda row: "" if row.kurum_yil is None else str(row.kurum_yil),
               align="right"),
        Column("first", "İlk gün", 10, lambda row: format_date(row.first_day)),
        Column("birim", "Birim", 20, lambda row: row.birim or "bütün birimler", grows=True, min_screen=100),
        Column("source", "Dayanağı", 22, lambda row: row.source, grows=True, min_screen=126),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "import_file", "cancel_record", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Saklama planı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in _WRITING:
            return self.desk.actor.can(AREA, Verb.CHECK)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[RetentionRow]:
        """From the store."""
        return retention_views.retention_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: RetentionRow) -> Detail:
        """All of a row."""
        facts = (
            ("Saklama", row.kept),
            ("Tasfiye kodu", row.outcome),
            ("Birim arşivinde", "" if row.birim_yil is None else f"{row.birim_yil} yıl"),
            ("Kurum arşivinde", "" if row.kurum_yil is None else f"{row.kurum_yil} yıl"),
            ("Birim", row.birim or "bütün birimler"),
            ("İlk geçerli gün", format_date(row.first_day)),
            ("Dayanağı", row.source),
            ("Geri alındı", row.withdrawn_reason),
        )
        return Detail(row.code, tuple((label, value) for label, value in facts if value))

    @work
    async def action_new(self) -> None:
        """N: one code after the other."""
        await open_form(
            self,
            "Saklama süresi",
            RetentionDraft,
            retention.add_retention,
            "Saklama süresi eklendi",
            key=retention.KIND,
            values={"first_day": self.desk.today},
            next_record=True,
        )
        self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: the approved plan."""
        await import_plan(self)
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: withdrawn with a reason."""
        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Saklama süresi",
                f"{row.code}, {row.kept}: neden geri alınıyor?",
                lambda job, reason: retention.withdraw_retention(job, row.id, reason),
                f"{row.code} süresi geri alındı",
            )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, retention.KIND, self.current.id, self.current.code)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A disagreement with a key of its own; one row of the plan may disagree in several ways."""

    id: int
    found: Disagreement


class DisagreementLedger(SectionView[_Numbered]):
    """Where the saklama planı and the filing plan in use disagree."""

    KEY = "saklama_fark"
    SECTIONS = SECTIONS
    HELP = (
        "Saklama planı ile kullanılan dosya planının uyuşmadığı yerler: bölümü toplamı tutmayan, süresi ya da "
        "sonu başka olan, planda bulunmayan ve süresi yazılmamış kodlar. Hangisinin doğru olduğuna arşiv karar "
        "verir; masa hiçbirini kendiliğinden değiştirmez. F4 dayanağını söyler."
    )
    EMPTY = "Saklama planı ile dosya planı uyuşuyor."
    VIEWS = (("", "Farklar"), ("yok", "Süresi yazılmamış kodlar"))
    COLUMNS = (
        Column("code", "Kod", 12, lambda row: row.found.code),
        Column("kind", "Fark", 26, lambda row: row.found.kind.label),
        Column("words", "Nedir", 30, lambda row: row.found.reason.text, grows=True),
        Column("birim", "Birim", 18, lambda row: row.found.birim, grows=True, min_screen=110),
        Column("title", "Kodun adı", 20, lambda row: row.found.title, grows=True, min_screen=126),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys("why", "section")

    def title(self) -> str:
        """For the frame."""
        return "Saklama planı farkları"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Exporting only by those who may."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[_Numbered]:
        """From the store; a plan has hundreds of codes, and the words of the filter stand anywhere."""
        words, unwritten = fold(query.text).split(), query.view == "yok"
        rows = [
            _Numbered(number, one)
            for number, one in enumerate(retention_views.disagreements(look), 1)
            if (one.kind is DisagreementKind.SURESIZ_KOD) is unwritten
            and all(word in fold(f"{one.code} {one.title} {one.kind.label} {one.birim}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows))

    def detail(self, look: Look, row: _Numbered) -> Detail:
        """All of it."""
        one = row.found
        facts = (
            ("Kod", f"{one.code} {one.title}".strip()),
            ("Birim", one.birim),
            ("Nedir", one.reason.text),
            ("Dayanak", one.reason.law),
        )
        return Detail(one.kind.label, tuple((label, value) for label, value in facts if value))

    @work
    async def action_why(self) -> None:
        """F4: what it rests on."""
        if self.current is not None:
            one = self.current.found
            await self.app.push_screen_wait(WhyDialog(one.code, one.kind.label, (_plain(one),)))


def _plain(one: Disagreement) -> Reason:
    """Its reason; the rows behind it stand in the other section."""
    return Reason(one.reason.text, one.reason.law)
