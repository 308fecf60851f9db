"""Dosya planı: the codes that documents are filed under, and what a unit uses most of them."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.core.units import home_unit
from data.sdp import operations, views
from data.sdp.drafts import CodeDraft
from data.sdp.lookup import AREA, KIND
from data.sdp.versions import keeps_plan
from data.sdp.views import CodeRow
from screens.actions import keys
from screens.evrak.sdp_importing import import_plan
from screens.evrak.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_KEEPERS = frozenset({"new", "switch", "import_file"})
"""Actions of those who keep the plan."""


def _tone(row: CodeRow) -> Tone:
    return Tone.NORMAL if row.in_use and row.active else Tone.DIM


class SdpView(SectionView[CodeRow]):
    """The codes of the filing plan."""

    KEY = "sdp"
    SECTIONS = SECTIONS
    HELP = (
        "Standart dosya planı. Bölüm ve üst başlıklar dosyalama için seçilmez; 020 ile 030'un altındakiler yalnız "
        "ikinci kod olur. K kodu biriminizin favorilerine alır: kayıt formunda önce favoriler, sonra en çok "
        "kullanılanlar çıkar. P kodu gerekçesiyle pasife alır ya da açar, A planı dosyadan yeni sürüm olarak "
        "alır, N belediyenin kendi planına (100-599) kod ekler. Eski kayıtlar dosyalandıkları sürümün kodunu "
        "korur. Süzgeç: izin kod:903 sonuc:A3 surum:2024."
    )
    EMPTY = "Bu görünümde dosya kodu yok. A ile planın dosyasını alın."
    VIEWS = (("", "Kullanımda"), ("favori", "Favoriler"), ("pasif", "Pasif"), ("tumu", "Bütün sürümler"))
    FILTER_FIELDS = (("kod", "Dosya kodu"), ("sonuc", "Saklama/tasfiye kodu"), ("surum", "Sürüm"))
    COLUMNS = (
        Column("code", "Kod", 12, lambda row: row.code, tone=_tone, sortable=True),
        Column("title", "Konu adı", 30, lambda row: row.title, tone=_tone, grows=True),
        Column("favourite", "Favori", 6, lambda row: "✓" if row.favourite else ""),
        Column("use", "Kullanımı", 17, lambda row: row.use.label if row.active else "Pasif", min_screen=90),
        Column("period", "Süre", 5, lambda row: row.period, align="right"),
        Column("outcome", "Sonuç", 5, lambda row: row.outcome),
        Column("uses", "Kayıt", 6, lambda row: str(row.uses), align="right", sortable=True),
        Column("plan", "Sürüm", 26, lambda row: row.plan, grows=True, min_screen=130),
    )
    BINDINGS = keys("favourite", "switch", "new", "import_file", "why", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Dosya planı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Favourites by those who write documents, the plan by those who keep it."""
        if action in _KEEPERS:
            return keeps_plan(self.desk.actor)
        if action == "favourite":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CodeRow]:
        """From the store."""
        return views.codes_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: CodeRow) -> Detail:
        """What stands above it, how long its papers are kept, and its version."""
        found = views.detail(look, row.id)
        code = found.row
        ends = f" – {format_date(found.last_day)}" if found.last_day else " – sürüyor"
        lines = (
            *(("Üstünde", above) for above in found.above),
            ("Kullanımı", code.use.label),
            *((("Bugün", found.unusable.text),) if found.unusable else ()),
            *((("Saklama süresi", code.period), ("Saklama/tasfiye", code.outcome)) if code.period else ()),
            ("Anlamı", found.kept.value),
            *((("Açıklama", code.note),) if code.note else ()),
            ("Bizdeki kayıt", str(code.uses)),
            ("Favori", "biriminizin favorisi" if code.favourite else "değil"),
            ("", "Sürüm"),
            ("Adı", code.plan),
            ("Kullanım günleri", f"{format_date(found.first_day)}{ends}"),
            ("Dayanağı", found.source),
        )
        return Detail(f"{code.code} {code.title}", lines)

    @work
    async def action_favourite(self) -> None:
        """K: among the unit's favourites, or off them."""
        row = self.current
        if row is None:
            return
        on = not row.favourite
        done = "favorilere eklendi" if on else "favorilerden çıkarıldı"
        await self.do(lambda job: operations.favour(job, home_unit(job), row.id, on), f"{row.code} {done}")
        self.reload()

    @work
    async def action_switch(self) -> None:
        """P: off the pickers, or back."""
        row = self.current
        if row is not None:
            what = "pasife alınıyor" if row.active else "yeniden kullanıma açılıyor"
            await self.withdraw_asked(
                "Dosya kodu",
                f"{row.code} {row.title} neden {what}?",
                lambda job, reason: operations.switch_code(job, row.id, not row.active, reason, row.version),
                f"{row.code} {'pasife alındı' if row.active else 'kullanıma açıldı'}",
            )

    @work
    async def action_new(self) -> None:
        """N: codes of the municipality's own part, one after the other."""
        await open_form(
            self,
            "Yeni dosya kodu",
            CodeDraft,
            operations.add_code,
            "Dosya kodu eklendi",
            key="sdp",
            next_record=True,
        )
        self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: a plan as a new version."""
        await import_plan(self)
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: why its papers are kept that long, and whether documents may be filed under it."""
        row = self.current
        found = await self.ask(lambda look: views.detail(look, row.id)) if row is not None else None
        if found is not None:
            filed = found.unusable or Reason(f"Bugün dosyalanır: {found.row.use.label}.")
            heading = f"{found.row.code} {found.row.title}"
            await self.app.push_screen_wait(WhyDialog(heading, found.kept.value, (filed, *found.kept.reasons)))

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, KIND, self.current.id, f"{self.current.code} {self.current.title}")
