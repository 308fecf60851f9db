"""Balances, rights, the calendar and the papers of leave on a real store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.core import trail, units
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed
from data.core.pages import LedgerQuery
from data.core.paper import Fields, Signatures, Table
from data.personel.drafts import PartDraft
from data.personel.operations import change_part
from data.personel.rules import StaffKind
from data.puantaj import leave_papers
from data.puantaj.balance_views import balance_detail, balance_window, right_rows
from data.puantaj.drafts import BalanceEntryDraft, LeaveDraft, LeaveRequestDraft, MinimumDraft, OvertimeDraft
from data.puantaj.leave_calendar import leave_calendar, window_of
from data.puantaj.operations.balances import EntitlementDraft, add_entry, set_entitlement, withdraw_entry
from data.puantaj.operations.leave_requests import advance_leave, request_leave
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.months import TypedDay, open_month, type_days
from data.puantaj.operations.overtime import record_overtime
from data.puantaj.operations.staffing import set_minimum
from data.puantaj.presence import holding, minimums_in_sight
from data.puantaj.rules.balance import BalanceKey, EntryKind
from exports.document import document_pdf, document_xlsx
from tests.puantaj.puantaj_office import OCTOBER, Desk

YILLIK, FM, SERBEST = BalanceKey.YILLIK, BalanceKey.FM, BalanceKey.SERBEST


def record(desk: Desk, sicil: str, code: str, start: date, end: date, document: str = "B-1") -> int:
    draft = LeaveDraft(personel_id=desk.person(sicil), code=code, start=start, end=end, document=document)
    with desk.work() as work:
        return record_leave(work, draft)


def write(desk: Desk, sicil: str, kind: EntryKind, day: date, amount: str, *, key: BalanceKey = YILLIK,
          year: int = 2026, who: str = "ayse") -> int:  # fmt: skip
    draft = BalanceEntryDraft(
        personel_id=desk.person(sicil), balance=key.value, kind=kind.value, day=day, year=year, amount=amount,
        reason="Eski defter", document="Tutanak 4",
    )  # fmt: skip
    with desk.work(who) as work:
        return add_entry(work, draft)


def balance(desk: Desk, sicil: str, key: BalanceKey = YILLIK) -> tuple[str, str, str, str, str, str]:
    with desk.look() as look:
        (row,) = balance_window(look, key, LedgerQuery(text=f"sicil:{sicil}"), 0, 5).rows
    return row.carried, row.earned, row.used, row.lapsed, row.left, row.planned


def test_a_balance_follows_rights_records_typed_days_and_what_lies_ahead(desk: Desk) -> None:
    assert balance(desk, "301") == ("20", "20", "0", "", "40", "")
    record(desk, "301", "YILLIK_MEMUR", date(2026, 10, 5), date(2026, 10, 9))
    record(desk, "301", "YILLIK_MEMUR", date(2026, 12, 7), date(2026, 12, 8))
    assert balance(desk, "301") == ("20", "20", "5", "", "35", "2")
    record(desk, "301", "RAPOR", date(2026, 10, 8), date(2026, 10, 9))
    assert balance(desk, "301")[2] == "3", "a report gives its days back"
    with desk.work() as work:
        month = open_month(work, desk.group(StaffKind.MEMUR), OCTOBER)
        type_days(work, month, [TypedDay(desk.person("301"), date(2026, 10, 20))], "Yİ", reason="dilekçe")
    assert balance(desk, "301")[2] == "4", "a day that was typed counts too"


def test_an_opening_entry_stands_for_everything_before_it(desk: Desk) -> None:
    assert balance(desk, "202")[4] == "90"  # 5 × 14 + 20, nothing ever used
    record(desk, "202", "YILLIK_ISCI", date(2026, 3, 2), date(2026, 3, 6))
    key = write(desk, "202", EntryKind.OPENING, date(2026, 5, 1), "7,5", year=2026)
    assert balance(desk, "202")[4] == "7,5"
    record(desk, "202", "YILLIK_ISCI", date(2026, 6, 1), date(2026, 6, 3))
    write(desk, "202", EntryKind.MORE, date(2026, 7, 1), "2")
    write(desk, "202", EntryKind.LESS, date(2026, 8, 3), "1")
    assert balance(desk, "202")[4] == "5,5"
    with desk.look() as look:
        found = balance_detail(look, YILLIK, desk.person("202"))
    assert found.value.left == "5,5 iş günü" and len(found.value.entries) == 3
    assert any("Devir" in one.text and "Tutanak 4" in one.text for one in found.reasons)
    version = found.value.entries[0].version
    with pytest.raises(Conflict), desk.work() as work:
        withdraw_entry(work, key, version + 1, "Yanlış yazıldı")
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        withdraw_entry(work, key, version, "")
    with desk.work() as work:
        withdraw_entry(work, key, version, "Yanlış yazıldı")
    assert balance(desk, "202")[4] == "83"  # 90 − 5 − 3 + 2 − 1
    with pytest.raises(BadInput, match="geri çekilmiş"), desk.work() as work:
        withdraw_entry(work, key, version + 1, "Bir daha")
    with desk.look() as look:
        assert [one.action for one in trail.history(look, "bakiye_hareket", key)] == [
            "bakiye.withdraw",
            "bakiye.add",
        ]


@pytest.mark.parametrize(
    ("sicil", "kind", "day", "amount", "key", "field"),
    [
        ("202", EntryKind.MORE, date(2026, 5, 1), "0", YILLIK, "amount"),
        ("202", EntryKind.MORE, date(2026, 5, 1), "üç", YILLIK, "amount"),
        ("202", EntryKind.MORE, date(2026, 5, 1), "4:75", SERBEST, "amount"),
        ("202", EntryKind.MORE, date(2019, 5, 1), "3", YILLIK, "day"),
        ("202", EntryKind.MORE, date(2026, 5, 1), "8", FM, "personel_id"),
        ("301", EntryKind.MORE, date(2026, 5, 1), "8", SERBEST, "personel_id"),
        ("202", EntryKind.OPENING, date(2026, 5, 2), "3", YILLIK, "day"),
    ],
)
def test_an_entry_that_cannot_be_is_named_by_its_field(
    desk: Desk, sicil: str, kind: EntryKind, day: date, amount: str, key: BalanceKey, field: str
) -> None:
    write(desk, "202", EntryKind.OPENING, date(2026, 5, 1), "3")
    with pytest.raises(BadFields) as refused:
        write(desk, sicil, kind, day, amount, key=key)
    assert field in refused.value.problems


def test_balances_and_entries_stay_within_the_unit(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        write(desk, "202", EntryKind.MORE, date(2026, 5, 1), "3", who="kadir")
    with pytest.raises(NotAllowed):
        write(desk, "202", EntryKind.MORE, date(2026, 5, 1), "3", who="zeynep")
    with desk.look("kadir") as look:
        assert [row.name for row in balance_window(look, YILLIK, LedgerQuery(), 0, 20).rows] == ["Cem BAŞKA"]
        with pytest.raises(NotAllowed):
            balance_detail(look, YILLIK, desk.person("202"))


def test_hours_come_from_the_counted_weeks_and_are_typed_in_hours(desk: Desk) -> None:
    with desk.work() as work:
        for day in (10, 17):
            order = OvertimeDraft(
                personel_id=desk.person("301"),
                day=date(2026, 10, day),
                minutes=600,
                work="Taşınma",
                document="Olur 9",
            )
            record_overtime(work, order)
    with desk.work() as work:
        open_month(work, desk.group(StaffKind.MEMUR), OCTOBER)
    write(desk, "301", EntryKind.MORE, date(2026, 10, 12), "1:30", key=FM)
    record(desk, "301", "FM_IZNI", date(2026, 10, 26), date(2026, 10, 27))
    assert balance(desk, "301", FM)[1:5] == ("21,5 saat", "16 saat", "", "5,5 saat")
    assert {row.sicil for row in _rows(desk, FM)} == {"301"}
    assert {row.sicil for row in _rows(desk, SERBEST)} == {"101", "102", "103", "201", "202", "203", "901"}


def _rows(desk: Desk, key: BalanceKey):  # type: ignore[no-untyped-def]
    with desk.look() as look:
        return balance_window(look, key, LedgerQuery(), 0, 20).rows


def test_the_office_raises_a_right_from_a_day_on(desk: Desk) -> None:
    draft = EntitlementDraft(
        name="izin_hakki.isci.YILLIK_ISCI.5+", value="24", valid_from=date(2026, 1, 1), source="TİS m.31"
    )
    with pytest.raises(NotAllowed), desk.work("mehmet") as work:
        set_entitlement(work, draft)
    with desk.work("yonetici") as work:
        set_entitlement(work, draft)
    assert balance(desk, "202")[1] == "24"
    assert balance(desk, "101")[1] == "20", "a company's people have a TİS of their own"
    with desk.look() as look:
        row = next(one for one in right_rows(look) if one.right.name == draft.name)
        assert (row.amount, row.source, len(row.past)) == (Decimal(24), "TİS m.31", 1)
        (change,) = trail.history(look, "parameter", row.past[0].id)[0].changes
        assert (change.old, change.new) == ("20", "24")
    with pytest.raises(BadInput), desk.work("yonetici") as work:
        set_entitlement(
            work, EntitlementDraft(name=draft.name, value="çok", valid_from=date(2026, 1, 1), source="TİS")
        )


def test_somebody_who_changed_kind_has_the_balance_of_the_present_law(desk: Desk) -> None:
    with desk.work() as work:
        draft = PartDraft(
            valid_from=date(2026, 7, 1), birim_id=2, kind=StaffKind.MEMUR.value, pattern_id=desk.pattern("Beş gün")
        )
        change_part(work, desk.person("202"), draft)
    assert balance(desk, "202") == ("0", "20", "0", "", "20", "")


# ---------------------------------------------------------------- the calendar


def _unit(desk: Desk) -> int:
    with desk.look() as look:
        return next(one.id for one in units.tree(look) if one.name == "Yazılım Şube Müdürlüğü")


def test_the_calendar_shows_who_is_away_what_is_asked_for_and_where_too_few_are_left(desk: Desk) -> None:
    monday = date(2026, 12, 7)
    record(desk, "101", "YILLIK_ISCI", monday, date(2026, 12, 12))
    with desk.work() as work:
        draft = LeaveRequestDraft(personel_id=desk.person("102"), code="YILLIK_ISCI", start=monday, count=10)
        asked = request_leave(work, draft)
    with desk.work("mehmet") as work:
        draft2 = MinimumDraft(
            birim_id=_unit(desk), minimum=3, kinds="sirket", valid_from=date(2026, 12, 8), source="Onay"
        )
        set_minimum(work, draft2)
    with desk.look() as look:
        found = leave_calendar(look, window_of(monday))
        rows = {row.name: row for row in found.rows}
        assert found.period.start == monday and len(found.heads) == 35
        ali = [cell.letter for cell in rows["Ali ÇINAR"].cells[:7]]
        assert ali == ["Yİ", "Yİ", "Yİ", "Yİ", "Yİ", "Yİ", "·"], "the free Saturday counts, Sunday does not"
        fatma = rows["Fatma ŞAHİN"].cells[0]
        assert (fatma.letter, fatma.pending, fatma.leave_id) == ("Yİ", True, asked)
        assert "Osman YILDIZ" not in rows, "who has left is not there"
        assert found.days[0].short == () and found.days[1].short == ("Yazılım Şube Müdürlüğü: 2, asgari 3",)
        assert found.days[0].away == 1 and found.days[0].present == 7
        assert found.days[6].short == (), "on a day of rest nobody is missing"
        narrowed = leave_calendar(look, window_of(monday), _unit(desk), "ali")
        assert [row.name for row in narrowed.rows] == ["Ali ÇINAR"] and narrowed.unit == "Yazılım Şube Müdürlüğü"
        assert [one.minimum for one in holding(minimums_in_sight(look), date(2026, 12, 8))] == [3]
        assert holding(minimums_in_sight(look), monday) == ()
    with desk.look("kadir") as look:
        assert [row.name for row in leave_calendar(look, window_of(monday)).rows] == ["Cem BAŞKA"]
        with pytest.raises(NotAllowed):
            leave_calendar(look, window_of(monday), _unit(desk))


# ---------------------------------------------------------------- papers


def _approved(desk: Desk) -> int:
    with desk.work() as work:
        draft = LeaveRequestDraft(
            personel_id=desk.person("202"), code="YILLIK_ISCI", start=date(2026, 12, 7), count=10, road_days=2,
            address="Çınar Mah. <b>5</b>", phone="0555", deputy_id=desk.person("201"),
        )  # fmt: skip
        key = request_leave(work, draft)
    for who, seen in (("ayse", Stage.TASLAK), ("mehmet", Stage.SUNULDU), ("zeynep", Stage.KONTROL_EDILDI)):
        with desk.work(who) as work:
            advance_leave(work, key, expected=seen)
    return key


def test_the_izin_formu_holds_what_the_store_knows_and_who_signed(desk: Desk, tmp_path: Path) -> None:
    key = _approved(desk)
    with desk.work() as work:
        paper = leave_papers.leave_form_for_export(work, key)
    fields = {label: value for block in paper.blocks if isinstance(block, Fields) for label, value in block.rows}
    assert fields["Hak ettiği yıl"] == "2021" and fields["İstenen süre"] == "10 iş günü"
    assert (fields["Başlangıç"], fields["Bitiş"], fields["Göreve başlama"]) == (
        "07.12.2026", "17.12.2026", "21.12.2026",
    )  # fmt: skip
    assert (fields["İzinden önceki bakiye"], fields["İzinden sonraki bakiye"]) == ("90 iş günü", "80 iş günü")
    (signed,) = (block for block in paper.blocks if isinstance(block, Signatures))
    assert [one.name for one in signed.blocks] == ["Kemal İNCE", "Mehmet Kaya", "Zeynep Demir"]
    assert not paper.draft and paper.name == "izin formu"
    pages = "".join(page.extract_text() for page in PdfReader(document_pdf(paper, tmp_path / "form.pdf")).pages)
    assert "İZİN FORMU" in pages and "Çınar Mah. <b>5</b>" in pages and "Hasan GÜNEŞ" in pages
    with desk.look() as look:
        assert trail.history(look, "izin", key)[0].action == "izin.export"
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        leave_papers.leave_form_for_export(work, key)


def test_the_record_of_annual_leave_adds_up_and_is_for_workers(desk: Desk, tmp_path: Path) -> None:
    record(desk, "202", "YILLIK_ISCI", date(2026, 3, 2), date(2026, 3, 6))
    record(desk, "202", "YILLIK_ISCI", date(2026, 6, 1), date(2026, 6, 11))
    with desk.work() as work:
        paper = leave_papers.annual_record_for_export(work, desk.person("202"))
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert table.rows[0][:7] == (
        "2021", date(2021, 1, 6), Decimal(14), date(2026, 3, 2), date(2026, 3, 6), Decimal(5), Decimal(9),
    )  # fmt: skip
    assert [row[6] for row in table.rows[:3]] == [Decimal(9), Decimal(0), Decimal(13)], (
        "one leave, two years' right"
    )
    assert table.total is not None and table.total[2] == table.total[5] + table.total[6]  # type: ignore[operator]
    sheet = CalamineWorkbook.from_path(str(document_xlsx(paper, tmp_path / "belge.xlsx"))).get_sheet_by_index(0)
    flat = [cell for row in sheet.to_python() for cell in row]
    assert date(2026, 3, 2) in flat and "İşçinin imzası" in flat
    with pytest.raises(BadInput, match="işçi değil"), desk.look() as look:
        leave_papers.annual_record(look, desk.person("301"))


def test_the_list_of_leave_equals_the_ledger_and_names_no_illness(desk: Desk) -> None:
    record(desk, "101", "RAPOR", date(2026, 10, 5), date(2026, 10, 7), "R-77")
    record(desk, "301", "YILLIK_MEMUR", date(2026, 10, 12), date(2026, 10, 16))
    with desk.work() as work:
        paper = leave_papers.leave_list_for_export(work, LedgerQuery(view="tumu", text="tur:R"), "Tümü")
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert [row[1:9] for row in table.rows] == [
        ("101", "Ali ÇINAR", "Raporlu (istirahat)", date(2026, 10, 5), date(2026, 10, 7), Decimal(3), None, "R-77")
    ]
    assert not any("eşhis" in column.title for column in table.columns)
    assert paper.subtitle == "Tümü · süzgeç: tur:R · 20.11.2026"
