"""Letters leave the office recipient by recipient, and a wrong sending is corrected with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.evrak import hand_over_papers, zimmet_views
from data.evrak.hand_over_drafts import SendingCorrection, SendingDraft
from data.evrak.models import EvrakDagitim, Muhatap
from data.evrak.operations import closing, dispatch
from data.evrak.rules.values import Dispatch, State
from data.evrak.zimmet_views import SendingRow
from exports.document import document_pdf, document_xlsx
from tests.evrak.evrak_office import Desk, outgoing, row
from tests.puantaj.puantaj_office import NOW

TODAY = NOW.date()
POST = tuple(way for way in Dispatch if way.by_post)


def letter(desk: Desk, **more: object) -> int:
    """An outgoing letter to two recipients, to go by post."""
    values = {"way": "posta", "more": "Bilgi: Örnek Valiliği"} | more
    return outgoing(desk, **values).id


def listed(desk: Desk, view: str = "", text: str = "", who: str = "ayse") -> list[SendingRow]:
    with desk.look(who) as look:
        found = zimmet_views.sending_window(look, LedgerQuery(text=text, view=view), 0, 50)
        assert found.total == len(found.rows)
        return list(found.rows)


def send(desk: Desk, *ids: int, who: str = "ayse", **more: object) -> int:
    values: dict[str, object] = {"dispatch": "iadeli", "tracking": "RR123", "sent_on": TODAY}
    with desk.work(who) as work:
        return dispatch.send(work, ids, SendingDraft(**(values | more)))  # type: ignore[arg-type]


def correct(desk: Desk, key: int, version: int, who: str = "ayse", **more: object) -> None:
    values: dict[str, object] = {
        "dispatch": "iadeli",
        "tracking": "RR123",
        "sent_on": TODAY,
        "why": "Yanlış yazılmış",
    }
    with desk.work(who) as work:
        dispatch.correct_sending(work, key, SendingCorrection(**(values | more)), version)  # type: ignore[arg-type]


def test_a_letter_is_sent_when_all_its_recipients_have_been(desk: Desk) -> None:
    key = letter(desk)
    first, second = listed(desk)
    assert {one.recipient for one in (first, second)} == {
        "Yazı İşleri ve Kararlar Dairesi Başkanlığı",
        "Örnek Valiliği",
    }
    assert send(desk, first.id) == 0 and row(desk, key).state == State.KAYITLI.value
    assert [one.id for one in listed(desk)] == [second.id]
    assert send(desk, second.id, dispatch="kurye", tracking="") == 1
    found = row(desk, key)
    assert found.state == State.GONDERILDI.value and found.closed_at is not None
    assert listed(desk) == []
    assert {(one.way, one.tracking, one.sent_on) for one in listed(desk, "bugun")} == {
        ("İadeli taahhütlü", "RR123", TODAY),
        ("Kurye", "", TODAY),
    }


def test_a_letter_that_wants_an_answer_waits_for_it(desk: Desk) -> None:
    key = letter(desk, reply_needed=True)
    assert send(desk, *(one.id for one in listed(desk))) == 1
    assert row(desk, key).state == State.ISLEMDE.value and row(desk, key).closed_at is None


def test_recipients_of_many_letters_go_at_once_each_with_its_entry(desk: Desk) -> None:
    keys = [letter(desk, letter_no=f"E-12345678-702-{number}") for number in range(3)]
    assert send(desk, *(one.id for one in listed(desk))) == 3
    with desk.look() as look:
        for key in keys:
            told = [entry for entry in trail.history(look, "evrak", key) if entry.action == "evrak.send"]
            assert len(told) == 1 and "Örnek Valiliği" in told[0].summary


@pytest.mark.parametrize("who", ["zeynep", "denetci"])
def test_only_who_prepares_sends(desk: Desk, who: str) -> None:
    letter(desk)
    with pytest.raises(NotAllowed):
        send(desk, listed(desk)[0].id, who=who)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"dispatch": "guvercin"}, "dispatch"),
        ({"sent_on": date(2026, 11, 21)}, "sent_on"),
        ({"sent_on": date(2026, 11, 19)}, "sent_on"),
        ({"tracking": "9" * 61}, "tracking"),
    ],
)
def test_a_wrong_way_or_day_is_refused(desk: Desk, draft: dict[str, object], field: str) -> None:
    letter(desk)
    with pytest.raises(BadFields) as problem:
        send(desk, listed(desk)[0].id, **draft)
    assert set(problem.value.problems) == {field}


def test_out_of_sight_nothing_is_listed_or_sent(desk: Desk) -> None:
    letter(desk)
    key = listed(desk)[0].id
    assert listed(desk, who="kadir") == []
    with pytest.raises(BadInput, match="bulunamadı"):
        send(desk, key, who="kadir")
    with pytest.raises(BadInput):
        send(desk)


def test_the_second_desk_learns_that_it_is_gone(desk: Desk) -> None:
    letter(desk)
    key = listed(desk)[0].id
    send(desk, key)
    with pytest.raises(Conflict, match="başka bir masada") as problem:
        send(desk, key)
    assert "RR123" in problem.value.theirs


def test_a_cancelled_letter_neither_waits_nor_goes(desk: Desk) -> None:
    key = letter(desk)
    waiting = listed(desk)[0].id
    with desk.work() as work:
        closing.cancel(work, key, "Yanlış kayıt")
    assert listed(desk) == []
    with pytest.raises(RuleBroken, match="iptal"):
        send(desk, waiting)


def test_a_sending_is_corrected_with_a_reason_and_both_values_in_the_trail(desk: Desk) -> None:
    key = letter(desk)
    one = listed(desk)[0].id
    with pytest.raises(RuleBroken, match="gönderim yazılmamış"):
        correct(desk, one, 1)
    send(desk, one)
    with pytest.raises(BadFields, match="Değişen bir şey yok"):
        correct(desk, one, 2)
    with pytest.raises(BadFields, match="gerekçesi"):
        correct(desk, one, 2, tracking="RR124", why="")
    with pytest.raises(Conflict, match="değiştirildi"):
        correct(desk, one, 1, tracking="RR124")
    correct(desk, one, 2, tracking="RR124")
    with desk.look() as look:
        entry = trail.history(look, "evrak", key)[0]
    assert "Yanlış yazılmış" in entry.summary
    assert [(change.field, change.old, change.new) for change in entry.changes] == [
        ("Gönderi no", "RR123", "RR124")
    ]


def test_a_letter_that_never_left_waits_again_and_runs_again(desk: Desk) -> None:
    key = letter(desk)
    ids = [one.id for one in listed(desk)]
    send(desk, *ids)
    assert row(desk, key).state == State.GONDERILDI.value
    correct(desk, ids[0], 2, sent_on=None)
    assert (row(desk, key).state, row(desk, key).closed_at) == (State.KAYITLI.value, None)
    assert [(one.id, one.tracking) for one in listed(desk)] == [(ids[0], "")]


def test_the_list_of_what_is_to_go_can_be_narrowed(desk: Desk) -> None:
    letter(desk)
    letter(desk, way="kurye", letter_no="E-12345678-702-2", more="")
    assert len(listed(desk)) == 3
    assert [one.way for one in listed(desk, text="yol:kurye")] == ["Kurye"]
    assert [one.recipient for one in listed(desk, text="VALILIGI")] == ["Örnek Valiliği"]
    assert len(listed(desk, text="no:2026/2")) == 1
    with desk.look() as look:
        ids = [one.id for one in listed(desk)]
        assert dispatch.same_way(look, ids) == "" and dispatch.same_way(look, ids[:2]) == "posta"


def test_the_list_for_the_post_office_reopened_says_what_left_that_day(desk: Desk) -> None:
    letter(desk)
    letter(desk, way="elden", letter_no="E-12345678-702-2", more="")
    with desk.store.work(PROGRAM) as work:
        party = work.session.exec(select(Muhatap).where(col(Muhatap.name) == "Örnek Valiliği")).one()
        party.address = "=1+1 Hükûmet Cad. No: 1 <b>Merkez</b>"
        trail.record(work, "muhatap.amend", "Deneme")
    first, second, third = listed(desk)
    send(desk, first.id, second.id)
    send(desk, third.id, dispatch="elden")
    with desk.work() as work:
        paper = hand_over_papers.post_list_for_export(work, TODAY, POST)
    book = CalamineWorkbook.from_path(str(document_xlsx(paper, desk.folder / "p.xlsx"))).get_sheet_by_index(0)
    rows = [[value for value in line if value != ""] for line in book.to_python()]
    lines = [line for line in rows if line and line[0] in (1, 2, 3)]
    with desk.store.look(PROGRAM) as look:
        stored = look.session.exec(
            select(EvrakDagitim.name).where(EvrakDagitim.dispatch == "iadeli").order_by(col(EvrakDagitim.id))
        ).all()
    assert [line[1] for line in lines] == list(stored) and len(lines) == 2
    assert "=1+1 Hükûmet Cad. No: 1 <b>Merkez</b>" in lines[1]
    assert all("RR123" in line and "İadeli taahhütlü" in line for line in lines)
    text = "".join(page.extract_text() for page in PdfReader(document_pdf(paper, desk.folder / "p.pdf")).pages)
    assert "POSTA GÖNDERİ LİSTESİ" in text and "20.11.2026" in text and "2 gönderi" in text
    with pytest.raises(BadInput, match=r"19\.11\.2026"), desk.look() as look:
        hand_over_papers.post_list(look, date(2026, 11, 19), POST)
    with pytest.raises(BadInput), desk.look("kadir") as look:
        hand_over_papers.post_list(look, TODAY, POST)
