"""A secret document does not exist for those not cleared, whatever road they take; at rest nothing is readable."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from data.core import attachments, backup, search, trail, vault
from data.core.errors import BadInput, NotAllowed
from data.core.models import SearchEntry
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.trail_views import trail_window
from data.evrak import card, pick_views, views
from data.evrak.drafts import Part
from data.evrak.finding import find_everything
from data.evrak.models import Evrak
from data.evrak.operations import closing, files
from tests.evrak.evrak_office import PASSPHRASE, Desk, clear, incoming, row, secret

SUBJECT, SENDER = "Saklı Konu Başlığı", "Örnek Valiliği"
FILE_WORDS = "gizlikelimekuyusu"


@pytest.fixture
def cleared(desk: Desk) -> Iterator[Desk]:
    """``ayse`` and ``mehmet`` cleared up to Gizli, ``zeynep`` up to Hizmete özel; the vault is open."""
    for who, level in (("ayse", Secrecy.GIZLI), ("mehmet", Secrecy.GIZLI), ("zeynep", Secrecy.HIZMETE_OZEL)):
        clear(desk, who, level)
    with desk.work("yonetici") as work:
        vault.create(work, PASSPHRASE)
    with desk.look() as look:
        desk.store.vault = vault.open_with(look, PASSPHRASE)
    yield desk
    desk.store.vault = None


def numbers(desk: Desk, who: str, typed: str = "", view: str = "") -> list[str]:
    with desk.look(who) as look:
        found = views.evrak_window(look, LedgerQuery(text=typed, view=view), 0, 50)
        assert found.total == len(found.rows)
        return [one.kayit_no for one in found.rows]


def test_a_secret_document_has_a_series_of_its_own_so_that_the_book_shows_no_gap(cleared: Desk) -> None:
    first, hidden, second = incoming(cleared), secret(cleared, Secrecy.GIZLI), incoming(cleared, letter_no="2")
    assert [first.kayit_no, hidden.kayit_no, second.kayit_no] == ["2026/1", "G-2026/1", "2026/2"]
    assert numbers(cleared, "fatih") == ["2026/2", "2026/1"]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("ayse", True),
        ("mehmet", False),
        ("zeynep", False),
        ("fatih", False),
        ("yonetici", False),
        ("denetci", False),
    ],
)
def test_gizli_needs_clearance_and_need_to_know(cleared: Desk, who: str, sees: bool) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    if who != "yonetici":
        assert (numbers(cleared, who) == ["G-2026/1"]) is sees
        assert (numbers(cleared, who, "saklı konu") == ["G-2026/1"]) is sees
        assert (numbers(cleared, who, "konu:saklı") == ["G-2026/1"]) is sees
    with cleared.work(who) as work:
        if sees:
            assert card.open_card(work, made.id).texts.subject == SUBJECT
        else:
            with pytest.raises((BadInput, NotAllowed)):
                card.open_card(work, made.id)
        trail.record(work, "deneme", "İşlem")


def test_hizmete_ozel_needs_the_clearance_alone(cleared: Desk) -> None:
    secret(cleared, Secrecy.HIZMETE_OZEL)
    assert numbers(cleared, "zeynep") == ["HÖ-2026/1"]
    assert numbers(cleared, "fatih") == []


def test_with_the_vault_closed_it_is_not_there_even_for_its_registrar(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    cleared.store.vault = None
    assert numbers(cleared, "ayse") == []
    with cleared.look() as look, pytest.raises(BadInput):
        card.card(look, made.id)
    with pytest.raises(NotAllowed):
        secret(cleared, Secrecy.GIZLI)


def test_a_level_above_ones_own_cannot_be_entered(cleared: Desk) -> None:
    with pytest.raises(NotAllowed):
        secret(cleared, Secrecy.COK_GIZLI)
    with pytest.raises(NotAllowed):
        secret(cleared, Secrecy.HIZMETE_OZEL, who="fatih")


def test_lists_show_it_closed_and_every_look_is_in_the_trail(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    with cleared.look() as look:
        (shown,) = views.evrak_window(look, LedgerQuery(), 0, 5).rows
    assert SUBJECT not in shown.subject and shown.muhatap == ""
    with cleared.work() as work:
        card.open_card(work, made.id)
    with cleared.look() as look:
        newest = trail.history(look, "evrak", made.id)[0]
    assert newest.action == "evrak.look" and SUBJECT not in newest.summary


def test_no_road_of_searching_leads_an_uncleared_person_there(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    for typed in ("saklı", "valiliği", "G-2026", "E-11112222"):
        with cleared.look("fatih") as look:
            assert [one for one in find_everything(look, typed) if one.record_id == made.id] == []
            assert search.find(look, typed) == () or typed == "valiliği"
            assert pick_views.find_documents(look, typed, 5) == ()
            assert pick_views.document_choice(look, made.id) is None
    with cleared.look("ayse") as look:
        assert [one.record_id for one in find_everything(look, "saklı konu")] == [made.id]
    with cleared.store.look(PROGRAM) as look:
        assert look.session.exec(select(SearchEntry).where(col(SearchEntry.kind).startswith("evrak"))).all() == []


def test_counts_and_the_trail_leave_it_out(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    with cleared.store.work(PROGRAM) as work:
        work.session.get_one(Evrak, made.id).responsible_id = cleared.actor("fatih").user_id
        trail.record(work, "deneme", "Sorumlu yazıldı")
    with cleared.look("fatih") as look:
        assert views.count_waiting(look) == 0
    with cleared.look("denetci") as look:
        told = [one for one in trail_window(look, LedgerQuery(), 0, 200).rows if one.record_id == made.id]
        assert [one for one in told if one.kind == "evrak"] == []
        assert trail.history(look, "evrak", made.id) == ()
        assert trail.walk(look).broken_id is None


def test_nothing_of_it_is_readable_in_the_file_its_journal_or_a_backup(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    with cleared.work() as work:
        files.add_file(work, made.id, Part("saklı rapor.txt", FILE_WORDS.encode(), FILE_WORDS))
    with cleared.work() as work:
        closing.cancel(work, made.id, "Saklı gerekçe yazısı")
    backup.back_up(cleared.store, cleared.folder / "yedek.db")
    paths = [*cleared.folder.glob("masa.db*"), cleared.folder / "yedek.db"]
    raw = b"".join(path.read_bytes() for path in paths)
    for word in (SUBJECT, "E-11112222-804.02-77", FILE_WORDS, "saklı rapor", "Saklı gerekçe"):
        assert word.encode() not in raw
        assert json.dumps(word).strip('"').encode() not in raw


def test_its_files_are_there_for_the_cleared_alone(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI)
    with cleared.work() as work:
        files.add_file(work, made.id, Part("rapor.txt", FILE_WORDS.encode(), FILE_WORDS))
    with cleared.work() as work:
        (kept,) = card.open_card(work, made.id).files
        assert files.open_file(work, made.id, kept.id) == FILE_WORDS.encode()
    with cleared.look() as look, pytest.raises(BadInput):
        files.read_file(look, made.id, kept.id)
    with cleared.look("fatih") as look, pytest.raises(BadInput):
        files.read_file(look, made.id, kept.id)
    cleared.store.vault = None
    with cleared.look("fatih") as look:
        assert attachments.attached(look, "evrak", made.id) == ()


def test_a_row_moved_onto_another_does_not_open(cleared: Desk) -> None:
    one, other = secret(cleared, Secrecy.GIZLI), secret(cleared, Secrecy.GIZLI, letter_no="2")
    with cleared.store.work(PROGRAM) as work:
        rows = {found.id: found for found in work.session.exec(select(Evrak).where(col(Evrak.secrecy) > 0))}
        rows[other.id].sealed = rows[one.id].sealed
        trail.record(work, "deneme", "Satır değiştirildi")
    with pytest.raises(Exception, match=r"(?i)boz|açılamadı|değiş"), cleared.work() as work:
        card.open_card(work, other.id)


def test_the_plain_columns_of_a_secret_row_are_empty(cleared: Desk) -> None:
    stored = row(cleared, secret(cleared, Secrecy.HIZMETE_OZEL).id)
    plain = (stored.subject, stored.muhatap_name, stored.letter_no, stored.enclosures, stored.note, stored.arama)
    assert (
        set(plain) == {""} and stored.letter_date is None and stored.muhatap_id is None and stored.same_key == ""
    )
