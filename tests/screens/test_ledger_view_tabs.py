"""The views of a ledger stand side by side as far as there is room, whole, the open one always among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.ledger_view import _fitting


@given(widths=st.lists(st.integers(3, 20), min_size=1, max_size=14), data=st.data(), room=st.integers(20, 140))
def test_no_tab_is_cut_and_the_open_one_is_seen(widths: list[int], data: st.DataObject, room: int) -> None:
    place = data.draw(st.integers(0, len(widths) - 1))
    first, last = _fitting(widths, place, room)
    assert first <= place < last
    marks = 2 * (first > 0) + 2 * (last < len(widths))
    taken = sum(widths[first:last]) + last - first - 1 + marks
    assert taken <= room or (first, last) == (place, place + 1)
    if last < len(widths):
        more = taken + widths[last] + 1 - 2 * (last + 1 == len(widths))
        assert more > room
