"""An archive with some folders brought through a year, and every paper that it gives on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from data.arsiv import (
    papers_disposal,
    papers_disposal_letters,
    papers_due,
    papers_folder,
    papers_loan,
    papers_places,
    papers_reminder,
    papers_transfer,
    papers_year,
)
from data.arsiv.models import Klasor, KlasorBelge, KlasorKontrol
from data.arsiv.operations import transfers
from data.arsiv.rules.values import FolderStage
from data.core import trail
from data.core.paper import Paper
from data.core.store import Look
from tests.arsiv.archive_office import Desk, code_id, place_id, unit_id
from tests.arsiv.disposal_office import (
    approved,
    before_commission,
    destroyed,
    handed_in,
    judged,
    listed,
    many,
    opinion,
    signed,
    started,
)
from tests.arsiv.filing_office import opened
from tests.arsiv.test_controls import appointed
from tests.arsiv.test_devir import decided, handed, received
from tests.arsiv.test_devir import listed as transfer_listed
from tests.arsiv.test_holds_and_loans import lent

GONE: Final = "622.01"
"""Code of the folders that are destroyed."""
HANDED: Final = "934.01"
"""Code of those that are handed over; the first one comes back."""
TITLES: Final = ("=SUM(A1:A9)", "İzin işleri", "Ğğ Şş İı Çç Öö Üü ", "<b>İhale</b> & sözleşme", "Uzun konu " * 25)
Papers = Iterator[tuple[str, Paper]]


class Year:
    """The papers of one year, each with the name of its form."""

    def __init__(self, desk: Desk, count: int) -> None:
        self._desk, self._count = desk, count
        self.gone = many(desk, count, GONE)
        with desk.work() as work:
            for place, key in enumerate(self.gone):
                row = work.session.get_one(Klasor, key)
                row.title = TITLES[place % len(TITLES)].strip()
            trail.record(work, "arsiv.test", "Başlıklar")
        appointed(desk)

    def papers(self) -> Papers:
        """All of them, in the order in which a year makes them."""
        yield from self._lists()
        yield from self._content()
        yield from self._handing()
        yield from self._lending()
        yield from self._disposing()

    def _made(self, make: Callable[..., Any], *more: Any, **named: Any) -> Any:
        with self._desk.work() as work:
            return make(work, *more, **named)

    def _ask(self, question: Callable[[Look], Any]) -> Any:
        with self._desk.look() as look:
            return question(look)

    def _due(self, kind: str, year: int) -> Paper:
        draft = papers_due.DueListDraft(birim_id=unit_id(self._desk), kind=kind, year=year)
        return self._made(papers_due.due_list_for_export, self._ask, draft)  # type: ignore[no-any-return]

    def _lists(self) -> Papers:
        kurum = place_id(self._desk, "K1")
        units = papers_folder.FolderListDraft(birim_id=unit_id(self._desk), year=2010)
        yield "klasorler", self._made(papers_folder.folder_list_for_export, self._ask, units)
        yield "envanter", self._made(papers_places.inventory_for_export, self._ask, kurum)
        yield "doluluk", self._made(papers_places.occupancy_for_export, kurum)
        yield "ayiklanacak", self._due("gelen", 2021)

    def _content(self) -> Papers:
        key = opened(self._desk)
        with self._desk.work() as work:
            for place in range(self._count):
                line = KlasorBelge(
                    klasor_id=key, day=date(2026, 1 + place % 9, 1 + place % 28), no=f"E-1-622.01-{place}",
                    subject=TITLES[place % len(TITLES)].strip(), party="Örnek Valiliği", pages=3, enclosures=1,
                    made_by=work.actor.user_id, made_at=work.now,
                )  # fmt: skip
                work.session.add(line)
            trail.record(work, "arsiv.test", "Satırlar")
        yield "icerik", self._made(papers_folder.content_for_export, key)

    def _handing(self) -> Papers:
        desk = self._desk
        with desk.work() as work:
            rows = [_ready(desk, place) for place in range(self._count + 1)]
            work.session.add_all(rows)
            work.session.flush()
            for row in rows:
                work.session.add(
                    KlasorKontrol(
                        klasor_id=row.id or 0, day=date(2026, 1, 12), answers="EEEEE-", manager="Zeynep Demir",
                        fit=True, made_by=work.actor.user_id, made_at=work.now,
                    )
                )  # fmt: skip
            keys = [row.id or 0 for row in rows]
            trail.record(work, "arsiv.test", "Devre hazır")
        key = transfer_listed(desk)
        with desk.work() as work:
            transfers.fill(work, key, 1)
        handed(desk, key)
        decided(desk, key, keys[1:], over=True)
        decided(desk, key, keys[:1], answer="iade", reason="Etiketi eksik", place="")
        received(desk, key)
        yield "devir", self._made(papers_transfer.transfer_for_export, key)

    def _lending(self) -> Papers:
        keys = many(self._desk, self._count, "804.01", 2015)
        loans = [lent(self._desk, key, due_on=date(2026, 5, 20)) for key in keys]
        yield "istek", self._made(papers_loan.request_for_export, loans[0])
        yield "odunc", self._made(papers_loan.slip_for_export, loans[0])
        draft = papers_reminder.ReminderDraft(until=date(2026, 12, 4))
        (paper,) = self._made(papers_reminder.reminders_for_export, draft)
        yield "hatirlatma", paper

    def _disposing(self) -> Papers:
        desk, disposal, letters = self._desk, papers_disposal, papers_disposal_letters
        key = started(desk)
        before_commission(desk, key, *self.gone)
        yield "degerlendirme", self._made(disposal.judged_for_export, key)
        yield "imha_komisyonu", self._made(letters.naming_for_export, key)
        judged(desk, key, *self.gone)
        yield "imha_karari", self._made(disposal.decision_for_export, key)
        listed(desk, key)
        signed(desk, key)
        handed_in(desk, key)
        yield "imha_listesi", self._made(disposal.list_for_export, key)
        yield "imha_gorusu", self._made(letters.opinion_for_export, key)
        opinion(desk, key)
        yield "imha_onayi", self._made(letters.approval_for_export, key)
        approved(desk, key)
        destroyed(desk, key)
        yield "imha_tutanagi", self._made(disposal.tutanak_for_export, key)
        yield "imha_edilen", self._due("imha", 2026)
        yield "faaliyet", self._made(papers_year.year_for_export, papers_year.YearDraft(year=2026))


def _ready(desk: Desk, place: int) -> Klasor:
    """A closed folder of last year that was found fit."""
    return Klasor(
        birim_id=unit_id(desk), opened_year=2025, number=place + 1, kod_id=code_id(desk, HANDED), code=HANDED,
        part=place + 1, title=TITLES[place % len(TITLES)].strip(), opened_on=date(2025, 1, 2),
        closed_on=date(2025, 12, 31), closed_year=2025, stage=FolderStage.DEVRE_HAZIR.value, period="10",
        outcome="C", kept_by="SSDP 2024 V.4", due_on=date(2036, 1, 1), yer_id=place_id(desk, "B1-01"),
        pages=50 + place,
    )  # fmt: skip
