"""Personel: the people of the office, with their dated parts and cards."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.personel import operations, views
from data.personel.drafts import CardDraft, PartDraft, PersonelAmendDraft, PersonelDraft
from data.personel.views import PersonelCard, PersonelRow
from screens.actions import keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.listing import export_ledger
from screens.personel.importing import import_people
from screens.personel.unmasked import UnmaskedDialog
from screens.problems import show_problem
from screens.sections import Section, SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

SECTIONS = (
    Section("Kişiler", "screens.personel.area:PersonelArea"),
    Section("Haftalık düzenler", "screens.personel.patterns:PatternLedger"),
)
_LIST = "liste"
_NEEDS = {
    "new": Verb.PREPARE,
    "edit": Verb.PREPARE,
    "part": Verb.PREPARE,
    "card": Verb.PREPARE,
    "unmask": Verb.UNMASK,
    "import_file": Verb.IMPORT,
}


def open_person(frame: Frame, record_id: int) -> View:
    """The ledger with one person alone, employed or not, for the registry."""
    return PersonelArea(frame, only=record_id)


class PersonelArea(SectionView[PersonelRow]):
    """The people."""

    KEY = "personel"
    SECTIONS = SECTIONS
    HELP = (
        "Biriminizde çalışanlar. N yeni kişi ekler, F2 kendi bilgilerini düzeltir. Birim, statü ve haftalık düzen "
        "tarihle değişir: G bir tarihten geçerli görev değişikliği yazar, eski aylar olduğu gibi kalır. K kart "
        "verir, A dosyadan liste alır. T.C. kimlik no maskelidir; M açar ve bu denetim izine yazılır."
    )
    EMPTY = "Bu listede kimse yok. N ile bir kişi ekleyin ya da A ile dosyadan liste alın."
    VIEWS = (("", "Çalışan"), ("ayrilan", "Ayrılan"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("birim", "Birim"), ("statu", "Statü"), ("gorev", "Görev"), ("sicil", "Sicil no"))
    COLUMNS = (
        Column("sicil", "Sicil", 8, lambda row: row.sicil, sortable=True),
        Column("name", "Adı soyadı", 20, lambda row: row.name, sortable=True, grows=True),
        Column("kind", "Statü", 24, lambda row: row.kind.label, sortable=True),
        Column("hire", "İşe giriş", 10, lambda row: format_date(row.hire), sortable=True),
        Column("birim", "Birim", 24, lambda row: row.birim, sortable=True, grows=True, min_screen=92),
        Column("exit", "Ayrılış", 10, lambda row: format_date(row.exit) if row.exit else "", min_screen=100),
        Column("gorev", "Görevi", 18, lambda row: row.gorev, min_screen=120),
        Column("tckn", "T.C. kimlik", 11, lambda row: row.tckn, optional=True),
    )
    BINDINGS = keys("new", "edit", "part", "card", "unmask", "import_file", "history", "section")

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return "Personel"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        verb = _NEEDS.get(action)
        return verb is None or self.desk.actor.can(operations.AREA, verb)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PersonelRow]:
        """From the store."""
        return views.personel_window(look, query, start, limit, anchor, only=self._only)

    def detail(self, look: Look, row: PersonelRow) -> Detail:
        """All of a person, parts and cards newest first."""
        return _detail(views.person(look, row.id))

    # ------------------------------------------------------------ actions

    @work
    async def action_new(self) -> None:
        """N: people one after the other."""
        await open_form(
            self,
            "Yeni personel",
            PersonelDraft,
            operations.register_person,
            "Personel eklendi",
            key="personel",
            next_record=True,
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: a person's own data, as they stand at this moment."""
        card = await self._card()
        if card is None:
            return
        await open_form(
            self,
            f"{card.ad} {card.soyad}",
            PersonelAmendDraft,
            lambda work, draft: operations.amend_person(work, card.id, draft, card.version),
            "Personel bilgisi düzeltildi",
            key=f"personel:{card.id}",
            values={
                "sicil": card.sicil,
                "ad": card.ad,
                "soyad": card.soyad,
                "unvan": card.unvan,
                "gorev": card.gorev,
                "hire": card.hire,
                "exit": card.exit,
                "kidem_date": card.kidem_date,
                "birth_date": card.birth_date,
                "underground": card.underground,
            },
        )
        self.reload()

    @work
    async def action_part(self) -> None:
        """G: from a day on another unit, kind or pattern; the present ones stand in the form."""
        card = await self._card()
        if card is None:
            return
        present = card.parts[0]
        await open_form(
            self,
            f"Görev değişikliği: {card.ad} {card.soyad}",
            PartDraft,
            lambda work, draft: operations.change_part(work, card.id, draft),
            "Görev değişikliği yazıldı",
            key=f"personel-gorev:{card.id}",
            values={"birim_id": present.birim_id, "kind": present.kind.value, "pattern_id": present.pattern_id},
        )
        self.reload()

    @work
    async def action_card(self) -> None:
        """K: a new card from today on, or from another day."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            f"Kart ver: {row.name}",
            CardDraft,
            lambda work, draft: operations.give_card(work, row.id, draft),
            "Kart verildi",
            key=f"personel-kart:{row.id}",
            values={"valid_from": self.desk.today},
        )
        self.reload()

    @work
    async def action_unmask(self) -> None:
        """M: the identity number for a moment; the trail keeps who looked."""
        row = self.current
        if row is None:
            return
        try:
            tckn = await self.desk.work(lambda work: operations.unmask(work, row.id))
        except MasaError as problem:
            await show_problem(self.app, problem)
            return
        await self.app.push_screen_wait(UnmaskedDialog(row.name, tckn))

    @work
    async def action_import_file(self) -> None:
        """A: a list of people."""
        await import_people(self)
        self.rows.refresh_rows()

    @work
    async def action_export(self) -> None:
        """F6: this list, or the year's card of the selected people, else of the one under the cursor."""
        from screens.puantaj.exporting import export_cards

        row = self.current
        people = tuple(self.rows.selected_ids) or ((row.id,) if row is not None else ())
        desk = self.desk
        if not people or not (desk.actor.can("puantaj", Verb.EXPORT) and desk.actor.can("personel", Verb.EXPORT)):
            await export_ledger(self, self.title())
            return
        whose = f"{len(people)} kişi" if self.rows.selected_ids or row is None else row.name
        year = desk.today.year
        options = (
            (_LIST, "Bu liste"),
            *((str(one), f"Kişi kartı {one}: {whose}") for one in (year, year - 1, year - 2)),
        )
        chosen = await self.app.push_screen_wait(ChooseDialog("Dışa aktar", options))
        if not chosen:
            return
        if chosen[0] == _LIST:
            await export_ledger(self, self.title())
        else:
            await export_cards(self, people, int(chosen[0]))

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "personel", self.current.id, self.current.name)

    async def _card(self) -> PersonelCard | None:
        row = self.current
        return await self.ask(lambda look: views.person(look, row.id)) if row is not None else None


def _detail(card: PersonelCard) -> Detail:
    parts = [
        (f"{format_date(part.valid_from)} →", f"{part.kind.label}, {part.birim}, {part.pattern}")
        for part in card.parts
    ]
    cards = [
        (one.card_no, f"{format_date(one.valid_from)} – {format_date(one.valid_to) if one.valid_to else '…'}")
        for one in card.cards
    ]
    return Detail(
        f"{card.ad} {card.soyad}",
        (
            ("Sicil no", card.sicil),
            ("T.C. kimlik no", card.tckn),
            ("Unvanı", card.unvan),
            ("Görevi", card.gorev),
            ("İşe giriş", format_date(card.hire)),
            *((("İşten çıkış", format_date(card.exit)),) if card.exit else ()),
            ("İzin kıdem tarihi", format_date(card.kidem_date)),
            ("Doğum tarihi", format_date(card.birth_date) if card.birth_date else "—"),
            *((("Yer altı işi", "Evet"),) if card.underground else ()),
            ("", "Görev yeri, statü, haftalık düzen"),
            *parts,
            ("", "Kartlar"),
            *(cards or [("Kart", "verilmemiş")]),
        ),
    )
