"""What an ordinary record, a list, a counter or an entry of the trail betrays of the secret ones beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from data.core import search, trail
from data.core.errors import BadInput, RuleBroken
from data.core.models import TrailEntry
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.evrak import card, hand_over_papers, papers, yazi_views
from data.evrak.deadline_drafts import ExtensionDraft
from data.evrak.drafts import CorrectionDraft, Part
from data.evrak.hand_over_drafts import SendingDraft
from data.evrak.models import Evrak, EvrakDagitim, EvrakIlgi, EvrakSure
from data.evrak.operations import closing, deadlines, dispatch, files
from data.evrak.papers_statistics import StatisticsDraft
from data.evrak.rules.values import Dispatch, LetterKind, State, Tie
from data.sdp.models import SdpKod
from tests.evrak.evrak_office import OTHER_UNIT, Desk, code, incoming, row, secret, unit, user
from tests.evrak.hand_overs import open_vault
from tests.evrak.letter_office import director, drafted, signed

DAY = date(2026, 11, 20)


@pytest.fixture
def cleared(desk: Desk) -> Iterator[Desk]:
    """``ayse``, ``mehmet`` and ``zeynep`` cleared up to Gizli; the vault is open."""
    with open_vault(desk, ayse=Secrecy.GIZLI, mehmet=Secrecy.GIZLI, zeynep=Secrecy.GIZLI):
        yield desk


def on_disk(desk: Desk) -> bytes:
    folder: Path = desk.folder
    return b"".join(path.read_bytes() for path in folder.glob("masa.db*"))


def history(desk: Desk, who: str, evrak_id: int) -> str:
    with desk.look(who) as look:
        return repr(trail.history(look, "evrak", evrak_id))


def tie_of(desk: Desk, evrak_id: int) -> EvrakIlgi:
    with desk.store.look(PROGRAM) as look:
        found = look.session.exec(select(EvrakIlgi).where(EvrakIlgi.evrak_id == evrak_id)).one()
        look.session.expunge(found)
        return found


def last_level(desk: Desk, action: str) -> int:
    with desk.store.look(PROGRAM) as look:
        entries = select(TrailEntry.secrecy).where(TrailEntry.action == action).order_by(col(TrailEntry.id).desc())
        return look.session.exec(entries).first() or 0


def test_ilgi_lines_of_a_secret_document_lie_sealed_with_it(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI, more_ilgi=("Kuytuilgi Başkanlığının yazısı",))
    assert b"Kuytuilgi" not in on_disk(cleared)
    with cleared.work() as work:
        found = card.open_card(work, made.id)
    assert "Kuytuilgi" in found.texts.note and found.ties == ()


@pytest.mark.parametrize("from_secret", [True, False])
def test_the_reasons_of_a_tie_with_a_secret_document_are_kept_nowhere(cleared: Desk, from_secret: bool) -> None:
    pair = (secret(cleared, Secrecy.GIZLI).id, incoming(cleared).id)
    one, other = pair if from_secret else pair[::-1]
    with cleared.work() as work:
        closing.link(work, one, other, Tie.ILGI, "Tenhagerekçe")
    with cleared.work() as work:
        closing.unlink(work, tie_of(cleared, one).id or 0, "Issızgerekçe")
    assert tie_of(cleared, one).removed_at is not None
    raw = on_disk(cleared)
    assert "Tenhagerekçe".encode() not in raw and "Issızgerekçe".encode() not in raw
    open_id = pair[1]
    assert "lgi" not in history(cleared, "fatih", open_id)


def test_a_tie_to_an_unseen_document_is_not_there_to_be_taken_back(cleared: Desk) -> None:
    made, hidden = incoming(cleared), secret(cleared, Secrecy.GIZLI)
    with cleared.work() as work:
        closing.link(work, made.id, hidden.id, Tie.ILGI)
    for who in ("fatih", "mehmet"):
        with cleared.work(who) as work:
            with pytest.raises(BadInput) as told:
                closing.unlink(work, tie_of(cleared, made.id).id or 0, "Yanlış ilgi")
            with pytest.raises(BadInput) as unknown:
                closing.unlink(work, 999, "Yanlış ilgi")
            trail.record(work, "deneme", "İşlem")
        assert str(told.value) == str(unknown.value)


def test_the_cleared_without_need_to_know_learn_no_number_from_an_open_documents_history(cleared: Desk) -> None:
    made, hidden = incoming(cleared), secret(cleared, Secrecy.GIZLI)
    with cleared.work() as work:
        closing.link(work, made.id, hidden.id, Tie.ILGI)
    assert "G-2026" not in history(cleared, "mehmet", made.id)


def test_an_answer_that_the_reader_need_not_know_is_not_named_in_the_answered_one(cleared: Desk) -> None:
    asked, answer = secret(cleared, Secrecy.GIZLI), secret(cleared, Secrecy.GIZLI, letter_no="2")
    with cleared.work() as work:
        closing.link(work, answer.id, asked.id, Tie.CEVAP)
    with cleared.work() as work:
        found = card.open_card(work, asked.id)
    assert found.state is State.CEVAPLANDI and answer.kayit_no not in found.texts.reason


def test_who_cancels_an_open_answer_is_not_stopped_by_the_secret_question(cleared: Desk) -> None:
    asked, answer = secret(cleared, Secrecy.GIZLI), incoming(cleared, "fatih")
    with cleared.work() as work:
        closing.link(work, answer.id, asked.id, Tie.CEVAP)
    assert cleared.store.vault is not None
    kept, cleared.store.vault = cleared.store.vault, None
    with cleared.work("fatih") as work:
        closing.cancel(work, answer.id, "Mükerrer kayıt")
    cleared.store.vault = kept
    assert row(cleared, answer.id).state == State.IPTAL.value
    assert row(cleared, asked.id).state == State.ISLEMDE.value
    with cleared.work() as work:
        assert card.open_card(work, asked.id).texts.subject == "Saklı Konu Başlığı"


def test_the_number_of_a_notice_is_sealed_with_the_document_that_it_extends(cleared: Desk) -> None:
    made = secret(cleared, Secrecy.GIZLI, doc_kind="bilgi_edinme", muhatap="yeni:Gizli Kişi")
    with cleared.work() as work:
        deadlines.extend(
            work, made.id,
            ExtensionDraft(notice_on=DAY, notice_no="E-12345678-622.01-4711", reason="Başka birimden bilgi gerek"),
        )  # fmt: skip
    assert b"622.01-4711" not in on_disk(cleared)
    with cleared.store.look(PROGRAM) as look:
        assert {one.notice_no for one in look.session.exec(select(EvrakSure))} == {""}
    with cleared.work() as work:
        assert "622.01-4711" in card.open_card(work, made.id).texts.note


def test_secret_documents_leave_no_mark_in_the_uses_of_a_filing_code(cleared: Desk) -> None:
    def uses() -> int:
        with cleared.store.look(PROGRAM) as look:
            return look.session.get_one(SdpKod, code(cleared)).uses

    before = uses()
    secret(cleared, Secrecy.GIZLI, sdp_id=code(cleared))
    signed(cleared, drafted(cleared, director(cleared), secret=True, secrecy="2", prefix="Z"))
    assert uses() == before


def test_statistics_and_post_lists_with_secret_documents_are_entries_for_the_cleared(cleared: Desk) -> None:
    made = signed(cleared, drafted(cleared, director(cleared), secret=True, secrecy="1", prefix="Z"))
    with cleared.work() as work:
        papers.paper_for_export(work, "istatistik", StatisticsDraft(year=2026, secret=True), lambda _ask: None)
    assert last_level(cleared, "evrak.rapor.istatistik") >= Secrecy.HIZMETE_OZEL
    with cleared.work() as work:
        papers.paper_for_export(work, "istatistik", StatisticsDraft(year=2026), lambda _ask: None)
    assert last_level(cleared, "evrak.rapor.istatistik") == Secrecy.YOK
    with cleared.store.look(PROGRAM) as look:
        (one,) = look.session.exec(select(EvrakDagitim.id).where(EvrakDagitim.evrak_id == made.evrak_id))
    with cleared.work() as work:
        dispatch.send(work, [one or 0], SendingDraft(dispatch=Dispatch.KURYE.value, sent_on=DAY))
    with cleared.work() as work:
        hand_over_papers.post_list_for_export(work, DAY, (Dispatch.KURYE,))
    assert last_level(cleared, "evrak.export") == Secrecy.HIZMETE_OZEL


def test_a_secret_answer_on_its_way_takes_no_document_off_the_list_of_others(cleared: Desk) -> None:
    made = incoming(cleared)
    with cleared.store.work(PROGRAM) as work:
        work.session.get_one(Evrak, made.id).responsible_id = user(cleared, "fatih")
        trail.record(work, "deneme", "Sorumlu yazıldı")
    drafted(cleared, director(cleared), LetterKind.CEVAP, secret=True, secrecy="2", prefix="Z", answers_id=made.id)
    with cleared.look("fatih") as look:
        assert [one.id for one in yazi_views.answers_waiting(look)] == [made.id]


def test_a_document_moved_by_correction_takes_its_files_out_of_the_old_units_search(cleared: Desk) -> None:
    made = incoming(cleared, birim_id=unit(cleared, OTHER_UNIT), subject="Eski Konu Metni")
    with cleared.work() as work:
        files.add_file(work, made.id, Part("rapor.txt", b"x", "arıtma tesisi"))
    with cleared.look("kadir") as look:
        assert len(search.find(look, "arıtma")) == 1
    stored = row(cleared, made.id)
    with cleared.work() as work:
        closing.correct(
            work, made.id,
            CorrectionDraft(
                muhatap=stored.muhatap_id or 0, letter_date=stored.letter_date, letter_no=stored.letter_no,
                subject="Yeni Konu Metni", doc_kind=stored.doc_kind, sdp_id=stored.sdp_id, birim_id=unit(cleared),
                pages=stored.pages, purpose=stored.purpose, why="Yanlış birim ve konu",
            ),
            stored.version,
        )  # fmt: skip
    with cleared.look("kadir") as look:
        assert search.find(look, "arıtma") == ()
    with cleared.look() as look:
        (found,) = search.find(look, "arıtma")
        assert found.subtitle == "Yeni Konu Metni" and search.find(look, "eski konu metni") == ()


def test_an_envelope_takes_no_file(desk: Desk) -> None:
    made = incoming(desk, personal=True, letter_no=None, subject=None, sdp_id=None, letter_date=None, pages=None)
    with desk.work() as work:
        with pytest.raises(RuleBroken, match="zarf"):
            files.add_file(work, made.id, Part("içi.txt", b"x", "açılmış mektup"))
        trail.record(work, "deneme", "İşlem")
    with desk.look() as look:
        assert search.find(look, "açılmış") == ()
