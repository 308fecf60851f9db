"""Statistics against the register itself: every number counted again in plain Python, every drill opened."""

from __future__ import annotations

import statistics as plain
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlmodel import select

from data.core.errors import BadInput, NotAllowed
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.evrak import statistics
from data.evrak.models import Evrak
from data.evrak.operations import closing
from data.evrak.papers_statistics import StatisticsDraft
from data.evrak.rules.values import Book
from data.evrak.statistics import TABLES, number_window, table_of
from data.evrak.statistics_values import Drill, Span, StatTable, change, share
from data.evrak.statistics_work import median
from data.evrak.views import evrak_window
from exports.document import document_xlsx
from tests.evrak.evrak_office import OTHER_UNIT, Desk, incoming, outgoing, secret, unit
from tests.evrak.hand_overs import make_list, open_vault, person, receive, refer
from tests.evrak.paper_reading import cells, made, text
from tests.puantaj.puantaj_office import NOW

YEAR = Span(2026)


def at(desk: Desk, day: date) -> None:
    moment = NOW + timedelta(days=(day - NOW.date()).days)
    desk.store.clock = lambda: moment


def table(desk: Desk, key: str, span: Span = YEAR, who: str = "zeynep") -> StatTable:
    with desk.look(who) as look:
        return table_of(look, key, span)


def numbers(found: StatTable, label: str) -> dict[str, object]:
    rows = (*found.rows, *((found.total,) if found.total else ()))
    row = next(one for one in rows if one.label == label)
    titles = [title for title, _ in found.columns]
    return {title: number.value for title, number in zip(titles, row.numbers, strict=True)}


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Two years with all sorts of documents, some answered, some late, one cancelled."""
    at(desk, date(2025, 10, 6))
    for number in range(2):
        incoming(desk, letter_no=f"E-1-702-5{number}", letter_date=date(2025, 10, 1))
    at(desk, date(2026, 10, 5))
    kinds = ("ust_yazi", "dilekce", "cimer", "bilgi_edinme", "tekit", "dilekce")
    keys = [
        incoming(
            desk, letter_no=f"E-1-702-{number}", doc_kind=kind, letter_date=date(2026, 10, 1),
            way="zimmet" if number == 0 else "posta",
        ).id
        for number, kind in enumerate(kinds)
    ]  # fmt: skip
    outgoing(desk, letter_date=date(2026, 10, 2), way="kep")
    outgoing(desk, Book.IC, letter_date=date(2026, 10, 2), letter_no="E-12345678-702-2")
    with desk.work() as work:
        closing.cancel(work, keys[0], "Mükerrer kayıt")
    at(desk, date(2026, 10, 15))
    outgoing(desk, letter_date=date(2026, 10, 15), letter_no="E-12345678-702-3", other_id=keys[1], is_answer=True)
    at(desk, date(2026, 11, 20))
    with desk.work() as work:
        closing.close_without_answer(work, keys[5], "Bilgi için gelmiştir")
    refer(desk, keys[2], first=person(desk, "fatih"))
    return desk


def test_the_months_stand_beside_those_of_the_year_before(busy: Desk) -> None:
    found = table(busy, "aylik")
    october = numbers(found, "Ekim")
    assert october == {
        "Gelen: kurum içi": 1, "Gelen: kurum dışı": 1, "Gelen: dilekçe": 2, "Gelen: CİMER": 1,
        "Gelen: bilgi edinme": 1, "Giden: kurum içi": 1, "Giden: kurum dışı": 2, "Olur": 0, "Toplam": 9,
        "Bunlardan iptal": 1, "Önceki yıl": 2, "Değişim %": Decimal("350.0"),
    }  # fmt: skip
    assert set(numbers(found, "Aralık").values()) == {None}
    assert numbers(found, "Toplam")["Toplam"] == 9
    assert found.plot is not None and found.plot.series[0][1][9] == 6


def test_the_years_count_what_the_register_holds(busy: Desk) -> None:
    with busy.store.look(PROGRAM) as look:
        held = Counter(look.session.exec(select(Evrak.year)).all())
    found = table(busy, "yillik")
    assert {row.label: row.numbers[8].value for row in found.rows} == {
        str(year): held[year] for year in range(2022, 2027)
    }
    assert numbers(found, "2026")["Önceki yıl"] == held[2025]


@pytest.mark.parametrize("key", [key for key, _, _ in TABLES])
def test_the_documents_behind_a_number_are_as_many_as_it_says(busy: Desk, key: str) -> None:
    found = table(busy, key)
    rows = (*found.rows, *((found.total,) if found.total else ()))
    drilled = [number for row in rows for number in row.numbers if number.drill is not None]
    assert drilled or key in ("cevap", "sekil", "tekit", "bilgi", "zimmet")
    with busy.look("zeynep") as look:
        for number in drilled:
            assert number.drill is not None
            assert _behind(look, number.drill) == number.value, number


def _behind(look: object, drill: Drill) -> int:
    query = LedgerQuery(view=drill.view, fields=drill.fields)
    return evrak_window(look, query, 0, 1, book=drill.book).total  # type: ignore[arg-type]


def test_answer_times_are_those_of_the_answers_by_their_basis(busy: Desk) -> None:
    found = table(busy, "cevap")
    petitions = numbers(found, "Dilekçe (3071 m.7)")
    assert petitions == {
        "Cevaplanan": 2, "Ortalama gün": Decimal("28.0"), "Ortanca gün": Decimal(28), "En uzun gün": 46,
        "Süresinde": 1, "Süresinde %": Decimal("50.0"), "Geç cevaplanan": 1, "Süren": 0, "Süresi geçen": 0,
    }  # fmt: skip
    assert numbers(found, "CİMER (3071 m.7)")["Süresi geçen"] == 1
    assert numbers(found, "Toplam")["Cevaplanan"] == sum(row.numbers[0].value or 0 for row in found.rows)
    assert numbers(table(busy, "cevap", Span(2026, 10)), "Dilekçe (3071 m.7)")["Cevaplanan"] == 1
    assert (
        table(busy, "cevap", Span(2025)).rows
        and numbers(table(busy, "cevap", Span(2025)), "Toplam")["Cevaplanan"] == 0
    )


def test_an_extension_is_counted_once_and_not_as_an_answer_of_the_first_term(desk: Desk) -> None:
    from data.evrak.deadline_drafts import ExtensionDraft
    from data.evrak.operations.deadlines import extend

    at(desk, date(2026, 10, 5))
    key = incoming(desk, doc_kind="bilgi_edinme", letter_date=date(2026, 10, 1), muhatap="yeni:Ali KURT").id
    with desk.work() as work:
        extend(work, key, ExtensionDraft(notice_on=date(2026, 10, 5), notice_no="5", reason="Başka birim"))
    at(desk, date(2026, 11, 2))
    with desk.work() as work:
        closing.close_without_answer(work, key, "Başvuru geri alındı")
    found = table(desk, "cevap")
    answered = {row.label: row.numbers[0].value for row in found.rows if row.numbers[0].value}
    assert answered.get("Bilgi edinme, uzatılmış (4982 m.11)") == 1
    assert "Bilgi edinme (4982 m.11)" not in answered
    asked = {row.label: row.numbers[0].value for row in table(desk, "bilgi").rows}
    assert (asked["Yapılan başvuru"], asked["Süresi uzatılan"], asked["Cevapsız kapatılan (gerekçeli)"]) == (
        1,
        1,
        1,
    )
    assert asked["Reddedilen"] is None


def test_units_and_persons_are_told_what_was_sent_closed_and_waits(busy: Desk) -> None:
    unit_row = numbers(table(busy, "birim"), "Yazılım Şube Müdürlüğü")
    waiting = unit_row["Bekleyen"]
    with busy.look("zeynep") as look:
        assert waiting == evrak_window(look, LedgerQuery(view="bekleyen"), 0, 1).total
        late = evrak_window(look, LedgerQuery(view="geciken"), 0, 1).total
    assert unit_row["Geciken"] == late > 0
    assert numbers(table(busy, "kimde"), "Fatih Ergün") == {
        "Havale edilen": 1, "Kapanan": 0, "Bekleyen": 1, "Geciken": 1,
    }  # fmt: skip


def test_ages_part_what_waits_by_days_since_its_registration(desk: Desk) -> None:
    for days in (0, 5, 6, 15, 16, 30, 31, 200):
        at(desk, NOW.date() - timedelta(days=days))
        incoming(desk, letter_no=f"E-1-702-{days}", letter_date=NOW.date() - timedelta(days=days))
    at(desk, NOW.date())
    assert list(numbers(table(desk, "yas"), "Toplam").values()) == [2, 2, 2, 2, 8]


def test_ways_subjects_and_reminders(busy: Desk) -> None:
    ways = table(busy, "sekil")
    assert (numbers(ways, "Posta")["Gelen"], numbers(ways, "İç zimmet")["Gelen"]) == (5, 1)
    assert numbers(ways, "KEP")["Giden (muhatap)"] == 1
    assert numbers(ways, "Toplam")["Gelen"] == 6
    assert numbers(table(busy, "konu"), "702 Yazılım İşleri")["Gelen"] == 6
    assert numbers(table(busy, "tekit"), "Ekim") == {"Gelen tekit": 1, "Giden tekit": 0}


def test_hand_over_lists_are_counted_by_what_became_of_them(desk: Desk) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(3)]
    refer(desk, tuple(keys), first=person(desk, "fatih"))
    from tests.evrak.hand_overs import havales

    sent = [one.id or 0 for one in havales(desk)]
    make_list(desk, *sent)
    receive(desk, sent[0])
    assert numbers(table(desk, "zimmet"), "Kasım") == {
        "Listeye yazılan": 3, "Teslim alınan": 1, "İmza bekleyen": 2,
    }  # fmt: skip


# ---------------------------------------------------------------- who may count what


@pytest.mark.parametrize("key", [key for key, _, _ in TABLES])
def test_the_uncleared_never_count_a_secret_record(desk: Desk, key: str) -> None:
    incoming(desk, letter_no="E-1-702-9")
    span = Span(2026, secret=True)
    before = table(desk, key, span)
    with open_vault(desk, ayse=Secrecy.GIZLI):
        secret(desk, Secrecy.GIZLI, doc_kind="bilgi_edinme")
        secret(desk, Secrecy.HIZMETE_OZEL, doc_kind="tekit")
        assert table(desk, key, span) == before
        assert table(desk, key, Span(2026), "ayse") == table(desk, key, Span(2026))


def test_the_cleared_count_them_when_asked(desk: Desk) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI):
        secret(desk, Secrecy.GIZLI)
        assert numbers(table(desk, "aylik", Span(2026, secret=True), "ayse"), "Toplam")["Toplam"] == 1
        assert numbers(table(desk, "aylik", YEAR, "ayse"), "Toplam")["Toplam"] == 0
    assert numbers(table(desk, "aylik", Span(2026, secret=True), "ayse"), "Toplam")["Toplam"] == 0


def test_a_unit_counts_its_own(busy: Desk) -> None:
    assert numbers(table(busy, "aylik", YEAR, "kadir"), "Toplam")["Toplam"] == 0
    incoming(busy, "kadir", birim_id=unit(busy, OTHER_UNIT), letter_no="E-1-702-99")
    assert numbers(table(busy, "aylik", YEAR, "kadir"), "Toplam")["Toplam"] == 1


def test_without_permission_there_are_no_statistics(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        table(desk, "aylik", YEAR, "yonetici")
    with pytest.raises(BadInput, match="tablo yok"):
        table(desk, "yanlis")


@pytest.mark.parametrize(("year", "month"), [(26, 0), (2101, 0), (2026, 13), (2026, -1)])
def test_a_time_that_is_none_is_refused(year: int, month: int) -> None:
    with pytest.raises(BadInput):
        Span(year, month)


# ---------------------------------------------------------------- paper and screen


def test_the_paper_has_every_number_and_every_plot(busy: Desk, tmp_path: Path) -> None:
    printout = made(busy, "istatistik", StatisticsDraft(year=2026), "zeynep")
    rows = cells(printout, tmp_path)
    words = text(printout, tmp_path)
    plots = 0
    for key, _, _ in TABLES:
        found = table(busy, key)
        assert found.title in words
        for row in (*found.rows, *((found.total,) if found.total else ())):
            wanted = [float(one.value) for one in row.numbers if one.value is not None]
            assert any(
                line[0] == row.label and [float(one) for one in line[1:] if isinstance(one, int | float)] == wanted
                for line in rows
            ), (key, row.label)
        plots += found.plot is not None
    sheet = load_workbook(document_xlsx(printout.paper, tmp_path / "i.xlsx")).active
    assert len(sheet._charts) == plots >= 6
    for chart in sheet._charts:
        first = chart.series[0]
        cell = first.val.numRef.f.split("!")[1].replace("$", "").split(":")[0]
        assert isinstance(sheet[cell].value, int | float | None)


def test_an_office_without_a_document_gets_zeros(desk: Desk, tmp_path: Path) -> None:
    printout = made(desk, "istatistik", StatisticsDraft(year=2026), "zeynep")
    assert "Aylık icmal 2026" in text(printout, tmp_path)
    totals = [one for one in cells(printout, tmp_path) if one[0] == "Toplam"]
    assert len(totals) == 9
    assert {number for line in totals for number in line[1:] if isinstance(number, int | float)} == {0}


def test_a_single_table_of_a_month_can_be_printed(busy: Desk) -> None:
    printout = made(busy, "istatistik", StatisticsDraft(year=2026, month="10", table="sekil"), "zeynep")
    assert printout.paper.title == "Geliş ve gönderim şekli Ekim 2026"
    assert printout.parts == ("2026-10",)


def test_the_screen_shows_a_table_number_by_number(busy: Desk) -> None:
    with busy.look("zeynep") as look:
        found = number_window(look, LedgerQuery(view="aylik", text="ekim dilekçe"), 0, 50)
        assert [(one.label, one.column, one.value) for one in found.rows] == [("Ekim", "Gelen: dilekçe", 2)]
        last_year = number_window(look, LedgerQuery(view="aylik", text="2025 toplam"), 0, 500)
        assert [one.value for one in last_year.rows if (one.label, one.column) == ("Toplam", "Toplam")] == [2]
        whole = number_window(look, LedgerQuery(view="aylik"), 0, 500)
        part = number_window(look, LedgerQuery(view="aylik"), 7, 5)
        assert part.rows == whole.rows[7:12] and part.total == whole.total == 13 * 12


# ---------------------------------------------------------------- reckoning


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200))
def test_the_median_of_a_histogram_is_that_of_its_values(days: list[int]) -> None:
    assert float(median(Counter(days))) == float(plain.median(days))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_lies_within_half_a_tenth_of_the_truth(part: int, whole: int) -> None:
    found = share(part, whole)
    assert found is not None and abs(found - Decimal(part) * 100 / whole) <= Decimal("0.05")


def test_nothing_is_no_share_and_no_change_of_nothing() -> None:
    assert share(0, 0) is None and change(5, 0) is None
    assert (change(5, 10), change(10, 5)) == (Decimal("-50.0"), Decimal("100.0"))
    assert statistics.TABLES[0][0] == "aylik"
