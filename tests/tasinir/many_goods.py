"""A year of many kinds of goods written straight into the tables: carried in, bought, used and counted."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import SQLModel

from data.core import trail
from data.core.store import Work
from data.core.text import fold, sort_key
from data.tasinir.boards import write_board
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.models_counts import Sayim, SayimGiris, SayimSatir
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.rules.values import BoardKind
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import BOARD
from tests.tasinir.tasinir_office import Desk

END = date(2026, 12, 31)
_PER_LEVEL = 25
_VOUCHERS = (("acilis", "giris", date(2026, 1, 1)), ("satin_alma", "giris", date(2026, 3, 2)),
             ("tuketim", "cikis", date(2026, 7, 1)))  # fmt: skip


def many(desk: Desk, count: int, seed: int = 1) -> None:
    """``count`` kinds of consumables in one ambar, a few under each II. düzey code; the year-end count agrees."""
    chance = random.Random(seed)
    with desk.work("kayit") as work:
        unit, ambar = office.unit(desk), office.ambar(desk)
        codes = [_code(place) for place in range(count)]
        goods = _goods(work, codes)
        vouchers = [_voucher(work, unit, ambar, number, *one) for number, one in enumerate(_VOUCHERS, 1)]
        moves, counted = [], []
        for place, key in enumerate(goods):
            opening, bought = chance.randrange(1, 90_000), chance.randrange(1, 90_000)
            used = chance.randrange(0, opening + bought)
            prices = [chance.randrange(0, 9_000_000) for _ in range(2)]
            spent = sum(prices) * used // (opening + bought)
            for vif, (quantity, kurus) in zip(
                vouchers, ((opening, prices[0]), (bought, prices[1]), (-used, -spent)), strict=True
            ):
                moves.append((vif, place + 1, key, quantity, kurus))
            counted.append((key, opening + bought - used, sum(prices) - spent))
        _move(work, ambar, moves)
        _count(work, unit, ambar, counted)
        trail.record(work, "tasinir.test", f"{count} taşınırlık bir yıl yazıldı")


def _code(place: int) -> str:
    """Up to 25 goods a II. düzey code, up to 90 of those a I. düzey code."""
    level, leaf = divmod(place, _PER_LEVEL)
    first, second = divmod(level, 90)
    return f"150.{first + 40:02d}.{second + 1:02d}.{leaf + 1:02d}"


def _next(work: Work, model: Any) -> int:
    return int(work.session.execute(select(func.max(model.id))).scalar_one() or 0) + 1


def _put(work: Work, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    work.session.execute(insert(model), rows)


def _goods(work: Work, codes: list[str]) -> list[int]:
    first, kod = _next(work, Tasinir), _next(work, TasinirKod)
    names = [f"Taşınır çeşidi {code}" for code in codes]
    pairs = list(zip(codes, names, strict=True))
    _put(work, TasinirKod, [
        {"id": kod + place, "code": code, "name": name, "level": 3, "source": "deneme", "uses": 0,
         "arama": fold(name), "sira": code, "version": 1} for place, (code, name) in enumerate(pairs)
    ])  # fmt: skip
    _put(work, Tasinir, [
        {"id": first + place, "kod_id": kod + place, "code": code, "name": name, "unit": "Adet", "durable": False,
         "arama": fold(name), "sira": sort_key(name)} for place, (code, name) in enumerate(pairs)
    ])  # fmt: skip
    return [first + place for place in range(len(codes))]


def _voucher(work: Work, unit: int, ambar: int, number: int, kind: str, direction: str, day: date) -> int:
    row = Vif(
        harcama_birimi_id=unit, ambar_id=ambar, direction=direction, kind=kind, state="onayli", year=day.year,
        number=number, day=day, made_by=work.actor.user_id, made_at=work.now, sent_on=day,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row.id or 0


def _move(work: Work, ambar: int, moves: list[tuple[int, int, int, int, int]]) -> None:
    days = dict(work.session.execute(select(Vif.id, Vif.day)).all())
    line, move = _next(work, VifSatir), _next(work, TasinirHareket)
    _put(work, VifSatir, [
        {"id": line + place, "vif_id": vif, "line_no": line_no, "tasinir_id": key, "quantity": abs(quantity),
         "total_kurus": abs(kurus)} for place, (vif, line_no, key, quantity, kurus) in enumerate(moves)
    ])  # fmt: skip
    _put(work, TasinirHareket, [
        {"id": move + place, "tasinir_id": key, "ambar_id": ambar, "satir_id": line + place, "vif_id": vif,
         "day": days[vif], "quantity": quantity, "kurus": kurus}
        for place, (vif, _, key, quantity, kurus) in enumerate(moves)
    ])  # fmt: skip


def _count(work: Work, unit: int, ambar: int, counted: list[tuple[int, int, int]]) -> None:
    row = Sayim(
        harcama_birimi_id=unit, year=END.year, number=1, kind="yil_sonu", day=END, state="bitti",
        made_by=work.actor.user_id, made_at=work.now, ended_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    write_board(work, BoardKind.SAYIM, row.id or 0, BOARD)
    _put(work, SayimSatir, [
        {"sayim_id": row.id, "ambar_id": ambar, "tasinir_id": key, "quantity": quantity, "kurus": kurus,
         "second": False} for key, quantity, kurus in counted
    ])  # fmt: skip
    _put(work, SayimGiris, [
        {"sayim_id": row.id, "round": 1, "ambar_id": ambar, "typed": str(quantity), "tasinir_id": key,
         "quantity": quantity, "answer": "bulundu", "counted_by": work.actor.user_id, "counted_at": work.now}
        for key, quantity, _ in counted
    ])  # fmt: skip
