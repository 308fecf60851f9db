"""A folder is as secret as what is in it; who need not know finds it on no road, and at rest none can read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.filing_drafts import FileDraft, FilePeriodDraft, LowerDraft, MoveDraft, PaperLineDraft
from data.arsiv.filing_plan import against_filing, offer_for
from data.arsiv.folder_texts import texts_of
from data.arsiv.models import ArsivYer, KlasorBelge
from data.arsiv.models_papers import ArsivDevirSatir
from data.arsiv.operations import filing, moves, transfer_steps, transfers
from data.arsiv.operations.events import Event, happen
from data.arsiv.operations.secrecy import lower_secrecy
from data.arsiv.place_drafts import MoveDraft as MovePlace
from data.arsiv.place_views import place_card
from data.arsiv.rules.values import EventKind
from data.arsiv.shelf_views import not_found
from data.arsiv.transfer_drafts import HandDraft, TransferDraft
from data.core import search, trail
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.secrecy import Secrecy
from tests.arsiv.archive_office import Desk, place_id, unit_id
from tests.arsiv.filing_office import SUBJECT, cleared, document, folder, opened, secret

TODAY = date(2026, 11, 20)
TITLE = "Gizli sayılacak başlık"


@pytest.fixture
def office(desk: Desk) -> Iterator[Desk]:
    with cleared(desk):
        yield desk


def filed(desk: Desk, evrak_id: int, key: int, who: str = "ayse") -> int:
    with desk.work(who) as work:
        return filing.file_document(work, evrak_id, FileDraft(klasor_id=key))


def test_a_secret_document_makes_its_folder_secret_and_its_words_are_sealed(office: Desk) -> None:
    key = opened(office, title=TITLE)
    ordinary = filed(office, document(office, number="Açık sayı 1"), key)
    evrak_id = secret(office)
    with office.look() as look:
        assert offer_for(look, evrak_id).klasor_id == key
        assert "“Gizli” dereceli olur" in against_filing(look, evrak_id, key)[0]
        assert [one.kind for one in search.find(look, TITLE)] == ["klasor"]
    filed(office, evrak_id, key)
    assert office.store.path is not None
    with sqlite3.connect(office.store.path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = office.store.path.read_bytes()
    assert TITLE.encode() not in kept and SUBJECT.encode() not in kept
    with office.look() as look:
        row = lookup.folder_row(look, key)
        assert (row.secrecy, row.title, row.arama, texts_of(look, row).title) == (2, "", "", TITLE)
        line = look.session.get_one(KlasorBelge, ordinary)
        assert (line.no, line.subject, line.sealed is None) == ("", "", False)
        assert search.find(look, TITLE) == ()
    for who in ("mehmet", "zeynep", "fatih", "denetci", "kadir"):
        with office.look(who) as look, pytest.raises(BadInput, match="bulunamadı"):
            lookup.folder_row(look, key)


def test_a_bulk_filing_leaves_a_secret_document_rather_than_hide_an_open_folder(office: Desk) -> None:
    key = opened(office)
    secret(office, Secrecy.HIZMETE_OZEL)
    draft = FilePeriodDraft(birim_id=unit_id(office), first=date(2026, 11, 1), last=TODAY)
    with office.work() as work:
        left = filing.file_period(work, draft)
    assert left.reasons() == (("Gizlilik dereceli: klasörü tek tek seçilir", 1),)
    assert folder(office, key).secrecy == 0
    with office.work("fatih") as work:
        assert filing.file_period(work, draft).left == []


def test_who_need_not_know_one_document_finds_no_line_of_it_in_a_folder_that_is_known(office: Desk) -> None:
    key = opened(office)
    filed(office, secret(office), key)
    with office.work() as work:
        filing.add_paper_line(work, key, PaperLineDraft(day=TODAY, subject=SUBJECT, secrecy="2"))
    theirs = secret(office, who="mehmet")
    with pytest.raises(BadInput):
        filed(office, theirs, key, "mehmet")
    with office.look("mehmet") as look:
        seen = select(col(KlasorBelge.id)).where(lookup.lines_in_sight(look))
        assert list(look.session.execute(seen).scalars()) == []
    with office.look() as look:
        seen = select(col(KlasorBelge.id)).where(lookup.lines_in_sight(look))
        assert len(list(look.session.execute(seen).scalars())) == 2


def test_a_level_is_lowered_only_by_paper_and_only_when_nothing_higher_is_left(office: Desk) -> None:
    key, other = opened(office, who="mehmet", title=TITLE), opened(office, "804.01", who="mehmet")
    line = filed(office, secret(office, who="mehmet"), key, "mehmet")
    with pytest.raises(BadFields, match="daha düşük"), office.work("mehmet") as work:
        lower_secrecy(work, key, LowerDraft(level="2", paper="Yazı", day=TODAY), 1)
    with office.work("mehmet") as work, pytest.raises(RuleBroken, match="daha yüksek dereceli"):
        draft = LowerDraft(level="0", paper="Yazı", day=TODAY)
        lower_secrecy(work, key, draft, lookup.folder_row(work, key).version)
    with office.work("mehmet") as work:
        filing.move_line(work, line, MoveDraft(klasor_id=other, reason="Kendi klasörü"))
    with office.work("mehmet") as work:
        filing.add_paper_line(work, key, PaperLineDraft(day=TODAY, subject="Ek tutanak", secrecy="1"))
        version = lookup.folder_row(work, key).version
        lower_secrecy(work, key, LowerDraft(level="0", paper="77 sayılı yazı", day=TODAY), version)
    row = folder(office, key, "fatih")
    assert (row.secrecy, row.title) == (0, TITLE)
    with office.look("fatih") as look:
        wanted = select(KlasorBelge).where(col(KlasorBelge.klasor_id) == key, lookup.lines_in_sight(look))
        assert [one.subject for one in look.session.execute(wanted).scalars()] == ["Ek tutanak"]
        every = look.session.execute(select(KlasorBelge).where(col(KlasorBelge.klasor_id) == key)).scalars()
        assert all(one.withdrawn_reason == "" for one in every), "why a secret document went lies sealed with it"
        assert [one.kind for one in search.find(look, TITLE)] == ["klasor"]
        with pytest.raises(BadInput):
            lookup.folder_row(look, other)


def test_what_a_full_shelf_a_filed_document_and_a_shared_list_must_tell_they_tell_without_a_word_more(
    office: Desk,
) -> None:
    """The three answers that an office without it would not give: a thing is in a place, filed or on a list."""
    hidden, key, document_id = opened(office, who="mehmet"), opened(office), document(office)
    shelf = place_id(office, "B1-01")
    filed(office, document_id, hidden, "mehmet")
    filed(office, secret(office, who="mehmet"), hidden, "mehmet")
    with office.work("mehmet") as work:
        moves.move(work, [hidden], MovePlace(yer_id=shelf, day=TODAY))
        work.session.get_one(ArsivYer, shelf).capacity = 1
    with office.look("fatih") as look:
        assert (place_card(look, shelf).folders, not_found(look, shelf, set())) == (0, ())
    with office.work("fatih") as work, pytest.raises(RuleBroken) as full:
        moves.move(work, [key], MovePlace(yer_id=shelf, day=TODAY))
    assert str(full.value).startswith("B1-01 en çok 1 klasör alır; seçilenler sığmıyor.")
    with office.work("fatih") as work, pytest.raises(RuleBroken, match="zaten dosyalanmış") as twice:
        filing.file_document(work, document_id, FileDraft(klasor_id=key))
    with office.work("mehmet") as work:
        devir = transfers.start(work, TransferDraft(kind="kurum", birim_id=unit_id(office), day=TODAY))
        happen(work, lookup.folder_row(work, hidden), Event(kind=EventKind.DEVRE, day=TODAY))
        work.session.add(ArsivDevirSatir(devir_id=devir, klasor_id=hidden, line_no=1))
    giver = HandDraft(giver_name="Fatih Ergün", giver_title="Memur", no_prints=True)
    with office.work("fatih") as work, pytest.raises(BadInput, match="Klasör bulunamadı") as listed:
        transfer_steps.hand_over(work, devir, giver, 1)
    for told in (full, twice, listed):
        assert not any(word in str(told.value) for word in ("622.01", "2026-1", "izli", TITLE))


def test_no_history_of_an_open_record_names_a_secret_folder_to_the_cleared_who_need_not_know(office: Desk) -> None:
    hidden, other = opened(office, who="mehmet"), opened(office, "804.01", who="mehmet")
    filed(office, secret(office, who="mehmet"), hidden, "mehmet")
    with office.work("mehmet") as work:
        line = filing.add_paper_line(work, hidden, PaperLineDraft(day=TODAY, subject="Tutanak"))
        filing.move_line(work, line, MoveDraft(klasor_id=other, reason="Bu klasörün"))
    late = secret(office, who="mehmet")
    with office.work("mehmet") as work:
        draft = FilePeriodDraft(birim_id=unit_id(office), first=date(2026, 11, 1), last=TODAY)
        assert filing.file_period(work, draft).fitting == [(late, hidden)]
    with office.look("ayse") as look:
        told = [*trail.history(look, "klasor", other), *trail.history(look, "birim", unit_id(office))]
        assert [one.action for one in told if one.action.startswith("arsiv.")] == ["arsiv.open"]
    with office.look("mehmet") as look:
        actions = [one.action for one in trail.history(look, "klasor", hidden)]
        assert actions[:2] == ["arsiv.file_period", "arsiv.move"]
