"""Stajs on a real store: recording, correcting, ending, what the months say of them, papers for the school."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlmodel import select

from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken, StoreProblem
from data.core.pages import LedgerQuery
from data.core.paper import Fields, Table
from data.core.parameters import set_parameter
from data.puantaj.operations.months import open_correction
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from data.staj import papers, views
from data.staj.drafts import StajEndDraft
from data.staj.models import Staj, StajSheet
from data.staj.operations import amend_staj, cancel_staj, end_staj
from exports.document import document_pdf, document_xlsx
from tests.puantaj.puantaj_office import NOW, OCTOBER, Desk
from tests.staj.staj_office import (
    NOVEMBER,
    SCHOOL,
    UNIVERSITY,
    absent,
    close,
    open_days,
    record,
    staj_draft,
)


def row(desk: Desk, key: int, who: str = "ayse") -> views.StajRow:
    with desk.look(who) as look:
        return views.staj(look, key).row


def questions(desk: Desk, key: int) -> list[str]:
    with desk.look() as look:
        return [one.text for one in views.staj(look, key).findings]


# ---------------------------------------------------------------- recording


def test_a_staj_is_recorded_found_and_in_the_trail(desk: Desk) -> None:
    key = record(desk)
    with desk.look() as look:
        (entry,) = trail.history(look, "staj", key)
        assert entry.action == "staj.add"
        assert "Deniz AK" in entry.summary and SCHOOL in entry.summary
        found = search.find(look, "deniz mesleki")
        assert [(one.kind, one.record_id) for one in found] == [("staj", key)]
        (listed,) = views.staj_window(look, LedgerQuery(text="bilişim"), 0, 10).rows
        assert (listed.name, listed.required, listed.state) == ("Deniz AK", 30, "Sürüyor")
        assert views.staj_window(look, LedgerQuery(text="okul:üniversite"), 0, 10).total == 0


def test_an_empty_end_comes_from_the_calendar_and_the_weekdays(desk: Desk) -> None:
    key = record(desk, end=None, required_days=5, start=date(2026, 10, 27), weekdays="xx-xx--")
    with desk.look() as look:
        found = views.staj(look, key)
    assert found.weekdays == "XX-XX--"
    assert found.row.planned_end == date(2026, 11, 5), "27 (Sa), 30 (Cu), 2, 3, 5 Kasım; 29 Ekim is free"


def test_faults_are_told_at_once_and_nothing_is_written(desk: Desk) -> None:
    draft = replace(
        staj_draft(desk),
        required_days=0,
        start=date(2026, 9, 1),
        end=date(2026, 8, 1),
        weekdays="XYZ",
        supervisor_id=desk.person("701"),
    )
    with pytest.raises(BadFields) as refused:
        record(desk, **{name: getattr(draft, name) for name in draft.__slots__})
    assert set(refused.value.problems) == {"required_days", "start", "end", "weekdays", "supervisor_id"}
    with pytest.raises(BadFields, match="stajyer değil"):
        record(desk, "101")
    with desk.look() as look:
        assert look.session.exec(select(Staj)).all() == []


def test_one_person_has_one_staj_at_a_time(desk: Desk) -> None:
    first = record(desk)
    with pytest.raises(RuleBroken, match="başka bir staj"):
        record(desk, start=date(2026, 11, 16), end=date(2026, 12, 30))
    record(desk, "702")
    later = record(desk, start=date(2026, 11, 17), end=date(2026, 12, 30))
    with pytest.raises(RuleBroken, match="başka bir staj"), desk.work() as work:
        amend_staj(work, first, staj_draft(desk, end=date(2026, 11, 17)).terms, 1)
    with desk.work() as work:
        cancel_staj(work, later, "Okul vazgeçti")
        amend_staj(work, first, staj_draft(desk, end=date(2026, 11, 17)).terms, 1)


def test_two_desks_on_one_staj_get_a_conflict_with_both_values(desk: Desk) -> None:
    key = record(desk)
    with desk.work("fatih") as work:
        amend_staj(work, key, staj_draft(desk, required_days=40).terms, 1)
    with pytest.raises(Conflict) as refused, desk.work() as work:
        amend_staj(work, key, staj_draft(desk, required_days=20).terms, 1)
    assert "Zorunlu gün: 20" in refused.value.mine and "Zorunlu gün: 40" in refused.value.theirs
    assert row(desk, key).required == 40
    with pytest.raises(Conflict), desk.work() as work:
        end_staj(work, key, StajEndDraft(ended_as="sonlandi", ended_on=date(2026, 11, 2), reason="x y z"), 1)
    with desk.look() as look:
        (change,) = trail.history(look, "staj", key)[0].changes
        assert (change.field, change.old, change.new) == ("Zorunlu gün", "30", "40")


def test_nothing_of_other_units_is_seen_or_written(desk: Desk) -> None:
    key = record(desk)
    with desk.look("kadir") as look:
        assert views.staj_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        assert [line.name for line in views.staj_questions(look)] == ["Uzak STAJYER"]
        with pytest.raises(NotAllowed):
            views.staj(look, key)
        with pytest.raises(NotAllowed):
            papers.staj_sheet(look, key, OCTOBER, whole_school=True)
    for do in (
        lambda work: amend_staj(work, key, staj_draft(desk).terms, 1),
        lambda work: cancel_staj(work, key, "neden"),
        lambda work: end_staj(work, key, StajEndDraft(ended_as="tamamlandi", ended_on=NOW.date()), 1),
    ):
        with pytest.raises(NotAllowed), desk.work("kadir") as work:
            do(work)
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        cancel_staj(work, key, "neden")


def test_a_staj_is_cancelled_with_a_reason_and_never_deleted(desk: Desk) -> None:
    key = record(desk)
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        cancel_staj(work, key, " x ")
    with desk.work() as work:
        cancel_staj(work, key, "Yanlış kişi")
    with pytest.raises(BadInput, match="zaten"), desk.work() as work:
        cancel_staj(work, key, "Yanlış kişi")
    with pytest.raises(RuleBroken, match="iptal"), desk.work() as work:
        amend_staj(work, key, staj_draft(desk).terms, 2)
    with desk.look() as look:
        assert views.staj_window(look, LedgerQuery(), 0, 10).total == 0
        (listed,) = views.staj_window(look, LedgerQuery(view="iptal"), 0, 10).rows
        assert (listed.state, listed.warnings) == ("İptal", 0)
    for statement in ("DELETE FROM staj", "DELETE FROM staj_cizelge"):
        with pytest.raises(StoreProblem, match="değiştirilemez"), desk.work() as work:
            work.session.add(StajSheet(staj_id=key, start=date(2026, 10, 1), made_by=1, made_at=NOW))
            work.session.flush()
            work.connection.exec_driver_sql(statement)


# ---------------------------------------------------------------- what the months say


def test_attendance_comes_from_the_trainees_month_up_to_today(desk: Desk) -> None:
    key = record(desk)
    assert row(desk, key).attended == 0
    assert any("puantajı yok" in text for text in questions(desk, key))
    october, november = open_days(desk), open_days(desk, NOVEMBER)
    absent(desk, october, "701", date(2026, 10, 6), date(2026, 10, 7))
    found = row(desk, key)
    # Ekim: 5-30 is 20 work days, 29 free, 2 missed; Kasım: 2-16 is 11.
    assert (found.attended, found.absent, found.remaining) == (28, 2, 2)
    assert found.severity is Severity.RED, "the end passed with days left"
    assert found.end == date(2026, 11, 18)
    assert any("F2 ile uzatın" in text for text in questions(desk, key))
    with desk.work() as work:
        amend_staj(work, key, staj_draft(desk, end=date(2026, 11, 18)).terms, 1)
    assert row(desk, key).remaining == 0
    assert any("P ile tamamlayın" in text for text in questions(desk, key))
    assert november


def test_a_correction_of_a_month_counts_and_the_closed_one_does_not(desk: Desk) -> None:
    key = record(desk, start=date(2026, 10, 1), end=date(2026, 10, 30), required_days=20)
    october = open_days(desk)
    absent(desk, october, "701", date(2026, 10, 6))
    assert any("kesinleşmedi" in text for text in questions(desk, key))
    close(desk, october)
    assert row(desk, key).attended == 20
    assert not any("kesinleşmedi" in text for text in questions(desk, key))
    with desk.work() as work:
        again = open_correction(work, october, "Tutanak yanlışmış")
    absent(desk, again, "701", date(2026, 10, 7), date(2026, 10, 8))
    assert row(desk, key).attended == 18
    assert any("kesinleşmedi" in text for text in questions(desk, key))


def test_a_staj_ends_with_its_last_day_and_its_reason(desk: Desk) -> None:
    key = record(desk)
    open_days(desk)
    with pytest.raises(BadFields, match="Neden sonlandığını"), desk.work() as work:
        end_staj(work, key, StajEndDraft(ended_as="sonlandi", ended_on=date(2026, 10, 9)), 1)
    with pytest.raises(BadFields, match="25 gün eksik"), desk.work() as work:
        end_staj(work, key, StajEndDraft(ended_as="tamamlandi", ended_on=date(2026, 10, 9)), 1)
    for day, words in (
        (date(2026, 10, 1), "daha önce bitemez"),
        (date(2026, 11, 21), "bugünden sonra"),
        (date(2026, 11, 17), "F2 ile uzatın"),
    ):
        with pytest.raises(BadFields, match=words), desk.work() as work:
            end_staj(work, key, StajEndDraft(ended_as="sonlandi", ended_on=day, reason="Okul"), 1)
    with desk.work() as work:
        draft = StajEndDraft(ended_as="sonlandi", ended_on=date(2026, 10, 9), reason="Nakil")
        end_staj(work, key, draft, 1)
    found = row(desk, key)
    assert (found.state, found.attended, found.end) == ("Sonlandı", 5, date(2026, 10, 9))
    assert any("hâlâ çalışıyor" in text for text in questions(desk, key))
    with pytest.raises(RuleBroken, match="kapanmış"), desk.work() as work:
        amend_staj(work, key, staj_draft(desk).terms, 2)
    record(desk, start=date(2026, 10, 12), end=date(2026, 11, 30))
    with desk.look() as look:
        assert views.staj_window(look, LedgerQuery(view="biten"), 0, 10).total == 1


def test_trainees_without_a_staj_are_asked_about(desk: Desk) -> None:
    record(desk)
    with desk.look() as look:
        lines = views.staj_questions(look)
    without = {line.name for line in lines if "staj kaydı yok" in line.text}
    assert without == {"Çağrı CAN", "Ece BULUT", "Uzak STAJYER"}
    order = list(Severity)
    assert [line.severity for line in lines] == sorted((line.severity for line in lines), key=order.index)


def test_the_weight_of_a_half_holiday_is_a_dated_setting(desk: Desk) -> None:
    key = record(desk, start=date(2026, 10, 26), end=date(2026, 10, 30), required_days=4)
    open_days(desk)
    assert row(desk, key).attended == 4
    with desk.work("yonetici") as work:
        set_parameter(work, "puantaj.staj_yarim_gun", date(2026, 10, 1), "0,5", "Okul yazısı")
    assert (row(desk, key).attended, row(desk, key).remaining) == (Decimal("3.5"), Decimal("0.5"))


# ---------------------------------------------------------------- papers


def table(paper: object) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))  # type: ignore[attr-defined]


def test_the_sheet_of_a_school_has_all_its_trainees_as_the_month_has_them(desk: Desk) -> None:
    first, second = record(desk), record(desk, "702", required_days=40, start=date(2026, 10, 19))
    record(desk, "703", school=UNIVERSITY, school_kind="universite")
    october = open_days(desk)
    absent(desk, october, "701", date(2026, 10, 6))
    close(desk, october)
    with desk.work() as work:
        paper = papers.sheet_for_export(work, first, OCTOBER, whole_school=True)
    assert (paper.title, paper.subtitle, paper.draft) == ("STAJYER DEVAM ÇİZELGESİ", "Ekim 2026", False)
    grid = table(paper)
    titles = [column.title for column in grid.columns]
    assert titles[:3] == ["Öğrenci no", "Adı soyadı", "Sınıf"] and titles[3:34] == [
        f"{n:02d}" for n in range(1, 32)
    ]
    one, two = (dict(zip(titles, values, strict=True)) for values in grid.rows)
    assert (one["Adı soyadı"], one["01"], one["05"], one["06"]) == ("Deniz AK", "", "X", "D")
    assert (one["28"], one["29"], one["31"]) == ("YG", "GT", "HS")
    assert (one["Katıldığı"], one["Mazeretsiz"], one["Zorunlu"], one["Kalan"]) == (18, 1, 30, 12)
    assert (two["Adı soyadı"], two["16"], two["19"], two["Katıldığı"], two["Kalan"]) == (
        "Ece BULUT",
        "",
        "X",
        9,
        31,
    )
    fields = dict(next(block for block in paper.blocks if isinstance(block, Fields)).rows)
    assert fields["Zorunlu staj günü"] == "30, 40" and fields["Staj sorumlusu"] == "Zehra ÜNAL"
    assert "D Devamsız" in paper.notes[0]
    assert not any(school in str(paper) for school in (UNIVERSITY,))
    with desk.look() as look:
        assert trail.history(look, "staj", first)[0].action == "staj.export"
        assert views.staj(look, second).sheets == (OCTOBER.start,)
        assert not any("gönderilmedi" in one.text for one in views.staj(look, first).findings)


def test_a_draft_of_an_open_month_says_so_and_settles_nothing(desk: Desk) -> None:
    key = record(desk)
    open_days(desk)
    with desk.work() as work:
        paper = papers.sheet_for_export(work, key, OCTOBER, whole_school=False)
    assert paper.draft and any("okula gönderilmez" in note for note in paper.notes)
    assert any(
        "Ekim 2026 çizelgesi okula gönderilmedi; son gün 07.11.2026" in text for text in questions(desk, key)
    )
    with desk.look() as look:
        assert look.session.exec(select(StajSheet)).all() == []
        with pytest.raises(BadInput, match="günü yok"):
            papers.staj_sheet(look, key, Period.of_month(2026, 12), whole_school=False)
    with pytest.raises(NotAllowed), desk.work("yonetici") as work:
        papers.sheet_for_export(work, key, OCTOBER, whole_school=False)


def test_sheet_and_letter_reopened_with_other_libraries_say_what_the_store_says(desk: Desk) -> None:
    key = record(desk, school='=HYPERLINK("x") <b>Lisesi</b>')
    record(desk, "702", school='=HYPERLINK("x") <b>Lisesi</b>')
    october = open_days(desk)
    absent(desk, october, "702", date(2026, 10, 8))
    close(desk, october)
    with desk.look() as look:
        sheet = papers.staj_sheet(look, key, OCTOBER, whole_school=True)
        letter = papers.school_letter(look, key, OCTOBER)
    book = CalamineWorkbook.from_path(str(document_xlsx(sheet, desk.folder / "a.xlsx"))).get_sheet_by_index(0)
    rows = [values for values in book.to_python() if "Ece BULUT" in values]
    assert len(rows) == 1 and rows[0].count("X") == 17 and rows[0].count("D") == 1
    pages = PdfReader(document_pdf(sheet, desk.folder / "a.pdf")).pages
    assert len(pages) == 1 and pages[0].mediabox.width > pages[0].mediabox.height
    text = pages[0].extract_text()
    assert "STAJYER DEVAM ÇİZELGESİ" in text and "Kurum yetkilisi (kaşe)" in text and "<b>Lisesi</b>" in text
    words = PdfReader(document_pdf(letter, desk.folder / "b.pdf")).pages[0].extract_text()
    assert "2 öğrencinizin" in words and "Ekim 2026" in words and "Ece BULUT" in words
