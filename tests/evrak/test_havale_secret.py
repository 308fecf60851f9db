"""Secret documents from hand to hand: only the cleared get them, nobody else learns of anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadInput, MasaError, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.evrak import hand_over_papers, havale_views, zimmet_views
from data.evrak.hand_over_drafts import SignedDraft
from data.evrak.models import EvrakOkur
from data.evrak.operations import havale, zimmet
from data.evrak.timeline import timeline
from data.evrak.views import one_row
from tests.evrak.evrak_office import OWN_UNIT, Desk, incoming, row, secret, user
from tests.evrak.hand_overs import havales, listed, make_list, open_vault, person, place, receive, refer
from tests.puantaj.puantaj_office import NOW

NOTE = "Çok gizlice inceleyin"


@pytest.fixture
def cleared(desk: Desk) -> Iterator[Desk]:
    """``ayse``, ``mehmet`` and ``fatih`` cleared up to Gizli; ``zeynep`` up to Hizmete özel."""
    levels = {"ayse": Secrecy.GIZLI, "mehmet": Secrecy.GIZLI, "fatih": Secrecy.GIZLI}
    with open_vault(desk, zeynep=Secrecy.HIZMETE_OZEL, **levels):
        yield desk


def guarded(desk: Desk, *readers: str) -> int:
    """A Gizli document that ``mehmet`` registered and, through havale, others read."""
    key = secret(desk, Secrecy.GIZLI, "mehmet").id
    for who in readers:
        refer(desk, key, "mehmet", first=person(desk, who), instruction=NOTE)
    return key


def readers(desk: Desk, key: int) -> set[int]:
    with desk.store.look(PROGRAM) as look:
        found = select(EvrakOkur.user_id).where(EvrakOkur.evrak_id == key, col(EvrakOkur.ended_at).is_(None))
        return set(look.session.exec(found))


def test_a_guarded_document_goes_to_a_cleared_person_who_becomes_its_reader(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    assert readers(cleared, key) == {user(cleared, "mehmet"), user(cleared, "fatih")}
    (one,) = havales(cleared)
    assert (one.instruction, one.reason) == ("", "") and one.sealed is not None
    with cleared.look("fatih") as look:
        assert [found.instruction for found in havale_views.of_document(look, key)] == [NOTE]
    (shown,) = listed(cleared, "fatih")
    assert (shown.instruction, shown.muhatap, shown.subject) == ("", "", havale_views.LOCKED)
    assert receive(cleared, one.id or 0) == 1


@pytest.mark.parametrize("who", ["zeynep", "denetci", "kadir"])
def test_an_uncleared_receiver_is_refused(cleared: Desk, who: str) -> None:
    key = guarded(cleared)
    with pytest.raises(NotAllowed, match="gizlilik yetkisi yok"):
        refer(cleared, key, "mehmet", first=person(cleared, who))
    assert havales(cleared) == [] and readers(cleared, key) == {user(cleared, "mehmet")}


def test_a_guarded_document_never_goes_to_a_whole_unit(cleared: Desk) -> None:
    with pytest.raises(RuleBroken, match="bilmesi gereken"):
        refer(cleared, guarded(cleared), "mehmet", know=place(cleared, OWN_UNIT))


def test_hizmete_ozel_may_go_to_a_unit_and_is_seen_by_its_cleared(cleared: Desk) -> None:
    key = secret(cleared, Secrecy.HIZMETE_OZEL, "mehmet").id
    refer(cleared, key, "mehmet", first=place(cleared, OWN_UNIT))
    assert [one.evrak_id for one in listed(cleared, "zeynep", "bekleyen")] == [key]
    assert listed(cleared, "denetci", "bekleyen") == []


def test_for_others_havale_list_and_way_are_not_there(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    one = havales(cleared)[0].id or 0
    made = make_list(cleared, one, who="mehmet")
    for who in ("ayse", "zeynep", "denetci"):
        assert listed(cleared, who, "tumu") == []
        with cleared.look(who) as look:
            assert zimmet_views.zimmet_window(look, LedgerQuery(view="tumu"), 0, 9).total == 0
            assert zimmet_views.receivers_waiting(look) == ()
            assert havale_views.to_receive(look, [key]) == ()
            for question in (
                lambda: timeline(look, key),
                lambda: havale_views.of_document(look, key),
                lambda: zimmet_views.zimmet_list(look, made.id),
            ):
                with pytest.raises(MasaError, match="bulunamadı"):
                    question()
        with pytest.raises(BadInput, match="bulunamadı"):
            receive(cleared, one, who=who)
        with pytest.raises(MasaError), cleared.work(who) as work:
            hand_over_papers.havale_sheet_for_export(work, key)
        with cleared.look(who) as look:
            entries = (*trail.history(look, "evrak", key), *trail.history(look, "zimmet", made.id))
        assert "Fatih" not in repr(entries) and (who == "ayse" or entries == ())


def test_with_the_vault_closed_nothing_is_there_for_anybody(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    held, cleared.store.vault = cleared.store.vault, None
    assert listed(cleared, "fatih") == []
    with pytest.raises(BadInput, match="bulunamadı"), cleared.look("fatih") as look:
        timeline(look, key)
    cleared.store.vault = held
    assert len(listed(cleared, "fatih")) == 1


def test_the_trail_says_no_name_and_no_reason(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    one = havales(cleared)[0].id or 0
    with cleared.work("fatih") as work:
        havale.return_havale(work, one, "Kaçakçılık dosyası bende değil")
    with cleared.look("mehmet") as look:
        entries = trail.history(look, "evrak", key)
        steps = [step.words for step in timeline(look, key)]
    told = " ".join(f"{entry.summary} {entry.changes}" for entry in entries)
    for word in (NOTE, "Kaçakçılık", "Fatih", "Saklı", "Valiliği"):
        assert word not in told
    assert any(NOTE in words for words in steps) and any("Kaçakçılık" in words for words in steps)


def test_who_returned_it_or_from_whom_it_was_taken_reads_it_no_longer(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    with cleared.work("fatih") as work:
        havale.return_havale(work, havales(cleared)[0].id or 0, "Benim değil")
    assert readers(cleared, key) == {user(cleared, "mehmet")}
    with pytest.raises(BadInput), cleared.look("fatih") as look:
        one_row(look, key)
    refer(cleared, key, "mehmet", first=person(cleared, "ayse"))
    with cleared.work("mehmet") as work:
        havale.recall(work, havales(cleared)[-1].id or 0, "Vazgeçildi")
    assert readers(cleared, key) == {user(cleared, "mehmet")}


def test_nothing_of_the_note_lies_readable_in_the_file(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    with cleared.work("fatih") as work:
        havale.return_havale(work, havales(cleared)[0].id or 0, "Kaçakçılık dosyası")
    assert row(cleared, key).sealed is not None
    raw = b"".join(path.read_bytes() for path in cleared.folder.glob("masa.db*"))
    for word in (NOTE, "Kaçakçılık dosyası"):
        assert word.encode() not in raw


def test_secret_documents_have_lists_of_their_own_that_say_number_day_and_level(cleared: Desk) -> None:
    key = guarded(cleared, "fatih")
    plain = incoming(cleared).id
    refer(cleared, plain, "mehmet", first=person(cleared, "fatih"))
    hidden, shown = (one.id or 0 for one in havales(cleared))
    with pytest.raises(RuleBroken, match="aynı listeye girmez"):
        make_list(cleared, hidden, shown, who="mehmet")
    made = make_list(cleared, hidden, who="mehmet")
    with cleared.look("mehmet") as look:
        _, (line,) = zimmet_views.zimmet_list(look, made.id)
        paper = hand_over_papers.zimmet_paper(look, made.id)
    assert (line.subject, line.letter, line.enclosures) == ("GİZLİ", "", "")
    text = repr(paper)
    assert "GİZLİ" in text and row(cleared, key).kayit_no in text
    for word in ("Saklı", "Valiliği", "E-11112222", NOTE):
        assert word not in text
    with cleared.work("mehmet") as work:
        zimmet.cancel_list(work, made.id, "Yeniden hazırlanacak")
    again = make_list(cleared, hidden, who="mehmet")
    assert "Yeniden hazırlanacak".encode() not in b"".join(
        path.read_bytes() for path in cleared.folder.glob("masa.db*")
    )
    with cleared.look("ayse") as look:
        assert zimmet_views.zimmet_window(look, LedgerQuery(view="iptal"), 0, 9).total == 0
    with cleared.look("mehmet") as look:
        assert zimmet_views.zimmet_window(look, LedgerQuery(view="iptal"), 0, 9).total == 1
    signed = SignedDraft(signed_by="Fatih Ergün", signed_on=NOW.date())
    with cleared.work("mehmet") as work:
        assert zimmet.sign_list(work, again.id, signed, 1) == 1
