"""The books: every row as it stands in the register, numbers without a gap, cancelled rows, secret ones, files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.evrak.operations import closing
from data.evrak.papers import report_window
from data.evrak.papers_book import BookDraft, Facts, statement
from data.evrak.rules.values import Book, Tie
from exports.document import document_pdf, document_xlsx
from exports.files import ExportCancelled
from tests.evrak.evrak_office import Desk, clear, incoming, outgoing, row, secret, unit, user
from tests.evrak.hand_overs import open_vault, person, refer
from tests.evrak.paper_reading import NOVEMBER, cells, flat, last_trail, made, text

INCOMING = BookDraft(book="gelen", **NOVEMBER)
HOSTILE = ('=HYPERLINK("http://kotu")', "<b>Kalın</b> &amp; konu", "Sağdan \u202eters\u202c sola", "@SUM(A1)")


def lines(printout: object) -> list[tuple[object, ...]]:
    return list(printout.paper.blocks[0].rows)  # type: ignore[attr-defined]


def facts(printout: object) -> str:
    block = next(one for one in printout.paper.blocks if getattr(one, "title", "") == "NUMARA DÖKÜMÜ")  # type: ignore[attr-defined]
    return " ".join(words for _, words in block.rows)


def test_a_row_of_the_incoming_book_is_the_document_cell_by_cell(desk: Desk, tmp_path: Path) -> None:
    key = incoming(desk, enclosures="Liste (3 sayfa)\nCD (1 adet)", doc_kind="dilekce", way="posta").id
    refer(desk, key, first=person(desk, "fatih"), know=person(desk, "mehmet"), instruction="Görüş bildirin")
    held = row(desk, key)
    printout = made(desk, "defter", INCOMING)
    wanted = [
        held.kayit_no,
        f"{held.registered_at.astimezone():%d.%m.%Y %H:%M}",
        "Posta",
        held.muhatap_name,
        held.letter_date,
        held.letter_no,
        held.subject,
        "Vatandaş dilekçesi",
        "Liste (3 sayfa); CD (1 adet); 2 sayfa",
        f"{held.due_on:%d.%m.%Y}",
        "Gereği",
        "702",
        "Fatih Ergün: Görüş bildirin; Mehmet Kaya (bilgi): Görüş bildirin",
        "Havale edildi",
    ]
    assert wanted in cells(printout, tmp_path)
    words = text(printout, tmp_path).replace("\n", " ")
    assert "GELEN EVRAK DEFTERİ" in words and "01.11.2026 – 30.11.2026" in words
    assert held.kayit_no in words and held.letter_no in words


def test_a_row_of_the_outgoing_book_names_recipients_ilgi_and_sending(desk: Desk, tmp_path: Path) -> None:
    came = incoming(desk)
    sent = outgoing(
        desk, more="bilgi: Donanım Şube Müdürlüğü", way="kep", other_id=came.id, is_answer=True,
        enclosures="Rapor (5 sayfa)",
    )  # fmt: skip
    held = row(desk, sent.id)
    found = next(one for one in cells(made(desk, "defter", BookDraft(book="giden", **NOVEMBER)), tmp_path)
                 if one[0] == held.kayit_no)  # fmt: skip
    assert found[2:8] == [
        held.letter_no,
        held.letter_date,
        held.subject,
        "Yazı İşleri ve Kararlar Dairesi Başkanlığı; Donanım Şube Müdürlüğü (bilgi)",
        f"Gelen {came.kayit_no}",
        "Rapor (5 sayfa)",
    ]
    assert found[10] == "KEP 20.11.2026"
    assert found[13] == "Gönderildi 20.11.2026"
    answered = lines(made(desk, "defter", INCOMING))[0]
    assert answered[-1] == f"Cevaplandı 20.11.2026 (Giden {sent.kayit_no})"


def test_internal_letters_and_olurs_have_books_of_their_own(desk: Desk) -> None:
    inner, olur = outgoing(desk, Book.IC), outgoing(desk, Book.OLUR, doc_kind="olur")
    assert [one[0] for one in lines(made(desk, "defter", BookDraft(book="ic", **NOVEMBER)))] == [inner.kayit_no]
    (line,) = lines(made(desk, "defter", BookDraft(book="olur", **NOVEMBER)))
    assert (line[0], line[5]) == (olur.kayit_no, "Yazılım Şube Müdürlüğü")


def test_a_cancelled_row_stands_with_its_reason_and_is_counted(desk: Desk, tmp_path: Path) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(1, 4)]
    with desk.work() as work:
        closing.cancel(work, keys[1], "Mükerrer kayıt")
    printout = made(desk, "defter", INCOMING)
    assert [one[-1] for one in lines(printout)] == ["Kayıtlı", "İPTAL: Mükerrer kayıt", "Kayıtlı"]
    assert facts(printout) == "2026/1 – 2026/3 arasında 3 kayıt, 1 iptal, boşluk yok."
    assert facts(printout) in flat(cells(printout, tmp_path))
    assert "boşluk yok" in text(printout, tmp_path).replace("\n", " ")


def test_a_missing_number_is_named(desk: Desk) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(1, 4)]
    with desk.store.work(PROGRAM) as work:  # as only a hand in the file could do it
        work.session.execute(
            sql("UPDATE evrak SET number = 9, kayit_no = '2026/9' WHERE id = :id"), {"id": keys[2]}
        )
        trail.record(work, "deneme", "Numara bozuldu")
    assert facts(made(desk, "defter", INCOMING)) == ("2026/1 – 2026/9 arasında 3 kayıt, 0 iptal, BOŞLUK VAR: 3–8.")


def test_the_statement_names_single_numbers_and_says_when_there_are_more() -> None:
    gaps = tuple((number, number) for number in range(2, 42, 2))
    (words,) = [words for _, words in statement((Facts(2026, 1, 99, 50, 0, gaps),))]
    assert words.endswith(
        "BOŞLUK VAR: 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40 ve ötesi."
    )


def test_a_range_of_numbers_takes_just_these(desk: Desk) -> None:
    for number in range(1, 6):
        incoming(desk, letter_no=f"E-1-702-{number}")
    printout = made(desk, "defter", BookDraft(book="gelen", year=2026, first=2, last=4))
    assert [one[0] for one in lines(printout)] == ["2026/2", "2026/3", "2026/4"]
    assert printout.paper.subtitle == "2026/2 – 2026/4"
    assert facts(printout) == "2026/2 – 2026/4 arasında 3 kayıt, 0 iptal, boşluk yok."


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "start"),
        ({"start": date(2026, 11, 1)}, "end"),
        ({"start": date(2026, 11, 2), "end": date(2026, 11, 1)}, "end"),
        ({"first": 3}, "year"),
        ({"year": 2026, "first": 0}, "first"),
        ({"year": 2026, "first": 5, "last": 4}, "last"),
        ({**NOVEMBER, "year": 2026}, "year"),
        ({"year": 2026, "secret": True}, "secret"),
    ],
)
def test_a_range_that_is_none_is_refused_at_its_field(desk: Desk, asked: dict[str, object], field: str) -> None:
    with pytest.raises(BadFields) as refused:
        made(desk, "defter", BookDraft(book="gelen", **asked))  # type: ignore[arg-type]
    assert list(refused.value.problems) == [field]


def test_an_empty_range_is_told_and_leaves_no_trail(desk: Desk) -> None:
    incoming(desk)
    with pytest.raises(BadInput, match="Bu aralıkta kayıt yok"):
        made(desk, "defter", BookDraft(book="gelen", start=date(2025, 1, 1), end=date(2025, 12, 31)))
    with desk.look() as look:
        assert last_trail(look).action == "evrak.register"


def test_who_may_not_export_gets_nothing(desk: Desk) -> None:
    incoming(desk)
    with pytest.raises(NotAllowed):
        made(desk, "defter", INCOMING, "yonetici")


def test_a_unit_gets_its_own_rows_and_is_told_of_the_rest(desk: Desk) -> None:
    incoming(desk)
    own = incoming(desk, "kadir", birim_id=unit(desk, "Donanım Şube Müdürlüğü"), letter_no="E-1-702-9")
    printout = made(desk, "defter", INCOMING, "kadir")
    assert [one[0] for one in lines(printout)] == [own.kayit_no]
    assert facts(printout) == "2026/1 – 2026/2 arasında 2 kayıt, 0 iptal, boşluk yok."
    assert any("2 kayıt vardır; dökümde biriminizin gördüğü 1 kayıt" in note for note in printout.paper.notes)


def test_hostile_words_stay_words_in_both_files(desk: Desk, tmp_path: Path) -> None:
    for number, subject in enumerate(HOSTILE):
        incoming(desk, letter_no=f"E-1-702-{number}", subject=subject)
    incoming(desk, letter_no="E-1-702-99", note="not")
    with desk.store.work(PROGRAM) as work:
        work.session.execute(sql("UPDATE evrak SET subject = :long WHERE number = 5"), {"long": "ğ" * 10_000})
        trail.record(work, "deneme", "Uzun konu")
    printout = made(desk, "defter", INCOMING)
    path = document_xlsx(printout.paper, tmp_path / "d.xlsx")
    from openpyxl import load_workbook

    sheet = load_workbook(path).active
    held = [cell for cells_ in sheet.iter_rows() for cell in cells_ if cell.value is not None]
    assert not [cell for cell in held if cell.data_type == "f" or cell.hyperlink]
    values = {cell.value for cell in held}
    assert {HOSTILE[0], HOSTILE[1], "Sağdan ters sola", HOSTILE[3], "ğ" * 10_000} <= values
    words = text(printout, tmp_path)
    assert HOSTILE[0] in words.replace("\n", "") and "<b>Kalın</b>" in words and "\u202e" not in words
    assert "ğğğ" in words and "…" in words


def test_kisiye_ozel_says_nothing_of_its_subject(desk: Desk) -> None:
    incoming(desk, personal=True, subject=None, letter_no=None, letter_date=None, sdp_id=None, pages=None)
    assert lines(made(desk, "defter", INCOMING))[0][6] == "Kişiye özel"


# ---------------------------------------------------------------- secret records


def test_secret_records_are_in_no_book_of_the_uncleared(desk: Desk, tmp_path: Path) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI):
        open_one = incoming(desk, letter_no="E-1-702-9")
        hidden = secret(desk, Secrecy.GIZLI)
        asked = BookDraft(book="gelen", secret=True, **NOVEMBER)
        printout = made(desk, "defter", asked, "zeynep")
        held = flat(cells(printout, tmp_path)) + text(printout, tmp_path)
        with desk.look("zeynep") as look:
            entry = last_trail(look)
            assert (entry.secrecy, hidden.kayit_no in entry.summary) == (0, False)
    assert [one[0] for one in lines(printout)] == [open_one.kayit_no]
    for word in (hidden.kayit_no, "GİZLİLİK", "Saklı", "11112222"):
        assert word not in held


def test_a_book_of_secret_records_alone_is_empty_for_the_uncleared(desk: Desk) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI):
        secret(desk, Secrecy.GIZLI)
        with pytest.raises(BadInput, match="Bu aralıkta kayıt yok"):
            made(desk, "defter", BookDraft(book="gelen", secret=True, **NOVEMBER), "zeynep")


def test_the_cleared_get_a_section_of_numbers_without_a_word_of_content(desk: Desk, tmp_path: Path) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI):
        incoming(desk, letter_no="E-1-702-9")
        hidden = secret(desk, Secrecy.GIZLI)
        printout = made(desk, "defter", BookDraft(book="gelen", secret=True, **NOVEMBER))
        rows = cells(printout, tmp_path)
        held = flat(rows) + text(printout, tmp_path)
        assert any(one[0] == hidden.kayit_no and "Gizli" in one for one in rows)
        for word in ("Saklı Konu", "Örnek Valiliği", "11112222"):
            assert word not in held
        with desk.look() as look:
            assert last_trail(look).secrecy == int(Secrecy.GIZLI)
        with desk.look("zeynep") as look:
            assert report_window(look, _all(), 0, 9).rows[0].last == ""
        with desk.look() as look:
            assert report_window(look, _all(), 0, 9).rows[0].by == "Ayşe Yılmaz"
        plain = made(desk, "defter", INCOMING)
    assert hidden.kayit_no not in flat(cells(plain, tmp_path))


def test_without_need_to_know_a_cleared_user_sees_no_guarded_row(desk: Desk, tmp_path: Path) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI, mehmet=Secrecy.GIZLI):
        incoming(desk, letter_no="E-1-702-9")
        hidden = secret(desk, Secrecy.GIZLI)
        asked = BookDraft(book="gelen", secret=True, **NOVEMBER)
        assert hidden.kayit_no not in flat(cells(made(desk, "defter", asked, "mehmet"), tmp_path))


def test_an_open_letter_that_names_a_secret_one_does_not_betray_it(desk: Desk, tmp_path: Path) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI):
        hidden, sent = secret(desk, Secrecy.GIZLI), outgoing(desk)
        with desk.work() as work:
            closing.link(work, sent.id, hidden.id, Tie.ILGI)
        for who in ("ayse", "zeynep"):
            found = flat(cells(made(desk, "defter", BookDraft(book="giden", **NOVEMBER), who), tmp_path))
            assert sent.kayit_no in found and hidden.kayit_no not in found


def _all() -> object:
    from data.core.pages import LedgerQuery

    return LedgerQuery()


# ---------------------------------------------------------------- long books


def test_a_long_book_is_read_on_the_way_and_later_rows_do_not_slip_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.evrak.papers_book.CHUNK", 4)
    for number in range(1, 12):
        incoming(desk, letter_no=f"E-1-702-{number}")
    printout = made(desk, "defter", INCOMING)
    late = incoming(desk, letter_no="E-1-702-99")
    assert len(printout.paper.blocks[0].rows) == 11  # type: ignore[union-attr]
    told: list[int] = []
    path = document_xlsx(printout.paper, tmp_path / "d.xlsx", told.append)
    assert path.exists() and told[-1] == 11
    numbers = [one[0] for one in cells(printout, tmp_path) if str(one[0]).startswith("2026/")]
    assert numbers == [f"2026/{number}" for number in range(1, 12)]
    assert late.kayit_no not in numbers


def test_a_stopped_book_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    incoming(desk)
    printout = made(desk, "defter", INCOMING)
    for writer, ending in ((document_pdf, "pdf"), (document_xlsx, "xlsx")):
        with pytest.raises(ExportCancelled):
            writer(printout.paper, tmp_path / f"d.{ending}", None, lambda: True)
        assert not (tmp_path / f"d.{ending}").exists()


def test_every_export_is_in_the_trail_once(desk: Desk) -> None:
    incoming(desk)
    made(desk, "defter", INCOMING)
    with desk.look() as look:
        entry = last_trail(look)
        assert entry.action == "evrak.rapor.defter"
        assert entry.summary == "Evrak defteri dışa aktarıldı: Gelen, 01.11.2026 – 30.11.2026"
        assert entry.actor_id == user(desk, "ayse")


def test_a_clearance_taken_away_meanwhile_counts_while_the_file_is_written(desk: Desk) -> None:
    """The open rows do not depend on it, and no secret one is among them."""
    with open_vault(desk, ayse=Secrecy.GIZLI):
        incoming(desk)
        secret(desk, Secrecy.HIZMETE_OZEL)
        printout = made(desk, "defter", INCOMING)
        clear(desk, "ayse", Secrecy.YOK)
        assert [one[0] for one in lines(printout)] == ["2026/1"]
