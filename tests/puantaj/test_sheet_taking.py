"""A filled sheet into an open month: who is who, what is written and refused, that nothing comes twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from data.core import attachments, backup
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import TrailEntry
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft
from data.puantaj.models import Izin, Mark, Overtime, Puantaj, PuantajDay
from data.puantaj.operations import months
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.sheets import SheetTaken, remember_source, take_sheet
from data.puantaj.rules import codes as keys
from data.puantaj.sheet_intake import SheetReading
from data.puantaj.sheet_views import SheetAudit, audit_sheet, kept_letters, months_for_sheets, source_names
from tests.puantaj.puantaj_office import Desk, dump
from tests.puantaj.sheet_files import OCTOBER, Line, october, read, row_of, sheet_rows, sure_letters, write_xlsx

WRITTEN = ("puantaj_mark", "fazla_mesai", "puantaj", "puantaj_day", "puantaj_row", "taken_file", "trail_entry",
           "attachment", "attachment_link", "saved_mapping", "izin")  # fmt: skip
HIRED_LATE = Line(
    "103",
    "Işıl Öztürk",
    {day.day: "HT" if day.weekday() == 6 else "X" for day in OCTOBER.days[11:]} | {28: "YG", 29: "GT"},
)


def open_month(desk: Desk, kind: StaffKind = StaffKind.SIRKET) -> int:
    with desk.work() as work:
        return months.open_month(work, desk.group(kind), OCTOBER)


def file_of(
    desk: Desk, lines: Sequence[Line], name: str = "cetvel.xlsx", **more: Any
) -> tuple[SheetReading, bytes]:
    return read(write_xlsx(desk.folder / name, sheet_rows(lines, **more)))


def look_at(desk: Desk, month: int, reading: SheetReading, username: str = "ayse", **letters: str) -> SheetAudit:
    with desk.look(username) as look:
        return audit_sheet(look, month, reading, sure_letters(desk.store, reading, month, **letters))


def take(
    desk: Desk,
    month: int,
    file: tuple[SheetReading, bytes],
    username: str = "ayse",
    expected: int | None = None,
    **how: Any,
) -> SheetTaken:
    reading, content = file
    letters = sure_letters(desk.store, reading, month)
    with desk.work(username) as work:
        version = work.session.get_one(Puantaj, month).version if expected is None else expected
        return take_sheet(work, reading, content, letters, month, expected=version, **how)


def codes(desk: Desk, month: int, sicil: str) -> dict[int, str]:
    owner = desk.person(sicil)
    with desk.look() as look:
        rows = look.session.exec(
            select(PuantajDay).where(PuantajDay.puantaj_id == month, PuantajDay.personel_id == owner)
        )
        return {row.day.day: row.code for row in rows}


def kinds(audit: SheetAudit) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in audit.findings:
        found.setdefault(one.kind, set()).add(one.name)
    return found


def test_a_sheet_is_taken_with_its_days_hours_paper_file_and_one_entry(desk: Desk) -> None:
    month = open_month(desk)
    lines = [
        Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D", 6: "X+1,5"}), hours={7: 2}),
        Line("102", "Fatma Şahin", row_of(OCTOBER)),
    ]
    file = file_of(desk, lines, title=["PUANTAJ", "Belge No: E-7"])
    taken = take(desk, month, file)
    assert (taken.people, taken.days, taken.orders, taken.refused) == (1, 1, 2, 0)
    found = codes(desk, month, "101")
    assert (found[5], found[11], found[6]) == (keys.DEVAMSIZ, keys.HT_KESIK, keys.CALISTI)
    with desk.look() as look:
        (mark,) = look.session.exec(select(Mark)).all()
        # The sheet is no tutanak: the month goes on asking for it.
        assert (mark.reason, mark.document) == ("cetvel.xlsx cetvelinden alındı", "")
        orders = look.session.exec(select(Overtime).order_by(col(Overtime.day))).all()
        assert [(one.day, one.minutes, one.document) for one in orders] == [
            (october(6), 90, "cetvel.xlsx E-7"), (october(7), 120, "cetvel.xlsx E-7"),
        ]  # fmt: skip
        (kept,) = attachments.attached(look, "taken_file", taken.file_id)
        assert attachments.content(look, kept.id) == file[1]
        (entry,) = look.session.exec(select(TrailEntry).where(TrailEntry.action == "puantaj.sheet_take")).all()
        assert (entry.kind, entry.record_id) == ("puantaj", month)
        assert "Ali ÇINAR, 05.10.2026" in entry.changes
        assert backup.audit(look).clean


def test_the_paper_of_other_days_is_the_file_and_an_earlier_mark_is_withdrawn_not_deleted(desk: Desk) -> None:
    month = open_month(desk)
    with desk.work() as work:
        months.type_days(work, month, [months.TypedDay(desk.person("101"), october(6))], "D")
    take(desk, month, file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {7: "UZ"}))]))
    with desk.look() as look:
        old, *new = look.session.exec(select(Mark).order_by(col(Mark.id))).all()
        assert (old.code, old.withdrawn_at is not None) == (keys.DEVAMSIZ, True)
        assert {(one.day.day, one.code, one.document) for one in new} == {
            (6, keys.CALISTI, "cetvel.xlsx"), (7, "UZAKTAN", "cetvel.xlsx"),
        }  # fmt: skip


def test_the_same_sheet_brings_nothing_new_and_the_same_file_is_refused(desk: Desk) -> None:
    month = open_month(desk)
    lines = [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D", 6: "X+1,5", 4: "X"}))]
    file = file_of(desk, lines)
    take(desk, month, file)
    before = dump(desk.store, "puantaj_mark", "fazla_mesai", "puantaj_day", "izin")
    with pytest.raises(BadInput, match="alınmış"):
        take(desk, month, file)
    saved_again = take(desk, month, file_of(desk, lines, "kopya.xlsx", title=["Yeniden kaydedildi"]))
    assert (saved_again.people, saved_again.days, saved_again.orders) == (0, 0, 0)
    assert dump(desk.store, "puantaj_mark", "fazla_mesai", "puantaj_day", "izin") == before


@pytest.mark.parametrize("other_first", [False, True])
def test_the_order_in_which_sheets_come_does_not_matter(desk: Desk, other_first: bool) -> None:
    month = open_month(desk)
    one = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D", 6: "X+1,5"}))], "a.xlsx")
    other = file_of(desk, [Line("102", "Fatma Şahin", row_of(OCTOBER, {4: "X", 9: "UZ"}))], "b.xlsx")
    for file in (other, one) if other_first else (one, other):
        take(desk, month, file)
    assert {day: code for day, code in codes(desk, month, "101").items() if day in (5, 6, 11)} == {
        5: keys.DEVAMSIZ, 6: keys.CALISTI, 11: keys.HT_KESIK,
    }  # fmt: skip
    assert {day: code for day, code in codes(desk, month, "102").items() if day in (4, 5, 9)} == {
        4: keys.HT_CALISMA, 5: keys.CALISTI, 9: "UZAKTAN",
    }  # fmt: skip


def test_leave_is_neither_invented_nor_written_over(desk: Desk) -> None:
    month = open_month(desk)
    draft = LeaveDraft(
        personel_id=desk.person("101"), code="YILLIK_ISCI", start=october(5), end=october(7), count=None,
        document="İ-1", note=None,
    )  # fmt: skip
    with desk.work() as work:
        record_leave(work, draft)
        months.compute(work, month)
    reading, content = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D", 6: "X", 13: "R"}))])
    audit = look_at(desk, month, reading)
    assert {"izinde_calisma", "izin_farki", "izin_kaydi_yok"} <= kinds(audit).keys()
    take(desk, month, (reading, content))
    found = codes(desk, month, "101")
    assert [found[day] for day in (5, 6, 7, 13)] == ["YILLIK_ISCI"] * 3 + [keys.CALISTI]
    with desk.look() as look:
        assert len(look.session.exec(select(Izin)).all()) == 1
        assert look.session.exec(select(Mark)).all() == []


# ---------------------------------------------------------------- who is who


def test_people_are_found_by_tckn_then_sicil_then_by_a_name_that_only_one_has(desk: Desk) -> None:
    month = open_month(desk)
    lines = [
        Line("", "Ali Veli Çınar", row_of(OCTOBER), tckn="10000000146"),
        Line("", "fatma ŞAHIN", row_of(OCTOBER, {5: "D"})),
        HIRED_LATE,
    ]
    file = file_of(desk, lines)
    audit = look_at(desk, month, file[0])
    assert kinds(audit)["adla_eslesti"] == {"Fatma ŞAHİN"}
    assert "cetvelde_yok" not in kinds(audit)
    assert "kayitta_yok" not in kinds(audit)
    taken = take(desk, month, file)
    assert (taken.people, taken.left_out) == (0, 1)
    again = file_of(desk, lines, "b.xlsx", title=["İkinci"])
    assert take(desk, month, again, by_name=True).people == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line("102", "Ali Çınar", {1: "X"}, tckn="10000000146"), "ayrı kişilerin"),
        (Line("101", "Veli Başkası", {1: "X"}), "kayıtlarda Ali ÇINAR"),
        (Line("777", "Ali Çınar", {1: "X"}), "Bu numarayla kayıtlı personel yok"),
        (Line("", "Olmayan Kişi", {1: "X"}), "Bu adda kayıtlı personel yok"),
        (Line("101", "Ali Çınar", {1: "X"}, tckn="10000000078"), "onun değil"),
        (Line("301", "Zehra Ünal", {1: "X"}), "Bu puantajda yok"),
    ],
)
def test_a_row_that_is_nobodys_is_red_and_brings_nothing(desk: Desk, line: Line, said: str) -> None:
    month = open_month(desk)
    audit = look_at(desk, month, file_of(desk, [line])[0])
    assert any(said in one.text and one.severity.name == "RED" for one in audit.findings)
    assert audit.plans == ()


def test_who_is_missing_from_the_sheet_and_who_is_on_it_twice_is_told(desk: Desk) -> None:
    month = open_month(desk)
    lines = [
        Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D"})),
        Line("0101", "Ali Çınar", row_of(OCTOBER, {6: "D"})),
    ]
    audit = look_at(desk, month, file_of(desk, lines)[0])
    assert kinds(audit)["cetvelde_yok"] == {"Fatma ŞAHİN", "Işıl ÖZTÜRK"}
    assert kinds(audit)["mukerrer"] == {"Ali ÇINAR"}
    assert audit.plans == ()


def test_people_of_other_units_are_nobody_to_a_clerk_who_may_not_see_them(desk: Desk) -> None:
    month = open_month(desk)
    reading, content = file_of(desk, [Line("901", "Cem Başka", row_of(OCTOBER))])
    with pytest.raises(NotAllowed):
        look_at(desk, month, reading, "kadir")
    with pytest.raises(NotAllowed):
        take(desk, month, (reading, content), "kadir")
    with desk.look("kadir") as look:
        assert months_for_sheets(look) == ()


# ---------------------------------------------------------------- refusals


def test_refused_cells_are_skipped_only_once_the_clerk_agreed(desk: Desk) -> None:
    month = open_month(desk)
    file = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "Q", 6: "D", 7: "X9"}))])
    before = dump(desk.store, *WRITTEN)
    with pytest.raises(BadInput, match="2 hücre alınamıyor") as refused:
        take(desk, month, file)
    assert (refused.value.row, refused.value.column) == (6, 9)
    assert dump(desk.store, *WRITTEN) == before
    taken = take(desk, month, file, skip_refused=True)
    assert (taken.days, taken.refused) == (1, 2)


def test_an_ambiguous_letter_is_refused_until_somebody_says_what_it_is(desk: Desk) -> None:
    month = open_month(desk)
    reading, _ = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "Y"}))])
    (error,) = look_at(desk, month, reading).refused
    assert (error.row, error.column) == (6, 9)
    assert "“Y” harfinin ne olduğu" in error.message
    told = look_at(desk, month, reading, Y=keys.DEVAMSIZ)
    assert told.refused == ()
    assert told.plans[0].marks == ((october(5), keys.DEVAMSIZ, keys.CALISTI),)


def test_a_month_that_was_handed_on_is_audited_but_not_taken(desk: Desk) -> None:
    month = open_month(desk)
    with desk.work() as work:
        work.session.get_one(Puantaj, month).locked = True
        months.trail.record(work, "test.lock", "Kilitlendi")
    file = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D"}))])
    assert look_at(desk, month, file[0]).plans != ()
    with pytest.raises(RuleBroken, match="onaya sunulmuş"):
        take(desk, month, file)


def test_a_month_that_changed_since_it_was_shown_is_a_conflict(desk: Desk) -> None:
    month = open_month(desk)
    file = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D"}))])
    seen = look_at(desk, month, file[0]).version
    with desk.work() as work:
        months.compute(work, month)
    with pytest.raises(Conflict):
        take(desk, month, file, expected=seen)


def test_a_file_that_was_written_to_meanwhile_and_a_reader_are_refused(desk: Desk) -> None:
    month = open_month(desk)
    reading, content = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D"}))])
    with pytest.raises(BadInput, match="değişti"):
        take(desk, month, (reading, content + b" "))
    with pytest.raises(NotAllowed):
        take(desk, month, (reading, content), "denetci")


def test_a_stop_in_the_middle_writes_nothing(desk: Desk) -> None:
    month = open_month(desk)
    file = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D"}))])
    before = dump(desk.store, *WRITTEN)

    def stop(done: int, total: int) -> None:
        raise BadInput("durduruldu")

    with pytest.raises(BadInput, match="durduruldu"):
        take(desk, month, file, told=stop)
    assert dump(desk.store, *WRITTEN) == before


def test_a_desk_that_ends_in_the_middle_leaves_nothing(desk: Desk, office_file: Path, tmp_path: Path) -> None:
    month = open_month(desk)
    path = write_xlsx(tmp_path / "cetvel.xlsx", sheet_rows([Line("101", "Ali Çınar", row_of(OCTOBER, {5: "D"}))]))
    before = dump(desk.store, *WRITTEN)
    program = str(Path(__file__).with_name("sheet_child.py"))
    child = subprocess.Popen(
        [sys.executable, program, str(tmp_path / "masa.db"), str(path), str(month)],
        cwd=Path(__file__).parents[2], env={"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "yarıda\n"
    child.kill()
    child.wait()
    child.stdout.close()
    assert dump(desk.store, *WRITTEN) == before
    assert take(desk, month, read(path)).days == 1


# ---------------------------------------------------------------- what a source's letters mean


def test_letters_and_columns_of_a_source_are_remembered_with_a_trail(desk: Desk) -> None:
    open_month(desk)
    reading, _ = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "Y"}))])
    letters = {"Y": keys.UCRETSIZ, "X": keys.CALISTI, "": "YOK_SAY"}
    with desk.work() as work:
        remember_source(work, reading.mapping, letters)
    with desk.look() as look:
        assert kept_letters(look, reading.source) == letters
        assert kept_letters(look, "başka bir kaynak") == {}
    again, _ = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {6: "Y"}))], "kasim.xlsx", title=["X"] * 5)
    assert again.source == reading.source
    with desk.work() as work:
        remember_source(work, reading.mapping, letters)
        remember_source(work, reading.mapping, letters | {"Y": keys.DEVAMSIZ})
    with desk.look() as look:
        entries = look.session.exec(select(TrailEntry).where(TrailEntry.action == "puantaj.sheet_source")).all()
        assert len(entries) == 2
        assert "Üİ Ücretsiz izin" in entries[1].changes
        assert "D Devamsız" in entries[1].changes


def test_two_offices_with_the_same_headings_keep_their_letters_apart(desk: Desk) -> None:
    open_month(desk)
    reading, _ = file_of(desk, [Line("101", "Ali Çınar", row_of(OCTOBER, {5: "Y"}))])
    with desk.work() as work:
        remember_source(work, reading.mapping, {"Y": keys.UCRETSIZ})
        remember_source(work, reading.mapping, {"Y": keys.DEVAMSIZ}, "Park Bahçeler")
    with desk.look() as look:
        assert source_names(look, reading.source) == ("Park Bahçeler",)
        assert kept_letters(look, reading.source) == {"Y": keys.UCRETSIZ}
        assert kept_letters(look, reading.source, "Park Bahçeler") == {"Y": keys.DEVAMSIZ}
        assert source_names(look, "başka bir kaynak") == ()


def test_our_own_cetvel_comes_back_with_nothing_to_say(desk: Desk, tmp_path: Path) -> None:
    from data.puantaj import papers
    from exports.puantaj import puantaj_xlsx

    month = open_month(desk)
    with desk.work() as work:
        months.type_days(work, month, [months.TypedDay(desk.person("101"), october(6))], "D", document="T-1")
    with desk.look() as look:
        path = puantaj_xlsx(papers.sheet_of(look, month), tmp_path / "bizim.xlsx")
    reading, _ = read(path)
    assert reading.errors == ()
    audit = look_at(desk, month, reading)
    assert {one.kind for one in audit.findings if one.severity.name != "GREY"} <= {"kodsuz_gun"}, audit.findings
    assert audit.plans == ()
    assert {row.total.label for row in audit.compared} >= {"Çalışılan gün", "Prim günü", "Hafta tatili"}
