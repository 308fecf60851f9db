"""A filled sheet against what the month knows: what is found, with its law; and what taking it would write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules import codes as keys
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Ordered, Person
from data.puantaj.rules.sheet_audit import audit_person, days_text
from data.puantaj.rules.sheet_values import Books, Finding, PersonAudit, Said
from data.puantaj.rules.values import Severity
from tests.puantaj.rules_office import CODES, DEFAULTS, FIVE_DAYS, SIX_DAYS, calendar, leave, mark, person, punches

OCTOBER = Period.of_month(2026, 10)
FULL = WeekPattern.from_letters("XXXXXXT", end=time(16, 30))
"""Forty-five hours a week."""
BOOKS = Books(OCTOBER, calendar(), CODES, DEFAULTS)


def october(day: int) -> date:
    return date(2026, 10, day)


def saying(who: Person, other: Mapping[int, Said | str] | None = None) -> list[Said]:
    """The row as the program itself has it, with other cells on some days."""
    found = {day.day.day: Said(day.day, day.code, text=day.code) for day in BOOKS.month(who).days}
    for day, one in (other or {}).items():
        found[day] = Said(october(day), one, text=one) if isinstance(one, str) else one._replace(day=october(day))
    return list(found.values())


def audit(
    who: Person, other: Mapping[int, Said | str] | None = None, books: Books = BOOKS, **declared: object
) -> PersonAudit:
    totals = {field: Decimal(str(value)) for field, value in declared.items()}
    return audit_person(who, "Ali Çınar", 6, saying(who, other), totals, books)


def worked(extra: int = 0, hours: int | None = None) -> Said:
    return Said(OCTOBER.start, keys.CALISTI, extra=extra, hours=hours, text="X")


def kinds(found: PersonAudit) -> dict[str, Severity]:
    return {one.kind: one.severity for one in found.findings}


def only(found: PersonAudit, kind: str) -> Finding:
    (one,) = (one for one in found.findings if one.kind == kind)
    return one


@pytest.mark.parametrize("kind", list(StaffKind))
@pytest.mark.parametrize("week", [FIVE_DAYS, SIX_DAYS])
def test_a_sheet_that_says_what_the_program_says_finds_and_writes_nothing(
    kind: StaffKind, week: WeekPattern
) -> None:
    who = person(kind, week, leaves=(leave(keys.RAPOR, october(6), october(8)),))
    if kind is StaffKind.STAJYER:
        who = replace(who, leaves=())
    assert audit(who) == PersonAudit((), (), (), ())


def test_a_difference_becomes_a_mark_and_the_program_tells_why_it_had_it_otherwise() -> None:
    found = audit(person(), {5: keys.DEVAMSIZ, 6: "UZAKTAN"})
    assert found.marks == (
        (october(5), keys.DEVAMSIZ, keys.CALISTI),
        (october(6), "UZAKTAN", keys.CALISTI),
    )
    one = only(found, "tutanak")
    assert one.severity is Severity.AMBER
    assert one.days == (october(5),)
    assert "05.10.2026" in one.text
    assert one.reasons[0].text == "Haftalık çalışma düzeninde iş günü."


def test_work_on_a_rest_day_or_holiday_without_an_olur_is_found_and_taken_as_the_law_names_it() -> None:
    found = audit(person(week=FIVE_DAYS), {3: worked(), 4: worked(), 29: worked()})
    assert [one.days for one in found.findings if one.kind == "tatilde_calisma"] == [
        (october(3),), (october(4),), (october(29),),
    ]  # fmt: skip
    assert {one.law for one in found.findings if one.kind == "tatilde_calisma"} == {
        "İş sözleşmesi / TİS", "4857 s. K. m.46", "2429 s. K.; 4857 s. K. m.47",
    }  # fmt: skip
    assert {key for _, key, _ in found.marks} == {keys.AT_CALISMA, keys.HT_CALISMA, keys.GT_CALISMA}


def test_work_on_a_rest_day_with_its_olur_is_in_order() -> None:
    order = Ordered(3, october(4), None, None, 0, 450, "OLUR-1")
    assert audit(replace(person(), orders=(order,))).findings == ()


def test_a_memur_at_work_on_a_weekend_is_found_and_not_written() -> None:
    found = audit(person(StaffKind.MEMUR, WeekPattern.from_letters("XXXXXTT")), {3: worked()})
    assert kinds(found) == {"tatilde_calisma": Severity.AMBER}
    assert found.marks == ()


@pytest.mark.parametrize(("code", "severity"), [(keys.RAPOR, Severity.RED), ("YILLIK_ISCI", Severity.AMBER)])
def test_an_approved_leave_is_never_written_over(code: str, severity: Severity) -> None:
    who = person(leaves=(leave(code, october(6), october(8)),))
    found = audit(who, {6: worked(extra=60), 7: keys.DEVAMSIZ})
    assert found.marks == ()
    assert found.orders == ()
    assert kinds(found)["izinde_calisma"] is severity
    assert kinds(found)["izin_farki"] is Severity.AMBER
    assert kinds(found)["izinde_fm"] is Severity.AMBER


@pytest.mark.parametrize("code", ["YILLIK_ISCI", keys.RAPOR, keys.UCRETSIZ, keys.DOGUM, "OLUM", keys.IDARI_IZIN])
def test_a_leave_without_a_record_is_asked_for_and_not_invented(code: str) -> None:
    found = audit(person(), {6: code, 7: code, 8: code, 12: code})
    one = only(found, "izin_kaydi_yok")
    assert one.days == (october(6), october(7), october(8), october(12))
    assert "06.10.2026–08.10.2026, 12.10.2026" in one.text
    assert found.marks == ()


def test_a_code_before_hire_or_after_exit_is_red() -> None:
    who = person(hire=october(5), leaves_on=october(20))
    found = audit(who, {2: worked(), 5: worked(), 21: keys.HAFTA_TATILI})
    assert [(one.severity, one.days) for one in found.findings if one.kind == "disarida"] == [
        (Severity.RED, (october(2),)), (Severity.RED, (october(21),)),
    ]  # fmt: skip
    assert found.marks == ()


def test_a_code_that_the_staff_kind_cannot_have_is_red() -> None:
    found = audit(person(StaffKind.STAJYER, FIVE_DAYS), {6: "YILLIK_ISCI", 7: keys.YOK})
    assert kinds(found) == {"kod_olmaz": Severity.RED, "disarida": Severity.RED}
    assert found.marks == ()


def test_a_rest_day_after_an_absence_is_cut_whatever_the_sheet_says() -> None:
    found = audit(person(), {6: keys.DEVAMSIZ})
    one = only(found, "ht_kesik")
    assert (one.severity, one.law, one.days) == (Severity.RED, "4857 s. K. m.46", (october(11),))
    assert [day for day, _, _ in found.marks] == [october(6)]
    assert "ht_kesik" not in kinds(audit(person(), {6: keys.DEVAMSIZ, 11: keys.HT_KESIK}))
    assert kinds(audit(person(), {11: keys.HT_KESIK}))["ht_kesik"] is Severity.AMBER


def test_the_calendar_decides_what_a_free_day_is() -> None:
    found = audit(person(week=FIVE_DAYS), {3: keys.HAFTA_TATILI, 6: keys.GENEL_TATIL, 29: keys.HAFTA_TATILI})
    assert kinds(found)["tatil_turu"] is Severity.GREY
    assert only(found, "tatil_degil").days == (october(6),)
    assert found.marks == ()


def test_a_rest_day_on_a_work_day_is_taken_and_told() -> None:
    found = audit(person(), {6: keys.HAFTA_TATILI})
    assert kinds(found)["is_gununde_tatil"] is Severity.AMBER
    assert found.marks == ((october(6), keys.HAFTA_TATILI, keys.CALISTI),)


def test_a_half_day_is_found_and_never_written_as_a_whole_one() -> None:
    half = Said(OCTOBER.start, keys.RAPOR, half=True, text="R/2")
    arife = Said(OCTOBER.start, keys.CALISTI, half=True, text="½")
    found = audit(person(), {6: half, 28: arife})
    assert only(found, "yarim").days == (october(6),)
    assert found.marks == ()


def test_absence_on_a_day_with_passes_is_found() -> None:
    who = person(punches=punches("2026-10-06 07:58 G", "2026-10-06 17:01 C"))
    assert "hareket_var" in kinds(audit(who, {6: keys.DEVAMSIZ}))


def test_an_olur_stands_against_a_sheet_that_says_nobody_worked() -> None:
    who = replace(person(), orders=(Ordered(3, october(4), None, None, 0, 450, "OLUR-1"),))
    found = audit(who, {4: keys.HAFTA_TATILI})
    assert kinds(found) == {"olur_farki": Severity.AMBER}
    assert found.marks == ()


# ---------------------------------------------------------------- hours


def test_hours_behind_a_plus_become_orders_and_their_night_share_is_said_to_be_unknown() -> None:
    found = audit(person(), {6: worked(90), 7: worked(120)})
    assert found.orders == ((october(6), 90), (october(7), 120))
    assert kinds(found)["fm_olursuz"] is Severity.AMBER
    assert kinds(found)["gece_bilinmiyor"] is Severity.GREY


def test_hours_that_are_recorded_are_not_written_twice_and_other_hours_are_told() -> None:
    who = replace(person(), orders=(Ordered(3, october(6), None, None, 0, 90, "OLUR-1"),))
    assert audit(who, {6: worked(90)}).orders == ()
    found = audit(who, {6: worked(120)})
    assert found.orders == ()
    assert kinds(found)["fm_farki"] is Severity.AMBER


def test_who_may_not_work_beyond_the_hours_is_red() -> None:
    found = audit(person(StaffKind.STAJYER, FIVE_DAYS), {6: worked(60)})
    assert kinds(found)["fm_yasak"] is Severity.RED
    assert found.orders == ()


def test_the_limits_of_day_week_and_year() -> None:
    found = audit(person(week=FULL), {6: worked(4 * 60), 13: worked(hours=12 * 60)})
    days = {one.days: one.text for one in found.findings if one.kind == "gunluk_sinir"}
    assert days == {
        (october(6),): "Günlük çalışma 11,5 saat, azami 11 saat: 06.10.2026.",
        (october(13),): "Günlük çalışma 12 saat, azami 11 saat: 13.10.2026.",
    }
    weeks = [one.text.partition(",")[0] for one in found.findings if one.kind == "haftalik_sinir"]
    assert weeks == ["Hafta toplamı 49 saat", "Hafta toplamı 49"]
    tired = replace(person(week=FULL), year_minutes=((2026, 268 * 60),))
    one = only(audit(tired, {6: worked(4 * 60)}), "yillik_sinir")
    assert one.severity is Severity.RED
    assert "270" in one.text


# ---------------------------------------------------------------- totals


def test_declared_totals_are_held_against_the_cells() -> None:
    found = audit(person(), {6: keys.DEVAMSIZ, 11: keys.HT_KESIK}, worked=26, absent=2, rest=3, annual=0)
    assert {one.field: (one.declared, one.computed) for one in found.compared} == {
        "worked": (Decimal(26), Decimal("24.5")),
        "rest": (Decimal(3), Decimal(3)),
        "annual": (Decimal(0), Decimal(0)),
        "absent": (Decimal(2), Decimal(2)),
    }
    one = only(found, "toplam_worked")
    assert (one.severity, one.text) == (Severity.AMBER, "Çalışılan gün: cetvelde 26, hücrelere göre 24,5.")
    assert "toplam_absent" not in kinds(found)


@pytest.mark.parametrize(
    ("prim", "missing", "expected"),
    [
        (29, 2, {}),
        (30, 0, {"toplam_prim": Severity.RED, "toplam_missing": Severity.RED}),
        (28, 3, {"toplam_prim": Severity.AMBER, "toplam_missing": Severity.AMBER}),
    ],
)
def test_missing_sgk_days_weigh_most_when_too_few_are_declared(
    prim: int, missing: int, expected: dict[str, Severity]
) -> None:
    found = audit(person(), {6: keys.DEVAMSIZ, 11: keys.HT_KESIK}, prim=prim, missing=missing)
    assert {kind: one for kind, one in kinds(found).items() if kind.startswith("toplam")} == expected


def test_overtime_totals_come_from_the_weeks() -> None:
    """A contract of 45 hours: what is above is %50; of 40 hours: the first five hours are %25."""
    six = audit(person(week=FULL), {6: worked(120)}, fm=2)
    assert [(one.field, one.computed) for one in six.compared] == [("fm", Decimal(2))]
    five = audit(person(week=FIVE_DAYS), {6: worked(120)}, fm=2)
    assert [(one.field, one.computed) for one in five.compared] == [("fm", Decimal(0)), ("fsc", Decimal(2))]
    assert "hesaba göre 0" in only(five, "toplam_fm").text


def test_codes_that_do_not_add_up_to_the_days_are_told_with_the_empty_days() -> None:
    found = audit(person(), {6: "", 7: ""})
    assert only(found, "kodsuz_gun").text.startswith("Kodların toplamı 29 gün, istihdam 31 gün")
    assert only(found, "kodsuz_gun").days == (october(6), october(7))


def test_days_are_written_as_spans() -> None:
    assert days_text([october(9), october(5), october(7), october(8)]) == "05.10.2026, 07.10.2026–09.10.2026"


_CODES = [code.key for code in CODES if code.key != keys.BOS]


@given(st.dictionaries(st.integers(1, 31), st.sampled_from(_CODES), max_size=12), st.sampled_from(list(StaffKind)))
def test_whatever_a_sheet_says_its_marks_are_codes_of_the_kind_on_days_without_a_leave(
    said: dict[int, str], kind: StaffKind
) -> None:
    who = person(kind, FIVE_DAYS, hire=october(3), leaves=(leave(keys.IS_KAZASI, october(12), october(14)),))
    found = audit(who, said)
    for day, key, before in found.marks:
        assert kind in CODES.by_key(key).kinds
        assert key != before
        assert not october(12) <= day <= october(14)
        assert day >= october(3)
    taken = tuple(mark(key, day, number, "cetvel") for number, (day, key, _) in enumerate(found.marks, 50))
    again = audit(replace(who, marks=taken), said)
    assert again.marks == ()


def test_a_mark_without_a_paper_for_absence_lets_the_month_ask_for_the_tutanak() -> None:
    who = person(marks=(mark(keys.DEVAMSIZ, october(6), document=""),))
    assert audit(who, {6: worked()}).marks == ((october(6), keys.CALISTI, keys.DEVAMSIZ),)
