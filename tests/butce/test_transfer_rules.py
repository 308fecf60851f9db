"""Who decides on a transfer and what may give none: every row of the table, and what holds whatever is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.butce.rules.codes import DEFAULT_PATTERN, read_code
from data.butce.rules.states import Amounts
from data.butce.rules.transfers import (
    DEFAULT_AUTHORITIES,
    History,
    Leg,
    Verdict,
    deciding,
    judge,
    overdrawn_since,
    read_authorities,
    read_heads,
)
from data.butce.rules.values import Decider

TABLE = read_authorities(DEFAULT_AUTHORITIES)
PERSONNEL = read_heads("01")
BASE = "46.34.12.05-01.3.9.00-5-03.2.1.01"
MECLIS, ENCUMEN, UST, YOK = Decider.MECLIS, Decider.ENCUMEN, Decider.UST_YONETICI, Decider.YOK


def leg(kod: str, amount: int = 1_000, past: History | None = None) -> Leg:
    return Leg(kod=kod, segments=read_code(kod, DEFAULT_PATTERN), amount=amount, history=past or History())


def judged(sources: list[Leg], targets: list[Leg], warn: bool = True) -> Verdict:
    return judge(sources, targets, TABLE, personnel=PERSONNEL, warn_giving=warn)


def said(verdict: Verdict) -> str:
    return " / ".join(f"{one.message} {one.law}" for one in verdict.problems)


@pytest.mark.parametrize(
    ("target", "decider", "words", "law"),
    [
        ("46.34.12.06-01.3.9.00-5-03.2.1.01", MECLIS, "Kurumsal kod ayrılıyor", "5393 s. K. m.18/b"),
        ("46.34.12.05-02.3.9.00-5-03.2.1.01", MECLIS, "Fonksiyonel I. düzey ayrılıyor: 01 → 02", "MİBMY m.36"),
        ("46.34.12.05-01.4.9.00-5-03.2.1.01", ENCUMEN, "Fonksiyonel II. düzey ayrılıyor: 01.03 → 01.04", "MİBMY"),
        ("46.34.12.05-01.3.1.00-5-03.2.1.01", UST, "Fonksiyonel kod ayrılıyor", "MİBMY m.36"),
        ("46.34.12.05-01.3.9.00-8-03.2.1.01", UST, "Finansman kodu ayrılıyor: 05 → 08", "MİBMY m.36"),
        ("46.34.12.05-01.3.9.00-5-06.1.2.01", UST, "Ekonomik II. düzey ayrılıyor: 03.02 → 06.01", "MİBMY m.36"),
        ("46.34.12.05-01.3.9.00-5-03.7.3.01", UST, "Ekonomik II. düzey ayrılıyor: 03.02 → 03.07", "MİBMY m.36"),
        ("46.34.12.05-01.3.9.00-5-03.2.3.02", YOK, "onay gerekmez", "MİBMY m.36/2"),
        ("46.34.12.05-01.3.9.00-5-03.2.1.05", YOK, "onay gerekmez", "MİBMY m.36/2"),
        ("12-3-46.34.12.05-01.3.9.00-5-03.2.1.01", UST, "Alt program kodu ayrılıyor", "MİBMY m.36"),
        ("46.34.12.05-01.03.9.00-5-03.02.30.02", YOK, "onay gerekmez", "MİBMY m.36/2"),
        ("46.34.12.06-02.4.9.00-5-06.1.2.01", MECLIS, "En yüksek karar yeri geçerlidir", ""),
    ],
)  # fmt: skip
def test_every_row_of_the_table_of_authorities(target: str, decider: Decider, words: str, law: str) -> None:
    found = deciding([leg(BASE)], [leg(target)], TABLE)
    assert found.value is decider
    assert any(words in one.text and law in one.law for one in found.reasons), found.reasons


def test_what_the_reserve_gives_is_decided_by_the_encumen_wherever_it_goes() -> None:
    found = deciding([leg("46.34.12.02-01.1.1.00-5-09.6.1.01")], [leg(BASE)], TABLE)
    assert found.value is ENCUMEN
    assert "Yedek ödenekten (09)" in found.reasons[0].text
    mixed = judged(
        [leg("46.34.12.05-01.3.9.00-5-09.6.1.01", 500), leg(BASE, 500)], [leg(BASE.replace("2.1", "5.2"))]
    )
    assert "bir formda yazılmaz" in said(mixed)


@pytest.mark.parametrize(
    ("past", "kod", "words"),
    [
        (History(), "46.34.12.05-01.3.9.00-5-01.1.1.01", "personel gideri"),
        (History(received="3 sıra no.lu hareket"), BASE, "aktarma almış (3 sıra no.lu hareket)"),
        (History(from_reserve="4 sıra no.lu hareket"), BASE, "yedek ödenekten aktarma almış"),
        (History(project="2026H01"), "46.34.12.05-01.3.9.00-5-06.5.7.01", "yatırım projesine bağlı"),
        (History(banned="5072 s. K."), BASE, "5072 s. K. ödenek çıkışını yasaklıyor"),
    ],
)
def test_a_forbidden_source_gives_nothing(past: History, kod: str, words: str) -> None:
    verdict = judged([leg(kod, past=past)], [leg("46.34.12.05-01.3.9.00-5-03.5.2.02")])
    assert words in said(verdict)
    assert verdict.blocking
    assert "MİBMY m.36/4" in verdict.blocking[0].law


def test_a_finished_project_may_give_its_rest_away() -> None:
    source = leg(
        "46.34.12.05-01.3.9.00-5-06.5.7.01", past=History(project="2026H01", project_done="Geçici kabul 12")
    )
    assert not judged([source], [leg(BASE)]).problems


def test_re_labelling_within_the_budgeted_level_is_no_transfer_out_of_a_tertip() -> None:
    source = leg("46.34.12.05-01.3.9.00-5-01.1.1.01", past=History(received="2 sıra no.lu hareket"))
    assert not judged([source], [leg("46.34.12.05-01.3.9.00-5-01.1.2.01")]).problems


def test_who_gave_before_is_only_told_and_only_where_the_office_wants_it() -> None:
    sources, targets = [leg(BASE, past=History(gave="3 sıra no.lu hareket"))], [leg(BASE.replace("03.2", "03.5"))]
    verdict = judged(sources, targets)
    assert not verdict.blocking
    assert "daha önce aktarma vermiş" in verdict.problems[0].message
    assert not judged(sources, targets, warn=False).problems


def test_the_form_must_be_balanced_and_name_a_tertip_once() -> None:
    other = BASE.replace("03.2.1.01", "03.5.2.02")
    assert "Fark 0,01 TL" in judged([leg(BASE, 1_001)], [leg(other)]).problems[0].remedy
    same = BASE.replace("03.2.1.01", "03.02.10.01")
    assert "iki satırda" in said(judged([leg(BASE)], [leg(same)]))
    assert "Eklenen tertip yazılmadı" in said(judged([leg(BASE)], []))
    both = [leg(BASE, 500), leg(BASE.replace("03.2.1.01", "03.7.1.02"), 500)]
    targets = [leg(BASE.replace("03.2.1.01", "03.2.3.02"), 600), leg(other, 400)]
    assert "verirken aynı düzeydeki" in said(judged(both, targets))


def test_an_office_writes_its_own_table() -> None:
    own = read_authorities("program meclis, kurumsal encumen, diger ust_yonetici, ekonomik1 encumen")
    assert deciding([leg(BASE)], [leg(BASE.replace("12.05", "12.06"))], own).value is ENCUMEN
    assert deciding([leg(BASE)], [leg(BASE.replace("03.2", "03.5"))], own).value is YOK
    assert deciding([leg(f"1-1-1-{BASE}")], [leg(f"2-1-1-{BASE}")], own).value is MECLIS
    for wrong in ("kurumsal", "kurumsal başkan", "il meclis", "yedek encumen, yedek meclis", ""):
        with pytest.raises(ValueError, match=r".+"):
            read_authorities(wrong or "x")
    with pytest.raises(ValueError, match=r".+"):
        read_heads("01, on")


_CODES = st.builds(
    "46.34.12.{}-0{}.{}.9.00-5-{}.{}.1.0{}".format,
    st.sampled_from(["05", "06"]),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from(["03", "06", "09"]),
    st.integers(1, 3),
    st.integers(1, 2),
)
_LEGS = st.lists(st.builds(leg, _CODES, st.integers(1, 500)), min_size=1, max_size=5)


@given(_LEGS, _LEGS, st.randoms())
def test_the_order_of_lines_does_not_matter(sources, targets, random) -> None:  # type: ignore[no-untyped-def]
    verdict = judged(sources, targets)
    random.shuffle(sources)
    random.shuffle(targets)
    again = judged(sources, targets)
    assert again.decider == verdict.decider
    assert {one.law for one in again.blocking} == {one.law for one in verdict.blocking}


@given(_LEGS, _LEGS)
def test_the_highest_authority_of_any_pair_wins(sources: list[Leg], targets: list[Leg]) -> None:
    order = tuple(Decider)
    if any(one.reserve for one in sources):
        return
    pairs = [deciding([one], [other], TABLE).value for one in sources for other in targets]
    assert deciding(sources, targets, TABLE).value is min(pairs, key=order.index)


@given(_LEGS, _LEGS)
def test_only_a_form_that_is_neutral_in_total_passes(sources: list[Leg], targets: list[Leg]) -> None:
    if not judged(sources, targets).blocking:
        assert sum(one.amount for one in sources) == sum(one.amount for one in targets)
    rest = sum(one.amount for one in sources) - sum(one.amount for one in targets)
    mended = [replace(targets[0], amount=targets[0].amount + rest), *targets[1:]]
    assert "denk değil" not in said(judged(sources, mended))


def test_a_transfer_that_comes_after_the_spending_is_told() -> None:
    course = [
        (date(2026, 1, 1), Amounts(odenek=100)),
        (date(2026, 3, 1), Amounts(harcanan=80)),
        (date(2026, 4, 1), Amounts(harcanan=30)),
        (date(2026, 6, 1), Amounts(harcanan=10)),
    ]
    assert overdrawn_since(course, date(2026, 5, 1)) == date(2026, 4, 1)
    assert overdrawn_since(course, date(2026, 4, 1)) is None
    mended = [*course, (date(2026, 4, 20), Amounts(odenek=50))]
    assert overdrawn_since(mended, date(2026, 5, 1)) is None
