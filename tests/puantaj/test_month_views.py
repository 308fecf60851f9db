"""What screens and paper show of a month: to whom, with which reasons, and in agreement with one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from data.core import trail
from data.core.approvals import Stage
from data.core.errors import BadInput, NotAllowed
from data.core.pages import Anchor, LedgerQuery
from data.core.store import Look, Work
from data.personel.rules import StaffKind
from data.puantaj import day_views, papers, views
from data.puantaj.columns import Figures, columns_for
from data.puantaj.drafts import GroupDraft, LeaveDraft
from data.puantaj.models import Group, PuantajRow
from data.puantaj.operations.groups import add_group
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.months import (
    TypedDay,
    advance,
    compute,
    open_correction,
    open_month,
    send_back,
    type_days,
)
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from data.puantaj.stored import minutes_of, totals_of
from data.puantaj.waiting import open_questions
from tests.puantaj.puantaj_office import MID_OCTOBER, OCTOBER, Desk, attlog

SIRKET, ISCI, MEMUR = StaffKind.SIRKET, StaffKind.ISCI, StaffKind.MEMUR


def _open(desk: Desk, kind: StaffKind = SIRKET, period: Period = OCTOBER) -> int:
    with desk.work() as work:
        return open_month(work, desk.group(kind), period)


def _busy(desk: Desk) -> int:
    """A month in which something of every sort happened."""
    ali, fatma = desk.person("101"), desk.person("102")
    with desk.work() as work:
        record_leave(
            work,
            LeaveDraft(
                personel_id=ali, code="RAPOR", start=date(2026, 10, 5), end=date(2026, 10, 9), document="R-1"
            ),
        )
        record_leave(
            work,
            LeaveDraft(personel_id=fatma, code="YILLIK_ISCI", start=date(2026, 10, 26), end=date(2026, 10, 30)),
        )
    desk.take(
        attlog("101 2026-10-12 08:20", "101 2026-10-12 17:00", "102 2026-10-13 08:00", "101 2026-10-17 09:00")
    )
    key = _open(desk)
    with desk.work() as work:
        type_days(work, key, [TypedDay(fatma, date(2026, 10, 14))], "D", document="T-1")
    return key


def _close(desk: Desk, key: int) -> None:
    for who, seen in (
        ("ayse", Stage.TASLAK),
        ("mehmet", Stage.SUNULDU),
        ("zeynep", Stage.KONTROL_EDILDI),
        ("mehmet", Stage.ONAYLANDI),
    ):
        with desk.work(who) as work:
            advance(work, key, expected=seen)


def test_every_cell_says_why_and_those_from_law_name_the_article(desk: Desk) -> None:
    keys = (_busy(desk), _open(desk, ISCI, MID_OCTOBER), _open(desk, MEMUR))
    with desk.look("denetci") as look:
        for key in keys:
            month = views.month(look, key)
            for row in month.rows:
                for head, cell in zip(month.days, row.cells, strict=True):
                    found = day_views.day_detail(look, key, row.personel_id, head.day)
                    assert found.reasons, (row.name, head.day)
                    assert found.letter == cell.letter
                    if cell.letter in ("-", ""):
                        continue
                    assert any(reason.law for reason in found.reasons), (row.name, head.day, found.reasons)


def test_a_reason_leads_to_the_record_behind_it(desk: Desk) -> None:
    key = _busy(desk)
    with desk.look() as look:
        report = day_views.day_detail(look, key, desk.person("101"), date(2026, 10, 6))
        typed = day_views.day_detail(look, key, desk.person("102"), date(2026, 10, 14))
    names = [
        day_views.ref_name(ref) for found in (report, typed) for reason in found.reasons for ref in reason.refs
    ]
    assert names == ["izin kaydı no 1", "elle yazılan kod no 1"]
    assert any("4857 s. K. m.46" in reason.law for reason in report.reasons)


def test_grid_sheet_and_store_agree_on_every_total(desk: Desk) -> None:
    key = _busy(desk)
    with desk.look() as look:
        month, sheet = views.month(look, key), papers.sheet_of(look, key)
        stored = {
            row.personel_id: row
            for row in look.session.exec(select(PuantajRow).where(PuantajRow.puantaj_id == key))
        }
        columns = columns_for((SIRKET,))
        assert [line.name for line in sheet.rows] == [row.name for row in month.rows]
        for line, row in zip(sheet.rows, month.rows, strict=True):
            totals = totals_of(stored[row.personel_id].totals)
            figures = Figures(totals, minutes_of(stored[row.personel_id]))
            assert list(line.totals[: len(columns)]) == [column.value(figures) for column in columns]
            shown = dict(zip(month.total_titles, row.totals, strict=True))
            for column in columns:
                assert Decimal(shown[column.title].replace(",", ".") or 0) == column.value(figures)
            prim = stored[row.personel_id]
            assert shown["Prim"] == str(prim.prim_days) == str(line.totals[-2])
            assert shown["Eksik"] == line.totals[-1]
            assert line.cells == tuple(cell.letter for cell in row.cells)
            assert sum((days for _, days in totals.by_code), Decimal(0)) == sum(
                cell.letter != "-" for cell in row.cells
            )
        place = month.total_titles.index("Çal")
        total = sum((totals_of(row.totals).worked for row in stored.values()), Decimal(0))
        assert views.sum_text(month.rows, place) == f"{total.normalize():f}".replace(".", ",")


def test_an_export_is_written_to_the_trail_with_what_was_open_in_it(desk: Desk) -> None:
    key = _open(desk)
    with desk.work("ayse") as work:
        sheet = papers.sheet_for_export(work, key)
    ali = next(row for row in sheet.rows if row.sicil == "101")
    assert ali.tckn
    assert "10000000146" not in str(sheet)
    with pytest.raises(NotAllowed, match="kişisel veriyi"), desk.work("ayse") as work:
        papers.sheet_for_export(work, key, with_tckn=True)
    with desk.work("mehmet") as work:
        sheet = papers.sheet_for_export(work, key, with_tckn=True)
    assert "10000000146" in [row.tckn for row in sheet.rows]
    with desk.look() as look:
        entries = [one for one in trail.history(look, "puantaj", key) if one.action == "puantaj.export"]
    assert [(one.who, "T.C. kimlik no açık" in one.summary) for one in entries] == [
        ("Mehmet Kaya", True),
        ("Ayşe Yılmaz", False),
    ]


def test_the_paper_names_those_who_signed_this_time(desk: Desk) -> None:
    key = _open(desk)
    with desk.work() as work:
        advance(work, key, expected=Stage.TASLAK)
    with desk.work("mehmet") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="eksik")
    with desk.look() as look:
        assert [one.name for one in papers.sheet_of(look, key).signatures] == ["", "", ""]
    _close(desk, key)
    with desk.look() as look:
        sheet = papers.sheet_of(look, key)
    assert [(one.role, one.name) for one in sheet.signatures] == [
        ("Düzenleyen", "Ayşe Yılmaz"),
        ("Kontrol eden", "Mehmet Kaya"),
        ("Onaylayan", "Zeynep Demir"),
    ]
    assert (sheet.number, sheet.draft) == ("2026/1", False)
    assert not [note for note in sheet.notes if "Kesinleşmemiştir" in note]


def test_those_who_only_look_see_the_whole_month(desk: Desk) -> None:
    key = _open(desk)
    for who in ("zeynep", "denetci", "yonetici"):
        with desk.look(who) as look:
            month = views.month(look, key)
            assert (len(month.rows), month.open, month.stage) == (3, True, Stage.TASLAK)
        with pytest.raises(NotAllowed), desk.work(who) as work:
            compute(work, key)
        with pytest.raises(NotAllowed), desk.work(who) as work:
            type_days(work, key, [TypedDay(desk.person("101"), date(2026, 10, 6))], "UZ")


def test_a_clerk_of_another_unit_sees_nothing_and_may_do_nothing(desk: Desk) -> None:
    key, ali = _busy(desk), desk.person("101")
    with desk.look("kadir") as look:
        assert views.groups(look) == ()
        assert views.month_window(look, LedgerQuery(), 0, 10).total == 0
        assert open_questions(look) == 0
        for ask in (
            lambda look: views.month(look, key),
            lambda look: day_views.questions(look, key),
            lambda look: views.question_count(look, key),
            lambda look: day_views.differences(look, key),
            lambda look: day_views.day_detail(look, key, ali, date(2026, 10, 6)),
            lambda look: day_views.prim_detail(look, key, ali),
            lambda look: papers.sheet_of(look, key),
        ):
            with pytest.raises(NotAllowed, match="biriminizin dışında"):
                ask(look)
    group = desk.group(SIRKET)

    def all_verbs() -> tuple[Callable[[Work], object], ...]:
        return (
            lambda work: open_month(work, group, Period.of_month(2026, 11)),
            lambda work: compute(work, key),
            lambda work: type_days(work, key, [TypedDay(ali, date(2026, 10, 6))], "UZ"),
            lambda work: advance(work, key, expected=Stage.TASLAK),
            lambda work: send_back(work, key, expected=Stage.TASLAK, reason="neden"),
            lambda work: open_correction(work, key, "neden"),
            lambda work: papers.sheet_for_export(work, key),
        )

    for verb in all_verbs():
        with pytest.raises(NotAllowed, match="biriminizin dışında"), desk.work("kadir") as work:
            verb(work)
    with desk.look() as look:
        assert open_questions(look) == views.question_count(look, key) > 0


def test_what_does_not_exist_is_said_in_words(desk: Desk) -> None:
    key, ali = _open(desk), desk.person("101")

    def asked(look: Look) -> tuple[Callable[[], object], ...]:
        return (
            lambda: views.month(look, 999),
            lambda: day_views.questions(look, 999),
            lambda: views.question_count(look, 999),
            lambda: day_views.differences(look, 999),
            lambda: day_views.prim_detail(look, key, 999),
            lambda: day_views.prim_detail(look, 999, ali),
            lambda: day_views.day_detail(look, key, 999, date(2026, 10, 6)),
            lambda: day_views.day_detail(look, key, ali, date(2026, 11, 6)),
            lambda: papers.sheet_of(look, 999),
        )

    with desk.look() as look:
        for ask in asked(look):
            with pytest.raises(BadInput):
                ask()
        assert views.newest_month(look, 999, OCTOBER.start) is None


def test_the_list_of_months_by_tab_word_and_page(desk: Desk) -> None:
    october, workers, civil = _open(desk), _open(desk, ISCI, MID_OCTOBER), _open(desk, MEMUR)
    november = _open(desk, period=Period.of_month(2026, 11))
    _close(desk, october)
    with desk.work() as work:
        advance(work, civil, expected=Stage.TASLAK)
        again = open_correction(work, october, "düzeltme")
    with desk.look("denetci") as look:

        def ids(view: str = "", text: str = "", start: int = 0, limit: int = 10) -> list[int]:
            found = views.month_window(look, LedgerQuery(text=text, view=view), start, limit)
            return [row.id for row in found.rows]

        everything = [november, workers, again, october, civil]
        assert ids() == everything
        assert ids("acik") == [november, workers, again, civil]
        assert ids("kesin") == [october]
        assert ids("bekleyen") == [civil]
        assert ids(text="işçi") == ids(text="ISCI") == [workers]
        assert ids(text="şirket 2026-10") == [again, october]
        assert ids(text="sürüm") == [again]
        assert ids(start=1, limit=2) == everything[1:3]
        window = views.month_window(look, LedgerQuery(), 0, 2)
        assert window.total == 5
        later = views.month_window(look, LedgerQuery(), 2, 3, Anchor(1, window.keys[1]))
        assert [row.id for row in later.rows] == everything[2:]
        turned = views.month_window(look, LedgerQuery(descending=True), 0, 10)
        assert [row.id for row in turned.rows] == everything[::-1]
        row = next(row for row in turned.rows if row.id == october)
        assert (row.title, row.stage, row.number, row.people) == (
            "Şirket personeli · Ekim 2026",
            Stage.KESINLESTI,
            "2026/1",
            3,
        )
        assert views.newest_month(look, desk.group(SIRKET), OCTOBER.start) == again


def test_questions_come_with_the_weightiest_first(desk: Desk) -> None:
    key = _busy(desk)
    with desk.look() as look:
        lines = day_views.questions(look, key)
    order = [list(Severity).index(line.severity) for line in lines]
    assert order == sorted(order)
    assert lines[0].severity is Severity.RED
    assert {line.kind for line in lines} >= {"kontrol", "tatilde_hareket", "hareket_yok"}


def _mixed(desk: Desk) -> int:
    desk.drop_groups(SIRKET, MEMUR)
    with desk.work() as work:
        unit = work.session.get_one(Group, desk.group(SIRKET)).birim_id
        draft = GroupDraft(name="Karma", title="KARMA", birim_id=unit, kinds="sirket, memur", first_day=1)
        return add_group(work, draft)


def test_on_a_mixed_sheet_a_letter_means_what_it_means_for_that_kind(desk: Desk) -> None:
    mixed = _mixed(desk)
    with desk.work() as work:
        key = open_month(work, mixed, OCTOBER)
        cells = [TypedDay(desk.person(sicil), date(2026, 10, 6)) for sicil in ("101", "301")]
        type_days(work, key, cells, "yi")
    with desk.look() as look:
        names = [day_views.day_detail(look, key, cell.personel_id, cell.day).code_name for cell in cells]
        month = views.month(look, key)
    assert names == ["Yıllık ücretli izin (işçi)", "Yıllık izin (memur, sözleşmeli)"]
    assert [kind for kind, _ in month.letters] == [SIRKET, MEMUR]
    memur = next(row for row in month.rows if row.sicil == "301")
    assert dict(zip(month.total_titles, memur.totals, strict=True))["Prim"] == ""


def test_leave_for_the_union_is_plain_leave_to_who_only_reads(desk: Desk) -> None:
    key = _busy(desk)
    person, day = desk.person("101"), date(2026, 10, 20)
    with desk.work() as work:
        type_days(work, key, [TypedDay(person, day)], "SN", reason="Temsilci toplantısı")
    for username, letter, told in (("ayse", "SN", True), ("denetci", "İZ", False)):
        with desk.look(username) as look:
            row = next(row for row in views.month(look, key).rows if row.personel_id == person)
            detail = day_views.day_detail(look, key, person, day)
        assert row.cells[19].letter == detail.letter == letter
        assert any("endika" in reason.text for reason in detail.reasons) is told
