"""Everything that happened to a document stands on one line of time, and on its föy."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.core import trail
from data.core.errors import BadInput, NotAllowed
from data.core.secrecy import Secrecy
from data.evrak import card, hand_over_papers
from data.evrak.drafts import Part
from data.evrak.hand_over_drafts import SendingDraft, SignedDraft
from data.evrak.operations import closing, dispatch, havale, zimmet
from data.evrak.rules.values import Tie
from data.evrak.timeline import timeline
from data.evrak.views import recipients
from exports.document import document_pdf, document_xlsx
from tests.evrak.evrak_office import OTHER_UNIT, Desk, incoming, outgoing, secret, unit
from tests.evrak.hand_overs import havales, make_list, open_vault, person, refer, to_fatih
from tests.puantaj.puantaj_office import NOW


@pytest.fixture
def walking(desk: Desk) -> Desk:
    """A clock that goes on by a minute whenever it is asked, so that every step has its own moment."""
    now = [NOW]

    def clock() -> datetime:
        now[0] += timedelta(minutes=1)
        return now[0]

    desk.store.clock = clock
    return desk


def steps(desk: Desk, key: int, who: str = "ayse") -> list[tuple[str, str]]:
    with desk.look(who) as look:
        found = timeline(look, key)
    assert [step.at for step in found] == sorted(step.at for step in found)
    return [(step.who, step.words) for step in found]


def test_the_whole_way_of_a_document_in_its_order(walking: Desk) -> None:
    desk = walking
    key = incoming(desk, doc_kind="bilgi_edinme", parts=(Part("dilekçe.pdf", b"%PDF deneme"),)).id
    to_fatih(desk, key, instruction="Görüş bildirin", due_on=date(2026, 11, 27))
    with desk.work("fatih") as work:
        havale.return_havale(work, havales(desk)[0].id or 0, "Görev alanım değil")
    (second,) = to_fatih(desk, key)
    made = make_list(desk, second)
    with desk.work() as work:
        signed = SignedDraft(signed_by="Fatih ERGÜN", signed_on=NOW.date())
        zimmet.sign_list(work, made.id, signed, 1)
    answer = outgoing(desk, other_id=key, is_answer=True, doc_kind="cevap")
    told = steps(desk, key)
    words = [line for _, line in told]
    wanted = (
        "Gelen 2026/1 olarak kaydedildi",
        "Dosya eklendi: dilekçe.pdf",
        "Süre verildi: son gün",
        "Havale edildi → Fatih Ergün (Gereği, istenen gün 27.11.2026): Görüş bildirin",
        "Havale iade edildi (Fatih Ergün): Görev alanım değil",
        "Havale edildi → Fatih Ergün (Gereği)",
        f"Zimmet listesi {made.no}: Fatih Ergün",
        f"Zimmet {made.no} imzalandı",
        f"Cevabı geldi: Giden {answer.kayit_no}",
        "Süre bitti",
        "Cevaplandı",
    )
    places = [next(place for place, line in enumerate(words) if line.startswith(want)) for want in wanted[:5]]
    assert places == sorted(places)
    for want in wanted:
        assert any(line.startswith(want) for line in words), (want, words)
    people = {line: who for who, line in told}
    assert people["Gelen 2026/1 olarak kaydedildi"] == "Ayşe Yılmaz"
    assert people[f"Zimmet {made.no} imzalandı"] == "Fatih ERGÜN"
    assert people["Havale iade edildi (Fatih Ergün): Görev alanım değil"] == "Fatih Ergün"
    assert any(line == "Cevabı: Gelen 2026/1" for _, line in steps(desk, answer.id))


def test_corrections_closing_and_cancelling_come_from_the_trail_with_their_reasons(walking: Desk) -> None:
    from tests.evrak.test_register import corrected

    desk = walking
    key = incoming(desk).id
    corrected(desk, key, 1, subject="Lisansların Yenilenmesi")
    with desk.work() as work:
        closing.close_without_answer(work, key, "Cevap istenmiyor")
    with desk.work("mehmet") as work:
        closing.cancel(work, key, "İkinci kez kaydedilmiş")
    words = [line for _, line in steps(desk, key)]
    assert sum("Yazılım Lisanslarının Yenilenmesi → Lisansların Yenilenmesi" in line for line in words) == 1
    assert sum("Cevap istenmiyor" in line for line in words) == 1
    assert sum("İkinci kez kaydedilmiş" in line for line in words) == 1


def test_dispatch_and_its_correction_stand_on_it(walking: Desk) -> None:
    desk = walking
    key = outgoing(desk, way="posta").id
    with desk.look() as look:
        (one,) = recipients(look, key)
    with desk.work() as work:
        sending = SendingDraft(dispatch="iadeli", tracking="RR1", sent_on=NOW.date())
        dispatch.send(work, (one.id,), sending)
    words = [line for _, line in steps(desk, key)]
    assert any(line.endswith("(İadeli taahhütlü, 20.11.2026, RR1)") for line in words)
    assert words[-1] == "Gönderildi"


def test_of_ties_only_those_in_sight_are_named(desk: Desk) -> None:
    key = incoming(desk).id
    other = incoming(desk, letter_no="2", birim_id=unit(desk, OTHER_UNIT)).id
    with desk.work() as work:
        closing.link(work, other, key, Tie.ILGI)
    assert ("Ayşe Yılmaz", "İlgi tutan: Gelen 2026/2") in steps(desk, key)
    assert ("Ayşe Yılmaz", "İlgi: Gelen 2026/1") in steps(desk, other)
    assert "Gelen 2026/1" not in repr(steps(desk, other, "kadir"))
    with pytest.raises(BadInput, match="bulunamadı"):
        steps(desk, key, "kadir")
    with pytest.raises(NotAllowed):
        steps(desk, key, "yonetici")


def test_looks_at_a_secret_document_stand_on_its_way(desk: Desk) -> None:
    with open_vault(desk, mehmet=Secrecy.GIZLI):
        key = secret(desk, Secrecy.GIZLI, "mehmet").id
        with desk.work("mehmet") as work:
            card.open_card(work, key)
        told = steps(desk, key, "mehmet")
        assert sum("bakıldı" in line for _, line in told) == 1
        with desk.work("mehmet") as work:
            closing.cancel(work, key, "Kaçakçılık başka yerde")
        assert "İptal: Kaçakçılık başka yerde" in [line for _, line in steps(desk, key, "mehmet")]


# ---------------------------------------------------------------- the föy


def test_the_foy_reopened_has_receivers_note_and_way(desk: Desk) -> None:
    note = "=1+1 <b>İnceleyin</b> " + "uzun " * 60
    key = incoming(desk).id
    refer(
        desk, key, first=person(desk, "fatih"), second=person(desk, "mehmet"), know=person(desk, "ayse"),
        instruction=note, due_on=date(2026, 11, 27),
    )  # fmt: skip
    with desk.work() as work:
        paper = hand_over_papers.havale_sheet_for_export(work, key)
    book = CalamineWorkbook.from_path(str(document_xlsx(paper, desk.folder / "f.xlsx"))).get_sheet_by_index(0)
    rows = [[value for value in line if value != ""] for line in book.to_python()]
    assert ["Fatih Ergün", "Ayşe Yılmaz"] in rows and ["Mehmet Kaya"] in rows
    assert any(note.strip() in str(value) for line in rows for value in line)
    with desk.look() as look:
        for step in timeline(look, key)[:1]:
            assert any(step.words in line for line in rows)
    text = "".join(page.extract_text() for page in PdfReader(document_pdf(paper, desk.folder / "f.pdf")).pages)
    for words in ("HAVALE FÖYÜ", "Gereği", "Bilgi", "Gelen 2026/1", "27.11.2026", "EVRAKIN YOLU", "Teslim alan"):
        assert words in text
    with desk.look() as look:
        assert trail.history(look, "evrak", key)[0].action == "evrak.export"
    with pytest.raises(NotAllowed), desk.work("yonetici") as work:
        hand_over_papers.havale_sheet_for_export(work, key)


def test_the_foy_of_a_document_never_sent_anywhere_leaves_room_for_the_pen(desk: Desk) -> None:
    key = incoming(desk).id
    with desk.work() as work:
        paper = hand_over_papers.havale_sheet_for_export(work, key)
    assert "TALİMAT" not in repr(paper)
    assert len(PdfReader(document_pdf(paper, desk.folder / "f.pdf")).pages) == 1
