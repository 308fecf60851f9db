"""How long a folder is kept, from when, and what bars it: every outcome and period, with reasons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.arsiv.rules.retention import (
    FolderFacts,
    Retention,
    always_barred,
    barred_from_destroying,
    barred_from_judging,
    due_day,
    hand_over_day,
    split_problem,
)
from data.arsiv.rules.stages import STEPS, may_go
from data.arsiv.rules.values import EventKind, FolderStage
from data.core.secrecy import Secrecy


@pytest.mark.parametrize(
    ("period", "outcome", "closed", "due", "words"),
    [
        ("10", "D", 2024, date(2035, 1, 1), "imha"),
        ("10", "C", 2024, date(2035, 1, 1), "değerlendirme"),
        ("15", "A", 2010, date(2026, 1, 1), "Devlet Arşivlerine devir"),
        ("15", "A3", 2010, date(2026, 1, 1), "özelliği olanların seçimi"),
        ("5", "A1", 2020, date(2026, 1, 1), "yıllara göre örnek seçimi"),
        ("5", "A2", 2020, date(2026, 1, 1), "uygulamaya göre örnek seçimi"),
        ("1", "D", 2025, date(2027, 1, 1), "imha"),
        ("100", "D", 2025, date(2126, 1, 1), "imha"),
        ("B", "A", 2000, None, "süresiz"),
        ("B", "D", 2000, None, "süresiz"),
        ("B", "C", 2000, None, "süresiz"),
        ("10", "B", 2000, None, "süresiz"),
        ("", "D", 2000, None, "saklama süresi yok"),
        ("10", "D", None, None, "Klasör açık"),
        ("500", "D", 2000, None, "saklama süresi yok"),
    ],
)
def test_when_a_folder_is_due_and_why(
    period: str, outcome: str, closed: int | None, due: date | None, words: str
) -> None:
    found = due_day(Retention(period=period, outcome=outcome, source="SSDP 2024 V.4"), closed)
    assert found.value == due
    assert words in " ".join(reason.text for reason in found.reasons)
    assert any("SSDP" in reason.law for reason in found.reasons)


@given(st.integers(1, 100), st.integers(1950, 2100))
def test_the_period_is_whole_calendar_years_after_the_year_of_closing(years: int, closed: int) -> None:
    due = due_day(Retention(period=str(years), outcome="D"), closed).value
    assert due is not None
    assert (due.month, due.day) == (1, 1)
    assert due.year - closed - 1 == years


def test_a_closed_folder_goes_over_in_february_or_after_the_units_own_years() -> None:
    assert hand_over_day(Retention(period="10", outcome="D"), 2025).value == date(2026, 2, 1)
    own = Retention(period="10", outcome="D", birim_yil=3, kurum_yil=7)
    assert hand_over_day(own, 2025).value == date(2029, 2, 1)
    assert hand_over_day(own, None).value is None


@pytest.mark.parametrize(
    ("retention", "problem"),
    [
        (Retention(period="10", outcome="D"), ""),
        (Retention(period="10", outcome="D", birim_yil=3, kurum_yil=7), ""),
        (Retention(period="10", outcome="D", birim_yil=5, kurum_yil=10), "= 15 yıl, toplam 10 yıl"),
        (Retention(period="B", outcome="A", birim_yil=5, kurum_yil=10), ""),
        (Retention(period="", outcome="", birim_yil=5), "toplam süre yok"),
    ],
)
def test_a_split_that_disagrees_with_the_total_is_told(retention: Retention, problem: str) -> None:
    assert problem in split_problem(retention)
    assert bool(problem) is bool(split_problem(retention))


def facts(**more: object) -> FolderFacts:
    given_facts = {
        "stage": FolderStage.KURUM_ARSIVI,
        "retention": Retention(period="10", outcome="D"),
        "due": date(2026, 1, 1),
        "secrecy": Secrecy.YOK,
        **more,
    }
    return FolderFacts(**given_facts)  # type: ignore[arg-type]


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"stage": FolderStage.BIRIM_ARSIVI}, "Kurum arşivinde değil"),
        ({"stage": FolderStage.ACIK}, "Kurum arşivinde değil"),
        ({"due": date(2026, 3, 3)}, "Süresi dolmadı"),
        ({"due": None}, "süresi bilinmiyor"),
        ({"retention": Retention(period="B", outcome="D"), "due": None}, "Süresiz"),
        ({"retention": Retention(period="10", outcome="B")}, "Süresiz"),
        ({"keep_until": 2026}, "2026 yılı sonuna kadar"),
        ({"holds": ((4, "Dava, 2025/17 E."),)}, "Bloke: Dava"),
        ({"loan_id": 9}, "Ödünçte"),
        ({"secrecy": Secrecy.HIZMETE_OZEL}, "Gizliliği kaldırılmadı"),
    ],
)
def test_each_guard_keeps_a_folder_from_the_commission(more: dict[str, object], word: str) -> None:
    assert barred_from_judging(facts(), TODAY) == ()
    reasons = barred_from_judging(facts(**more), TODAY)
    assert any(word in reason.text for reason in reasons)
    assert all(reason.law for reason in reasons)


_FACTS = st.builds(
    FolderFacts,
    stage=st.sampled_from(list(FolderStage)),
    retention=st.builds(Retention, period=st.sampled_from(["", "B", "5", "10"]), outcome=st.sampled_from("ABCD")),
    due=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    secrecy=st.sampled_from(list(Secrecy)),
    holds=st.lists(st.tuples(st.integers(1, 9), st.just("Dava")), max_size=2),
    loan_id=st.none() | st.integers(1, 5),
    keep_until=st.none() | st.integers(2020, 2030),
)


@given(_FACTS, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nothing_guarded_may_be_judged_or_destroyed(given_facts: FolderFacts, day: date) -> None:
    guarded = bool(always_barred(given_facts)) or given_facts.retention.lasting
    early = given_facts.due is None or day < given_facts.due
    if not barred_from_destroying(given_facts, day):
        assert not guarded
        assert not early
        assert given_facts.retention.outcome != "A"
        assert given_facts.stage is FolderStage.IMHA_LISTESI
    if not barred_from_judging(given_facts, day):
        assert not guarded
        assert not early


def test_what_is_destroyed_or_gone_never_comes_back() -> None:
    for kind in EventKind:
        for after in FolderStage:
            for gone in (FolderStage.IMHA, FolderStage.DEVLET_ARSIVI):
                assert not may_go(kind, gone, after)
    assert [pair for pairs in STEPS.values() for pair in pairs if pair[1] is FolderStage.IMHA] == [
        (FolderStage.IMHA_LISTESI, FolderStage.IMHA)
    ]
