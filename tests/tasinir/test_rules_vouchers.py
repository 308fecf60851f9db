"""What stands in the way of a voucher, kind by kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tasinir.rules.values import OfficeRole, VoucherKind
from data.tasinir.rules.voucher_kinds import RULES, Goods, Need, Sending, ValueRule, rule_of
from data.tasinir.rules.vouchers import (
    NO_VOUCHER,
    Paper,
    VoucherFacts,
    goods_problem,
    last_year_value,
    no_voucher_hints,
    problems,
)

TODAY = date(2026, 11, 26)
DAY = date(2026, 11, 20)
EVERYTHING = VoucherFacts(
    day=DAY,
    dayanak_day=date(2026, 11, 10),
    dayanak_no="F-12",
    muayene_day=date(2026, 11, 12),
    muayene_no="3",
    from_text="Örnek Kırtasiye Ltd.",
    to_person="Ayşe Işık",
    to_place="Bilgi İşlem",
    other_text="Park ve Bahçeler",
    other_ambar=True,
    reason="Kod yanlış yazılmış",
    papers=tuple(Paper(need, date(2026, 11, 11)) for need in (Need.ISTEK, Need.DUSME, Need.SAYIM, Need.ALINDI)),
)


def test_every_kind_has_its_row_with_article_papers_and_reasons() -> None:
    assert set(RULES) == set(VoucherKind)
    for kind, rule in RULES.items():
        assert rule.kind is kind
        assert rule.documents
        assert rule.needs
        assert rule.reasons[0].law.startswith("Taşınır Mal Y. m.")
        assert (rule.approver is None) or rule.approval


@pytest.mark.parametrize("kind", VoucherKind)
def test_a_voucher_with_everything_may_be_approved(kind: VoucherKind) -> None:
    assert problems(kind, EVERYTHING, TODAY) == ()


@pytest.mark.parametrize("kind", VoucherKind)
def test_a_voucher_with_nothing_is_told_what_is_missing(kind: VoucherKind) -> None:
    found = problems(kind, VoucherFacts(day=DAY), TODAY)
    assert len(found) == len(rule_of(kind).needs)
    assert all(one.blocking and one.remedy and one.law for one in found)


@pytest.mark.parametrize(
    ("kind", "without", "field"),
    [
        (VoucherKind.SATIN_ALMA, {"muayene_day": None, "muayene_no": "", "papers": ()}, "muayene_no"),
        (VoucherKind.SATIN_ALMA, {"from_text": " "}, "from_text"),
        (VoucherKind.SATIN_ALMA, {"dayanak_day": None, "dayanak_no": ""}, "dayanak_no"),
        (VoucherKind.AMBAR_CIKIS, {"other_ambar": False}, "other_ambar_id"),
        (VoucherKind.DEVIR_IDARE, {"other_ambar": False, "other_text": ""}, "other_text"),
        (VoucherKind.HURDA, {"papers": ()}, "dusme_id"),
        (VoucherKind.TUKETIM, {"to_person": "", "to_place": ""}, "to_place"),
        (VoucherKind.DUZELTME_CIKIS, {"reason": ""}, "reason"),
    ],
)
def test_each_missing_thing_is_named_with_its_field(
    kind: VoucherKind, without: dict[str, object], field: str
) -> None:
    (found,) = problems(kind, replace(EVERYTHING, **without), TODAY)
    assert found.field == field
    assert found.reason.text.startswith(found.message)


def test_a_provisional_receipt_stands_for_the_acceptance_and_a_proof_for_the_request() -> None:
    without_acceptance = replace(EVERYTHING, muayene_day=None, muayene_no="")
    assert problems(VoucherKind.SATIN_ALMA, without_acceptance, TODAY) == ()
    assert problems(VoucherKind.TUKETIM, replace(EVERYTHING, papers=()), TODAY) == ()


def test_a_day_without_its_number_is_no_paper() -> None:
    (found,) = problems(VoucherKind.DEVIR_BIRIM, replace(EVERYTHING, dayanak_no=""), TODAY)
    assert found.message == "Dayanak belgenin sayısı eksik."
    (found,) = problems(VoucherKind.DEVIR_BIRIM, replace(EVERYTHING, dayanak_day=None), TODAY)
    assert found.message == "Dayanak belgenin tarihi eksik."


def test_a_voucher_is_not_older_than_what_it_rests_on() -> None:
    found = problems(VoucherKind.SATIN_ALMA, replace(EVERYTHING, day=date(2026, 11, 10)), TODAY)
    assert [one.message for one in found] == [
        "Fiş tarihi 10.11.2026, muayene ve kabul tutanağı tarihinden (12.11.2026) önce.",
        *(
            f"Fiş tarihi 10.11.2026, {need.label} tarihinden (11.11.2026) önce."
            for need in (Need.ISTEK, Need.DUSME, Need.SAYIM, Need.ALINDI)
        ),
    ]
    assert {one.law for one in found} == {"Taşınır Mal Y. m.10/1-a"}


def test_a_voucher_is_not_of_tomorrow() -> None:
    assert problems(VoucherKind.SATIN_ALMA, replace(EVERYTHING, day=TODAY), TODAY) == ()
    (late,) = problems(VoucherKind.SATIN_ALMA, replace(EVERYTHING, day=TODAY + timedelta(days=1)), TODAY)
    assert (late.field, late.blocking) == ("day", True)


def test_a_paper_of_the_year_before_is_pointed_out_and_holds_nothing_up() -> None:
    (found,) = problems(VoucherKind.DEVIR_BIRIM, replace(EVERYTHING, dayanak_day=date(2025, 12, 30)), TODAY)
    assert not found.blocking
    assert found.message == "Dayanak belge 2025 yılından, fiş 2026 yılına yazılıyor."


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_no_order_of_days_lets_a_voucher_come_before_its_paper(day: date, paper: date) -> None:
    found = problems(VoucherKind.DEVIR_BIRIM, replace(EVERYTHING, day=day, dayanak_day=paper, muayene_day=None,
                                                      muayene_no="", papers=()), TODAY)  # fmt: skip
    blocked = any(one.blocking for one in found)
    assert blocked == (day < paper or day > TODAY)


def test_who_hears_of_what() -> None:
    assert rule_of(VoucherKind.SATIN_ALMA).sending is Sending.ODEME_EMRI
    assert rule_of(VoucherKind.TUKETIM).sending is Sending.AYLIK
    assert rule_of(VoucherKind.AMBAR_GIRIS).sending is Sending.YOK
    assert rule_of(VoucherKind.HURDA).sending is Sending.ON_GUN
    awaited = {kind for kind in VoucherKind if rule_of(kind).awaited}
    assert awaited == {VoucherKind.DEVIR_ALMA_IDARE, VoucherKind.DEVIR_IDARE}
    assert rule_of(VoucherKind.DUZELTME_GIRIS).approver is OfficeRole.HARCAMA_YETKILISI
    commission = {rule for rule in ValueRule if rule.may_need_commission}
    assert commission == {ValueRule.BELGE, ValueRule.SON_GIRIS, ValueRule.URETIM}


def test_durables_are_not_consumed_and_consumables_gain_no_value() -> None:
    consumed = goods_problem(VoucherKind.TUKETIM, True)
    returned = goods_problem(VoucherKind.IADE_TUKETIM, True)
    raised = goods_problem(VoucherKind.DEGER_ARTISI, False)
    assert consumed is not None
    assert returned is not None
    assert raised is not None
    assert consumed.law == "Taşınır Mal Y. m.23"
    assert returned.law == "Taşınır Mal Y. m.18/3"
    assert raised.message == "Değer artışı yalnız dayanıklı taşınırlarda olur."
    for kind in VoucherKind:
        if rule_of(kind).goods is Goods.HEPSI:
            assert goods_problem(kind, True) is None
            assert goods_problem(kind, False) is None


def test_a_surplus_takes_the_value_of_the_last_entry_of_one_year() -> None:
    day = date(2026, 11, 20)
    entries = [(date(2026, 3, 1), 10_000, 1_000), (date(2026, 9, 1), 3_000, 1_000), (date(2026, 11, 21), 1_000, 9)]
    found = last_year_value(entries, 2_000, day)
    assert found is not None
    assert found.value == 667
    assert found.reasons[0].text.startswith("Son bir yıl içindeki 01.09.2026 girişinin")
    assert last_year_value([(date(2025, 11, 19), 1_000, 5)], 1_000, day) is None
    assert last_year_value([(date(2025, 11, 20), 1_000, 5)], 1_000, day) is not None
    assert last_year_value([(date(2027, 2, 28), 1_000, 5)], 1_000, date(2028, 2, 29)) is not None


def test_what_is_bought_without_a_voucher_is_hinted_at_on_purchases_alone() -> None:
    assert no_voucher_hints(VoucherKind.SATIN_ALMA, "Yazıcı KARTUŞ dolumu") == (NO_VOUCHER[2],)
    assert no_voucher_hints(VoucherKind.SATIN_ALMA, "Çay, kahve") == (NO_VOUCHER[4],)
    assert no_voucher_hints(VoucherKind.SATIN_ALMA, "Koltuk") == ()
    assert no_voucher_hints(VoucherKind.BAGIS_GIRIS, "Kum") == ()
