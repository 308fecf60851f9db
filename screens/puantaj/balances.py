"""Balances of leave: what everybody has earned, used, lost and has left."""

from __future__ import annotations

from textual import work

from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import balance_views, day_views, leave_papers
from data.puantaj.balance_views import BalanceDetail, BalanceRow
from data.puantaj.drafts import BalanceEntryDraft
from data.puantaj.operations import balances
from data.puantaj.rules.balance import BalanceKey
from screens.actions import keys
from screens.forms import open_form
from screens.paper_export import export_paper
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_NEEDS = {"new": Verb.PREPARE, "cancel_record": Verb.PREPARE, "export": Verb.EXPORT}


class BalanceLedger(SectionView[BalanceRow]):
    """Balances."""

    KEY = "izin_bakiye"
    SECTIONS = SECTIONS
    HELP = (
        "Herkesin bu yılki izin bakiyesi (işçide iş günü, memurda gün, mesaide saat): önceki yıldan devreden, "
        "doğan hak, kullanılan, yanan ve kalan. "
        "Planlanan, ileri tarihli geçerli izinlerdir; kalandan ayrıca düşer. F4 yıl yıl açıklar ve dayanağını "
        "gösterir. N devir, ek hak ya da kayıt dışı kullanım yazar, Del yazılanı gerekçesiyle geri çeker. Yıllık "
        "ücretli izin kayıt belgesi F6 iledir."
    )
    EMPTY = "Bu bakiyesi olan kimse yok."
    VIEWS = (
        (BalanceKey.YILLIK.value, "Yıllık"),
        (BalanceKey.FM.value, "Fazla çalışma"),
        (BalanceKey.SERBEST.value, "Serbest zaman"),
    )
    FILTER_FIELDS = (("birim", "Birim"), ("statu", "Statü"), ("sicil", "Sicil no"))
    COLUMNS = (
        Column("name", "Personel", 20, lambda row: row.name, grows=True),
        Column("carried", "Devreden", 10, lambda row: row.carried, align="right"),
        Column("earned", "Hak", 10, lambda row: row.earned, align="right"),
        Column("used", "Kullanılan", 10, lambda row: row.used, align="right"),
        Column("lapsed", "Yanan", 7, lambda row: row.lapsed, align="right"),
        Column(
            "left",
            "Kalan",
            11,
            lambda row: f"{'! ' if row.short else ''}{row.left}",
            align="right",
            tone=lambda row: Tone.BAD if row.short else Tone.NORMAL,
        ),
        Column("planned", "Planlanan", 10, lambda row: row.planned, align="right", min_screen=92),
        Column("kind", "Statü", 18, lambda row: row.kind.label, min_screen=124),
        Column("birim", "Birim", 22, lambda row: row.birim, min_screen=150, grows=True),
    )
    BINDINGS = keys("new", "why", "cancel_record", "section")

    def title(self) -> str:
        """For the frame."""
        return "İzin bakiyeleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        verb = _NEEDS.get(action)
        if verb is not None and not self.desk.actor.can("puantaj", verb):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[BalanceRow]:
        """From the store; only the people in view are computed."""
        return balance_views.balance_window(
            look, BalanceKey(query.view or BalanceKey.YILLIK), query, start, limit, anchor
        )

    def detail(self, look: Look, row: BalanceRow) -> Detail:
        """Year by year."""
        found = balance_views.balance_detail(look, self._key, row.id).value
        return Detail(found.title, _lines(found))

    @property
    def _key(self) -> BalanceKey:
        return BalanceKey(self.rows.ledger_query.view or BalanceKey.YILLIK)

    @work
    async def action_why(self) -> None:
        """F4: every year, right and use with its law."""
        row = self.current
        if row is None:
            return
        key = self._key
        found = await self.ask(lambda look: balance_views.balance_detail(look, key, row.id))
        if found is None:
            return
        ref = await self.app.push_screen_wait(
            WhyDialog(found.value.title, f"Kalan: {found.value.left}", found.reasons, day_views.ref_name)
        )
        if ref is not None:
            self.frame.go_to_record(ref.kind, ref.id)

    @work
    async def action_new(self) -> None:
        """N: a manual entry for the person under the cursor, or for another one."""
        row, key = self.current, self._key
        values: dict[str, object] = {"balance": key.value, "year": self.desk.today.year, "day": self.desk.today}
        if row is not None:
            values["personel_id"] = row.id
        await open_form(
            self,
            f"Bakiye kaydı: {key.label}",
            BalanceEntryDraft,
            balances.add_entry,
            "Bakiye kaydı yazıldı",
            key=f"bakiye-{key.value}",
            values=values,
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: one of the person's entries, with a reason."""
        row, key = self.current, self._key
        if row is None:
            return
        found = await self.ask(lambda look: balance_views.balance_detail(look, key, row.id).value)
        if found is None:
            return
        if not found.entries:
            self.say("Bu bakiyede elle yazılmış kayıt yok.")
            return
        options = tuple((str(one.id), one.words) for one in found.entries)
        chosen = await self.app.push_screen_wait(ChooseDialog("Hangi kayıt geri çekilsin?", options))
        if not chosen:
            return
        entry = next(one for one in found.entries if str(one.id) == chosen[0])
        reason = await self.app.push_screen_wait(
            ReasonDialog("Bakiye kaydını geri çek", f"{entry.words}\nNeden geri çekiliyor?", 3)
        )
        if reason is not None:
            await self.do(
                lambda work: balances.withdraw_entry(work, entry.id, entry.version, reason),
                "Bakiye kaydı geri çekildi",
            )
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: what is seen, or the yıllık ücretli izin kayıt belgesi of the person."""
        row = self.current
        options = [("liste", "Görünen liste")]
        if row is not None and row.kind.under_4857:
            options.append(("belge", f"Yıllık ücretli izin kayıt belgesi: {row.name}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste" or row is None:
            await self.export_list()
            return
        await export_paper(
            self,
            "Yıllık ücretli izin kayıt belgesi",
            lambda work: leave_papers.annual_record_for_export(work, row.id),
            row.sicil,
        )


def _lines(found: BalanceDetail) -> tuple[tuple[str, str], ...]:
    lines: list[tuple[str, str]] = [("Kalan", found.left)]
    for year, (carried, earned, used, lapsed, left) in found.years:
        lines.append(("", str(year)))
        lines += [("Devreden", carried), ("Hak", earned), ("Kullanılan", used), ("Yanan", lapsed), ("Kalan", left)]
    if found.lapses:
        lines += [("", "Süresi"), *(("•", text) for text in found.lapses)]
    if found.entries:
        lines += [("", "Elle yazılanlar"), *(("•", one.words) for one in found.entries)]
    return tuple(lines)
