"""Arazi tazminatı: points of field days, and the limit of a three-month period."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.puantaj.rules.field_pay import FieldGroup, field_points
from data.puantaj.rules.settings import PARAMETERS, PuantajSettings

DEFAULTS = PuantajSettings()


def test_example_27_the_limit_is_reached_on_day_20() -> None:
    found = field_points(FieldGroup.FIRST, 24, DEFAULTS)
    assert (found.value.raw, found.value.paid) == (Decimal("72.0"), Decimal(60))
    assert "20. günde" in found.reasons[1].text and "12 puan ödenmez" in found.reasons[1].text
    assert {reason.law for reason in found.reasons} == {"657 s. K. m.152"}
    at_limit = field_points(FieldGroup.FIRST, 20, DEFAULTS)
    assert at_limit.value.paid == 60
    assert len(at_limit.reasons) == 1, "nothing is cut yet"


def test_the_decree_in_force_decides_the_points_of_a_day() -> None:
    stored = {one.name: one.default for one in PARAMETERS} | {
        "puantaj.arazi_puan_3": "1,45",
        "puantaj.arazi_ust_sinir": "12,5",
    }
    settings = PuantajSettings.from_values(stored)
    assert field_points(FieldGroup.THIRD, 8, settings).value.raw == Decimal("11.60")
    assert field_points(FieldGroup.THIRD, 9, settings).value.paid == Decimal("12.5")
    for wrong in ("1.45", "-1", "1,", "bir", "1,2345"):
        with pytest.raises(BadInput, match="geçerli bir değer değil"):
            PuantajSettings.from_values({"puantaj.arazi_puan_3": wrong})


@given(st.sampled_from(FieldGroup), st.integers(0, 92), st.integers(0, 200))
def test_paid_points_never_pass_the_limit_nor_the_days(group: FieldGroup, days: int, limit: int) -> None:
    settings = replace(DEFAULTS, arazi_ust_sinir=Decimal(limit))
    found = field_points(group, days, settings).value
    assert found.paid == min(found.raw, limit)
    if days:
        assert found.raw - field_points(group, days - 1, settings).value.raw in (3, 2, Decimal("1.2"))


def test_more_days_than_three_months_have_are_refused() -> None:
    with pytest.raises(BadInput, match="92"):
        field_points(FieldGroup.SECOND, 93, DEFAULTS)
