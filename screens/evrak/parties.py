"""Muhataplar: senders and recipients, with what their letters usually are."""

from __future__ import annotations

from textual import work

from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.evrak import party_views
from data.evrak.drafts import MuhatapDraft
from data.evrak.operations import parties
from data.evrak.party_views import PartyRow
from data.evrak.rules.values import Arrival, Basis, DocKind, Purpose
from data.evrak.sight import AREA
from screens.actions import keys
from screens.evrak.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_LABELS = {one.value: one.label for members in (DocKind, Purpose, Arrival) for one in members}


class PartyLedger(SectionView[PartyRow]):
    """Senders and recipients."""

    KEY = "muhatap"
    SECTIONS = SECTIONS
    HELP = (
        "Yazıların geldiği ve gittiği kurumlar, kuruluşlar ve kişiler. Alışılmış değerler yeni kayıtta "
        "kendiliğinden gelir: bir gönderenin yazıları hep aynı türde, aynı kodla ve aynı birime geliyorsa bir kez "
        "yazın. Bize göre yeri yazının kapanışını belirler (RY m.16). P kullanımdan çıkarır; kayıtları durur. "
        "Süzgeç: valilik tur:kişi detsis:6810."
    )
    EMPTY = "Bu görünümde muhatap yok. N ile ekleyin; yeni gönderen evrak kaydında da yazılabilir."
    VIEWS = (("", "Kullanımda"), ("kurum", "Kurumlar"), ("kisi", "Kişiler"), ("pasif", "Pasif"))
    FILTER_FIELDS = (("tur", "Türü"), ("detsis", "DETSİS no"))
    COLUMNS = (
        Column("name", "Adı", 30, lambda row: row.name, sortable=True, grows=True),
        Column("relation", "Bize göre yeri", 14, lambda row: row.relation.label),
        Column("code", "Alışılmış kod", 16, lambda row: row.code, grows=True, min_screen=100),
        Column("birim", "Alışılmış birim", 16, lambda row: row.birim, grows=True, min_screen=120),
        Column("detsis", "DETSİS", 10, lambda row: row.detsis, min_screen=110),
        Column("uses", "Evrak", 7, lambda row: str(row.uses), sortable=True),
    )
    BINDINGS = keys("new", "edit", "switch", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Muhataplar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "edit", "switch") and not self.desk.actor.can(AREA, Verb.PREPARE):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PartyRow]:
        """From the store."""
        return party_views.party_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: PartyRow) -> Detail:
        """All of it."""
        return Detail(
            row.name,
            (
                ("Türü", f"{row.kind.label} · {row.relation.label}"),
                ("Birimi", row.unit),
                ("DETSİS", row.detsis),
                ("Adresi", row.address),
                ("KEP", row.kep),
                ("", "Alışılmış değerler"),
                ("Belge türü", _LABELS.get(row.usual_kind, "")),
                ("Dosya kodu", row.code),
                ("Birim", row.birim),
                ("Gereği / bilgi", _LABELS.get(row.usual_purpose, "")),
                ("Süre dayanağı", Basis(row.usual_basis).label if row.usual_basis else ""),
                ("Geliş şekli", _LABELS.get(row.usual_way, "")),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: one after the other."""
        await open_form(
            self,
            "Yeni muhatap",
            MuhatapDraft,
            parties.add_party,
            "Muhatap eklendi",
            key="muhatap",
            next_record=True,
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: as it stands at this moment."""
        row = self.current
        if row is None:
            return
        names = (
            "name", "detsis", "unit", "address", "kep", "usual_kind", "usual_sdp_id", "usual_birim_id",
            "usual_purpose", "usual_basis", "usual_way",
        )  # fmt: skip
        values = {name: getattr(row, name) or None for name in names}
        await open_form(
            self,
            f"Muhatap: {row.name}",
            MuhatapDraft,
            lambda job, draft: parties.amend_party(job, row.id, draft, row.version),
            "Muhatap düzeltildi",
            key=f"muhatap:{row.id}",
            values=values | {"kind": row.kind.value, "relation": row.relation.value},
        )
        self.reload()

    @work
    async def action_switch(self) -> None:
        """P: off the pickers, or back."""
        row = self.current
        if row is not None:
            what = "kullanımdan çıkarılıyor" if row.active else "yeniden kullanıma açılıyor"
            await self.withdraw_asked(
                "Muhatap",
                f"{row.name} neden {what}?",
                lambda job, reason: parties.switch_party(job, row.id, not row.active, reason),
                f"{row.name}: tamam",
            )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, parties.KIND, self.current.id, self.current.name)
