"""What must hold for a month in the store, whatever came in: clock files, leave, typed codes, ordered overtime."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.core.approvals import Stage
from data.core.errors import MasaError
from data.core.store import Store
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft, OvertimeDraft
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.months import (
    TypedDay,
    advance,
    compute,
    open_correction,
    open_month,
    type_days,
)
from data.puantaj.operations.overtime import record_overtime
from data.puantaj.rules.period import Period
from tests.puantaj.puantaj_office import NOW, OCTOBER, Desk, attlog

Input = Callable[[Desk], object]
_KINDS = (StaffKind.SIRKET, StaffKind.ISCI)
_PEOPLE = {StaffKind.SIRKET: ("101", "102", "103"), StaffKind.ISCI: ("201", "202", "203")}
_LEAVES = ("YILLIK_ISCI", "RAPOR", "UCRETSIZ", "OLUM", "GOREVLI")
_MARKS = ("D", "X", "HTÇ", "GTÇ", "UZ")
_FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
seeds = st.integers(0, 10_000)


@contextmanager
def _office(office_file: Path) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        shutil.copyfile(office_file, path)
        with Store.open(path, clock=lambda: NOW) as store:
            yield Desk(store, Path(folder))


# ---------------------------------------------------------------- what may come in


def _leave(dice: random.Random, people: Sequence[str]) -> Input:
    sicil, code = dice.choice(people), dice.choice(_LEAVES)
    start = date(2026, 9, 28) + timedelta(days=dice.randrange(30))
    end = start + timedelta(days=dice.randrange(6))

    def give(desk: Desk) -> None:
        draft = LeaveDraft(personel_id=desk.person(sicil), code=code, start=start, end=end, document="B-1")
        with desk.work() as work:
            record_leave(work, draft)

    return give


def _overtime(dice: random.Random, people: Sequence[str]) -> Input:
    sicil, day = dice.choice(people), date(2026, 10, 1) + timedelta(days=dice.randrange(31))
    hours = dice.randrange(1, 4)

    def give(desk: Desk) -> None:
        draft = OvertimeDraft(
            personel_id=desk.person(sicil), day=day, start=time(17), end=time(17 + hours), break_minutes=0,
            minutes=None, work="Sunucu bakımı", document="Olur 1",
        )  # fmt: skip
        with desk.work() as work:
            record_overtime(work, draft)

    return give


def _clock_file(dice: random.Random, people: Sequence[str], number: int) -> Input:
    """A week of one device; some forget to pass."""
    first = date(2026, 10, 1) + timedelta(days=7 * number)
    lines = []
    for back in range(7):
        for sicil in people:
            day = first + timedelta(days=back)
            if day.month == 10 and dice.random() < 0.8:
                lines.append(f"{sicil} {day} {dice.randrange(7, 9):02}:{dice.randrange(60):02}")
            if day.month == 10 and dice.random() < 0.8:
                lines.append(f"{sicil} {day} {dice.randrange(16, 21):02}:{dice.randrange(60):02}")
    text = attlog(*sorted(lines))
    return lambda desk: desk.take(text, f"{number}_attlog.dat")


def _mark(dice: random.Random, people: Sequence[str], days: list[date]) -> Callable[[Desk, int], None]:
    """A typed code; each on a day of its own, for of two on one day the later one holds."""
    sicil, letter, day = dice.choice(people), dice.choice(_MARKS), days.pop()

    def give(desk: Desk, key: int) -> None:
        with desk.work() as work:
            type_days(work, key, [TypedDay(desk.person(sicil), day)], letter, document="T-1")

    return give


def _typed_into(key: int, typed: Callable[[Desk, int], None], desk: Desk) -> None:
    typed(desk, key)


def _try(give: Input, desk: Desk) -> bool:
    """Gives it in; what the office refuses by itself (overlapping leave) is left out."""
    try:
        give(desk)
    except MasaError:
        return False
    return True


def _days(dice: random.Random) -> list[date]:
    days = [date(2026, 10, number) for number in range(12, 32)]  # from the 12th on all are employed
    dice.shuffle(days)
    return days


# ---------------------------------------------------------------- what came out


def _rows(desk: Desk, key: int, *, ids: bool = False) -> list[tuple[object, ...]]:
    """Every stored value of a month; the keys of records behind the reasons only where they must be equal too."""
    found: list[tuple[object, ...]] = []
    why = "d.why_id" if ids else "w.body"
    with desk.look() as look:
        for table, order in (("puantaj_day", "d.personel_id, d.day"), ("puantaj_row", "d.personel_id")):
            for row in look.connection.exec_driver_sql(
                f"SELECT d.*, {why} AS reason FROM {table} d JOIN why w ON w.id = d.why_id "
                f"WHERE d.puantaj_id = ? ORDER BY {order}",
                (key,),
            ).mappings():
                values = {name: row[name] for name in row if name not in ("id", "puantaj_id", "why_id")}
                if not ids:
                    values["reason"] = [entry[:2] for entry in json.loads(str(row["reason"]))]
                found.append(tuple(values.items()))
        for row in look.connection.exec_driver_sql(
            "SELECT personel_id, day, kind, severity, text FROM puantaj_question WHERE puantaj_id = ? "
            "ORDER BY personel_id, day, kind, text",
            (key,),
        ):
            found.append(tuple(row))
    return found


def _computed(desk: Desk, key: int) -> list[tuple[object, ...]]:
    with desk.work() as work:
        compute(work, key)
    return _rows(desk, key)


def _open(desk: Desk, kind: StaffKind, period: Period = OCTOBER) -> int:
    with desk.work() as work:
        return open_month(work, desk.group(kind), period)


def _close(desk: Desk, key: int) -> None:
    for who, seen in (
        ("ayse", Stage.TASLAK),
        ("mehmet", Stage.SUNULDU),
        ("zeynep", Stage.KONTROL_EDILDI),
        ("mehmet", Stage.ONAYLANDI),
    ):
        with desk.work(who) as work:
            advance(work, key, expected=seen)


# ---------------------------------------------------------------- properties


@_FEW
@given(seed=seeds, kind=st.sampled_from(_KINDS))
def test_computing_again_gives_the_same_rows_and_reasons(office_file: Path, seed: int, kind: StaffKind) -> None:
    dice = random.Random(seed)
    people = _PEOPLE[kind]
    with _office(office_file) as desk:
        key = _open(desk, kind)
        for number in range(2):
            _clock_file(dice, people, number)(desk)
        for give in [_leave(dice, people) for _ in range(4)] + [_overtime(dice, people) for _ in range(3)]:
            _try(give, desk)
        _computed(desk, key)
        before = _rows(desk, key, ids=True)
        _computed(desk, key)
        assert _rows(desk, key, ids=True) == before


@_FEW
@given(seed=seeds, kind=st.sampled_from(_KINDS))
def test_it_does_not_matter_in_which_order_things_came_in(office_file: Path, seed: int, kind: StaffKind) -> None:
    dice = random.Random(seed)
    people = _PEOPLE[kind]
    days = _days(dice)
    marks = [_mark(dice, people, days) for _ in range(4)]
    given_in: list[Input] = [_clock_file(dice, people, number) for number in range(3)]
    given_in += [_overtime(dice, people) for _ in range(3)]
    leaves = [_leave(dice, people) for _ in range(4)]
    with _office(office_file) as desk:
        first = _open(desk, kind)
        kept = [give for give in [*given_in, *leaves] if _try(give, desk)]
        for typed in marks:
            typed(desk, first)
        expected = _computed(desk, first)
    with _office(office_file) as desk:
        key = _open(desk, kind)
        mixed = [*kept, *(partial(_typed_into, key, typed) for typed in marks)]
        dice.shuffle(mixed)
        for give in mixed:
            give(desk)
            if dice.random() < 0.3:
                _computed(desk, key)
        assert _computed(desk, key) == expected


@_FEW
@given(seed=seeds, kind=st.sampled_from(_KINDS))
def test_a_correction_is_what_a_fresh_computation_would_be(office_file: Path, seed: int, kind: StaffKind) -> None:
    dice = random.Random(seed)
    people = _PEOPLE[kind]
    days = _days(dice)
    early = [_leave(dice, people) for _ in range(3)]
    typed = _mark(dice, people, days), _mark(dice, people, days)
    late: list[Input] = [_clock_file(dice, people, number) for number in range(2)]
    late += [_leave(dice, people), _overtime(dice, people), _overtime(dice, people)]
    with _office(office_file) as desk:
        early = [give for give in early if _try(give, desk)]
        first = _open(desk, kind)
        _close(desk, first)
        before = _rows(desk, first)
        with desk.work() as work:
            again = open_correction(work, first, "Sonradan gelen belgeler")
        assert _rows(desk, again) == before
        late = [give for give in late if _try(give, desk)]
        for one in typed:
            one(desk, again)
        corrected = _computed(desk, again)
        assert _rows(desk, first) == before
    with _office(office_file) as desk:
        for give in [*early, *late]:
            give(desk)
        key = _open(desk, kind)
        for one in typed:
            one(desk, key)
        assert _computed(desk, key) == corrected


@_FEW
@given(seed=seeds, kind=st.sampled_from(_KINDS), cut=st.integers(1, 29))
def test_a_period_cut_anywhere_has_the_same_days(office_file: Path, seed: int, kind: StaffKind, cut: int) -> None:
    dice = random.Random(seed)
    people = _PEOPLE[kind]
    given_in: list[Input] = [_clock_file(dice, people, number) for number in range(4)]
    given_in += [_leave(dice, people) for _ in range(3)] + [_overtime(dice, people) for _ in range(3)]
    last = OCTOBER.start + timedelta(days=cut)
    columns = (
        "personel_id, day, code, source, worked_minutes, late_minutes, early_minutes, night_minutes, meal, road"
    )

    def cells(desk: Desk, keys: Sequence[int]) -> list[tuple[object, ...]]:
        marks = ", ".join("?" * len(keys))
        with desk.look() as look:
            rows = look.connection.exec_driver_sql(
                f"SELECT {columns} FROM puantaj_day WHERE puantaj_id IN ({marks}) AND code <> 'YOK' ORDER BY 1, 2",
                tuple(keys),
            )
            return [tuple(row) for row in rows]

    with _office(office_file) as desk:
        kept = [give for give in given_in if _try(give, desk)]
        whole = cells(desk, [_open(desk, kind)])
    with _office(office_file) as desk:
        for give in kept:
            give(desk)
        parts = [Period(OCTOBER.start, last), Period(last + timedelta(days=1), OCTOBER.end)]
        assert cells(desk, [_open(desk, kind, part) for part in parts]) == whole
