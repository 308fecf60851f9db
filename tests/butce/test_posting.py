"""Movements against a real file: what is left, what is refused and by whom it was taken, what is reversed."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from sqlalchemy import ColumnElement

from data.butce import course
from data.butce.models import OdenekHareket, Tertip
from data.butce.operations.posting import Posting, reverse_row
from data.butce.rules.balance import available
from data.butce.rules.values import MovementKind
from data.core import trail
from data.core.errors import BadInput, RuleBroken
from data.core.store import Look
from tests.butce.butce_office import Desk, posted, tertip_id

PAPER, PRINT, FUEL = "03.2.1.01", "03.2.1.05", "03.2.3.02"


def spend(
    desk: Desk, kod: str, amount: int, day: date = date(2026, 3, 2), kind: MovementKind = MovementKind.HARCAMA
) -> int:
    done = posted(desk, Posting(tertip_id=tertip_id(desk, kod), kind=kind, amount=amount, day=day, text="Alım"))
    return done.ids[0]


def level(look: Look, kod_id: int) -> ColumnElement[bool]:
    tertip = look.session.get_one(Tertip, kod_id)
    return course.of_control(tertip.yil_id, tertip.kontrol)


def left(desk: Desk, kod: str) -> int:
    key = tertip_id(desk, kod)
    with desk.look() as look:
        return available(course.held(look, level(look, key)))


def test_tertips_of_one_economic_level_two_are_checked_together(desk: Desk) -> None:
    assert left(desk, PAPER) == left(desk, FUEL) == 900_000_00
    spend(desk, PRINT, 850_000_00)
    with pytest.raises(RuleBroken) as refused:
        spend(desk, FUEL, 50_000_01)
    words = str(refused.value)
    for part in (
        "kullanılabilir ödenek 50.000,00 TL",
        "0,01 TL eksik",
        "Ödeneği tutanlar",
        "850.000,00 TL",
        "m.70",
    ):
        assert part in words
    spend(desk, FUEL, 50_000_00)
    assert left(desk, PAPER) == 0


def test_a_reversed_spending_gives_back_what_it_took(desk: Desk) -> None:
    key = spend(desk, PAPER, 10_000_00)
    with desk.work("ayse") as work:
        reverse_row(work, work.session.get_one(OdenekHareket, key), date(2026, 3, 5), "Yanlış tertip")
        trail.record(work, "butce.test", "Ters kayıt")
    assert left(desk, PAPER) == 900_000_00
    with desk.work("ayse") as work, pytest.raises(RuleBroken, match="geri alınmış"):
        reverse_row(work, work.session.get_one(OdenekHareket, key), date(2026, 3, 5), "Yeniden")
    paper = tertip_id(desk, PAPER)
    with desk.look() as look:
        assert course.by_kind(look, level(look, paper))[MovementKind.HARCAMA] == 0


def test_a_movement_outside_its_year_or_without_an_amount_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="2026 bütçe yılı içinde değil"):
        spend(desk, PAPER, 100, date(2025, 12, 31))
    with pytest.raises(BadInput, match="sıfırdan büyük"):
        spend(desk, PAPER, 0)


def test_the_file_itself_lets_no_movement_be_changed(desk: Desk) -> None:
    key = spend(desk, PAPER, 100)
    with (
        sqlite3.connect(desk.folder / "masa.db") as plain,
        pytest.raises(sqlite3.IntegrityError, match="değiştirilemez"),
    ):
        plain.execute("UPDATE odenek_hareket SET amount = 1 WHERE id = ?", (key,))


def test_a_released_part_only_warns_where_an_office_releases_at_all(desk: Desk) -> None:
    paper = tertip_id(desk, PAPER)
    assert (
        posted(
            desk, Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=100, day=date(2026, 2, 2))
        ).warnings
        == ()
    )
    spend(desk, PAPER, 200_000_00, date(2026, 1, 1), MovementKind.SERBEST)
    over = Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=200_000_00, day=date(2026, 3, 2))
    (warning,) = posted(desk, over).warnings
    assert "serbest bırakılan ödenek" in warning
    assert "1,00 TL eksik" in warning


def test_the_threshold_is_told_once_when_it_is_reached(desk: Desk) -> None:
    paper = tertip_id(desk, PAPER)
    first = posted(
        desk, Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=810_000_00, day=date(2026, 2, 2))
    )
    assert "yüzde 90" in first.warnings[0]
    assert (
        posted(
            desk, Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=100, day=date(2026, 2, 3))
        ).warnings
        == ()
    )
