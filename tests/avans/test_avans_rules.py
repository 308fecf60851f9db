"""Rules of advances by the worked examples of the reference and as properties, each with its reasons."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.avans.rules.balances import Balances, balances, state_of
from data.avans.rules.deadlines import Terms, add_months, days_before, deadline, must_leave_by
from data.avans.rules.documents import Document, Ground, document_problems, kdv_of, settle, shares
from data.avans.rules.requests import Codes, Limit, OpenAdvance, Renewal, Wanted, request_problems
from data.avans.rules.values import AvansKind, AvansState, LateFrom, LimitRow, OpenControl, StepKind
from data.avans.rules.zam import RATES, Rate, late_fee, late_start, spans_of
from data.core.calendar import Holiday, WorkCalendar
from data.core.reasons import Reason

IS, KREDI, YOLLUK = AvansKind.IS, AvansKind.KREDI, AvansKind.GECICI_YOLLUK
CALENDAR = WorkCalendar((Holiday(date(2026, 4, 23), "Ulusal Egemenlik ve Çocuk Bayramı"),))
TERMS = Terms()


def words(reasons: tuple[Reason, ...]) -> str:
    return " / ".join(f"{reason.text} [{reason.law}]" for reason in reasons)


# ---------------------------------------------------------------- deadlines


@pytest.mark.parametrize(
    ("given_on", "kind", "last", "safe"),
    [
        (date(2026, 3, 3), IS, date(2026, 4, 3), date(2026, 4, 3)),
        (date(2026, 1, 30), IS, date(2026, 2, 28), date(2026, 2, 27)),
        (date(2024, 1, 30), IS, date(2024, 2, 29), date(2024, 2, 29)),
        (date(2026, 10, 30), IS, date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 10, 31), IS, date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 1, 5), IS, date(2026, 2, 5), date(2026, 2, 5)),
        (date(2026, 3, 23), IS, date(2026, 4, 23), date(2026, 4, 22)),
        (date(2026, 2, 10), KREDI, date(2026, 5, 10), date(2026, 5, 8)),
        (date(2026, 12, 15), IS, date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 11, 2), KREDI, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_day_is_the_same_day_of_the_month_and_never_after_the_year(
    given_on: date, kind: AvansKind, last: date, safe: date
) -> None:
    found = deadline(kind, given_on, TERMS, CALENDAR)
    assert found.value is not None
    assert (found.value.day, found.value.safe) == (last, safe)


def test_the_reasons_of_a_deadline_name_the_month_end_the_holiday_and_the_year_end() -> None:
    short = words(deadline(IS, date(2026, 1, 30), TERMS, CALENDAR).reasons)
    for part in (
        "o ayda 30. gün yok",
        "28.02.2026 iş günü değil (Cumartesi)",
        "27.02.2026 gününe kadar",
        "m.11",
    ):
        assert part in short
    assert "Çocuk Bayramı" in words(deadline(IS, date(2026, 3, 23), TERMS, CALENDAR).reasons)
    december = words(deadline(IS, date(2026, 12, 15), TERMS, CALENDAR).reasons)
    assert "son gün 15.01.2027" in december
    assert "yıl sonunda kapanır: 31.12.2026" in december
    assert "m.13; MİBMY m.137" in december


def test_the_month_of_a_travel_advance_runs_from_the_return() -> None:
    stays = deadline(YOLLUK, date(2026, 5, 4), TERMS, CALENDAR)
    assert stays.value is not None
    assert stays.value.day == date(2026, 5, 19)
    assert "15 gün içinde, 19.05.2026 gününe kadar yola çıkmazsa avansı hemen geri verir" in words(stays.reasons)
    unknown = deadline(YOLLUK, date(2026, 5, 4), TERMS, CALENDAR, departed=date(2026, 5, 11))
    assert unknown.value is None
    assert "Dönüş günü yazılmadı" in words(unknown.reasons)
    known = deadline(YOLLUK, date(2026, 5, 4), TERMS, CALENDAR, returned=date(2026, 5, 15))
    assert known.value is not None
    assert (known.value.day, known.value.safe) == (date(2026, 6, 15), date(2026, 6, 15))
    assert "6245" in words(known.reasons)
    assert must_leave_by(date(2026, 5, 4), TERMS) == date(2026, 5, 19)
    pay = deadline(AvansKind.MAAS, date(2026, 5, 4), TERMS, CALENDAR, returned=date(2026, 5, 15))
    assert pay.value is not None
    assert pay.value.day == date(2026, 5, 15)


@given(
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    st.sampled_from(list(AvansKind)),
    st.integers(-40, 400),
    st.integers(1, 12),
)
def test_no_deadline_lies_before_the_giving_or_after_the_year(
    day: date, kind: AvansKind, back: int, months: int
) -> None:
    terms = Terms(months, months, months)
    found = deadline(kind, day, terms, CALENDAR, returned=day + timedelta(back))
    assert found.value is not None
    assert day <= found.value.safe <= found.value.day
    if kind.by_mutemet:
        assert found.value.day.year == day.year


@pytest.mark.parametrize(
    ("left", "mark"), [(9, None), (8, None), (7, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 0), (-5, -5)]
)
def test_reminders_come_seven_three_and_one_days_before(left: int, mark: int | None) -> None:
    today = date(2026, 3, 20)
    assert days_before(today + timedelta(left), today) == mark


# ---------------------------------------------------------------- gecikme zammı


def test_fifteen_days_late_cost_what_the_example_says() -> None:
    found = late_fee(3_600_00, date(2026, 3, 10), date(2026, 3, 25), RATES)
    assert (found.value.days, found.value.zam) == (15, 66_60)
    told = words(found.reasons)
    for part in (
        "11.03.2026–25.03.2026",
        "3.600,00 TL × %3,7 × 15 gün/30",
        "CK 10556",
        "6183 s. K. m.51",
        "66,60 TL",
    ):
        assert part in told


def test_a_span_over_a_rate_change_is_split_and_whole_months_count_as_months() -> None:
    found = late_fee(1_000_00, date(2025, 11, 3), date(2025, 11, 22), RATES).value
    assert [(span.rate.percent, span.months, span.days) for span in found.spans] == [
        (Decimal("4.5"), 0, 9),
        (Decimal("3.7"), 0, 10),
    ]
    assert found.exact == Fraction(100_000) * (
        Fraction(9, 30) * Fraction("0.045") + Fraction(10, 30) * Fraction("0.037")
    )
    assert found.zam == 1_350 + 1_233
    months = late_fee(1_000_00, date(2026, 1, 31), date(2026, 4, 2), RATES).value
    assert [(span.months, span.days) for span in months.spans] == [(2, 2)]
    assert late_fee(500_00, date(2026, 3, 10), date(2026, 3, 10), RATES).value.zam == 0


def test_from_when_lateness_runs_is_a_setting() -> None:
    assert late_start(date(2026, 3, 10), date(2026, 2, 10), LateFrom.VADE) == date(2026, 3, 10)
    assert late_start(date(2026, 3, 10), date(2026, 2, 10), LateFrom.VERILIS) == date(2026, 2, 10)


_DAYS = st.dates(date(2022, 1, 1), date(2029, 12, 31))


@given(st.integers(1, 10**9), st.integers(1, 10**9), _DAYS, st.integers(1, 900), st.integers(1, 40))
def test_zam_adds_up_over_amounts_months_and_rate_changes(
    one: int, other: int, start: date, days: int, cut: int
) -> None:
    end = start + timedelta(days)
    whole = late_fee(one + other, start, end, RATES).value
    parts = late_fee(one, start, end, RATES).value, late_fee(other, start, end, RATES).value
    assert whole.exact == sum(part.exact for part in parts)
    assert abs(whole.zam - sum(part.zam for part in parts)) <= 1
    for span in whole.spans:
        alone = late_fee(one, span.start, span.end, RATES).value
        middle = add_months(span.start, cut)
        if span.start.day <= 28 and middle < span.end:
            before, after = (
                late_fee(one, span.start, middle, RATES).value,
                late_fee(one, middle, span.end, RATES).value,
            )
            assert alone.exact == before.exact + after.exact
    assert whole.exact == sum(
        (late_fee(one + other, span.start, span.end, RATES).value.exact for span in whole.spans), Fraction(0)
    )


@given(_DAYS, st.integers(1, 900), st.lists(st.tuples(_DAYS, st.integers(0, 90)), max_size=5))
def test_the_spans_cover_every_late_day_once(start: date, days: int, more: list[tuple[date, int]]) -> None:
    rates = (Rate(date(2000, 1, 1), Decimal(1)), *(Rate(day, Decimal(rate) / 10) for day, rate in more))
    spans = spans_of(start, start + timedelta(days), rates)
    assert spans[0].start == start
    assert spans[-1].end == start + timedelta(days)
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert all(add_months(span.start, span.months) + timedelta(span.days) == span.end for span in spans)


# ---------------------------------------------------------------- documents


GROUND = Ground(
    kind=IS, given=date(2026, 3, 3), year=2026, kod="…-03.2.1.01", kontrol="03.02", same_day=True, tolerance=5
)  # fmt: skip


def bill(day: date = date(2026, 3, 11), kdv: int = 786_67, kontrol: str = "03.02", deduction: int = 0) -> Document:
    return Document(
        day=day, matrah=3_933_33, kdv_permille=200, kdv=kdv, deduction=deduction, kod="…-03.7.3.03",
        kontrol=kontrol,
    )  # fmt: skip


def test_a_proper_document_passes_and_its_total_is_what_was_paid() -> None:
    assert document_problems(bill(), GROUND, date(2026, 3, 12)) == ()
    assert bill().total == 4_720_00
    assert bill(deduction=20_00).total == 4_700_00
    assert kdv_of(3_933_33, 200) == 786_67
    assert kdv_of(1, 500) == 1


@pytest.mark.parametrize(
    ("document", "handed", "said", "law"),
    [
        (bill(day=date(2026, 3, 2)), date(2026, 3, 12), "Avans alınmadan harcama yapılamaz", "5018"),
        (bill(day=date(2027, 1, 4)), date(2027, 1, 14), "en geç 31.12.2026", "MİBMY m.137"),
        (bill(day=date(2026, 3, 13)), date(2026, 3, 12), "verildiği günden sonraki", ""),
        (bill(kdv=786_73), date(2026, 3, 12), "orana göre 786,67 TL", "3065"),
        (bill(deduction=4_720_00), date(2026, 3, 12), "Kesinti", ""),
        (bill(kontrol="03.07"), date(2026, 3, 12), "aktarma yapın ya da bu iş için ayrı avans", "MİBMY m.36"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_law(document: Document, handed: date, said: str, law: str) -> None:
    (problem,) = document_problems(document, GROUND, handed)
    assert said in problem.reason.text
    assert law in problem.law


def test_kdv_may_differ_by_some_kurus() -> None:
    assert document_problems(bill(kdv=786_62), GROUND, date(2026, 3, 12)) == ()


def test_the_plain_example_closes_with_what_was_given_back() -> None:
    found = settle(IS, 12_000_00, (4_720_00, 5_310_50))
    assert (found.value.closes, found.value.over, found.value.left) == (10_030_50, 0, 1_969_50)
    assert "Kalan 1.969,50 TL süresi içinde iade edilir" in words(found.reasons)
    steps = ((StepKind.VERME, 12_000_00), (StepKind.MAHSUP, 10_030_50), (StepKind.IADE, 1_969_50))
    assert balances(steps) == Balances(verilen=12_000_00, mahsup=10_030_50, iade=1_969_50)
    assert state_of(balances(steps)) is AvansState.KAPANDI
    assert state_of(balances(steps[:2])) is AvansState.KISMI


def test_what_is_spent_beyond_the_advance_is_no_part_of_it() -> None:
    found = settle(IS, 5_000_00, (5_240_00,))
    assert (found.value.closes, found.value.over, found.value.left) == (5_000_00, 240_00, 0)
    assert "aşan 240,00 TL avanstan kapanmaz; ayrı harcama talimatı" in words(found.reasons)
    travel = settle(YOLLUK, 5_000_00, (5_240_00,))
    assert "240,00 TL yolcuya ayrıca ödenir" in words(travel.reasons)
    assert shares(5_000_00, (3_000_00, 2_240_00)) == [3_000_00, 2_000_00]


_LATER = [kind for kind in StepKind if kind not in (StepKind.VERME, StepKind.TERS)]
_STEPS = st.lists(st.tuples(st.sampled_from(_LATER), st.integers(1, 400)), max_size=15)


@given(st.integers(1, 1_000), _STEPS)
def test_given_is_settled_refunded_charged_carried_or_open(amount: int, tried: list[tuple[StepKind, int]]) -> None:
    steps = [(StepKind.VERME, amount)]
    for step in tried:
        if balances([*steps, step]).whole:
            steps.append(step)
    held = balances(steps)
    assert held.verilen == held.mahsup + held.iade + held.alacak + held.devir + held.acik
    closed = not (held.acik or held.devir or held.owed)
    assert closed is (state_of(held) in (AvansState.KAPANDI, AvansState.TAHSIL))


# ---------------------------------------------------------------- requests


def wanted(**more: object) -> Wanted:
    plain: dict[str, object] = {
        "kind": IS, "day": date(2026, 3, 2), "amount": 1_500_00, "kod": "…-03.2.1.01", "economic": "03.2.1.01",
        "usable": 900_000_00, "limit": Limit(LimitRow.IL, 2_000_00, date(2026, 1, 1)),
    }  # fmt: skip
    return Wanted(**(plain | more))  # type: ignore[arg-type]


def test_a_request_within_limit_ödenek_and_time_has_no_problem() -> None:
    assert request_problems(wanted()) == ()


@pytest.mark.parametrize(
    ("more", "said", "blocking"),
    [
        ({"amount": 2_000_01}, "2026 yılı avans sınırı 2.000,00 TL", True),
        ({"limit": Limit(LimitRow.IL, None)}, "sınırı girilmemiş (İl merkezi", False),
        (
            {"limit": Limit(LimitRow.IL, 1_000_00, date(2025, 1, 1))},
            "son yazılan 1.000,00 TL, istenen 1.500,00 TL",
            False,
        ),
        ({"usable": 1_499_99}, "kullanılabilir ödenek 1.499,99 TL", True),
        ({"economic": "03.3.1.01"}, "bu tertipten yolluk avansı verilir", True),
        ({"economic": "01.1.1.01"}, "bu tertipten maaş avansı verilir", True),
        ({"kind": YOLLUK}, "bu tertipten iş avansı ya da kredi verilir", True),
        ({"economic": "03.07.30.03", "codes": Codes(banned=("03.7.3",))}, "kurumda avansla yapılmaz", True),
        (
            {"open_advances": [OpenAdvance("2026/3", 500_00, None, True)]},
            "Aynı iş için 2026/3 avansından 500,00 TL açık",
            True,
        ),
        (
            {"open_advances": [OpenAdvance("2026/3", 500_00, date(2026, 2, 1), False)]},
            "Aynı kişide 2026/3 avansından 500,00 TL açık, süresi dolmuş",
            False,
        ),
        (
            {"open_advances": [OpenAdvance("2026/3", 5, None, False)], "control": OpenControl.ENGELLE},
            "Aynı kişide",
            True,
        ),
        ({"renewal": Renewal("2026/3", date(2026, 3, 10), 1_400_00, 0, True)}, "en çok 1.400,00 TL", True),
        ({"renewal": Renewal("2026/3", date(2026, 3, 10), 3_000_00, 2_000_00, True)}, "en çok 1.000,00 TL", True),
        ({"renewal": Renewal("2026/3", date(2026, 3, 1), 9_000_00, 0, True)}, "artık yenilenmez", True),
        ({"renewal": Renewal("2026/3", None, 9_000_00, 0, False)}, "aynı mutemedin", True),
        ({"one_job": "Taşınma"}, "yalnız şu iş için görevli: Taşınma", False),
    ],
)  # fmt: skip
def test_what_speaks_against_a_request_is_told_with_its_law(
    more: dict[str, object], said: str, blocking: bool
) -> None:
    (problem,) = request_problems(wanted(**more))
    assert said in problem.message
    assert problem.blocking is blocking
    assert problem.law
    assert problem.remedy


def test_a_renewal_within_its_documents_passes_beside_the_open_advance() -> None:
    old = OpenAdvance("2026/3", 3_000_00, date(2026, 2, 28), True)
    renewal = Renewal("2026/3", date(2026, 2, 28), 6_000_00, 0, True)
    more = {"day": date(2026, 2, 16), "amount": 6_000_00, "open_advances": [old], "renewal": renewal}
    limit = Limit(LimitRow.IL, 9_000_00, date(2026, 1, 1))
    assert request_problems(wanted(**more, limit=limit)) == ()
