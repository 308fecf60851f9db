"""Hand-over lists: numbered without gaps, one receiver each, signed on paper, reopened with other libraries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.evrak import hand_over_papers, zimmet_views
from data.evrak.hand_over_drafts import SignedDraft
from data.evrak.operations import havale, zimmet
from data.evrak.rules.values import State
from data.evrak.zimmet_views import ZimmetRow
from exports.document import document_pdf, document_xlsx
from tests.evrak.evrak_office import OTHER_UNIT, Desk, incoming, outgoing, row
from tests.evrak.hand_overs import havales, make_list, person, place, receive, refer, to_fatih
from tests.puantaj.puantaj_office import NOW

TODAY = NOW.date()


def lists(desk: Desk, who: str = "ayse", view: str = "", text: str = "") -> list[ZimmetRow]:
    with desk.look(who) as look:
        found = zimmet_views.zimmet_window(look, LedgerQuery(text=text, view=view), 0, 50)
        assert found.total == len(found.rows)
        return list(found.rows)


def sign(
    desk: Desk, made: int, version: int = 1, who: str = "ayse", name: str = "Fatih ERGÜN", **more: date
) -> int:
    with desk.work(who) as work:
        draft = SignedDraft(signed_by=name, signed_on=more.get("signed_on", TODAY))
        return zimmet.sign_list(work, made, draft, version)


def documents(desk: Desk, count: int) -> list[int]:
    return [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(count)]


def test_lists_have_a_yearly_number_without_gaps_and_say_what_stands_on_them(desk: Desk) -> None:
    first = make_list(desk, *to_fatih(desk, *documents(desk, 2)))
    refer(desk, incoming(desk, letter_no="9").id, first=person(desk, "mehmet"))
    waiting = havales(desk)[-1].id or 0
    with pytest.raises(BadInput):
        make_list(desk)
    second = make_list(desk, waiting)
    assert (first.no, second.no, first.words) == ("2026/1", "2026/2", "Zimmet listesi 2026/1: 2 evrak")
    found = lists(desk)
    assert [(one.no, one.receiver, one.documents, one.waiting, one.state) for one in found] == [
        ("2026/2", "Mehmet Kaya", 1, 1, "İmza bekliyor"),
        ("2026/1", "Fatih Ergün", 2, 2, "İmza bekliyor"),
    ]
    with desk.look() as look:
        (entry,) = trail.history(look, "zimmet", first.id)
    assert entry.changes[0].new == "Gelen 2026/1; Gelen 2026/2"
    assert [one.no for one in lists(desk, text="fatıh")] == ["2026/1"]
    assert lists(desk, "kadir", "tumu") == []


def test_one_list_has_one_receiver_and_a_document_stands_on_one_list(desk: Desk) -> None:
    first, second = documents(desk, 2)
    (one,) = to_fatih(desk, first)
    refer(desk, second, first=person(desk, "mehmet"))
    other = havales(desk)[-1].id or 0
    with pytest.raises(RuleBroken, match="Fatih Ergün, Mehmet Kaya"):
        make_list(desk, one, other)
    make_list(desk, one)
    with pytest.raises(RuleBroken, match="2026/1 sayılı"):
        make_list(desk, one)


@pytest.mark.parametrize("who", ["zeynep", "denetci"])
def test_only_who_prepares_makes_lists_and_writes_signatures(desk: Desk, who: str) -> None:
    waiting = to_fatih(desk, *documents(desk, 1))
    with pytest.raises(NotAllowed):
        make_list(desk, *waiting, who=who)
    made = make_list(desk, *waiting)
    with pytest.raises(NotAllowed):
        sign(desk, made.id, who=who)


def test_the_signature_receives_what_still_waits(desk: Desk) -> None:
    keys = documents(desk, 3)
    waiting = to_fatih(desk, *keys)
    made = make_list(desk, *waiting)
    receive(desk, waiting[0])
    with desk.work("fatih") as work:
        havale.return_havale(work, waiting[1], "Benim değil")
    version = lists(desk)[0].version
    assert sign(desk, made.id, version) == 1
    assert [(one.state, one.received_name) for one in havales(desk)] == [
        ("alindi", "Fatih Ergün"),
        ("iade", ""),
        ("alindi", "Fatih ERGÜN"),
    ]
    assert [row(desk, key).state for key in keys] == [
        State.ISLEMDE.value,
        State.KAYITLI.value,
        State.ISLEMDE.value,
    ]
    (signed,) = lists(desk, view="imzali")
    assert (signed.state, signed.signed_by, signed.signed_on, signed.waiting) == (
        "İmzalı",
        "Fatih ERGÜN",
        TODAY,
        0,
    )


@pytest.mark.parametrize("wrong", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_a_signature_is_of_the_day_of_the_list_or_later(desk: Desk, wrong: date) -> None:
    made = make_list(desk, *to_fatih(desk, *documents(desk, 1)))
    with pytest.raises(BadFields, match="İmza tarihi"):
        sign(desk, made.id, signed_on=wrong)
    with pytest.raises(BadFields, match="Teslim alan"):
        sign(desk, made.id, name="  ")


def test_two_desks_sign_and_the_second_learns_of_it(desk: Desk) -> None:
    made = make_list(desk, *to_fatih(desk, *documents(desk, 1)))
    sign(desk, made.id)
    with pytest.raises(Conflict, match="zaten imzalı") as problem:
        sign(desk, made.id)
    assert "Fatih ERGÜN, 20.11.2026" in problem.value.theirs


def test_a_cancelled_list_keeps_its_number_and_its_documents_go_on_another(desk: Desk) -> None:
    waiting = to_fatih(desk, *documents(desk, 1))
    made = make_list(desk, *waiting)
    for who in ("fatih", "denetci"):
        with pytest.raises(NotAllowed), desk.work(who) as work:
            zimmet.cancel_list(work, made.id, "Yanlış kişi")
    with pytest.raises(BadInput, match="gerekçe"), desk.work() as work:
        zimmet.cancel_list(work, made.id, "")
    with desk.work("mehmet") as work:
        zimmet.cancel_list(work, made.id, "Yanlış kişi")
    with pytest.raises(RuleBroken, match="iptal edilmiş"):
        sign(desk, made.id, 2)
    again = make_list(desk, *waiting)
    assert again.no == "2026/2"
    (gone,) = lists(desk, view="iptal")
    assert (gone.no, gone.reason, gone.state) == ("2026/1", "Yanlış kişi", "İptal")
    sign(desk, again.id)
    with pytest.raises(Conflict), desk.work() as work:
        zimmet.cancel_list(work, again.id, "İmzalandıktan sonra")


def test_papers_for_somebody_outside_the_desk_are_handed_over_and_nothing_else_changes(desk: Desk) -> None:
    key = outgoing(desk, way="elden").id
    with pytest.raises(BadInput, match="Teslim alacak"), desk.work() as work:
        zimmet.make_list(work, (), (key,))
    with desk.work() as work:
        made = zimmet.make_list(work, (), (key,), "Örnek Valiliği evrak kalemi")
    (one,) = havales(desk)
    assert (one.to_name, one.to_user_id, one.to_birim_id) == ("Örnek Valiliği evrak kalemi", None, None)
    assert row(desk, key).state == State.KAYITLI.value
    with pytest.raises(NotAllowed):
        receive(desk, one.id or 0)
    assert sign(desk, made.id, name="Veli Kurye") == 1
    assert (havales(desk)[0].received_name, row(desk, key).state) == ("Veli Kurye", State.KAYITLI.value)


def test_who_sees_only_part_of_a_list_reads_that_part_and_does_not_sign_it(desk: Desk) -> None:
    first, second = documents(desk, 2)
    refer(desk, (first, second), know=place(desk, OTHER_UNIT))
    waiting = [one.id or 0 for one in havales(desk)]
    made = make_list(desk, *waiting)
    with desk.work("zeynep") as work:
        havale.recall(work, waiting[1], "Onları ilgilendirmiyor")
    with desk.look("kadir") as look:
        _, rows = zimmet_views.zimmet_list(look, made.id)
    assert [one.name for one in rows] == ["Gelen 2026/1"]
    with pytest.raises(NotAllowed, match="bir kısmını"):
        sign(desk, made.id, who="kadir")
    assert sign(desk, made.id) == 1


def test_those_for_whom_documents_wait_are_offered(desk: Desk) -> None:
    waiting = to_fatih(desk, *documents(desk, 2))
    refer(desk, incoming(desk, letter_no="9").id, first=person(desk, "mehmet"))
    with desk.look() as look:
        found = zimmet_views.receivers_waiting(look)
    assert [(one.name, len(one.havale_ids), one.secret) for one in found] == [
        ("Fatih Ergün", 2, False),
        ("Mehmet Kaya", 1, False),
    ]
    made = make_list(desk, *waiting)
    with desk.look() as look:
        assert [one.name for one in zimmet_views.receivers_waiting(look)] == ["Mehmet Kaya"]
    with desk.work() as work:
        zimmet.cancel_list(work, made.id, "Yeniden")
    with desk.look() as look:
        assert len(zimmet_views.receivers_waiting(look)) == 2


def test_the_list_reopened_says_what_the_store_says(desk: Desk) -> None:
    hostile = '=HYPERLINK("http://x") <b>kalın</b> \u202eters'
    keys = [incoming(desk).id, incoming(desk, letter_no="2", subject=hostile, enclosures="Liste (2 Sayfa)").id]
    made = make_list(desk, *to_fatih(desk, *keys))
    with desk.work() as work:
        paper = hand_over_papers.zimmet_for_export(work, made.id)
    book = CalamineWorkbook.from_path(str(document_xlsx(paper, desk.folder / "z.xlsx"))).get_sheet_by_index(0)
    rows = [[value for value in line if value != ""] for line in book.to_python()]
    lines = [line for line in rows if line and line[0] in (1, 2)]
    assert [line[2] for line in lines] == ["Gelen 2026/1", "Gelen 2026/2"]
    assert lines[0][1] == TODAY and lines[0][3] == "18.11.2026 · E-68103562-702-1001"
    assert lines[0][4] == "Yazılım Lisanslarının Yenilenmesi"
    assert "=HYPERLINK" in lines[1][4] and "<b>kalın</b>" in lines[1][4] and lines[1][5] == "Liste (2 Sayfa)"
    pages = PdfReader(document_pdf(paper, desk.folder / "z.pdf")).pages
    text = "".join(page.extract_text() for page in pages)
    for words in (
        "EVRAK ZİMMET VE TESLİM LİSTESİ",
        "2026/1",
        "Fatih Ergün",
        "Ayşe Yılmaz",
        "Teslim alan",
        "2 evrak",
    ):
        assert words in text
    with desk.look() as look:
        assert trail.history(look, "zimmet", made.id)[0].action == "zimmet.export"
    sign(desk, made.id)
    with desk.look() as look:
        signed = hand_over_papers.zimmet_paper(look, made.id)
    assert repr(signed).count("20.11.2026 12:00") + repr(signed).count("20.11.2026 09:00") >= 2
    assert "Fatih ERGÜN" in repr(signed)
    with pytest.raises(NotAllowed), desk.work("yonetici") as work:
        hand_over_papers.zimmet_for_export(work, made.id)


def test_the_same_list_gives_the_same_bytes(desk: Desk) -> None:
    made = make_list(desk, *to_fatih(desk, *documents(desk, 3)))
    with desk.look() as look:
        paper = hand_over_papers.zimmet_paper(look, made.id)
    first = document_pdf(paper, desk.folder / "a.pdf").read_bytes()
    assert document_pdf(replace(paper), desk.folder / "b.pdf").read_bytes() == first
