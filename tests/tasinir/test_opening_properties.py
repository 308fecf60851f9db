"""Opening files under any order of rows and columns, and with anything at all in their cells."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlmodel import col

from data.core.errors import MasaError
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.opening_intake import OpeningKind
from data.tasinir.papers_lists import ListKind, ListOrder, list_for
from data.tasinir.rules.amounts import half_up
from tests.puantaj.puantaj_office import NOW
from tests.tasinir import tasinir_office as office
from tests.tasinir.opening_files import ITEMS, STOCK, read, table, take
from tests.tasinir.tasinir_office import Desk

_CODES = ("150.01.03.01", "150.01.03.02", "150.01.01.04", "150.05.01")
_LINE = st.tuples(
    st.sampled_from(_CODES), st.sampled_from(("Bir", "İki", "ışık")), st.integers(1, 10**6), st.integers(0, 10**6)
)
"""Code, name, thousandths, kuruş for one."""
_CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("=1+1", "@SUM(A1)", "[bold]x[/]", "1.234,5", "1,234.5", "5.000", "31.02.2024", "2019", "150.01.03.01",
         "255.02.01.01.02", "Toplam", "\u202eters", "a" * 500, "1e9", "-1", "0", "'42", "301", "101", "01"),
    ),
)  # fmt: skip
_TURKISH = {"quantity": "tr", "price": "tr"}
_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def shared(tasinir_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An office that nothing is written into."""
    path = tmp_path_factory.mktemp("acilis") / "masa.db"
    path.write_bytes(tasinir_file.read_bytes())
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, path.parent)


def _text(value: int, places: int) -> str:
    whole, rest = divmod(value, 10**places)
    return f"{whole},{rest:0{places}d}"


def _row(line: tuple[str, str, int, int]) -> tuple[str, ...]:
    code, name, quantity, price = line
    return (code, name, "Adet", _text(quantity, 3), _text(price, 2), "", "")


@_FEW
@given(st.lists(_LINE, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_totals_do_not_hang_on_the_order_of_rows_and_columns(shared: Desk, lines: list[Any], chance: Any) -> None:
    rows = [_row(line) for line in lines]
    plain = read(shared, OpeningKind.TUKETIM, table(STOCK, *rows), styles=_TURKISH)
    columns = list(range(len(STOCK)))
    chance.shuffle(columns)
    chance.shuffle(rows)
    mixed = read(
        shared, OpeningKind.TUKETIM,
        table([STOCK[at] for at in columns], *([row[at] for at in columns] for row in rows)), styles=_TURKISH,
    )  # fmt: skip
    wanted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for code, _, quantity, price in lines:
        row = wanted[code[:9]]
        row[0] += 1
        row[1] += quantity
        row[2] += half_up(quantity * price, 1000)
    assert not plain.errors and plain.totals == mixed.totals
    assert {one.code: [one.lines, one.quantity, one.kurus] for one in plain.totals} == wanted


@_FEW
@given(st.sampled_from(OpeningKind), st.lists(st.lists(_CELL, min_size=9, max_size=9), min_size=1, max_size=6))
def test_every_row_is_taken_refused_or_asked_whatever_its_cells_hold(
    shared: Desk, kind: OpeningKind, rows: list[list[str]]
) -> None:
    heading = STOCK if kind is OpeningKind.TUKETIM else ITEMS
    clean = [[cell.replace('"', "").replace("\r", "").replace("\n", "") for cell in row] for row in rows]
    try:
        reading = read(shared, kind, table(heading, *(row[: len(heading)] for row in clean)))
    except MasaError as refused:
        assert refused.message
        return
    taken = {one.row for one in reading.lines}
    refused_rows = {one.row for one in reading.errors}
    assert all(one.message and 1 <= one.row <= len(rows) + 1 for one in reading.errors)
    assert all(one.kurus >= 0 and one.quantity > 0 for one in reading.lines)
    if not reading.unknowns:
        filled = {at for at, row in enumerate(clean, 2) if any(cell.strip() for cell in row[: len(heading)])}
        totals = {at for at in filled if any("oplam" in cell for cell in clean[at - 2])}
        aside = sum(int(note.split()[1]) for note in reading.notes if "alınmaz, aynı dosyayı" in note)
        assert len(filled - taken - refused_rows - totals) <= aside


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_LINE, min_size=1, max_size=8))
def test_what_is_booked_is_what_was_read_and_every_list_of_the_day_says_so(
    tasinir_file: Path, tmp_path: Path, lines: list[Any]
) -> None:
    path = tmp_path / "masa.db"
    for old in tmp_path.glob("masa.db*"):
        old.unlink()
    path.write_bytes(tasinir_file.read_bytes())
    with Store.open(path, clock=lambda: NOW) as store:
        desk = Desk(store, tmp_path)
        reading = read(desk, OpeningKind.TUKETIM, table(STOCK, *map(_row, lines)), styles=_TURKISH)
        take(desk, reading)
        with store.look(PROGRAM) as look:
            sums = select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus)))
            assert look.session.execute(sums).one() == (reading.quantity, reading.kurus)
        with desk.look("kayit") as look:
            unit = office.unit(desk)
            for kind, held, worth in ((ListKind.MEVCUT, 4, 5), (ListKind.LOTLAR, 8, 9)):
                rows: list[Any] = list(
                    list_for(look, ListOrder(kind=kind, harcama_birimi_id=unit, day=look.today)).rows
                )
                assert (sum(row[held] for row in rows), sum(row[worth] for row in rows)) == (
                    reading.quantity, reading.kurus,
                )  # fmt: skip
