"""What the head of a voucher asks for: all that its kind needs to be approved, and nothing of others."""

from __future__ import annotations

import pytest

from data.core.drafts import specs
from data.tasinir.rules.values import Direction, VoucherKind
from data.tasinir.rules.voucher_kinds import Need, rule_of
from data.tasinir.voucher_drafts import VoucherDraft, head_fields

_ALWAYS = {"ambar_id", "kind", "day", "dayanak_day", "dayanak_no", "note"}
_BY_LINK = {Need.ALINDI, Need.DUSME, Need.SAYIM, Need.GEREKCE, Need.ISTEK}
"""What another step of the desk ties to the voucher."""


@pytest.mark.parametrize("kind", list(VoucherKind))
def test_everything_that_a_kind_needs_can_be_typed_in_its_head(kind: VoucherKind) -> None:
    asked = head_fields(kind.value)
    assert asked <= set(specs(VoucherDraft))
    assert asked >= _ALWAYS
    for group in rule_of(kind).needs:
        for need in set(group) - _BY_LINK:
            assert need.field in asked, (kind, need)
            assert need.field.replace("_no", "_day") in asked


def test_other_kinds_are_not_asked_for_it() -> None:
    assert head_fields(None) == head_fields("") == _ALWAYS
    purchase, used, moved = (
        head_fields(kind.value) - _ALWAYS
        for kind in (VoucherKind.SATIN_ALMA, VoucherKind.TUKETIM, VoucherKind.AMBAR_CIKIS)
    )
    assert purchase == {"muayene_day", "muayene_no", "from_text", "kdv_included", "joint_kurus"}
    assert used == {"to_person", "to_place", "istek_birimi_id"}
    assert moved == {"other_ambar_id"}
    exits = [kind for kind in VoucherKind if kind.direction is Direction.CIKIS]
    assert not any("joint_kurus" in head_fields(kind.value) for kind in exits)
