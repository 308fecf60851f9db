"""Gönderilecek: recipients of letters that have not left yet, sent with one key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import work

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.evrak import hand_over_papers, zimmet_views
from data.evrak.hand_over_drafts import SendingCorrection, SendingDraft
from data.evrak.operations import dispatch
from data.evrak.rules.values import Dispatch
from data.evrak.sight import AREA, KIND
from data.evrak.zimmet_views import SendingRow
from screens.actions import keys
from screens.evrak.sections import SECTIONS
from screens.evrak.timeline import show_timeline
from screens.forms import ask_draft, open_form
from screens.history import show_history
from screens.paper_export import export_paper
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_BY_POST = tuple(way for way in Dispatch if way.by_post)
_ALL_POST = "hepsi"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDraft:
    """Which day's letters the list for the post office holds, and by which way."""

    day: date = entry(FieldSpec("Gönderim tarihi", FieldKind.DATE))
    way: str = entry(
        FieldSpec(
            "Gönderim şekli",
            FieldKind.CHOICE,
            choices=((_ALL_POST, "Posta ve kurye, hepsi"), *((way.value, way.label) for way in _BY_POST)),
        ),
        default=_ALL_POST,
    )


class DispatchView(SectionView[SendingRow]):
    """Recipients, sent to or not."""

    KEY = "evrak_gonderim"
    SECTIONS = SECTIONS
    HELP = (
        "İmzalanmış ve henüz gönderilmemiş yazılar, muhatap muhatap. Boşlukla seçin, Ş ile gönderildiğini yazın: "
        "bütün muhataplarına giden yazı gönderilmiş olur, cevap beklenen yazı cevabını bekler. Yanlış yazılan "
        "gönderim Gönderilen görünümünde F2 ile gerekçesiyle düzeltilir. F6 günün posta gönderi listesini verir. "
        "Süzgeç: valilik yol:posta no:2026/12."
    )
    EMPTY = "Gönderilecek yazı yok."
    VIEWS = (("", "Gönderilecek"), ("bugun", "Bugün giden"), ("gonderilen", "Gönderilen"))
    FILTER_FIELDS = (("yol", "Gönderim şekli"), ("no", "Kayıt no"))
    COLUMNS = (
        Column("name", "Evrak", 18, lambda row: row.name),
        Column("recipient", "Muhatap", 22, lambda row: row.recipient, grows=True),
        Column("subject", "Konu", 18, lambda row: row.subject, grows=True),
        Column("way", "Şekli", 10, lambda row: row.way),
        Column(
            "sent", "Gönderildi", 10, lambda row: format_date(row.sent_on) if row.sent_on else "", min_screen=90
        ),
        Column("tracking", "Gönderi no", 18, lambda row: row.tracking, min_screen=110),
        Column("purpose", "İçin", 6, lambda row: row.purpose.label, min_screen=120),
        Column("letter_no", "Sayı", 24, lambda row: row.letter_no, min_screen=140),
    )
    BINDINGS = keys("dispatch", "edit", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Gönderilecek"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("dispatch", "edit"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[SendingRow]:
        """From the store."""
        return zimmet_views.sending_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: SendingRow) -> Detail:
        """The letter and its sending."""
        lines = (
            ("Muhatap", f"{row.recipient} ({row.purpose.label})"),
            ("Konu", row.subject),
            ("Sayı", row.letter_no),
            ("Yazının tarihi", format_date(row.letter_date) if row.letter_date else ""),
            ("Gizlilik derecesi", row.secrecy.label),
            ("Gönderim şekli", row.way),
            ("Gönderi no", row.tracking),
            ("Gönderildi", format_date(row.sent_on) if row.sent_on else "Henüz gönderilmedi"),
        )
        return Detail(row.name, tuple((label, value) for label, value in lines if value))

    async def opened(self, row: SendingRow) -> None:
        """The document with its way."""
        await show_timeline(self, row.evrak_id)

    @work
    async def action_dispatch(self) -> None:
        """Ş: the selected recipients, or this one."""
        row = self.current
        wanted = tuple(sorted(self.rows.selected_ids)) or ((row.id,) if row is not None else ())
        if not wanted:
            return
        way = await self.ask(lambda look: dispatch.same_way(look, wanted))
        done = await open_form(
            self,
            f"Gönderildi: {row.name}"
            if len(wanted) == 1 and row is not None
            else f"Gönderildi: {len(wanted)} muhatap",
            SendingDraft,
            lambda job, draft: dispatch.send(job, wanted, draft),
            f"{len(wanted)} muhataba gönderildi",
            key="evrak.gonder",
            kept=row is not None and wanted == (row.id,) and not row.secrecy,
            values={"dispatch": way or Dispatch.POSTA.value, "sent_on": self.desk.today},
        )
        if done is not None:
            self.rows.clear_selection()
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: a sending that was written wrongly."""
        row = self.current
        if row is None:
            return
        if row.sent_on is None:
            self.say("Bu muhataba henüz gönderilmedi; Ş ile yazın.")
            return
        await open_form(
            self,
            f"Gönderim düzeltmesi: {row.name}",
            SendingCorrection,
            lambda job, draft: dispatch.correct_sending(job, row.id, draft, row.version),
            "Gönderim düzeltildi",
            key=f"evrak.gonderim:{row.id}",
            kept=not row.secrecy,
            values={"dispatch": row.dispatch, "tracking": row.tracking, "sent_on": row.sent_on},
        )
        self.reload()

    def action_history(self) -> None:
        """H: of the document."""
        if self.current is not None:
            show_history(self, KIND, self.current.evrak_id, self.current.name)

    @work
    async def action_export(self) -> None:
        """F6: the list for the post office, or what is seen."""
        options = (("posta", "Posta gönderi listesi"), ("liste", "Görünen liste"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
            return
        asked = await ask_draft(
            self, "Posta gönderi listesi", PostDraft, key="evrak.posta", values={"day": self.desk.today}
        )
        if asked is not None:
            ways = _BY_POST if asked.way == _ALL_POST else (Dispatch(asked.way),)
            await export_paper(
                self,
                "Posta gönderi listesi",
                lambda job: hand_over_papers.post_list_for_export(job, asked.day, ways),
                f"{asked.day:%Y-%m-%d}",
            )
